"""Fetching: robots, redirects, limits and lies, over wires that are none; no socket is opened."""

from __future__ import annotations

import gzip
from random import Random

import httpcore
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.errors import InputError
from reportedly.ingest.fetch import AGENT, MAX_HOPS, SECONDS, Fetcher
from reportedly.ingest.files import MAX_BYTES
from reportedly.ingest.inputs import captures
from reportedly.shapes import Capture, Problem
from tests.ingest.wires import ARTICLE, PUBLIC, Names, Wires, answer, fetcher, moved

BOAT = "https://post.example/boat"


@pytest.fixture(autouse=True)
def _no_sockets(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise AssertionError("a test opened a socket")

    monkeypatch.setattr("socket.socket.connect", refused)
    monkeypatch.setattr("socket.getaddrinfo", refused)


def refusal(getter: Fetcher, address: str = BOAT) -> str:
    with pytest.raises(InputError) as caught:
        getter.get(address)
    message = str(caught.value)
    assert message.startswith(f"{address}: ")
    assert "\n" not in message
    assert ";" in message
    return message.removeprefix(f"{address}: ")


def test_a_page_is_a_capture_with_the_time_it_was_got() -> None:
    wires = Wires({"post.example/boat": answer()})
    (item,) = captures([BOAT], fetcher=fetcher(wires))
    assert item == Capture(BOAT, ARTICLE, "html", url=BOAT, retrieved="2031-05-03T14:52:00Z")
    # To the address that was checked, in the name that was asked for.
    assert wires.requests == [
        (PUBLIC, 443, "post.example", "post.example", path) for path in ("/robots.txt", "/boat")
    ]
    assert all(f"User-Agent: {AGENT}\r\n" in head for head in wires.heads)


def test_a_feed_at_an_address_is_read_as_one() -> None:
    items = b"<item><description>A boat sank.</description></item><item/>"
    feed = b"<rss><channel><title>Post</title>" + items + b"</channel></rss>"
    wires = Wires({"post.example/feed": answer(feed, media="application/rss+xml")})
    entry, bare = captures(["https://post.example/feed"], fetcher=fetcher(wires))
    assert entry == Capture(
        "https://post.example/feed:1",
        b"A boat sank.",
        "text",
        outlet="Post",
        retrieved="2031-05-03T14:52:00Z",
    )
    assert isinstance(bare, Problem)


def test_robots_txt_is_obeyed_and_read_once_a_server() -> None:
    robots = answer(b"User-agent: *\nDisallow: /boat\n", media="text/plain")
    wires = Wires(
        {"post.example/robots.txt": robots, "post.example/boat": answer(), "post.example/": answer()}
    )
    getter = fetcher(wires)
    said = "is not fetched: its server's robots.txt asks programs not to read it"
    assert refusal(getter) == f"{said}; save the page and give the file"
    assert getter.get("https://post.example/").data == ARTICLE
    assert [path for *_, path in wires.requests] == ["/robots.txt", "/"]


@pytest.mark.parametrize(
    ("robots", "allowed"),
    [
        (answer(b"", status="403 Forbidden"), True),
        (answer(b"", status="503 Service Unavailable"), False),
        (answer(b"User-agent: reportedly\nDisallow: /", media="text/plain"), False),
        (answer(b"User-agent: other\nDisallow: /", media="text/plain"), True),
        (answer(b"\x00\xff" * 900_000), True),
        (moved("https://post.example/robots.txt"), True),
        (moved("https://www.post.example/robots.txt"), False),
        (moved("http://127.0.0.1/robots.txt"), False),
        (httpcore.ReadError("reset"), False),
    ],
)
def test_what_robots_txt_comes_to(robots: bytes | Exception, allowed: bool) -> None:
    wires = Wires({
        "post.example/robots.txt": robots,
        "post.example/boat": answer(),
        "www.post.example/robots.txt": answer(b"User-agent: *\nDisallow: /", media="text/plain"),
    })  # fmt: skip
    if allowed:
        assert fetcher(wires).get(BOAT).data == ARTICLE
    else:
        refusal(fetcher(wires))
    assert {address for address, _ in wires.connections} == {PUBLIC}


def test_redirects_are_followed_one_at_a_time_and_checked() -> None:
    wires = Wires({
        "post.example/boat": moved("/b"),
        "post.example/b": moved("//www.post.example/c?d#e", "307 Temporary Redirect"),
        "www.post.example/c?d": answer(),
    })  # fmt: skip
    assert fetcher(wires).get(BOAT).url == "https://www.post.example/c?d"
    assert [(host, path) for *_, host, path in wires.requests] == [
        ("post.example", "/robots.txt"), ("post.example", "/boat"), ("post.example", "/b"),
        ("www.post.example", "/robots.txt"), ("www.post.example", "/c?d"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "to",
    ["http://127.0.0.1/", "http://[::1]/", "http://inner.example/", "file:///etc/passwd", "http://post.example:22/",
     "http://0x7f.1/", "//user@post.example/", "http://169.254.169.254/", "https://[x"],
)  # fmt: skip
def test_a_redirect_leads_nowhere_that_an_address_could_not(to: str) -> None:
    names = Names(lambda host: ["10.0.0.7"] if host == "inner.example" else [PUBLIC])
    wires = Wires({"post.example/boat": moved(to)})
    assert refusal(fetcher(wires, names)).startswith("is not fetched: ")
    assert {address for address, _ in wires.connections} == {PUBLIC}


def test_redirects_end() -> None:
    wires = Wires({"post.example/boat": moved("/boat")})
    assert refusal(fetcher(wires)).startswith(f"is not fetched: it is passed on more than {MAX_HOPS} times; ")


def test_a_resolver_that_flips_never_leads_to_a_private_address() -> None:
    inner = [
        "127.0.0.1",
        "10.1.2.3",
        "::1",
        "169.254.169.254",
        "fd00::1",
        "::ffff:10.0.0.1",
        "100.64.3.3",
        "junk",
    ]
    refused = 0
    for seed in range(100):
        random = Random(seed)

        def flip(host: str, random: Random = random) -> list[str]:
            found = [random.choice([PUBLIC, random.choice(inner)]) for _ in range(random.randint(1, 3))]
            return found if random.random() < 0.7 else [PUBLIC]

        pages = {f"post.example/{n}": moved(f"http://post.example/{n + 1}") for n in range(6)}
        wires, names = Wires({**pages, "post.example/6": answer(b"x", "Connection: close")}), Names(flip)
        try:
            fetcher(wires, names).get("http://post.example/0")
        except InputError as error:
            refused += "no address of the public internet" in str(error)
        assert {address for address, _ in wires.connections} <= {PUBLIC}
        assert len(names.asked) >= len(wires.connections)  # each connection to what was resolved for it
    assert 50 < refused <= 100


def test_a_name_is_resolved_once_for_a_connection() -> None:
    names, wires = Names(), Wires({"post.example/boat": answer()})
    fetcher(wires, names).get(BOAT)
    assert len(names.asked) == len(wires.connections)


def test_an_unknown_name_is_said() -> None:
    def unknown(host: str) -> list[str]:
        raise OSError("no such name")

    assert "its server's name is not known" in refusal(fetcher(Wires({}), Names(unknown)))
    assert "its server's name is not known" in refusal(fetcher(Wires({}), Names(lambda host: [])))


def test_bodies_are_limited_as_sent_and_as_decoded() -> None:
    large = answer(b"x" * (MAX_BYTES + 1))
    bomb = answer(gzip.compress(b" " * 60_000_000), "Content-Encoding: gzip")
    endless = [b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", *[b"x" * 65536] * 400]
    for page in (large, bomb, endless):
        said = refusal(fetcher(Wires({"post.example/boat": page})))
        assert said.startswith("is a page of more than 10 MB, over the limit of 10 MB an article; ")


def test_compressed_pages_are_decoded() -> None:
    page = answer(gzip.compress(ARTICLE), "Content-Encoding: gzip")
    assert fetcher(Wires({"post.example/boat": page})).get(BOAT).data == ARTICLE
    cut = answer(gzip.compress(ARTICLE)[:50], "Content-Encoding: gzip")
    assert refusal(fetcher(Wires({"post.example/boat": cut}))).startswith(
        "came damaged: its compressed bytes are cut"
    )


@pytest.mark.parametrize(
    ("page", "why"),
    [
        (answer(status="404 Not Found"), "is not there (status 404 Not Found); check the address"),
        (answer(status="403 Forbidden"), "its server does not give it to programs (status 403 Forbidden); "),
        (
            answer(status="503 X"),
            "its server cannot give it now (status 503 Service Unavailable); try again later",
        ),
        (answer(status="204 No Content"), "its server gave no page (status 204 No Content)"),
        (answer(status="299 Odd"), "its server gave no page (status 299)"),
        (
            answer(b"%PDF", media="application/pdf"),
            "is 'application/pdf'; give the address of an article or feed",
        ),
        (answer(b"<a/>", media="application/xml"), "is XML, but no feed; "),
        (answer()[:-9], "broke off ("),
        (b"garbage\r\n\r\n", "broke off ("),
        (httpcore.ReadTimeout("slow"), "did not answer in time; try again later"),
        (httpcore.ConnectError("refused"), "cannot be reached (refused); check the address, and the network"),
        (httpcore.ReadError("reset"), "broke off (reset); try again later"),
    ],
)
def test_what_goes_wrong_is_said_in_a_plain_line(page: bytes | Exception, why: str) -> None:
    assert refusal(fetcher(Wires({"post.example/boat": page}))).startswith(why)


def test_what_only_says_that_it_is_html_is_a_problem() -> None:
    wires = Wires({"post.example/boat": answer(b"\x89PNG\r\n\x1a\n\x00")})
    (item,) = captures([BOAT], fetcher=fetcher(wires))
    assert item == Problem(BOAT, f"{BOAT}: is a PNG image; give the article as text or HTML")


def test_a_server_that_drips_is_left_at_the_deadline() -> None:
    drip = [bytes([byte]) for byte in answer()]
    wires = Wires({"post.example/boat": drip})
    wires.slow = 5.0
    assert refusal(fetcher(wires)).startswith("did not answer in time; ")
    assert wires.clock <= 3 * SECONDS


def test_two_pages_of_a_host_are_asked_for_with_a_pause() -> None:
    robots = answer(b"User-agent: *\nCrawl-delay: 7\n", media="text/plain")
    pages = {f"{host}.example/{n}": answer() for host in ("a", "b") for n in (1, 2)}
    wires = Wires({**pages, "b.example/robots.txt": robots})
    slept: list[float] = []
    getter = fetcher(wires, slept=slept)
    for address in (
        "https://a.example/1",
        "https://b.example/1",
        "https://a.example/2",
        "https://b.example/2",
    ):
        getter.get(address)
    assert slept == [1.0, 7.0]


@settings(deadline=None, derandomize=True, max_examples=150)
@given(st.binary(max_size=200), st.integers(0, 400), st.booleans())
def test_any_bytes_from_a_server_give_a_page_or_a_refusal(junk: bytes, at: int, cut: bool) -> None:
    whole = answer(gzip.compress(ARTICLE), "Content-Encoding: gzip")
    at %= len(whole)
    for page in (whole[:at] + junk + (b"" if cut else whole[at:]), junk, moved("x").replace(b"x", junk[:20])):
        wires = Wires({"post.example/boat": page, "post.example/robots.txt": page})
        for item in captures(["http://post.example/boat"], fetcher=fetcher(wires)):
            assert isinstance(item, (Capture, Problem))
        assert {address for address, _ in wires.connections} <= {PUBLIC}


def test_a_robots_txt_holds_for_a_day() -> None:
    wires = Wires({"post.example/boat": answer()})
    getter = fetcher(wires)
    for hours in (0, 23, 23.9, 24.1, 24.2):
        wires.clock = hours * 3600
        getter.get(BOAT)
    asked = [path for *_, path in wires.requests]
    assert asked == ["/robots.txt", "/boat", "/boat", "/boat", "/robots.txt", "/boat", "/boat"]


def test_a_page_is_got_only_if_it_has_changed() -> None:
    etag = answer(ARTICLE, 'ETag: "a"', "Last-Modified: Sat, 03 May 2031 10:00:00 GMT")
    wires = Wires({"post.example/boat": etag})
    getter = fetcher(wires)
    first = getter.changed(BOAT, None, None)
    assert first is not None
    assert (first.etag, first.modified) == ('"a"', "Sat, 03 May 2031 10:00:00 GMT")
    assert "If-" not in wires.heads[-1]
    wires.pages["post.example/boat"] = answer(b"", status="304 Not Modified")
    assert getter.changed(BOAT, first.etag, first.modified) is None
    assert 'If-None-Match: "a"\r\n' in wires.heads[-1]
    assert "If-Modified-Since: Sat, 03 May 2031 10:00:00 GMT\r\n" in wires.heads[-1]
    assert "304" in refusal(getter), "nobody asked whether it has changed"


@pytest.mark.parametrize(
    ("said", "seconds"),
    [("120", 120.0), ("Sat, 03 May 2031 15:52:00 GMT", 3600.0), ("Sat, 03 May 2031 10:00:00 GMT", 0.0),
     ("soon", None), ("-5", None), ("99999999999999", 999999999.0)],
)  # fmt: skip
def test_a_server_says_how_long_to_wait(said: str, seconds: float | None) -> None:
    busy = answer(b"", f"Retry-After: {said}", status="503 Service Unavailable")
    with pytest.raises(InputError) as caught:
        fetcher(Wires({"post.example/boat": busy})).get(BOAT)
    assert getattr(caught.value, "seconds", None) == seconds
