"""A capture to a document and its segments: the one entrance to this layer.

In come an item's bytes with what was said of it; out come its text, identity, date, language and
typed stretches. What cannot be read raises `InputError` with one line that says what to do.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from reportedly.errors import InputError, LanguageError
from reportedly.ids import document_id, sha256
from reportedly.lexicon import Lexicons
from reportedly.read import dates, language
from reportedly.read.html import read_page
from reportedly.read.live import form_of
from reportedly.read.markup import Role
from reportedly.read.segments import Markup, segment
from reportedly.read.text import decode
from reportedly.shapes import Capture, Document, FurnitureKind, Segment, SegmentKind, Span

_BYLINE = re.compile(r"(?:[A-Za-z ]{0,24}\b)?by:?\s+(?P<names>.+)", re.IGNORECASE)
_AND = re.compile(r"\s*(?:,|;|\||•|·|\band\b|&|\bwith\b)\s*")
_PLACE = re.compile(r"\s+in\s+[A-Z].*$")


@dataclass(frozen=True, slots=True)
class _Made:
    """A text and what its markup says of it; all empty for plain text."""

    text: str
    title: str | None
    bylines: tuple[str, ...] = ()
    site: str | None = None
    url: str | None = None
    published: str | None = None
    live: bool = False
    markup: Markup | None = None


def read_document(
    capture: Capture, lexicons: Lexicons, *, force: bool = False
) -> tuple[Document, tuple[Segment, ...]]:
    """Read one item into its document and segments.

    `force` reads articles in other languages than English too, and page furniture where there is
    nothing else. Raises `InputError` where there is no text to read, the language is not English, or the
    given date is none.
    """
    given = _given_date(capture)
    made = _made(capture)
    segments = segment(made.text, lexicons, title=made.title, bylines=made.bylines, markup=made.markup)
    if not any(s.kind is not SegmentKind.FURNITURE for s in segments):
        if not force or not segments:
            raise InputError(capture.input, f"{capture.input}: holds no article, only page furniture")
        segments = tuple(replace(s, kind=SegmentKind.PARAGRAPH, furniture=None) for s in segments)
    code = _language(capture, made.text, segments, force=force)
    published, evidence = _published(given, made, segments)
    outlet = capture.outlet or _outlet(made.url, lexicons) or made.site
    digest = sha256(capture.data)
    lines = (made.text[s.start : s.end] for s in segments)
    document = Document(
        id=document_id(digest, made.url, outlet, published),
        bytes_sha256=digest,
        url=made.url,
        outlet=outlet,
        title=made.title or _headline(made.text, segments),
        bylines=made.bylines or _bylines(made.text, segments),
        published=published,
        language=code,
        text=made.text,
        published_evidence=evidence,
        form=form_of(made.title or _headline(made.text, segments), lines, made.live),
        retrieved=capture.retrieved,
    )
    return document, segments


def _made(capture: Capture) -> _Made:
    """Make the text: a page's story, or the plain text exactly as it was given."""
    name = capture.input
    try:
        text = decode(capture.data, html=capture.media == "html")
    except ValueError as error:
        raise InputError(name, f"{name}: cannot be decoded: {error}") from error
    if not text.strip(" \t\r\n\x0b\x0c\x00\ufeff\u200b"):
        raise InputError(name, f"{name}: is empty; give a file with the article in it")
    if capture.media != "html":
        return _Made(text, capture.title, url=capture.url)
    try:
        page = read_page(text, capture.url)
    except ValueError as error:
        raise InputError(
            name, f"{name}: {error}; save the page of one article, or give its text as .txt"
        ) from error
    parts: list[str] = []
    markup: list[tuple[Span, Role]] = []
    position = 0
    for block in page.blocks:
        parts.append(block.text)
        markup.append((Span(position, position + len(block.text)), block.role))
        position += len(block.text) + 2
    return _Made(
        "\n\n".join(parts), capture.title or page.title, page.bylines, page.site,
        capture.url or page.url, page.published, page.live, tuple(markup),
    )  # fmt: skip


def _given_date(capture: Capture) -> str | None:
    if capture.published is None:
        return None
    found = dates.normalise(capture.published)
    if found is None:
        raise InputError(
            capture.input,
            f"{capture.input}: {capture.published!r} is no publication date; write {dates.FORMS}",
        )
    return found


def _published(
    given: str | None, made: _Made, segments: tuple[Segment, ...]
) -> tuple[str | None, str | None]:
    """Return the publication date and where it was found: given, markup, url or text."""
    if given:
        return given, "given"
    if made.published:
        return made.published, "markup"
    if found := dates.from_url(made.url):
        return found, "url"
    head: list[str] = []
    for row in segments:
        if row.kind is SegmentKind.PARAGRAPH and head:
            break
        if row.kind is SegmentKind.DATELINE or row.furniture is FurnitureKind.BYLINE:
            head.append(made.text[row.start : row.end])
    stated = min((day for line in head if (day := dates.from_text(line))), default=None)
    return (stated, "text") if stated else (None, None)


def _language(capture: Capture, text: str, segments: tuple[Segment, ...], *, force: bool) -> str | None:
    """Return the language of the paragraphs, or None where there are too few words to be sure."""
    prose = "\n".join(text[s.start : s.end] for s in segments if s.kind is SegmentKind.PARAGRAPH)
    if not prose:
        prose = "\n".join(text[s.start : s.end] for s in segments if s.kind is not SegmentKind.FURNITURE)
    guess = language.identify(prose)
    if guess.code != "en" and guess.enough and guess.probability > 0.5 and not force:
        raise LanguageError(
            capture.input,
            f"{capture.input}: this article is in {language.named(guess.code)}; reportedly reads English. "
            "Use --force to read it anyway.",
            language.named(guess.code),
        )
    return guess.code if guess.probability > 0.5 else None


def _outlet(url: str | None, lexicons: Lexicons) -> str | None:
    """Name the outlet that an address belongs to, by the domains in the table of outlets."""
    try:
        host = urlsplit(url or "").hostname or ""
    except ValueError:
        return None  # an address that cannot be parsed names nobody
    for outlet in lexicons.outlets.values():
        for domain in outlet.domains:
            if host == domain or host.endswith("." + domain):
                return outlet.name
    return None


def _headline(text: str, segments: tuple[Segment, ...]) -> str | None:
    for row in segments:
        if row.kind is SegmentKind.HEADLINE:
            return text[row.start : row.end]
    return None


def _bylines(text: str, segments: tuple[Segment, ...]) -> tuple[str, ...]:
    """Read the names out of byline segments: "By Jane Doe and John Roe, Agency"."""
    names: list[str] = []
    for row in segments:
        if row.furniture is not FurnitureKind.BYLINE:
            continue
        match = _BYLINE.match(text[row.start : row.end])
        if match:
            parts = _AND.split(_PLACE.sub("", match["names"]).rstrip(" .,:"))
            names.extend(part for part in parts if part and not re.search(r"\d", part))
    return tuple(dict.fromkeys(names))
