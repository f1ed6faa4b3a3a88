"""How well a program's claims agree with the gold of one dossier, as the card of the gold says.

In come a `Dossier` and the program's `Claim`s over its articles (and what it takes for copies); out comes a
`Score`, whose numbers add up over dossiers. Pure: no files, no reader. Where the card leaves open which
of several propositions finds a statement, it is the one that shares most characters with the quote,
then the one closest to it in length, then one that comes from whom the gold says; of those that are still
alike (one stretch may stand under two claims), the one in the claim that holds most of the gold
claim's other statements, then the first.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import TypeVar

from benchmarks import dossiers as gold
from benchmarks.dossiers import Dossier
from benchmarks.ledger_gold import item
from reportedly.claim import Claim, Copied, Saying
from reportedly.spans import overlap

Key = tuple[str, str, int]
"""A listed statement: dossier, claim, and its number in the claim."""

_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Found:
    """The program's proposition that finds a listed statement, and the claim that it is of."""

    claim: Claim
    saying: Saying


@dataclass(frozen=True, slots=True)
class Share:
    """So many right of so many."""

    right: int = 0
    of: int = 0

    def __add__(self, other: Share) -> Share:
        return Share(self.right + other.right, self.of + other.of)

    @property
    def value(self) -> float:
        """The share, 0 to 1; 1 of none."""
        return self.right / self.of if self.of else 1.0


@dataclass(frozen=True, slots=True)
class BCubed:
    """Sums of the items' precision and recall (Bagga and Baldwin 1998), and how many items there are."""

    precisions: float = 0.0
    recalls: float = 0.0
    items: int = 0

    def __add__(self, other: BCubed) -> BCubed:
        return BCubed(
            self.precisions + other.precisions, self.recalls + other.recalls, self.items + other.items
        )

    @property
    def precision(self) -> float:
        """The items' mean precision."""
        return self.precisions / self.items if self.items else 1.0

    @property
    def recall(self) -> float:
        """The items' mean recall."""
        return self.recalls / self.items if self.items else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(frozen=True, slots=True)
class Score:
    """All that is measured. Each field adds up over dossiers.

    `found`: listed statements. `origins`, `standing`: claims. `chains`, `after`: found statements with all
    links right, and with all but the first right. `side`: origins of the gold. `asides`: what is said beside
    the listed claims. Where a measure has a precision and a recall, the latter is over the gold.
    """

    claims: BCubed = field(default_factory=BCubed)
    asides: BCubed = field(default_factory=BCubed)
    found: Share = Share()
    origins: Share = Share()
    standing: Share = Share()
    denials_recall: Share = Share()
    denials_precision: Share = Share()
    copies_recall: Share = Share()
    copies_precision: Share = Share()
    chains: Share = Share()
    after: Share = Share()
    side: Share = Share()
    interest_recall: Share = Share()
    interest_precision: Share = Share()
    apart: Share = Share()

    def __add__(self, other: Score) -> Score:
        names = [one.name for one in fields(self)]
        return Score(**{name: getattr(self, name) + getattr(other, name) for name in names})

    def figures(self) -> dict[str, float]:
        """Return every figure by name, rounded to four places."""
        out = {
            "claims.precision": self.claims.precision,
            "claims.recall": self.claims.recall,
            "claims.f1": self.claims.f1,
        }
        if self.asides.items:
            out |= {"asides.precision": self.asides.precision, "asides.recall": self.asides.recall}
        rest = [one.name for one in fields(self) if one.name not in ("claims", "asides")]
        out |= {name.replace("_", "."): getattr(self, name).value for name in rest}
        return {name: round(value, 4) for name, value in out.items()}


Thing = TypeVar("Thing", bound=Hashable)


def b_cubed(gold_of: Mapping[Thing, Hashable], given: Mapping[Thing, Hashable]) -> BCubed:
    """Compare two clusterings of the same items; an item that `given` lacks stands alone."""
    own = {key: given.get(key, ("alone", key)) for key in gold_of}
    size_gold, size_own = Counter(gold_of.values()), Counter(own.values())
    both = Counter((gold_of[key], own[key]) for key in gold_of)
    shared = {key: both[gold_of[key], own[key]] for key in gold_of}
    return BCubed(
        sum(shared[key] / size_own[own[key]] for key in gold_of),
        sum(shared[key] / size_gold[gold_of[key]] for key in gold_of),
        len(gold_of),
    )


