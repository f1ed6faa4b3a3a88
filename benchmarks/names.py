"""Actors named in text, measured: mentions on Dstl's re3d (2017), countries on PLOVER's gold standard.

re3d: texts of 2014-2017 on the war in Syria and Iraq. Scored are its kinds Organisation and Person, at a
confidence of 0.5 or more; its Organisations include governments, states that act, forces and groups without
a name. Pronouns are left out on both sides. Nationality, Location, MilitaryPlatform and Vehicle are no
actors, but a mention of ours on one of them is not counted as wrong: "Syrian" and "warplanes" may be
read as Syria's and its military. A mention is found where ours shares its last word or covers half of both.
PLOVER: does the entity that stands on the actor's words, or the nearest around them, have the right country?
Yardstick on both: the parser's own names (PERSON, ORG, GPE, NORP), with the lexicon's word for their country.
"""

from __future__ import annotations

import json
import re
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

if not __package__:  # Run as a script: the packages lie beside this folder.
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.score import Counts
from benchmarks.show import as_row, drawn_by_sort, layer_arguments, table
from reportedly import lexicon
from reportedly.annotate.actors.entities import roster
from reportedly.annotate.actors.roster import PRONOUNS, Roster
from reportedly.annotate.parse import Paragraph, parse
from reportedly.lexicon import Lexicons
from reportedly.shapes import Segment, SegmentKind, Span

ACTORS = ("Organisation", "Person")
ALLOWED = ("Nationality", "Location", "MilitaryPlatform", "Vehicle")
_PRONOUNS = {
    *PRONOUNS,
    "we",
    "us",
    "our",
    "i",
    "me",
    "my",
    "you",
    "who",
    "others",
    "those",
    "which",
    "whose",
    "ours",
    "your",
}
_CODES = {
    "JAP": "JPN",
    "PSE": "PSE",
    "ROM": "ROU",
    "GER": "DEU",
    "TAW": "TWN",
    "BOS": "BIH",
    "WBK": "PSE",
    "GZA": "PSE",
}
"""Codes of the records that are slips or CAMEO's own, as ISO 3166-1."""


@dataclass(frozen=True, slots=True)
class Measured:
    """Counts by measure, the errors that were made, and how long it took, in seconds and words."""

    counts: dict[str, Counts]
    errors: tuple[str, ...]
    seconds: float
    parse_seconds: float
    words: int


def _paragraphs(text: str, lexicons: Lexicons) -> tuple[Paragraph, ...]:
    segments = [Segment(SegmentKind.PARAGRAPH, None, *m.span()) for m in re.finditer(r"[^\n]+", text)]
    return parse(text, segments, lexicons.headline_words)


def _baseline(pages: Sequence[Paragraph]) -> list[Span]:
    return [
        page.span(ent)
        for page in pages
        for ent in page.doc.ents
        if ent.label_ in ("PERSON", "ORG", "GPE", "NORP")
    ]


def _same(left: Span, right: Span) -> bool:
    shared = min(left.end, right.end) - max(left.start, right.start)
    if shared <= 0:
        return False
    longer = max(left.end - left.start, right.end - right.start)
    return left.end == right.end or shared * 2 >= longer


def _documents(folder: Path) -> Iterator[tuple[str, list[tuple[Span, str]]]]:
    for part in sorted(p for p in (folder / "re3d").iterdir() if p.is_dir()):
        marks: dict[str, list[tuple[Span, str]]] = {}
        for line in (part / "entities.json").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            if row["confidence"] >= 0.5 and row["value"].lower() not in _PRONOUNS:
                marks.setdefault(row["documentId"], []).append((Span(row["begin"], row["end"]), row["type"]))
        for line in (part / "documents.json").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            yield row["text"], marks.get(row["_id"], [])


def _judge(
    text: str, gold: list[tuple[Span, str]], ours: list[Span], name: str,
    counts: dict[str, Counts], errors: list[str] | None,
) -> None:  # fmt: skip
    wanted = [(s, k) for s, k in gold if k in ACTORS]
    allowed = [s for s, k in gold if k in ALLOWED]
    for kind in ACTORS:
        mine = [s for s, k in wanted if k == kind]
        hit = [any(_same(s, o) for o in ours) for s in mine]
        _add(counts, f"{name}: {kind}, found", Counts(sum(hit), 0, len(hit) - sum(hit)))
        if errors is not None:
            errors += [_shown(f"missed {kind}", text, s) for s, ok in zip(mine, hit, strict=True) if not ok]
    found = sum(any(_same(s, o) for o in ours) for s, _ in wanted)
    wrong = [
        o for o in ours if not any(_same(s, o) for s, _ in wanted) and not any(_same(s, o) for s in allowed)
    ]
    _add(counts, f"{name}: all", Counts(found, len(wrong), len(wanted) - found))
    if errors is not None:
        errors += [_shown("made", text, o) for o in wrong]


