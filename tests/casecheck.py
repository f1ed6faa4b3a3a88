"""How a reading is held against a case: descriptions against statements, one to one.

In come a `Case` and the `Reading` of its text; out comes a list of complaints, empty when all is right.
"""

from __future__ import annotations

from collections.abc import Sequence

from reportedly import spans
from reportedly.shapes import Mark, MarkKind, Reading, Source, Span, Statement, Voice
from tests.caseform import ANY, Case, Description, in_a_row, words

_ARTICLES = {"the", "a", "an"}


class Found:
    """One statement of a reading with its words and its chain's sources at hand."""

    def __init__(self, statement: Statement, reading: Reading) -> None:
        by_id = {source.id: source for source in reading.sources}
        self.statement = statement
        self.text = reading.document.text
        self.by_id = by_id
        self.events = [(self._words([p.span]), p.factuality.value) for p in statement.propositions]
        self.content = _content_words([self._words([span]) for span in statement.content])
        self.chain: list[Source] = [by_id[link] for link in statement.chain]
        self.addressee = by_id[statement.addressee].name if statement.addressee else None

    def _words(self, where: Sequence[Span]) -> str:
        return spans.words(self.text, where)

    def mark(self, mark: Mark) -> str:
        """Return a mark as words, with the relayer where it is one's."""
        by = f" by {self.by_id[mark.by].name}" if mark.by else ""
        return f"{mark.kind}:{self.text[mark.start : mark.end]}{by}"

    def __str__(self) -> str:
        one = self.statement
        chain = " > ".join(source.name for source in self.chain)
        marks = ", ".join(self.mark(mark) for mark in one.factuality.marks)
        events = ", ".join(f"{words} {value}" for words, value in self.events)
        return (
            f"{one.voice} {one.quotation} {one.act} {one.factuality.value} [{marks}] chain: {chain}\n"
            f"      source: {self._words(one.source)!r} cue: {self._words(one.cue)!r}\n"
            f"      content: {self._words(one.content)!r} propositions: {events}"
        )

    def mismatches(self, want: Description) -> list[str]:
        """Return in what this statement differs from a description, links to others aside."""
        return [*self._words_differ(want), *self._values_differ(want), *self._sources_differ(want)]

    def _words_differ(self, want: Description) -> list[str]:
        out = []
        if want.contents() and _content_words(want.contents()) != self.content:
            out.append("content")
        if want.content_has is not None and not in_a_row(words(want.content_has), self.content):
            out.append("content_has")
        source = words(self._words(self.statement.source))
        if "source" in want.model_fields_set and words(want.source or "") != source:
            out.append("source")
        if want.source_has is not None and not in_a_row(words(want.source_has), source):
            out.append("source_has")
        cue = words(self._words(self.statement.cue))
        if want.cue_has is not None and not in_a_row(words(want.cue_has), cue):
            out.append("cue_has")
        return out

    def _values_differ(self, want: Description) -> list[str]:
        one = self.statement
        pairs = (
            ("voice", want.voice, one.voice),
            ("quotation", want.quotation, one.quotation),
            ("act", want.act, one.act),
            ("value", want.value, one.factuality.value),
        )
        out = [f"{key} {want} is {have}" for key, want, have in pairs if want not in (None, have)]
        for event, value in want.propositions:
            if not any(v is value and in_a_row(words(event), words(have)) for have, v in self.events):
                out.append(f"proposition {event} {value}")
        for kind, marked, *by in want.marks:
            if not any(self._is_mark(mark, kind, marked, by) for mark in one.factuality.marks):
                out.append(f"mark {kind}:{marked} {' '.join(by)}".strip())
        return out

    def _is_mark(self, mark: Mark, kind: MarkKind, marked: str, by: Sequence[str]) -> bool:
        have = words(self.text[mark.start : mark.end])
        if mark.kind is not kind or not in_a_row(words(marked), have):
            return False
        if not by:
            return True
        who = by[0].removeprefix("by:")
        if mark.by is None or who == "-":
            return mark.by is None and who == "-"
        return same_name(who, self.by_id[mark.by].name)

    def _sources_differ(self, want: Description) -> list[str]:
        out = []
        names = [source.name for source in self.chain]
        if want.chain and not _same_chain(want.chain, names):
            out.append(f"chain {' > '.join(want.chain)} is {' > '.join(names)}")
        if want.addressee is not None and not same_name(want.addressee, self.addressee or ""):
            out.append(f"addressee {want.addressee} is {self.addressee}")
        first = self.chain[0] if self.chain else None
        if first is None:
            return [*out, "empty chain"]
        pairs = (
            ("source_kind", want.source_kind, first.kind),
            ("named", want.named, first.named),
            ("count", want.count, first.count),
            ("evidence_kind", want.evidence_kind, first.evidence_kind),
        )
        out += [f"{key} {want} is {have}" for key, want, have in pairs if want not in (None, have)]
        if want.name is not None and not same_name(want.name, first.name):
            out.append(f"name {want.name} is {first.name}")
        described = words(" / ".join(first.descriptors))
        out += [f"descriptor {word}" for word in want.descriptors_has if not in_a_row(words(word), described)]
        for key, text, have in (
            ("role", want.role_has, first.role),
            ("affiliation", want.affiliation_has, first.affiliation),
        ):
            if text is not None and not in_a_row(words(text), words(have or "")):
                out.append(f"{key} {text} is {have}")
        return out


