"""Every format: what it makes of a ledger that never changes, and that others read the same from it."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from typing import Any

import geojson_pydantic
import networkx
import pandas
import prov.model
import pyarrow.parquet
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from warcio.archiveiterator import ArchiveIterator

from reportedly import spans
from reportedly.export.formats.columns import TABLES, Column
from reportedly.export.formats.csv import guarded, unguarded, write_rows
from reportedly.export.formats.tidy import rows
from reportedly.export.formats.ucdp import COLUMNS
from reportedly.export.reading_json import line
from reportedly.export.wording import harmless
from reportedly.exporting import OURS, format_of
from reportedly.fromjson import row
from reportedly.ids import sha256
from reportedly.ingest.wacz import wacz_pages
from reportedly.shapes import Capture, Reading, Span
from tests.export import golden
from tests.export.frozen import Frozen

Features = geojson_pydantic.FeatureCollection[geojson_pydantic.Feature[Any, dict[str, Any]]]

KEPT = Frozen()
SAME = f"run `python -m {golden.__name__}` where the change is meant"


def written(name: str, file: str | None = None) -> bytes:
    """Return what a format writes into its one file, or into one of its files."""
    files = format_of(name).files
    out = io.BytesIO()
    files[file or next(iter(files))](KEPT, out)
    return out.getvalue()


def told() -> dict[tuple[str, str], tuple[str, list[str]]]:
    """Return every statement's words and chain by document and id: what each format must lead back to."""
    out = {}
    for reading in KEPT.readings():
        names = {source.id: source.name for source in reading.sources}
        for s in reading.statements:
            words = spans.words(reading.document.text, s.content)
            out[reading.document.id, s.id] = words, [names[id] for id in s.chain]
    return out


def test_the_frozen_ledger_holds_what_is_hard() -> None:
    readings = list(KEPT.readings())
    assert len(readings) == 4
    assert any(r.document.title and r.document.title.startswith("=") for r in readings)
    assert any(ord(c) > 0xFFFF for r in readings for c in r.document.text)
    assert any(r.document.url is None for r in readings)
    assert any(len(c.origins) > 1 for c in KEPT.claims())
    assert KEPT.judgements()


@pytest.mark.parametrize("name", OURS)
def test_a_format_makes_what_it_made(name: str) -> None:
    made = golden.made(name)
    there = {
        str(path.relative_to(golden.HERE)): path.read_bytes()
        for path in golden.HERE.rglob("*")
        if path.is_file() and re.match(rf"{name}[./]", str(path.relative_to(golden.HERE)))
    }
    assert made.keys() == there.keys()
    for file, data in made.items():
        assert data.decode() == there[file].decode(), f"{file}: {SAME}"


@pytest.mark.parametrize("table", TABLES)
def test_csv_reads_back_in_pandas(table: str) -> None:
    found = pandas.read_csv(io.BytesIO(written("csv", f"{table}.csv")), dtype=str, keep_default_na=False)
    columns = TABLES[table].columns
    assert tuple(found.columns) == TABLES[table].names
    back = [tuple(map(_value, columns, values)) for values in found.itertuples(index=False)]
    assert back == [tuple(map(_plain, row)) for row in rows(KEPT, table)]
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


@pytest.mark.parametrize("table", TABLES)
def test_parquet_reads_back_in_arrow(table: str) -> None:
    found = pyarrow.parquet.read_table(io.BytesIO(written("parquet", f"{table}.parquet")))
    back = [tuple(row.values()) for row in found.to_pylist()]
    assert back == [tuple(map(_plain, row)) for row in rows(KEPT, table)]
    assert tuple(found.column_names) == TABLES[table].names


def test_links_of_the_data_package_hold() -> None:
    package = json.loads(written("csv", "datapackage.json"))
    names = {r["name"]: [f["name"] for f in r["schema"]["fields"]] for r in package["resources"]}
    assert names == {name: list(table.names) for name, table in TABLES.items()}
    for resource in package["resources"]:
        for link in resource["schema"]["foreignKeys"]:
            other = link["reference"]["resource"]
            here, there = (
                {tuple(row[TABLES[t].names.index(f)] for f in fields) for row in rows(KEPT, t)}
                for t, fields in ((resource["name"], link["fields"]), (other, link["reference"]["fields"]))
            )
            assert here <= there, f"{resource['name']} to {other}"


