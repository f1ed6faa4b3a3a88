"""The proper name in a source phrase, without titles and without the words that say what its bearer is.

In comes the head of a phrase with the phrase's words, out come the name and the titles before it. A name
stands at the head ("Colonel Ann Lee"), beside a description ("his lawyer, Ann Lee", "the charity Red Lamp"),
or behind the words that give it ("a group calling itself the Ash Brigade").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from reportedly.annotate.parse import Paragraph
from reportedly.annotate.subjects import child
from reportedly.lexicon import Lexicons
from reportedly.shapes import SourceKind

if TYPE_CHECKING:
    from reportedly.annotate.parse import Token

_NAMED = ("PERSON", "ORG", "GPE", "NORP", "FAC")
_CALLED = {"call", "name", "know", "style", "dub", "identify", "title"}
_TOWNS = {"capital", "city", "town", "village", "port", "island", "province", "region", "district"}
_LEADING = {"chair", "lead", "head", "direct", "run", "command", "represent"}
_DAYS = frozenset(f"{day}day" for day in ("mon", "tues", "wednes", "thurs", "fri", "satur", "sun"))
_NO_POSTS = {SourceKind.ORGANIZATION, SourceKind.OUTLET, SourceKind.AGENCY, SourceKind.DOCUMENT}
_PLACED = ("GPE", "LOC", "PERSON", "DATE")
_NOT_BEARERS = ("GPE", "LOC", "NORP", "DATE", "TIME", "FAC", "MONEY")


def bearer(head: Token, tokens: Sequence[Token], lexicons: Lexicons) -> Token | None:
    """Return the head of the name in a phrase: the phrase's own head, or that of the name beside it."""
    if _is_name(head) and not _capital_post(head, lexicons):
        return head
    if head.lemma_.lower() in lexicons.documents:
        return None  # "a report, Orin Institute": what is named is no name of the report
    return next(_beside(head, tokens, lexicons), None)


def _is_name(token: Token) -> bool:
    """Whether a word heads a name; "ministry" does not, whatever tagger and network make of it."""
    if token.text.istitle() and _without(token):
        return True
    if token.pos_ != "PROPN" and token.ent_type_ not in _NAMED:
        return False
    if not token.text.islower():
        return True
    return any(t.text[:1].isupper() and t.is_alpha and t.pos_ != "DET" for t in _entity(token))


def _capital_post(head: Token, lexicons: Lexicons) -> bool:
    """Whether a word that is printed as names are is a post: "the Governor of Orsk, Ann Lee"."""
    alone = head.ent_type_ == "" and not any(c.dep_ in ("compound", "nmod") for c in head.children)
    return alone and child(head, "det") is not None and is_post(head.lemma_.lower(), lexicons)


def _entity(token: Token) -> Iterator[Token]:
    """The words of the named entity that a word is in."""
    first = token
    while first.ent_iob_ == "I" and first.i > 0:
        first = first.nbor(-1)
    while token.ent_type_ and (first.i <= token.i or first.ent_iob_ == "I"):
        yield first
        if first.i + 1 >= len(first.doc):
            return
        first = first.nbor(1)


