"""Segments: every character of the story in exactly one, each of the right kind."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.lexicon import Lexicons, load
from reportedly.read.lines import blocks, is_blank
from reportedly.read.markup import Role
from reportedly.read.segments import segment
from reportedly.shapes import FurnitureKind, Segment, SegmentKind, Span

LEXICONS = load()
STORY = "The ferry sank off Port Sarn on Friday, the harbour master said, and nine people died there."

PAGE = """\
This story is over 3 years old.

Kestrian Troops Are Joining Coastal Offensive: Reports

Two aid workers told Harbour Wire that more soldiers were on the way.
Foto: Edo Marin/Harbour Wire

Hundreds of troops have reportedly arrived in Port Sarn over the past 10 days, two aid workers said Thursday.

Related: After Denying It Bombed a School, Kestria Opens an Inquiry

"They are not advisers," one of them said. "They have come to stay, with equipment and weapons."

Follow Coastal Post on Twitter: @coastalpost"""


def kinds(text: str, lexicons: Lexicons, title: str | None = None) -> list[tuple[str, str]]:
    return [
        (str(part.furniture or part.kind), text[part.start : part.end])
        for part in segment(text, lexicons, title=title)
    ]


def names(text: str, lexicons: Lexicons, title: str | None = None) -> list[str]:
    return [kind for kind, _ in kinds(text, lexicons, title)]


def check(text: str, segments: tuple[Segment, ...]) -> None:
    """Fail unless segments are in order, apart, trimmed, and hold all that is not blank."""
    covered = [0] * len(text)
    for part in segments:
        assert part.start < part.end
        assert not is_blank(text[part.start])
        assert not is_blank(text[part.end - 1])
        for index in range(part.start, part.end):
            covered[index] += 1
    assert list(segments) == sorted(segments, key=lambda part: part.start)
    for character, count in zip(text, covered, strict=True):
        assert count <= 1
        assert count == 1 or is_blank(character)


TEXTS = st.one_of(
    st.text(st.characters()),
    st.lists(
        st.sampled_from(
            [*PAGE.splitlines(), "BEIRUT, Oct 1 (Reuters) - A boat sank.", "\r", "\u2028", "\ufeff", "\u200b",
             "(AP) —", "He left. (Reporting by A B; Editing by C D)", "© 2031 AFP", "By Lena Cole", "14:52"]
        )
    ).map("\n".join),
)  # fmt: skip


@settings(deadline=None, derandomize=True)
@given(TEXTS, st.none() | st.text(max_size=30))
def test_segments_hold_every_character_once(text: str, title: str | None) -> None:
    check(text, segment(text, LEXICONS, title=title))


@settings(deadline=None, derandomize=True)
@given(st.lists(st.tuples(st.text(max_size=40), st.sampled_from(Role))), st.lists(st.text(max_size=9)))
def test_segments_of_marked_up_text_do_too(rows: list[tuple[str, Role]], bylines: list[str]) -> None:
    text, markup = "", []
    for words, role in rows:
        markup.append((Span(len(text), len(text) + len(words)), role))
        text += words + "\n\n"
    check(text, segment(text, LEXICONS, bylines=bylines, markup=markup))


def test_a_saved_page_comes_apart(lexicons: Lexicons) -> None:
    assert names(PAGE, lexicons) == [
        "age_notice", "headline", "paragraph", "image_credit", "paragraph", "related_link", "paragraph",
        "social",
    ]  # fmt: skip


def test_a_text_of_sentences_has_no_headline(lexicons: Lexicons) -> None:
    text = "The ferry sank on Friday.\n\nNobody had told the harbour master, he said, and no boat was sent."
    assert names(text, lexicons) == ["paragraph", "paragraph"]


def test_headlines_by_shape(lexicons: Lexicons) -> None:
    story = "\n\nThe ferry sank off Port Sarn on Friday, the harbour master said, and nine people died."
    for line in (
        "Ferry sinks off Port Sarn",
        "Ferry Sinks Off Port Sarn",
        "Ferry Sinks Off Port Sarn, Governor Says.",
        "Who sank the ferry?",
        "Governor: 'We did not sink it'",
        "Poll: Most Kestrians Blame The Governor",
    ):
        assert names(line + story, lexicons) == ["headline", "paragraph"], line
    for line in (
        "The ferry sank at noon.",
        "Looting broke out in Port Sarn on Friday.",
        "He said:",
        "Vale said nobody had told him. He left.",
    ):
        assert names(line + story, lexicons) == ["paragraph", "paragraph"], line
    assert names("Ferry sinks off Port Sarn", lexicons) == ["paragraph"]
    assert names("Who Is Arming the Marsh Brigades?\n\nThe crates came without labels.", lexicons) == [
        "headline", "paragraph"
    ]  # fmt: skip


def test_a_line_with_a_full_stop_before_a_dateline_is_the_headline(lexicons: Lexicons) -> None:
    text = f"Ferry sinks off coast of Kestria.\n\nPORT SARN (AP) — {STORY}"
    assert names(text, lexicons) == ["headline", "dateline", "paragraph"]


def test_with_a_title_known_only_its_like_is_the_headline(lexicons: Lexicons) -> None:
    text = f"Ferry sinks off Port Sarn\n\n{STORY}"
    assert names(text, lexicons, "Ferry Sinks off Port Sarn | Coastal Post")[0] == "headline"
    assert names(text, lexicons, "Talks resume in Talba after a week")[0] == "paragraph"


def test_a_text_in_one_line_is_one_paragraph(lexicons: Lexicons) -> None:
    text = f"Mon Jun 20 2016 Nine Die In Ferry. {STORY} Nine people died."
    assert names(text, lexicons) == ["paragraph"]


def test_a_dateline_is_cut_from_its_paragraph(lexicons: Lexicons) -> None:
    text = f"Ferry Sinks\n\nPORT SARN, May 3 (Reuters) - {STORY}"
    assert kinds(text, lexicons)[1:] == [
        ("dateline", "PORT SARN, May 3 (Reuters) -"),
        ("paragraph", STORY),
    ]


def test_a_dateline_under_a_deck(lexicons: Lexicons) -> None:
    text = (
        "Ferry Sinks Off Coast\n\nNine die as old boat turns over.\n\n"
        "TALBA — A ferry sank on Friday, the harbour master of the port said."
    )
    assert names(text, lexicons) == ["headline", "paragraph", "dateline", "paragraph"]


def test_wrapped_lines_are_one_paragraph(lexicons: Lexicons) -> None:
    text = (
        "Ferry Sinks Off Port Sarn\r\n\r\n"
        "PORT SARN (AP) — A ferry with three hundred people on board sank on Friday\r\n"
        "off the southern coast, the harbour master said, and nine were known to be\r\n"
        "dead by nightfall.\r\n\r\n"
        '"We heard a crack and then the lights went out," said a woman who had been\r\n'
        "on the upper deck.\r\n\r\nReuters"
    )
    found = kinds(text, lexicons)
    assert [kind for kind, _ in found] == [
        "headline", "dateline", "paragraph", "paragraph", "agency_credit"
    ]  # fmt: skip
    assert found[2][1].endswith("dead by nightfall.")
    assert found[3][1].startswith('"We heard')


def test_every_line_is_a_paragraph_where_lines_are_not_wrapped(lexicons: Lexicons) -> None:
    text = "The ferry sank on Friday, the harbour master said in Talba.\nNine people died.\nSix are missing."
    assert names(text, lexicons) == ["paragraph"] * 3
    parts = "a\r\nb\u2028c\n\n\nd"
    assert [parts[start:end] for start, end in blocks(parts)] == ["a", "b", "c", "d"]


def test_names_count_as_a_byline_only_at_head_and_foot(lexicons: Lexicons) -> None:
    name = "Lena Cole in Talba"
    text = "\n\n".join(["Ferry Sinks", name, *[STORY] * 4, name, *[STORY] * 3])
    found = names(text, lexicons)
    assert found[1] == "byline"
    assert found[6] == "paragraph"


def test_times_between_entries_are_furniture_wherever_they_stand(lexicons: Lexicons) -> None:
    text = "\n\n".join(["Ferry Sinks", *[STORY] * 4, "2:52 p.m.", *[STORY] * 3])
    assert names(text, lexicons)[5] == "byline"


def test_a_note_on_the_author_is_a_byline(lexicons: Lexicons) -> None:
    note = "Lena Cole covers the coast for Coastal Post and has reported from Talba for nine long years."
    text = f"{STORY}\n\n{note}"
    markup = [(Span(0, len(STORY)), Role.TEXT), (Span(len(STORY) + 2, len(text)), Role.TEXT)]
    parts = segment(text, lexicons, bylines=["Lena Cole"], markup=markup)
    assert [part.furniture for part in parts] == [None, "byline"]
    assert segment(text, lexicons, markup=markup)[1].furniture is None


def test_whole_links_and_lists_of_other_pieces_are_furniture(lexicons: Lexicons) -> None:
    rows = [
        ("Ferry Sinks", Role.TITLE),
        ("The ferry sank off Port Sarn on Friday, the harbour master said.", Role.TEXT),
        ("GOVERNOR'S BUDGET FEATURES NEW BOATS", Role.LINK),
        ("What happens next", Role.HEADING),
        ("Divers will go down on Monday, the harbour master said.", Role.TEXT),
        ("More from Coastal Post", Role.HEADING),
        ("A Boat Too Far", Role.HEADING),
        ("Why nobody sails to Maruh any more.", Role.TEXT),
        ("The Last Pilot", Role.HEADING),
        ("A portrait.", Role.TEXT),
    ]
    text, markup = "", []
    for words, role in rows:
        markup.append((Span(len(text), len(text) + len(words)), role))
        text += words + "\n\n"
    assert [str(part.furniture or part.kind) for part in segment(text, lexicons, markup=markup)] == [
        "headline", "paragraph", "related_link", "headline", "paragraph", *["related_link"] * 5
    ]  # fmt: skip


def test_a_dated_credit_ends_the_headline_of_a_flattened_page() -> None:
    text = "Ten die in raid on port of Orsa AFP Thursday 6 Mar 2014 At least ten people died, a monitor said."
    parts = [(s.kind, s.furniture, text[s.start : s.end]) for s in segment(text, LEXICONS)]
    assert parts == [
        (SegmentKind.HEADLINE, None, "Ten die in raid on port of Orsa"),
        (SegmentKind.FURNITURE, FurnitureKind.AGENCY_CREDIT, "AFP Thursday 6 Mar 2014"),
        (SegmentKind.PARAGRAPH, None, "At least ten people died, a monitor said."),
    ]
    plain = "The raid was on 6 Mar 2014, AFP said. Ten died."
    assert [s.kind for s in segment(plain, LEXICONS)] == [SegmentKind.PARAGRAPH]


def test_a_dateline_behind_headline_and_deck_of_a_flattened_page() -> None:
    deck = "Raid kills ten on the quay. The port of Orsa is closed, Orsa TV reported."
    text = f"{deck} VELAN October 1 (Reuters) - A raid killed ten dockers on Friday, a monitor said."
    story = [
        (SegmentKind.DATELINE, "VELAN October 1 (Reuters) -"),
        (SegmentKind.PARAGRAPH, "A raid killed ten dockers on Friday, a monitor said."),
    ]
    parts = [(s.kind, text[s.start : s.end]) for s in segment(text, LEXICONS)]
    assert parts == [(SegmentKind.HEADLINE, deck), *story]
    text = f"Ten Dockers Dead\n\n{text}"
    parts = [(s.kind, text[s.start : s.end]) for s in segment(text, LEXICONS)]
    assert parts == [(SegmentKind.HEADLINE, "Ten Dockers Dead"), (SegmentKind.PARAGRAPH, deck), *story]
    told = "The raid was told of by many. The ARMY (10 brigades) - and its allies - said nothing on Friday."
    assert [s.kind for s in segment(told, LEXICONS)] == [SegmentKind.PARAGRAPH]


def test_a_credit_before_the_links_of_a_flattened_page() -> None:
    story, links = "A raid killed ten dockers on Friday, it said.", "Related News Ten ferries sink | Jobs"
    for name in ("AA", "Reuters", "Associated Press"):
        text = f"{story} Source {name} {links}"
        assert [(s.kind, s.furniture, text[s.start : s.end]) for s in segment(text, LEXICONS)] == [
            (SegmentKind.PARAGRAPH, None, story),
            (SegmentKind.FURNITURE, FurnitureKind.AGENCY_CREDIT, f"Source {name}"),
            (SegmentKind.FURNITURE, FurnitureKind.RELATED_LINK, links),
        ]
    for words in ("Source Reuters spoke to related the news.", "Sources close to both said so. Read more."):
        assert [s.kind for s in segment(f"{story} {words}", LEXICONS)] == [SegmentKind.PARAGRAPH]
