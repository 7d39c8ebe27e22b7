from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from generator.enrich.additions import with_additions
from generator.model.article import Article
from generator.model.item import Claim, Evidence, Item
from generator.model.vocabulary import Name
from generator.text.names import NameFinder
from generator.text.words import count_words
from tests.make import NOON, article, item, report, source

NAMES = NameFinder(
    [Name(name="Northwind", kind="company", aliases=("北风",)), Name(name="Halyard", kind="company"),
     Name(name="Ostrava", kind="company")]
)  # fmt: skip
FIRST = "Northwind rents Halyard's cluster of 300 megawatts near Groningen. It pays 30 billion crowns over six years."
OUTLETS = ("ledger", "board", "quay")


def articles(*texts: str, **fields: Any) -> list[Article]:
    """A report by each outlet, an hour apart."""
    return [
        article(
            "Northwind rents a cluster", text, source=source(outlet), published=NOON + timedelta(hours=hour), **fields
        )
        for hour, (outlet, text) in enumerate(zip(OUTLETS, texts, strict=False))
    ]


def item_of(told: list[Article], roles: tuple[str, ...] = ("report",) * 3) -> Item:
    reports = [
        report(one.source.name, url=one.url, published=one.published, role=role)
        for one, role in zip(told, roles, strict=False)
    ]
    return item(articles=tuple(reports))


def added(told: list[Article], **fields: Any) -> list[str | None]:
    """What each report adds, every quotation looked up in its text."""
    found = with_additions(item_of(told, **fields), told, NAMES)
    for place, listed in enumerate(found.articles):
        for cite in listed.adds.cites if listed.adds else ():
            evidence = found.evidence[cite]
            assert evidence.article == place
            assert evidence.quote in told[place].body
            assert count_words(evidence.quote) <= 25
    return [listed.adds.text if listed.adds else None for listed in found.articles]


@pytest.mark.parametrize(
    ("second", "wanted"),
    [
        ("Northwind rents the cluster near Groningen for 30bn crowns.", None),
        ("北风支付300亿克朗租用集群。", None),  # in another language, and written otherwise
        ("Northwind is very pleased to rent the cluster.", None),
        ("The cluster of Northwind draws 40 percent of it from wind.", "The cluster of Northwind draws 40 percent of it from wind."),
        ("Northwind will move into the cluster on 3 August 2026.", "Northwind will move into the cluster on 3 August 2026."),
        ("The cluster was offered to Ostrava before Northwind came.", "The cluster was offered to Ostrava before Northwind came."),
        ("“Nobody asked the town,” said its mayor about the cluster.", "“Nobody asked the town,” said its mayor about the cluster."),
        ("This is what the board says of 17 other things entirely.", None),  # not of the event
        ("It also covers 40 percent of the cluster's own heating.", None),  # what it is, stands in the sentence before
    ],
)  # fmt: skip
def test_a_report_adds_what_no_earlier_one_says(second: str, wanted: str | None) -> None:
    assert added(articles(FIRST, second)) == [None, wanted]


def test_a_later_report_adds_nothing_that_an_earlier_one_added() -> None:
    news = "Northwind will move into the cluster on 3 August 2026."
    assert added(articles(FIRST, news, news)) == [None, news, None]


def test_the_sentence_with_most_that_is_new_is_told() -> None:
    text = "Northwind spoke of the cluster in Ostrava. Northwind leaves the cluster on 3 August 2030 for 12 million crowns."
    assert added(articles(FIRST, text))[1] == "Northwind leaves the cluster on 3 August 2030 for 12 million crowns."


def test_copies_and_the_first_listed_add_nothing() -> None:
    news = "Northwind will move into the cluster on 3 August 2026."
    assert added(articles(FIRST, news), roles=("report", "copy")) == [None, None]
    late_primary = articles(FIRST, news)
    found = with_additions(item_of(late_primary[::-1]), late_primary, NAMES)
    assert [listed.adds for listed in found.articles] == [None, None]


def test_what_a_report_adds_already_stays_and_nothing_is_said_where_a_text_is_gone() -> None:
    told = articles(FIRST, "Northwind will move into the cluster on 3 August 2026.", "Ostrava wanted the cluster, too.")
    whole = with_additions(item_of(told), told, NAMES)
    assert with_additions(whole, told, NAMES) == whole
    assert with_additions(whole, told[1:], NAMES) == whole
    assert [listed.adds for listed in with_additions(item_of(told), told[1:], NAMES).articles] == [None] * 3


def test_a_quotation_that_is_evidence_already_keeps_its_number() -> None:
    told = articles(FIRST, "Northwind will move into the cluster on 3 August 2026.")
    known = item_of(told).model_copy(
        update={"evidence": {"e1": Evidence(article=0, quote="x"), "e4": Evidence(article=1, quote=told[1].text)}}
    )
    found = with_additions(known, told, NAMES)
    assert found.articles[1].adds == Claim(text=told[1].text, cites=("e4",))
    assert found.evidence == known.evidence
