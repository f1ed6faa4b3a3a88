"""Events measured on PLOVER's gold standard records: types, and who did it to whom.

The records (Open Event Data Alliance, 2016) are sentences of the CAMEO manual, each with one event: its
words, type, source and target. They were coded by an older PLOVER, whose names are mapped to today's (FIGHT
is ASSAULT, DEMAND is REQUEST, DISAPPROVE and INVESTIGATE are ACCUSE). Scored end to end, from the plain
sentence: "types, at the words": an event of ours whose trigger shares a character with the record's words;
the best of these is right if its type is the record's; a record without one, or with the wrong type, is
missed; the wrong type is also made. "types, of the sentence": the set of types found anywhere in the
sentence against the set that all records of the same sentence have; what the coders left out counts as
made. "... any": a record is found where its type is found anywhere. Actor and recipient are scored on
records whose type is found (at the words, or failing that in the sentence): right if the entity has the
country of the record's actor, or its mentions share words with it. Records without a target do not count.
Yardstick: always the commonest type.
"""

from __future__ import annotations

import json
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

if not __package__:  # Run as a script: the packages lie beside this folder.
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.names import _CODES, _paragraphs
from benchmarks.score import Counts
from benchmarks.show import as_row, drawn_by_sort, layer_arguments, table
from reportedly import lexicon
from reportedly.annotate.actors.entities import roster
from reportedly.annotate.events.acts import events
from reportedly.lexicon import Lexicons
from reportedly.shapes import Entity, Event, Span

TODAY = {"FIGHT": "ASSAULT", "DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE"}
_MARK = re.compile(r"\((SRC|TAR|EVT|LOC|SRC/TAR)[^:()]*:\s*")


@dataclass(frozen=True, slots=True)
class Measured:
    """Counts by measure and by type, errors to read, seconds on events and on parsing, and words."""

    counts: dict[str, Counts]
    by_type: dict[str, Counts]
    errors: tuple[str, ...]
    seconds: float
    parse_seconds: float
    words: int


def records(folder: Path) -> list[dict[str, Any]]:
    """Return the records that code an event; raise `FileNotFoundError` where the file is not there."""
    path = folder / "plover_gsr" / "gold_standard_records" / "PLOVER_GSR_CAMEO.txt"
    rows: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"), strict=False)
    return [row for row in rows if row.get("event") not in (None, "DOCUMENT")]


def event_words(record: dict[str, Any]) -> list[Span]:
    """Return where the record's event words stand in its text, read from its markup in order."""
    text, out, at = record["text"], [], 0
    info = record.get("textInfo")
    markup = info.get("markup", "") if isinstance(info, dict) else str(info or "")
    pieces = list(re.finditer(r"\(EVT[^:()]*:\s*([^()]*)\)", markup))
    for piece in pieces:
        words = piece.group(1).strip()
        # Where the markup stands before its words the rest of the sentence is found in the same order.
        found = text.find(words, at)
        found = found if found >= 0 else text.find(words)
        if words and found >= 0:
            out.append(Span(found, found + len(words)))
            at = found + len(words)
    return out


def _names(record: dict[str, Any], side: str) -> Iterator[tuple[str, list[str]]]:
    for actor in record.get(side) or []:
        if isinstance(actor, dict) and actor.get("actorText"):
            code = str(actor.get("code", ""))
            parts = [p.strip() for p in actor["actorText"].split("...") if p.strip()]
            yield str(_CODES.get(code, code)), parts


def _is(entity: Entity | None, record: dict[str, Any], side: str) -> bool:
    """Whether an entity is one of the record's actors on a side."""
    if entity is None:
        return False
    text = record["text"]
    for code, parts in _names(record, side):
        if code and code == entity.country:
            return True
        for part in parts:
            at = text.find(part)
            if at >= 0 and any(m.start < at + len(part) and at < m.end for m in entity.mentions):
                return True
    return False


def measure(folder: Path) -> Measured:
    """Score the records; raise `FileNotFoundError` where they are not in the folder."""
    lexicons = lexicon.load()
    _ = lexicons.events, lexicons.actors
    rows = records(folder)
    gold: dict[str, set[str]] = {}
    for row in rows:
        gold.setdefault(row["text"], set()).add(TODAY.get(row["event"], row["event"]))
    counts: dict[str, Counts] = {}
    by_type: dict[str, Counts] = {}
    errors: list[str] = []
    read, seconds, parsing, words = _read_all(list(gold), lexicons)
    for text, kinds in gold.items():
        mine = {e.type.value for e in read[text][0]}
        _add(
            counts, "types, of the sentence", Counts(len(mine & kinds), len(mine - kinds), len(kinds - mine))
        )
    common = Counter(k for kinds in gold.values() for k in kinds).most_common(1)[0][0]
    for row in rows:
        kind = TODAY.get(row["event"], row["event"])
        found, entities = read[row["text"]]
        best = _score(row, kind, found, entities, counts, by_type, errors)
        _add(counts, "types, yardstick", Counts(kind == common, kind != common, kind != common))
        if best is not None:
            _parties(row, best, entities, counts, errors)
    return Measured(counts, by_type, tuple(errors), seconds, parsing, words)


