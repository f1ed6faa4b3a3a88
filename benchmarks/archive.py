"""What the ledger promises, put to the test: kills, full disks, many writers, tampering, adding twice.

    python benchmarks/archive.py --data ../shared/data [--only kill|full|writers|tamper|twice]

Exit status 1 where anything that was acknowledged is lost, anything is half-written, a tampered row
goes unseen or unnamed, or a second adding adds something. `twice` reads `syria_news/2012-2014.jsonl`
and `fakes/dev.jsonl` once, which takes minutes of processor time on each core.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random

if not __package__:  # Run as a script: the packages lie beside this folder.
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.keeping import PYTHON, ROOT, SEED, Found, full, kill, shuffled, writers
from benchmarks.tampering import tamper
from reportedly.shapes import Capture, Reading
from reportedly.store.kept import KeptDocument, KeptStatement
from reportedly.store.tables import TABLES
from reportedly.store.verify import verify
from reportedly.store.view import View
from reportedly.store.writer import Writer

Content = tuple[list[KeptDocument], list[KeptStatement], dict[str, int]]


def twice(folder: Path, data: Path) -> Found:
    """Add two corpora twice, the second time in another order; then write them in a third order."""
    found = Found()
    files = [data / "syria_news" / "2012-2014.jsonl", data / "fakes" / "dev.jsonl"]
    ledger = folder / "twice.ledger"
    began = time.monotonic()
    first = _add(ledger, files)
    found.lines.append(f"first: {first.splitlines()[-1]} ({time.monotonic() - began:.0f} s)")
    before = _content(ledger)
    with View(ledger) as view:
        head = view.head()
    turned = []
    for file in reversed(files):
        lines = file.read_bytes().splitlines(keepends=True)
        Random(SEED).shuffle(lines)
        turned.append(folder / file.name)
        turned[-1].write_bytes(b"".join(line if line.endswith(b"\n") else line + b"\n" for line in lines))
    began = time.monotonic()
    second = _add(ledger, turned)
    found.lines.append(
        f"again, in another order: {second.splitlines()[-1]} ({time.monotonic() - began:.1f} s)"
    )
    found.must(": 0 added" in second, "the second time something was added")
    with View(ledger) as view:
        after = view.head()
    found.must(after == head, f"the log went on from {head.seq} to {after.seq}")
    found.must(_content(ledger) == before, "the content is another one after the second time")
    _other_order(found, folder, ledger)
    began = time.monotonic()
    report = verify(ledger, head=head)
    found.must(report.clean, f"not clean: {report.findings[:3]}")
    found.lines.append(
        f"verified: {report.documents} documents, {report.rows} rows, {time.monotonic() - began:.1f} s;"
        f" the file has {ledger.stat().st_size / 1e6:.0f} MB"
    )
    return found


def _other_order(found: Found, folder: Path, ledger: Path) -> None:
    """Write the same items in a random order: the same readings, lists and hits must come out."""
    with View(ledger) as view:
        items: list[tuple[Capture, Reading]] = []
        for reading in view.readings():
            document = reading.document
            kept = view.document(document.id)
            told = (document.url, document.outlet, document.title, document.published)
            items.append((Capture(document.id, view.original(document.id), kept.media, *told), reading))
        other = folder / "other.ledger"
        with Writer(other, create=True) as writer:
            for capture, reading in shuffled(items, Random(SEED)):
                writer.add(capture, reading, trace=view.trace(reading.document.id))
        with View(other) as again:
            same = all(a == b for a, b in zip(view.readings(), again.readings(), strict=True))
            found.must(same, "a reading is another one in another order of adding")
            for words in ("killed", "chemical weapons", '"human rights"'):
                hits = [each.search(words, limit=10**6) for each in (view, again)]
                # bm25 adds up numbers in the order of rows: hits, not their ranks, are to be the same.
                sets = [{(hit.document, hit.id) for hit in each} for each in hits]
                found.must(sets[0] == sets[1], f"search for {words} differs with the order of adding")
    one, two = _content(ledger), _content(other)
    found.must(_unnumbered(one[0]) == _unnumbered(two[0]), "documents differ with the order of adding")
    found.must(one[1] == two[1], "statements differ with the order of adding")
    found.lines.append(f"{len(items)} items written in a random order: the same documents, readings and hits")


def _unnumbered(documents: list[KeptDocument]) -> list[KeptDocument]:
    """Leave out which version came first: of one address and date, that is what the order of adding says."""
    return [replace(document, number=1, supersedes=None) for document in documents]


def _add(ledger: Path, files: Sequence[Path]) -> str:
    command = [PYTHON, "-m", "reportedly", "add", str(ledger), *map(str, files)]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return ran.stdout.strip() or f"failed: {ran.stderr[-500:]}"


def _content(ledger: Path) -> Content:
    with View(ledger) as view:
        counts = {name: view.db.number(f'SELECT count(*) FROM "{name}"') for name in TABLES}
        return list(view.documents()), list(view.statements()), counts


def main(arguments: Sequence[str] | None = None) -> int:
    """Run what was asked for, print what came of it, return the exit status."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True, help="folder that holds syria_news/ and fakes/")
    parser.add_argument("--only", choices=["kill", "full", "writers", "tamper", "twice"])
    asked = parser.parse_args(arguments)
    parts: dict[str, Callable[[Path], Found]] = {
        "kill": kill,
        "full": full,
        "writers": writers,
        "tamper": tamper,
        "twice": lambda folder: twice(folder, asked.data.resolve()),
    }
    bad = False
    for name in [asked.only] if asked.only else parts:
        began = time.monotonic()
        with tempfile.TemporaryDirectory() as folder:
            found = parts[name](Path(folder))
        print(f"{name} ({time.monotonic() - began:.0f} s)")
        for line in found.lines:
            print(f"  {line}")
        for violation in found.violations[:20]:
            print(f"  VIOLATION: {violation}")
        print(f"  violations: {len(found.violations)}", flush=True)
        bad = bad or bool(found.violations)
    return int(bad)


if __name__ == "__main__":
    sys.exit(main())
