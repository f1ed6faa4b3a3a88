"""Pages from the network, the only place that goes there: an address in, the page's bytes out.

Asked is what `addresses` lets through, over connections that `guard` makes, and only what a server's
robots.txt (RFC 9309) allows. Redirects are followed one at a time, each checked as the first address
was. Requests go out one after the other, with a pause between two to one host. Clock, resolver and
connector are handed in, so that tests need no network.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from types import MappingProxyType
from urllib.parse import urljoin

import httpcore
from protego import Protego

from reportedly.errors import InputError, WaitError
from reportedly.ingest.addresses import PORTS, AddressError, Target, target
from reportedly.ingest.encodings import EncodingError, TooLargeError, decoded
from reportedly.ingest.files import MAX_BYTES, too_large
from reportedly.ingest.guard import Guard, Resolver, resolve
from reportedly.ingest.sniff import PEEK, is_feed
from reportedly.version import __version__

AGENT = f"reportedly/{__version__}"
"""The name under which servers are asked, and which their robots.txt may name."""

ACCEPT = "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,text/plain;q=0.9,*/*;q=0.1"

SECONDS = 60.0
"""How long one request may take in all."""

TIMEOUTS = {"connect": 10.0, "read": 20.0, "write": 20.0, "pool": 1.0}
"""How long one step of it may take, in seconds."""

PAUSE, MAX_PAUSE = 1.0, 30.0
"""Seconds between two pages of one host, and the most of what a robots.txt asks for."""

ROBOTS_SECONDS = 86_400.0
"""How long a robots.txt holds (RFC 9309, 2.4): a program that watches feeds runs for months."""

MAX_HOPS = 8
MAX_ROBOTS = 512 * 1024

_NO_CONDITIONS: Mapping[str, str] = MappingProxyType({})
_MEDIA = {"text/html": "html", "application/xhtml+xml": "html", "text/plain": "text", "": None}
_XML = re.compile(r"(?:application|text)/(?:[a-z0-9.+-]+\+)?xml")
_REDIRECTS = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page or feed: its last address, its bytes, its medium (null: as it looks), when it was got.

    `etag` and `modified` are what its server calls this state of it, for asking whether it has changed.
    """

    url: str
    data: bytes
    media: str | None
    retrieved: str
    etag: str | None = None
    modified: str | None = None


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    headers: dict[str, str]
    body: bytes


class _UnwelcomeError(AddressError):
    """A server does not want programs to read it."""


def _now() -> datetime:
    return datetime.now(UTC)


