"""`prov`: where each statement comes from, as PROV-JSON (W3C Member Submission of 24 April 2013).

Originals, documents, statements and claims are entities; sources, outlets, people who judged and the
program are agents. What each link of a chain passed on is an entity of its own, derived from what the link
before it said: `STATEMENT.0` is the origin's, and the statement in the document derives from the last.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count
from typing import BinaryIO

from reportedly import spans
from reportedly.export.formats import uris
from reportedly.export.formats.columns import Table, described
from reportedly.export.formats.format import Format, dumped
from reportedly.export.formats.kept import Kept
from reportedly.shapes import Reading

PREFIXES = {
    "rp": uris.ROOT, "doc": f"{uris.ROOT}document:", "orig": f"{uris.ROOT}original:",
    "claim": f"{uris.ROOT}claim:", "agent": f"{uris.ROOT}agent:", "act": f"{uris.ROOT}activity:",
}  # fmt: skip

ENTITY = Table("entity", "What is: originals, documents, statements, claims.", (), described("""
    prov:type: rp:Original, rp:Document, rp:Statement, rp:Passed or rp:Claim
    prov:label: a document's title
    prov:value: words of a statement or claim
    rp:sha256: an original's hash
    rp:url: where a document was published
    rp:published: when (EDTF)
    rp:retrieved: when its bytes were got (ISO 8601)
    rp:voice: a statement's voice: source, author or unknown
    rp:act: what is done in saying it
    rp:factuality: how surely its source presents it (FactBank)
    rp:content[]: where its words stand in the document's text, each part as START-END
    rp:link#: the place of the link that passed it on, 0 the origin
    rp:aspect: a claim's aspect
    rp:standing: how it stands
    rp:originsFor#: independent origins for it
    rp:originsAgainst#: independent origins against it
"""))  # fmt: skip

AGENT = Table("agent", "A source in one document, a person who judged, or the program.", (), described("""
    prov:type: prov:Person or prov:SoftwareAgent; left out for other sources
    prov:label: a name
    rp:kind: a source's kind
    rp:named?: whether it has a name
    rp:model_sha256: the model that the program read with
    rp:lexicons_sha256: the lexicons that it read with
"""))  # fmt: skip

ACTIVITY = Table("activity", "Reading a document, or judging.", (), described("""
    prov:type: rp:Reading or rp:Judgement
    prov:startTime: when it was judged
    prov:endTime: the same
    rp:kind: what was decided: same-claim, not-same-claim and the like
    rp:left: of what
    rp:right: and of what else
    rp:reason: why
    rp:withdrawn: when it was withdrawn
"""))  # fmt: skip

RELATION = Table("relation", "What joins them: `used`, `wasDerivedFrom` and the like.", (), described("""
    prov:activity: the reading or judging
    prov:agent: who
    prov:entity: what
    prov:generatedEntity: what derives
    prov:usedEntity: from what
    prov:type: prov:Quotation where a document copies another
    rp:stance: supports, denies or unsure, from a statement to a claim
    rp:mention: the clause in which it is said
