"""Watching feeds over wires that are none: what is new is read, what changed is told, servers are spared."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from contextlib import redirect_stdout
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from html import escape
from pathlib import Path
from typing import Any

import pytest

from reportedly import demo
from reportedly.cli.watch import run
from reportedly.errors import InputError
from reportedly.ingest.opml import feeds
from reportedly.ledger import Ledger
from reportedly.watching import Memory, Watch, named
from tests.ingest.wires import Wires, answer, fetcher

START = datetime(2029, 6, 5, 12, tzinfo=UTC)
LINES = demo.ARTICLES.read_text(encoding="utf-8").splitlines()
ROWS: list[dict[str, str]] = [json.loads(line) for line in LINES]
FEED, MEDIA = "https://post.example/feed", "application/rss+xml"


def rss(*rows: dict[str, str]) -> bytes:
    """Write a feed of articles with all of their text."""
    items = "".join(
        f"<item><title>{escape(row['title'])}</title><link>{row['url']}</link>"
        f"<pubDate>{format_datetime(datetime.fromisoformat(row['published']))}</pubDate>"
        f"<source>{escape(row['outlet'])}</source>"
        f"<description>{escape(escape(row['text'], False))}</description></item>"
        for row in rows
    )
    return f"<rss><channel><title>Post</title>{items}</channel></rss>".encode()


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.time = START

    def __call__(self) -> datetime:
        return self.time


class Place:
    """A ledger, wires and a clock, and what watches with them."""

    def __init__(self, folder: Path, pages: dict[str, Any]) -> None:
        self.wires, self.clock = Wires(pages), Clock()
        self.ledger = Ledger(folder / "news.ledger", create=True, now=self.clock)

    def watch(self, *addresses: str, pages: bool = False) -> Watch:
        """Return what watches feeds, as started anew."""
        return Watch(
            self.ledger, addresses or (FEED,), fetcher(self.wires), pages=pages, now=self.clock
        )

    def asked(self) -> list[str]:
        """Return the paths that were asked for since, but for robots.txt."""
        paths = [path for *_, path in self.wires.requests if path != "/robots.txt"]
        self.wires.requests.clear()
        return paths


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    made = Place(tmp_path, {"post.example/feed": answer(rss(ROWS[0]), 'ETag: "one"', media=MEDIA)})
    yield made
    made.ledger.close()


def test_what_is_new_is_added_and_what_it_changes_is_told(place: Place) -> None:
    watching = place.watch()
    first = watching.round()
    assert (first.asked, str(first.tally), first.alerts) == (1, "1 added, 0 already known", ())
    (document,) = place.ledger.documents()
    assert (document.outlet, document.url) == ("Trestle", ROWS[0]["url"])
    place.wires.pages["post.example/feed"] = answer(rss(ROWS[13], ROWS[3], ROWS[0]), media=MEDIA)
    second = watching.round()
    assert str(second.tally) == "2 added, 0 already known"
    assert {alert.kind.value for alert in second.alerts} == {"contested", "second-origin"}
    claims = {claim.id: claim for claim in place.ledger.claims()}
    for alert in second.alerts:
        assert claims[alert.claim].standing is alert.standing
        assert alert.at == "2029-06-05T12:00:00Z"
    assert watching.round().alerts == ()


def test_a_server_is_asked_whether_anything_changed(place: Place) -> None:
    place.watch().round()
    assert "If-None-Match" not in "".join(place.wires.heads)
    place.wires.heads.clear()
    place.wires.pages["post.example/feed"] = answer(b"", status="304 Not Modified")
    again = place.watch().round()
    assert (again.asked, again.unchanged, again.problems) == (1, 1, ())
    assert 'If-None-Match: "one"\r\n' in place.wires.heads[-1]
    assert "If-Modified-Since" not in place.wires.heads[-1]


def test_an_entry_that_reads_otherwise_is_a_new_version_and_a_revision(place: Place) -> None:
    watching = place.watch()
    watching.round()
    row = ROWS[0] | {"text": ROWS[0]["text"].replace("At least 14 people", "At least 19 people")}
    place.wires.pages["post.example/feed"] = answer(rss(row), media=MEDIA)
    again = watching.round()
    assert str(again.tally) == "0 added, 1 added in a new version, 0 already known"
    assert {alert.kind.value for alert in again.alerts} == {"revised"}
    assert any("14" in alert.detail and "19" in alert.detail for alert in again.alerts)
    assert len(place.ledger.versions(ROWS[0]["url"])) == 2


def test_a_feed_that_fails_is_left_alone_for_longer_each_time(place: Place) -> None:
    place.wires.pages["post.example/feed"] = answer(b"", status="500 Internal Server Error")
    watching = place.watch()
    failed = watching.round()
    assert [problem.problem for problem in failed.problems] == [
        f"{FEED}: its server cannot give it now (status 500 Internal Server Error); try again later"
    ]
    waits = []
    for _ in range(12):
        after = json.loads(Path(f"{place.ledger.path}.watch.json").read_text())["feeds"][FEED]["after"]
        until = datetime.fromisoformat(after)
        waits.append(int((until - place.clock.time).total_seconds() / 60))
        place.clock.time = until - timedelta(seconds=1)
        assert watching.round().waiting == 1
        place.clock.time = until
        assert watching.round().waiting == 0
    assert waits == [5, 10, 20, 40, 80, 160, 320, 640, 1280, 1440, 1440, 1440]
    place.wires.pages["post.example/feed"] = answer(rss(ROWS[0]), media=MEDIA)
    place.clock.time += timedelta(days=1)
    assert str(watching.round().tally) == "1 added, 0 already known"
    assert place.watch().round().waiting == 0


TWO_HOURS_ON = format_datetime(datetime(2031, 5, 3, 16, 52, tzinfo=UTC), usegmt=True)


@pytest.mark.parametrize("asked", ["7200", TWO_HOURS_ON])
def test_a_server_that_asks_to_wait_is_left_alone_so_long(place: Place, asked: str) -> None:
    # The wires' own clock, by which dates are counted, stands at 14:52.
    busy = answer(b"", f"Retry-After: {asked}", status="429 Too Many Requests")
    place.wires.pages["post.example/feed"] = busy
    place.watch().round()
    place.clock.time += timedelta(minutes=119)
    place.asked()
    assert place.watch().round().waiting == 1
    assert place.asked() == []
    place.clock.time += timedelta(minutes=1)
    assert place.watch().round().asked == 1


def test_robots_are_obeyed(place: Place) -> None:
    rules = b"User-agent: *\nDisallow: /feed"
    place.wires.pages["post.example/robots.txt"] = answer(rules, media="text/plain")
    refused = place.watch().round()
    assert "robots.txt asks programs not to read it" in refused.problems[0].problem
    assert place.asked() == []


def test_pages_are_got_for_new_entries_only(place: Place) -> None:
    row = ROWS[0] | {"text": "Only the first line", "url": "https://post.example/a"}
    page = f"<html><body><article><p>{ROWS[0]['text']}</p></article></body></html>".encode()
    place.wires.pages |= {
        "post.example/feed": answer(rss(row), media=MEDIA), "post.example/a": answer(page),
    }  # fmt: skip
    assert str(place.watch(pages=True).round().tally) == "1 added, 0 already known"
    (document,) = place.ledger.documents()
    assert (document.outlet, document.media) == ("Trestle", "html")
    assert document.published == "2029-06-04T12:35:00Z"
    assert place.ledger.original(document.id) == page
    assert place.asked() == ["/feed", "/a"]
    assert str(place.watch(pages=True).round().tally) == "0 added, 0 already known"
    assert place.asked() == ["/feed"]


def test_a_page_that_fails_is_asked_for_again_when_the_feed_has_changed(place: Place) -> None:
    a, b = (ROWS[0] | {"url": f"https://post.example/{name}"} for name in "ab")
    page = f"<html><body><article><p>{ROWS[0]['text']}</p></article></body></html>".encode()
    busy = answer(b"", "Retry-After: 60", status="503 Service Unavailable")
    place.wires.pages |= {
        "post.example/feed": answer(rss(a, b), 'ETag: "x"', media=MEDIA), "post.example/a": busy,
        "post.example/b": answer(page),
    }  # fmt: skip
    failed = place.watch(pages=True).round()
    assert len(failed.problems) == 1
    assert place.asked() == ["/feed", "/a"], "who asks to wait is asked for nothing more"
    place.wires.pages["post.example/a"] = answer(page)
    assert place.watch(pages=True).round().waiting == 1
    place.clock.time += timedelta(minutes=5)
    place.wires.heads.clear()
    assert str(place.watch(pages=True).round().tally) == "2 added, 0 already known"
    assert "If-None-Match" not in "".join(place.wires.heads)


def test_what_is_no_feed_is_told(place: Place) -> None:
    place.wires.pages["post.example/feed"] = answer()
    (problem,) = place.watch().round().problems
    assert problem.problem == f"{FEED}: is no RSS or Atom feed; `reportedly add` takes a page"


def test_a_file_of_memory_that_is_damaged_is_named(place: Place) -> None:
    place.watch().round()
    memory = Path(f"{place.ledger.path}.watch.json")
    assert Memory(**json.loads(memory.read_text())["feeds"][FEED]).etag == '"one"'
    memory.write_text("{}")
    with pytest.raises(InputError, match="is not what `reportedly watch` wrote; move it away"):
        place.watch()


def test_rounds_are_printed_and_kept_as_a_feed(
    place: Place, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    atom = tmp_path / "alerts.xml"
    naps: list[float] = []

    def later(seconds: float) -> None:
        naps.append(seconds)
        if len(naps) == 2:
            raise KeyboardInterrupt
        place.wires.pages["post.example/feed"] = answer(rss(ROWS[13], ROWS[3], ROWS[0]), media=MEDIA)

    with pytest.raises(KeyboardInterrupt):
        run(place.watch(), "news.ledger", once=False, every=30, as_json=False, atom=atom, sleep=later)
    out, err = capsys.readouterr()
    assert naps == [1800, 1800]
    assert out.startswith("Contested: ") or "\nContested: " in out
    assert ": known origins stand each way\n" in out
    assert err.splitlines()[0] == (
        "2029-06-05T12:00:00Z: 1 feeds asked, 0 unchanged; 1 added, 0 already known; 0 changes"
    )
    assert atom.read_bytes().count(b"<entry>") == sum(not line.startswith("  ") for line in out.splitlines())


def test_once_prints_json_and_says_by_its_exit_code_whether_anything_was_read(place: Place) -> None:
    def once() -> tuple[int, str]:
        out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
        with redirect_stdout(out):
            code = run(place.watch(), "news.ledger", once=True, every=15, as_json=True, atom=None)
        return code, out.buffer.getvalue().decode()

    assert once() == (0, "")
    place.wires.pages["post.example/feed"] = answer(rss(ROWS[13], ROWS[3], ROWS[0]), media=MEDIA)
    code, printed = once()
    rows = [json.loads(line) for line in printed.splitlines()]
    assert code == 0
    assert {row["schema"] for row in rows} == {"reportedly/alert/1"}
    assert rows[0]["for"] >= 1
    place.wires.pages["post.example/feed"] = answer(b"", status="404 Not Found")
    assert once() == (2, "")


SECRET = '<!ENTITY a SYSTEM "file:///etc/passwd">'
OPML = """<opml version="2.0"><body><outline text="News">
<outline type="rss" text="Post" xmlUrl="https://post.example/feed"/>
<outline type="rss" text="Post again" xmlUrl=" https://post.example/feed "/>
<outline type="rss" text="Lantern" xmlUrl="https://lantern.example/atom"/></outline></body></opml>"""


def test_a_list_of_feeds_is_read(tmp_path: Path) -> None:
    path = tmp_path / "feeds.opml"
    path.write_text(OPML)
    assert feeds(path) == ["https://post.example/feed", "https://lantern.example/atom"]
    assert list(named([str(path), "https://x.example/"])) == [*feeds(path), "https://x.example/"]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("<opml><body/></opml>", "names no feed"),
        ("<rss/>", "is no list of feeds"),
        ("", "is no list of feeds"),
        (f'<!DOCTYPE opml [{SECRET}]><opml><outline xmlUrl="&a;"/></opml>', "names no"),
    ],
)
def test_what_is_no_list_of_feeds_is_told(tmp_path: Path, text: str, why: str) -> None:
    path = tmp_path / "feeds.opml"
    path.write_text(text)
    with pytest.raises(InputError, match=why):
        feeds(path)
    with pytest.raises(InputError, match="no such file"):
        feeds(tmp_path / "none.opml")
