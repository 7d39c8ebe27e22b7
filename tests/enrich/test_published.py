from __future__ import annotations

import pytest

from generator.enrich.published import foreign_to, is_quoted
from generator.model.item import Claim, Tldr
from generator.text.names import NameFinder
from tests.make import article, item


@pytest.mark.parametrize(
    ("line", "foreign"),
    [
        ("Northwind rents a cluster of 300 megawatts.", False),
        ("It takes 300 MW of power for its cluster.", False),
        ("Northwind rents a cluster of 900 megawatts.", True),
        ("Northwind rents a cluster from Meridian.", True),
    ],
)
def test_a_line_is_foreign_where_it_names_what_no_report_does(line: str, foreign: bool) -> None:
    articles = [article(text="Northwind rents a cluster of 300 megawatts.")]
    assert foreign_to(item(), articles, NameFinder(()))(line) is foreign


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("Northwind rents a cluster of 300 megawatts.", True),
        ("Northwind rents a cluster …", True),
        ("Northwind … of 300 megawatts.", True),
        ("Northwind buys a cluster of 300 megawatts.", False),
        ("Northwind … of 400 megawatts.", False),
    ],
)
def test_a_line_with_a_part_left_out_is_quoted_where_each_part_is(text: str, quoted: bool) -> None:
    assert is_quoted(item(tldr=Tldr(what_changed=Claim(text=text, cites=("e1",)))), {}) is quoted
