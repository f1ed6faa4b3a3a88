"""The provenance tree: who stands where, what is gathered, and that nothing overlaps or is clipped."""

from __future__ import annotations

import re

import pytest
from lxml import etree

from reportedly.claim import Claim, Stance
from reportedly.web.figures.draw import measure
from reportedly.web.figures.provenance import ROWS, Part, provenance
from reportedly.web.figures.timeline import timeline
from reportedly.web.figures.toll import tolls
from reportedly.web.figures.tree import tree
from tests.web.samples import claim, flood, origin, saying

SVG = "{http://www.w3.org/2000/svg}"


def many() -> Claim:
    """Return a claim of 40 origins with long names, each through its own outlet."""
    origins = tuple(
        origin(f"o{n}", f"the very long name of witness number {n} of the strike") for n in range(40)
    )
    said = tuple(
        saying(f"m{n}", (o.name, f"The Outlet of a Long Name {n}"), o.id, n) for n, o in enumerate(origins)
    )
    return claim(origins=origins, statements=said)


def test_copies_hang_below_what_they_copy() -> None:
    council, ministry = provenance(claim())
    (wire,) = council.children
    assert (wire.name, wire.part) == ("Harbour Wire", Part.RELAY)
    assert [(n.name, n.copied) for n in wire.children] == [("Coastal Post", True), ("Daily Star", True)]
    assert (ministry.stance, ministry.children[0].copied) == (Stance.DENIES, False)


def test_statements_of_nobody_known_come_last_under_no_origin() -> None:
    sayings = (saying("m0", ("unknown", "Daily Star"), None, 1), *claim().statements)
    roots = provenance(claim(statements=sayings))
    assert roots[-1].name == "No known origin"
    assert [child.name for child in roots[-1].children] == ["Daily Star"]


def test_origins_that_count_as_one_stand_together() -> None:
    origins = (origin("a", "A"), origin("b", "B"), origin("c", "C", group="a"))
    said = tuple(saying(f"m{o.id}", (o.name, f"Paper {o.id}"), o.id, hour) for hour, o in enumerate(origins))
    assert [root.name for root in provenance(claim(origins=origins, statements=said))] == ["A", "C", "B"]
    assert 'class="bracket"' in tree(claim(origins=origins, statements=said))


def test_no_statement_is_lost_by_gathering() -> None:
    for of in (flood(2000), many(), claim()):
        shown = {s.id for root in provenance(of) for s in root.all_sayings()}
        assert shown == {s.id for s in of.statements}


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize("of", [claim(), flood(2000), many(), claim(statements=(), origins=())])
def test_labels_stay_inside_and_apart(of: Claim, narrow: bool) -> None:
    drawn = etree.fromstring(tree(of, narrow=narrow))
    width, height = (float(drawn.get(name)) for name in ("width", "height"))  # type: ignore[arg-type]
    boxes = []
    for text in drawn.iter(f"{SVG}text"):
        words = text.text or ""
        look = text.get("class", "")
        size, bold = (11.5, False) if "soft" in look else (12.5, "strong" in look)
        long = measure(words, size, bold)
        x, y = float(text.get("x", "")), float(text.get("y", ""))
        left = x - {"end": long, "middle": long / 2}.get(text.get("text-anchor", ""), 0)
        assert left >= -1
        assert left + long <= width + 1
        assert 0 < y <= height
        boxes.append((left, y - size * 0.75, left + long, y))
    for at, a in enumerate(boxes):
        for b in boxes[at + 1 :]:
            assert not (a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3])


def test_who_changed_his_mind_is_one_origin_with_lines_of_both_kinds() -> None:
    turned = claim(
        origins=(origin("o1", "the ministry", Stance.DENIES),),
        statements=(
            saying("m1", ("the ministry", "Harbour Wire"), "o1", 1),
            saying("m2", ("the ministry", "Harbour Wire"), "o1", 9, stance=Stance.DENIES),
        ),
    )
    (root,) = provenance(turned)
    assert (root.stance, root.before()) == (Stance.DENIES, Stance.SUPPORTS)
    assert [child.stance for child in root.children] == [Stance.SUPPORTS, Stance.DENIES]
    assert "said so, now denies" in tree(turned)


def test_what_is_gathered_follows_what_is_drawn_of_its_stance() -> None:
    stances = (Stance.DENIES, Stance.SUPPORTS)
    origins = tuple(origin(f"o{n:02}", f"witness {n}", stances[n % 2]) for n in range(40))
    said = tuple(saying(f"m{n}", (o.name, "Paper"), o.id, n, stance=o.stance) for n, o in enumerate(origins))
    roots = provenance(claim(origins=origins, statements=said))
    assert [(root.stance, root.gathered > 0) for root in roots] == [
        *[(Stance.SUPPORTS, False)] * 6, (Stance.SUPPORTS, True),
        *[(Stance.DENIES, False)] * 6, (Stance.DENIES, True),
    ]  # fmt: skip


def test_a_large_tree_is_gathered_until_it_has_few_rows() -> None:
    origins = tuple(origin(f"o{n}", f"witness {n}") for n in range(12))
    said = tuple(
        saying(f"m{n}-{a}-{b}", (o.name, f"Agency {a}", f"Paper {b}"), o.id, b)
        for n, o in enumerate(origins) for a in range(6) for b in range(6)
    )  # fmt: skip
    roots = provenance(claim(origins=origins, statements=said))
    assert sum(root.rows() for root in roots) <= ROWS
    assert {s.id for root in roots for s in root.all_sayings()} == {s.id for s in said}


def test_denials_have_a_stroke_of_their_own_and_the_unnamed_a_hollow_point() -> None:
    unnamed = claim(
        origins=(origin("o1", "two doctors", named=False), origin("o2", "ministry", Stance.DENIES))
    )
    drawn = tree(unnamed)
    assert re.search(r'class="edge denies"', drawn)
    assert 'class="hollow-line"' in drawn
    assert 'class="origin supports hollow"' in drawn
    assert 'class="edge supports copied"' in drawn


def test_pictures_are_the_same_for_the_same_claim() -> None:
    assert tree(flood(300)) == tree(flood(300))
    assert timeline(claim()) == timeline(claim())


def test_the_toll_tells_open_ends_and_sides_apart() -> None:
    ((role, (wide, narrow)),) = tolls(claim())
    assert role == "killed"
    for drawn in (wide, narrow):
        assert "20 or more" in drawn
        assert 'class="open-end supports"' in drawn
    assert tolls(claim(counts=())) == []


@pytest.mark.parametrize("time", ["2031-05-03", "1999", "2031-05/..", "../2031-05-01", "soon", None, "20XX"])
def test_the_timeline_bears_any_time(time: str | None) -> None:
    from dataclasses import replace

    drawn = timeline(claim(event=replace(claim().event, time=time)))
    assert etree.fromstring(drawn).tag == f"{SVG}svg"
    undated = claim(statements=tuple(replace(s, published=None) for s in claim().statements))
    assert "No statement of it is dated" in timeline(undated)
