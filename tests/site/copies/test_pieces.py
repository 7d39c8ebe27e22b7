"""Pieces of copies and of pages that say the same."""

from __future__ import annotations

import jinja2
import pytest

from generator.site.copies.pieces import words
from generator.site.page import Text
from tests.site.sample import PROJECT, make_site


@pytest.mark.parametrize(
    ("said", "quoted", "html", "copy"),
    [
        ("It is out.", True, "<q>It is out.</q>", "“It is out.”"),
        ("It is out.", False, "It is out.", "It is out."),
        ("“Well,” she wrote, it is out.", True, "“Well,” she wrote, it is out.", "“Well,” she wrote, it is out."),
    ],
)
def test_a_quotation_is_marked_once(said: str, quoted: bool, html: str, copy: str) -> None:
    theme = jinja2.Environment(loader=jinja2.FileSystemLoader(PROJECT / "theme"), autoescape=True)
    theme.filters |= dict.fromkeys(("day", "day_short", "instant", "language", "partial"), str)
    assert str(theme.get_template("recap/parts.html").module.words(Text(said), quoted)) == html  # type: ignore[attr-defined]
    assert words(make_site(), Text(said), quoted, inference=False) == copy
