"""`reportedly claims`, `show` and `history`: what is claimed in a ledger, and who stands behind it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from reportedly import settings
from reportedly.claim import Standing
from reportedly.cli.options import date, ledger_argument
from reportedly.select import Asked, Order
from reportedly.shapes import Aspect

if TYPE_CHECKING:
    from reportedly.claim import Claim
    from reportedly.export.reading_json import Line

Command = TypeVar("Command", bound=Callable[..., Any])

CLAIMS = """List what is claimed in a ledger: its standing, and how many independent origins are behind it.

    An origin is whoever stands at the beginning of a chain. Ten outlets that reprint one agency are
    one origin, and "reports say" is none.

    What one article alone says in one clause, and what is said in words that hang on others, is left out
    of the list, not of the JSON; --all lists it.

    \b
    Examples:
      reportedly claims news.ledger
      reportedly claims news.ledger --about "bakery bombed" --standing contested
      reportedly claims news.ledger --min-origins 2 --since 2031-05 --sort origins
      reportedly claims news.ledger --as-of 2031-05-03 --json
    """

SHOW = """Show one claim: its standing with every reason, its origins, by which way it came, its words.

    CLAIM is an id, or how it begins; `reportedly claims` shows them.

    \b
    Examples:
      reportedly show news.ledger cl_3f0a
      reportedly show news.ledger cl_3f0a --as-of 2031-05-03
    """

HISTORY = """Tell what was known of a claim when: first said, spread, denied, confirmed, revised, withdrawn.

    \b
    Examples:
      reportedly history news.ledger cl_3f0a
      reportedly history news.ledger cl_3f0a --json
    """

_COMMON = (
    click.option("--as-of", metavar="DATE", callback=date, help="As the ledger stood then, by publication."),
    click.option(
        "--lexicon", "lexicons", metavar="FILE", multiple=True, type=click.Path(path_type=Path),
        help="Your own actors, outlets and alignments (docs/lexicons.md). May be given several times.",
    ),
    click.option("--json", "as_json", is_flag=True, help="Print JSON."),
)  # fmt: skip


def viewing(command: Command) -> Command:
    """Give a command the options that all views of claims have."""
    for option in reversed(_COMMON):
        command = option(command)
    return command


def named(values: Iterable[str]) -> click.Choice[str]:
    """Return the choice of some values."""
    # Plain strings: of an enum, click would take the names of its members.
    return click.Choice([str(value) for value in values])


@click.command(help=CLAIMS, short_help="List what is claimed, and who stands behind it.")
@ledger_argument
@click.option("--about", metavar="WORDS", help="Only claims in whose words all of these occur.")
@click.option(
    "--actor", metavar="NAME", help="Only what this actor did or underwent (part of a name, or id)."
)
@click.option("--place", metavar="NAME", help="Only what happened there (part of a name, or country code).")
@click.option("--since", metavar="DATE", callback=date, help="Said on it or after.")
@click.option("--until", metavar="DATE", callback=date, help="Said on it or before.")
@click.option("--standing", type=named(Standing), help="Only claims that stand so.")
@click.option("--min-origins", metavar="N", type=click.IntRange(min=0), default=0,
              help="Only claims with so many independent origins for them.")  # fmt: skip
@click.option("--said-by", metavar="NAME", help="Only what this origin spoke of: part of a name, or an id.")
@click.option("--aspect", type=named(Aspect), help="Only claims of this aspect.")
@click.option("--sort", "order", type=named(Order), default=Order.LATEST.value, show_default=True,
              help="What comes first.")  # fmt: skip
@click.option("--limit", metavar="N", type=click.IntRange(min=1), help="Print at most so many.")
@click.option("--all", "everything", is_flag=True,
              help="List what is said once, too, or in words that hang on others.")  # fmt: skip
@viewing
def claims(
    ledger: Path, about: str | None, actor: str | None, place: str | None, since: str | None,
    until: str | None, standing: str | None, min_origins: int, said_by: str | None, aspect: str | None,
    order: str, limit: int | None, everything: bool, as_of: str | None, lexicons: tuple[Path, ...],
    as_json: bool,
) -> int:  # fmt: skip
    """Print the claims that are asked for; a list has those worth a line, but for `--all`."""
    from reportedly.export.claim_list import listing

    asked = Asked(
        about, actor, place, since, until, None if standing is None else Standing(standing), min_origins,
        said_by, None if aspect is None else Aspect(aspect), Order(order), limit,
    )  # fmt: skip
    if as_json:
        write(made(ledger, asked, lexicons, as_of))
        return _flushed()
    found, rest = _listed(ledger, asked, lexicons, as_of, everything)
    if found:
        sys.stdout.write(listing(found, sys.stdout))
        if rest:
            why = "said once, or in words that hang on others"
            click.echo(f"{rest} more are {why}: --all lists them", err=True)
    else:
        click.echo("nothing found", err=True)
    return _flushed()


def _listed(
    ledger: Path, asked: Asked, lexicons: tuple[Path, ...], as_of: str | None, everything: bool
) -> tuple[list[Claim], int]:
    """The claims that are worth a line, or all where there are none, and how many others there are."""
    often = replace(asked, listed=not everything)
    found = made(ledger, often, lexicons, as_of)
    if everything:
        return found, 0
    if not found:
        return made(ledger, asked, lexicons, as_of), 0
    settings.single_threaded()
    from reportedly.ledger import Ledger

    with Ledger(ledger) as opened:
        whole, part = (opened.count_claims(a, lexicons=lexicons, as_of=as_of) for a in (asked, often))
    return found, whole - part


def _flushed() -> int:
    sys.stdout.flush()
    return 0


@click.command(help=SHOW, short_help="Show one claim with all that stands behind it.")
@ledger_argument
@click.argument("claim")
@viewing
def show(ledger: Path, claim: str, as_of: str | None, lexicons: tuple[Path, ...], as_json: bool) -> int:
    """Print one claim."""
    from reportedly.export import claim_terminal

    found = _one(ledger, claim, lexicons, as_of)
    if as_json:
        write([found])
    else:
        sys.stdout.write(claim_terminal.show(found, sys.stdout))
    sys.stdout.flush()
    return 0


@click.command(help=HISTORY, short_help="Tell what was known of a claim when.")
@ledger_argument
@click.argument("claim")
@viewing
def history(ledger: Path, claim: str, as_of: str | None, lexicons: tuple[Path, ...], as_json: bool) -> int:
    """Print the turns of one claim."""
    from reportedly.export import claim_terminal
    from reportedly.history import history as moments_of

    found = _one(ledger, claim, lexicons, as_of)
    moments = moments_of(found)
    if as_json:
        write(moments)
    else:
        sys.stdout.write(claim_terminal.told(found, moments, sys.stdout))
    sys.stdout.flush()
    return 0


def made(ledger: Path, asked: Asked, lexicons: tuple[Path, ...], as_of: str | None) -> list[Claim]:
    """Return a ledger's claims."""
    settings.single_threaded()
    from reportedly.ledger import Ledger

    with Ledger(ledger) as opened:
        return opened.claims(asked, lexicons=lexicons, as_of=as_of)


def _one(ledger: Path, id: str, lexicons: tuple[Path, ...], as_of: str | None) -> Claim:
    settings.single_threaded()
    from reportedly.ledger import Ledger

    with Ledger(ledger) as opened:
        return opened.claim(id, lexicons=lexicons, as_of=as_of)


def write(rows: Iterable[Line]) -> None:
    """Print rows as lines of JSON."""
    from reportedly.export import reading_json

    for row in rows:
        sys.stdout.buffer.write(reading_json.line(row))
