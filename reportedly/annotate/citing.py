"""Citations folded in: "Reuters reported, citing two officials, that ..." is one statement.

Who is cited says it; who cites relays it. In come relations, out come the same with each citing
participle folded into the relation that it belongs to.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from reportedly.annotate.chains import outlets_in
from reportedly.annotate.parse import Paragraph
from reportedly.annotate.relations import Relation
from reportedly.annotate.subjects import author, child, passive, phrase
from reportedly.lexicon import Lexicons
from reportedly.shapes import Span
from reportedly.spans import overlap, subtract, trim

if TYPE_CHECKING:
    from reportedly.annotate.parse import Token

_CITING = {"cite", "quote"}
_RELYING = {"rely", "draw", "base"}


def fold_citations(
    text: str, relations: Sequence[Relation], paragraphs: Sequence[Paragraph]
) -> tuple[Relation, ...]:
    """Return the relations with cited sources as sources and those who cite as relays."""
    out: list[Relation] = []
    folded = {citing for r in relations if (citing := _citing(r)) is not None}
    for relation in relations:
        paragraph = paragraphs[relation.paragraph]
        citing = _citing(relation)
        if relation.head.lemma_.lower() in _CITING and relation.rule != "quoted-as":
            as_saying = any(c.lower_ == "as" and c.dep_ == "prep" for c in relation.head.children)
            if as_saying or relation.head.tag_ == "VBG" or relation.head in folded:
                # What the verb governs is whom it cites, not something said.
                continue
        if citing is None or relation.source_head is None:
            out.append(relation)
            continue
        cited = child(citing, "dobj")
        assert cited is not None
        cited, relays = _behind(cited)
        source = phrase(cited, [relation.head])
        source = _before_content(source, relation, paragraph)
        span = paragraph.span(source)
        left = (trim(text, s, " ,") for c in relation.content for s in subtract(c, [span]))
        content = tuple(s for s in left if s.start < s.end)
        cue = tuple(sorted((*relation.cue, paragraph.span([citing]))))
        out.append(
            replace(
                relation,
                source=(span,),
                source_head=cited,
                cue=cue,
                content=content or relation.content,
                relays=(*relays, relation.source_head, *relation.relays),
                rule=f"{relation.rule}+citing",
            )
        )
    return tuple(out)


def fold_reports(
    text: str, relations: Sequence[Relation], paragraphs: Sequence[Paragraph], lexicons: Lexicons
) -> tuple[Relation, ...]:
    """Return the relations with outlets that close a sentence as reporting it for relays.

    As in "..., according to two residents, Harbour Wire reports": no part of what the residents say, and
    no second statement.
    """
    out: list[Relation] = []
    gone: list[tuple[int, Span]] = []
    kept: set[int] = set()
    for relation in relations:
        outlet = _closing_report(relation, paragraphs[relation.paragraph], text, lexicons)
        if outlet is not None:
            *content, last = relation.content
            gone.append((relation.paragraph, last))
            cue, relays = tuple(sorted((*relation.cue, last))), (*relation.relays, outlet)
            relation = replace(relation, content=tuple(content), cue=cue, relays=relays)
            kept.add(id(relation))
        out.append(relation)

    def stays(r: Relation) -> bool:
        return id(r) in kept or not any(r.paragraph == k and overlap([s], r.cue) for k, s in gone)

    return tuple(filter(stays, out))


def _closing_report(
    relation: Relation, paragraph: Paragraph, text: str, lexicons: Lexicons
) -> Token | None:
    """The outlet in a last piece of content that is no more than "Harbour Wire reports"."""
    if len(relation.content) < 2 or relation.source_head is None:
        return None
    last = relation.content[-1]
    found = next(outlets_in(text[last.start : last.end], lexicons), None)
    words = [t for t in paragraph.within(last) if not t.is_punct and t.lower_ != "the"]
    if found is None or words[-1].lemma_.lower() not in lexicons.saying:
        return None
    named = paragraph.within(Span(last.start + found[1].start, last.start + found[1].end))
    return named[-1] if [*named] == words[: len(named)] and len(words) <= len(named) + 2 else None


def _behind(cited: Token) -> tuple[Token, tuple[Token, ...]]:
    """Whom one who is cited goes back to himself, and then the one between.

    As in "a report of the agency, which in turn relies on two officers": the officers, through the agency.
    """
    for token in cited.subtree:
        if token.dep_ != "relcl" or passive(token):
            continue
        on = next((c for c in token.children if c.lower_ in ("on", "upon")), None)
        far = child(on, "pobj") if on is not None and token.lemma_.lower() in _RELYING else None
        far = child(token, "dobj") if token.lemma_.lower() in _CITING else far
        if far is not None:
            return far, (author(cited) or cited,)
    return cited, ()


def _citing(relation: Relation) -> Token | None:
    """The participle that says whom a report goes back to: below the cue, or beside it in its sentence."""
    head, who = relation.head, relation.source_head
    if head.pos_ != "VERB" or head.lemma_.lower() in _CITING:
        return None
    for token in who.children if who is not None else ():
        # "according to the Daily, which cites two officers"
        goes_back = token.lemma_.lower() in _CITING and token.dep_ == "relcl" and child(token, "dobj")
        if goes_back and not passive(token):
            return token
    for token in head.sent:
        if token.lemma_.lower() not in _CITING or token.tag_ != "VBG" or child(token, "dobj") is None:
            continue
        of_source = relation.source_head is not None and token.head.i == relation.source_head.i
        ends = token.i > head.i and _ends_sentence(token)
        near = (
            token.head.i == head.i or of_source or ends or (abs(token.i - head.i) <= 6 and token.i > head.i)
        )
        sole = not any(
            t.tag_ in ("VBD", "VBZ", "VBP") for t in head.doc[min(head.i, token.i) + 1 : max(head.i, token.i)]
        )
        if near or (sole and token.dep_ == "advcl" and token.head.head.i == head.i):
            return token
    return None


def _ends_sentence(token: Token) -> bool:
    """Whether a participle closes its sentence after a comma ("..., citing the palace")."""
    first = token.left_edge
    plain = all(
        t.pos_ not in ("VERB", "AUX") or t.dep_ in ("relcl", "acl") for t in token.subtree if t != token
    )
    return plain and first.i > 0 and first.nbor(-1).text == ","


def _before_content(source: list[Token], relation: Relation, paragraph: Paragraph) -> list[Token]:
    kept = [t for t in source if not any(s.start <= paragraph.start(t) < s.end for s in relation.content
                                         if s.start > paragraph.start(source[0]))]  # fmt: skip
    return kept or source
