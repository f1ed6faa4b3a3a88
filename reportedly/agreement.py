"""How far two reviewers agree: judgements of both go in, counts and a coefficient come out.

Only what both judged is compared: the same pair, or the same field of the same mention.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from reportedly.claim import Judgement


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing on which two reviewers differ: what is judged, and what each says of it."""

    subject: str
    first: str
    second: str


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two reviewers agree on what both judged; `only_*` is what one of them alone judged.

    `raw` is the share of agreeing verdicts and `alpha` Krippendorff's for nominal data: 1 full agreement, 0
    what chance gives, less than 0 worse. Each is null where it is undefined: nothing in common, or (alpha)
    only one verdict was ever given.
    """

    first: str
    second: str
    both: int
    agreed: int
    raw: float | None
    alpha: float | None
    only_first: int
    only_second: int
    differences: tuple[Difference, ...]
    schema: str = "reportedly/agreement/1"


def agreement(judgements: Iterable[Judgement], first: str, second: str) -> Agreement:
    """Compare two reviewers, by name, over their judgements that hold; the last word of each counts."""
    verdicts: dict[str, dict[str, str]] = {first: {}, second: {}}
    for judgement in sorted(judgements, key=lambda j: (j.at, j.id)):
        if judgement.withdrawn is None and judgement.by in verdicts:
            subject, verdict = _said(judgement)
            verdicts[judgement.by][subject] = verdict
    ours, theirs = verdicts[first], verdicts[second]
    common = sorted(ours.keys() & theirs.keys())
    pairs = [(ours[subject], theirs[subject]) for subject in common]
    agreed = sum(a == b for a, b in pairs)
    return Agreement(
        first, second, len(common), agreed, agreed / len(common) if common else None, alpha(pairs),
        len(ours) - len(common), len(theirs) - len(common),
        tuple(Difference(s, *pair) for s, pair in zip(common, pairs, strict=True) if pair[0] != pair[1]),
    )  # fmt: skip


def alpha(pairs: list[tuple[str, str]]) -> float | None:
    """Return Krippendorff's alpha of two raters' nominal values, nothing missing; null where undefined.

    1 - (n - 1) * sum of o_ck (c != k) / sum of n_c * n_k (c != k), with o the matrix of coincidences and
    n the 2 * units values in it (K. Krippendorff, Computing Krippendorff's Alpha-Reliability, 2011, part B).
    """
    values = Counter(value for pair in pairs for value in pair)
    n = values.total()
    expected = n * n - sum(count * count for count in values.values())
    if not expected:
        return None
    observed = 2 * sum(a != b for a, b in pairs)
    return 1 - (n - 1) * observed / expected


def _said(judgement: Judgement) -> tuple[str, str]:
    """Return what is judged, in one string, and the verdict on it."""
    if judgement.right is None:
        return f"{judgement.field} of {judgement.left}", judgement.value or ""
    verdict = judgement.kind.value
    subject = verdict.removeprefix("not-").removeprefix("same-")
    return f"{subject} {judgement.left} {judgement.right}", "not same" if verdict[:4] == "not-" else "same"
