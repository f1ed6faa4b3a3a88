"""The web app under load: how fast pages answer.

`python -m benchmarks.web` makes claims of 100,000 statements out of the tests' samples and prints the median
time of each page. What hostile words do in a browser is `gates/test_browser.py`.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import time
from dataclasses import replace

from reportedly.claim import Claim
from tests.web.samples import DOCUMENT, claim, client, flood

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


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--statements", type=int, default=100_000)
    speed(parser.parse_args().statements)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
