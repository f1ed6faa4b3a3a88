"""A claim in words: its standing and why, how it is told apart, who stands where.

Claims and their rows go in; short English comes out, the same wherever a page or a picture says it.
"""

from __future__ import annotations

from reportedly.claim import Claim, Independent, Origin, Side, Stance, Standing, Tally, Where
from reportedly.export.wording import number
from reportedly.shapes import Aspect, CountRole, SourceKind

STANDINGS = {
    Standing.CONTESTED: "Contested",
    Standing.CORROBORATED: "Corroborated",
    Standing.SINGLE_ORIGIN: "Single origin",
    Standing.UNSOURCED: "Unsourced",
    Standing.WITHDRAWN: "Withdrawn",
}

ASPECTS = {
    Aspect.OCCURRENCE: "that it happened",
    Aspect.RESPONSIBILITY: "who did it",
    Aspect.STATE: "what is the case",
    Aspect.INTENT: "what is planned",
}

STANCES = {Stance.SUPPORTS: "says so", Stance.DENIES: "denies", Stance.UNSURE: "leaves it open"}

SIDES = {
    Side.ACTOR: "the acting party",
    Side.RECIPIENT: "the party it befell",
    Side.ALLY_OF_ACTOR: "ally of the acting party",
    Side.ALLY_OF_RECIPIENT: "ally of the party it befell",
    Side.THIRD: "third party",
    Side.UNKNOWN: "side not known",
}

KINDS = {
    SourceKind.PERSON: "person",
    SourceKind.ORGANIZATION: "organisation",
    SourceKind.OUTLET: "outlet",
    SourceKind.AGENCY: "news agency",
    SourceKind.GROUP: "group",
    SourceKind.ANONYMOUS: "unnamed",
    SourceKind.DOCUMENT: "document",
    SourceKind.ACCOUNT: "account",
    SourceKind.UNKNOWN: "unknown",
}

ROLES = {
    CountRole.KILLED: "killed",
    CountRole.WOUNDED: "wounded",
    CountRole.MISSING: "missing",
    CountRole.DISPLACED: "displaced",
    CountRole.DETAINED: "detained",
    CountRole.FORCE: "in force",
    CountRole.OTHER: "counted",
}


NEAR = {
    1: "the exact place", 2: "within about 25 km", 3: "somewhere in the district",
    4: "somewhere in the province", 5: "somewhere in a part of the country", 6: "somewhere in the country",
    7: "not known where",
}  # fmt: skip
"""How exactly a place is told, by UCDP's `where_prec`."""


def standing(claim: Claim) -> str:
    """Return what a claim's standing comes to, in one sentence without its first word."""
    have = claim.independent_origins
    for_, against = _origins(have.for_, have.for_max), _origins(have.against, have.against_max)
    outlets = number(claim.outlets, "outlet")
    if claim.standing is Standing.WITHDRAWN:
        return f"everybody who said so has taken it back; carried by {outlets}"
    if claim.standing is Standing.CONTESTED:
        return f"said by {for_}, denied by {against}; carried by {outlets}"
    if claim.standing is Standing.CORROBORATED:
        return f"said by {for_}, denied by nobody known; carried by {outlets}"
    if claim.standing is Standing.SINGLE_ORIGIN:
        return f"everything goes back to one origin; carried by {outlets}"
    denied = f", denied by {against}" if have.against_max else ""
    return f"nobody known stands behind it{denied}; carried by {outlets}"


def independent(have: Independent) -> tuple[str, str]:
    """Return how many stand for and against, as figures: "2", or "2–3" where pairs cannot be decided."""
    return _range(have.for_, have.for_max), _range(have.against, have.against_max)


def event_type(type: str | None) -> str:
    """Return an event's or tie's type in words."""
    return (type or "event of no known kind").replace("_", " ").lower()


def kicker(claim: Claim) -> str:
    """Return what kind of claim it is, of what, where and when, in a few words."""
    event = claim.event
    what = " ".join(part for part in (event.type, event.mode) if part).replace("_", " ").lower()
    parts = [what, ASPECTS[claim.aspect]]
    if event.place is not None:
        parts.append(event.place.name)
    line = " · ".join(part for part in parts if part)
    return line[:1].upper() + line[1:]


def parties(claim: Claim) -> str:
    """Return who did it to whom, as far as it is told."""
    actor, recipient = claim.event.actor, claim.event.recipient
    names = [party.name for party in (actor, recipient) if party is not None]
    if actor is None and recipient is not None:
        return f"to {recipient.name}"
    return " to ".join(names)


def where(place: Where | None) -> str:
    """Return where something is said to have happened, and how exactly that is told."""
    if place is None:
        return "No place is told."
    around = ", ".join(part for part in (place.admin1, place.country) if part and part != place.name)
    return f"{place.name}{f' ({around})' if around else ''}: {NEAR[place.precision]}."


def origin_line(origin: Origin, names: dict[str, str]) -> str:
    """Return what an origin is in a few words: kind, side, what sets it apart."""
    parts = [] if origin.named else ["not named"]
    if origin.kind not in (SourceKind.ANONYMOUS, SourceKind.UNKNOWN):
        parts.append(KINDS[origin.kind])
    if origin.side is not Side.UNKNOWN:
        parts.append(SIDES[origin.side])
    if origin.against_interest:
        parts.append("against its interest")
    if origin.withdrawn:
        parts.append("took it back")
    if origin.group != origin.id and origin.group in names:
        parts.append(f"counts with {names[origin.group]}")
    elif origin.generic:
        parts.append("a crowd without a name")
    return " · ".join(parts)


def figure(tally: Tally) -> str:
    """Return a count as figures: "36", "20 or more", "24 to 34", "up to 40"."""
    low, best, high = tally.low, tally.best, tally.high
    if low is not None and high is not None and low != high:
        return f"{low:,} to {high:,}"
    if low is not None and high is None:
        return f"{low:,} or more"
    if best is not None:
        return f"{best:,}"
    if low is not None:
        return f"{low:,}"
    return f"up to {high:,}" if high is not None else "no figure"


def _origins(low: int, high: int) -> str:
    if low == high:
        return number(low, "independent origin")
    return f"{_range(low, high)} independent origins"


def _range(low: int, high: int) -> str:
    return str(low) if low == high else f"{low}–{high}"
