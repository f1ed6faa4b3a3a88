"""`reportedly export`: a ledger in the form of another tool, as a file, a folder or on standard output."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from reportedly import settings
from reportedly.cli.options import date, ledger_argument
from reportedly.errors import OutputError
from reportedly.export.printable import printable

HELP = """Write a ledger in the form of another tool.

    NAME is one of csv, parquet, ucdp, plover, geojson, annotation, claim, prov, graphml, wacz, custody
    and datasette (docs/exports.md says what is in each), or a format that another package adds. csv,
    parquet and datasette are folders of files; the others are one file, and PATH may be - for
    standard output.

    \b
    Examples:
      reportedly export news.ledger --format csv -o news-tables
      reportedly export news.ledger --format geojson -o news.geojson
      reportedly export news.ledger --format plover -o - | head -n 1
    """


@click.command(help=HELP, short_help="Write a ledger in the form of another tool.")
@ledger_argument
@click.option("--format", "name", metavar="NAME", required=True, help="The form to write.")
@click.option("-o", "--output", metavar="PATH", required=True, type=click.Path(path_type=Path),
              help="The file or folder to write, or - for standard output.")  # fmt: skip
@click.option("--force", is_flag=True, help="Write over what is there.")
@click.option("--as-of", metavar="DATE", callback=date, help="Only what was published by then.")
@click.option(
    "--lexicon", "lexicons", metavar="FILE", multiple=True, type=click.Path(path_type=Path),
    help="Your own actors, outlets and alignments (docs/lexicons.md). May be given several times.",
)  # fmt: skip
def export(
    ledger: Path, name: str, output: Path, force: bool, as_of: str | None, lexicons: tuple[Path, ...]
) -> int:
    """Write one format."""
    settings.single_threaded()
    from reportedly.export.formats.writing import write
    from reportedly.exporting import Exported, format_of
    from reportedly.ledger import Ledger

    form = format_of(name)
    with Ledger(ledger) as opened:
        kept = Exported(opened, lexicons=lexicons, as_of=as_of)
        if str(output) == "-":
            if form.is_folder:
                raise OutputError(f"{name} is several files; give a folder: -o {name}")
            (one,) = form.files.values()
            one(kept, sys.stdout.buffer)
            sys.stdout.buffer.flush()
        else:
            files = write(form, kept, output, force=force)
            what = f"{len(files)} files of {name}" if form.is_folder else name
            click.echo(printable(f"{output}: {what} written"), err=True)
    return 0
