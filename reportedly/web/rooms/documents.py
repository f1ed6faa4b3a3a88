"""The list of articles, one article as it is read, and its archived original."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from starlette.requests import Request

from reportedly.claim import Passage
from reportedly.export.reading_json import plain
from reportedly.export.wording import clipped, web_address
from reportedly.shapes import Reading, SegmentKind, Span
from reportedly.web import passages, wording
from reportedly.web.addresses import query, quoted
from reportedly.web.answer import Answer, all_plain
from reportedly.web.claimpage import rows
from reportedly.web.moments import told
from reportedly.web.shelf import Shelf
from reportedly.web.site import as_of_asked

COPIED_FROM = 8
"""With how many documents an article is laid side by side: those whose words its statements are."""


def articles(shelf: Shelf, request: Request) -> Answer:
    found = shelf.articles(as_of_asked(request) or None)
    dated = [(row, told(row.published)) for row in found.rows]
    return (
        "articles.html.jinja",
        {"title": "Articles", "rows": dated, "total": found.total},
        partial(all_plain, found.rows),
    )


def article(shelf: Shelf, request: Request) -> Answer:
    as_of = as_of_asked(request)
    id = request.path_params["id"]
    reading = shelf.reading(id)
    document = reading.document
    said = shelf.said_in(document.id, as_of or None)
    asked = _span(request, len(document.text))
    others = list(dict.fromkeys(s.saying.copy_of for s in said if s.saying.copy_of is not None))[:COPIED_FROM]
    taken = shelf.reprinted(document.id, others) if others else ()
    shown = {
        "title": clipped(document.title or document.outlet or "Untitled article", 80),
        "document": document,
        "url": web_address(document.url),
        "published": told(document.published),
        "blocks": list(passages.blocks(reading, said, asked, taken)),
        "taken": _taken(shelf, taken, as_of),
        "share": _share(reading, taken),
        "said": [(item, row) for item, row in zip(said, rows([s.saying for s in said], as_of), strict=True)],
        "copied": sum(item.saying.copy_of is not None for item in said),
        "standings": wording.STANDINGS,
        "aspects": wording.ASPECTS,
    }
    links = [{"claim": item.claim.id, "statement": plain(item.saying)} for item in said]
    return "article.html.jinja", shown, lambda: {
        "reading": plain(reading), "claims": links, "copied": all_plain(taken),
    }  # fmt: skip


def _taken(shelf: Shelf, passages: Sequence[Passage], as_of: str) -> list[tuple[str, str, str]]:
    """For each passage: which outlet had it first, when, and the address where it stands there."""
    out = []
    for passage in passages:
        source = shelf.reading(passage.of).document
        at = [("start", passage.of_start), ("end", passage.of_end), *([("as_of", as_of)] if as_of else [])]
        address = f"/article/{quoted(passage.of)}?{query(at)}#passage"
        out.append((source.outlet or "outlet not known", told(source.published), address))
    return out


def _share(reading: Reading, passages: Sequence[Passage]) -> int:
    """How much of the story's characters, in per cent, stands in passages of others."""
    story = [s for s in reading.segments if s.kind is not SegmentKind.FURNITURE]
    whole = sum(segment.end - segment.start for segment in story)
    return round(100 * sum(p.end - p.start for p in passages) / whole) if whole else 0


def original(shelf: Shelf, request: Request) -> Answer:
    reading = shelf.reading(request.path_params["id"])
    document = reading.document
    asked = _span(request, len(document.text))
    whole = "all" in request.query_params
    excerpt, found = passages.excerpt(shelf.original(document.id), reading, asked, whole)
    shown = {
        "title": "Original",
        "document": document,
        "published": told(document.published),
        "excerpt": excerpt,
        "found": found,
        "asked": asked is not None,
        "words": document.text[asked.start : asked.end] if asked else "",
    }
    at = [
        excerpt.cut_before + len(excerpt.before),
        excerpt.cut_before + len(excerpt.before + excerpt.passage),
    ]
    answer = {"document": document.id, "passage": excerpt.passage, "range": at if found else None}
    return "original.html.jinja", shown, lambda: answer


def _span(request: Request, length: int) -> Span | None:
    start, end = (request.query_params.get(name, "") for name in ("start", "end"))
    if not (start.isascii() and start.isdigit() and end.isascii() and end.isdigit()):
        return None
    if len(start) > 9 or len(end) > 9 or not int(start) < int(end) <= length:
        return None
    return Span(int(start), int(end))
