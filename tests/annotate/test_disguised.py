"""Names in disguise as they are read: flagged, and neither outlet, actor nor source of the real name."""

from __future__ import annotations

import pytest

from reportedly import lexicon, pipeline
from reportedly.claiming import claims
from reportedly.shapes import Capture, Reading

TEXT = "Two people were killed when a boat sank off Port Sarn on Friday, {} reported.\n"


def read(text: str, outlet: str = "Coastal Post") -> Reading:
    return pipeline.read(Capture("x", text.encode(), "text", outlet=outlet, published="2031-05-03"))


NAMES = ["R\u0435uters", "Reut\u0435rs", "B\u200bBC", "The Gu\u0430rdian", "Тhe Guardian"]


@pytest.mark.parametrize("name", NAMES)
def test_a_disguised_agency_is_no_agency(name: str) -> None:
    reading = read(TEXT.format(name))
    assert {row.name for row in reading.disguises} & {source.name for source in reading.sources}
    assert not {"Reuters", "BBC", "The Guardian"} & {source.name for source in reading.sources}


def test_a_cut_name_is_flagged_by_what_is_printed() -> None:
    reading = read('"The boat sank at once," said John Smi\u200bth, a fisherman, on Friday.\n')
    assert [row.rule for row in reading.disguises] == ["invisible"]


def test_a_disguised_outlet_is_flagged_in_its_claims() -> None:
    reading = read(TEXT.format("an old sailor"), outlet="BBC N\u0435ws")
    assert {row.name for row in reading.disguises} == {"BBC N\u0435ws"}
    found = claims([reading], lexicons=lexicon.load())
    assert found
    assert all("disguise" in {reason.rule for reason in claim.reasons} for claim in found)


def test_plain_names_are_left_alone() -> None:
    assert read(TEXT.format("Reuters"), outlet="BBC News").disguises == ()
