"""Attribution over the parse: who says what, as relations of cue, source and content.

In come parsed paragraphs and the lexicons, out come relations in reading order. Each rule is one
function with a name of its own, which is kept with what it finds: verbs that govern a clause, an
infinitive or an object; passives that name a speaker or none; nouns and adjectives; phrases like
"according to"; headline colons. Direct quotations have a module of their own (`direct`).

The relations are those of PARC and PolNeAR (Pareti 2012; Newell, Margolin and Ruths 2018): a source,
a cue, and a content, each possibly in several pieces.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from reportedly.annotate import phrases
from reportedly.annotate.contents import (
    content_tokens,
    parenthetical,
    rest_of_sentence,
    that_clause,
    to_sentence_end,
)
from reportedly.annotate.cues import Hit, hit_at, hits
from reportedly.annotate.direct import direct_relations
from reportedly.annotate.nominal import by_adjective, by_noun, lent_to_noun, opens_with_noun
from reportedly.annotate.parse import Paragraph
from reportedly.annotate.quotes import Quote, inside
from reportedly.annotate.relations import EXPLETIVE, Relation, relation_of
from reportedly.annotate.sentence_ends import closings
from reportedly.annotate.subjects import RELATIVE, agent, child, passive, phrase, subject
from reportedly.annotate.unsaid import done_to_things
from reportedly.lexicon import Lexicons
from reportedly.shapes import Act, Span

if TYPE_CHECKING:
    from reportedly.annotate.parse import Token

_SELF = {"i", "we", "me", "us"}
_WEIGHED = {
    *("early", "soon", "late", "premature", "hard", "difficult", "tough", "impossible", "easy", "simple"),
    *("possible", "fair", "safe", "reasonable", "tempting"),
}
"""What saying something is where nobody is said to say it: "hard to tell"."""
_NOBODY = {"nobody", "none", "nothing", "neither", "what", "whatever"}


_FREE = ("from", "clause", "that", "around", "quoted-as", "citing", "unnamed", "owner")
"""Rules that tell by themselves that something is said, whoever or whatever the subject is."""


def attribute(
    text: str, paragraphs: Sequence[Paragraph], quotes: Sequence[Sequence[Quote]], lexicons: Lexicons
) -> tuple[Relation, ...]:
    """Return the relations of an article; `quotes` holds each paragraph's quotations."""
    found: list[Relation] = []
    for index, (paragraph, marks) in enumerate(zip(paragraphs, quotes, strict=True)):
        cues = list(hits(paragraph, lexicons))
        clausal = [r for hit in cues for r in _by_cue(index, paragraph, hit, marks, lexicons)]
        clausal += phrases.according(index, paragraph, lexicons)
        clausal += phrases.colon(index, paragraph, text, marks, lexicons)
        clausal += closings(index, paragraph, cues, clausal, marks, lexicons)
        found += direct_relations(text, index, paragraph, marks, cues, clausal, lexicons)
    return tuple(_unique(found))


def _unique(relations: Sequence[Relation]) -> Iterator[Relation]:
    """Drop relations that another one already holds; keep the order of the text.

    A light verb is part of its noun's cue, and a cue that stands in the label before a colon, or in
    any other source, names a source there.
    """
    light = {r.head.head for r in relations if r.rule == "noun-light-verb"}
    seen: set[tuple[object, ...]] = set()
    for relation in sorted(relations, key=lambda r: (r.paragraph, r.content[0].start, r.cue)):
        key = (relation.cue, relation.content)
        named = relation.rule.startswith("noun") and any(
            s.start <= relation.cue[0].start and relation.cue[-1].end <= s.end and r.cue != relation.cue
            for r in relations
            for s in (*r.source, *r.cue)
            if r.paragraph == relation.paragraph
        )
        if key not in seen and relation.head not in light and not named:
            seen.add(key)
            yield relation


def _by_cue(
    index: int, paragraph: Paragraph, hit: Hit, quotes: Sequence[Quote], lexicons: Lexicons
) -> Iterator[Relation]:
    if hit.group.pos == "verb":
        relation = _verb(index, paragraph, hit, lexicons)
    elif hit.group.pos == "noun":
        relation = by_noun(index, paragraph, hit, lexicons)
    elif hit.group.pos == "adjective":
        relation = by_adjective(index, paragraph, hit)
    else:
        relation = None
    if relation is not None and stands(relation, paragraph, quotes, lexicons):
        yield relation


