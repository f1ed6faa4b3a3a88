"""Score the attribution of `reportedly read` on corpora that others annotated.

    python benchmarks/attribution.py --data ../shared/data

`--data` is the folder that holds `polnear/`, `polnear_cofenet/` and `factappeal/`. Prints all tables, or with
`--only` some; `--errors N` prints errors to read, `--by cue` the cues that err most.
"""

from __future__ import annotations

import argparse
import json
import pickle
import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

if not __package__:  # Run as a script: the packages lie beside this folder.
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.cofenet import PUBLISHED, passage_counts, read_passages
from benchmarks.factappeal import item_counts, macro_f1, read_items
from benchmarks.judge import MEASURES, ErrorKind, Judged, judge, total
from benchmarks.polnear import read_polnear
from benchmarks.readings import PIPELINE, Read, read_all
from benchmarks.score import Counts, Part
from benchmarks.show import cue_table, fault_text, sample, table
from reportedly.annotate.parse import load
from reportedly.shapes import Capture

TABLES = ("polnear", "cofenet", "factappeal")

YARDSTICKS = """\
yardsticks, measured elsewhere on the test part with the same small spaCy model:
  Gender Gap Tracker's extractor  exact F1 .58 source  .49 cue  .35 content; found with the right source 32 %
  textacy                         exact F1 .22 source  .25 cue  .12 content; found with the right source 12 %
  (textacy raised an exception on a quarter of the articles)
two annotators of one article (benchmarks/agreement.py): exact F1 .79 source  .71 cue  .70 content; found
  with the right source 73 %"""


@dataclass(frozen=True, slots=True)
class Measured:
    """A corpus part that was read and judged, with the seconds that reading took."""

    judged: tuple[Judged, ...]
    counts: dict[str, Counts]
    seconds: float


def measure(
    folder: Path,
    split: str,
    reader: str = PIPELINE,
    jobs: int = 1,
    limit: int | None = None,
    kept: Path | None = None,
) -> Measured:
    """Read a split of PolNeAR and score it; raise `FileNotFoundError` where it is not in the folder.

    What was read is taken from the file `kept` where it exists, and else written there.
    """
    articles = list(read_polnear(folder / "polnear", split))[:limit]
    if not articles:
        raise FileNotFoundError(f"no articles in {folder / 'polnear' / split / 'text'}: is --data right?")
    start = time.perf_counter()
    if kept and kept.exists():
        reads = pickle.loads(kept.read_bytes())
    else:
        captures = [Capture(a.name, a.data, "text", outlet=a.outlet) for a in articles]
        reads = list(read_all(captures, reader, jobs))
        if kept:
            kept.write_bytes(pickle.dumps(reads))
    seconds = time.perf_counter() - start
    judged = tuple(judge(a, r) for a, r in zip(articles, reads, strict=True))
    return Measured(judged, total(judged), seconds)


def report(measured: Measured, split: str) -> str:
    """Lay out the PolNeAR table, its yardsticks, and all that was left out or went wrong."""
    judged = measured.judged
    gold = sum(len(j.article.relations) for j in judged)
    title = f"PolNeAR {split}, document level: {len(judged)} articles, {gold} attributions"
    rows = {name: measured.counts[key] for name, key in MEASURES.items()}
    lone = [name for name in rows if name.lstrip().startswith("voice")]
    lines = [f"{title}, read in {measured.seconds:.1f} s", "", table("", rows, lone).lstrip("\n"), ""]
    lines += [YARDSTICKS, ""]
    nested = sum(len(j.nested) for j in judged)
    saved = sum(j.found_by_nested for j in judged)
    cued = sum(j.missed_with_cue for j in judged)
    lines.append(f"missed although its cue was read, with less than half of the content: {cued}")
    lines.append(f"left out: {nested} nested statements, which PolNeAR does not mark")
    lines.append(f"  ({saved} of the gold attributions that were missed would be found by one)")
    lines.append(f"left out: {sum(j.in_discard for j in judged)} statements in stretches marked Discard")
    problems = [p for j in judged for p in j.article.problems]
    failures = [j.problem for j in judged if j.problem]
    lines.append(f"faults in the annotation files: {len(problems)}" + _listed(problems))
    lines.append(f"articles that could not be read: {len(failures)}" + _listed(failures))
    return "\n".join(lines)


def _sentences(items: Sequence[tuple[str, str]], reader: str, jobs: int) -> tuple[list[Read], float]:
    """Read short texts, each on its own, by name and words; return the readings and the seconds."""
    start = time.perf_counter()
    captures = [Capture(name, text.encode("utf-8"), "text") for name, text in items]
    return list(read_all(captures, reader, jobs)), time.perf_counter() - start


def cofenet_counts(
    folder: Path, reader: str = PIPELINE, jobs: int = 1, limit: int | None = None
) -> tuple[dict[str, Counts], list[Read], float]:
    """Read CofeNet's passages of PolNeAR dev one by one; give counts, readings and the seconds."""
    passages = list(read_passages(folder / "polnear_cofenet" / "valid.txt"))[:limit]
    reads, seconds = _sentences([(p.name, p.text) for p in passages], reader, jobs)
    return _add(passage_counts(p, r) for p, r in zip(passages, reads, strict=True)), reads, seconds


