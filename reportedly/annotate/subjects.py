"""Who does the saying: from a cue to the phrase that names its source, by the parse.

Passives, participles, infinitives, coordination and relative clauses leave the subject elsewhere;
`subject` looks where English leaves it. It gives the head word; `phrase` gives the whole phrase.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reportedly.annotate.parse import Token

CLAUSAL = {"ccomp", "advcl", "relcl", "acl", "csubj", "csubjpass", "parataxis"}
NOMINAL = {"NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ"}
_GETTING = {"obtain", "see", "review", "read", "receive", "hear", "cite", "quote", "acquire", "get", "give"}
_GETTING |= {"leak", "send", "verify", "view", "examine", "share", "provide"}
_PLACES = ("GPE", "LOC", "FAC")
_NO_AUTHORS = {"DATE", "TIME", "LAW", "EVENT", "WORK_OF_ART", "CARDINAL"}
RELATIVE = {"who", "which", "that", "whom"}


def child(token: Token, *deps: str) -> Token | None:
    """Return a token's first child with one of the dependency labels."""
    for below in token.children:
        if below.dep_ in deps:
            return below
    return None


def passive(verb: Token) -> bool:
    """Whether a verb stands in the passive."""
    if child(verb, "auxpass", "nsubjpass") is not None:
        return True
    return verb.tag_ == "VBN" and verb.dep_ in ("acl", "amod", "ROOT") and child(verb, "nsubj", "aux") is None


def gerund(verb: Token) -> bool:
    """Whether a verb is a gerund: "shelling", "having shelled", "having been shelled"."""
    return verb.tag_ == "VBG" or any(c.dep_ in ("aux", "auxpass") and c.tag_ == "VBG" for c in verb.children)


def agent(verb: Token) -> Token | None:
    """Return the head of a passive's by-phrase."""
    by = next((c for c in verb.children if c.dep_ in ("agent", "prep") and c.lower_ == "by"), None)
    return child(by, "pobj") if by is not None else None


def subject(verb: Token, depth: int = 0) -> Token | None:
    """Return the head of the phrase that does what an active verb says, or null."""
    own = child(verb, "nsubj", "expl")
    if own is not None:
        return own
    if depth > 4:
        return None
    head = verb.head
    if verb.dep_ in ("conj", "xcomp", "dep") and head.pos_ in ("VERB", "AUX"):
        outer = head.head if head.dep_ in ("ccomp", "xcomp") else None
        same = (
            outer is not None
            and outer.tag_ == verb.tag_
            and (outer.lemma_ == verb.lemma_ or child(verb, "ccomp") is not None or _turns(head, verb))
        )
        if outer is not None and verb.dep_ == "conj" and same:
            # "told the council that it was safe and told reporters that ..."
            return _doer(outer, depth)
        return _doer(head, depth)
    if verb.dep_ == "xcomp" and head.pos_ == "ADJ":
        # "are likely to say": the subject is that of the adjective's verb.
        return _doer(head.head if head.dep_ == "acomp" else head, depth)
    if verb.dep_ in ("advcl", "ccomp", "parataxis") and verb.tag_ in ("VBG", "VBN", "VB"):
        return _doer(head, depth) if head.pos_ in ("VERB", "AUX") else None
    if verb.dep_ == "pcomp" and head.dep_ == "prep":
        above = head.head
        return _doer(above, depth) if above.pos_ in ("VERB", "AUX") else None
    if verb.dep_ == "acl" and verb.tag_ == "VBG" and head.pos_ in NOMINAL:
        return head
    if verb.dep_ == "acl" and verb.tag_ == "VB" and head.head.pos_ == "VERB":
        return _doer(head.head, depth)
    return None


def _turns(before: Token, verb: Token) -> bool:
    """Whether an active verb goes on behind a passive one: "said it was hit and accused the rebels"."""
    return passive(before) and not passive(verb) and child(verb, "dobj") is not None


def _doer(verb: Token, depth: int) -> Token | None:
    """The subject of a governing verb; of a passive ("he was asked to say") its patient."""
    patient = child(verb, "nsubjpass")
    return patient if patient is not None else subject(verb, depth + 1)


def antecedent(token: Token) -> Token:
    """Return what a relative pronoun stands for; any other token is its own antecedent."""
    if token.lower_ not in RELATIVE or token.dep_ not in ("nsubj", "nsubjpass", "dobj", "pobj"):
        return token
    clause = token
    while clause.dep_ not in ("relcl", "ROOT", "acl") and clause.head.i != clause.i:
        clause = clause.head
    if clause.dep_ not in ("relcl", "acl") or clause.head.pos_ not in NOMINAL:
        return token
    return _whose_place(clause.head) if token.lower_ == "who" else clause.head


