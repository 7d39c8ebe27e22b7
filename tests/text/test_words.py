from __future__ import annotations

import pytest

from generator.text.words import count_words, cut_at_word, is_chinese, terms


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The limits of GPT-5.6 and R&D", ["limit", "gpt-5.6", "r&d"]),
        ("GPT‑5.6, state‐of‐the‐art", ["gpt-5.6", "state-of-the-art"]),
        ("Halyard's 1,000 chips", ["halyard", "1,000", "chip"]),
        ("租用算力", ["租用", "用算", "算力"]),
        ("小米 AI", ["ai", "小米"]),
    ],
)
def test_terms(text: str, found: list[str]) -> None:
    assert list(terms(text)) == found


@pytest.mark.parametrize(("text", "words"), [("two words", 2), ("四个汉字", 2), ("GPT-5.6 发布", 2), ("", 0)])
def test_two_chinese_characters_are_a_word(text: str, words: int) -> None:
    assert count_words(text) == words


@pytest.mark.parametrize(
    ("text", "chinese"),
    [("北风发布 Zephyr", True), ("Northwind names it 北风 for the market there", False), ("", False)],
)
def test_is_chinese(text: str, chinese: bool) -> None:
    assert is_chinese(text) is chinese


def test_cut_at_word() -> None:
    assert cut_at_word("one two three", 13) == "one two three"
    assert cut_at_word("one two three", 10) == "one two…"
    assert cut_at_word("一二三四五六七八九十", 6) == "一二三四五…"
