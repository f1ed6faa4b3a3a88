"""Every format read back with a program of others, and compared with the ledger that it was made of.

A ledger as exporters see it goes in; `AssertionError` where one of its exports does not validate or does not
lead back to the same statements. Tests use it on a small ledger, gates on that of the demo.
"""

from __future__ import annotations

import io
import json
import re
import sqlite3
import warnings
import zipfile
from collections.abc import Callable
from contextlib import closing
from typing import Any

import geojson_pydantic
import networkx
import pandas
import prov.model
import pyarrow.parquet
import rdflib
from lxml import html
from warcio.archiveiterator import ArchiveIterator

from reportedly import spans
from reportedly.export.formats.columns import TABLES, Column
from reportedly.export.formats.csv import unguarded
from reportedly.export.formats.datasette import CONTESTED, REPEATED
from reportedly.export.formats.kept import Kept
from reportedly.export.formats.tidy import rows
from reportedly.export.formats.ucdp import COLUMNS
from reportedly.export.wording import harmless
from reportedly.exporting import format_of
from reportedly.ids import sha256
from reportedly.ingest.wacz import wacz_pages
from reportedly.shapes import Capture, Span

Features = geojson_pydantic.FeatureCollection[geojson_pydantic.Feature[Any, dict[str, Any]]]

PLOVER_FIELDS = frozenset({
    "id", "has_event", "date", "time", "enddate", "endtime", "source", "recipient", "event",
    "event_loc", "event_text", "quad_code", "event_scale", "mode", "context", "link", "text",
    "text_info", "cite_info", "coder", "coded_date", "coded_time", "comment",
})  # fmt: skip
"""The fields of PLOVER's manual, draft of 2021, chapter on JSON."""


def written(kept: Kept, name: str, file: str | None = None) -> bytes:
    """Return what a format writes into its one file, or into one of its files."""
    files = format_of(name).files
    out = io.BytesIO()
    files[file or next(iter(files))](kept, out)
    return out.getvalue()


def told(kept: Kept) -> dict[tuple[str, str], tuple[str, list[str]]]:
    """Return every statement's words and chain by document and id: what each format must lead back to."""
    out = {}
    for reading in kept.readings():
        names = {source.id: source.name for source in reading.sources}
        for s in reading.statements:
            words = spans.words(reading.document.text, s.content)
            out[reading.document.id, s.id] = words, [names[id] for id in s.chain]
    return out


def csv_in_pandas(kept: Kept) -> None:
    """Compare every table, cell by cell, and keys."""
    for table in TABLES:
        _csv(kept, table)


def _csv(kept: Kept, table: str) -> None:
    found = pandas.read_csv(
        io.BytesIO(written(kept, "csv", f"{table}.csv")), dtype=str, keep_default_na=False
    )
    columns = TABLES[table].columns
    assert tuple(found.columns) == TABLES[table].names
    back = [tuple(map(_value, columns, values)) for values in found.itertuples(index=False)]
    assert back == [tuple(map(_plain, row)) for row in rows(kept, table)]
    keys = [tuple(line[TABLES[table].names.index(name)] for name in TABLES[table].key) for line in back]
    assert len(set(keys)) == len(keys)


def _value(column: Column, cell: str) -> object:
    if cell == "":
        return None
    if column.type in ("list", "spans", "integer", "number", "boolean"):
        return json.loads(cell)
    return unguarded(cell)


def _plain(value: object) -> object:
    """Return enums as words and tuples as lists."""
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return str(value) if isinstance(value, str) else value


def parquet_in_arrow(kept: Kept) -> None:
    """Compare every table, row by row."""
    for table in TABLES:
        _parquet(kept, table)


def _parquet(kept: Kept, table: str) -> None:
    found = pyarrow.parquet.read_table(io.BytesIO(written(kept, "parquet", f"{table}.parquet")))
    back = [tuple(row.values()) for row in found.to_pylist()]
    assert back == [tuple(map(_plain, row)) for row in rows(kept, table)]
    assert tuple(found.column_names) == TABLES[table].names


def datasette_in_sqlite(kept: Kept) -> None:
    """Compare every table, row by row; every link leads to a row, and search finds what is said."""
    with closing(sqlite3.connect(":memory:")) as db:
        db.deserialize(written(kept, "datasette", "claims.db"))
        for name, table in TABLES.items():
            back = [tuple(map(_kept, table.columns, row)) for row in db.execute(f'SELECT * FROM "{name}"')]
            assert sorted(map(repr, back)) == sorted(repr(tuple(map(_plain, r))) for r in rows(kept, name))
        assert list(db.execute("PRAGMA foreign_key_check")) == []
        for query in (CONTESTED, REPEATED):
            db.execute(query).fetchall()
        said = next(claim.text for claim in kept.claims())
        word = max(re.findall(r"\w+", said), key=len)
        asked = "SELECT c.text FROM claims_search JOIN claims c ON c.rowid = claims_search.rowid"
        assert (said,) in db.execute(f"{asked} WHERE claims_search MATCH ?", (f'"{word}"',)).fetchall()


