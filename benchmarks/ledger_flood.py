"""The flood part of the ledger's benchmark: thousands of copies on as many domains must add no origin.

In come what makes claims and how many copies; out comes, for each kind of flood, how many independent
origins the story's claims had before and after, and how many claims of other stories changed. Articles,
copies and readings are those of the generated corpus (`benchmarks.corpus`): the reader's mistakes
are not what is measured. Beside the flooded story stands one whose articles have three origins.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from benchmarks.corpus import Article, articles, flood, reading
from benchmarks.corpus.pieces import Speaker
from benchmarks.corpus.truth import group_of, stance_of
from reportedly.claim import Claim
from reportedly.shapes import Reading

Program = Callable[[Sequence[Reading]], list[Claim]]

SEARCHED = 4000
"""So many generated articles are searched for three of one incident, each with one origin more."""

BACKGROUND = 150
"""So many articles of other incidents stand beside the flood."""

FLOODS = (("whole, up to 5 % of words changed", 0.05, 1.0), ("in part, 40 % of each", 0.05, 0.4))


@dataclass(frozen=True, slots=True)
class Flood:
    """What one flood did: the most independent origins of a claim of the story, and claims of others moved.

    `due` is how many there are in truth. `others` are the claims of the other stories, `moved` those whose
    origins or standing are not what they were.
    """

    name: str
    copies: int
    due: int
    before: int
    after: int
    others: int
    moved: int


def measure(program: Program, size: int) -> Iterator[Flood]:
    """Yield what each kind of flood did to a story of one origin, and to the same with two more."""
    story, background = _chosen()
    for told in (story[:1], story):
        quiet = [reading(article) for article in (*background, *told)]
        before = program(quiet)
        for name, changed, share in FLOODS:
            copies = [reading(copy) for copy in flood(story[0], size, changed, share)]
            after = program([*quiet, *copies])
            yield _compared(name, len(told), size, before, after, quiet[len(background) :], copies)


def _chosen() -> tuple[list[Article], list[Article]]:
    """Return three articles of one incident, the first with one origin, each other with one more."""
    stream = list(articles(SEARCHED, seed=0, copies=0.0))
    told: defaultdict[str, list[Article]] = defaultdict(list)
    groups: defaultdict[str, set[str | None]] = defaultdict(set)
    for article in stream:
        name, found = article.incident.id, _origins(article)
        if found and len(found | groups[name]) == len(groups[name]) + 1:
            told[name].append(article)
            groups[name] |= found
            if len(told[name]) == 3:
                return told[name], [one for one in stream if one.incident.id != name][:BACKGROUND]
    raise ValueError(f"no incident of the first {SEARCHED} articles has three origins, one after another")


def _origins(article: Article) -> set[str | None]:
    """Return whose word an article is on its incident; empty where it denies, or tells of others."""
    told = [said for paragraph in article.paragraphs for said in paragraph.said if said.told is not None]
    if article.genre != "report" or any(stance_of(said) != "supports" for said in told):
        return set()
    if any(said.told is not None and said.told.incident is not article.incident for said in told):
        return set()
    return {group_of(said) for said in told if said.chain and isinstance(said.chain[0], Speaker)}


def _compared(
    name: str,
    due: int,
    size: int,
    before: Sequence[Claim],
    after: Sequence[Claim],
    story: Sequence[Reading],
    copies: Sequence[Reading],
) -> Flood:
    ids = {reading.document.id for reading in (*story, *copies)}
    told = {reading.document.id for reading in story}
    others = {claim.id: _state(claim) for claim in before if not _of(claim, ids)}
    now = {claim.id: _state(claim) for claim in after}
    moved = sum(now.get(id_) != state for id_, state in others.items())
    return Flood(name, size, due, _most(before, told), _most(after, told), len(others), moved)


def _of(claim: Claim, documents: set[str]) -> bool:
    return any(saying.document in documents for saying in claim.statements)


def _most(claims: Iterable[Claim], documents: set[str]) -> int:
    return max((claim.independent_origins.for_max for claim in claims if _of(claim, documents)), default=0)


def _state(claim: Claim) -> tuple[object, ...]:
    return (claim.standing, claim.independent_origins)


def table(floods: Iterable[Flood]) -> Iterator[str]:
    """Yield a line a flood."""
    yield f"{'flood':<36} {'copies':>7} {'due':>4} {'before':>7} {'after':>6} {'others':>7} {'moved':>6}"
    for one in floods:
        yield (
            f"{one.name:<36} {one.copies:7} {one.due:4} {one.before:7} {one.after:6}"
            f" {one.others:7} {one.moved:6}"
        )


def figures(floods: Sequence[Flood]) -> dict[str, float | int | str]:
    """Return the figures by name: floods that left the number as it is due, and claims of others moved."""
    return {
        "flood.copies": max((one.copies for one in floods), default=0),
        "flood.right": sum(one.after == one.due for one in floods) / len(floods) if floods else 1.0,
        "flood.moved": sum(one.moved for one in floods),
    }