def stands(relation: Relation, paragraph: Paragraph, quotes: Sequence[Quote], lexicons: Lexicons) -> bool:
    """Whether a relation says that somebody said something, and not less than that."""
    if _stays_unnamed(relation, paragraph, lexicons):
        return False
    neutral = relation.group.act in (Act.ASSERT, Act.OPINE, Act.REQUEST, Act.PREDICT)
    free = relation.rule.endswith(_FREE) or relation.rule == "tagged"
    seen = str(relation.head.lemma_).lower() in lexicons.seeing_verbs and relation.source_head is not None
    if neutral and (seen or not free) and not may_speak(relation.source_head, lexicons):
        return False  # "the war has seen an escalation"
    if relation.group.act in (Act.DENY, Act.CONFIRM) and _neither(relation.head):
        return False
    if done_to_things(relation, paragraph, lexicons):
        return False
    if relation.head.tag_ == "VB" and relation.head.head.lemma_.lower() == "let":
        return False  # "let the army say who did it": nothing is said yet
    if relation.source_head is not None and _no_one(relation.source_head):
        return False
    return not _self_hedge(relation, paragraph, quotes) and not _crosses(relation, paragraph, quotes)


def _stays_unnamed(relation: Relation, paragraph: Paragraph, lexicons: Lexicons) -> bool:
    """Whether a clause only says that its source is not to be named ("who declined to be named")."""
    open_ended = ("tagged", "infinitive", "preposition", "gerund", "object", "unnamed")
    if not relation.cue or not relation.rule.endswith(open_ended):
        return False
    stretch = Span(relation.cue[0].start, max(relation.content[-1].end, relation.cue[-1].end))
    words = " ".join(t.lower_ for t in paragraph.within(stretch))
    if len(words) < 60 and any(silence in words for silence in lexicons.silences):
        return True  # "declined to comment"
    return len(words) < 120 and any(phrase in words for phrase in lexicons.unnamed)


def _neither(verb: Token) -> bool:
    """As in "would neither confirm nor deny": neither is done."""
    near = [t.lower_ for t in verb.doc[max(0, verb.i - 4) : verb.i]]
    return "neither" in near or "nor" in near


def _no_one(head: Token) -> bool:
    """As in "no group has claimed": nobody says it."""
    return any(c.lower_ in ("no", "neither") and c.dep_ == "det" for c in head.children)


def may_speak(head: Token | None, lexicons: Lexicons) -> bool:
    """Whether a word can head a source: a person, a body, a document, a pronoun; not a bomb or a tide."""
    if head is None:
        return True
    if head.pos_ in ("PRON", "PROPN", "NUM") or head.ent_type_ in ("PERSON", "ORG", "GPE", "NORP"):
        return head.lower_ not in ("it", "this", "that", "there")
    lemma = head.lemma_.lower()
    known = lemma in lexicons.roles or lemma in lexicons.documents or head.lower_ in lexicons.vague_sources
    return known or any(c.ent_type_ in ("ORG", "GPE", "NORP") for c in head.children if c.dep_ != "prep")


def _oneself(head: Token) -> bool:
    """Whether a word is "I" or "we"; "US" is a country."""
    return head.lower_ in _SELF and head.text != "US"


def _crosses(relation: Relation, paragraph: Paragraph, quotes: Sequence[Quote]) -> bool:
    """Whether the parse joined a cue outside a quotation to a source inside one, or the reverse."""
    if relation.source_head is None:
        return False
    cue = inside(quotes, paragraph.start(relation.head))
    if cue is None and _oneself(relation.source_head):
        return True  # "I believe", unquoted: the writer's own voice
    if relation.rule == "tagged":
        return False  # no parse joined them
    return cue is not inside(quotes, paragraph.start(relation.source_head))


def _self_hedge(relation: Relation, paragraph: Paragraph, quotes: Sequence[Quote]) -> bool:
    """Whether this is a speaker's own "I think" inside his quotation: a hedge, not a second voice."""
    head = relation.source_head
    if head is None or not _oneself(head):
        return False
    return inside(quotes, paragraph.start(relation.head)) is not None


