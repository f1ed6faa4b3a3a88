"""Which clauses say who or what did it, and whom or what they mean."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pytest

from reportedly import lexicon, pipeline
from reportedly.claim import Claim, Saying
from reportedly.claiming import claims
from reportedly.shapes import Capture, Reading

LEXICONS = lexicon.load([Path(__file__).parent / "doers.yaml"])
STRIKE = "A Kestrian drone struck a house in Lorn on Monday, killing two people, the mayor of Lorn said. "
BLAST = "The gas pipeline exploded at Lorn on Monday, the mayor said. The operator blamed a faulty weld. "


@cache
def _read(day: str, text: str) -> Reading:
    capture = Capture(day + text[:9], text.encode(), media="text", outlet=f"Post of {day}", published=day)
    return pipeline.read(capture, lexicons=LEXICONS, force=True)


def _who(*texts: str) -> list[Claim]:
    """The claims of who did it, over articles of one day after another."""
    read = [_read(f"2021-05-{day:02}", text) for day, text in enumerate(texts, 4)]
    return [c for c in claims(read, lexicons=LEXICONS) if c.aspect.value == "responsibility"]


def _with(made: Sequence[Claim], words: str) -> tuple[Claim, Saying]:
    ((claim, saying),) = [(c, s) for c in made for s in c.statements if words in s.text]
    return claim, saying


@pytest.mark.parametrize(
    ("text", "words", "stance"),
    [
        ("Monday's drone was sent by Kestria, the ministry said.", "was sent by Kestria", "supports"),
        ("The device was planted by Kestria, the ministry said.", "was planted by Kestria", "supports"),
        ("They came from Kestria's positions on the hills, the mayor said.", "They came from", "supports"),
        ("They were not from Kestria, the minister said.", "They were not from", "denies"),
        ("The drone that hit the house was Kestrian, a monitor said.", "was Kestrian", "supports"),
        ("Kestria had no drones in the air on Monday, Ivo Marn said.", "no drones in the air", "denies"),
        ("None of our drones flew on Monday, Ivo Marn said.", "None of our drones", "denies"),
        ("No Kestrian drone had been flying, the general said.", "No Kestrian drone", "denies"),
        ("Nobody from the armed forces of Kestria had at any time been near the place, the minister said.",
         "Nobody from the", "denies"),
        ("The two were not killed by Kestria, the minister said.", "were not killed by", "denies"),
        ("Nobody from Kestria had been near the place, the minister said.", "Nobody from Kestria", "denies"),
        ("Ivo Marn said his men were nowhere near the village.", "his men were nowhere", "denies"),
    ],
)  # fmt: skip
def test_what_an_accused_party_does_is_of_the_claim_that_it_did_it(
    text: str, words: str, stance: str
) -> None:
    made = _who(STRIKE, STRIKE + text)
    claim, saying = _with(made, words)
    assert any("Kestrian drone struck" in s.text for s in claim.statements)
    assert saying.stance.value == stance


def test_rival_parties_are_two_claims_and_a_contrast_is_of_both() -> None:
    text = "The two people were killed by a missile fired from inside Velania, and not by a Kestrian drone, "
    missile = "A Velanian missile hit the house in Lorn, Ivo Marn said. "
    made = _who(STRIKE, STRIKE + missile + text + "the monitors said.")
    whole, saying = _with(made, "were killed by a missile")
    assert saying.stance.value == "supports"
    assert any("Velanian missile hit" in s.text for s in whole.statements)
    part = next(c for c in made for s in c.statements if s.text.startswith("not by a Kestrian"))
    assert any("Kestrian drone struck" in s.text for s in part.statements)
    assert {s.stance.value for s in part.statements} == {"supports", "denies"}


@pytest.mark.parametrize(
    ("text", "words", "stance"),
    [
        ("A weld had failed, the operator said on Tuesday.", "weld had failed", "supports"),
        ("The blast was caused by a crack in a weld, the minister said.", "caused by a crack", "supports"),
        ("The blast was due to a failed weld, the minister said.", "due to a failed weld", "supports"),
        ("The minister put the explosion down to a failed weld.", "put the explosion down", "supports"),
        ('"It was not a weld," the minister said.', "It was not a weld", "denies"),
        ("It was the weld that broke the pipeline, the minister said.", "It was the weld", "supports"),
    ],
)
def test_a_cause_is_a_claim_of_its_own(text: str, words: str, stance: str) -> None:
    made = _who(BLAST, BLAST + text)
    claim, saying = _with(made, words)
    assert any("faulty weld" in s.text for s in claim.statements)
    assert saying.stance.value == stance


def test_prisoners_are_one_party_under_any_noun() -> None:
    made = _who(
        "Seven men were murdered by fellow inmates at the prison of Lorn on Monday, the ministry said.",
        "The men were not killed by other prisoners at the prison of Lorn on Monday, a judge said.",
    )
    claim, saying = _with(made, "by other prisoners")
    assert saying.stance.value == "denies"
    assert any("fellow inmates" in s.text for s in claim.statements)


def test_an_accused_that_calls_another_version_untrue_denies_to_have_done_it() -> None:
    struck = "A Kestrian drone struck a house in Lorn on Monday, killing two people. "
    made = _who(STRIKE, struck + "Ivo Marn dismissed Velania's version.")
    claim, saying = _with(made, "version")
    assert saying.stance.value == "denies"
    assert any("Kestrian drone struck" in s.text for s in claim.statements)


def test_what_happens_in_a_country_is_not_its_doing() -> None:
    made = _who(STRIKE, STRIKE + "Two shops in Kestria sell drones, a trader said.")
    assert not [s for c in made for s in c.statements if "shops" in s.text]


def test_that_nobody_died_denies_no_doer() -> None:
    made = _who(STRIKE, STRIKE + "Nobody has died, Ivo Marn said.")
    assert not [s for c in made for s in c.statements if "Nobody" in s.text]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Contrary to what was announced by Kestria, there was no raid, the monitors said.", "no raid"),
        ("Kestria lost nobody there, Ivo Marn said.", "lost nobody"),
    ],
)
def test_what_was_not_or_befell_nobody_is_nobodys_doing(text: str, words: str) -> None:
    made = _who(STRIKE, STRIKE + text)
    assert not [s for c in made for s in c.statements if words in s.text]


def test_what_an_accusation_is_of_is_known_by_its_noun() -> None:
    charge = "The union accused the managers of the mine of leaving cracks in the roof. "
    made = _who(charge, charge + "No cracks were left, the company said.")
    claim, saying = _with(made, "No cracks were left")
    assert saying.stance.value == "denies"
    assert any("leaving cracks" in s.text for s in claim.statements)
