"""Damaged archives stay reported and salvaged, and real pages pass the gate, beside the tests.

Each kind of damage is tried 20 times here; `python -m benchmarks.damage` tries 200.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from benchmarks import damage, gate

ROOT = Path(__file__).resolve().parents[1]
DATA = Path(os.environ.get("REPORTEDLY_DATA") or ROOT.parent / "shared" / "data")

pytestmark = pytest.mark.skipif(
    not DATA.is_dir(), reason=f"no corpora in {DATA}: set REPORTEDLY_DATA to their folder"
)


def test_damage_is_reported_and_the_rest_is_read() -> None:
    for name, tally in damage.measure(DATA, 20).items():
        assert tally.well, damage.line(name, tally)


def test_real_pages_pass_the_gate() -> None:
    text, well = gate.real(DATA)
    assert well, text
