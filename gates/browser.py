"""A real browser over the web app: what the gates of the pages share.

Needs Chromium (Debian's, or the one that CHROMIUM names) and the `playwright` package; its own browsers are
not needed.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import uvicorn

from reportedly.ledger import Ledger
from reportedly.shapes import Capture
from reportedly.web.app import app, routes
from reportedly.web.desk import Desk
from reportedly.web.outlines import from_geojson
from reportedly.web.shelf import Kept, Shelf

if TYPE_CHECKING:
    from playwright.sync_api import Dialog, Page

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or ""
TOKEN = "a-token"


def missing() -> str | None:
    """Return what is missing for a walk in a browser, or null."""
    if not CHROMIUM:
        return "no Chromium: install Debian's package `chromium`, or name one in CHROMIUM"
    absent = [name for name in ("playwright", "axe_playwright_python") if not importlib.util.find_spec(name)]
    return f"not installed: {', '.join(absent)}; see the dev group of pyproject.toml" if absent else None


@contextmanager
def served(shelf: Shelf, desk: Desk | None = None) -> Iterator[str]:
    """Serve a shelf at a free port of this machine; yield its address without token."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    made = app(shelf, token=TOKEN, port=port, desk=desk)
    config = uvicorn.Config(made, host="127.0.0.1", port=port, log_level="error", lifespan="off")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join()


def shelf_of(ledger: Ledger, path: Path) -> Kept:
    """Return the shelf of the demo's ledger, with the tables that lie beside it."""
    lexicons = (Path(f"{path}.world.yaml"), Path(f"{path}.alignments.yaml"))
    return Kept(
        path.name, lambda as_of: ledger.claims(lexicons=lexicons, as_of=as_of), ledger.reading,
        lambda id: Capture(id, ledger.original(id), ledger.document(id).media), ledger.head,
        tuple(from_geojson(Path(f"{path}.geojson"))),
    )  # fmt: skip


def pages(shelf: Shelf) -> list[str]:
    """Return the path of every page that the app has, with its variable parts as they stand in the routes."""
    found = routes(shelf, token=TOKEN, port=1)
    named = [route.path for route in found if "GET" in (route.methods or ())]
    return [path for path in named if not path.endswith((".json", ".jsonl", ".svg")) and "{name}" not in path]


@dataclass
class Watch:
    """Notes what should never happen in a tab: a script that ran, a breach, a request that left."""

    home: str
    seen: list[str] = field(default_factory=list)

    def over(self, tab: Page) -> Page:
        """Watch a tab; return it."""
        tab.on("dialog", self._dialog)
        tab.on("console", lambda message: self.seen.append(f"console: {message.type}: {message.text}"))
        tab.on("pageerror", lambda error: self.seen.append(f"error: {error}"))
        tab.on("request", lambda request: self._asked(request.url))
        return tab

    def _dialog(self, dialog: Dialog) -> None:
        self.seen.append(f"ran: {dialog.message}")
        dialog.dismiss()

    def _asked(self, url: str) -> None:
        if not url.startswith(f"{self.home}/"):
            self.seen.append(f"left: {url[:200]}")


STRANGE = r"""() => {
  const all = [...document.querySelectorAll("*")];
  const ours = /^(https?:\/\/|\/(?!\/)|[#?])/i;
  const leads = (e, name) => e.hasAttribute(name) && !ours.test(e.getAttribute(name));
  return [
    ...all.filter((e) => e.matches("script") && !/^\/static\/\w+\.js$/.test(e.getAttribute("src") ?? "")),
    ...all.filter((e) => e.matches("iframe, object, embed, base, video, audio, math, meta[http-equiv]")),
    ...all.filter((e) => [...e.attributes].some((a) => /^on/i.test(a.name) || a.name === "style")),
    ...all.filter((e) => ["href", "src", "action"].some((name) => leads(e, name))),
  ].map((e) => e.outerHTML.slice(0, 200));
}"""
"""A script that returns elements which no page of ours has, and which only a stranger's words could make."""
