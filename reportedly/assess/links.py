"""The names that a claim's chains show: one name for one origin and one outlet, whatever articles print."""

from __future__ import annotations

from collections.abc import Iterator

from reportedly.assess.speakers import is_press, press_name, vague
from reportedly.assess.world import World
from reportedly.claim import NOBODY, Mention
from reportedly.shapes import Voice


def link_names(mention: Mention, origin: str | None, world: World) -> tuple[str, ...]:
    """Return the names of a mention's chain, origin first.

    The first link bears the name of its origin (`origin`, or null where there is none), the press the names
    that the lexicon gives it. What nobody in particular says ("reports say", "is alleged to") begins with
    "unknown".
    """
    return tuple(_names(mention, origin, world))


def _names(mention: Mention, origin: str | None, world: World) -> Iterator[str]:
    last = None
    links = mention.chain
    if _nobody(mention, world):
        yield NOBODY
        links = links if is_press(links[0], world) else links[1:]  # "reports"
    for place, link in enumerate(links):
        name = link.name
        if is_press(link, world):
            name = press_name(name, world)
        elif place == 0 and origin is not None and mention.statement.voice is Voice.SOURCE:
            name = origin
        if name != last:
            yield name
        last = name


def _nobody(mention: Mention, world: World) -> bool:
    """Whether a mention goes back to nobody named: its first link, if no press, is no more than "reports"."""
    if mention.statement.voice is not Voice.UNKNOWN or not mention.chain:
        return False
    first = mention.chain[0]
    return is_press(first, world) or vague(first, world)
