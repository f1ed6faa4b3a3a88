"""Score the slots of an article on the war in Syria: how many civilians were killed, where, by whom.

    python benchmarks/slots.py --data ../shared/data

`--data` is the folder that holds `fakes/`: articles with the answers of a crowd (FA-KES, Abu Salem
et al., ICWSM 2019). Prints the share of right answers to each slot beside simple baselines;
`--errors N` prints wrong ones to read. A slot is a function of a `Reading`: the counts layer answers
the first; place and actor have the baselines below until the layers of places and events answer.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

if not __package__:  # Run as a script: the packages lie beside this folder.
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from reportedly import lexicon
from reportedly.annotate.counts.quantities import counts
from reportedly.annotate.parse import parse
from reportedly.lexicon import Lexicons
from reportedly.read.document import read_document
from reportedly.shapes import Capture, Count, CountRole, MadeBy, Reading

GOVERNORATES = {
    "aleppo": r"aleppo|halab",
    "idlib": r"idlib|idleb|edlib",
    "damascus": r"damascus|ghouta|douma",
    "raqqa": r"ar-raqqah?|al-raqqah?|raqqah?|raqa",
    "deir ezzor": r"deir[- ](?:al-|el-|az-|ez-|e)?z+or",
    "homs": r"homs",
    "hasakeh": r"(?:al-)?hass?ak[ae]h?",
    "hama": r"hama",
    "lattakia": r"latt?akia",
    "daraa": r"dar'?aa|deraa",
    "quneitra": r"quneitra",
}
"""The answers to "where", each with the spellings of its name."""

ACTORS = {
    "syrian government or russian troops": r"regime|syrian army|syrian government|government forces"
    r"|assads? forces|russian?s?|syrian air ?force|army|helicopters?|warplanes",
    "the organization of the islamic state in iraq and the levant - isis": r"isis|isil|islamic state|daesh",
    "armed opposition groups": r"rebels?|opposition fighters|insurgents?|free syrian army|fsa",
    "international coalition forces": r"coalition|us-led|turkish|american",
    "self administration forces": r"ypg|sdf|kurdish forces|pyd",
    "al-nusra front": r"nusra|fateh al-sham",
}
"""The answers to "who killed", each with names of the actor; any other answer is "unknown"."""

_KILLING = re.compile(
    r"\b(?:kill|execut|murder|massacr|slaughter|bomb|shell|air ?strike|raid|attack)\w*", re.IGNORECASE
)
_FIGHTERS = re.compile(
    r"\b(?:rebel|fighter|militant|soldier|troop|terrorist|jihad|militia|gunm[ae]n|insurgent|officer|police|guard"
    r"|command|mercenar|takfiri|isis|isil|daesh|nusra|islamist|extremist|force|personnel|combatant|bomber"
    r"|general|airm[ae]n|crewm[ae]n|pilot)",
    re.IGNORECASE,
)
_CIVILIANS = re.compile(
    r"\b(?:civilian|child|wom[ae]n|resident|student|pupil|villager|medic|doctor|journalist|worker|passenger|refugee|infant|girl|boy)",
    re.IGNORECASE,
)
_PART = re.compile(r"\b(?:including|among them|of whom|of them|of those)\b", re.IGNORECASE)
_AMONG = re.compile(r"\bamong the\b", re.IGNORECASE)
_OVER = re.compile(r"more than|over", re.IGNORECASE)
_LISTED = re.compile(r"[\s,]*(?:and)?\s*", re.IGNORECASE)
_RUNNING = re.compile(r"\b(?:since|so far|in total|civil war|uprising|conflict|overall)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Item:
    """An article with its slots as answered by the crowd."""

    capture: Capture
    civilians: str
    place: str
    actor: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What was read of an item and what a slot function said, beside the crowd's answer."""

    reading: Reading
    gold: str
    ours: str


@dataclass(frozen=True, slots=True)
class Score:
    """Answers to one slot, and how many of its baselines are right, by name."""

    answers: tuple[Answer, ...]
    baselines: dict[str, float]

    @property
    def accuracy(self) -> float:
        """The share of answers that equal the crowd's."""
        return sum(a.gold == a.ours for a in self.answers) / max(1, len(self.answers))


