"""What must agree inside a dossier of `benchmarks/origins/`: words, ids, numbers, standing, dates, copies.

In come a `Dossier` and the `World`; out come faults, one line each. Nothing here judges whether the
gold is right, only whether it is one piece.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import combinations

from benchmarks.dossiers import Article, Claim, Copy, Dossier, Origin, Said, World

_WORD = re.compile(r"\w+")
_EDTF = re.compile(r"(?:\d{4}(?:-\d{2}(?:-\d{2})?)?|\.\.)(?:/(?:\d{4}(?:-\d{2}(?:-\d{2})?)?|\.\.))?")
SHARED_WHOLE = 0.6
SHARED_PART = 0.6
"""The least share of a copy's runs of four words that the copied article must hold."""
UNLISTED = 12
"""So many common runs of seven words make two articles a copy (fewer: the same utterance, quoted twice)."""


def faults(dossier: Dossier, world: World) -> list[str]:
    """Return all that is wrong with a dossier, in words."""
    checks: tuple[Callable[[Dossier, World], Iterator[str]], ...] = (
        _articles,
        _claims,
        _copies,
        _unlisted,
        _rest,
        _asides,
    )
    return [fault for check in checks for fault in check(dossier, world)]


def count_origins(origins: Iterable[Origin], stance: str) -> tuple[int, int]:
    """Return how many origins stand one way: undecided pairs as one, and as two.

    Whoever took a word back does not stand by it any more. Speakers of one group are one; so are generic
    crowds, all together.
    """
    standing = [o for o in origins if o.stance == stance and not o.withdrawn]
    sure = {o.id: o.id for o in standing}

    def root(name: str, parents: dict[str, str]) -> str:
        while parents[name] != name:
            name = parents[name]
        return name

    for a, b in combinations(standing, 2):
        if a.group == b.group or (a.generic and b.generic):
            sure[root(a.id, sure)] = root(b.id, sure)
    loose = dict(sure)
    for a, b in combinations(standing, 2):
        if a.id in b.undecided_with or b.id in a.undecided_with:
            loose[root(a.id, loose)] = root(b.id, loose)
    return (
        len({root(o.id, loose) for o in standing}),
        len({root(o.id, sure) for o in standing}),
    )


def standing(claim: Claim) -> str:
    """Return the first standing that holds (DESIGN.md), from a claim's origins."""
    spoke_for = {said.origin for said in claim.statements if said.stance == "supports"}
    ever = [o for o in claim.origins if o.id in spoke_for]
    for_, _ = count_origins(claim.origins, "supports")
    against, _ = count_origins(claim.origins, "denies")
    if ever and all(o.withdrawn or o.stance != "supports" for o in ever):
        return "withdrawn"
    if for_ and against:
        return "contested"
    if for_ > 1:
        return "corroborated"
    return "single-origin" if for_ else "unsourced"


def _articles(dossier: Dossier, world: World) -> Iterator[str]:
    ids = [article.id for article in dossier.articles]
    if len(set(ids)) != len(ids):
        yield "two articles have one id"
    if not 4 <= len(ids) <= 16:
        yield f"{len(ids)} articles"
    times = [article.published for article in dossier.articles]
    if times != sorted(times):
        yield "articles are not in the order of publication"
    if any(time.tzinfo is None for time in times):
        yield "a time of publication lacks its zone"
    for article in dossier.articles:
        if article.outlet not in world.lexicons.outlets:
            yield f"{article.id}: {article.outlet} is not in world.yaml"
        elif not any(f"//{d}/" in article.url for d in world.lexicons.outlets[article.outlet].domains):
            yield f"{article.id}: {article.url} is not of {article.outlet}"
        if not 25 <= len(article.text.split()) <= 380:
            yield f"{article.id}: {len(article.text.split())} words"
    if [credit.article for credit in dossier.gold.credits] != ids:
        yield "credits do not name every article once, in order"
    for credit in dossier.gold.credits:
        outlet = world.lexicons.outlets.get(credit.agency or "")
        if credit.agency and (outlet is None or outlet.kind != "agency"):
            yield f"{credit.article}: {credit.agency} is no agency of world.yaml"


def _claims(dossier: Dossier, world: World) -> Iterator[str]:
    ids = [claim.id for claim in dossier.gold.claims]
    if not ids or len(set(ids)) != len(ids):
        yield "claims are missing or share an id"
    places = {place.name for place in world.lexicons.places}
    for claim in dossier.gold.claims:
        found = [
            *_event(claim, places, world),
            *_statements(dossier, claim, world),
            *_origins(dossier, claim),
            *_groups(claim, world),
            *_sides(claim, world),
            *_counts(dossier, claim),
        ]
        yield from (f"{claim.id}: {fault}" for fault in found)


