"""How a claim stood when: its mentions go in, the moments at which something was new come out, weighed."""

from __future__ import annotations

from reportedly.claim import Claim
from reportedly.claiming import Judged, Maker
from reportedly.history import Turn, history
from reportedly.link.claims import Linked

MOST = 24
"""Moments of one claim that are weighed: with more, those in between are left out; the last one stays."""

_OLD = frozenset({Turn.SPREAD, Turn.COUNTED})


def states(group: Linked, judged: Judged, claim: Claim, maker: Maker) -> list[tuple[str, Claim]]:
    """Return the claim as of each moment at which its history turned, the last as it stands."""
    turns = sorted({m.published for m in history(claim) if m.published is not None and m.turn not in _OLD})
    last = claim.last_reported
    if last is None:
        return []
    before = [at for at in turns if at < last and not last.startswith(at)]
    if len(before) > MOST:
        before = [before[n * len(before) // MOST] for n in range(MOST)]
    out = [(at, told) for at in before for told in maker.weighed([group], judged, as_of=at)]
    return [*out, (last, claim)]
