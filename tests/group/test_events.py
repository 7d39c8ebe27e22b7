from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.group.cluster import cluster
from generator.group.documents import DocumentMaker
from generator.group.events import Event, group
from generator.group.roles import arrange
from generator.model.article import Article
from generator.model.vocabulary import Vocabulary
from generator.text.names import NameFinder
from tests.make import NOON, article, item, report, source

SAMPLES = Path(__file__).parents[2] / "content" / "samples"


@pytest.fixture(scope="module")
def maker(vocabulary: Vocabulary) -> DocumentMaker:
    return DocumentMaker(NameFinder(vocabulary.names), vocabulary.rules.roundups)


TEXT = "Northwind rents 300 megawatts from Halyard near Groningen and doubles the limits of Zephyr."


def titles(events: list[Event]) -> list[set[str]]:
    return [{told.source.name for told in event.articles} for event in events]


def test_one_link_is_one_article_the_one_with_the_fullest_text(maker: DocumentMaker) -> None:
    first = article("Seen elsewhere", url="http://www.ledger.example/a", source=source("board"))
    second = article("A cluster changes hands", TEXT, url="https://ledger.example/a?utm_source=rss")
    assert titles(group([first, second], {}, maker)) == [{"ledger"}]


def test_one_title_is_one_event(maker: DocumentMaker) -> None:
    first = article("Northwind doubles limits of Zephyr plans", TEXT)
    second = article("Northwind doubles limits of Zephyr plans!", "", source=source("board"))
    assert len(group([first, second], {}, maker)) == 1


def test_the_same_title_weeks_apart_is_another_event(maker: DocumentMaker) -> None:
    first = article("Deliveries of the month are out now", path="a")
    second = article("Deliveries of the month are out now", path="b", published=NOON + timedelta(days=30))
    assert len(group([first, second], {}, maker)) == 2


def test_round_ups_and_digests_make_no_event(maker: DocumentMaker) -> None:
    digest = article("Northwind rents a cluster", TEXT, source=source("crate", category="digest"))
    roundup = article("8点1氪：北风租用算力", TEXT)
    assert group([digest, roundup], {}, maker) == []


def test_a_new_report_joins_the_published_item(maker: DocumentMaker) -> None:
    published = {"2026/W25/northwind": item(title="Northwind rents 300 megawatts from Halyard", articles=(report(),))}
    new = article("Northwind rents Halyard cluster of 300 megawatts", TEXT, source=source("harbour"))
    (event,) = group([new], published, maker)
    assert event.address == "2026/W25/northwind"


def test_an_article_that_an_item_lists_comes_back_with_it(maker: DocumentMaker) -> None:
    published = {"2026/W25/x": item(articles=(report(url="https://ledger.example/known"),))}
    (event,) = group([article("Something else entirely", url="https://ledger.example/known")], published, maker)
    assert event.address == "2026/W25/x"


def sample_articles() -> tuple[list[Article], dict[str, str]]:
    from tests.samples import sample_articles as collected  # noqa: PLC0415

    events = yaml.safe_load((SAMPLES / "events.yml").read_text("utf-8"))
    home = {url: event["event"] for event in events for url in event["urls"]}
    return [told for told in collected() if told.url in home], home


def test_sample_events_are_found_and_hardly_any_is_wrong(maker: DocumentMaker) -> None:
    """The gold stands in events.yml; the floors are what was measured, less a little."""
    articles, home = sample_articles()
    documents = [maker.of_article(told) for told in articles]
    found = {(a, b) for members in cluster(documents) for a in members for b in members if a < b}
    gold = {
        (a, b) for a, one in enumerate(articles) for b, other in enumerate(articles)
        if a < b and home[one.url] == home[other.url]
    }  # fmt: skip
    assert len(found & gold) / len(found) >= 0.97
    assert len(found & gold) / len(gold) >= 0.78


@given(st.permutations(range(12)))
def test_the_order_of_the_input_does_not_matter(order: list[int]) -> None:
    maker = DocumentMaker(NameFinder(()))
    words = ["cluster", "chip", "court", "phone"]
    documents = [
        maker.of_text(str(n), f"Northwind {words[n % 4]} {n % 3} news", f"{words[n % 4]} text {n}", NOON, f"p{n}")
        for n in range(12)
    ]
    wanted = {frozenset(documents[n].key for n in members) for members in cluster(documents)}
    shuffled = [documents[n] for n in order]
    assert {frozenset(shuffled[n].key for n in members) for members in cluster(shuffled)} == wanted


def test_the_vendors_own_word_comes_first_and_copies_last(vocabulary: Vocabulary) -> None:
    long = " ".join(f"word{n}" for n in range(60))
    press = article("Northwind rents a cluster", long, source=source("ledger", tier=1))
    copy = article("Northwind rents cluster", long, source=source("board"), published=NOON + timedelta(hours=1))
    own = article(
        "Higher limits for Zephyr", TEXT, source=source("northwind-news", title="Northwind"),
        url="https://northwind.example/news/limits", published=NOON + timedelta(hours=2),
    )  # fmt: skip
    arranged = arrange([press, copy, own], NameFinder(vocabulary.names))
    assert [(told.source.name, role) for told, role in arranged] == [
        ("northwind-news", "primary"), ("ledger", "report"), ("board", "copy"),
    ]  # fmt: skip