def cofenet_report(folder: Path, reader: str = PIPELINE, jobs: int = 1, limit: int | None = None) -> str:
    """Lay out the table of CofeNet's protocol."""
    counts, reads, seconds = cofenet_counts(folder, reader, jobs, limit)
    rows = {f"{part} spans, exact": counts[part] for part in Part}
    rows |= {f"{part}, outer marks dropped": counts[f"{part}_trimmed"] for part in Part}
    title = f"CofeNet's protocol, PolNeAR dev: {len(reads)} passages, read in {seconds:.1f} s\n"
    return "\n".join([table(title, rows), "", PUBLISHED, _failed(reads)])


def factappeal_report(folder: Path, reader: str = PIPELINE, jobs: int = 1, limit: int | None = None) -> str:
    """Read FactAppeal's validation sentences one by one and lay out their table."""
    items = list(read_items(folder / "factappeal" / "val.csv"))[:limit]
    reads, seconds = _sentences([(i.name, i.text) for i in items], reader, jobs)
    counts = _add(item_counts(i, r) for i, r in zip(items, reads, strict=True))
    rows = {name.replace("_", " "): c for name, c in counts.items()}
    title = f"FactAppeal val: {len(items)} sentences, read in {seconds:.1f} s\n"
    best = "published, of a model of 9 billion weights: .73"
    macro = f"macro-F1 over the kinds of source that occur: {macro_f1(counts):.3f} ({best})"
    return "\n".join([table(title, rows), macro, _failed(reads)])


def _add(scored: Iterable[dict[str, Counts]]) -> dict[str, Counts]:
    sums: dict[str, Counts] = {}
    for counts in scored:
        for name, count in counts.items():
            sums[name] = sums.get(name, Counts()) + count
    return sums


def _failed(reads: Sequence[Read]) -> str:
    failures = [r.problem for r in reads if r.problem]
    return f"texts that could not be read: {len(failures)}" + _listed(failures)


def _listed(items: Sequence[str], most: int = 12) -> str:
    more = [f"and {len(items) - most} more"] if len(items) > most else []
    return "".join(f"\n  {item}" for item in [*items[:most], *more])


def as_json(measured: Measured, split: str) -> dict[str, object]:
    """The same as a JSON value: `measures` by name, each with its counts."""
    judged = measured.judged
    measures = {
        key: {"precision": c.precision, "recall": c.recall, "f1": c.f1, "tp": c.tp, "fp": c.fp, "fn": c.fn}
        for key, c in measured.counts.items()
    }
    return {
        "corpus": "polnear",
        "split": split,
        "articles": len(judged),
        "attributions": sum(len(j.article.relations) for j in judged),
        "seconds": round(measured.seconds, 1),
        "measures": measures,
        "nested_left_out": sum(len(j.nested) for j in judged),
        "discard_left_out": sum(j.in_discard for j in judged),
        "annotation_faults": [p for j in judged for p in j.article.problems],
        "failures": [j.problem for j in judged if j.problem],
    }


def cue_lemmas(cues: list[str]) -> list[str]:
    """Bring cue words to their lemmas, without auxiliaries and adverbs: "had also said" is "say"."""
    kept = []
    for doc in load().pipe(cues, disable=["parser", "ner"]):
        words = [t.lemma_ for t in doc if t.pos_ not in ("AUX", "ADV", "PUNCT")]
        kept.append(" ".join(words) or doc.text)
    return kept


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--data", type=Path, required=True, help="folder that holds polnear/")
    parser.add_argument("--split", default="dev", choices=("dev", "train"))
    parser.add_argument("--limit", type=int, help="read only the first N articles")
    parser.add_argument("--jobs", type=int, default=2, help="processes (default 2)")
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="print N errors to read")
    parser.add_argument(
        "--errors-kind",
        action="append",
        type=ErrorKind,
        choices=list(ErrorKind),
        help="of this kind only; may be given again (default: all kinds)",
    )
    parser.add_argument("--errors-cue", metavar="WORDS", help="only errors with these words in a cue")
    parser.add_argument("--seed", type=int, default=0, help="which errors are drawn")
    parser.add_argument("--by", choices=("cue",), help="count errors by cue")
    parser.add_argument("--keep", type=Path, metavar="FILE", help="reuse what was read, or keep it here")
    parser.add_argument(
        "--only", action="append", choices=TABLES, help="print this table; may be given again (default: all)"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--reader", default=PIPELINE, metavar="MODULE:FUNCTION", help="what is measured")
    return parser.parse_args(argv)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; return its exit status."""
    wanted = _arguments(argv)
    tables = wanted.only or (["polnear"] if wanted.json or wanted.errors or wanted.by else TABLES)
    try:
        measured = measure(
            wanted.data, wanted.split, wanted.reader, wanted.jobs, wanted.limit, wanted.keep
        ) if "polnear" in tables else Measured((), total([]), 0.0)  # fmt: skip
    except FileNotFoundError as error:
        print(error, file=sys.stderr)
        return 2
    if wanted.json:
        print(json.dumps(as_json(measured, wanted.split), indent=1))
        return 0
    if "polnear" in tables:
        print(report(measured, wanted.split))
    for name, lay_out in (("cofenet", cofenet_report), ("factappeal", factappeal_report)):
        if name in tables:
            print("\n" + lay_out(wanted.data, wanted.reader, wanted.jobs, wanted.limit), flush=True)
    if wanted.by == "cue":
        print(cue_table(measured.judged, cue_lemmas))
    if wanted.errors:
        by_name = {one.article.name: one for one in measured.judged}
        kinds = wanted.errors_kind or list(ErrorKind)
        drawn = sample(measured.judged, kinds, wanted.errors, wanted.seed, wanted.errors_cue)
        print(f"\n{len(drawn)} errors, seed {wanted.seed}")
        for fault in drawn:
            print(fault_text(fault, by_name[fault.article.name]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
