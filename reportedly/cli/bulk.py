"""`reportedly bulk` and `load`: many files read apart from a ledger, on one machine or a cluster."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from reportedly import settings
from reportedly.cli.options import ledger_argument
from reportedly.cli.progress import bar
from reportedly.export.printable import printable

BULK = """Read files of articles into rows, here or on a Dask cluster; `reportedly load` keeps them.

    INPUT is a file (WARC, WACZ, JSON Lines, feed, page) or a folder of them. For each, DIR gets a
    Parquet file and a manifest. A file that was read already, by this version and these lexicons,
    is not read again: after a stop, run the same command again.

    \b
    Examples:
      reportedly bulk crawl/ --out rows/
      reportedly bulk crawl/ --out rows/ --dask tcp://10.0.0.1:8786

    Exit codes: 0 all were read, 2 some were not, or bad usage.
    """

LOAD = """Fill a ledger with what `reportedly bulk` read; what it has already stays as it is.

    With --dask the ledger's claims are worked out too, on the cluster; without it, they are when they
    are first asked for. Either way they are the same.

    \b
    Examples:
      reportedly load rows/ news.ledger
      reportedly load rows/ news.ledger --dask tcp://10.0.0.1:8786

    Exit codes: 0 something is in the ledger, 1 a fault of the program, 2 bad input or usage.
    """

PROCESSES = 2
"""Processes of a shard on a worker of a cluster: a pool limits the time and memory of each document."""


@click.command(help=BULK, short_help="Read many files into rows, on a cluster or here.")
@click.argument("inputs", metavar="INPUT...", nargs=-1, required=True)
@click.option(
    "--out", metavar="DIR", required=True, type=click.Path(path_type=Path), help="Where rows are written."
)
@click.option("--dask", metavar="SCHEDULER", help="The address of a Dask scheduler; else this machine reads.")
@click.option(
    "--lexicon", "lexicons", metavar="FILE", multiple=True, type=click.Path(path_type=Path),
    help="Add words of your own (docs/lexicons.md). May be given several times.",
)  # fmt: skip
@click.option("--force", is_flag=True, help="Read what seems not to be English, too.")
@click.option(
    "--jobs", metavar="N", type=click.IntRange(min=1),
    help="Processes a file; else one a core, with --dask 2.",
)  # fmt: skip
def bulk(
    inputs: tuple[str, ...], out: Path, dask: str | None, lexicons: tuple[Path, ...], force: bool,
    jobs: int | None,
) -> int:  # fmt: skip
    """Read the files and say of each what came of it."""
    settings.single_threaded()
    from reportedly.bulk import read_shards, shards
    from reportedly.shapes import Problem
    from reportedly.shards import job

    default = settings.jobs() if dask is None else PROCESSES
    wanted = job(out, lexicons, force=force, jobs=jobs or default)
    files = failed = documents = refused = 0
    for found in read_shards(shards(inputs), wanted, dask):
        if isinstance(found, Problem):
            failed += 1
            click.echo(f"reportedly: {printable(found.problem)}", err=True)
        else:
            files += 1
            documents += found.documents
            refused += found.refused
    click.echo(f"{printable(str(out))}: {files} files, {documents} articles, {refused} items refused")
    return 2 if failed else 0


@click.command(help=LOAD, short_help="Fill a ledger with rows that bulk made.")
@click.argument("rows", metavar="DIR", type=click.Path(path_type=Path))
@ledger_argument
@click.option("--dask", metavar="SCHEDULER", help="The address of a Dask scheduler, for the claims.")
@click.option(
    "--lexicon", "lexicons", metavar="FILE", multiple=True, type=click.Path(path_type=Path),
    help="With --dask: your own actors, outlets and alignments. May be given several times.",
)  # fmt: skip
def load(rows: Path, ledger: Path, dask: str | None, lexicons: tuple[Path, ...]) -> int:
    """Write the rows and say what came of them."""
    settings.single_threaded()
    from reportedly.adding import Tally
    from reportedly.bulk import load as load_rows
    from reportedly.lexicon import tables
    from reportedly.loop.away import update_on
    from reportedly.store.writer import Writer

    tally = Tally()
    with Writer(ledger, create=True) as writer:
        for outcome in load_rows(rows, writer):
            tally.add(outcome)
    if dask is not None:
        with bar(sys.stderr.isatty()) as show:
            for left in update_on(dask, ledger, tables(lexicons)):
                if show is not None:
                    show(0, None, f"{left} articles whose claims are to be worked out")
    click.echo(printable(f"{ledger}: {tally}"))
    if tally.kept:
        return 0
    return 1 if tally.faults else 2
