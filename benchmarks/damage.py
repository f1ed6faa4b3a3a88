"""Damage web archives at random and see what is reported, and what of the rest is still read.

    python benchmarks/damage.py --data ../shared/data

WARCs are made of the pages of html_fundus_eval, plain and gzip, a request beside each page. Each is
then cut, or bytes of it are flipped, zeroed or lost, at random places with a fixed seed. A record is
undamaged where none of its bytes were touched. Exit status 1 where damage goes unreported, a page
comes out altered, or under 99 % of the undamaged pages are read.
"""

from __future__ import annotations

import argparse
import gzip
import io
import sys
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

if not __package__:  # Run as a script: the packages lie beside this folder.
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from reportedly.ingest.warc import pages
from reportedly.shapes import Capture, Problem

PAGES = 40
"""How many pages an archive holds: each trial reads one whole."""

TRIALS = 200
FLOOR = 0.99

_MOMENT = "2031-05-03T14:52:00Z"


@dataclass(frozen=True, slots=True)
class Kept:
    """One page in an archive: where its record stands, and what must come out of it."""

    start: int
    end: int
    url: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Archive:
    """An archive's bytes, its pages, and where its records (of every kind) begin and end."""

    data: bytes
    pages: tuple[Kept, ...]
    edges: frozenset[int]
    heads: tuple[tuple[int, int], ...]


@dataclass(slots=True)
class Tally:
    """What came of all trials of a kind."""

    trials: int = 0
    reported: int = 0
    unseen: int = 0
    """Damage that no file could show: a cut between two records."""
    harmless: int = 0
    """Nothing was reported, and every page came out whole."""
    heads: int = 0
    """Nothing was reported and a page's address or date differs: no checksum covers a record's head."""
    silent: list[str] = field(default_factory=list)
    undamaged: int = 0
    recovered: int = 0
    altered: int = 0

    @property
    def well(self) -> bool:
        """Whether nothing went wrong."""
        return not self.silent and not self.altered and self.recovered >= FLOOR * self.undamaged


Damaged = tuple[bytes, list[tuple[int, int]]]
"""Damaged bytes, and the stretches of the original that were touched."""


def archive(named: Sequence[tuple[str, bytes]], *, compressed: bool) -> Archive:
    """Write an archive of pages, a request before each answer, the same bytes every time."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=compressed)
    kept: list[Kept] = []
    edges, heads = {0}, []
    for number, (name, data) in enumerate(named):
        url = f"https://post.example/{name}"
        for kind in ("request", "response"):
            start = out.tell()
            fields = {
                "WARC-Date": _MOMENT,
                "WARC-Record-ID": f"<urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'{kind} {number}')}>",
            }
            http = (
                StatusAndHeaders("GET / HTTP/1.1", [("Host", "post.example")], is_http_request=True)
                if kind == "request"
                else StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
            )
            body = b"" if kind == "request" else data
            record = writer.create_warc_record(url, kind, io.BytesIO(body), len(body), "", fields, None, http)
            writer.write_record(record)
            edges.add(out.tell())
            if not compressed:
                heads.append((start, out.getvalue().index(b"\r\n\r\n", start)))
        kept.append(Kept(start, out.tell(), url, data))
    return Archive(out.getvalue(), tuple(kept), frozenset(edges), tuple(heads))


def cut(data: bytes, random: Random) -> Damaged:
    """Cut off everything from a random place on."""
    at = random.randrange(1, len(data))
    return data[:at], [(at, len(data))]


def flipped(data: bytes, random: Random) -> Damaged:
    """Change one to ten single bytes."""
    out = bytearray(data)
    places = [random.randrange(len(data)) for _ in range(random.randint(1, 10))]
    for at in set(places):
        out[at] ^= random.randrange(1, 256)
    return bytes(out), [(at, at + 1) for at in places]


def zeroed(data: bytes, random: Random) -> Damaged:
    """Put zeros over a stretch of up to 8 kB."""
    at, size = random.randrange(len(data)), random.randint(16, 8192)
    end = min(at + size, len(data))
    return data[:at] + bytes(end - at) + data[end:], [(at, end)]


def lost(data: bytes, random: Random) -> Damaged:
    """Leave out a stretch of up to 8 kB."""
    at, size = random.randrange(len(data)), random.randint(1, 8192)
    end = min(at + size, len(data))
    return data[:at] + data[end:], [(at, end)]


KINDS: dict[str, Callable[[bytes, Random], Damaged]] = {
    "cut": cut,
    "bytes flipped": flipped,
    "stretch zeroed": zeroed,
    "stretch lost": lost,
}


def trial(whole: Archive, damage: Callable[[bytes, Random], Damaged], seed: str, tally: Tally) -> None:
    """Damage an archive once, read it, and count."""
    data, touched = damage(whole.data, Random(seed))
    out = list(pages(io.BytesIO(data), "a.warc"))
    sound = [k for k in whole.pages if not any(a < k.end and k.start < b for a, b in touched)]
    read = {(item.url, item.data, item.retrieved) for item in out if isinstance(item, Capture)}
    bodies = {item.data for item in out if isinstance(item, Capture)}
    truth = {(k.url, k.data, _MOMENT) for k in whole.pages}
    tally.trials += 1
    tally.undamaged += len(sound)
    tally.recovered += sum((k.url, k.data, _MOMENT) in read for k in sound)
    tally.altered += len(bodies - {k.data for k in whole.pages})
    if any(isinstance(item, Problem) for item in out):
        tally.reported += 1
    elif damage is cut and len(data) in whole.edges:
        tally.unseen += 1
    elif read == truth:
        tally.harmless += 1
    elif all(any(a <= start and end <= b for a, b in whole.heads) for start, end in touched):
        tally.heads += 1
    else:
        tally.silent.append(seed)


def line(name: str, tally: Tally) -> str:
    """Lay out one row."""
    share = tally.recovered / tally.undamaged if tally.undamaged else 1.0
    out = (
        f"{name:<24} {tally.trials} trials: {tally.reported} reported, {tally.harmless} harmless, "
        f"{tally.unseen} between records, {tally.heads} in heads, {len(tally.silent)} unreported; "
        f"{tally.recovered} of {tally.undamaged} undamaged pages read ({share:.2%}), {tally.altered} altered"
    )
    return out + (f"  [{', '.join(tally.silent[:5])}]" if tally.silent else "")


def measure(data: Path, trials: int = TRIALS) -> dict[str, Tally]:
    """Run all trials; return the tallies by kind of archive and damage."""
    files = sorted((data / "html_fundus_eval" / "dataset" / "html").glob("*.html.gz"))[:PAGES]
    named = [(path.name.removesuffix(".gz"), gzip.decompress(path.read_bytes())) for path in files]
    out: dict[str, Tally] = {}
    for form, compressed in (("gzip", True), ("plain", False)):
        whole = archive(named, compressed=compressed)
        for kind, damage in KINDS.items():
            tally = out[f"{form}, {kind}"] = Tally()
            for number in range(trials):
                trial(whole, damage, f"{form} {kind} {number}", tally)
    return out


def report(data: Path) -> str:
    """Return what came of all trials, a line a kind."""
    return "\n".join(line(name, tally) for name, tally in measure(data).items())


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; return its exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--data", type=Path, required=True, help="folder that holds the corpora")
    parser.add_argument("--trials", type=int, default=TRIALS, help=f"trials a kind (default {TRIALS})")
    wanted = parser.parse_args(argv)
    tallies = measure(wanted.data, wanted.trials)
    print("\n".join(line(name, tally) for name, tally in tallies.items()))
    return 0 if all(tally.well for tally in tallies.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
