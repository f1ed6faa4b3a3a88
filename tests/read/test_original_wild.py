"""Pages written wildly and then read: what the extractor makes of them leads back, or has no range."""

from __future__ import annotations

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.lexicon import Lexicons
from reportedly.read.document import read_document
from reportedly.read.original import trace
from reportedly.read.readback import says
from reportedly.shapes import Capture, Span
from tests.read.pages import PARAGRAPHS, page

MORE = (
    "Holm, who works for the R&D office, said “it’s < 5 % – or > 7 % – of the £20 fee”.",
    "Asked about it, the ministry’s spokesman said: \"No comment.\" He then hung up.",
    "No comment.",
)
WAYS = {
    "’": ("&rsquo;", "&#8217;", "’"), "“": ("&ldquo;", "&#147;", "“"), "”": ("&rdquo;", "&#x201d", "”"),
    "&": ("&amp;", "&"), "<": ("&lt;", "<"), ">": ("&gt;", ">"), "–": ("&ndash;", "&#150;", "–"),
    "£": ("&pound", "£"), "\"": ("&quot;", "\""),
}  # fmt: skip
BLANKS = (" ",) * 20 + ("\n   ", "&nbsp;", "\u00a0", "\t", "\u2009", "\x00")
AROUND = (
    "<b>{}</b>", "<em><strong>{}</strong></em>", "<a href='/x?a=1&b=2' title=\"a > b\">{}</a>",
    "<span>{}</span><span class='sr-only'>, opens new tab</span>", "{}<!-- note <p>x</p> -->",
    "{}<script>var x = '<p>y</p>';</script>", "{}<br>", "{}<br/><br/>", "{}<wbr>", "{}<sup>1</sup>",
    "{}<aside class=related><p>Read more: <a href=/z>Boats</a></p></aside>", "{}<button>Share</button>",
    "{}<figure><img src=a.jpg><figcaption>A boat. Credit: Post</figcaption></figure>", "{}<math>x</math>",
    "{}<svg><title>icon</title></svg>", "{}\u200b", "\u00ad{}", "{}<time>now</time>", "{}<![CDATA[x]]>",
)  # fmt: skip
BLOCKS = ("<p>{}</p>",) * 12 + (
    "<p>{}", "<blockquote><p>{}</p></blockquote>", "<ul><li>{}</li><li>No comment.</li></ul>",
    "<div>{}</div>", "<h2>No comment.</h2><p>{}</p>", "{}<br><br>", "<pre>{}</pre>",
    "<table><tr><td>{}</td></tr></table>",
)  # fmt: skip


def written(line: str, chance: Random) -> str:
    """Write a line in one of the ways that pages write it."""
    out = []
    for word in line.split(" "):
        one = "".join(chance.choice(WAYS.get(character, (character,))) for character in word)
        out.append(chance.choice(AROUND).format(one) if chance.random() < 0.12 else one)
        out.append(chance.choice(BLANKS))
    return "".join(out[:-1])


@settings(max_examples=25, deadline=None, derandomize=True)
@given(st.integers(0, 10_000))
def test_what_is_read_leads_back_to_its_words(lexicons: Lexicons, seed: int) -> None:
    chance = Random(seed)
    lines = [chance.choice((*MORE, line)) for line in PARAGRAPHS for _ in range(chance.choice((1, 1, 2)))]
    body = "\n".join(chance.choice(BLOCKS).format(written(line, chance)) for line in (*PARAGRAPHS, *lines))
    source = page(body)
    capture = Capture("item", source.encode(), "html")
    document, segments = read_document(capture, lexicons, force=True)
    found = trace(capture, document)
    spans = [Span(row.start, row.end) for row in segments]
    traced = [span for span in spans if found.range(span)]
    # The extractor may put texts of a broken page in another order; then nothing tells equal ones apart.
    assert len(traced) >= len(spans) - 2
    for span in traced:
        assert says(source, found.parts(span), document.text[span.start : span.end])
