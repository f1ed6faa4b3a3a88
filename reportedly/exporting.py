"""Exporting a ledger: which formats there are, the ledger as exporters see it, and the one call that writes.

A ledger's path and a format's name go in; files are there afterwards. Formats of other packages are found
by their entry points (docs/extending.md); ours win where names are equal.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from importlib import import_module
from pathlib import Path

from reportedly import plugins
from reportedly.claim import Claim, Judgement
from reportedly.claiming import published_by
from reportedly.errors import PluginError
from reportedly.export.formats.format import Format
from reportedly.export.formats.kept import Checked, Entry, Original
from reportedly.ledger import Ledger
from reportedly.select import Asked, Order
from reportedly.shapes import Reading, Span
from reportedly.version import __version__

OURS = (
    "csv", "parquet", "ucdp", "plover", "geojson", "annotation", "claim", "prov", "graphml", "wacz",
    "custody", "datasette",
)  # fmt: skip
"""The names of the formats that come with the program, each its module under `export/formats/`."""


def formats() -> tuple[str, ...]:
    """Return the names of all formats, ours first."""
    return (*OURS, *(name for name in plugins.names(plugins.EXPORTERS) if name not in OURS))


def format_of(name: str) -> Format:
    """Return a format by its name; raise `PluginError` where there is none, or a package's is broken."""
    if name in OURS:
        found: object = import_module(f"reportedly.export.formats.{name}").FORMAT
    elif name in plugins.names(plugins.EXPORTERS):
        found = plugins.load(plugins.EXPORTERS, name)
    else:
        raise PluginError(f"{name}: is no format; there are {', '.join(formats())}")
    if not isinstance(found, Format):
        raise PluginError(f"{name}: is no Format (docs/extending.md); tell who made the package")
    return found


class Exported:
    """A ledger as exporters see it (`export.formats.kept.Kept`)."""

    def __init__(
        self, ledger: Ledger, *, lexicons: Sequence[str | Path] = (), as_of: str | None = None
    ) -> None:
        """Look at an open ledger; `lexicons` and `as_of` are those of `Ledger.claims`."""
        self._ledger = ledger
        self._lexicons = lexicons
        self._as_of = as_of
        self._trace = lru_cache(maxsize=4)(ledger.trace)
        self.name = ledger.path.name
        self.version = __version__

    def readings(self) -> Iterator[Reading]:
        """Yield every document's reading that was published by then."""
        for reading in self._ledger.readings():
            if published_by(reading.document.published, self._as_of):
                yield reading

    def claims(self) -> Sequence[Claim]:
        """Return the claims, made once."""
        return self._claims

    @cached_property
    def _claims(self) -> list[Claim]:
        return self._ledger.claims(Asked(order=Order.FIRST), lexicons=self._lexicons, as_of=self._as_of)

    def judgements(self) -> Sequence[Judgement]:
        """Return what people decided."""
        return self._ledger.judgements()

    def original(self, document: str) -> Original:
        """Return the bytes of a document, or what is known of those that were taken out."""
        kept = self._ledger.received(document)
        return Original(kept.sha256, kept.media, kept.size, kept.data)

    def original_range(self, document: str, span: Span) -> Span | None:
        """Return the characters of a document's original that hold a span's words, or null."""
        trace = self._trace(document)
        return None if trace is None else trace.range(span)

    def entries(self) -> Iterator[Entry]:
        """Yield the log, oldest first."""
        for e in self._ledger.log():
            about = e.about()
            by, reason = (value if isinstance(value := about.get(n), str) else None for n in ("by", "reason"))
            yield Entry(e.seq, e.at, e.kind, e.subject, by, reason, e.hash)

    def checked(self) -> Checked:
        """Check everything that is kept against the log."""
        report = self._ledger.verify()
        findings = tuple(str(finding) for finding in report.findings)
        return Checked(report.head, report.entries, report.rows, findings, report.unchecked)
