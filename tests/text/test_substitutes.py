"""What may stand for what, and what excludes what."""

from __future__ import annotations

import pytest

from generator.text.substitutes import contrasted, has_chinese_verb, may_stand_for


@pytest.mark.parametrize(
    ("word", "other", "may"),
    [
        ("study", "papers", True),
        ("device", "laptop", True),
        ("laptop", "device", False),
        ("fires", "wildfires", True),
        ("chips", "batteries", False),
        ("launched", "released", True),
    ],
)
def test_words_that_may_stand_for_others(word: str, other: str, may: bool) -> None:
    assert may_stand_for(word, other) == may


@pytest.mark.parametrize(
    ("text", "place", "expected"),
    [
        ("it grew because of rain", (2, 4), {"because"}),
        ("it grew because of rain", (0, 2), set()),
        ("for paid users", (1, 2), {"paid"}),
        ("for paid users", (2, 3), {"user"}),
    ],
)
def test_words_with_rivals_at_a_place(text: str, place: tuple[int, int], expected: set[str]) -> None:
    assert {spelling for _, spelling in contrasted(text.split(), *place)} >= expected
    assert bool(expected) == bool(list(contrasted(text.split(), *place)))


@pytest.mark.parametrize(
    ("phrase", "has"), [("正在发布", True), ("独立开发者", False), ("开发工具", True), ("高配版", False)]
)
def test_chinese_verbs(phrase: str, has: bool) -> None:
    assert has_chinese_verb(phrase) == has
