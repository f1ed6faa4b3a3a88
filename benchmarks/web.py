"""The web app under load and in a real browser: how fast pages answer, and whether hostile words ever act.

`python -m benchmarks.web` makes claims of 100,000 statements out of the tests' samples and prints the median
time of each page; with `--browser PATH` it also walks the pages in that Chromium with hostile words in
claims, outlets, chains and origins (documents stay tame), and counts scripts that ran, breaches of the
content policy, and requests that left. The latter needs the `playwright` package, which nothing else does.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import uvicorn

from reportedly.claim import Claim
from reportedly.web.app import app
from reportedly.web.shelf import Kept
from tests.web.samples import DOCUMENT, TOKEN, claim, client, flood, original, reading
from tests.web.test_pages import HOSTILE

PAGES = (
    "/claims", "/claims?q=talba", "/claims?standing=contested&sort=repeated", "/claim/cl_flood", "/claim/c5",
    f"/article/{DOCUMENT}?start=0&end=30", f"/original/{DOCUMENT}?start=0&end=30", "/sources",
    "/source?name=Talba+council", "/actors", "/places", "/articles",
)  # fmt: skip


def speed(statements: int) -> None:
    """Print each page's median milliseconds over three calls and its size, and the memory at its most."""
    one = flood(2000)
    others = (statements - len(one.statements)) // len(claim().statements)
    browser = client(one, *(_strike(n) for n in range(others)))
    for page in PAGES:
        taken = []
        for _ in range(3):
            start = time.perf_counter()
            answer = browser.get(page)
            taken.append(time.perf_counter() - start)
            assert answer.status_code == 200, page
        print(f"{page[:60]:60} {statistics.median(taken) * 1000:6.0f} ms {len(answer.content) // 1024:5} KB")
    print(f"memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")


def _strike(n: int) -> Claim:
    """Return one of many claims: its articles are its own, but for the first ten claims' first."""
    made = claim(f"c{n}", aliases=(), text=f"Strike {n} in Talba")
    said = (
        replace(s, id=f"{s.id}-{n}", document=DOCUMENT if n < 10 else f"{n:060}{at:04}")
        for at, s in enumerate(made.statements)
    )
    return replace(made, statements=tuple(said))


def hostile(words: str, id: str) -> Claim:
    """Return a claim in which all that a publisher can write is the given words."""
    made = claim(id, aliases=(), text=words)
    said = tuple(
        replace(s, id=f"{id}-{n}", text=words, outlet=words, chain=(words, words), url=words)
        for n, s in enumerate(made.statements)
    )
    return replace(made, statements=said, origins=tuple(replace(o, name=words) for o in made.origins))


def walk(path: str, port: int) -> int:
    """Visit every page with hostile words; return how many scripts, breaches and requests were seen."""
    from playwright.sync_api import Dialog, Request, sync_playwright

    claims = [hostile(words, f"h{n}") for n, words in enumerate(HOSTILE)]
    held = Kept("<script>alert(1)</script>", lambda _: claims, reading, original, lambda: 0)
    seen: list[str] = []
    rooms = ["/claims", "/sources", "/actors", "/places", "/articles"]
    visits = [*rooms, f"/article/{DOCUMENT}", f"/original/{DOCUMENT}"]
    with _served(held, port), sync_playwright() as tool:
        browser = tool.chromium.launch(executable_path=path, args=["--no-sandbox"])
        tab = browser.new_page()
        home = f"http://127.0.0.1:{port}"

        def ran(dialog: Dialog) -> None:
            seen.append(f"script ran: {dialog.message}")
            dialog.dismiss()

        def asked(request: Request) -> None:
            if not request.url.startswith(f"{home}/"):
                seen.append(f"left: {request.url}")

        tab.on("dialog", ran)
        tab.on("console", lambda message: seen.append(f"console: {message.text}"))
        tab.on("request", asked)
        tab.goto(f"{home}/claims?token={TOKEN}")
        for page in [*visits, *(f"/claim/{one.id}" for one in claims)]:
            tab.goto(home + page)
            if tab.evaluate("document.documentElement.scrollWidth > innerWidth"):
                seen.append(f"wider than the window: {page}")
        browser.close()
    for what in seen:
        print(what)
    print(f"{len(visits) + len(claims)} pages with hostile words visited, {len(seen)} findings")
    return len(seen)


@contextmanager
def _served(held: Kept, port: int) -> Iterator[None]:
    config = uvicorn.Config(app(held, token=TOKEN, port=port), host="127.0.0.1", port=port, log_level="error")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    try:
        yield
    finally:
        server.should_exit = True
        thread.join()


def main() -> int:
    """Run what is asked for; return 1 where the browser found anything."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--statements", type=int, default=100_000)
    parser.add_argument("--browser", metavar="PATH", help="a Chromium to walk the pages with")
    parser.add_argument("--port", type=int, default=8766)
    given = parser.parse_args()
    speed(given.statements)
    return 1 if given.browser and walk(given.browser, given.port) else 0


if __name__ == "__main__":
    raise SystemExit(main())
