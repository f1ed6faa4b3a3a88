"""`graphml`: who tells whom, what supports or denies which claim, and who stands how to whom, as one graph.

Nodes are sources (one over all documents: by the lexicon's actor, else by name and kind), statements,
documents, claims and the entities of ties. Edges: `says` (origin to statement), `tells` (from each link of
a chain to the next, with how often), `in` (statement to document), `supports`, `denies`, `unsure`
(statement to claim), `copy_of` (document to document), and the types of ties. Gephi, Cytoscape, yEd, igraph
and NetworkX read it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import BinaryIO

from lxml import etree

from reportedly import spans
from reportedly.export.formats.columns import Table, described
from reportedly.export.formats.format import Format
from reportedly.export.formats.kept import Kept
from reportedly.shapes import Entity, Place, Reading, Source

NAMESPACE = "http://graphml.graphdrawing.org/xmlns"

NODE = Table("node", "What is joined; what a kind of node does not have is left out.", (), described("""
    node: source, statement, document, claim, entity or place
    label: a name, a title or the first words
    kind: kind of a source or entity; aspect of a claim
    document: id of the document
    statement: id of the statement in its document
    text: words of a statement or claim
    chain: names from the origin to the publisher
    voice: source, author or unknown
    act: what is done in saying it
    factuality: how surely its source presents it (FactBank)
    standing: how the claim stands
    url: where the document was published
    outlet: who published it
    published: when (EDTF)
"""))  # fmt: skip

EDGE = Table("edge", "What joins two nodes, from the first to the second.", (), described("""
    edge: says, tells, in, supports, denies, unsure, copy_of, or the type of a tie
    label: the words that say so
    times#: how often the one passes on to the other
    document: id of the document that tells of a tie
"""))  # fmt: skip

_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

Data = dict[str, str | int | None]
Node = tuple[str, Data]
Edge = tuple[str, str, Data]


def nodes(kept: Kept) -> Iterator[Node]:
    """Yield each node once: its id and its data."""
    seen: set[str] = set()
    for reading in kept.readings():
        d = reading.document
        yield f"d:{d.id}", {
            "node": "document", "label": d.title or d.url or d.id[:12], "document": d.id, "url": d.url,
            "outlet": d.outlet, "published": d.published,
        }  # fmt: skip
        for id, data in (*_sources(reading), *_parties(reading)):
            if id not in seen:
                seen.add(id)
                yield id, data
        names = {source.id: source.name for source in reading.sources}
        for s in reading.statements:
            text = spans.words(d.text, s.content)
            yield f"s:{d.id}:{s.id}", {
                "node": "statement", "label": text[:70], "document": d.id, "statement": s.id, "text": text,
                "chain": " > ".join(names[id] for id in s.chain), "voice": s.voice.value, "act": s.act.value,
                "factuality": s.factuality.value.value,
            }  # fmt: skip
    for claim in kept.claims():
        yield f"c:{claim.id}", {
            "node": "claim", "label": claim.text[:70], "kind": claim.aspect.value, "text": claim.text,
            "standing": claim.standing.value,
        }  # fmt: skip


def edges(kept: Kept) -> Iterator[Edge]:
    """Yield the edges: from, to and data."""
    tells: Counter[tuple[str, str]] = Counter()
    for reading in kept.readings():
        d = reading.document
        ids = _source_ids(reading)
        for s in reading.statements:
            statement = f"s:{d.id}:{s.id}"
            yield statement, f"d:{d.id}", {"edge": "in"}
            if s.chain:
                yield ids[s.chain[0]], statement, {"edge": "says"}
            tells.update(pairwise(ids[id] for id in s.chain))
        parties = {row.id: _party(row) for row in reading.entities}
        parties |= {row.id: _party(row) for row in reading.places}
        for tie in reading.ties:
            yield parties[tie.left][0], parties[tie.right][0], {
                "edge": tie.type.value, "label": d.text[tie.span.start : tie.span.end], "document": d.id,
            }  # fmt: skip
    for (teller, told), times in tells.items():
        yield teller, told, {"edge": "tells", "times": times}
    copies: dict[tuple[str, str], None] = {}
    for claim in kept.claims():
        for saying in claim.statements:
            statement = f"s:{saying.document}:{saying.statement}"
            yield statement, f"c:{claim.id}", {"edge": saying.stance.value, "label": saying.text}
            if saying.copy_of is not None:
                copies[saying.document, saying.copy_of] = None
    for copy, of in copies:
        yield f"d:{copy}", f"d:{of}", {"edge": "copy_of"}


def _sources(reading: Reading) -> Iterator[Node]:
    ids = _source_ids(reading)
    for source in reading.sources:
        yield ids[source.id], {"node": "source", "label": source.name, "kind": source.kind.value}


def _source_ids(reading: Reading) -> dict[str, str]:
    actors = {entity.id: entity.actor for entity in reading.entities}
    return {source.id: _source_id(source, actors) for source in reading.sources}


def _source_id(source: Source, actors: Mapping[str, str | None]) -> str:
    actor = actors.get(source.entity or "")
    return f"o:{actor}" if actor else f"o:{source.kind.value}:{source.name.casefold()}"


def _parties(reading: Reading) -> Iterator[Node]:
    rows: tuple[Entity | Place, ...] = (*reading.places, *reading.entities)
    tied = {id for tie in reading.ties for id in (tie.left, tie.right)}
    for row in rows:
        if row.id in tied:
            yield _party(row)


def _party(row: Entity | Place) -> Node:
    if isinstance(row, Place):
        id = f"p:{row.geonames_id or row.name.casefold()}"
        return id, {"node": "place", "label": row.name, "kind": None}
    id = f"e:{row.actor or row.name.casefold()}"
    return id, {"node": "entity", "label": row.name, "kind": row.kind.value}


def _write(kept: Kept, out: BinaryIO) -> None:
    with etree.xmlfile(out, encoding="utf-8") as xml:
        xml.write_declaration()
        with xml.element("graphml", nsmap={None: NAMESPACE}, attrib={}):
            for table in (NODE, EDGE):
                for column in table.columns:
                    xml.write(_key(table.name, column.name, "int" if column.type == "integer" else "string"))
            with xml.element("graph", id="ledger", edgedefault="directed"):
                for id, data in nodes(kept):
                    xml.write(_element("node", data, id=id))
                for number, (start, end, data) in enumerate(edges(kept)):
                    xml.write(_element("edge", data, id=f"x{number}", source=start, target=end))


def _key(of: str, name: str, kind: str) -> etree._Element:
    form = {"id": f"{of}-{name}", "for": of, "attr.name": name, "attr.type": kind}
    return etree.Element("key", form)


def _element(tag: str, data: Data, **attributes: str) -> etree._Element:
    element = etree.Element(tag, {name: legal(value) for name, value in attributes.items()})
    for name, value in data.items():
        if value is not None:
            etree.SubElement(element, "data", key=f"{tag}-{name}").text = legal(str(value))
    return element


def legal(text: str) -> str:
    """Return text as XML can hold it: characters that it forbids become U+FFFD."""
    return _ILLEGAL.sub("\ufffd", text)


FORMAT = Format("graphml", "provenance and ties as one graph", {"graphml": _write}, (NODE, EDGE))