def _add(counts: dict[str, Counts], name: str, more: Counts) -> None:
    counts[name] = counts.get(name, Counts()) + more


def _shown(what: str, text: str, span: Span) -> str:
    left, right = text[max(0, span.start - 50) : span.start], text[span.end : span.end + 40]
    return f"{what}: {left}[[{text[span.start : span.end]}]]{right}".replace("\n", " ")


def measure(folder: Path) -> Measured:
    """Score both corpora; raise `FileNotFoundError` where they are not in the folder."""
    lexicons = lexicon.load()
    counts: dict[str, Counts] = {}
    errors: list[str] = []
    seconds = parsing = 0.0
    words = 0
    _ = lexicons.actors
    for text, gold in _documents(folder):
        start = time.perf_counter()
        pages = _paragraphs(text, lexicons)
        middle = time.perf_counter()
        found = roster(pages, lexicons)
        seconds, parsing = seconds + time.perf_counter() - middle, parsing + middle - start
        words += sum(len(p.tokens) for p in pages)
        ours = sorted({s for e in found.entities for s in e.mentions})
        _judge(text, gold, ours, "re3d", counts, errors)
        _judge(text, gold, _baseline(pages), "parser's names", counts, None)
    for record in _records(folder):
        _country(record, lexicons, counts, errors)
    return Measured(counts, tuple(errors), seconds, parsing, words)


def _records(folder: Path) -> list[dict[str, Any]]:
    path = folder / "plover_gsr" / "gold_standard_records" / "PLOVER_GSR_CAMEO.txt"
    rows: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"), strict=False)
    return [row for row in rows if row.get("event") != "DOCUMENT"]


def _country(
    record: dict[str, Any], lexicons: Lexicons, counts: dict[str, Counts], errors: list[str]
) -> None:
    text = record["text"]
    pages = _paragraphs(text, lexicons)
    found = roster(pages, lexicons)
    known = {a.country for a in lexicons.actors.actors.values()}
    for side in ("source", "target"):
        for actor in record.get(side) or []:
            if not isinstance(actor, dict) or not actor.get("actorText"):
                continue
            code = _CODES.get(actor.get("code", ""), actor.get("code", ""))
            at = text.find(actor["actorText"])
            if code not in known or at < 0:
                continue
            span = Span(at, at + len(actor["actorText"]))
            got = _read(span, found, pages)
            ok = code in got
            _add(counts, "PLOVER: country", Counts(ok, bool(got) and not ok, not ok))
            names = [w for w in re.findall(r"[a-z.]+", actor["actorText"].lower()) if w in lexicons.demonyms]
            plain = {
                a.country
                for a in lexicons.actors.actors.values()
                if a.name in {lexicons.demonyms[w] for w in names}
            }
            plain |= {
                a.country
                for a in lexicons.actors.actors.values()
                if a.name in actor["actorText"] and a.kind.value == "state"
            }
            _add(
                counts,
                "names and demonyms alone: country",
                Counts(code in plain, bool(plain) and code not in plain, code not in plain),
            )
            if not ok:
                errors.append(_shown(f"country {code}, read {sorted(map(str, got))}", text, span))


def _read(span: Span, found: Roster, pages: Sequence[Paragraph]) -> set[str | None]:
    """The countries of the entities that a stretch of text names, or whose nouns it stands before."""
    whom = [e for e in found.entities if any(m.start < span.end and span.start < m.end for m in e.mentions)]
    if not whom:
        for k, page in enumerate(pages):
            heads = (found.of(k, t.head) or found.of(k, t) for t in page.within(span))
            whom += [e for e in heads if e is not None]
    return {e.country for e in whom if e.country is not None}


def as_json(measured: Measured) -> dict[str, object]:
    """The same as a JSON value."""
    return {
        "measures": {key: as_row(c) for key, c in measured.counts.items()},
        "seconds": round(measured.seconds, 2),
        "parse_seconds": round(measured.parse_seconds, 2),
        "words": measured.words,
    }


def _sort(line: str) -> str:
    """The sort of an error: the corpus or country that its line begins with."""
    start = line.split(":")[0]
    return start.split(",")[0].split(" ")[0] + start[:12]


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; return its exit status."""
    wanted = layer_arguments(__doc__ or "", "re3d/ and plover_gsr/").parse_args(argv)
    try:
        measured = measure(wanted.data)
    except FileNotFoundError as error:
        print(error, file=sys.stderr)
        return 2
    if wanted.json:
        print(json.dumps(as_json(measured), indent=1))
        return 0
    print(table("Actors named", measured.counts))
    share = 100 * measured.seconds / measured.parse_seconds
    print(
        f"{measured.words} words; parse {measured.parse_seconds:.1f} s, "
        f"actors {measured.seconds:.2f} s ({share:.1f} %)"
    )
    for line in drawn_by_sort(measured.errors, _sort, wanted.errors, wanted.seed):
        print(line)
    return 0


if __name__ == "__main__":
    sys.exit(main())
