"""Claims as lists ask for them: questions in, rows of the derived tables out, a page at a time.

`t` is the end of the moment as of which a list is asked for, or null: then it is as things stand. As of a
moment, a claim's standing and numbers are those of the last turn of its history before it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportedly.claim import Standing
from reportedly.select import Asked, Order, folded, words
from reportedly.store.sqlite import Database, Row, Value

Condition = tuple[str, tuple[Value, ...]]

FATES = ("confirmed", "denied", "withdrawn", "alone")
"""What may become of an origin's word: the values of `history.fate`."""

_END = "\U0010ffff"
_STANDING = " ".join(f"WHEN '{standing.value}' THEN {n}" for n, standing in enumerate(Standing))


def end_of(as_of: str | None) -> str | None:
    """Return what sorts after all dates that a day or moment holds."""
    return None if as_of is None else f"{as_of}{_END}"


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of a list of claims: exact names, words that begin words; empty strings ask nothing.

    `since` and `until` bound the days from a claim's first statement to its last, both included; `origins` is
    the least that stand for it. `every`: what is not worth a line, too (`select.listed`).
    """

    words: str = ""
    standing: str = ""
    actor: str = ""
    place: str = ""
    said_by: str = ""
    since: str = ""
    until: str = ""
    origins: int = 0
    sort: str = "latest"
    every: str = ""


@dataclass(frozen=True, slots=True)
class Of:
    """Which claims are meant; what is null asks nothing, and everything that is asked must hold.

    `party`: the name of actor or recipient; `actor` and `recipient`: of that one alone; `place`: its name;
    `source`: the name of an origin; `relay`: the name of whoever brings it from others; `outlets`: names of
    outlets each of which says something of it (two: those that both have).
    """

    party: str | None = None
    actor: str | None = None
    recipient: str | None = None
    place: str | None = None
    source: str | None = None
    relay: str | None = None
    outlets: tuple[str, ...] = ()


def bodies(db: Database, asked: Asked) -> Iterator[bytes]:
    """Yield the claims that are asked for as they are kept, in the order asked for."""
    where, values = _joined(_of_asked(asked))
    limit = "" if asked.limit is None else f" LIMIT {int(asked.limit)}"
    for (body,) in db.rows(
        f"SELECT c.body FROM claim c {where} ORDER BY {_ORDER[asked.order]}{limit}", values
    ):
        yield body


def count(db: Database, asked: Asked) -> int:
    """Return how many claims are asked for, `limit` not looked at."""
    where, values = _joined(_of_asked(asked))
    return db.number(f"SELECT count(*) FROM claim c {where}", values)


_LATEST = "coalesce(c.last_reported, '') DESC, c.id"
_ORDER = {
    Order.LATEST: _LATEST,
    Order.FIRST: "coalesce(c.first_reported, '~'), c.id",
    Order.ORIGINS: f"c.origins_for DESC, c.origins_against DESC, {_LATEST}",
    Order.OUTLETS: f"c.outlets DESC, {_LATEST}",
    Order.STANDING: f"CASE c.standing {_STANDING} END, {_LATEST}",
}


def _of_asked(asked: Asked) -> list[Condition]:
    out: list[Condition] = []
    if asked.standing is not None:
        out.append(("c.standing = ?", (asked.standing.value,)))
    if asked.aspect is not None:
        out.append(("c.aspect = ?", (asked.aspect.value,)))
    if asked.min_origins:
        out.append(("c.origins_for >= ?", (asked.min_origins,)))
    if asked.listed:
        out.append(("c.listed", ()))
    if asked.actor is not None:
        sql = "p.claim = c.key AND (instr(p.words, ?) OR lower(p.actor) = ? OR lower(p.country) = ?)"
        out.append((_exists("claim_party p", sql), (folded(asked.actor), *[asked.actor.lower()] * 2)))
    if asked.place is not None:
        sql = "c.place IS NOT NULL AND (instr(c.place_words, ?) OR lower(c.country) = ?)"
        out.append((sql, (folded(asked.place), asked.place.lower())))
    if asked.said_by is not None:
        sql = "o.claim = c.key AND o.until IS NULL AND (instr(o.words, ?) OR o.id = ?)"
        out.append((_exists("claim_origin o", sql), (folded(asked.said_by), asked.said_by)))
    out += _said_between(asked.since, asked.until)
    if asked.about is not None:
        out += _searched(asked.about, "said")
    return out


def _exists(table: str, where: str) -> str:
    return f"EXISTS (SELECT 1 FROM {table} WHERE {where})"


def _said_between(since: str | None, until: str | None) -> list[Condition]:
    if not since and not until:
        return []
    sql = "s.claim = c.key AND s.published >= ? AND s.published < ?"
    # A day or month that ends the stretch is part of it, as everywhere in the ledger.
    return [(_exists("claim_statement s", sql), (since or "", f"{until}{_END}" if until else "~"))]


def _searched(text: str, column: str | None) -> list[Condition]:
    terms = " ".join(f'"{word}"*' for word in words(text))
    if not terms:
        return []
    query = f"{{{column}}} : ({terms})" if column else terms
    return [("c.key IN (SELECT rowid FROM claim_search WHERE claim_search MATCH ?)", (query,))]


def _joined(conditions: Sequence[Condition]) -> tuple[str, list[Value]]:
    sql = " AND ".join(sql for sql, _ in conditions)
    return (f"WHERE {sql}" if sql else ""), [value for _, values in conditions for value in values]


def made(db: Database, id: str) -> bytes:
    """Return the mentions that the claim with this id is made of, as they are kept."""
    held = db.value("SELECT made FROM claim WHERE id = ?", (id,))
    assert isinstance(held, bytes)
    return held


def body(db: Database, id: str) -> list[bytes]:
    """Return the claims with this id or alias, as they are kept."""
    return [row[0] for row in db.rows(
        "SELECT DISTINCT c.body FROM claim_alias a JOIN claim c ON c.key = a.claim WHERE a.alias = ?", (id,)
    )]  # fmt: skip


def begun(db: Database, id: str) -> list[bytes]:
    """Return at most two claims whose id or alias begins so."""
    return [row[0] for row in db.rows(
        "SELECT DISTINCT c.body FROM claim_alias a JOIN claim c ON c.key = a.claim"
        " WHERE a.alias >= ? AND a.alias < ? LIMIT 2", (id, f"{id}{_END}"),
    )]  # fmt: skip


class Lists:
    """The lists of one ledger as of one moment; `now` names where standing and numbers are looked up."""

    def __init__(self, db: Database, t: str | None) -> None:
        self.db, self.t = db, t
        self.now = "c" if t is None else "m"
        self.base = "claim c" if t is None else (
            "claim_moment m JOIN claim c ON c.key = m.claim"
            " AND m.at < ? AND (m.until IS NULL OR m.until >= ?)"
        )  # fmt: skip
        self.values: list[Value] = [] if t is None else [t, t]

    def page(self, asked: Question, first: int, size: int) -> tuple[list[bytes], int]:
        """Return so many claims as they are kept, from one on, and how many fit."""
        where, values = _joined(list(self._conditions(asked).values()))
        total = self.db.number(f"SELECT count(*) FROM {self.base} {where}", [*self.values, *values])
        order, given = self._order(asked.sort)
        sql = f"SELECT c.body FROM {self.base} {where} ORDER BY {order} LIMIT ? OFFSET ?"
        rows = self.db.rows(sql, [*self.values, *values, *given, size, first])
        return [row[0] for row in rows], total

    def facet(self, name: str, asked: Question, most: int) -> list[tuple[str, int]]:
        """Return the values of a facet with how many claims fit all else that is asked, the most first."""
        conditions = [c for own, c in self._conditions(asked).items() if own != name]
        chosen = getattr(asked, name)
        column, join, values = self._facet(name)
        where, asked_values = _joined([*conditions, (f"{column} IS NOT NULL", ())])
        sql = (
            f"SELECT {column}, count(DISTINCT c.key) AS n FROM {self.base} {join} {where}"
            f" GROUP BY 1 ORDER BY {column} <> ?, n DESC, 1 LIMIT ?"
        )
        given = [*self.values, *values, *asked_values, chosen, most]
        return [(str(value), int(n)) for value, n in self.db.rows(sql, given)]

    def _facet(self, name: str) -> tuple[str, str, list[Value]]:
        if name == "standing":
            return f"{self.now}.standing", "", []
        if name == "place":
            return "c.place", "", []
        if name == "actor":
            return "f.name", "JOIN claim_party f ON f.claim = c.key", []
        held, values = self._origin("f")
        return "f.name", f"JOIN claim_origin f ON f.claim = c.key AND {held}", values

    def _origin(self, name: str) -> tuple[str, list[Value]]:
        """The condition that an origin's row holds at the moment."""
        if self.t is None:
            return f"{name}.until IS NULL", []
        return f"{name}.at < ? AND ({name}.until IS NULL OR {name}.until >= ?)", [self.t, self.t]

    def _conditions(self, asked: Question) -> dict[str, Condition]:
        out: dict[str, Condition] = {} if asked.every else {"every": ("c.listed", ())}
        if asked.standing:
            out["standing"] = (f"{self.now}.standing = ?", (asked.standing,))
        if asked.actor:
            sql = "c.key IN (SELECT claim FROM claim_party WHERE name = ?)"
            out["actor"] = (sql, (asked.actor,))
        if asked.place:
            out["place"] = ("c.place = ?", (asked.place,))
        if asked.said_by:
            held, values = self._origin("o")
            sql = f"c.key IN (SELECT o.claim FROM claim_origin o WHERE o.name = ? AND {held})"
            out["said_by"] = (sql, (asked.said_by, *values))
        if asked.origins:
            out["origins"] = (f"{self.now}.origins_for >= ?", (asked.origins,))
        if asked.since:
            out["since"] = ("c.last_reported >= ?", (asked.since,)) if self.t is None else (
                _exists("claim_statement s", "s.claim = c.key AND s.published >= ? AND s.published < ?"),
                (asked.since, self.t),
            )  # fmt: skip
        if asked.until:
            out["until"] = ("c.first_reported < ?", (f"{asked.until}{_END}",))
        for condition in _searched(asked.words, None):
            out["words"] = condition
        return out

    def _order(self, sort: str) -> tuple[str, list[Value]]:
        n = self.now
        if sort == "contested":
            return f"-min({n}.origins_for, {n}.origins_against), -c.denials, c.id", []
        if sort == "repeated":
            origins = f"max({n}.origins_for + {n}.origins_against, 1)"
            return f"-1.0 * {n}.statements / {origins}, -{n}.outlets, c.id", []
        if sort == "first":
            return "coalesce(c.first_reported, '') DESC, c.id", []
        if self.t is None:
            return _LATEST, []
        last = "SELECT max(published) FROM claim_statement s WHERE s.claim = c.key AND s.published < ?"
        return f"({last}) DESC, c.id", [self.t]

    def of(self, of: Of, limit: int) -> tuple[list[bytes], int]:
        """Return the claims that are meant by names, the latest reported first, and how many there are."""
        where, values = _joined(list(self._named(of)))
        total = self.db.number(f"SELECT count(*) FROM {self.base} {where}", [*self.values, *values])
        order, given = self._order("latest")
        sql = f"SELECT c.body FROM {self.base} {where} ORDER BY {order} LIMIT ?"
        return [row[0] for row in self.db.rows(sql, [*self.values, *values, *given, limit])], total

    def _named(self, of: Of) -> Iterator[Condition]:
        party = "c.key IN (SELECT claim FROM claim_party WHERE name = ?{})"
        if of.party is not None:
            yield party.format(""), (of.party,)
        for role in ("actor", "recipient"):
            if getattr(of, role) is not None:
                yield party.format(f" AND role = '{role}'"), (getattr(of, role),)
        if of.place is not None:
            yield "c.place = ?", (of.place,)
        if of.source is not None:
            held, values = self._origin("o")
            sql = f"c.key IN (SELECT o.claim FROM claim_origin o WHERE o.name = ? AND {held})"
            yield sql, (of.source, *values)
        until = self.t or _END * 2
        if of.relay is not None:
            yield "c.key IN (SELECT claim FROM claim_relay WHERE name = ? AND at < ?)", (of.relay, until)
        for outlet in of.outlets:
            own = "SELECT claim FROM claim_statement WHERE outlet = ? AND coalesce(published, '') < ?"
            yield f"c.key IN ({own})", (outlet, until)

    def of_document(self, id: str) -> list[bytes]:
        """Return the claims of which a document says something, as they are kept."""
        sql = (
            "SELECT DISTINCT c.key, c.body FROM claim_statement s JOIN claim c ON c.key = s.claim"
            " WHERE s.document = ?"
        )
        return [row[1] for row in self.db.rows(sql, (id,))]

    def sources(self, limit: int) -> tuple[list[Row], int]:
        """Return name, kinds, claims that it says, denies and brings, and its fates; and how many names."""
        held, values = self._origin("o")
        fates = ", ".join(f"sum(o.fate = '{fate}') AS {fate}" for fate in FATES)
        brought, given = ("", []) if self.t is None else ("WHERE r.at < ?", [self.t])
        names = (
            "SELECT o.name, group_concat(DISTINCT o.kind) AS kinds, sum(o.stance = 'supports') AS says,"
            f" sum(o.stance = 'denies') AS denies, 0 AS brings, {fates} FROM claim_origin o WHERE {held}"
            f" GROUP BY o.name UNION ALL SELECT r.name, NULL, 0, 0, count(*), {', '.join('0' * len(FATES))}"
            f" FROM claim_relay r {brought} GROUP BY r.name"
        )
        sums = ", ".join(f"sum({name}) AS {name}" for name in ("says", "denies", "brings", *FATES))
        rows, total = self._listed(
            f"SELECT name, max(kinds), {sums}, count(*) OVER () FROM ({names}) GROUP BY name"
            " ORDER BY says + denies DESC, brings DESC, name LIMIT ?", [*values, *given, limit],
        )  # fmt: skip
        out: list[Row] = []
        for name, kinds, says, denies, brings, *counted in rows:
            told = {fate: n for fate, n in zip(FATES, counted, strict=True) if n}
            out.append((name, kinds.split(",") if kinds else [], says, denies, brings, told))
        return out, total

    def _listed(self, sql: str, values: list[Value]) -> tuple[list[Row], int]:
        """Return the rows of a query without their last column, which says how many there would be."""
        rows = list(self.db.rows(sql, values))
        return [row[:-1] for row in rows], rows[0][-1] if rows else 0

    def articles(self, limit: int) -> tuple[list[Row], int]:
        """Return documents: id, outlet, date, address, statements, claims, copied ones; and how many."""
        where, values = ("", []) if self.t is None else ("WHERE s.published < ?", [self.t])
        total = self.db.number(f"SELECT count(DISTINCT s.document) FROM claim_statement s {where}", values)
        dated = "" if self.t is None else "WHERE d.published < ?"
        sql = (
            f"SELECT d.id, d.outlet, d.published, d.url FROM document d {dated}"
            " ORDER BY coalesce(d.published, '') DESC, d.id DESC"
        )
        out: list[Row] = []
        for id, outlet, published, url in self.db.rows(sql, values):
            if len(out) == limit:
                break
            row = self.db.row(
                "SELECT count(*), count(DISTINCT claim), sum(copied) FROM claim_statement WHERE document = ?",
                (id,),
            )
            if row is not None and row[0]:
                out.append((id, outlet, published, url, *row))
        return out, total

    def actors(self, limit: int) -> tuple[list[Row], int]:
        """Return a party as JSON, its claims as doer, as recipient, contested ones; and how many parties."""
        sql = (
            "SELECT min(p.party), sum(p.role = 'actor'), sum(p.role = 'recipient'),"
            f" sum({self.now}.standing = 'contested'), count(*) OVER ()"
            f" FROM {self.base} JOIN claim_party p ON p.claim = c.key"
            " GROUP BY p.name ORDER BY count(*) DESC, p.name LIMIT ?"
        )
        return self._listed(sql, [*self.values, limit])

    def places(self, limit: int) -> tuple[list[Row], int]:
        """Return a place as JSON, its claims, the contested ones of them; and how many places."""
        sql = (
            f"SELECT c.place_json, count(*) AS n, sum({self.now}.standing = 'contested'), count(*) OVER ()"
            f" FROM {self.base} WHERE c.place IS NOT NULL"
            " GROUP BY c.place_json ORDER BY n DESC, c.place LIMIT ?"
        )
        return self._listed(sql, [*self.values, limit])

    def pairs(self, limit: int) -> tuple[list[Row], int]:
        """Return actor and recipient as JSON, type, claims, contested ones, first, last; how many."""
        sql = (
            "SELECT min(a.party), min(r.party), c.type, count(*) AS n,"
            f" sum({self.now}.standing = 'contested'), min(c.first_reported), max(c.last_reported),"
            f" count(*) OVER () FROM {self.base} JOIN claim_party a ON a.claim = c.key AND a.role = 'actor'"
            " JOIN claim_party r ON r.claim = c.key AND r.role = 'recipient' GROUP BY a.name, r.name, c.type"
            " ORDER BY n DESC, a.name, r.name, coalesce(c.type, '') LIMIT ?"
        )
        return self._listed(sql, [*self.values, limit])
