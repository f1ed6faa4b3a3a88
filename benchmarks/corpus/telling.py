"""One paragraph being written: sentences out of frames and clauses, each noting where its words stand.

In come sayings of an incident and the tables of phrases; out comes a `Paragraph` with its statements, the
sentences' spans, and every place where a speaker or an outlet is named.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

from benchmarks.corpus.pieces import Incident, Pair, Paragraph, Said, Saying, Speaker, Told, Toll
from benchmarks.corpus.templates import FATE, TRIGGER, Filler, Slots, Writer, parsed, phrases, write
from benchmarks.corpus.world import Outlet
from reportedly.shapes import Act, Quotation, Voice

ACTS = {"deny": Act.DENY, "confirm": Act.CONFIRM, "verify": Act.CONFIRM, "accuse": Act.ACCUSE}
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def day_words(day: date, published: date) -> str:
    """Name a day as news does: by weekday within six days, else by month and day, and another year."""
    if published - day < timedelta(days=6):
        return _DAYS[day.weekday()]
    return f"{_MONTHS[day.month - 1]} {day.day}" + (f", {day.year}" if day.year != published.year else "")


class Page:
    """A paragraph under way; `curly` says which quotation marks the outlet prints."""

    def __init__(self, rng: random.Random, published: date, curly: bool) -> None:
        self.rng, self.published = rng, published
        self.marks = ("“", "”") if curly else ('"', '"')
        self.writer = Writer()
        self.said: list[Said] = []
        self.sentences: list[tuple[int, int, str]] = []
        self.names: list[tuple[int, int, Speaker | Outlet]] = []
        self.dateline = 0

    def done(self) -> Paragraph:
        """Return the paragraph as it stands."""
        return Paragraph(
            self.writer.text(), tuple(self.said), tuple(self.sentences), tuple(self.names), self.dateline
        )

    def plain(self, words: str) -> None:
        """Write words that make no statement: a dateline."""
        self.writer.put(words)

    def pick(self, table: str, name: str) -> str:
        """Return one of the templates of a table."""
        rows = phrases(table)[name]
        return rows[int(self.rng.random() * len(rows))]

    def open(self) -> int:
        """Begin a sentence, after a blank where it is not the first."""
        writer = self.writer
        if writer.at > self.dateline:
            writer.put(" ")
        writer.raised = True
        return writer.at

    def name(self, party: Speaker | Outlet, words: str, label: str = "") -> Callable[[Writer], None]:
        """Fill a slot with somebody's name; `label` marks it as the source."""
        return partial(self._name, party, words, label)

    def _name(self, party: Speaker | Outlet, words: str, label: str, writer: Writer) -> None:
        start = writer.at
        writer.put(words)
        self.names.append((start, writer.at, party))
        if label:
            writer.marks.append((label, start, writer.at))
        writer.open = ", " in words

    def clause(
        self,
        incident: Incident,
        template: str,
        toll: Toll | None,
        told: list[Told],
        denied: bool = False,
        mark: str = "content",
    ) -> Callable[[Writer], None]:
        """Fill a slot with what happened; the clause's spans are put into `told`."""
        return partial(self._clause, incident, template, toll, told, denied, mark)

    def _clause(
        self,
        incident: Incident,
        template: str,
        toll: Toll | None,
        told: list[Told],
        denied: bool,
        mark: str,
        writer: Writer,
    ) -> None:
        first, start = len(writer.marks), writer.at
        write(writer, parsed(template), clause_slots(incident, toll, self.published), self.rng)
        found: dict[str, Pair] = {}
        for label, a, b in writer.marks[first:]:
            found.setdefault(label, (a, b))
        del writer.marks[first:]
        writer.marks.append((mark, start, writer.at))
        trigger = found.get(TRIGGER) or found[FATE]
        told.append(
            Told(
                incident,
                trigger,
                found.get(FATE),
                found.get("actor"),
                found.get("place"),
                found.get("time"),
                incident.happened.date(),
                found.get("toll"),
                toll if "toll" in found else None,
                denied,
            )
        )

    def attributed(
        self,
        frame: str,
        slots: Slots,
        chain: tuple[Speaker | Outlet, ...],
        key: str,
        act: Act = Act.ASSERT,
        told: list[Told] | None = None,
        quotation: Quotation = Quotation.INDIRECT,
        voice: Voice = Voice.SOURCE,
    ) -> None:
        """Write one sentence in which something is said; its marks make the statement."""
        writer, start = self.writer, self.open()
        first = len(writer.marks)
        write(writer, parsed(frame), slots, self.rng, "cue")
        marks = writer.marks[first:]
        del writer.marks[first:]
        parts = {
            label: tuple((a, b) for kind, a, b in marks if kind == label)
            for label in ("content", "cue", "source")
        }
        self.said.append(
            Said(
                voice,
                act,
                quotation,
                parts["content"],
                parts["cue"],
                parts["source"],
                chain,
                told[0] if told else None,
            )
        )
        self.sentences.append((start, writer.at, key))

    def own(self, template: str, slots: Slots, key: str, told: list[Told] | None = None) -> None:
        """Write sentences in the outlet's own voice: each is a statement."""
        writer, start = self.writer, self.open()
        write(writer, parsed(template), slots, self.rng)
        writer.marks.clear()
        for a, b in _sentences(writer.text(), start):
            happened = next((t for t in told or () if a <= t.trigger[0] < b), None)
            self.said.append(Said(Voice.AUTHOR, Act.ASSERT, Quotation.NONE, ((a, b - 1),), told=happened))
            self.sentences.append((a, b, f"{key}:{a - start}"))

    def quotes(
        self,
        frame: str,
        speaker: Speaker,
        words: str,
        chain: tuple[Speaker | Outlet, ...],
        quote: str,
        via: Outlet | None = None,
    ) -> None:
        """Write a quotation of somebody."""
        left, right = self.marks
        if words == speaker.pronoun:
            frame = frame.replace("[said] {s}", "{s} [said]")
        slots: dict[str, Filler] = {
            "s": self.name(speaker, words, "source"),
            "q": partial(_put, "content", f"{left}{quote}.{right}"),
            "qc": partial(_put, "content", f"{left}{quote},{right}"),
        }
        if via is not None:
            slots["via"] = self.name(via, via.said)
        self.attributed(frame, slots, chain, f"quote:{quote}", quotation=Quotation.DIRECT)