def test_no_cell_of_a_table_begins_a_formula() -> None:
    for name in ("csv", "ucdp"):
        for file in format_of(name).files:
            if not file.endswith("csv"):
                continue
            found = pandas.read_csv(io.BytesIO(written(name, file)), dtype=str, keep_default_na=False)
            cells = [cell for column in found for cell in found[column] if cell]
            risky = [cell for cell in cells if cell[0] in "=+-@\t\r\n" and not re.fullmatch(r"-[\d.]+", cell)]
            assert risky == [], file
    assert b"'=HYPERLINK" in written("csv", "documents.csv")


@given(st.text())
def test_every_text_comes_back_from_a_cell_that_is_no_formula(text: str) -> None:
    made = guarded(text)
    assert unguarded(made) == text
    assert not made.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    out = io.BytesIO()
    write_rows(out, ("words",), [(text,)])
    (_, row_) = csv.reader(io.StringIO(out.getvalue().decode(), newline=""))
    assert row_ == [made]


def test_ucdp_has_its_49_columns_filled_from_the_chains() -> None:
    found = pandas.read_csv(io.BytesIO(written("ucdp")), dtype=str, keep_default_na=False)
    assert tuple(found.columns) == COLUMNS
    assert len(COLUMNS) == 49
    happened = [claim for claim in KEPT.claims() if claim.aspect == "occurrence"]
    claims = [claim for claim in happened if any(count.role == "killed" for count in claim.counts)]
    assert len(found) == len(claims) > 0
    titles = {r.document.id: " ".join((r.document.title or "").split()) for r in KEPT.readings()}
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
        assert claim.event.place is not None
        assert line_["where_prec"] == str(claim.event.place.precision)
        assert line_["date_prec"] == "1"
        ids = ("id", "relid", "conflict_new_id", "dyad_new_id", "side_a_new_id", "country_id", "gwnoa")
        assert [line_[name] for name in ids] == [""] * len(ids)


PLOVER_FIELDS = frozenset({
    "id", "has_event", "date", "time", "enddate", "endtime", "source", "recipient", "event",
    "event_loc", "event_text", "quad_code", "event_scale", "mode", "context", "link", "text",
    "text_info", "cite_info", "coder", "coded_date", "coded_time", "comment",
})  # fmt: skip
"""The fields of PLOVER's manual, draft of 2021, chapter on JSON."""


def test_plover_has_the_manuals_fields_and_leads_back() -> None:
    records = [json.loads(line) for line in written("plover").splitlines()]
    for record in records:
        assert record.keys() - PLOVER_FIELDS == {"reportedly"} | (record.keys() & {"size_info"})
        assert {"id", "date", "source", "event"} <= record.keys()
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", record["date"])
    back = {
        (r["reportedly"]["document"], s["id"], r["reportedly"]["event"], s["factuality"]): s["chain"]
        for r in records for s in r["reportedly"]["statements"]
    }  # fmt: skip
    known = told()
    assert back == {
        (r.document.id, s.id, p.id, str(p.factuality.value)): known[r.document.id, s.id][1]
        for r in KEPT.readings() for s in r.statements for p in s.propositions if p.id.startswith("ev_")
    }  # fmt: skip


def test_geojson_is_valid_and_leads_back() -> None:
    found: Features = geojson_pydantic.FeatureCollection.model_validate_json(written("geojson"))
    layers: dict[str, list[dict[str, Any]]] = {"claim": [], "statement": []}
    for feature in found.features:
        assert feature.properties is not None
        layers[feature.properties["layer"]].append(feature.properties)
    back = {
        (p["document"], p["statement"]): (p["text"], p["chain"].split(" > ")) for p in layers["statement"]
    }
    assert back == told()
    assert [p["claim"] for p in layers["claim"]] == [claim.id for claim in KEPT.claims()]
    points = [f.geometry for f in found.features if f.geometry is not None]
    assert points
    assert all(-180 <= p.coordinates[0] <= 180 for p in points if p.type == "Point")


