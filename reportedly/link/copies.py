"""What each document reprints of earlier ones: passages with the same words, whole articles, parts of them.

In come stories in any order; out comes, for every document that holds words of an earlier one, what it has
from where. The source of a passage is the earliest document that holds it. Two documents of one address are
versions of one, and no copies of each other. Words that two heard from the same mouth are no copy by
themselves: a passage within quotation marks counts only where others of the same document are copied, too.

Passages that stand in documents of many weeks, or were first printed weeks ago, are background (an agency's
standing paragraphs, page matter taken for the story): they are reprinted, and told as such, but are no sign
that one story is taken from another.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np

from reportedly.claim import Copied, Item, Passage
from reportedly.link.alignment import Stretch, align
from reportedly.link.index import Index, index
from reportedly.link.story import Story, day_of, earliness
from reportedly.link.words import SHINGLE, Codes, Flags, Hashes, Numbers, Words, fingerprints, words_of

LEAST = 13
"""Words that must agree in one passage before anything is held to be taken from a document."""

ALONG = 7
"""Words that must agree in each further passage from the same document."""

UNQUOTED = 5
"""Words outside quotation marks that must agree in a passage of `LEAST` words."""

WHOLE = 0.65
"""The share of a story's words, and of those that are no background, which makes it a copy of another."""

NEARLY_ALL = 0.9
"""The share from which on a story is a copy even where most of it is background."""

STANDING = 0.8
"""The share of a passage's words that stand in documents of many weeks which makes it background."""

STALE = 14
"""Days after which words that are reprinted are background, unless nearly all of the story is reprinted."""

RIVALS = 12
"""The most documents with which one is laid side by side: those with which it shares most fingerprints."""


def copies(texts: Iterable[Story]) -> dict[str, Copied]:
    """Return what each document reprints, by document id, in the order of publication.

    Documents that reprint nothing are left out. The order in which stories come does not matter; of two
    with one id the first is taken. Memory grows by about 40 bytes a word: texts are not kept.
    """
    codes = Codes()
    rows: dict[str, _Row] = {}
    for story in texts:
        if story.item.id not in rows:
            words = words_of(story, codes)
            rows[story.item.id] = _Row(story.item, words, *fingerprints(words))
    ordered = sorted(rows.values(), key=lambda row: earliness(row.item))
    days = [day_of(row.item) for row in ordered]
    found = index([(row.hashes, row.at) for row in ordered], days)
    return {copied.document: copied for copied in _Search(ordered, days, found).all()}


@dataclass(frozen=True, slots=True)
class _Row:
    """A story while copies are looked for."""

    item: Item
    words: Words
    hashes: Hashes
    at: Numbers


@dataclass(frozen=True, slots=True)
class _Taken:
    """A stretch of a story taken from an earlier one, given by its place in the order of publication."""

    of: int
    stretch: Stretch
    background: bool


def passages(
    words: Words,
    seeds: Mapping[int, list[tuple[int, int]]],
    rank: Callable[[int], str],
    source: Callable[[int], tuple[str, Words]],
) -> list[Passage]:
    """Return what a story reprints, as `copies` finds it, but for what is background.

    `seeds` are the words at which shared fingerprints begin, here and there, by the key of the story that
    first held them; `rank` sorts keys by publication, `source` gives a story's id and words.
    """
    most = sorted(seeds, key=lambda of: (-len(seeds[of]), rank(of)))[:RIVALS]
    order = sorted(most, key=rank)
    rivals = [source(of) for of in order]
    codes = words.codes.tolist()
    laid = {
        n: _worth(words, align(codes, rivals[n][1].codes.tolist(), seeds[of])) for n, of in enumerate(order)
    }
    found = _assigned(words, laid, np.zeros(len(codes), np.bool_))
    return [_passage(words, rivals[taken.of][0], rivals[taken.of][1], taken) for taken in found]


def _passage(words: Words, of: str, theirs: Words, taken: _Taken) -> Passage:
    stretch = taken.stretch
    return Passage(
        int(words.starts[stretch.start]),
        int(words.ends[stretch.end - 1]),
        of,
        int(theirs.starts[stretch.of_start]),
        int(theirs.ends[stretch.of_end - 1]),
        taken.background,
    )


