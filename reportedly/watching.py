"""Watching feeds: a round asks each feed that is due, adds what is new, and says what changed in the claims.

Feeds, a ledger, something that fetches and a clock go in; a `Round` comes out. What is known of each feed
(its validators, when to ask again, which entries were seen) is a `Memory`, kept in a file beside the ledger.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Protocol

from reportedly.adding import Outcome, Tally
from reportedly.alerts import Alert, alerts
from reportedly.changes import Change
from reportedly.claim import Claim
from reportedly.errors import InputError, OutputError, WaitError
from reportedly.ids import sha256
from reportedly.ingest.feeds import read_feed
from reportedly.ingest.fetch import Fetched
from reportedly.ingest.files import capture
from reportedly.ingest.sniff import PEEK, is_feed
from reportedly.ledger import Ledger
from reportedly.select import Asked, Order
from reportedly.shapes import Capture, Problem
from reportedly.store.kept import Status
from reportedly.store.log import Clock, stamp, utc_now
from reportedly.wholefile import whole

LONGEST = timedelta(days=1)
"""The longest that a feed which fails is left alone; each failure doubles the time before."""

PATIENCE = timedelta(minutes=5)
"""How long a feed is left alone after its first failure."""


class Fetches(Protocol):
    """What gets feeds and pages: `ingest.fetch.Fetcher`, or a test's."""

    def changed(self, address: str, etag: str | None, modified: str | None) -> Fetched | None: ...

    def get(self, address: str) -> Fetched: ...


@dataclass(slots=True)
class Memory:
    """What is known of one feed: its validators, failures in a row, when to ask again, entries seen.

    `entries` are the addresses of the entries that it had last, each with the SHA-256 of what it said.
    """

    etag: str | None = None
    modified: str | None = None
    failures: int = 0
    after: str | None = None
    entries: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Round:
    """What one round came to: feeds asked, unchanged, put off and failed, what was added, what changed."""

    at: str
    asked: int
    unchanged: int
    waiting: int
    problems: tuple[Problem, ...]
    tally: Tally
    alerts: tuple[Alert, ...]


class Watch:
    """Watches feeds for one ledger."""

    def __init__(
        self, ledger: Ledger, feeds: Sequence[str], fetcher: Fetches, *, pages: bool = False,
        lexicons: Sequence[str | Path] = (), jobs: int = 1, now: Clock = utc_now,
    ) -> None:  # fmt: skip
        """Watch feeds, by address; `pages` gets the page of each new entry instead of what the feed says."""
        self._ledger = ledger
        self._feeds = tuple(dict.fromkeys(feeds))
        self._fetcher = fetcher
        self._pages = pages
        self._lexicons = lexicons
        self._jobs = jobs
        self._now = now
        self._file = Path(f"{ledger.path}.watch.json")
        self._memories = _remembered(self._file)
        self._claims: list[Claim] | None = None

    def round(self) -> Round:
        """Ask the feeds that are due once; add, compare and return what changed."""
        at = self._now()
        asked = unchanged = waiting = 0
        items: list[Capture] = []
        problems: list[Problem] = []
        heard: dict[str, Memory] = {}
        for address in self._feeds:
            memory = self._memories.get(address, Memory())
            if memory.after is not None and stamp(at) < memory.after:
                waiting += 1
                continue
            asked += 1
            try:
                got = self._fetcher.changed(address, memory.etag, memory.modified)
                if got is None:
                    unchanged += 1
                    heard[address] = replace(memory, failures=0, after=None)
                    continue
                entries, faults = _entries(got, address)
                problems += faults
            except InputError as error:
                problems.append(Problem(error.input, str(error)))
                heard[address] = _later(memory, error, at)
                continue
            found, failed, seen = self._new(entries, memory)
            items += found
            problems += [Problem(error.input, str(error)) for error in failed]
            heard[address] = Memory(got.etag, got.modified, entries=seen)
            busy = next((error for error in failed if isinstance(error, WaitError)), None)
            if busy is not None:
                heard[address] = _later(Memory(entries=seen), busy, at)
        tally, told = self._add(items, stamp(at))
        # Only now: a round that was broken off is done again.
        if heard:
            self._memories |= heard
            _remember(self._file, self._memories)
        return Round(stamp(at), asked, unchanged, waiting, tuple(problems), tally, tuple(told))

    def _new(
        self, entries: Sequence[Capture], memory: Memory
    ) -> tuple[list[Capture], list[InputError], dict[str, str]]:
        """Return what of a feed's entries is new or reads otherwise, what failed, and what was seen.

        A page that failed is not seen: it is asked for again when the feed has changed. Where a server asks
        to wait, it is asked for no more.
        """
        seen: dict[str, str] = {}
        items: list[Capture] = []
        failed: list[InputError] = []
        for entry in entries:
            key, said = entry.url or entry.input, sha256(entry.data)
            if memory.entries.get(key) != said:
                if failed and isinstance(failed[-1], WaitError):
                    continue
                try:
                    item = self._page(entry) if self._pages and entry.url else entry
                except InputError as error:
                    failed.append(error)
                    continue
                if not self._ledger.knows(item):
                    items.append(item)
            seen[key] = said
        return items, failed, seen

    def _page(self, entry: Capture) -> Capture:
        assert entry.url is not None, "asked for only with an address"
        got = self._fetcher.get(entry.url)
        page = capture(got.data, entry.url, got.media)
        return replace(
            page, url=got.url, outlet=entry.outlet, title=entry.title, published=entry.published,
            retrieved=got.retrieved,
        )  # fmt: skip

    def _add(self, items: Sequence[Capture], at: str) -> tuple[Tally, list[Alert]]:
        tally = Tally()
        if not items:
            return tally, []
        before = self._claims if self._claims is not None else self._claimed()
        outcomes = self._ledger.add_items(items, lexicons=self._lexicons, jobs=self._jobs)
        for outcome in outcomes:
            tally.add(outcome)
        if not any(outcome.status in (Status.ADDED, Status.NEW_VERSION) for outcome in outcomes):
            return tally, []
        self._claims = self._claimed()
        return tally, alerts(before, self._claims, self._revised(outcomes), at)

    def _claimed(self) -> list[Claim]:
        return self._ledger.claims(Asked(order=Order.FIRST), lexicons=self._lexicons)

    def _revised(self, outcomes: Sequence[Outcome]) -> dict[str, tuple[Change, ...]]:
        """Return what changed in each document of which a new version came in, by the old one's id."""
        out = {}
        for outcome in outcomes:
            if outcome.status is Status.NEW_VERSION and outcome.document is not None:
                earlier = self._ledger.document(outcome.document).supersedes
                if earlier is not None:
                    out[earlier] = self._ledger.changes(earlier, outcome.document)
        return out