def _beside(head: Token, tokens: Sequence[Token], lexicons: Lexicons) -> Iterator[Token]:
    role = head.lemma_.lower() in lexicons.roles or head.lower_ in lexicons.roles
    for below in head.children:
        if below.dep_ == "appos" and _is_name(below) and child(below, "det") is None:
            person = below.ent_type_ == "PERSON"
            if person or (role and below.ent_type_ not in _NOT_BEARERS and below.text[:1].isupper()):
                yield below
        if below.dep_ == "acl" and below.lemma_.lower() in _CALLED and below.tag_ in ("VBG", "VBN"):
            yield from (t for t in below.subtree if t.dep_ in ("oprd", "pobj", "dobj") and _is_name(t))
    if not role:
        return
    after = tokens[-1] if tokens[-1].i > head.i else head.nbor(1) if head.i + 1 < len(head.doc) else head
    if after.head.i == head.head.i and after.dep_ == head.dep_ and _is_name(after):
        yield after  # "the charity Red Lamp": two subjects to the parse
    words = [t for t in tokens if not t.is_punct]
    if head.lemma_.lower() in lexicons.company_nouns and _set_off(words):
        yield words[-1]  # "The company that runs the pipeline, Dornoil"
    inside = {t.i for t in tokens}
    for token in head.subtree:
        # A role whose bearer hangs on the role's place: "the governor of X, Ann Lee".
        first = token.left_edge
        full = token.pos_ == "PROPN" and 0 < first.i < token.i
        set_off = token.dep_ == "appos" and token.i in inside and token.ent_type_ == "PERSON"
        if set_off and full and first.nbor(-1).text == ",":
            yield token
    yield from _after(tokens)


def _set_off(words: Sequence[Token]) -> bool:
    """Whether a definite phrase ends with one name behind a comma that is not that of a town."""
    last = words[-1]
    if words[0].lower_ != "the" or last.pos_ != "PROPN" or last.i < 3 or last.nbor(-1).text != ",":
        return False
    return last.nbor(-2).lower_ not in _TOWNS and last.ent_type_ not in ("DATE", "TIME")


def _after(tokens: Sequence[Token]) -> Iterator[Token]:
    """A person named between commas directly behind a phrase, wherever the parse hangs the name."""
    doc, at = tokens[-1].doc, tokens[-1].i + 1
    definite = tokens[0].lower_ == "the" or any(t.tag_ in ("PRP$", "POS") for t in tokens)
    if not definite or at + 2 >= len(doc) or doc[at].text != ",":
        return
    at += 1
    while at < len(doc) and doc[at].ent_type_ != "PERSON" and doc[at].tag_ == "NNP" and at < tokens[-1].i + 5:
        at += 1  # "Dr.", "Colonel"
    run: list[Token] = []
    while at < len(doc) and doc[at].ent_type_ == "PERSON" and (not run or doc[at].ent_iob_ == "I"):
        run.append(doc[at])
        at += 1
    if len(run) > 1 and (at >= len(doc) or doc[at].text in (",", ".")):
        yield run[-1]


def proper_name(
    text: str, paragraph: Paragraph, head: Token, lexicons: Lexicons
) -> tuple[str | None, set[str]]:
    """Return the name that a word heads, without titles, and the titles."""
    if head.ent_type_ == "NORP" and head.tag_ in ("NNS", "NNPS"):
        return None, set()
    run = [head]
    while run[0].i > 0 and _joins(run[0].nbor(-1), head):
        run.insert(0, run[0].nbor(-1))
    if run[0].i > 1 and run[0].nbor(-1).text in ("'", "\u2019") and run[0].nbor(-2).text[:1].isupper():
        run[:0] = [run[0].nbor(-2), run[0].nbor(-1)]  # "Physicians' Relief"
    while run[-1].i + 1 < len(head.doc) and _continues(run[-1], run[-1].nbor(1), head):
        run.append(run[-1].nbor(1))
    run += _purpose(run[-1], head, lexicons)
    titles: set[str] = set()
    if head.ent_type_ == "PERSON":
        # "Defence Secretary Mark Oriel": the role before the name is not part of it.
        last = max((k for k, t in enumerate(run[:-1]) if t.lemma_.lower() in lexicons.roles), default=-1)
        run = run[last + 1 :]
    while len(run) > 1 and _dates(run[0], head):
        run.pop(0)  # "On Monday Ann Lee said"
    body = head.lemma_.lower() in lexicons.state_nouns or head.lower_ in lexicons.state_nouns
    while len(run) > 1 and run[0] != head and _leads(run[0], head, lexicons):
        if body and len(run) == 2 and run[0].text[:1].isupper() and run[0].pos_ != "DET":
            break  # "General Staff", "Justice Ministry"
        titles.add(run[0].lower_.rstrip("."))
        run.pop(0)
    span = paragraph.span(run)
    name = text[span.start : span.end]
    for possessive in ("'s", "\u2019s"):
        name = name.removesuffix(possessive)
    return " ".join(name.split()) or None, titles


