"""The demo's ledger in every format: it validates, reads back to the same statements, and is as shown."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reportedly.export.formats.kept import Kept
from reportedly.exporting import Exported
from reportedly.ledger import Ledger
from tests.export.readback import CHECKS
from tools import formats


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the demo's ledger."""
    return formats.demo(tmp_path_factory.mktemp("demo"))


@pytest.fixture(scope="module")
def kept(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kept]:
    """Yield a copy of it as exporters see it, with its own world's tables and one judgement."""
    copy = shutil.copy(demo, tmp_path_factory.mktemp("judged"))
    with Ledger(copy) as opened:
        opened.judge("same-actor", "Lowmarsh Resistance", "Resistance", by="Ada Moll", reason="two names")
        yield Exported(opened, lexicons=formats.lexicons(demo))


def test_the_pages_of_the_formats_show_what_comes_out(demo: Path) -> None:
    differ = [path.name for path, _ in formats.differing(formats.taken(demo))]
    assert differ == [], "run: python -m tools.formats"


@pytest.mark.parametrize("check", [check for _, check in CHECKS], ids=lambda check: str(check.__name__))
def test_the_demo_reads_back_to_the_same_statements(check: Callable[[Kept], None], kept: Kept) -> None:
    check(kept)
