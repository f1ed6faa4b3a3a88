"""Addresses as people and pages write them in; where a request may go out, or why it may not.

Nothing is resolved or fetched here. An address is taken only in its one plain spelling: other
spellings of numbers, hosts and ports are how a request is led where it must not go. An internet address
is public only where the registries of IANA (IPv4 and IPv6 Special-Purpose Address Registry) leave it
to the public; for IPv6 that is global unicast, less the blocks that carry IPv4 inside.
"""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from urllib.parse import quote, urlsplit

import idna

PORTS = frozenset({80, 443})
"""The ports that are asked, unless others are set."""

MAX_LENGTH = 2_000
"""The longest address, in characters; browsers and servers agree on about as much."""

_DEFAULT = {"http": 80, "https": 443}
_ODD = re.compile(r"[\x00-\x20\x7f-\xa0\\\u3002\uff0e\uff61]")
_LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")
_INNER = frozenset(
    {"localhost", "local", "localdomain", "internal", "intranet", "lan", "home", "corp", "arpa"}
)

_CLOSED_4 = tuple(
    IPv4Network(block)
    for block in (
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
        "192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24",
        "192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24",
        "224.0.0.0/4", "240.0.0.0/4",
    )
)  # fmt: skip
_OPEN_6 = IPv6Network("2000::/3")
_CLOSED_6 = tuple(
    IPv6Network(block)
    for block in (
        "2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20",
    )  # Teredo, ORCHID and others; documentation; 6to4; AS112; documentation
)  # fmt: skip


class AddressError(Exception):
    """A request may not go to this address; its text says why."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where a request goes: `host` is a name in ASCII or an internet address, `path` has the query."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def authority(self) -> str:
        """Host and, unless it is the scheme's own, port, as in a Host header."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _DEFAULT[self.scheme] else f"{host}:{self.port}"

    @property
    def url(self) -> str:
        """The whole address, without a fragment."""
        return f"{self.scheme}://{self.authority}{self.path}"


def target(address: str, ports: Set[int] = PORTS) -> Target:
    """Take an address apart; raise `AddressError` where a request may not go there."""
    if len(address) > MAX_LENGTH:
        raise AddressError(f"it is longer than {MAX_LENGTH} characters")
    if _ODD.search(address):
        raise AddressError("it holds white space, a backslash or another character that no address has")
    try:
        parts = urlsplit(address)
        port, host = parts.port, parts.hostname or ""
    except ValueError:
        raise AddressError("it is malformed") from None
    scheme = parts.scheme
    if scheme not in _DEFAULT:
        raise AddressError("only http and https are fetched")
    if "@" in parts.netloc:
        raise AddressError("it holds a user name or password")
    if parts.netloc.endswith(":") or port == 0:
        raise AddressError("its port is malformed")
    port = port or _DEFAULT[scheme]
    if port not in ports:
        raise AddressError(f"port {port} is not asked, only {' and '.join(map(str, sorted(ports)))}")
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    if parts.query:
        path += "?" + quote(parts.query, safe="/%:@!$&'()*+,;=~-._?")
    return Target(scheme, _host(host, bracketed="[" in parts.netloc), port, path)


def is_public(address: str) -> bool:
    """Whether an internet address, in its plain spelling, is one of the public internet."""
    try:
        found = ip_address(address)
    except ValueError:
        return False
    if isinstance(found, IPv4Address):
        return not any(found in block for block in _CLOSED_4)
    return found.scope_id is None and found in _OPEN_6 and not any(found in block for block in _CLOSED_6)


def _host(host: str, *, bracketed: bool) -> str:
    """Return a host in ASCII; raise `AddressError` for what is no name or address of the public internet."""
    if bracketed:
        try:
            address = str(IPv6Address(host))
        except ValueError:
            raise AddressError("its host is no internet address") from None
        return _public(address)
    if not host.isascii():
        try:
            host = idna.encode(host, strict=True).decode("ascii")
        except (idna.IDNAError, UnicodeError):
            raise AddressError("its host is no valid name") from None
    labels = host.split(".")
    if _NUMBER.fullmatch(labels[-1]):
        try:
            plain = str(IPv4Address(host))
        except ValueError:
            raise AddressError("its host is an odd spelling of an internet address") from None
        return _public(plain)
    if len(host) > 253 or not all(_LABEL.fullmatch(label) for label in labels):
        raise AddressError("its host is no valid name")
    if len(labels) < 2 or labels[-1] in _INNER:
        raise AddressError("its host is no name of the public internet")
    return host


def _public(address: str) -> str:
    if not is_public(address):
        raise AddressError(f"{address} is no address of the public internet")
    return address
