"""The mentions of one claim, each with its speaker, told apart and put together across documents.

In come mentions; out come `Voiced` rows in the order of publication, whose speakers are the same object
where they are the same person, body, crowd or unnamed source. Nothing is looked at but what is given.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from reportedly.assess.speakers import Speaker, held_apart, is_press, press_name, speaker
from reportedly.assess.world import World, words
from reportedly.claim import Ground, Mention
from reportedly.shapes import SourceKind

_REPRINT = 0.5
"""Of the words of a reprinted clause, at least this part must be in the clause of the original."""


@dataclass(frozen=True, slots=True)
class Voiced:
    """A mention, when it was published (sortable, "" where nothing is known), and who says it, or null."""

    mention: Mention
    at: str
    speaker: Speaker | None


def moment(published: str | None) -> str:
    """Return an EDTF date or date-time as text that sorts by time: UTC where an offset is given."""
    if published is None or "T" not in published:
        return published or ""
    try:
        read = datetime.fromisoformat(published)
    except ValueError:
        return published
    read = read.astimezone(UTC) if read.tzinfo else read
    return read.strftime("%Y-%m-%dT%H:%M:%S")


def voiced(mentions: Sequence[Mention], world: World) -> tuple[Voiced, ...]:
    """Return the mentions with their speakers, in the order of publication, document and text."""
    rows = [
        Voiced(m, moment(m.document.published or m.document.retrieved), speaker(m, world)) for m in mentions
    ]
    rows.sort(key=lambda row: (row.at, row.mention.document.id, row.mention.span, row.mention.key))
    rows = _within_documents(rows, world)
    rows = _reprinted(rows)
    rows = _by_post(rows)
    rows = _cited(rows, world)
    return tuple(_one_each(rows, world))


def _within_documents(rows: Sequence[Voiced], world: World) -> list[Voiced]:
    """Give "a tram driver", "the charity" and "a message" the name that the same document gives them."""
    there: dict[str, list[Speaker]] = {}
    for row in rows:
        if row.speaker is not None:
            there.setdefault(row.mention.document.id, []).append(row.speaker)
    out = []
    for row in rows:
        who = row.speaker
        if who is not None and (who.anonymous or (who.key[0] == "body" and not who.speaks)):
            others = {o.key: o for o in there[row.mention.document.id] if o.key != who.key}
            who = _meant(who, list(others.values()), world)
        out.append(replace(row, speaker=who))
    return out


def _by_post(rows: Sequence[Voiced]) -> list[Voiced]:
    """Give "his sister", "the town's mayor" and "the operator" the name that another document gives them."""
    named = {row.speaker.key: row.speaker for row in rows if row.speaker is not None and row.speaker.named}
    out = []
    for row in rows:
        who = row.speaker
        if who is not None and not who.named and who.kind is SourceKind.ORGANIZATION:
            bodies = [other for other in named.values() if _called(who, other)]
            who = _same(who, bodies[0], "elsewhere") if len(bodies) == 1 else who
        if who is not None and who.anonymous and _definite(who):
            posts = [other for other in named.values() if _post(who, other)]
            who = _same(who, posts[0], "elsewhere") if len(posts) == 1 else who
        out.append(replace(row, speaker=who))
    return out


def _meant(who: Speaker, others: Sequence[Speaker], world: World) -> Speaker:
    """Return the one speaker of a document whom an unnamed one can be, else himself.

    A bare name, without a post, has been introduced by a description; not so by "a source" or "an official",
    who are not to be named. A message is the word of whoever speaks beside it; other writings are not.
    """
    if (who.count or 1) > 1:
        return who
    if who.kind is SourceKind.DOCUMENT:
        fitting = list(others) if who.head in world.listed("messages") else []
    elif who.kind is SourceKind.ORGANIZATION:
        fitting = [o for o in others if o.kind is SourceKind.ORGANIZATION and o.root in (None, o.key[-1])]
    else:
        fitting = [o for o in others if _post(who, o)]
        if _OWNED.match(who.name) and not fitting:
            fitting = [o for o in others if o.kind is SourceKind.ORGANIZATION and o.root is None]
        if not who.head or who.head not in world.listed("anybody") | world.listed("officers"):
            bare = [o for o in others if o.person and o.root is None and not o.role and not o.of]
            fitting = fitting or bare
    fitting = [o for o in fitting if o.kind is not SourceKind.OUTLET and o.kind is not SourceKind.AGENCY]
    return _same(who, fitting[0], "in the same document") if len(fitting) == 1 else who


_OWNED = re.compile(r"^(?:its|his|her|their)\b|'s\b|\u2019s\b")


def _called(unnamed: Speaker, other: Speaker) -> bool:
    """Whether an unnamed body is called by words of a named one: "the families' committee"."""
    own, name = words(unnamed.name), words(other.name)
    called = len(own) > 1 and set(own) <= set(name) and own[-1] == name[-1]
    return called and other.kind is SourceKind.ORGANIZATION and other.key[0] in ("name", "actor", "body")


def _definite(who: Speaker) -> bool:
    """Whether a description means one that is known: a body, or somebody's mayor or sister."""
    return who.kind is SourceKind.ORGANIZATION or bool(_OWNED.search(who.name))


def _post(unnamed: Speaker, other: Speaker) -> bool:
    """Whether a named speaker holds the post, or is the kind of body, that an unnamed one is called."""
    return other.named and bool(other.role) and unnamed.head in (other.role or "").lower().split()


