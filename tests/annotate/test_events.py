"""Events: who did what to whom, by construction, with what must not be one."""

from __future__ import annotations

import re

import pytest

from reportedly import lexicon
from reportedly.annotate.actors.entities import roster
from reportedly.annotate.events.acts import events
from reportedly.annotate.parse import Paragraph, parse
from reportedly.shapes import (
    Count,
    CountRole,
    Event,
    EventType,
    Place,
    Segment,
    SegmentKind,
    Span,
    Time,
    Timex3,
    TimexType,
)  # fmt: skip

LEXICONS = lexicon.load()


def _pages(text: str) -> tuple[Paragraph, ...]:
    return parse(
        text, [Segment(SegmentKind.PARAGRAPH, None, *m.span()) for m in re.finditer(r"[^\n]+", text)]
    )


def _read(text: str) -> list[tuple[str, str, str | None, str | None]]:
    """Types with the trigger's words, and whom the text's words name as actor and recipient."""
    pages = _pages(text)
    who = roster(pages, LEXICONS)
    names = {e.id: text[slice(*e.mentions[0])] for e in who.entities}

    def name(one: str | None) -> str | None:
        return names[one] if one is not None else None

    return [
        (e.type.value, text[slice(*e.trigger)], name(e.actor), name(e.recipient))
        for e in events(pages, who, LEXICONS)
    ]


@pytest.mark.parametrize(
    ("text", "kind", "words", "actor", "recipient"),
    [
        # who stands behind it, by the words beside it
        ("Jet strikes blamed on the army killed forty.", "ASSAULT", "strikes", "army", None),
        (
            "Ten people died in air strikes attributed to Russian warplanes.",
            "ASSAULT",
            "died in air strikes",
            "Russian warplanes",
            "people",
        ),
        ("NATO-led strikes on the coast killed twelve.", "ASSAULT", "strikes", "NATO", None),
        ("Rockets fired by the rebels killed six villagers.", "ASSAULT", "killed", "rebels", "villagers"),
        ("Eleven people were killed in rebel shelling of a market.", "ASSAULT", "shelling", "rebel", None),
        ("Eleven people were killed in rebel shelling of a market.", "ASSAULT", "killed", "rebel", "people"),
        (
            "Militants of the so-called Islamic State shelled the town.",
            "ASSAULT",
            "shelled",
            "Militants",
            None,
        ),
        ("NATO jets struck Homs on Monday.", "ASSAULT", "struck Homs", "NATO jets", None),
        ("Syrian snipers fired into the district.", "ASSAULT", "fired into", "Syrian snipers", None),
        # passives without their verb, and verbs whose subject is harmed
        ("The town saw ten rebels killed when a bomb went off.", "ASSAULT", "killed", None, "rebels"),
        ("Ten rebels died in an explosion.", "ASSAULT", "died in an explosion", None, "rebels"),
        # actives and passives
        (
            "Government forces shelled the rebels on Monday.",
            "ASSAULT",
            "shelled",
            "Government forces",
            "rebels",
        ),
        (
            "The rebels were shelled by government forces.",
            "ASSAULT",
            "shelled",
            "government forces",
            "rebels",
        ),
        ("The rebels were bombed on Monday.", "ASSAULT", "bombed", None, "rebels"),
        # nominalisations
        ("Russian airstrikes on rebels continued on Monday.", "ASSAULT", "airstrikes", "Russian", "rebels"),
        ("Israel's raid against the militants lasted two days.", "ASSAULT", "raid", "Israel", "militants"),
        (
            "The shelling of the rebels by government forces went on.",
            "ASSAULT",
            "shelling",
            "government forces",
            "rebels",
        ),
        (
            "The army carried out air strikes on rebel positions.",
            "ASSAULT",
            "air strikes",
            "army",
            "rebel",
        ),
        ("Strikes were launched by Russia against rebels.", "ASSAULT", "Strikes", "Russia", "rebels"),
        (
            "The arrival of Iranian troops was seen by many.",
            "MOBILIZE",
            "arrival of Iranian troops",
            "Iranian troops",
            None,
        ),
        # relative and participle clauses
        ("The rebels who seized the town fled.", "ASSAULT", "seized the town", "rebels", None),
        ("The town seized by the rebels is large.", "ASSAULT", "seized", "rebels", None),
        # control, raising, coordination
        (
            "Russia began striking rebel positions.",
            "ASSAULT",
            "striking rebel positions",
            "Russia",
            "rebel",
        ),
        ("The army attacked the rebels and captured the town.", "ASSAULT", "captured the town", "army", None),
        (
            "The minister accused the rebels of killing civilians.",
            "ASSAULT",
            "killing",
            "rebels",
            "civilians",
        ),
        ("Russia's strikes killed twelve civilians.", "ASSAULT", "killed", "Russia", "civilians"),
        # the types
        ("Iran vowed to attack Israel.", "THREATEN", "vowed", "Iran", "Israel"),
        ("Iran will attack Israel.", "THREATEN", "attack", "Iran", "Israel"),
        ("France agreed to send food to the rebels.", "AGREE", "agreed to", "France", "rebels"),
        ("France will send food to the rebels.", "AGREE", "send food", "France", "rebels"),
        ("France sent food to the rebels.", "AID", "sent food", "France", "rebels"),
        ("Iran refused to meet Israel.", "REJECT", "refused", "Iran", "Israel"),
        (
            "Iran rejected a French proposal for talks.",
            "REJECT",
            "rejected a French proposal",
            "Iran",
            "French",
        ),
        ("Turkey urged Syria to free the prisoners.", "REQUEST", "urged", "Turkey", "Syria"),
        ("Turkey said that Syria must free the prisoners.", "REQUEST", "must free", "Turkey", "Syria"),
        ("Turkey condemned the bombing of rebels by Iran.", "ACCUSE", "condemned", "Turkey", "Iran"),
        ("Iran and Turkey held talks on Monday.", "CONSULT", "talks", "Iran", "Turkey"),
        ("Turkey praised Iran for the deal.", "SUPPORT", "praised", "Turkey", "Iran"),
        ("Turkey shared intelligence with Iran.", "COOPERATE", "shared intelligence", "Turkey", "Iran"),
        ("Turkey withdrew its troops from the town.", "RETREAT", "withdrew its troops", "Turkey", None),
        ("The rebels declared a ceasefire.", "RETREAT", "declared a ceasefire", "rebels", None),
        ("The government lifted the curfew.", "CONCEDE", "lifted the curfew", "government", None),
        ("The students rallied against the government.", "PROTEST", "rallied", "students", "government"),
        ("Iran suspended aid to Lebanon.", "SANCTION", "suspended aid", "Iran", "Lebanon"),
        ("The police arrested three activists.", "COERCE", "arrested", "police", "activists"),
        ("Iran sent troops to the border.", "MOBILIZE", "sent troops", "Iran", None),
    ],
)
def test_who_did_what_to_whom(
    text: str, kind: str, words: str, actor: str | None, recipient: str | None
) -> None:
    assert (kind, words, actor, recipient) in _read(text)


