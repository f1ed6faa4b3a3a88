"""Makes `reportedly/link/terms.json`: how rare words and names are among articles.

    python -m tools.terms --data ../shared/data

Counted over the articles of `syria_news` and of PolNeAR's training part, which no figure of linking is
measured on. What fewer than `LEAST` articles use is left out: it is taken for unknown.
"""

from __future__ import annotations

import argparse
import json
import math
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from reportedly import pipeline
from reportedly.errors import InputError
from reportedly.ingest.inputs import captures
from reportedly.link.mentions import frames
from reportedly.link.terms import counted
from reportedly.shapes import Capture

OUT = Path(__file__).parents[1] / "reportedly" / "link" / "terms.json"
LEAST = 3
"""Articles that must use a term for it to be known."""


def main() -> None:
    """Count and write."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the shared data's folder")
    words: Counter[str] = Counter()
    names: Counter[str] = Counter()
    articles = 0
    for own, named in _articles(parser.parse_args().data):
        words.update(own.keys())
        names.update(named.keys())
        articles += 1
    out = {
        "made by": "tools/terms.py",
        "articles": articles,
        "unknown": _rarity(0, articles),
        "words": _known(words, articles),
        "names": _known(names, articles),
    }
    OUT.write_text(json.dumps(out, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


def _articles(data: Path) -> Iterator[tuple[Counter[str], Counter[str]]]:
    """The words and names of each article that can be read."""
    texts = sorted((data / "polnear" / "train" / "text").glob("*.txt"))
    inputs = [*map(str, texts), str(data / "syria_news" / "2012-2014.jsonl")]
    for capture in captures(inputs):
        if not isinstance(capture, Capture):
            continue
        try:
            reading = pipeline.read(capture, force=True)
        except InputError as error:
            print(error)
            continue
        if told := frames(reading):
            yield counted(told)


def _known(held: Counter[str], articles: int) -> dict[str, float]:
    return {term: _rarity(count, articles) for term, count in sorted(held.items()) if count >= LEAST}


def _rarity(count: int, articles: int) -> float:
    """The inverse document frequency, rounded."""
    return round(math.log((articles + 1) / (count + 0.5)), 2)


if __name__ == "__main__":
    main()
