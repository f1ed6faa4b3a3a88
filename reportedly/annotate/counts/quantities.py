"""Counts: parsed paragraphs in, rows that say how many, of whom, and what became of them.

An amount (`numerals`) is a count when a noun that can be counted follows it (`counted`), or when the
words around a bare number say what became of so many (`fates`): "killed 12", "58 dead", "the toll
rose to 58". A victim with an article counts as one ("a soldier was killed"). A part of a whole
("36, including five children") shares the fate of the whole, and is a row of its own.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.annotate.counts.counted import Phrase, phrase_after
from reportedly.annotate.counts.fates import fate, toll_before
from reportedly.annotate.counts.numerals import Amount, amounts
from reportedly.annotate.counts.words import CountWords, count_words
from reportedly.annotate.parse import Paragraph
from reportedly.ids import row_id
from reportedly.lexicon import Lexicons
from reportedly.shapes import Count, CountRole

if TYPE_CHECKING:
    from reportedly.annotate.parse import Token

_ARTICLE = re.compile(r"\b(?:an?|another)(?= \w)", re.IGNORECASE)
_PART = re.compile(
    r"\b(?:including|included|among them|amongst them|of whom|of them)(?: the)?\s*$", re.IGNORECASE
)
_ALSO = re.compile(r"[\s,]*(?:and|or|as well as|along with|plus|and also)?\s*", re.IGNORECASE)
_ALONG = re.compile(r"\s*(?:dead|killed|wounded|injured)\s+(?:as well as|along with)\s*", re.IGNORECASE)
_WHOLE = re.compile(r"\bamong\b(?! them)|\bout of\b|\btoll\b|\btotal\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?;](?=\s|$)")
_PLURAL_WORDS = re.compile(r"(?:.* )?(?:dozens|tens|hundreds|thousands|millions)\b", re.IGNORECASE)
_HARMED = frozenset(
    {CountRole.KILLED, CountRole.WOUNDED, CountRole.MISSING, CountRole.DISPLACED, CountRole.DETAINED}
)
_FINAL = frozenset({CountRole.KILLED, CountRole.WOUNDED})
"""What a noun alone says of those counted ("bodies", "injuries"), whatever governs it."""
_PEOPLE = frozenset({"civilian", "person", "fighter"})


@dataclass(frozen=True, slots=True)
class _Found:
    """A count with what later ones may need: its kind, and whether words said its role."""

    row: Count
    kind: str | None
    said: bool


def counts(paragraphs: Sequence[Paragraph], lexicons: Lexicons) -> tuple[Count, ...]:
    """Return the counts of the paragraphs in reading order; spans are of the document's text."""
    words = lexicons.made(count_words)
    return tuple(row for paragraph in paragraphs for row in _Reader(paragraph, words).rows())


