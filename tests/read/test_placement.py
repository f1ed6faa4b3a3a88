"""Which of the places where a line stands is its own is told by the order of the lines."""

from __future__ import annotations

from reportedly.read.layers import Layers
from reportedly.read.letters import Letters
from reportedly.read.placement import place

DECK = "The harbour master said that nine were dead."
STORY = "Divers will go down on Monday, the governor’s office said, if the wind drops."


def squeezed(text: str) -> str:
    return "".join(text.split())


def before(page: str, lines: list[str]) -> list[str | None]:
    """Say of each line what tag stands before its place on the page."""
    layers = Layers(page)
    placed = place(dict(enumerate(map(squeezed, lines))), layers.shown, layers.marked)
    return [_tag(page, layers.shown, placed[i][0].start) if i in placed else None for i in range(len(lines))]


def _tag(page: str, letters: Letters, at: int) -> str:
    run = next(iter(letters.runs(at, at + 1)))
    return page[page.rindex("<", 0, run.page.start) : run.page.start]


def test_the_headline_is_the_first_rank_heading_before_the_story() -> None:
    title = "Ferry sinks off Port Sarn"
    page = (
        f"<ul><li>{title}</li></ul><h1>{title}</h1><figure><figcaption>{title}</figcaption></figure>"
        f"<p id=a>{DECK}</p><p id=b>{STORY}</p><aside><h4>{title}</h4></aside>"
    )
    assert before(page, [title, DECK, STORY]) == ["<h1>", "<p id=a>", "<p id=b>"]


def test_without_a_heading_the_place_nearest_to_the_story_is_taken() -> None:
    title = "Ferry sinks"
    page = f"<li>{title}</li><li>Another piece altogether</li><b>{title}</b><p id=a>{DECK}</p><i>{title}</i>"
    assert before(page, [title, DECK]) == ["<b>", "<p id=a>"]


def test_a_line_that_recurs_stands_where_its_neighbours_say() -> None:
    page = (
        f"<p id=a>No comment.</p><p id=b>{DECK}</p><p id=c>No comment.</p><p id=d>{STORY}</p>"
        "<p id=e>No comment.</p>"
    )
    assert before(page, [DECK, "No comment.", STORY]) == ["<p id=b>", "<p id=c>", "<p id=d>"]
    assert before(page, ["No comment.", DECK, STORY, "No comment."])[3] == "<p id=e>"
    assert before(page, ["No comment."] * 3) == ["<p id=a>", "<p id=c>", "<p id=e>"]


def test_a_story_that_stands_twice_is_taken_as_one() -> None:
    lines = [DECK, "No comment.", STORY]
    page = "".join(f"<p id={part}{i}>{line}</p>" for part in "ab" for i, line in enumerate(lines))
    found = before(page, lines)
    assert found in ([f"<p id=a{i}>" for i in range(3)], [f"<p id=b{i}>" for i in range(3)])


def test_of_two_places_a_paragraph_goes_before_a_box() -> None:
    page = f"<p id=a>{DECK}</p><div>No comment.</div><p id=b>No comment.</p><div>Menu</div>"
    assert before(page, [DECK, "No comment."]) == ["<p id=a>", "<p id=b>"]


def test_a_short_line_is_no_part_of_another_text() -> None:
    page = f"<p id=a>His Port was old. {DECK}</p><h2>Port</h2><p id=b>{STORY}</p>"
    assert before(page, ["Port", STORY]) == ["<h2>", "<p id=b>"]


def test_a_line_is_no_part_of_a_word() -> None:
    assert before("<p>The airport.</p><p id=a>At</p>", ["port"]) == [None]
    assert before("<p>The air port.</p>", ["port"]) == ["<p>The air "]
    assert before("<p>caf&eacute;s</p>", ["caf"]) == [None]


def test_a_line_outside_the_order_is_taken_only_where_it_is_the_one() -> None:
    page = f"<p id=a>{DECK}</p><p id=b>{STORY}</p><i>Late</i>"
    assert before(page, ["Late", DECK, STORY]) == ["<i>", "<p id=a>", "<p id=b>"]
    assert before(page + "<u>Late</u>", ["Late", DECK, STORY]) == [None, "<p id=a>", "<p id=b>"]


def test_a_line_that_stands_at_very_many_places_is_put_between_its_neighbours() -> None:
    page = "<i>AP</i>" * 500 + f"<p id=a>{DECK}</p><u>AP</u><p id=b>{STORY}</p>" + "<i>AP</i>" * 500
    assert before(page, [DECK, "AP", STORY]) == ["<p id=a>", "<u>", "<p id=b>"]


def parts(page: str, line: str) -> list[str]:
    shown = Layers(page).shown
    found = place({0: squeezed(line)}, shown, {}, parts=True).get(0, ())
    return [shown.text[span.start : span.end] for span in found]


def test_where_all_lines_are_the_same_they_follow_on_from_each_other() -> None:
    page = "".join(f"<p id={number}>AP</p>" for number in range(200))
    assert before(page, ["AP"] * 50) == [f"<p id={number}>" for number in range(50)]


def test_a_line_is_put_together_around_what_the_story_left_out() -> None:
    page = "<p>Holm, of the <a>Orin Institute</a><i>, opens new tab</i>, said <b>so</b> on Monday.</p>"
    line = "Holm, of the Orin Institute, said so on Monday."
    assert parts(page, line) == ["Holm,oftheOrinInstitute", ",saidsoonMonday."]
    assert parts(page, line + " She left.") == []


def test_of_two_ways_the_one_that_gives_every_letter_is_found() -> None:
    page = "<p>The dam<i>The dam</i><b>aged</b><i>The dam</i> gates were shut.</p>"
    assert "".join(parts(page, "The damaged gates were shut.")) == "Thedamagedgateswereshut."


def test_a_page_made_to_be_slow_is_given_up() -> None:
    page = "<p>" + "a<b>" * 3000
    assert parts(page, "a" * 900 + "b") == []
