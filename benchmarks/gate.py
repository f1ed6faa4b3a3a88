"""Time the gate on real pages and on shapes made to make parsers hang, and reading what it lets through.

    python benchmarks/gate.py --data ../shared/data

Exit status 1 where a page of html_fundus_eval is refused, the gate needs over 2 seconds for a hostile
shape, or reading one that passes takes over 10.
"""

from __future__ import annotations

import argparse
import gzip
import sys
import time
from collections.abc import Sequence
from pathlib import Path

if not __package__:  # Run as a script: the packages lie beside this folder.
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from reportedly.ingest.files import MAX_BYTES
from reportedly.ingest.gate import measure, refusal
from reportedly.read.html import read_page

STORY = b"<p>A boat sank off Port Sarn on Friday, the harbour master said, and nobody died there.</p>"
UNITS = {
    "deep": b"<div>",
    "deep, odd end tags": b"<div></x>",
    "deep, between paragraphs": b"<div><p></p>",
    "formatting": b"<b><p>",
    "links": b"<a href=x>",
    "fonts": b"<font><i>",
    "lists": b"<ul><li>",
    "tables": b"<table><tr><td>",
    "wide": b"<span>a</span>",
    "rows": b"<tr><td>x</td></tr>",
    "paragraphs": b"<p>x</p>",
    "headings": b"<h2>x</h2><p>y</p>",
    "<": b"<",
    "<!": b"<!",
    "<?": b"<?",
    "comments": b"<!--x-->",
    "open comments": b"<!--",
    "scripts": b"<script>",
    "whole scripts": b"<script></script>",
    "titles": b"<title>",
    "open tags": b"<a b=c ",
    "open quotes": b"<a b='\"",
    "quotes in quotes": b"<a b=\"<a b='",
    "&": b"&",
    "entities": b"&amp;",
    "sections": b"<![CDATA[",
}
"""What a hostile page repeats."""

WHOLE = {
    "attributes": b"<p " + b" ".join(b"a%d=1" % n for n in range(50_000)) + b">",
    "attributes behind >": b'<p a=">" ' + b" ".join(b"a%d=1" % n for n in range(50_000)) + b">",
    'attributes behind =">': b'<p ="><p ' + b" ".join(b"a%d=1" % n for n in range(50_000)) + b'">',
    "256 attributes": (b"<p " + b" ".join(b"a%d=1" % n for n in range(256)) + b">x</p>") * 5_000,
    "one word": b"<p>" + b"a" * 9_000_000,
    "many words": b"<p>" + b"word " * 1_800_000,
    "one attribute": b"<p a='" + b"x" * 9_000_000 + b"'>",
    "spaces in a tag": b"<p" + b" " * 9_000_000 + b">",
    "at the limits": b"<div>" * 240 + (b"<p " + b"a=1 " * 250 + b">x</p>") * 9_000,
}


def shapes(size: int) -> dict[str, bytes]:
    """Return hostile pages of up to a size in bytes, by name."""
    size -= 2 * len(STORY)
    repeated = {name: unit * (size // len(unit)) for name, unit in UNITS.items()}
    return {name: b"<html><body>" + made[:size] + STORY for name, made in {**repeated, **WHOLE}.items()}


def real(data: Path) -> tuple[str, bool]:
    """Pass all pages of html_fundus_eval through the gate."""
    files = sorted((data / "html_fundus_eval" / "dataset" / "html").glob("*.html.gz"))
    pages = [gzip.decompress(path.read_bytes()) for path in files]
    start = time.perf_counter()
    found = [measure(page) for page in pages]
    seconds = time.perf_counter() - start
    refused = [path.name for path, page in zip(files, pages, strict=True) if refusal(page)]
    most = [max(numbers) for numbers in zip(*found, strict=True)]
    return (
        f"{len(pages) - len(refused)} of {len(pages)} pages pass, "
        f"{sum(map(len, pages)) / 1e6 / seconds:.0f} MB a second; "
        f"at most {most[0]} tags, {most[1]} deep, {most[2]} attributes {' '.join(refused)}"
    ), not refused


def hostile(name: str, page: bytes) -> tuple[str, bool]:
    """Pass one hostile page through the gate and, where it lets it through, read it."""
    start = time.perf_counter()
    why = refusal(page)
    gate = time.perf_counter() - start
    if why:
        return f"{name:<26} {gate:5.2f} s  {why}", gate < 2
    start = time.perf_counter()
    try:
        came = f"{len(read_page(page.decode(), None).blocks)} blocks"
    except ValueError as error:
        came = str(error)
    reading = time.perf_counter() - start
    return f"{name:<26} {gate:5.2f} s  passes; read in {reading:.1f} s: {came}", gate < 2 and reading < 10


def report(data: Path, size: int = MAX_BYTES) -> str:
    """Return what came of real and hostile pages, a line each."""
    return "\n".join([real(data)[0], *(hostile(name, page)[0] for name, page in shapes(size).items())])


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; return its exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--data", type=Path, required=True, help="folder that holds the corpora")
    parser.add_argument("--size", type=int, default=MAX_BYTES, help="bytes of a hostile page")
    wanted = parser.parse_args(argv)
    text, well = real(wanted.data)
    print(text)
    for name, page in shapes(wanted.size).items():
        text, fine = hostile(name, page)
        print(text, flush=True)
        well = well and fine
    return 0 if well else 1


if __name__ == "__main__":
    sys.exit(main())