"""))  # fmt: skip

Member = tuple[str, dict[str, object]]


def _typed(name: str) -> dict[str, str]:
    return {"$": name, "type": "prov:QUALIFIED_NAME"}


def _told(fields: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in fields.items() if value is not None}


def _entities(kept: Kept) -> Iterator[Member]:
    originals: set[str] = set()
    for reading in kept.readings():
        d = reading.document
        if d.bytes_sha256 not in originals:
            originals.add(d.bytes_sha256)
            yield f"orig:{d.bytes_sha256}", {"prov:type": _typed("rp:Original"), "rp:sha256": d.bytes_sha256}
        yield f"doc:{d.id}", _told({
            "prov:type": _typed("rp:Document"), "prov:label": d.title, "rp:url": d.url,
            "rp:published": d.published, "rp:retrieved": d.retrieved,
        })  # fmt: skip
        for s in reading.statements:
            yield f"doc:{d.id}:{s.id}", {
                "prov:type": _typed("rp:Statement"), "prov:value": spans.words(d.text, s.content),
                "rp:voice": s.voice.value, "rp:act": s.act.value, "rp:factuality": s.factuality.value.value,
                "rp:content": [f"{start}-{end}" for start, end in s.content],
            }  # fmt: skip
            for place in range(len(s.chain)):
                yield _passed(d.id, s.id, place), {"prov:type": _typed("rp:Passed"), "rp:link": place}
    for claim in kept.claims():
        yield f"claim:{claim.id}", {
            "prov:type": _typed("rp:Claim"), "prov:value": claim.text, "rp:aspect": claim.aspect.value,
            "rp:standing": claim.standing.value, "rp:originsFor": claim.independent_origins.for_,
            "rp:originsAgainst": claim.independent_origins.against,
        }  # fmt: skip


def _passed(document: str, statement: str, place: int) -> str:
    return f"doc:{document}:{statement}.{place}"


def _agents(kept: Kept) -> Iterator[Member]:
    seen: set[str] = set()
    for reading in kept.readings():
        d = reading.document
        program = _program(reading)
        if program not in seen:
            seen.add(program)
            yield program, {
                "prov:type": _typed("prov:SoftwareAgent"),
                "prov:label": f"reportedly {reading.made_by.version}",
                "rp:model_sha256": reading.made_by.model_sha256,
                "rp:lexicons_sha256": reading.made_by.lexicons_sha256,
            }  # fmt: skip
        for source in reading.sources:
            yield f"doc:{d.id}:{source.id}", {
                "prov:label": source.name, "rp:kind": source.kind.value, "rp:named": source.named,
            } | ({"prov:type": _typed("prov:Person")} if source.kind == "person" else {})  # fmt: skip
    for by in dict.fromkeys(judgement.by for judgement in kept.judgements()):
        yield _person(by), {"prov:type": _typed("prov:Person"), "prov:label": by}


def _program(reading: Reading) -> str:
    made = reading.made_by
    return f"agent:reportedly-{made.version}-{made.model_sha256[:12]}-{made.lexicons_sha256[:12]}"


def _person(name: str) -> str:
    return "agent:person-" + name.encode("utf-8", "backslashreplace").hex()


def _activities(kept: Kept) -> Iterator[Member]:
    for reading in kept.readings():
        yield f"act:read-{reading.document.id}", {"prov:type": _typed("rp:Reading")}
    for judgement in kept.judgements():
        row: dict[str, object] = {
            "prov:type": _typed("rp:Judgement"), "prov:startTime": judgement.at, "prov:endTime": judgement.at,
            "rp:kind": judgement.kind.value, "rp:left": judgement.left, "rp:right": judgement.right,
            "rp:reason": judgement.reason,
            "rp:withdrawn": None if judgement.withdrawn is None else judgement.withdrawn.at,
        }  # fmt: skip
        yield f"act:{judgement.id}", _told(row)


def _used(kept: Kept) -> Iterator[dict[str, object]]:
    for reading in kept.readings():
        d = reading.document
        yield {"prov:activity": f"act:read-{d.id}", "prov:entity": f"orig:{d.bytes_sha256}"}


def _generated(kept: Kept) -> Iterator[dict[str, object]]:
    for reading in kept.readings():
        d = reading.document
        for name in (f"doc:{d.id}", *(f"doc:{d.id}:{s.id}" for s in reading.statements)):
            yield {"prov:entity": name, "prov:activity": f"act:read-{d.id}"}


def _associated(kept: Kept) -> Iterator[dict[str, object]]:
    for reading in kept.readings():
        yield {"prov:activity": f"act:read-{reading.document.id}", "prov:agent": _program(reading)}
    for judgement in kept.judgements():
        yield {"prov:activity": f"act:{judgement.id}", "prov:agent": _person(judgement.by)}


def _attributed(kept: Kept) -> Iterator[dict[str, object]]:
    for reading in kept.readings():
        for s in reading.statements:
            for place, source in enumerate(s.chain):
                yield {
                    "prov:entity": _passed(reading.document.id, s.id, place),
                    "prov:agent": f"doc:{reading.document.id}:{source}",
                }


def _derived(kept: Kept) -> Iterator[dict[str, object]]:
    for reading in kept.readings():
        d = reading.document
        yield _from(f"doc:{d.id}", f"orig:{d.bytes_sha256}")
        for s in reading.statements:
            yield _from(f"doc:{d.id}:{s.id}", f"doc:{d.id}")
            for place in range(1, len(s.chain)):
                yield _from(_passed(d.id, s.id, place), _passed(d.id, s.id, place - 1))
            if s.chain:
                yield _from(f"doc:{d.id}:{s.id}", _passed(d.id, s.id, len(s.chain) - 1))
    copies: dict[tuple[str, str], None] = {}
    for claim in kept.claims():
        for saying in claim.statements:
            stance = {"rp:stance": saying.stance.value, "rp:mention": saying.id}
            yield _from(f"claim:{claim.id}", f"doc:{saying.document}:{saying.statement}") | stance
            if saying.copy_of is not None:
                copies[saying.document, saying.copy_of] = None
    for copy, of in copies:
        yield _from(f"doc:{copy}", f"doc:{of}") | {"prov:type": _typed("prov:Quotation")}


def _from(generated: str, used: str) -> dict[str, object]:
    return {"prov:generatedEntity": generated, "prov:usedEntity": used}


_MEMBERS: dict[str, Callable[[Kept], Iterator[Member]]] = {
    "entity": _entities, "agent": _agents, "activity": _activities,
}  # fmt: skip

_RELATIONS: dict[str, Callable[[Kept], Iterator[dict[str, object]]]] = {
    "used": _used, "wasGeneratedBy": _generated, "wasAssociatedWith": _associated,
    "wasAttributedTo": _attributed, "wasDerivedFrom": _derived,
}  # fmt: skip


def _write(kept: Kept, out: BinaryIO) -> None:
    out.write(b'{"prefix":' + dumped(PREFIXES))
    for name, members in _MEMBERS.items():
        _section(out, name, members(kept))
    numbers = count(1)
    for name, relations in _RELATIONS.items():
        _section(out, name, ((f"_:r{next(numbers)}", row) for row in relations(kept)))
    out.write(b"\n}\n")


def _section(out: BinaryIO, name: str, members: Iterator[Member]) -> None:
    out.write(b",\n" + dumped(name) + b":{")
    for number, (key, value) in enumerate(members):
        out.write((b",\n" if number else b"\n") + dumped(key) + b":" + dumped(value))
    out.write(b"\n}")


FORMAT = Format(
    "prov", "where each statement comes from, as PROV-JSON", {"json": _write},
    (ENTITY, AGENT, ACTIVITY, RELATION),
)  # fmt: skip
