"""The network's tags and the rules' relations made one: what the tags mark, said in the rules' terms.

Comes in: the relations that the parse gives and each paragraph's tags. Goes out: one set of relations. The
tags decide what is attributed and which words are source, cue and content; the parse says what a flat
tagging cannot: which words are the head, who relays, who was told, and what is said inside what is said.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reportedly.annotate import unsaid
from reportedly.annotate.attribution import stands
from reportedly.annotate.closing import closing
from reportedly.annotate.cues import hit_at
from reportedly.annotate.parse import Paragraph
from reportedly.annotate.quotes import Quote
from reportedly.annotate.relations import Relation
from reportedly.annotate.sentence_ends import CLOSING, ends_sentence
from reportedly.annotate.subjects import child, passive, phrase, subject
from reportedly.forms import CueGroup
from reportedly.lexicon import Lexicons
from reportedly.shapes import Act, Span
from reportedly.spans import covers, merge, overlap, size, subtract, trim
from reportedly.tag.tagger import Tag
from reportedly.tag.tags import CONTENT, CUE, SOURCE

if TYPE_CHECKING:
    from reportedly.annotate.parse import Token

KEPT = ("phrase", "colon", "quoted-as", "passive", "direct", "verb-preposition", "noun-owner", *CLOSING)
"""Rules that stay where no tag confirms them: on PolNeAR they cost nothing, and cases fail without them."""

PARSED = ("phrase", "quoted-as", "passive-agent", "closing-quoted", "closing-unnamed")
"""Rules whose words stay as the parse gives them: it knows who relays, and what a
phrase beside a clause covers."""


@dataclass(frozen=True, slots=True)
class Marked:
    """What the tags give of one relation: a cue, if any, with its source and its pieces of content.

    `sources` are all tagged sources of the paragraph.
    """

    cue: Span | None
    source: Tag | None
    content: tuple[Span, ...]
    sources: tuple[Tag, ...]

    def source_of(self, relation: Relation) -> Tag | None:
        """The source pointed at, or another tagged one where the parse makes that the cue's subject."""
        ours = merge(relation.source)
        if self.source is None or not ours or overlap(ours, [self.source.span]):
            return self.source
        return next((tag for tag in self.sources if overlap(ours, [tag.span])), self.source)


def marked(tags: Sequence[Tag]) -> list[Marked]:
    """Gather a paragraph's tags into relations, by cue, and where none is pointed at, by source."""
    contents: dict[tuple[int, int], list[Tag]] = {}
    for tag in tags:
        if tag.role == CONTENT and (tag.cue is not None or tag.source is not None):
            key = (0, tag.cue) if tag.cue is not None else (1, tag.source or 0)
            contents.setdefault(key, []).append(tag)
    sources = tuple(tag for tag in tags if tag.role == SOURCE)
    out = []
    for place, tag in enumerate(tags):
        if tag.role == CUE:
            pieces = contents.pop((0, place), [])
            named = tag.source if tag.source is not None else _most([p.source for p in pieces])
            source = None if named is None else tags[named]
            out.append(Marked(tag.span, source, tuple(p.span for p in pieces), sources))
    for (_, place), pieces in contents.items():
        out.append(Marked(None, tags[place], tuple(p.span for p in pieces), sources))
    return out


def _most(places: Sequence[int | None]) -> int | None:
    given = [place for place in places if place is not None]
    return max(sorted(set(given)), key=given.count) if given else None


def combine(
    paragraphs: Sequence[Paragraph], quotes: Sequence[Sequence[Quote]],
    relations: Sequence[Relation], tags: Sequence[Sequence[Tag]], lexicons: Lexicons,
) -> tuple[Relation, ...]:  # fmt: skip
    """Return the relations of an article as the tags and the rules together have them."""
    out: list[Relation] = []
    for index, (paragraph, mine) in enumerate(zip(paragraphs, tags, strict=True)):
        found = [r for r in relations if r.paragraph == index]
        wanted = marked(mine)
        below = index + 1
        if below < len(paragraphs) and paragraph.tokens and paragraph.tokens[-1].text == ":":
            wanted = _introducing(wanted, paragraph, paragraphs[below], quotes[below])
        out += _paragraph(index, paragraph, quotes[index], found, wanted, lexicons)
    return tuple(sorted(out, key=lambda r: (r.paragraph, r.content[0].start, r.cue)))


