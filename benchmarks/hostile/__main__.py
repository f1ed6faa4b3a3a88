"""Measure what hostile input does; exit status 1 where anything is amiss.

python -m benchmarks.hostile [--only PART]
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from typing import Protocol

from benchmarks.hostile import bombs, fuzz, inputs, names, searching


class Figures(Protocol):
    """What a part came to."""

    @property
    def well(self) -> bool: ...

    def lines(self) -> list[str]: ...


PARTS: dict[str, Callable[[], Figures]] = {
    "names": names.measure,
    "bombs": bombs.measure,
    "fuzz": fuzz.measure,
    "searches": searching.measure,
    "inputs": inputs.measure,
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; return its exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--only", action="append", choices=list(PARTS), help="only this part (repeatable)")
    wanted = parser.parse_args(argv)
    well = True
    for part in wanted.only or PARTS:
        found = PARTS[part]()
        print("\n".join(found.lines()), flush=True)
        well = well and found.well
    return 0 if well else 1


if __name__ == "__main__":
    sys.exit(main())
