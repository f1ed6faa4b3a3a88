"""A small ledger that never changes: four invented articles as they were once read, for tests of exports.

`python -m tests.export.frozen` makes the files of `frozen/` anew, with whatever the program reads today, and
`python -m tests.export.golden` what every format makes of them.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from reportedly.claim import Claim, Judgement
from reportedly.export.formats.kept import Checked, Entry, Original
from reportedly.fromjson import row
from reportedly.shapes import Reading, Span
from reportedly.trace import Piece, Trace

HERE = Path(__file__).parent / "frozen"

HOSTILE = {
    "url": None,
    "outlet": "=Cmd|Daily",
    "title": "=HYPERLINK(\"https://x.example\";\"50 dead\")",
    "published": "2029-06-05",
    "text": (
        "-5 degrees was measured in Temmel on Tuesday, the mayor's office said; \"+1 for us\", it added.\n\n"
        "Seven people \U0001f56f were killed near the mill, <b>officials</b> said, citing Trestle.\n"
    ),
}
"""Words that spreadsheets, XML and HTML could take for something else, and a character beyond 16 bits."""

PICKED = (0, 2, 3)
"""Which of the demo's articles: an agency's first report, a page that takes it up, a denial."""


def _rows(name: str) -> list[Any]:
    return [json.loads(line) for line in (HERE / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


class Frozen:
    """The small ledger, as exporters see it."""

    name = "frozen.ledger"
    version = "0"

    def readings(self) -> Iterator[Reading]:
        """Yield the readings."""
        yield from _readings()

    def claims(self) -> Sequence[Claim]:
        """Return the claims."""
        return [row(Claim, value) for value in _rows("claims")]

    def judgements(self) -> Sequence[Judgement]:
        """Return one judgement."""
        return [row(Judgement, value) for value in _rows("judgements")]

    def original(self, document: str) -> Original:
        """Return the bytes of a document."""
        found = next(value for value in _rows("originals") if value["document"] == document)
        data = found["data"].encode()
        return Original(found["sha256"], found["media"], len(data), data)

    def original_range(self, document: str, span: Span) -> Span | None:
        """Return where a span's words are in the original."""
        return _traces()[document].range(span)

    def entries(self) -> Iterator[Entry]:
        """Yield the log."""
        for value in _rows("log"):
            yield Entry(**value)

    def checked(self) -> Checked:
        """Say that all is well."""
        last = _rows("log")[-1]
        return Checked(f"reportedly-head {last['seq']} {last['at']} {last['hash']}", last["seq"], 900, (), ())


@cache
def _readings() -> tuple[Reading, ...]:
    return tuple(row(Reading, value) for value in _rows("readings"))


@cache
def _traces() -> dict[str, Trace]:
    texts = {reading.document.id: reading.document.text for reading in _readings()}
    out = {}
    for value in _rows("originals"):
        pieces = value["pieces"]
        made = None if pieces is None else tuple(row(Piece, piece) for piece in pieces)
        out[value["document"]] = Trace(texts[value["document"]], made)
    return out


def freeze() -> None:
    """Read the articles and write the files."""
    from reportedly import demo
    from reportedly.adding import add_all
    from reportedly.export.reading_json import line, plain
    from reportedly.exporting import Exported
    from reportedly.ingest.inputs import captures
    from reportedly.ledger import Ledger
    from reportedly.store.writer import Writer

    articles = demo.ARTICLES.read_text(encoding="utf-8").splitlines()
    lines = [*(articles[n] for n in PICKED), json.dumps(HOSTILE)]
    with tempfile.TemporaryDirectory() as folder:
        path, items = Path(folder) / "frozen.ledger", Path(folder) / "articles.jsonl"
        items.write_text("\n".join(lines), encoding="utf-8")
        lexicons = (demo.WORLD, demo.ALIGNMENTS)

        def now() -> datetime:
            return datetime(2029, 6, 20, 12, tzinfo=UTC)

        with Writer(path, create=True, now=now) as writer:
            list(add_all(writer, captures([str(items)]), jobs=1, lexicon_paths=(demo.WORLD,)))
        with Ledger(path, now=now) as ledger:
            claims = ledger.claims(lexicons=lexicons)
            pair = next(c for c in claims if len(c.origins) > 1)
            left, right = (o.id for o in pair.origins[:2])
            ledger.judge("same-origin", left, right, by="A. Editor", reason="one office", lexicons=lexicons)
            kept = Exported(ledger, lexicons=lexicons)
            _write("readings", (line(reading) for reading in kept.readings()))
            _write("claims", (line(claim) for claim in kept.claims()))
            _write("judgements", (line(judgement) for judgement in kept.judgements()))
            _write("log", (_json(plain(entry)) for entry in kept.entries()))
            _write("originals", (
                _json({
                    "document": d.id, "sha256": d.bytes_sha256, "media": kept.original(d.id).media,
                    "data": (kept.original(d.id).data or b"").decode(),
                    "pieces": plain(trace.pieces) if (trace := ledger.trace(d.id)) else None,
                })
                for d in (reading.document for reading in kept.readings())
            ))  # fmt: skip


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode() + b"\n"


def _write(name: str, lines: Iterator[bytes]) -> None:
    HERE.mkdir(exist_ok=True)
    (HERE / f"{name}.jsonl").write_bytes(b"".join(lines))


if __name__ == "__main__":
    freeze()
