"""How well the ledger loop makes claims of statements and judges who stands behind them.

    python -m benchmarks.ledger dossiers                      # all splits; of test the totals alone
    python -m benchmarks.ledger dossiers --split dev --errors 10
    python -m benchmarks.ledger dossiers --given gold         # assess alone: clusters and chains of the gold
    python -m benchmarks.ledger dossiers --given clusters     # the same with the chains that were read
    python -m benchmarks.ledger ecbplus --data ../shared/data
    python -m benchmarks.ledger flood --size 10000
    python -m benchmarks.ledger order
    python -m benchmarks.ledger fakes --data ../shared/data
    python -m benchmarks.ledger incidents --data ../shared/data --errors 5

`--json` prints one line a part. What is measured is the product's own code; `--program`, `--assess` and
`--same` ("module:function") measure another one.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

if not __package__:  # Run as a file: the packages lie beside the folder.
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks import (
    ledger_dossiers,
    ledger_ecb,
    ledger_fakes,
    ledger_flood,
    ledger_incidents,
    ledger_order,
    ledger_programs,
)  # fmt: skip
from benchmarks.dossiers import SPLITS
from benchmarks.ledger_dossiers import Given

Figures = dict[str, float | int | str]


def main() -> None:
    """Run one part and print it."""
    arguments = _parser().parse_args()
    part: Callable[[argparse.Namespace], Iterable[Figures]] = arguments.part
    for figures in part(arguments):
        if arguments.json:
            sys.stdout.write(json.dumps(figures) + "\n")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parts = parser.add_subparsers(required=True, metavar="PART")

    def part(name: str, run: Callable[[argparse.Namespace], Iterable[Figures]]) -> argparse.ArgumentParser:
        one = parts.add_parser(name, help=(run.__doc__ or "").split("\n", 1)[0])
        one.add_argument("--json", action="store_true", help="print one line of JSON instead of a table")
        one.add_argument("--program", default=ledger_programs.CLAIMS, help="what makes claims of readings")
        one.set_defaults(part=run)
        return one

    one = part("dossiers", _dossiers)
    one.add_argument("--split", choices=SPLITS, action="append", help="dev, later, test (all)")
    one.add_argument("--given", type=Given, choices=list(Given), default=Given.NOTHING)
    one.add_argument("--assess", default=ledger_programs.ASSESS, help="what judges clusters")
    one.add_argument("--together", action="store_true", help="all dossiers of a split in one ledger")
    one.add_argument("--errors", type=int, metavar="N", help="print what is wrong with the N worst claims")
    one = part("ecbplus", _ecbplus)
    one.add_argument("--data", type=Path, required=True, help="the shared data's folder")
    one.add_argument("--same", default=ledger_programs.SAME, help="what clusters mentions")
    one.add_argument("--errors", type=int, metavar="N", help="print N clusters that are wrong")
    one = part("flood", _flood)
    one.add_argument("--size", type=int, default=10_000, help="how many copies (10,000)")
    one = part("order", _order)
    one.add_argument("--orders", type=int, default=5, help="how many random orders (5)")
    one = part("fakes", _fakes)
    one.add_argument("--data", type=Path, required=True, help="the shared data's folder")
    one.add_argument("--list", action="store_true", help="print every credit found, and its chain")
    one = part("incidents", _incidents)
    one.add_argument("--data", type=Path, required=True, help="the shared data's folder")
    one.add_argument("--errors", type=int, default=0, help="print so many claims that mix incidents")
    return parser


def _say(arguments: argparse.Namespace, lines: Iterable[str]) -> None:
    for line in lines if not arguments.json else ():
        sys.stdout.write(line + "\n")


def _dossiers(arguments: argparse.Namespace) -> Iterable[Figures]:
    """Claims over the dossiers of `origins/`, beside their gold."""
    given: Given = arguments.given
    for split in arguments.split or SPLITS:
        measured = ledger_dossiers.measure(
            split,
            program=ledger_programs.program(arguments.program) if given is Given.NOTHING else None,
            assess=ledger_programs.assess(arguments.assess) if given is not Given.NOTHING else None,
            copier=ledger_programs.copier() if given is Given.NOTHING else None,
            given=given,
            together=arguments.together,
        )
        _say(arguments, ledger_dossiers.table(split, measured, each=split != "test"))
        if arguments.errors and split != "test":
            _say(arguments, ledger_dossiers.errors(measured, arguments.errors))
        yield {"part": "dossiers", "split": split, "given": given.value, **measured.score.figures()}


def _ecbplus(arguments: argparse.Namespace) -> Iterable[Figures]:
    """Events of ECB+, mentions given, beside a head-lemma baseline."""
    measured = ledger_ecb.measure(arguments.data, ledger_programs.same(arguments.same))
    _say(arguments, ledger_ecb.table(measured))
    if arguments.errors:
        _say(arguments, ledger_ecb.errors(measured, arguments.errors))
    yield {"part": "ecbplus", **measured.figures()}


def _flood(arguments: argparse.Namespace) -> Iterable[Figures]:
    """Floods of copies: independent origins must not grow."""
    floods = list(ledger_flood.measure(ledger_programs.of_corpus(arguments.program), arguments.size))
    _say(arguments, ledger_flood.table(floods))
    yield {"part": "flood", **ledger_flood.figures(floods)}


def _order(arguments: argparse.Namespace) -> Iterable[Figures]:
    """Articles in random orders: the claims must be the same, byte for byte."""
    orders = ledger_order.measure(ledger_programs.program(arguments.program), arguments.orders)
    _say(arguments, ledger_order.table(orders))
    yield {"part": "order", **ledger_order.figures(orders)}


def _fakes(arguments: argparse.Namespace) -> Iterable[Figures]:
    """Agency credits of real articles, which must stand in their chains."""
    measured = ledger_fakes.measure(arguments.data)
    _say(arguments, ledger_fakes.table(measured, arguments.list))
    yield {"part": "fakes", **measured.figures()}


def _incidents(arguments: argparse.Namespace) -> Iterable[Figures]:
    """Real articles of one war: many incidents alike must stay apart."""
    measured = ledger_incidents.measure(arguments.data)
    _say(arguments, ledger_incidents.table(measured, arguments.errors))
    yield {"part": "incidents", **measured.figures()}


if __name__ == "__main__":
    main()
