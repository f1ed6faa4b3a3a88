"""What a source phrase says of its source: name, role, affiliation, number, descriptors, kind.

One phrase at a time; who is the same as whom is for `naming`. Everything known of words comes from
the lexicons, everything known of structure from the parse.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.annotate.bearers import gender, kind_of_named
from reportedly.annotate.names import bearer, is_post, led, proper_name
from reportedly.annotate.parse import Paragraph
from reportedly.annotate.subjects import child, kind_of_body, phrase
from reportedly.annotate.unsaid import QUOTE_MARKS
from reportedly.disguise import worn
from reportedly.forms import Metonym, Outlet, Role
from reportedly.lexicon import Lexicons
from reportedly.shapes import EvidenceKind, SourceKind, Span

if TYPE_CHECKING:
    from reportedly.annotate.parse import Token

NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "both": 2, "dozen": 12,
}  # fmt: skip
PRONOUNS = {
    "he": "male", "she": "female", "him": "male", "her": "female", "his": "male", "hers": "female",
    "they": "plural", "them": "plural", "their": "plural", "it": "thing", "its": "thing",
    "i": "self", "we": "self", "me": "self", "us": "self", "my": "self", "our": "self",
}  # fmt: skip
_INDEFINITE = {"a", "an", "some", "several", "many", "other", "another", "most", "few", "one"}
_DEFINITE = {"the", "this", "that", "these", "those"}
_MEMBERS = {*NUMBERS, "others", "another", "some", "several", "many", "most"} - {"dozen"}
_MEDIUM = {
    *("news", "agency", "newswire", "wire", "newspaper", "daily", "paper", "magazine", "website"),
    *("channel", "network", "service", "broadcaster", "television", "tv", "radio", "station"),
}
PRESS = {SourceKind.OUTLET, SourceKind.AGENCY}
_WITH_ROLE = {SourceKind.PERSON, SourceKind.ANONYMOUS, SourceKind.GROUP, SourceKind.ACCOUNT}
_AGE = re.compile(r",?\s+(?:\(\d{1,3}\)|\d{1,3}),?$|,$")
_OF = {"of", "for", "with", "at", "from", "in", "to"}


@dataclass(frozen=True, slots=True)
class Mention:
    """The features of one source phrase; `words` is the phrase as printed, `core` without its clauses.

    `printed`: an outlet's name as it stands there. `sentence`: where the sentence begins.

    `member`: somebody of a group named before ("one of them", "both"). `owner`: the pronoun whose the source
    is ("its spokesman"). `alone`: a name without a word that says who that is. `silent`: not to be named.
    `ours`: the publisher, as it calls itself ("this newspaper"). `of`: the kind of body for which he speaks.
    """

    span: Span
    words: str
    core: str
    head: str
    name: str | None
    kind: SourceKind
    evidence_kind: EvidenceKind | None
    count: int | None
    plural: bool
    definite: bool
    pronoun: str | None
    gender: str | None
    role: str | None
    affiliation: str | None
    descriptors: tuple[str, ...]
    outlet: Outlet | None = None
    printed: str | None = None
    sentence: int = 0
    metonym: Metonym | None = None
    vague: bool = False
    journalist: bool = False
    member: bool = False
    owner: str | None = None
    alone: bool = False
    silent: bool = False
    ours: bool = False
    of: str | None = None


def mention(text: str, paragraph: Paragraph, head: Token, span: Span, lexicons: Lexicons) -> Mention:
    """Read one source phrase."""
    tokens = [t for t in paragraph.within(span) if not t.is_space]
    words = text[span.start : span.end]
    top = _partitive(head)
    bare = _bare(words)
    core, kept = _core(text, paragraph, head, tokens)
    outlet, printed = _outlet(core, _bare(core), kept, lexicons)
    metonym = lexicons.metonyms.get(bare) or lexicons.metonyms.get(words)
    words = words.removesuffix("'s").removesuffix("\u2019s") if head.dep_ == "poss" else words
    named = bearer(top, tokens, lexicons) or (bearer(head, tokens, lexicons) if top.i != head.i else None)
    name, titles = proper_name(text, paragraph, named, lexicons) if named is not None else (None, set())
    if named is not None and head.pos_ == "NUM":
        top = named  # "one of the six, the trader Tom Hirn"
    if len(tokens) == 1 and top.pos_ == "ADJ":
        name = lexicons.demonyms.get(top.lower_, name)  # "Kestrian accusations"
    role, role_word, affiliation = _role(text, paragraph, top, name is not None, lexicons)
    entry = _known_role(top, role_word, lexicons)
    post = is_post(role_word or "", lexicons)
    outlet = None if post and outlet and bare not in (outlet.name, *outlet.aliases) else outlet
    first, lower = tokens[0].lower_ if tokens else "", words.lower()
    anonymous = any(a in lower for a in lexicons.unnamed)
    several = any(c.dep_ == "conj" for c in top.children)
    plural = top.tag_ in ("NNS", "NNPS") or several
    count = _count(head, top, plural)
    pronoun = PRONOUNS.get(lower) if words != "US" else None
    role_kind = entry.kind if entry else None
    kind = _kind(top, named, name, outlet, metonym, role_kind, anonymous, plural, role, lexicons)
    plural = several if kind is SourceKind.PERSON and name is not None else plural  # "Karim Dells" is one
    if kind is SourceKind.UNKNOWN and any(t.lower_ == "who" for t in tokens):
        kind = SourceKind.GROUP if plural else SourceKind.ANONYMOUS  # "a welder who ..."
    beside = named is not None and named.i != top.i
    evidence = entry.evidence_kind if entry else None
    if evidence is EvidenceKind.NEWS_REPORT and kind is SourceKind.PERSON and affiliation is not None:
        # The editor of an institute's journal is asked for what he knows, not for what he reports.
        evidence = evidence if lexicons.outlet_pattern.search(affiliation) else EvidenceKind.EXPERT
    if affiliation is not None and kind is SourceKind.ORGANIZATION and name and affiliation in name:
        affiliation = None  # "Ministry of Defence": the name itself
    return Mention(
        span=span, words=words, core=core, head=top.lemma_.lower(),
        name=name or (outlet.name if outlet else None),
        kind=kind, evidence_kind=evidence, count=count, plural=plural,
        definite=first in _DEFINITE, pronoun=pronoun,
        gender=gender(titles, role_word or (top.lemma_.lower() if name is None else "")),
        role=role if top in tokens and (kind in _WITH_ROLE or beside) else None,
        affiliation=affiliation, descriptors=_descriptors(top, lexicons) if name is None else (),
        outlet=outlet, printed=printed, metonym=metonym, sentence=paragraph.start(head.sent[0]),
        vague=top.lower_ in lexicons.vague_sources and child(top, "poss", "compound") is None,
        journalist=(role_word or top.lemma_.lower()) in lexicons.journalists,
        member=_member(head, top, tokens), owner=_owner(top), alone=_alone(words, name, lexicons),
        of=kind_of_body(top, lexicons.state_nouns | lexicons.body_nouns), silent=anonymous,
        ours=first in ("this", "our") and role_kind in PRESS,
    )  # fmt: skip


def _core(
    text: str, paragraph: Paragraph, head: Token, tokens: Sequence[Token]
) -> tuple[str, Sequence[Token]]:
    """A phrase without what clauses add ("an official who declined to be named": "an official")."""
    clauses = [t for t in tokens if t.dep_ in ("relcl", "acl", "advcl") and t.i > head.i]
    kept = [t for t in phrase(head, clauses) if t in tokens] or [head]
    span = paragraph.span(kept)
    core = text[span.start : span.end]
    common = kept[0].pos_ != "PROPN" and kept[0].ent_type_ not in ("NORP", "ORG", "GPE", "PERSON")
    if common and kept[0].text.istitle() and kept[0].is_sent_start:
        core = core[:1].lower() + core[1:]  # "Two workers" at the start of a sentence
    return (core.removesuffix("'s").removesuffix("\u2019s") if head.dep_ == "poss" else core), kept


def _partitive(head: Token) -> Token:
    """As in "one of the unnamed sources": the sources are what the phrase is about."""
    if head.lower_ in NUMBERS or head.lower_ in _INDEFINITE or head.pos_ == "NUM":
        of = next((c for c in head.children if c.dep_ == "prep" and c.lower_ == "of"), None)
        inner = child(of, "pobj") if of is not None else None
        if inner is not None:
            return inner
    return head


def _bare(words: str) -> str:
    words = words.removesuffix("'s").removesuffix("\u2019s")
    for article in ("The ", "the ", "A ", "a ", "An ", "an "):
        if words.startswith(article):
            return words[len(article) :]
    return words


def _known_role(top: Token, role_word: str | None, lexicons: Lexicons) -> Role | None:
    """What the lexicon knows of a role, by two words where it has them, else by its head."""
    before = top.nbor(-1) if top.i > top.left_edge.i else None
    pair = f"{before.lower_} {top.lemma_.lower()}" if before is not None and role_word is None else ""
    found = lexicons.roles.get(pair) if before is not None and before.dep_ in ("compound", "amod") else None
    return found or lexicons.roles.get(role_word or top.lemma_.lower()) or lexicons.roles.get(top.lower_)


def _member(head: Token, top: Token, tokens: Sequence[Token]) -> bool:
    """Whether a phrase means some of those spoken of before: "one of them", "both", "one, who"."""
    if top.i != head.i:
        return top.lower_ in ("them", "those", "whom", "which")
    if len(tokens) > 1 and any(t.i < head.i for t in tokens):
        return False
    alone = head.lower_ in _MEMBERS and head.pos_ != "PROPN" and head.lower_ not in ("most", "many", "some")
    return alone and child(head, "prep", "det", "amod", "compound") is None


def _owner(top: Token) -> str | None:
    """The pronoun that says whose somebody is: "its spokesman", "their lawyer"."""
    found = child(top, "poss")
    return PRONOUNS.get(found.lower_) if found is not None else None


def _alone(words: str, name: str | None, lexicons: Lexicons) -> bool:
    """Whether a name stands without a post or a description, but for its title and an age behind it."""
    bare = _AGE.sub("", words).removesuffix("'s").removesuffix("\u2019s")
    if name is None or not bare.endswith(name):
        return False
    return all(w.lower().rstrip(".") in (*lexicons.titles, "the") for w in bare.removesuffix(name).split())


def _outlet(
    words: str, bare: str, tokens: Sequence[Token], lexicons: Lexicons
) -> tuple[Outlet | None, str | None]:
    """The outlet or agency that a phrase names, and its name as printed there."""
    for form, as_printed in ((words, bare), (bare, bare), ("The " + bare, bare)):
        if form in lexicons.outlets:
            return lexicons.outlets[form], as_printed
    if worn(words):
        return None, None  # "Тhe Guardian" with a Cyrillic letter is not the Guardian
    # "Lebanon's Daily Star", "state-run SANA", "the Interfax news agency": a known name that is the
    # phrase's head, or stands before a word for a medium.
    found = [(m.group(), m.end()) for m in lexicons.outlet_pattern.finditer(words)]
    if not found or not tokens:
        return None, None
    name, end = found[-1]
    rest = words[end:].strip().lower().removeprefix("'s").removeprefix("\u2019s").split()
    plain = all(t.pos_ not in ("VERB", "ADP") or t.dep_ == "amod" for t in tokens)
    fits = plain and all(w in _MEDIUM for w in rest)
    return (lexicons.outlets[name], _bare(name)) if fits else (None, None)


def _role(
    text: str, paragraph: Paragraph, head: Token, named: bool, lexicons: Lexicons
) -> tuple[str | None, str | None, str | None]:
    """Role and affiliation: from an apposition, from the words before a name, or from the phrase itself."""
    if not named:
        if head.lemma_.lower() not in lexicons.roles and head.lower_ not in lexicons.roles:
            return None, None, None
        said = None if head.lemma_ == "source" else _words(text, paragraph, head)
        return said, head.lemma_.lower(), _affiliation(text, paragraph, head)
    if head.pos_ == "NOUN" and not head.ent_type_:
        # "Its envoy, Isak Dorn": the name stands beside the role.
        return _words(text, paragraph, head), head.lemma_.lower(), _affiliation(text, paragraph, head)
    for below in head.children:
        # An apposition to a name says what its bearer is, whether the lexicon knows the word or not.
        if below.dep_ == "appos" and below.pos_ == "NOUN" and below.i > head.i:
            return _words(text, paragraph, below), below.lemma_.lower(), _affiliation(text, paragraph, below)
    if head.text.islower() or head.lower_ in lexicons.state_nouns:
        return None, None, None  # "the Justice Ministry", "the General Staff": no judge or general of theirs
    for below in [*head.lefts][::-1]:
        lemma = below.lemma_.lower()
        if is_post(lemma, lexicons) and below.dep_ in ("compound", "nmod", "amod", "poss"):
            first = min([below.i, *(c.i for c in below.children), *_left_names(below)])
            words = paragraph.span(head.doc[first : below.i + 1])
            owner = head.doc[first : below.i]
            named_body = any(t.ent_type_ in ("ORG", "GPE", "NORP", "FAC") for t in owner)
            before = paragraph.span(owner) if named_body else None
            body = text[before.start : before.end] if before else _affiliation(text, paragraph, head)
            return _articleless(text[words.start : words.end]), lemma, body
    return None, None, _affiliation(text, paragraph, head)


def _articleless(role: str) -> str:
    return re.sub(r"^(?:the|an?)\s+", "", role, flags=re.IGNORECASE)


def _left_names(token: Token) -> list[int]:
    """Positions of the compound words that stand directly before a role ("Defence Ministry spokesman")."""
    i, found = token.i - 1, []
    while i >= 0 and token.doc[i].dep_ in ("compound", "nmod", "amod") and not token.doc[i].is_punct:
        found.append(i)
        i -= 1
    return found


def _words(text: str, paragraph: Paragraph, head: Token) -> str:
    """A role as printed: its head with what stands before it, articles and "his" left out."""
    around = head.doc[head.left_edge.i : head.i + 1]
    tokens = [
        t
        for t in around
        if t.dep_ not in ("det", "nummod", "predet") and t.tag_ != "PRP$" and t.text not in QUOTE_MARKS
    ]
    span = paragraph.span(tokens or [head])
    return " ".join(text[span.start : span.end].split())


def _affiliation(text: str, paragraph: Paragraph, head: Token) -> str | None:
    """The body that a person belongs to: a name before the role, or behind it ("of", "with", "at")."""
    found = _body(text, paragraph, head) or led(text, paragraph, head)
    return found.removesuffix("'s").removesuffix("\u2019s") if found is not None else None


def _body(text: str, paragraph: Paragraph, head: Token) -> str | None:
    for below in head.children if head.pos_ != "PROPN" else ():
        if below.dep_ in ("poss", "compound", "nmod") and below.pos_ == "PROPN":
            span = paragraph.span(head.doc[below.left_edge.i : below.i + 1])
            return text[span.start : span.end]
    for prep in head.children:
        if prep.dep_ != "prep" or prep.lower_ not in _OF:
            continue
        inner = child(prep, "pobj")
        if inner is None or not any(t.pos_ == "PROPN" for t in inner.subtree):
            continue
        best = _named_part(inner)
        span = paragraph.span(best)
        return " ".join(text[span.start : span.end].split())
    return None


def _named_part(head: Token) -> list[Token]:
    """The phrase without clauses; where an organisation is named in it, that name alone."""
    tokens = [t for t in head.subtree if not any(a.dep_ in ("relcl", "acl") and a.i != head.i and a.i > head.i
                                                 for a in (t, *t.ancestors) if a.i >= head.i)]  # fmt: skip
    for t in tokens:
        if t.ent_type_ == "ORG" and t.ent_iob_ == "B" and t.i >= head.i - 3 and _ends_entity(head):
            run = [t]
            while run[-1].i + 1 < len(t.doc) and run[-1].nbor(1).ent_iob_ == "I":
                run.append(run[-1].nbor(1))
            return run[1:] if len(run) > 1 and run[0].lower_ == "the" else run
    while len(tokens) > 1 and (tokens[0].dep_ == "det" or tokens[0].is_punct):
        tokens = tokens[1:]
    return tokens or [head]


def _ends_entity(head: Token) -> bool:
    """Whether an organisation's name stands for the phrase: its head is in the name, or named after it."""
    return head.ent_type_ == "ORG" or any(
        c.ent_type_ == "ORG" and c.i > head.i and c.dep_ == "appos" for c in head.children
    )


