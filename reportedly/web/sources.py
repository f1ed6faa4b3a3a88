"""Who has said what, counted over all claims: sources, articles, actors, places.

Claims go in; rows come out. What became of a source's word is counted with links, never as a score.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from reportedly.claim import Claim, Origin, Party, Saying, Stance, Standing, Where
from reportedly.history import fate
from reportedly.web import wording

FATES = {
    "confirmed": "said by another independent origin too",
    "denied": "denied by another known origin",
    "withdrawn": "taken back",
    "alone": "said by nobody else known",
}


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source over all claims: what it says and denies itself, what it brings of others."""

    name: str
    kinds: tuple[str, ...]
    says: int
    denies: int
    relays: int
    fates: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Spoke:
    """A claim that a source spoke of, with what became of its word there."""

    claim: Claim
    origin: Origin
    fate: str


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """A document that says something of a claim."""

    id: str
    outlet: str | None
    published: str | None
    url: str | None
    statements: int
    claims: int
    copied: int


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A place at which so many claims are said to have happened, and how many of them are contested."""

    where: Where
    claims: int
    contested: int


@dataclass(frozen=True, slots=True)
class ActorRow:
    """A party to events, and how many claims have it as doer and as the one whom it befell."""

    party: Party
    acts: int
    undergoes: int
    contested: int


@dataclass(frozen=True, slots=True)
class PairRow:
    """What one party is said to have done to another: claims of one type of event or tie, and their days.

    `type` is null where events have none; `first` and `last` are when they were reported.
    """

    actor: Party
    recipient: Party
    type: str | None
    claims: int
    contested: int
    first: str | None
    last: str | None


def spoken_by(claims: Iterable[Claim], name: str) -> list[Spoke]:
    """Return the claims of which a source of this name is an origin."""
    return [Spoke(c, o, fate(c, o)) for c in claims for o in c.origins if o.name == name]


def relayed_by(claims: Iterable[Claim], name: str) -> list[tuple[Claim, Saying]]:
    """Return the statements of others that came through this name, the first of each claim."""
    out = []
    for claim in claims:
        found = next((s for s in claim.statements if name in s.relays), None)
        if found is not None:
            out.append((claim, found))
    return out


def met(claim: Claim, origin: Origin) -> tuple[str, Origin, Saying] | None:
    """Return who met an origin's word, if somebody did: "later" or "before", who, and his first statement.

    Whoever is independent of the origin and says the same, or, where its word was denied, the opposite;
    rather one who spoke later, as that is an answer to it.
    """
    what = fate(claim, origin)
    if what not in ("confirmed", "denied"):
        return None
    others = {
        o.id: o for o in claim.origins
        if o.group != origin.group and not o.withdrawn and o.stance is not Stance.UNSURE
        and (o.stance is origin.stance) is (what == "confirmed")
    }  # fmt: skip
    own = min((s.published or "~" for s in claim.statements if s.origin == origin.id), default="~")
    said = [
        s
        for s in claim.statements
        if s.origin in others and s.published and s.stance is others[s.origin].stance
    ]
    later = [s for s in said if (s.published or "") > own]
    if not said:
        return None
    first = min(later or said, key=lambda s: (s.published or "", s.id))
    return "later" if later else "before", others[first.origin or ""], first


def source_rows(claims: Sequence[Claim]) -> list[SourceRow]:
    """Return all sources, those that speak of most claims first."""
    own: defaultdict[str, list[Spoke]] = defaultdict(list)
    brought: Counter[str] = Counter()
    for claim in claims:
        for origin in claim.origins:
            own[origin.name].append(Spoke(claim, origin, fate(claim, origin)))
        brought.update({name for saying in claim.statements for name in saying.relays})
    rows = [_source(name, own.get(name, []), brought[name]) for name in own.keys() | brought.keys()]
    return sorted(rows, key=lambda row: (-row.says - row.denies, -row.relays, row.name))


def article_rows(claims: Sequence[Claim]) -> list[ArticleRow]:
    """Return all documents that say something of a claim, the latest first."""
    said: defaultdict[str, list[tuple[str, Saying]]] = defaultdict(list)
    for claim in claims:
        for saying in claim.statements:
            said[saying.document].append((claim.id, saying))
    rows = [
        ArticleRow(
            id, found[0][1].outlet, found[0][1].published, found[0][1].url, len(found),
            len({claim for claim, _ in found}), sum(s.copy_of is not None for _, s in found),
        )
        for id, found in said.items()
    ]  # fmt: skip
    return sorted(rows, key=lambda row: (row.published or "", row.id), reverse=True)


def place_rows(claims: Sequence[Claim]) -> list[PlaceRow]:
    """Return all places, those of most claims first."""
    found: defaultdict[Where, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.event.place is not None:
            found[claim.event.place].append(claim)
    rows = [
        PlaceRow(where, len(of), sum(claim.standing is Standing.CONTESTED for claim in of))
        for where, of in found.items()
    ]
    return sorted(rows, key=lambda row: (-row.claims, row.where.name))


def actor_rows(claims: Sequence[Claim]) -> list[ActorRow]:
    """Return all parties to events, those in most claims first."""
    acts, befalls = Counter[str](), Counter[str]()
    contested = Counter[str]()
    parties: dict[str, Party] = {}
    for claim in claims:
        for party, count in ((claim.event.actor, acts), (claim.event.recipient, befalls)):
            if party is not None:
                parties.setdefault(party.name, party)
                count[party.name] += 1
                contested[party.name] += claim.standing is Standing.CONTESTED
    rows = [ActorRow(p, acts[n], befalls[n], contested[n]) for n, p in parties.items()]
    return sorted(rows, key=lambda row: (-row.acts - row.undergoes, row.party.name))


def pair_rows(claims: Sequence[Claim]) -> list[PairRow]:
    """Return who is said to have done what to whom, the pairs of most claims first."""
    found: defaultdict[tuple[str, str, str], list[tuple[Party, Party, Claim]]] = defaultdict(list)
    for claim in claims:
        actor, recipient = claim.event.actor, claim.event.recipient
        if actor is not None and recipient is not None:
            found[actor.name, recipient.name, claim.event.type or ""].append((actor, recipient, claim))
    rows = []
    for (_, _, type), of in found.items():
        first = [claim.first_reported for _, _, claim in of if claim.first_reported]
        last = [claim.last_reported for _, _, claim in of if claim.last_reported]
        contested = sum(claim.standing is Standing.CONTESTED for _, _, claim in of)
        rows.append(PairRow(
            of[0][0], of[0][1], type or None, len(of), contested, min(first, default=None),
            max(last, default=None),
        ))  # fmt: skip
    return sorted(rows, key=lambda r: (-r.claims, r.actor.name, r.recipient.name, r.type or ""))


def _source(name: str, spoke: Sequence[Spoke], brought: int) -> SourceRow:
    fates = Counter(item.fate for item in spoke)
    return SourceRow(
        name,
        tuple(sorted({wording.KINDS[item.origin.kind] for item in spoke})),
        sum(item.origin.stance is Stance.SUPPORTS for item in spoke),
        sum(item.origin.stance is Stance.DENIES for item in spoke),
        brought,
        tuple(_counted(fates)),
    )


def _counted(fates: Counter[str]) -> Iterator[tuple[str, int]]:
    yield from ((name, fates[name]) for name in FATES if fates[name])
