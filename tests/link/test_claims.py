"""Which clauses of several articles are of one claim, and which must not be."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pytest

from reportedly import lexicon, pipeline
from reportedly.claim import Claim
from reportedly.claiming import claims
from reportedly.shapes import Capture, Reading

LEXICONS = lexicon.load([Path(__file__).parents[1] / "cases" / "lexicon.yaml"])


@cache
def _read(day: str, text: str) -> Reading:
    capture = Capture(
        f"{day} {text[:20]}", text.encode(), media="text", outlet=f"Post of {day}", published=day
    )  # fmt: skip
    return pipeline.read(capture, lexicons=LEXICONS, force=True)


def _claims(*articles: tuple[str, str]) -> list[Claim]:
    return claims([_read(day, text) for day, text in articles], lexicons=LEXICONS)


def _holding(made: Sequence[Claim], words: str, aspect: str | None = None) -> list[Claim]:
    """The claims that hold a statement with some words, under an aspect or any."""
    return [
        claim for claim in made
        if aspect in (None, claim.aspect.value) and any(words in saying.text for saying in claim.statements)
    ]  # fmt: skip


def _together(made: Sequence[Claim], first: str, second: str, aspect: str | None = None) -> bool:
    return any(claim in _holding(made, second, aspect) for claim in _holding(made, first, aspect))


MINE = (
    ("2021-05-03", "A gallery of the mine at Orsk collapsed on Monday, the mayor of Orsk said."),
    (
        "2021-05-04",
        "The roof of the mine gave way at Orsk on Monday. Twelve miners lost their lives, a doctor said.",
    ),
)


def test_signs_of_several_words_tell_a_kind() -> None:
    made = _claims(*MINE)
    assert _together(made, "collapsed on Monday", "gave way")
    assert _together(made, "collapsed on Monday", "lost their lives")


VOTE = (
    ("2021-05-03", "Karl Wenn won the election with 53 per cent of the vote, the commission said."),
    ("2021-05-04", "The victory of Karl Wenn in the election was clear, the ministry said."),
)


def test_who_won_is_a_state() -> None:
    (claim,) = _holding(_claims(*VOTE), "won the election")
    assert claim.aspect.value == "state"
    assert {saying.id for saying in claim.statements}


def test_what_happened_is_an_occurrence_however_it_is_told() -> None:
    made = _claims(("2021-05-03", "There was no battle at Orsk, the mayor of Orsk said."))
    (claim,) = _holding(made, "no battle")
    assert claim.aspect.value == "occurrence"


SHELLING = "Rebels said the army of Velania shelled the market of Lorn on Monday. "


@pytest.mark.parametrize(
    "answer",
    [
        "The army of Velania denied it.",
        "The defence ministry of Velania called the accusation baseless.",
        "The defence ministry of Velania said its forces had nothing to do with the shelling.",
    ],
)
def test_a_denial_is_of_what_it_answers(answer: str) -> None:
    made = _claims(("2021-05-04", SHELLING + answer))
    (claim,) = _holding(made, "shelled the market", "responsibility")
    assert [s.stance.value for s in claim.statements].count("denies") == 1
    assert claim.standing.value == "contested"


def test_a_denial_without_words_of_its_own_goes_where_what_it_answers_goes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("reportedly.link.claims.THRESHOLD", 99.0)  # nothing is alike enough
    text = 'Sheep were dying in the hills of Orsk, a shepherd said. "A lie," the mayor said.'
    made = _claims(("2021-05-04", text), ("2021-05-05", text[: text.index('"A lie')]))
    (claim,) = _holding(made, "A lie")
    assert len(_holding(made, "Sheep were dying")) == 2
    assert claim in _holding(made, "Sheep were dying")


def test_a_charge_that_is_rejected_is_denied_in_its_own_words() -> None:
    made = _claims(("2021-05-04", "The army rejected the charge that it had shelled the market of Lorn."))
    (claim,) = _holding(made, "it had shelled the market", "responsibility")
    assert {(s.chain[0], s.stance.value) for s in claim.statements} >= {("army", "denies")}


def test_rival_doers_are_two_claims() -> None:
    made = _claims(
        ("2021-05-03", "The army of Velania shelled the market of Lorn on Monday, the mayor said."),
        ("2021-05-04", "Rebel rockets hit the market of Lorn on Monday, a general of Velania said."),
    )
    assert not _together(made, "army of Velania shelled", "Rebel rockets hit", "responsibility")


SILO = "A rocket hit the silo of Lorn on Monday, the mayor said. "


def test_that_nobody_was_hurt_denies_no_strike() -> None:
    made = _claims(("2021-05-04", SILO + "Nobody was killed, he said."))
    (claim,) = _holding(made, "Nobody was killed")
    assert {s.stance.value for s in claim.statements} == {"supports"}


def test_disputed_deaths_are_a_claim_of_their_own() -> None:
    made = _claims(
        ("2021-05-03", SILO + "Two guards were killed, a doctor said."),
        ("2021-05-04", SILO + "Nobody was killed, a general said."),
    )
    assert not _together(made, "Nobody was killed", "A rocket hit")
    assert _together(made, "Nobody was killed", "Two guards were killed")


def test_a_month_excludes_no_day_near_it() -> None:
    made = _claims(
        ("2021-04-02", "Kestrian troops arrived at the airfield of Lorn on Friday, the mayor of Lorn said."),
        ("2021-04-08", "Kestrian troops arrived at the airfield of Lorn last month, the minister said."),
    )
    assert _together(made, "on Friday", "last month")


def test_two_days_are_two_happenings() -> None:
    made = _claims(
        ("2021-05-03", "Rockets hit the market of Lorn on Monday, the mayor of Lorn said."),
        ("2021-05-08", "Rockets hit the market of Lorn on Friday, the mayor of Lorn said."),
    )
    assert not _together(made, "on Monday", "on Friday")


def test_a_report_that_is_taken_back_leaves_open() -> None:
    text = "Harbour Wire is withdrawing its report of May 3 that officers attacked the palace."
    sayings = [s for claim in _claims(("2021-05-04", text)) for s in claim.statements]
    assert {s.stance.value for s in sayings if "attacked the palace" in s.text} == {"unsure"}


def test_a_claim_that_nobody_affirms_says_that_its_words_deny() -> None:
    (claim,) = _holding(_claims(("2021-05-04", "Wheat does not read the news, the minister said.")), "Wheat")
    assert claim.text == "denied: Wheat does not read the news"


def test_what_only_hints_at_a_kind_is_of_it_where_the_story_tells_it() -> None:
    made = _claims(
        ("2021-05-03", "Police arrested the reporter Idris Fenn on Monday. Fenn was detained at noon, "
                       "his wife said. He was taken into custody, a lawyer said."),
        ("2021-05-04", "The reporter Idris Fenn is in prison, his lawyer said on Tuesday."),
    )  # fmt: skip
    assert _together(made, "arrested the reporter", "is in prison")


def test_what_was_not_so_denies_only_what_it_tells_of() -> None:
    told = "Jets bombed the market at Orsk on Monday, the mayor of Orsk said. Nine people were killed."
    shop = "A baker said that jets bombed the market at Orsk. There was no bread left, he said."
    made = _claims(("2021-05-03", told), ("2021-05-03", shop))
    raid = _holding(made, "jets bombed", "occurrence")
    assert raid
    assert not any(saying.stance.value == "denies" for claim in raid for saying in claim.statements)
