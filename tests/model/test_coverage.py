from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from generator.model.coverage import CollectedArticle, Coverage, Digest, Story, in_order, week_of
from generator.model.item import Item
from generator.model.week import Week
from tests.make import NOON, item, report

HOME = "2026/W25/northwind-rents-a-cluster"
WEEK = Week(2026, 25)


def collected(number: int = 1, **fields: Any) -> CollectedArticle:
    defaults = {
        "source": "ledger", "title": f"Story {number}", "url": f"https://ledger.example/{number}", "language": "en",
        "published": NOON, "fate": "off-topic",
    }  # fmt: skip
    return CollectedArticle.model_validate({**defaults, **fields})


def coverage(*articles: CollectedArticle, **fields: Any) -> Coverage:
    return Coverage(week=str(WEEK), articles=articles, **fields)


def told_by(*urls: str, **fields: Any) -> dict[str, Item]:
    """One item with a report at each address."""
    return {HOME: item(articles=tuple(report(url=url, **fields) for url in urls))}


def test_what_an_item_lists_is_told_with_its_address_and_why_it_was_merged() -> None:
    items = told_by("https://ledger.example/1", role="copy", why="Same text.")
    (told,) = coverage().with_items(items).articles
    assert (told.fate, told.item, told.role, told.why) == ("item", HOME, "copy", "Same text.")


def test_a_dropped_article_that_an_item_lists_after_all_is_told_once() -> None:
    items = told_by("https://www.ledger.example/1?utm_source=rss")
    fates = [told.fate for told in coverage(collected(1), collected(2)).with_items(items).articles]
    assert sorted(fates) == ["item", "off-topic"]


def test_an_entry_that_shares_the_page_of_a_report_stays_beside_it() -> None:
    twin = collected(1, title="An older title", fate="duplicate", of="https://ledger.example/1")
    whole = coverage(twin).with_items(told_by("https://ledger.example/1"))
    assert whole.counts() == {"item": 1, "duplicate": 1}
    assert {told.item for told in whole.articles} == {HOME}, "a duplicate leads to the item of the other article"


def test_the_archive_keeps_what_items_do_not_say() -> None:
    twin = collected(2, fate="duplicate", of="https://ledger.example/1")
    whole = coverage(collected(3), twin).with_items(told_by("https://ledger.example/1"))
    kept = whole.without_items()
    assert {told.title for told in kept.articles} == {"Story 2", "Story 3"}
    assert not any(told.item for told in kept.articles)
    assert kept.with_items(told_by("https://ledger.example/1")) == whole


@pytest.mark.parametrize(
    ("days", "edition", "week"),
    [(0, "2026-W25", 25), (-4, "2026-W25", 25), (7, "2026-W25", 26), (-4, "2026-W24", 24)],
)
def test_a_report_is_told_in_its_week_or_in_that_of_its_item_if_it_was_late_for_it(
    days: int, edition: str, week: int
) -> None:
    when = NOON + timedelta(days=days)
    items = {HOME: item(edition=edition, articles=(report(published=when),))}
    assert week_of(items[HOME].articles[0], items[HOME]) == Week(2026, week)
    told = [number for number in (24, 25, 26) if Coverage(week=f"2026-W{number}").with_items(items).articles]
    assert told == [week]


def test_counts_are_in_the_order_of_the_fates_and_add_up() -> None:
    fates = ["failed", "off-topic", "round-up", "off-topic"]
    told = coverage(*(collected(number, fate=fate) for number, fate in enumerate(fates)))
    assert list(told.counts().items()) == [("round-up", 1), ("off-topic", 2), ("failed", 1)]


def test_recall_counts_the_stories_that_an_item_tells() -> None:
    stories = (Story(text="A cluster", item=HOME), Story(text="A lens", why="ledger.example is not among the sources"))
    digest = Digest(source="crate", title="This week", url="https://crate.example/1", stories=stories)
    told = coverage(digests=(digest, Digest(source="crate", title="Before", url="https://crate.example/0")))
    assert told.recall() == (1, 2)
    assert (digest.found, digest.missed) == (stories[:1], stories[1:])


@given(st.permutations(range(6)))
def test_the_order_of_articles_does_not_hang_on_that_of_their_coming(order: list[int]) -> None:
    articles = [
        collected(
            n,
            source=["ledger", "board"][n % 2],
            published=NOON - timedelta(days=n // 3),
            url=None if n > 3 else f"https://l.example/{n}",
        )
        for n in range(6)
    ]
    told = in_order(articles[number] for number in order)
    assert told == in_order(articles)
    assert [article.source for article in told] == ["board"] * 3 + ["ledger"] * 3


@pytest.mark.parametrize(
    "fields", [{"url": "javascript:alert(1)"}, {"title": "two\nlines"}, {"fate": "lost"}, {"score": 2}, {"of": "x"}]
)
def test_what_may_not_reach_a_page_is_refused(fields: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        collected(**fields)
