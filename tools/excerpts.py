"""Pieces of an export for its page: the beginning of a file, a record, an element, cut to be read.

A file of an export goes in with what to show of it; text for a fenced block comes out, with the block's
language. Long words and lists are cut with an ellipsis, so that an excerpt is to be looked at, not parsed.
"""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
import zipfile
from collections.abc import Callable, Mapping
from contextlib import closing
from typing import Any

from lxml import etree, html

WIDE, LONG, FEW = 150, 76, 2
"""Characters of a line and of a text, and items of a list, that are shown; of a list of objects one is."""

_HASH = re.compile("[0-9a-f]{64}")

Show = Mapping[str, Any]
Excerpt = tuple[str, str]


def excerpt(data: bytes, show: Show) -> Excerpt:
    """Return what is shown of a file: the block's language and its text without a last line break."""
    language, text = _KINDS[show["as"]](data, show)
    return language, text.rstrip("\n")


def _lines(data: bytes, show: Show) -> Excerpt:
    lines = data.decode().splitlines()[: show["most"]]
    return "text", "\n".join(_cut(line, WIDE) for line in lines)


def _columns(data: bytes, show: Show) -> Excerpt:
    """Rows of a wide table, a filled cell a line."""
    rows = list(csv.DictReader(io.StringIO(data.decode(), newline="")))[: show["most"]]
    told = ["\n".join(f"{name:18} {_cut(cell, LONG)}" for name, cell in row.items() if cell) for row in rows]
    return "text", "\n\n".join(told)


def _record(data: bytes, show: Show) -> Excerpt:
    return "json", _indented(json.loads(data.splitlines()[show["at"]]))


def _json(data: bytes, show: Show) -> Excerpt:
    found = json.loads(data)
    for step in show["at"].split("."):
        found = found[int(step) if step.isdigit() else step]
    return "json", _indented(found)


def _indented(value: object) -> str:
    return json.dumps(_short(value), ensure_ascii=False, indent=2)


def _short(value: object) -> object:
    if isinstance(value, str):
        return _cut(value, LONG)
    if isinstance(value, list):
        few = 1 if value and isinstance(value[0], dict) else FEW
        more = [f"… {len(value) - few} more"] if len(value) > few else []
        return [*map(_short, value[:few]), *more]
    return {k: _short(v) for k, v in value.items()} if isinstance(value, dict) else value


def _chain(data: bytes, show: Show) -> Excerpt:
    """One statement of two links or more, and what it derives from, of PROV-JSON."""
    document = json.loads(data)
    derived: dict[str, list[str]] = {}
    for row in document["wasDerivedFrom"].values():
        derived.setdefault(row["prov:generatedEntity"], []).append(row["prov:usedEntity"])
    said = {row["prov:entity"]: row["prov:agent"] for row in document["wasAttributedTo"].values()}
    entity = next(name for name in document["entity"] if f"{name}.1" in document["entity"])
    links = [name for name in document["entity"] if name.startswith(f"{entity}.")]
    names = [entity, *links]
    part = {
        "entity": {name: document["entity"][name] for name in names},
        "agent": {said[name]: document["agent"][said[name]] for name in links},
        "wasAttributedTo": [[name, said[name]] for name in links],
        "wasDerivedFrom": [[name, other] for name in names for other in derived.get(name, ())],
    }
    return "text", _plain(part)


def _plain(part: Mapping[str, Any]) -> str:
    """Members of PROV, one a line."""
    out = []
    for section, members in part.items():
        out.append(section)
        rows = members.items() if isinstance(members, dict) else members
        for name, other in rows:
            told = json.dumps(other, ensure_ascii=False) if isinstance(other, dict) else other
            out.append(_cut(f"  {name}  {told}", 2 * WIDE))
    return "\n".join(out)


def _xml(data: bytes, show: Show) -> Excerpt:
    found = etree.fromstring(data).iterfind(f".//{{*}}{show['tag']}")
    told = []
    for element in list(found)[: show["most"]]:
        etree.cleanup_namespaces(element)
        lines = [f"<{show['tag']} {_attributes(element)}>"]
        lines += [f"  <data {_attributes(e)}>{_cut(e.text or '', LONG)}</data>" for e in element]
        told.append("\n".join([*lines, f"</{show['tag']}>"]))
    return "xml", "\n".join(told)


def _attributes(element: etree._Element) -> str:
    return " ".join(f'{name}="{_cut(str(value), LONG)}"' for name, value in element.attrib.items())


def _zip(data: bytes, show: Show) -> Excerpt:
    archive = zipfile.ZipFile(io.BytesIO(data))
    page = json.loads(archive.read("pages/pages.jsonl").splitlines()[1])
    page = {name: value for name, value in page.items() if name != "ts"}
    return "text", "\n".join([*archive.namelist(), "", "pages/pages.jsonl, without `ts`:", _indented(page)])


def _arrow(data: bytes, show: Show) -> Excerpt:
    import pyarrow.parquet

    table = pyarrow.parquet.read_table(io.BytesIO(data))
    told = [f"{field.name:12} {field.type}" for field in table.schema]
    rows = [_indented(row) for row in table.slice(0, show["most"]).to_pylist()]
    return "text", "\n".join([*told, "", *rows])


def _sql(data: bytes, show: Show) -> Excerpt:
    with closing(sqlite3.connect(":memory:")) as db:
        db.deserialize(data)
        found = db.execute(show["query"])
        names = [column[0] for column in found.description]
        rows = [names, *([_cut(str(value), LONG) for value in row] for row in found)]
    wide = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = ("  ".join(map(str.ljust, row, wide)).rstrip() for row in rows)
    return "text", "\n".join([f"sqlite> {show['query']}", *lines])


def _headings(data: bytes, show: Show) -> Excerpt:
    page = html.document_fromstring(data.decode())
    levels = page.xpath("//h1 | //h2 | //h3[not(ancestor::section[@id])]")
    assert isinstance(levels, list)
    found = [h for h in levels if isinstance(h, html.HtmlElement)]
    return "text", "\n".join(f"{'  ' * (int(str(h.tag)[1]) - 1)}{_one_line(h)}" for h in found)


def _one_line(element: html.HtmlElement) -> str:
    return " ".join(str(element.text_content()).split())


def _cut(text: str, most: int) -> str:
    text = _HASH.sub(lambda match: f"{match[0][:8]}…", text)
    return text if len(text) <= most else f"{text[: most - 1]}…"


_KINDS: dict[str, Callable[[bytes, Show], Excerpt]] = {
    "lines": _lines, "columns": _columns, "record": _record, "json": _json, "chain": _chain, "xml": _xml,
    "zip": _zip, "arrow": _arrow, "headings": _headings, "sql": _sql,
}  # fmt: skip