def _kept(column: Column, value: object) -> object:
    if value is None or column.type in ("string", "integer", "number"):
        return value
    return bool(value) if column.type == "boolean" else json.loads(str(value))


def links_of_the_data_package(kept: Kept) -> None:
    """Compare the package's fields with the tables; each link leads to a row."""
    package = json.loads(written(kept, "csv", "datapackage.json"))
    names = {r["name"]: [f["name"] for f in r["schema"]["fields"]] for r in package["resources"]}
    assert names == {name: list(table.names) for name, table in TABLES.items()}
    for resource in package["resources"]:
        for link in resource["schema"]["foreignKeys"]:
            other = link["reference"]["resource"]
            here, there = (
                {tuple(row[TABLES[t].names.index(f)] for f in fields) for row in rows(kept, t)}
                for t, fields in ((resource["name"], link["fields"]), (other, link["reference"]["fields"]))
            )
            assert here <= there, f"{resource['name']} to {other}"


def plover_by_the_manual(kept: Kept) -> None:
    """Compare fields with the manual's, and every statement that speaks of an event."""
    records = [json.loads(line) for line in written(kept, "plover").splitlines()]
    for record in records:
        assert record.keys() - PLOVER_FIELDS == {"reportedly"} | (record.keys() & {"size_info"})
        assert {"id", "date", "source", "event"} <= record.keys()
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", record["date"])
    back = {
        (r["reportedly"]["document"], s["id"], r["reportedly"]["event"], s["factuality"]): s["chain"]
        for r in records for s in r["reportedly"]["statements"]
    }  # fmt: skip
    known = told(kept)
    assert back == {
        (r.document.id, s.id, p.id, str(p.factuality.value)): known[r.document.id, s.id][1]
        for r in kept.readings() for s in r.statements for p in s.propositions if p.id.startswith("ev_")
    }  # fmt: skip


def geojson_in_pydantic(kept: Kept) -> None:
    """Validate; compare every statement and claim."""
    found: Features = geojson_pydantic.FeatureCollection.model_validate_json(written(kept, "geojson"))
    layers: dict[str, list[dict[str, Any]]] = {"claim": [], "statement": []}
    for feature in found.features:
        assert feature.properties is not None
        layers[feature.properties["layer"]].append(feature.properties)
    back = {
        (p["document"], p["statement"]): (p["text"], p["chain"].split(" > ")) for p in layers["statement"]
    }
    assert back == told(kept)
    assert [p["claim"] for p in layers["claim"]] == [claim.id for claim in kept.claims()]
    points = [f.geometry for f in found.features if f.geometry is not None]
    assert points
    assert all(-180 <= p.coordinates[0] <= 180 for p in points if p.type == "Point")


