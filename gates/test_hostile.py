"""Hostile input, in small: what `python -m benchmarks.hostile` measures in full."""

from __future__ import annotations

from benchmarks.hostile import names


def test_no_spoofed_name_is_merged_and_hardly_one_is_missed() -> None:
    found = names.measure(36)
    assert found.merged == ()
    assert len(found.unflagged) <= 1
    assert len(found.false) <= found.genuine / 100
