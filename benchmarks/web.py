"""The web app under load: how fast every page, its JSON and every picture answer on a large ledger.

    python -m benchmarks.web                              # makes a ledger of 100,000 statements, and asks it
    python -m benchmarks.web --ledger /tmp/scale.ledger   # asks one that `benchmarks.scale` has made

A ledger of generated articles, one of them on 2,000 domains, is looked at through the app as `reportedly
serve` does. What is printed: each route's median milliseconds over five calls, of the clock and of the
processor, the first of them, its size, and the memory at its most. What hostile words do in a browser is
`gates/test_browser.py`.
"""

from __future__ import annotations

import argparse
import gc
import itertools
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlencode

from starlette.routing import Route
from starlette.testclient import TestClient

from benchmarks import corpus
from benchmarks.scale import SEED, counts, grown, world
from reportedly import lexicon
from reportedly.claim import Claim
from reportedly.cli.serve import shelf_of
from reportedly.ledger import Ledger
from reportedly.select import Asked, Order
from reportedly.shapes import Reading
from reportedly.web.app import app, routes

TOKEN, PORT = "a-token", 8765
COPIES = 2000
"""Domains on which one article stands: it has claims of so many statements."""
CALLS = 5
MOST = 300
"""Milliseconds that a page may take at the median."""


def flooded(articles: int) -> Iterator[Reading]:
    """Yield the readings of so many articles, and at last those of copies of one of the first."""
    yield from corpus.readings(articles, SEED)
    told = next(row for row in corpus.articles(articles, SEED) if row.copy is None and row.agency is not None)
    yield from map(corpus.reading, corpus.flood(told, COPIES))


def pages(ledger: Ledger, known: Path) -> Iterator[tuple[str, str]]:
    """Yield every route that answers to a look, with addresses that ask much of it."""
    largest = _largest(ledger, known)
    [contested, *_] = ledger.claims(Asked(order=Order.ORIGINS, limit=1), lexicons=[known])
    document = contested.statements[0].document
    start, end = contested.statements[0].span
    copied = next(s.document for s in reversed(largest.statements) if s.copy_of is not None)
    actor = contested.event.actor or contested.event.recipient
    place = contested.event.place
    day = (contested.last_reported or "")[:10]
    outlets = [s.outlet for s in largest.statements if s.outlet]
    source, other = (origin.name for origin in itertools.islice((*contested.origins, *largest.origins), 2))
    asked: dict[str, list[dict[str, str]]] = {
        "/claims": [
            {}, {"sort": "contested"}, {"sort": "repeated"}, {"sort": "first"}, {"page": "30"},
            {"q": "market"}, {"q": "killed in the strike"}, {"q": "t"}, {"standing": "contested"},
            {"standing": "contested", "sort": "repeated", "origins": "2"},
            {"actor": actor.name if actor else ""}, {"place": place.name if place else ""}, {"by": source},
            {"since": day, "until": day}, {"as_of": day}, {"as_of": day, "sort": "repeated", "q": "market"},
        ],
        "/pair": [_pair(ledger, known)],
        "/source": [{"name": source}, {"name": largest.statements[0].chain[-1]}],
        "/compare": [
            {}, {"kind": "outlet", "left": outlets[0], "right": outlets[-1]},
            {"kind": "source", "left": source, "right": other},
            {"kind": "side", "left": "actor", "right": "recipient"},
        ],
    }  # fmt: skip
    of_claims: list[tuple[str, dict[str, str]]] = [
        (largest.id, {}), (largest.id, {"as_of": day}), (largest.id, {"all": ""}), (contested.id, {}),
    ]  # fmt: skip
    of_articles: list[tuple[str, dict[str, str]]] = [
        (document, {"start": str(start), "end": str(end)}),
        *((id, {}) for id in (copied, largest.statements[0].document)),
    ]
    for route in every_route():
        if "{name}" in route and route.startswith("/claim"):
            names = ("provenance", "timeline")
            filled: list[tuple[str, dict[str, str]]] = [
                (route.format(id=id, name=name), {}) for id, _ in of_claims[:4:3] for name in names
            ]
        elif "{name}" in route:
            filled = [(route.format(name="app.css"), {})]
        elif route.startswith("/claim/"):
            filled = [(route.format(id=id), query) for id, query in of_claims]
        elif "{id}" in route:
            filled = [(route.format(id=id), query) for id, query in of_articles]
        else:
            queries = asked.get(route.removesuffix(".json"), [{}])
            # As of a day lists are worked out from what stood then.
            dated = route.removesuffix(".json") in ("/sources", "/actors", "/places", "/articles")
            filled = [(route, query) for query in (*queries, *([{"as_of": day}] if dated else []))]
        for path, query in filled:
            yield route, f"{path}?{urlencode(query)}" if query else path