def annotations_by_the_recommendation(kept: Kept) -> None:
    """Resolve every selector against the text; compare every statement's words."""
    page = json.loads(written(kept, "annotation"))
    assert page["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    assert page["type"] == "AnnotationPage"
    texts = {f"urn:reportedly:document:{r.document.id}": r.document.text for r in kept.readings()}
    contents: dict[tuple[str, str], list[Span]] = {}
    for item in page["items"]:
        assert item["type"] == "Annotation"
        text, source = item["target"][0], item["target"][0]["source"]["id"]
        quote, position = text["selector"]
        assert (quote["type"], position["type"]) == ("TextQuoteSelector", "TextPositionSelector")
        assert position["unit"] == "code point"
        span = Span(position["start"], position["end"])
        whole = texts[source]
        assert quote["exact"] == whole[span.start : span.end]
        assert whole[: span.start].endswith(quote["prefix"])
        assert whole[span.end :].startswith(quote["suffix"])
        if item["body"].get("part") == "content":
            contents.setdefault((source.rpartition(":")[2], item["body"]["statement"]), []).append(span)
    assert contents == {(r.document.id, s.id): list(s.content) for r in kept.readings() for s in r.statements}
    assert len({item["id"] for item in page["items"]}) == len(page["items"])


def annotations_in_the_original(kept: Kept) -> None:
    """Compare the words at every position in an original with the words quoted; some must be there."""
    found = (kept.original(reading.document.id) for reading in kept.readings())
    originals = {f"urn:reportedly:original:{original.sha256}": original for original in found}
    checked = 0
    for item in json.loads(written(kept, "annotation"))["items"]:
        for target in item["target"][1:]:
            page = (originals[target["source"]["id"]].data or b"").decode()
            words = page[target["selector"]["start"] : target["selector"]["end"]]
            plain = html.fromstring(f"<p>{words}</p>").text_content()
            exact = item["target"][0]["selector"][0]["exact"]
            assert "".join(plain.split()) == "".join(exact.split()) or "<b>" in words
            checked += 1
    assert checked


def claims_in_rdflib(kept: Kept) -> None:
    """Compare claims, their quotations and chains; every term is schema.org's or ours."""
    with warnings.catch_warnings():
        # The library's own parser uses a class of its own that it wants nobody to use.
        warnings.filterwarnings("ignore", "ConjunctiveGraph is deprecated", DeprecationWarning)
        graph = rdflib.Graph().parse(data=written(kept, "claim"), format="json-ld")
    schema, own = rdflib.Namespace("https://schema.org/"), rdflib.Namespace("urn:reportedly:")
    used = {str(t) for t in (*graph.predicates(), *graph.objects(None, rdflib.RDF.type))}
    assert {t for t in used if t.startswith(str(schema)) and t not in rdflib.SDO} == set()
    assert {t for t in used if not t.startswith((str(schema), str(own), str(rdflib.RDF)))} == set()
    back = {}
    for claim in graph.subjects(rdflib.RDF.type, schema.Claim):
        for quotation in graph.objects(claim, schema.appearance):
            chain = graph.value(quotation, own.chain)
            assert chain is not None
            back[str(claim).rpartition(":")[2], str(quotation).rpartition(":")[2]] = (
                str(graph.value(quotation, schema.identifier)), str(graph.value(quotation, schema.text)),
                str(graph.value(quotation, own.stance)),
                [str(name) for name in rdflib.collection.Collection(graph, chain)],
            )  # fmt: skip
    assert back == {
        (c.id, s.id): (s.statement, s.text, str(s.stance), list(s.chain))
        for c in kept.claims() for s in c.statements
    }  # fmt: skip


def prov_in_prov(kept: Kept) -> None:
    """Compare every statement's words, and its chain by the derivations."""
    document = prov.model.ProvDocument.deserialize(io.BytesIO(written(kept, "prov")), format="json")
    label = {str(a.identifier): str(a.label) for a in document.get_records(prov.model.ProvAgent)}
    said_by = {
        str(r.args[0]): label[str(r.args[1])] for r in document.get_records(prov.model.ProvAttribution)
    }
    before: dict[str, list[str]] = {}
    for record in document.get_records(prov.model.ProvDerivation):
        before.setdefault(str(record.args[0]), []).append(str(record.args[1]))
    back = {}
    for entity in document.get_records(prov.model.ProvEntity):
        if any(str(kind) == "rp:Statement" for kind in entity.get_asserted_types()):
            name, chain = str(entity.identifier), list[str]()
            step = next((n for n in before[name] if "." in n), None)
            while step is not None:
                chain.insert(0, said_by[step])
                step = next(iter(before.get(step, ())), None)
            _, document_id, statement = name.split(":")
            back[document_id, statement] = str(next(iter(entity.value))), chain
    assert back == told(kept)


def graphml_in_networkx(kept: Kept) -> None:
    """Compare every statement with its chain, and every stance."""
    graph = networkx.read_graphml(io.BytesIO(written(kept, "graphml")))
    back = {
        (d["document"], d["statement"]): (d["text"], d["chain"].split(" > "))
        for _, d in graph.nodes(data=True) if d["node"] == "statement"
    }  # fmt: skip
    assert back == told(kept)
    kinds = {d["edge"] for *_, d in graph.edges(data=True)}
    assert {"says", "tells", "in", "supports", "denies"} <= kinds
    stances = {(a, b, d["label"]): d["edge"] for a, b, d in graph.edges(data=True)
               if d["edge"] in ("supports", "denies", "unsure")}  # fmt: skip
    assert stances == {
        (f"s:{s.document}:{s.statement}", f"c:{c.id}", s.text): str(s.stance)
        for c in kept.claims()
        for s in c.statements
    }


def wacz_in_warcio(kept: Kept) -> None:
    """Check digests and hashes; compare every original, and what our own reader makes of it."""
    data = written(kept, "wacz")
    archive = zipfile.ZipFile(io.BytesIO(data))
    package = json.loads(archive.read("datapackage.json"))
    digest = json.loads(archive.read("datapackage-digest.json"))
    assert digest["hash"] == f"sha256:{sha256(archive.read('datapackage.json'))}"
    for resource in package["resources"]:
        inside = archive.read(resource["path"])
        assert (resource["hash"], resource["bytes"]) == (f"sha256:{sha256(inside)}", len(inside))
    warc = archive.read("archive/originals.warc.gz")
    bodies = {
        record.rec_headers.get_header("WARC-Target-URI"): record.content_stream().read()
        for record in ArchiveIterator(io.BytesIO(warc), check_digests="raise")
        if record.rec_type == "resource"
    }  # fmt: skip
    originals = {r.document.id: kept.original(r.document.id).data for r in kept.readings()}
    pages = [json.loads(line) for line in archive.read("pages/pages.jsonl").splitlines()[1:]]
    found = list(wacz_pages(io.BytesIO(data), "x.wacz"))
    captures = [item for item in found if isinstance(item, Capture)]
    assert {p["id"]: c.data for p, c in zip(pages, captures, strict=True)} == originals
    assert len(captures) == len(found)
    assert {p["url"]: originals[p["id"]] for p in pages} == bodies
    urls = {r.document.id: r.document.url for r in kept.readings()}
    assert {p["id"]: c.url for p, c in zip(pages, captures, strict=True)} == urls


def custody_in_lxml(kept: Kept) -> None:
    """Compare every statement; hashes, judgements and the log's end are there, and no markup of others."""
    page = html.document_fromstring(written(kept, "custody").decode())
    back = {}
    for section in page.iterfind(".//section"):
        for tr in section.iterfind(".//tr[@class='said']"):
            id, chain, _, words, *_ = (cell.text_content() for cell in tr.iterfind("td"))
            back[section.get("id", "")[2:], id] = words, chain.removeprefix("nobody named > ").split(" > ")
    assert back == {
        key: (harmless(words), [harmless(name) for name in chain])
        for key, (words, chain) in told(kept).items()
    }
    text = page.text_content()
    for reading in kept.readings():
        assert reading.document.bytes_sha256 in text
    assert [judgement.by for judgement in kept.judgements() if judgement.by not in text] == []
    assert kept.checked().head in text
    assert not page.xpath("//b | //script | //a | //img")


def ucdp_in_pandas(kept: Kept) -> None:
    """Compare each row's lists with the statements of its claim, and its numbers."""
    found = pandas.read_csv(io.BytesIO(written(kept, "ucdp")), dtype=str, keep_default_na=False)
    assert tuple(found.columns) == COLUMNS
    assert len(COLUMNS) == 49
    happened = [c for c in kept.claims() if c.aspect == "occurrence" and c.standing != "withdrawn"]
    claims = [claim for claim in happened if any(count.role == "killed" for count in claim.counts)]
    assert len(found) == len(claims) > 0
    titles = {r.document.id: " ".join((r.document.title or "").split()) for r in kept.readings()}
    for line_, claim in zip(found.to_dict("records"), claims, strict=True):
        columns = ("source_office", "source_date", "source_headline", "source_original")
        lists = [unguarded(line_[name]).split("; ") for name in columns]
        back = set(zip(*lists, strict=True))
        assert back == {
            (
                s.outlet,
                (s.published or "")[:10],
                titles[s.document].replace(";", ","),
                s.chain[0] if s.origin else "",
            )
            for s in claim.statements
        }
        assert line_["number_of_sources"] == str(claim.documents)
        assert int(line_["low"]) <= int(line_["best"]) <= int(line_["high"])
        place = claim.event.place
        assert line_["where_prec"] == ("" if place is None else str(place.precision))
        ids = ("id", "relid", "conflict_new_id", "dyad_new_id", "side_a_new_id", "country_id", "gwnoa")
        assert [line_[name] for name in ids] == [""] * len(ids)


def no_formulas(kept: Kept) -> None:
    """No cell begins as a formula does."""
    for name in ("csv", "ucdp"):
        for file in format_of(name).files:
            if not file.endswith("csv"):
                continue
            found = pandas.read_csv(io.BytesIO(written(kept, name, file)), dtype=str, keep_default_na=False)
            cells = [cell for column in found for cell in found[column] if cell]
            risky = [cell for cell in cells if cell[0] in "=+-@\t\r\n" and not re.fullmatch(r"-[\d.]+", cell)]
            assert risky == [], file


CHECKS: tuple[tuple[str, Callable[[Kept], None]], ...] = (
    ("csv", csv_in_pandas), ("csv", links_of_the_data_package), ("csv", no_formulas),
    ("parquet", parquet_in_arrow), ("ucdp", ucdp_in_pandas), ("plover", plover_by_the_manual),
    ("geojson", geojson_in_pydantic), ("annotation", annotations_by_the_recommendation),
    ("annotation", annotations_in_the_original), ("claim", claims_in_rdflib), ("prov", prov_in_prov),
    ("graphml", graphml_in_networkx), ("wacz", wacz_in_warcio), ("custody", custody_in_lxml),
    ("datasette", datasette_in_sqlite),
)  # fmt: skip
"""Every check, with the format that it is of."""
