"""Which agency a document comes from, and how the parts of a chain are joined."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportedly import lexicon
from reportedly.annotate.chains import credited, is_link, link_up
from reportedly.annotate.entry import Entry
from reportedly.read.document import read_document
from reportedly.shapes import Capture, SourceKind

LEXICONS = lexicon.load([Path(__file__).parents[1] / "cases" / "lexicon.yaml"])
STORY = "The bridge at Ilmar fell on Sunday and the road to the coast is closed to all traffic."


def _entry(name: str, kind: SourceKind = SourceKind.PERSON, journalist: bool = False) -> Entry:
    return Entry(
        name=name, kind=kind, evidence_kind=None, named=True, head="", plural=False, journalist=journalist
    )


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        (f"ILMAR, May 3 (Reuters) - {STORY}", "Reuters"),
        (f"{STORY}\n\nHarbour Wire", "Harbour Wire"),
        (f"{STORY}\n\nAFP, Reuters", None),
        (f"ILMAR (AP) — {STORY}\n\nReuters contributed to this report.", "AP"),
        (STORY, None),
    ],
)
def test_one_agency_is_credited_or_none(text: str, agency: str | None) -> None:
    document, segments = read_document(Capture("t", text.encode(), "text"), LEXICONS, force=True)
    assert credited(document, segments, LEXICONS) == agency


def test_a_chain_names_each_link_once() -> None:
    source, agency, outlet = (
        _entry("Ann Lee"),
        _entry("AFP", SourceKind.AGENCY),
        _entry("Post", SourceKind.OUTLET),
    )
    assert link_up([source, agency], [agency, outlet]) == (source, agency, outlet)
    assert link_up([agency], [agency, outlet]) == (agency, outlet)


def test_whom_one_tells_is_a_link_only_if_it_is_of_the_press() -> None:
    assert is_link(_entry("AFP", SourceKind.AGENCY))
    assert is_link(_entry("Ann Lee", journalist=True))
    assert not is_link(_entry("Ann Lee"))
