"""Twenty small files that expand to hundreds of megabytes, read in one process: how much memory is that?"""

from __future__ import annotations

import gzip
import io
import json
import resource
import subprocess
import sys
import tempfile
import time
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import brotli

MOST_MEGABYTES = 300
SECONDS = 10.0
SIZE = 1 << 28
"""How many bytes a bomb expands to: with what a process needs anyway, more than it may take."""

_BLOCK = bytes(1 << 20)


@dataclass(frozen=True, slots=True)
class Bombs:
    """What came of all bombs: those that gave a page, the most memory in MB, the slowest, in seconds."""

    tried: int
    read: tuple[str, ...]
    megabytes: float
    slowest: tuple[float, str]

    @property
    def well(self) -> bool:
        """Whether all were refused by name, in little memory and time."""
        return not self.read and self.megabytes < MOST_MEGABYTES and self.slowest[0] < SECONDS

    def lines(self) -> list[str]:
        """Return the figures, and the bombs that were read."""
        told = (
            f"bombs: {self.tried} of up to {SIZE / 1e6:.0f} MB, all in {self.megabytes:.0f} MB of memory,"
            f" the slowest in {self.slowest[0]:.1f} s ({self.slowest[1]})"
        )
        return [told, *(f"  read: {name}" for name in self.read)]


def _packed(pack: Callable[[bytes], bytes], finish: Callable[[], bytes], start: bytes = b"") -> bytes:
    out = [pack(start)] if start else []
    out += [pack(_BLOCK) for _ in range(SIZE // len(_BLOCK))]
    return b"".join([*out, finish()])


def _deflated(bits: int, start: bytes = b"") -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, bits)
    return _packed(packer.compress, packer.flush, start)


def _brotli() -> bytes:
    packer = brotli.Compressor(quality=5)
    return _packed(packer.process, packer.finish)


def _record(body: bytes, headers: str = "", length: int | None = None, fields: str = "") -> bytes:
    block = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n{headers}\r\n".encode() + body
    size = len(block) if length is None else length
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://post.example/boat\r\n"
        f"WARC-Date: 2031-05-03T14:52:00Z\r\n{fields}Content-Length: {size}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def _zip(name: str, size: int = SIZE) -> bytes:
    """Return a ZIP of one entry of so many zeros."""
    out, info = io.BytesIO(), zipfile.ZipInfo(name)
    info.compress_type = zipfile.ZIP_DEFLATED
    with zipfile.ZipFile(out, "w") as archive, archive.open(info, "w", force_zip64=True) as entry:
        for _ in range(size // len(_BLOCK)):
            entry.write(_BLOCK)
    return out.getvalue()


def _laughs(levels: int, each: int) -> bytes:
    entities = ['<!ENTITY a0 "boats ">'] + [
        f'<!ENTITY a{n} "{f"&a{n - 1};" * each}">' for n in range(1, levels)
    ]
    item = f"<item><title>&a{levels - 1};</title><description>&a{levels - 1};</description></item>"
    declared = f'<?xml version="1.0"?><!DOCTYPE rss [{"".join(entities)}]>'
    return f"{declared}<rss><channel>{item}</channel></rss>".encode()


def _quadratic() -> bytes:
    big = "boats " * 8_000
    item = f"<item><title>x</title><description>{'&a;' * 60_000}</description></item>"
    return f'<!DOCTYPE rss [<!ENTITY a "{big}">]><rss><channel>{item}</channel></rss>'.encode()


def _remote(kind: str) -> bytes:
    item = "<item><title>&a;</title><description>&a;</description></item>"
    return f"<!DOCTYPE rss [<!ENTITY a {kind}>]><rss><channel>{item}</channel></rss>".encode()


@cache
def bombs() -> dict[str, bytes]:
    """Return the bombs by file name."""
    gz, zl, br = _deflated(31), _deflated(15), _brotli()
    head = _record(b"", length=SIZE)[:-4]
    return {
        "member.warc.gz": _deflated(31, head),
        "members.warc.gz": _deflated(31, head) * 3,
        "headless.warc.gz": gz,
        "field.warc.gz": _deflated(31, b"WARC/1.0\r\nWARC-Type: "),
        "http.warc.gz": _deflated(31, _record(b"", "X: ", SIZE)[:-8]),
        "gzip.warc": _record(gz, "Content-Encoding: gzip\r\n"),
        "gzip twice.warc": _record(gzip.compress(gz), "Content-Encoding: gzip, gzip\r\n"),
        "deflate.warc": _record(zl, "Content-Encoding: deflate\r\n"),
        "brotli.warc": _record(br, "Content-Encoding: br\r\n"),
        "brotli in gzip.warc": _record(gzip.compress(br), "Content-Encoding: br, gzip\r\n"),
        "long.warc": _record(b"<p>x</p>", length=10**15),
        "digest.warc": _record(gz, "Content-Encoding: gzip\r\n", fields="WARC-Payload-Digest: sha1:AAAA\r\n"),
        "deflated.wacz": _zip("archive/a.warc"),
        "deflated twice.wacz": _zip("archive/a.warc.gz"),
        "directory.wacz": _zip("archive/" + "a" * 60_000 + ".warc", 1 << 24),
        "laughs.xml": _laughs(10, 10),
        "more laughs.xml": _laughs(30, 2),
        "quadratic.xml": _quadratic(),
        "file.xml": _remote('SYSTEM "file:///dev/zero"'),
        "row.jsonl": json.dumps({"text": "x" * 10_000_001}).encode(),
    }


def write(folder: Path) -> list[Path]:
    """Write the bombs into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, data in bombs().items():
        (folder / name).write_bytes(data)
        paths.append(folder / name)
    return paths


def measure() -> Bombs:
    """Read all bombs in one fresh process."""
    with tempfile.TemporaryDirectory() as folder:
        paths = write(Path(folder))
        command = [sys.executable, "-m", "benchmarks.hostile.bombs", *map(str, paths)]
        ran = subprocess.run(command, capture_output=True, text=True, check=True)
    told = json.loads(ran.stdout.splitlines()[-1])
    return Bombs(len(paths), tuple(told["read"]), told["megabytes"], tuple(told["slowest"]))


def _read_all(paths: list[str]) -> dict[str, object]:
    from reportedly import lexicon
    from reportedly.errors import InputError
    from reportedly.ingest.inputs import captures
    from reportedly.read.document import read_document
    from reportedly.shapes import Problem

    lexicons = lexicon.load()
    read, slowest = [], (0.0, "")
    for path in paths:
        start = time.perf_counter()
        for item in captures([path]):
            try:
                if not isinstance(item, Problem):
                    read_document(item, lexicons)
                    read.append(Path(path).name)
            except InputError:
                continue
        slowest = max(slowest, (time.perf_counter() - start, Path(path).name))
    most = _most_megabytes()
    return {"read": read, "megabytes": most, "slowest": slowest}


def _most_megabytes() -> float:
    """The most memory this process held; `ru_maxrss` counts that of the process which started it, too."""
    status = Path("/proc/self/status")
    for line in status.read_text(encoding="utf-8").splitlines() if status.exists() else ():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1000
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


if __name__ == "__main__":
    print(json.dumps(_read_all(sys.argv[1:])))
