from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.text.searching import MOST_LETTERS, is_cjk, tokens


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The Café GPT-5.5", ["cafe", "gpt", "5", "5"]),
        ("用AI芯片", ["用", "ai", "芯片", "片"]),
        ("ＡＩ ①", ["ai", "1"]),
        ("of the", []),
        ("gpt5.6 Qwen3-30B", ["gpt", "5", "6", "qwen", "3", "30", "b"]),
        ("C++20, C#, C", ["c++", "20", "c#", "c"]),
        ("data centre, centres, colour", ["data", "center", "centers", "color"]),
        ("four hours there", ["four", "hours", "there"]),
        ("x" * 100, ["x" * MOST_LETTERS]),
    ],
)
def test_what_a_text_is_found_by(text: str, found: list[str]) -> None:
    assert list(tokens(text)) == found


@given(st.text())
def test_a_word_is_found_by_itself(text: str) -> None:
    for word in tokens(text):
        assert next(tokens(word)) == word or is_cjk(word)