def _same(unnamed: Speaker, found: Speaker, where: str) -> Speaker:
    why = Ground("described", f"{unnamed.name} is {found.name} {where}")
    return replace(found, grounds=(*found.grounds, why))


def _shared(left: Mention, right: Mention) -> float:
    """How much of the left clause's words stand in the right one, 0 to 1."""
    own = set(left.words)
    return len(own & set(right.words)) / len(own) if own else 0.0


def _reprinted(rows: Sequence[Voiced]) -> list[Voiced]:
    """Give reprinted words the origin that they have in the original, or the original's the copy's name."""
    out = list(rows)
    of: dict[str | None, list[int]] = defaultdict(list)
    for n, row in enumerate(rows):
        of[row.mention.document.id].append(n)
    for n, row in enumerate(rows):
        original = of.get(row.mention.copied, ())
        best = max(original, key=lambda i: _shared(row.mention, out[i].mention), default=None)
        if best is None or _shared(row.mention, out[best].mention) < _REPRINT:
            continue
        there = out[best].speaker
        if there is None:
            continue
        if row.speaker is None or _nameless(row.speaker) or _relays(row.speaker):
            out[n] = replace(row, speaker=there)
        elif there.anonymous and _may_name(there, row.speaker):
            out = [replace(o, speaker=row.speaker) if o.speaker == there else o for o in out]
    return out


def _may_name(unnamed: Speaker, named: Speaker) -> bool:
    """Whether a reprint tells who an unnamed source is: one person, and not a body that speaks of it too."""
    return named.named and bool(named.person) and (unnamed.count or 1) == 1


def _relays(who: Speaker) -> bool:
    """Whether a speaker is an outlet that has it from somebody: a copy that names the agency alone."""
    return who.key[0] == "press" and not is_witness(who)


def _nameless(who: Speaker) -> bool:
    return who.anonymous or who.generic


def _cited(rows: Sequence[Voiced], world: World) -> list[Voiced]:
    """Give what an outlet is cited for the origin that its own report has, where that is here."""
    out = []
    by_outlet: dict[str, list[Voiced]] = defaultdict(list)
    for row in rows:
        by_outlet[_outlet(row, world)].append(row)
    for row in rows:
        who = row.speaker
        if who is None or who.root or not _relays(who):
            out.append(row)
            continue
        own = [o for o in by_outlet.get(who.name, ()) if o.at <= row.at]
        origins = [o for o in own if o.speaker is not None and o.speaker.key != who.key]
        best = max(origins, key=lambda o: _shared(row.mention, o.mention), default=None)
        if best is not None:
            out.append(replace(row, speaker=best.speaker))
        else:
            out.append(replace(row, speaker=None) if own else row)
    return out


def _outlet(row: Voiced, world: World) -> str:
    return press_name(row.mention.document.outlet or "", world)


def is_witness(who: Speaker) -> bool:
    """Whether an outlet is an origin because a reporter of theirs saw it."""
    return any(ground.detail.endswith("saw it") for ground in who.grounds)


def _one_each(rows: Sequence[Voiced], world: World) -> list[Voiced]:
    """Let one speaker stand for all who are the same: the first to speak, by the fullest name."""
    chosen: dict[tuple[str, ...], Speaker] = {}
    kept: list[Speaker] = []
    speakers = [row.speaker for row in rows if row.speaker is not None]
    for who in sorted(speakers, key=lambda s: -len(s.person)):
        if who.key in chosen:
            continue
        same = next((other for other in kept if same_speaker(who, other, world)), None)
        chosen[who.key] = same or who
        if same is None:
            kept.append(who)
    return [replace(row, speaker=chosen[row.speaker.key]) if row.speaker else row for row in rows]


def same_speaker(left: Speaker, right: Speaker, world: World) -> bool:
    """Whether two descriptions are of one speaker: one person's names, or one outlet's unnamed source."""
    if held_apart(left, right, world) is not None:
        return False
    if left.person and right.person:
        return _same_person(left.person, right.person)
    if left.key[0] != right.key[0] or left.channel != right.channel:
        return False
    unnamed = left.anonymous or (left.key[0] == "body" and not left.speaks and not right.speaks)
    return unnamed and left.root == right.root and fits(left, right, world)


def _same_person(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    if left[-1] != right[-1]:
        return False
    given = [(a, b) for a, b in zip(left[:-1], right[:-1], strict=False)]
    return all(a == b or (1 in (len(a), len(b)) and a[0] == b[0]) for a, b in given)


def fits(left: Speaker, right: Speaker, world: World) -> bool:
    """Whether two unnamed sources may be the same: no other country, no other post, no other number."""
    anybody = world.listed("anybody")
    if left.nation and right.nation and left.nation != right.nation:
        return False
    if left.count and right.count and left.count != right.count:
        return False
    return _noun(left.head) == _noun(right.head) or bool({left.head, right.head} & anybody)


def _noun(head: str) -> str:
    return head.removesuffix("s")


def relayed(row: Voiced, world: World) -> tuple[Mention, ...]:
    """Return a mention as each link that had it from another and is no press would have said it."""
    chain = row.mention.chain
    return tuple(
        replace(row.mention, chain=chain[n:]) for n in range(1, len(chain)) if not is_press(chain[n], world)
    )
