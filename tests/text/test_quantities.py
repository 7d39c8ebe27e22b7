from __future__ import annotations

import pytest

from generator.text.quantities import in_words, quantities


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("投入6,000亿元", [6e11]), ("2,100億円", [2.1e11]), ("300萬用戶", [3e6]), ("600 billion yuan", [6e11]), ("$600bn", [6e11]), ("about 40%", [40]), ("４０％", [40]),
        ("3.5万台", [35000]),
        ("GPT-5.6 and v3", []), ("1,312 articles in 2026", [1312, 2026]), ("$1.5M", [1.5e6]),
        ("5 mm", [5]), ("20 Bäume", [20]), ("20k用户", [20000]), ("30-billion-parameter", [3e10]), ("百分之四十", []),
    ],
)  # fmt: skip
def test_numbers_as_values(text: str, values: list[float]) -> None:
    assert [quantity.value for quantity in quantities(text)] == values


def test_percentages_are_told_apart() -> None:
    assert [quantity.percent for quantity in quantities("40 % of 40, 3 per cent, 5 percent")] == [
        True,
        False,
        True,
        True,
    ]


@pytest.mark.parametrize(
    ("number", "words"),
    [(30e9, "30 billion"), (1.25e9, "1.25 billion"), (2.5e12, "2.5 trillion"), (300e6, "300 million"), (2100, "2,100"), (40.5, "40.5"), (1234567.9, "1.23 million")],
)  # fmt: skip
def test_numbers_in_words(number: float, words: str) -> None:
    assert in_words(number) == words
