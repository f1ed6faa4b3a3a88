"""Judgements as they are kept: rows of the ledger in, `Judgement`s out, with their withdrawals."""

from __future__ import annotations

import json

from reportedly.claim import Anchor, Judgement, JudgementKind, ReadingField, Withdrawal
from reportedly.shapes import Aspect
from reportedly.store.sqlite import Database, Row

_ALL = """
SELECT j.key, j.id, j.kind, j."left", j."right", j.left_at, j.right_at, j.field, j.value,
    j."by", j.at, j.reason,
    w."by", w.at, w.reason
FROM judgement j LEFT JOIN withdrawal w ON w.judgement = j.key ORDER BY j.key
"""


def judgements(db: Database) -> dict[int, Judgement]:
    """Return every judgement by its number, in the order of writing, withdrawn ones too."""
    return {row[0]: _judgement(row) for row in db.rows(_ALL)}


def _anchor(packed: str | None) -> Anchor | None:
    if packed is None:
        return None
    at = json.loads(packed)
    return Anchor(at["document"], Aspect(at["aspect"]), at["start"], at["end"])


def _judgement(row: Row) -> Judgement:
    _, id, kind, left, right, left_at, right_at, field, value, by, at, reason, *gone = row
    return Judgement(
        id, JudgementKind(kind), left, right, _anchor(left_at), _anchor(right_at),
        None if field is None else ReadingField(field), value, by, at, reason,
        None if gone[1] is None else Withdrawal(*gone),
    )  # fmt: skip
