"""Copies: whole, cut, reworded, in part; what is none; and that the order of adding does not matter."""

from __future__ import annotations

import random
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks import corpus
from reportedly.link.copies import copies
from reportedly.link.story import Story
from tests.link.stories import OWN, RAID, story


def _hour(hour: int) -> str:
    return f"2031-03-04T{hour:02}:00:00Z"


def _words(text: str) -> list[str]:
    return "".join(c if c.isalnum() else " " for c in text.lower().replace(",", "")).split()


def test_a_whole_copy_under_a_new_head_is_one() -> None:
    first = story("a", RAID, _hour(8), headline="Barges burn in Orlec")
    second = story("b", RAID, _hour(9), headline="Grain fire: what we know")
    found = copies([second, first])
    assert set(found) == {"b"}
    assert found["b"].whole == "a"
    assert found["b"].share == 1.0
    assert [second.text[p.start : p.end] for p in found["b"].passages] == ["\n\n".join(RAID).rstrip(".")]


def test_a_cut_copy_is_whole() -> None:
    assert copies([story("a", RAID, _hour(8)), story("b", RAID[:1], _hour(9))])["b"].whole == "a"


@pytest.mark.parametrize("share", [0.05, 0.1])
def test_a_copy_with_words_changed_is_whole(share: float) -> None:
    words = " ".join(RAID).split()
    rng = random.Random(7)
    for at in rng.sample(range(len(words)), int(share * len(words))):
        words[at] = "verily"
    found = copies([story("a", RAID, _hour(8)), story("b", [" ".join(words)], _hour(9))])
    assert found["b"].whole == "a"
    assert found["b"].share > 0.9


def test_a_part_is_no_whole_copy() -> None:
    found = copies([story("a", RAID, _hour(8)), story("b", (OWN[0], RAID[1], *OWN[1:]), _hour(9))])
    (passage,) = found["b"].passages
    assert found["b"].whole is None
    assert 0.15 < found["b"].share < 0.4
    assert passage.of == "a"


def test_paragraphs_in_another_order_are_found() -> None:
    found = copies([story("a", RAID, _hour(8)), story("b", RAID[::-1], _hour(9))])
    assert found["b"].whole == "a"
    assert found["b"].share > 0.95


def test_case_quotation_marks_and_apostrophes_do_not_matter_and_numbers_do() -> None:
    changed = RAID[1].upper().replace("'", "’").replace("1,400", "1400")
    assert copies([story("a", RAID, _hour(8)), story("b", [changed], _hour(9))])["b"].share == 1.0
    other = RAID[1].replace("1,400", "1,500")
    (passage,) = copies([story("a", RAID, _hour(8)), story("b", [other], _hour(9))])["b"].passages
    assert "1,500" in other[passage.start : passage.end]


QUOTE = '"We saw the barges burn from the hill and we knew that there would be no bread before the summer"'


def test_the_same_utterance_is_no_copy_by_itself() -> None:
    first = story("a", (OWN[0], f"{QUOTE}, said Ilka Brandt, a teacher."), _hour(8))
    second = story("b", (OWN[1], f"Ilka Brandt of Orlec told us: {QUOTE}."), _hour(9))
    assert copies([first, second]) == {}


def test_an_utterance_within_a_copied_passage_counts() -> None:
    first = story("a", (RAID[0], f"{QUOTE}, Brandt said."), _hour(8))
    found = copies([first, story("b", (RAID[0], OWN[0], f"{QUOTE}, a woman told them."), _hour(9))])
    assert sum(p.end - p.start for p in found["b"].passages) > len(RAID[0]) + 60


def test_versions_of_one_address_are_no_copies_of_each_other() -> None:
    first = story("a", RAID[:2], _hour(8), url="https://lamp.example/fire")
    second = story("b", RAID, _hour(10), url="https://lamp.example/fire")
    copy = story("c", RAID, _hour(12), url="https://other.example/fire")
    found = copies([copy, second, first])
    assert set(found) == {"c"}
    assert found["c"].whole in {"a", "b"}
    assert {p.of for p in found["c"].passages} == {"a", "b"}


def test_a_copy_of_a_copy_is_one_of_the_first() -> None:
    found = copies([story(name, RAID, _hour(8 + k)) for k, name in enumerate("abc")])
    assert [found[name].whole for name in "bc"] == ["a", "a"]
    assert {p.of for p in found["c"].passages} == {"a"}


