"""What bytes are: formats that are refused by name, HTML, and text."""

from __future__ import annotations

import pytest

from reportedly.ingest.sniff import is_feed, media_of, unreadable


@pytest.mark.parametrize(
    ("head", "what"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00", "a PNG image"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "a JPEG image"),
        (b"%PDF-1.7\n", "a PDF file"),
        (b"PK\x03\x04\x14\x00", "a ZIP archive or an office document"),
        (b"\x1f\x8b\x08\x00", "a gzip archive"),
        (b"RIFF\x10\x00\x00\x00WEBPVP8 ", "a WebP image"),
        (b"\x00\x00\x00\x18ftypmp42", "a video or an image of the MP4 family"),
        (b"From: <Saved by Blink>\nSubject: x\nMIME-Version: 1.0\n", "an MHTML archive or an e-mail message"),
        (b"words and then\x00a NUL", "a binary file"),
        (bytes(range(1, 32)) * 8, "a binary file"),
    ],
)
def test_what_cannot_be_read_is_named(head: bytes, what: str) -> None:
    assert unreadable(head) == what


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("a.mhtml", "an MHTML archive"),
        ("b.json", "a JSON file, not JSON Lines"),
    ],
)
def test_names_tell_containers(name: str, what: str) -> None:
    assert unreadable(b"", name) == what


@pytest.mark.parametrize(
    "head",
    [
        b"A boat sank off Port Sarn.",
        "Zwölf Boote — “gesunken”".encode("cp1252"),
        "A boat sank.".encode("utf-16"),
        "A boat sank off the coast.".encode("utf-16-le"),
        "A boat sank.".encode("utf-32"),
        "Лодка затонула".encode(),
        b"",
    ],
)
def test_text_in_any_encoding_is_text(head: bytes) -> None:
    assert unreadable(head) is None


@pytest.mark.parametrize(
    ("head", "name", "media"),
    [
        (b"<!DOCTYPE html><html>", "-", "html"),
        (b"\xef\xbb\xbf \n<html lang=en>", "page.txt", "html"),
        ("<html>".encode("utf-16"), "page", "html"),
        (b"<!-- saved --><article>", "-", "html"),
        (b"anything", "page.HTM", "html"),
        (b"He wrote <html> on the wall.", "a.txt", "text"),
        (b"< 5 boats", "-", "text"),
    ],
)
def test_html_is_told_from_text(head: bytes, name: str, media: str) -> None:
    assert media_of(head, name) == media


@pytest.mark.parametrize(
    ("head", "feed"),
    [
        (b'<?xml version="1.0"?>\n<rss version="2.0">', True),
        (b'<feed xmlns="http://www.w3.org/2005/Atom">', True),
        (b"<?xml version='1.0'?><?xml-stylesheet href='a'?><!-- x --> <rdf:RDF>", True),
        (b'<!DOCTYPE rss [<!ENTITY a "b">]><rss>', True),
        ("<?xml version='1.0' encoding='utf-16'?><rss>".encode("utf-16"), True),
        (b"\xef\xbb\xbf<rss>", True),
        (b"<!doctype html><p>An rss feed", False),
        (b"<html><feed>", False),
        (b"<rssa>", False),
        (b"rss", False),
    ],
)
def test_a_feed_is_told_by_its_first_element(head: bytes, feed: bool) -> None:
    assert is_feed(head) == feed
