"""The clauses that statements assert: the parse and the statements in, each clause's words and head out.

Each word belongs to the innermost statement at its place, and to the verb above it there. Attitudes and
requests assert nothing, but for what they take for granted, nor does what tells how somebody spoke;
words without a verb count where no clause stands beside them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reportedly.alternation import shortest
from reportedly.annotate.answers import is_answer, stands_for
from reportedly.annotate.aspects import happened, nothing_to_do, numbers
from reportedly.annotate.parse import Paragraph
from reportedly.annotate.subjects import CLAUSAL
from reportedly.lexicon import Lexicons
from reportedly.shapes import Act, Span, Statement
from reportedly.spans import size

if TYPE_CHECKING:
    from reportedly.annotate.parse import Token

_ROOTS = {*CLAUSAL, "ROOT", "conj", "pcomp", "dep", "appos"}
_ANSWERS = {Act.DENY, Act.CONFIRM, Act.DOUBT}
_NO_CLAIM = {Act.OPINE, Act.REQUEST}
_JOINING = {"mark", "cc", "punct"}
_ASKED = {"decline", "refuse", "comment", "request", "question", "inquiry", "enquiry", "reporter"}
"""With these, a way of saying nothing is one in answer to the press."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of a statement's own content, or words of it without a verb: where, by which word headed."""

    paragraph: int
    head: Token
    span: Span
    tokens: tuple[Token, ...]
    statement: Statement

    @property
    def verbal(self) -> bool:
        """Whether a verb heads it."""
        return self.head.pos_ in ("VERB", "AUX")


def clauses_of(
    paragraphs: Sequence[Paragraph], statements: Sequence[Statement], lexicons: Lexicons
) -> list[Clause]:
    """Return the clauses of all statements, in text order."""
    found = [c for k, page in enumerate(paragraphs) for c in _clauses(k, page, statements, lexicons)]
    return _whole(found, lexicons)


def _clauses(
    k: int, page: Paragraph, statements: Sequence[Statement], lexicons: Lexicons
) -> Iterator[Clause]:
    """Yield the clauses of the innermost statement at each word."""
    segment = page.segment
    here = [
        s for s in statements
        if any(c.start < segment.end and segment.start < c.end for c in s.content)
    ]  # fmt: skip
    owner: dict[int, Statement] = {}
    for s in sorted(here, key=lambda s: size(s.content), reverse=True):
        for c in s.content:
            if c.start < segment.end and segment.start < c.end:
                for t in page.within(Span(max(c.start, segment.start), min(c.end, segment.end))):
                    owner[t.i] = s
    cues = {
        t.i for s in here for c in s.cue if segment.start <= c.start < segment.end for t in page.within(c)
    }
    heads: dict[int, list[Token]] = {}
    top: dict[int, Token] = {}
    for token in page.tokens:
        mine = owner.get(token.i)
        if mine is None:
            continue
        head = _head(token, mine, owner, top)
        heads.setdefault(head.i, []).append(token)
    for i, tokens in sorted(heads.items()):
        head = page.tokens[i]
        mine = owner[i]
        said = _trimmed(tokens, head)
        if not said or i in cues or (mine.act in _NO_CLAIM and not _told(page, mine, head, lexicons)):
            continue
        if _of_speaking(said, lexicons):
            continue
        yield Clause(k, head, page.span(said), tuple(said), mine)


def _of_speaking(said: Sequence[Token], lexicons: Lexicons) -> bool:
    """Whether a clause only tells how somebody spoke, or that he did not: "they asked not to be named"."""
    words = " ".join(t.lower_ for t in said)
    asked = {str(t.lemma_).lower() for t in said} & _ASKED
    hidden = any(phrase in words for phrase in lexicons.made(_hiding))
    return hidden or "no comment" in words or bool(asked and any(s in words for s in lexicons.silences))


def _hiding(lexicons: Lexicons) -> tuple[str, ...]:
    return shortest(phrase for phrase in lexicons.anonymity if " " in phrase)


def _told(page: Paragraph, statement: Statement, head: Token, lexicons: Lexicons) -> bool:
    """Whether a clause of an attitude tells what happened: "believes that 9,000 have been moved"."""
    return _granted(page, statement, lexicons) or (statement.act is Act.OPINE and happened(head))


def _granted(page: Paragraph, statement: Statement, lexicons: Lexicons) -> bool:
    """Whether an attitude takes its content for granted, or tells what is feared: "regretted that", "saw"."""
    words = [t for c in statement.cue if page.meets(c) for t in page.within(c)]
    if any(str(t.lemma_).lower() in lexicons.granting_verbs for t in words):
        return statement.act is Act.OPINE
    return statement.act is Act.OPINE and any(t.lower_ == "feared" for t in words)


def _whole(clauses: Sequence[Clause], lexicons: Lexicons) -> list[Clause]:
    """The clauses without scraps: a sentence's words without a verb are one, and none beside a clause.

    What answers ("dismissed that as a rumour") is the pronoun, or the noun that stands for what was said.
    """
    pieces: dict[tuple[str, int, int], Clause] = {}
    verbal = {_place(c) for c in clauses if c.verbal}
    for clause in clauses:
        place = _place(clause)
        before = pieces.get(place)
        if clause.verbal or (before is not None and clause.head.lower_ == "as"):
            continue
        if before is not None:
            span = Span(before.span.start, clause.span.end)
            clause = replace(before, span=span, tokens=(*before.tokens, *clause.tokens))
        pieces[place] = clause
    answering = {
        place for place, c in pieces.items()
        if c.statement.act in _ANSWERS
        and (is_answer(c.tokens, lexicons) or stands_for(c.head, lexicons))
    }  # fmt: skip
    within = {_place(c) for c in clauses if c.verbal and c.head.dep_ == "acl"}
    kept = [
        c for place, c in pieces.items()
        if place in answering or place not in verbal or (numbers(c.head) and place not in within)
    ]  # fmt: skip
    kept += [c for c in clauses if c.verbal and _place(c) not in answering]
    return sorted(kept, key=lambda c: (c.paragraph, c.head.i))


def _place(clause: Clause) -> tuple[str, int, int]:
    """The statement and the sentence in which a clause stands."""
    return clause.statement.id, clause.paragraph, clause.head.sent.start


def _trimmed(tokens: Sequence[Token], head: Token) -> list[Token]:
    """A clause's words without what joins it to others: "that ...", "... and"."""
    said = [t for t in tokens if not t.is_punct and not t.is_space]
    first = next((n for n, t in enumerate(said) if t.i == head.i or t.dep_ not in _JOINING), 0)
    last = next((n for n in range(len(said), 0, -1) if said[n - 1].dep_ not in _JOINING), len(said))
    return said[first:last]


def _head(token: Token, mine: Statement, owner: Mapping[int, Statement], top: dict[int, Token]) -> Token:
    """The head of a word's clause: the verb above it, or the highest word of its content."""
    path = []
    while token.i not in top:
        path.append(token)
        above = token.head
        clause = token.pos_ in ("VERB", "AUX") and token.dep_ in _ROOTS and not nothing_to_do(above)
        if clause or above.i == token.i or owner.get(above.i) is not mine:
            top[token.i] = token
            break
        token = above
    found = top[token.i]
    for t in path:
        top[t.i] = found
    return found
