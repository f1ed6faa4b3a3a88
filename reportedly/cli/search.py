"""`reportedly search`, `sources` and `actors`: what a ledger holds, as tables or lines of JSON."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict, TypeVar

import click

from reportedly.cli.options import date, ledger_argument
from reportedly.shapes import Act, EntityKind, SourceKind, Voice

if TYPE_CHECKING:
    from reportedly.export.reading_json import Line

Row = TypeVar("Row", bound="Line")

SEARCH = """Find statements by their words, or by who said them, in a ledger.

    All WORDS must occur in the statement or its chain, in any case; "words in quotes" are a phrase,
    wor* stands for all words that begin so. The best match comes first; without WORDS, all that the
    options let through, by date.

    \b
    Examples:
      reportedly search news.ledger market strike
      reportedly search news.ledger '"two officials"' --act deny --since 2031-05
      reportedly search news.ledger --source "Mira Olen"
      reportedly search news.ledger bridge --documents --json
    """

SOURCES = """List who speaks in a ledger: how often, how often in denial, through how many outlets.

    People and bodies of one name and kind are one line; the lexicon's actors are one whatever they
    are called. `relays` counts the statements of others that came through a source, `docs` the
    documents that name it.

    \b
    Examples:
      reportedly sources news.ledger
      reportedly sources news.ledger --kind agency
      reportedly sources news.ledger --name ministry --since 2031-05-01 --json
    """

ACTORS = """List who acts in a ledger: events done by and done to each, ties, statements, documents.

    \b
    Examples:
      reportedly actors news.ledger
      reportedly actors news.ledger --kind armed_group --country SYR
    """


class Asked(TypedDict):
    """What statements are asked for, apart from their words."""

    source: str | None
    outlet: str | None
    voice: str | None
    act: str | None
    since: str | None
    until: str | None


def between(command: Callable[..., int]) -> Callable[..., int]:
    """Give a command the filters on dates, and the choice of output, that all lists have."""
    for option in (
        click.option("--json", "as_json", is_flag=True, help="Print JSON, one line a row."),
        click.option("--limit", metavar="N", type=click.IntRange(min=1), default=50, show_default=True,
                     help="Print at most so many rows."),
        click.option("--until", metavar="DATE", callback=date, help="Published on it or before."),
        click.option("--since", metavar="DATE", callback=date, help="Published on it or after."),
    ):  # fmt: skip
        command = option(command)
    return command


@click.command(help=SEARCH, short_help="Find statements in a ledger.")
@ledger_argument
@click.argument("words", metavar="[WORDS]...", nargs=-1)
@click.option("--documents", is_flag=True, help="Find articles, by title and text, instead of statements.")
@click.option("--source", metavar="NAME", help="Only what this source says: its whole name.")
@click.option("--outlet", metavar="NAME", help="Only what this outlet published.")
@click.option("--voice", type=click.Choice([voice.value for voice in Voice]), help="Only of this voice.")
@click.option("--act", type=click.Choice([act.value for act in Act]), help="Only denials, accusations ...")
@between
def search(
    ledger: Path, words: tuple[str, ...], documents: bool, source: str | None, outlet: str | None,
    voice: str | None, act: str | None, since: str | None, until: str | None, limit: int, as_json: bool,
) -> int:  # fmt: skip
    """Print what was found."""
    from reportedly.store.view import View

    wanted = " ".join(words)
    with View(ledger) as view:
        if documents:
            if source or voice or act:
                raise click.UsageError("--source, --voice and --act are of statements; leave out --documents")
            found = (
                view.search_documents(wanted, outlet=outlet, since=since, until=until, limit=limit + 1)
                if words
                else view.documents(outlet=outlet, since=since, until=until)
            )
            return put(
                found, limit, as_json, ("date", "outlet", "document", "#statements", "title"),
                lambda d: (day(d.published), d.outlet, d.id[:12], d.statements, d.title),
            )  # fmt: skip
        asked = Asked(source=source, outlet=outlet, voice=voice, act=act, since=since, until=until)
        return put(
            view.search(wanted, **asked, limit=limit + 1) if words else view.statements(**asked),
            limit, as_json, ("date", "document", "who, through whom", "act", "sure", "words"),
            lambda s: (day(s.published), s.document[:8], " > ".join(s.chain), s.act, s.factuality, s.text),
        )  # fmt: skip


@click.command(help=SOURCES, short_help="List who speaks in a ledger.")
@ledger_argument
@click.option("--name", metavar="PART", help="Only names that hold this.")
@click.option("--kind", type=click.Choice([kind.value for kind in SourceKind]), help="Only of this kind.")
@click.option("--outlet", metavar="NAME", help="Only as published by this outlet.")
@between
def sources(
    ledger: Path, name: str | None, kind: str | None, outlet: str | None, since: str | None,
    until: str | None, limit: int, as_json: bool,
) -> int:  # fmt: skip
    """Print the sources."""
    from reportedly.store import directory
    from reportedly.store.view import View

    with View(ledger) as view:
        found = directory.sources(
            view, name=name, kind=kind, outlet=outlet, since=since, until=until, limit=limit + 1
        )
        return put(
            found, limit, as_json,
            ("#says", "#denies", "#relays", "#docs", "#outlets", "first", "last", "source"),
            lambda s: (s.statements, s.denials, s.relays, s.documents, s.outlets, day(s.first), day(s.last),
                       _named(s.name, (s.kind, s.actor), s.names, s.disguises)),
        )  # fmt: skip


@click.command(help=ACTORS, short_help="List who acts in a ledger.")
@ledger_argument
@click.option("--name", metavar="PART", help="Only names that hold this.")
@click.option("--kind", type=click.Choice([kind.value for kind in EntityKind]), help="Only of this kind.")
@click.option("--country", metavar="CODE", help="Only of this country: SYR, RUS ...")
@between
def actors(
    ledger: Path, name: str | None, kind: str | None, country: str | None, since: str | None,
    until: str | None, limit: int, as_json: bool,
) -> int:  # fmt: skip
    """Print the actors."""
    from reportedly.store import directory
    from reportedly.store.view import View

    with View(ledger) as view:
        found = directory.actors(
            view, name=name, kind=kind, country=country, since=since, until=until, limit=limit + 1
        )
        return put(
            found, limit, as_json,
            ("#does", "#done to", "#ties", "#says", "#docs", "first", "last", "actor"),
            lambda a: (a.acts, a.undergoes, a.ties, a.says, a.documents, day(a.first), day(a.last),
                       _named(a.name, (a.kind, a.country, a.actor), a.names, a.disguises)),
        )  # fmt: skip


def put(
    rows: Iterable[Row], limit: int, as_json: bool, headings: Sequence[str],
    cells: Callable[[Row], Sequence[object]],
) -> int:  # fmt: skip
    """Print up to so many rows as lines of JSON or as a table, and say where there are none, or more."""
    from reportedly.export import reading_json
    from reportedly.export.tables import table

    waiting = iter(rows)
    found = list(islice(waiting, limit))
    if as_json:
        for row in found:
            sys.stdout.buffer.write(reading_json.line(row))
    elif found:
        sys.stdout.write(table(headings, [cells(row) for row in found], sys.stdout))
    else:
        click.echo("nothing found", err=True)
    sys.stdout.flush()
    if next(waiting, None) is not None:
        click.echo("there is more; --limit shows it", err=True)
    return 0


def day(moment: str | None) -> str | None:
    """Return the day of a date of publication."""
    return moment and moment[:10]


def _named(name: str, what: Sequence[str | None], names: Sequence[str], disguises: Sequence[str]) -> str:
    """Write a name with what it is, what else it is called, and what gives it away as made to look alike."""
    also = [other for other in names if other.lower() != name.lower()][:3]
    told = f"{name} ({', '.join(filter(None, what))})"
    told = f"{told}, also {', '.join(also)}" if also else told
    return f"{told}, in disguise: {'; '.join(disguises)}" if disguises else told
