"""Connections to public addresses only, within a deadline: what every request of ours goes through.

In comes what resolves names and what connects; out come connections. A name is resolved once for each
connection, all that it resolves to is checked, and the connection goes to exactly one of the checked
addresses, so that a name cannot lead elsewhere between check and connection. Server name and Host
header keep the name. Every read and write ends with the deadline, however slowly a server drips.
"""

from __future__ import annotations

import socket
import ssl
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import httpcore

from reportedly.ingest.addresses import AddressError, is_public

Resolver = Callable[[str, int], Sequence[str]]
"""Returns the internet addresses of a name and port; raises `OSError` where there are none."""

MAX_TRIED = 3
"""How many of a name's addresses are tried."""


def resolve(host: str, port: int) -> Sequence[str]:
    """Ask the system for the addresses of a name."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(row[4][0]) for row in found))


class Guard(httpcore.NetworkBackend):
    """Connects, by `connector`, to public addresses only; `seconds_left` gives the time that remains."""

    def __init__(
        self, resolver: Resolver, connector: httpcore.NetworkBackend, seconds_left: Callable[[], float]
    ) -> None:
        self._resolve = resolver
        self._connector = connector
        self._seconds_left = seconds_left

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to one of a name's addresses; raise `AddressError` where any of them is not public."""
        addresses = self._addresses(host, port)
        failed: Exception = httpcore.ConnectError("no address")
        for address in addresses[:MAX_TRIED]:
            try:
                stream = self._connector.connect_tcp(
                    address, port, _within(timeout, self._seconds_left()), None, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failed = error
            else:
                return _Timed(stream, self._seconds_left)
        raise failed

    def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Refuse: no page is there."""
        raise AddressError("it is no address of the public internet")

    def _addresses(self, host: str, port: int) -> Sequence[str]:
        if is_public(host):
            return [host]
        try:
            addresses = self._resolve(host, port)
        except (OSError, UnicodeError):
            addresses = []
        if not addresses:
            raise httpcore.ConnectError("its server's name is not known")
        for address in addresses:
            if not is_public(address):
                raise AddressError(
                    f"its server's name leads to {address[:60]}, no address of the public internet"
                )
        return addresses


class _Timed(httpcore.NetworkStream):
    """A connection that ends with the deadline."""

    def __init__(self, stream: httpcore.NetworkStream, seconds_left: Callable[[], float]) -> None:
        self._stream = stream
        self._seconds_left = seconds_left

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, _within(timeout, self._seconds_left()))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, _within(timeout, self._seconds_left()))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        stream = self._stream.start_tls(ssl_context, server_hostname, _within(timeout, self._seconds_left()))
        return _Timed(stream, self._seconds_left)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def _within(timeout: float | None, left: float) -> float:
    """Return the shorter of two times, or raise where none is left."""
    if left <= 0:
        raise httpcore.ReadTimeout("the deadline has passed")
    return left if timeout is None else min(timeout, left)