@pytest.mark.parametrize(
    "text",
    [
        "An earthquake killed twelve people in the town.",
        "Twelve people were killed in a bus accident.",
        "The team beat the record.",
        "Everyone is battling for control of the market.",
        "The ousted president lives abroad.",
        "The committee agreed that the weather was bad.",
        "Shares took a hit on Monday.",
        "They took part in the ceremony.",
        "The Economic Cooperation Forum is old.",
        "He will run for office.",
    ],
)
def test_no_event(text: str) -> None:
    assert _read(text) == []


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("France agreed to send food to Lebanon.", "AID"),
        ("Iran vowed to attack Israel.", "ASSAULT"),
        ("Iran refused to hold talks with Israel.", "CONSULT"),
        ("Turkey called for a ceasefire.", "RETREAT"),
        ("Iran suspended aid to Lebanon.", "AID"),
    ],
)
def test_what_is_part_of_an_act_is_no_event_of_its_own(text: str, gone: str) -> None:
    assert gone not in {kind for kind, *_ in _read(text)}


def test_a_dateline_amid_the_text_names_no_actor() -> None:
    text = (
        "The toll rose. MOSCOW May 3 (RIA Novosti) - A double blast has claimed the lives of six civilians."
    )
    assert [actor for kind, _, actor, _ in _read(text) if kind == "ASSAULT"] == [None, None]


def test_labour_strikes_are_no_attacks() -> None:
    assert [kind for kind, *_ in _read("Workers of the union began a strike over pay in Paris.")] == [
        "PROTEST"
    ]


def test_parties_of_different_clauses_are_not_mixed() -> None:
    found = _read("Iran sent troops to the border, and Turkey closed its embassy.")
    assert ("MOBILIZE", "sent troops", "Iran", None) in found
    assert all(actor != "Iran" for kind, _, actor, _ in found if kind != "MOBILIZE")


