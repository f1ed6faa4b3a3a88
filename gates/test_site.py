"""The documentation: the site is built without a warning, and the tour's outputs are what comes out."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tools import tour

ROOT = Path(__file__).parents[1]


def test_the_site_is_built_without_a_warning(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "sphinx", "-W", "--keep-going", "-n", "-q", "docs", str(tmp_path / "site")],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "site" / "tour.html").is_file()


def test_the_tour_shows_what_comes_out(tmp_path: Path) -> None:
    held = tour.PAGE.read_text(encoding="utf-8")
    rows = list(tour.differences(held, tour.walked(held, tmp_path)))
    assert rows == [], "run: python -m tools.tour --write"
