"""Words of strangers are only ever words: nothing in an article changes the page's elements."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reportedly.export.page import page
from reportedly.shapes import MadeBy, Reading, Reason, SegmentKind
from tests.export.fixture_happened import happened
from tests.export.fixture_reading import article
from tests.export.fixture_variants import bare
from tests.export.pagecheck import bones, see

HOSTILE = [
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "</style><style>*{display:none}</style>",
    "<img src=x onerror=alert(1)>",
    "\"><img src=x onerror=alert(1)>",
    "'><svg onload=alert(1)>",
    "\" onmouseover=\"alert(1)",
    "' autofocus onfocus='alert(1)",
    "` onclick=`alert(1)",
    "<!-- ", "-->", "<!--<script>", "]]>", "<![CDATA[", "<?php echo 1 ?>", "<!doctype html>",
    "</title><script>alert(1)</script>",
    "</article></main></body></html>",
    "<base href=//evil.example>", "<meta http-equiv=refresh content=0;url=//evil.example>",
    "<link rel=stylesheet href=//evil.example>", "<iframe srcdoc='<script>alert(1)</script>'>",
    "<a href=javascript:alert(1)>x</a>", "<form action=//evil.example><input>",
    "<math><mi xlink:href=javascript:alert(1)>", "<template><script>alert(1)</script>",
    "{{ 7*7 }}", "{% raw %}", "{{ page.__class__ }}", "${7*7}", "#{7*7}", "{# comment",
    "&lt;script&gt;", "&#60;script&#62;", "&amp;quot;", "&", "%3Cscript%3E", "\\u003cscript\\u003e",
    "+ADw-script+AD4-", "\u2028alert(1)\u2029", "a\u0000<b>", "\x1b[31mred", "\x7f\x80\x9f",
    "\u202egnp.exe", "\u2066x\u2067y\u2069", "\u200f\u200e", "\ufeffx", "\ud800", "\udfff<b>", "\ufffe\uffff",
    "\U000e0041\U000e0042", "\ufff9a\ufffab\ufffb", "a\rb\r\nc", "\t\v\f", "𝕳\u0301\u0301", "' OR 1=1 --",
    "＜script＞",
    "A" * 5000,
]

HOSTILE_ADDRESSES = [
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)", "java\nscript:alert(1)",
    "data:text/html,<script>alert(1)</script>", "vbscript:x", "file:///etc/passwd", "//evil.example",
    "http:evil", "https://", "http:///x", "http://[::1", "https://ok.example/\u202egnp.exe",
    "https://ok.example/\x00", "https://ok.example/a b", "ftp://x.example/", "about:blank",
    "https:\\\\evil.example",
    "https://x\\@evil.example", "\thttps://x.example",
]


def name(words: str) -> str:
    """Name a case by its words, long ones cut."""
    return ascii(words)[:50]


def drenched(words: str) -> Reading:
    """Return the article with the words in every string that a stranger could fill."""
    reading = happened()
    text = reading.document.text
    if len(words) < 30:
        text = words + "\n" + text[len(words) + 1 :]
    document = replace(
        reading.document, outlet=words, title=words, bylines=(words, words), language=words, published=words,
        published_evidence=words, url=words, id=words, bytes_sha256=words,
        text=text,
    )
    sources = tuple(
        replace(s, name=words, role=words, affiliation=words, descriptors=(words, words))
        for s in reading.sources
    )
    statements = tuple(replace(s, reasons=(Reason(words, words),)) for s in reading.statements)
    reading = replace(reading, sources=sources, statements=statements, document=document)
    return _with_facts_of(replace(reading, made_by=MadeBy(words, words, words)), words)


def _with_facts_of(reading: Reading, words: str) -> Reading:
    """Put the words in every string of what happened."""
    counts = tuple(replace(row, of=words) for row in reading.counts)
    places = tuple(replace(row, name=words, admin1=words, country=words) for row in reading.places)
    times = tuple(replace(row, edtf=words, timex3=replace(row.timex3, value=words)) for row in reading.times)
    entities = tuple(replace(row, name=words, country=words, actor=words) for row in reading.entities)
    events = tuple(replace(row, mode=words, context=(words,)) for row in reading.events)
    return replace(
        reading, events=events, entities=entities, times=times, places=places, counts=counts
    )


@pytest.fixture(scope="module")
def plain() -> list[tuple[str, tuple[str, ...]]]:
    return bones(see(page(drenched("words"))))


@pytest.mark.parametrize("words", HOSTILE, ids=name)
def test_hostile_words_change_no_element(words: str, plain: list[tuple[str, tuple[str, ...]]]) -> None:
    html = page(drenched(words))
    html.encode("utf-8")
    assert bones(see(html)) == plain


@pytest.mark.parametrize("words", HOSTILE, ids=name)
def test_hostile_text_is_shown_as_text(words: str) -> None:
    reading = bare(f"Before {words} after.")
    seen = see(page(reading))
    (block,) = [e for e in seen.elements if e.inside and e.inside[-1].tag == "article"]
    assert not [e for e in seen.elements if e.inside and e.inside[-1] is block]
    assert block.text.startswith("Before ")
    assert block.text.endswith(" after.")
    headline = replace(reading.segments[0], kind=SegmentKind.HEADLINE)
    title = see(page(replace(reading, segments=(headline,)))).all("title")[0].text
    assert title.startswith("Before")


@pytest.mark.parametrize("address", HOSTILE_ADDRESSES, ids=ascii)
def test_only_web_addresses_become_links(address: str) -> None:
    reading = article()
    seen = see(page(replace(reading, document=replace(reading.document, url=address))))
    assert all(e.attributes["href"].startswith("#") for e in seen.all("a"))


@pytest.mark.parametrize(
    "address", ["https://x.example", "HTTP://X.example/a?b=<c>&d='\"#e", "https://x.example/\u00e9/\u4e2d"]
)
def test_web_addresses_become_links_that_tell_nobody_where_from(address: str) -> None:
    reading = article()
    seen = see(page(replace(reading, document=replace(reading.document, url=address))))
    (link,) = [e for e in seen.all("a") if not e.attributes["href"].startswith("#")]
    assert link.attributes["href"] == address
    assert "noreferrer" in link.attributes["rel"]


def test_no_unseen_or_turning_character_reaches_the_page() -> None:
    bad = [chr(c) for c in (*range(0x20), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A))]
    kept = set("\t\n")
    html = page(drenched("".join(bad))) + page(bare("x".join(bad)))
    assert not [c for c in bad if c in html and c not in kept]
    assert "[U+202E]" in html
    assert "\u2400" in html
