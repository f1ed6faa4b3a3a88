"""The command: writes a corpus, its truth, or its lexicon; or checks what is read of it."""

from __future__ import annotations

import argparse
import json
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import IO

import yaml

if not __package__:  # Run as a folder: the packages lie beside the one above this.
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from benchmarks.corpus import articles, as_page, world
from benchmarks.corpus.check import check
from benchmarks.corpus.truth import lines


def main() -> None:
    """Print rows of batch input, one article a line, in order of publication."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.corpus", description=(__doc__ or "").split("\n")[0]
    )
    parser.add_argument("--articles", type=int, default=1000, help="how many articles (1000)")
    parser.add_argument("--seed", type=int, default=0, help="the same seed gives the same corpus (0)")
    parser.add_argument(
        "--copies", type=float, default=0.5, help="share of later articles that repeat others (0.5)"
    )
    parser.add_argument("--truth", type=Path, help="write the truth here, as JSON Lines")
    parser.add_argument(
        "--html", action="store_true", help="give each article as a page of HTML, not as text"
    )
    parser.add_argument(
        "--lexicon", action="store_true", help="print the lexicon of the invented world and end"
    )
    parser.add_argument("--check", type=int, metavar="N", help="read N articles and compare with the truth")
    parser.add_argument("--show", action="store_true", help="with --check: print what was read wrongly")
    given = parser.parse_args()
    if given.lexicon:
        yaml.safe_dump(world().lexicon(), sys.stdout, allow_unicode=True, sort_keys=False)
        return
    if given.check:
        print(check(given.check, given.seed, show=given.show))
        return
    with ExitStack() as stack:
        truth = stack.enter_context(given.truth.open("w", encoding="utf-8")) if given.truth else None
        _write(given, truth)


def _write(given: argparse.Namespace, truth: IO[str] | None) -> None:
    stream = articles(given.articles, given.seed, given.copies)
    pairs = lines(stream) if truth is not None else ((article, []) for article in stream)
    for article, due in pairs:
        row: dict[str, str] = article.row()
        if given.html:
            row["html"] = as_page(article).decode()
            del row["text"]
        sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")
        for line in due:
            assert truth is not None
            truth.write(json.dumps(line, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
