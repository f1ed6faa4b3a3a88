"""In a notebook: readings, claims and trees show themselves; frames of pandas and Polars hold the tables."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html

import reportedly as rp
from reportedly import ledger
from reportedly.claim import Claim
from reportedly.errors import InputError, MissingError
from reportedly.export.formats.columns import TABLES
from reportedly.export.formats.tidy import rows
from reportedly.shapes import Reading
from tests.claims_sample import CLAIMS, STRIKE
from tests.export.frozen import Frozen
from tests.export.sample import sample

KEPT = Frozen()
READINGS = list(KEPT.readings())
assert ledger, "whoever has a reading or ledger has imported it"


def shown(row: object) -> html.HtmlElement:
    """Return what a notebook shows of a row."""
    show: Callable[[], str] = getattr(row, "_repr_html_", str)
    words = show()
    assert words.startswith("<")
    return html.fromstring(words)


@pytest.mark.parametrize("reading", [*READINGS, sample()], ids=lambda r: str(r.document.outlet))
def test_a_reading_shows_its_statements_and_the_article(reading: Reading) -> None:
    page = shown(reading)
    assert len(page.findall(".//table//tr")) == len(reading.statements) + 1
    (frame,) = page.findall(".//iframe")
    assert frame.get("sandbox") == "allow-scripts"
    inner = html.document_fromstring(frame.get("srcdoc", ""))
    words = "".join(inner.text_content().split())
    assert "".join(reading.document.text.split())[:20] in words or "\x1b" in reading.document.text
    assert not page.xpath("//script | //img | //style | //link | //b/script")


def test_words_of_strangers_are_escaped_and_harmless() -> None:
    claim = replace(STRIKE, text="<img src=x onerror=alert(1)> \u202eevil", reasons=())
    page = shown(claim)
    assert not page.xpath("//img")
    assert "[U+202E]evil" in page.text_content()


def test_a_claim_shows_standing_reasons_origins_and_its_way() -> None:
    page = shown(STRIKE)
    text = page.text_content()
    assert "contested" in text
    assert "two origins say so, one denies it" in text
    names = [row[0].text_content() for row in page.findall(".//table//tr")[1:]]
    assert names == [origin.name for origin in STRIKE.origins]
    assert page.findtext(".//pre") == str(rp.tree(STRIKE))


def test_a_tree_is_printed_too() -> None:
    assert str(rp.tree(STRIKE)).splitlines()[:3] == [
        "two rescue workers",
        "└─ Harbour Wire  (3 May 2031, 12:00 UTC, supports)",
        "   └─ Coastal Post  (3 May 2031, 15:00 UTC, supports, reprinted)",
    ]
    assert shown(rp.tree(STRIKE)).text_content() == str(rp.tree(STRIKE))


@pytest.mark.parametrize("table", TABLES)
def test_frames_hold_the_tables(table: str) -> None:
    of_claims = table.startswith("claim")
    source: list[Claim] | list[Reading] = list(KEPT.claims()) if of_claims else READINGS
    known = [tuple(map(plain, row)) for row in rows(KEPT, table)]
    if table == "statements":  # where words stand in the original only a ledger knows
        at = TABLES[table].names.index("original_start")
        known = [(*row[:at], None, None, *row[at + 2 :]) for row in known]
    pandas, polars = rp.to_pandas(source, table), rp.to_polars(source, table)
    assert tuple(pandas.columns) == tuple(polars.columns) == TABLES[table].names
    assert polars.rows() == known
    back = pandas.astype(object).where(pandas.notna(), None)
    assert [tuple(row) for row in back.itertuples(index=False)] == known


def plain(value: object) -> object:
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    return str(value) if isinstance(value, str) else value


def test_one_reading_or_claim_will_do_and_nothing_else() -> None:
    assert len(rp.to_polars(READINGS[0])) == len(READINGS[0].statements)
    assert len(rp.to_pandas(CLAIMS, "claims")) == 2
    assert len(rp.to_pandas(STRIKE, "claim_origins")) == 3
    with pytest.raises(InputError, match="people: is no table; there are claims"):
        rp.to_pandas(READINGS, "people")
    with pytest.raises(InputError, match="give a ledger, readings or claims"):
        rp.to_pandas([1, 2])  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["pandas", "polars"])
def test_a_missing_library_is_named(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(MissingError, match=rf"pip install 'reportedly\[{name}\]'"):
        getattr(rp, f"to_{name}")(READINGS)


def test_the_examples_of_the_page_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = (Path(__file__).parents[1] / "docs" / "notebooks.md").read_text(encoding="utf-8")
    (tmp_path / "article.txt").write_text("Jets struck the market, two rescue workers told Harbour Wire.")
    (tmp_path / "mine.yaml").write_text("outlets: [{name: Harbour Wire, kind: agency}]")
    monkeypatch.chdir(tmp_path)
    with rp.open("news.ledger", create=True) as made:
        made.add("article.txt", outlet="Coastal Post", published="2031-05-03")
    known: dict[str, object] = {}
    blocks = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    assert len(blocks) == 3
    for block in blocks:
        exec(block, known)
    assert known["said"].chain == ("two rescue workers", "Harbour Wire", "Coastal Post")  # type: ignore[attr-defined]
    assert known["statements"].shape[0] == 1  # type: ignore[attr-defined]
    assert known["claims"].height >= 1  # type: ignore[attr-defined]