def _whose_place(named: Token) -> Token:
    """Who is meant where "who" stands behind a place: "an officer stationed in Orsk, who agreed"."""
    if named.ent_type_ not in _PLACES or named.dep_ == "appos" or child(named, "appos") is not None:
        return named
    found = named
    for above in named.ancestors:
        if above.pos_ == "NOUN" and above.ent_type_ not in _PLACES:
            found = above
        elif above.dep_ not in ("prep", "acl", "pobj"):
            break
    return found


def author(document: Token) -> Token | None:
    """Return who made or issued a writing: "a list made by the union", "the army's statement".

    Not so whoever only got hold of it ("a recording obtained by X"), nor a day ("Monday's report").
    """
    return next((who for who in _makers(document) if _somebody(who)), None)


def _makers(document: Token) -> Iterator[Token]:
    for token in document.subtree:
        by = token.lower_ in ("by", "from") and token.dep_ in ("prep", "agent") and token.i > document.i
        above = token.head
        made = above.dep_ == "acl" and above.tag_ == "VBN" and above.lemma_.lower() not in _GETTING
        if by and (above.i == document.i or (made and token.lower_ == "by")):
            yield from (c for c in token.children if c.dep_ == "pobj")
        elif by and above.dep_ == "pobj" and above.head.head.dep_ == "acl" and token.lower_ == "by":
            yield from (c for c in token.children if c.dep_ == "pobj")  # "drawn up lamp by lamp by the union"
        of = token.lower_ == "of" and above.i == document.i
        yield from (c for c in token.children if of and c.dep_ == "pobj" and _named_body(c))
    yield from (c for c in document.children if c.dep_ == "poss" and c.pos_ in ("NOUN", "PROPN"))


def _named_body(token: Token) -> bool:
    plain = token.pos_ == "PROPN" and token.ent_type_ in ("", "PRODUCT", "WORK_OF_ART")
    return plain or any(t.ent_type_ == "ORG" for t in (token, *token.children))


def _somebody(token: Token) -> bool:
    if token.ent_type_ in _NO_AUTHORS:
        return False
    plural = token.tag_ in ("NNS", "NNPS")
    return plural or token.pos_ == "PROPN" or child(token, "det", "poss", "nummod") is not None


def kind_of_body(post: Token, kinds: Container[str]) -> str | None:
    """Return the bare noun of a body with a post: "ministry spokesman", "spokesman for the mission"."""
    fors = [child(c, "pobj") for c in post.children if c.dep_ == "prep" and c.lower_ in ("for", "of")]
    for body in (*(c for c in post.children if c.dep_ in ("compound", "poss", "nmod")), *fors):
        if body is None or any(c.dep_ in ("compound", "amod", "poss", "prep") for c in body.children):
            continue
        if body.lower_ in kinds and body.text.islower():
            return body.lower_
    return None


def phrase(head: Token, without: Iterable[Token] = ()) -> list[Token]:
    """Return the tokens of the phrase that a head governs, trimmed of outer punctuation.

    Clauses that hold one of the tokens in `without` (a cue, a content) are left out with all below.
    """
    barred = {token.i for token in without} - {head.i}
    kept: list[Token] = []

    def take(token: Token) -> None:
        if token.i in barred:
            return
        kept.append(token)
        for below in token.children:
            if token.i == head.i and below.dep_ in ("prep", "npadvmod") and _when(below):
                continue
            cut = below.dep_ in (*CLAUSAL, "prep", "conj", "cc", "appos") and any(
                t.i in barred for t in below.subtree
            )
            if not cut:
                take(below)

    take(head)
    kept.sort(key=lambda token: token.i)
    run = _run(kept, head)
    while run and (run[0].is_punct or run[0].is_space or run[0].dep_ == "cc"):
        run = run[1:]
    while run and (run[-1].is_punct or run[-1].is_space or run[-1].dep_ == "cc"):
        if run[-1].text in (")", "%", "]") or run[-1].text.endswith("."):
            break
        run = run[:-1]
    return run or [head]


def _when(token: Token) -> bool:
    """Whether a word or phrase only dates what is done ("Velania on Monday denied")."""
    what = child(token, "pobj") if token.dep_ == "prep" else token
    return what is not None and what.ent_type_ in ("DATE", "TIME") and token.lower_ != "of"


def _run(tokens: list[Token], head: Token) -> list[Token]:
    """The unbroken stretch of tokens around the head."""
    at = next(k for k, token in enumerate(tokens) if token.i == head.i)
    first = last = at
    while first > 0 and tokens[first - 1].i == tokens[first].i - 1:
        first -= 1
    while last + 1 < len(tokens) and tokens[last + 1].i == tokens[last].i + 1:
        last += 1
    return tokens[first : last + 1]
