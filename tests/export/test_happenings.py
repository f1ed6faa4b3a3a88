"""Lines of what happened: one for each event as one statement has it; the register names each thing once."""

from __future__ import annotations

from dataclasses import replace

from reportedly.export.facts import FactKind, facts, goals, stated
from reportedly.export.happenings import Happening, Happenings, Shown
from reportedly.export.register import register
from reportedly.shapes import Reading, Span, Statement
from tests.export.fixture_happened import happened
from tests.export.fixture_reading import TEXT, article, at


def of(id: str, reading: Reading | None = None) -> tuple[Happening, ...]:
    reading = reading or happened()
    return Happenings(reading).of(row(id, reading))


def row(id: str, reading: Reading) -> Statement:
    return next(statement for statement in reading.statements if statement.id == id)


def test_an_event_says_what_who_whom_where_when_and_how_many() -> None:
    (line,) = of("st05")
    assert (line.lead, line.code) == ("shooting", "ASSAULT/firearms")
    assert line.left == (Shown("Velmari army", "a1"),)
    assert line.right == (Shown("farm workers", "a2"),)
    assert [fact.words for fact in line.facts] == [
        "in grain depot (not located)", "3 March 2031", "14 farm workers killed",
    ]
    assert [fact.goal for fact in line.facts] == [
        f"w{at(words, after).start}"
        for words, after in (("grain depot", "at the "), ("Monday", ""), ("14 farm", ""))
    ]


def test_words_that_name_an_event_twice_share_its_line() -> None:
    (line,) = of("st05")
    assert [trigger.words for trigger in line.triggers] == ["artillery", "killed"]
    assert line.triggers[1].goal == f"w{at('killed').start}"


def test_an_accusation_and_its_denial_share_an_event_and_differ_in_how_surely() -> None:
    (accused,), (denied,) = of("st05"), of("st04")
    assert (accused.sure, accused.value, accused.turned) == ("certain", "CT+", False)
    assert (denied.sure, denied.value, denied.turned) == ("certainly not", "CT-", True)
    assert replace(denied, sure="", value="", turned=False) == replace(accused, sure="", value="")


def test_marks_are_said_where_they_are_not_the_statements_own() -> None:
    assert of("st11")[0].marks == (("planned", "hedge"),)
    assert of("st01")[0].marks == ()
    assert row("st01", happened()).factuality.marks


def test_who_is_not_read_is_unknown_and_never_made_up() -> None:
    assert of("st11")[0].left == (Shown("unknown"),)
    assert (of("st20")[0].left, of("st20")[0].right) == ((), ())
    assert of("st01")[0].right == ()


def test_a_tie_stands_between_two() -> None:
    (line,) = of("st12")
    assert line.tie
    assert (line.left[0].words, line.lead) == ("Ada Brenn", "is part of")
    assert [side.words for side in line.right] == ["Halden Institute"]


def test_those_whom_one_word_names_share_its_line() -> None:
    reading = happened()
    twice = (reading.events[1], replace(reading.events[1], id="ev3", recipient="front"))
    (line,) = of("st05", replace(reading, events=twice))
    assert [trigger.words for trigger in line.triggers] == ["artillery"]
    assert [side.words for side in line.right] == ["farm workers", "Sarn Defence Front"]
    other = (twice[0], replace(twice[1], trigger=at("killed")))
    assert len(of("st05", replace(reading, events=other))) == 2


def test_only_statements_with_propositions_have_lines() -> None:
    assert [s.id for s in happened().statements if Happenings(happened()).of(s)] == [
        "st01", "st04", "st05", "st11", "st12", "st20",
    ]
    assert of("st01", replace(happened(), events=())) == ()
    assert Happenings(happened()).said(row("st01", happened())) == Shown(
        "4 March 2031", f"w{at('Tuesday').start}"
    )
    assert Happenings(happened()).said(row("st02", happened())) is None


def test_events_and_ties_that_no_statement_holds_are_left_out() -> None:
    reading = happened()
    loose = replace(reading.events[0], id="loose")
    assert stated(replace(reading, events=(*reading.events, loose))) == reading
    assert stated(replace(reading, statements=())).ties == ()


def test_facts_stand_where_their_words_stand() -> None:
    found = facts(happened())
    assert [fact.start for fact in found] == sorted(fact.start for fact in found)
    assert {TEXT[f.start : f.end] for f in found if f.kind is FactKind.TIME} == {
        "the weekend", "Monday", "Tuesday", "dawn",
    }
    lost = replace(happened().events[0], trigger=Span(len(TEXT), len(TEXT) + 5))
    reading = replace(happened(), events=(lost,))
    assert "ev1" not in goals(reading)
    assert of("st01", reading)[0].triggers == (Shown("", ""),)


def test_the_register_names_each_thing_once_with_all_its_mentions() -> None:
    found = register(happened())
    ordan, depot = found.places
    assert [mention.goal for mention in ordan.mentions] == [
        f"w{at('Ordan').start}", f"w{at('Ordan', 'bridge at ').start}",
    ]
    assert ordan.cells == ("Ordan, Sarn Valley, VEL", "near there (2)", "41.500, 21.250", "77")
    assert depot.cells == ("grain depot", "not located (7)", "", "")
    assert found.counts[0].cells == ("200", "–", "999", "Velmari soldiers", "force")
    assert [line.cells[:2] for line in found.times] == [
        ("8 to 9 March 2031", "2031-03-08/2031-03-09"), ("4 March 2031", "2031-03-04"),
        ("3 March 2031", "2031-03-03"), ("not dated", ""),
    ]


def test_actors_with_a_part_come_first_and_say_in_what() -> None:
    found = register(happened())
    assert [(a.shown.words, a.parts) for a in found.actors] == [
        ("Velmari army", ("actor of three events",)),
        ("farm workers", ("recipient of two events",)),
        ("Sarn Defence Front", ("recipient of one event",)),
        ("Ada Brenn", ("in one tie",)),
        ("Halden Institute", ("in one tie",)),
    ]
    assert [(a.shown.words, a.kind, a.lexicon) for a in found.others] == [("Oda Marrin", "person", "")]
    assert register(article()) == replace(found, actors=[], others=[], places=[], times=[], counts=[])
