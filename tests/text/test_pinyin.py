from __future__ import annotations

import pytest

from generator.text.pinyin import spelled, spellings


@pytest.mark.parametrize(("text", "latin"), [("青岚", "qinglan"), ("Quay 青岚", "quayqinglan"), ("", "")])
def test_chinese_is_spelled_as_it_sounds(text: str, latin: str) -> None:
    assert spelled(text) == latin


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("青岚科技", ["qinglan", "lanke", "keji", "qinglanke", "lankeji"]),
        ("Quay 与青岚", ["yuqing", "qinglan", "yuqinglan"]),
        ("青，岚", []),
        ("Quay", []),
    ],
)
def test_a_name_is_sought_in_each_run_of_characters(text: str, names: list[str]) -> None:
    assert list(spellings(text)) == names
