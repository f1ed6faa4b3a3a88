"""Who did what to whom, of many mentions: one party is not on both ends."""

from __future__ import annotations

from collections.abc import Sequence

from reportedly.claim import Stance
from reportedly.summary import clearest, happening
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


def named(*texts: str, stance: Stance = Stance.SUPPORTS) -> str:
    return clearest([said(POST, at=100 * n, words=words, stance=stance) for n, words in enumerate(texts)])


def test_a_claim_is_called_as_most_put_it() -> None:
    odd = "nineteen men died in fires two years earlier"
    rows = ("the roof of the mine fell on Monday", "the roof of the mine at Karsa fell", "the mine fell in")
    assert named(odd, *rows) == rows[0]
    assert named(*reversed(rows), odd) == rows[1]


def test_what_hangs_on_other_words_is_no_name_however_near_it_is() -> None:
    whole = "the roof of the old mine fell on Monday"
    assert named("it fell on Monday, the roof of the mine", "that the roof of the mine fell", whole) == whole


def test_what_nobody_affirms_is_called_denied() -> None:
    assert named("the roof of the mine fell on Monday", stance=Stance.DENIES).startswith("denied: ")
