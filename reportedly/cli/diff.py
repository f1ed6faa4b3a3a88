"""`reportedly diff`: what changed in an article's statements between two of its versions."""

from __future__ import annotations

import sys
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reportedly.cli.options import ledger_argument
from reportedly.errors import LedgerError
from reportedly.export.printable import printable

if TYPE_CHECKING:
    from reportedly.changes import Change
    from reportedly.store.kept import KeptDocument
    from reportedly.store.view import View

HELP = """Show what changed in an article's statements from one version to the next.

    PAGE is an address that the ledger holds in several versions, or a document's id (its first
    characters are enough), which is compared with the version before it. With OTHER, the two
    documents are compared, whatever their addresses.

    \b
    Examples:
      reportedly diff news.ledger https://coastalpost.example/1
      reportedly diff news.ledger 3f0a2b1c
      reportedly diff news.ledger 3f0a2b1c 77d1e5aa --json
    """

_SIGNS = {"added": ("+", "green"), "removed": ("-", "red"), "changed": ("~", "yellow")}


@click.command(help=HELP, short_help="Show what changed between versions of an article.")
@ledger_argument
@click.argument("page")
@click.argument("other", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print JSON, one line a change.")
def diff(ledger: Path, page: str, other: str | None, as_json: bool) -> int:
    """Print what changed, for each step from version to version."""
    from reportedly.changes import changes
    from reportedly.export import reading_json
    from reportedly.store.view import View

    with View(ledger) as view:
        for old, new in _steps(view, page, other):
            found = changes(view.reading(old.id), view.reading(new.id))
            if as_json:
                for change in found:
                    sys.stdout.buffer.write(reading_json.line(change))
                continue
            click.echo(printable(f"{_called(old)}  ->  {_called(new)}"))
            for change in found:
                _show(change)
            if not found:
                click.echo("  no statement changed")
    sys.stdout.flush()
    return 0


def _steps(view: View, page: str, other: str | None) -> list[tuple[KeptDocument, KeptDocument]]:
    if other is not None:
        return [(view.document(page), view.document(other))]
    if versions := view.versions(page):
        if len(versions) == 1:
            raise LedgerError(f"{view.db.path}: holds one version of {page} only; nothing can be compared")
        return list(pairwise(versions))
    document = view.document(page)
    if document.supersedes is None:
        raise LedgerError(
            f"{view.db.path}: document {document.id[:12]} has no version before it; give two documents"
        )
    return [(view.document(document.supersedes), document)]


def _called(document: KeptDocument) -> str:
    name = document.title or document.url or "untitled"
    return f"{document.id[:12]} version {document.number} of {document.published or 'no date'}: {name}"


def _show(change: Change) -> None:
    sign, colour = _SIGNS[change.kind]
    chain = change.new_chain if change.new_chain is not None else change.old_chain
    text = change.new_text if change.new_text is not None else change.old_text
    head = f"{sign} {change.kind}: {printable(' > '.join(chain or ()))}"
    click.echo(f"  {click.style(head, fg=colour)}")
    if change.new_text is not None and change.old_text is not None:
        for difference in change.differences:
            click.echo(f"      {difference.what}")
            click.echo(f"        was  {printable(difference.old or 'none')}")
            click.echo(f"        is   {printable(difference.new or 'none')}")
    else:
        click.echo(f"      {printable(text or '')}")
