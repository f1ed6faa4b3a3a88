"""Parsed words as plain objects, under the names that spaCy has for what it says of a token.

Comes in: columns, one entry a token, which can be written down and read again. Goes out: a `Doc` of
`Token`s that know their heads and children. Rules ask for these millions of times, and spaCy makes
each token, and each of its strings, anew whenever it is asked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple


class Word(NamedTuple):
    """What the characters of a word alone say of it."""

    lower: str
    punct: bool
    space: bool
    alpha: bool
    stop: bool
    number: bool


class Columns(NamedTuple):
    """What the parser says of each token; heads and the ends of subtrees are numbers of tokens."""

    starts: list[int]
    ends: list[int]
    lemmas: list[str]
    poses: list[str]
    tags: list[str]
    deps: list[str]
    heads: list[int]
    lefts: list[int]
    rights: list[int]
    iobs: list[str]
    entities: list[str]
    first: list[bool]  # of a sentence


class Token:
    """One token; `head` is itself where it heads a sentence, `children` stand in the order of the text."""

    __slots__ = (
        "_left", "_right", "_subtree", "children", "dep_", "doc", "ent_iob_", "ent_type_", "head", "i",
        "idx", "is_alpha", "is_punct", "is_sent_start", "is_space", "is_stop", "lefts", "lemma_", "like_num",
        "lower_", "pos_", "rights", "sent", "tag_", "text",
    )  # fmt: skip

    doc: Doc
    head: Token
    lefts: tuple[Token, ...]
    rights: tuple[Token, ...]
    children: tuple[Token, ...]
    sent: Stretch
    """The sentence."""

    def __init__(
        self, i: int, text: str, word: Word, idx: int, lemma: str, pos: str, tag: str, dep: str, iob: str,
        entity: str, first: bool, left: int, right: int,
    ) -> None:  # fmt: skip
        self.i = i
        self.text = text
        self.idx = idx
        self.lower_, self.is_punct, self.is_space, self.is_alpha, self.is_stop, self.like_num = word
        self.lemma_ = lemma
        self.pos_ = pos
        self.tag_ = tag
        self.dep_ = dep
        self.ent_iob_ = iob
        self.ent_type_ = entity
        self.is_sent_start = first
        self._left = left
        self._right = right
        self._subtree: tuple[Token, ...] | None = None

    def __repr__(self) -> str:
        return f"{self.text}/{self.tag_}"

    def nbor(self, by: int = 1) -> Token:
        """Return the token so many places on; raise `IndexError` where there is none."""
        if self.i + by < 0:
            raise IndexError(by)
        return self.doc[self.i + by]

    @property
    def left_edge(self) -> Token:
        """The first token of the subtree."""
        return self.doc[self._left]

    @property
    def right_edge(self) -> Token:
        """The last token of the subtree."""
        return self.doc[self._right]

    @property
    def subtree(self) -> tuple[Token, ...]:
        """The token and all that depends on it, each head between what stands left and right of it."""
        if self._subtree is None:
            left = [below for child in self.lefts for below in child.subtree]
            right = [below for child in self.rights for below in child.subtree]
            self._subtree = (*left, self, *right)
        return self._subtree

    @property
    def ancestors(self) -> Iterator[Token]:
        """The head, its head, and so on."""
        token = self
        while token.head is not token:
            token = token.head
            yield token

    @property
    def conjuncts(self) -> tuple[Token, ...]:
        """The tokens coordinated with this one."""
        first = self
        while first.dep_ == "conj" and first.head is not first:
            first = first.head
        found = [first]
        for token in found:
            found.extend(child for child in token.rights if child.dep_ == "conj")
        return tuple(token for token in found if token is not self)


class Stretch(tuple[Token, ...]):
    """Some neighbouring tokens, at least one."""

    __slots__ = ()

    @property
    def start(self) -> int:
        """The number of the first token."""
        return self[0].i

    @property
    def end(self) -> int:
        """The number after the last token's."""
        return self[-1].i + 1

    @property
    def text(self) -> str:
        """The words as they stand in the text."""
        return self[0].doc.text[self[0].idx : self[-1].idx + len(self[-1].text)]

    @property
    def root(self) -> Token:
        """The token nearest to the head of the sentence, the first where several are; marks come last."""

        def far(token: Token) -> int:
            if (token.is_punct or token.is_space) and not token.children:
                return len(token.doc) - 1
            return sum(1 for _ in token.ancestors)

        tops = [t for t in self if t.head is t]
        outside = tops[:1] or [t for t in self if not self[0].i <= t.head.i <= self[-1].i]
        return min(outside, key=far, default=self[0])


class Entity(Stretch):
    """A name that the parser sees."""

    __slots__ = ()

    @property
    def label_(self) -> str:
        """What it is the name of."""
        return self[0].ent_type_


class Doc(tuple[Token, ...]):
    """The tokens of a parsed text."""

    text: str
    sents: tuple[Stretch, ...]
    ents: tuple[Entity, ...]

    @classmethod
    def of(cls, text: str, words: list[Word], columns: Columns) -> Doc:
        """Make tokens of columns and tie them together."""
        c = columns
        printed = [text[start:end] for start, end in zip(c.starts, c.ends, strict=True)]
        told = (c.starts, c.lemmas, c.poses, c.tags, c.deps, c.iobs, c.entities, c.first, c.lefts, c.rights)
        doc = cls(map(Token, range(len(printed)), printed, words, *told))
        doc.text = text
        lefts: dict[int, list[Token]] = {}
        rights: dict[int, list[Token]] = {}
        for token, head in zip(doc, c.heads, strict=True):
            token.doc = doc
            token.head = doc[head]
            token.lefts = token.rights = token.children = ()
            if token.i != head:
                (lefts if token.i < head else rights).setdefault(head, []).append(token)
        for i, below in lefts.items():
            doc[i].children = doc[i].lefts = tuple(below)
        for i, below in rights.items():
            doc[i].rights = tuple(below)
            doc[i].children = doc[i].lefts + doc[i].rights
        doc.sents = tuple([Stretch(doc[a:b]) for a, b in _runs(doc, lambda t: t.is_sent_start)])
        for sentence in doc.sents:
            for token in sentence:
                token.sent = sentence
        names = _runs(doc, lambda t: t.ent_iob_ != "I")
        doc.ents = tuple(Entity(doc[a:b]) for a, b in names if doc[a].ent_iob_ == "B")
        return doc


def _runs(tokens: Sequence[Token], begins: Callable[[Token], bool]) -> Iterator[tuple[int, int]]:
    """Cut tokens into runs, each from one that begins up to the next."""
    starts = [token.i for token in tokens if token.i == 0 or begins(token)]
    return zip(starts, [*starts[1:], len(tokens)][: len(starts)], strict=True)
