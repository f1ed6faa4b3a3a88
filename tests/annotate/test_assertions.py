"""Assertions: under which aspects a clause may be claimed, and what an answer takes up."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from reportedly import lexicon, pipeline
from reportedly.shapes import Assertion, Capture, Reading

LEXICONS = lexicon.load([Path(__file__).parents[1] / "cases" / "lexicon.yaml"])


@cache
def _read(text: str) -> Reading:
    capture = Capture("a test", text.encode(), media="text", outlet="Harbour Post", published="2021-05-04")
    return pipeline.read(capture, lexicons=LEXICONS, force=True)


def _row(text: str, words: str) -> Assertion:
    """The assertion that holds some words most closely."""
    reading = _read(text)
    at = text.index(words)
    over = [a for a in reading.assertions if a.start < at + len(words) and at < a.end]
    shared = [(min(a.end, at + len(words)) - max(a.start, at), at - a.end, a.id) for a in over]
    assert shared, f"nothing is asserted by {words!r}"
    best = max(shared)[2]
    return next(a for a in over if a.id == best)


@pytest.mark.parametrize(
    ("text", "words", "aspects"),
    [
        ("The town was shelled on Monday. It was the army, the mayor said.", "It was the army",
         "responsibility"),
        ("The mayor said others did it.", "others did it", "responsibility"),
        ("The minister said the army had nothing to do with the raid.", "the army had nothing to do",
         "responsibility"),
        ("The ministry said the air force was not involved in the strike.", "was not involved",
         "responsibility"),
        ("The mayor said the collapse was the result of heavy rain.", "was the result", "responsibility"),
        ("The spokesman said the shells were not ours.", "the shells were not ours", "responsibility"),
        ("The bridge was closed by the regime on Monday.", "closed by the regime",
         "occurrence responsibility"),
        ("Officers opened fire in the square.", "Officers opened fire", "occurrence responsibility"),
        ("Police rockets hit the square on Monday.", "rockets hit", "occurrence responsibility"),
        ("The blast, in which ten people died, was caused by a gas leak, the mayor said.", "was caused",
         "responsibility occurrence"),
        ("The hall is rented for the talks.", "is rented", "intent"),
        ("A truce is the first item on the agenda.", "A truce is", "intent"),
        ("Troops are due to leave the town.", "Troops are due", "intent"),
        ("The mayor said the villages were to be emptied before Sunday.", "were to be emptied", "intent"),
        ("The mayor said the vote was likely to be postponed.", "was likely to be postponed", "intent"),
        ("The mayor said the figures were likely to be right.", "were likely", "state"),
        ("The mayor is expected to resign.", "resign", "intent"),
        ("The mayor is about to leave.", "is about", "intent"),
        ("The mayor said the army was nowhere to be seen.", "was nowhere", "state"),
        ("The union threatened that it would strike.", "would strike", "intent"),
        ("The mayor assured us that no pupil had been kidnapped.", "no pupil had been", "occurrence"),
        ("The charity believes that 9,000 people have been moved out of the valley.", "9,000 people have",
         "occurrence"),
        ("The rebels met envoys in the port on Monday.", "The rebels met", "occurrence"),
        ('"No pupil was kidnapped," the mayor said. "They will all be home soon."', "No pupil was",
         "occurrence"),
        ("The ministry denied having declared an emergency.", "having declared", "occurrence"),
        ("The mayor accused the company of having left cracks in the dam.", "having left cracks",
         "responsibility occurrence"),
        ("The riots that were planned by no one ended in the night.", "that were planned", "occurrence"),
        ("It was the storm that broke the bridge, the mayor said.", "It was the storm", "responsibility"),
        ("It was a film that everybody liked, the mayor said.", "It was a film", "state"),
        ("They came from the army's positions on the hills, the mayor said.", "They came from",
         "responsibility"),
        ("They were not from the army, the mayor said.", "They were not from", "responsibility"),
        ("They were not from the coast, the mayor said.", "They were not from", "state"),
        ("Some 400 people had been taken up the hill behind the town.", "had been taken", "occurrence"),
        ("The army was behind the raid, the mayor said.", "The army was behind", "responsibility"),
        ("The drone was sent by the army, the mayor said.", "drone was sent",
         "occurrence responsibility"),
        ("The drone was seen by a doctor, the paper said.", "The drone was seen", "occurrence"),
        ("The minister accused the owner of the mine of having ignored alarms.", "having ignored alarms",
         "responsibility occurrence"),
        ("Soldiers made them lie down before opening fire on them.", "opening fire",
         "occurrence responsibility"),
        ("A doctor saw two groups enter the house.", "two groups enter", "occurrence"),
        ("The ministry said there were civilian victims.", "there were civilian victims", "occurrence"),
        ("The ministry said there were two wells in the village.", "there were two wells", "state"),
        ("The union put the number at 4,000.", "the number at 4,000", "occurrence"),
        ("No persons were harmed, the notice said. The line would be mended by May 10.", "No persons",
         "occurrence"),
        ("A truce remains the first point that both sides will discuss, the envoy said.", "A truce remains",
         "intent"),
        ("The firm will mend the line and open it on Monday.", "open it on Monday", "intent"),
        ("A doctor saw soldiers shoot two men.", "soldiers shoot", "occurrence responsibility"),
        ("The army lost two men in the hills, the mayor said.", "The army lost", "occurrence"),
        ("Soldiers found a tunnel under the school.", "Soldiers found", "occurrence"),
        ("The convoy could not cross the bridge, the charity said.", "could not cross", "occurrence"),
        ('"I shall," the mayor said.', "I shall", "intent"),
        ('The union announced "a march to the parliament for Friday".', "a march", "intent"),
        ("The mayor said 13 was the right number.", "13 was", "occurrence"),
        ("Forty people died, the mayor said. Nine of them are children.", "Nine of them are", "occurrence"),
        ('"Our lorries infected nobody," the owner said.', "Our lorries", "responsibility occurrence"),
        ("The ministry believes that 300 people have had cholera.", "300 people have had", "state"),
    ],
)  # fmt: skip
def test_a_clause_has_its_aspects(text: str, words: str, aspects: str) -> None:
    assert " ".join(a.value for a in _row(text, words).aspects) == aspects


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The shelter had no depot and no cellar, the mayor said.", "no depot and no cellar"),
        ("There was no depot and no rocket under the market, the mayor said.", "There was no depot"),
    ],
)
def test_what_is_denied_in_a_list_is_denied_once(text: str, words: str) -> None:
    assert _row(text, words).factuality.value == "CT-"


ACCUSED = "Rebels accused the army of shelling the market. "


@pytest.mark.parametrize(
    ("answer", "words", "value"),
    [
        ("The army denied it.", "it", "CT-"),
        ("A spokesman for the army rejected the accusation.", "the accusation", "CT-"),
        ("A spokesman for the army called the accusation baseless.", "the accusation baseless", "CT-"),
        ("The allegations are without foundation, a spokesman for the army said.",
         "The allegations are without foundation", "CT-"),
        ("A spokesman for the army said that was a lie.", "that was a lie", "CT-"),
        ("A spokesman for the army dismissed that as a rumour.", "that", "CT-"),
        ("A spokesman for the army said that was true.", "that was true", "CT+"),
    ],
)  # fmt: skip
def test_an_answer_takes_up_what_was_said(answer: str, words: str, value: str) -> None:
    text = ACCUSED + answer
    at = text.index(answer)
    said = _row(ACCUSED + answer, ACCUSED[text.index("shelling") : at].strip().rstrip("."))
    reading = _read(text)
    row = next(a for a in reading.assertions if a.start >= at and words in text[a.start : a.end])
    assert row.factuality.value == value
    assert (row.event, row.predicate, row.words) == (said.event, said.predicate, said.words)
    assert row.aspects[0].value == "responsibility"


def test_a_denied_denial_affirms() -> None:
    text = "The minister said no soldier had shelled the market. Rebels called that statement a lie."
    row = next(a for a in _read(text).assertions if a.start >= text.index("Rebels"))
    assert (row.predicate, row.factuality.value) == ("shell", "CT+")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The president is reported to have fled the capital after the storm.", "is reported"),
        ("Dozens were killed in the delta, which was flooded on Monday, the mayor said.", "Dozens"),
    ],
)
def test_scraps_beside_a_clause_are_no_assertions(text: str, words: str) -> None:
    reading = _read(text)
    heads = [a.predicate for a in reading.assertions]
    assert heads
    assert not {"president", "delta", "that", "which"} & set(heads), words


def test_words_without_a_verb_are_one_assertion() -> None:
    text = 'The union announced "a march to the parliament for Friday".'
    rows = _read(text).assertions
    assert [text[a.start : a.end] for a in rows] == ["a march to the parliament for Friday"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The Front regrets that a salvo fell on homes in the town.", "a salvo fell"),
        ("A doctor saw two groups enter the house.", "two groups enter"),
    ],
)
def test_what_a_stance_takes_for_granted_is_asserted(text: str, words: str) -> None:
    assert _row(text, words).factuality.value.endswith("+")


@pytest.mark.parametrize("account", ["reports of a coup", "the charge of vote stuffing"])
def test_an_account_that_is_called_untrue_is_denied(account: str) -> None:
    row = _row(f"The ministry called {account} baseless.", account)
    assert (row.factuality.value, row.aspects[0].value) == ("CT-", "occurrence")


def test_what_stands_before_a_semicolon_is_said_by_the_outlet() -> None:
    text = "A drone fell behind the school in April; the army conceded that it was one of its own."
    assert text[: text.index(";")] in [text[a.start : a.end] for a in _read(text).assertions]


def test_a_number_is_asserted_beside_what_is_said_of_those_counted() -> None:
    text = 'The union put "the number of patients in the town at 231, of whom 22 have died".'
    told = [text[a.start : a.end] for a in _read(text).assertions]
    assert any("number of patients in the town at 231" in words for words in told)
    assert any("22 have died" in words for words in told)


def test_a_wish_is_no_assertion() -> None:
    assert not _read("The mayor called for a truce.").assertions


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The mayor said it was not clear who had shelled the market.", "it was not clear"),
        ("The mayor said it was not clear who had shelled the market.", "who had shelled the market"),
        ("The monitor said soldiers had died but had no immediate toll.", "had no immediate toll"),
        ("The charity said it was not able to verify the report.", "it was not able"),
        ("The consul vetoed a draft resolution that calls for a truce in Orsk.", "calls for a truce"),
    ],
)
def test_ignorance_and_refusal_deny_nothing(text: str, words: str) -> None:
    assert _row(text, words).factuality.value.endswith("u")


def test_what_was_not_known_still_is_a_denial_where_something_else_is_denied() -> None:
    assert _row("The mayor said the army had not shelled the market.", "shelled").factuality.value == "CT-"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Not one soldier fired, the general said.", "Not one soldier fired"),
        ("Neither the army nor the police fired, the general said.", "Neither the army"),
        ("The party neither had the letters nor passed them on, he said.", "neither had the letters"),
        ("The party neither had the letters nor passed them on, he said.", "passed them on"),
        ("The general ruled out a gas leak.", "a gas leak"),
        ("The general disputed that soldiers had fired.", "soldiers had fired"),
        ("The letters were forged, the ministry said.", "The letters were forged"),
        ("The ministry dismissed the video as a fake.", "the video"),
    ],
)
def test_it_is_denied(text: str, words: str) -> None:
    assert _row(text, words).factuality.value == "CT-"


def test_a_contrast_of_circumstances_negates_no_verb() -> None:
    text = "They were killed by a missile, and not by a drone, the monitors said."
    assert _row(text, "killed by a missile").factuality.value == "CT+"


@pytest.mark.parametrize(
    "answer",
    [
        '"A lie," said the general.',
        '"We reject that," said the general.',
        '"We deny this charge," said the general.',
        '"No such attack took place," said the general.',
    ],
)
def test_an_answer_in_a_few_words_denies_what_was_said(answer: str) -> None:
    text = "The army shelled the market of Lorn, the mayor said. " + answer
    said, row = _row(text, "army shelled"), _row(text, answer[1:8])
    assert (row.factuality.value, row.predicate) == ("CT-", said.predicate)


@pytest.mark.parametrize(
    "answer",
    [
        "The army called the mayor's version “a fairy tale for children”.",
        'The army termed the charge "a foreigner\'s invention".',
        "The army rejected the charge within hours.",
    ],
)
def test_a_noun_that_stands_for_what_was_said_tells_nothing_of_its_own(answer: str) -> None:
    text = "Soldiers shelled the market of Lorn, the mayor said. " + answer
    row = next(a for a in _read(text).assertions if a.start >= text.index(answer))
    assert (row.predicate, row.factuality.value) == ("shell", "CT-")


@pytest.mark.parametrize(
    ("text", "words", "predicate"),
    [
        ("The paper said the state had sold shells to Estria. It was May. The embassy said no such sale "
         "took place. The mayor said a bridge fell.", "no such sale", "sell"),
        ("The union said it had warned the owners in May. A roof fell on Monday, the mayor said. The owners "
         "denied that they were ever sent such a warning.", "such a warning", "warn"),
        ("The mayor said a roof fell on Monday. No such cargo had reached a harbour, the embassy said.",
         "No such cargo", "reach"),
        ("No weapons were sold, the ministry said. A roof fell, the mayor said. There is no such letter, a "
         "spokesman said.", "no such letter", "authentic"),
    ],
)  # fmt: skip
def test_no_such_thing_denies_what_told_of_it(text: str, words: str, predicate: str) -> None:
    row = _row(text, words)
    assert (row.predicate, row.factuality.value) == (predicate, "CT-")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Claims that the army fired are a lie, he said.", "the army fired"),
        ("The minister said there was no truth in the report that troops had fired.", "troops had fired"),
        ("The governor dismissed talk of cholera as gossip.", "talk of cholera"),
        ("The governor said his province was free of cholera.", "free of cholera"),
        ("At no time did soldiers fire, the general said.", "did soldiers fire"),
        ("Police deny having made any arrest, the agency Halyard reports.", "having made any arrest"),
    ],
)
def test_it_is_denied_by_what_is_said_of_it(text: str, words: str) -> None:
    assert _row(text, words).factuality.value == "CT-"


def test_what_costs_nothing_is_not_denied() -> None:
    text = "The museum is free of charge on Monday, the mayor said."
    assert _row(text, "free of charge").factuality.value == "CT+"


def test_a_verdict_on_an_account_that_tells_its_matter_answers_nothing_before_it() -> None:
    text = "Soldiers shelled the town, the mayor said. Claims of vote fraud are a lie, the minister said."
    row = _row(text, "Claims of vote fraud")
    assert "fraud" in row.words
    assert row.factuality.value == "CT-"


@pytest.mark.parametrize("verdict", ["turned out to be false", "proved unfounded"])
def test_what_an_account_turns_out_to_be_answers_it(verdict: str) -> None:
    text = f"The mayor said soldiers shelled the town. The report {verdict}."
    row = _row(text, verdict)
    assert (row.predicate, row.factuality.value) == ("shell", "CT-")


def test_a_question_is_answered_by_the_words_after_it() -> None:
    text = (
        "Soldiers shelled the town, the mayor said. A bridge fell, a driver said.\n\n"
        'Did prisoners kill one another? "A lie," the spokeswoman said.'
    )
    row = next(a for a in _read(text).assertions if text[a.start : a.end] == "A lie")
    assert (row.predicate, row.factuality.value) == ("kill", "CT-")


def test_nobody_did_what_a_police_force_denies_to_have_done() -> None:
    row = _row("Police deny having made any arrest, the agency Halyard reports.", "having made any arrest")
    assert [a.value for a in row.aspects] == ["occurrence"]


def test_a_charge_is_of_what_was_affirmed() -> None:
    said = "These are not teachers. They are soldiers"
    text = f'"{said}," the mayor said. The army rejected the charge.'
    row = next(a for a in _read(text).assertions if a.start >= text.index("The army"))
    assert (row.words, row.factuality.value) == (("soldier",), "CT-")


def test_it_was_us_answers_nothing() -> None:
    text = "A roof fell on Monday, the mayor said. It was not us, the owner said."
    assert _row(text, "It was not us").predicate == "be"


def test_whether_a_document_is_genuine_is_a_state() -> None:
    said = _row("The contracts are genuine, the minister said.", "contracts are genuine")
    denied = _row("The contracts are a forgery, the minister said.", "contracts are a forgery")
    assert {row.predicate for row in (said, denied)} == {"authentic"}
    assert [row.factuality.value for row in (said, denied)] == ["CT+", "CT-"]
    assert said.aspects == denied.aspects


@pytest.mark.parametrize(
    "aside",
    [
        "They spoke on condition of anonymity.",
        "A spokesman for the army declined to comment.",
        "The government made no comment.",
        "Both asked not to be named.",
        "The ministry did not respond to a request for comment.",
    ],
)
def test_how_somebody_spoke_is_no_claim(aside: str) -> None:
    text = f"Two officers said the bridge at Lorn was mined. {aside} A patrol crossed the river on Monday."
    told = [text[row.start : row.end] for row in _read(text).assertions]
    assert any("bridge at Lorn was mined" in words for words in told)
    assert any("patrol crossed" in words for words in told)
    assert not any(words in aside for words in told)
