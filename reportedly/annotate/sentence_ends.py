"""Sources that close a sentence after what they say: "The bridge was mined, a source is quoted as saying."

In come a paragraph's cues and the relations that the parse gave; out come those that it loses: behind a
perfect or a passive ("..., an officer has told X", "..., it was stressed"), between two halves of what is
said ("..., said its head, Ann Lee, and ..."), and numbers put on harm ("puts the toll at nine"). The order of
words decides.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from reportedly.annotate.cues import Hit
from reportedly.annotate.parse import Paragraph
from reportedly.annotate.quotes import Quote, inside
from reportedly.annotate.relations import Relation, relation_of
from reportedly.annotate.subjects import agent, child, passive, phrase, subject
from reportedly.lexicon import Lexicons

if TYPE_CHECKING:
    from reportedly.annotate.parse import Token

CLOSING = ("closing", "toll")
"""How the names of these rules begin."""
_FINITE = ("VBD", "VBZ", "VBP", "MD")
_SUBORDINATE = {"if", "when", "while", "as", "because", "although", "though", "since", "after", "before"}
_REACH = 14
"""How many words may follow a closing cue: whom it is told, when and where."""
_PUTTING = {"put", "give", "place", "set", "estimate", "count"}
_FIGURES = {
    *("number", "toll", "death", "figure", "count", "dead", "casualty", "loss", "total", "victim", "damage"),
    *("cost", "tally", "strength", "turnout", "wounded", "injured", "missing"),
}


def closings(
    index: int, paragraph: Paragraph, cues: Sequence[Hit], found: Sequence[Relation], quotes: Sequence[Quote],
    lexicons: Lexicons,
) -> Iterator[Relation]:  # fmt: skip
    """Yield the relations of cues that close a sentence or number what happened, where `found` has none."""
    heads = {r.head.i for r in found}
    for hit in cues:
        if hit.head.i in heads or hit.group.pos != "verb":
            continue
        if inside(quotes, paragraph.start(hit.head)) is None and {"quote", "clause"} <= set(hit.group.frames):
            relation = _quoted(index, paragraph, hit) or _passing(index, paragraph, hit)
            relation = relation or _between(index, paragraph, hit)
            if relation is not None:
                yield relation
    yield from _tolls(index, paragraph, heads, lexicons)


def ends_sentence(relation: Relation, paragraph: Paragraph) -> bool:
    """Whether a source and its cue close the sentence that they say: "..., the mission has found"."""
    head, source = relation.head, relation.source
    if head.pos_ != "VERB" or len(source) != 1 or not relation.rule.startswith("verb-clause"):
        return False
    if not relation.content[-1].end <= source[0].start <= relation.cue[-1].start:
        return False
    first = paragraph.within(source[0])[0]
    return first.i > 0 and first.nbor(-1).text == "," and head.dep_ == "ROOT" and _over(head)


def _over(verb: Token) -> bool:
    """Whether nothing is said or done after a verb in its sentence."""
    rest = [t for t in verb.doc[verb.i + 1 : verb.sent.end] if not t.is_punct]
    return len(rest) <= _REACH and not any(t.tag_ in _FINITE for t in rest)


def _before(verb: Token, first: Token) -> list[Token]:
    """The clause before the comma behind which a sentence's source stands; empty where there is none."""
    comma = first.i - 1
    if comma <= verb.sent.start or verb.doc[comma].text not in (",", "-", "\u2014", "\u2013"):
        return []
    said = [t for t in verb.doc[verb.sent.start : comma] if not t.is_space]
    main = any(t.tag_ in _FINITE and t.dep_ != "relcl" for t in said)
    if not main or not said or said[0].lower_ in _SUBORDINATE or any(t.text == '"' for t in said):
        return []
    return said if len(said) > 3 else []


def _quoted(index: int, paragraph: Paragraph, hit: Hit) -> Relation | None:
    """As in "The bridge was mined, a security source is quoted as saying"."""
    prep = hit.head.head
    outer = prep.head
    if hit.head.dep_ != "pcomp" or prep.lower_ != "as" or not passive(outer) or not _over(hit.head):
        return None
    speaker = child(outer, "nsubjpass")
    if speaker is None:
        return None
    by = agent(outer)
    said = _before(outer, speaker.left_edge)
    source = phrase(speaker, [*hit.tokens, outer, *said])
    relation = relation_of("closing-quoted", index, paragraph, hit, speaker, source, said, None)
    if relation is None:
        return None
    passed = [c for c in outer.children if c.dep_ in ("aux", "auxpass") and c.i < outer.i]
    cue = tuple(sorted((paragraph.span([*passed, outer]), *relation.cue)))
    return Relation(
        rule=relation.rule, paragraph=index, group=hit.group, cue=cue, head=hit.head, source=relation.source,
        source_head=speaker, content=relation.content, relays=(by,) if by is not None else (),
    )  # fmt: skip


