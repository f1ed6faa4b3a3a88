"""Kill writers, fill the disk, write from many sides at once: is everything kept that was acknowledged?

Items are real readings of the articles under `examples/`, each with a last line of its own. A child
process writes them through the real `Writer`, or the whole `reportedly add` does, and prints the id of
each once it is committed. Figures and violations come out.
"""

from __future__ import annotations

import json
import pickle
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random

from reportedly.ids import document_id, sha256
from reportedly.shapes import Capture, Reading, Span
from reportedly.store.kept import Status
from reportedly.store.verify import verify
from reportedly.store.view import View
from reportedly.store.writer import Writer
from reportedly.trace import Piece, Trace

ROOT = Path(__file__).resolve().parents[1]
PYTHON = sys.executable
SEED = 20310504

KILLS_OF_WRITERS, KILLS_OF_PROGRAMS = 180, 20
ROUNDS_A_LEDGER = 10
ITEMS = 500
"""Items of one ledger: more than ten rounds of a writer come to before they are killed, as a rule."""


@dataclass(slots=True)
class Found:
    """What a benchmark came to: lines that say what was done, and whatever should not be."""

    lines: list[str] = field(default_factory=list)
    violations: list[str] = field(default_factory=list)

    def must(self, holds: bool, what: str) -> None:
        """Note a violation where something does not hold."""
        if not holds:
            self.violations.append(what)


def examples() -> list[tuple[Capture, Reading]]:
    """Read the articles of the examples, the texts."""
    from reportedly.batch import load_reader
    from reportedly.ingest.inputs import captures

    read = load_reader([ROOT / "examples" / "lexicon.yaml"])
    items = [item for item in captures([str(ROOT / "examples")]) if isinstance(item, Capture)]
    return [(item, read(item, False)) for item in items if item.media == "text"]


def varied(items: list[tuple[Capture, Reading]], number: int) -> tuple[Capture, Reading]:
    """Return one of the items with a last line of its own, and its reading, which that does not change."""
    capture, reading = items[number % len(items)]
    line = f"\n\nNumber {number}.\n"
    data = capture.data + line.encode()
    digest = sha256(data)
    old = reading.document
    id = document_id(digest, old.url, old.outlet, old.published)
    document = replace(old, id=id, bytes_sha256=digest, text=old.text + line)
    return replace(capture, input=f"item {number}", data=data), replace(reading, document=document)


def traced(reading: Reading) -> Trace:
    """Return a trace that leads every word to the same place, as one of a page without markup would."""
    everything = Span(0, len(reading.document.text))
    piece = Piece(everything, everything, ((everything, everything),))
    return Trace(reading.document.text, (piece,))


def write(ledger: Path, pickled: Path, first: int, last: int) -> None:
    """Add items `first` to `last`; print the id of each that is committed. For a process of its own."""
    items = pickle.loads(pickled.read_bytes())
    with Writer(ledger, create=True) as writer:
        print("ready", flush=True)
        for number in range(first, last):
            capture, reading = varied(items, number)
            seen = writer.seen(capture)
            status = seen.status if seen else writer.add(capture, reading, trace=traced(reading))
            print(status.replace(" ", "-"), reading.document.id, flush=True)