def _linked(text: str, when: str, where: str, how_many: str, role: CountRole) -> tuple[Event, ...]:
    pages = _pages(text)

    def at(words: str) -> Span:
        return Span(text.index(words), text.index(words) + len(words))

    times = [Time("t", *at(when), Timex3(TimexType.DATE, "2015-10-01"), "2015-10-01")]
    places = [Place("p", *at(where), where, None, None, None, None, None, 1)]
    counts = [Count("c", *at(how_many), 12, 12, 12, None, role)]
    return events(pages, roster(pages, LEXICONS), LEXICONS, times, places, counts)


def test_time_place_and_count_of_the_clause() -> None:
    text = "Government forces killed 12 civilians in Homs on Monday."
    (event,) = _linked(text, "Monday", "Homs", "12", CountRole.KILLED)
    assert (event.time, event.place, event.counts) == ("t", "p", ("c",))


def test_a_toll_is_the_attacks_too_but_its_role_must_fit() -> None:
    text = "Government forces attacked rebels in Homs on Monday, killing 12 civilians."
    found = _linked(text, "Monday", "Homs", "12", CountRole.KILLED)
    assert [e.counts for e in found] == [("c",), ("c",)]
    assert all(not e.counts for e in _linked(text, "Monday", "Homs", "12", CountRole.OTHER))


def test_circumstances_of_another_clause_stay_there() -> None:
    text = "Rebels attacked the port, the minister said in Homs on Monday at a meeting with 12 men."
    attack = next(
        e for e in _linked(text, "Monday", "Homs", "12", CountRole.OTHER) if e.type is EventType.ASSAULT
    )
    assert (attack.time, attack.place, attack.counts) == (None, None, ())


def _where(text: str, *names: str, precision: int = 1) -> list[tuple[str, str | None]]:
    """The words of each event with the place it has; a name of several words is a stretch of land."""
    pages = _pages(text)
    rows = [
        Place(n, text.index(n), text.index(n) + len(n), n, None, "SYR", None, None, None, p)
        for n in names
        for p in [5 if n.startswith("the ") else precision]
    ]
    found = events(pages, roster(pages, LEXICONS), LEXICONS, (), rows)
    assert len({e.id for e in found}) == len(found)
    return sorted((text[slice(*e.trigger)], e.place) for e in found)


def test_coordinated_places_are_an_event_each() -> None:
    found = _where("Rebels attacked bases in Homs, Idlib and Hama on Monday.", "Homs", "Idlib", "Hama")
    assert [place for _, place in found] == ["Hama", "Homs", "Idlib"]


def test_a_list_ends_at_the_next_clause() -> None:
    found = _where("Rebels attacked Homs, and residents of Hama wept.", "Homs", "Hama")
    assert [place for _, place in found] == ["Homs"]


def test_words_behind_a_region_say_it_more_exactly() -> None:
    text = "Russian warplanes struck rebels in the west of Syria near Homs and Hama."
    found = _where(text, "the west of Syria", "Homs", "Hama", precision=2)
    assert [place for _, place in found] == ["Hama", "Homs"]


def test_whither_people_flee_is_not_where_they_were_shelled() -> None:
    found = _where("Residents fled to Hama after shelling by Turkish forces.", "Hama")
    assert [place for words, place in found if words == "shelling"] == [None]


def test_who_shells_stands_in_the_by_phrase() -> None:
    assert ("ASSAULT", "shelling", "Turkish forces", None) in _read(
        "Residents fled to the coast after shelling by Turkish forces."
    )
    assert ("ASSAULT", "killed", "Turkish forces", "mother") in _read(
        "Shelling by Turkish forces killed a mother in the town."
    )


def test_a_fight_that_others_join_is_not_its_countrys() -> None:
    found = _read("Iranian troops joined the Syrian offensive near the coast.")
    assert [(kind, actor, whom) for kind, _, actor, whom in found] == [("MOBILIZE", "Iranian troops", None)]


def test_a_mishap_is_no_assault_but_a_car_bomb_is() -> None:
    assert _read("A coach plunged into a ravine, killing 31 people.") == []
    assert _read("Nineteen miners were killed when a tunnel collapsed.") == []
    assert _read("Gunmen crashed a truck bomb into the gate, killing nine guards.") != []


def test_fighting_that_breaks_out_somewhere_is_an_event() -> None:
    assert [kind for kind, *_ in _read("Fighting broke out in the port on Sunday.")] == ["ASSAULT"]
    assert _read("Fighting is expensive.") == []
