"""What search engines are told of an item."""

from __future__ import annotations

import pytest

from generator.site.page import Site
from generator.site.structured import news_article
from tests.make import NOON, item, report


@pytest.mark.parametrize(
    ("roles", "based_on"),
    [
        (("report", "report"), ["https://one.example/report"]),
        (("report", "primary"), ["https://one.example/report", "https://two.example/report"]),
    ],
)
def test_an_item_is_based_on_its_primary_source_and_on_what_it_quotes(
    site: Site, roles: tuple[str, str], based_on: list[str]
) -> None:
    articles = tuple(report(name, role=role) for name, role in zip(("one", "two"), roles, strict=True))
    assert news_article(site, "a/", item(articles=articles), "Title")["isBasedOn"] == based_on


@pytest.mark.parametrize(
    ("title", "headline"),
    [("word " * 22, "word " * 22), ("word " * 40, "word " * 21 + "word…"), ("字" * 120, "字" * 109 + "…")],
)
def test_a_headline_is_as_long_as_may_be(site: Site, title: str, headline: str) -> None:
    assert news_article(site, "a/", item(), title.strip())["headline"] == headline.strip()


def test_a_page_was_published_when_it_was_there(site: Site) -> None:
    late = NOON.replace(day=21)
    data = news_article(site, "a/", item(articles=(report(collected=late),)), "Title")
    assert (data["datePublished"], data["dateModified"]) == ("2026-06-21T12:00:00Z", "2026-06-21T12:00:00Z")
