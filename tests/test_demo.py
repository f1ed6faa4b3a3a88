"""The demo's own files are sound, and its ledger is made as the command says."""

from __future__ import annotations

import json
from pathlib import Path

from reportedly import demo, lexicon

ROWS = [json.loads(line) for line in demo.ARTICLES.read_text(encoding="utf-8").splitlines()]


def test_articles_are_news_of_two_weeks_by_outlets_of_its_world() -> None:
    world = lexicon.load([demo.WORLD])
    assert len(ROWS) == 36
    assert all(row["outlet"] in world.outlets for row in ROWS)
    assert {row["published"][:7] for row in ROWS} == {"2029-06"}
    assert [row["published"] for row in ROWS] == sorted(row["published"] for row in ROWS)
    assert len({row["url"] for row in ROWS}) == len(ROWS)
    assert sum("html" in row for row in ROWS) >= 5
    assert all(60 <= len(row["text"].split()) <= 250 for row in ROWS if "text" in row)


def test_every_actor_that_is_aligned_is_known() -> None:
    known = lexicon.load([demo.WORLD]).actors.actors
    text = demo.ALIGNMENTS.read_text(encoding="utf-8")
    rows = [line for line in text.splitlines() if line.startswith("  - {left:")]
    assert len(rows) == 6
    for row in rows:
        fields = dict(part.split(": ") for part in row.removeprefix("  - {").removesuffix("}").split(", "))
        assert {fields["left"], fields["right"]} <= known.keys()


def test_outlines_are_closed_rings() -> None:
    shapes = json.loads(demo.OUTLINE.read_text(encoding="utf-8"))["features"]
    assert {shape["properties"]["country"] for shape in shapes} == {"XTM", "XRU", "XPM"}
    for shape in shapes:
        (ring,) = shape["geometry"]["coordinates"]
        assert ring[0] == ring[-1]


def test_all_files_belong_to_the_package() -> None:
    assert {path.name for path in Path(demo.HERE).iterdir() if path.suffix not in {".py", ""}} == {
        "articles.jsonl", "world.yaml", "alignments.yaml", "outline.geojson",
    }  # fmt: skip
