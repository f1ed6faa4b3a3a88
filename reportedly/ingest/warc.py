"""Web archives in, one capture for each page in them out; what is damaged is said, and costs only itself.

A page is a `response` record of an http(s) address, answered with status 200, of HTML or plain text, or a
`resource` record of HTML or plain text from such an address or out of our own export. All other records
(requests, revisits, images, robots.txt) are passed over. Each record is checked against the digests in its
head, and each is named by where it stands: `crawl.warc.gz:48213`.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Iterator
from email.message import Message
from email.parser import HeaderParser
from typing import BinaryIO

from reportedly.errors import InputError
from reportedly.ingest.encodings import EncodingError, TooLargeError, dechunk, decoded
from reportedly.ingest.files import MAX_BYTES, capture, too_large
from reportedly.ingest.members import MAGIC, member_records, next_member
from reportedly.ingest.moments import moment
from reportedly.ingest.records import CUT, MAX_HEAD, UNENDED, Damage, Record, records
from reportedly.ingest.window import Window, window
from reportedly.shapes import Capture, Problem

_STATUS = re.compile(rb"HTTP/\d(?:\.\d)? +(\d{3})\b[^\n]*\n")
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_MEDIA = {"text/html": "html", "application/xhtml+xml": "html", "text/plain": "text"}
_ROBOTS = re.compile(r"https?://[^/?#]*/robots\.txt(?:[?#].*)?", re.IGNORECASE)
_OWN = "urn:reportedly:original:"
_DIGEST = re.compile(r"(sha-?1|sha-?256|sha-?512|md5):([A-Za-z0-9+/=_-]+)", re.IGNORECASE)
_BLANK = b" \t\r\n\x0b\x0c\x00\xef\xbb\xbf"


def pages(stream: BinaryIO, name: str) -> Iterator[Capture | Problem]:
    """Yield the pages of a WARC file (plain or gzip), and a problem for each damaged place or page."""
    with window(stream) as data:
        yield from window_pages(data, name)


def window_pages(data: Window, name: str, *, bare: bool = True) -> Iterator[Capture | Problem]:
    """Yield the pages of a WARC file of which a window is given.

    Not `bare`: other bytes than records are to be expected in between, and only cut records are said.
    """
    for piece in _pieces(data):
        where = f"{name}:{piece.offset}"
        if isinstance(piece, Damage):
            if bare and piece.offset == 0 and piece.end is None:
                yield Problem(name, f"{name}: holds no whole WARC record ({piece.why}); get another copy")
            elif bare or piece.why in (CUT, UNENDED):
                yield Problem(where, _damaged(piece, where))
            continue
        if piece.inner:
            where += f"+{piece.inner}"
        try:
            page = _page(piece, where)
        except InputError as error:
            yield Problem(error.input, str(error))
        else:
            if page is not None:
                yield page


def _pieces(data: Window) -> Iterator[Record | Damage]:
    """Read the file as gzip or not, by how it begins or, where that is damaged, by what is found first."""
    head = data.read(0, 16)
    if head.startswith(MAGIC):
        return member_records(data)
    if head.startswith(b"WARC/"):
        return records(data)
    plain, member = data.find(b"WARC/", 0), next_member(data, 0)
    if member is not None and (plain < 0 or member < plain):
        return member_records(data)
    return records(data)


def _damaged(damage: Damage, where: str) -> str:
    if damage.end is None and damage.why in (CUT, UNENDED):
        return f"{where}: is cut here: {damage.why}; what stands before it was read, get the whole file"
    to = f"from here to byte {damage.end}" if damage.end is not None else "from here to its end"
    return f"{where}: is damaged {to}: {damage.why}; the rest was read, get an undamaged copy"


def _page(record: Record, where: str) -> Capture | None:
    """Return the page that a record holds, or None; raise `InputError` for one that cannot be read."""
    fields = _fields(record.head)
    whole = len(record.block) == record.length
    if whole:
        _check(_field(fields, "WARC-Block-Digest"), (record.block,), where)
    url = _field(fields, "WARC-Target-URI").strip("<>")
    kind, of_web = _field(fields, "WARC-Type").lower(), url.lower().startswith(("http:", "https:"))
    if kind == "resource" and (of_web or url.startswith(_OWN)):
        return _resource(record, fields, where, url if of_web else None)
    if kind != "response" or not of_web:
        return None
    head_end = _HEAD_END.search(record.block, 0, MAX_HEAD)
    status = _STATUS.match(record.block)
    if status is None or head_end is None:
        return None  # an answer in another protocol than HTTP
    http = _fields(record.block[: head_end.end()])
    body = record.block[head_end.end() :]
    media = _media(http, body)
    if whole and not _field(fields, "WARC-Block-Digest"):
        _check_payload(_field(fields, "WARC-Payload-Digest"), body, http, where)
    if media is None or status[1] != b"200" or _ROBOTS.fullmatch(url):
        return None
    if not whole:
        raise too_large(where, f"a page of {record.length / 1e6:.0f} MB ({url})", "it is left out")
    body = _decoded(body, http, where, url, cut=bool(_field(fields, "WARC-Truncated")))
    if not body.strip(_BLANK):
        return None
    item = capture(body, where, media)
    return Capture(where, item.data, media, url=url, retrieved=moment(_field(fields, "WARC-Date")))


def _resource(record: Record, fields: Message, where: str, url: str | None) -> Capture | None:
    """Return the page that a record holds without the head of an answer, or None."""
    media = _media(fields, record.block)
    if media is None or (url is not None and _ROBOTS.fullmatch(url)):
        return None
    if len(record.block) < record.length:
        raise too_large(where, f"a page of {record.length / 1e6:.0f} MB ({url})", "it is left out")
    if not record.block.strip(_BLANK):
        return None
    item = capture(record.block, where, media)
    return Capture(where, item.data, media, url=url, retrieved=moment(_field(fields, "WARC-Date")))


def _fields(head: bytes) -> Message:
    """Parse the fields under the first line of a head."""
    try:
        text = head.decode("utf-8")
    except UnicodeDecodeError:
        text = head.decode("iso-8859-1")
    return HeaderParser().parsestr(text.partition("\n")[2])


def _field(fields: Message, name: str) -> str:
    return str(fields.get(name, "")).strip()


def _media(http: Message, body: bytes) -> str | None:
    """Return "html" or "text", as the answer's head says or, where it says nothing, as its body looks."""
    named = _field(http, "Content-Type").partition(";")[0].strip().lower()
    if not named:
        return "html" if body[:64].lstrip(_BLANK).lower().startswith((b"<!doctype html", b"<html")) else None
    return _MEDIA.get(named)


