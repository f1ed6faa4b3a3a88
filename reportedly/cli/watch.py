"""`reportedly watch`: feeds asked again and again; what is new is added, what changed is told."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reportedly import settings
from reportedly.cli.options import ledger_argument
from reportedly.errors import InputError, OutputError
from reportedly.export.printable import printable
from reportedly.wholefile import whole

if TYPE_CHECKING:
    from reportedly.alerts import Alert
    from reportedly.watching import Round, Watch

HELP = """Watch feeds: add what is new, and say what it changes in the claims of a ledger.

    FEEDS are addresses of RSS and Atom feeds, and OPML files, as feed readers export them. LEDGER is
    made where there is none. Told is when a claim becomes contested, gets its second independent
    origin, is revised or withdrawn. Servers are asked one request at a time, whether anything has
    changed, and as their robots.txt allows; feeds that fail are left alone for longer each time.

    \b
    Examples:
      reportedly watch news.ledger feeds.opml
      reportedly watch news.ledger https://coastalpost.example/feed --every 30 --atom alerts.xml
      reportedly watch news.ledger feeds.opml --once --json >> alerts.jsonl
    """


@click.command(help=HELP, short_help="Watch feeds, and say what changes.")
@ledger_argument
@click.argument("feeds", metavar="FEEDS...", nargs=-1, required=True)
@click.option("--once", is_flag=True, help="Ask each feed that is due once, and stop.")
@click.option("--every", metavar="MINUTES", type=click.IntRange(min=1), default=15, show_default=True,
              help="Ask so often.")  # fmt: skip
@click.option("--pages", is_flag=True, help="Get the page of each new entry, not only what the feed says.")
@click.option("--json", "as_json", is_flag=True, help="Print one line of JSON a change.")
@click.option("--atom", metavar="PATH", type=click.Path(path_type=Path),
              help="Keep the changes in an Atom feed, too.")  # fmt: skip
@click.option(
    "--lexicon", "lexicons", metavar="FILE", multiple=True, type=click.Path(path_type=Path),
    help="Your own actors, outlets and alignments (docs/lexicons.md). May be given several times.",
)  # fmt: skip
@click.option("--jobs", metavar="N", type=click.IntRange(min=1), help="How many processes; else one a core.")
def watch(
    ledger: Path, feeds: tuple[str, ...], once: bool, every: int, pages: bool, as_json: bool,
    atom: Path | None, lexicons: tuple[Path, ...], jobs: int | None,
) -> int:  # fmt: skip
    """Watch until stopped; with `--once`, exit 2 where no feed could be read."""
    settings.single_threaded()
    from reportedly.ingest.fetch import Fetcher
    from reportedly.ledger import Ledger
    from reportedly.watching import Watch, named

    addresses = list(named(feeds))
    fetcher = Fetcher()
    try:
        with Ledger(ledger, create=True) as opened:
            watching = Watch(
                opened, addresses, fetcher, pages=pages, lexicons=lexicons, jobs=jobs or settings.jobs()
            )
            return run(watching, ledger.name, once=once, every=every, as_json=as_json, atom=atom)
    finally:
        fetcher.close()


def run(
    watching: Watch, name: str, *, once: bool, every: int, as_json: bool, atom: Path | None,
    sleep: Callable[[float], None] = time.sleep,
) -> int:  # fmt: skip
    """Do rounds and print what each came to; return the exit code of `--once`."""
    if atom is not None:
        _keep(atom, name, None)
    while True:
        done = watching.round()
        for alert in done.alerts:
            _print(alert, as_json)
        sys.stdout.flush()
        if atom is not None:
            _keep(atom, name, done)
        for problem in done.problems:
            click.echo(f"reportedly: {printable(problem.problem)}", err=True)
        click.echo(printable(_summary(done)), err=True)
        if once:
            return 0 if done.asked == 0 or done.tally.kept or done.unchanged or not done.problems else 2
        sleep(every * 60)


def _summary(done: Round) -> str:
    parts = [f"{done.at}: {done.asked} feeds asked, {done.unchanged} unchanged"]
    if done.waiting:
        parts.append(f"{done.waiting} put off")
    return ", ".join(parts) + f"; {done.tally}; {len(done.alerts)} changes"


def _print(alert: Alert, as_json: bool) -> None:
    from reportedly.export import reading_json
    from reportedly.export.alert_words import title, words

    if as_json:
        sys.stdout.buffer.write(reading_json.line(alert))
    else:
        click.echo(printable(title(alert)))
        for line in words(alert).splitlines():
            click.echo(f"  {printable(line)}")


def _keep(path: Path, name: str, done: Round | None) -> None:
    """Put the changes of a round into the Atom feed at a path; before the first, see that it is ours."""
    from reportedly.export.alert_words import item
    from reportedly.export.atom import feed

    try:
        before = path.read_bytes() if path.exists() else None
        told = () if done is None else done.alerts
        made = feed(name, "" if done is None else done.at, map(item, told), before)
        if done is not None and (told or before is None):
            with whole(path) as out:
                out.write(made)
    except OSError as error:
        raise OutputError(f"{path}: cannot be written ({error.strerror or error})") from error
    except OutputError as error:
        raise InputError(str(path), f"{path}: {error}") from error
