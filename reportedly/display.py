"""How a notebook shows readings and claims: `_repr_html_`, which Jupyter and its kin ask objects for.

The nouns import nothing, so the method is put on them here, when a reading or ledger is first asked for;
what it needs is imported when something is shown.
"""

from __future__ import annotations

from collections.abc import Callable

from reportedly.claim import Claim
from reportedly.shapes import Reading


def _reading(self: Reading) -> str:
    from reportedly.export.notebook import reading_html

    return reading_html(self)


def _claim(self: Claim) -> str:
    from reportedly.export.notebook import claim_html

    return claim_html(self)


def install() -> None:
    """Teach the nouns to show themselves."""
    shows: tuple[tuple[type, Callable[..., str]], ...] = ((Reading, _reading), (Claim, _claim))
    for kind, shown in shows:
        type.__setattr__(kind, "_repr_html_", shown)
