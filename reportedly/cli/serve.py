"""`reportedly serve`: a ledger's claims as pages of one's own machine."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from reportedly.cli.options import ledger_argument

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportedly.ledger import Ledger
    from reportedly.loop.kept import KeptClaims
    from reportedly.web.outlines import Country
    from reportedly.web.shelf import Shelf

SERVE = """Show a ledger's claims in the browser: who says so, who denies it, where the words stand.

    The address that is printed holds a token; nobody without it gets an answer, and nothing but this
    machine is listened to. Ctrl-C ends it.

    \b
    Examples:
      reportedly serve news.ledger
      reportedly serve demo.ledger --outline demo.ledger.geojson
      reportedly serve news.ledger --port 9000 --no-browser
    """


@click.command(help=SERVE, short_help="Show a ledger in the browser.")
@ledger_argument
@click.option("--port", metavar="N", type=click.IntRange(1, 65535), default=8321, show_default=True,
              help="Listen at this port.")
@click.option("--no-browser", is_flag=True, help="Print the address, and open nothing.")
@click.option("--lexicon", "lexicons", metavar="FILE", multiple=True, type=click.Path(path_type=Path),
              help="Add words of your own: actors, alliances. May be given several times.")
@click.option("--outline", "outlines", metavar="FILE", multiple=True, type=click.Path(path_type=Path),
              help="Draw these countries on maps too (GeoJSON). May be given several times.")
def serve(
    ledger: Path, port: int, no_browser: bool, lexicons: tuple[Path, ...], outlines: tuple[Path, ...]
) -> None:
    """Serve until interrupted."""
    from reportedly.ledger import Ledger
    from reportedly.web.outlines import from_geojson
    from reportedly.web.server import serve as show

    drawn = tuple(country for path in outlines for country in from_geojson(path))
    with Ledger(ledger) as opened:
        shelf = shelf_of(opened, lexicons, drawn)
        show(shelf, port=port, browser=not no_browser, tell=click.echo, desk=opened)


def shelf_of(opened: Ledger, lexicons: tuple[Path, ...], outlines: Sequence[Country] = ()) -> Shelf:
    """Return a ledger as pages take it: from its tables, or, where these cannot be written, from memory."""
    from reportedly.shapes import Capture
    from reportedly.web.shelf import Kept
    from reportedly.web.tabled import Tabled

    def original(id: str) -> Capture:
        return Capture(id, opened.original(id), opened.document(id).media)

    def kept() -> KeptClaims:
        found = opened.kept_claims(lexicons=lexicons)
        assert found is not None, "it was brought up to date before"
        return found

    rest = (opened.reading, original, opened.head, outlines, opened.reprinted)
    if opened.kept_claims(lexicons=lexicons) is not None:
        return Tabled(opened.path.name, kept, *rest)
    return Kept(opened.path.name, lambda as_of: opened.claims(lexicons=lexicons, as_of=as_of), *rest)
