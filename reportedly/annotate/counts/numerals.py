"""Words and figures that say how many: a stretch of text in, amounts with their ranges out.

An amount is a numeral ("1,200", "2.5 million", "thirty-six"), a vague word of the lexicon
("dozens", "several hundred") or a range of two ("30 to 40"), with the words beside it that open or
widen it ("at least", "some", "-plus"). Here is no grammar: what is counted is found elsewhere.
Years, dates, money, percentages, model numbers and the like are left out where their form shows it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil, floor

from reportedly.annotate.counts.words import CountWords
from reportedly.forms import Quantity

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
)
_DECADES = "twenty thirty forty fifty sixty seventy eighty ninety"
_SMALL = {w: n for n, w in enumerate([*_UNITS.split(), "seventeen", "eighteen", "nineteen"])}
_TENS = {w: 10 * n for n, w in enumerate(_DECADES.split(), 2)}
_SCALES = {"dozen": 12, "hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9}

_WORD = "|".join([*_SMALL, *_TENS])
_SCALE = "|".join(_SCALES)
_WORDS = (
    rf"(?:(?:half )?an? (?=(?:{_SCALE})\b))?(?:{_WORD}|(?<= )(?:{_SCALE}))"
    rf"(?:(?:[ -]| and (?!a ))(?:{_WORD}|{_SCALE}))*"
)
_DIGITS = rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d{{1,3}} 000|(?!0\d)\d+(?:\.\d+)?)(?:[ -](?:{_SCALE})\b)?"
# Not inside a word, a price, a decimal, a date with slashes, or behind the hyphen of a model's name.
_BEFORE = r"(?<![\w$€£¥#/+])(?<!\d[.,:])(?<![^\W\d][-–.])(?<![)][-–.])(?<![$€£¥] )"
_AFTER = r"(?!\w)(?![.,:/]\d)(?! ?[%°$€£])(?!/\w)"
_NUMERAL = re.compile(rf"{_BEFORE}(?:(?P<digits>{_DIGITS})|\b(?P<words>{_WORDS})){_AFTER}", re.IGNORECASE)

_RANGE = re.compile(r" ?[-–] ?| to | or ", re.IGNORECASE)
_COMPOUND = re.compile(r"[-–][^\W\d_]", re.IGNORECASE)
_STRONG = re.compile(r"[- ]strong\b|[- ]man\b(?= )", re.IGNORECASE)

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
_NUMBERED = (
    r"(?:[Nn]o|Nos|[Nn]umber|[Rr]esolution|[Aa]rticle|[Cc]hapter|[Ss]ection|[Pp]age|[Rr]oom|[Ff]light|[Hh]ighway"
    r"|[Rr]oute|[Cc]hannel|[Ll]evel|[Pp]hase|[Ff]ormula|[Gg]roup of|[Aa]ged?|[Vv]ersion|[Tt]ype|[Mm]odel"
    r"|[Zz]one|[Dd]ay|[Ww]eek|[Bb]ase|World War|Protocol|Unit|Division|Gate|Area|iPhone|Camp|Rule"
    r"|Part|Boeing|Airbus)"
)
_YEARS = r"(?:1[89]|20)\d\d"
_COUNTED_OUT = rf"(?:\d+|{'|'.join(list(_SMALL)[1:11])})"
_NOT_AMOUNTS = re.compile(
    rf"\b(?:{_MONTH} \d{{1,2}}(?:(?:,? ?| ){_YEARS})?(?![\d,]\d)\b|\d{{1,2}} (?:of )?{_MONTH}(?:,? {_YEARS})?"
    rf"|{_MONTH}(?: of)? {_YEARS}\b|\d{{1,4}}[-/.]\d{{1,2}}[-/.]\d{{2,4}}\b"  # dates
    rf"|{_NUMBERED}\.? (?:\d+(?:\.\d+)?|[Oo]ne|[Tt]wo|[Ss]even|[Ee]ight)\b"
    r"|\d{1,2} ?[ap]\.?m\b|\d{4} (?:GMT|UTC|EST|hours)\b"  # times
    rf"|{_COUNTED_OUT} (?:out of|in) (?:every )?{_COUNTED_OUT}\b)"  # "one in five"
    r"|(?:^|(?<=[ \"(]))'?\d\ds\b"  # decades
)
_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_CHANGE = re.compile(r"\bfrom $", re.IGNORECASE)
_BETWEEN = re.compile(r"\b(?:between|anywhere from) $", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Amount:
    """A quantity in a text: `start` with its bound, `number` where the number begins, `end` after it.

    `strong`: it makes a compound with "strong" ("300-strong"). `vague`: a word of the lexicon, which
    counts something only together with a noun. `year`: it may as well be a year.
    """

    start: int
    number: int
    end: int
    low: int | None
    best: int | None
    high: int | None
    words: str
    vague: bool = False
    strong: bool = False
    year: bool = False


def amounts(text: str, words: CountWords) -> list[Amount]:
    """Return the amounts of a text in order; they do not overlap."""
    masked = _NOT_AMOUNTS.sub(lambda match: "\0" * len(match.group()), text)
    vague = list(_vague(masked, words))
    taken = {i for amount in vague for i in range(amount.start, amount.end)}
    exact = [a for a in _exact(masked) if not (a.start in taken or a.end - 1 in taken)]
    found = sorted([*vague, *_ranges(masked, exact)], key=lambda a: a.start)
    out: list[Amount] = []
    for amount in (_bounded(masked, amount, words) for amount in found):
        while out and amount.start < out[-1].end:  # "no" in "no fewer than 20", "many" in "as many as 20"
            out.pop()
        if amount.strong or not _COMPOUND.match(masked, amount.end):
            out.append(amount)
    return out


def _exact(text: str) -> Iterator[Amount]:
    """Find the numerals in figures and in words."""
    end = 0
    while match := _NUMERAL.search(text, end):
        if match["digits"]:
            value, end = _figure(match["digits"]), match.end()
        else:
            value, length = _spelled(match["words"])
            end = match.start() + length
        if value is None:
            continue
        year = bool(_YEAR.fullmatch(match.group()))
        yield Amount(
            match.start(),
            match.start(),
            end,
            value,
            value,
            value,
            text[match.start() : end].lower(),
            year=year,
        )


def _figure(words: str) -> int | None:
    """Read "1,200", "2.5 million"; None for a fraction of a thing."""
    plain = words.lower().replace(",", "").replace(" 000", "000").replace("-", " ")
    number, _, scale = plain.partition(" ")
    value = float(number) * _SCALES.get(scale, 1)
    return int(value) if value == int(value) else None


def _spelled(words: str) -> tuple[int | None, int]:
    """Read the longest well-formed numeral at the start of some number words: its value and length.

    "two hundred and ten" is one numeral, "four and two" and "twenty thirty" are two.
    """
    total, group, last, end = 0, 0, 0, 0
    joined = False
    if words.lower() in _SCALES:
        return None, len(words)
    for part in re.finditer(r"[a-z]+", words.lower()):
        word = part.group()
        if word in ("a", "an"):
            group, last = 1, 1
            continue
        if word == "half":
            return (6, len(words)) if words.lower().endswith("dozen") else (500_000, len(words))
        if word == "and":
            joined = True
            continue
        value = _SMALL.get(word, _TENS.get(word))
        if value is not None:
            fits = (
                (last == 0 and end == 0)
                or last >= 100
                or (last in _TENS.values() and value < 10 and not joined)
            )
            if not fits or (joined and last < 100):
                break
            group, last = group + value, value
        else:
            scale = _SCALES[word]
            if joined or (end and last >= scale) or (scale == 12 and group > 99):
                break
            if scale >= 1000:
                total, group = total + max(group, 1) * scale, 0
            else:
                group = max(group, 1) * scale
            last = scale
        joined, end = False, part.end()
    return (total + group if end else None), end


def _ranges(text: str, found: list[Amount]) -> Iterator[Amount]:
    """Join "30 to 40", "30-40", "two or three" and "between 30 and 40" into one amount."""
    index = 0
    while index < len(found):
        one = found[index]
        two = found[index + 1] if index + 1 < len(found) else None
        index += 1
        if two and (joint := _joint(text, one, two)):
            index += 1
            yield joint
        elif two and text[one.end : two.start] in ("-", "–"):
            index += 1  # a score, a span of years, a telephone number
        else:
            yield one


def _joint(text: str, one: Amount, two: Amount) -> Amount | None:
    between = text[one.end : two.start]
    opened = _BETWEEN.search(text, max(0, one.start - 15), one.start)
    if opened and between.lower() in (" and ", " to "):
        start = opened.start()
    elif _RANGE.fullmatch(between) and not _CHANGE.search(text, max(0, one.start - 5), one.start):
        start = one.start
    else:
        return None
    if one.year and two.year:
        return None
    low, high = one.best or 0, two.best or 0
    for scale in (10**9, 10**6, 1000, 100):  # "5 to 10 million" shares its scale
        if (
            high % scale == 0
            and low < 100 <= high
            and not low * scale > high
            and text[two.start : two.end][-1:].isalpha()
        ):
            low *= scale
            break
    if low >= high:
        return None
    return Amount(start, start, two.end, low, None, high, text[start : two.end].lower())


def _vague(text: str, words: CountWords) -> Iterator[Amount]:
    for match in words.quantity_pattern.finditer(text):
        entry = words.quantities[match["words"].lower()]
        scale = _SCALES.get((match["scale"] or "").lower(), 0)
        if scale and not entry.times:
            if match["words"].lower() != "many":
                continue
            scale = 0
        low, best, high = _scaled(entry, scale)
        yield Amount(
            match.start(), match.start(), match.end(), low, best, high, match.group().lower(), vague=True
        )


def _scaled(entry: Quantity, scale: int) -> tuple[int | None, int | None, int | None]:
    """Multiply a vague number: "several hundred" ends below the next hundred, as "hundreds" does."""
    if not scale:
        return entry.low, entry.best, entry.high
    low, high = (entry.low or 0) * scale, (entry.high or 0) * scale
    if entry.best is not None:
        return low, entry.best * scale, high
    return low, None, high + scale - 1


def _bounded(text: str, amount: Amount, words: CountWords) -> Amount:
    """Take in the bound before an amount ("at least"), and what follows it ("-plus", "-strong")."""
    low, best, high = amount.low, amount.best, amount.high
    start, end, strong = amount.start, amount.end, False
    kinds: list[str] = []
    if match := _STRONG.match(text, end):
        end, strong = match.end(), True
    elif match := words.bound_after.match(text, end):
        end = match.end()
        kinds.append(words.bounds[True, match["bound"].lower()])
    while match := words.bound_before.search(text, max(0, start - 24), start):
        start = match.start("bound")
        kinds.append(words.bounds[False, match["bound"].lower()])
    if kinds and amount.low is not None:
        for kind in kinds:
            low, best, high = _opened(kind, low, best, high)
    year = amount.year and not kinds
    return Amount(start, amount.number, end, low, best, high, amount.words, amount.vague, strong, year)


def _opened(
    kind: str, low: int | None, best: int | None, high: int | None
) -> tuple[int | None, int | None, int | None]:
    """Apply a bound of the lexicon to a range; see `counts.yaml` for what each kind means."""
    if kind == "floor":
        return low, best, None
    if kind == "ceiling":
        return None, best, high
    if kind == "below" and low is not None:
        return floor(low * 0.9), best, high
    if kind == "about":
        return (
            None if low is None else floor(low * 0.9),
            best,
            None if high is None else ceil(round(high * 1.1, 6)),
        )
    return low, best, high
