"""What a reviewer should look at first: claims and readings in, the least sure links and readings out.

Nothing is scored: each doubt tells its reasons in words, and what has most of them comes first. What a
reviewer may decide on is named by an address of its own (`Doubt.id`), whether it is in the queue or not.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from reportedly import typed
from reportedly.claim import NOBODY, Claim, Ground, Origin, ReadingField, Saying, Stance
from reportedly.shapes import Assertion, Reading, Statement, TimexType, Voice
from reportedly.spans import words
from reportedly.web.moments import moment, told

SEPARATOR = "~"
_WORD = re.compile(r"[^\W\d_]{4,}")
_RARE = 12
"""A word that stands in more claims than this does not tell one story from another."""
_SHARED = 2
_FEWEST = 2
"""So many reasons make a link or a pair worth a look."""
_PER_CLAIM = 3
_SAYINGS = 40
_PRONOUNS = frozenset({"he", "she", "they", "it", "who", "which", "we", "i", "one", "both", "that", "this"})
_VAGUE = 5
"""From this `where_prec` on a place is no closer than a part of a country, and tells no happenings apart."""


class Kind(StrEnum):
    """What is asked: are these one claim, is this of it, are these one origin, is this read rightly."""

    PAIR = "pair"
    LINK = "link"
    ORIGINS = "origins"
    READING = "reading"


@dataclass(frozen=True, slots=True)
class Doubt:
    """One question, and why it is asked. `sayings`: the words to look at; `fields`: what may be misread.

    Of a link the first saying is asked about and the second stands for the claim; of origins there is one
    of each; of a reading there is one.
    """

    kind: Kind
    claims: tuple[Claim, ...]
    sayings: tuple[Saying, ...]
    origins: tuple[Origin, ...] = ()
    fields: tuple[ReadingField, ...] = ()
    reasons: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The address of the question: its kind and the ids that it is about."""
        about = [claim.id for claim in self.claims]
        if self.kind in (Kind.LINK, Kind.READING):
            about.append(self.sayings[0].id)
        return SEPARATOR.join([self.kind, *about, *(origin.id for origin in self.origins)])


def named(id: str, find: Callable[[str], Claim | None]) -> Doubt | None:
    """Return the question of an address, without reasons; null where what it is about is not there."""
    kind, *about = id.split(SEPARATOR)
    if kind not in set(Kind) or len(about) != (3 if kind == Kind.ORIGINS else 2):
        return None
    claim = find(about[0])
    if claim is None:
        return None
    if kind == Kind.PAIR:
        other = find(about[1])
        return None if other is None or other.id == claim.id else pair(claim, other)
    if kind == Kind.ORIGINS:
        by_id = {origin.id: origin for origin in claim.origins}
        left, right = (by_id.get(id) for id in about[1:])
        return None if left is None or right is None else _origins(claim, left, right)
    saying = next((saying for saying in claim.statements if saying.id == about[1]), None)
    if saying is None:
        return None
    if kind == Kind.READING:
        return Doubt(Kind.READING, (claim,), (saying,), fields=(ReadingField.SOURCE,))
    typical = _typical(claim, saying)
    return None if typical is None else Doubt(Kind.LINK, (claim,), (saying, typical))


def pair(left: Claim, right: Claim, reasons: tuple[str, ...] = ()) -> Doubt:
    """Return the question whether two claims are one."""
    return Doubt(Kind.PAIR, (left, right), (_first(left), _first(right)), reasons=reasons)


def doubts(claims: Sequence[Claim], readings: Callable[[str], Reading | None]) -> list[Doubt]:
    """Return all questions, those with most reasons first; `readings` gives what is known of a document."""
    said = {claim.id: _content(claim.text, *_told_in(claim)) for claim in claims}
    held = Counter(word for own in said.values() for word in own)
    rare = frozenset(word for word, n in held.items() if n <= _RARE)
    found = [*_pairs(claims, {id: own & rare for id, own in said.items()})]
    for claim in claims:
        found += [*_links(claim, rare), *_undecided(claim)]
    found += _readings(claims, readings)
    order = list(Kind)
    return sorted(found, key=lambda doubt: (-len(doubt.reasons), order.index(doubt.kind), doubt.id))


def _first(claim: Claim) -> Saying:
    return next((saying for saying in claim.statements if saying.id == claim.id), claim.statements[0])


def _typical(claim: Claim, other: Saying) -> Saying | None:
    """The statement that stands for the claim beside another: its first with other words."""
    rest = [_first(claim), *claim.statements]
    others = [saying for saying in rest if saying.id != other.id]
    return next((s for s in others if s.text != other.text), others[0] if others else None)


def _told_in(claim: Claim) -> list[str]:
    return [saying.text for saying in claim.statements[:_SAYINGS]]


