"""Origins and standing where linking made no mistake: the dossiers' gold statements, weighed by `assess`.

`python -m benchmarks.weighing [--half dev]` prints one JSON line with the chains of the gold, and one with
those of the reading. `origins` is the share of claims with all four numbers right, `standing` that of those
with the right standing, `side` that of the gold's origins with the right side (gold chains only).
"""

from __future__ import annotations

import argparse
import json
import sys

from benchmarks import dossiers as gold
from benchmarks.dossiers import HALVES, ROOT, Dossier
from benchmarks.ledger_gold import Chains, item, mentions
from reportedly.assess.assessing import Assessed, assess
from reportedly.assess.world import World
from reportedly.claim import Mention
from reportedly.lexicon import Lexicons, load
from reportedly.pipeline import read
from reportedly.shapes import Capture, Reading


def readings(dossier: Dossier, lexicons: Lexicons) -> dict[str, Reading]:
    """Read a dossier's articles; readings by document id."""
    out = {}
    for article in dossier.articles:
        row = item(article)
        capture = Capture(
            article.id, article.text.encode(), "text", row.url, row.outlet, row.title, row.published
        )
        out[row.id] = read(capture, lexicons=lexicons, force=True)
    return out


def main() -> int:
    """Weigh a half's claims both ways and print the figures."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--half", choices=HALVES, default="dev")
    half = options.parse_args().half
    known = gold.world()
    world = World(load([ROOT / "world.yaml", ROOT / "alignments.yaml"]))
    found = {chains: {"claims": 0, "origins": 0, "standing": 0, "sides": 0, "side": 0} for chains in Chains}
    for dossier in gold.dossiers(half):
        rows = readings(dossier, known.lexicons)
        for chains, tally in found.items():
            given = mentions(dossier, known, rows, chains)
            for claim in dossier.gold.claims:
                weighed = assess(given[claim.id], world)
                want, got = claim.independent_origins, weighed.independent
                tally["claims"] += 1
                tally["origins"] += (want.for_, want.for_max, want.against, want.against_max) == (
                    got.for_,
                    got.for_max,
                    got.against,
                    got.against_max,
                )
                tally["standing"] += weighed.standing.value == claim.standing
                if chains is Chains.GOLD:
                    right, all_ = _sides(claim, given[claim.id], weighed)
                    tally["side"] += right
                    tally["sides"] += all_
    for chains, tally in found.items():
        line: dict[str, object] = {"half": half, "chains": chains.value, "claims": tally["claims"]}
        line |= {name: round(tally[name] / tally["claims"], 3) for name in ("origins", "standing")}
        line["side"] = round(tally["side"] / tally["sides"], 3) if tally["sides"] else None
        sys.stdout.write(json.dumps(line) + "\n")
    return 0


def _sides(claim: gold.Claim, rows: list[Mention], weighed: Assessed) -> tuple[int, int]:
    """Return how many of a claim's gold origins have the right side, and how many there are."""
    ids = {
        said.origin: weighed.origin_of[row.key] for row, said in zip(rows, claim.statements, strict=True)
    }
    sides = {origin.id: origin.side.value for origin in weighed.origins}
    return sum(sides.get(ids.get(o.id) or "") == o.side for o in claim.origins), len(claim.origins)


if __name__ == "__main__":
    sys.exit(main())
