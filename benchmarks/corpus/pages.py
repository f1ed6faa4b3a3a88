"""An article as a page of HTML, as outlets print it, with all that stands around it.

In comes an article; out come the bytes of a page, in one of a few layouts by its outlet. All text is escaped.
"""

from __future__ import annotations

import json
import random
from functools import cache
from html import escape

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from benchmarks.corpus.pieces import Article
from benchmarks.corpus.world import world
from reportedly.shapes import FurnitureKind

LAYOUTS = ("classic", "modern", "plain")

_SECTIONS = ("World", "Politics", "Business", "Culture", "Sport", "Opinion", "Weather")
_ADVERTS = (
    "Flights to the coast from 49 crowns",
    "A new kitchen before winter",
    "Learn Kestrian in three weeks",
    "Cheap car insurance in two minutes",
)
_LINKS = (
    "Five walks for a rainy weekend",
    "What the new rail timetable means for you",
    "How bread got so dear",
    "In pictures: the harvest festival",
    "A week in the life of a lighthouse keeper",
)


@cache
def _layout(name: str) -> Template:
    loader = PackageLoader("benchmarks.corpus", "layouts")
    environment = Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.get_template(f"{name}.html")


def as_page(article: Article, layout: str | None = None) -> bytes:
    """Return an article as a page in UTF-8; `layout` is one of `LAYOUTS`, else the outlet's own."""
    rng = random.Random(article.id)
    name = layout or LAYOUTS[sum(map(ord, article.outlet.name)) % len(LAYOUTS)]
    story = [p for p in article.paragraphs if p.furniture is not FurnitureKind.BYLINE]
    byline = next((p.text for p in article.paragraphs if p.furniture is FurnitureKind.BYLINE), None)
    moment = article.row()["published"]
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": article.title,
        "datePublished": moment,
        "url": article.url,
        "publisher": {"@type": "Organization", "name": article.outlet.name},
        **({"author": {"@type": "Person", "name": byline.removeprefix("By ")}} if byline else {}),
    }
    page = _layout(name).render(
        article=article,
        moment=moment,
        day=f"{article.published:%B} {article.published.day}, {article.published.year}",
        byline=byline,
        paragraphs=[p.text for p in story],
        sections=_SECTIONS,
        data=json.dumps(data, ensure_ascii=False).replace("</", "<\\/"),
        links=rng.sample(_LINKS, 3),
        advert=rng.choice(_ADVERTS),
        others=[escape(o.name) for o in rng.sample(world().outlets, 3)],
        number=rng.randrange(100_000),
    )
    return page.encode()
