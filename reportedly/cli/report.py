"""`reportedly report`: a page to send to an editor, in one file."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from reportedly import settings
from reportedly.cli.options import date, ledger_argument
from reportedly.errors import InputError

HELP = """Write a page to send to an editor: one HTML file that loads nothing and runs nothing.

    With CLAIM (its id, or what that begins with) it is that claim: its standing and why, who has it from
    whom, the toll, times, map, origins, and all words with where they stand. Without, it is what matters
    in the ledger: what is contested, taken back, or told by two outlets or more, a short page each.

    \b
    Examples:
      reportedly report news.ledger -o news.html
      reportedly report news.ledger cl_3f0a -o bridge.html
      reportedly report news.ledger --as-of 2031-05-04 -o - > then.html
    """


@click.command(help=HELP, short_help="Write a page to send to an editor.")
@ledger_argument
@click.argument("claim", required=False)
@click.option("-o", "--out", metavar="OUT", required=True, help="Where to write it; - is standard output.")
@click.option("--limit", metavar="N", type=click.IntRange(min=1), default=20, show_default=True,
              help="At most so many claims, without CLAIM.")
@click.option("--as-of", metavar="DATE", callback=date, help="As the ledger stood then.")
@click.option("--lexicon", "lexicons", metavar="FILE", multiple=True, type=click.Path(path_type=Path),
              help="Add words of your own: actors, alliances. May be given several times.")
@click.option("--outline", "outlines", metavar="FILE", multiple=True, type=click.Path(path_type=Path),
              help="Draw these countries on maps too (GeoJSON). May be given several times.")  # fmt: skip
def report(
    ledger: Path, claim: str | None, out: str, limit: int, as_of: str | None, lexicons: tuple[Path, ...],
    outlines: tuple[Path, ...],
) -> int:  # fmt: skip
    """Write the page."""
    settings.single_threaded()
    from reportedly.judging import one
    from reportedly.ledger import Ledger
    from reportedly.web import report as pages
    from reportedly.web.outlines import from_geojson

    drawn = tuple(country for path in outlines for country in from_geojson(path))
    with Ledger(ledger) as opened:
        found = opened.claims(lexicons=lexicons, as_of=as_of)
        made = pages.Made(ledger.name, str(opened.head()), as_of or "")
    if claim is not None:
        html = pages.of_claim(one(found, claim), made, drawn)
    else:
        html = pages.of_ledger(found, made, limit, drawn)
    data = html.encode("utf-8", "replace")
    if out == "-":
        sys.stdout.buffer.write(data)
        sys.stdout.flush()
        return 0
    try:
        Path(out).write_bytes(data)
    except OSError as error:
        raise InputError(out, f"{out}: cannot be written ({error.strerror}); check the path") from error
    click.echo(f"written: {out}", err=True)
    return 0
