"""What a page says in words: the values of the vocabulary, dates, numbers, and text made harmless.

Shapes' values and strings of strangers go in; short English, and text without invisible or reordering
characters, come out. Escaping for HTML is the template's.
"""

from __future__ import annotations

import re

from reportedly.shapes import Act, FactualityValue, FurnitureKind, Quotation, Reading, Statement, Voice

IN_DISGUISE = "in disguise"
"""What is said of a name that is written to look like another."""

ACTS = {
    Act.ASSERT: "asserts",
    Act.DENY: "denies",
    Act.CONFIRM: "confirms",
    Act.DOUBT: "doubts",
    Act.ACCUSE: "accuses",
    Act.PREDICT: "predicts",
    Act.PROMISE: "promises",
    Act.THREATEN: "threatens",
    Act.REQUEST: "requests",
    Act.OPINE: "opines",
}

SURENESS = {
    FactualityValue.CERTAIN: "certain",
    FactualityValue.CERTAINLY_NOT: "certainly not",
    FactualityValue.PROBABLE: "probable",
    FactualityValue.PROBABLY_NOT: "probably not",
    FactualityValue.POSSIBLE: "possible",
    FactualityValue.POSSIBLY_NOT: "possibly not",
    FactualityValue.CERTAIN_UNKNOWN: "certain, not said which way",
    FactualityValue.UNKNOWN: "left open",
}

QUOTATIONS = {
    Quotation.DIRECT: "direct",
    Quotation.INDIRECT: "indirect",
    Quotation.MIXED: "partly quoted",
    Quotation.NONE: "",
}

DATE_FOUND = {
    "given": "date as given",
    "url": "date found in the address",
    "markup": "date found in the page’s markup",
    "text": "date found in the text",
}

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

_DATE = re.compile(
    r"(?P<year>\d{4})(?:-(?P<month>0[1-9]|1[0-2])(?:-(?P<day>0[1-9]|[12]\d|3[01]))?)?"
    r"(?:T(?P<time>\d{2}:\d{2})(?::\d{2}(?:\.\d+)?)?(?P<zone>Z|[+-]\d{2}:\d{2})?)?",
    re.ASCII,
)

_WEB = re.compile(r"https?://(?:\[[0-9a-f:.]+\]|[^\s/?#\\\[\]])[^\s\\]*", re.IGNORECASE)

_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def _harmless() -> dict[int, str]:
    table = {code: chr(0x2400 + code) for code in range(0x20) if chr(code) not in "\t\n"}
    table |= {0x0B: "\n", 0x0C: "\n", 0x0D: "\n", 0x7F: "\u2421", 0x85: "\n", 0x2028: "\n", 0x2029: "\n"}
    table |= dict.fromkeys((*range(0x80, 0x85), *range(0x86, 0xA0)), "\ufffd")
    table |= dict.fromkeys((*range(0xD800, 0xE000), *range(0xFDD0, 0xFDF0), 0xFFFE, 0xFFFF), "\ufffd")
    reordering = (*range(0x202A, 0x202F), *range(0x2066, 0x2070), *range(0xFFF9, 0xFFFC))
    hidden = range(0xE0000, 0xE0080)
    return table | {code: f"[U+{code:04X}]" for code in (*reordering, *hidden)}


_HARMLESS = _harmless()


def harmless(text: str) -> str:
    """Return the text with controls, direction overrides and hidden tags made visible.

    Marks that ordinary spelling needs (joiners, soft hyphens, left-to-right marks) stay as they are.
    """
    return text.translate(_HARMLESS)


def clipped(text: str, most: int) -> str:
    """Return the text on one line, cut after a word where it is longer than `most` characters."""
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    head, _, _ = line[:most].rpartition(" ")
    return (head or line[:most]).rstrip(" ,;:–—-") + " …"


def date(edtf: str) -> str:
    """Return an EDTF date in words; whatever is more than a plain date or date-time as it stands."""
    found = _DATE.fullmatch(edtf)
    if found is None or (found["time"] and not found["day"]):
        return edtf
    month = _MONTHS[int(found["month"]) - 1] if found["month"] else ""
    day = str(int(found["day"])) if found["day"] else ""
    zone = {None: "", "Z": " UTC"}.get(found["zone"], f" UTC{found['zone']}")
    time = f", {found['time']}{zone}" if found["time"] else ""
    return " ".join(part for part in (day, month, found["year"]) if part) + time


def web_address(url: str | None) -> str | None:
    """Return the address if it is fit for a link: http or https, a host, no blanks or controls."""
    if url is None or harmless(url) != url or _WEB.fullmatch(url) is None:
        return None
    return url


def number(count: int, one: str, many: str | None = None) -> str:
    """Return "one thing", "three things", "14 things"."""
    figure = _WORDS[count] if 0 <= count < len(_WORDS) else str(count)
    return f"{figure} {one if count == 1 else many or one + 's'}"


def sentence(text: str) -> str:
    """Return the text with a capital first and a full stop last."""
    return f"{text[:1].upper()}{text[1:]}."


def furniture(kind: FurnitureKind | None) -> str:
    """Return the kind of page matter in words."""
    return "page matter" if kind in (None, FurnitureKind.OTHER) else kind.replace("_", " ")


def tone(statement: Statement) -> str:
    """Return how a statement is drawn: own, deny, open (nobody named), doubt, say."""
    if statement.voice is Voice.AUTHOR:
        return "own"
    if statement.act is Act.DENY:
        return "deny"
    if statement.voice is Voice.UNKNOWN:
        return "open"
    return "doubt" if statement.act is Act.DOUBT else "say"


def disguises(reading: Reading) -> list[str]:
    """Say of each name that is written to look like another what gives it away."""
    found: dict[str, list[str]] = {}
    for row in reading.disguises:
        found.setdefault(row.name, []).append(row.detail)
    return [f"“{name}” is {IN_DISGUISE}: it {' and '.join(details)}" for name, details in found.items()]