def _decoded(body: bytes, http: Message, where: str, url: str, *, cut: bool) -> bytes:
    """Undo chunks and compression; `cut`: the crawler stopped early and says so."""
    try:
        if "chunked" in _field(http, "Transfer-Encoding").lower():
            body = dechunk(body)
        return decoded(body, _field(http, "Content-Encoding"), MAX_BYTES)
    except TooLargeError:
        size = f"a page of more than {MAX_BYTES // 1_000_000} MB ({url})"
        raise too_large(where, size, "it is left out") from None
    except EncodingError as error:
        why = "the crawler cut it short" if cut else str(error)
        raise InputError(where, f"{where}: cannot be decoded, {why}; get another capture of {url}") from None


def _check_payload(stated: str, body: bytes, http: Message, where: str) -> None:
    """Check a payload's digest; writers differ in whether it is of the body before or after decoding."""
    if not stated:
        return
    forms = [body]
    try:
        forms.append(dechunk(body))
        forms.append(decoded(forms[-1], _field(http, "Content-Encoding"), MAX_BYTES))
    except EncodingError:
        pass  # `_decoded` says so, where the body is a page's
    _check(stated, tuple(forms), where)


def _check(stated: str, forms: tuple[bytes, ...], where: str) -> None:
    """Raise `InputError` where a digest (sha1 in base32, sha256 in either form, ...) is of none of these."""
    match = _DIGEST.fullmatch(stated)
    if match is None:
        return
    algorithm = match[1].lower().replace("-", "")
    digests = [hashlib.new(algorithm, form, usedforsecurity=False).digest() for form in forms]
    readable = [value for value in _digests(match[2]) if len(value) == len(digests[0])]
    if readable and not any(value in digests for value in readable):
        raise InputError(
            where,
            f"{where}: is damaged, its bytes do not fit their {match[1].lower()} digest; "
            "the rest was read, get an undamaged copy",
        )


def _digests(value: str) -> Iterator[bytes]:
    """Yield what a digest's text stands for in hexadecimal, base32 and base64."""
    for decode in (bytes.fromhex, _base32, base64.urlsafe_b64decode, base64.b64decode):
        try:
            yield decode(value)
        except (ValueError, binascii.Error):
            continue


def _base32(value: str) -> bytes:
    return base64.b32decode(value.upper() + "=" * (-len(value) % 8))