def test_annotations_have_the_form_of_the_recommendation_and_lead_back() -> None:
    page = json.loads(written("annotation"))
    assert page["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    assert page["type"] == "AnnotationPage"
    texts = {f"urn:reportedly:document:{r.document.id}": r.document.text for r in KEPT.readings()}
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
    assert contents == {(r.document.id, s.id): list(s.content) for r in KEPT.readings() for s in r.statements}
    assert len({item["id"] for item in page["items"]}) == len(page["items"])


def test_annotations_lead_to_the_original_too() -> None:
    kept = (KEPT.original(reading.document.id) for reading in KEPT.readings())
    originals = {f"urn:reportedly:original:{original.sha256}": original for original in kept}
    checked = 0
    for item in json.loads(written("annotation"))["items"]:
        for target in item["target"][1:]:
            page = (originals[target["source"]["id"]].data or b"").decode()
            words = page[target["selector"]["start"] : target["selector"]["end"]]
            plain = html.fromstring(f"<p>{words}</p>").text_content()
            exact = item["target"][0]["selector"][0]["exact"]
            assert "".join(plain.split()) == "".join(exact.split()) or "<b>" in words
            checked += 1
    assert checked > 80


# The library's own parser uses a class of its own that it wants nobody to use.
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
def test_claims_are_schema_org_and_lead_back() -> None:
    graph = rdflib.Graph().parse(data=written("claim"), format="json-ld")
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
        for c in KEPT.claims() for s in c.statements
    }  # fmt: skip


def test_prov_is_read_and_leads_back() -> None:
    document = prov.model.ProvDocument.deserialize(io.BytesIO(written("prov")), format="json")
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
    assert back == told()


def test_graphml_is_read_by_networkx_and_leads_back() -> None:
    graph = networkx.read_graphml(io.BytesIO(written("graphml")))
    back = {
        (d["document"], d["statement"]): (d["text"], d["chain"].split(" > "))
        for _, d in graph.nodes(data=True) if d["node"] == "statement"
    }  # fmt: skip
    assert back == told()
    kinds = {d["edge"] for *_, d in graph.edges(data=True)}
    assert {"says", "tells", "in", "supports", "denies"} <= kinds
    stances = {(a.rpartition(":")[2], b, d["label"]): d["edge"] for a, b, d in graph.edges(data=True)
               if d["edge"] in ("supports", "denies", "unsure")}  # fmt: skip
    assert stances == {
        (s.statement, f"c:{c.id}", s.text): str(s.stance) for c in KEPT.claims() for s in c.statements
    }


def test_a_web_archive_is_read_by_warcio_and_by_us() -> None:
    data = written("wacz")
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
    originals = {r.document.id: KEPT.original(r.document.id).data for r in KEPT.readings()}
    pages = [json.loads(line) for line in archive.read("pages/pages.jsonl").splitlines()[1:]]
    found = list(wacz_pages(io.BytesIO(data), "x.wacz"))
    captures = [item for item in found if isinstance(item, Capture)]
    assert {p["id"]: c.data for p, c in zip(pages, captures, strict=True)} == originals
    assert len(captures) == len(found)
    assert {p["url"]: originals[p["id"]] for p in pages} == bodies
    urls = {r.document.id: r.document.url for r in KEPT.readings()}
    assert {p["id"]: c.url for p, c in zip(pages, captures, strict=True)} == urls


def test_a_custody_report_shows_every_statement_hash_and_judgement() -> None:
    page = html.document_fromstring(written("custody").decode())
    back = {}
    for section in page.iterfind(".//section"):
        for tr in section.iterfind(".//tr[@class='said']"):
            id, chain, _, words, *_ = (cell.text_content() for cell in tr.iterfind("td"))
            back[section.get("id", "")[2:], id] = words, chain.removeprefix("nobody named > ").split(" > ")
    assert back == {
        key: (_as_shown(words), [_as_shown(name) for name in chain]) for key, (words, chain) in told().items()
    }
    text = page.text_content()
    for reading in KEPT.readings():
        assert reading.document.bytes_sha256 in text
    (judgement,) = KEPT.judgements()
    assert judgement.by in text
    assert KEPT.checked().head in text
    assert not page.xpath("//b | //script | //a | //img")


def _as_shown(words: str) -> str:
    return harmless(words)


def test_formats_are_the_same_twice() -> None:
    for name in OURS:
        for file in format_of(name).files:
            assert written(name, file) == written(name, file)


def test_readings_come_back_from_their_json() -> None:
    for reading in KEPT.readings():
        assert row(Reading, json.loads(line(reading))) == reading


def test_golden_files_are_of_formats_that_there_are() -> None:
    assert {path.name.partition(".")[0] for path in golden.HERE.iterdir()} == {*OURS}
