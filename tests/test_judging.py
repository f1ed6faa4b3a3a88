"""Judgements find what they are about: by ids that people type, and by the words after reading anew."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reportedly.agreement import agreement, alpha
from reportedly.claim import Anchor, Item, Judgement, JudgementKind, Mention, ReadingField, Stance, Withdrawal
from reportedly.claiming import Judged, judged_groups
from reportedly.errors import LedgerError
from reportedly.judging import Subject, made, one, refound, subject
from reportedly.link.claims import Linked
from reportedly.shapes import (
    Act,
    Aspect,
    Factuality,
    FactualityValue,
    Quotation,
    Span,
    Statement,
    Voice,
)
from tests.claims_sample import CLAIMS, DENIAL, FIRST, RUMOUR, STRIKE

SAME, WRONG = JudgementKind.SAME_CLAIM, JudgementKind.WRONG_READING
AT = "2031-05-09T00:00:00Z"
FACTUALITY = Factuality(FactualityValue.CERTAIN, ())
STATEMENT = Statement(
    "s", Voice.SOURCE, (), (), (), Quotation.NONE, (), None, None, None, Act.ASSERT, FACTUALITY, None, (), ()
)


def mention(key: str, start: int, end: int, aspect: Aspect = Aspect.OCCURRENCE) -> Mention:
    """Return a mention of document "d" that stands at these characters."""
    return Mention(
        key, aspect, Stance.SUPPORTS, Item("d", None, None, None, None), STATEMENT, (), Span(start, end), "",
        FactualityValue.CERTAIN, None, None, None, None, None, (), "", (),
    )  # fmt: skip


def verdict(kind: JudgementKind, left: str, right: str, by: str = "A", at: str = AT) -> Judgement:
    """Return a judgement on two mentions of document "d", at characters 0 to 40 and 50 to 90."""
    places = (Anchor("d", Aspect.OCCURRENCE, 0, 40), Anchor("d", Aspect.OCCURRENCE, 50, 90))
    return made(
        kind, Subject(left, places[0]), Subject(right, places[1]), None, None, by=by, at=at, reason="r"
    )


def test_a_claim_is_found_by_id_alias_or_beginning() -> None:
    for id in ("cl_strike", "cl_older", "cl_s", "cl_o"):
        assert one(CLAIMS, id) is STRIKE
    for id, told in (("cl_", "several"), ("", "no claim"), ("nowhere", "no claim")):
        with pytest.raises(LedgerError, match=told):
            one(CLAIMS, id)


def test_a_claim_is_judged_by_its_earliest_statement() -> None:
    found = subject(CLAIMS, SAME, "cl_str")
    assert found == Subject("mn_a", Anchor(FIRST.document, STRIKE.aspect, *FIRST.span))
    assert subject(CLAIMS, SAME, "mn_c").id == DENIAL.id
    assert subject(CLAIMS, WRONG, "mn_e").at == Anchor("e" * 64, RUMOUR.aspect, *RUMOUR.statements[0].span)
    with pytest.raises(LedgerError, match="no statement's id"):
        subject(CLAIMS, WRONG, "cl_strike")


def test_origins_and_actors() -> None:
    found = subject(CLAIMS, JudgementKind.SAME_ORIGIN, "or_ar")
    assert found == Subject("or_army", Anchor(DENIAL.document, STRIKE.aspect, *DENIAL.span))
    assert subject((), JudgementKind.SAME_ACTOR, "vel-mil") == Subject("vel-mil", None)
    with pytest.raises(LedgerError, match="several origins"):
        subject(CLAIMS, JudgementKind.SAME_ORIGIN, "or_")


def test_the_order_of_two_ids_does_not_matter() -> None:
    one, other = Subject("a", None), Subject("b", None)
    told = {"by": "A", "at": AT, "reason": "r"}
    assert made(SAME, one, other, None, None, **told) == made(SAME, other, one, None, None, **told)


@pytest.mark.parametrize(
    ("kind", "right", "field", "value", "told"),
    [
        (SAME, "a", None, None, "nothing to decide"),
        (SAME, None, None, None, "takes two ids"),
        (SAME, "b", ReadingField.PLACE, "Talba", "takes two ids"),
        (WRONG, "b", ReadingField.PLACE, "Talba", "names one statement"),
        (WRONG, None, ReadingField.PLACE, "", "names one statement"),
        (WRONG, None, ReadingField.FACTUALITY, "surely", "no factuality"),
    ],
)
def test_what_says_nothing_is_refused(
    kind: JudgementKind, right: str | None, field: ReadingField | None, value: str | None, told: str
) -> None:
    other = None if right is None else Subject(right, None)
    with pytest.raises(LedgerError, match=told):
        made(kind, Subject("a", None), other, field, value, by="A", at=AT, reason="r")
    with pytest.raises(LedgerError, match="by and reason"):
        made(SAME, Subject("a", None), Subject("b", None), None, None, by=" ", at=AT, reason="r")


def test_judgements_are_found_again_by_their_words() -> None:
    judgement = verdict(SAME, "old_a", "old_b")
    now = [mention("new_a", 0, 36), mention("new_b", 48, 95), mention("near", 30, 60)]
    (held,) = refound([judgement], now).held
    assert (held.left, held.right) == ("new_a", "new_b")
    assert refound([judgement], [*reversed(now)]).held == (held,)


def test_a_key_that_is_still_there_stays() -> None:
    now = [mention("old_a", 500, 510), mention("other", 0, 40), mention("old_b", 50, 90)]
    (held,) = refound([verdict(SAME, "old_a", "old_b")], now).held
    assert (held.left, held.right) == ("old_a", "old_b")


@pytest.mark.parametrize(
    "near",
    [mention("x", 20, 60), mention("x", 0, 200), mention("x", 0, 40, Aspect.INTENT)],
    ids=lambda m: m.span,
)
def test_words_that_are_gone_are_said_to_be(near: Mention) -> None:
    judgement = verdict(SAME, "old_a", "old_b")
    found = refound([judgement], [near, mention("old_b", 50, 90)])
    assert (found.held, found.lost) == ((), (judgement,))


def test_withdrawn_judgements_do_not_count_and_actors_pass() -> None:
    gone = replace(verdict(SAME, "a", "b"), withdrawn=Withdrawal("A", AT, "r"))
    actors = verdict(JudgementKind.NOT_SAME_ACTOR, "x", "y")
    assert refound([gone, actors], []).held == (actors,)


def test_alpha_of_a_published_example() -> None:
    """Krippendorff 2011, part B: two observers, ten units, two values: 0.095."""
    pairs = list(zip("0100000010", "1110010000", strict=True))
    assert alpha(pairs) == pytest.approx(0.095, abs=0.0005)
    assert alpha([("0", "0"), ("1", "1")]) == 1
    assert alpha([("0", "0")]) is None
    assert alpha([]) is None


def test_two_reviewers_are_compared_on_what_both_judged() -> None:
    different = JudgementKind.NOT_SAME_CLAIM
    judgements = [
        verdict(SAME, "a", "b", "A"), verdict(SAME, "b", "a", "B"),
        verdict(SAME, "a", "c", "A"), verdict(different, "a", "c", "B"),
        verdict(different, "a", "d", "A"), verdict(SAME, "x", "y", "C"),
        verdict(different, "a", "e", "B"), verdict(SAME, "a", "e", "B", "2031-06-01T00:00:00Z"),
        verdict(SAME, "a", "e", "A"),
    ]  # fmt: skip
    found = agreement(judgements, "A", "B")
    assert (found.both, found.agreed) == (3, 2)
    assert found.raw == pytest.approx(2 / 3)
    assert (found.only_first, found.only_second) == (1, 0)
    (difference,) = found.differences
    assert (difference.subject, difference.first, difference.second) == ("claim a c", "same", "not same")


def test_words_are_found_again_as_what_happened_or_what_is_so() -> None:
    judgement = verdict(SAME, "old_a", "old_b")
    now = [mention("new_a", 0, 40, Aspect.STATE), mention("new_b", 50, 90)]
    (held,) = refound([judgement], now).held
    assert (held.left, held.right) == ("new_a", "new_b")
    both = [*now, mention("same_aspect", 0, 40)]
    assert refound([judgement], both).held[0].left == "same_aspect"


def test_claims_told_as_happened_and_as_so_are_judged_one() -> None:
    first = [mention("a", 0, 9, Aspect.STATE), mention("b", 10, 19), mention("c", 20, 29)]
    groups = [Linked(tuple(first), {m.key: () for m in first}), Linked((mention("d", 30, 39),), {"d": ()})]
    (one,) = judged_groups(groups, Judged(same_claim={frozenset("ad"): "L. Karst"}))
    assert [m.key for m in one.mentions] == ["a", "b", "c", "d"]
    apart = [Linked((mention("a", 0, 9, Aspect.INTENT),), {"a": ()}), groups[1]]
    assert len(judged_groups(apart, Judged(same_claim={frozenset("ad"): "L. Karst"}))) == 2