def complaints(case: Case, reading: Reading) -> list[str]:
    """Return all that is wrong with a reading, one line each."""
    found = [Found(statement, reading) for statement in reading.statements]
    table = [[one.mismatches(want) for one in found] for want in case.expect]
    pairs = _pair(table)
    out = [_missing(want, table[i], found) for i, want in enumerate(case.expect) if i not in pairs]
    out += _links(case, pairs, found)
    for want in case.forbid:
        out += [f"forbidden {_shown(want)}:\n      {one}" for one in found if not one.mismatches(want)]
    if case.exact:
        extra = [one for i, one in enumerate(found) if i not in pairs.values()]
        out += [f"one too many: {one}" for one in extra if one.statement.voice is not Voice.AUTHOR]
    text = reading.document.text
    have = {(part.kind, part.furniture, text[part.start : part.end].strip()) for part in reading.segments}
    out += [f"no segment {' '.join(map(str, part))}" for part in case.segments if part not in have]
    return out


def report(case: Case, reading: Reading) -> str:
    """Return what is wrong and all that was found, to be read by a person; empty when all is right."""
    wrong = complaints(case, reading)
    if not wrong:
        return ""
    found = [f"  [{i}] {Found(one, reading)}" for i, one in enumerate(reading.statements)]
    lines = [f"{case.id}: {case.why}", case.text, "", *wrong, "found:", *found]
    return "\n".join(lines)


def same_name(left: str, right: str) -> bool:
    """Whether the words of one name lie in a row within the other, leading articles aside; `*` is any."""
    a, b = (_bare(name) for name in (left, right))
    return left == ANY or in_a_row(a, b) or in_a_row(b, a)


def _bare(name: str) -> list[str]:
    parts = words(name)
    return parts[1:] if parts and parts[0] in _ARTICLES else parts


def _same_chain(want: Sequence[str], have: Sequence[str]) -> bool:
    return len(want) == len(have) and all(map(same_name, want, have))


def _content_words(pieces: Sequence[str]) -> list[str]:
    out = []
    for piece in pieces:
        part = words(piece)
        out += part[1:] if part[:1] == ["that"] else part
    return out


def _pair(table: list[list[list[str]]]) -> dict[int, int]:
    """Pair expectations with statements that match them, as many as can be (augmenting paths)."""
    taken: dict[int, int] = {}

    def place(want: int, seen: set[int]) -> bool:
        for have, wrong in enumerate(table[want]):
            if wrong or have in seen:
                continue
            seen.add(have)
            if have not in taken or place(taken[have], seen):
                taken[have] = want
                return True
        return False

    for want in range(len(table)):
        place(want, set())
    return {want: have for have, want in taken.items()}


def _missing(want: Description, row: list[list[str]], found: list[Found]) -> str:
    if not found:
        return f"missing {_shown(want)}"
    nearest = min(range(len(found)), key=lambda i: ("content" in str(row[i][:1]), len(row[i])))
    return f"missing {_shown(want)}\n    nearest is [{nearest}]; differs in: {'; '.join(row[nearest])}"


def _links(case: Case, pairs: dict[int, int], found: list[Found]) -> list[str]:
    out = []
    for i, want in enumerate(case.expect):
        one = found[pairs[i]].statement if i in pairs else None
        for key, link in (("within", want.within), ("about", want.about)):
            if one is None or link is None or link not in pairs:
                continue
            have = one.within if key == "within" else one.about
            if have != found[pairs[link]].statement.id:
                out.append(f"expected statement {i} is not {key} expected statement {link}")
    return out


def _shown(want: Description) -> str:
    return want.model_dump_json(exclude_unset=True)