def read_items(path: Path) -> list[Item]:
    """Read the data set's rows; raise `FileNotFoundError` where it is not there."""
    items = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        slots = row["slots"]
        capture = Capture(row["url"], row["text"].encode("utf-8"), "text", outlet=row["outlet"])
        items.append(Item(capture, slots["nb_civilians"], slots["location"], slots["actor"]))
    return items


def read(capture: Capture, lexicons: Lexicons) -> Reading:
    """Read an article as far as its counts."""
    document, segments = read_document(capture, lexicons, force=True)
    rows = counts(parse(document.text, segments, lexicons.headline_words), lexicons)
    return Reading(MadeBy("", "", ""), document, segments, (), (), counts=rows)


def civilians_killed(reading: Reading) -> str:
    """Answer how many civilians were killed in the event that the article is about.

    The first count of people killed tells the event. Of fighters: none. Of people in general: all of
    them, unless a count of civilians or of fighters among them follows in the same or the next sentence.
    """
    text = reading.document.text
    killed = [
        c
        for c in reading.counts
        if c.role is CountRole.KILLED and _size(c) is not None and not _total(c, text)
    ]
    if not killed:
        return "0"
    first = _main(killed, text)
    size = _size(first) or 0
    near = [c for c in killed if first.end <= c.start < first.end + 700]
    if _kind(first, text) == "fighters":
        beside = [c for c in near if c.start - first.end < 40 and _kind(c, text) == "civilians"]
        return str(_size(beside[0]) if beside else 0)
    if "civilian" in (first.of or "").lower():
        return str(size)
    if _kind(first, text) == "civilians":  # "ten children and five women"
        listed = [c for c in near if c.of and _LISTED.fullmatch(text, first.end, c.start)][:1]
        return str(size + sum(_size(c) or 0 for c in listed if _kind(c, text) != "fighters"))
    if (apart := _apart(size, near, text)) is not None:
        return str(apart)
    for other in near:
        part = _size(other) or 0
        kind = _kind(other, text)
        if kind == "fighters" and part == size and first.of is None:
            return "0"  # the title's number, told again
        within = _PART.search(text[max(first.end, other.start - 24) : other.end])
        if part < size and (within or _AMONG.search(text, other.end, other.end + 30)):
            if kind == "civilians" and "civilian" in (other.of or "").lower():
                return str(part)
            if kind == "fighters":
                return str(size - part)
    return str(size)


def _apart(size: int, near: Sequence[Count], text: str) -> int | None:
    """Return the civilians where those near are told apart into civilians and fighters that sum up."""
    for one in near:
        for two in near:
            kinds = (_kind(one, text), _kind(two, text))
            if kinds == ("civilians", "fighters") and (_size(one) or 0) + (_size(two) or 0) == size:
                return _size(one)
    return None


def _main(killed: Sequence[Count], text: str) -> Count:
    """Return the count that tells the event: the first, but the whole for its part, a number for "dozens"."""
    first = killed[0]
    for other in killed[1:]:
        between = text[first.end : other.start]
        if len(between) > 400:
            break
        value, size = _size(other) or 0, _size(first) or 0
        whole = len(between) < 30 and re.search(r"\bamong\b(?! them)", between)
        part = text[: first.start].rstrip().endswith("including")
        if (whole or part) and value > size:
            return other
        over = _OVER.match(text, first.start) and size % 10 == 0
        if over and size < value <= size * 1.3:
            return other  # "more than 40", then "45"
        if (
            first.best is None
            and other.best is not None
            and (first.low or 0) <= value <= (first.high or value)
        ):
            return other
    return first


def _size(count: Count) -> int | None:
    return count.best if count.best is not None else count.low


def _kind(count: Count, text: str) -> str:
    """Sort a count by whom it counts: civilians, fighters, or people in general."""
    if count.of and _CIVILIANS.search(count.of):
        return "civilians"
    return "fighters" if count.of and _FIGHTERS.search(count.of) else "people"


def _total(count: Count, text: str) -> bool:
    """Whether a count is the toll of the whole war: large, and said with "since" or the like."""
    return (_size(count) or 0) >= 2000 and bool(_RUNNING.search(text, count.end, count.end + 120))


def place(reading: Reading) -> str:
    """Answer where, by the governorate that is named most often; the first of equals."""
    text = reading.document.text.lower()
    found = {name: len(re.findall(rf"\b(?:{words})\b", text)) for name, words in GOVERNORATES.items()}
    best = max(found, key=lambda name: found[name])
    return best if found[best] else "unknown"


