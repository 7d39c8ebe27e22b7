"""Lines of plain text: none too long, none loses a word."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from generator.outbox.wrapping import WIDTH, wrapped

WORDS = st.text(alphabet=st.sampled_from("ab1-—“”，。（）智能体éß "), max_size=400)


def test_later_lines_are_indented() -> None:
    lines = wrapped("word " * 20, "1. ", "   ").splitlines()
    assert lines == ["1. " + " ".join(["word"] * 14), "   " + " ".join(["word"] * 6)]


def test_chinese_breaks_anywhere_but_before_a_closing_mark() -> None:
    lines = wrapped("智" * 35 + "能。" + "体" * 3).splitlines()
    assert lines == ["智" * 35, "能。体体体"]


def test_a_web_address_is_not_cut() -> None:
    address = f"https://recap.example/{'a' * 100}/"
    assert wrapped(f"see {address} now").splitlines() == ["see", address, "now"]


@given(WORDS)
def test_no_line_is_too_long_and_nothing_is_lost(text: str) -> None:
    shown = wrapped(text, "* ", "  ")
    assert "".join(shown.removeprefix("*").split()) == "".join(text.split())
    wide = re.compile("[\u2e80-\uffef]")
    for line in shown.splitlines():
        places = len(line) + len(wide.findall(line))
        assert places <= WIDTH or len(line.split()) <= 2, "only a word that is longer by itself"