def _introducing(
    wanted: Sequence[Marked], paragraph: Paragraph, below: Paragraph, quotes: Sequence[Quote]
) -> list[Marked]:
    """Give a cue that ends its paragraph with a colon what it introduces: the paragraph below.

    That is its opening quotation, or all of it where it has no quotation marks.
    """
    opens = [q.outer for q in quotes if q.outer.start <= below.segment.start + 1]
    said = opens[0] if opens else Span(below.segment.start, below.segment.end)
    end = paragraph.start(paragraph.tokens[-1])
    return [
        replace(m, content=(said,)) if m.cue is not None and not m.content and m.cue.end >= end - 1 else m
        for m in wanted
    ]


def _paragraph(
    index: int, paragraph: Paragraph, quotes: Sequence[Quote], found: Sequence[Relation],
    wanted: Sequence[Marked], lexicons: Lexicons,
) -> Iterator[Relation]:  # fmt: skip
    wanted = [_closing(mark, paragraph, found, lexicons) for mark in _filled(wanted)]
    inside = merge(s for m in wanted for s in m.content)
    taken: set[int] = set()
    for mark in wanted:
        place = _match(mark, found, taken)
        if place is not None:
            taken.add(place)
            yield _mended(found[place], mark, wanted, found, paragraph, lexicons)
        elif mark.content:
            made = _made(index, paragraph, quotes, mark, lexicons)
            if made is not None and stands(made, paragraph, quotes, lexicons):
                yield made
    cues = [m.cue for m in wanted if m.cue is not None]
    for place, relation in enumerate(found):
        if place in taken:
            continue
        if covers(cues, relation.cue):
            # "Brushed aside suggestions that": one tagged cue, two relations.
            yield relation
            continue
        nested = bool(relation.cue) and covers(inside, relation.cue)
        if nested or relation.rule.startswith(KEPT) or ends_sentence(relation, paragraph):
            yield relation


def _closing(mark: Marked, paragraph: Paragraph, found: Sequence[Relation], lexicons: Lexicons) -> Marked:
    """Give a source and cue that close a sentence what stands before them, where nothing else gives it."""
    if mark.cue is None or mark.source is None or mark.content:
        return mark
    if any(overlap([mark.cue], r.cue) for r in found):
        return mark
    closed = closing(paragraph, mark.cue, mark.source.span, lexicons)
    if closed is None:
        return mark
    source, content = closed
    return replace(mark, source=replace(mark.source, span=source), content=(content,))


def _filled(wanted: Sequence[Marked]) -> list[Marked]:
    """Close the holes that a cue without content leaves in another's content, which then holds that cue.

    As in "said her client | insisted | he had never met him": a flat tagging gives each word one place.
    """
    idle = [m for m in wanted if m.cue is not None and not m.content]
    out: list[Marked] = []
    inner: list[Marked] = []
    for mark in wanted:
        pieces: list[Span] = []
        for piece in mark.content:
            hole = Span(pieces[-1].end, piece.start) if pieces else None
            within = [m for m in idle if hole is not None and m.cue is not None and covers([hole], [m.cue])]
            if hole is None or not within or (mark.cue is not None and covers([hole], [mark.cue])):
                pieces.append(piece)
                continue
            inner += within
            pieces[-1] = Span(pieces[-1].start, piece.end)
        out.append(replace(mark, content=tuple(pieces)))
    return [mark for mark in out if not any(mark.cue == m.cue for m in inner)]


def _match(mark: Marked, found: Sequence[Relation], taken: set[int]) -> int | None:
    """The rules' relation with the same cue; for content without one, the relation with the same content."""
    best, most = None, 0
    for place, relation in enumerate(found):
        if place in taken:
            continue
        if mark.cue is not None:
            shared = overlap([mark.cue], merge(relation.cue)) * 10000
            shared += overlap(mark.content, merge(relation.content)) if shared else 0
        else:
            shared = overlap(mark.content, merge(relation.content))
            shared = shared if 2 * shared >= size(mark.content) else 0
        if shared > most:
            best, most = place, shared
    return best


