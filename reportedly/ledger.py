"""The ledger and reading as Python programs see them: `reportedly.open` and `reportedly.read` lead here.

One class for both halves of the store, so that a user opens one thing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from reportedly import display
from reportedly.adding import Outcome, add_all
from reportedly.batch import Reader, load_reader
from reportedly.changes import Change, changes
from reportedly.claim import Claim, Judgement, JudgementKind, Passage, ReadingField, Withdrawal
from reportedly.errors import InputError
from reportedly.ingest.files import capture
from reportedly.ingest.inputs import Given, captures
from reportedly.judging import OF_ACTORS, made, placed, subject
from reportedly.judging import one as only
from reportedly.lexicon import Tables, load, tables
from reportedly.select import Asked, select
from reportedly.shapes import Capture, Problem, Reading, Span
from reportedly.store import directory
from reportedly.store.directory import KnownActor, KnownSource
from reportedly.store.judgements import keep, take_in, withdraw
from reportedly.store.kept import KeptDocument, KeptOriginal, KeptProblem, KeptStatement, Report
from reportedly.store.log import Clock, Entry, Head, stamp, utc_now
from reportedly.store.redaction import Redacted, Redactor
from reportedly.store.verify import verify
from reportedly.store.view import View
from reportedly.store.writer import Writer

if TYPE_CHECKING:
    from reportedly.loop.kept import KeptClaims
from reportedly.trace import Trace

display.install()


def read(
    path: str | Path | None,
    *,
    text: str | None,
    html: str | None,
    url: str | None,
    outlet: str | None,
    title: str | None,
    published: str | None,
    lexicons: Sequence[str | Path],
    force: bool,
) -> Reading:
    """Read one article; `reportedly.read` says how."""
    if sum(given is not None for given in (path, text, html)) != 1:
        raise InputError("read", "give one of path, text and html")
    if path is not None:
        item = _only(str(path))
    elif text is not None:
        item = capture(text.encode(), "text", "text")
    else:
        item = capture((html or "").encode(), "html", "html")
    item = replace(
        item,
        url=url or item.url,
        outlet=outlet or item.outlet,
        title=title or item.title,
        published=published or item.published,
    )
    return _reader(tuple(map(Path, lexicons)))(item, force)


def _only(name: str) -> Capture:
    """Return the one item of an input; raise `InputError` where it holds several, or cannot be read."""
    first, *more = islice(captures([name]), 2)
    if isinstance(first, Problem):
        raise InputError(first.input, first.problem)
    if more:
        raise InputError(name, f"{name}: holds several articles; add it to a ledger, which keeps them all")
    return first


@cache
def _reader(lexicons: tuple[Path, ...]) -> Reader:
    return load_reader(lexicons)


class Ledger:
    """One ledger: add to it, look at it, verify it. Close it, or use it in a `with` statement."""

    def __init__(self, path: str | Path, *, create: bool = False, now: Clock = utc_now) -> None:
        """Open a ledger, or make it where asked; raise `LedgerError` where it is missing or none."""
        self.path = Path(path)
        self._now = now
        self._writer: Writer | None = Writer(self.path, now=now, create=True) if create else None
        self._view = View(self.path)
        self._tables: Tables | None = None

    def close(self) -> None:
        """Close the file."""
        self._view.close()
        if self._writer is not None:
            self._writer.close()
            self._writer = None

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, *ignored: object) -> None:
        self.close()

    def add(
        self,
        *inputs: str | Path,
        outlet: str | None = None,
        published: str | None = None,
        url: str | None = None,
        lexicons: Sequence[str | Path] = (),
        force: bool = False,
        anew: bool = False,
        jobs: int = 1,
    ) -> list[Outcome]:
        """Add files, folders and JSON Lines, as `reportedly add` does; return what became of each item.

        With more than one job the calling program must be one that can be imported (its work under
        `if __name__ == "__main__":`), since processes are started afresh.
        """
        items = captures([str(name) for name in inputs], Given(published=published, outlet=outlet, url=url))
        return self.add_items(items, lexicons=lexicons, force=force, anew=anew, jobs=jobs)

    def add_items(
        self, items: Iterable[Capture | Problem], *, lexicons: Sequence[str | Path] = (), force: bool = False,
        anew: bool = False, jobs: int = 1,
    ) -> list[Outcome]:  # fmt: skip
        """Add captures of your own, as `add` does; return what became of each."""
        paths = tuple(map(Path, lexicons))
        writer = self._open_writer()
        return list(add_all(writer, items, jobs=jobs, lexicon_paths=paths, force=force, anew=anew))

    def knows(self, item: Capture) -> bool:
        """Whether an item was given before, added or passed over, so that it would not be read again."""
        return self._open_writer().seen(item) is not None

    def documents(
        self, *, outlet: str | None = None, since: str | None = None, until: str | None = None
    ) -> Iterator[KeptDocument]:
        """Yield the documents, by date of publication and then by id; filters as for `statements`."""
        return self._view.documents(outlet=outlet, since=since, until=until)

    def document(self, id: str) -> KeptDocument:
        """Return one document by its id, or by what its id alone begins with."""
        return self._view.document(id)

    def reading(self, id: str) -> Reading:
        """Return a document's reading, equal to the one that was added."""
        return self._view.reading(id)

    def readings(self) -> Iterator[Reading]:
        """Yield every document's reading, in the order of `documents`."""
        return self._view.readings()

    def original(self, id: str) -> bytes:
        """Return a document's bytes as they were received."""
        return self._view.original(id)

    def received(self, id: str) -> KeptOriginal:
        """Return a document's bytes with what is known of them, also where they were taken out."""
        return self._view.received(id)

    def trace(self, id: str) -> Trace | None:
        """Return what leads from a document's words to its original, or null where that is not known."""
        return self._view.trace(id)

    def original_range(self, id: str, span: Span) -> Span | None:
        """Return the characters of a document's original that hold the words of a span of its text.

        Null where they were not found there, or where the original was taken out. They count in the
        original as decoded text.
        """
        return self._view.original_range(id, span)

    def statements(
        self,
        *,
        document: str | None = None,
        source: str | None = None,
        outlet: str | None = None,
        voice: str | None = None,
        act: str | None = None,
        since: str | None = None,
        until: str | None = None,
    ) -> Iterator[KeptStatement]:
        """Yield statements, by date of publication, document and place in the text.

        `source` and `outlet` are whole names in any case; `since` and `until` are days or
        date-times of publication, both included (a month or a day includes all of it).
        """
        return self._view.statements(
            document=document, source=source, outlet=outlet, voice=voice, act=act, since=since, until=until
        )

    def search(
        self,
        words: str,
        *,
        source: str | None = None,
        outlet: str | None = None,
        voice: str | None = None,
        act: str | None = None,
        since: str | None = None,
        until: str | None = None,
        limit: int = 100,
    ) -> list[KeptStatement]:
        """Return the statements in which all the words occur, the best first; any string will do.

        The filters are those of `statements`.
        """
        return self._view.search(
            words, source=source, outlet=outlet, voice=voice, act=act, since=since, until=until, limit=limit
        )

    def search_documents(
        self,
        words: str,
        *,
        outlet: str | None = None,
        since: str | None = None,
        until: str | None = None,
        limit: int = 100,
    ) -> list[KeptDocument]:
        """Return the documents whose title or text holds all the words, the best first."""
        return self._view.search_documents(words, outlet=outlet, since=since, until=until, limit=limit)

    def sources(
        self,
        *,
        name: str | None = None,
        kind: str | None = None,
        outlet: str | None = None,
        since: str | None = None,
        until: str | None = None,
        limit: int | None = None,
    ) -> Iterator[KnownSource]:
        """Yield who speaks, those with most statements first; `name` is a part of a name in any case."""
        return directory.sources(
            self._view, name=name, kind=kind, outlet=outlet, since=since, until=until, limit=limit
        )

    def actors(
        self,
        *,
        name: str | None = None,
        kind: str | None = None,
        country: str | None = None,
        since: str | None = None,
        until: str | None = None,
        limit: int | None = None,
    ) -> Iterator[KnownActor]:
        """Yield who acts, those with most events first; `country` is ISO 3166-1 alpha-3."""
        return directory.actors(
            self._view, name=name, kind=kind, country=country, since=since, until=until, limit=limit
        )

    def versions(self, url: str) -> list[KeptDocument]:
        """Return the documents of an address, the first version first; none where it is not known."""
        return self._view.versions(url)

    def changes(self, old: str, new: str) -> tuple[Change, ...]:
        """Return what changed in the statements from one document (its id) to another."""
        return changes(self._view.reading(old), self._view.reading(new))

    def redact_documents(self, *ids: str, reason: str, by: str) -> Redacted:
        """Take documents out, with original, text and reading. This cannot be undone.

        `reason` and `by` (who decided it) stay in the log for good. Raises `LedgerError` where an
        original is also that of a document that is not named.
        """
        whole = [self._view.document(id).id for id in ids]
        with Redactor(self.path, now=self._now) as redactor:
            return redactor.documents(whole, reason, by)

    def redact_name(self, *names: str, reason: str, by: str, dry_run: bool = False) -> Redacted:
        """Cover a name, in each of the spellings given, wherever it stands. This cannot be undone.

        Originals that hold it go whole. `dry_run` says what would be done, and does nothing.
        """
        with Redactor(self.path, now=self._now) as redactor:
            return redactor.name(names, reason, by, dry_run=dry_run)

    def reprinted(self, id: str, others: Sequence[str]) -> tuple[Passage, ...]:
        """Return the passages of a document that stand in some others, with where they stand there."""
        from reportedly.claiming import reprinted

        return reprinted(self.reading(id), map(self.reading, others))

    def claims(
        self, asked: Asked | None = None, *, lexicons: Sequence[str | Path] = (), as_of: str | None = None
    ) -> list[Claim]:
        """Return the claims of all documents with who stands behind them, as asked for.

        `lexicons` are files of your own, as for `add`: actors and who is allied with whom; `as_of` is a day
        or date-time: claims are weighed with what was published by then.
        """
        from reportedly.loop.kept import anew

        kept = self.kept_claims(lexicons=lexicons)
        if kept is not None:
            return kept.claims(asked or Asked(), as_of)
        return select(anew(self._view, load(tuple(map(Path, lexicons))), as_of), asked or Asked())

    def count_claims(
        self, asked: Asked, *, lexicons: Sequence[str | Path] = (), as_of: str | None = None
    ) -> int:
        """Return how many claims are asked for, `limit` not looked at."""
        if as_of is None and (kept := self.kept_claims(lexicons=lexicons)) is not None:
            return kept.count(asked)
        return len(self.claims(replace(asked, limit=None), lexicons=lexicons, as_of=as_of))

    def claim(self, id: str, *, lexicons: Sequence[str | Path] = (), as_of: str | None = None) -> Claim:
        """Return a claim by its id, an alias or how one begins; raise `LedgerError` without just one."""
        kept = self.kept_claims(lexicons=lexicons)
        if kept is not None and id:
            return only(kept.begun(id, as_of), id)
        return only(self.claims(lexicons=lexicons, as_of=as_of), id)

    def kept_claims(self, *, lexicons: Sequence[str | Path] = ()) -> KeptClaims | None:
        """Return the claims in the ledger's tables, up to date; null where these cannot be written."""
        from reportedly.loop.kept import KeptClaims

        found = tables(tuple(map(Path, lexicons)))
        if self._tables is None or self._tables.sha256 != found.sha256:  # else they are taken apart already
            self._tables = found
        return KeptClaims.current(self.path, self._view.db, self._tables)

    def judge(
        self, kind: JudgementKind | str, left: str, right: str | None = None, *, by: str, reason: str,
        field: ReadingField | str | None = None, value: str | None = None,
        lexicons: Sequence[str | Path] = (),
    ) -> tuple[int, bool]:  # fmt: skip
        """Keep a decision of yours; return its number and whether it is new.

        `left` and `right` are ids of claims or their statements, of origins, or actors, each as its `kind`
        says; for a wrong reading `left` is a statement's id, and `field` and `value` say what is wrong
        and what is right. Raises `LedgerError` where there is no such id.
        """
        kind = JudgementKind(kind)
        found = () if kind in OF_ACTORS else self.claims(lexicons=lexicons)
        if field == ReadingField.PLACE and value is not None:
            value = placed(found, value)
        one, other = (None if id is None else subject(found, kind, id) for id in (left, right))
        assert one is not None, "left is a string"
        judgement = made(
            kind, one, other, None if field is None else ReadingField(field), value,
            by=by, at=stamp(self._now()), reason=reason,
        )  # fmt: skip
        return self.keep(judgement)

    def keep(self, judgement: Judgement) -> tuple[int, bool]:
        """Keep a judgement that was made already; return its number and whether it is new."""
        return keep(self._open_writer(), judgement)

    def stamp(self) -> str:
        """Return the time now, as judgements keep it (ISO 8601, UTC)."""
        return stamp(self._now())

    def judgements(self) -> list[Judgement]:
        """Return what people decided, in the order of writing, withdrawn judgements too."""
        return list(self._view.judgements().values())

    def withdraw(self, number: int, *, by: str, reason: str) -> None:
        """Say that a judgement no longer holds; it stays to be seen. Raises `LedgerError` without one."""
        withdraw(self._open_writer(), number, Withdrawal(by, stamp(self._now()), reason))

    def take_in(self, judgements: Iterable[Judgement]) -> tuple[int, int, int]:
        """Merge judgements of another ledger; return how many are new, newly withdrawn, and known."""
        return take_in(self._open_writer(), judgements)

    def problems(self) -> Iterator[KeptProblem]:
        """Yield what was refused and why."""
        return self._view.problems()

    def head(self) -> Head:
        """Return where the log ends; keep it elsewhere, and `verify` tells whether the log was cut."""
        return self._view.head()

    def log(self) -> Iterator[Entry]:
        """Yield the entries of the log, oldest first."""
        return self._view.log()

    def verify(self, *, head: Head | str | None = None) -> Report:
        """Check everything that is kept against the log, and the log against a head that was kept."""
        return verify(self.path, head=head)

    def _open_writer(self) -> Writer:
        if self._writer is None:
            self._writer = Writer(self.path, now=self._now)
        return self._writer
