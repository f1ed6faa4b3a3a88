"""Days counted from another event: "comes a day after warplanes began striking", "two days before the vote".

In come paragraphs, their times and the publication date; out come the times with further rows: the day on
which the event after the preposition lies. The words "a day" by themselves say only how long (TIMEX3 has an
empty tag for such a day); the row for the day takes in the preposition. It is counted from the day that is
named with the governing verb ("On Thursday ..., two days after"), from the day on which somebody says so, or
from publication where the verb is in the present: news of today comes a day after. Otherwise nothing anchors
it and there is no row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from reportedly.annotate.parse import Paragraph
from reportedly.annotate.subjects import child
from reportedly.annotate.times.values import Point, step
from reportedly.ids import row_id
from reportedly.shapes import Span, Time, Timex3, TimexType

if TYPE_CHECKING:
    from reportedly.annotate.parse import Token

_LENGTH = re.compile(r"P(\d+)([DWMY])")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_WAYS = {"after": -1, "before": 1}
_PRESENT = ("VBZ", "VBP")
_UNDERWAY = {"is", "are", "'s", "'re", "has", "have", "'ve"}
_DEPTH = 10


def counted(paragraphs: Sequence[Paragraph], rows: Sequence[Time], published: str | None) -> tuple[Time, ...]:
    """Return the times with the days that are counted from another; `published` is EDTF, or None."""
    day = date.fromisoformat(published[:10]) if published and _DAY.match(published) else None
    made = [
        time
        for page in paragraphs
        for time in _counted(page, [r for r in rows if _inside(r, page)], day)
    ]  # fmt: skip
    return tuple(sorted((*rows, *made), key=lambda t: (t.start, t.end)))


def _inside(row: Time, page: Paragraph) -> bool:
    return page.segment.start <= row.start and row.end <= page.segment.end


def _counted(paragraph: Paragraph, rows: Sequence[Time], published: date | None) -> Iterator[Time]:
    days = [(r, paragraph.within(Span(r.start, r.end))) for r in rows]
    for row, tokens in days:
        length = _LENGTH.fullmatch(row.timex3.value)
        if row.timex3.type is not TimexType.DURATION or length is None or not tokens:
            continue
        last = tokens[-1]
        word = last.nbor(1) if last.i + 1 < len(last.doc) else last
        if word.lower_ not in _WAYS or _counted_to(word) is None:
            continue
        verb = _governor(word, last)
        start = _base(verb, days, published) if verb is not None else None
        if start is None:
            continue
        number, unit = _WAYS[word.lower_] * int(length[1]), length[2]
        point = Point.holding(unit if unit != "W" else "D", step(start, unit, number))
        value, edtf = point.timex(), f"{point.edtf()}~" if unit == "W" else point.edtf()
        end = paragraph.end(word)
        key = row_id("time", row.start, end, TimexType.DATE.value, value)
        yield Time(key, row.start, end, Timex3(TimexType.DATE, value), edtf)


def _counted_to(word: Token) -> Token | None:
    """The verb or noun of the event after the preposition."""
    if word.dep_ == "mark":
        return word.head
    return child(word, "pobj", "pcomp")


def _governor(word: Token, length: Token) -> Token | None:
    """The verb of the clause that the distance modifies."""
    token = word.head.head if word.dep_ == "mark" else word.head
    if word.dep_ == "mark" and word.head.head.i == word.head.i:
        return None
    for _ in range(_DEPTH):
        if token.pos_ in ("VERB", "AUX") and token.i != length.i:
            return token
        if token.head.i == token.i:
            return None
        token = token.head
    return None


def _base(verb: Token, days: Sequence[tuple[Time, Sequence[Token]]], published: date | None) -> date | None:
    """The day from which is counted: of the verb itself, of who says so, of publication."""
    own = _day_of(verb, days)
    if own is not None or not _present(verb):
        return own
    above = verb
    while above.head.i != above.i and above.dep_ in ("ccomp", "parataxis", "xcomp", "conj"):
        above = above.head
        said = _day_of(above, days)
        if said is not None:
            return said
    return published


def _day_of(verb: Token, days: Sequence[tuple[Time, Sequence[Token]]]) -> date | None:
    """The day that hangs on a verb and on no verb below it."""
    for row, tokens in days:
        if row.edtf is None or not _DAY.fullmatch(row.edtf[:10]) or not tokens:
            continue
        if row.timex3.type not in (TimexType.DATE, TimexType.TIME) or "/" in row.edtf:
            continue
        token = tokens[-1]
        for _ in range(_DEPTH):
            if token.pos_ in ("VERB", "AUX"):
                break
            token = token.head
        if token.i == verb.i:
            return date.fromisoformat(row.edtf[:10])
    return None


def _present(verb: Token) -> bool:
    """Whether a verb tells of now: "comes", "is coming", "has come"."""
    helpers = {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")}
    if verb.tag_ in _PRESENT:
        return not helpers or helpers <= {"do", "does"}
    return verb.tag_ in ("VBG", "VBN") and bool(helpers & _UNDERWAY) and "had" not in helpers
