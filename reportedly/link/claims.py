"""Which mentions are of one claim: frames of any number of documents in, groups with their grounds out.

Mentions are compared within a story. Happenings, states and plans are one where a model of what they mean and
tell holds them alike (`same`), and neither their places nor their days exclude each other; who did it is one
where the same party is meant. Different strikes on one town on different days stay apart; a rising toll of
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
from reportedly.link.agreement import days, when, where
from reportedly.link.alike import subject
from reportedly.link.doers import doers
from reportedly.link.kinds import HARM, SURE, Kinds, chief
from reportedly.link.linkage import joined
from reportedly.link.mentions import Frame, taken_from
from reportedly.link.same import same
from reportedly.link.stories import stories
from reportedly.shapes import Aspect, Event, Place, Time

_HAPPENING = (Aspect.OCCURRENCE, Aspect.STATE)
THRESHOLD = -2.25
"""Log odds above which mentions are joined: where origins and standing are best (docs/linking.md)."""
_REPRINT = 0.5
"""A reprinted clause has at least this part of its words from the one of which it is a reprint."""
_STEM = 4
_MOST = 3000
"""So many mentions are compared each with each; those of a greater story are taken in stretches of time."""
_STATED = 0.2
"""Where less than this part of a claim's clauses tell that something is so, it tells that it happened."""
_LONG_DAYS = 31
"""A time of more days is no day on which something happened."""
_VAGUE_DAYS = 27
"""A time of so many days ("last month") does not exclude a day that is not far from it."""
_EXACT = 4
"""Up to this `where_prec` a place tells one happening from another."""


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
    documents, contrary = kinds.contraries.denied(documents)
    documents, doer = doers(documents, kinds)
    told = families(documents)
    for family in sorted(told):
        topics: list[tuple[str | None, list[Frame]]] = []
        if family == Aspect.RESPONSIBILITY.value:
            by_doer: dict[str | None, list[Frame]] = defaultdict(list)
            for frame in told[family]:
                by_doer[doer[frame.mention.key]].append(frame)
            topics = sorted(by_doer.items(), key=lambda row: row[0] or "")
        else:
            topics = [(_topic(group, kinds), group) for group in _alike(told[family], kinds)]
        for topic, own in topics:
            ground = Ground("doer" if family == "responsibility" else family, topic or "means much the same")
            for group in _kept_apart(own, topic, kinds):
                yield Linked(
                    _of_aspect([frame.mention for frame in group], family, topic, kinds),
                    {f.mention.key: (ground, *_grounds(f, contrary)) for f in group},
                )


def families(documents: Iterable[Sequence[Frame]]) -> dict[str, list[Frame]]:
    """Return mentions that may be of one claim, in their order: happenings and states, doers, plans."""
    out: dict[str, list[Frame]] = defaultdict(list)
    for frame in (frame for own in documents for frame in own):
        aspect = frame.mention.aspect
        out["happening" if aspect in _HAPPENING else aspect.value].append(frame)
    return out


def _alike(frames: Sequence[Frame], kinds: Kinds) -> list[list[Frame]]:
    """Mentions of one family in groups that are likely of one claim; reprinted words go where theirs are."""
    of = _reprints(frames)
    own = [frame for frame in frames if frame.mention.key not in of]
    out: list[list[Frame]] = []
    for start in range(0, len(own), _MOST):
        part = own[start : start + _MOST]
        out += [[part[i] for i in group] for group in joined(same(part, kinds), THRESHOLD)]
    at = {frame.mention.key: group for group in out for frame in group}
    for frame in frames:
        if frame.mention.key in of:
            at[of[frame.mention.key]].append(frame)
    for group in out:
        group.sort(key=lambda frame: order(frame.mention))
    return out


def _reprints(frames: Sequence[Frame]) -> dict[str, str]:
    """The mention of which another is a reprint, or which it answers, by their keys; the first of all."""
    out: dict[str, str] = {}
    by_document: dict[str, list[Mention]] = defaultdict(list)
    told: dict[tuple[str, str, tuple[str, ...]], str] = {}
    for mention in (frame.mention for frame in frames):
        matter = (mention.document.id, mention.predicate, mention.words)
        first = told.setdefault(matter, mention.key)
        if first != mention.key and len(mention.words) > 1 and not _own_words(mention):
            out[mention.key] = out.get(first, first)
        elif mention.copied is not None and mention.words:
            near = by_document.get(mention.copied, ())
            own = set(mention.words)
            shared = [len(own & set(other.words)) / len(own | set(other.words)) for other in near]
            best = max(range(len(near)), key=lambda n: shared[n], default=None)
            if best is not None and shared[best] >= _REPRINT:
                out[mention.key] = out.get(near[best].key, near[best].key)
        by_document[mention.document.id].append(mention)
    return out


def _own_words(mention: Mention) -> bool:
    """Whether what a mention tells stands in its own words, and not in those of what it answers."""
    text = mention.text.casefold()
    return 2 * sum(word[:_STEM] in text for word in mention.words) >= len(mention.words)


def _topic(frames: Sequence[Frame], kinds: Kinds) -> str | None:
    """The kind of happening that most of the mentions tell, or null where none is told for sure."""
    total: dict[str, float] = defaultdict(float)
    for frame in frames:
        for name, weight in kinds.of(frame.mention).items():
            total[name] += weight if weight >= SURE else 0
    best = max(sorted(total), key=lambda name: total[name], default=None)
    return best if best is not None and total[best] else None


def _kept_apart(frames: Sequence[Frame], topic: str | None, kinds: Kinds) -> Iterator[Sequence[Frame]]:
    """Mentions that are alike, taken apart by place, day and harm."""
    raw = {frame.mention.key: chief(kinds.of(frame.mention)) for frame in frames}
    for whole in _apart(frames, raw):
        yield from _harm_apart(whole.frames, topic, raw)


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


def _of_aspect(
    mentions: Sequence[Mention], family: str, topic: str | None, kinds: Kinds
) -> tuple[Mention, ...]:
    """The mentions of one claim under one aspect: that of its kind, or that of most where it is of none."""
    counted = Counter(mention.aspect for mention in mentions)
    aspect = max(sorted(counted), key=lambda aspect: counted[aspect])
    if family == "happening" and topic is not None:
        state = topic in kinds.states and counted[Aspect.STATE] >= _STATED * len(mentions)
        aspect = Aspect.STATE if state else Aspect.OCCURRENCE
    return tuple(replace(mention, aspect=aspect) for mention in mentions)


def _grounds(frame: Frame, contrary: Mapping[str, Ground]) -> Iterator[Ground]:
    """Where and when a mention is placed, and whether it says so itself; by which contrary it denies."""
    m = frame.mention
    for rule, own, focus in (("place", m.place, frame.place), ("time", m.time, frame.time)):
        row = own or focus
        if row is not None:
            words = row.name if isinstance(row, Place) else row.edtf
            yield Ground(rule, f"{words}{'' if own is not None else ', in focus'}")
    if m.key in contrary:
        yield contrary[m.key]


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
