"""Judgements on disk: rows that are added and never changed; a withdrawal is a row of its own.

Each goes into the log as every other change does ("judged", "withdrawn"), so that a judgement can
neither be slipped in nor lost unseen.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

from reportedly.claim import Anchor, Judgement, Withdrawal
from reportedly.errors import LedgerError
from reportedly.store.judged import judgements
from reportedly.store.log import Keys, append
from reportedly.store.sqlite import Row
from reportedly.store.tables import TABLES
from reportedly.store.writer import Writer

_SAME = """
SELECT j.key FROM judgement j LEFT JOIN withdrawal w ON w.judgement = j.key
WHERE w.key IS NULL AND j.kind = ? AND j."left" = ? AND j."right" IS ? AND j.field IS ? AND j.value IS ?
    AND j."by" = ?
"""
"""The same verdict on the same thing by the same person, whatever the reason, as long as it holds."""


def keep(writer: Writer, judgement: Judgement) -> tuple[int, bool]:
    """Keep a judgement; return its number and whether it is new (the same verdict is kept once)."""
    with writer.db.write():
        j = judgement
        same = writer.db.value(_SAME, (j.kind.value, j.left, j.right, j.field, j.value, j.by))
        if same is not None:
            return int(same), False
        return _insert(writer, judgement), True


def withdraw(writer: Writer, number: int, withdrawal: Withdrawal) -> None:
    """Withdraw a judgement; raise `LedgerError` where there is none of this number, or it is withdrawn."""
    with writer.db.write():
        judgement = judgements(writer.db).get(number)
        if judgement is None:
            raise LedgerError(f"{writer.db.path}: has no judgement {number}; `--list` shows them")
        if judgement.withdrawn is not None:
            raise LedgerError(
                f"{writer.db.path}: judgement {number} was withdrawn already, at {judgement.withdrawn.at}"
            )
        _withdraw(writer, number, judgement.id, withdrawal)


def take_in(writer: Writer, given: Iterable[Judgement]) -> tuple[int, int, int]:
    """Merge judgements of another ledger, in one transaction; return how many are new, withdrawn, known.

    A judgement is known by its id. One that is withdrawn there is withdrawn here too; one that is
    withdrawn here stays so.
    """
    new = withdrawn = known = 0
    with writer.db.write():
        have = {judgement.id: (number, judgement) for number, judgement in judgements(writer.db).items()}
        for judgement in given:
            if judgement.id not in have:
                have[judgement.id] = (_insert(writer, judgement), judgement)
                new += 1
                if judgement.withdrawn is not None:
                    _withdraw(writer, have[judgement.id][0], judgement.id, judgement.withdrawn)
                continue
            number, ours = have[judgement.id]
            if judgement.withdrawn is not None and ours.withdrawn is None:
                _withdraw(writer, number, judgement.id, judgement.withdrawn)
                have[judgement.id] = (number, judgement)
                withdrawn += 1
            else:
                known += 1
    return new, withdrawn, known


def _insert(writer: Writer, judgement: Judgement) -> int:
    j = judgement
    key = Keys(writer.db).take("judgement")
    field = None if j.field is None else j.field.value
    row: Row = (
        key, j.id, j.kind.value, j.left, j.right, _packed(j.left_at), _packed(j.right_at), field, j.value,
        j.by, j.at, j.reason,
    )  # fmt: skip
    append(writer.db, writer.now(), "judged", j.id, {}, {"judgement": [row]})
    writer.db.insert("judgement", TABLES["judgement"].columns, [row])
    return key


def _withdraw(writer: Writer, number: int, id: str, withdrawal: Withdrawal) -> None:
    key = Keys(writer.db).take("withdrawal")
    row: Row = (key, number, withdrawal.by, withdrawal.at, withdrawal.reason)
    append(writer.db, writer.now(), "withdrawn", id, {}, {"withdrawal": [row]})
    writer.db.insert("withdrawal", TABLES["withdrawal"].columns, [row])


def _packed(at: Anchor | None) -> str | None:
    if at is None:
        return None
    return json.dumps({"document": at.document, "aspect": at.aspect.value, "start": at.start, "end": at.end})
