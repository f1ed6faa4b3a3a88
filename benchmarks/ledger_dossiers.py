"""The dossiers part of the ledger's benchmark: claims over each dossier's articles, scored; errors in words.

Three ways to be given a dossier (`Given`): nothing (articles are read and linked), the gold's clustering with
the gold's chains, and the gold's clustering with the chains that were read; the latter two
measure `assess` alone. Each dossier is a ledger of its own, or, `together`, all of a split are one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from importlib import import_module
from operator import attrgetter
from typing import Any

from benchmarks import asides
from benchmarks import dossiers as gold
from benchmarks.dossiers import Dossier, World
from benchmarks.ledger_gold import Chains, mentions
from benchmarks.ledger_readings import of_dossier
from benchmarks.ledger_scoring import Aligned, Found, Score, align, origins, plain, score
from reportedly.claim import Claim, Copied, Mention, Origin
from reportedly.shapes import Reading

Program = Callable[[Sequence[Reading], World], list[Claim]]
"""What makes claims of readings."""

Assess = Callable[[Sequence[Sequence[Mention]], World], list[Claim]]
"""What makes one claim of each group of mentions."""

Copier = Callable[[Sequence[Reading]], list[Copied]]
"""What finds what each document reprints."""


class Given(StrEnum):
    """What of the gold a run is given."""

    NOTHING = "nothing"
    GOLD = "gold"
    CLUSTERS = "clusters"


@dataclass(frozen=True, slots=True)
class Measured:
    """A split's score, and each dossier beside the program's claims."""

    score: Score
    aligned: tuple[Aligned, ...]


def function(name: str) -> Callable[..., Any]:
    """Import what "module:function" names."""
    module, _, attribute = name.partition(":")
    found: Callable[..., Any] = attrgetter(attribute)(import_module(module))
    return found


def measure(
    split: str,
    *,
    program: Program | None,
    assess: Assess | None,
    copier: Copier | None,
    given: Given = Given.NOTHING,
    together: bool = False,
) -> Measured:
    """Score all dossiers of a split; `program` or, where clusters are given, `assess` is needed."""
    world, all_ = gold.world(), list(gold.dossiers(split))
    readings = {dossier.name: of_dossier(dossier) for dossier in all_}

    def made(rows: Sequence[Dossier]) -> list[Claim]:
        if given is Given.NOTHING:
            assert program is not None, "claims are made by a program"
            return program([reading for row in rows for reading in readings[row.name]], world)
        assert assess is not None, "clusters are judged by assess"
        groups = [_groups(row, world, readings[row.name], given) for row in rows]
        return assess([group for of_one in groups for group in of_one], world)

    shared = made(all_) if together else []
    claims = {row.name: shared if together else made([row]) for row in all_}
    aligned = [align(row, claims[row.name]) for row in all_]
    copied = {row.name: copier(readings[row.name]) if copier is not None else [] for row in all_}
    total = Score()
    for one in aligned:
        total += score(one, copied[one.dossier.name])
        if given is Given.NOTHING and not together and one.dossier.asides is not None:
            total += Score(asides=asides.scored(one.dossier, claims[one.dossier.name]))
    return Measured(total, tuple(aligned))


def _groups(
    dossier: Dossier, world: World, readings: Sequence[Reading], given: Given
) -> list[list[Mention]]:
    by_id = {reading.document.id: reading for reading in readings}
    chains = Chains.READ if given is Given.CLUSTERS else Chains.GOLD
    return list(mentions(dossier, world, by_id, chains).values())


def table(name: str, measured: Measured, each: bool) -> Iterator[str]:
    """Yield a split's figures, one a line; `each` adds a line a dossier."""
    yield f"{name}: {measured.score.found.of} statements, {measured.score.standing.of} claims"
    yield from (f"  {figure:<20} {value:7.4f}" for figure, value in measured.score.figures().items())
    if each:
        yield f"  {'dossier':<20} {'P':>6} {'R':>6} {'F1':>6} {'found':>6} {'origins':>8} {'standing':>8}"
        yield from (_row(one.dossier.name, score(one, [])) for one in measured.aligned)


def _row(name: str, own: Score) -> str:
    claims = own.claims
    numbers = f"{claims.precision:6.3f} {claims.recall:6.3f} {claims.f1:6.3f} {own.found.value:6.3f}"
    counts = (f"{share.right}/{share.of}" for share in (own.origins, own.standing))
    return f"  {name:<20} {numbers} {' '.join(f'{count:>8}' for count in counts)}"


