"""What new documents reprint, by the fingerprints that the ledger keeps: as `link.copies` would find it.

New documents go in; out comes what each document reprints that is new, or reprints otherwise now: a document
that is added late may be the first to hold words that others were thought to have taken from elsewhere.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from reportedly.claim import Copied
from reportedly.link.copies import passages
from reportedly.link.parts import rank
from reportedly.link.story import Story
from reportedly.link.words import Codes, Hashes, Words, fingerprints, words_of
from reportedly.store.sqlite import Database

_ASKED = 400
"""Fingerprints that one query asks for."""


@dataclass(frozen=True, slots=True)
class Told:
    """A document as it is compared: key, id, address, rank (it sorts by publication) and words."""

    key: int
    id: str
    url: str | None
    rank: str
    words: Words


@dataclass(frozen=True, slots=True)
class _Holder:
    """Where a fingerprint first stands: the document's rank and key, and the word."""

    rank: str
    key: int
    at: int


class Prints:
    """The fingerprints of all documents, in the ledger's file; one is made for each batch."""

    def __init__(self, db: Database, codes: Codes) -> None:
        self.db, self.codes = db, codes
        self._told: dict[int, Told] = {}
        self._ranks: dict[int, str] = {}
        self._urls: dict[int, str | None] = {}

    def add(self, stories: Mapping[int, Story]) -> dict[int, Copied]:
        """Take in documents by key, which are not there yet; return what changed documents reprint, by key.

        All of the new ones are among them; those that reprint nothing have no passages.
        """
        for key, story in stories.items():
            words = words_of(story, self.codes)
            self._told[key] = Told(key, story.item.id, story.item.url, rank(story.item), words)
            self._ranks[key], self._urls[key] = self._told[key].rank, story.item.url
        moved, since = self._learn(stories)
        dirty = [*stories, *self._holding(moved, since, stories)]
        found = self._first(
            {value for key in dirty for value in fingerprints(self._words(key).words)[0].tolist()}
        )
        return {key: self._copied(key, found) for key in dirty}

    def drop(self, keys: Sequence[int]) -> dict[int, Copied]:
        """Forget documents; return what those reprint now that were laid beside them."""
        gone: list[int] = []
        self._rank(set(keys))
        for key in keys:
            held = self.db.value("SELECT prints FROM worked WHERE document = ?", (key,))
            gone += _signed(np.frombuffer(held or b"", np.uint64).tolist())
            self.db.run("DELETE FROM worked WHERE document = ?", (key,))
            self.db.run("DELETE FROM reprint WHERE document = ?", (key,))
        lost = {h for h, holder in self._first(_unsigned(gone)).items() if holder.key in set(keys)}
        first: dict[int, _Holder] = {}
        dirty = list(self._holding(lost, "", ()))
        for key in dirty:
            hashes, at = fingerprints(self._words(key).words)
            for value, place in zip(hashes.tolist(), at.tolist(), strict=True):
                holder = _Holder(self._ranks[key], key, place)
                if value in lost and (value not in first or holder.rank < first[value].rank):
                    first[value] = holder
        for value in lost:
            self.db.run("DELETE FROM fingerprint WHERE hash = ?", tuple(_signed([value])))
        self._keep(first)
        found = self._first({v for key in dirty for v in fingerprints(self._words(key).words)[0].tolist()})
        return {key: self._copied(key, found) for key in dirty}

    def told(self, key: int) -> Told:
        """Return a document as it is compared."""
        return self._words(key)

    def _learn(self, keys: Iterable[int]) -> tuple[set[int], str]:
        """Keep the fingerprints of new documents; return those that moved to an earlier one, and its rank."""
        mine: dict[int, _Holder] = {}
        for key in keys:
            told = self._told[key]
            hashes, at = fingerprints(told.words)
            for value, place in zip(hashes.tolist(), at.tolist(), strict=True):
                held = mine.get(value)
                if held is None or told.rank < held.rank:
                    mine[value] = _Holder(told.rank, key, place)
        known = self._first(mine)
        fresh = {v: h for v, h in mine.items() if v not in known or h.rank < known[v].rank}
        moved = fresh.keys() & known.keys()
        self._keep(fresh)
        return set(moved), min((fresh[value].rank for value in moved), default="")

    def _keep(self, holders: Mapping[int, _Holder]) -> None:
        rows = sorted(
            (value, holder.key, holder.at)
            for value, holder in zip(_signed(holders), holders.values(), strict=True)
        )
        self.db.run_many("INSERT OR REPLACE INTO fingerprint VALUES (?, ?, ?)", rows)

    def _first(self, hashes: Iterable[int]) -> dict[int, _Holder]:
        """Return where each fingerprint first stands, for those that are known."""
        wanted = sorted(_signed(hashes))
        rows: list[tuple[int, int, int]] = []
        for start in range(0, len(wanted), _ASKED):
            some = wanted[start : start + _ASKED]
            sql = f"SELECT hash, document, at FROM fingerprint WHERE hash IN ({', '.join('?' * len(some))})"
            rows += list(self.db.rows(sql, some))
        self._rank({key for _, key, _ in rows})
        return {
            value: _Holder(self._ranks[key], key, at)
            for (_, key, at), value in zip(rows, _unsigned(row[0] for row in rows), strict=True)
        }

    def _holding(self, hashes: set[int], since: str, known: Iterable[int]) -> Iterator[int]:
        """Yield the documents published after a rank that hold one of the fingerprints, but those known."""
        if not hashes:
            return
        wanted, known = np.array(sorted(hashes), np.uint64), set(known)
        for key, prints in self.db.rows("SELECT document, prints FROM worked WHERE rank > ?", (since,)):
            if key not in known and np.isin(np.frombuffer(prints, np.uint64), wanted).any():
                self._rank({key})
                yield key

    def _copied(self, key: int, found: Mapping[int, _Holder]) -> Copied:
        told = self._words(key)
        hashes, at = fingerprints(told.words)
        seeds: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
        for value, place in zip(hashes.tolist(), at.tolist(), strict=True):
            holder = found[value]
            if holder.key != key:
                seeds[holder.key].append((place, holder.at))
        others = {of: own for of, own in seeds.items() if told.url is None or self._urls[of] != told.url}
        kept = passages(told.words, others, self._ranks.__getitem__, self._source)
        return Copied(told.id, None, 0.0, tuple(kept))

    def _source(self, key: int) -> tuple[str, Words]:
        other = self._words(key)
        return other.id, other.words

    def _words(self, key: int) -> Told:
        if key not in self._told:
            row = self.db.row("SELECT id, url, rank, words FROM worked WHERE document = ?", (key,))
            assert row is not None, "whoever holds a fingerprint is known"
            self._told[key] = Told(key, row[0], row[1], row[2], unpacked(row[3]))
            self._ranks[key], self._urls[key] = row[2], row[1]
        return self._told[key]

    def _rank(self, keys: set[int]) -> None:
        wanted = sorted(keys - self._ranks.keys())
        for start in range(0, len(wanted), _ASKED):
            some = wanted[start : start + _ASKED]
            sql = f"SELECT document, rank, url FROM worked WHERE document IN ({', '.join('?' * len(some))})"
            for key, rank_, url in self.db.rows(sql, some):
                self._ranks[key], self._urls[key] = rank_, url


def packed(words: Words) -> bytes:
    """Return the words of a story as they are kept: 13 bytes a word."""
    flags = words.quoted.astype(np.uint8) | words.body.astype(np.uint8) << 1
    return words.codes.tobytes() + words.starts.tobytes() + words.ends.tobytes() + flags.tobytes()


def unpacked(held: bytes) -> Words:
    """Return the words of a story."""
    n = len(held) // 13
    numbers = np.frombuffer(held, np.int32, 2 * n, 4 * n)
    flags = np.frombuffer(held, np.uint8, n, 12 * n)
    codes = np.frombuffer(held, np.uint32, n)
    return Words(codes, numbers[:n], numbers[n:], (flags & 1).astype(np.bool_), (flags & 2).astype(np.bool_))


def prints(words: Words) -> bytes:
    """Return the fingerprints of a story as they are kept."""
    hashes: Hashes = fingerprints(words)[0]
    return hashes.tobytes()


def _signed(hashes: Iterable[int]) -> list[int]:
    """Return fingerprints as SQLite's whole numbers, which have a sign."""
    return [value - (1 << 64) if value >> 63 else value for value in hashes]


def _unsigned(values: Iterable[int]) -> list[int]:
    return [value + (1 << 64) if value < 0 else value for value in values]
