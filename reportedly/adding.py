"""Adding items to a ledger: captures in, one outcome an item out, in the same order.

What the ledger has seen before is not read again, so that a run which was stopped goes on where it
was. Reading goes on in other processes; only this one writes, one transaction an item.
"""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from reportedly.batch import Fault, Foreign, Loader, Result, Traced, load_tracer, read_all
from reportedly.errors import ReadingError
from reportedly.shapes import Capture, Problem, Reading
from reportedly.store.kept import Status
from reportedly.store.writer import Writer

_REASON = re.compile(r"[^;:,(]+")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one item: its document where it has one, and why where it has none."""

    input: str
    status: Status
    document: str | None = None
    problem: str | None = None
    fault: bool = field(default=False, metadata={"json": False})
    schema: str = "reportedly/added/1"


@dataclass(frozen=True, slots=True)
class _Settled(Problem):
    """An item that needs no reading; the batch passes it on in its place, as it does problems."""

    outcome: Outcome | None = None


def add_all(
    writer: Writer,
    items: Iterable[Capture | Problem],
    *,
    jobs: int,
    lexicon_paths: Sequence[Path] = (),
    force: bool = False,
    anew: bool = False,
    loader: Loader = load_tracer,
) -> Generator[Outcome, None, None]:
    """Add the items; yield what became of each as soon as that is on the disk.

    `force` reads what is not English; `anew` reads what is there already, and keeps the reading of
    another version of the program or of the lexicons. Raises `LedgerError` where nothing more can
    be written; all outcomes before it are kept.
    """
    waiting: deque[Capture | None] = deque()
    results = read_all(
        _to_read(writer, items, waiting, force, anew),
        jobs=jobs,
        lexicon_paths=lexicon_paths,
        force=force,
        loader=loader,
    )
    with closing(results):
        for result in results:
            yield keep(writer, waiting.popleft(), result, anew=anew)


def _to_read(
    writer: Writer,
    items: Iterable[Capture | Problem],
    waiting: deque[Capture | None],
    force: bool,
    anew: bool,
) -> Iterator[Capture | Problem]:
    """Pass on what is to be read; keep the capture until its reading comes back."""
    for item in items:
        if isinstance(item, Capture) and not anew:
            seen = writer.seen(item)
            if seen is not None and not (force and seen.status is Status.SKIPPED):
                waiting.append(None)
                yield _Settled(
                    item.input, "", outcome=Outcome(item.input, seen.status, seen.document, seen.detail)
                )
                continue
        waiting.append(item if isinstance(item, Capture) else None)
        yield item


def keep(writer: Writer, capture: Capture | None, result: Result, *, anew: bool = False) -> Outcome:
    """Write a result down; say what became of its item."""
    if isinstance(result, _Settled) and result.outcome is not None:
        return result.outcome
    if isinstance(result, Foreign) and capture is not None:
        writer.skip(capture, result.language)
        return Outcome(capture.input, Status.SKIPPED, problem=result.problem)
    if isinstance(result, Reading) and capture is not None:
        try:
            trace = result.trace if isinstance(result, Traced) else None
            status = writer.add(capture, result, trace=trace, anew=anew)
        except ReadingError as error:
            what = f"internal fault: {error}; please report it with the article"
            result = Fault(capture.input, what)
        else:
            return Outcome(capture.input, status, result.document.id)
    assert isinstance(result, Problem), "a reading belongs to a capture"
    fault = isinstance(result, Fault)
    writer.refuse(result, fault=fault)
    return Outcome(result.input, Status.REFUSED, problem=result.problem, fault=fault)


class Tally:
    """How many items came to what, and why items were refused."""

    def __init__(self) -> None:
        self.counts: Counter[Status] = Counter()
        self.reasons: Counter[str] = Counter()
        self.faults = 0

    def add(self, outcome: Outcome) -> None:
        """Count one outcome."""
        self.counts[outcome.status] += 1
        self.faults += outcome.fault
        if outcome.status is Status.REFUSED and outcome.problem is not None:
            self.reasons[reason(outcome.input, outcome.problem)] += 1

    @property
    def kept(self) -> int:
        """How many items are in the ledger now, or were skipped on purpose."""
        return self.counts.total() - self.counts[Status.REFUSED]

    def __str__(self) -> str:
        words = {
            Status.ADDED: "added",
            Status.NEW_VERSION: "added in a new version",
            Status.REREAD: "read anew",
            Status.KNOWN: "already known",
            Status.SKIPPED: "skipped as not English",
            Status.REFUSED: "refused",
        }
        told = (Status.ADDED, Status.KNOWN)
        parts = [f"{self.counts[s]} {w}" for s, w in words.items() if self.counts[s] or s in told]
        why = ", ".join(f"{count} {words}" for words, count in self.reasons.most_common(5))
        more = len(self.reasons) - 5
        return ", ".join(parts) + (
            f" ({why}{f', and {more} other reasons' if more > 0 else ''})" if why else ""
        )


def reason(name: str, problem: str) -> str:
    """Return what a problem is in short, without the item's name and the advice: "is empty"."""
    found = _REASON.match(problem.removeprefix(f"{name}: "))
    return found[0].strip() if found else problem
