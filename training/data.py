"""The texts as words with tags: PolNeAR's articles, CofeNet's passages of them, FactAppeal's sentences.

Comes in: the folders of the development data. Goes out: `Article`s, one `Passage` a paragraph, each with
its words, feature ids and the answers that its corpus marks; windows are cut from these by `windows`.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from reportedly.tag.tags import APPEAL, ATTRIBUTION, CONTENT, CUE, EVIDENCE_KINDS, SOURCE, Stretch
from reportedly.tag.words import Word, features, paragraphs, spaced_before, words

NOWHERE = -1  # a word that a relation says nothing about
NO_PARTNER = -2  # a word whose relation has no such partner

Places = tuple[tuple[int, int], ...]

ROLE = {"Source": SOURCE, "Cue": CUE, "Content": CONTENT}
EVIDENCE = {
    "Official": "official", "Expert": "expert", "Witness": "witness", "Active_Participant": "participant",
    "Direct_Evidence": "direct_evidence", "Expert_Document": "document", "News_Report": "news_report",
    "null": "unknown",
}  # fmt: skip
APPEAL_TAG = re.compile(r"<(/?)([A-Z][A-Za-z_]*)((?::[A-Za-z_]+)*)>")


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph: words (offsets into its article's text), feature ids, and what its corpus marks.

    `tags` are in the tag set of `task` ("attribution" or "appeal"). `source_of` and `cue_of` give for each
    word the index, within the article, of the first word of its relation's source and cue. `kind` and
    `named` are given at the words of FactAppeal's sources, else NOWHERE.
    """

    task: str
    words: tuple[Word, ...]
    features: tuple[int, ...]
    tags: tuple[int, ...]
    source_of: tuple[int, ...] = ()
    cue_of: tuple[int, ...] = ()
    kind: tuple[int, ...] = ()
    named: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Article:
    """One document: text, paragraphs in order, and the gold spans `(start, end, kind)` in characters."""

    name: str
    text: str
    passages: tuple[Passage, ...]
    gold: tuple[tuple[int, int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Relation:
    """One attribution as annotated: the character spans of each role, in the order of `ATTRIBUTION.kinds`."""

    spans: tuple[Places, Places, Places]

    @classmethod
    def of(cls, members: Iterable[tuple[int, Places]]) -> Relation:
        """Sort the members, `(role, spans)`, by role."""
        by_role: tuple[list[tuple[int, int]], ...] = ([], [], [])
        for role, places in members:
            by_role[role].extend(places)
        return cls((tuple(by_role[SOURCE]), tuple(by_role[CUE]), tuple(by_role[CONTENT])))


def polnear(folder: Path, split: str) -> list[Article]:
    """Read PolNeAR's `split` ("train" or "dev"); of several annotators the first is taken."""
    out = []
    for path in sorted((folder / split / "text").glob("*.txt")):
        marks = sorted((folder / split / "attributions").glob(f"{path.stem}_*.ann"))
        out.append(article(path.stem, path.read_text("utf-8"), relations(marks[0])))
    return out


def relations(path: Path) -> list[Relation]:
    """Read one brat file's attributions."""
    roles: dict[str, tuple[int, Places]] = {}
    out = []
    for line in path.read_text("utf-8").splitlines():
        fields = line.split("\t")
        if line.startswith("T") and len(fields) > 1:
            name, _, places = fields[1].partition(" ")
            if name in ROLE and places:
                spans = tuple((int(a), int(b)) for a, b in (p.split() for p in places.split(";")))
                roles[fields[0]] = (ROLE[name], spans)
    for line in path.read_text("utf-8").splitlines():
        if not line.startswith("E"):
            continue
        members = [part.split(":")[1] for part in line.split("\t")[1].split()]
        out.append(Relation.of(roles.pop(member) for member in members if member in roles))
    # Marks that no relation claims still are spans.
    out.extend(Relation.of([mark]) for mark in roles.values())
    return out


def article(name: str, text: str, marked: list[Relation]) -> Article:
    """Cut a text into tagged paragraphs; a span over a paragraph's end is two spans there."""
    bounds = paragraphs(text)
    cut = [tuple(words(text, start, end)) for start, end in bounds]
    flat = [word for para in cut for word in para]
    at: dict[int, int] = {}
    for index, word in enumerate(flat):
        for char in range(word.start, word.end):
            at[char] = index
    gold: list[tuple[int, int, int]] = []
    stretches: list[Stretch] = []
    source_of, cue_of = [NOWHERE] * len(flat), [NOWHERE] * len(flat)
    for relation in marked:
        covered = [[_covered(at, span) for span in spans] for spans in relation.spans]
        first = [min((c[0] for c in role if c), default=NO_PARTNER) for role in covered]
        for role in range(3):
            gold.extend((start, end, role) for start, end in relation.spans[role])
            for indices in filter(None, covered[role]):
                stretches.append(Stretch(role, indices[0], indices[-1]))
                for index in indices if role != SOURCE else ():
                    source_of[index] = first[SOURCE]
                    cue_of[index] = first[CUE] if role == CONTENT else NOWHERE
    # The shorter span has the words: a source inside a content is seen, the content is not lost.
    stretches.sort(key=lambda s: s.first - s.last)
    passages, base = [], 0
    for para in cut:
        end = base + len(para)
        inside = [
            Stretch(k, max(a, base) - base, min(b, end - 1) - base)
            for k, a, b in stretches
            if a < end and b >= base
        ]
        tags = tuple(ATTRIBUTION.write(len(para), inside))
        ids = tuple(features([w.text for w in para], spaced_before(para)))
        passages.append(
            Passage("attribution", para, ids, tags, tuple(source_of[base:end]), tuple(cue_of[base:end]))
        )
        base = end
    return Article(name, text, tuple(passages), tuple(gold))


def _covered(at: dict[int, int], span: tuple[int, int]) -> list[int]:
    return sorted({at[char] for char in range(*span) if char in at})


@dataclass(frozen=True, slots=True)
class CofePassage:
    """One passage of CofeNet's file: its treebank tokens, feature ids, and gold spans over the tokens."""

    tokens: tuple[str, ...]
    features: tuple[int, ...]
    gold: frozenset[Stretch]


def cofenet(path: Path) -> list[CofePassage]:
    """Read CofeNet's file of passages."""
    out = []
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        tokens = tuple(row["tokens"])
        spans = _bio(row["labels"])
        out.append(CofePassage(tokens, tuple(features(tokens, [True] * len(tokens))), frozenset(spans)))
    return out


def _bio(labels: list[str]) -> Iterator[Stretch]:
    first = 0
    for index, label in enumerate(labels):
        if label.startswith("B-"):
            first = index
        following = labels[index + 1] if index + 1 < len(labels) else "O"
        if label != "O" and following != f"I-{label[2:]}":
            yield Stretch(ATTRIBUTION.kinds.index(label[2:]), first, index)


def factappeal(path: Path) -> list[Article]:
    """Read FactAppeal's sentences, each an article of one paragraph."""
    with path.open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    return [_sentence(f"factappeal-{number}", row["annotation"]) for number, row in enumerate(rows)]


def _sentence(name: str, annotated: str) -> Article:
    text, spans, opened, at = "", [], [], 0
    for match in APPEAL_TAG.finditer(annotated):
        text += annotated[at : match.start()]
        at = match.end()
        if not match[1]:
            opened.append((match[2], match[3].split(":")[1:], len(text)))
        elif opened:
            spans.append((*opened.pop(), len(text)))
    text += annotated[at:]
    para = tuple(words(text))
    stretches: list[Stretch] = []
    kind, named = [NOWHERE] * len(para), [NOWHERE] * len(para)
    gold = []
    for tag, details, start, end in sorted(spans, key=lambda s: s[2] - s[3]):
        inside = [i for i, w in enumerate(para) if w.start < end and w.end > start]
        if not inside:
            continue
        role = APPEAL.kinds.index(_appeal_kind(tag, details))
        gold.append((start, end, role))
        stretches.append(Stretch(role, inside[0], inside[-1]))
        if tag == "Source":
            for i in inside:
                kind[i] = EVIDENCE_KINDS.index(EVIDENCE[details[1]])
                named[i] = int(details[0] == "Named")
    tags = tuple(APPEAL.write(len(para), stretches))
    ids = tuple(features([w.text for w in para], spaced_before(para)))
    passage = Passage("appeal", para, ids, tags, kind=tuple(kind), named=tuple(named))
    return Article(name, text, (passage,), tuple(gold))


def _appeal_kind(tag: str, details: list[str]) -> str:
    if tag == "Fact_Appeal":
        return "direct" if details[0] == "Direct_Quote" else "indirect"
    return {
        "Fact_No_Appeal": "no_appeal", "Source": "source", "Source_Attribute": "attribute",
        "Recipient": "recipient", "Appeal_Time": "time", "Appeal_Location": "location",
    }[tag]  # fmt: skip
