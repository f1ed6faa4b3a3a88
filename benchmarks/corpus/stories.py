"""One article's paragraphs: what an outlet writes of an incident when so much is known.

In come an incident, the sayings known by then, who publishes and in which genre; out come a title and
paragraphs of 120 to 600 words. Genres: report (an agency's or outlet's own), cite (what another outlet
reports), hearsay ("reports say"), denial (which leads with it), followup (which leads with the newest
saying).
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from benchmarks.corpus.pieces import Incident, Paragraph, Saying, Speaker, Told
from benchmarks.corpus.telling import ACTS, Page, clause_of, clause_slots, day_words
from benchmarks.corpus.templates import Filler, Writer, parsed, phrases, write
from benchmarks.corpus.world import Outlet, World
from reportedly.shapes import Act, FurnitureKind, SourceKind, Voice

SHORTEST, LONGEST = 125, 560
"""Words to which a story is filled; what is written last may exceed them a little."""


@dataclass(frozen=True, slots=True)
class Desk:
    """Who writes, when, in what genre; `credit` is the agency of the dateline, `old` an older incident."""

    world: World
    publisher: Outlet
    published: date
    genre: str
    credit: Outlet | None
    cited: tuple[Outlet, ...]
    old: Incident | None


class Story:
    """An article being written, paragraph by paragraph."""

    def __init__(self, incident: Incident, sayings: Sequence[Saying], desk: Desk, rng: random.Random) -> None:
        self.incident, self.sayings, self.desk, self.rng = incident, list(sayings), desk, rng
        self.curly = sum(map(ord, desk.publisher.name)) % 3 == 0
        self.met: set[int] = set()
        self.through: set[int] = set()
        self.spoken: set[str] = set()
        self.paragraphs: list[Paragraph] = []
        self.used: set[str] = set()

    def page(self) -> Page:
        """Begin a paragraph."""
        return Page(self.rng, self.desk.published, self.curly)

    def called(self, speaker: Speaker, page: Page) -> str:
        """Name a speaker in full at first, shortly later, by a pronoun where the sentence before was his."""
        before = page.said[-1].chain[:1] if page.said else ()
        if before == (speaker,) and self.rng.random() < 0.6:
            return speaker.pronoun
        forms = speaker.later if id(speaker) in self.met else speaker.full
        self.met.add(id(speaker))
        return forms[int(self.rng.random() * len(forms))]

    def chain(self, saying: Saying) -> tuple[Speaker | Outlet, ...]:
        """The links that the text gives for a saying."""
        via = saying.via if id(saying.speaker) in self.through else None
        return (saying.speaker, via) if via is not None else (saying.speaker,)

    def key(self, saying: Saying) -> str:
        """What a saying means, for its vector."""
        return f"{self.incident.id}:{'r' if saying.names else 'o'}"

    def tell(self, page: Page, saying: Saying) -> None:
        """Write the sentence in which a saying is told."""
        how, speaker = saying.how, saying.speaker
        told: list[Told] = []
        clause = page.clause(
            self.incident, clause_of(self.incident, saying, self.rng), saying.toll, told, how == "deny"
        )
        slots: dict[str, Filler] = {
            "s": page.name(speaker, self.called(speaker, page), "source"),
            "c": clause,
            "C": clause,
            "g": clause,
            "blamed": self.incident.blamed,
        }
        table = {"deny": "deny", "confirm": "confirm", "verify": "verify", "accuse": "accuse"}.get(how, "say")
        if saying.via is not None and table in ("say", "deny"):
            table = "tell" if table == "say" else "denytell"
            slots["via"] = page.name(saying.via, saying.via.said)
            self.through.add(id(speaker))
        chain = self.chain(saying)
        page.attributed(
            page.pick("frames", table), slots, chain, self.key(saying), ACTS.get(how, Act.ASSERT), told
        )

    def again(self, page: Page, saying: Saying) -> None:
        """Tell once more, in other words, what a speaker said."""
        told: list[Told] = []
        clause = page.clause(self.incident, clause_of(self.incident, saying, self.rng), saying.toll, told)
        slots: dict[str, Filler] = {
            "s": page.name(saying.speaker, self.called(saying.speaker, page), "source"),
            "c": clause,
        }
        page.attributed(page.pick("frames", "again"), slots, self.chain(saying), self.key(saying), told=told)

    def more(self, page: Page, saying: Saying) -> None:
        """Write a quotation or an aside of a speaker who was named before."""
        speaker, kind = saying.speaker, self.incident.kind
        if self.rng.random() < (0.15 if speaker.kind is SourceKind.ANONYMOUS else 0.6):
            table = speaker.quotes
            if not kind.hurt:
                table = {"witness": f"witness_{kind.name}", "official": "steady"}.get(table, table)
            quote = self.fresh(phrases("quotes")[table])
            if quote:
                quote = quote.format(capital=self.incident.country.capital)
                page.quotes(
                    page.pick("frames", "quote"),
                    speaker,
                    self.called(speaker, page),
                    self.chain(saying),
                    quote,
                )
            return
        table = "aside" if self.rng.random() < 0.75 or saying.how == "deny" else "urge"
        row = (
            self.fresh(phrases("colour")[table + ("" if kind.hurt else "calm")])
            if saying.how != "deny"
            else None
        )
        if row:
            cue, _, rest = row[1:].partition("] ")
            act = {"called for": Act.REQUEST, "urged": Act.REQUEST, "warned": Act.PREDICT}.get(
                cue, Act.ASSERT
            )
            place = self.incident.other.name
            content = rest.removeprefix("that ") if act in (Act.ASSERT, Act.PREDICT) else rest
            lead = "that " if content != rest else ""
            slots: dict[str, Filler] = {
                "s": page.name(speaker, self.called(speaker, page), "source"),
                "c": lambda writer: writer.marked("content", content.replace("{other}", place)),
            }
            page.attributed(f"{{s}} [{cue}] {lead}{{c}}.", slots, self.chain(saying), f"aside:{row}", act)

    def fresh(self, rows: Sequence[str]) -> str | None:
        """Return a phrase that this article has not used, or None where all were."""
        left = [row for row in rows if row not in self.used]
        if not left:
            return None
        row = left[int(self.rng.random() * len(left))]
        self.used.add(row)
        return row

    def filler(self) -> None:
        """Add a paragraph of colour or background in the outlet's own voice."""
        incident, roll = self.incident, self.rng.random()
        page = self.page()
        if self.desk.old is not None and roll < 0.3 and "old" not in self.spoken:
            self.spoken.add("old")
            self.older(page, self.desk.old)
        else:
            table = "background" if roll < 0.6 else "colour" if incident.kind.hurt else "calm"
            for _ in range(1 if table == "background" else self.rng.choice((1, 1, 2))):
                row = self.fresh(phrases("colour")[table])
                if row is None:
                    row = self.fresh(phrases("colour")["background"])
                if row is not None:
                    page.own(row, self.slots(), f"own:{row}")
        if page.said:
            self.paragraphs.append(page.done())

    def older(self, page: Page, old: Incident) -> None:
        """Recall an older incident as background."""
        told: list[Told] = []
        last = next((s for s in reversed(old.sayings) if s.toll is not None), None)
        clause = page.clause(old, self.rng.choice(old.kind.bare), last.toll if last else None, told)
        page.own(page.pick("colour", "old"), {"old": _sentence(clause), **self.slots()}, f"{old.id}:o", told)

    def slots(self) -> dict[str, Filler]:
        """What background and colour are about."""
        incident, country = self.incident, self.incident.country
        world = self.desk.world
        index = world.countries.index(country)
        neighbour = world.countries[(index + 1) % len(world.countries)]
        number = len(incident.town.name) + index
        return {
            "demonym": country.demonym,
            "country": country.name,
            "capital": country.capital,
            "group": f"the {country.group.name}",
            "province": incident.town.province,
            "town": incident.town.name,
            "other": incident.other.name,
            "neighbour": neighbour.name,
            "blamed": incident.blamed,
            "years": ("three", "four", "five", "six")[number % 4],
            "people": f"{number * 7_500:,}",
            "border": str(number * 40),
            "weekday": day_words(incident.happened.date(), self.desk.published),
        }

    def words(self) -> int:
        """How many words there are so far."""
        return sum(p.text.count(" ") + 1 for p in self.paragraphs)


