"""Fuzzing of gate, readers and offset maps: mutated files go in; only words and problems may come out.

Well-formed files of every form are cut, flipped, doubled, spliced with each other and with what parsers
trip over, at random with a fixed seed. Of what is read every segment's words must be those of the text,
and what leads back to the original must lead to these words.
"""

from __future__ import annotations

import gzip
import io
import json
import time
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from random import Random

from reportedly import lexicon
from reportedly.errors import InputError
from reportedly.ingest.containers import Kind, container
from reportedly.ingest.feeds import read_feed
from reportedly.ingest.files import capture
from reportedly.ingest.gate import refusal
from reportedly.ingest.jsonl import rows
from reportedly.ingest.sniff import PEEK
from reportedly.ingest.wacz import wacz_pages
from reportedly.ingest.warc import pages
from reportedly.lexicon import Lexicons
from reportedly.read.document import read_document
from reportedly.read.original import trace
from reportedly.read.readback import says
from reportedly.read.text import decode
from reportedly.shapes import Capture, Problem, Span

SECONDS = 10.0
"""No item may take longer."""

STORY = (
    "Two people were killed when a boat sank off Port Sarn on Friday, the harbour master said.",
    "“We saw it go down,” said Ann Ray, a fisherman’s widow. "
    "Harbour Wire reported that “three” were missing.",
    "The coast guard denied that it had been warned, and the owner declined to say who was on board.",
)
HTML = (
    "<!doctype html><html lang=en><head><meta charset=utf-8><title>Boat sinks &amp; two die</title>"
    '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Boat sinks", '
    '"datePublished": "2031-05-03", "author": {"name": "L. Karst"}}</script></head><body><article>'
    f"<h1>Boat sinks &amp; two die</h1>{''.join(f'<p>{line}</p>' for line in STORY)}"
    "<ul><li><b>More</b> on <a href='/x?a=1&b=2'>boats</a></li></ul></article></body></html>"
)
TEXT = "Boat sinks and two die\n\nPORT SARN (Harbour Wire) - " + "\n\n".join(STORY) + "\n"
FEED = (
    '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Coastal Post</title><item>'
    "<title>Boat sinks</title><link>https://post.example/1</link>"
    "<pubDate>Sat, 03 May 2031 10:00:00 GMT</pubDate>"
    f"<description><![CDATA[<p>{'</p><p>'.join(STORY)}</p>]]></description></item></channel></rss>"
)
ATOM = (
    '<feed xmlns="http://www.w3.org/2005/Atom"><title>Post</title><entry><title>Boat</title>'
    f'<link href="https://post.example/2"/><updated>2031-05-03T10:00:00Z</updated><content type="html">'
    f"&lt;p&gt;{'&lt;/p&gt;&lt;p&gt;'.join(STORY)}&lt;/p&gt;</content></entry></feed>"
)

TOKENS: tuple[bytes, ...] = (
    b"\x00",
    b"\xff\xfe",
    b"\xfe\xff",
    b"\xef\xbb\xbf",
    b"\xed\xa0\x80",
    b"\xf4\x90\x80\x80",
    b"\xc0\xaf",
    b"\x1b$B",
    b"<!--",
    b"-->",
    b"<![CDATA[",
    b"]]>",
    b"<script>",
    b"</script",
    b"<plaintext>",
    b"<svg><title>",
    b"<table><tr>",
    b"&#0;",
    b"&#x110000;",
    b"&#xD800;",
    b"&nbsp",
    b"&amp;amp;",
    b"<meta charset=utf-16>",
    b"<meta charset=utf-7>",
    b"<meta charset=shift_jis>",
    b'<?xml version="1.0" encoding="utf-32"?>',
    b"<!DOCTYPE a [<!ENTITY b 'c'>]>&b;",
    b"\r\n\r\n",
    b"Content-Length: 99999999999\r\n",
    b"Content-Length: -1\r\n",
    b"WARC/1.0\r\n",
    b"WARC/9.9\r\n",
    b"\x1f\x8b\x08\x00",
    b"PK\x03\x04",
    b"PK\x01\x02",
    b"PK\x05\x06",
    b'"\\ud800"',
    b"{",
    b"[[[[[[[[",
    b"1e999",
    b"NaN",
    "\u202e".encode(),
    "\u2028".encode(),
    "\u0301".encode() * 9,
    "\U000e0041".encode(),
    b"<a " + b"b=1 " * 40 + b">",
    b"<div>" * 60,
    b"</p>" * 60,
    b"A" * 400,
    b" " * 400,
    b"\n" * 40,
)
CHARSETS = (
    "utf-8",
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "utf-32",
    "utf-7",
    "latin-1",
    "cp1251",
    "cp037",
    "shift_jis",
    "gb18030",
    "iso2022_jp",
)


@dataclass(frozen=True, slots=True)
class Fuzzed:
    """What came of all mutated files: how many, what was read of them, the slowest, what went wrong."""

    tried: int
    read: int
    refused: int
    slowest: float
    wrong: tuple[str, ...]

    @property
    def well(self) -> bool:
        """Whether nothing went wrong and nothing took long."""
        return not self.wrong and self.slowest < SECONDS

    def lines(self) -> list[str]:
        """Return the figures, and what went wrong."""
        out = (
            f"fuzzing: {self.tried:,} mutated files, {self.read:,} items read, {self.refused:,} refused by"
            f" name, {len(self.wrong)} wrong; the slowest took {self.slowest:.2f} s"
        )
        return [out, *(f"  {wrong}" for wrong in self.wrong)]