def test_dates_come_before_none_hours_before_bare_days() -> None:
    rows = [
        story("z", RAID, "2031-03-04T23:00:00+02:00"),
        story("y", RAID, "2031-03-04T22:00:00Z"),
        story("x", RAID, "2031-03-04"),
        story("w", RAID, None, retrieved="2031-03-01T00:00:00Z"),
        story("v", RAID, None),
    ]
    for number in range(1, len(rows)):
        assert {c.whole for c in copies(rows[:number][::-1]).values()} <= {"z"}
    assert set(copies(rows)) == set("yxwv")


def test_standing_background_makes_no_copy() -> None:
    standing = RAID[2] + " More than nine thousand people have been killed in it, aid groups say."
    rows = [
        story(f"s{k}", (OWN[k], standing), f"2031-0{k + 1}-04", url=f"https://lamp.example/{k}")
        for k in range(3)
    ]
    found = copies(rows)
    assert set(found) == {"s1", "s2"}
    assert {c.whole for c in found.values()} == {None}
    assert all(p.background and p.of == "s0" for c in found.values() for p in c.passages)


def test_words_of_weeks_ago_are_background_unless_all_is_reprinted() -> None:
    first = story("a", (OWN[0], RAID[2]), "2031-03-04")
    part = story("b", (*RAID[:2], RAID[2]), "2031-05-04")
    whole = story("c", (OWN[0], RAID[2]), "2031-05-05")
    found = copies([first, part, whole])
    assert found["b"].whole is None
    assert [p.background for p in found["b"].passages if p.of == "a"] == [True]
    assert found["c"].whole == "a"
    assert not any(p.background for p in found["c"].passages)


def test_furniture_never_counts() -> None:
    first, second = story("a", RAID, _hour(8)), story("b", RAID, _hour(9))
    bare = Story(second.item, second.text, ())
    assert copies([first, bare]) == {}


def test_nothing_comes_of_nothing() -> None:
    assert copies([]) == {}
    assert copies([story("a", [""]), story("b", ["No."])]) == {}


def test_any_order_of_adding_gives_the_same() -> None:
    rows = [
        story("a", RAID, _hour(8)),
        story("b", (RAID[0], OWN[0]), _hour(8)),
        story("c", (OWN[0], RAID[1]), None),
        story("d", RAID[1:], "2031-03-04"),
    ]
    wanted = copies(rows)
    assert wanted
    assert all(list(copies(order).items()) == list(wanted.items()) for order in permutations(rows))


SENTENCES = [s.strip() + "." for p in (*RAID, *OWN) for s in p.split(".") if s.strip()]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=5), min_size=2, max_size=5),
    st.randoms(use_true_random=False),
)
def test_passages_hold_the_same_words_as_their_sources(texts: list[list[str]], rng: random.Random) -> None:
    rows = [story(f"d{k}", paragraphs, _hour(k)) for k, paragraphs in enumerate(texts)]
    by_id = {row.item.id: row for row in rows}
    wanted = copies(rows)
    shuffled = rows[:]
    rng.shuffle(shuffled)
    assert copies(shuffled) == wanted
    for name, copied in wanted.items():
        end = 0
        for passage in copied.passages:
            assert end <= passage.start < passage.end
            end = passage.end
            ours = _words(by_id[name].text[passage.start : passage.end])
            theirs = _words(by_id[passage.of].text[passage.of_start : passage.of_end])
            assert passage.of < name
            assert ours[0] == theirs[0]
            assert ours[-1] == theirs[-1]
            common = set(ours) & set(theirs)
            assert sum(word in common for word in ours) >= 0.5 * len(ours)


def test_a_flood_has_one_source() -> None:
    article = next(a for a in corpus.articles(60, seed=3, copies=0.0) if len(a.text) > 1200)
    rows = [article, *corpus.flood(article, 40, changed=0.05), *corpus.flood(article, 20, share=0.4, seed=1)]
    stories = [Story.of(corpus.reading(row)) for row in rows]
    found = copies(stories)
    assert set(found) == {row.item.id for row in stories[1:]}
    assert {found[row.item.id].whole for row in stories[1:41]} == {stories[0].item.id}
    assert all(stories[0].item.id in {p.of for p in c.passages} for c in found.values())
