"""The gold of origins: every committed dossier is of one piece, and the checks see what is not."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from benchmarks.dossier_checks import count_origins, faults, shared, standing
from benchmarks.dossiers import ROOT, SPLITS, Dossier, Origin, World, dossiers, read, world
from reportedly.errors import InputError

ALL = [dossier for split in SPLITS for dossier in dossiers(split)]
MARKET = "dev/d01-market"


@pytest.fixture(scope="module")
def known() -> World:
    """The invented world."""
    return world()


@pytest.mark.parametrize("dossier", ALL, ids=lambda dossier: dossier.name)
def test_a_dossier_is_of_one_piece(dossier: Dossier, known: World) -> None:
    assert faults(dossier, known) == []


@pytest.mark.parametrize("split", ["dev", "test"])
def test_halves_are_alike_in_size(split: str) -> None:
    assert len([dossier for dossier in ALL if dossier.split == split]) == 13


def test_the_card_names_every_dossier() -> None:
    card = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [dossier.name for dossier in ALL if f"`{dossier.name}`" not in card] == []


def test_the_card_counts_as_the_gold_does() -> None:
    claims = [claim for dossier in ALL for claim in dossier.gold.claims]
    said = [row for claim in claims for row in claim.statements]
    denials = sum(row.stance == "denies" for row in said)
    copies = sum(len(dossier.gold.copies) for dossier in ALL)
    counted = f"{len(claims)} claims, {len(said)} statements, {denials} of them denials, {copies} copies"
    assert counted in (ROOT / "README.md").read_text(encoding="utf-8")


def test_alignments_are_of_known_actors(known: World) -> None:
    actors = known.lexicons.actors.actors
    assert [row for row in known.alignments if not {row.left, row.right} <= actors.keys()] == []
    assert all(not (row.start and row.end) or row.start <= row.end for row in known.alignments)


def changed(folder: Path, change: dict[tuple[str | int, ...], Any]) -> Dossier:
    """Copy the market's dossier, set values of its gold by their paths, and read it."""
    target = folder / "dev" / "d01-market"
    shutil.copytree(ROOT / MARKET, target)
    gold = json.loads((target / "gold.json").read_text(encoding="utf-8"))
    for path, value in change.items():
        at = gold
        for step in path[:-1]:
            at = at[step]
        at[path[-1]] = value
    (target / "gold.json").write_text(json.dumps(gold), encoding="utf-8")
    return read(target)


@pytest.mark.parametrize(
    ("path", "value", "fault"),
    [
        (("claims", 0, "statements", 0, "quote"), "nobody wrote this", "these words are not there"),
        (("claims", 0, "statements", 0, "chain"), ["two rescue workers"], "does not end with Halyard"),
        (("claims", 0, "statements", 0, "article"), "a77", "no such article"),
        (("claims", 0, "independent_origins", "for"), 5, "independent origins are (6, 6, 0, 0)"),
        (("claims", 1, "standing"), "corroborated", "stands contested, not corroborated"),
        (("claims", 0, "event", "place"), "Nowhere", "place Nowhere is not in world.yaml"),
        (("claims", 0, "event", "actor"), "nobody", "actor nobody is neither in world.yaml"),
        (("claims", 0, "origins", 0, "stance"), "denies", "stands denies, but last said what supports"),
        (("claims", 0, "counts", 0, "said_by"), "o5", "gives no count"),
        (("claims", 0, "statements"), [], "no statement"),
        (("copies", 1, "of"), "a4", "no such articles in this order"),
        (("copies", 2, "parts", 0, "first"), "nobody wrote this", "is not there"),
        (("copies",), [], "are no listed copy"),
        (("credits", 2, "agency"), "Tessera Press", "lacks the credit"),
        (("incidents_apart", 0, "claims"), ["c2", "c9"], "apart"),
    ],
)
def test_what_does_not_agree_is_seen(
    tmp_path: Path, known: World, path: tuple[str | int, ...], value: Any, fault: str
) -> None:
    assert any(fault in found for found in faults(changed(tmp_path, {path: value}), known))


def test_a_gold_of_another_form_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"d01-market: no dossier of this form.*aspect"):
        changed(tmp_path, {("claims", 0, "aspect"): "rumour"})


def origin(name: str, **more: Any) -> Origin:
    """An origin that supports, by a name, with what differs from the usual."""
    usual = {"name": name, "kind": "person", "named": True, "group": name, "stance": "supports"}
    return Origin.model_validate({"id": name, "side": "third", "against_interest": False} | usual | more)


@pytest.mark.parametrize(
    ("origins", "counted"),
    [
        ([origin("a"), origin("b")], (2, 2)),
        ([origin("a", group="x"), origin("b", group="x")], (1, 1)),
        ([origin("a"), origin("b", undecided_with=("a",))], (1, 2)),
        ([origin("a", generic=True), origin("b", generic=True), origin("c")], (2, 2)),
        ([origin("a"), origin("b", stance="denies")], (1, 1)),
        ([origin("a"), origin("b", withdrawn="a2"), origin("c", stance="unsure")], (1, 1)),
        ([], (0, 0)),
    ],
)
def test_origins_are_counted_as_designed(origins: list[Origin], counted: tuple[int, int]) -> None:
    assert count_origins(origins, "supports") == counted


def test_the_standings_of_the_gold_are_all_there() -> None:
    for split in ("dev", "test"):
        found = {standing(claim) for d in ALL if d.split == split for claim in d.gold.claims}
        assert found == {"withdrawn", "contested", "corroborated", "single-origin", "unsourced"}


def test_shared_words_are_told_by_runs() -> None:
    model = "the first bomb brought down the roof and the second fell on people"
    assert shared("the first bomb brought down the roof", model) == 1
    assert shared("the roof was brought down by a bomb", model) == 0
