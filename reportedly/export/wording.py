"""What the values of a reading are called where a person reads them."""

from __future__ import annotations

from reportedly.shapes import Act, FactualityValue

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
    Act.OPINE: "holds",
}
SURENESS = {
    FactualityValue.CERTAIN: "certain",
    FactualityValue.CERTAINLY_NOT: "certainly not",
    FactualityValue.PROBABLE: "probable",
    FactualityValue.PROBABLY_NOT: "probably not",
    FactualityValue.POSSIBLE: "possible",
    FactualityValue.POSSIBLY_NOT: "possibly not",
    FactualityValue.CERTAIN_UNKNOWN: "settled, which way is not said",
    FactualityValue.UNKNOWN: "left open",
}
EVIDENCE = {
    "given": "as given",
    "url": "from its address",
    "markup": "from the page",
    "text": "from the text",
}
