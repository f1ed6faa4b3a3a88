"""A network for tests without any: names that resolve as the test says, servers that answer from a table.

No socket is opened: `Names` is a resolver, `Wires` a connector that notes every connection asked of it.
"""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

import httpcore

from reportedly.ingest.fetch import Fetcher

PUBLIC = "93.184.215.14"
NOW = datetime(2031, 5, 3, 14, 52, tzinfo=UTC)
ARTICLE = (
    b"<html><body><article><p>A boat sank off Port Sarn, the harbour master said.</p></article></body></html>"
)


def answer(
    body: bytes = ARTICLE, *headers: str, status: str = "200 OK", media: str = "text/html; charset=utf-8"
) -> bytes:
    """Write an HTTP answer as it stands on the wire."""
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *headers]
    if media:
        lines.append(f"Content-Type: {media}")
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def moved(to: str, status: str = "301 Moved Permanently") -> bytes:
    """Write a redirect."""
    return answer(b"", f"Location: {to}", status=status)


class Line(httpcore.NetworkStream):
    """A connection whose answers depend on what is asked."""

    def __init__(self, wires: Wires, address: str, port: int) -> None:
        self._wires = wires
        self._address = address
        self._port = port
        self._asked = b""
        self._left: list[bytes] = []
        self.server_name: str | None = None

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        self._wires.passed(timeout)
        return self._left.pop(0) if self._left else b""

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._asked += buffer
        if self._asked.endswith(b"\r\n\r\n"):
            head, self._asked = self._asked.decode("ascii"), b""
            path = head.split(" ", 2)[1]
            host = next(line[6:] for line in head.split("\r\n") if line.lower().startswith("host: "))
            self._wires.requests.append((self._address, self._port, self.server_name, host, path))
            self._wires.heads.append(head)
            self._left = list(self._wires.answers(host, path))

    def close(self) -> None:
        self._left = []

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        self.server_name = server_hostname
        return self

    def get_extra_info(self, info: str) -> Any:
        return None


class Wires(httpcore.NetworkBackend):
    """Servers: what each answers, by host and path; a robots.txt that is not given is not there."""

    def __init__(self, pages: dict[str, bytes | Sequence[bytes] | Exception]) -> None:
        self.pages = pages
        self.connections: list[tuple[str, int]] = []
        self.requests: list[tuple[str, int, str | None, str, str]] = []
        self.heads: list[str] = []
        self.clock = 0.0
        self.slow = 0.0

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        self.connections.append((host, port))
        return Line(self, host, port)

    def answers(self, host: str, path: str) -> Sequence[bytes]:
        """Return the pieces of an answer, or raise what the test says."""
        page = self.pages.get(host + path)
        if isinstance(page, Exception):
            raise page
        if page is None:
            return [answer(b"", status="404 Not Found")]
        return [page] if isinstance(page, bytes) else page

    def passed(self, timeout: float | None) -> None:
        """Let the time pass that one read takes."""
        self.clock += self.slow
        if timeout is not None and self.slow > timeout:
            raise httpcore.ReadTimeout("slow")


class Names:
    """A resolver that answers from a function and counts."""

    def __init__(self, found: Callable[[str], Sequence[str]] = lambda host: [PUBLIC]) -> None:
        self._found = found
        self.asked: list[str] = []

    def __call__(self, host: str, port: int) -> Sequence[str]:
        self.asked.append(host)
        return self._found(host)


def fetcher(wires: Wires, names: Names | None = None, slept: list[float] | None = None) -> Fetcher:
    """Make a fetcher on these wires; its clock is theirs."""
    naps = [] if slept is None else slept
    return Fetcher(
        resolver=names or Names(),
        connector=wires,
        now=lambda: NOW,
        monotonic=lambda: wires.clock,
        sleep=naps.append,
    )
