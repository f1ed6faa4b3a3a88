"""`reportedly add`: articles in; a ledger that keeps them, their originals and what was read in them."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reportedly import settings
from reportedly.cli.options import ledger_argument, reading_options
from reportedly.cli.progress import Show, bar, rate
from reportedly.cli.read import problem_line
from reportedly.errors import LedgerError
from reportedly.export.printable import printable

if TYPE_CHECKING:
    from reportedly.adding import Outcome, Tally
    from reportedly.ingest.inputs import Given

HELP = """Add articles to a ledger: the original of each, byte for byte, its text and its statements.

    LEDGER is one file; it is made where there is none. INPUT is what `reportedly read` takes: a
    file of plain text or HTML, JSON Lines, a web archive, a feed, a folder of such files, an
    address, or - for standard input.

    What the ledger has already is not read again: after a stop, run the same command again. Items
    in other languages are skipped and counted; items that cannot be read are kept as problems
    (`reportedly problems LEDGER`) and stop nothing.

    \b
    Examples:
      reportedly add news.ledger articles/
      reportedly add news.ledger week.jsonl --json > added.jsonl
      reportedly add news.ledger article.txt --outlet "Coastal Post" --published 2031-05-03
      reportedly add news.ledger - --url https://coastalpost.example/a < page.html

    Exit codes: 0 something is in the ledger, 1 a fault of the program, 2 bad input or usage.
    """


@dataclass(frozen=True, slots=True)
class Asked:
    """What the user asked for."""

    ledger: Path
    inputs: tuple[str, ...]
    given: Given
    as_json: bool
    lexicons: tuple[Path, ...]
    force: bool
    again: bool
    jobs: int
    total: int | None


@click.command(help=HELP, short_help="Add articles to a ledger.")
@ledger_argument
@click.argument("inputs", metavar="INPUT...", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="Print one line of JSON an item.")
@reading_options
@click.option(
    "--again", is_flag=True, help="Read known items again; keep what a newer program or lexicon reads."
)
def add(
    ledger: Path,
    inputs: tuple[str, ...],
    as_json: bool,
    published: str | None,
    outlet: str | None,
    url: str | None,
    lexicons: tuple[Path, ...],
    force: bool,
    jobs: int | None,
    no_progress: bool,
    again: bool,
) -> int:
    """Check what was asked, add, and return the exit code."""
    settings.single_threaded()
    from reportedly.ingest.inputs import Given, is_batch

    several = is_batch(inputs)
    if url is not None and several:
        raise click.UsageError("--url is the address of one article; give one INPUT")
    given = Given(published=published, outlet=outlet, url=url)
    total = None if any(is_batch([name]) for name in inputs) else len(inputs)
    asked = Asked(ledger, inputs, given, as_json, lexicons, force, again, jobs or settings.jobs(), total)
    shown = several and not no_progress and not (as_json and sys.stdout.isatty())
    with bar(shown) as show:
        tally = run(asked, show)
    _say(f"{ledger}: {tally}", as_json)
    if tally.kept:
        return 0
    return 1 if tally.faults else 2


def run(asked: Asked, show: Show | None) -> Tally:
    """Add everything; return the count of what became of it."""
    from reportedly.adding import Tally, add_all
    from reportedly.ingest.inputs import captures
    from reportedly.store.writer import Writer

    tally = Tally()
    with Writer(asked.ledger, create=True) as writer:
        items = captures(asked.inputs, asked.given, stdin=sys.stdin.buffer)
        outcomes = add_all(
            writer, items, jobs=asked.jobs, lexicon_paths=asked.lexicons, force=asked.force, anew=asked.again
        )
        try:
            with closing(outcomes):
                for outcome in _counted(outcomes, tally, show, asked.total):
                    _tell(outcome, asked)
        except (KeyboardInterrupt, LedgerError):
            kept = "all of it is kept, and the same command goes on from there"
            _say(f"{asked.ledger}: stopped after {tally}; {kept}", True)
            raise
    return tally


def _counted(
    outcomes: Iterator[Outcome], tally: Tally, show: Show | None, total: int | None
) -> Iterator[Outcome]:
    began = time.monotonic()
    for done, outcome in enumerate(outcomes, 1):
        tally.add(outcome)
        if show is not None:
            show(done, total, f"{rate(done, total, began)}: {tally}")
        yield outcome


def _tell(outcome: Outcome, asked: Asked) -> None:
    """Say what was refused as it happens; with --json, what became of each item."""
    from reportedly.export import reading_json
    from reportedly.store.kept import Status

    if outcome.status is Status.REFUSED and outcome.problem is not None:
        click.echo(f"reportedly: {printable(problem_line(outcome.input, outcome.problem))}", err=True)
    if asked.as_json:
        sys.stdout.buffer.write(reading_json.line(outcome))
        sys.stdout.buffer.flush()


def _say(line: str, on_error: bool) -> None:
    click.echo(printable(line), err=on_error)
