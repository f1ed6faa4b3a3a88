"""Which mentions are of one claim: frames of any number of documents in, groups with their grounds out.

Mentions are compared within a story and an aspect. Happenings are one where they are of one kind, in one
place, at one time; who did it is one where the same party is meant; where a clause tells less, what is in
focus in its article fills in. Different strikes on one town on different days stay apart; a rising toll of
one strike stays together. What is compared is fixed by the mentions alone: the order of adding cannot matter.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache

from reportedly.claim import Ground, Mention, Stance
from reportedly.link.agreement import cosine, days, when, where
from reportedly.link.alike import subject
from reportedly.link.doers import doers
from reportedly.link.kinds import HARM, SURE, Kinds, chief
from reportedly.link.mentions import Frame, mean, taken_from
from reportedly.link.stories import stories
from reportedly.shapes import Aspect, Event, Place, Time

_HAPPENING = (Aspect.OCCURRENCE, Aspect.STATE)
_HOSTS = 3
"""So many mentions make a happening of which deaths can be a part."""
ALIKE = 0.45
"""From this cosine on a clause that tells no kind of happening may be of the one in focus."""
_ONCE = 2.0
"""Less weight than this in a whole story is a word in passing, no kind of happening told."""
_LONG_DAYS = 31
"""A time of more days is no day on which something happened."""
_VAGUE_DAYS = 27
"""A time of so many days ("last month") does not exclude a day that is not far from it."""
_EXACT = 4
"""Up to this `where_prec` a place tells one happening from another."""
ByKey = dict[str, str | None]


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
    """The claims of a story. What is said not to be so denies only what it tells of in its own words.

    "There was no water" denies no raid: of what is lent by the focus it leaves open whether it happened.
    """
    documents, doer = doers(documents, kinds)
    frames = [frame for own in documents for frame in own]
    kind, raw, lent = _kinds(documents, kinds)
    topics: dict[tuple[str, str | None], list[Frame]] = defaultdict(list)
    for frame in frames:
        aspect = frame.mention.aspect
        if aspect is Aspect.RESPONSIBILITY:
            topics["doer", doer[frame.mention.key]].append(frame)
        else:
            family = "happening" if aspect in _HAPPENING else aspect.value
            open_ = frame.mention.stance is Stance.DENIES and frame.mention.key in lent
            topics[family, kind[frame.mention.key]].append(_with(frame, Stance.UNSURE) if open_ else frame)
    for (family, topic), own in sorted(topics.items(), key=lambda row: (row[0][0], row[0][1] or "")):
        ground = Ground(family, topic or "what is in focus")
        for group in (part for whole in _apart(own, raw) for part in _harm_apart(whole.frames, topic, raw)):
            yield Linked(
                _of_aspect([frame.mention for frame in group], topic in kinds.states),
                {f.mention.key: (ground, *_grounds(f)) for f in group},
            )


def _harm_apart(
    frames: Sequence[Frame], topic: str | None, told: Mapping[str, str | None]
) -> Iterator[Sequence[Frame]]:
    """What happened and the harm that it did: one claim, or two where it is disputed whether there was any.

    "Nobody was hurt" denies no attack; where others count dead, it denies that there are any.
    """
    harm = [f for f in frames if told[f.mention.key] == HARM and f.mention.aspect in _HAPPENING]
    denied = [f for f in harm if f.mention.stance is Stance.DENIES]
    rest = [f for f in frames if f not in harm]
    if topic == HARM or not denied or not rest:
        yield frames
    elif len(denied) < len(harm):
        yield rest
        yield harm
    else:
        none = {f.mention.key for f in denied}
        yield [_with(f, Stance.SUPPORTS) if f.mention.key in none else f for f in frames]


def _with(frame: Frame, stance: Stance) -> Frame:
    return replace(frame, mention=replace(frame.mention, stance=stance))


def _of_aspect(mentions: Sequence[Mention], state: bool) -> tuple[Mention, ...]:
    """The mentions of one claim under one aspect: that of its kind, or of most of them."""
    counted = Counter(mention.aspect for mention in mentions)
    most = max(sorted(counted), key=lambda aspect: counted[aspect])
    aspect = Aspect.STATE if state and most in _HAPPENING else most
    return tuple(replace(mention, aspect=aspect) for mention in mentions)


def _grounds(frame: Frame) -> Iterator[Ground]:
    """Where and when a mention is placed, and whether it says so itself."""
    m = frame.mention
    for rule, own, focus in (("place", m.place, frame.place), ("time", m.time, frame.time)):
        row = own or focus
        if row is not None:
            words = row.name if isinstance(row, Place) else row.edtf
            yield Ground(rule, f"{words}{'' if own is not None else ', in focus'}")


def _kinds(documents: Sequence[Sequence[Frame]], kinds: Kinds) -> tuple[ByKey, ByKey, set[str]]:
    """The kind of happening of each mention of a story, and the one that its own words tell.

    What tells none, or one of which nobody else tells, is of the one in focus; the keys of such come third.
    """
    weights = {f.mention.key: kinds.of(f.mention) for own in documents for f in own}
    total: Counter[str] = Counter()
    for row in weights.values():
        total.update(row)
    out: ByKey = {}
    lent: set[str] = set()
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
            hint = raw[name] if name not in sure and _hinted(raw[name], told, kinds, total) else None
            meant = hint or focus
            host = _host(meant, kinds, total) if meant is not None else None
            if name not in sure and host is not None and _strange(frame.mention, meaning[host]):
                host = f"{' '.join(frame.mention.words)}"  # by its own words: of no kind that is told here
            elif name not in sure and hint is None and host is not None:
                lent.add(name)
            out[name] = host
    return out, raw, lent


def _sure(kind: str | None, weights: Mapping[str, float], total: Mapping[str, float]) -> bool:
    """Whether a mention tells its kind, and the story tells of it more than once."""
    return kind is not None and weights[kind] >= SURE and total[kind] >= _ONCE


def _hinted(
    kind: str | None, told: Mapping[str, Sequence[Frame]], kinds: Kinds, total: Mapping[str, float]
) -> bool:
    """Whether what only hints at a kind ("hospital") does so in a story that tells much of it."""
    return kind is not None and len(told.get(_host(kind, kinds, total), ())) >= _HOSTS


def _strange(mention: Mention, meaning: tuple[float, ...]) -> bool:
    """Whether a clause that tells no kind of happening is far from what is told of the one in focus."""
    return mention.vector is None or cosine(mention.vector, meaning) < ALIKE


def _host(kind: str, kinds: Kinds, total: Mapping[str, float]) -> str:
    """The kind as which another is told in this story: deaths with what killed, a gun battle as an attack.

    Kinds that are akin go to the one told most; what that one is a part of takes all.
    """
    akin = [other for other in kinds.akin[kind] if total.get(other, 0) >= _HOSTS]
    kind = max(sorted((kind, *akin)), key=lambda name: total.get(name, 0))
    least = _HOSTS if kind == HARM else max(_HOSTS, total.get(kind, 0))
    hosts = [host for host in kinds.part_of[kind] if total.get(host, 0) >= least]
    return max(sorted(hosts), key=lambda host: total[host], default=kind)


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
    then = event is not None and m.time is not None and event.time == m.time.id and _within(m.time, m)
    then = then and m.stance is not Stance.DENIES  # what did not happen did so on no day
    return (
        m.place if here and m.place is not None and m.place.precision <= _EXACT else None,
        m.time if then and m.time is not None and m.time.edtf else None,
    )


def _within(time: Time, mention: Mention) -> bool:
    """Whether a time stands in a mention's own words: else it may be the day on which it was said."""
    return mention.span.start <= time.start < mention.span.end


