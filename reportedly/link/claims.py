"""Which mentions are of one claim: frames of any number of documents in, groups with their grounds out.

Mentions are compared within a story and an aspect. Happenings are one where they are of one kind, in one
place, at one time; who did it is one where the same party is meant; where a clause tells less, what is in
focus in its article fills in. Different strikes on one town on different days stay apart; a rising toll of
one strike stays together. What is compared is fixed by the mentions alone: the order of adding cannot matter.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from reportedly.claim import Ground, Mention
from reportedly.link.agreement import cosine, days, key, when, where
from reportedly.link.alike import subject
from reportedly.link.kinds import SURE, Kinds, chief
from reportedly.link.mentions import Frame, mean, taken_from
from reportedly.link.stories import stories
from reportedly.shapes import Aspect, EntityKind, Event, Place, Time

_HAPPENING = (Aspect.OCCURRENCE, Aspect.STATE)
_HOSTS = 3
"""So many mentions make a happening of which deaths can be a part."""
ALIKE = 0.45
"""From this cosine on a clause that tells no kind of happening may be of the one in focus."""
_ONCE = 2.0
"""Less weight than this in a whole story is a word in passing, no kind of happening told."""
_LONG_DAYS = 31
"""A time of more days is no day on which something happened."""
_EXACT = 4
"""Up to this `where_prec` a place tells one happening from another."""
ByKey = dict[str, str | None]
_BODIES = {EntityKind.STATE, EntityKind.GOVERNMENT, EntityKind.MILITARY}
_FIGHTERS = EntityKind.ARMED_GROUP


@dataclass(frozen=True, slots=True)
class Linked:
    """Mentions of one claim, in the order of publication, each with why it is of it.

    `aliases` are keys by which the claim was known before it was joined with another.
    """

    mentions: tuple[Mention, ...]
    grounds: Mapping[str, tuple[Ground, ...]]
    aliases: tuple[str, ...] = ()


@dataclass(slots=True)
class _Group:
    """Mentions that are of one claim so far, with the places and times that they name themselves."""

    frames: list[Frame] = field(default_factory=list)
    places: dict[str, Place] = field(default_factory=dict)
    times: dict[str, Time] = field(default_factory=dict)


def link(documents: Iterable[Sequence[Frame]], kinds: Kinds) -> list[Linked]:
    """Return the claims that the mentions of some documents form; every mention is in one."""
    told = [frames for frames in documents if frames]
    taken = {frames[0].mention.document.id: taken_from(frames) for frames in told}
    held = {name: of for name, of in taken.items() if of in taken}
    story = stories(subject(frames) for frames in told if frames[0].mention.document.id not in held)
    for name in held:
        story[name] = story[_first(name, held)]
    told.sort(key=lambda frames: order(frames[0].mention))
    by_story: dict[str, list[Sequence[Frame]]] = defaultdict(list)
    for frames in told:
        by_story[story[frames[0].mention.document.id]].append(frames)
    return [group for name in sorted(by_story) for group in _of_story(by_story[name], kinds)]


def _first(name: str, taken: Mapping[str, str | None]) -> str:
    """The document at the beginning of a line of copies."""
    while (before := taken.get(name)) is not None:
        name = before
    return name


def order(mention: Mention) -> tuple[str, str, int, int, str]:
    """Return where a mention stands in time: undated documents last, then by id and place in the text."""
    document = mention.document
    return (document.published or "\uffff", document.id, *mention.span, mention.aspect.value)


def _of_story(documents: Sequence[Sequence[Frame]], kinds: Kinds) -> Iterator[Linked]:
    frames = [frame for own in documents for frame in own]
    kind, raw = _kinds(documents, kinds)
    doer = _doers(documents)
    topics: dict[tuple[str, str | None], list[Frame]] = defaultdict(list)
    for frame in frames:
        aspect = frame.mention.aspect
        if aspect is Aspect.RESPONSIBILITY:
            topics["doer", doer[frame.mention.key]].append(frame)
        else:
            family = "happening" if aspect in _HAPPENING else aspect.value
            topics[family, kind[frame.mention.key]].append(frame)
    for (family, topic), own in sorted(topics.items(), key=lambda row: (row[0][0], row[0][1] or "")):
        for group in _apart(own, raw):
            ground = Ground(family, topic or "what is in focus")
            yield Linked(
                tuple(frame.mention for frame in group.frames),
                {f.mention.key: (ground, *_grounds(f)) for f in group.frames},
            )


def _grounds(frame: Frame) -> Iterator[Ground]:
    """Where and when a mention is placed, and whether it says so itself."""
    m = frame.mention
    for rule, own, focus in (("place", m.place, frame.place), ("time", m.time, frame.time)):
        row = own or focus
        if row is not None:
            words = row.name if isinstance(row, Place) else row.edtf
            yield Ground(rule, f"{words}{'' if own is not None else ', in focus'}")


def _kinds(documents: Sequence[Sequence[Frame]], kinds: Kinds) -> tuple[ByKey, ByKey]:
    """The kind of happening of each mention of a story, and the one that its own words tell.

    What tells none, or one of which nobody else tells, is of the one in focus.
    """
    weights = {f.mention.key: kinds.of(f.mention) for own in documents for f in own}
    total: Counter[str] = Counter()
    for row in weights.values():
        total.update(row)
    out: ByKey = {}
    raw: ByKey = {name: chief(row) for name, row in weights.items()}
    sure = {name for name, kind in raw.items() if _sure(kind, weights[name], total)}
    told: dict[str, list[Frame]] = defaultdict(list)
    for frame in (frame for own in documents for frame in own if frame.mention.key in sure):
        told[_host(raw[frame.mention.key] or "", kinds, total)].append(frame)
    meaning = {
        kind: mean([f.mention.vector for f in frames if f.mention.vector]) for kind, frames in told.items()
    }
    for own in documents:
        names = [frame.mention.key for frame in own]
        focus = next((raw[name] for name in names if name in sure), None)
        for frame in own:
            name = frame.mention.key
            focus = raw[name] if name in sure else focus
            host = _host(focus, kinds, total) if focus else None
            if name not in sure and host is not None and _strange(frame.mention, meaning[host]):
                host = f"{' '.join(frame.mention.words)}"  # by its own words: of no kind that is told here
            out[name] = host
    return out, raw


def _sure(kind: str | None, weights: Mapping[str, float], total: Mapping[str, float]) -> bool:
    """Whether a mention tells its kind, and the story tells of it more than once."""
    return kind is not None and weights[kind] >= SURE and total[kind] >= _ONCE


def _strange(mention: Mention, meaning: tuple[float, ...]) -> bool:
    """Whether a clause that tells no kind of happening is far from what is told of the one in focus."""
    return mention.vector is None or cosine(mention.vector, meaning) < ALIKE


def _host(kind: str, kinds: Kinds, total: Mapping[str, float]) -> str:
    """The kind of which another is a part in this story: deaths are part of what killed."""
    hosts = [host for host in kinds.part_of[kind] if total.get(host, 0) >= _HOSTS]
    return max(sorted(hosts), key=lambda host: total[host], default=kind)


def _doers(documents: Sequence[Sequence[Frame]]) -> dict[str, str | None]:
    """Who is meant to have done it, for each mention of a story that says who did it."""
    frames = [f for own in documents for f in own if f.mention.aspect is Aspect.RESPONSIBILITY]
    states: Counter[str] = Counter()
    fighters: Counter[str] = Counter()
    for frame in frames:
        actor = frame.mention.actor
        if actor is not None and actor.actor:
            (fighters if actor.kind is _FIGHTERS else states)[key(actor)] += 1
    out: dict[str, str | None] = {}
    for own in documents:
        last = None
        for frame in own:
            if frame.mention.aspect is not Aspect.RESPONSIBILITY:
                continue
            actor = frame.mention.actor
            if actor is not None and actor.actor:
                last = key(actor)
            elif actor is not None and actor.kind in _BODIES and states:
                last = _commonest(states)
            elif actor is not None and actor.kind is _FIGHTERS:
                last = _commonest(fighters) or key(actor)
            out[frame.mention.key] = last or _commonest(states + fighters)
    return out


def _commonest(counter: Counter[str]) -> str | None:
    return max(sorted(counter), key=lambda name: counter[name], default=None)


def _apart(frames: Sequence[Frame], told: Mapping[str, str | None]) -> list[_Group]:
    """Mentions of one kind in one story, taken apart where their places or days exclude each other."""
    groups: list[_Group] = []
    named = [frame for frame in frames if _own(frame, told) != (None, None)]
    for frame in (*named, *(frame for frame in frames if _own(frame, told) == (None, None))):
        _into(groups, frame, told)
    for group in groups:
        group.frames.sort(key=lambda frame: order(frame.mention))
    return groups


def _own(frame: Frame, told: Mapping[str, str | None]) -> tuple[Place | None, Time | None]:
    """The town and the day that a mention itself names; a toll's day may be that of its counting."""
    m = frame.mention
    event = m.event if isinstance(m.event, Event) else None
    here = event is not None and m.place is not None and event.place == m.place.id
    then = event is not None and m.time is not None and event.time == m.time.id and told[m.key] != "harm"
    return (
        m.place if here and m.place is not None and m.place.precision <= _EXACT else None,
        m.time if then and m.time is not None and m.time.edtf else None,
    )