def _entries(got: Fetched, address: str) -> tuple[list[Capture], list[Problem]]:
    """Return a feed's entries; raise `InputError` where there is no feed."""
    if not is_feed(got.data[:PEEK]):
        raise InputError(address, f"{address}: is no RSS or Atom feed; `reportedly add` takes a page")
    items, problems = [], []
    for item in read_feed(io.BytesIO(got.data), address):
        if isinstance(item, Problem):
            problems.append(item)
        else:
            items.append(replace(item, retrieved=got.retrieved))
    return items, problems


def _later(memory: Memory, error: InputError, at: datetime) -> Memory:
    """Put a feed that failed off: as long as its server asks for, or twice as long as the last time."""
    failures = memory.failures + 1
    wait = min(PATIENCE * 2 ** min(failures - 1, 16), LONGEST)
    if isinstance(error, WaitError):
        wait = min(max(wait, timedelta(seconds=error.seconds)), 7 * LONGEST)
    return replace(memory, failures=failures, after=stamp(at.astimezone(UTC) + wait))


def _remembered(path: Path) -> dict[str, Memory]:
    """Read what is known of the feeds; nothing where there is no file. Raises `InputError` for another's."""
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))
        return {address: Memory(**row) for address, row in rows["feeds"].items()}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        what = f"{path}: is not what `reportedly watch` wrote"
        raise InputError(str(path), f"{what}; move it away, and all feeds are asked anew") from error


def _remember(path: Path, memories: dict[str, Memory]) -> None:
    rows = {"feeds": {address: asdict(memory) for address, memory in memories.items()}}
    try:
        with whole(path) as out:
            out.write(json.dumps(rows, indent=1).encode())
    except OSError as error:
        raise OutputError(f"{path}: cannot be written ({error.strerror or error})") from error


def named(inputs: Sequence[str]) -> Iterator[str]:
    """Yield the addresses of feeds that a user names, those of OPML files among them."""
    from reportedly.ingest.inputs import is_address
    from reportedly.ingest.opml import feeds

    for name in inputs:
        if is_address(name):
            yield name
        else:
            yield from feeds(Path(name))
