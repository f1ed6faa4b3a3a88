"""The fakes part of the ledger's benchmark: agency credits of real articles, which must stand in every chain.

In comes `fakes/dev.jsonl` (FA-KES, Abu Salem and others, ICWSM 2019); out comes, for each article that
credits one agency, whether the agency is in the chains of its reading. Credits are found here with patterns
of their own over the raw text, so that the program's mistakes do not hide themselves. Captions of pictures
("Aleppo. (AFP)") and lists of several agencies, which put none into the chains, are no credits. Which of its
articles are copies is measured by `benchmarks.copies`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.ledger_readings import kept
from reportedly.lexicon import Lexicons, load
from reportedly.shapes import Reading

_AGENCY = (
    r"(?P<agency>Reuters|AFP|Agence France[- ]Presse|AP|Associated Press|SANA|Xinhua|TASS|Interfax"
    r"|RIA Novosti|Anadolu Agency|Anadolu|AA|DPA|dpa|EFE|ANSA|UPI|IRNA|Petra|KUNA)"
)
_ALONE = r"(?![\w/]|,? (?:and |with )?(?:Reuters|AFP|AP|agencies)\b)"
_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\s+\d{1,2}\s+\w{3,9}\s+\d{4}"
PATTERNS = {
    "between title and date": rf"(?<!and)(?<!,)\s{_AGENCY}\s*,?\s{_DAY}",
    "dateline": rf"[A-Z][\w.,' ]{{2,40}}\({_AGENCY}\)\s*[-–—]",
    "after the last sentence": rf"[.\"”]\s*[-–—]{{1,3}}\s?{_AGENCY}{_ALONE}",
    "named as the source": rf"(?<=[.!?\"”] )Source:? {_AGENCY}{_ALONE}",
}
"""What credits look like in these texts, whose punctuation is partly lost."""

_HEAD = 320
"""A credit between title and date stands within so many characters of the beginning."""


@dataclass(frozen=True, slots=True)
class Credit:
    """A credit as found: the article's url, the agency's name by the lexicon, and the words around it."""

    url: str
    outlet: str
    agency: str
    pattern: str
    words: str


@dataclass(frozen=True, slots=True)
class Checked:
    """A credit, and in how many chains of how many statements of its article the agency stands."""

    credit: Credit
    chains: int
    statements: int

    @property
    def right(self) -> bool:
        """Whether the agency stands in every chain, and there is one."""
        return self.chains == self.statements > 0


@dataclass(frozen=True, slots=True)
class Measured:
    """All articles with a credit."""

    articles: int
    checked: tuple[Checked, ...]

    def figures(self) -> dict[str, float | int | str]:
        """Return the figures by name."""
        rows = self.checked
        return {
            "fakes.articles": self.articles,
            "fakes.credits": len(rows),
            "fakes.credits in every chain": sum(row.right for row in rows) / len(rows) if rows else 1.0,
            "fakes.credits in a chain": sum(row.chains > 0 for row in rows) / len(rows) if rows else 1.0,
        }


def credits(url: str, outlet: str, text: str, lexicons: Lexicons) -> Iterator[Credit]:
    """Yield an article's one credit, if it has one; one of whose outlet is the agency is none."""
    found: dict[str, Credit] = {}
    for name, pattern in PATTERNS.items():
        for match in re.finditer(pattern, text):
            agency = _agency(match["agency"], lexicons)
            early = name != "between title and date" or match.start() < _HEAD
            if early and agency.lower() != outlet.lower():
                words = text[max(0, match.start() - 40) : match.end() + 20]
                found.setdefault(agency, Credit(url, outlet, agency, name, words))
    if len(found) == 1:
        yield from found.values()


def _agency(name: str, lexicons: Lexicons) -> str:
    known = lexicons.outlets.get("Anadolu Agency" if name == "AA" else name)
    return known.name if known is not None else name


def measure(data: Path) -> Measured:
    """Read all articles and look for their credits in the chains."""
    path = data / "fakes" / "dev.jsonl"
    lexicons = load()
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    readings = kept([str(path)], [])
    checked = [
        _checked(credit, reading, lexicons)
        for row, reading in zip(rows, readings, strict=True)
        for credit in credits(row["url"], row["outlet"], row["text"], lexicons)
    ]
    return Measured(len(rows), tuple(checked))


def _checked(credit: Credit, reading: Reading, lexicons: Lexicons) -> Checked:
    ids = {source.id for source in reading.sources if _agency(source.name, lexicons) == credit.agency}
    chains = sum(bool(ids & {*statement.chain}) for statement in reading.statements)
    return Checked(credit, chains, len(reading.statements))


def table(measured: Measured, listed: bool) -> Iterator[str]:
    """Yield the figures, what is wrong, and with `listed` every credit."""
    for row in measured.checked:
        if listed or not row.right:
            mark = "  " if row.right else "! "
            yield (
                f"{mark}{row.credit.url} {row.credit.agency}, {row.credit.pattern}: {row.chains} of"
                f" {row.statements} chains; {row.credit.words!r}"
            )
    yield from (f"  {name:<30} {value}" for name, value in measured.figures().items())
