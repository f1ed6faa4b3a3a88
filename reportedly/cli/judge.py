"""`reportedly judge`: what people decide about claims, origins and readings; kept, shared, compared."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reportedly import settings
from reportedly.claim import JudgementKind, ReadingField
from reportedly.cli.options import ledger_argument
from reportedly.errors import InputError
from reportedly.export.printable import printable

if TYPE_CHECKING:
    from reportedly.claim import Judgement
    from reportedly.ledger import Ledger

HELP = """Record what you decide; it outranks what the program finds, and survives reading anew.

    KIND and IDS are one of

    \b
      same-claim ID ID        not-same-claim ID ID       claims, or statements of claims
      same-origin ID ID       not-same-origin ID ID      origins of claims
      same-actor NAME NAME    not-same-actor NAME NAME   ids of the lexicon, or names
      wrong-reading ID FIELD VALUE                       a statement; FIELD is source, chain, actor,
                                                         recipient, place, time, count or factuality,
                                                         VALUE what is right, - where there is nothing
      withdraw N                                         judgement N no longer holds

    An id may be given by its beginning. Nothing is erased: a judgement that was withdrawn stays to be
    seen. The same judgement twice is one.

    \b
    Examples:
      reportedly judge news.ledger same-claim cl_3f0a cl_77d1 --by "L. Karst" --reason "one bridge"
      reportedly judge news.ledger wrong-reading cl_91c2 place Talba --by "L. Karst" --reason "the village"
      reportedly judge news.ledger wrong-reading cl_91c2 count "36 killed" --by "L. Karst" --reason "text"
      reportedly judge news.ledger withdraw 3 --by "L. Karst" --reason "two bridges of one name"
      reportedly judge news.ledger --list
      reportedly judge news.ledger --export karst.jsonl
      reportedly judge news.ledger --import moll.jsonl
      reportedly judge news.ledger --compare "L. Karst" "Ada Moll"
    """

_WITHDRAW = "withdraw"


@click.command(help=HELP, short_help="Record, share and compare what people decide.")
@ledger_argument
@click.argument("words", metavar="[KIND IDS...]", nargs=-1)
@click.option("--by", metavar="NAME", help="Who decides.")
@click.option("--reason", metavar="TEXT", help="Why.")
@click.option("--list", "listed", is_flag=True, help="List all judgements, with their numbers.")
@click.option("--export", "out", metavar="FILE", help="Write them as JSON Lines; - to print them.")
@click.option("--import", "into", metavar="FILE", help="Take in what --export wrote; - for standard input.")
@click.option("--compare", metavar="A B", nargs=2, help="How far two reviewers agree on what both judged.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, with --list and --compare.")
@click.option("--lexicon", "lexicons", metavar="FILE", multiple=True, type=click.Path(path_type=Path),
              help="Your own actors, outlets and alignments, as for `reportedly claims`.")  # fmt: skip
def judge(
    ledger: Path, words: tuple[str, ...], by: str | None, reason: str | None, listed: bool, out: str | None,
    into: str | None, compare: tuple[str, str] | None, as_json: bool, lexicons: tuple[Path, ...],
) -> int:  # fmt: skip
    """Do the one thing that is asked."""
    asked = (bool(words), listed, out is not None, into is not None, compare is not None)
    if sum(asked) != 1:
        raise click.UsageError("give one of: a kind with its ids, --list, --export, --import, --compare")
    settings.single_threaded()
    from reportedly.ledger import Ledger

    with Ledger(ledger) as opened:
        if words:
            _decide(opened, words, by, reason, lexicons)
        elif into is not None:
            _take_in(opened, into)
        elif compare is not None:
            _compare(opened, compare, as_json)
        elif out is not None:
            _export(opened, out)
        else:
            _list(opened, as_json)
    sys.stdout.flush()
    return 0


def _decide(
    ledger: Ledger, words: tuple[str, ...], by: str | None, reason: str | None, lexicons: tuple[Path, ...]
) -> None:
    if not by or not reason:
        raise click.UsageError("say who decides and why, with --by and --reason; the ledger keeps both")
    kind, *ids = words
    if kind == _WITHDRAW:
        if len(ids) != 1 or not ids[0].isdecimal():
            raise click.UsageError("give the number of one judgement, as --list shows it: withdraw 3")
        ledger.withdraw(int(ids[0]), by=by, reason=reason)
        click.echo(f"judgement {ids[0]} is withdrawn; it stays to be seen")
        return
    if kind not in set(JudgementKind):
        kinds = ", ".join([*JudgementKind, _WITHDRAW])
        raise click.UsageError(f"{kind!r} is no kind of judgement; it is one of {kinds}")
    if kind == JudgementKind.WRONG_READING:
        if len(ids) != 3 or ids[1] not in set(ReadingField):
            fields = ", ".join(ReadingField)
            raise click.UsageError(f"wrong-reading takes ID FIELD VALUE; FIELD is one of {fields}")
        number, new = ledger.judge(
            kind, ids[0], field=ids[1], value=ids[2], by=by, reason=reason, lexicons=lexicons
        )
    elif len(ids) == 2:
        number, new = ledger.judge(kind, *ids, by=by, reason=reason, lexicons=lexicons)
    else:
        raise click.UsageError(f"{kind} takes two ids")
    click.echo(f"judgement {number} is kept" if new else f"was kept before, as judgement {number}")


def _take_in(ledger: Ledger, name: str) -> None:
    from reportedly.judgement_json import rows

    if name == "-":
        given = list(rows(sys.stdin.buffer, "standard input"))
    else:
        try:
            with Path(name).open("rb") as stream:
                given = list(rows(stream, name))
        except OSError as error:
            raise InputError(name, f"{name}: cannot be read ({error.strerror}); check the path") from error
    new, withdrawn, known = ledger.take_in(given)
    click.echo(f"{new} new, {withdrawn} withdrawn, {known} known already")


def _export(ledger: Ledger, name: str) -> None:
    from reportedly.export import reading_json

    data = b"".join(reading_json.line(judgement) for judgement in ledger.judgements())
    if name == "-":
        sys.stdout.buffer.write(data)
        return
    try:
        Path(name).write_bytes(data)
    except OSError as error:
        raise InputError(name, f"{name}: cannot be written ({error.strerror}); check the path") from error


def _compare(ledger: Ledger, names: tuple[str, str], as_json: bool) -> None:
    from reportedly.agreement import agreement
    from reportedly.export import reading_json

    found = agreement(ledger.judgements(), *names)
    if as_json:
        sys.stdout.buffer.write(reading_json.line(found))
        return
    first, second = map(printable, names)
    click.echo(f"judged by both: {found.both}; by {first} alone: {found.only_first}; "
               f"by {second} alone: {found.only_second}")  # fmt: skip
    if found.raw is not None:
        alpha = "undefined, since only one verdict was given" if found.alpha is None else f"{found.alpha:.2f}"
        click.echo(f"agreed on {found.agreed} of {found.both} ({found.raw:.0%}); Krippendorff alpha {alpha}")
    for difference in found.differences:
        click.echo(printable(
            f"  {difference.subject}: {names[0]} says {difference.first}, {names[1]} {difference.second}"
        ))  # fmt: skip


def _list(ledger: Ledger, as_json: bool) -> None:
    from reportedly.export import reading_json
    from reportedly.export.tables import table

    judgements = ledger.judgements()
    if as_json:
        for judgement in judgements:
            sys.stdout.buffer.write(reading_json.line(judgement))
    elif judgements:
        rows = [_row(number, judgement) for number, judgement in enumerate(judgements, 1)]
        sys.stdout.write(table(("#n", "day", "by", "judgement", "why"), rows, sys.stdout))
    else:
        click.echo("no judgements", err=True)


def _row(number: int, judgement: Judgement) -> tuple[object, ...]:
    j = judgement
    right = j.right if j.field is None else f"{j.field} is {j.value}"
    why = j.reason
    if j.withdrawn is not None:
        why += f" (withdrawn by {j.withdrawn.by}, {j.withdrawn.at[:10]}: {j.withdrawn.reason})"
    return number, j.at[:10], j.by, f"{j.kind} {j.left} {right}", why
