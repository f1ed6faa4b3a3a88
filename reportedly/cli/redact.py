"""`reportedly redact`: take a document or a name out of a ledger, for a source's safety."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reportedly.cli.options import ledger_argument
from reportedly.export.printable import printable

if TYPE_CHECKING:
    from reportedly.store.redaction import Redacted, Redactor

HELP = """Take documents, or a name wherever it stands, out of a ledger. This cannot be undone.

    A document goes with its original, text and reading. A name is covered in every text and row, in
    any case, also inside addresses, and the originals that hold it go whole. Give each form of the
    name with a --name of its own; what is left of it in those articles is said at the end.

    What was taken out leaves the file and its search index; a tombstone stays, so that `reportedly
    verify` still proves the rest. The log keeps when, why and who, for good, never the name. Copies
    and backups of the ledger are yours to see to.

    \b
    Examples:
      reportedly redact news.ledger --name "Mira Olen" --name Olen --reason "source at risk" --by "L. Karst"
      reportedly redact news.ledger --name "Mira Olen" --dry-run
      reportedly redact news.ledger 3f0a2b1c --reason "court order" --by "L. Karst"
    """


@click.command(help=HELP, short_help="Take a document or a name out, for a source's safety.")
@ledger_argument
@click.argument("documents", metavar="[DOCUMENT]...", nargs=-1)
@click.option("--name", "names", metavar="NAME", multiple=True, help="A name to take out; may be repeated.")
@click.option("--reason", metavar="TEXT", help="Why: the log keeps it, so it must not say what it was.")
@click.option("--by", metavar="NAME", help="Who decided it: kept in the log.")
@click.option("--dry-run", is_flag=True, help="Say what would be taken out, and do nothing.")
@click.option("--yes", is_flag=True, help="Do not ask.")
def redact(
    ledger: Path, documents: tuple[str, ...], names: tuple[str, ...], reason: str | None, by: str | None,
    dry_run: bool, yes: bool,
) -> int:  # fmt: skip
    """Check what was asked, ask back, take it out."""
    from reportedly.store.redaction import Redactor
    from reportedly.store.view import View

    if bool(documents) == bool(names):
        raise click.UsageError("give documents to take out, or --name, one of the two")
    if not dry_run and not (reason and by):
        raise click.UsageError("say why and who decided it, with --reason and --by; the log keeps both")
    with View(ledger) as view:
        ids = [view.document(id).id for id in documents]
    with Redactor(ledger) as redactor:
        if dry_run or not yes:
            _foretell(redactor, ids, names, reason or "", by or "")
        if dry_run:
            return 0
        if not yes and not _confirmed():
            click.echo("nothing is taken out", err=True)
            return 2
        if names:
            done = redactor.name(names, reason or "", by or "")
        else:
            done = redactor.documents(ids, reason or "", by or "")
        _say(done, "were")
    return 0


def _foretell(
    redactor: Redactor, ids: Sequence[str], names: Sequence[str], reason: str, by: str
) -> None:
    """Say what would be taken out."""
    if names:
        _say(redactor.name(names, reason, by, dry_run=True), "would be")
    else:
        click.echo(f"{number(len(ids), 'document')} would be taken out, with original and reading")


def _confirmed() -> bool:
    try:
        return click.confirm("This cannot be undone. Take it out?", err=True)
    except click.Abort:  # nobody there to answer
        return False


def _say(done: Redacted, verb: str) -> None:
    if not done.documents and not done.changed:
        click.echo("nothing holds it; nothing is changed")
        return
    documents, originals = number(len(done.documents), "document"), number(done.originals, "original")
    rows, covered = number(done.removed, "row"), number(done.changed, "row")
    click.echo(
        f"{documents}: {originals} and {rows} {verb} taken out, and {covered} {verb} covered or emptied"
    )
    for id in done.documents:
        click.echo(f"  {id}")
    if done.left:
        click.echo(printable(f"still there in words: {', '.join(done.left)}; give them with --name too"))
    if not done.wiped:
        click.echo(
            "another program holds the ledger open: close it, then redact anything again, "
            "or old words may stay in the file that ends in -wal",
            err=True,
        )


def number(count: int, noun: str) -> str:
    """Say how many there are."""
    several = f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"
    return f"{count} {noun if count == 1 else several}"