def _mended(
    relation: Relation, mark: Marked, wanted: Sequence[Marked], found: Sequence[Relation],
    paragraph: Paragraph, lexicons: Lexicons,
) -> Relation:  # fmt: skip
    """The rules' relation with the words that the tags give it."""
    two = mark.cue is not None and any(covers([mark.cue], r.cue) for r in found if r is not relation)
    astray = mark.source is None and overlap(mark.content, merge(relation.source)) > 0
    if two or astray or relation.relays or relation.rule.startswith(PARSED):
        return replace(relation, rule=f"{relation.rule}+tagged")
    content = unsaid.spoken(_untold(relation, mark.content, paragraph), relation, paragraph)
    if content and relation.rule.endswith("around") and not overlap(content, merge(relation.content)):
        content = relation.content  # "as the ministry has acknowledged": what it stands beside
    torn = content and _torn(relation, content, paragraph)
    if not content or torn or _holds(mark, wanted) or _runs_over(relation, content, found, paragraph):
        content = relation.content
    cue = relation.cue if mark.cue is None or len(relation.cue) > 1 else (mark.cue,)
    source, head = relation.source, relation.source_head
    speaker = mark.source_of(relation)
    named = _phrase(paragraph, speaker)
    if named and not _says_unnamed(relation, paragraph, paragraph.span(named), lexicons):
        source = (paragraph.span(named),)
        if head is None or not overlap(source, [_place(paragraph, head)]):
            head = _head(named)
    content = _without(paragraph, content, source) or content
    return replace(
        relation, cue=cue, content=content, source=source, source_head=head,
        evidence=speaker.evidence if speaker is not None else None, rule=f"{relation.rule}+tagged",
    )  # fmt: skip


def _without(paragraph: Paragraph, content: Sequence[Span], source: Sequence[Span]) -> tuple[Span, ...]:
    """The content without the words that name its own source."""
    text, base = paragraph.doc.text, paragraph.base
    out: list[Span] = []
    for piece in content:
        if not overlap([piece], source):
            out.append(piece)
            continue
        for left in subtract(piece, source):
            kept = trim(text, Span(left.start - base, left.end - base), " ,")
            if kept.start < kept.end:
                out.append(Span(kept.start + base, kept.end + base))
    return tuple(out)


def _torn(relation: Relation, content: Sequence[Span], paragraph: Paragraph) -> bool:
    """Whether tagged content stops inside a phrase or clause that the parse takes to its end."""
    ours = merge(relation.content)
    if len(ours) != 1 or len(content) != 1 or ours[0].start != content[0].start:
        return False
    if not content[0].start < content[0].end < ours[0].end:
        return False
    inside, rest = paragraph.within(content[0]), paragraph.within(Span(content[0].end, ours[0].end))
    if not inside or not rest:
        return False
    own, after = {t.i for t in inside}, {t.i for t in rest}
    return any(t.head.i in after for t in inside) or (rest[0].dep_ == "prep" and rest[0].head.i in own)


def _says_unnamed(relation: Relation, paragraph: Paragraph, source: Span, lexicons: Lexicons) -> bool:
    """Whether the rules' source holds the tagged one and says besides that it is not to be named."""
    if len(relation.source) != 1 or not covers(relation.source, [source]):
        return False
    words = " ".join(t.lower_ for t in paragraph.within(relation.source[0]))
    kept = " ".join(t.lower_ for t in paragraph.within(source))
    return any(phrase in words and phrase not in kept for phrase in lexicons.anonymity)


def _untold(relation: Relation, content: tuple[Span, ...], paragraph: Paragraph) -> tuple[Span, ...]:
    """The content without those who were told it, whom annotators often leave in it ("told Reuters that")."""
    if relation.addressee is None:
        return content
    told, opens = paragraph.start(relation.addressee), relation.content[0].start
    out = []
    for piece in content:
        if piece.start <= told < piece.end:
            if opens <= told or opens >= piece.end:
                continue
            piece = Span(opens, piece.end)
        out.append(piece)
    return tuple(out)


def _holds(mark: Marked, wanted: Sequence[Marked]) -> bool:
    """Whether another cue lies among the pieces of a content, which then are what it left of the whole."""
    whole = Span(mark.content[0].start, mark.content[-1].end)
    if mark.cue is not None and whole.start < mark.cue.start < whole.end:
        return False  # two pieces round their own cue
    return any(m.cue is not None and overlap([m.cue], [whole]) > 0 for m in wanted if m is not mark)


def _runs_over(
    relation: Relation, content: Sequence[Span], found: Sequence[Relation], paragraph: Paragraph
) -> bool:
    """Whether tagged content runs on over the end that the parse shows.

    Over a second cue of the same speaker ("said it was empty and warned that"), over ", but" to what the
    author adds, or, after a noun, over the verb of which the noun with its clause is the subject
    ("Allegations that ... have dogged him").
    """
    ours = merge(relation.content)
    if len(ours) == len(content) == 1 and ours[0].start == content[0].start and ours[0].end < content[0].end:
        rest = [t.lower_ for t in paragraph.within(Span(ours[0].end, content[0].end))]
        if relation.rule.startswith("noun") or rest[:2] == [",", "but"]:
            return True
    who = relation.source_head
    same = [r for r in found if r.source_head is not None and who is not None and r.source_head.i == who.i]
    return any(overlap(merge(r.cue), merge(content)) for r in same if r is not relation)