@dataclass(frozen=True, slots=True)
class Aligned:
    """One dossier's gold beside the program's claims.

    `found` has the listed statements that were found; `best` each gold claim's claim of the program that
    holds most of its statements.
    """

    dossier: Dossier
    found: Mapping[Key, Found]
    best: Mapping[str, Claim | None]

    def items(self, claim: gold.Claim) -> list[tuple[gold.Said, Found | None]]:
        """Return a gold claim's statements, each with what found it, or null."""
        return [
            (said, self.found.get((self.dossier.name, claim.id, n)))
            for n, said in enumerate(claim.statements)
        ]


def align(dossier: Dossier, claims: Sequence[Claim]) -> Aligned:
    """Find each listed statement among the propositions of the claims."""
    texts = {article.id: article.text for article in dossier.articles}
    ids = {article.id: item(article).id for article in dossier.articles}
    said_in: defaultdict[tuple[str, str], list[Found]] = defaultdict(list)
    for claim in claims:
        for saying in claim.statements:
            said_in[saying.document, claim.aspect.value].append(Found(claim, saying))
    alike = {
        (dossier.name, one.id, n): _finders(
            said, texts[said.article], said_in[ids[said.article], one.aspect]
        )
        for one in dossier.gold.claims
        for n, said in enumerate(one.statements)
    }
    sure = {key: rows[0] for key, rows in alike.items() if len(rows) == 1}
    found: dict[Key, Found] = {}
    for one in dossier.gold.claims:
        keys = [(dossier.name, one.id, n) for n in range(len(one.statements))]
        held = Counter(sure[key].claim.id for key in keys if key in sure)
        for key in keys:
            if alike[key]:
                found[key] = max(alike[key], key=lambda row: held[row.claim.id])
    best = {one.id: _most(dossier.name, one, found) for one in dossier.gold.claims}
    return Aligned(dossier, found, best)


def _finders(said: gold.Said, text: str, rows: Sequence[Found]) -> list[Found]:
    """Return the propositions that find a statement best: one, or several that are alike, or none."""
    span = said.span(text)

    def closeness(row: Found) -> tuple[int, int, bool]:
        other = row.saying.span
        first = row.saying.chain[0] if row.saying.chain else ""
        return (
            overlap([span], [other]),
            -abs((other.end - other.start) - (span.end - span.start)),
            plain(first) == plain(said.chain[0]),
        )

    most = max(map(closeness, rows), default=(0, 0, False))
    return [row for row in rows if closeness(row) == most] if most[0] else []


def _most(name: str, claim: gold.Claim, found: Mapping[Key, Found]) -> Claim | None:
    """Return the program's claim with most of a gold claim's statements, of equals that named first."""
    rows = [found.get((name, claim.id, n)) for n in range(len(claim.statements))]
    held = Counter(row.claim.id for row in rows if row is not None)
    by_id = {row.claim.id: row.claim for row in rows if row is not None}
    return by_id[held.most_common(1)[0][0]] if held else None


def plain(name: str) -> str:
    """Return a name as it is compared: without its article, in small letters, with single blanks."""
    return " ".join(_ARTICLE.sub("", name).lower().split())