def errors(measured: Measured, most: int) -> Iterator[str]:
    """Yield what is wrong with the worst claims, so many of them; dossiers of the test split are refused."""
    if any(one.dossier.split == "test" for one in measured.aligned):
        raise ValueError("errors of the test split are not shown")
    told = [
        (len(lines), "\n".join([head, *lines]))
        for one in measured.aligned
        for claim in one.dossier.gold.claims
        for head, *lines in [list(_of_claim(one, claim))]
        if lines
    ]
    told.sort(key=lambda row: -row[0])
    yield from (text for _, text in told[:most])


def _of_claim(aligned: Aligned, claim: gold.Claim) -> Iterator[str]:
    """Yield a line for the claim, and one for each thing that is wrong with it."""
    best = aligned.best[claim.id]
    given = f"{best.id} {best.text!r}" if best is not None else "nothing"
    yield f"\n{aligned.dossier.name} {claim.id} {claim.aspect}: {claim.text!r}\n  given: {given}"
    yield from _of_statements(aligned, claim, best)
    yield from _joined(aligned, claim, best)
    if best is not None:
        yield from _of_origins(aligned, claim, best)


def _of_statements(aligned: Aligned, claim: gold.Claim, best: Claim | None) -> Iterator[str]:
    for said, hit in aligned.items(claim):
        where = f"{said.article} {said.quote[:70]!r} ({said.stance}; {' > '.join(said.chain)})"
        if hit is None:
            yield f"  not found  {where}"
        elif hit.claim is not best:
            yield f"  elsewhere  {where}: in {hit.claim.id} {hit.claim.text[:60]!r}; {_why(hit)}"
        else:
            if hit.saying.stance.value != said.stance:
                yield f"  stance     {where}: given {hit.saying.stance.value} ({hit.saying.act.value})"
            if [*map(plain, hit.saying.chain)] != [*map(plain, said.chain)]:
                yield f"  chain      {where}: given {' > '.join(hit.saying.chain)}"


def _joined(aligned: Aligned, claim: gold.Claim, best: Claim | None) -> Iterator[str]:
    """Yield the statements of other gold claims that are in this one's."""
    for other in aligned.dossier.gold.claims:
        for said, hit in aligned.items(other):
            if other is not claim and hit is not None and hit.claim is best:
                yield f"  joined     {said.article} {said.quote[:70]!r} of {other.id}; {_why(hit)}"


def _why(hit: Found) -> str:
    return "; ".join(f"{ground.rule} ({ground.detail})" for ground in hit.saying.grounds)[:160]


def _of_origins(aligned: Aligned, claim: gold.Claim, best: Claim) -> Iterator[str]:
    due, own = claim.independent_origins, best.independent_origins
    due_numbers = (due.for_, due.for_max, due.against, due.against_max)
    own_numbers = (own.for_, own.for_max, own.against, own.against_max)
    if claim.standing != best.standing.value:
        yield f"  standing   {best.standing.value}, due {claim.standing}"
    matched = origins(aligned, claim)
    rows = {row.id: row for row in best.origins}
    if due_numbers != own_numbers:
        yield f"  numbers    {own_numbers}, due {due_numbers}"
        for origin in claim.origins:
            row = rows.get(matched[origin.id] or "")
            yield f"    due {_due(origin)}: given {_own(row) if row is not None else 'nothing'}"
        for row in best.origins:
            if row.id not in matched.values():
                yield f"    more {_own(row)}"
    for origin in claim.origins:
        row = rows.get(matched[origin.id] or "")
        due_side = origin.side + " against interest" * origin.against_interest
        if row is not None:
            side = row.side.value + " against interest" * row.against_interest
            if side != due_side:
                yield f"  side       {origin.name}: {side}, due {due_side}"


def _due(origin: gold.Origin) -> str:
    marks = [origin.stance, f"group {origin.group}", *(["generic"] if origin.generic else [])]
    marks += [f"withdrawn in {origin.withdrawn}"] if origin.withdrawn else []
    marks += [f"undecided with {', '.join(origin.undecided_with)}"] if origin.undecided_with else []
    return f"{origin.id} {origin.name} ({'; '.join(marks)})"


def _own(origin: Origin) -> str:
    marks = [origin.stance.value, f"group {origin.group[-6:]}", *(["generic"] if origin.generic else [])]
    marks += [f"withdrawn in {origin.withdrawn[:8]}"] if origin.withdrawn else []
    marks += [f"undecided with {len(origin.undecided_with)}"] if origin.undecided_with else []
    return f"{origin.id[-6:]} {origin.name} ({'; '.join(marks)})"