def _made(
    index: int, paragraph: Paragraph, quotes: Sequence[Quote], mark: Marked, lexicons: Lexicons
) -> Relation | None:
    """A relation that the tags alone give."""
    at = mark.cue or (mark.source.span if mark.source is not None else None)
    tokens = paragraph.within(at) if at is not None else ()
    if not tokens:
        return None
    head = _head(tokens)
    first, cue_words = tokens[0].lower_, [t.lower_ for t in tokens]
    said = [t for span in mark.content for t in paragraph.within(span)]
    if head.dep_ == "amod" and any(t.i == head.head.i for t in said):
        return None  # "a confirmed pessimist"
    small = head.pos_ in ("ADV", "ADP", "SCONJ") and len(tokens) == 1
    if small or cue_words in [words for words, _ in lexicons.phrases.get(first, [])]:
        return None  # a hedge, or a phrase that the rules for phrases have looked at
    hits = [hit for token in (head, *tokens) if (hit := hit_at(token, lexicons)) is not None]
    if hits and not unsaid.says(hits[0], paragraph, mark.content, mark.source is not None, lexicons):
        return None
    if unsaid.title(said) and not any(t.lemma_.lower() in lexicons.saying for t in tokens):
        return None
    speaks = any(hit.group.pos == "verb" for hit in hits)
    if not speaks and unsaid.only_does(next((t for t in tokens if t.pos_ == "VERB"), head), said, lexicons):
        return None
    group = hits[0].group if hits else _plain(head)
    own = _subject(hits[0].head if hits else head, said)
    pointed = _phrase(paragraph, mark.source)
    named = own if own and unsaid.bare(said) else pointed or own  # "footage, which the agency has verified"
    outer = [q.outer for q in quotes]
    return Relation(
        rule="tagged", paragraph=index, group=group, cue=(mark.cue,) if mark.cue is not None else (),
        head=hits[0].head if hits else head,
        source=(paragraph.span(named),) if named else (),
        source_head=_head(named) if named else None, content=mark.content,
        direct=2 * overlap(mark.content, merge(outer)) > size(mark.content),
        evidence=mark.source.evidence if mark.source is not None else None,
    )  # fmt: skip


def _phrase(paragraph: Paragraph, source: Tag | None) -> tuple[Token, ...]:
    """The words of a source without a preposition before it, and without the day after it.

    As in "by the agency" and in "The ministry on Monday denied".
    """
    tokens = paragraph.within(source.span) if source is not None else ()
    while tokens and tokens[0].pos_ in ("ADP", "PUNCT") and tokens[0].text != '"':
        tokens = tokens[1:]
    if not tokens:
        return ()
    head = _head(tokens)
    for place, token in enumerate(tokens):
        day = token.dep_ == "prep" and token.i > head.i and token.right_edge.i >= tokens[-1].i
        day = day and (token.head.i == head.i or token.head.i not in {t.i for t in tokens})
        if day and any(t.dep_ == "pobj" and t.ent_type_ in ("DATE", "TIME") for t in token.children):
            tokens = tokens[:place]
            break
    lone = sum(t.text == "," for t in tokens) == 1 and tokens[-1].text == ","
    return tokens[:-1] if lone else tokens


def _subject(cue: Token, said: Sequence[Token]) -> tuple[Token, ...]:
    """The subject of an active verb whose pointer points at nobody, or the owner of a noun."""
    noun = cue.pos_ in ("NOUN", "PROPN")
    who = child(cue, "poss") if noun else None if passive(cue) else subject(cue)
    if who is None or who.dep_ == "expl" or who.i in {t.i for t in said}:
        return ()
    barred = [cue, *said]
    return tuple(t for t in phrase(who, barred) if t.i not in {b.i for b in barred})


def _plain(head: Token) -> CueGroup:
    """What is known of a cue that no lexicon holds: that something is said."""
    return CueGroup(pos="phrase", act=Act.ASSERT, frames=("quote", "clause"), lemmas=(head.lemma_.lower(),))


def _head(tokens: Sequence[Token]) -> Token:
    """The word of a stretch on which the others hang, the first if there are several."""
    own = {t.i for t in tokens}
    tops = [t for t in tokens if t.head.i == t.i or t.head.i not in own]
    solid = [t for t in tops if not (t.is_punct or t.is_space)]
    if len(solid) > 1 and solid[0].pos_ == "DET" and solid[-1].pos_ in ("NOUN", "PROPN"):
        return solid[-1]  # "the rescue committee states": all four hang on "states" to the parse
    return (solid or tops or list(tokens))[0]


def _place(paragraph: Paragraph, token: Token) -> Span:
    return Span(paragraph.start(token), paragraph.end(token))
