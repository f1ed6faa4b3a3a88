"""Who did what to whom, of many mentions: one party is not on both ends."""

from __future__ import annotations

from collections.abc import Sequence

from reportedly.summary import happening
from tests.assess.made import POST, party, said


def told(pairs: Sequence[tuple[str | None, str | None]]) -> tuple[str | None, str | None]:
    found = happening([
        said(POST, at=n, actor=party(a, None) if a else None, recipient=party(r, None) if r else None)
        for n, (a, r) in enumerate(pairs)
    ])  # fmt: skip
    return (
        found.actor.name if found.actor is not None else None,
        found.recipient.name if found.recipient is not None else None,
    )


def test_the_commonest_parties_are_told() -> None:
    assert told([("army", "rebels"), ("army", "villagers"), ("army", "rebels")]) == ("army", "rebels")
    assert told([(None, None)]) == (None, None)
    assert told([(None, "rebels")]) == (None, "rebels")


def test_one_party_is_not_on_both_ends() -> None:
    # A passive that was read the wrong way round, twice.
    rows = [("soldiers", "governor"), ("governor", None), ("governor", None)]
    assert told(rows) == ("soldiers", "governor")
    assert told([("army", "army")]) == ("army", None)
