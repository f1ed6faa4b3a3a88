"""Tag sets: what is written is read back."""

from __future__ import annotations

import itertools

from reportedly.tag.tags import ATTRIBUTION, CONTENT, CUE, SOURCE, Stretch


def test_tags_written_are_read_back_and_allowed() -> None:
    spans = [Stretch(CONTENT, 0, 3), Stretch(CONTENT, 4, 4), Stretch(SOURCE, 6, 7)]
    tags = ATTRIBUTION.write(9, spans)
    assert ATTRIBUTION.read(tags) == spans
    allowed = ATTRIBUTION.may_follow()
    assert all(allowed[a, b] for a, b in itertools.pairwise(tags))
    assert ATTRIBUTION.may_begin()[tags[0]]
    assert ATTRIBUTION.may_end()[tags[-1]]


def test_a_later_span_takes_its_words_from_an_earlier() -> None:
    tags = ATTRIBUTION.write(5, [Stretch(CONTENT, 0, 4), Stretch(SOURCE, 2, 2)])
    assert ATTRIBUTION.read(tags) == [Stretch(CONTENT, 0, 1), Stretch(SOURCE, 2, 2), Stretch(CONTENT, 3, 4)]


def test_broken_taggings_are_closed_where_they_break() -> None:
    assert ATTRIBUTION.read([2, 2, 0, 6]) == [Stretch(SOURCE, 0, 1), Stretch(CUE, 3, 3)]
