"""Bytes to text: every encoding told from its bytes, and not one character moved."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.read.text import decode

QUOTED = "“We held the bridge”, the governor’s aide said — twice.\r\nNobody\xa0was hurt…"


@settings(deadline=None, derandomize=True)
@given(st.text())
def test_utf_8_is_decoded_exactly(text: str) -> None:
    assert decode(text.encode("utf-8", "replace")) == text.encode("utf-8", "replace").decode()


@settings(deadline=None, derandomize=True)
@given(st.text(st.characters(codec="utf-8", exclude_characters="\x00"), min_size=1))
def test_a_byte_order_mark_stays_as_a_character(text: str) -> None:
    assert decode(b"\xef\xbb\xbf" + text.encode()) == "\ufeff" + text
    assert decode(b"\xff\xfe" + text.encode("utf-16-le")) == "\ufeff" + text


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16-le", "utf-16-be", "utf-16", "utf-32"])
def test_english_in_common_encodings(encoding: str) -> None:
    assert decode(QUOTED.encode(encoding)).removeprefix("\ufeff") == QUOTED


def test_mac_roman_is_told_from_windows_1252_by_its_quotation_marks() -> None:
    assert decode(QUOTED.encode("mac_roman")) == QUOTED


def test_the_declared_encoding_is_used_where_it_fits() -> None:
    page = '<html><meta charset="windows-1251"><p>Дороги закрыты, сообщил губернатор области во вторник.'
    assert decode(page.encode("cp1251"), html=True) == page


@pytest.mark.parametrize(
    ("declared", "actual"),
    [("utf-8", "cp1252"), ("iso-8859-1", "cp1252"), ("windows-1251", "utf-8"), ("shift_jis", "cp1252"),
     ("no-such-thing", "cp1252"), ("utf-16", "utf-8")],
)  # fmt: skip
def test_a_wrong_declaration_does_not_win(declared: str, actual: str) -> None:
    page = f'<html><head><meta http-equiv="Content-Type" content="text/html; charset={declared}"><p>{QUOTED}'
    assert decode(page.encode(actual), html=True) == page


def test_one_broken_character_does_not_spoil_a_text() -> None:
    data = ("Zwölf Boote — “gesunken” — vor der Küste. " * 3).encode()
    assert decode(data + b"\xe2\x80") == data.decode() + "\ufffd"


def test_bytes_that_are_no_text_say_so() -> None:
    with pytest.raises(ValueError, match="no known encoding; save it as UTF-8"):
        decode(bytes(range(128, 160)) * 20 + b"\x01\x02\x03\x04" * 40)


@settings(deadline=None, derandomize=True)
@given(st.binary(max_size=300))
def test_any_bytes_decode_or_say_why(data: bytes) -> None:
    try:
        text = decode(data, html=True)
    except ValueError as error:
        text = str(error)
    assert isinstance(text, str)