def _pairs(claims: Sequence[Claim], said: Mapping[str, set[str]]) -> Iterator[Doubt]:
    """Claims of one aspect that share rare words, and nothing speaks against their being one."""
    by_word: defaultdict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        for word in said[claim.id]:
            by_word[claim.aspect, word].append(claim)
    shared: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    by_id = {claim.id: claim for claim in claims}
    for (_, word), holders in by_word.items():
        for left, right in combinations(holders, 2):
            shared[min(left.id, right.id), max(left.id, right.id)].add(word)
    found = []
    for (one, other), common in shared.items():
        left, right = by_id[one], by_id[other]
        reasons = tuple(_alike(left, right, common))
        if len(common) >= _SHARED and len(reasons) >= _FEWEST and not _apart(left, right):
            found.append((-len(reasons), -len(common), pair(left, right, reasons)))
    asked: Counter[str] = Counter()
    for _, _, doubt in sorted(found, key=lambda row: (*row[:2], row[2].id)):
        one, other = (claim.id for claim in doubt.claims)
        if max(asked[one], asked[other]) < _PER_CLAIM:
            asked.update((one, other))
            yield doubt


def _alike(left: Claim, right: Claim, common: set[str]) -> Iterator[str]:
    told_of = sorted(common)
    more = f" and {len(told_of) - 5} more" if len(told_of) > 5 else ""
    yield f"both say: {', '.join(told_of[:5])}{more}"
    one, other = left.event, right.event
    if one.place is not None and other.place is not None and one.place.name == other.place.name:
        yield f"both in {one.place.name}"
    if one.time is not None and one.time == other.time:
        yield f"both of {told(one.time)}"
    for a, b, how in ((one.actor, other.actor, "by"), (one.recipient, other.recipient, "to")):
        if a is not None and b is not None and (a.actor or a.name) == (b.actor or b.name):
            yield f"both {how} {a.name}"
    if one.type is not None and (one.type, one.mode) == (other.type, other.mode):
        yield f"both tell of one kind of event: {one.type.lower()}"
    both = {s.document for s in left.statements} & {s.document for s in right.statements}
    if both:
        yield f"told in the same {'article' if len(both) == 1 else f'{len(both)} articles'}"


def _apart(left: Claim, right: Claim) -> bool:
    """Whether places or days speak against two claims being one."""
    one, other = left.event, right.event
    exact = [where for where in (one.place, other.place) if where is not None and where.precision < _VAGUE]
    if len(exact) == 2 and exact[0].name != exact[1].name:
        return True
    first, second = moment(one.time), moment(other.time)
    return first is not None and second is not None and first.date() != second.date()


def _links(claim: Claim, rare: frozenset[str]) -> Iterator[Doubt]:
    """Statements that little but their place in the story ties to a claim."""
    seen: set[str] = set()
    stances = Counter(saying.stance for saying in claim.statements)
    for saying in claim.statements[:_SAYINGS]:
        typical = _typical(claim, saying)
        if saying.copy_of is not None or saying.text in seen or typical is None:
            continue
        if typical.text == saying.text:
            continue
        seen.add(saying.text)
        reasons = [reason for ground in saying.grounds if (reason := _in_focus(ground)) is not None]
        others = [text for text in _told_in(claim) if text != saying.text]
        if not _content(saying.text) & _content(*others) & rare:
            reasons.append("it shares no telling word with the claim’s other statements")
        if saying.stance is Stance.DENIES and stances[Stance.DENIES] == 1:
            reasons.append("it is the only one that denies it")
        if len(reasons) >= _FEWEST:
            yield Doubt(Kind.LINK, (claim,), (saying, typical), reasons=tuple(reasons))


def _in_focus(ground: Ground) -> str | None:
    """What was filled in from the story, in words; null where a statement says it itself."""
    what = ground.detail.removesuffix(", in focus")
    if what == ground.detail:
        return None
    if ground.rule == "place":
        return f"it names no place; {what} is that of the story"
    if ground.rule == "time":
        return f"it names no day; {told(what)} is that of the story"
    return f"its words tell no kind of happening; {what} is what the story is about"


def _undecided(claim: Claim) -> Iterator[Doubt]:
    by_id = {origin.id: origin for origin in claim.origins}
    for origin in claim.origins:
        for other in origin.undecided_with:
            if origin.id < other and other in by_id:
                why = "the text does not show whether these are the same"
                yield _origins(claim, origin, by_id[other], (why,))


def _origins(claim: Claim, left: Origin, right: Origin, reasons: tuple[str, ...] = ()) -> Doubt:
    spoken = [next((s for s in claim.statements if s.origin == origin.id), claim.statements[0])
              for origin in (left, right)]  # fmt: skip
    return Doubt(Kind.ORIGINS, (claim,), tuple(spoken), (left, right), reasons=reasons)


