"""What tests of reading share: the tables, loaded once, and a way to read words at hand."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reportedly.lexicon import Lexicons, load
from reportedly.read.document import read_document
from reportedly.shapes import Capture, Document, Segment

Reader = Callable[..., tuple[Document, tuple[Segment, ...]]]


@pytest.fixture(scope="session")
def lexicons() -> Lexicons:
    return load()


@pytest.fixture(scope="session")
def read(lexicons: Lexicons) -> Reader:
    def reader(
        body: str | bytes, media: str = "text", *, force: bool = False, **told: str | None
    ) -> tuple[Document, tuple[Segment, ...]]:
        data = body.encode() if isinstance(body, str) else body
        return read_document(Capture("item", data, media, **told), lexicons, force=force)

    return reader
