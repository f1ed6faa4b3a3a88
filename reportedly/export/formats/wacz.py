"""`wacz`: the originals as a web archive (WACZ 1.1.1), byte for byte, for replay and for other archives.

Each document is a WARC record of type `resource`, since the head of a server's answer is not kept, under
its address or, without one, under a URN of its hash. Originals that were taken out are not in it.
`reportedly add` reads the file back; outlet and date, which are no part of an original, stand in
`pages/pages.jsonl`.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import IO, BinaryIO
from urllib.parse import urlsplit
from uuid import NAMESPACE_URL, uuid5

from reportedly.export.formats import uris
from reportedly.export.formats.columns import Table, described
from reportedly.export.formats.format import Format, dumped
from reportedly.export.formats.kept import Entry, Kept, Original
from reportedly.shapes import Document

VERSION = "1.1.1"
PAGE = Table("pages", "A line of `pages/pages.jsonl`: one document.", ("id",), described("""
    id: the document's id
    url: its address, or urn:reportedly:original:SHA256
    ts: when it was got, or else when it was added (ISO 8601, UTC)
    title: its title
    outlet: who published it
    published: when (EDTF)
    sha256: SHA-256 of its bytes
"""))  # fmt: skip

MEDIA = {"html": "text/html", "text": "text/plain"}

WARC = "archive/originals.warc.gz"
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The date of every file in the ZIP, the earliest that it has: the same ledger gives the same bytes."""


_BEFORE = "1970-01-01T00:00:00Z"
"""When a ledger without a log was made."""


@dataclass(frozen=True, slots=True)
class _Record:
    """Where a record stands in the WARC, and what it is."""

    uri: str
    at: str
    media: str
    digest: str
    offset: int
    length: int
    page: dict[str, object]


def _write(kept: Kept, out: BinaryIO) -> None:
    log = list(kept.entries())
    made = log[-1].at if log else _BEFORE
    with tempfile.TemporaryFile() as warc:
        found = list(_records(kept, log, warc))
        pages = {"format": "json-pages-1.0", "id": "pages", "title": f"Documents of {kept.name}"}
        files: dict[str, bytes | IO[bytes]] = {
            WARC: warc,
            "indexes/index.cdx": b"".join(sorted(map(_indexed, found))),
            "pages/pages.jsonl": b"".join(dumped(row) + b"\n" for row in (pages, *(r.page for r in found))),
        }
        with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
            resources = [_stored(archive, path, data) for path, data in files.items()]
            package = {
                "profile": "data-package", "title": f"Originals of {kept.name}", "wacz_version": VERSION,
                "software": f"reportedly {kept.version}", "created": made, "resources": resources,
            }  # fmt: skip
            described = json.dumps(package, ensure_ascii=False, indent=2).encode()
            _stored(archive, "datapackage.json", described)
            digest = {"path": "datapackage.json", "hash": f"sha256:{hashlib.sha256(described).hexdigest()}"}
            _stored(archive, "datapackage-digest.json", dumped(digest))


def _stored(archive: zipfile.ZipFile, path: str, data: bytes | IO[bytes]) -> dict[str, object]:
    """Store a file; return its entry in the package's list."""
    source = io.BytesIO(data) if isinstance(data, bytes) else data
    source.seek(0)
    digest, size = hashlib.sha256(), 0
    with archive.open(zipfile.ZipInfo(path, _EPOCH), "w", force_zip64=True) as file:
        while block := source.read(1 << 20):
            digest.update(block)
            size += len(block)
            file.write(block)
    name = path.rpartition("/")[2]
    return {"name": name, "path": path, "hash": f"sha256:{digest.hexdigest()}", "bytes": size}


def _records(kept: Kept, log: Sequence[Entry], warc: IO[bytes]) -> Iterator[_Record]:
    """Write the WARC; yield what stands in it."""
    added: dict[str, str] = {}
    for entry in log:
        added.setdefault(entry.subject, entry.at)
    about = f"software: reportedly {kept.version}\r\nformat: WARC File Format 1.1\r\n".encode()
    first = next(iter(added.values()), _BEFORE)
    warc.write(_member("warcinfo", None, first, "application/warc-fields", about))
    for reading in kept.readings():
        document = reading.document
        original = kept.original(document.id)
        if original.data is None:
            continue
        uri = _uri(document, original)
        at = _moment(document.retrieved) or added.get(document.id, first)
        member = _member("resource", uri, at, MEDIA[original.media], original.data)
        offset = warc.tell()
        warc.write(member)
        page = {
            "id": document.id, "url": uri, "ts": at, "title": document.title, "outlet": document.outlet,
            "published": document.published, "sha256": document.bytes_sha256,
        }  # fmt: skip
        yield _Record(
            uri, at, MEDIA[original.media], f"sha256:{original.sha256}", offset, len(member),
            {name: value for name, value in page.items() if value is not None},
        )  # fmt: skip


def _uri(document: Document, original: Original) -> str:
    page = uris.page(document)
    return page if page.startswith("http") else uris.original(original.sha256)


def _moment(retrieved: str | None) -> str | None:
    """Return a moment of UTC as WARC has it; null for a date alone or another zone."""
    return retrieved if retrieved and "T" in retrieved and retrieved.endswith("Z") else None


def _member(kind: str, uri: str | None, at: str, media: str, block: bytes) -> bytes:
    """Return one record as a gzip member of its own."""
    digest = hashlib.sha256(block).hexdigest()
    fields = {
        "WARC-Type": kind,
        "WARC-Record-ID": f"<urn:uuid:{uuid5(NAMESPACE_URL, f'{kind} {uri} {at} {digest}')}>",
        "WARC-Date": at,
        **({"WARC-Target-URI": uri} if uri is not None else {}),
        "WARC-Block-Digest": f"sha256:{digest}",
        "Content-Type": media,
        "Content-Length": str(len(block)),
    }
    head = "WARC/1.1\r\n" + "".join(f"{name}: {value}\r\n" for name, value in fields.items()) + "\r\n"
    return gzip.compress(head.encode() + block + b"\r\n\r\n", mtime=0)


def _indexed(record: _Record) -> bytes:
    """Return a record's line of the CDXJ index."""
    moment = "".join(c for c in record.at if c.isdigit())[:14]
    row = {
        "url": record.uri, "mime": record.media, "digest": record.digest,
        "length": str(record.length), "offset": str(record.offset), "filename": WARC.rpartition("/")[2],
    }  # fmt: skip
    return f"{surt(record.uri)} {moment} ".encode() + json.dumps(row, ensure_ascii=False).encode() + b"\n"


def surt(uri: str) -> str:
    """Return an address as indexes of web archives sort it: "example,news)/a?b"."""
    parts = urlsplit(uri)
    if not parts.hostname:
        return uri
    labels = parts.hostname.lower().removeprefix("www.").split(".")
    port = f":{parts.port}" if parts.port not in (None, 80, 443) else ""
    query = f"?{'&'.join(sorted(parts.query.lower().split('&')))}" if parts.query else ""
    return f"{','.join(reversed(labels))}{port}){parts.path.lower().rstrip('/') or '/'}{query}"


FORMAT = Format("wacz", "the originals as a web archive", {"wacz": _write}, (PAGE,))
