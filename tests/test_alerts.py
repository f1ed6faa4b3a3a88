"""What is told of claims: contested, a second origin, revised, withdrawn; and nothing else."""

from __future__ import annotations

from dataclasses import replace

from reportedly.alerts import Alert, AlertKind, alerts
from reportedly.changes import Change, ChangeKind
from reportedly.claim import Claim, Independent, Standing
from reportedly.export.alert_words import item, title, words
from tests.claims_sample import ARMY, COPY, DENIAL, FIRST, NURSE, RUMOUR, SECOND, STRIKE, WORKERS

AT = "2031-05-06T08:00:00Z"
ONE = replace(
    STRIKE, standing=Standing.SINGLE_ORIGIN, origins=(WORKERS,), independent_origins=Independent(1, 1, 0, 0),
    statements=(FIRST, COPY), counts=STRIKE.counts[:1],
)  # fmt: skip
"""The strike as the agency alone had it."""


def told(before: list[Claim], after: list[Claim]) -> list[tuple[str, str | None, str | None]]:
    return [(a.kind.value, a.who, a.document) for a in alerts(before, after, {}, AT)]


def test_nothing_new_is_told_of_nothing() -> None:
    assert told([STRIKE, RUMOUR], [STRIKE, RUMOUR]) == []
    assert told([ONE], [replace(ONE, documents=9, outlets=9)]) == []


def test_a_new_claim_of_one_origin_wakes_nobody() -> None:
    assert told([], [ONE, RUMOUR]) == []


def test_a_denial_and_a_second_origin_are_told_with_who_brought_them() -> None:
    assert told([ONE], [STRIKE]) == [
        ("contested", ARMY.name, DENIAL.document),
        ("second-origin", NURSE.name, SECOND.document),
    ]
    (contested, second) = alerts([ONE], [STRIKE], {}, AT)
    assert (contested.before, contested.standing) == (Standing.SINGLE_ORIGIN, Standing.CONTESTED)
    assert (second.for_, second.against, second.detail) == (2, 1, "2 independent origins")
    assert second.url == SECOND.url


def test_a_claim_that_is_contested_from_the_first_is_told() -> None:
    assert [kind for kind, *_ in told([], [STRIKE])] == ["contested", "second-origin"]


def test_a_claim_is_followed_through_a_merge() -> None:
    older = replace(ONE, id="cl_other", aliases=())
    assert [kind for kind, *_ in told([older], [STRIKE])] == ["contested", "second-origin"]
    assert told([replace(STRIKE, id="cl_other")], [STRIKE]) == []


def test_a_word_taken_back_is_told() -> None:
    taken = replace(NURSE, withdrawn=SECOND.document)
    after = replace(STRIKE, origins=(WORKERS, taken, ARMY))
    assert told([STRIKE], [after]) == [("withdrawn", NURSE.name, SECOND.document)]
    assert told([after], [after]) == []


def test_a_claim_that_lost_all_support_without_a_withdrawal_is_told_once() -> None:
    after = replace(STRIKE, standing=Standing.WITHDRAWN)
    (alert,) = alerts([STRIKE], [after], {}, AT)
    assert (alert.kind, alert.detail) == (AlertKind.WITHDRAWN, "all who said it took it back or turned")


def test_another_number_of_the_same_origin_is_a_revision() -> None:
    (first, second) = STRIKE.counts
    rose = replace(first, low=40, best=40, high=40, published=SECOND.published)
    after = replace(STRIKE, counts=(first, second, rose))
    (alert,) = alerts([STRIKE], [after], {}, AT)
    assert (alert.kind, alert.who) == (AlertKind.REVISED, WORKERS.name)
    assert alert.detail == "36 people killed is now 40 people killed"


def test_a_statement_reworded_in_a_new_version_is_a_revision() -> None:
    change = Change(
        ChangeKind.CHANGED, FIRST.statement, "s_new", FIRST.chain, FIRST.chain, FIRST.text,
        "Jets may have bombed it",
    )  # fmt: skip
    gone = replace(change, kind=ChangeKind.REMOVED, new=None, new_chain=None, new_text=None)
    (alert,) = alerts([STRIKE], [STRIKE], {FIRST.document: [change]}, AT)
    assert alert.detail == f"{FIRST.text} — is now: Jets may have bombed it"
    (alert,) = alerts([STRIKE], [STRIKE], {FIRST.document: [gone]}, AT)
    assert alert.detail == f"{FIRST.text} — is no longer there"
    assert alerts([STRIKE], [STRIKE], {"other": [change]}, AT) == []


def test_the_same_change_has_the_same_id_whenever_it_is_noticed() -> None:
    once, again = alerts([ONE], [STRIKE], {}, AT), alerts([ONE], [STRIKE], {}, "2031-05-07T00:00:00Z")
    assert [a.id for a in once] == [a.id for a in again]
    assert len({a.id for a in once}) == 2


def test_an_alert_in_words_says_how_the_claim_stands() -> None:
    alert: Alert = alerts([ONE], [STRIKE], {}, AT)[0]
    assert title(alert) == "Contested: Velanian jets bombed the market in Maruh"
    assert words(alert).splitlines() == [
        "Velanian army: known origins stand each way",
        "single-origin → contested; origins for 2, against 1; claim cl_strike",
        "Orsa TV https://orsatv.example/mn_c",
    ]
    assert item(alert).link == "https://orsatv.example/mn_c"
    assert item(replace(alert, url="javascript:alert(1)")).link is None
