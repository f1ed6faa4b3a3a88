"""Score the slots of an article on the war in Syria: how many civilians were killed, where, by whom.

    python benchmarks/slots.py --data ../shared/data

`--data` is the folder that holds `fakes/`: articles with the answers of a crowd (FA-KES, Abu Salem
et al., ICWSM 2019). Every article is read once by the whole pipeline; a slot is a function of its `Reading`.
Prints the share of right answers to each slot beside two baselines: the commonest answer, and counting words.
`--errors N` prints wrong ones to read, with the rows that they came from.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

if not __package__:  # Run as a script: the packages lie beside this folder.
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks import main_event, slot_words
from benchmarks.civilians import civilians_killed
from reportedly import settings
from reportedly.pipeline import read
from reportedly.shapes import Capture, Event, EventType, Reading


@dataclass(frozen=True, slots=True)
class Item:
    """An article with its slots as answered by the crowd."""

    capture: Capture
    civilians: str
    place: str
    actor: str


@dataclass(frozen=True, slots=True)
class Slot:
    """A question: how a reading answers it, how words do, and what the crowd answered."""

    ours: Callable[[Reading], str]
    words: Callable[[str], str]
    gold: Callable[[Item], str]


@dataclass(frozen=True, slots=True)
class Answer:
    """What was read of an item and what a slot function said, beside the crowd's answer."""

    reading: Reading
    gold: str
    ours: str


@dataclass(frozen=True, slots=True)
class Score:
    """Answers to one slot, and the share of right ones of its baselines, by name."""

    answers: tuple[Answer, ...]
    baselines: dict[str, float]

    @property
    def accuracy(self) -> float:
        """The share of answers that equal the crowd's."""
        return sum(a.gold == a.ours for a in self.answers) / max(1, len(self.answers))


SLOTS: dict[str, Slot] = {
    "civilians killed": Slot(civilians_killed, slot_words.civilians, lambda item: item.civilians),
    "place": Slot(main_event.place, slot_words.place, lambda item: item.place),
    "actor": Slot(main_event.actor, slot_words.actor, lambda item: item.actor),
}


def read_items(path: Path) -> list[Item]:
    """Read the data set's rows; raise `FileNotFoundError` where it is not there."""
    items = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        slots = row["slots"]
        capture = Capture(row["url"], row["text"].encode("utf-8"), "text", outlet=row["outlet"])
        items.append(Item(capture, slots["nb_civilians"], slots["location"], slots["actor"]))
    return items


def read_all(items: Sequence[Item], jobs: int = 1) -> list[Reading]:
    """Read all articles, in order, with `jobs` processes."""
    settings.single_threaded()
    captures = [item.capture for item in items]
    if jobs <= 1:
        return [_read(capture) for capture in captures]
    with ProcessPoolExecutor(jobs) as pool:
        return list(pool.map(_read, captures, chunksize=4))


def _read(capture: Capture) -> Reading:
    return read(capture, force=True)


def score(slot: Slot, items: Sequence[Item], readings: Sequence[Reading]) -> Score:
    """Answer one slot of all articles."""
    gold = [slot.gold(item) for item in items]
    answers = tuple(Answer(r, g, slot.ours(r)) for r, g in zip(readings, gold, strict=True))
    commonest, times = Counter(gold).most_common(1)[0]
    by_words = sum(slot.words(r.document.text) == g for r, g in zip(readings, gold, strict=True))
    baselines = {f"always {commonest!r}": times / len(gold), "by words": by_words / len(gold)}
    return Score(answers, baselines)


def measure(folder: Path, jobs: int | None = None) -> dict[str, Score]:
    """Answer all slots of all articles in the folder; raise `FileNotFoundError` where they are not there."""
    items = read_items(folder / "fakes" / "dev.jsonl")
    readings = read_all(items, jobs or os.cpu_count() or 1)
    return {name: score(slot, items, readings) for name, slot in SLOTS.items()}


def report(scores: dict[str, Score]) -> str:
    """Lay out the shares of right answers."""
    number = max(len(one.answers) for one in scores.values())
    lines = [f"FA-KES dev: {number} articles, share of answers equal to the crowd's", ""]
    for name, one in scores.items():
        lines.append(f"{name:<20} {one.accuracy:.3f}")
        lines += [f"  baseline: {what:<50} {share:.3f}" for what, share in one.baselines.items()]
    return "\n".join(lines)


def errors(answers: Sequence[Answer], number: int) -> str:
    """Lay out wrong answers with the text, the crowd's answer, ours, and the rows that were read."""
    wrong = [a for a in answers if a.gold != a.ours][:number]
    return "\n\n".join(
        "\n".join([f"== gold {a.gold}, ours {a.ours}", a.reading.document.text, *_rows(a.reading)])
        for a in wrong
    )


def _rows(reading: Reading) -> list[str]:
    text = reading.document.text
    counts = [
        f"    count {text[c.start : c.end]!r} {c.low} {c.best} {c.high} | {c.of} | {c.role}"
        for c in reading.counts
    ]
    places = [
        f"    place {text[p.start : p.end]!r} {p.name} | {p.admin1} | {p.country} {p.precision}"
        for p in reading.places
    ]
    names = {entity.id: entity.name for entity in reading.entities}

    def event(row: Event) -> str:
        who, whom = names.get(row.actor or ""), names.get(row.recipient or "")
        return f"    event {text[row.trigger.start : row.trigger.end]!r} {row.mode} | {who} > {whom}"

    assaults = [event(row) for row in reading.events if row.type is EventType.ASSAULT]
    return [*counts, *places, *assaults]


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; return its exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--data", type=Path, required=True, help="folder that holds fakes/")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="processes that read")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="print N wrong answers to read")
    parser.add_argument("--slot", default="civilians killed", choices=list(SLOTS), help="of which slot")
    wanted = parser.parse_args(argv)
    start = time.perf_counter()
    try:
        scores = measure(wanted.data, wanted.jobs)
    except FileNotFoundError as error:
        print(error, file=sys.stderr)
        return 2
    if wanted.json:
        out = {
            name: {"accuracy": round(s.accuracy, 4), "answers": len(s.answers), "baselines": s.baselines}
            for name, s in scores.items()
        }
        print(json.dumps(out, indent=1))
    else:
        print(report(scores))
        print(f"\nread in {time.perf_counter() - start:.1f} s")
    if wanted.errors:
        print("\n" + errors(scores[wanted.slot].answers, wanted.errors))
    return 0


if __name__ == "__main__":
    sys.exit(main())
