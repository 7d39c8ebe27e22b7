from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.text.introductions import introductions


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Brightquill, the companion chatbot company, denies it", [("Brightquill", "the companion chatbot company")]),
        ("We release Tarn 4, a multimodal model with tools.", [("Tarn 4", "multimodal model with tools")]),
        ("Arbalest is a framework of agents", [("Arbalest", "framework of agents")]),
        ("It bought the AI startup Corvane Labs on Monday", [("Corvane Labs", "AI startup")]),
        ("Quist, a startup that designs inference chips, has raised money", [("Quist", "startup that designs inference chips")]),
        # no names, or nothing that is said of them
        ("On Thursday, a model was shown", []),
        ("Additionally, a new platform opens", []),
        ("Brightquill denies it. The company is large", []),
        ("Porto, the city of bridges, votes", []),
        ("the company Of Men", []),
    ],
)  # fmt: skip
def test_a_name_is_introduced_by_what_it_is(text: str, found: list[tuple[str, str]]) -> None:
    expected = [(name, what.removeprefix("the ")) for name, what in found]
    assert [(name, what) for name, what in introductions(text)] == expected


@given(st.text())
def test_no_text_breaks_it(text: str) -> None:
    assert all(it.name in text and it.what in text for it in introductions(text))
