"""Maps: how exactly a place is told is how it is drawn; names stay inside and apart; outlines are whole."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from lxml import etree

from reportedly import demo
from reportedly.claim import Where
from reportedly.errors import InputError
from reportedly.web.figures.draw import measure
from reportedly.web.figures.ground import around, view
from reportedly.web.figures.map import Pin, place_map
from reportedly.web.outlines import Box, from_geojson, world
from tests.web.samples import claim, client

SVG = "{http://www.w3.org/2000/svg}"
SIZES = ((1120, 560), (380, 300))


def where(name: str, lat: float, lon: float, precision: int = 1, country: str | None = None) -> Where:
    """Return a place."""
    return Where(name, None, country, None, lat, lon, precision)


def drawn(*places: Where, size: tuple[int, int] = (560, 380)) -> etree._Element:
    """Return the map of some places with the bundled outlines."""
    made = place_map([Pin(place, claims=n + 1) for n, place in enumerate(places)], world(), size)
    assert made is not None
    return etree.fromstring(made)


def looks(picture: etree._Element) -> list[str]:
    """Return the classes of what marks places."""
    found = [element.get("class", "") for element in picture.iter()]
    return [look for look in found if look in ("place", "about", "region")]


@pytest.mark.parametrize(
    ("precision", "marks"),
    [
        (1, ["place"]),
        (2, ["about", "place"]),
        (3, ["region"]),
        (4, ["region"]),
        (5, ["region"]),
        (6, ["region"]),
    ],
)
def test_only_a_place_that_is_told_exactly_is_a_point(precision: int, marks: list[str]) -> None:
    assert looks(drawn(where("Sanandaj", 35.3, 47.0, precision, "IRN"))) == marks


def test_a_country_is_shaded_as_a_whole() -> None:
    picture = drawn(where("Iran", 32.0, 53.0, 6, "IRN"))
    (region,) = [e for e in picture.iter() if e.get("class") == "region"]
    assert region.tag == f"{SVG}path"
    assert len(region.get("d", "")) > 500


def test_what_has_no_point_is_not_drawn() -> None:
    nowhere = (Where("The coast", None, None, None, None, None, 5), where("at sea", 10.0, 10.0, 7))
    assert place_map([Pin(place) for place in nowhere], world(), (560, 380)) is None
    placeless = claim(event=replace(claim().event, place=None))
    assert "No place is told" in client(placeless).get("/claim/cl_strike").text


@pytest.mark.parametrize("size", SIZES)
def test_every_map_says_that_its_boundaries_are_illustrative(size: tuple[int, int]) -> None:
    assert "boundaries illustrative" in etree.tostring(
        drawn(where("X", 10, 20), size=size), encoding="unicode"
    )


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    "places",
    [
        [where(f"The town of number {n}", 34 + n * 0.09, 36 + n % 7 * 0.2) for n in range(40)],
        [where("Suva", -18.1, 178.4), where("Apia", -13.8, -171.8), where("Nuuk", 64.2, -51.7)],
        [where("Longyearbyen", 78.2, 15.6), where("McMurdo", -77.8, 166.7)],
    ],
)
def test_names_stay_inside_and_apart(places: list[Where], size: tuple[int, int]) -> None:
    boxes = []
    for text in drawn(*places, size=size).iter(f"{SVG}text"):
        country = "country" in text.get("class", "")
        long = measure(
            text.text or "", 10.5 if country else 11.5 if "soft" in text.get("class", "") else 12.5
        )
        x, y = float(text.get("x", "")), float(text.get("y", ""))
        left = x - {"end": long, "middle": long / 2}.get(text.get("text-anchor", ""), 0)
        assert left >= 0
        assert left + long <= size[0]
        assert 8 < y < size[1]
        boxes.append((left, y - 9, left + long, y))
    for a, b in combinations(boxes, 2):
        assert not (a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3])


def test_a_view_holds_all_that_it_is_made_for() -> None:
    boxes = [around(178.4, -18.1, 25), around(-77.0, -12.0, 25), around(25.7, 71.0, 25)]
    for width, height in SIZES:
        seen = view(boxes, width, height)
        for box in boxes:
            assert seen.box.west <= box.west
            assert box.east <= seen.box.east + 1
            assert seen.holds((box.west + box.east) / 2, (box.south + box.north) / 2)


def test_the_bundled_outlines_are_closed_and_do_not_jump() -> None:
    countries = world()
    assert len(countries) > 200
    assert len({country.code for country in countries if country.code}) > 200
    for country in countries:
        assert len(country.rings) == len(country.boxes) > 0
        for ring in country.rings:
            assert ring[0] == pytest.approx(ring[-1])
            jumps = [abs(ax - bx) for (ax, ay), (bx, _) in pairwise(ring) if abs(ay) < 89]
            assert max(jumps, default=0) < 60
    codes = {country.code: country for country in countries}
    assert any(Box(35, 33, 36, 34).meets(box) for box in codes["LBN"].boxes)
    assert any(box.east > 185 for box in codes["RUS"].boxes)


def test_a_users_outlines_are_read_and_drawn() -> None:
    added = from_geojson(demo.OUTLINE)
    assert [country.code for country in added] == ["XTM", "XRU", "XPM"]
    place = where("Temmel", 40.6, -40.7, 1, "XTM")
    with_outline = place_map([Pin(place)], added, (560, 380))
    assert with_outline is not None
    assert "TOLMERE" in with_outline


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", '{"features": [{}]}',
     '{"features": [{"geometry": {"type": "Point", "coordinates": [1, 2]}}]}',
     '{"features": [{"geometry": {"type": "Polygon", "coordinates": [[["a", 1]]]}}]}',
     '{"features": [{"geometry": {"type": "Polygon", "coordinates": [[[1, 900]]]}}]}'],
)  # fmt: skip
def test_a_file_that_holds_no_outlines_is_refused_in_one_line(tmp_path: Path, text: str) -> None:
    path = tmp_path / "own.geojson"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=r"own\.geojson: .*") as told:
        from_geojson(path)
    assert "\n" not in str(told.value)


def test_places_and_claims_show_their_map_and_give_it_away() -> None:
    browser = client()
    for page, picture in (("/places", "/places/map.svg"), ("/claim/cl_strike", "/claim/cl_strike/map.svg")):
        assert picture in browser.get(page).text
        alone = browser.get(picture)
        assert "attachment" in alone.headers["content-disposition"]
        root = etree.fromstring(alone.content)
        assert "--ink" in "".join(root.itertext(f"{SVG}style"))
        assert root.findall(f".//{SVG}a") == []
    assert browser.get("/claim/cl_strike/nothing.svg").status_code == 404


def test_the_builder_of_outlines_thins_shared_borders_once() -> None:
    from tools.outlines.build import build

    square = [
        [[0, 0], [10, 0]],
        [[10, 0], [0, 10], [-10, 0]],
        [[0, 10], [0, -10]],
        [[0, 0], [-10, 0], [0, 10], [10, 0]],
    ]
    atlas = {
        "transform": {"scale": [1, 1], "translate": [0, 0]},
        "arcs": [square[1], square[2], square[3]],
        "objects": {"countries": {"geometries": [
            {"type": "Polygon", "id": "004", "properties": {"name": "A"}, "arcs": [[0, 1]]},
            {"type": "Polygon", "properties": {"name": "B"}, "arcs": [[2, ~1]]},
        ]}},
    }  # fmt: skip
    made = build(atlas, {"4": "AFG"})
    assert [row[:2] for row in made["countries"]] == [["", "B"], ["AFG", "A"]]
    used = [{end if end >= 0 else ~end for end in row[2][0]} for row in made["countries"]]
    assert len(used[0] & used[1]) == 1
    assert json.dumps(made) == json.dumps(build(atlas, {"4": "AFG"}))


def test_a_country_is_named_once_and_near_itself() -> None:
    outlines = from_geojson(Path(demo.__file__).with_name("outline.geojson"))
    places = [where("Pellmar", 38.0, -46.2, 6, "XPM"), where("Tolmere", 39.5, -41.9, 6, "XTM")]
    made = place_map([Pin(place) for place in places], outlines, (560, 380))
    assert made is not None
    picture = etree.fromstring(made)
    texts = {text.text: text for text in picture.iter(f"{SVG}text")}
    assert "Pellmar" in texts
    assert "PELLMAR" not in texts
    for name in ("Pellmar", "Tolmere"):
        (mark,) = [g for g in picture.iter(f"{SVG}g") if (g.findtext(f"{SVG}title") or "").startswith(name)]
        (region,) = mark.iter(f"{SVG}path")
        points = [tuple(map(float, part.split())) for part in re.split("[MLZ]", region.get("d", "")) if part]
        x, y = (float(texts[name].get(axis, "")) for axis in ("x", "y"))
        assert min(p[0] for p in points) < x < max(p[0] for p in points)
        assert min(p[1] for p in points) < y < max(p[1] for p in points)
