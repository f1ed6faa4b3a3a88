"""Claims in words: what a standing means, how many stand each way, what is said to have happened."""

from __future__ import annotations

from reportedly.claim import Claim, Happening, Independent, Mended, Origin, Side, Stance, Standing

STANDINGS = {
    Standing.WITHDRAWN: "withdrawn",
    Standing.CONTESTED: "contested",
    Standing.CORROBORATED: "corroborated",
    Standing.SINGLE_ORIGIN: "single origin",
    Standing.UNSOURCED: "unsourced",
}

MEANINGS = {
    Standing.WITHDRAWN: "whoever said so has taken it back",
    Standing.CONTESTED: "somebody known says so, and somebody known denies it",
    Standing.CORROBORATED: "two or more independent origins say so, and nobody known denies it",
    Standing.SINGLE_ORIGIN: "it all goes back to one origin",
    Standing.UNSOURCED: "no known origin stands behind it, however many outlets carry it",
}

STANCES = {Stance.SUPPORTS: "says so", Stance.DENIES: "denies it", Stance.UNSURE: "is not sure"}

SIDES = {
    Side.ACTOR: "the one who is said to have done it",
    Side.RECIPIENT: "the one to whom it was done",
    Side.ALLY_OF_ACTOR: "ally of the one who is said to have done it",
    Side.ALLY_OF_RECIPIENT: "ally of the one to whom it was done",
    Side.THIRD: "third party",
    Side.UNKNOWN: "side unknown",
}


def counted(count: int, noun: str) -> str:
    """Say how many there are: "1 outlet", "3 outlets"."""
    return f"{count} {noun}" + ("" if count == 1 else "s")


def each_way(number: Independent) -> tuple[str, str]:
    """Say how many origins stand for and against a claim: "2", or "2 to 3" where pairs are undecided."""
    return _range(number.for_, number.for_max), _range(number.against, number.against_max)


def _range(low: int, high: int) -> str:
    return str(low) if low == high else f"{low}–{high}"


def when(claim: Claim) -> str:
    """Say from which day to which a claim was reported."""
    first, last = ((moment or "")[:10] for moment in (claim.first_reported, claim.last_reported))
    return first if first == last or not last else f"{first} to {last}"


def happening(event: Happening) -> str:
    """Say what is claimed to have happened, as far as known: "ASSAULT by A to B · Temmel · 2029-06-04"."""
    kind = (event.type or "") + (f" ({event.mode})" if event.mode else "")
    parties = [f"by {event.actor.name}"] if event.actor else []
    parties += [f"to {event.recipient.name}"] if event.recipient else []
    parts = (
        " ".join(part for part in (kind, *parties) if part),
        event.place and event.place.name,
        event.time,
    )
    return " · ".join(part for part in parts if part)


def mended(done: Mended) -> str:
    """Say what a person put right: "place mended: Talba, was Orsa; by L. Karst, 2031-05-09: the village"."""
    right, was = done.now or "nothing", done.was or "nothing"
    return f"{done.field} mended: {right}, was {was}; by {done.by}, {done.at[:10]}: {done.reason}"


def about(origin: Origin) -> str:
    """Say what is known of an origin: kind, side, and what bears on how it counts."""
    parts = [origin.kind.value, SIDES[origin.side]]
    if origin.against_interest:
        parts.append("against its own interest")
    if origin.generic:
        parts.append("a crowd without a name")
    if origin.withdrawn is not None:
        parts.append(f"taken back, as document {origin.withdrawn[:8]} tells")
    return ", ".join(parts)
