"""Places: what is a name of one, which place it means, who only acts, and how exact the words are."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from reportedly import lexicon
from reportedly.annotate.parse import parse
from reportedly.annotate.places.gazetteer import Gazetteer, Level
from reportedly.annotate.places.mentions import leanings, places
from reportedly.annotate.places.names import named
from reportedly.annotate.places.resolution import resolve
from reportedly.annotate.places.spelling import key, loose_key
from reportedly.errors import ModelError
from reportedly.shapes import Place, Segment, SegmentKind, Span

LEXICONS = lexicon.load()
GAZETTEER = Gazetteer(LEXICONS)


def _read(text: str, actors: bool = False) -> list[Place]:
    segments = [Segment(SegmentKind.PARAGRAPH, None, 0, len(text))]
    return list(places(parse(text, segments), LEXICONS, GAZETTEER, actors))


def _resolved(text: str, *words: str) -> list[tuple[str, str | None, str | None]]:
    names = [named(text, Span(text.index(word), text.index(word) + len(word)), GAZETTEER) for word in words]
    choices = resolve(text, names, leanings([text], LEXICONS, GAZETTEER))
    chosen = [choice.candidate for choice in choices if choice]
    return [(c.name, c.admin1, c.country) for c in chosen]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Zürich", "ZURICH"),
        ("St. Louis", "Saint Louis"),
        ("Deir ez-Zor", "deir ez zor"),
        ("Ma‘arrat", "Maarrat"),
    ],
)
def test_spellings_of_one_key(left: str, right: str) -> None:
    assert key(left) == key(right)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Deir ez-Zor", "Deir Ezzor"),
        ("Deir al-Zour", "Dayr az Zawr"),
        ("Khan Shaykhun", "Khan Sheikhoun"),
        ("Jisr al-Shughour", "Jisr ash Shughur"),
        ("al-Rastan", "Rastan"),
    ],
)
def test_romanisations_of_one_loose_key(left: str, right: str) -> None:
    assert loose_key(left) == loose_key(right) != ""


def test_short_and_different_names_share_no_loose_key() -> None:
    assert loose_key("Homs") != loose_key("Hama")
    assert loose_key("Duma") == ""


@pytest.mark.parametrize(
    ("text", "words", "wanted"),
    [
        ("He lives in Paris, Texas.", ["Paris", "Texas"], ("Paris", "Texas", "USA")),
        ("He lives in Paris.", ["Paris"], ("Paris", "Île-de-France", "FRA")),
        ("A shop in Houston, Tex., closed.", ["Houston", "Tex."], ("Houston", "Texas", "USA")),
        ("Tripoli is near Beirut and Sidon.", ["Tripoli", "Beirut", "Sidon"], ("Tripoli", None, "LBN")),
        ("From Tripoli they drove to Benghazi.", ["Tripoli", "Benghazi"], ("Tripoli", None, "LBY")),
        ("Athens police and the sheriff in Limestone County.", ["Athens", "Limestone County"],
         ("Athens", "Alabama", "USA")),
    ],
)  # fmt: skip
def test_other_names_decide_which_place_is_meant(
    text: str, words: list[str], wanted: tuple[str, str | None, str]
) -> None:
    name, admin1, country = _resolved(text, *words)[0]
    assert (name, country) == (wanted[0], wanted[2])
    assert wanted[1] is None or admin1 == wanted[1]


def test_every_choice_gives_its_reasons() -> None:
    text = "Paris, Texas"
    names = [named(text, Span(0, 5), GAZETTEER), named(text, Span(7, 12), GAZETTEER)]
    choice = resolve(text, names)[0]
    assert choice is not None
    assert choice.reasons[0].rule == "held"


def test_a_name_that_nobody_knows_gets_no_choice() -> None:
    assert resolve("Xqzwvia", [named("Xqzwvia", Span(0, 7), GAZETTEER)]) == (None,)


@pytest.mark.parametrize(
    ("text", "words", "precision"),
    [
        ("Shells fell on the village outside Homs.", "Homs", 2),
        ("Shells fell in Homs on Monday.", "Homs", 1),
        ("They fought in northern Homs.", "northern Homs", 2),
        ("They fought in Idlib province.", "Idlib", 4),
        ("They fought in Deir al-Zour province.", "Deir al-Zour", 4),
        ("A fire burned in Rapides Parish, Louisiana.", "Rapides Parish", 3),
        ("Jets struck in the west of Syria.", "the west of Syria", 5),
        ("Troops gathered at the border with Turkey.", "the border with Turkey", 5),
        ("Syria's north was quiet.", "Syria's north", 5),
        ("The war in Syria goes on.", "Syria", 6),
        ("Ships crossed the Red Sea.", "Red Sea", 7),
    ],
)
def test_how_exactly_the_words_say_where(text: str, words: str, precision: int) -> None:
    found = {text[row.start : row.end]: row.precision for row in _read(text)}
    assert found.get(words) == precision


def test_near_holds_for_both_of_two_names() -> None:
    rows = _read("Jets struck camps near Homs and Hama.")
    assert [(row.name, row.precision) for row in rows] == [("Homs", 2), ("Hama", 2)]


def test_one_province_word_holds_for_two_names() -> None:
    rows = _read("The rebels took land in the Idlib and Hama provinces.")
    assert [(row.name, row.precision) for row in rows] == [("Idlib", 4), ("Hama", 4)]


@pytest.mark.parametrize(
    "text",
    [
        "Moscow denied the claim.",
        "Russia launched strikes.",
        "They are backed by Iran.",
        "Russia's jets flew on.",
        "Turkey-backed rebels flew on.",
    ],
)
def test_governments_are_no_places(text: str) -> None:
    assert _read(text) == []
    assert len(_read(text, actors=True)) == 1


@pytest.mark.parametrize(
    "text", ["The talks were held in Moscow.", "They fled into Turkey.", "Snow fell in Iran."]
)
def test_land_is_a_place(text: str) -> None:
    assert len(_read(text)) == 1


def test_a_town_that_the_parser_mistakes_is_found_by_its_surroundings() -> None:
    assert [row.name for row in _read("Residents of Saraqib fled to the town of Talbiseh.")] == [
        "Saraqib",
        "Talbiseh",
    ]


@pytest.mark.parametrize("day", ["", " on Monday", " on March 14", " on Monday and Tuesday"])
def test_a_day_behind_a_town_leaves_the_town_its_name(day: str) -> None:
    assert [row.name for row in _read(f"Shells hit a market in Sarmin{day}.")] == ["Sarmin"]


@pytest.mark.parametrize(
    "text",
    ["Paris Velden smiled.", "He came in March.", "No residents spoke.", "Syrian and Turkish voters spoke."],
)
def test_people_months_and_small_words_are_no_places(text: str) -> None:
    assert _read(text) == []


@pytest.mark.parametrize(
    ("text", "words", "admin1"),
    [
        ("A bomber struck a wedding in the northern city of Qamishli on Monday.", "Qamishli", "Al-Hasakah"),
        ("A shell killed six in the Damascus suburb of Jaramana.", "Damascus", "Damascus"),
        ("Shells fell on Syrias Aleppo city, the monitor said.", "Aleppo", "Aleppo"),  # a lost apostrophe
        ("A mine went off in Tal Abyad city, in the north.", "Tal Abyad", "Raqqa"),
        ("Two died in an attack on the al-Zahraa district in Aleppo.", "al-Zahraa", "Aleppo"),
        ("Two died in an attack on the al-Zahraa district in Homs.", "al-Zahraa", "Homs"),
        ("Shells slammed into the Old City of Aleppo on Tuesday.", "Aleppo", "Aleppo"),
        ("The capture of Tel Hamis was announced by the militia.", "Tel Hamis", "Al-Hasakah"),
    ],
)
def test_towns_lie_in_their_first_level_area(text: str, words: str, admin1: str) -> None:
    rows = {text[p.start : p.end]: p for p in _read(text)}
    assert rows[words].admin1 == admin1


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("At least 20 members of IS were killed in Homs.", ["Homs"]),
        ("The Islamic State in Iraq and Syria held the road to Homs.", ["Homs"]),
        ("Assyrian villages near Homs were burnt.", ["Homs"]),
        ("Iraqs war went on, and Mosul starved.", ["Mosul"]),
    ],
)
def test_the_names_of_groups_and_peoples_hold_no_place(text: str, wanted: list[str]) -> None:
    assert [text[p.start : p.end] for p in _read(text)] == wanted


def test_rows_carry_the_gazetteer_and_are_the_same_every_time() -> None:
    text = "Shells fell in Khan Sheikhoun."
    (row,) = _read(text)
    assert (row.geonames_id, row.country, row.admin1, row.precision) == (168325, "SYR", "Idlib", 1)
    assert text[row.start : row.end] == "Khan Sheikhoun"
    assert row.lat == pytest.approx(35.44, abs=0.01)
    assert _read(text) == [row]


def test_a_country_is_its_alpha_3_code() -> None:
    (first, *_) = GAZETTEER.find("United Kingdom")
    assert (first.country, first.level, first.precision) == ("GBR", Level.COUNTRY, 6)


def test_every_listed_place_lies_somewhere() -> None:
    lost = [p.name for p in LEXICONS.places if not GAZETTEER.find(p.name)]
    assert lost == []
    rows = [p.geonames for p in LEXICONS.places if p.geonames and p.lat is None]
    assert [id_ for id_ in rows if GAZETTEER.row(id_) is None] == []
    assert [id_ for id_ in LEXICONS.place_abbreviations.values() if GAZETTEER.row(id_) is None] == []


def test_a_listed_place_may_bear_the_name_of_its_area(tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    entries = [("Velmark", "Velmark"), ("Ostrel", "Tarn"), ("Tarn", "Ostrel")]
    lines = [
        f"  - {{name: {name}, admin1: {area}, country: SYR, lat: 35.0, lon: 38.0}}" for name, area in entries
    ]
    own.write_text("\n".join(["places:", *lines, ""]), encoding="utf-8")
    table = Gazetteer(lexicon.load([own]))
    assert [table.find(name)[0].admin1 for name, _ in entries] == [area for _, area in entries]


def test_a_part_of_the_country_lies_in_the_one_named_last() -> None:
    found = _read("The army left Syria. Rebels hold the northeast of the country.")
    assert (found[-1].name, found[-1].country, found[-1].precision) == (
        "the northeast of the country", "SYR", 5,
    )  # fmt: skip
    assert _read("Rebels hold the northeast of the country.") == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Rebels fought the army in northeast Nigeria.", ["northeast Nigeria"]),
        ("A teenager was shot during a raid on Jenin overnight.", ["Jenin"]),
    ],
)
def test_places_that_the_parser_misses(text: str, wanted: list[str]) -> None:
    assert [place.name for place in _read(text)] == wanted


def test_a_changed_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "places.sqlite").write_bytes(b"not the file")
    manifest = {"files": {"places.sqlite": hashlib.sha256(b"the file").hexdigest()}}
    (tmp_path / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    with pytest.raises(ModelError, match="install the package anew"):
        Gazetteer(LEXICONS, tmp_path)