def score(aligned: Aligned, copied: Iterable[Copied]) -> Score:
    """Score one dossier; `copied` is what the program says its articles reprint."""
    dossier = aligned.dossier
    claims = dossier.gold.claims
    gold_of = {(dossier.name, c.id, n): c.id for c in claims for n in range(len(c.statements))}
    hits = [(said, hit) for claim in claims for said, hit in aligned.items(claim) if hit is not None]
    chains = [(_names(said.chain), _names(hit.saying.chain)) for said, hit in hits]
    copies_recall, copies_precision = _copies(dossier, copied)
    return Score(
        asides=BCubed(),
        claims=b_cubed(gold_of, {key: hit.claim.id for key, hit in aligned.found.items()}),
        found=Share(len(hits), len(gold_of)),
        origins=_share(_numbers(claim) == _numbers(aligned.best[claim.id]) for claim in claims),
        standing=_share(claim.standing == _standing(aligned.best[claim.id]) for claim in claims),
        denials_recall=_share(
            hit is not None and _denies(hit) and hit.claim is aligned.best[claim.id]
            for claim in claims
            for said, hit in aligned.items(claim)
            if said.stance == "denies"
        ),
        denials_precision=_share(said.stance == "denies" for said, hit in hits if _denies(hit)),
        copies_recall=copies_recall,
        copies_precision=copies_precision,
        chains=_share(due == own for due, own in chains),
        after=_share(due[1:] == own[1:] for due, own in chains),
        apart=_share(_kept_apart(aligned, pair.claims) for pair in dossier.gold.incidents_apart),
        **_sides(aligned),
    )


def _share(rows: Iterable[bool]) -> Share:
    values = list(rows)
    return Share(sum(values), len(values))


def _denies(hit: Found) -> bool:
    return hit.saying.stance.value == "denies"


def _names(chain: Sequence[str]) -> list[str]:
    return [plain(name) for name in chain]


def _numbers(claim: gold.Claim | Claim | None) -> tuple[int, int, int, int] | None:
    if claim is None:
        return None
    given = claim.independent_origins
    return given.for_, given.for_max, given.against, given.against_max


def _standing(claim: Claim | None) -> str | None:
    return claim.standing.value if claim is not None else None


def _kept_apart(aligned: Aligned, pair: tuple[str, str]) -> bool:
    left, right = (aligned.best[name] for name in pair)
    return left is None or left is not right


def origins(aligned: Aligned, claim: gold.Claim) -> dict[str, str | None]:
    """Return which origin of the best claim each gold origin is: that of most of its statements there."""
    best = aligned.best[claim.id]
    out: dict[str, str | None] = {}
    for origin in claim.origins:
        given = Counter(
            hit.saying.origin
            for said, hit in aligned.items(claim)
            if said.origin == origin.id
            and hit is not None
            and hit.claim is best
            and hit.saying.origin is not None
        )
        out[origin.id] = given.most_common(1)[0][0] if given else None
    return out


def _sides(aligned: Aligned) -> dict[str, Share]:
    sides, due, said = [], [], []
    for claim in aligned.dossier.gold.claims:
        best = aligned.best[claim.id]
        rows = {origin.id: origin for origin in best.origins} if best is not None else {}
        matched = origins(aligned, claim)
        for origin in claim.origins:
            row = rows.get(matched[origin.id] or "")
            sides.append(row is not None and row.side.value == origin.side)
            if origin.against_interest:
                due.append(row is not None and row.against_interest)
            if row is not None and row.against_interest:
                said.append(origin.against_interest)
    return {
        "side": _share(sides),
        "interest_recall": _share(due),
        "interest_precision": _share(said),
    }


def _copies(dossier: Dossier, copied: Iterable[Copied]) -> tuple[Share, Share]:
    """Compare pairs of articles; a pair counts in either order, and where both copy a common model."""
    ids = {article.id: item(article).id for article in dossier.articles}
    due = [(ids[copy.article], ids[copy.of]) for copy in dossier.gold.copies]
    given = {(row.document, of) for row in copied for of in (row.whole, *(p.of for p in row.passages))}
    known = set(ids.values())
    own = sorted((a, b) for a, b in given if b is not None and {a, b} <= known)
    near_due, near_own = _near(due), _near(own)
    return (
        _share(_joined(near_own, a, b) for a, b in due),
        _share(_joined(near_due, a, b) for a, b in own),
    )


def _near(pairs: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    out: dict[str, set[str]] = {}
    for a, b in pairs:
        out.setdefault(a, set()).add(b)
        out.setdefault(b, set()).add(a)
    return out


def _joined(near: Mapping[str, set[str]], a: str, b: str) -> bool:
    left, right = near.get(a, set()), near.get(b, set())
    return b in left or bool(left & right)