def _into(groups: list[_Group], frame: Frame, told: Mapping[str, str | None]) -> None:
    """Put a mention into the group that fits it best, or into a new one where it fits none."""
    place, time = _own(frame, told)
    best, found = None, -9.0
    for group in groups:
        places = [where(place, p) for p in group.places.values()]
        times = [_same_time(time, t) for t in group.times.values()]
        if min(places, default=0.0) <= -1 or min(times, default=0.0) <= -1:
            continue
        here, then = max(places, default=0.0), max(times, default=0.0)
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
    same = when(a, b)
    vague = max(_length(a.edtf), _length(b.edtf)) >= _VAGUE_DAYS
    return 0.0 if same < 0 and vague and _gap(a.edtf, b.edtf) <= _LONG_DAYS else same


def _gap(a: str, b: str) -> int:
    """How many days lie between two times; many where one has no end."""
    (_, end), (second, _) = sorted((_dates(a), _dates(b)))
    return (second - end).days if end < date.max else 366


def _length(edtf: str) -> int:
    start, end = _dates(edtf)
    return (end - start).days


@lru_cache(maxsize=4096)
def _dates(edtf: str) -> tuple[date, date]:
    """The first and the last day of a time; an open side, or a day that is none, is as far as can be."""
    start, end = days(edtf)
    try:
        first = date.fromisoformat(f"{start}-01-01"[:10] if len(start) < 7 else f"{start}-01"[:10])
    except ValueError:
        first = date.min
    try:
        return first, date.fromisoformat(end)
    except ValueError:
        month = end[:7]
        known = re.fullmatch(r"\d{4}-\d{2}", month) and "01" <= month[5:] <= "12"
        return first, date.fromisoformat(f"{month}-28") if known else date.max
