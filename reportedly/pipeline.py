"""The order of steps, and the only module that knows it: one captured item in, one reading out."""

from __future__ import annotations

from dataclasses import fields
from functools import cache

from reportedly import lexicon
from reportedly.annotate.article import annotate
from reportedly.annotate.passages import Shelf
from reportedly.annotate.places.gazetteer import Gazetteer
from reportedly.lexicon import Lexicons
from reportedly.read.document import read_document
from reportedly.read.original import trace
from reportedly.shapes import Capture, MadeBy, Reading
from reportedly.tag import network
from reportedly.tag.tagger import Tagger
from reportedly.version import __version__

__all__ = ["Shelf", "read", "trace", "warm"]


@cache
def _own_lexicons() -> Lexicons:
    return lexicon.load()


@cache
def _tagger() -> Tagger:
    return Tagger(*network.load())


def warm() -> None:
    """Load all that reading needs, so that processes forked from this one share it.

    Much is made of the lexicons when it is first asked for; reading something asks for all of it.
    """
    text = 'Crews reached the bridge on Monday, the mayor of Paris said. "Two people died," he added.'
    read(Capture("warm", text.encode(), "text", outlet="Coastal Post", published="2031-05-03"))


def read(
    capture: Capture,
    *,
    lexicons: Lexicons | None = None,
    force: bool = False,
    shelf: Shelf | None = None,
) -> Reading:
    """Read one article: from its bytes to attributed statements and what they say has happened.

    `force` reads an article that is not in English; passages on the `shelf` are not parsed again. Raises
    `InputError` where there is nothing to read, and says why; `ModelError` where spaCy's model or the
    attribution model is missing.
    """
    lexicons = lexicons or _own_lexicons()
    document, segments = read_document(capture, lexicons, force=force)
    tagger = _tagger()
    found = annotate(document, segments, lexicons, tagger, lexicons.made(Gazetteer), shelf)
    made_by = MadeBy(
        version=__version__,
        model_sha256=tagger.network.sha256,
        lexicons_sha256=lexicons.sha256,
    )
    rows = {field.name: getattr(found, field.name) for field in fields(found)}
    return Reading(made_by=made_by, document=document, segments=segments, **rows)
