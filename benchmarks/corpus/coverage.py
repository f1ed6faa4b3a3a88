"""The stream of articles: incidents begin through the months, are covered, copied, corrected, and fade.

In come how many articles, a seed and the share of copies; out come articles in the order of publication.
Memory holds the articles of incidents that are still being covered, at most two weeks of the corpus.
"""

from __future__ import annotations

import heapq
import random
from bisect import bisect
from collections import deque
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import accumulate

from benchmarks.corpus.copies import address, copied, corrected
from benchmarks.corpus.history import incident
from benchmarks.corpus.pieces import Article, Incident, Saying
from benchmarks.corpus.stories import Desk, written
from benchmarks.corpus.world import Outlet, World, world

BEGIN = datetime(2016, 1, 4)
"""When the invented history begins."""

STEEPNESS, MOST = 1.5, 200
"""How many articles an incident gets is Zipf-like: n with probability as n to the minus 1.5."""

_SIZES = list(accumulate(n**-STEEPNESS for n in range(1, MOST + 1)))
MEAN = sum(n * n**-STEEPNESS for n in range(1, MOST + 1)) / _SIZES[-1]

_GENRES = (("report", 40), ("cite", 22), ("hearsay", 9), ("denial", 13), ("followup", 16))


def days_of(n: int) -> int:
    """Over how many days so many articles are spread: from a quarter of a year to ten years."""
    return min(3650, max(90, n // 100))


def articles(n: int, seed: int = 0, copies: float = 0.5) -> Iterator[Article]:
    """Yield `n` articles in order of publication; the same arguments give the same articles.

    `copies` is the share of an incident's later articles that repeat another's words, 0 to 1.
    """
    rng, scene = random.Random(f"corpus {seed}"), world()
    step = timedelta(days=days_of(n)) * (MEAN / n)
    waiting: list[tuple[datetime, int, Article]] = []
    recent: deque[Incident] = deque(maxlen=150)
    planned = number = 0
    at = BEGIN
    while planned < n:
        at += step * rng.expovariate(1)
        size = min(n - planned, 1 + bisect(_SIZES, rng.random() * _SIZES[-1]))
        local = random.Random(rng.getrandbits(64))
        happening = incident(f"i{number:07}", at.replace(second=0, microsecond=0), scene, local)
        for k, article in enumerate(_covered(happening, size, copies, scene, list(recent), local)):
            heapq.heappush(waiting, (article.published, planned + k, article))
        planned += size
        number += 1
        recent.append(happening)
        while waiting and waiting[0][0] < at:
            yield heapq.heappop(waiting)[2]
    while waiting:
        yield heapq.heappop(waiting)[2]


def _moments(size: int, happening: Incident, rng: random.Random) -> list[datetime]:
    """When the articles appear: most within two days of the first saying, some as late as two weeks."""
    first = happening.sayings[0].at
    out = [first + timedelta(minutes=rng.randrange(5, 50))]
    last = max((s.at for s in happening.sayings), default=first)
    for _ in range(size - 1):
        if rng.random() < 0.2:
            hours = (last - first).total_seconds() / 3600 + rng.expovariate(1 / 8)
        else:
            hours = rng.expovariate(1 / 16)
        out.append(first + timedelta(hours=min(hours, 320), minutes=rng.randrange(55, 240)))
    return [moment.replace(second=0, microsecond=0) for moment in sorted(out)]


def _covered(
    happening: Incident, size: int, copies: float, scene: World, past: list[Incident], rng: random.Random
) -> Iterator[Article]:
    """Yield an incident's articles in order."""
    out: list[Article] = []
    agency = happening.sayings[0].via or rng.choice(scene.agencies)
    outlets = rng.sample(scene.outlets, min(size, len(scene.outlets)))
    for k, moment in enumerate(_moments(size, happening, rng)):
        known = [s for s in happening.sayings if s.at <= moment]
        originals = [a for a in out if a.copy is None and a.genre != "hearsay"]
        publisher = outlets[k % len(outlets)]
        name = f"{happening.id}-{k:03}"
        if originals and rng.random() < copies:
            source = rng.choice(originals[-4:])
            article = copied(source, name, publisher, moment, rng)
        elif originals and rng.random() < 0.06:
            article = corrected(originals[-1], name, moment, rng)
        else:
            own = k == 0 or rng.random() < 0.3
            article = _original(happening, known, name, agency if own else publisher, moment, out, past, rng)
        out.append(article)
        yield article


def _original(
    happening: Incident,
    known: list[Saying],
    name: str,
    publisher: Outlet,
    moment: datetime,
    before: list[Article],
    past: list[Incident],
    rng: random.Random,
) -> Article:
    genre = "report" if not before else rng.choices([g for g, _ in _GENRES], [w for _, w in _GENRES])[0]
    cited = tuple(
        dict.fromkeys(a.outlet for a in rng.sample(before, min(2, len(before))) if a.outlet != publisher)
    )
    if (genre == "denial" and not any(s.how == "deny" for s in known)) or (
        genre == "cite" and (publisher.agency or not cited)
    ):
        genre = "report"
    if publisher.agency and genre == "hearsay":
        genre = "report"
    sayings = _chosen(known, genre, rng)
    credit = publisher if publisher.agency else None
    older = [i for i in past if moment - i.happened > timedelta(days=6)]
    old = rng.choice(older) if older and rng.random() < 0.5 else None
    desk = Desk(world(), publisher, moment.date(), genre, credit, _order(cited), old)
    title, paragraphs = written(happening, sayings, desk, rng)
    return Article(
        name,
        address(publisher, title, moment, name),
        publisher,
        title,
        moment,
        paragraphs,
        happening,
        genre,
        credit,
    )


def _order(cited: tuple[Outlet, ...]) -> tuple[Outlet, ...]:
    """An outlet is cited before the agency that it cites; two of one kind are not cited by each other."""
    outlets, agencies = [o for o in cited if not o.agency], [o for o in cited if o.agency]
    return (outlets[0], agencies[0]) if outlets and agencies else cited[:1]


def _chosen(known: list[Saying], genre: str, rng: random.Random) -> list[Saying]:
    """Which of the known sayings an article holds: the first or newest always, others mostly."""
    if genre == "hearsay" or genre == "cite":
        return known[:1] + [s for s in known[1:] if s.via is None and rng.random() < 0.4]
    return [
        s for k, s in enumerate(known) if k == 0 or s is known[-1] or s.how == "deny" or rng.random() < 0.75
    ]