def led(text: str, paragraph: Paragraph, head: Token) -> str | None:
    """Return the body that somebody is said to lead: "Ann Lee, who chairs the Union of Bakers"."""
    clauses = (c for c in head.children if c.dep_ == "relcl" and c.lemma_.lower() in _LEADING)
    body = next((b for c in clauses if (b := child(c, "dobj")) is not None and b.pos_ == "PROPN"), None)
    if body is None:
        return None
    clause = {t.i for c in body.children if c.dep_ in ("relcl", "acl", "appos", "det") for t in c.subtree}
    span = paragraph.span([t for t in body.subtree if t.i not in clause and not t.is_punct])
    return " ".join(text[span.start : span.end].split())


def _purpose(last: Token, head: Token, lexicons: Lexicons) -> list[Token]:
    """What a body's name goes on with: "the Orsk Observatory for Human Rights", "Bakers Without Ovens"."""
    doc, at = last.doc, last.i + 1
    if _without(last):
        return list(doc[at : at + 2])
    if head.ent_type_ == "PERSON" or is_post(head.lemma_.lower(), lexicons) or at + 1 >= len(doc):
        return []
    end = at + 1
    while end < len(doc) and doc[end].pos_ == "PROPN" and doc[end].text[:1].isupper():
        end += 1
        if end + 1 < len(doc) and doc[end].lower_ == "and" and doc[end].head.i == end - 1:
            end += doc[end + 1].pos_ == "PROPN"  # "for Truth and Memory"
    named = doc[at].lower_ == "for" and doc[at].head.i == last.i and doc[at + 1].ent_type_ not in _PLACED
    return list(doc[at:end]) if named and end > at + 1 else []


def _without(token: Token) -> bool:
    """Whether a name goes on with "Without" and a word in capitals."""
    after = token.doc[token.i + 1 : token.i + 3]
    return len(after) == 2 and after[0].text == "Without" and after[1].text[:1].isupper()


def _dates(token: Token, head: Token) -> bool:
    """Whether a word before a name is a day or month that the parse draws into it."""
    dated = token.ent_type_ in ("DATE", "TIME") or token.lower_ in _DAYS
    return dated and head.ent_type_ not in ("DATE", "TIME")


def _leads(token: Token, head: Token, lexicons: Lexicons) -> bool:
    """Whether a word before a name is no part of it: a title, a post, an article, "newspaper"."""
    if token.lower_.rstrip(".") in lexicons.titles or is_post(token.lemma_.lower(), lexicons):
        return True
    if token.lower_ in ("the", "a", "an") or (token.is_punct and token.text != '"'):
        return True
    return token.text.islower() and token.pos_ in ("NOUN", "ADJ") and not head.text.islower()


def is_post(word: str, lexicons: Lexicons) -> bool:
    """Whether a word says what a person is; "ministry" and "radio" are parts of names."""
    role = lexicons.roles.get(word)
    return role is not None and role.kind not in _NO_POSTS


def _joins(token: Token, head: Token) -> bool:
    if token.i < head.left_edge.i:
        return False
    if token.pos_ == "PROPN" and token.dep_ in ("compound", "nmod", "flat", "amod"):
        return True
    same = token.ent_iob_ != "O" and token.ent_type_ == head.ent_type_ and head.ent_type_ != ""
    return same and token.pos_ in ("PROPN", "ADP", "DET", "CCONJ", "ADJ", "NOUN", "PART", "PUNCT")


def _continues(last: Token, token: Token, head: Token) -> bool:
    """Names that go on to the right: "Syrian Observatory for Human Rights", entity by entity."""
    return token.ent_iob_ == "I" and token.ent_type_ == last.ent_type_ != "" and token.i <= head.right_edge.i