def _count(head: Token, top: Token, plural: bool) -> int | None:
    if head.i != top.i and top.tag_ in ("NNS", "NNPS"):
        return next((_number(c) for c in top.children if c.dep_ == "nummod"), None)
    before = ("nummod", "predet", "det", "nmod", "amod", "compound")
    numbers = (_number(c) for c in top.children if c.dep_ in before)
    number = next((n for n in numbers if n is not None), None)
    if number is not None:
        return number
    return None if plural else 1 if top.tag_ in ("NN",) and child(top, "det") is not None else None


def _number(token: Token) -> int | None:
    if token.lower_ in NUMBERS:
        return NUMBERS[token.lower_]
    return int(token.text) if token.text.isascii() and token.text.isdigit() else None


def _descriptors(head: Token, lexicons: Lexicons) -> tuple[str, ...]:
    words = [c for c in head.children if c.dep_ in ("amod", "compound", "nmod") and c.i < head.i]
    return tuple(c.text for c in words)


def _kind(
    head: Token, named: Token | None, name: str | None, outlet: Outlet | None, metonym: Metonym | None,
    role_kind: SourceKind | None, anonymous: bool, plural: bool, role: str | None, lexicons: Lexicons,
) -> SourceKind:  # fmt: skip
    lemma = head.lemma_.lower()
    if outlet is not None:
        return SourceKind.AGENCY if outlet.kind == "agency" else SourceKind.OUTLET
    if metonym is not None:
        return SourceKind.ORGANIZATION
    if name is not None:
        if head.text.startswith("@"):
            return SourceKind.ACCOUNT
        if role_kind in (SourceKind.ORGANIZATION, SourceKind.OUTLET, SourceKind.AGENCY, SourceKind.GROUP):
            return role_kind
        if " Without " in name:
            return SourceKind.ORGANIZATION
        return kind_of_named(head, named or head, name, role_kind, role, lexicons)
    if head.text.startswith("@") or lemma in ("account",):
        return SourceKind.ACCOUNT
    if head.lower_ in lexicons.vague_sources:
        return SourceKind.UNKNOWN
    if anonymous:
        return SourceKind.ANONYMOUS
    if lemma in lexicons.documents or role_kind is SourceKind.DOCUMENT:
        return SourceKind.DOCUMENT
    if role_kind is not None and role_kind is not SourceKind.PERSON:
        return role_kind
    if role_kind is SourceKind.PERSON:
        counted = child(head, "nummod") is not None
        if plural and not counted:
            return SourceKind.GROUP
        return SourceKind.ANONYMOUS
    return SourceKind.GROUP if plural else SourceKind.ORGANIZATION if head.ent_type_ else SourceKind.UNKNOWN
