"""When an item was published: what was given, what markup, address or text say; never a guess.

In come a date as written, a parsed page or an address; out comes an EDTF (ISO 8601-2) date or
date-time, or None. The only door to htmldate.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from email.utils import parsedate_to_datetime

from htmldate import find_date
from lxml.html import HtmlElement

FORMS = "2015-10-01, or with a time 2015-10-01T14:52:00Z"
"""What to write, for messages."""

_ISO = re.compile(
    r"(?P<date>\d{4}(?:-\d\d(?:-\d\d)?)?)"
    r"(?:(?<=-\d\d-\d\d)(?:T|\s+)(?P<time>\d\d:\d\d)(?P<seconds>:\d\d)?(?:[.,]\d+)?"
    r"\s*(?P<zone>Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)?)?",
    re.IGNORECASE,
)
_RFC = re.compile(r"(?:[A-Z][a-z]{2},\s*)?\d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d.*")
_URL = re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)[/-]?(?P<m>0[1-9]|1[0-2])[/-]?(?P<d>[0-2]\d|3[01])(?!\d)")
_URL_LOOSE = re.compile(r"/(?P<y>(?:19|20)\d\d)/(?P<m>\d{1,2}|[a-z]{3})/(?P<d>\d{1,2})(?=/|$)")
_SPELLED = (
    re.compile(
        r"\b(?P<d>\d{1,2})(?:st|nd|rd|th)?\.?\s+(?P<m>[A-Z][A-Za-z]{2,8})\.?,?\s+(?P<y>(?:19|20)\d\d)\b"
    ),
    re.compile(r"\b(?P<m>[A-Z][A-Za-z]{2,8})\.?\s+(?P<d>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<y>(?:19|20)\d\d)\b"),
    re.compile(r"(?<![\d-])(?P<y>(?:19|20)\d\d)-(?P<m>\d\d)-(?P<d>\d\d)(?![\d-])"),
)
_META = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished",
    "parsely-pub-date", "sailthru.date", "dc.date.issued", "dcterms.issued", "dc.date", "dcterms.date",
    "pubdate", "publishdate", "publish-date", "publication_date", "article.published", "date",
)  # fmt: skip
_EARLIEST, _LATEST = "1990-01-01", "2100-12-31"  # fixed, so that a reading does not depend on the day


def normalise(value: str) -> str | None:
    """Return a date or date-time as EDTF, or None where it is neither ISO 8601 nor of RFC 5322's form.

    Time zones are kept (UTC as Z), fractions of a second dropped, missing seconds are 00.
    """
    value = value.strip()
    match = _ISO.fullmatch(value)
    if not match:
        return _from_rfc(value)
    day = match["date"]
    try:
        date.fromisoformat(day + "-01" * ((10 - len(day)) // 3))
    except ValueError:
        return None
    if not match["time"]:
        return day
    zone = (match["zone"] or "").upper()
    if zone in {"Z", "UTC", "GMT"} or zone.strip("+-:0") == "" != zone:
        zone = "Z"
    elif zone:
        digits = zone[1:].replace(":", "").ljust(4, "0")
        zone = f"{zone[0]}{digits[:2]}:{digits[2:]}"
    moment = f"{day}T{match['time']}{match['seconds'] or ':00'}{zone}"
    try:
        datetime.fromisoformat(moment)
    except ValueError:
        return None
    return moment


def from_markup(tree: HtmlElement, nodes: Sequence[dict[str, object]]) -> str | None:
    """Find the publication date that a page's markup states; `nodes` are its schema.org articles."""
    for value in _stated(tree, nodes):
        if (found := normalise(value)) and _EARLIEST < found < _LATEST and len(found) >= 10:
            return found
    found = find_date(tree, extensive_search=False, original_date=True, min_date=_EARLIEST, max_date=_LATEST)
    return normalise(found) if found else None


def from_url(url: str | None) -> str | None:
    """Read the date that many publishers write into an address: "/2015/10/01/", "/2015-10-01-"."""
    if not url:
        return None
    for match in (*_URL_LOOSE.finditer(url), *_URL.finditer(url)):
        if (found := _day(match["y"], match["m"], match["d"])) and found > _EARLIEST:
            return found
    return None


def from_text(line: str) -> str | None:
    """Return the earliest date that a line spells out with its year, or None."""
    found = (
        _day(match["y"], match["m"], match["d"]) for pattern in _SPELLED for match in pattern.finditer(line)
    )
    return min((day for day in found if day and day > _EARLIEST), default=None)


def _stated(tree: HtmlElement, nodes: Sequence[dict[str, object]]) -> Iterator[str]:
    for node in nodes:
        value = node.get("datePublished")
        if isinstance(value, str):
            yield value
    metas: dict[str, str] = {}
    for meta in tree.iter("meta"):
        content = meta.get("content")
        for attribute in ("property", "name", "itemprop"):
            if content and (key := meta.get(attribute)):
                metas.setdefault(key.lower(), content)
    for key in _META:
        if key in metas:
            yield metas[key]
    for element in tree.xpath("//time[@datetime][@pubdate or @itemprop='datePublished']"):
        yield element.get("datetime")


def _from_rfc(value: str) -> str | None:
    if not _RFC.fullmatch(value):
        return None
    try:
        return normalise(parsedate_to_datetime(value).isoformat())
    except (ValueError, TypeError):
        return None


def _day(year: str, month: str, day: str) -> str | None:
    """Put a day together; a month may be a number, an English name or the beginning of one."""
    try:
        if not month.isdigit():
            # strptime knows the English names: Python's own locale is C unless a program sets it.
            known = datetime.strptime(month[:3].title(), "%b")
            if not known.strftime("%B").lower().startswith(month.lower()):
                return None
            month = str(known.month)
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None
