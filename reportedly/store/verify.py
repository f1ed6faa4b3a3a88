"""Is the ledger as it was written? Every hash is computed again, and what differs is named.

A ledger goes in, with the head of its log as it once was, if somebody kept it; findings come out.
The log is gone along twice, for its own chain and for the rows that it answers for; memory does not
grow with the ledger.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path

from reportedly.errors import DamageError, LedgerError
from reportedly.store.accounts import Accounts
from reportedly.store.chain import Chain
from reportedly.store.form import form_findings, search_findings
from reportedly.store.kept import Finding, Report
from reportedly.store.log import Entry, Head
from reportedly.store.opening import open_to_read
from reportedly.store.sqlite import Database

Follow = Callable[[Iterable[Entry], int], Iterable[Entry]]
"""What passes the log's entries on and shows how far it is; the number is how many there are."""

_HEAD = re.compile(r"reportedly-head (\d{1,18}) (\S*) ([0-9a-f]{64})")
_HASH = re.compile(r"(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])")


def verify(path: Path | str, *, head: Head | str | None = None, follow: Follow | None = None) -> Report:
    """Go through the whole ledger; return what was found.

    `head` is where the log once ended, or the hash alone. Raises `LedgerError` where the file is no
    ledger; everything else that is wrong with it is a finding.
    """
    try:
        db = open_to_read(Path(path))
    except DamageError as error:  # so much so that it cannot even be opened
        return Report((Finding("the file", None, str(error)),), 0, 0, 0, 0, (), "")
    try:
        with db.read():
            return _Verification(db, head).report(follow or _quietly)
    finally:
        db.close()


def parse_head(text: str) -> Head | str:
    """Return the head, or the hash alone, that a line holds; raise `LedgerError` where it holds none."""
    if found := _HEAD.search(text):
        return Head(int(found[1]), found[2], found[3])
    if bare := _HASH.search(text):
        return bare[0]
    raise LedgerError(f"{text.strip()[:80]!r} is no head; give the line of `reportedly head`, or its hash")


class _Verification:
    """One run: findings as they come, and what was gone through."""

    def __init__(self, db: Database, head: Head | str | None) -> None:
        self.db = db
        self.chain = Chain(db, head)
        self.accounts = Accounts(db, self.chain.taken)
        self.found: dict[Finding, None] = {}
        self.unchecked: list[str] = []

    def report(self, follow: Follow) -> Report:
        """Take all stages."""
        self._stage(self.chain.findings)
        self._stage(lambda: self._rows(follow))
        # Last, since whoever changes a row has to take the guards away first: many findings that say less.
        self._stage(lambda: form_findings(self.db))
        try:
            self._stage(lambda: search_findings(self.db.path))
        except LedgerError as error:
            self.unchecked.append(
                f"the search indexes, which SQLite checks only where it may write ({error})"
            )
        return Report(
            findings=tuple(self.found),
            entries=self.chain.entries,
            rows=self.accounts.rows,
            documents=self._number("document"),
            originals=self._number("original"),
            kinds=tuple(sorted(self.chain.kinds.items())),
            head=str(self.chain.end),
            unchecked=tuple(self.unchecked),
        )

    def _rows(self, follow: Follow) -> Iterable[Finding]:
        for entry in follow(self.chain.walk(), self.chain.entries):
            yield from self.accounts.settle(entry)
        yield from self.accounts.left_over()

    def _stage(self, stage: Callable[[], Iterable[Finding]]) -> None:
        """Run a stage; damage that stops it is a finding too, and the stages after it still run."""
        try:
            for finding in stage():
                self.found[finding] = None
        except DamageError as error:
            self.found[Finding("the file", None, str(error))] = None

    def _number(self, table: str) -> int:
        try:
            return self.db.number(f'SELECT count(*) FROM "{table}"')
        except LedgerError:
            return 0  # damaged: there is a finding that says so


def _quietly(entries: Iterable[Entry], total: int) -> Iterable[Entry]:
    return entries
