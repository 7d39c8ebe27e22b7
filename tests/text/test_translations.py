from __future__ import annotations

import re
from importlib import resources

import pytest
import yaml

from generator.text.translations import in_english
from generator.text.words import CJK


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        ("北风裁员", ["layoff"]),
        ("数据中心", ["data", "center"]),
        ("AI聊天机器人被起诉", ["chatbot", "sue", "lawsuit"]),
        ("北风 Zephyr", []),
        ("Northwind is sued", []),
    ],
)
def test_listed_words_are_told_in_english_the_longest_first(chinese: str, english: list[str]) -> None:
    assert list(in_english(chinese)) == english


def test_the_list_holds_chinese_words_of_two_characters_and_more() -> None:
    listed = yaml.safe_load(resources.files("generator.text").joinpath("translations.yml").read_text("utf-8"))
    for english, chinese in listed.items():
        assert isinstance(english, str)
        assert len(chinese) == len(set(chinese))
        assert all(re.fullmatch(f"[{CJK}]{{2,}}", word) for word in chinese), english