def actor(reading: Reading) -> str:
    """Answer who killed, by the actor named most often within 80 characters of a word of killing."""
    text = reading.document.text.lower()
    near = " | ".join(text[max(0, m.start() - 80) : m.end() + 80] for m in _KILLING.finditer(text))
    found = {name: len(re.findall(rf"\b(?:{words})\b", near)) for name, words in ACTORS.items()}
    best = max(found, key=lambda name: found[name])
    return best if found[best] else "unknown"


def largest_near(reading: Reading) -> str:
    """The baseline: the largest number in a sentence with a word for people and one for killing."""
    best = 0
    for sentence in re.split(r"(?<=[.!?])\s", reading.document.text):
        if re.search(r"civilian|people|child|wom[ae]n", sentence) and re.search(
            r"kill|dead|died|death", sentence
        ):
            numbers = re.findall(r"(?<![\w-])\d[\d,]*(?![\w-])", sentence)
            best = max([best, *(int(n.replace(",", "")) for n in numbers if not re.fullmatch(r"20\d\d", n))])
    return str(best)


SLOTS: dict[str, tuple[Callable[[Reading], str], Callable[[Item], str]]] = {
    "civilians killed": (civilians_killed, lambda item: item.civilians),
    "place": (place, lambda item: item.place),
    "actor": (actor, lambda item: item.actor),
}


def measure(folder: Path) -> dict[str, Score]:
    """Answer all slots of all articles in the folder; raise `FileNotFoundError` where they are not there."""
    items = read_items(folder / "fakes" / "dev.jsonl")
    lexicons = lexicon.load()
    readings = [read(item.capture, lexicons) for item in items]
    scores = {}
    for name, (answer, gold) in SLOTS.items():
        answers = tuple(Answer(r, gold(i), answer(r)) for i, r in zip(items, readings, strict=True))
        majority = Counter(a.gold for a in answers).most_common(1)[0]
        baselines = {f"always {majority[0]!r}": majority[1] / len(answers)}
        if answer is civilians_killed:
            right = sum(largest_near(a.reading) == a.gold for a in answers)
            baselines["largest number near"] = right / len(answers)
        scores[name] = Score(answers, baselines)
    return scores


def report(scores: dict[str, Score]) -> str:
    """Lay out the shares of right answers."""
    number = max(len(score.answers) for score in scores.values())
    lines = [f"FA-KES dev: {number} articles, share of answers equal to the crowd's", ""]
    for name, score in scores.items():
        lines.append(f"{name:<20} {score.accuracy:.3f}")
        lines += [f"  baseline: {what:<50} {share:.3f}" for what, share in score.baselines.items()]
    return "\n".join(lines)


def errors(score: Score, number: int) -> str:
    """Lay out wrong answers with the text, the crowd's answer, ours, and the counts that were read."""
    parts = []
    for answer in [a for a in score.answers if a.gold != a.ours][:number]:
        text = answer.reading.document.text
        rows = [
            f"    {text[c.start : c.end]!r} {c.low} {c.best} {c.high} | {c.of} | {c.role}"
            for c in answer.reading.counts
        ]
        parts.append("\n".join([f"== gold {answer.gold}, ours {answer.ours}", text, *rows]))
    return "\n\n".join(parts)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; return its exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--data", type=Path, required=True, help="folder that holds fakes/")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="print N wrong answers to read")
    parser.add_argument("--slot", default="civilians killed", choices=list(SLOTS), help="of which slot")
    wanted = parser.parse_args(argv)
    start = time.perf_counter()
    try:
        scores = measure(wanted.data)
    except FileNotFoundError as error:
        print(error, file=sys.stderr)
        return 2
    if wanted.json:
        out = {
            name: {"accuracy": round(s.accuracy, 4), "answers": len(s.answers), "baselines": s.baselines}
            for name, s in scores.items()
        }
        print(json.dumps(out, indent=1))
    else:
        print(report(scores))
        print(f"\nread in {time.perf_counter() - start:.1f} s")
    if wanted.errors:
        print("\n" + errors(scores[wanted.slot], wanted.errors))
    return 0


if __name__ == "__main__":
    sys.exit(main())