def _into(groups: list[_Group], frame: Frame, told: Mapping[str, str | None]) -> None:
    """Put a mention into the group that fits it best, or into a new one where it fits none."""
    place, time = _own(frame, told)
    best, found = None, -9.0
    for group in groups:
        here = max((where(place, p) for p in group.places.values()), default=0.0)
        then = max((_same_time(time, t) for t in group.times.values()), default=0.0)
        if here <= -1 or then <= -1:
            continue
        near = max((where(frame.place, p) for p in group.places.values()), default=0.0)
        soon = max((_same_time(frame.time, t) for t in group.times.values()), default=0.0)
        fit = 2 * (here + then) + near + soon + min(1.0, len(group.frames) / 20)
        if fit > found:
            best, found = group, fit
    if best is None:
        best = _Group()
        groups.append(best)
    best.frames.append(frame)
    if place is not None:
        best.places.setdefault(f"{place.country}/{place.admin1}/{place.name}", place)
    if time is not None and time.edtf:
        best.times.setdefault(time.edtf, time)


def _same_time(a: Time | None, b: Time | None) -> float:
    """As `when`, but a month or more is another happening than a day in it."""
    if a is None or b is None or not a.edtf or not b.edtf:
        return 0.0
    if (_length(a.edtf) > _LONG_DAYS) != (_length(b.edtf) > _LONG_DAYS):
        return -1.0
    return when(a, b)


def _length(edtf: str) -> int:
    start, end = days(edtf)
    try:
        return (date.fromisoformat(end) - date.fromisoformat(start)).days
    except ValueError:
        return 0 if len(start) >= 10 and start[:10] == end[:10] else 366
