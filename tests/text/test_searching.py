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
        ("x" * 100, ["x" * MOST_LETTERS]),
    ],
)
def test_what_a_text_is_found_by(text: str, found: list[str]) -> None:
    assert list(tokens(text)) == found


@given(st.text())
def test_a_word_is_found_by_itself(text: str) -> None:
    for word in tokens(text):
        assert next(tokens(word)) == word or is_cjk(word)
