"""What people put right in readings, as a layer: frames and judgements in, frames as they should be read out.

A reading is never rewritten: its frames are mended each time that claims are made, and each mention tells
what was mended, by whom and why. What is put right in an article is so in the copies of its words, too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from reportedly import typed
from reportedly.assess.world import World
from reportedly.claim import Judgement, JudgementKind, Mended, Mention, ReadingField
from reportedly.ids import row_id
from reportedly.judging import Finder, in_force
from reportedly.link.mentions import Frame, in_focus, stance
from reportedly.shapes import Entity, EntityKind, FactualityValue, Source, SourceKind, Voice

_OF_STATEMENT = frozenset({ReadingField.SOURCE, ReadingField.CHAIN})
"""What is of the whole statement; the rest is of one clause."""
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_FOCUS = frozenset({ReadingField.PLACE, ReadingField.TIME})


@dataclass(frozen=True, slots=True)
class Mend:
    """One thing put right: the judgement, and by what the words are known, in their article and in copies."""

    judgement: Judgement
    field: ReadingField
    statement: str
    clause: tuple[str, int, int]
    words: tuple[str, str]
    source: str

    def fits(self, mention: Mention) -> bool:
        """Whether it is about this mention, or the same words of the same source where they are reprinted."""
        if mention.document.id == self.clause[0]:
            if self.field in _OF_STATEMENT:
                return mention.statement.id == self.statement
            return (mention.document.id, *mention.span) == self.clause
        of_source = self.field not in _OF_STATEMENT or _first(mention) == self.source
        return _words(mention) == self.words and of_source


@dataclass(frozen=True, slots=True)
class Mends:
    """All that people put right, the oldest first; nothing where nobody did."""

    rows: tuple[Mend, ...] = ()

    def __bool__(self) -> bool:
        """Whether there is anything to mend."""
        return bool(self.rows)


def judged_documents(judgements: Iterable[Judgement]) -> frozenset[str]:
    """Return the documents in whose readings people put something right: those that `mends` needs."""
    return frozenset(row.left_at.document for row in _wrong(judgements) if row.left_at is not None)


def mends(judgements: Iterable[Judgement], documents: Iterable[Sequence[Frame]]) -> Mends:
    """Return what is to be mended, by the words as they are read now; what is not found any more is left out.

    `documents` are the frames of at least those of `judged_documents`.
    """
    wrong = _wrong(judgements)
    if not wrong:
        return Mends()
    wanted = judged_documents(wrong)
    mentions = [frame.mention for own in documents for frame in own if frame.mention.document.id in wanted]
    by_key = {mention.key: mention for mention in mentions}
    finder = Finder(mentions)
    out = []
    for row in wrong:
        mention = by_key.get(finder.now(row.left, row.left_at) or "")
        if mention is not None and row.field is not None:
            clause = (mention.document.id, *mention.span)
            out.append(Mend(row, row.field, mention.statement.id, clause, _words(mention), _first(mention)))
    return Mends(tuple(out))


def mended(frames: Sequence[Frame], given: Mends, world: World) -> Sequence[Frame]:
    """Return a document's frames with all that people put right in them, and actors under one name each."""
    known = _sources(frames)
    rows = [_mended(frame.mention, given, known, world) for frame in frames]
    if all(row is frame.mention for row, frame in zip(rows, frames, strict=True)):
        return frames
    out = [replace(frame, mention=row) for frame, row in zip(frames, rows, strict=True)]
    moved = any(done.field in _FOCUS for row in rows for done in row.mended)
    return in_focus(out) if moved else out


def _mended(mention: Mention, given: Mends, known: Mapping[str, Source], world: World) -> Mention:
    # The last word on a field counts; whoever mends a chain says who its source is, too.
    last: dict[str, Mend] = {}
    for mend in given.rows:
        if mend.fits(mention):
            last["chain" if mend.field in _OF_STATEMENT else mend.field] = mend
    for mend in last.values():
        mention = _put_right(mention, mend.judgement, mend.field, known, world)
    if world.identities:
        actor, recipient = (_identified(party, world) for party in (mention.actor, mention.recipient))
        if (actor, recipient) != (mention.actor, mention.recipient):
            mention = replace(mention, actor=actor, recipient=recipient)
    return mention


def _put_right(
    mention: Mention, row: Judgement, field: ReadingField, known: Mapping[str, Source], world: World
) -> Mention:
    value = row.value or typed.NOTHING
    nothing = value == typed.NOTHING
    id = row_id("mended", row.id, mention.key)
    was = read(mention, field)
    if was == (None if nothing else value):
        return mention  # a person says that it was read rightly
    done = Mended(field, was, None if nothing else value, row.by, row.at, row.reason)
    out = replace(mention, mended=(*mention.mended, done))
    if field is ReadingField.PLACE:
        return replace(out, place=None if nothing else typed.place(id, mention.span, value))
    if field is ReadingField.TIME:
        return replace(out, time=None if nothing else typed.time(id, mention.span, value))
    if field is ReadingField.COUNT:
        return replace(out, counts=() if nothing else typed.counts(id, mention.span, value))
    if field is ReadingField.ACTOR:
        return replace(out, actor=None if nothing else _entity(id, value, world))
    if field is ReadingField.RECIPIENT:
        return replace(out, recipient=None if nothing else _entity(id, value, world))
    if field is ReadingField.FACTUALITY:
        sure = FactualityValue(value)
        return replace(out, factuality=sure, stance=stance(mention.statement, sure))
    return _resourced(out, field, None if nothing else value, known, world)