def _readings(claims: Sequence[Claim], readings: Callable[[str], Reading | None]) -> Iterator[Doubt]:
    """Statements that may be misread, each clause once, whatever it is claimed as."""
    asked: set[tuple[str, tuple[int, int]]] = set()
    for claim in claims:
        for saying in claim.statements[:_SAYINGS]:
            at = (saying.document, saying.span)
            doubt = None
            if saying.copy_of is None and at not in asked:
                doubt = _misread(claim, saying, readings(saying.document))
            if doubt is not None:
                asked.add(at)
                yield doubt


def _misread(claim: Claim, saying: Saying, reading: Reading | None) -> Doubt | None:
    """Whether a reading rests on a pronoun, on the tagger alone, or on a place or time that was not found."""
    if reading is None or saying.mended:
        return None
    found = [*_of_source(saying, reading), *_of_setting(saying, reading)]
    if not found:
        return None
    fields = tuple(dict.fromkeys(field for field, _ in found))
    return Doubt(Kind.READING, (claim,), (saying,), fields=fields, reasons=tuple(why for _, why in found))


def _of_source(saying: Saying, reading: Reading) -> Iterator[tuple[ReadingField, str]]:
    statement = statement_of(saying, reading)
    if statement is None or statement.voice is not Voice.SOURCE or not saying.chain:
        return
    name = saying.chain[0]
    said_by = words(reading.document.text, statement.source)
    if said_by.casefold() in _PRONOUNS:
        yield ReadingField.SOURCE, f"“{said_by}” is taken to be {name}"
    elif said_by and not _names(said_by) & _names(name):
        yield ReadingField.SOURCE, f"“{said_by}” is taken to be {name}, whose name it does not share"
    if {rule for reason in statement.reasons for rule in reason.rule.split("+")} == {"tagged"}:
        yield ReadingField.SOURCE, "the tagger alone says that it is said; no rule of grammar does"


def _of_setting(saying: Saying, reading: Reading) -> Iterator[tuple[ReadingField, str]]:
    row = assertion_of(saying, reading)
    if row is None:
        return
    place = next((place for place in reading.places if place.id == row.place), None)
    if place is not None and place.lat is None:
        yield ReadingField.PLACE, f"{place.name} was not found in the gazetteer"
    time = next((time for time in reading.times if time.id == row.time), None)
    dated = time is not None and time.timex3.type in (TimexType.DATE, TimexType.TIME)
    if time is not None and dated and time.edtf is None:
        yield ReadingField.TIME, f"“{reading.document.text[time.start : time.end]}” could not be dated"


def statement_of(saying: Saying, reading: Reading) -> Statement | None:
    """Return the statement of its reading that a saying is."""
    return next((row for row in reading.statements if row.id == saying.statement), None)


def assertion_of(saying: Saying, reading: Reading) -> Assertion | None:
    """Return the clause of its reading that a saying is."""
    own = (row for row in reading.assertions if row.statement == saying.statement)
    return next((row for row in own if (row.start, row.end) == saying.span), None)


def read_as(saying: Saying, reading: Reading) -> Mapping[ReadingField, str]:
    """Return what is read of each field, as people have put it right, in the words that one types for it."""
    out = dict.fromkeys(ReadingField, "")
    out[ReadingField.CHAIN] = " > ".join(saying.chain[saying.chain[:1] == (NOBODY,) :])
    statement, row = statement_of(saying, reading), assertion_of(saying, reading)
    if statement is not None and statement.voice is Voice.SOURCE and saying.chain:
        out[ReadingField.SOURCE] = saying.chain[0]
    out[ReadingField.FACTUALITY] = saying.factuality.value
    if row is not None:
        names = {entity.id: entity.name for entity in reading.entities}
        out[ReadingField.ACTOR] = names.get(row.actor or "", "")
        out[ReadingField.RECIPIENT] = names.get(row.recipient or "", "")
        out[ReadingField.PLACE] = _told(row.place, reading.places, typed.place_words)
        out[ReadingField.TIME] = _told(row.time, reading.times, lambda time: time.edtf or "")
        out[ReadingField.COUNT] = "; ".join(
            typed.count_words(count) for count in reading.counts if count.id in row.counts
        )
    return out | {done.field: done.now or "" for done in saying.mended}


def _told(id: str | None, rows: Iterable[object], tell: Callable[..., str]) -> str:
    return next((tell(row) for row in rows if getattr(row, "id", None) == id), "")


def _content(*texts: str) -> set[str]:
    return {word for text in texts for word in _WORD.findall(text.casefold())}


def _names(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold())) - {"the", "a", "an", "of"}
