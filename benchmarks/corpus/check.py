"""A sanity figure: how much of the corpus's truth `reportedly read` finds in its text.

In come a number of articles and a seed; out comes a table: of the statements that give somebody for an
incident, how many are read, and of those how many with the right chain, act, type of event, number, place
and day. It measures how readable the generated prose is as much as the reader, and stands in for no gold.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml

from benchmarks.corpus.coverage import articles
from benchmarks.corpus.pieces import Article, Said, Speaker
from benchmarks.corpus.rows import reading
from benchmarks.corpus.truth import chain_of, placed
from benchmarks.corpus.world import world
from reportedly import lexicon
from reportedly.lexicon import Lexicons
from reportedly.pipeline import read
from reportedly.shapes import Capture, Reading, Span, Voice
from reportedly.spans import overlap

SLOTS = ("chain", "act", "type", "toll", "place", "day")


def lexicons() -> Lexicons:
    """Return reportedly's lexicons with those of the invented world."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "world.yaml"
        file.write_text(yaml.safe_dump(world().lexicon(), allow_unicode=True), encoding="utf-8")
        return lexicon.load([file])


def sample(n: int, seed: int) -> Iterator[Article]:
    """Yield `n` articles of a larger corpus: no copies, and two of one incident at most."""
    taken = Counter[str]()
    for article in articles(10 * n + 200, seed):
        if article.copy is None and taken[article.incident.id] < 2:
            taken[article.incident.id] += 1
            yield article
        if taken.total() == n:
            return


def captured(article: Article) -> Capture:
    """Return an article as it comes to the program from batch input."""
    row = article.row()
    return Capture(
        article.id,
        row["text"].encode(),
        "text",
        url=row["url"],
        outlet=row["outlet"],
        title=row["title"],
        published=row["published"],
    )


def check(n: int, seed: int = 0, show: bool = False) -> str:
    """Read `n` articles and return the table; `show` adds what was read wrongly, a line each."""
    tables, right, known, wrong = lexicons(), Counter[str](), Counter[str](), list[str]()
    segments = 0
    count = 0
    for article in sample(n, seed):
        count += 1
        got, gold = read(captured(article), lexicons=tables), reading(article)
        segments += got.segments == gold.segments
        for at, paragraph in placed(article):
            for said in paragraph.said:
                if said.voice is Voice.SOURCE and said.told is not None:
                    for slot, fits, seen in _judged(article, at, said, got):
                        known[slot] += 1
                        right[slot] += fits
                        if show and not fits:
                            words = " … ".join(article.text[a + at : b + at] for a, b in said.content)
                            wrong.append(
                                f"{slot:6} {article.id} {seen} <- {words!r} {paragraph.text[:150]!r}"
                            )
    lines = [
        f"{count} articles, {segments} with all segments right",
        f"{'':14}{'right':>8}{'of':>8}{'share':>8}",
    ]
    for slot in ("read", *SLOTS):
        if known[slot]:
            lines.append(f"{slot:14}{right[slot]:8}{known[slot]:8}{right[slot] / known[slot]:8.3f}")
    return "\n".join([*wrong, *lines])


def _judged(article: Article, at: int, said: Said, got: Reading) -> Iterator[tuple[str, bool, object]]:
    """Yield each slot of a true statement with whether the reading has it right, and what it has."""
    content = [Span(a + at, b + at) for a, b in said.content]
    cue = [Span(a + at, b + at) for a, b in said.cue]
    found = next((s for s in got.statements if overlap(s.cue, cue) and overlap(s.content, content)), None)
    yield "read", found is not None, None
    if found is None or said.told is None:
        return
    names = {s.id: s for s in got.sources}
    chain = [names[i].name for i in found.chain]
    wanted = chain_of(article, said)
    fits = len(chain) == len(wanted) and all(
        name == link.name or (isinstance(link, Speaker) and _same(name, link))
        for name, link in zip(chain, wanted, strict=True)
    )
    yield "chain", fits, chain
    yield "act", found.act is said.act, found.act.value
    told = said.told
    trigger = [Span(told.trigger[0] + at, told.trigger[1] + at)]
    event = next((e for e in got.events if overlap([e.trigger], trigger)), None)
    yield "type", event is not None and event.type is told.incident.kind.type, event and event.type.value
    if told.toll is not None and told.count is not None:
        here = [
            c
            for c in got.counts
            if overlap([Span(c.start, c.end)], [Span(told.count[0] + at, told.count[1] + at)])
        ]
        limits = [(c.low, c.best, c.high) for c in here]
        yield "toll", (told.toll.low, told.toll.best, told.toll.high) in limits, limits
    if told.place is not None:
        span = Span(told.place[0] + at, told.place[1] + at)
        spots = [p.name for p in got.places if overlap([Span(p.start, p.end)], [span])]
        yield "place", told.incident.town.name in spots, spots
    if told.time is not None and told.day is not None:
        span = Span(told.time[0] + at, told.time[1] + at)
        days = [t.edtf for t in got.times if overlap([Span(t.start, t.end)], [span])]
        yield "day", told.day.isoformat() in days, days


def _same(name: str, speaker: Speaker) -> bool:
    """Whether a name that was read is one of those by which the text calls a speaker."""
    forms = {speaker.name, *speaker.later, *(part for full in speaker.full for part in full.split(", "))}
    return name.lower().removeprefix("the ") in {form.lower().removeprefix("the ") for form in forms}