class _Search:
    """The search through all stories, in the order of publication."""

    def __init__(self, rows: list[_Row], days: list[int | None], found: Index) -> None:
        self.rows, self.index = rows, found
        self.family = _families(rows)
        self.days = days
        self.whole: dict[int, int] = {}

    def all(self) -> Iterator[Copied]:
        """Yield what each story reprints, for those that do."""
        foreign = self.index.story[self.index.first] != self.index.story
        for k in np.unique(self.index.story[foreign]).tolist():
            copied = self._copied(k)
            if copied is not None:
                yield copied

    def _copied(self, k: int) -> Copied | None:
        row = self.rows[k]
        rivals = self._rivals(k)
        if not rivals:
            return None
        words = row.words.codes.tolist()
        old = self._background(k)
        laid = {
            of: _worth(row.words, align(words, self.rows[of].words.codes.tolist(), seeds))
            for of, seeds in sorted(rivals.items())
        }
        taken = _assigned(row.words, laid, old)
        if not taken:
            return None
        standing = np.zeros(len(words), np.bool_)
        for t in taken:
            standing[t.stretch.start : t.stretch.end] = self._stale(k, t)
        whole = self._whole(row.words, laid, standing)
        if whole is not None:
            self.whole[k] = whole
        taken = [
            t if self._same_family(t.of, whole) else replace(t, background=self._stale(k, t)) for t in taken
        ]
        return Copied(
            row.item.id,
            None if whole is None else self.rows[whole].item.id,
            round(_share(row.words, (t.stretch for t in taken)), 4),
            tuple(_passage(row.words, self.rows[t.of].item.id, self.rows[t.of].words, t) for t in taken),
        )

    def _same_family(self, of: int, whole: int | None) -> bool:
        return whole is not None and self.family[of] == self.family[whole]

    def _stale(self, k: int, taken: _Taken) -> bool:
        """Whether a stretch is background: of many weeks, or from a story that is no longer news."""
        ours, theirs = self.days[k], self.days[taken.of]
        return taken.background or (ours is not None and theirs is not None and ours - theirs > STALE)

    def _rivals(self, k: int) -> dict[int, list[tuple[int, int]]]:
        """Return the earlier stories that first held fingerprints of a story, with the seeds.

        Stories of its own address are none.
        """
        low, high = self.index.limits[k : k + 2].tolist()
        first = self.index.first[low:high]
        seeds: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for at, of, of_at in zip(
            self.index.at[low:high].tolist(),
            self.index.story[first].tolist(),
            self.index.at[first].tolist(),
            strict=True,
        ):
            if self.family[of] != self.family[k]:
                seeds[of].append((at, of_at))
        most = sorted(seeds, key=lambda of: (-len(seeds[of]), of))[:RIVALS]
        return {of: seeds[of] for of in most}

    def _background(self, k: int) -> Flags:
        """Return which words of a story stand in fingerprints of many weeks."""
        low, high = self.index.limits[k : k + 2].tolist()
        out = np.zeros(len(self.rows[k].words.codes), np.bool_)
        for at in self.index.at[low:high][self.index.background[low:high]].tolist():
            out[at : at + SHINGLE] = True
        return out

    def _whole(self, words: Words, laid: dict[int, list[Stretch]], standing: Flags) -> int | None:
        """Return of which story this one is a copy as a whole; its versions are taken together."""
        families: dict[int, list[int]] = defaultdict(list)
        for of, stretches in laid.items():
            if stretches:
                families[self.family[of]].append(of)
        best: tuple[float, int] | None = None
        for members in families.values():
            stretches = [stretch for of in members for stretch in laid[of]]
            total = _share(words, stretches)
            fresh = _share(words, stretches, standing)
            if (total >= WHOLE and fresh >= WHOLE) or total >= NEARLY_ALL:
                of = max(members, key=lambda m: (_share(words, laid[m]), -m))
                of = self.whole.get(of, of)
                best = max(best or (0.0, 0), (total, -of))
        return None if best is None else -best[1]


def _families(rows: list[_Row]) -> list[int]:
    """Return for each story the first of the same address, or itself."""
    first: dict[str, int] = {}
    return [k if row.item.url is None else first.setdefault(row.item.url, k) for k, row in enumerate(rows)]


def _worth(words: Words, stretches: list[Stretch]) -> list[Stretch]:
    """Return the stretches that are copied; none, unless one is long enough and not all quoted."""
    for stretch in stretches:
        unquoted = sum(int(np.count_nonzero(~words.quoted[at : at + n])) for at, _, n in stretch.runs)
        if stretch.same >= LEAST and unquoted >= UNQUOTED:
            return [s for s in stretches if s.same >= ALONG]
    return []


def _assigned(words: Words, laid: dict[int, list[Stretch]], old: Flags) -> list[_Taken]:
    """Give each word to the earliest story that holds it; return the stretches in order.

    What an earlier story leaves of another's stretches must by itself be worth the name of a copy.
    """
    free = np.ones(len(old), np.bool_)
    out = []
    for of in sorted(laid):
        left = [
            part
            for stretch in laid[of]
            for start, end in _free(free, stretch.start, stretch.end)
            if (part := stretch.within(start, end)) is not None
        ]
        for part in _worth(words, left):
            out.append(_Taken(of, part, float(old[part.start : part.end].mean()) >= STANDING))
            free[part.start : part.end] = False
    return sorted(out, key=lambda taken: taken.stretch.start)


def _free(free: Flags, start: int, end: int) -> list[tuple[int, int]]:
    """Return the parts of `[start, end)` that nobody has taken."""
    edges = np.flatnonzero(np.diff(free[start:end].astype(np.int8), prepend=0, append=0)) + start
    return list(zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True))


def _share(words: Words, stretches: Iterable[Stretch], apart: Flags | None = None) -> float:
    """Return what share of a story's words stands in stretches; words set `apart` are not counted.

    Headlines count only where there is nothing else: whoever copies writes his own.
    """
    counted = words.body if words.body.any() else ~words.body
    if apart is not None:
        counted = counted & ~apart
    held = np.zeros(len(counted), np.bool_)
    for stretch in stretches:
        held[stretch.start : stretch.end] = True
    total = int(np.count_nonzero(counted))
    return int(np.count_nonzero(held & counted)) / total if total else 0.0
