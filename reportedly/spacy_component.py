"""A component for spaCy pipelines: `nlp.add_pipe("reportedly")` sets what is said in a text on its Doc.

A Doc of anybody's pipeline goes in; its text is read as an article by our own pipeline, and the Doc comes
out with `doc._.statements` (each with spans of the Doc), `doc._.reading` and the span group `statements`.
What is kept on the Doc is the reading's JSON, so that Docs can be sent between processes and written to
disk.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup

from reportedly import shapes
from reportedly.export.reading_json import line
from reportedly.fromjson import row
from reportedly.ledger import read

KEY = "reportedly"


@dataclass(frozen=True, slots=True)
class Said:
    """One statement, on a Doc: spans of tokens, the chain's names (origin first), and the row itself.

    A span of tokens holds the characters that the row names; where a token is longer, all of it.
    """

    content: tuple[Span, ...]
    cue: tuple[Span, ...]
    source: tuple[Span, ...]
    chain: tuple[str, ...]
    act: str
    factuality: str
    statement: shapes.Statement


@Language.factory(
    "reportedly",
    default_config={"outlet": None, "published": None, "url": None, "lexicons": [], "force": True},
    assigns=["doc._.statements", "doc._.reading", "doc.spans"],
)
def make(
    nlp: Language, name: str, outlet: str | None, published: str | None, url: str | None, lexicons: list[str],
    force: bool,
) -> Component:  # fmt: skip
    """Make the component; the settings are those of `reportedly.read`."""
    return Component(outlet, published, url, tuple(lexicons), force)


class Component:
    """Reads the text of Docs."""

    def __init__(
        self, outlet: str | None, published: str | None, url: str | None, lexicons: Sequence[str | Path],
        force: bool,
    ) -> None:  # fmt: skip
        self._outlet = outlet
        self._published = published
        self._url = url
        self._lexicons = tuple(lexicons)
        self._force = force

    def __call__(self, doc: Doc) -> Doc:
        """Read a Doc's text; a Doc without words has no statements. Raises `InputError` as `read` does."""
        if not doc.text.strip():
            return doc
        reading = read(
            None, text=doc.text, html=None, url=self._url, outlet=self._outlet, title=None,
            published=self._published, lexicons=self._lexicons, force=self._force,
        )  # fmt: skip
        doc.user_data[KEY] = line(reading).decode()
        found = [span for said in _statements(doc) for span in said.content]
        doc.spans["statements"] = SpanGroup(doc, name="statements", spans=found)
        return doc


def _reading(doc: Doc) -> shapes.Reading | None:
    """Return a Doc's reading, without sentence vectors; null where the component has not been there."""
    kept = doc.user_data.get(KEY)
    return None if kept is None else row(shapes.Reading, json.loads(kept))


def _statements(doc: Doc) -> list[Said]:
    reading = _reading(doc)
    if reading is None:
        return []
    names = {source.id: source.name for source in reading.sources}
    return [
        Said(
            _spans(doc, s.content, s), _spans(doc, s.cue, s), _spans(doc, s.source, s),
            tuple(names[id] for id in s.chain), s.act.value, s.factuality.value.value, s,
        )
        for s in reading.statements
    ]  # fmt: skip


def _spans(doc: Doc, found: Sequence[shapes.Span], statement: shapes.Statement) -> tuple[Span, ...]:
    made = (
        doc.char_span(start, end, label=statement.act.value.upper(), alignment_mode="expand")
        for start, end in found
    )
    return tuple(span for span in made if span is not None)


Doc.set_extension("reading", getter=_reading, force=True)
Doc.set_extension("statements", getter=_statements, force=True)