def start_writer(ledger: Path, pickled: Path, first: int = 0, last: int = ITEMS) -> subprocess.Popen[str]:
    """Start a process that writes."""
    code = "import sys; from pathlib import Path; from benchmarks.keeping import write; "
    code += "write(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))"
    command = [PYTHON, "-c", code, str(ledger), str(pickled), str(first), str(last)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def kill(folder: Path, seed: int = SEED) -> Found:
    """Kill writers, and whole programs, at random points."""
    found, random = Found(), Random(seed)
    pickled = folder / "readings"
    pickled.write_bytes(pickle.dumps(examples()))
    told = kept = unfinished = 0
    for turn in range(KILLS_OF_WRITERS // ROUNDS_A_LEDGER):
        ledger = folder / f"killed-{turn}.ledger"
        acknowledged: set[str] = set()
        for _ in range(ROUNDS_A_LEDGER):
            writer = start_writer(ledger, pickled)
            added, midway = _killed(writer, random.uniform(0, 0.5))
            acknowledged |= added
            unfinished += midway
            _check(found, ledger, acknowledged, f"writer, ledger {turn}")
        kept += len(_ids(ledger))
        told += len(acknowledged)
        _finish(found, ledger, pickled)
    found.lines.append(
        f"{KILLS_OF_WRITERS} writers killed, {unfinished} of them before they were done:"
        f" {told} items acknowledged, {kept} kept"
    )
    _kill_programs(found, folder, random)
    return found


def _killed(writer: subprocess.Popen[str], after: float) -> tuple[set[str], bool]:
    """Kill a writer some seconds after it began; return the ids that it acknowledged as added."""
    assert writer.stdout is not None
    assert writer.stdout.readline() == "ready\n"
    time.sleep(after)
    writer.send_signal(signal.SIGKILL)
    lines = [line.split() for line in writer.stdout.read().splitlines()]
    writer.wait()
    writer.communicate()
    whole = [line[1] for line in lines if len(line) == 2 and len(line[1]) == 64]
    return set(whole), len(lines) < ITEMS


def _ids(ledger: Path) -> set[str]:
    with View(ledger) as view:
        return {document.id for document in view.documents()}


def _check(found: Found, ledger: Path, acknowledged: set[str], where: str) -> None:
    """What must hold of a ledger whatever happened to who wrote it."""
    found.must(acknowledged <= _ids(ledger), f"{where}: an acknowledged item is lost")
    report = verify(ledger)
    found.must(report.clean, f"{where}: {[str(finding) for finding in report.findings[:3]]}")
    with View(ledger) as view:
        readings = sum(1 for _ in view.readings())
        found.must(readings == report.documents, f"{where}: a document without its reading")


def _finish(found: Found, ledger: Path, pickled: Path) -> None:
    """Run to the end: only what is missing may be added."""
    missing = ITEMS - len(_ids(ledger))
    out, err = start_writer(ledger, pickled).communicate(timeout=300)
    statuses = [line.split()[0] for line in out.splitlines()[1:]]
    added = sum(status in ("added", "new-version") for status in statuses)
    found.must(len(statuses) == ITEMS, f"{ledger.name}: the rerun stopped: {err[-300:]}")
    found.must(added == missing, f"{ledger.name}: the rerun added {added}, missing were {missing}")
    with View(ledger) as view:
        hits = len(view.search_documents("number", limit=10 * ITEMS))
        found.must(hits == ITEMS, f"{ledger.name}: search finds {hits} of {ITEMS}")


def _kill_programs(found: Found, folder: Path, random: Random) -> None:
    """Kill `reportedly add` itself, with its readers, while it works through a file of rows."""
    rows = [json.loads(line) for line in (ROOT / "examples" / "week.jsonl").read_text().splitlines()]
    source = folder / "rows.jsonl"
    with source.open("w") as out:
        for number in range(120):
            row = dict(rows[number % len(rows)])
            row["text"] += f"\n\nNumber {number}.\n"
            out.write(json.dumps(row) + "\n")
    ledger = folder / "programs.ledger"
    command = [PYTHON, "-m", "reportedly", "add", str(ledger), str(source), "--json"]
    acknowledged: set[str] = set()
    kills = 0
    for _ in range(KILLS_OF_PROGRAMS):
        if ledger.exists() and len(_ids(ledger)) == 120:
            ledger = folder / f"programs-{kills}.ledger"
            command[4], acknowledged = str(ledger), set()
        program = subprocess.Popen(
            command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True
        )
        assert program.stdout is not None
        head = program.stdout.readline()
        time.sleep(random.uniform(0, 3))
        program.kill()
        lines = (head + program.stdout.read()).splitlines(keepends=True)
        program.wait()
        kills += 1
        whole = [json.loads(line) for line in lines if line.endswith(b"\n")]
        acknowledged |= {row["document"] for row in whole if row["status"] in ("added", "new version")}
        if ledger.exists():
            _check(found, ledger, acknowledged, f"program, kill {kills}")
    done = len(_ids(ledger))
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    statuses = [json.loads(line)["status"] for line in ran.stdout.splitlines()]
    added = sum(status in ("added", "new version") for status in statuses)
    found.must(len(statuses) == 120, f"the rerun told of {len(statuses)} items of 120")
    found.must(added == 120 - done, f"the rerun added {added}, missing were {120 - done}")
    found.must(verify(ledger).clean, "the ledger after the rerun is not clean")
    found.lines.append(f"{kills} programs killed; the last rerun added {added} of 120, and {done} were there")


def full(folder: Path) -> Found:
    """Fill the disk: a limit on the size of files, and a small file system where one may be mounted."""
    found = Found()
    pickled = folder / "readings"
    if not pickled.exists():
        pickled.write_bytes(pickle.dumps(examples()))
    ledger = folder / "limited.ledger"
    limit = 3_000_000

    def limited() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    _fill(found, ledger, pickled, "a limit of 3 MB a file", limited)
    mounted = folder / "small"
    mounted.mkdir(exist_ok=True)
    mount = ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(mounted)]
    if subprocess.run(mount, capture_output=True, check=False).returncode == 0:
        try:
            _fill(found, mounted / "x.ledger", pickled, "a disk of 3 MB", None)
        finally:
            subprocess.run(["umount", "-l", str(mounted)], check=False)
    else:
        found.lines.append("no small file system could be mounted here (it takes the rights of root)")
    return found


def _fill(found: Found, ledger: Path, pickled: Path, what: str, limited: Callable[[], object] | None) -> None:
    code = (
        "import sys; from pathlib import Path; from benchmarks.keeping import write\n"
        "from reportedly.errors import LedgerError\n"
        "try: write(Path(sys.argv[1]), Path(sys.argv[2]), 0, 2000)\n"
        "except LedgerError as error: print(error, file=sys.stderr); sys.exit(2)"
    )
    ran = subprocess.run(
        [PYTHON, "-c", code, str(ledger), str(pickled)],
        cwd=ROOT, capture_output=True, text=True, preexec_fn=limited, check=False,
    )  # fmt: skip
    acknowledged = {line.split()[1] for line in ran.stdout.splitlines()[1:]}
    told = ran.stderr.strip()
    found.must(ran.returncode == 2 and "\n" not in told, f"{what}: {ran.returncode} {told[-300:]}")
    _check(found, ledger, acknowledged, what)
    missing = acknowledged ^ _ids(ledger)
    found.must(not missing, f"{what}: {len(missing)} items told and kept differ")
    found.lines.append(f"{what}: {len(acknowledged)} items acknowledged, all kept; it said: {told}")


def writers(folder: Path, number: int = 8, items: int = 60) -> Found:
    """Write from many processes at once, half of the items the same ones."""
    found = Found()
    pickled = folder / "readings"
    if not pickled.exists():
        pickled.write_bytes(pickle.dumps(examples()))
    ledger = folder / "many.ledger"
    started = [
        start_writer(ledger, pickled, turn * items // 2, turn * items // 2 + items) for turn in range(number)
    ]
    added = known = 0
    for process in started:
        out, err = process.communicate(timeout=600)
        statuses = [line.split()[0] for line in out.splitlines()[1:]]
        found.must(process.returncode == 0 and len(statuses) == items, f"a writer failed: {err[-300:]}")
        known += statuses.count(Status.KNOWN)
        added += len(statuses) - statuses.count(Status.KNOWN)
    wanted = (number + 1) * items // 2
    report = verify(ledger)
    found.must(report.clean, f"many writers: {[str(f) for f in report.findings[:3]]}")
    found.must(added == report.documents == wanted, f"{added} told, {report.documents} kept, {wanted} wanted")
    found.lines.append(
        f"{number} writers at once, {items} items each: {added} added, {known} known, none failed;"
        f" {report.documents} documents kept"
    )
    return found


def shuffled(items: list[tuple[Capture, Reading]], random: Random) -> Iterator[tuple[Capture, Reading]]:
    """Yield the items in another order."""
    order = list(range(len(items)))
    random.shuffle(order)
    for number in order:
        yield items[number]
