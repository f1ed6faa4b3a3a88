"""The articles under `examples/` read as the README promises, with the lexicon beside them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reportedly.lexicon import load
from reportedly.pipeline import read
from reportedly.shapes import Capture, FurnitureKind, Reading, Voice

EXAMPLES = Path(__file__).parent.parent / "examples"
LEXICONS = load([EXAMPLES / "lexicon.yaml"])


def read_example(name: str, outlet: str | None = None) -> Reading:
    """Read one example file as the command line would."""
    path = EXAMPLES / name
    media = "html" if path.suffix == ".html" else "text"
    return read(Capture(name, path.read_bytes(), media, outlet=outlet), lexicons=LEXICONS)


def chains(reading: Reading) -> set[tuple[str, ...]]:
    """Return the chains of a reading's statements, as names."""
    names = {source.id: source.name for source in reading.sources}
    return {tuple(names[link] for link in one.chain) for one in reading.statements}


def test_market_goes_back_to_two_workers_through_the_agency() -> None:
    reading = read_example("market.txt", "Coastal Post")
    assert any(len(chain) == 3 and chain[1:] == ("Harbour Wire", "Coastal Post") for chain in chains(reading))
    kinds = {part.furniture for part in reading.segments if part.furniture is not None}
    assert kinds >= {
        FurnitureKind.AGE_NOTICE,
        FurnitureKind.IMAGE_CREDIT,
        FurnitureKind.RELATED_LINK,
        FurnitureKind.SOCIAL,
    }


def test_ferry_passes_through_the_agency_of_its_dateline() -> None:
    reading = read_example("ferry.txt", "Coastal Post")
    assert {chain[-2:] for chain in chains(reading)} == {("Meridian Press Agency", "Coastal Post")}


def test_dam_page_tells_its_outlet_byline_and_date() -> None:
    document = read_example("dam.html").document
    assert document.outlet == "Northern Gazette"
    assert document.bylines == ("Lena Cole",)
    assert (document.published or "").startswith("2031-05-12")
    assert "cookies" not in document.text


@pytest.mark.parametrize("line", (EXAMPLES / "week.jsonl").read_text(encoding="utf-8").splitlines())
def test_week_has_statements_of_others_in_every_row(line: str) -> None:
    row = json.loads(line)
    data = row["text"].encode()
    capture = Capture(row["url"], data, "text", outlet=row["outlet"], published=row["published"])
    voices = {one.voice for one in read(capture, lexicons=LEXICONS).statements}
    assert Voice.SOURCE in voices
