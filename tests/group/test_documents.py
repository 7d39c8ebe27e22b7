from __future__ import annotations

import pytest

from generator.group.documents import OPENING_CHARS, Document, DocumentMaker
from generator.model.article import Link
from generator.model.item import Claim, Entities
from generator.model.vocabulary import Name
from generator.text.names import NameFinder
from tests.make import NOON, article, item

LISTED = [
    Name(name="Northwind", kind="company", aliases=("北风",)),
    Name(name="Zephyr Sail", kind="model", company="Northwind"),
]
MAKER = DocumentMaker(NameFinder(LISTED), ["^Round-up"])


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


def test_european_texts_are_read_in_english_too() -> None:
    document = MAKER.of_text(
        "key", "Northwind entlässt 1.850 Beschäftigte", "Das Gericht prüft die Klage im März.", NOON, "ledger", "de"
    )
    assert document.language == "de"
    assert document.title_english == ("northwind", "layoff", "1,850", "employee", "northwind")
    assert document.opening_english == ("court", "investigation", "sue", "march")
    assert document.numbers == {1850}


def test_the_opening_ends_with_a_word() -> None:
    lead = "compute " * 100
    document = of("Northwind rents chips", lead)
    assert set(document.lead_terms) == {"compute"}
    assert document.opening == OPENING_CHARS // len("compute ") + 1
    assert of("Northwind rents chips", "all compute").opening == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Zephyr-5.6", "Zephyr 5.6"),
        ("Zephyr5.6", "Zephyr 5.6"),
        ("试用Zephyr3.8-Max-Preview", "试用 Zephyr 3.8 Max Preview"),
        ("Ridge-v2.5-Pro", "Ridge v2.5 Pro"),
        ("Zephyr-4o-mini", "Zephyr 4o mini"),
        ("启动1.8GB程序", "启动 1.8 GB 程序"),
        ("5,000mAh", "5,000 mAh"),
    ],
)
def test_a_product_its_version_a_number_and_its_unit_are_the_same_terms_however_they_are_joined(
    one: str, other: str
) -> None:
    assert of(one).title_terms == of(other).title_terms
    assert of("t", one).lead_terms == of("t", other).lead_terms


@pytest.mark.parametrize("title", ["Zephyr-5", "K3", "end-to-end", "H100", "21st", "3d"])
def test_what_says_nothing_alone_stays_joined(title: str) -> None:
    assert of(title).title_terms == tuple(word.lower() for word in title.split() if len(word) > 1)


def test_links_of_the_beginning_are_kept_but_that_to_the_article_itself() -> None:
    urls = ["https://www.northwind.example/news/a?utm_source=x", "https://ledger.example/own", "https://quay.example/b"]
    told = article("Northwind rents chips", path="own", links=tuple(Link(text="x", url=url) for url in urls))
    assert MAKER.of_article(told).links == {"northwind.example/news/a", "quay.example/b"}


def test_round_ups_are_known_by_their_titles() -> None:
    assert of("Round-up: chips").is_roundup
    assert not of("A round-up of chips").is_roundup


def test_a_hyphen_at_which_no_line_ends_is_a_hyphen() -> None:
    assert of("Zephyr‑2.1 is out").versions == {("zephyr", "2.1")}


@pytest.mark.parametrize(
    ("title", "unlisted", "titled"),
    [
        ("砚湖云发布 Zephyr Sail", {"砚湖云"}, {"砚湖云"}),
        ("Vellum hires a captain", {"Vellum"}, {"Vellum"}),
        ("Vellums hire a captain", set(), set()),
        ("A captain sails", {"Vellum"}, set()),  # its claims name it
    ],
)
def test_an_item_has_the_names_that_it_is_about_and_no_list_has(
    title: str, unlisted: set[str], titled: set[str]
) -> None:
    about = Entities(companies=("砚湖云", "Vellum", "Northwind"))
    takeaways = (Claim(text="It is of Vellum.", cites=("e1",)),) if title == "A captain sails" else ()
    document = MAKER.of_item("2026/W25/one", item(title=title, entities=about, takeaways=takeaways))
    assert document.unlisted == unlisted
    assert document.title_unlisted == titled
