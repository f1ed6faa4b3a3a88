"""How far PolNeAR's annotators agree with one another, by the measures that a program is held to.

    python benchmarks/agreement.py --data ../shared/data

Each annotator of an article that several annotated is scored against each other one, as if he were
a program: about as much as any program can be expected to reach.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from itertools import permutations
from pathlib import Path

if not __package__:  # Run as a script: the packages lie beside this folder.
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.judge import MEASURES, Judged, judge, total
from benchmarks.polnear import read_annotators
from benchmarks.readings import Read
from benchmarks.show import table


def agreement(folder: Path, split: str) -> list[Judged]:
    """Score every ordered pair of annotators of the same article."""
    return [
        judge(one, Read(relations=other.relations))
        for articles in read_annotators(folder / "polnear", split)
        for one, other in permutations(articles, 2)
    ]


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; return its exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--data", type=Path, required=True, help="folder that holds polnear/")
    wanted = parser.parse_args(argv)
    judged = [pair for split in ("train", "dev") for pair in agreement(wanted.data, split)]
    if not judged:
        print(f"no article of several annotators in {wanted.data}: is --data right?", file=sys.stderr)
        return 2
    counts = total(judged)
    rows = {name: counts[key] for name, key in MEASURES.items() if "voice" not in name}
    articles = len({pair.article.name for pair in judged})
    title = f"PolNeAR train and dev: {articles} articles, {len(judged)} ordered pairs of annotators"
    print(table(title, rows))
    return 0


if __name__ == "__main__":
    sys.exit(main())
