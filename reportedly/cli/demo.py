"""`reportedly demo`: a ledger of an invented war to try everything on."""

from __future__ import annotations

import shutil
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reportedly import settings
from reportedly.errors import InputError
from reportedly.export.printable import printable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportedly.claim import Claim

HELP = """Make a ledger of an invented country's news, to try everything on.

    PATH is the ledger's file, which must not exist. Beside it the tables of the invented world are
    written, as a user adds them: PATH.world.yaml (outlets, actors, places), PATH.alignments.yaml (who
    stands with whom, and when) and PATH.geojson (outlines for the map). What is worth seeing in it is
    printed: the claims that most outlets carry, and by which way the most telling of them came.

    \b
    Examples:
      reportedly demo demo.ledger
    """

MOST = 8
"""Claims that the demo lists."""


@click.command(help=HELP, short_help="Make a ledger of invented news, to try everything on.")
@click.argument("path", type=click.Path(path_type=Path))
def demo(path: Path) -> int:
    """Write the ledger and the tables, and say what is worth seeing."""
    settings.single_threaded()
    from reportedly import demo as world
    from reportedly.adding import Tally, add_all
    from reportedly.ingest.inputs import captures
    from reportedly.store.writer import Writer

    if path.exists():
        raise InputError(str(path), f"{path}: is there already; give a new name")
    beside = {
        Path(f"{path}.world.yaml"): world.WORLD,
        Path(f"{path}.alignments.yaml"): world.ALIGNMENTS,
        Path(f"{path}.geojson"): world.OUTLINE,
    }
    tally = Tally()
    with Writer(path, create=True) as writer:
        items = captures([str(world.ARTICLES)])
        with closing(add_all(writer, items, jobs=settings.jobs(), lexicon_paths=(world.WORLD,))) as outcomes:
            for outcome in outcomes:
                tally.add(outcome)
    for target, source in beside.items():
        shutil.copyfile(source, target)
    click.echo(printable(f"{path}: {tally}"))
    _shown(path, (Path(f"{path}.world.yaml"), Path(f"{path}.alignments.yaml")))
    given = f"{path} --lexicon {path}.world.yaml --lexicon {path}.alignments.yaml"
    click.echo(printable(f"now try: reportedly claims {given}"))
    click.echo(printable(f"and:     reportedly serve {given} --outline {path}.geojson"))
    sys.stdout.flush()
    return 0


def _shown(path: Path, lexicons: tuple[Path, ...]) -> None:
    """Print what is worth seeing: what most outlets carry, and the most telling claims with their trees."""
    from reportedly.export import claim_list, claim_terminal
    from reportedly.ledger import Ledger
    from reportedly.select import Asked, Order, listed

    with Ledger(path) as opened:
        every = opened.claims(Asked(order=Order.OUTLETS), lexicons=lexicons)
    found = [claim for claim in every if listed(claim)]
    click.echo()
    click.echo(f"What most outlets carry, of {len(found)} claims that are made more than once:")
    sys.stdout.write(claim_list.listing(found[:MOST], sys.stdout))
    for title, claim in telling(every):
        click.echo(f"\n{title}")
        sys.stdout.write(claim_terminal.short(claim, sys.stdout))
    click.echo()


def telling(claims: Sequence[Claim]) -> Iterator[tuple[str, Claim]]:
    """Yield claims that show what a ledger is for, each with a line that says why.

    Of those that go back to one origin, the one that most outlets carry; of the contested, the one with most
    origins on both ways; of those that were taken back, the one that most outlets carried.
    """
    from reportedly.claim import Standing

    single = [c for c in claims if c.independent_origins.for_ == 1 and c.standing is Standing.SINGLE_ORIGIN]
    contested = [c for c in claims if c.standing is Standing.CONTESTED]
    taken_back = [c for c in claims if c.standing is Standing.WITHDRAWN]
    choices = (
        ("Many outlets, one origin:", single, lambda c: c.outlets),
        ("Said by some, denied by others:", contested, _both_ways),
        ("Said, and taken back:", taken_back, lambda c: c.outlets),
    )
    for title, rows, worth in choices:
        if rows:
            yield title, max(rows, key=lambda claim: (worth(claim), claim.id))


def _both_ways(claim: Claim) -> int:
    given = claim.independent_origins
    return min(given.for_, given.against) * 100 + given.for_ + given.against