def _event(claim: Claim, places: set[str], world: World) -> Iterator[str]:
    event = claim.event
    if event.place and event.place not in places:
        yield f"place {event.place} is not in world.yaml"
    if event.time and not _EDTF.fullmatch(event.time):
        yield f"time {event.time} is not EDTF"
    for actor in (event.actor, event.recipient):
        known = actor is None or actor in world.lexicons.actors.actors or " " in actor or actor in places
        if not known:
            yield f"actor {actor} is neither in world.yaml nor a description of two words or more"


def _statements(dossier: Dossier, claim: Claim, world: World) -> Iterator[str]:
    if not claim.statements:
        yield "no statement"
    credits = {credit.article: credit.agency for credit in dossier.gold.credits}
    origins = {origin.id: origin for origin in claim.origins}
    by_id = {article.id: article for article in dossier.articles}
    seen: set[tuple[str, int, int, str | None]] = set()
    for said in claim.statements:
        where = f"{said.article} {said.quote[:40]!r}"
        article = by_id.get(said.article)
        if article is None:
            yield f"{where}: no such article"
            continue
        try:
            span = said.span(article.text)
        except ValueError:
            yield f"{where}: these words are not there"
            continue
        if (said.article, *span, said.origin) in seen:
            yield f"{where}: listed twice"
        seen.add((said.article, *span, said.origin))
        if said.origin is not None and said.origin not in origins:
            yield f"{where}: no origin {said.origin}"
        elif fault := _chain(said, article, credits[article.id], origins, world):
            yield f"{where}: {fault}"
    order = [list(by_id).index(said.article) for said in claim.statements if said.article in by_id]
    if order != sorted(order):
        yield "statements are not in the order of the articles"


def _chain(
    said: Said, article: Article, agency: str | None, origins: dict[str, Origin], world: World
) -> str | None:
    chain = said.chain
    if not chain or chain[-1] != article.outlet:
        return f"the chain {chain} does not end with {article.outlet}"
    if len(set(chain)) != len(chain):
        return f"the chain {chain} names one twice"
    if said.origin and chain[0] != origins[said.origin].name:
        return f"the chain starts with {chain[0]}, not with the origin's name"
    if agency and agency != article.outlet and agency not in chain:
        return f"the chain lacks the credit, {agency}"
    links = chain[1:] if said.origin else chain[chain[0] == "unknown" :]
    unknown = [link for link in links if link not in world.lexicons.outlets and link not in article.text]
    return f"{unknown} in the chain are neither in world.yaml nor in the text" if unknown else None


def _origins(dossier: Dossier, claim: Claim) -> Iterator[str]:
    ids = [origin.id for origin in claim.origins]
    if len(set(ids)) != len(ids):
        yield "two origins have one id"
    published = {article.id: article.published for article in dossier.articles}
    for origin in claim.origins:
        said = [row for row in claim.statements if row.origin == origin.id]
        if not said:
            yield f"{origin.id}: says nothing of it"
        if any(other not in ids or other == origin.id for other in origin.undecided_with):
            yield f"{origin.id}: undecided with {origin.undecided_with}"
        decided = [row for row in said if row.stance != "unsure"]
        last = decided[-1].stance if decided else "unsure"
        if origin.stance != last:
            yield f"{origin.id}: stands {origin.stance}, but last said what {last}"
        if origin.withdrawn and origin.withdrawn not in published:
            yield f"{origin.id}: withdrawn in no article"
        if origin.against_interest and (origin.side != "actor" or origin.stance != "supports"):
            yield f"{origin.id}: against interest, but {origin.side} and {origin.stance}"
    given = claim.independent_origins
    counted = (*count_origins(claim.origins, "supports"), *count_origins(claim.origins, "denies"))
    if (given.for_, given.for_max, given.against, given.against_max) != counted:
        yield f"independent origins are {counted}, not as stated"
    if claim.standing != standing(claim):
        yield f"stands {standing(claim)}, not {claim.standing}"


def _groups(claim: Claim, world: World) -> Iterator[str]:
    """Find speakers of one state or body that are not of one group, and the other way round."""
    tops = {origin.id: top(origin.name, world) for origin in claim.origins}
    for a, b in combinations(claim.origins, 2):
        if tops[a.id] and tops[b.id] and (tops[a.id] == tops[b.id]) != (a.group == b.group):
            yield f"{a.id} and {b.id} belong to {tops[a.id]} and {tops[b.id]}; groups {a.group}, {b.group}"


def _sides(claim: Claim, world: World) -> Iterator[str]:
    """Find speakers of a named state or body whose side is not that which actors and alignments give."""
    actors = world.lexicons.actors.actors
    ends = (("actor", claim.event.actor), ("recipient", claim.event.recipient))
    of = {side: top(actors[id_].name, world) for side, id_ in ends if id_ in actors}
    date = (claim.event.time or "").partition("/")[0]
    for origin in claim.origins:
        mine = top(origin.name, world)
        if mine is None:
            continue
        due = [side for side, body in of.items() if body == mine]
        due += [f"ally_of_{side}" for side, body in of.items() if body and world.allied(mine, body, date)]
        if due and origin.side not in due:
            yield f"{origin.id}: is {origin.side}, not {due[0]}"


