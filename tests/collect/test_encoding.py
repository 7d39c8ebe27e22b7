from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.collect.encoding import to_text

TEXT = "<?xml version='1.0'{}?><a>“Über” 中文</a>"


@pytest.mark.parametrize(
    ("encoding", "declared", "header"),
    [
        ("utf-8", "", ""),
        ("utf-8", "", "text/xml; charset=iso-8859-1"),
        ("utf-8", "iso-8859-1", "text/xml; charset=us-ascii"),
        ("utf-8-sig", "gbk", ""),
        ("utf-16", "utf-16", ""),
        ("utf-16-le", "utf-16", ""),
        ("utf-16-be", "", ""),
        ("utf-32", "", "text/xml; charset=utf-8"),
        ("gb18030", "gb2312", ""),
        ("gb18030", "", "text/xml; charset=GBK"),
        ("gb18030", "gbk", "text/xml; charset=iso-8859-1"),
        ("gb18030", "utf-8", "text/xml; charset=gb18030"),
    ],
)
def test_the_text_comes_out_right(encoding: str, declared: str, header: str) -> None:
    text = TEXT.format(f" encoding='{declared}'" if declared else "")
    assert to_text(text.encode(encoding), header) == text


def test_latin_1_is_read_as_browsers_do() -> None:
    assert to_text("“Über”".encode("cp1252"), "text/xml; charset=ISO-8859-1") == "“Über”"
    assert to_text("“Über”".encode("cp1252")) == "“Über”"


def test_seven_bit_encodings_are_believed() -> None:
    assert to_text("日本".encode("iso-2022-jp"), "text/xml; charset=iso-2022-jp") == "日本"


def test_one_broken_letter_spoils_nothing() -> None:
    body = ("中文" * 100).encode() + b"\xe7\xae"
    assert to_text(body) == "中文" * 100 + "\ufffd"


def test_a_page_says_it_in_meta() -> None:
    body = "<html><head><meta charset='gbk'><title>中文".encode("gbk")
    assert to_text(body, html=True).endswith("中文")


@pytest.mark.parametrize("name", ["rot13", "base64", "zip", "unicode_escape", "idna", "no-such", "\x00", "é"])
def test_nonsense_is_passed_over(name: str) -> None:
    assert to_text("Über".encode(), f"text/xml; charset={name}") == "Über"


@given(st.binary(max_size=80), st.text(max_size=40))
def test_anything_gives_a_text(body: bytes, header: str) -> None:
    assert isinstance(to_text(body, header), str)
    assert isinstance(to_text(body, header, html=True), str)
