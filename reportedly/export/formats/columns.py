"""The columns of the tidy tables: name, type and meaning of each; CSV, Parquet and data frames share them.

This is the data dictionary: what is written beside the tables, and the pages under docs/formats/, come from
here. Formats of other shapes describe their fields in the same way, each beside what writes them.
"""

from __future__ import annotations

from textwrap import dedent
from typing import NamedTuple


class Column(NamedTuple):
    """A column or field.

    `type` is string, integer, number, boolean, list (of strings) or spans (of [start, end]); fields of JSON
    may be object, too.
    """

    name: str
    type: str
    about: str


class Table(NamedTuple):
    """A table: what a row is, the columns that tell rows apart, and where others point.

    `links` are (columns here, table, columns there).
    """

    name: str
    about: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    links: tuple[tuple[tuple[str, ...], str, tuple[str, ...]], ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns, in order."""
        return tuple(column.name for column in self.columns)


_TYPES = {
    "": "string", "#": "integer", "~": "number", "?": "boolean", "[]": "list", "[,]": "spans", "{}": "object",
}  # fmt: skip


def described(text: str) -> tuple[Column, ...]:
    """Return columns told one a line: a name, perhaps followed by a sign of its type, a colon, the meaning.

    The signs: # integer, ~ number, ? boolean, [] list, [,] spans, {} object; none is a string. A line that is
    indented further goes on with the one before.
    """
    out = []
    for line in dedent(text).strip().replace("\n ", " ").splitlines():
        head, _, about = " ".join(line.split()).partition(": ")
        name = head.rstrip("#~?[],{}")
        out.append(Column(name, _TYPES[head[len(name) :]], about))
    return tuple(out)


_OF_DOCUMENT = (("document",), "documents", ("id",))
_OF_STATEMENT = (("document", "statement"), "statements", ("document", "id"))
_OF_CLAIM = (("claim",), "claims", ("id",))

DOCUMENTS = Table("documents", "One document, as received.", ("id",), described("""
    id: the document's id (SHA-256)
    url: where it was published
    outlet: who published it
    title: its title, as given with it
    bylines[]: names of its writers
    published: when it was published (EDTF)
    retrieved: when its bytes were got (ISO 8601)
    language: its language (ISO 639-1)
    form: article or live_blog
    bytes_sha256: SHA-256 of its bytes
    characters#: length of its text in code points
    made_by: the version of the program that read it
    lexicons_sha256: SHA-256 of the lexicons that it was read with
"""))  # fmt: skip

STATEMENTS = Table("statements", "One attributed statement.", ("document", "id"), described("""
    document: the document that it stands in
    id: its id
    voice: source, author or unknown: who is said to say it
    source: name of the first link of its chain, where it has a source
    source_id: id of that source in this document
    source_kind: kind of that source
    chain[]: names from the origin to the publisher
    act: what is done in saying it
    factuality: how surely its source presents it (FactBank)
    quotation: direct, indirect, mixed or none
    text: its words, parts joined by " … "
    content[,]: where they stand in the document's text, in code points, end not included
    cue: the words that say that it is said
    addressee: id of the source whom it is said to
    within: the statement in which it is nested
    about: the statement that it denies, confirms or doubts
    said: when it was said (EDTF)
    original_start#: where its words begin in the decoded original
    original_end#: where they end there
    rules[]: the rules that made it
    url: where the document was published
    outlet: who published it
    published: when (EDTF)
"""), (_OF_DOCUMENT,))  # fmt: skip

SOURCES = Table("sources", "One source in one document.", ("document", "id"), described("""
    document: the document that it speaks in
    id: its id
    name: its fullest name there
    kind: person, organization, outlet, agency, group, anonymous, document, account or unknown
    evidence_kind: on what footing it is quoted
    named?: whether it has a name
    count#: how many it is, where that is said
    descriptors[]: words that describe it
    role: its role
    affiliation: whom it belongs to
    actor: its id in the lexicon of actors
    country: its country (ISO 3166-1 alpha-3)
"""), (_OF_DOCUMENT,))  # fmt: skip

EVENTS = Table("events", "One event as one document tells it.", ("document", "id"), described("""
    document: the document that tells it
    id: its id
    type: PLOVER's type
    mode: PLOVER's mode
    context[]: PLOVER's contexts
    words: the words that say what was done
    start#: where they begin in the document's text
    end#: where they end
    actor: who did it
    actor_id: its id in the lexicon of actors
    actor_country: its country (ISO 3166-1 alpha-3)
    recipient: to whom
    recipient_id: its id in the lexicon of actors
    recipient_country: its country (ISO 3166-1 alpha-3)
    place: where
    geonames_id#: the place's number in GeoNames
    country: the place's country (ISO 3166-1 alpha-3)
    admin1: the place's first-order division
    latitude~: degrees (WGS 84)
    longitude~: degrees (WGS 84)
    precision#: UCDP's where_prec, 1 exact to 7 unknown
    time: when (EDTF)
"""), (_OF_DOCUMENT,))  # fmt: skip

TIES = Table("ties", "One standing relation as one document tells it.", ("document", "id"), described("""
    document: the document that tells it
    id: its id
    type: ally_of, backs, opposes, part_of, leads, advises or controls
    left: who
    right: whom, or which place
    words: the words that say so
    start#: where they begin in the document's text
    end#: where they end
"""), (_OF_DOCUMENT,))  # fmt: skip

COUNTS = Table("counts", "One number as one document tells it.", ("document", "id"), described("""
    document: the document that tells it
    id: its id
    events[]: ids of the events that it counts in
    low#: at least
    best#: the number
    high#: at most
    of: of whom or what
    role: killed, wounded, missing, displaced, detained, force or other
    words: the words of the number
    start#: where they begin in the document's text
    end#: where they end
"""), (_OF_DOCUMENT,))  # fmt: skip

PROPOSITIONS = Table(
    "propositions", "One event or tie as one statement presents it.",
    ("document", "statement", "proposition"), described("""
    document: the document
    statement: the statement
    proposition: id of the event or tie
    factuality: how surely it is presented there (FactBank)
    words: the words that it stands in
    start#: where they begin in the document's text
    end#: where they end
"""), (_OF_STATEMENT,))  # fmt: skip

CLAIMS = Table("claims", "One claim, over all documents.", ("id",), described("""
    id: its id
    aliases[]: ids of claims that were merged into it
    aspect: occurrence, responsibility, state or intent
    text: its clearest wording
    standing: withdrawn, contested, corroborated, single-origin or unsourced
    reasons[]: why it stands so
    origins_for#: independent origins for it, undecided pairs as one
    origins_for_max#: the same, undecided pairs as two
    origins_against#: independent origins against it
    origins_against_max#: the same, undecided pairs as two
    documents#: in how many documents it is said
    outlets#: by how many outlets
    type: PLOVER's type of event, or the type of the tie
    mode: PLOVER's mode
    actor: who did it
    actor_id: its id in the lexicon of actors
    recipient: to whom
    recipient_id: its id in the lexicon of actors
    place: where
    country: the place's country (ISO 3166-1 alpha-3)
    admin1: the place's first-order division
    latitude~: degrees (WGS 84)
    longitude~: degrees (WGS 84)
    precision#: UCDP's where_prec, 1 exact to 7 unknown
    time: when (EDTF)
    first_reported: the first document's date (EDTF)
    last_reported: the last document's date (EDTF)
"""))  # fmt: skip

CLAIM_STATEMENTS = Table(
    "claim_statements", "One statement of a claim, as one clause gives it.", ("claim", "id"), described("""
    claim: the claim
    id: id of the clause, the same whatever else the ledger holds
    document: the document
    statement: the statement
    stance: supports, denies or unsure
    origin: id of its origin among the claim's; none where nobody is named
    copy_of: the document from which its words are reprinted
    act: what is done in saying it
    factuality: how surely it is presented (FactBank)
    text: its words
    start#: where they begin in the document's text
    end#: where they end
"""), (_OF_CLAIM, _OF_STATEMENT))  # fmt: skip

CLAIM_ORIGINS = Table("claim_origins", "One origin of a claim.", ("claim", "id"), described("""
    claim: the claim
    id: its id
    name: its name
    kind: what it is
    named?: whether it has a name
    stance: supports, denies or unsure
    side: where it stands toward the event
    against_interest?: whether it confirms harm that it did
    group: the origin that it counts with; its own id where it counts alone, or first
    generic?: whether it is a crowd without a name
    statements#: how many statements
    documents#: in how many documents
    withdrawn: the document that tells that the word was taken back
    undecided_with[]: origins of whom the text does not show whether they are the same
"""), (_OF_CLAIM,))  # fmt: skip

CLAIM_COUNTS = Table("claim_counts", "One number given for a claim.", ("claim", "number"), described("""
    claim: the claim
    number#: its place among the claim's numbers, from 1
    low#: at least
    best#: the number
    high#: at most
    of: of whom or what
    role: killed, wounded, missing, displaced, detained, force or other
    said_by: id of the origin that gave it
    published: when it was first given (EDTF)
"""), (_OF_CLAIM,))  # fmt: skip

TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        CLAIMS, CLAIM_STATEMENTS, CLAIM_ORIGINS, CLAIM_COUNTS, STATEMENTS, SOURCES, EVENTS, PROPOSITIONS,
        TIES, COUNTS, DOCUMENTS,
    )
}  # fmt: skip
"""Every tidy table by name, in the order in which they are shown."""