class _Reader:
    """Reads one paragraph from left to right."""

    def __init__(self, paragraph: Paragraph, words: CountWords) -> None:
        self.paragraph = paragraph
        self.words = words
        self.text: str = paragraph.doc.text
        self.tokens = paragraph.tokens
        self.found: list[_Found] = []

    def rows(self) -> list[Count]:
        """Return the paragraph's counts."""
        self._read()
        rows: list[Count] = []
        following: _Found | None = None
        for found in reversed(self.found):
            following = self._listed(found, following)
            rows.append(following.row)
        return rows[::-1]

    def _listed(self, found: _Found, following: _Found | None) -> _Found:
        """Give a count the fate of the next one in a list: "15 men, three women killed in"."""
        if (
            following is None
            or found.said
            or found.row.role in _HARMED
            or not following.said
            or following.row.role not in _HARMED
        ):
            return found
        if found.kind not in _PEOPLE or following.kind not in _PEOPLE:
            return found
        between = self.text[found.row.end - self.paragraph.base : following.row.start - self.paragraph.base]
        return self._with_role(found, following.row.role) if _ALSO.fullmatch(between) else found

    def _with_role(self, found: _Found, role: CountRole) -> _Found:
        row = found.row
        return _Found(
            _count_row(row.start, row.end, (row.low, row.best, row.high), row.of, role), found.kind, True
        )

    def _read(self) -> None:
        numbers = amounts(self.text, self.words)
        covered = [(a.start, a.end) for a in numbers]
        ones = [
            Amount(m.start(), m.start(), m.end(), 1, 1, 1, m.group().lower())
            for m in _ARTICLE.finditer(self.text)
            if not any(start <= m.start() < end for start, end in covered)
        ]
        end = 0
        for amount in sorted([*numbers, *ones], key=lambda a: a.start):
            if amount.start < end:
                continue
            article = amount.words in ("a", "an", "another")
            found = self._article(amount) if article else self._count(amount)
            if found:
                self.found.append(found)
                end = found.row.end - self.paragraph.base

    def _token(self, offset: int) -> int:
        """Return the index of the first token at or behind an offset of the paragraph."""
        return bisect_left(self.paragraph.starts, offset + self.paragraph.base)

    def _fate(self, amount: Amount, first: int, head: int) -> CountRole | None:
        if self._speaks(head):
            return None
        return fate(self.tokens, self._token(amount.start) - 1, first, head, self.words)

    def _article(self, amount: Amount) -> _Found | None:
        """A victim with an article is one."""
        after = self._token(amount.end)
        phrase = phrase_after(self.tokens, after, True, self.words)
        if phrase is None or phrase.entry is None or phrase.entry.kind not in _PEOPLE or phrase.partitive:
            return None
        head = self.tokens[phrase.head]
        if self._speaks(phrase.head):
            return None
        if head.lower_ in self.words.classes["gatherings"] or not head.tag_.startswith("NN"):
            return None  # "a family was killed" is not one person, nor is "a general alarm"
        role = self._fate(amount, phrase.first, phrase.head) or self._shared(amount)
        return self._row(amount, phrase, role) if role in _HARMED else None

    def _count(self, amount: Amount) -> _Found | None:
        after = self._token(amount.end)
        single = amount.strong or (amount.best == 1 and not amount.vague)
        phrase = phrase_after(self.tokens, after, single or amount.best == 0, self.words)
        if phrase is None:
            return self._bare(amount, after)
        role = self._fate(amount, phrase.first, phrase.head) or self._shared(amount)
        role = role or toll_before(self.tokens, self._token(amount.start), self.words)
        if phrase.pronoun:
            role = role or self._antecedent(amount)
            role = self.words.states.get(self.tokens[phrase.head].lower_, role)
        if amount.strong:
            return self._row(amount, phrase, role or CountRole.FORCE)
        return self._row(amount, phrase, role) if self._counts(amount, phrase, role) else None

    def _speaks(self, head: int) -> bool:
        """Whether a verb of saying follows: "a monitor said" tells who speaks, not whom it befell."""
        after = self.tokens[head + 1] if head + 1 < len(self.tokens) else None
        return after is not None and after.tag_ in ("VBD", "VBZ", "VBP") and after.lemma_ in self.words.saying

    def _counts(self, amount: Amount, phrase: Phrase, role: CountRole | None) -> bool:
        """Whether an amount and a phrase make a count and no manner of speaking."""
        entry = phrase.entry
        kind = entry.kind if entry else None
        if amount.year:
            before = self.tokens[self._token(amount.start) - 1].lower_ if self._token(amount.start) else "in"
            return kind in _PEOPLE and before not in self.words.classes["before_years"]
        telling = role is not None or (entry is not None and entry.role is not CountRole.OTHER)
        if amount.best == 1 and not amount.vague:
            return entry is not None and (role is not None or (telling and not phrase.partitive))
        if amount.best == 0:
            plural = self.tokens[phrase.head].tag_ in ("NNS", "NNPS")
            return kind in _PEOPLE and telling and (role is not None or plural)
        if amount.low is None and amount.high is None:
            return kind in _PEOPLE and telling
        if amount.vague and entry is None:
            return role is not None or bool(_PLURAL_WORDS.match(amount.words))
        return True

    def _bare(self, amount: Amount, after: int) -> _Found | None:
        """Read a number without a noun, which needs words that say what became of so many."""
        tokens, words = self.tokens, self.words
        start = self._token(amount.start)
        if amount.year or after == 0 or amount.strong:
            return None
        last = after
        if after < len(tokens) and tokens[after].lower_ in ("more", "others"):
            last += 1
        following = tokens[last] if last < len(tokens) else None
        if following is not None and not self._ends(following):
            return None
        state = words.states.get(following.lower_) if following is not None else None
        end = last + 1 if state else last
        if state and last + 1 < len(tokens) and tokens[last + 1].tag_ == "CD":
            state = self._fate(amount, last - 1, last - 1) or state  # "abducted 900, executed 18"
        toll = toll_before(tokens, start, words)
        role = state or toll or self._fate(amount, last - 1, last - 1) or self._shared(amount)
        of = None if toll else self._elliptic(amount)
        gathered = start > 1 and tokens[start - 1].lower_ == "of"
        if gathered and tokens[start - 2].lower_ in words.classes["gatherings"]:
            of = tokens[start - 2].text
            role = role or self._fate(amount, start - 2, start - 2) or CountRole.OTHER
        elif role in (None, CountRole.OTHER):
            # "hundreds gathered" counts people; "killed 3, including a guard" lets its number stand alone.
            by = "by" in (tokens[i].lower_ for i in range(max(0, start - 2), start))  # "overpaid by millions"
            many = amount.vague and bool(_PLURAL_WORDS.match(amount.words)) and not by
            if not many and (role is None or amount.low in (None, 0, 1)):
                return None
        return self._made(amount, end - 1, of, role or CountRole.OTHER, "person", role is not None)

    def _ends(self, token: Token) -> bool:
        """Whether a token after a number shows that no noun of it follows."""
        word, words = token.lower_, self.words
        if word in words.states or word in words.objects or word in words.classes["whens"]:
            return True
        return word not in ("of", "%", "per") and not token.tag_.startswith(
            ("NN", "JJ", "CD", "HYPH", "SYM", "$")
        )

    def _shared(self, amount: Amount) -> CountRole | None:
        """Return the role that a part of a whole, or the next in a list, shares with the count before."""
        if not self.found or not self.found[-1].said:
            return None
        last = self.found[-1].row
        between = self.text[last.end - self.paragraph.base : amount.start]
        part = _PART.search(between) and not _SENTENCE_END.search(between)
        shares = bool(part or _ALONG.fullmatch(between))
        listed = between.strip() and _ALSO.fullmatch(between)
        return last.role if shares or listed else None

    def _antecedent(self, amount: Amount) -> CountRole | None:
        """Return the role of those that "three of them" means."""
        if not self.found or not self.found[-1].said:
            return None
        between = self.text[self.found[-1].row.end - self.paragraph.base : amount.start]
        return None if _SENTENCE_END.search(between) else self.found[-1].row.role

    def _elliptic(self, amount: Amount) -> str | None:
        """Return whom a bare number means: those of the count before it in the sentence."""
        if not self.found:
            return None
        last = self.found[-1]
        between = self.text[last.row.end - self.paragraph.base : amount.start]
        apart = _SENTENCE_END.search(between) or _WHOLE.search(between)
        return last.row.of if last.kind in _PEOPLE and not apart else None

    def _row(self, amount: Amount, phrase: Phrase, role: CountRole | None) -> _Found:
        kind = phrase.entry.kind if phrase.entry else None
        if kind in ("thing", "act", "unit") and role in _HARMED:
            role = CountRole.OTHER
        said = role is not None
        own = phrase.entry.role if phrase.entry else CountRole.OTHER
        if role is None or own in _FINAL or (role is CountRole.OTHER and own in _HARMED):
            role = own
        if phrase.pronoun:
            of = self._elliptic(amount)
            following = phrase_after(self.tokens, self._past_copula(phrase.head + 1), False, self.words)
            if following and following.entry and following.entry.kind in _PEOPLE:
                return self._made(
                    amount, following.head, self._of(following), role, following.entry.kind, said
                )
            return self._made(amount, phrase.head, of, role, "person", said)
        return self._made(amount, phrase.head, self._of(phrase), role, kind, said)

    def _past_copula(self, at: int) -> int:
        """Step from "ten of those killed" over "were believed to be" to whom they were."""
        while at < len(self.tokens) and self.tokens[at].lower_ in self.words.classes["copulas"]:
            at += 1
        return at

    def _of(self, phrase: Phrase) -> str:
        """Return the words of a phrase, with the group that members belong to."""
        tokens, last = self.tokens, phrase.head
        if (
            tokens[last].lower_ in self.words.classes["members"]
            and last + 2 < len(tokens)
            and tokens[last + 1].lower_ == "of"
        ):
            whole = (c.i for c in tokens[last + 1].children if c.dep_ == "pobj")
            last = next(whole, last)
        begin, end = tokens[phrase.first], tokens[last]
        phrased = self.text[begin.idx : end.idx + len(end.text)]
        return (phrased.replace('"', "") if phrased.count('"') % 2 else phrased).strip("\"' ")

    def _made(
        self, amount: Amount, last: int, of: str | None, role: CountRole, kind: str | None, said: bool
    ) -> _Found:
        start = self.paragraph.base + amount.start
        end = max(self.paragraph.end(self.tokens[last]), self.paragraph.base + amount.end)
        limits = (amount.low, amount.best, amount.high)
        return _Found(_count_row(start, end, limits, of, role), kind, said)


def _count_row(
    start: int, end: int, limits: tuple[int | None, int | None, int | None], of: str | None, role: CountRole
) -> Count:
    return Count(row_id("count", start, end, *limits, of, role), start, end, *limits, of, role)
