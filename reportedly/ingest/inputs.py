"""What a user names on the command line in; captures and problems out, lazily and in that order.

An input is a file, a folder, `-` for standard input, or an address (https://...). A file may hold one
item or many (JSON Lines, WARC, WACZ, RSS or Atom). Each document of it is one item out: a `Capture`,
or a `Problem` that says in one line what is wrong and what to do.
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, BinaryIO

from reportedly.errors import InputError
from reportedly.ingest import readers
from reportedly.ingest.containers import Kind, by_name, container
from reportedly.ingest.files import READABLE, capture, read_stream, refuse, unopened, walk
from reportedly.ingest.jsonl import rows
from reportedly.ingest.sniff import PEEK, is_feed
from reportedly.shapes import Capture, Problem

if TYPE_CHECKING:
    from reportedly.ingest.fetch import Fetcher

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")

_EMPTY = {
    Kind.ROWS: "is empty; give one JSON object a line, with text or html",
    Kind.WARC: "holds no page of HTML or text that was answered with status 200; give an archive of pages",
    Kind.WACZ: "holds no page of HTML or text that was answered with status 200; give an archive of pages",
    Kind.FEED: "is a feed without entries; get it again",
}


@dataclass(frozen=True, slots=True)
class Given:
    """What the user says of every item; it fills in what an item does not say of itself."""

    published: str | None = None
    outlet: str | None = None
    url: str | None = None


class _Fetching:
    """What gets pages from addresses, made when the first is asked for."""

    def __init__(self, fetcher: Fetcher | None) -> None:
        self._fetcher = fetcher

    def close(self) -> None:
        """Let go of connections."""
        if self._fetcher is not None:
            self._fetcher.close()

    def get(self, address: str) -> Iterator[Capture | Problem]:
        """Yield the page at an address, or the entries of the feed there."""
        if self._fetcher is None:
            from reportedly.ingest.fetch import Fetcher

            self._fetcher = Fetcher()
        got = self._fetcher.get(address)
        if is_feed(got.data[:PEEK]):
            yield from _entries(got.data, address, got.retrieved)
        else:
            refuse(got.data[:PEEK], address)
            item = capture(got.data, address, got.media)
            yield replace(item, url=got.url, retrieved=got.retrieved)


def captures(
    inputs: Sequence[str],
    given: Given = Given(),
    *,
    stdin: BinaryIO | None = None,
    fetcher: Fetcher | None = None,
) -> Iterator[Capture | Problem]:
    """Yield one capture or problem for each document of the inputs, in input order.

    `stdin` stands for `-` (default: the process's own), `fetcher` gets addresses (default: over the
    network). What an item says of itself outranks `given`.
    """
    with closing(_Fetching(fetcher)) as fetching:
        for name in inputs:
            for item in _input(name, stdin, fetching):
                yield _fill(item, given) if isinstance(item, Capture) else item


def is_batch(inputs: Sequence[str], *, stdin: BinaryIO | None = None) -> bool:
    """Whether the inputs can give several items: more than one, a folder, a container, an address.

    An address may turn out to be a feed's. Standard input is looked into without being used up.
    """
    if len(inputs) != 1:
        return True
    (name,) = inputs
    if name == "-":
        return container(_peek(_stream(stdin))[0], name) is not None
    if is_address(name):
        return True
    path = Path(name)
    try:
        if path.is_dir() or by_name(name) or _others(name):
            return True
        if not path.is_file():
            return False  # a pipe, which looking would use up, or nothing
        with path.open("rb") as file:
            return container(file.read(PEEK), name) is not None
    except (OSError, ValueError):
        return False  # `captures` says what is wrong with it


def is_address(name: str) -> bool:
    """Whether an input is an address (https://...) and no path."""
    return bool(_ADDRESS.match(name))


def _input(name: str, stdin: BinaryIO | None, fetching: _Fetching) -> Iterator[Capture | Problem]:
    try:
        if name == "-":
            head, stream = _peek(_stream(stdin))
            yield from _items(head, stream, name)
        elif is_address(name):
            yield from fetching.get(name)
        elif Path(name).is_dir():
            yield from _folder(Path(name), fetching)
        else:
            with Path(name).open("rb") as file:
                yield from _items(file.peek(PEEK), file, name)
    except InputError as error:
        yield Problem(error.input, str(error))
    except (OSError, ValueError) as error:
        yield Problem(name, str(unopened(name, error)))


def _items(head: bytes, stream: BinaryIO, name: str) -> Iterator[Capture | Problem]:
    """Yield the items of an open file or stream whose first bytes are known."""
    kind = container(head[:PEEK], name)
    own = _others(name)
    if own is not None:
        yield from _some(readers.read(own, stream, name), name, "holds nothing that its reader knows")
    elif kind is None:
        yield read_stream(stream, name)
    else:
        yield from _some(_contained(kind, stream, name), name, _EMPTY[kind])


def _contained(kind: Kind, stream: BinaryIO, name: str) -> Iterator[Capture | Problem]:
    # Imported where they are needed: a command that reads a text file starts without them.
    if kind is Kind.ROWS:
        return rows(stream, name)
    if kind is Kind.WARC:
        from reportedly.ingest.warc import pages

        return pages(stream, name)
    if kind is Kind.WACZ:
        from reportedly.ingest.wacz import wacz_pages

        return wacz_pages(stream, name)
    from reportedly.ingest.feeds import read_feed

    return read_feed(stream, name)


def _entries(data: bytes, address: str, retrieved: str) -> Iterator[Capture | Problem]:
    from reportedly.ingest.feeds import read_feed

    for item in _some(read_feed(io.BytesIO(data), address), address, _EMPTY[Kind.FEED]):
        yield replace(item, retrieved=retrieved) if isinstance(item, Capture) else item


def _folder(folder: Path, fetching: _Fetching) -> Iterator[Capture | Problem]:
    found = False
    for path in walk(folder, _wanted):
        found = True
        if isinstance(path, InputError):
            yield Problem(path.input, str(path))
        else:
            yield from _input(str(path), None, fetching)
    if not found:
        raise InputError(
            str(folder),
            f"{folder}: is a folder with nothing to read in it; "
            "put .txt, .html, .jsonl, .xml, .warc.gz or .wacz files there",
        )


def _wanted(name: str) -> bool:
    """Whether a file of this name is picked up from a folder."""
    return _ours(name) or _others(name) is not None


def _ours(name: str) -> bool:
    """Whether a file's name tells us what it is."""
    return PurePath(name).suffix.lower() in READABLE or by_name(name) is not None


def _others(name: str) -> str | None:
    """Return the ending of a file that another package reads; ours outrank theirs."""
    return None if _ours(name) else readers.ending(name)


def _some(items: Iterator[Capture | Problem], name: str, empty: str) -> Iterator[Capture | Problem]:
    """Pass items on, or raise `InputError` where there is none."""
    none = True
    for item in items:
        none = False
        yield item
    if none:
        raise InputError(name, f"{name}: {empty}")


def _fill(item: Capture, given: Given) -> Capture:
    return replace(
        item,
        published=item.published or given.published,
        outlet=item.outlet or given.outlet,
        url=item.url or given.url,
    )


def _stream(stdin: BinaryIO | None) -> BinaryIO:
    return sys.stdin.buffer if stdin is None else stdin


def _peek(stream: BinaryIO) -> tuple[bytes, BinaryIO]:
    """Return the first bytes of a stream and the stream, not used up (no bytes where it cannot tell)."""
    if isinstance(stream, io.BufferedReader):
        return stream.peek(PEEK), stream
    if stream.seekable():
        position = stream.tell()
        head = stream.read(PEEK)
        stream.seek(position)
        return head, stream
    return b"", stream