def _verb(index: int, paragraph: Paragraph, hit: Hit, lexicons: Lexicons) -> Relation | None:
    quoted = _quoted_as(index, paragraph, hit)
    if quoted is not None:
        return quoted
    if passive(hit.head):
        return _passive(index, paragraph, hit)
    speaker, rule = _saying(hit.head, lexicons) or subject(hit.head), "verb"
    if (
        speaker is None
        or speaker.lower_ in _NOBODY
        or (speaker.lower_ in EXPLETIVE and speaker.dep_ == "expl")
    ):
        return None
    if speaker.lower_ == "it" and hit.head.tag_ == "VB" and hit.head.head.lower_ in _WEIGHED:
        return None  # "it was too early to tell whether"
    frame, clause = content_tokens(hit, [speaker], says=lexicons.saying)
    rule = f"{rule}-{frame}" if frame else rule
    source = phrase(speaker, [*hit.tokens, *_heads(clause, speaker)])
    content = [t for t in clause if t.i not in {s.i for s in source}]
    light = lent_to_noun(hit, content, lexicons)
    if light is not None:
        hit, content = light
        return relation_of("noun-light-verb", index, paragraph, hit, speaker, source, content, None)
    rule, content = _whole_content(rule, frame, hit, speaker, source, content, lexicons)
    only_asked = len(content) == 1 and content[0].tag_ in ("WP", "WDT", "WRB")
    if only_asked or (frame == "object" and _only_announced(hit, content)):
        return None
    origin = _learned_from(hit.head, lexicons)
    if origin is not None:
        from_whom = [t for t in phrase(origin, [*hit.tokens, *content]) if t not in content]
        relation = relation_of(f"{rule}-from", index, paragraph, hit, origin, from_whom, content, None)
        return replace(relation, relays=(speaker,)) if relation is not None else None
    return relation_of(rule, index, paragraph, hit, speaker, source, content, _told(hit, content))


def _saying(verb: Token, lexicons: Lexicons) -> Token | None:
    """Whose a participle of saying is that the parse hangs on a thing: the speaker of the verb above it.

    As in "condemned the raid saying it was a crime"; one who adds something has spoken before.
    """
    below = verb.head if verb.dep_ == "acl" else None
    adds = verb.lemma_.lower() == "add" and verb.dep_ in ("acl", "advcl")
    if verb.tag_ != "VBG" or not (adds or (below is not None and not may_speak(below, lexicons))):
        return None
    above = (t for t in verb.ancestors if hit_at(t, lexicons) is not None and t.pos_ == "VERB")
    speakers = (subject(t) for t in above if not adds or t.lemma_.lower() in lexicons.saying)
    return next((who for who in speakers if who is not None and may_speak(who, lexicons)), None)


def _says(hit: Hit) -> bool:
    """Whether a cue is a verb of saying proper, which takes a quotation and a clause alike."""
    return {"clause", "quote"} <= set(hit.group.frames)


def _passive(index: int, paragraph: Paragraph, hit: Hit) -> Relation | None:
    """As in "was accused by villagers of looting", and "is believed to have", by nobody named."""
    speaker = agent(hit.head)
    if speaker is None:
        return _unnamed(index, paragraph, hit) if hit.group.raising else None
    source = phrase(speaker, hit.tokens)
    frame, content = content_tokens(hit, source)
    prep = next((c for c in speaker.children if c.lower_ in hit.group.prepositions), None)
    if not content and prep is not None:
        # The parse hangs "of looting" on the villagers.
        source = [t for t in source if t.i < prep.i]
        frame, content = "preposition", [t for t in prep.subtree if t.i != prep.i]
    told = child(hit.head, "nsubjpass")
    return relation_of(f"passive-agent-{frame}", index, paragraph, hit, speaker, source, content, told)


def _whole_content(
    rule: str,
    frame: str,
    hit: Hit,
    speaker: Token,
    source: Sequence[Token],
    content: Sequence[Token],
    lexicons: Lexicons,
) -> tuple[str, list[Token]]:
    """What the parse gave, mended by the order of words: the rule's full name and the content."""
    verb, said = hit.head, list(content)
    clausal = "clause" in hit.group.frames and frame not in ("clause", "infinitive")
    if clausal and not opens_with_noun(said, lexicons):
        that = that_clause(hit, _sentence_end(verb))
        if that:
            said, rule = that, f"{rule}-that"
    elif frame == "clause" and _says(hit):
        said = _after_addressee(hit, said)
    if not said and _says(hit) and _finite(verb) and speaker.lower_ not in RELATIVE:
        said, found = parenthetical(hit, source, list(verb.sent)), "aside"
        if not said and "object" not in hit.group.frames and child(verb, "mark", "xcomp") is None:
            said, found = rest_of_sentence(hit, _sentence_end(verb), source), "rest"
        rule = f"{rule}-{found}"
    if said and rule.endswith(("clause", "that")):
        said = to_sentence_end(hit, said, _sentence_end(verb), lexicons.saying)
    return rule, said


def _only_announced(hit: Hit, content: Sequence[Token]) -> bool:
    """As in "issued a statement on Tuesday": a saying is told of, not what is said."""
    head = next((t for t in content if t.head.i == hit.head.i), None)
    if head is None or hit.group.act is not Act.ASSERT:
        return False
    announced = ("statement", "comment", "remark", "report", "video", "photo", "letter")
    return head.lemma_.lower() in announced and not any(
        c.dep_ in ("acl", "relcl") or (c.dep_ == "prep" and c.lower_ in ("of", "about", "on"))
        for c in head.children
    )


