"""Who bears a name: a person, a man or a woman, an outlet."""

from __future__ import annotations

import pytest

from reportedly import pipeline
from reportedly.annotate.bearers import gender, prints
from reportedly.shapes import Capture, Reading, Source, SourceKind


def read(text: str) -> Reading:
    return pipeline.read(Capture("item", text.encode(), media="text", outlet="Visk Courier"), force=True)


def sources(text: str) -> dict[str, Source]:
    return {row.name: row for row in read(text).sources}


def origins(text: str) -> list[str]:
    reading = read(text)
    names = {row.id: row.name for row in reading.sources}
    return [names[row.chain[0]] for row in reading.statements if row.voice.value == "source"]


@pytest.mark.parametrize(
    ("titles", "role", "told"),
    [
        ({"mrs"}, "", "female"),
        (set[str](), "spokeswoman", "female"),
        (set[str](), "spokesman", "male"),
        (set[str](), "mother", "female"),
        (set[str](), "chairman", None),
        (set[str](), "doctor", None),
    ],
)
def test_a_title_or_a_role_tells_a_man_or_a_woman(titles: set[str], role: str, told: str | None) -> None:
    assert gender(titles, role) == told


def test_an_age_or_who_tells_a_person() -> None:
    text = "Emil Stanko, 38, said the roof fell. Zdenka Tolm, who works there, said it was old."
    found = sources(text)
    assert found["Emil Stanko"].kind is found["Zdenka Tolm"].kind is SourceKind.PERSON


def test_he_is_no_spokeswoman() -> None:
    text = (
        "\u201cThey were shot on the stairs,\u201d the committee\u2019s spokeswoman, Zdenka Horak, said.\n\n"
        "Emil Stanko, 38, said that the police came up firing. Nobody had been killed before, he said."
    )
    assert origins(text) == ["Zdenka Horak", "Emil Stanko", "Emil Stanko"]


def test_a_surname_that_ends_like_a_plural_is_one_persons() -> None:
    text = (
        "A nurse at the hospital put the number of dead at six.\n\n"
        "Interior Minister Karim Dells rejected the reports. He told parliament that police had held back."
    )
    assert origins(text)[1:] == ["Karim Dells", "Karim Dells"]


def test_a_role_has_no_quotation_mark_and_no_article() -> None:
    quoted = "\u201cIt is over,\u201d the committee\u2019s spokeswoman, Ann Lee, said."
    assert sources(quoted)["Ann Lee"].role == "committee\u2019s spokeswoman"
    assert sources("The opposition leader Ann Lee said it was over.")["Ann Lee"].role == "opposition leader"


@pytest.mark.parametrize(("name", "own"), [("Meridian News", True), ("News", False), ("Krell Works", False)])
def test_an_outlets_name_ends_like_one(name: str, own: bool) -> None:
    assert prints(name) is own


def test_an_outlet_that_no_lexicon_knows_is_a_link() -> None:
    reading = read("\u201cWe can hear voices,\u201d Samir Odun, a rescuer, told Meridian News by telephone.")
    names = {row.id: row.name for row in reading.sources}
    assert [names[id] for id in reading.statements[0].chain] == [
        "Samir Odun",
        "Meridian News",
        "Visk Courier",
    ]
