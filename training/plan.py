"""What a run is: its plan, the rate of each weight, and how the rate rises and falls."""

from __future__ import annotations

from dataclasses import dataclass, replace

from training.model import LAYERS, Network


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run is: everything that decides its outcome, but the data."""

    epochs: int = 8
    minutes: float = 0.0  # 0: no limit
    tokens: int = 1536  # padded pieces a batch
    rate: float = 3e-4  # of the topmost layer
    decay: float = 0.85  # of the rate, from each layer to the one below it
    head_rate: float = 1e-3
    step_rate: float = 5e-3  # of the CRFs' step scores
    warmup: float = 0.08
    dropout: float = 0.1
    average: float = 0.99  # of the running mean of the weights
    appeal: float = 0.5  # weights of the losses beside that of the attribution tags
    pointer: float = 0.2
    kind: float = 0.2
    vector: float = 8.0
    taught: float = 0.12  # share of the paragraphs for which the starting model's vector is kept
    authored: int = 2  # how often an epoch reads the passages of our own
    half: bool = False  # trunk in bfloat16, for processors that multiply it faster
    seed: int = 7

    def at(self, factor: float) -> Plan:
        """The same plan with all rates multiplied."""
        rates = {name: getattr(self, name) * factor for name in ("rate", "head_rate", "step_rate")}
        return replace(self, **rates)


def groups(network: Network, plan: Plan) -> list[dict[str, object]]:
    """Sort the weights by rate: lower layers slower, heads faster, the CRFs' steps fastest."""
    out: list[dict[str, object]] = []
    for number, layer in enumerate(network.layers):
        rate = plan.rate * plan.decay ** (LAYERS - 1 - number)
        out.append({"params": list(layer.parameters()), "lr": rate})
    crf = [*network.attribution_crf.parameters(), *network.appeal_crf.parameters()]
    taken = {id(p) for p in (*network.layers.parameters(), *crf, *network.vector.parameters())}
    out.append({"params": crf, "lr": plan.step_rate, "weight_decay": 0.0})
    out.append({"params": list(network.vector.parameters()), "lr": plan.head_rate, "weight_decay": 0.0})
    rest = [p for p in network.parameters() if p.requires_grad and id(p) not in taken]
    out.append({"params": rest, "lr": plan.head_rate})
    return out


def rate_at(progress: float, warmup: float) -> float:
    """Give the share of the full rate: up in a line during the warm-up, then down in a line to nothing."""
    return progress / warmup if progress < warmup else max(0.0, (1 - progress) / (1 - warmup))
