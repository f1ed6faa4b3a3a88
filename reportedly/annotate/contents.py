"""What is said: from a cue to the words it governs, by the parse and by the order of words.

The parse labels most contents (`ccomp`, `xcomp`, an object). Where the small model loses the clause,
English word order still tells: what follows "said" to the end of the sentence, or what stands
before ", she said".
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from typing import TYPE_CHECKING

from reportedly.annotate.cues import Hit
from reportedly.annotate.parse import Paragraph
from reportedly.annotate.subjects import child, gerund
from reportedly.shapes import Act, Span

if TYPE_CHECKING:
    from reportedly.annotate.parse import Token

_TAKES_UP = {Act.DENY, Act.CONFIRM, Act.DOUBT}
_SKIP = {"npadvmod", "dative", "advmod", "prt", "aux", "auxpass", "neg", "nsubj", "nsubjpass", "agent"}
_OPENS_CLAUSE = {"DET", "PRON", "NOUN", "PROPN", "NUM", "ADJ", "SCONJ"}
_DAYS = {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "yesterday", "today"}
_ASIDE = {",", "-", "--", "\u2014", "\u2013", '"', "?", "!"}
_EDGE = {",", ";", ":", "-", "--", "—", "–", ".", "…", "..."}


def content_tokens(
    hit: Hit, source: Sequence[Token], frames: Iterable[str] | None = None, says: Container[str] = ()
) -> tuple[str, list[Token]]:
    """Return the frame that fits a verb, noun or adjective, and the tokens of its content; none: empty.

    `says`: lemmas of verbs that, coordinated with a content, rather go on with the cue's subject.
    """
    allowed = set(hit.group.frames if frames is None else frames)
    barred = {t.i for t in hit.tokens} | {t.i for t in source}
    head = hit.head
    taken = child(head, "dobj")
    answers = taken is not None and taken.lower_ in ("that", "this", "it") and hit.group.act in _TAKES_UP
    if taken is not None and answers and "object" in allowed and taken.i not in barred and taken.i > head.i:
        return "object", [taken]  # "He said so; the army denied that": not what stands before
    if "clause" in allowed:
        clause = _clause(head)
        if clause is not None:
            whole = _after_day(hit, _from_mark(clause, _keep(clause.subtree, barred)))
            return "clause", _uncoordinated(hit, says, clause, whole)
    if {"infinitive", "gerund"} & allowed:
        verb = _nonfinite(head, allowed)
        if verb is not None:
            tokens = _keep(verb.subtree, barred)
            # "asked them to leave": the person asked is the subject of what is asked.
            whom = child(verb, "nsubj")
            kept = [t for t in tokens if whom is None or t.i >= whom.left_edge.i]
            return ("gerund" if gerund(verb) else "infinitive"), _uncoordinated(hit, says, verb, kept)
    if "clause" in allowed:
        inverted = _governing(hit, barred)
        if inverted:
            return "around", inverted
    if "preposition" in allowed:
        for prep in head.children:
            if prep.dep_ in ("prep", "agent") and prep.lower_ in hit.group.prepositions:
                below = child(prep, "pobj", "pcomp")
                if below is not None and below.ent_type_ not in ("DATE", "TIME"):
                    thing = child(head, "dobj") if head.pos_ == "VERB" else None
                    # "accused the army of looting", "saw the raid as a blow": who or what it is about is
                    # said too; "asked the mayor about it": whom one asks is not.
                    said = prep.lower_ == "as" or "object" in allowed or "clause" not in allowed
                    if thing is not None and thing.i < prep.i and said and thing.i not in barred:
                        return "object", _keep([*thing.subtree, *prep.subtree], barred)
                    return "preposition", _keep((t for t in prep.subtree if t.i != prep.i), barred)
        thing = child(head, "dobj") if head.pos_ == "VERB" and "object" not in allowed else None
        accused = thing is not None and hit.group.act is Act.ACCUSE and thing.i not in barred
        of = "of" in hit.group.prepositions  # "attacked the town of X" charges it with nothing
        if thing is not None and accused and of and any(_charge(c, thing) for c in thing.subtree):
            return "object", _keep(thing.subtree, barred)  # the parse hangs the charge on the accused
    if "object" in allowed:
        thing = child(head, "dobj", "oprd", "attr") if head.pos_ != "NOUN" else None
        if thing is None:
            thing = child(head, "nsubjpass")
        if thing is not None and thing.i not in barred:
            return "object", _keep(thing.subtree, barred)
    return "", []


def _charge(token: Token, accused: Token) -> bool:
    """Whether a word begins what somebody is accused of: "of" behind him."""
    return token.dep_ == "prep" and token.lower_ == "of" and token.i > accused.i


def _from_mark(clause: Token, tokens: list[Token]) -> list[Token]:
    """Begin a clause at its "that": what the parse hangs before it is said of the saying."""
    mark = next(
        (c for c in clause.children if c.dep_ == "mark" and c.lower_ == "that" and c.i < clause.i), None
    )
    return [t for t in tokens if t.i >= mark.i] if mark is not None else tokens


def _after_day(hit: Hit, tokens: list[Token]) -> list[Token]:
    """Drop a day between cue and clause ("said Sunday the toll had reached 41"): it dates the saying."""
    k = 0
    if tokens and tokens[0].i == hit.tokens[-1].i + 1:
        dated = {"DATE", "TIME"}
        while k < min(len(tokens) - 1, 5) and (
            tokens[k].ent_type_ in dated
            or (tokens[k].lower_ in ("on", "late", "early") and tokens[k + 1].ent_type_ in dated)
        ):
            k += 1
        if (k and tokens[k].dep_ in ("aux", "ROOT")) or (
            k < len(tokens) and tokens[k].pos_ in ("VERB", "AUX")
        ):
            k = 0
    return tokens[k:]


def _uncoordinated(hit: Hit, says: Container[str], clause: Token, tokens: list[Token]) -> list[Token]:
    """Cut off a second predicate of the cue's subject that the parse hangs on the content.

    "He said he was glad and vowed to stay": `vowed` has no subject and the cue's own inflection, and
    is a cue itself; it is what the speaker does, not what he says.
    """
    if hit.head.pos_ != "VERB" or hit.head.tag_ == "VB":
        return tokens
    for below in clause.subtree:
        if below.dep_ == "advcl" and below.tag_ == "VBG" and below.lemma_ in says and below.i > hit.head.i:
            # "he saw no need, telling them that ...": the speaker goes on.
            left = below.left_edge
            if left.i > 0 and left.nbor(-1).text == ",":
                gone = {t.i for t in below.subtree}
                tokens = [t for t in tokens if t.i not in gone]
        if below.dep_ != "conj" or below.tag_ != hit.head.tag_ or below.i < hit.head.i:
            continue
        same_form = below.head.tag_ == below.tag_ and below.head.tag_ != "VBG"
        if same_form and below.lemma_ not in says and below.lemma_ != hit.head.lemma_:
            continue
        if child(below, "nsubj", "nsubjpass", "mark") is None:
            gone = {t.i for t in below.subtree} | {c.i for c in below.head.children if c.dep_ == "cc"}
            return [t for t in tokens if t.i not in gone]
    return tokens


def _clause(head: Token) -> Token | None:
    """The clause that a cue governs: a finite one, or any one that a complementizer opens."""
    for below in head.children:
        if below.dep_ not in ("ccomp", "acl", "relcl", "csubjpass", "advcl"):
            continue
        marked = any(c.lower_ in ("that", "whether", "how", "if", "why") for c in below.children
                     if c.dep_ in ("mark", "advmod"))  # fmt: skip
        if below.dep_ in ("ccomp", "csubjpass"):
            if below.tag_ != "VB" or marked or child(below, "nsubj", "nsubjpass", "expl") is not None:
                return below
            if not any(c.lower_ == "to" for c in below.children):
                return below
        elif (head.pos_ == "NOUN" and below.dep_ in ("acl", "relcl") and marked) or (
            below.dep_ == "advcl" and any(c.lower_ == "that" and c.dep_ == "mark" for c in below.children)
        ):
            return below
    return None


def _nonfinite(head: Token, allowed: set[str]) -> Token | None:
    for below in head.children:
        to = any(c.lower_ == "to" and c.dep_ == "aux" for c in below.children)
        # "said on Monday to mark the day" (advcl) is a purpose, not a content.
        if "infinitive" in allowed and to and below.dep_ in ("xcomp", "ccomp", "acl"):
            return below
        if "gerund" in allowed and gerund(below) and below.dep_ in ("xcomp", "ccomp"):
            return below
    return None


def _governing(hit: Hit, barred: set[int]) -> list[Token]:
    """What a parenthetical cue belongs to ("The road, he said, was open"): the clause around it."""
    head = hit.head
    if head.dep_ not in ("parataxis", "ccomp", "advcl", "dep") or head.head.i == head.i:
        return []
    mark = child(head, "mark")
    if head.pos_ != "VERB" or (mark is not None and mark.lower_ != "as") or head.tag_ in ("VBG", "VB"):
        return []
    own = {t.i for t in head.subtree}
    words = [t.i for t in head.subtree if not t.is_punct]
    first, last = min(words), max(words)
    before = head.doc[first - 1].text if first > 0 else ""
    after = head.doc[last + 1].text if last + 1 < len(head.doc) else "."
    if first <= head.sent.start and mark is None:
        return []
    if (first > head.sent.start and before not in _EDGE | {'"'}) or (
        after not in _EDGE | {'"'} and last + 1 < len(head.doc)
    ):
        return []
    return _keep((t for t in head.head.subtree if t.i not in own), barred)


def to_sentence_end(
    hit: Hit, content: Sequence[Token], sentence_end: int, says: Container[str]
) -> list[Token]:
    """Take in what is left of the sentence after a content, where nobody else speaks or acts in it.

    The small parser ends long clauses early ("..., and that he would not", "..., should it come to
    that"); what follows and has no subject and verb beside the cue's own is still said.
    """
    doc, last = hit.head.doc, content[-1].i
    if content[0].i < hit.head.i:
        return list(content)
    rest = [t for t in doc[last + 1 : sentence_end] if not t.is_space]
    while rest and rest[-1].is_punct:
        rest.pop()
    if not rest:
        return list(content)
    opens = [t.lower_ for t in rest if not t.is_punct][:2]
    if opens[:1] in (["and"], ["but"]) and opens[1:] != ["that"]:
        return list(content)
    own = {t.i for t in content}
    for token in rest:
        speaks = token.lemma_ in says and token.pos_ == "VERB"
        acts = token.pos_ in ("VERB", "AUX") and token.head.i not in own and token.i not in own
        acts = acts and token.dep_ in ("conj", "ROOT", "advcl", "parataxis") and opens != [*opens[:1], "that"]
        if speaks or acts or token.text in ('"', ";") or token.lower_ == "according":
            return list(content)
    return [*content, *rest]


def that_clause(hit: Hit, sentence_end: int) -> list[Token]:
    """The first that-clause after a cue where the parse hangs it elsewhere: from "that" to its end.

    "said in a report monitored by X that ...", "warned fishermen that ...", "reported, citing Y, that
    ...": nothing finite may stand between cue and "that".
    """
    doc = hit.head.doc
    for token in doc[hit.tokens[-1].i + 1 : sentence_end]:
        if token.lower_ in ("that", "whether") and token.tag_ in ("IN", "WDT", "DT"):
            if token.dep_ not in ("mark", "nsubj", "dobj", "advmod") or token.head.i < token.i:
                return []
            clause = token.head
            if token.dep_ != "mark" and token.nbor(1).pos_ in ("VERB", "AUX"):
                return []  # "fishermen that work there": a relative clause
            end = max(t.i for t in clause.subtree)
            return list(doc[token.i : min(end + 1, sentence_end)])
        if token.tag_ in ("VBD", "VBZ", "VBP", "MD") or token.text in (";", '"'):
            return []
    return []


def parenthetical(hit: Hit, source: Sequence[Token], sentence: Sequence[Token]) -> list[Token]:
    """What stands around ", she said," or before ", said Ann Lee": the sentence without the aside.

    For cues that take clauses and quotations where the parse shows no content; empty where the cue
    does not stand after a comma, dash or closing mark.
    """
    own = {t.i for t in (*hit.tokens, *source)}
    first, last = min(own), max(own)
    doc = hit.head.doc
    if first <= sentence[0].i or doc[first - 1].text not in _ASIDE:
        return []
    while last + 1 < sentence[-1].i and doc[last + 1].text not in _ASIDE and doc[last + 1].text != ".":
        if doc[last + 1].tag_ in ("VBD", "VBZ", "VBP", "MD") or last - max(own) > 8:
            return []
        last += 1
    before = [t for t in sentence if t.i < first]
    after = [t for t in sentence if t.i > last]
    if not _has_main_verb(before):
        # "The last two, officials say, will follow": the subject before, its verb behind.
        words = [t for t in after if not t.is_punct]
        goes_on = bool(words) and words[0].tag_ in ("VBD", "VBZ", "VBP", "MD", "RB")
        return [*before, *after] if goes_on and _has_main_verb(after) else []
    return before


def _has_main_verb(tokens: Sequence[Token]) -> bool:
    """Whether a finite verb of a main clause stands among the tokens."""
    for token in tokens:
        verb = token.head if token.tag_ == "MD" and token.dep_ == "aux" else token
        if token.tag_ not in ("VBD", "VBZ", "VBP", "MD") or (token.dep_ == "aux" and token.tag_ != "MD"):
            continue
        if verb.dep_ in ("relcl", "acl", "pcomp", "advcl"):
            continue
        return True
    return False


def rest_of_sentence(hit: Hit, sentence_end: int, barred: Iterable[Token]) -> list[Token]:
    """What follows a cue to its sentence's end, past addressee, time and place of saying.

    For cues that take clauses where the parse shows none; empty where no verb follows.
    """
    doc, i = hit.head.doc, hit.tokens[-1].i + 1
    out = {t.i for t in barred}
    for below in hit.head.children:
        if below.i >= i and below.dep_ in ("dative", "npadvmod", "prt") and below.left_edge.i == i:
            i = below.right_edge.i + 1
    while i < sentence_end and doc[i].lower_ in _DAYS:
        i += 1
    while i < sentence_end and (doc[i].i in out or doc[i].text in (",", ":") or doc[i].is_space):
        i += 1
    tokens = [doc[k] for k in range(i, sentence_end)]
    finite = any(t.tag_ in ("VBD", "VBZ", "VBP", "MD") and t.dep_ != "relcl" for t in tokens)
    return _keep(tokens, out) if finite and tokens[0].pos_ in _OPENS_CLAUSE else []


def _keep(tokens: Iterable[Token], barred: set[int]) -> list[Token]:
    return sorted((t for t in tokens if t.i not in barred), key=lambda t: t.i)


def to_spans(paragraph: Paragraph, tokens: Sequence[Token]) -> tuple[Span, ...]:
    """Return the document spans of a content's tokens, each run trimmed of outer punctuation."""
    runs: list[list[Token]] = []
    for token in tokens:
        if runs and token.i == runs[-1][-1].i + 1:
            runs[-1].append(token)
        else:
            runs.append([token])
    spans = []
    for run in runs:
        while run and (run[0].text in _EDGE or run[0].is_space):
            run = run[1:]
        while run and (run[-1].text in _EDGE or run[-1].is_space or (run[-1].dep_ == "cc")):
            run = run[:-1]
        if run and any(t.is_alpha or t.like_num for t in run):
            spans.append(Span(paragraph.start(run[0]), paragraph.end(run[-1])))
    return tuple(spans)
