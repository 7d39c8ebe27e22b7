from __future__ import annotations

import pytest

from generator.collect.linebreaks import line_break
from generator.collect.plaintext import html_to_text

BREAKS = [
    ("It is not the case that", "Draken stole 40 patterns.", " "),
    ("Contrary to reports,", "Borealis harmed 40 pupils.", " "),
    ("The model of Zephyr", "harmed nobody.", " "),
    ("It is not true", "Draken stole 40 patterns.", " / "),
    ("12 Main Street", "Oslo", " / "),
    ("Draken stole nothing.", "That was said before.", "\n"),
    ("公司否认此事。", "法院尚未裁决。", "\n"),
    ("What is new", "• A model", "\n"),
    ("A model", "2. A robot", "\n"),
    ("Orbix", "Price: 3 dollars", "\n"),
    ("Orbix opens a plant", "Read more", "\n"),
    ("", "After two breaks", "\n"),
]


@pytest.mark.parametrize(("before", "after", "between"), BREAKS)
def test_a_line_break(before: str, after: str, between: str) -> None:
    assert line_break(before, after) == between


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("It is not so that<br/>Orbix lied.<br>It said so.", "It is not so that Orbix lied.\nIt said so."),
        ("It is not so that<br><br>Orbix lied", "It is not so that\nOrbix lied"),
        ("<b>What is new</b><br>Orbix did it", "What is new\nOrbix did it"),
        ("<a href='/1'>One story</a><br><a href='/2'>Another story</a>", "One story\nAnother story"),
    ],
)
def test_line_breaks_of_a_paragraph(html: str, text: str) -> None:
    assert html_to_text(html).text == text
