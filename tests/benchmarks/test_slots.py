"""The slots of an article: which event is the main one, whose side did it, and what the baselines say."""

from __future__ import annotations

from benchmarks import main_event, slot_words
from benchmarks.civilians import civilians_killed
from benchmarks.slots import Item, Slot, errors, report, score
from reportedly.shapes import (
    Act,
    Capture,
    Count,
    CountRole,
    Document,
    Entity,
    EntityKind,
    Event,
    EventType,
    Factuality,
    FactualityValue,
    MadeBy,
    Place,
    Proposition,
    Quotation,
    Reading,
    Span,
    Statement,
    Voice,
)  # fmt: skip

RAID = Event("raid", EventType.ASSAULT, None, (), Span(0, 4), "army", None, "homs", None, ("dead",))
FIGHT = Event("fight", EventType.ASSAULT, None, (), Span(900, 904), "isis", None, None, None, ())
ARMY = Entity("army", "Syrian Armed Forces", EntityKind.MILITARY, "SYR", "syr-mil", ())
GROUP = Entity("isis", "Islamic State", EntityKind.ARMED_GROUP, None, "isis", ())
HOMS = Place("homs", 5, 9, "Homs", None, "SYR", "Homs", 34.7, 36.7, 1)
HAMA = Place("hama", 1, 4, "Hama", None, "SYR", "Hama", 35.1, 36.7, 1)


def _reading(
    *events: Event,
    places: tuple[Place, ...] = (),
    counts: tuple[Count, ...] = (),
    entities: tuple[Entity, ...] = (ARMY, GROUP),
    denied: str | None = None,
) -> Reading:
    """Make a reading with a text long enough for all spans; `denied`: the event that it says was not."""
    text = "raid " * 300
    document = Document("d", "b", None, None, None, (), None, "en", text)
    never = Factuality(FactualityValue.CERTAINLY_NOT, ())
    said = Statement(
        "s", Voice.SOURCE, (Span(0, 4),), (), (), Quotation.NONE, (), None, None, None, Act.DENY, never, None,
        (Proposition(denied, Span(0, 4), never),) if denied else (), (),
    )  # fmt: skip
    return Reading(MadeBy("", "", ""), document, (), (), (said,), events, (), entities, (), places, counts)


def _dead(start: int, end: int, number: int, of: str | None) -> Count:
    return Count("dead", start, end, number, number, number, of, CountRole.KILLED)


def test_the_early_event_outweighs_the_late_one() -> None:
    assert main_event.actor(_reading(RAID, FIGHT)) == main_event.STATE


def test_what_is_denied_is_left_out() -> None:
    assert main_event.actor(_reading(RAID, FIGHT, denied="raid")) == main_event.ISIS


def test_a_bomb_that_is_nobodys_speaks_for_unknown() -> None:
    bomb = Event("bomb", EventType.ASSAULT, "explosives", (), Span(0, 4), None, None, None, None, ())
    assert main_event.actor(_reading(bomb)) == main_event.UNKNOWN
    assert main_event.actor(_reading()) == main_event.UNKNOWN


def test_the_place_of_an_event_outweighs_another() -> None:
    assert main_event.place(_reading(RAID, places=(HAMA, HOMS))) == "homs"
    assert main_event.place(_reading(places=(HAMA, HOMS))) == "hama"
    assert main_event.place(_reading()) == main_event.UNKNOWN


def test_sides_by_lexicon_country_and_name() -> None:
    def side(name: str, kind: EntityKind, country: str | None = None, actor: str | None = None) -> str | None:
        return main_event.side(Entity("e", name, kind, country, actor, ()))

    assert side("Russian Armed Forces", EntityKind.MILITARY, "RUS", "rus-mil") == main_event.STATE
    assert side("government forces", EntityKind.MILITARY) == main_event.STATE
    assert side("Kurdish troops", EntityKind.MILITARY) == main_event.KURDS
    assert side("rebels", EntityKind.ARMED_GROUP) == main_event.OPPOSITION
    assert side("gunmen", EntityKind.ARMED_GROUP) is None
    assert side("Israel", EntityKind.STATE, "ISR", "isr") is None


def test_entities_say_who_of_the_dead_are_fighters() -> None:
    leaders = _dead(0, 4, 47, "leaders")
    front = Entity("front", "Orin Front", EntityKind.ARMED_GROUP, None, None, (Span(2, 9),))
    assert civilians_killed(_reading(counts=(leaders,), entities=(front,))) == "0"
    assert civilians_killed(_reading(counts=(leaders,), entities=())) == "47"


def test_baselines_count_words() -> None:
    text = "Rebels killed 12 people in Hama. Hama is near Homs."
    assert slot_words.place(text) == "hama"
    assert slot_words.actor(text) == main_event.OPPOSITION
    assert slot_words.civilians(text) == "12"


def test_a_score_keeps_its_baselines_and_shows_wrong_answers() -> None:
    slot = Slot(main_event.place, slot_words.place, lambda item: item.place)
    items = [Item(Capture("a", b"", "text"), "0", place, "unknown") for place in ("homs", "hama")]
    scores = {"place": score(slot, items, [_reading(RAID, places=(HOMS,))] * 2)}
    assert scores["place"].accuracy == 0.5
    assert scores["place"].baselines == {"always 'homs'": 0.5, "by words": 0.0}
    assert "by words" in report(scores)
    assert errors(scores["place"].answers, 5).startswith("== gold hama, ours homs")
