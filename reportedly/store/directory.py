"""Who speaks in a ledger, and who acts: every source and every actor, over all documents, with numbers.

Rows of all readings are gathered by the lexicon's actor where it knows one, else by name and kind, in
any case. This tells who is called alike, not who is the same: two people of one name are one line.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from reportedly.store.sqlite import Value
from reportedly.store.view import View, dated, joined


@dataclass(frozen=True, slots=True)
class KnownSource:
    """A source over all documents: how often it is the origin of a statement, and how often it relays.

    `name` is its commonest form and `names` are all; `actor` is an id of the lexicon or null;
    `denials` are among the statements; `outlets` is through how many publishers; `first` and `last`
    are dates of publication; `disguises` say what gives a name away as made to look like another.
    """

    name: str
    names: tuple[str, ...]
    kind: str
    named: bool
    actor: str | None
    statements: int
    denials: int
    relays: int
    documents: int
    outlets: int
    first: str | None
    last: str | None
    disguises: tuple[str, ...] = ()
    schema: str = "reportedly/source/1"


@dataclass(frozen=True, slots=True)
class KnownActor:
    """An entity over all documents: what it does, what is done to it, its ties, and what it says."""

    name: str
    names: tuple[str, ...]
    kind: str
    country: str | None
    actor: str | None
    acts: int
    undergoes: int
    ties: int
    says: int
    documents: int
    first: str | None
    last: str | None
    disguises: tuple[str, ...] = ()
    schema: str = "reportedly/actor/1"


_SOURCES = """
SELECT json_group_array(s.name), s.kind, max(s.named), e.actor,
    coalesce(sum(t.number), 0) AS statements, coalesce(sum(t.denials), 0),
    coalesce(sum(c.number), 0) - coalesce(sum(t.number), 0),
    count(DISTINCT s.document) AS documents, count(DISTINCT d.outlet), min(d.published), max(d.published)
FROM source s JOIN document d ON d.key = s.document LEFT JOIN entity e ON e.key = s.entity
LEFT JOIN (SELECT source, count(*) AS number, sum(act = 'deny') AS denials FROM statement
    WHERE source IS NOT NULL GROUP BY source) t ON t.source = s.key
LEFT JOIN (SELECT source, count(*) AS number FROM chain_link GROUP BY source) c ON c.source = s.key
{where} GROUP BY coalesce(e.actor, lower(s.name) || char(0) || s.kind)
ORDER BY statements DESC, documents DESC, min(lower(s.name)), s.kind {limit}
"""

_ACTORS = """
SELECT json_group_array(e.name), e.kind, max(e.country), e.actor,
    coalesce(sum(a.number), 0) AS acts, coalesce(sum(r.number), 0) AS undergoes, coalesce(sum(t.number), 0),
    coalesce(sum(s.number), 0), count(DISTINCT e.document) AS documents, min(d.published), max(d.published)
FROM entity e JOIN document d ON d.key = e.document
LEFT JOIN (SELECT actor AS who, count(*) AS number FROM event GROUP BY 1) a ON a.who = e.key
LEFT JOIN (SELECT recipient AS who, count(*) AS number FROM event GROUP BY 1) r ON r.who = e.key
LEFT JOIN (SELECT who, count(*) AS number FROM
    (SELECT "left" AS who FROM tie UNION ALL SELECT "right" FROM tie) GROUP BY 1) t ON t.who = e.key
LEFT JOIN (SELECT o.entity AS who, count(*) AS number FROM source o JOIN statement s ON s.source = o.key
    WHERE o.entity IS NOT NULL GROUP BY 1) s ON s.who = e.key
{where} GROUP BY coalesce(e.actor, lower(e.name) || char(0) || e.kind)
ORDER BY acts + undergoes DESC, documents DESC, min(lower(e.name)), e.kind {limit}
"""


def sources(
    view: View, *, name: str | None = None, kind: str | None = None, outlet: str | None = None,
    since: str | None = None, until: str | None = None, limit: int | None = None,
) -> Iterator[KnownSource]:  # fmt: skip
    """Yield the sources of a ledger, those with most statements first.

    `name` is a part of a name in any case, `outlet` a whole name; `since` and `until` are days of
    publication, both included.
    """
    sql, values = _filled(_SOURCES, limit, (
        ("instr(lower(s.name), lower(?))", name), ("s.kind = ?", kind),
        ("d.outlet = ? COLLATE NOCASE", outlet), *dated(since, until),
    ))  # fmt: skip
    for names, *rest in view.db.rows(sql, values):
        forms = by_number(names)
        kind_, named, actor, *numbers = rest
        row = KnownSource(forms[0], forms, kind_, bool(named), actor, *numbers)
        yield replace(row, disguises=_disguises(view, forms))


def actors(
    view: View, *, name: str | None = None, kind: str | None = None, country: str | None = None,
    since: str | None = None, until: str | None = None, limit: int | None = None,
) -> Iterator[KnownActor]:  # fmt: skip
    """Yield the actors of a ledger, those with most events first; filters as for `sources`.

    `country` is ISO 3166-1 alpha-3, in any case.
    """
    sql, values = _filled(_ACTORS, limit, (
        ("instr(lower(e.name), lower(?))", name), ("e.kind = ?", kind), ("e.country = upper(?)", country),
        *dated(since, until),
    ))  # fmt: skip
    for names, *rest in view.db.rows(sql, values):
        forms = by_number(names)
        yield replace(KnownActor(forms[0], forms, *rest), disguises=_disguises(view, forms))


def by_number(names: str) -> tuple[str, ...]:
    """Return the different names of a JSON array, the commonest first."""
    return tuple(name for name, _ in sorted(Counter(json.loads(names)).items(), key=lambda n: (-n[1], n[0])))


def _disguises(view: View, names: Sequence[str]) -> tuple[str, ...]:
    """Return what gives any of some names away, each name with all of it."""
    sql = "SELECT DISTINCT rule, detail FROM disguise WHERE name = ? ORDER BY rule, detail"
    return tuple(f"{name} {detail}" for name in names for _, detail in view.db.rows(sql, (name,)))


def _filled(sql: str, limit: int | None, conditions: Sequence[tuple[str, Value]]) -> tuple[str, list[Value]]:
    where, values = joined(*conditions)
    if limit is not None:
        values.append(limit)
    return sql.format(where=where, limit="LIMIT ?" if limit is not None else ""), values
