"""Train the network: `python -m training.train --data ../shared/data --model FOLDER --out FOLDER`.

The rate falls to nothing at the last step or at the last minute allowed, whichever comes first; a run that is
to be repeated bit for bit gives `--minutes 0` (steps alone count). Writes `log.jsonl`, `last.pt` and
`final.pt`, and every four minutes `state.pt`, from which a run that was cut off goes on.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import torch

from reportedly.tag.pieces import WordPieces
from training.authored import authored
from training.batch import Batch, Vectors, collate
from training.data import factappeal, polnear
from training.dev import Dev, dev_data, measure
from training.losses import losses
from training.model import Network, started
from training.plan import Plan, groups, rate_at
from training.resumed import resumed
from training.windows import Chunk, bucketed, chunks, epoch

PASSAGES = Path(__file__).parent / "passages"
KEEP_SECONDS, CHECK_SECONDS = 240, 1200


def teach(network: Network, cut: Sequence[Sequence[Chunk]], share: float, chance: random.Random) -> Vectors:
    """Keep the starting model's vector of a share of the paragraphs, before anything is trained."""
    lone = [(c,) for article in cut for c in article if len(c.encoded.firsts) > 4 and chance.random() < share]
    once = {window[0].key: window for window in lone if window[0].offset == 0}
    out = {}
    network.eval()
    for batch in bucketed(list(once.values()), 4096):
        ready = collate(batch)
        with torch.inference_mode():
            vectors = network(ready.pieces, ready.features, ready.mask).vectors.numpy()
        out.update({window[0].key: vector.copy() for window, vector in zip(batch, vectors, strict=True)})
    return out


