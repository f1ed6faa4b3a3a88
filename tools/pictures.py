"""Pictures for the documentation: a reading, and pages of the web app over the demo's ledger, as small PNGs.

Each picture is a page, 1400 pixels wide and light, from its top to the end of what it is about. Needs
Chromium (`gates/browser.py`).

    python -m tools.pictures              # makes all of docs/pictures anew
    python -m tools.pictures map network  # makes these
"""

from __future__ import annotations

import io
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image

from gates import browser
from tools import formats

if TYPE_CHECKING:
    from playwright.sync_api import Page

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "docs" / "pictures"
WIDE, MOST, COLOURS = 1400, 1500, 96
"""Pixels of width and of height at most, and colours of a palette: enough for text, and small."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture: its page, or the page that a link on it leads to, and the element that ends it.

    `begin` is the element that it begins with, or null for the top of the page.
    """

    name: str
    path: str
    link: str | None
    end: str
    begin: str | None = None


PICTURES = (
    Picture("claims", "/claims?sort=repeated", None, "ol.claims > li:nth-child(7)"),
    Picture("claim", "/claims?q=Ruvia+has+sent&sort=repeated", "ol.claims h3 a", "figure + p.take"),
    Picture("toll", "/claims?q=bakery+died&sort=latest", "ol.claims h3 a", ".cols", ".cols"),
    Picture("article", "/claims?q=bakery&sort=contested", "ol.claims h3 a >> td.go a", "article.read"),
    Picture("network", "/actors", None, "figure + p.take", "#network"),
    Picture("map", "/places", None, "figure + p.take"),
    Picture("compare", "/compare?left=Wexholm+Tribune&right=Trestle", None, "tbody tr:nth-child(5)"),
    Picture("review", "/review?kind=pair", None, "form.verdict"),
)


READ = Picture("read", "", None, "article p:nth-of-type(6)")
"""The marked page of an example article; `_read` says where it is."""


def _read(folder: Path) -> Picture:
    target = folder / "read.html"
    example, lexicon = (str(ROOT / "examples" / name) for name in ("market.txt", "lexicon.yaml"))
    command = [
        sys.executable, "-m", "reportedly", "read", example, "--outlet", "Coastal Post", "--published",
        "2031-05-04", "--lexicon", lexicon, "--html", str(target),
    ]  # fmt: skip
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return replace(READ, path=target.as_uri())


@contextmanager
def served(ledger: Path) -> Iterator[str]:
    """Serve the demo's ledger as a user does; yield the address with its token."""
    world = [part for path in formats.lexicons(ledger) for part in ("--lexicon", str(path))]
    command = [
        sys.executable, "-m", "reportedly", "serve", str(ledger), *world, "--outline", f"{ledger}.geojson",
        "--port", "8399", "--no-browser",
    ]  # fmt: skip
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        try:
            yield next(word for line in server.stdout for word in line.split() if "token=" in word)
        finally:
            server.terminate()


def taken(page: Page, home: str, picture: Picture) -> bytes:
    """Return a picture as PNG with a palette; `home` is the app's address without path and token."""
    page.goto(picture.path if ":" in picture.path else home + picture.path)
    for link in (picture.link or "").split(" >> "):
        if link:
            page.goto(home + (page.locator(link).first.get_attribute("href") or ""))
    top = 0 if picture.begin is None else _edges(page, picture.begin)[0] - 8
    bottom = min(_edges(page, picture.end)[1] + 24, top + MOST)
    shot = page.screenshot(
        full_page=True, clip={"x": 0, "y": top, "width": WIDE, "height": bottom - top}, animations="disabled"
    )
    return small(shot)


def _edges(page: Page, selector: str) -> tuple[float, float]:
    box = page.locator(selector).first.bounding_box()
    assert box is not None, f"{page.url}: shows no {selector}"
    return box["y"], box["y"] + box["height"]


def small(png: bytes) -> bytes:
    """Return a picture with a palette of few colours, as small as PNG gets."""
    whole = Image.open(io.BytesIO(png)).convert("RGB")
    # An octree keeps colours that are rare, as that of a single denial.
    drawn = whole.quantize(COLOURS, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    out = io.BytesIO()
    drawn.save(out, "PNG", optimize=True)
    return out.getvalue()


def main(arguments: list[str]) -> int:
    """Make the pictures that are named, or all; return the exit code."""
    if lacking := browser.missing():
        raise SystemExit(lacking)
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as folder, sync_playwright() as tool:
        started = tool.chromium.launch(executable_path=browser.CHROMIUM, args=["--no-sandbox"])
        page = started.new_page(
            viewport={"width": WIDE, "height": 1000}, color_scheme="light", locale="en-GB"
        )
        page.set_default_timeout(120_000)
        with served(formats.demo(Path(folder))) as address:
            page.goto(address)
            home = address[: address.index("/", len("http://"))]
            for picture in (*PICTURES, _read(Path(folder))):
                if not arguments or picture.name in arguments:
                    data = taken(page, home, picture)
                    (FOLDER / f"{picture.name}.png").write_bytes(data)
                    print(f"{picture.name}.png: {len(data) // 1000} kB")
        started.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
