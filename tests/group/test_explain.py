from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from generator.group.documents import DocumentMaker
from generator.group.explain import reason, told_in
from generator.model.article import Article, Link
from generator.model.vocabulary import Name
from generator.text.names import NameFinder
from tests.make import NOON, article, source

NAMES = [Name(name="Northwind", kind="company", aliases=("北风",)), Name(name="Halyard", kind="company")]
MAKER = DocumentMaker(NameFinder(NAMES))
FIRST = article("Northwind rents a cluster", "Northwind pays 30 billion crowns to Halyard.", path="first")


def other(title: str, text: str = "", **fields: Any) -> Article:
    return article(title, text, source=source("board"), **fields)


def link(url: str) -> Link:
    return Link(text="there", url=url)


@pytest.mark.parametrize(
    ("told", "why"),
    [
        (other("Halyard lets its halls", "Northwind pays 30bn."),
         "same names (Halyard, Northwind), same number (30 billion), same day"),
        (other("北风租用算力", "北风支付300亿。"), "same name (Northwind), same number (30 billion), same day"),
        (other("A cluster is rented"), "similar titles, same day"),
        (other("Ein Rechenzentrum"), "similar texts, same day"),
        (other("Northwind rents a cluster!", published=NOON + timedelta(days=1)),
         "same title, same name (Northwind), a day apart"),
        (other("Seen elsewhere", links=(link("http://www.ledger.example/first?utm_source=x"),),
               published=NOON - timedelta(days=3)), "links to it, 3 days apart"),
    ],
)  # fmt: skip
def test_the_reason_names_what_two_texts_have_in_common(told: Article, why: str) -> None:
    documents = [MAKER.of_article(one) for one in (told, FIRST)]
    assert reason(told_in(told, documents[0]), told_in(FIRST, documents[1])) == why


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("https://halyard.example/news/halls", "links to the same page, similar texts"),
        ("https://halyard.example/", "similar texts"),  # a front page says nothing
    ],
)
def test_a_page_that_both_link_to_shows_it(url: str, why: str) -> None:
    one, two = other("Ein Rechenzentrum", links=(link(url),)), article("算力", path="second", links=(link(url),))
    told = [told_in(each, MAKER.of_article(each)) for each in (one, two)]
    assert reason(*told).removesuffix(", same day") in (why, why.removesuffix(", similar texts"))


@pytest.mark.parametrize(
    ("number", "told"),
    [
        ("1,500", "same number (1,500)"),
        ("2.5 million", "same number (2.5 million)"),
        ("3万亿", "same number (3 trillion)"),
        ("12.5", "same number (12.5)"),
        ("63, 49 and 31", "same numbers (63, 49)"),
        ("17", "similar texts"),  # alone it may be a version or a day
    ],
)
def test_numbers_are_told_as_one_says_them(number: str, told: str) -> None:
    one, two = (other("Ein Rechenzentrum", f"Es kostet {number}."), article("算力", f"价格{number}。", path="third"))
    found = reason(*(told_in(each, MAKER.of_article(each)) for each in (one, two)))
    assert found == f"{told}, same day"