def _resourced(
    mention: Mention, field: ReadingField, value: str | None, known: Mapping[str, Source], world: World
) -> Mention:
    """A mention said by somebody else: another origin, or all links anew; by nobody where there is no value.

    The outlet's own sentence has its outlet as its chain: a source that is put right stands before it.
    """
    own = mention.statement.voice is not Voice.SOURCE
    if value is None:
        chain = mention.chain if own else mention.chain[1:]
        return replace(mention, chain=chain, statement=replace(mention.statement, voice=Voice.AUTHOR))
    names = typed.chain(value) if field is ReadingField.CHAIN else (value,)
    links = tuple(_source(name, known, world) for name in names)
    rest = () if field is ReadingField.CHAIN else mention.chain if own else mention.chain[1:]
    return replace(mention, chain=(*links, *rest), statement=replace(mention.statement, voice=Voice.SOURCE))


def read(mention: Mention, field: ReadingField) -> str | None:
    """Return what is read of a field, in the words that a person would type for it; null where nothing is."""
    if field is ReadingField.SOURCE:
        return _first(mention) or None
    if field is ReadingField.CHAIN:
        return " > ".join(link.name for link in mention.chain) or None
    if field is ReadingField.PLACE:
        return None if mention.place is None else typed.place_words(mention.place)
    if field is ReadingField.TIME:
        return None if mention.time is None else mention.time.edtf
    if field is ReadingField.COUNT:
        return "; ".join(map(typed.count_words, mention.counts)) or None
    if field is ReadingField.FACTUALITY:
        return mention.factuality.value
    party = mention.actor if field is ReadingField.ACTOR else mention.recipient
    return None if party is None else party.name


def _sources(frames: Sequence[Frame]) -> dict[str, Source]:
    """The sources of a document's chains by their names in any case."""
    return {link.name.casefold(): link for frame in frames for link in frame.mention.chain}


def _source(name: str, known: Mapping[str, Source], world: World) -> Source:
    """Who is meant: one of the document's own sources, else one made of what the name tells."""
    found = known.get(name.casefold())
    if found is not None:
        return found
    first, press, actor = name.split()[0], world.press(name), world.actor(name)
    named = name[:1].isupper()
    count: int | None = None
    if press is not None:
        kind = SourceKind.AGENCY if press.kind == "agency" else SourceKind.OUTLET
        named = True
    elif actor is not None and world.is_name(actor, name):
        person = world.actors[actor].kind is EntityKind.PERSON
        kind, named = SourceKind.PERSON if person else SourceKind.ORGANIZATION, True
    elif named:
        kind = SourceKind.ORGANIZATION if world.body(name) is not None else SourceKind.PERSON
    else:
        kind = SourceKind.ANONYMOUS
        word = first.casefold()
        count = int(word) if word.isdecimal() else _NUMBERS.index(word) if word in _NUMBERS else None
    return Source(row_id("mended", name), name, kind, None, named, count, (), None, None, None, ())


def _entity(id: str, name: str, world: World) -> Entity:
    actor = name if name in world.actors else world.actor(name)
    if actor is None:
        return Entity(id, name, EntityKind.OTHER, None, None, ())
    row = world.actors[actor]
    return Entity(id, row.name if name == actor else name, row.kind, row.country, actor, ())


def _identified(party: Entity | None, world: World) -> Entity | None:
    """A party under the one name that people give it, or without the lexicon id that they say it is not."""
    if party is None:
        return None
    judged, names = world.identities, world.names
    if party.actor is not None and judged.two(names.folded(party.name), party.actor) is not None:
        party = replace(party, actor=None)
    token = party.actor or names.token(party.name)
    if judged.why(token) is None:
        return party
    one = judged.one(token)
    row = world.actors.get(one)
    if row is None:
        return replace(party, name=judged.called(one))
    return replace(party, name=row.name, kind=row.kind, country=row.country, actor=one)


def _wrong(judgements: Iterable[Judgement]) -> list[Judgement]:
    return [row for row in in_force(judgements) if row.kind is JudgementKind.WRONG_READING]


def _first(mention: Mention) -> str:
    return mention.chain[0].name if mention.chain and mention.statement.voice is Voice.SOURCE else ""


def _words(mention: Mention) -> tuple[str, str]:
    """By what the words of a mention are known in copies: the document that had them first, and the words."""
    return mention.copied or mention.document.id, mention.text.casefold()