def written(
    incident: Incident, sayings: Sequence[Saying], desk: Desk, rng: random.Random
) -> tuple[str, tuple[Paragraph, ...]]:
    """Return the title and the paragraphs of one article."""
    story = Story(incident, sayings, desk, rng)
    target = min(LONGEST, max(SHORTEST, int(rng.lognormvariate(5.2, 0.35) * (0.6 + 0.16 * len(sayings)))))
    order = _order(story)
    _lead(story, order[0])
    for saying in order[1:]:
        page = story.page()
        story.tell(page, saying)
        if rng.random() < 0.65:
            story.more(page, saying)
        story.paragraphs.append(page.done())
        if saying.how != "deny" and rng.random() < 0.25:
            _caveat(story)
        if rng.random() < 0.35:
            story.filler()
    _fill(story, target, order)
    title = headline(incident, order[0], desk.published, rng, desk.genre not in ("hearsay", "cite"))
    return title, _framed(story)


def _sentence(clause: Callable[[Writer], None]) -> Callable[[Writer], None]:
    """Write a clause as a sentence of its own, with a capital."""

    def fill(writer: Writer) -> None:
        writer.raised = True
        clause(writer)

    return fill


def _fill(story: Story, target: int, order: Sequence[Saying]) -> None:
    """Add what else was said, and background, until a story has its words; nobody is quoted without end."""
    turns = 0
    for _ in range(40):
        if story.words() >= target:
            return
        if turns < 1 + 2 * len(order) and story.rng.random() < 0.45:
            turns += 1
            page, saying = story.page(), story.rng.choice(order)
            if saying.how == "say" and story.rng.random() < 0.25:
                story.again(page, saying)
            else:
                story.more(page, saying)
            if story.rng.random() < 0.6:
                story.more(page, saying)
            if page.said:
                story.paragraphs.append(page.done())
        else:
            story.filler()


