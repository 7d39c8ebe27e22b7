"""Sitemaps: split where they are long, true dates, and news by the archive's own calendar."""

from __future__ import annotations

from datetime import datetime, timedelta
from xml.etree import ElementTree

import pytest

from generator.site.library import Library
from generator.site.page import Site
from generator.site.sitemap import MOST, MOST_NEWS, NEWS_AGE, news_sitemap, sitemap_files
from tests.make import NOON
from tests.make import item as make_item
from tests.make import report as make_report
from tests.site.sample import BARE, HOSTILE, PHONE
from tests.site.viewing import library_of

S = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "n": "http://www.google.com/schemas/sitemap-news/0.9"}


def parsed(data: bytes) -> ElementTree.Element:
    return ElementTree.fromstring(data)  # noqa: S314 (our own)


def archive_of(library: Library, *dates: datetime) -> Library:
    items = {
        f"2026/W25/event-{n}": make_item(title=f"Event {n}", articles=(make_report(collected=it),), date=it, updated=it)
        for n, it in enumerate(dates)
    }
    return library_of(items, library)


def test_a_long_one_is_split_and_indexed(site: Site) -> None:
    first, last = "2026-01-01T00:00:00Z", "2026-06-01T00:00:00Z"
    dates = {f"{number:06}/": first for number in range(MOST)}
    files = dict(sitemap_files(site, {**dates, "x/": last, "y/": ""}))
    assert list(files) == ["sitemap-1.xml", "sitemap-2.xml", "sitemap.xml"]
    assert len(parsed(files["sitemap-1.xml"])) == MOST
    second = parsed(files["sitemap-2.xml"])
    assert [url.findtext("s:lastmod", None, S) for url in second] == ["2026-06-01T00:00:00Z", None]
    index = parsed(files["sitemap.xml"])
    assert [(it.findtext("s:loc", "", S), it.findtext("s:lastmod", "", S)) for it in index] == [
        ("https://recap.example/sitemap-1.xml", "2026-01-01T00:00:00Z"),
        ("https://recap.example/sitemap-2.xml", "2026-06-01T00:00:00Z"),
    ]


def test_as_many_as_one_file_may_hold_are_one_file(site: Site) -> None:
    assert list(dict(sitemap_files(site, dict.fromkeys(map(str, range(MOST)), "")))) == ["sitemap.xml"]


def test_news_are_of_the_last_two_days_of_the_archive(site: Site, library: Library) -> None:
    dates = NOON - NEWS_AGE - timedelta(seconds=1), NOON - NEWS_AGE, NOON
    root = parsed(news_sitemap([site], archive_of(library, *dates)))
    assert [url.findtext("s:loc", "", S) for url in root] == [
        "https://recap.example/2026/W25/event-2/",
        "https://recap.example/2026/W25/event-1/",
    ]


def test_news_are_as_old_as_their_pages(site: Site, library: Library) -> None:
    """A weekly run has pages of Monday's events on Sunday, all of them new."""
    articles = (make_report(collected=NOON.replace(day=21)),)
    days = {day: make_item(title=f"{day} June", articles=articles, date=NOON.replace(day=day)) for day in range(15, 21)}
    week = library_of({f"2026/W25/event-{day}": item for day, item in days.items()}, library)
    root = parsed(news_sitemap([site], week))
    assert [url.findtext("n:news/n:publication_date", "", S) for url in root] == ["2026-06-21T12:00:00Z"] * 6


def test_news_say_what_google_asks_for(site: Site, library: Library) -> None:
    kept = {address: library.archive.items[address].item for address in (BARE, HOSTILE, PHONE)}
    late = kept[PHONE].articles[0].model_copy(update={"collected": NOON.replace(day=19)})
    kept[PHONE] = kept[PHONE].model_copy(update={"articles": (late,)})
    root = parsed(news_sitemap([site], library_of(kept, library)))
    found = {url.findtext("s:loc", "", S): url.find("n:news", S) for url in root}
    assert list(found) == [f"https://recap.example/{address}/" for address in (PHONE, HOSTILE)], (
        "what is made of nothing is no news"
    )
    news = found[f"https://recap.example/{PHONE}/"]
    assert news is not None
    assert [news.findtext(path, "", S) for path in ("n:publication/n:name", "n:publication/n:language", "n:publication_date", "n:title")] == [
        "Weekly AI Recap", "zh-cn", "2026-06-19T12:00:00Z", "澄海发布可离线运行智能体的手机",
    ]  # fmt: skip


def test_news_are_at_most_a_thousand(site: Site, library: Library) -> None:
    many = archive_of(library, *(NOON + timedelta(seconds=number) for number in range(MOST_NEWS + 1)))
    assert len(parsed(news_sitemap([site], many))) == MOST_NEWS


@pytest.mark.parametrize("dates", [(), (NOON,)])
def test_no_news_and_samples_are_an_empty_sitemap(site: Site, library: Library, dates: tuple[datetime, ...]) -> None:
    shown = [Site(site.name, site.description, site.url, site.words, sample=bool(dates))]
    assert len(parsed(news_sitemap(shown, archive_of(library, *dates)))) == 0