def _learned_from(verb: Token, lexicons: Lexicons) -> Token | None:
    """As in "The agency learned from a gardener that ...": the gardener says it."""
    if verb.lemma_.lower() not in lexicons.receiving_verbs:
        return None
    prep = next((c for c in verb.children if c.dep_ == "prep" and c.lower_ == "from"), None)
    return child(prep, "pobj") if prep is not None else None


def _finite(verb: Token) -> bool:
    """Whether a verb asserts: finite, and in no condition ("if he says", "when they said")."""
    mark = child(verb, "mark", "advmod")
    conditional = mark is not None and mark.lower_ in (
        "if",
        "when",
        "while",
        "once",
        "because",
        "unless",
        "until",
    )
    return verb.tag_ in ("VBD", "VBZ", "VBP") and not conditional


def _after_addressee(hit: Hit, content: Sequence[Token]) -> list[Token]:
    """As in "told a briefing that ...": the parse takes the person told for the subject of what is told."""
    first = content[0]
    if first.i != hit.tokens[-1].i + 1 or "quote" not in hit.group.frames:
        return list(content)
    for k, token in enumerate(content[1:9], start=1):
        if token.lower_ == "that" and token.dep_ == "mark":
            return list(content[k:])
        if token.pos_ in ("VERB", "AUX") or token.is_punct:
            break
    return list(content)


def _heads(content: Sequence[Token], speaker: Token) -> list[Token]:
    """Content tokens that must not be swallowed by a source phrase which the parse wraps round them."""
    return [t for t in content if speaker.i not in {a.i for a in t.ancestors}] if content else []


def _sentence_end(token: Token) -> int:
    return int(token.sent.end)


def _told(hit: Hit, content: Sequence[Token]) -> Token | None:
    """The head of the phrase that says whom it is said to."""
    taken = {t.i for t in content}
    after = hit.head.doc[hit.tokens[-1].i + 1 :][:8]
    if (
        content
        and len(after)
        and content[0].i > after[0].i
        and after[0].pos_ in ("DET", "NOUN", "PROPN", "PRON")
    ):
        # Between the cue and its that-clause, whatever the parse makes of it.
        between = [t for t in after if t.i < content[0].i]
        top = next((t for t in between if t.pos_ in ("NOUN", "PROPN", "PRON")
                    and t.dep_ not in ("compound", "poss", "npadvmod", "amod")), None)  # fmt: skip
        if top is not None and not any(t.pos_ == "ADP" for t in between[: between.index(top)]):
            return top
    for below in hit.head.children:
        if below.dep_ in ("dobj", "dative") and below.i > hit.head.i and below.i not in taken:
            return child(below, "pobj") if below.pos_ == "ADP" else below
    return None


def _unnamed(index: int, paragraph: Paragraph, hit: Hit) -> Relation | None:
    """As in "is believed to have killed", "it is alleged that": somebody says it, nobody is named."""
    patient = child(hit.head, "nsubjpass")
    _, clause = content_tokens(hit, [], frames=("clause", "infinitive", "preposition"))
    if not clause:
        return None
    if patient is not None and patient.lower_ not in EXPLETIVE:
        clause = sorted({t.i: t for t in [*patient.subtree, *clause]}.values(), key=lambda t: t.i)
    return relation_of("passive-unnamed", index, paragraph, hit, None, [], clause, None)


def _quoted_as(index: int, paragraph: Paragraph, hit: Hit) -> Relation | None:
    """As in "State television quoted the army as saying ...": the one quoted says it, the other relays."""
    verb = hit.head
    outer = verb.head.head if verb.dep_ == "pcomp" and verb.head.lower_ == "as" else None
    if outer is None or verb.tag_ != "VBG" or outer.pos_ != "VERB":
        return None
    if passive(outer):
        speaker, relay = child(outer, "nsubjpass"), agent(outer)
        if outer.dep_ == "acl" and speaker is None:
            speaker = outer.head
    else:
        speaker, relay = child(outer, "dobj"), subject(outer)
    if speaker is None:
        return None
    content = content_tokens(hit, [])[1] or rest_of_sentence(hit, _sentence_end(verb), [])
    source = phrase(speaker, [*hit.tokens, *content, outer])
    relation = relation_of("quoted-as", index, paragraph, hit, speaker, source, content, None)
    if relation is None:
        return None
    cue = (paragraph.span([outer]), *relation.cue)
    relays = (relay,) if relay is not None else ()
    return replace(relation, cue=tuple(sorted(cue)), relays=relays)