def _order(story: Story) -> list[Saying]:
    """The sayings in the order of telling: a denial first in its story, else the newest or the first."""
    sayings = story.sayings[:]
    denial = next((s for s in sayings if s.how == "deny"), None)
    if story.desk.genre == "denial" and denial is not None:
        first = denial
    elif story.desk.genre == "followup":
        first = sayings[-1]
    else:
        first = next(s for s in sayings if s.how not in ("deny", "toll"))
    rest = [s for s in sayings if s is not first]
    return [first, *rest[:5]]


def _lead(story: Story, saying: Saying) -> None:
    """Write the first paragraph: who says what, or what others report."""
    desk, page, incident, rng = story.desk, story.page(), story.incident, story.rng
    if desk.credit is not None:
        country = incident.country.name
        month = desk.published.strftime("%B %-d")
        page.plain(f"{incident.town.name.upper()}, {country}, {month} ({desk.credit.name}) - ")
        page.dateline = page.writer.at
    told: list[Told] = []
    clause = page.clause(incident, clause_of(incident, saying, rng), saying.toll, told, saying.how == "deny")
    if desk.genre == "hearsay":
        page.attributed(
            page.pick("frames", "hearsay"),
            {"c": clause},
            (),
            story.key(saying),
            told=told,
            voice=Voice.UNKNOWN,
        )
        story.paragraphs.append(page.done())
    elif desk.genre == "cite":
        far = desk.cited[-1]
        slots: dict[str, Filler] = {"s": page.name(far, far.said, "source"), "c": clause, "C": clause}
        chain: tuple[Outlet, ...] = (far,)
        table = "cite"
        if len(desk.cited) > 1:
            near, table = desk.cited[0], "citetwo"
            slots = {"s": page.name(far, far.said), "t": page.name(near, near.said, "source"), "c": clause}
            chain = (far, near)
        page.attributed(page.pick("frames", table), slots, chain, story.key(saying), told=told)
        story.paragraphs.append(page.done())
    else:
        story.tell(page, saying)
        story.paragraphs.append(page.done())
        page = story.page()
        story.more(page, saying)
        if rng.random() < 0.5:
            story.more(page, saying)
        if page.said:
            story.paragraphs.append(page.done())


def _caveat(story: Story) -> None:
    row = story.fresh(phrases("colour")["caveat"])
    if row is not None:
        page = story.page()
        page.own(row, story.slots(), f"own:{row}")
        story.paragraphs.append(page.done())


def headline(
    incident: Incident, saying: Saying, published: date, rng: random.Random, says: bool = True
) -> str:
    """Write a headline in the present tense; `says`: it may say who says so."""
    writer = Writer()
    writer.raised = True
    if saying.how == "deny":
        noun = rng.choice(incident.kind.noun).removeprefix("the ").translate({91: None, 93: None})
        row = rng.choice(phrases("frames")["headdeny"]).replace("{n}", noun)
        write(writer, parsed(row), {"S": saying.speaker.head, "town": incident.town.name}, rng)
        return writer.text()
    toll = saying.toll or next(s.toll for s in incident.sayings if s.toll is not None)
    write(writer, parsed(rng.choice(incident.kind.heads)), clause_slots(incident, toll, published), rng)
    head = saying.speaker.head
    if says and rng.random() < 0.5:
        writer.put(f", {head} {'say' if head.endswith('s') else 'says'}")
    return writer.text()


def _framed(story: Story) -> tuple[Paragraph, ...]:
    """Put a byline before a story, or a credit behind it."""
    rng, world, out = story.rng, story.desk.world, list(story.paragraphs)
    roll = rng.random()
    a, b = (f"{rng.choice(world.given)} {rng.choice(world.family)}" for _ in range(2))
    if story.desk.credit is not None and roll < 0.5:
        row = rng.choice(phrases("colour")["credit"])
        text = row[1:-1].format(a=a, b=b, capital=story.incident.country.capital)
        out.append(Paragraph(f"({text})", furniture=FurnitureKind.AGENCY_CREDIT))
    elif story.desk.credit is None and roll < 0.4:
        out.insert(0, Paragraph(f"By {a}", furniture=FurnitureKind.BYLINE))
    return tuple(out)