def every_route() -> list[str]:
    """Return the paths of all routes that answer to a look."""
    found = routes(None, token=TOKEN, port=PORT)  # type: ignore[arg-type]
    return [route.path for route in found if isinstance(route, Route) and "GET" in (route.methods or ())]


def _largest(ledger: Ledger, known: Path) -> Claim:
    kept = ledger.kept_claims(lexicons=[known])
    assert kept is not None
    id = kept.db.value("SELECT id FROM claim ORDER BY statements DESC, id LIMIT 1")
    found = kept.claim(id, None)
    assert found is not None
    return found


def _pair(ledger: Ledger, known: Path) -> dict[str, str]:
    kept = ledger.kept_claims(lexicons=[known])
    assert kept is not None
    [(actor, recipient, *_)], _ = kept.lists(None).pairs(1)
    names = (kept.db.value("SELECT json_extract(?, '$.name')", (party,)) for party in (actor, recipient))
    return dict(zip(("actor", "recipient"), names, strict=True))


def speed(path: Path, known: Path) -> int:
    """Print what each page takes; return how many are too slow."""
    slow = 0
    with Ledger(path) as ledger:
        shelf = shelf_of(ledger, (known,))
        address = f"http://127.0.0.1:{PORT}"
        browser = TestClient(app(shelf, token=TOKEN, port=PORT, desk=ledger), base_url=address)
        assert browser.get(f"/judgements.jsonl?token={TOKEN}").status_code == 200
        for _, page in pages(ledger, known):
            gc.collect()
            clock, cpu = [], []
            for _ in range(CALLS):
                start, used = time.perf_counter(), time.process_time()
                answer = browser.get(page, follow_redirects=False)
                clock.append((time.perf_counter() - start) * 1000)
                cpu.append((time.process_time() - used) * 1000)
                assert answer.status_code in (200, 303), (page, answer.status_code)
            median, used = statistics.median(clock), statistics.median(cpu)
            slow += median >= MOST
            size = f"{len(answer.content) // 1024:5} KB"
            took = f"{median:6.0f} ms ({used:4.0f})  first {clock[0]:6.0f} ms"
            print(f"{page[:76]:76} {took}  {size}", flush=True)
    print(f"memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")
    print(f"{slow} took {MOST} ms or more")
    return slow


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--statements", type=int, default=100_000)
    parser.add_argument("--ledger", type=Path, help="ask this one, made with the words of the invented world")
    parser.add_argument("--make", type=Path, help="make the ledger here, and ask nothing")
    given = parser.parse_args()
    with TemporaryDirectory() as folder:
        known = world(Path(folder))
        path = given.ledger or given.make or Path(folder) / "web.ledger"
        if given.make is not None:
            for step in grown(path, flooded(counts(given.statements)), lexicon.tables([known])):
                print(step, flush=True)
            return 0
        if given.ledger is None:  # by a process of its own, whose memory does not count
            making = [sys.executable, "-m", "benchmarks.web", "--statements", str(given.statements)]
            subprocess.run([*making, "--make", str(path)], check=True)
        speed(path, known)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