def top(name: str, world: World) -> str | None:
    """Return the id of the state or body at whose top a named actor of the world stands."""
    actors = world.lexicons.actors.actors
    at = next((actor for actor in actors.values() if actor.name == name), None)
    while at is not None:
        above = at.part_of or (at.roles[0].of if at.roles else None)
        if above is None:
            return at.id.removesuffix("-gov").removesuffix("-mil").removesuffix("-pol")
        at = actors[above]
    return None


def _counts(dossier: Dossier, claim: Claim) -> Iterator[str]:
    published = {article.id: article.published for article in dossier.articles}
    for tally in claim.counts:
        said = [row for row in claim.statements if row.origin == tally.said_by]
        if tally.published not in [published.get(row.article) for row in said]:
            yield f"{tally.said_by} gives no count at {tally.published}"
        bounds = [n for n in (tally.low, tally.best, tally.high) if n is not None]
        if not bounds or bounds != sorted(bounds):
            yield f"a count of {bounds}"


def runs(text: str, size: int = 4) -> Counter[tuple[str, ...]]:
    """Return the runs of so many words of a text, lower-case, with how often each stands there."""
    words = _WORD.findall(text.lower())
    return Counter(tuple(words[i : i + size]) for i in range(len(words) - size + 1))


def shared(part: str, whole: str) -> float:
    """Return the share of a part's runs of four words that the whole holds."""
    mine, theirs = runs(part), runs(whole)
    return sum((mine & theirs).values()) / max(1, sum(mine.values()))


def _copies(dossier: Dossier, world: World) -> Iterator[str]:
    by_id = {article.id: article for article in dossier.articles}
    for copy in dossier.gold.copies:
        article, of = by_id.get(copy.article), by_id.get(copy.of)
        if article is None or of is None or article.published < of.published:
            yield f"copy {copy.article} of {copy.of}: no such articles in this order"
            continue
        yield from (f"copy {copy.article} of {copy.of}: {fault}" for fault in _parts(copy, article, of))


def _parts(copy: Copy, article: Article, of: Article) -> Iterator[str]:
    if copy.parts == "whole":
        if shared(article.text, of.text) < SHARED_WHOLE:
            yield f"shares {shared(article.text, of.text):.2f} of its words"
        return
    for part in copy.parts:
        start = article.text.find(part.first)
        end = article.text.find(part.last, max(0, start + len(part.first) - len(part.last)))
        if start < 0 or end < 0:
            yield f"{part.first!r} to {part.last!r} is not there"
        elif shared(article.text[start : end + len(part.last)], of.text) < SHARED_PART:
            yield f"{part.first!r} shares too little"


def _unlisted(dossier: Dossier, world: World) -> Iterator[str]:
    """Find copying that the gold does not list, directly, over a common model, or as a revision."""
    pairs = [(row.article, row.of) for row in dossier.gold.revisions]
    pairs += [(row.article, row.of) for row in dossier.gold.copies]
    models = dict(pairs)

    def model(name: str) -> str:
        while name in models:
            name = models[name]
        return name

    listed = {frozenset(pair) for pair in pairs}
    for a, b in combinations(dossier.articles, 2):
        common = sum((runs(a.text, 7) & runs(b.text, 7)).values())
        known = frozenset((a.id, b.id)) in listed or model(a.id) == model(b.id)
        if common >= UNLISTED and not known:
            yield f"{a.id} and {b.id} share {common} runs of seven words and are no listed copy"


def _rest(dossier: Dossier, world: World) -> Iterator[str]:
    claims = {claim.id for claim in dossier.gold.claims}
    by_id = {article.id: article for article in dossier.articles}
    for revision in dossier.gold.revisions:
        new, old = by_id.get(revision.article), by_id.get(revision.of)
        if new is None or old is None or new.published <= old.published:
            yield f"revision {revision.article} of {revision.of}: no such articles in this order"
        elif revision.kind == "correction" and new.url != old.url:
            yield f"revision {revision.article}: a correction is of the same address"
    for apart in dossier.gold.incidents_apart:
        if not set(apart.claims) <= claims or len(set(apart.claims)) != 2:
            yield f"apart: {apart.claims}"
    urls = Counter(article.url for article in dossier.articles)
    mended = {by_id[r.article].url for r in dossier.gold.revisions if r.article in by_id}
    for url, times in urls.items():
        if times > 1 and url not in mended:
            yield f"{url} stands twice without a revision"


def _asides(dossier: Dossier, world: World) -> Iterator[str]:
    """Clauses beside the claims stand where they are said to, in groups of several."""
    for n, group in enumerate(dossier.asides or ()):
        if len(group) < 2:
            yield f"aside {n}: a clause that nothing else says needs no group"
        for row in group:
            if dossier.article(row.article).text[row.start : row.end] != row.quote:
                yield f"aside {n}: {row.article} does not say {row.quote!r} at {row.start}"
