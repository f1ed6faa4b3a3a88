"""Parts that are worked out together: their documents' frames in, the claims that changed out.

Nothing here looks at a file, so that a unit can be worked out in another process or on another machine.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from reportedly.claiming import Maker
from reportedly.ids import sha256
from reportedly.link.claims import Linked
from reportedly.link.mentions import Frame
from reportedly.loop import states as moments
from reportedly.loop.written import Made


@dataclass(frozen=True, slots=True)
class Unit:
    """Parts, and what decides on their claims.

    `frames` are those of each part's documents, `digests` one of each document, by its id; `salt` is of what
    has a say in every claim; `held` are the claims that the first part has, with their digests.
    """

    parts: tuple[str, ...]
    frames: tuple[tuple[Sequence[Frame], ...], ...]
    digests: Mapping[str, str]
    salt: str
    held: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Worked:
    """What a unit came to: its claims' digests by their ids; those that are not held, made."""

    parts: tuple[str, ...]
    due: Mapping[str, str]
    changed: tuple[Made, ...]


Workers = Callable[[Maker, Iterable[Unit]], Iterator[Worked]]
"""What works out units, in any order: this process, or others."""


def here(maker: Maker, units: Iterable[Unit]) -> Iterator[Worked]:
    """Work out units in this process, one after the other."""
    return (worked(maker, unit) for unit in units)


def worked(maker: Maker, unit: Unit) -> Worked:
    """Work out a unit; where words stand in originals is not told."""
    groups, judged = maker.groups(unit.frames)
    salt = f"{unit.salt}{sorted(judged.origins.now.items())}"
    due = {group.mentions[0].key: _digest(group, unit.digests, salt) for group in groups}
    changed = []
    for group in groups:
        if unit.held.get(group.mentions[0].key) != due[group.mentions[0].key]:
            [claim] = maker.weighed([group], judged)
            changed.append(Made(claim, moments.states(group, judged, claim, maker), group))
    return Worked(unit.parts, due, tuple(changed))


def _digest(group: Linked, of: Mapping[str, str], salt: str) -> str:
    """The digest of a claim's mentions, why they are linked, and the readings behind them.

    The same digest, the same claim, however often its part is worked out anew.
    """
    told = [salt, *group.aliases]
    for mention in group.mentions:
        grounds = group.grounds.get(mention.key, ())
        told += [mention.key, of[mention.document.id], *(f"{g.rule} {g.detail}" for g in grounds)]
    return sha256("\n".join(told).encode())
