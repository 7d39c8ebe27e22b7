"""From events to items: what a broken event costs, how new ones are addressed, when a model is asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from generator.enrich.engine import Draft
from generator.enrich.items import NOT_CARRIED, Brief, input_hash, make_item, wants_model, without_model
from generator.enrichment import Drafting, Enrichment
from generator.group.documents import DocumentMaker
from generator.group.events import Event
from generator.group.retrieval.index import Index
from generator.model.article import Article
from generator.model.item import Claim, Evidence, Item, Made, Tldr
from generator.model.week import Week
from generator.text.names import NameFinder
from tests.make import NOON, article, item, report, source

WEEK = Week(2026, 25)
NAMES = NameFinder(())


class MoodyEngine:
    """Fails on one article."""

    name = "moody"
    version = "1"
    language = "en"

    def enrich(self, articles: Sequence[Article]) -> Draft:
        if articles[0].title == "Broken":
            raise ValueError("cannot be read")
        return Draft(headline=articles[0].title, language="en")


def enrichment() -> Enrichment:
    return Enrichment(Drafting(MoodyEngine(), DocumentMaker(NAMES), WEEK, NOON), {}, Index(""))


def test_a_broken_event_costs_itself_and_is_named() -> None:
    step = enrichment()
    made = step.items([Event((article("Broken"),)), Event((article("Sound"),))])
    assert list(made) == ["2026/W25/sound"]
    assert step.failures == ["https://ledger.example/broken: cannot be read"]


def test_two_new_items_with_one_title_get_two_addresses() -> None:
    events = [Event((article("Same", path="a"),)), Event((article("Same", path="b", published=NOON),))]
    assert sorted(enrichment().items(events)) == ["2026/W25/same", "2026/W25/same-2"]


def brief(stored: Item | None = None, *titles: str) -> Brief:
    articles = tuple(article(title) for title in titles or ("A cluster",))
    return Brief(articles, tuple(report(url=one.url, title=one.title) for one in articles), stored)


def made(engine: str, fallback: str | None = None) -> Item:
    """An item of `brief()` as it stands in the archive."""
    first = make_item(brief(), MoodyEngine(), NAMES, WEEK, NOON)
    reader = "model" if engine == "model" else "moody/1"
    told = Made.model_validate(
        {"engine": engine, "input": input_hash(brief().articles, reader), "at": NOON, "fallback": fallback}
    )
    return first.model_copy(update={"made": told})


@pytest.mark.parametrize(
    ("stored", "wanted"),
    [
        (None, True),
        (made("extractive"), True),
        (made("model"), False),
        (made("extractive", "refused"), False),
        (made("extractive", "invalid"), False),
        (made("extractive", NOT_CARRIED), False),
        (made("extractive", "unreachable"), True),
        (made("extractive", "over-budget"), True),
        (made("extractive", "timed-out"), True),
    ],
)
def test_a_model_is_asked_where_none_has_answered(stored: Item | None, wanted: bool) -> None:
    told = brief(stored)
    assert wants_model(told, make_item(told, MoodyEngine(), NAMES, WEEK, NOON)) is wanted


class TwoTonguedEngine(MoodyEngine):
    """Quotes each report in its own language."""

    def enrich(self, articles: Sequence[Article]) -> Draft:
        first, *others = (self._draft(number, it) for number, it in enumerate(articles))
        return replace(first, tellings=tuple(others))

    def _draft(self, number: int, told: Article) -> Draft:
        claim = Claim(text=told.text, cites=("e1",))
        evidence = {"e1": Evidence(article=number, quote=told.text)}
        return Draft(told.title, told.language, tldr=Tldr(what_changed=claim), evidence=evidence)


def test_what_reports_in_another_language_say_is_kept_with_the_evidence_for_it() -> None:
    chinese = article("北风租用集群", "北风租用三百兆瓦的集群。", source=source("chaosheng", language="zh"))
    articles = (article("A cluster", "Northwind rents a cluster of 300 megawatts."), chinese)
    reports = (report(), report("chaosheng", language="zh"))
    made = make_item(Brief(articles, reports), TwoTonguedEngine(), NAMES, WEEK, NOON)
    told = made.told_in("zh")
    assert (made.title, told.title) == ("A cluster", "北风租用集群")
    assert told.tldr and [made.evidence[cite].article for cite in told.tldr.what_changed.cites] == [1]


def test_a_model_is_asked_again_about_further_reports() -> None:
    told = brief(made("model"), "A cluster", "Another report of it")
    assert wants_model(told, make_item(told, MoodyEngine(), NAMES, WEEK, NOON))


def test_equal_input_gives_the_stored_item_itself_whoever_wrote_it() -> None:
    for stored in (made("extractive"), made("model")):
        assert make_item(brief(stored), MoodyEngine(), NAMES, WEEK, NOON) is stored


def test_what_a_model_wrote_stays_in_a_run_without_one() -> None:
    stored = made("model").model_copy(update={"hook": "A model's own words."})
    told = brief(stored, "A cluster", "Another report of it")
    kept = without_model(told, make_item(told, MoodyEngine(), NAMES, WEEK, NOON), NAMES, NOON)
    assert kept.hook == stored.hook
    assert [listed.title for listed in kept.articles] == ["A cluster", "Another report of it"]


@pytest.mark.parametrize(("title", "is_news"), [("A cluster", False), ("A cluster of chips", True)])
def test_what_is_told_anew_in_the_same_words_is_no_update(title: str, is_news: bool) -> None:
    stored = made("extractive").model_copy(update={"checksum": "0123456789abcdef"})
    articles = (article(title, "The outlet mended its text.", url=brief().articles[0].url),)
    later = NOON + timedelta(days=1)
    again = make_item(Brief(articles, stored.articles, stored), MoodyEngine(), NAMES, WEEK, later)
    assert again.made and again.made.at == later
    assert (again.updated == later) is is_news


def test_what_is_published_keeps_its_edition_and_date() -> None:
    stored = made("extractive").model_copy(update={"edition": "2026-W24", "pinned": ("title",), "title": "By hand"})
    again = make_item(brief(stored, "A cluster", "Another"), MoodyEngine(), NAMES, WEEK, NOON)
    assert (again.edition, again.date, again.title, again.pinned) == ("2026-W24", stored.date, "By hand", ("title",))


def test_a_page_spelt_otherwise_is_no_further_report() -> None:
    stored = item(articles=(report(url="https://www.ledger.example/a"),), made=made("model").made)
    same = Brief((), (report(url="http://ledger.example/a/?utm_source=rss"),), stored)
    assert without_model(same, stored, NAMES, NOON) is stored
    other = Brief((), (report(url="https://ledger.example/b"),), stored)
    assert len(without_model(other, stored, NAMES, NOON).articles) == 2
    assert other.may_be_retold is False
