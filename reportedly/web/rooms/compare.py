"""Two outlets, sources or sides on the same claims: what each says of them, when first, in which words.

Two names and their kind go in; claims of which both speak, and those of which only one does, come out.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from starlette.requests import Request

from reportedly.claim import Claim, Saying, Side, Stance
from reportedly.store.claims import Of
from reportedly.web import wording
from reportedly.web.addresses import query
from reportedly.web.answer import Answer
from reportedly.web.claimpage import Spoken
from reportedly.web.claimpage import rows as spoken
from reportedly.web.lists import PAGE, Asked
from reportedly.web.shelf import Shelf
from reportedly.web.site import as_of_asked

KINDS = {"outlet": "outlets", "source": "sources", "side": "sides"}
SHOWN, LOOKED_AT, CHOICES = 100, 500, 500
"""How many claims each part shows, how many of each name are looked at, how many names are offered."""

Speaks = Callable[[Claim], list[Saying]]
"""What finds the statements of one of the two in a claim."""


@dataclass(frozen=True, slots=True)
class Told:
    """What one of the two says of a claim: in a word, and in the words that it said first."""

    stands: str
    look: str
    times: int
    first: Spoken | None


@dataclass(frozen=True, slots=True)
class Row:
    """A claim with what each of the two says of it."""

    claim: Claim
    left: Told
    right: Told
    apart: bool


def compare(shelf: Shelf, request: Request) -> Answer:
    """Answer with the claims of both, those on which they differ first, and of either alone."""
    as_of = as_of_asked(request)
    given = request.query_params
    kind = given.get("kind", "outlet") if given.get("kind") in KINDS else "outlet"
    left, right = given.get("left", ""), given.get("right", "")
    asked = bool(left and right and left != right)
    rows, cut = _rows(shelf, kind, (left, right), as_of) if asked else ([], "")
    choices = _choices(shelf, kind, as_of)
    called = dict(choices)
    names = tuple(called.get(name, name) for name in (left, right))
    both = [row for row in rows if row.left.times and row.right.times]
    both.sort(key=lambda row: not row.apart)
    alone = [[row for row in rows if not (row.right, row.left)[n].times] for n in (0, 1)]
    shown = {
        "title": "Compare", "kind": kind, "kinds": KINDS, "left": left, "right": right,
        "choices": choices, "asked": asked, "cut": cut,
        "same": bool(left) and left == right,
        "apart": sum(row.apart for row in both), "both": both[:SHOWN], "both_total": len(both),
        "alone": [(name, rows[:SHOWN], len(rows)) for name, rows in zip(names, alone, strict=True)],
        "names": names,
        "swap": "/compare?" + query(
            [("kind", kind), ("left", right), ("right", left), *([("as_of", as_of)] if as_of else [])]
        ),
        "standings": wording.STANDINGS,
    }  # fmt: skip

    def answer() -> object:
        return {
            "kind": kind, "left": left, "right": right,
            "claims": [{"claim": row.claim.id, "left": row.left, "right": row.right} for row in rows],
        }  # fmt: skip

    return "compare.html.jinja", shown, answer


def _choices(shelf: Shelf, kind: str, as_of: str) -> list[tuple[str, str]]:
    """What can be chosen: the value, and what it is called."""
    if kind == "side":
        return [(side.value, text) for side, text in wording.SIDES.items() if side is not Side.UNKNOWN]
    if kind == "outlet":
        names = {row.outlet for row in shelf.articles(as_of or None, CHOICES).rows if row.outlet}
    else:
        names = {row.name for row in shelf.sources(as_of or None, CHOICES).rows}
    return [(name, name) for name in sorted(names, key=str.casefold)]


def _rows(shelf: Shelf, kind: str, names: tuple[str, str], as_of: str) -> tuple[list[Row], str]:
    claims, cut = _looked_at(shelf, kind, names, as_of or None)
    speaks = [_speaker(kind, name) for name in names]
    out = []
    for claim in claims:
        said = [speak(claim) for speak in speaks]
        if any(said):
            left, right = (_told(of, as_of) for of in said)
            stands = {left.stands, right.stands}
            out.append(Row(claim, left, right, stands == {"says so", "denies"} or "says both" in stands))
    return out, cut


def _looked_at(shelf: Shelf, kind: str, names: tuple[str, str], as_of: str | None) -> tuple[list[Claim], str]:
    """The claims that are looked at, and in words which, where there are more."""
    if kind == "side":
        pages = [shelf.found(Asked(sort="contested", every="1"), as_of)]
        last = min(pages[0].pages, LOOKED_AT // PAGE)
        pages += [shelf.found(Asked(sort="contested", page=n, every="1"), as_of) for n in range(2, last + 1)]
        cut = f"the {LOOKED_AT} most contested claims are looked at" if pages[0].pages > last else ""
        return [claim for page in pages for claim in page.claims], cut
    claims: dict[str, Claim] = {}
    cut = ""
    for name in names:
        of = Of(outlets=(name,)) if kind == "outlet" else Of(source=name)
        found = shelf.claims_of(of, as_of, LOOKED_AT)
        claims.update((claim.id, claim) for claim in found.rows)
        if found.total > LOOKED_AT:
            cut = f"the {LOOKED_AT} latest claims of each are looked at"
    return list(claims.values()), cut


def _speaker(kind: str, name: str) -> Speaks:
    if kind == "outlet":
        return lambda claim: [s for s in claim.statements if s.outlet == name]

    def of_origins(claim: Claim) -> list[Saying]:
        ids = {o.id for o in claim.origins if (o.side.value if kind == "side" else o.name) == name}
        return [s for s in claim.statements if s.origin in ids]

    return of_origins


def _told(said: Sequence[Saying], as_of: str) -> Told:
    if not said:
        return Told("silent", "silent", 0, None)
    stances = {saying.stance for saying in said}
    first = min(said, key=lambda saying: (saying.published or "~", saying.id))
    if {Stance.SUPPORTS, Stance.DENIES} <= stances:
        stands, look = "says both", "against"
    else:
        stance = max(stances, key=lambda stance: stance is not Stance.UNSURE)
        stands = wording.STANCES[stance]
        look = {Stance.SUPPORTS: "for", Stance.DENIES: "against"}.get(stance, "")
    return Told(stands, look, len(said), spoken([first], as_of)[0])
