from __future__ import annotations

import pytest

from generator.text.advertising import is_advertised


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Sponsored: five ways to save time with AI", True),
        ("Paid post: how Northwind helps", True),
        ("Why agents matter for logistics (partner content)", True),
        ("Anzeige: Mit KI schneller buchen", True),
        ("Northwind brings sponsored content to its chatbot", False),
        ("Sponsored answers come to Northwind’s chatbot", False),
    ],
)
def test_a_title_says_that_it_is_an_advertisement(title: str, expected: bool) -> None:
    assert is_advertised(title) is expected
