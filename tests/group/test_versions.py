from __future__ import annotations

import pytest

from generator.group.versions import apart, versions_in
from generator.model.vocabulary import Name
from generator.text.names import NameFinder

NAMES = NameFinder([Name(name="Zephyr Sail", kind="model", company="Northwind")])


@pytest.mark.parametrize(
    ("title", "versions"),
    [
        ("Zephyr-2.1 beats Cobalt 30B and Ridge-3", {("zephyr", "2.1"), ("ridge", "3")}),
        ("试用Zephyr3.8-Max", {("zephyr", "3.8 max")}),
        ("Zephyr Sail 5 is out", {("sail", "5")}),  # after a name that is known there may be a space
        ("Zephyr Sail v2.5", {("sail", "2.5")}),
        ("Zephyr Sail 5 million times, Northwind 12 % up, Ridge 3", {("ridge", "3")}),
        ("Zephyr-4o and Zephyr-2.1b", set()),
    ],
)
def test_versions_are_those_of_products(title: str, versions: set[tuple[str, str]]) -> None:
    assert {*versions_in(title, NAMES.spans(title), {"ridge"})} == versions


def test_a_name_that_no_list_has_may_have_a_version_behind_a_space() -> None:
    assert {*versions_in("Ridge 3 is out", (), {"ridge"})} == {("ridge", "3")}


@pytest.mark.parametrize("title", ["Zephyr-5.6-Max has 2 GB", "Zephyr 5.6 Max has 2GB", "Zephyr5.6-Max has 2 GB"])
def test_a_product_and_its_version_are_words_of_their_own_however_they_are_joined(title: str) -> None:
    assert apart(title) == "Zephyr 5.6 Max has 2GB"
