"""A reader that does what a capture's bytes say, and keeps count of what it read (in this process)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from reportedly.batch import Reader
from reportedly.errors import InputError, LanguageError
from reportedly.shapes import Capture, MadeBy, Reading
from tests.export.fixture_variants import bare
from tests.store.samples import of

READ: list[str] = []
"""The inputs that were read, in order."""


def loader(lexicon_paths: Sequence[Path], shelf: Path | None = None) -> Reader:
    """Return the reader; its readings are made by the lexicons' names."""

    def read(capture: Capture, force: bool) -> Reading:
        READ.append(capture.input)
        text = capture.data.decode()
        if text.startswith("foreign") and not force:
            raise LanguageError(capture.input, f"{capture.input}: is in French", "French (fr)")
        if text.startswith("refuse"):
            raise InputError(capture.input, f"{capture.input}: is empty; give another")
        reading = bare(text)
        if text.startswith("spoilt"):
            return reading  # of other bytes
        document = replace(
            reading.document, url=capture.url, outlet=capture.outlet, published=capture.published
        )
        _, made = of(replace(reading, document=document))
        return replace(made, made_by=MadeBy("1", "m", str(lexicon_paths)))

    return read