class Fetcher:
    """Gets pages, one at a time; `ports` are those that may be asked."""

    def __init__(
        self,
        *,
        resolver: Resolver = resolve,
        connector: httpcore.NetworkBackend | None = None,
        now: Callable[[], datetime] = _now,
        monotonic: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
        ports: Set[int] = PORTS,
    ) -> None:
        self._now = now
        self._monotonic = monotonic
        self._sleep = sleep
        self._ports = ports
        self._until = 0.0
        self._robots: dict[str, tuple[float, Protego]] = {}
        self._asked: dict[str, float] = {}
        guard = Guard(resolver, connector or httpcore.SyncBackend(), lambda: self._until - self._monotonic())
        self._pool = httpcore.ConnectionPool(network_backend=guard, max_connections=4, keepalive_expiry=5)

    def get(self, address: str) -> Fetched:
        """Get a page or feed; raise `InputError`, with one plain line, where that cannot or may not be."""
        got = self.changed(address, None, None)
        assert got is not None, "without conditions a server gives the page"
        return got

    def changed(self, address: str, etag: str | None, modified: str | None) -> Fetched | None:
        """Get a page or feed if it is no longer what it was (RFC 9110, 13.1); null where it is.

        Raises as `get` does, and `WaitError` where the server says how long to wait.
        """
        conditions = {"If-None-Match": etag, "If-Modified-Since": modified}
        try:
            return self._get(address, {name: value for name, value in conditions.items() if value})
        except TooLargeError:
            size = f"a page of more than {MAX_BYTES // 1_000_000} MB"
            raise too_large(address, size, "save the article itself and give the file") from None
        except _UnwelcomeError as error:
            why, todo = f"is not fetched: {error}", "save the page and give the file"
        except AddressError as error:
            why, todo = f"is not fetched: {error}", "check the address"
        except EncodingError as error:
            why, todo = f"came damaged: {error}", "try again"
        except httpcore.TimeoutException:
            why, todo = "did not answer in time", "try again later"
        except httpcore.ConnectError as error:
            why, todo = f"cannot be reached ({_line(error)})", "check the address, and the network"
        except (httpcore.NetworkError, httpcore.ProtocolError) as error:
            why, todo = f"broke off ({_line(error)})", "try again later"
        raise InputError(address, f"{address}: {why}; {todo}")

    def close(self) -> None:
        """Close the connections that are kept for the next page."""
        self._pool.close()

    def _get(self, address: str, conditions: Mapping[str, str]) -> Fetched | None:
        url = address
        for _ in range(MAX_HOPS):
            aim = target(url, self._ports)
            self._check_robots(aim)
            self._wait(aim)
            answer = self._ask(aim, MAX_BYTES, conditions=conditions)
            if answer.status == HTTPStatus.NOT_MODIFIED and conditions:
                return None
            if answer.status not in _REDIRECTS or not answer.headers.get("location"):
                return self._fetched(address, aim, answer)
            try:
                url = urljoin(aim.url, answer.headers["location"])
            except ValueError:
                raise AddressError("it is passed on to a malformed address") from None
        raise AddressError(f"it is passed on more than {MAX_HOPS} times")

    def _fetched(self, address: str, aim: Target, answer: _Answer) -> Fetched:
        """Check an answer that is no redirect, and make it a page."""
        if answer.status != HTTPStatus.OK:
            refused = f"{address}: {_refusal(answer.status)}"
            wait = self._asked_to_wait(answer)
            raise InputError(address, refused) if wait is None else WaitError(address, refused, wait)
        named = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
        body = decoded(answer.body, answer.headers.get("content-encoding", ""), MAX_BYTES)
        feed = is_feed(body[:PEEK])
        if not feed and named not in _MEDIA:
            what = "XML, but no feed" if _XML.fullmatch(named) else f"{named[:60]!r}"
            raise InputError(address, f"{address}: is {what}; give the address of an article or feed")
        retrieved = self._now().astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
        etag, modified = (answer.headers.get(name) or None for name in ("etag", "last-modified"))
        return Fetched(aim.url, body, _MEDIA.get(named), retrieved, etag, modified)

    def _asked_to_wait(self, answer: _Answer) -> float | None:
        """Return the seconds of a Retry-After (RFC 9110, 10.2.3), or null."""
        asked = answer.headers.get("retry-after", "")
        if asked.isascii() and asked.isdigit():
            return float(asked[:9])
        try:
            return max(0.0, (parsedate_to_datetime(asked) - self._now()).total_seconds())
        except (ValueError, TypeError):  # none, no date, or one without a zone
            return None

    def _check_robots(self, aim: Target) -> None:
        """Raise `_UnwelcomeError` where the server's robots.txt does not allow us the page."""
        if not self._rules(aim).can_fetch(aim.url, AGENT):
            raise _UnwelcomeError("its server's robots.txt asks programs not to read it")

    def _rules(self, aim: Target) -> Protego:
        """Return what a server asks of programs; nothing where it has no robots.txt (RFC 9309, 2.3.1)."""
        origin = f"{aim.scheme}://{aim.authority}"
        read, rules = self._robots.get(origin, (0.0, None))
        if rules is None or self._monotonic() - read > ROBOTS_SECONDS:
            text = self._robots_text(Target(aim.scheme, aim.host, aim.port, "/robots.txt"))
            rules = Protego.parse(text)
            self._robots[origin] = self._monotonic(), rules
        return rules

    def _robots_text(self, aim: Target) -> str:
        for _ in range(MAX_HOPS):
            answer = self._ask(aim, MAX_ROBOTS, cut=True)
            location = answer.headers.get("location")
            if answer.status in _REDIRECTS and location:
                try:
                    aim = target(urljoin(aim.url, location), self._ports)
                except ValueError:
                    return ""
                continue
            if answer.status >= 500:
                raise _UnwelcomeError(f"its server's robots.txt cannot be read (status {answer.status})")
            if answer.status != HTTPStatus.OK:
                return ""
            body = decoded(answer.body, answer.headers.get("content-encoding", ""), MAX_ROBOTS)
            return body.decode("utf-8", "replace")
        return ""

    def _wait(self, aim: Target) -> None:
        """Pause so that two pages of one host are not asked for in quick succession."""
        pause = max(PAUSE, self._rules(aim).crawl_delay(AGENT) or 0.0)
        last = self._asked.get(aim.host)
        if last is not None and (left := last + min(pause, MAX_PAUSE) - self._monotonic()) > 0:
            self._sleep(left)
        self._asked[aim.host] = self._monotonic()

    def _ask(
        self, aim: Target, limit: int, *, cut: bool = False, conditions: Mapping[str, str] = _NO_CONDITIONS
    ) -> _Answer:
        """Send one request; read a body of status 200 up to the limit, and cut it or raise beyond."""
        self._until = self._monotonic() + SECONDS
        url = httpcore.URL(scheme=aim.scheme, host=aim.host, port=aim.port, target=aim.path)
        headers: dict[bytes | str, bytes | str] = {
            "Host": aim.authority,
            "User-Agent": AGENT,
            "Accept": ACCEPT,
            "Accept-Language": "en",
            "Accept-Encoding": "gzip",
        }
        headers.update(conditions.items())
        with self._pool.stream("GET", url, headers=headers, extensions={"timeout": TIMEOUTS}) as response:
            found = {k.decode("latin-1").lower(): v.decode("latin-1").strip() for k, v in response.headers}
            body = bytearray()
            if response.status == HTTPStatus.OK:
                for part in response.iter_stream():
                    body += part
                    if len(body) > limit:
                        if cut:
                            break
                        raise TooLargeError("it is too large")
            return _Answer(response.status, found, bytes(body[:limit]))


def _refusal(status: int) -> str:
    """Say what a status other than 200 means to who asked."""
    try:
        phrase = f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        phrase = str(status)
    if status in (401, 402, 403, 451):
        return f"its server does not give it to programs (status {phrase}); save the page and give the file"
    if status in (404, 410):
        return f"is not there (status {phrase}); check the address"
    if status == HTTPStatus.TOO_MANY_REQUESTS or status >= 500:
        return f"its server cannot give it now (status {phrase}); try again later"
    return f"its server gave no page (status {phrase}); check the address"


def _line(error: Exception) -> str:
    return " ".join(str(error).split())[:120] or type(error).__name__
