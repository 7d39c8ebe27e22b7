from __future__ import annotations

import pytest

from generator.group.documents import OPENING_CHARS, Document, DocumentMaker
from generator.model.article import Link
from generator.model.vocabulary import Name
from generator.text.names import NameFinder
from tests.make import NOON, article

MAKER = DocumentMaker(NameFinder([Name(name="Northwind", kind="company", aliases=("北风",))]), ["^Round-up"])


def of(title: str, lead: str = "") -> Document:
    return MAKER.of_text("key", title, lead, NOON, "ledger")


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("1.2 million users, 40% more", {1.2e6, 40}),
        ("300亿元", {3e10}),
        ("on 17 June 2026, June 18 and 6月17日", set()),
        ("GPT-5.6 has 9 heads", set()),
        ("12 of the 31 models", {12, 31}),
    ],
)
def test_numbers_are_values_and_no_dates(text: str, numbers: set[float]) -> None:
    assert of(text).numbers == numbers


@pytest.mark.parametrize(
    ("title", "terms"),
    [
        ("Exclusive | Northwind rents chips", ("northwind", "rent", "chip")),
        ("北风租用芯片｜独家", ("北风", "风租", "租用", "用芯", "芯片")),
        ("北风用 Zephyr 写代码", ("北风", "风用", "zephyr", "写代", "代码")),
        ("Chips | Compute", ("chip", "compute")),
    ],
)
def test_terms_of_a_title_stand_in_its_order_without_the_name_of_its_column(title: str, terms: tuple[str, ...]) -> None:
    assert of(title).title_terms == terms


def test_chinese_texts_are_read_in_english_too() -> None:
    document = of("北风宣布裁员", "法院已受理")
    assert set(document.title_english) == {"announce", "layoff", "northwind"}
    assert document.opening_english == ("court",)
    assert of("Northwind fires workers").title_english == ()


def test_the_opening_ends_with_a_word() -> None:
    lead = "compute " * 100
    document = of("Northwind rents chips", lead)
    assert set(document.lead_terms) == {"compute"}
    assert document.opening == OPENING_CHARS // len("compute ") + 1
    assert of("Northwind rents chips", "all compute").opening == 1


def test_versions_stay_whole() -> None:
    assert of("Zephyr-2.1 beats Cobalt 30B and Ridge-3").versions == {("zephyr", "2.1"), ("ridge", "3")}


def test_links_of_the_beginning_are_kept_but_that_to_the_article_itself() -> None:
    urls = ["https://www.northwind.example/news/a?utm_source=x", "https://ledger.example/own", "https://quay.example/b"]
    told = article("Northwind rents chips", path="own", links=tuple(Link(text="x", url=url) for url in urls))
    assert MAKER.of_article(told).links == {"northwind.example/news/a", "quay.example/b"}


def test_round_ups_are_known_by_their_titles() -> None:
    assert of("Round-up: chips").is_roundup
    assert not of("A round-up of chips").is_roundup
