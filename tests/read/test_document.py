"""Captures to documents: identity, date, language, authors and form, and what is refused, and how."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.errors import InputError
from reportedly.ids import document_id, sha256
from reportedly.lexicon import load
from reportedly.read.document import read_document
from reportedly.shapes import Capture, Form
from tests.read.conftest import Reader
from tests.read.pages import LD, PARAGRAPHS, page

STORY = "Ferry Sinks Off Port Sarn\r\n\r\n" + "\r\n".join(PARAGRAPHS)
GERMAN = (
    "Die Fähre sank am Freitag vor der Küste, wie der Hafenmeister mitteilte. Mindestens neun Menschen kamen "
    "ums Leben, sechs werden noch vermisst. Der Gouverneur bestritt, dass eine Mine im Wasser trieb."
)
LEXICONS = load()


def refusal(read: Reader, body: str | bytes, media: str = "text", **told: str | None) -> str:
    with pytest.raises(InputError) as caught:
        read(body, media, **told)
    assert caught.value.input == "item"
    message = str(caught.value)
    assert message.startswith("item: ")
    assert "\n" not in message
    return message.removeprefix("item: ")


def test_plain_text_is_kept_exactly(read: Reader) -> None:
    document, segments = read("\ufeff" + STORY)
    assert document.text == "\ufeff" + STORY
    assert document.title == "Ferry Sinks Off Port Sarn"
    assert document.text[segments[0].start : segments[0].end] == document.title
    assert (document.language, document.form) == ("en", Form.ARTICLE)


@settings(deadline=None, derandomize=True, max_examples=60)
@given(st.text(st.characters(codec="utf-8")))
def test_any_text_is_read_as_it_is_or_refused(text: str) -> None:
    try:
        document, segments = read_document(Capture("item", text.encode(), "text"), LEXICONS)
    except InputError as error:
        message = str(error)
        assert message.startswith("item: ")
        assert "\n" not in message
    else:
        assert document.text == text
        assert all(0 <= part.start < part.end <= len(text) for part in segments)


def test_when_the_bytes_were_got_is_kept_and_is_no_part_of_the_id(read: Reader) -> None:
    told, _ = read(STORY, retrieved="2031-05-03T14:52:00Z")
    assert told.retrieved == "2031-05-03T14:52:00Z"
    assert told.id == read(STORY)[0].id


def test_the_id_is_made_of_bytes_and_publication(read: Reader) -> None:
    url = "https://post.example/1"
    document, _ = read(STORY, url=url, outlet="Coastal Post", published="2031-05-03 14:52")
    assert document.bytes_sha256 == sha256(STORY.encode())
    assert document.published == "2031-05-03T14:52:00"
    assert document.id == document_id(document.bytes_sha256, url, "Coastal Post", "2031-05-03T14:52:00")
    assert read(STORY)[0].id == document_id(document.bytes_sha256, None, None, None)


def test_a_page_is_read(read: Reader) -> None:
    document, segments = read(page(), "html", url="https://post.example/world/ferry")
    assert document.text == "\n\n".join(["Ferry Sinks Off Port Sarn", *PARAGRAPHS])
    assert document.title == "Ferry Sinks Off Port Sarn"
    assert document.bylines == ("Lena Cole", "Jonas Ebel")
    assert document.outlet == "Coastal Post"
    assert (document.published, document.published_evidence) == ("2031-05-03T14:52:00+02:00", "markup")
    assert [part.kind for part in segments] == ["headline", *["paragraph"] * 4]


def test_what_is_given_outranks_markup(read: Reader) -> None:
    document, _ = read(page(), "html", published="2030-01-01", outlet="Talba News", title="A Boat")
    assert (document.published, document.published_evidence) == ("2030-01-01", "given")
    assert (document.outlet, document.title) == ("Talba News", "A Boat")


def test_a_page_read_twice_is_the_same(read: Reader) -> None:
    assert read(page(), "html") == read(page(), "html")


def test_the_outlet_is_known_by_its_domain(read: Reader) -> None:
    known = next(outlet for outlet in LEXICONS.outlets.values() if outlet.domains)
    for host in (known.domains[0], f"www.{known.domains[0]}"):
        assert read(STORY, url=f"https://{host}/a")[0].outlet == known.name
    assert read(STORY, url="https://nobody-knows.example/a")[0].outlet is None
    assert read(STORY, url="http://[broken")[0].outlet is None


def test_promotional_boxes_and_pull_quotes_are_left_behind(read: Reader) -> None:
    body = "".join(f"<p>{words}</p>" for words in PARAGRAPHS[:2])
    body += "<div class='story-promo'><p>Why nobody sails to Maruh any more, and who is to blame.</p></div>"
    body += f"<blockquote class='pull-quote'>{PARAGRAPHS[1][:50]}</blockquote>"
    body += "<p><a href='/b'><strong>GOVERNOR'S BUDGET FEATURES NEW BOATS</strong></a></p>"
    body += "".join(f"<p>{words}</p>" for words in PARAGRAPHS[2:])
    document, segments = read(page(body), "html")
    told = [document.text[part.start : part.end] for part in segments if part.kind == "paragraph"]
    assert tuple(told) == PARAGRAPHS
    assert "Maruh" not in document.text
    assert [str(part.furniture) for part in segments if part.furniture] == ["related_link"]


def test_no_break_spaces_of_a_page_are_blanks_in_its_text(read: Reader) -> None:
    document, _ = read(page().replace("the harbour master", "the&nbsp;harbour\xa0\nmaster"), "html")
    assert document.text.split("\n\n")[1] == PARAGRAPHS[0]


def test_a_broken_address_does_no_harm(read: Reader) -> None:
    assert read(page(), "html", url="http://[broken")[0].url == "http://[broken"


def test_line_breaks_part_a_block_where_a_sentence_ends(read: Reader) -> None:
    document, _ = read(page(f"<p>{PARAGRAPHS[0]}<br>{PARAGRAPHS[1]}<br><br>{PARAGRAPHS[3]}</p>"), "html")
    assert document.text.split("\n\n")[1:] == [PARAGRAPHS[0], PARAGRAPHS[1], PARAGRAPHS[3]]


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16"])
def test_a_wrongly_declared_page_is_read_by_its_bytes(read: Reader, encoding: str) -> None:
    html = page(head='<meta charset="koi8-r">')
    assert read(html.encode(encoding), "html")[0].text.split("\n\n")[2] == PARAGRAPHS[1]


def test_dates_by_evidence(read: Reader) -> None:
    def found(body: str, media: str = "text", **told: str | None) -> tuple[str | None, str | None]:
        document, _ = read(body, media, **told)
        return document.published, document.published_evidence

    url = "https://post.example/2031/05/02/ferry"
    dated = f"Ferry Sinks\n\nBy Lena Cole\nPublished 3 May 2031, 14:52 GMT\n\n{PARAGRAPHS[0]}"
    filed = f"Ferry Sinks\n\nPORT SARN, May 3, 2031 (Reuters) - {PARAGRAPHS[0]}"
    assert found(dated, published="2031-05-01") == ("2031-05-01", "given")
    assert found(page(), "html", url=url) == ("2031-05-03T14:52:00+02:00", "markup")
    assert found(page(head=""), "html", url=url) == ("2031-05-02", "url")
    assert found(page(head=""), "html") == (None, None)
    assert found(STORY, url=url) == ("2031-05-02", "url")
    assert found(dated) == ("2031-05-03", "text")
    assert found(filed) == ("2031-05-03", "text")
    assert found(filed.replace(", 2031", "")) == (None, None)
    assert found(f"{PARAGRAPHS[0]}\n\nThe lane was closed on 3 May 2031.\n\n{PARAGRAPHS[3]}") == (None, None)


def test_a_date_that_is_none_is_refused(read: Reader) -> None:
    assert refusal(read, STORY, published="last Friday") == (
        "'last Friday' is no publication date; write 2015-10-01, or with a time 2015-10-01T14:52:00Z"
    )


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Lena Cole", ("Lena Cole",)),
        ("By LENA COLE and JONAS EBEL, Harbour Wire", ("LENA COLE", "JONAS EBEL", "Harbour Wire")),
        ("By Lena Cole in Port Sarn", ("Lena Cole",)),
        ("Written by Lena Cole, Jonas Ebel and Ana Moss", ("Lena Cole", "Jonas Ebel", "Ana Moss")),
        ("Published 3 May 2031", ()),
    ],
)
def test_bylines_in_text(read: Reader, line: str, names: tuple[str, ...]) -> None:
    assert read(f"Ferry Sinks Off Port Sarn\n\n{line}\n\n{PARAGRAPHS[0]}")[0].bylines == names


def test_another_language_is_named_and_refused_and_read_by_force(read: Reader) -> None:
    assert refusal(read, GERMAN) == (
        "this article is in German (de); reportedly reads English. Use --force to read it anyway."
    )
    assert read(GERMAN, force=True)[0].language == "de"
    arabic = "غرقت العبارة قبالة الساحل يوم الجمعة وقال مدير الميناء إن تسعة أشخاص على الأقل لقوا حتفهم"
    assert "Arabic (ar)" in refusal(read, arabic)


def test_furniture_in_another_language_does_not_make_an_article_foreign(read: Reader) -> None:
    foreign = "Imagen por Edo Marin/Harbour Wire\nSuscríbete a nuestro boletín\nLee también: El puerto reabre"
    assert read(f"{PARAGRAPHS[0]}\n\n{foreign}")[0].language == "en"


@pytest.mark.parametrize("words", ["Boom", "Aleppo, Homs, Idlib", "Nein, sagte er.", "Vale: no.", "17"])
def test_a_few_words_are_never_refused_for_their_language(read: Reader, words: str) -> None:
    assert read(words)[0].text == words


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ("<html></html>", "holds no article text"),
        ("<html><body><h1>Ferry Sinks</h1></body></html>", "holds no article text"),
        (page("<a href='/1'>One</a>", head=""), "holds no article text"),
        ("<li><a href='/1'>Ferry sinks off Port Sarn</a></li>" * 40, "holds no article text"),
        ("<!doctype html>", "holds no article text"),
        (" \n", "is empty"),
    ],
)
def test_a_page_without_an_article_is_refused(read: Reader, body: str, why: str) -> None:
    message = refusal(read, body, "html")
    assert message.startswith(why)
    assert ";" in message


def test_text_of_nothing_but_furniture_is_refused(read: Reader) -> None:
    message = refusal(read, "Advertisement\n\n© 2031 Coastal Post")
    assert message.startswith("holds no article, only page furniture")
    assert refusal(read, " \ufeff\r\n").startswith("is empty")
    assert refusal(read, bytes(range(128, 160)) * 20 + b"\x01\x02\x03" * 60).startswith("cannot be decoded: ")


def test_a_live_blog_is_known_by_its_entries(read: Reader) -> None:
    entries = "\n\n".join(f"{hour}:0{hour} p.m.\n\n{PARAGRAPHS[hour % 4]}" for hour in range(1, 10))
    assert read(f"The Latest on the ferry\n\n{entries}")[0].form is Form.LIVE_BLOG
    assert read(f"Ferry Sinks\n\n2:05 p.m.\n\n{PARAGRAPHS[0]}")[0].form is Form.ARTICLE
    assert read(STORY.replace("Ferry Sinks", "We Live Here:"))[0].form is Form.ARTICLE


def test_a_live_blog_is_read_from_its_markup_where_the_page_holds_less(read: Reader) -> None:
    updates = ",".join(
        f'{{"@type": "BlogPosting", "headline": "Entry {n}", "articleBody": "{words.replace(chr(34), "")}"}}'
        for n, words in enumerate(PARAGRAPHS)
    )
    node = f'{{"@type": "LiveBlogPosting", "datePublished": "2031-05-03", "liveBlogUpdate": [{updates}]}}'
    head = f'<script type="application/ld+json">{node}</script>'
    document, segments = read(page(f"<p>{PARAGRAPHS[0]}</p>", head=head), "html")
    assert document.form is Form.LIVE_BLOG
    assert [document.text[p.start : p.end] for p in segments if p.kind == "paragraph"] == list(PARAGRAPHS)
    assert "Entry 3" in document.text
    assert "Entry 0" not in document.text  # that entry stands in the page


def test_a_story_kept_only_in_markup_is_read_from_there(read: Reader) -> None:
    body = "<p>" + "</p><p>".join(PARAGRAPHS) + "</p>"
    head = LD.replace('"author"', f'"articleBody": "{body}", "author"')
    document, _ = read(page("<p>Loading the story, please wait for it to come.</p>", head=head), "html")
    assert document.text.split("\n\n")[1:] == list(PARAGRAPHS)


@pytest.mark.parametrize("value", ["5", "true", "[]", "{}", '[["a"]]', '{"name": {"name": 5}}', "null"])
def test_metadata_of_the_wrong_type_does_no_harm(read: Reader, value: str) -> None:
    keys = ("headline", "author", "publisher", "datePublished", "articleBody", "liveBlogUpdate", "name")
    fields = ", ".join(f'"{key}": {value}' for key in keys)
    for context in ("", '"@context": "https://schema.org", '):
        node = f'{{{context}"@type": "NewsArticle", {fields}}}'
        head = f'<script type="application/ld+json">{node}</script>'
        document, _ = read(page(head=head), "html")
        assert document.text.split("\n\n")[1:] == list(PARAGRAPHS)
        assert isinstance(document.title, str | None)


MARKUP = st.lists(
    st.sampled_from(
        ["<p>", "</p>", "<div class='promo'>", "</div>", "<h1>", "<h2>", "</h2>", "<br>", "<ul><li>", "</ul>",
         "<a href='x'>", "</a>", "<blockquote>", "<table><tr><td>", "<!--", "-->",
         "<script type='application/ld+json'>", "</script>",
         '{"@type": "NewsArticle", "articleBody": 5, "author": [{}], "liveBlogUpdate": [1, {"x": 2}]}',
         "<time datetime='2031-99-99' pubdate>", "<meta property='article:published_time' content='soon'>",
         "&nbsp;", "&#0;", "&#xD800;", "\x00", "<?xml version='1.0' encoding='utf-16'?>", *PARAGRAPHS]
    )
    | st.text(st.characters(codec="utf-8"), max_size=20),
    max_size=25,
).map("".join)  # fmt: skip


@settings(deadline=None, derandomize=True, max_examples=150)
@given(MARKUP)
def test_any_page_is_read_or_refused(html: str) -> None:
    try:
        document, segments = read_document(Capture("item", html.encode(), "html"), LEXICONS)
    except InputError as error:
        message = str(error)
        assert message.startswith("item: ")
        assert "\n" not in message
    else:
        assert segments
        assert segments[-1].end <= len(document.text)