def _read_all(
    texts: Sequence[str], lexicons: Lexicons
) -> tuple[dict[str, tuple[tuple[Event, ...], dict[str, Entity]]], float, float, int]:
    out, seconds, parsing, words = {}, 0.0, 0.0, 0
    for text in texts:
        start = time.perf_counter()
        pages = _paragraphs(text, lexicons)
        middle = time.perf_counter()
        who = roster(pages, lexicons)
        later = time.perf_counter()
        found = events(pages, who, lexicons)
        seconds, parsing = seconds + time.perf_counter() - later, parsing + middle - start
        words += sum(len(p.tokens) for p in pages)
        out[text] = (found, {e.id: e for e in who.entities})
    return out, seconds, parsing, words


def _score(
    row: dict[str, Any], kind: str, found: Sequence[Event], entities: dict[str, Entity],
    counts: dict[str, Counts], by_type: dict[str, Counts], errors: list[str],
) -> list[Event] | None:  # fmt: skip
    """Count one record's type; return the events of the right type, those at its words before others."""
    spans = event_words(row)
    here = [e for e in found if any(s.start < e.trigger.end and e.trigger.start < s.end for s in spans)]
    right = [e for e in here if e.type.value == kind]
    elsewhere = [e for e in found if e.type.value == kind]
    wrong = bool(here) and not right
    _add(counts, "types, at the words", Counts(bool(right), wrong, not right))
    _add(counts, "types, any", Counts(bool(elsewhere), bool(found) and not elsewhere, not elsewhere))
    _add(by_type, kind, Counts(bool(right), 0, not right))
    if wrong:
        _add(by_type, here[0].type.value, Counts(0, 1, 0))
    if not right:
        got = ", ".join(f"{e.type.value} [{row['text'][slice(*e.trigger)]}]" for e in (here or found))
        errors.append(
            f"{'wrong' if here else 'missed'} {kind}: {row.get('eventText')} | {row['text']} | read {got}"
        )
    return right or elsewhere or None


def _parties(
    row: dict[str, Any], found: Sequence[Event], entities: dict[str, Entity],
    counts: dict[str, Counts], errors: list[str],
) -> None:  # fmt: skip
    both = []
    for side, part in (("source", "actor"), ("target", "recipient")):
        if not list(_names(row, side)):
            continue
        ids = [getattr(e, part) for e in found]
        ok = any(_is(entities.get(i), row, side) for i in ids if i is not None)
        made = any(i is not None for i in ids)
        both.append(ok)
        _add(counts, part, Counts(ok, made and not ok, not ok))
        if not ok:
            got = ", ".join(
                f"{row['text'][slice(*e.trigger)]}: {entities[i].name if i else None}"
                for e, i in zip(found, ids, strict=True)
            )
            errors.append(f"{part}: {[p for _, p in _names(row, side)]} | {row['text']} | read {got}")
    if both:
        _add(counts, "actor and recipient", Counts(all(both), 0, not all(both)))
    _add(counts, "actors and recipients, each", Counts(sum(both), 0, len(both) - sum(both)))


def _add(counts: dict[str, Counts], name: str, more: Counts) -> None:
    counts[name] = counts.get(name, Counts()) + more


def as_json(measured: Measured) -> dict[str, object]:
    """The same as a JSON value."""

    return {
        "measures": {key: as_row(c) for key, c in sorted(measured.counts.items())},
        "by_type": {key: as_row(c) for key, c in sorted(measured.by_type.items())},
        "seconds": round(measured.seconds, 2),
        "parse_seconds": round(measured.parse_seconds, 2), "words": measured.words,
    }  # fmt: skip


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; return its exit status."""
    wanted = layer_arguments(__doc__ or "", "plover_gsr/").parse_args(argv)
    try:
        measured = measure(wanted.data)
    except FileNotFoundError as error:
        print(error, file=sys.stderr)
        return 2
    if wanted.json:
        print(json.dumps(as_json(measured), indent=1))
        return 0
    print(table("Events of PLOVER's records", measured.counts))
    print(table("Types, at the words", dict(sorted(measured.by_type.items()))))
    share = 100 * measured.seconds / measured.parse_seconds
    print(
        f"{measured.words} words; parse {measured.parse_seconds:.1f} s, "
        f"events {measured.seconds:.2f} s ({share:.1f} %)"
    )
    for line in drawn_by_sort(measured.errors, lambda e: e.split(" ")[0], wanted.errors, wanted.seed):
        print(line)
    return 0


if __name__ == "__main__":
    sys.exit(main())