def _record(body: bytes, media: str = "text/html", charset: str = "utf-8") -> bytes:
    block = f"HTTP/1.1 200 OK\r\nContent-Type: {media}; charset={charset}\r\n\r\n".encode() + body
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://post.example/boat\r\n"
        f"WARC-Date: 2031-05-03T14:52:00Z\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


@cache
def seeds() -> dict[str, bytes]:
    """Return a well-formed file of every form, by a name that tells the form."""
    record = _record(HTML.encode())
    both = [
        {"text": TEXT, "title": "Boat", "published": "2031-05-03"},
        {"html": HTML, "url": "https://a.example/"},
    ]
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(zipfile.ZipInfo("archive/data.warc.gz"), gzip.compress(record, mtime=0))
        archive.writestr(zipfile.ZipInfo("datapackage.json"), "{}")
    return {
        "a.txt": TEXT.encode(),
        "a.html": HTML.encode(),
        "a.jsonl": "\n".join(map(json.dumps, both)).encode(),
        "a.warc": record + _record(TEXT.encode(), "text/plain"),
        "a.rss": FEED.encode(),
        "a.atom": ATOM.encode(),
        "a.warc.gz": gzip.compress(record, mtime=0) * 2,
        "a.wacz": packed.getvalue(),
    }


def mutated(chance: Random) -> tuple[str, bytes]:
    """Return a file of one of the forms, damaged in up to six ways."""
    name = chance.choice(list(seeds()))
    data = seeds()[name]
    if name in ("a.txt", "a.html", "a.rss", "a.atom") and chance.random() < 0.3:
        data = data.decode().encode(chance.choice(CHARSETS), "replace")
    for _ in range(chance.randint(1, 6)):
        at, other = sorted(chance.randrange(len(data) + 1) for _ in range(2))
        data = chance.choice(_WAYS)(data, at, other, chance)
    return name, data


def _flip(data: bytes, at: int, other: int, chance: Random) -> bytes:
    return data[:at] + bytes([chance.randrange(256)]) + data[at + 1 :]


def _insert(data: bytes, at: int, other: int, chance: Random) -> bytes:
    return data[:at] + chance.choice(TOKENS) * chance.choice((1, 1, 1, 30)) + data[at:]


def _replace(data: bytes, at: int, other: int, chance: Random) -> bytes:
    return data[:at] + chance.choice(TOKENS) + data[other:]


def _lose(data: bytes, at: int, other: int, chance: Random) -> bytes:
    return data[:at] + data[min(other, at + 200) :]


def _double(data: bytes, at: int, other: int, chance: Random) -> bytes:
    return data[:other] + data[at:other] * chance.choice((1, 5)) + data[other:]


def _cut(data: bytes, at: int, other: int, chance: Random) -> bytes:
    return data[:other]


def _splice(data: bytes, at: int, other: int, chance: Random) -> bytes:
    strange = chance.choice(list(seeds().values()))
    return data[:at] + strange[chance.randrange(len(strange)) :][:500] + data[at:]


_WAYS: tuple[Callable[[bytes, int, int, Random], bytes], ...] = (
    _flip,
    _flip,
    _insert,
    _insert,
    _replace,
    _lose,
    _double,
    _cut,
    _splice,
)


def items(name: str, data: bytes) -> Iterator[Capture | Problem]:
    """Yield what a file of a name holds, as the program would."""
    kind, stream = container(data[:PEEK], name), io.BytesIO(data)
    try:
        if kind is Kind.ROWS:
            yield from rows(stream, name)
        elif kind is Kind.WARC:
            yield from pages(stream, name)
        elif kind is Kind.WACZ:
            yield from wacz_pages(stream, name)
        elif kind is Kind.FEED:
            yield from read_feed(stream, name)
        else:
            yield capture(data, name)
    except InputError as error:
        yield Problem(error.input, str(error))


def check(name: str, data: bytes, lexicons: Lexicons) -> tuple[int, int]:
    """Read a file; return how many items were read and refused; raise whatever is wrong with that."""
    refusal(data)
    read = refused = 0
    for item in items(name, data):
        if isinstance(item, Problem):
            refused += 1
            continue
        try:
            document, segments = read_document(item, lexicons, force=True)
        except InputError:
            refused += 1
            continue
        read += 1
        way = trace(item, document)
        page = decode(item.data, html=item.media == "html")
        if item.media != "html" and document.text != page:
            raise AssertionError("the text is not what was given")
        edges = [edge for row in segments for edge in (row.start, row.end)]
        if edges != sorted(edges) or edges[0] < 0 or edges[-1] > len(document.text):
            raise AssertionError("segments overlap, or lie outside of the text")
        for row in segments:
            words, parts = document.text[row.start : row.end], way.parts(Span(row.start, row.end))
            if item.media == "html" and parts and not says(page, parts, words):
                raise AssertionError(f"does not lead back to {words[:40]!r}")
    return read, refused


def measure(count: int = 5_000, seed: int = 1) -> Fuzzed:
    """Try so many mutated files."""
    lexicons = lexicon.load()
    read = refused = 0
    slowest, wrong = 0.0, []
    for number in range(seed * 1_000_000, seed * 1_000_000 + count):
        name, data = mutated(Random(number))
        start = time.perf_counter()
        try:
            one, other = check(name, data, lexicons)
        except Exception as error:  # whatever it is, it is counted and printed
            wrong.append(f"{name} of {number}: {type(error).__name__}: {error}"[:200])
        else:
            read, refused = read + one, refused + other
        slowest = max(slowest, time.perf_counter() - start)
    return Fuzzed(count, read, refused, slowest, tuple(wrong))
