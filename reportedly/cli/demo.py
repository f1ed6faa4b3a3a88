"""`reportedly demo`: a ledger of an invented war to try everything on."""

from __future__ import annotations

import shutil
import sys
from contextlib import closing
from pathlib import Path

import click

from reportedly import settings
from reportedly.errors import InputError
from reportedly.export.printable import printable

HELP = """Make a ledger of an invented country's news, to try everything on.

    PATH is the ledger's file, which must not exist. Beside it the tables of the invented world are
    written, as a user adds them: PATH.world.yaml (outlets, actors, places), PATH.alignments.yaml (who
    stands with whom, and when) and PATH.geojson (outlines for the map).

    \b
    Examples:
      reportedly demo demo.ledger
    """


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
    given = f"{path} --lexicon {path}.world.yaml --lexicon {path}.alignments.yaml"
    click.echo(printable(f"now try: reportedly claims {given}"))
    click.echo(printable(f"and:     reportedly serve {given} --outline {path}.geojson"))
    sys.stdout.flush()
    return 0
