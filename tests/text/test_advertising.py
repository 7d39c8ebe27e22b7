from __future__ import annotations

import pytest

from generator.text.advertising import is_advertised, is_brochure


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Sponsored: five ways to save time with AI", True),
        ("Paid post: how Northwind helps", True),
        ("Why agents matter for logistics (partner content)", True),
        ("Anzeige: Mit KI schneller buchen", True),
        ("How shops grow with agents (presented by Northwind)", True),
        ("We’re hiring: machine learning engineer", True),
        ("Job of the week: head of AI policy", True),
        ("Agents take the stage (presented by Northwind), and sing", False),
        ("Job offers written by AI deceive applicants", False),
        ("Northwind brings sponsored content to its chatbot", False),
        ("Sponsored answers come to Northwind’s chatbot", False),
    ],
)
def test_a_title_says_that_it_is_an_advertisement(title: str, expected: bool) -> None:
    assert is_advertised(title) is expected


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        ("Zephyr for Schools", "Give every pupil an assistant.\nRequest a demo.", True),
        ("Zephyr Studio", "Build and deploy agents without code. Start free. Cancel anytime.", True),
        ("西风办公", "每位员工的智能助手。立即试用。", True),
        ("Zephyr for Schools", "Zephyr is now available to schools.\nRequest a demo.", False),
        ("Introducing Zephyr Studio", "Build and deploy agents without code. Start free.", False),
        ("Zephyr Studio", "Build agents without code.", False),
        ("Zephyr Studio", f"{'Northwind tells at length how a school works with it. ' * 12}\nRequest a demo.", False),
    ],
)
def test_a_page_that_only_offers_a_product(title: str, text: str, expected: bool) -> None:
    assert is_brochure(title, text) is expected
