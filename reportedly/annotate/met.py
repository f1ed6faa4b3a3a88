"""Who is named in a paragraph besides those who speak: whom a later pronoun or description may mean.

In comes a parsed paragraph, out come mentions: persons and groups that are somebody's subject, and, in
passing, bodies by name or by what they are ("the justice ministry") and persons to whom something is done.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.annotate.mentions import Mention, mention
from reportedly.annotate.names import is_post
from reportedly.annotate.parse import Paragraph
from reportedly.annotate.subjects import child, phrase
from reportedly.lexicon import Lexicons
from reportedly.shapes import Span
from reportedly.spans import overlap

if TYPE_CHECKING:
    from reportedly.annotate.parse import Token

_SUBJECTS = ("nsubj", "nsubjpass")
_OBJECTS = ("dobj", "dative", "pobj")


@dataclass(frozen=True, slots=True)
class Met:
    """Somebody who is named; `passing`: as an object, or a body."""

    mention: Mention
    passing: bool


def met(text: str, paragraph: Paragraph, lexicons: Lexicons) -> Iterator[Met]:
    """Yield who is named in a paragraph."""
    for entity in paragraph.doc.ents:
        head = entity.root
        if head.pos_ != "PROPN":
            continue
        if entity.label_ == "PERSON" and head.dep_ in (*_SUBJECTS, "appos"):
            yield Met(_mention(text, paragraph, _post(head, lexicons), lexicons), False)
        elif entity.label_ == "PERSON" and len(entity) > 1 and head.dep_ in _OBJECTS:
            yield Met(_mention(text, paragraph, head, lexicons), True)
        elif entity.label_ == "ORG" and len(entity) > 1 and not _press(paragraph, text, head, lexicons):
            words = paragraph.span(head.doc[entity.start : entity.end])
            yield Met(mention(text, paragraph, head, words, lexicons), head.dep_ not in _SUBJECTS)
    for token in paragraph.tokens:
        lemma = token.lemma_.lower()
        if _unlisted(token):
            yield Met(_mention(text, paragraph, token, lexicons), False)
        several = token.tag_ == "NNS" and lemma in lexicons.roles
        one = token.tag_ == "NN" and _person(token, lexicons)
        if token.dep_ in _SUBJECTS and (several or one):
            yield Met(_mention(text, paragraph, token, lexicons), False)
        elif one or (token.tag_ == "NN" and _body(token, lexicons)):
            yield Met(_mention(text, paragraph, token, lexicons), token.dep_ not in _SUBJECTS)


def _mention(text: str, paragraph: Paragraph, head: Token, lexicons: Lexicons) -> Mention:
    return mention(text, paragraph, head, paragraph.span(phrase(head)), lexicons)


def _press(paragraph: Paragraph, text: str, head: Token, lexicons: Lexicons) -> bool:
    """Whether a name is that of an outlet or agency: a link, not somebody who acts."""
    at = Span(paragraph.start(head), paragraph.end(head))
    found = (Span(m.start(), m.end()) for m in lexicons.outlet_pattern.finditer(text, at.start - 40, at.end))
    return any(overlap([at], [span]) for span in found)


def _body(token: Token, lexicons: Lexicons) -> bool:
    """Whether a noun is a body that is told from others: "the families' committee"."""
    which = child(token, "compound", "poss") is not None
    bodies = lexicons.state_nouns | lexicons.body_nouns
    return which and token.text.islower() and token.lemma_.lower() in bodies


def _person(token: Token, lexicons: Lexicons) -> bool:
    """Whether a noun is one person, new to the story, to whom something is done or shown."""
    role = lexicons.roles.get(token.lemma_.lower())
    new = any(c.dep_ == "det" and c.lower_ in ("a", "an") for c in token.children)
    dep = token.dep_ in _OBJECTS or token.dep_ in _SUBJECTS
    return dep and new and role is not None and role.kind.value == "person"


def _unlisted(token: Token) -> bool:
    """Whether a name that is taken for no person is one: "Ann Lee, who has governed since spring"."""
    if token.pos_ != "PROPN" or token.dep_ not in _SUBJECTS or token.ent_type_ == "PERSON":
        return False
    clause = child(token, "relcl")
    who = child(clause, "nsubj") if clause is not None else None
    return who is not None and who.lower_ == "who"


def _post(name: Token, lexicons: Lexicons) -> Token:
    """The post beside which a name stands: "the minister of water, Ann Lee"; else the name."""
    if name.dep_ != "appos":
        return name
    beside = (t for t in (name.head, *name.head.children) if t.i < name.i and t.pos_ in ("NOUN", "PROPN"))
    posts = [t for t in beside if is_post(t.lemma_.lower(), lexicons)]
    return max(posts, key=lambda t: t.i, default=name)
