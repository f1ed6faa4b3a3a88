"""Web archives for tests, written by warcio: plain or gzip, of pages, whole or damaged by the test."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

MOMENT = "2031-05-03T14:52:00Z"
STORY = b"<html><p>A boat sank off Port Sarn on Friday, the harbour master said.</p></html>"


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer to be archived."""

    body: bytes = STORY
    url: str = "https://post.example/boat"
    status: str = "200 OK"
    headers: Sequence[tuple[str, str]] = (("Content-Type", "text/html; charset=utf-8"),)
    kind: str = "response"
    fields: dict[str, str] = field(default_factory=dict)


def warc(*answers: Answer, gzip: bool = False) -> bytes:
    """Write answers into a WARC, one record each."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=gzip)
    for answer in answers:
        http = StatusAndHeaders(answer.status, list(answer.headers), protocol="HTTP/1.1")
        writer.write_record(
            writer.create_warc_record(
                answer.url,
                answer.kind,
                payload=io.BytesIO(answer.body),
                length=len(answer.body),  # else warcio makes a temporary file and leaves it open
                http_headers=http if answer.kind in {"response", "revisit"} else None,
                warc_headers_dict={"WARC-Date": MOMENT, **answer.fields},
            )
        )
    return out.getvalue()


def raw(
    block: bytes, *, length: int | None = None, extra: str = "", url: str = "https://post.example/boat"
) -> bytes:
    """Write one response record by hand, without digests."""
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: {MOMENT}\r\n{extra}"
        f"Content-Type: application/http;msgtype=response\r\nContent-Length: "
        f"{len(block) if length is None else length}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def http(body: bytes, *headers: str) -> bytes:
    """Write an answer of HTML."""
    lines = ["HTTP/1.1 200 OK", "Content-Type: text/html", *headers]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def wacz(*archives: tuple[str, bytes], packed: bool = False) -> bytes:
    """Put WARCs into a WACZ under the names given, as they are or compressed once more."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED) as file:
        file.writestr("datapackage.json", "{}")
        for name, data in archives:
            file.writestr(name, data)
    return out.getvalue()