def _passing(index: int, paragraph: Paragraph, hit: Hit) -> Relation | None:
    """As in "..., an officer has told the paper", and by nobody named: "..., it was stressed"."""
    verb = hit.head
    if verb.tag_ != "VBN" or not _over(verb):
        return None
    if passive(verb):
        it = child(verb, "nsubjpass")
        if it is None or it.lower_ != "it" or agent(verb) is not None:
            return None
        said = _before(verb, it)
        return relation_of("closing-unnamed", index, paragraph, hit, None, [], said, None)
    speaker = subject(verb)
    have = any(c.dep_ == "aux" and c.tag_ in ("VBZ", "VBP", "VBD") for c in verb.children)
    if not have or speaker is None or speaker.i > verb.i or speaker.dep_ not in ("nsubj",):
        return None
    source = phrase(speaker, hit.tokens)
    said = _before(verb, source[0])
    told = child(verb, "dobj", "dative")
    return relation_of("closing-perfect", index, paragraph, hit, speaker, source, said, told)


def _between(index: int, paragraph: Paragraph, hit: Hit) -> Relation | None:
    """As in "Three people had been killed, said its head, Ann Lee, and the upper floor was gone"."""
    verb, doc = hit.head, hit.head.doc
    if verb.tag_ not in ("VBD", "VBZ", "VBP") or hit.tokens[0].i <= verb.sent.start:
        return None
    said = _before(verb, hit.tokens[0])
    after = doc[hit.tokens[-1].i + 1 : verb.sent.end]
    if not said or not len(after) or after[0].pos_ not in ("DET", "PRON", "NOUN", "PROPN", "ADJ"):
        return None
    stop = next((t.i for t in after if t.is_punct), verb.sent.end)
    named = [t for t in doc[after[0].i : stop] if t.pos_ in ("NOUN", "PROPN", "PRON")]
    if not named or any(t.tag_ in _FINITE for t in doc[after[0].i : stop]):
        return None
    inner = {t.i for t in doc[after[0].i : stop]}
    speaker = next((t for t in named if t.head.i not in inner), named[-1])
    stop = _past_name(doc[stop]) if stop < verb.sent.end else stop
    source = list(doc[after[0].i : stop])
    rest = [t for t in doc[stop : verb.sent.end] if not t.is_space]
    goes_on = [t.lower_ for t in rest if not t.is_punct][:1] in (["and"], ["but"], ["or"], ["while"])
    more = rest if goes_on and any(t.tag_ in _FINITE for t in rest) else []
    while more and (more[0].is_punct or more[0].lower_ in ("and", "but", "or", "while")):
        more = more[1:]
    return relation_of("closing-between", index, paragraph, hit, speaker, source, [*said, *more], None)


def _past_name(comma: Token) -> int:
    """Where a name set off by commas ends ("its head, Ann Lee,"), else the comma's own place."""
    at = comma.i + 1
    while at < comma.sent.end and comma.doc[at].pos_ == "PROPN":
        at += 1
    set_off = comma.text == "," and at > comma.i + 1 and at < comma.sent.end and comma.doc[at].text in ",."
    return at if set_off else comma.i


def _tolls(
    index: int, paragraph: Paragraph, heads: set[int], lexicons: Lexicons
) -> Iterator[Relation]:
    """As in "puts the toll at nine", "gave the number of dead as four"."""
    group = lexicons.cues["verb", "say"]
    for verb in paragraph.tokens:
        if verb.pos_ != "VERB" or verb.lemma_.lower() not in _PUTTING or verb.i in heads:
            continue
        thing = child(verb, "dobj", "nsubjpass")
        if thing is None or not any(t.lemma_.lower() in _FIGURES for t in thing.subtree):
            continue
        preps = (c for c in verb.subtree if c.dep_ == "prep" and c.i > verb.i)
        at = next((c for c in preps if c.lower_ in ("at", "as")), None)
        number = child(at, "pobj") if at is not None else None
        if number is None or not any(t.like_num for t in number.subtree):
            continue
        speaker = agent(verb) if passive(verb) else subject(verb)
        if speaker is None or speaker.lower_ in ("that", "this", "which"):
            continue
        assert at is not None
        said = sorted({*thing.subtree, *at.subtree}, key=lambda t: t.i)
        source = phrase(speaker, [verb, *said])
        hit = Hit(verb, (verb,), group)
        relation = relation_of("toll", index, paragraph, hit, speaker, source, said, None)
        if relation is not None:
            yield relation