def _put(label: str, words: str, writer: Writer) -> None:
    writer.marked(label, words)


def _sentences(text: str, start: int) -> list[Pair]:
    """The sentences from an offset on, each with its stop: all of ours end in one and a blank."""
    out = []
    while start < len(text):
        stop = text.find(". ", start)
        end = len(text) if stop < 0 else stop + 1
        out.append((start, end))
        start = end + 1
    return out


def clause_slots(incident: Incident, toll: Toll | None, published: date) -> dict[str, Filler]:
    """What fills the slots of a clause, with its marks."""
    day = incident.happened.date()
    vague = toll is not None and toll.words.endswith(" of")
    return {
        "force": partial(_put, "actor", incident.force),
        "target": incident.target,
        "town": partial(_put, "place", incident.town.name),
        "when": partial(_when, day_words(day, published)),
        "toll": partial(_many, f"{toll.words} {incident.of}" if toll else "people"),
        "number": partial(_put, "toll", _bare(toll, vague, incident.of)),
        "figure": partial(_put, "toll", _bare(toll, vague, incident.of)),
        "demonym": incident.actor_country.demonym,
        "country": incident.actor_country.name,
    }


def _many(words: str, writer: Writer) -> None:
    """Write a number of people; no sentence begins with figures."""
    writer.marked("toll", f"a total of {words}" if writer.raised and words[0].isdigit() else words)


def _bare(toll: Toll | None, vague: bool, of: str) -> str:
    if toll is None:
        return "people"
    return f"{toll.words} {of}" if vague else toll.words


def _when(words: str, writer: Writer) -> None:
    writer.put("on ")
    writer.marked("time", words)


def clause_of(incident: Incident, saying: Saying, rng: random.Random) -> str:
    """Choose the template of a saying's clause: with or without who did it and how many."""
    kind = incident.kind
    rows = {
        "deny": kind.deny,
        "toll": kind.toll,
        "accuse": kind.gerund,
        "confirm": kind.act,
    }.get(saying.how) or (kind.bare if not saying.names else kind.full if rng.random() < 0.85 else kind.act)
    return rows[int(rng.random() * len(rows))]
