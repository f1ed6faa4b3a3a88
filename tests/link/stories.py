"""Invented stories for the tests of what is linked."""

from __future__ import annotations

from collections.abc import Sequence

from reportedly.claim import Item
from reportedly.link.story import Story
from reportedly.shapes import Span

RAID = (
    "Two barges loaded with grain were set on fire in the harbour of Orlec on Tuesday night, the "
    "harbour master said. The crews swam ashore and nobody was hurt.",
    "The fire spread to a warehouse of the growers' cooperative, which held 1,400 tonnes of barley for "
    "the spring. Firemen pumped water from the river until the hydrants froze.",
    "Orlec lies on the lower Visk, forty kilometres from the line of the ceasefire, and has changed hands "
    "three times since the fighting began. Its mayor fled in October.",
)
OWN = (
    "Our reporter walked along the quay in the morning and counted eleven hulls, most of them empty, and one "
    "dog that would not leave the last of them.",
    "Insurers in the capital have doubled what they ask for a passage on the river, brokers told us, and "
    "some captains now wait for a convoy before they cast off.",
    "A hearing on the harbour's future, put off in spring, is planned for the week after next in the old "
    "customs hall, where the roof has been mended.",
)


def story(
    name: str,
    paragraphs: Sequence[str],
    published: str | None = "2031-03-04T08:00:00Z",
    url: str | None = None,
    retrieved: str | None = None,
    headline: str | None = None,
) -> Story:
    """Return a story of paragraphs, with an empty line between them."""
    rows = ([headline] if headline else []) + list(paragraphs)
    text = "\n\n".join(rows)
    spans, at = [], 0
    for row in rows:
        spans.append(Span(at, at + len(row)))
        at += len(row) + 2
    head = 1 if headline else 0
    item = Item(name, url, "The Orlec Lamp", None, published, retrieved)
    return Story(item, text, tuple(spans[head:]), tuple(spans[:head]))
