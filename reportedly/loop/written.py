"""Claims into the ledger's tables: a claim and how it stood when go in, the rows of lists come out."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from pydantic import TypeAdapter

from reportedly.claim import Claim, Party, Saying, Stance, Where
from reportedly.history import fate
from reportedly.link.claims import Linked
from reportedly.select import folded, listed
from reportedly.store.sqlite import Database, Row

_CLAIM = TypeAdapter(Claim)
_LINKED = TypeAdapter(Linked)
_PARTY, _WHERE = TypeAdapter(Party), TypeAdapter(Where)

States = Sequence[tuple[str, Claim]]
"""How a claim stood at the moments at which something was new, the last as it stands."""


@dataclass(frozen=True, slots=True)
class Made:
    """A claim as it stands, how it stood when, and the mentions that it is made of."""

    claim: Claim
    states: States
    linked: Linked


def packed(claim: Claim) -> bytes:
    """Return a claim as it is kept."""
    return zlib.compress(_CLAIM.dump_json(claim), 1)


def claim_of(held: bytes) -> Claim:
    """Return a claim that was kept."""
    return _CLAIM.validate_json(zlib.decompress(held))


def linked_packed(linked: Linked) -> bytes:
    """Return the mentions that a claim is made of as they are kept: without the vectors that joined them."""
    bare = tuple(replace(mention, vector=None) for mention in linked.mentions)
    return zlib.compress(_LINKED.dump_json(replace(linked, mentions=bare)), 1)


def linked_of(held: bytes) -> Linked:
    """Return the mentions that a claim is made of."""
    return _LINKED.validate_json(zlib.decompress(held))


def other_than(db: Database, parts: Sequence[str], due: Mapping[str, str]) -> set[str]:
    """Take away all that some parts had, but the claims that are due (ids with digests) and under the first.

    Returns the ids of those that are due and not there: they are to be written.
    """
    missing = dict(due)
    for part in parts:
        sql = "SELECT key, id, digest FROM claim WHERE part = ?"
        for key, id, digest in list(db.rows(sql, (part,))):
            if part == parts[0] and missing.get(id) == digest:
                del missing[id]
            else:
                _delete(db, key)
    return set(missing)


def write(db: Database, part: str, digest: str, made: Made) -> None:
    """Write a claim of a part, how it stood when, and of what it is made."""
    claim, states, linked = made.claim, made.states, made.linked
    elsewhere = db.value("SELECT key FROM claim WHERE id = ?", (claim.id,))
    if elsewhere is not None:  # its documents are of another part now, which is yet to be made anew
        _delete(db, elsewhere)
    key = db.number("SELECT max(key) FROM claim") + 1
    _insert(db, key, part, digest, claim, states, linked_packed(linked))


def _delete(db: Database, key: int) -> None:
    db.run("DELETE FROM claim WHERE key = ?", (key,))


def _insert(
    db: Database, key: int, part: str, digest: str, claim: Claim, states: States, made: bytes
) -> None:
    event, have = claim.event, claim.independent_origins
    where = event.place
    row: Row = (
        key, claim.id, claim.text, part, digest, claim.aspect.value, claim.standing.value,
        have.for_, have.against, len(claim.statements), _denials(claim.statements), claim.documents,
        claim.outlets, claim.first_reported, claim.last_reported, event.type,
        where.name if where else None, folded(f"{where.name}\n{where.admin1 or ''}") if where else None,
        where.country if where else None, where.precision if where else None,
        _WHERE.dump_json(where).decode() if where else None, listed(claim), packed(claim), made,
        *_words(claim),
    )  # fmt: skip
    _rows(db, "claim", [row])
    _rows(db, "claim_alias", [(alias, key) for alias in sorted({claim.id, *claim.aliases})])
    parties = (("actor", event.actor), ("recipient", event.recipient))
    _rows(db, "claim_party", [(key, role, *_party(party)) for role, party in parties if party is not None])
    _rows(db, "claim_statement", [
        (key, s.id, s.document, s.outlet, s.published, s.copy_of is not None) for s in claim.statements
    ])  # fmt: skip
    brought: dict[str, str] = {}
    for saying in claim.statements:
        for name in saying.relays:
            at = saying.published or "\U0010ffff"
            brought[name] = min(at, brought.get(name, at))
    _rows(db, "claim_relay", [(key, name, at) for name, at in sorted(brought.items())])
    _rows(db, "claim_origin", _origins(key, claim, states))
    _rows(db, "claim_moment", _moments(key, states))


def _party(party: Party) -> Row:
    kind = party.kind.value if party.kind else None
    packed = _PARTY.dump_json(party).decode()
    return party.name, folded(party.name), party.actor, kind, party.country, packed


def _denials(sayings: Sequence[Saying]) -> int:
    return sum(saying.stance is Stance.DENIES for saying in sayings)


def _moments(key: int, states: States) -> list[Row]:
    out = []
    for n, (at, told) in enumerate(states):
        until = states[n + 1][0] if n + 1 < len(states) else None
        have = told.independent_origins
        out.append((
            key, at, until, told.standing.value, have.for_, have.against, len(told.statements),
            told.documents, told.outlets,
        ))  # fmt: skip
    return out


def _origins(key: int, claim: Claim, states: States) -> list[Row]:
    """How each origin stood, from when to when; those of a claim without a date have stood so for ever."""
    out: list[Row] = []
    open_: dict[str, tuple[tuple[str, ...], str]] = {}
    for at, told in states or [("", claim)]:
        for origin in told.origins:
            now = (
                origin.name,
                folded(origin.name),
                origin.kind.value,
                origin.stance.value,
                fate(told, origin),
            )
            then = open_.get(origin.id)
            if then is not None and then[0] != now:
                out.append((key, origin.id, *then[0], then[1], at))
            if then is None or then[0] != now:
                open_[origin.id] = (now, at)
        here = {origin.id for origin in told.origins}
        for id in [id for id in open_ if id not in here]:
            then_, since = open_.pop(id)
            out.append((key, id, *then_, since, at))
    out += [(key, id, *now, since, None) for id, (now, since) in open_.items()]
    return out


def _words(claim: Claim) -> tuple[str, str]:
    parties = (claim.event.actor, claim.event.recipient, claim.event.place)
    names = [party.name for party in parties if party is not None]
    said = dict.fromkeys([claim.text, *names, *(saying.text for saying in claim.statements)])
    heard = dict.fromkeys([*(o.name for o in claim.origins), *(n for s in claim.statements for n in s.chain)])
    return folded("\n".join(said)), folded("\n".join(heard))


def _rows(db: Database, table: str, rows: Sequence[Row]) -> None:
    if rows:
        db.run_many(f"INSERT INTO {table} VALUES ({', '.join('?' * len(rows[0]))})", rows)
