"""`reportedly verify` and `reportedly head`: is a ledger as it was written, and where does its log end?"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reportedly.cli.options import ledger_argument
from reportedly.cli.progress import Show, bar, rate
from reportedly.cli.redact import number
from reportedly.export.printable import printable

if TYPE_CHECKING:
    from reportedly.store.kept import Report
    from reportedly.store.log import Entry, Head
    from reportedly.store.verify import Follow

TAMPERED = 3
"""The exit code where a ledger is not as it was written."""

MOST = 50
"""Findings that are printed for people; --json has all."""

HELP = """Prove that a ledger is as it was written: originals, every row, the log, the search index.

    Whatever was changed, removed or put in is named: table, row and what. That the end of the log
    was cut off, with all that it answered for, shows only against a head that was kept elsewhere:
    print it with `reportedly head`, put it in your notes or send it to somebody you trust.

    \b
    Examples:
      reportedly verify news.ledger
      reportedly verify news.ledger --head head-of-may.txt
      reportedly verify news.ledger --json

    Exit codes: 0 all is as it was written, 3 it is not, 2 no ledger, or bad usage.
    """


@click.command(help=HELP, short_help="Prove that a ledger is as it was written.")
@ledger_argument
@click.option("--head", metavar="FILE|HASH", help="Where the log once ended: a file with that line, or it.")
@click.option("--json", "as_json", is_flag=True, help="Print one object of JSON.")
@click.option("--no-progress", is_flag=True, help="Show no progress bar.")
def verify(ledger: Path, head: str | None, as_json: bool, no_progress: bool) -> int:
    """Verify, print what was found, and return the exit code."""
    from reportedly.export import reading_json
    from reportedly.store.verify import verify as check

    with bar(not no_progress) as show:
        report = check(ledger, head=_head(head), follow=_follow(show))
    if as_json:
        sys.stdout.buffer.write(reading_json.line(report))
        sys.stdout.flush()
    else:
        _print(ledger, report)
    return 0 if report.clean else TAMPERED


@click.command(short_help="Print where a ledger's log ends.")
@ledger_argument
def head(ledger: Path) -> int:
    """Print where a ledger's log ends: a line to keep elsewhere, for `reportedly verify --head`."""
    from reportedly.store.view import View

    with View(ledger) as view:
        click.echo(str(view.head()))
    return 0


def _head(given: str | None) -> Head | str | None:
    from reportedly.store.verify import parse_head

    if given is None:
        return None
    path = Path(given)
    try:
        return parse_head(path.read_text(encoding="utf-8") if path.is_file() else given)
    except (OSError, UnicodeDecodeError) as error:
        raise click.BadParameter(f"{given}: cannot be read ({error})", param_hint="--head") from None


def _follow(show: Show | None) -> Follow:
    def follow(entries: Iterable[Entry], total: int) -> Iterator[Entry]:
        began = time.monotonic()
        for done, entry in enumerate(entries, 1):
            if show is not None:
                show(done, total, f"{rate(done, total, began)}")
            yield entry

    return follow


def _print(ledger: Path, report: Report) -> None:
    for finding in report.findings[:MOST]:
        click.echo(printable(str(finding)))
    if len(report.findings) > MOST:
        click.echo(f"and {len(report.findings) - MOST} more; --json lists all")
    kinds = ", ".join(f"{count} {kind}" for kind, count in report.kinds)
    what = f"{number(report.documents, 'document')}, {number(report.originals, 'original')}"
    what += f", {number(report.rows, 'row')}"
    for line in report.unchecked:
        click.echo(printable(f"not checked: {line}"))
    if report.clean:
        entries = number(report.entries, "log entry")
        click.echo(printable(f"{ledger}: all is as it was written: {what}, {entries} ({kinds})"))
        click.echo(report.head)
    else:
        findings = number(len(report.findings), "finding")
        click.echo(printable(f"{ledger}: NOT as it was written: {findings}"))
