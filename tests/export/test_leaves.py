"""Leaves tile the text, and each carries exactly the stretches that cover it, whatever overlaps what."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reportedly.export.leaves import Role, Stretch, leaves

stretches = st.builds(
    Stretch,
    start=st.integers(-5, 60),
    end=st.integers(-5, 60),
    role=st.sampled_from(Role),
    row=st.integers(1, 9),
    depth=st.integers(-1, 3),
)


@given(st.integers(0, 50), st.lists(stretches, max_size=25), st.lists(st.integers(-3, 55), max_size=5))
def test_leaves_tile_the_text_and_carry_what_covers_them(
    length: int, rows: list[Stretch], cuts: list[int]
) -> None:
    found = leaves(length, rows, cuts)
    assert [at for leaf in found for at in range(leaf.start, leaf.end)] == list(range(length))
    assert {cut for cut in cuts if 0 < cut < length} <= {leaf.start for leaf in found}
    for leaf in found:
        over = [s for s in rows if max(0, s.start) <= leaf.start and leaf.end <= min(length, s.end)]
        assert sorted(map(repr, over)) == sorted(map(repr, leaf.stretches))
        depths = [s.depth for s in leaf.stretches]
        assert depths == sorted(depths, reverse=True)


def test_the_shorter_of_two_equally_deep_stretches_is_the_inner_one() -> None:
    wide, narrow = Stretch(0, 9, Role.CONTENT, 1), Stretch(3, 6, Role.CUE, 2)
    (middle,) = [leaf for leaf in leaves(9, [wide, narrow]) if leaf.start == 3]
    assert middle.stretches == (narrow, wide)
