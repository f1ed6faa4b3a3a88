"""How each origin last spoke, and who took a word back.

A word counts from when it was first said: an old denial that a later article repeats does not undo an
admission that came between. Of those who speak for one body the last to speak speaks for all; an unnamed
member's word is not taken back by his superiors' denial, and stands beside it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reportedly.assess.groups import Groups
from reportedly.assess.speakers import channel, is_press, press_name
from reportedly.assess.voices import Voiced
from reportedly.assess.world import World
from reportedly.claim import Stance
from reportedly.shapes import Act, Voice

_TAKING = frozenset({Act.DOUBT, Act.DENY})


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of one speaker's words with one stance; `at` counts the claim's mentions in order."""

    at: int
    stance: Stance
    document: str


@dataclass(frozen=True, slots=True)
class LastWord:
    """How a speaker stands: as he last spoke, the document that tells he took it back (or null), all runs."""

    stance: Stance
    withdrawn: str | None
    runs: tuple[Run, ...]


def last_words(rows: Sequence[Voiced], groups: Groups, world: World) -> dict[str, LastWord]:
    """Return each speaker's last word by his id."""
    runs = {id_: _runs(rows, id_) for id_ in groups.speakers}
    out = {}
    for id_ in groups.speakers:
        own = runs[id_]
        stance = own[-1].stance if own else Stance.UNSURE
        taken = _by_group(id_, own, runs, groups) or _by_press(id_, own, rows, world)
        out[id_] = LastWord(stance, taken, own)
    return out


def _runs(rows: Sequence[Voiced], id_: str) -> tuple[Run, ...]:
    out: list[Run] = []
    for n, row in enumerate(rows):
        said = row.speaker is not None and row.speaker.id == id_
        turned = not out or out[-1].stance is not row.mention.stance
        if said and turned and row.mention.stance is not Stance.UNSURE:
            out.append(Run(n, row.mention.stance, row.mention.document.id))
    return tuple(out)


def _by_group(
    id_: str, own: Sequence[Run], runs: Mapping[str, tuple[Run, ...]], groups: Groups
) -> str | None:
    """The document in which another of those who speak for the same body says the contrary, later."""
    who = groups.speakers[id_]
    if not own or who.root is None or not who.speaks:
        return None
    others = [
        runs[other][-1]
        for other in groups.members(groups.group[id_])
        if runs[other] and groups.speakers[other].root == who.root and groups.speakers[other].speaks
    ]
    last = max(others, key=lambda run: run.at)
    return last.document if last.stance is not own[-1].stance else None


def _by_press(id_: str, own: Sequence[Run], rows: Sequence[Voiced], world: World) -> str | None:
    """The document in which the outlet that alone had his word takes its report back."""
    if not own:
        return None
    channels = {
        channel(row.mention, world)
        for row in rows
        if row.speaker is not None and row.speaker.id == id_ and not is_press(row.mention.chain[0], world)
    }
    for n, row in enumerate(rows):
        first = row.mention.chain[0] if row.mention.chain else None
        if n <= own[-1].at or first is None or row.mention.stance is Stance.SUPPORTS:
            continue
        own_words = row.mention.statement
        doubts = row.speaker is None and (own_words.act in _TAKING or own_words.voice is Voice.SOURCE)
        if doubts and is_press(first, world) and channels == {press_name(first.name, world)}:
            return row.mention.document.id
    return None
