"""Dates as archives and feeds write them: ISO 8601, or nothing."""

from __future__ import annotations

import re
from datetime import datetime

_MOMENT = re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d))?")


def moment(value: str) -> str | None:
    """Return a date or date-time as ISO 8601 has it, or None where it is none."""
    if not _MOMENT.fullmatch(value):
        return None
    try:
        datetime.fromisoformat(value)
    except ValueError:
        return None
    return value
