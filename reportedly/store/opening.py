"""Opening a ledger: is the file one, is its form one that this program knows, and is it made yet?"""

from __future__ import annotations

from pathlib import Path

from reportedly.errors import LedgerError
from reportedly.store.log import Clock, append
from reportedly.store.migrations import APPLICATION_ID, MIGRATIONS, migrate
from reportedly.store.sqlite import Database
from reportedly.version import __version__


def open_to_read(path: Path) -> Database:
    """Open a ledger for reading; raise `LedgerError` where it is none, or of a form not known here."""
    db = Database(path)
    try:
        have = _form(db)
        if have < len(MIGRATIONS):
            raise LedgerError(
                f"{path}: is of an older form ({have}, this program reads {len(MIGRATIONS)}); "
                "`reportedly add` to it once, which brings it up to date"
            )
    except LedgerError:
        db.close()
        raise
    return db


def open_to_write(path: Path, now: Clock, *, create: bool = False) -> Database:
    """Open a ledger for writing, make it where asked, and bring its form up to date.

    Raises `LedgerError` where it is no ledger, was made by a newer version, or cannot be written.
    """
    db = Database(path, write=True, create=create)
    try:
        if _form(db, empty_is_new=True) < len(MIGRATIONS):
            db.keep_a_journal()
            with db.write():
                have = _form(db, empty_is_new=True)  # another program may have been quicker
                if have < len(MIGRATIONS):
                    migrate(db, have)
                    kind = "created" if have == 0 else "migrated"
                    about = {"form": len(MIGRATIONS), "version": __version__}
                    append(db, now(), kind, "ledger", about, {})
    except BaseException:
        db.close()
        raise
    return db


def _form(db: Database, *, empty_is_new: bool = False) -> int:
    """Return how many migrations a ledger has seen; 0 for an empty file, where that is one to make."""
    # In one statement: between two, another program may make the ledger.
    (row,) = db.rows(
        "SELECT application_id, user_version, (SELECT count(*) FROM sqlite_schema) "
        "FROM pragma_application_id, pragma_user_version"
    )
    application, form, tables = map(int, row)
    if application != APPLICATION_ID:
        if application == form == tables == 0 and empty_is_new:
            return 0
        raise LedgerError(f"{db.path}: is no ledger; give the file that `reportedly add` made")
    if form > len(MIGRATIONS):
        raise LedgerError(
            f"{db.path}: was made by a newer version of reportedly (form {form}, this one knows "
            f"{len(MIGRATIONS)}); update reportedly"
        )
    return form
