"""Pages of an invented outlet, for tests of reading HTML."""

from __future__ import annotations

PARAGRAPHS = (
    "A ferry with three hundred people on board sank off Port Sarn on Friday, the harbour master said, and "
    "at least nine of them were dead by nightfall.",
    "“We heard a crack and then the lights went out,” said Ina Holm, who had been on the upper deck with her "
    "two sons when the boat began to turn over.",
    "The governor of Kestria denied that a naval mine had drifted into the lane. Divers will go down on "
    "Monday, his office said, if the wind drops.",
    "It was the third boat to be lost in the strait since the spring, according to figures kept by the union "
    "of pilots, which has asked for the lane to be closed.",
)

LD = """<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [
{"@type": "WebSite", "name": "Coastal Post"},
{"@type": "NewsArticle", "headline": "Ferry Sinks Off Port Sarn",
 "datePublished": "2031-05-03T14:52:00+02:00", "dateModified": "2031-05-04T08:00:00+02:00",
 "author": [{"@type": "Person", "name": "Lena Cole"}, {"@type": "Person", "name": "Jonas Ebel"}]}
]}</script>"""

MENU = "<nav><ul><li><a href='/'>Home</a></li><li><a href='/w'>World</a></li></ul></nav>"


def page(body: str | None = None, head: str = LD, lang: str = "en") -> str:
    """Put a page together: head matter, a menu, the story (by default the four paragraphs), a footer."""
    if body is None:
        body = "".join(f"<p>{words}</p>" for words in PARAGRAPHS)
    return (
        f"<!DOCTYPE html><html lang={lang}><head><title>Ferry Sinks Off Port Sarn | Coastal Post</title>"
        f'<meta property="og:site_name" content="Coastal Post">{head}</head><body>{MENU}'
        f"<main><article><h1>Ferry Sinks Off Port Sarn</h1>{body}</article></main>"
        "<footer><p>© 2031 Coastal Post</p></footer></body></html>"
    )
