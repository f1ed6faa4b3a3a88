"""The incidents part of the ledger's benchmark: real articles of one war, of many incidents alike.

In comes `fakes/dev.jsonl` (FA-KES, Abu Salem and others, ICWSM 2019) and `origins_fakes_incidents.json`:
which of its articles tell of one incident at their head, as one reader judged from headlines and first
sentences; every other article tells of one of its own. Out comes how far the claims of all articles in one
ledger keep these apart and together: B-cubed (Bagga and Baldwin 1998) over the articles, each by the claim
that holds most of its first occurrences, and how large the claims grow.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from benchmarks.ledger_readings import kept
from benchmarks.ledger_scoring import b_cubed
from reportedly.claim import Claim, Saying
from reportedly.claiming import claims
from reportedly.lexicon import load
from reportedly.shapes import Aspect

GOLD = Path(__file__).with_name("origins_fakes_incidents.json")
_HEAD = 4
"""So many of an article's first occurrences are its head."""
_WEEK = 7
_MANY = 10


@dataclass(frozen=True, slots=True)
class Measured:
    """How the heads of all articles lie in claims."""

    own: Mapping[str, str | None]
    gold: Mapping[str, str]
    days: Mapping[str, str | None]
    claims: Sequence[Claim]

    def figures(self) -> dict[str, float | int | str]:
        """Return the figures by name."""
        score = b_cubed(self.gold, {name: claim for name, claim in self.own.items() if claim is not None})
        pairs = list(self._pairs())
        far = sum(gap > _WEEK for *_, gap in pairs)
        return {
            "incidents.articles": len(self.gold),
            "incidents.precision": score.precision,
            "incidents.recall": score.recall,
            "incidents.f1": score.f1,
            "incidents.pairs": len(pairs),
            "incidents.pairs over a week apart": far,
            "incidents.claims": len(self.claims),
            f"incidents.claims of over {_MANY} articles": sum(row.documents > _MANY for row in self.claims),
            "incidents.articles of the largest claim": max((row.documents for row in self.claims), default=0),
        }

    def _pairs(self) -> Iterator[tuple[str, str, int]]:
        """The pairs of articles whose heads are in one claim, with the days between them."""
        groups: dict[str, list[str]] = defaultdict(list)
        for name, claim in sorted(self.own.items()):
            if claim is not None:
                groups[claim].append(name)
        for members in groups.values():
            for at, one in enumerate(members):
                for other in members[at + 1 :]:
                    yield one, other, _gap(self.days[one], self.days[other])


def _gap(one: str | None, other: str | None) -> int:
    if one is None or other is None:
        return 0
    return abs((date.fromisoformat(one[:10]) - date.fromisoformat(other[:10])).days)


def measure(data: Path) -> Measured:
    """Put all articles into one ledger, and look where their heads are."""
    readings = kept([str(data / "fakes" / "dev.jsonl")], [])
    found = claims(readings, lexicons=load())
    told: dict[str, list[tuple[Saying, str]]] = defaultdict(list)
    for claim in found:
        for saying in claim.statements if claim.aspect is Aspect.OCCURRENCE else ():
            told[saying.document].append((saying, claim.id))
    own: dict[str, str | None] = {}
    days: dict[str, str | None] = {}
    for reading in readings:
        name = (reading.document.url or reading.document.id).rpartition(":")[2]
        days[name] = reading.document.published
        own[name] = _head(told[reading.document.id])
    groups = json.loads(GOLD.read_text(encoding="utf-8"))["incidents"]
    gold = {name: name for name in own} | {name: rows[0] for rows in groups for name in rows}
    return Measured(own, gold, days, found)


def _head(rows: Sequence[tuple[Saying, str]]) -> str | None:
    """The claim that holds most of an article's first occurrences; of several, the first."""
    first = [claim for saying, claim in sorted(rows, key=lambda row: row[0].span)][:_HEAD]
    counted = Counter(first)
    return max(first, key=lambda claim: counted[claim], default=None)


def table(measured: Measured, errors: int) -> Iterator[str]:
    """Yield the figures, and the articles of so many of the largest claims that put incidents together."""
    by_id = {claim.id: claim for claim in measured.claims}
    groups: dict[str, list[str]] = defaultdict(list)
    for name, claim in measured.own.items():
        if claim is not None:
            groups[claim].append(name)
    wrong = [id for id, names in groups.items() if len({measured.gold[name] for name in names}) > 1]
    for id in sorted(wrong, key=lambda id: -len(groups[id]))[:errors]:
        yield f"! {id} {by_id[id].text[:90]!r}: {len(groups[id])} articles"
        for name in sorted(groups[id], key=lambda name: measured.days[name] or ""):
            yield f"    {measured.days[name]} {name}, incident {measured.gold[name]}"
    yield from (f"  {name:<42} {value}" for name, value in measured.figures().items())