class Run:
    """One training run: its weights, their running mean, and its log."""

    def __init__(self, network: Network, plan: Plan, dev: Dev, out: Path) -> None:
        self.network, self.plan, self.dev, self.out = network, plan, dev, out
        self.mean = Network(plan.dropout)
        self.mean.load_state_dict(network.state_dict())
        self.trained = [p for p in network.parameters() if p.requires_grad]
        wanted = {name for name, p in network.named_parameters() if p.requires_grad}
        self.means = [p.data for name, p in self.mean.named_parameters() if name in wanted]
        self.optimizer = torch.optim.AdamW(
            groups(network, plan), weight_decay=0.01, betas=(0.9, 0.98), fused=True
        )
        self.rates = [group["lr"] for group in self.optimizer.param_groups]
        self.began = time.monotonic()
        self.step = 0

    def log(self, **row: object) -> None:
        """Append one row to the log."""
        row = {"minutes": round((time.monotonic() - self.began) / 60, 2), "step": self.step, **row}
        with (self.out / "log.jsonl").open("a", encoding="utf-8") as handle:
            handle.write(json.dumps(row) + "\n")

    def elapsed(self) -> float:
        """Give the share of the time allowed that is over; a number in `OUT/minutes` changes the time."""
        changed = self.out / "minutes"
        allowed = float(changed.read_text()) if changed.exists() else self.plan.minutes
        return (time.monotonic() - self.began) / 60 / allowed if allowed else 0.0

    def keep(self) -> None:
        """Keep all that is needed to go on from here should the process end."""
        state = {
            "network": self.network.state_dict(), "mean": self.mean.state_dict(), "step": self.step,
            "optimizer": self.optimizer.state_dict(), "seconds": time.monotonic() - self.began,
            "chance": torch.get_rng_state(),
        }  # fmt: skip
        torch.save(state, self.out / "state.new")
        (self.out / "state.new").replace(self.out / "state.pt")

    def resume(self) -> None:
        """Go on from what was kept, if anything was."""
        if not (self.out / "state.pt").exists():
            return
        state = torch.load(self.out / "state.pt", weights_only=True)
        self.network.load_state_dict(state["network"])
        self.mean.load_state_dict(state["mean"])
        self.optimizer.load_state_dict(state["optimizer"])
        torch.set_rng_state(state["chance"])
        self.step, self.began = state["step"], time.monotonic() - state["seconds"]
        self.log(at="resumed")

    def one(self, batch: Batch, progress: float) -> dict[str, float]:
        """Take one step; give the losses."""
        for group, rate in zip(self.optimizer.param_groups, self.rates, strict=True):
            group["lr"] = rate * rate_at(progress, self.plan.warmup)
        self.network.train()
        found = losses(self.network, batch, self.plan)
        torch.stack(list(found.values())).sum().backward()
        torch.nn.utils.clip_grad_norm_(self.trained, 1.0)
        self.optimizer.step()
        self.optimizer.zero_grad(set_to_none=True)
        self.step += 1
        keep = min(self.plan.average, (1 + self.step) / (10 + self.step))
        with torch.no_grad():
            torch._foreach_lerp_(self.means, [p.data for p in self.trained], 1 - keep)
        return {name: float(loss.detach()) for name, loss in found.items()}

    def check(self, name: str, dev: Dev) -> None:
        """Score the running mean and keep both sets of weights."""
        self.log(at=name, weights="mean", **measure(self.mean, dev))
        weights = {"network": self.network.state_dict(), "mean": self.mean.state_dict()}
        torch.save({**weights, "plan": asdict(self.plan)}, self.out / f"{name}.pt")

    def train(self, cut: Sequence[Sequence[Chunk]], taught: Vectors) -> None:
        """Train to the end of the plan, checking on a sample every twenty minutes."""
        plan, chance = self.plan, random.Random(self.plan.seed)
        layouts = [epoch(cut, plan.tokens, random.Random(chance.random())) for _ in range(plan.epochs)]
        total = sum(map(len, layouts))
        self.log(at="start", plan=asdict(plan), steps=[len(layout) for layout in layouts], taught=len(taught))
        sample, checked, kept, seen = self.dev.sample(), time.monotonic(), time.monotonic(), 0
        sums: dict[str, float] = {}
        done = self.step
        for number, layout in enumerate(layouts):
            skipped, done = min(done, len(layout)), done - min(done, len(layout))
            for batch in layout[skipped:]:
                progress = max(self.step / total, self.elapsed())
                if progress >= 1:
                    return
                for name, loss in self.one(collate(batch, taught), progress).items():
                    sums[name] = sums.get(name, 0.0) + loss
                seen += sum(len(c.encoded.pieces) for window in batch for c in window)
                if self.step % 50 == 0:
                    means = {name: round(value / 50, 4) for name, value in sums.items()}
                    self.log(epoch=number, progress=round(progress, 4), pieces=seen, **means)
                    sums = {}
                if time.monotonic() - kept > KEEP_SECONDS:
                    self.keep()
                    kept = time.monotonic()
                if time.monotonic() - checked > CHECK_SECONDS:
                    self.check("last", sample)
                    checked = time.monotonic()


def arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="holds polnear/, factappeal/ ...")
    parser.add_argument("--model", type=Path, required=True, help="folder of all-MiniLM-L6-v2's weights")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=Plan().epochs)
    parser.add_argument("--minutes", type=float, default=Plan().minutes)
    parser.add_argument("--start", type=Path, help="an exported model to go on from (default: --model's)")
    parser.add_argument("--rates", type=float, default=1.0, help="factor on all rates")
    parser.add_argument("--half", action="store_true", help="the trunk in bfloat16 while training")
    parser.add_argument("--without-polnear", action="store_true", help="train on FactAppeal alone")
    return parser.parse_args()


def main() -> None:
    """Train."""
    given = arguments()
    plan = Plan(epochs=given.epochs, minutes=given.minutes, half=given.half).at(given.rates)
    given.out.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(2)
    torch.set_flush_denormal(True)
    torch.manual_seed(plan.seed)
    tokenizer = WordPieces.read(given.model / "vocab.txt")
    articles = [] if given.without_polnear else polnear(given.data / "polnear", "train")
    articles += factappeal(given.data / "factappeal" / "train.csv")
    articles += authored(PASSAGES) * plan.authored
    cut = chunks(tokenizer, articles)
    network = started(given.model, plan.dropout)
    taught = teach(network, cut, plan.taught, random.Random(plan.seed))
    if given.start:
        network = resumed(given.start, given.model, plan.dropout)
    run = Run(network, plan, dev_data(given.data, tokenizer), given.out)
    run.resume()
    run.train(cut, taught)
    run.check("final", run.dev)


if __name__ == "__main__":
    main()
