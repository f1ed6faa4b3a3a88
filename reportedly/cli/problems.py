"""`reportedly problems`: what a ledger was given and could not keep, and why."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from reportedly.cli.options import ledger_argument
from reportedly.cli.read import problem_line
from reportedly.export.printable import printable

HELP = """List the items that could not be added to a ledger, with what is wrong and what to do.

    \b
    Examples:
      reportedly problems news.ledger
      reportedly problems news.ledger --json
    """


@click.command(help=HELP, short_help="List what could not be added to a ledger, and why.")
@ledger_argument
@click.option("--json", "as_json", is_flag=True, help="Print one line of JSON a problem.")
def problems(ledger: Path, as_json: bool) -> int:
    """Print the problems."""
    from reportedly.export import reading_json
    from reportedly.store.view import View

    with View(ledger) as view:
        none = True
        for row in view.problems():
            none = False
            if as_json:
                sys.stdout.buffer.write(reading_json.line(row))
            else:
                click.echo(printable(f"{row.at} {problem_line(row.input, row.problem)}"))
        if none and not as_json:
            click.echo(printable(f"{ledger}: no problems"))
    sys.stdout.flush()
    return 0
