"""Hostile input, in small: what `python -m benchmarks.hostile` measures in full."""

from __future__ import annotations

from benchmarks.hostile import bombs, inputs, names, searching


def test_no_spoofed_name_is_merged_and_hardly_one_is_missed() -> None:
    found = names.measure(36)
    assert found.merged == ()
    assert len(found.unflagged) <= 1
    assert len(found.false) <= found.genuine / 100


def test_bombs_are_refused_in_little_memory() -> None:
    found = bombs.measure()
    assert found.read == ()
    assert found.megabytes < bombs.MOST_MEGABYTES


def test_good_pages_are_stored_and_hostile_inputs_named() -> None:
    found = inputs.measure(10)
    assert (found.stored, found.named) == (10, inputs.HOSTILE)


def test_no_random_string_is_an_error_to_search_for() -> None:
    assert searching.measure(500).failed == ()
