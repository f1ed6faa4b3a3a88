"""Times: words that say when, how long and how often, with their TIMEX3 value and EDTF interval.

In come parsed paragraphs, the publication date (EDTF, or None) and the lexicons; out come `Time` rows
in reading order. Rules run over kinds of words (`timegrammar`), not over the parse; of the parse only
the tense of a governing verb is looked up, where it decides between last Friday and next. What is said
relative to publication stays unanchored (EDTF null, `X` in the value) where there is no such date.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from reportedly.annotate.parse import Paragraph
from reportedly.annotate.times.clock import CLOCK
from reportedly.annotate.times.dates import DATES
from reportedly.annotate.times.distances import DISTANCES
from reportedly.annotate.times.grammar import Found, Grammar, View, compiled
from reportedly.annotate.times.join import join
from reportedly.annotate.times.periods import PERIODS
from reportedly.annotate.times.relative import RELATIVE
from reportedly.annotate.times.spans import SPANS
from reportedly.annotate.times.tense import direction
from reportedly.annotate.times.words import Table, Word, Words, words
from reportedly.ids import row_id
from reportedly.lexicon import Lexicons
from reportedly.shapes import Time, Timex3

_PUBLISHED = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?:T.*)?[~?%]?")
_TABLES: dict[str, Table] = {}


def _grammar() -> Grammar:
    whole = Grammar()
    for part in (DATES, PERIODS, RELATIVE, DISTANCES, CLOCK, SPANS):
        whole.include(part)
    return whole


_GRAMMAR = _grammar()
_OLD_YEARS = 3
"""Years long past that a text must name at least, and none of today's words, to be a story of the past."""
_OPENING = 150
"""Words at the head of a text in which a word such as "today" says that it is news."""
_TODAY = re.compile(
    compiled(
        "[deictic|tonight|ago]|[last|this|next][unit|weekend]|[weekday](?![comma]?[the]?[day|ordinal|month])"
    )
)
_YEARS = re.compile(
    compiled("(?<=[in|month|maymonth|of|comma|since|until|by|from|to|day|ordinal|season|fall|paren])[year]")
)


def times(paragraphs: Sequence[Paragraph], published: str | None, lexicons: Lexicons) -> tuple[Time, ...]:
    """Return the times that paragraphs name; `published` is EDTF, of a day, a month or a year, or None."""
    table = _table(lexicons)
    stretches = [words(p.doc.text, table) for p in paragraphs]
    now, exact = _moment(published)
    view = View(table, now, exact, _narrative(stretches, now), lambda word: 0)
    rows: list[Time] = []
    for paragraph, stretch in zip(paragraphs, stretches, strict=True):
        rows += _paragraph(paragraph, stretch, view)
    return tuple(rows)


def _paragraph(paragraph: Paragraph, stretch: Words, view: View) -> list[Time]:
    base = paragraph.base

    def look(word: Word) -> int:
        return direction(paragraph, base + word.start, base + word.end, view.table)

    view.direction, view.given = look, None
    before = view.recent.get("D")
    found: list[Found] = []
    for one in _GRAMMAR.read(view, stretch):
        found.append(one)
        point = one.sense.point
        view.note(one.sense)
        if point is not None:
            old = view.now is not None and point.start.year < view.now.year and one.sense.given
            view.given = (point, one.last) if old and point.unit in ("D", "M") else view.given
    rows = []
    for one in join(view, stretch, found, before):
        start, end = base + stretch.words[one.first].start, base + stretch.words[one.last - 1].end
        sense = one.sense
        key = row_id("time", start, end, sense.type.value, sense.value)
        rows.append(Time(key, start, end, Timex3(sense.type, sense.value), sense.edtf))
    return rows


def _table(lexicons: Lexicons) -> Table:
    found = _TABLES.get(lexicons.sha256)
    if found is None:
        found = _TABLES[lexicons.sha256] = Table(lexicons)
    return found


def _moment(published: str | None) -> tuple[date | None, str]:
    """Return the first day of the publication date and the unit that it names."""
    match = _PUBLISHED.fullmatch(published or "")
    if not match:
        return None, "D"
    year, month, day = (int(part or 1) for part in match.groups())
    try:
        return date(year, month, day), "D" if match[3] else "M" if match[2] else "Y"
    except ValueError:
        return None, "D"


def _narrative(stretches: Sequence[Words], now: date | None) -> bool:
    """Whether a text tells of the past throughout: years long past, and few words that go by today."""
    old = current = deictic = read = 0
    for stretch in stretches:
        for match in _YEARS.finditer(stretch.kinds):
            year = int(stretch.words[match.start()].value)
            if now is None or year < now.year - 1:
                old += 1
            else:
                current += 1
        spoken = sum(1 for _ in _TODAY.finditer(stretch.kinds))
        if spoken and read < _OPENING:
            return False
        deictic, read = deictic + spoken, read + len(stretch.words)
    return old >= _OLD_YEARS and (not deictic or old >= 4 * deictic + 2 * current)
