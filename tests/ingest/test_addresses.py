"""Where requests may go: one plain spelling of public names, and nothing that leads elsewhere."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.errors import InputError
from reportedly.ingest.addresses import AddressError, is_public, target
from tests.ingest.wires import Names, Wires, fetcher

SPELLINGS = [
    # schemes, credentials, ports, shapes
    "file:///etc/passwd", "ftp://post.example/", "gopher://post.example/", "javascript://post.example/%0aalert(1)",
    "data://text/html,x", "http:///boat", "http://", "https://:443/", "http://post.example:22/",
    "http://post.example:8080/", "http://post.example:0/", "http://post.example:/", "http://post.example:99999/",
    "http://post.example:80x/", "http://user@post.example/", "http://user:pass@post.example/",
    "http://post.example@127.0.0.1/", "http://127.0.0.1\\@post.example/", "http://post.example\\.evil.example/",
    "http://post.example/a b", "http://post.example/\r\nHost: inner", "http://post.example\t/", "http://[::1/",
    "http://post.example%00.evil.example/", "http://post.example%2f@evil.example/", "https://post.example./",
    # names of this machine and the nets around it
    "http://localhost/", "http://LOCALHOST/", "http://localhost./", "http://intranet/", "http://printer.local/",
    "http://db.internal/", "http://a.localhost/", "http://router.home.arpa/", "http://-post.example/",
    "http://post..example/", "http://post_office.example/", f"http://{'a' * 64}.example/",
    # numbers
    "http://127.0.0.1/", "http://127.1/", "http://0x7f.1/", "http://0x7f000001/", "http://2130706433/",
    "http://017700000001/", "http://0177.0.0.1/", "http://127.0.0.1./", "http://127.000.000.001/", "http://0/",
    "http://0.0.0.0/", "http://10.0.0.1/", "http://172.16.0.1/", "http://192.168.1.1/", "http://100.64.0.1/",
    "http://169.254.169.254/latest/meta-data/", "http://192.0.0.192/", "http://198.18.0.1/", "http://224.0.0.1/",
    "http://240.0.0.1/", "http://255.255.255.255/", "http://192.88.99.1/", "http://1.2.3.4.5/", "http://1.2.3/",
    "http://[::]/", "http://[::1]/", "http://[::ffff:127.0.0.1]/", "http://[::ffff:93.184.215.14]/",
    "http://[::127.0.0.1]/", "http://[64:ff9b::7f00:1]/", "http://[64:ff9b:1::1]/", "http://[2002:7f00:1::]/",
    "http://[2001:0:1::1]/", "http://[2001:db8::1]/", "http://[fe80::1]/", "http://[fe80::1%25eth0]/",
    "http://[fc00::1]/", "http://[ff02::1]/", "http://[100::1]/", "http://[3fff::1]/", "http://[1.2.3.4]/",
    # letters that turn into others
    "http://①②⑦.⓪.⓪.①/", "http://127。0。0。1/", "http://127．0．0．1/", "http://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ/", "http://post.example／@evil.example/",
    "http://１２７.0.0.1/", "http://ｐost.example/", "http://post\u200b.example/", "http://post\u00ad.example/",
    "http://\u202epost.example/", "http://xn--.example。/", "http://post.ex\u0430mple\u2024com/",
]  # fmt: skip


@pytest.mark.parametrize("address", SPELLINGS)
def test_no_odd_spelling_makes_a_connection(address: str) -> None:
    wires, names = Wires({}), Names()
    with pytest.raises(InputError) as caught:
        fetcher(wires, names).get(address)
    assert str(caught.value).startswith(f"{address}: is not fetched: ")
    assert wires.connections == []
    assert names.asked == []


def test_there_are_enough_spellings() -> None:
    assert len(set(SPELLINGS)) >= 60


@pytest.mark.parametrize(
    ("address", "url"),
    [
        ("https://post.example", "https://post.example/"),
        ("HTTPS://Post.Example/A?b=c#d", "https://post.example/A?b=c"),
        ("https://post.example:443/", "https://post.example/"),
        ("http://post.example:443/", "http://post.example:443/"),
        ("https://post.example/früh?q=ü%20x", "https://post.example/fr%C3%BCh?q=%C3%BC%20x"),
        ("https://bücher.example/", "https://xn--bcher-kva.example/"),
        ("http://93.184.215.14/", "http://93.184.215.14/"),
        ("http://[2606:2800:21f::1]/", "http://[2606:2800:21f::1]/"),
    ],
)
def test_a_plain_address_is_taken(address: str, url: str) -> None:
    assert target(address).url == url


def test_other_ports_can_be_allowed() -> None:
    assert target("http://post.example:8080/", {8080}).port == 8080
    with pytest.raises(AddressError, match="port 80 is not asked, only 8080"):
        target("http://post.example/", {8080})


@pytest.mark.parametrize(
    "address", ["1.1.1.1", "93.184.215.14", "172.15.0.1", "100.128.0.1", "2606:4700::1111"]
)
def test_public_addresses(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "address", ["", "x", "127.1", "::", "fe80::1%eth0", "2606:4700::1%1", "::ffff:1.1.1.1"]
)
def test_others_are_not(address: str) -> None:
    assert not is_public(address)


@settings(deadline=None, derandomize=True, max_examples=300)
@given(st.text(max_size=60), st.text(max_size=20))
def test_any_text_is_an_address_or_an_error(host: str, path: str) -> None:
    for address in (host, f"http://{host}/{path}", f"https://a.example/{path}", f"http://[{host}]"):
        try:
            aim = target(address)
        except AddressError:
            continue
        assert aim.url.isascii()
        assert target(aim.url) == aim
