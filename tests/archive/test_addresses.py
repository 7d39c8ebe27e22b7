from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.archive.addresses import free_address, slug_of
from generator.model.base import ADDRESS
from generator.model.week import Week

WEEK = Week(2026, 25)


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Northwind rents Halyard's compute", "northwind-rents-halyards-compute"),
        ("澄海发布潮汐 2", "cheng-hai-fa-bu-chao-xi-2"),
        ("GPT-5.6 & R&D: 40% cheaper?", "gpt-5-6-r-d-40-cheaper"),
        ("../../etc/passwd", "etc-passwd"),
    ],
)
def test_titles_become_readable(title: str, slug: str) -> None:
    assert slug_of(title) == slug


@given(st.text(max_size=300))
def test_any_title_gives_a_safe_address(title: str) -> None:
    address = free_address(WEEK, title, set())
    assert re.fullmatch(ADDRESS, address)
    assert len(address) < 100
    assert address.rsplit("/", 1)[1] not in ("index", "con", "aux", "nul", "com1")


@pytest.mark.parametrize("title", ["", "!!!", "🙂", "index", "CON", "com1"])
def test_reserved_and_empty_names_get_another(title: str) -> None:
    assert slug_of(title).startswith("item-")


def test_titles_that_collide_get_numbers() -> None:
    taken: set[str] = set()
    for expected in ("2026/W25/a-title", "2026/W25/a-title-2", "2026/W25/a-title-3"):
        address = free_address(WEEK, "A title", taken)
        assert address == expected
        taken.add(address)
