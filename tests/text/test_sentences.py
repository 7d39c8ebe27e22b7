from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.text.sentences import clauses, is_complete, split_sentences, within
from generator.text.words import count_words


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Dr. Smith of Northwind Inc. agreed. It costs $3.50 a month.",
         ["Dr. Smith of Northwind Inc. agreed.", "It costs $3.50 a month."]),
        ('She said: "It is out." Nobody knew.', ['She said: "It is out."', "Nobody knew."]),
        ("The U.S. government and J. R. Hale signed. Done!", ["The U.S. government and J. R. Hale signed.", "Done!"]),
        ("Version 3.6. Turn it off.", ["Version 3.6.", "Turn it off."]),
        ("北风租用算力。“限额翻倍。”发言人说，对吗？对。", ["北风租用算力。", "“限额翻倍。”", "发言人说，对吗？", "对。"]),
        ("第一行没有句号\n第二行。", ["第一行没有句号", "第二行。"]),
        ("视频频道 nwd. 昨日发布新片，由 Quill Bros. 制作。", ["视频频道 nwd. 昨日发布新片，由 Quill Bros. 制作。"]),
        ("北风租用算力。It shipped. 限额翻倍。", ["北风租用算力。", "It shipped.", "限额翻倍。"]),
        ("北风发布 Zephyr 5.6 模型。Then it shipped.", ["北风发布 Zephyr 5.6 模型。", "Then it shipped."]),
        ("e.g. this and i.e. that stay whole. Next one.", ["e.g. this and i.e. that stay whole.", "Next one."]),
        ("Es gilt ab dem 22. Oktober. Mehr nicht.", ["Es gilt ab dem 22. Oktober.", "Mehr nicht."]),
        ("They fined Halyard B.V. The firm paid.", ["They fined Halyard B.V.", "The firm paid."]),
        ("It has raised a Series C. The round is large.", ["It has raised a Series C.", "The round is large."]),
        ("The U.S. It-team of Halyard Inc. Under-reports it.", ["The U.S. It-team of Halyard Inc. Under-reports it."]),
        ("北风的机器人像《限额！》里的一样。它会《你好？北风！》", ["北风的机器人像《限额！》里的一样。", "它会《你好？北风！》"]),
        ("", []),
    ],
)  # fmt: skip
def test_sentences_end_where_a_reader_ends_them(text: str, sentences: list[str]) -> None:
    assert split_sentences(text) == sentences


@given(st.text(alphabet="Ab1 .。，,!?“”\"'()\n5亿 ", max_size=200))
def test_no_character_is_lost(text: str) -> None:
    assert "".join("".join(split_sentences(text)).split()) == "".join(text.split())


@pytest.mark.parametrize(
    ("sentence", "complete"),
    [
        ("It works.", True), ("它能用。", True), ('He said "yes".', True), ("A cut-off …", False), ("No end", False),
        ("A (bracket opens.", False), ('A "quotation opens.', False), ("“引号没有关。", False), ("Wait...", False),
    ],
)  # fmt: skip
def test_complete_sentences(sentence: str, complete: bool) -> None:
    assert is_complete(sentence) is complete


def test_clauses_end_before_marks_but_not_inside_numbers_or_brackets() -> None:
    sentence = "It pays 240,000 euros, which is much (for now, at least), and goes on."
    assert clauses(sentence) == [
        "It pays 240,000 euros",
        "It pays 240,000 euros, which is much (for now, at least)",
        sentence,
    ]


@given(st.text(alphabet="ab ,;，；（）()1。", max_size=80), st.integers(1, 12))
def test_beginnings_are_beginnings_within_the_limit(sentence: str, limit: int) -> None:
    for part in within(sentence, limit):
        assert sentence.startswith(part)
        assert count_words(part) <= limit
