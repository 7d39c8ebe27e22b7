from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Response

from generator.collect.collector import Collected, ReadingOptions, check_sources, collect, load_sources
from generator.collect.failure import Failure
from generator.collect.fetch import Fetched
from generator.collect.relevance import RelevanceScorer
from generator.collect.selection import Filters, Span
from generator.model.article import SourceReport
from generator.model.errors import FetchError, InvalidContent
from generator.model.source import Source
from generator.model.vocabulary import Evidence
from generator.settings import FetchLimits
from generator.text.keywords import Keywords
from tests.collect.fakes import MONDAY, NEXT_MONDAY, FakeFetcher, feed, item
from tests.make import source

WEEK = Span(MONDAY, NEXT_MONDAY, NEXT_MONDAY)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
NORTHWIND = source("northwind")


class Newsroom:
    """Sources whose feeds a test sets, and a cache that lasts from run to run."""

    def __init__(self, folder: Path, *sources: Source) -> None:
        self.sources = sources or (NORTHWIND,)
        self.fetcher = FakeFetcher({})
        self.options = ReadingOptions(
            FetchLimits(), folder, "WeeklyAIRecap/0.1 (+https://recap.example/)", fetcher=self.fetcher
        )

    def publish(self, *items: str, name: str = "northwind") -> None:
        self.fetcher.answers[f"https://{name}.example/feed.xml"] = feed(*items)

    def break_down(self, error: FetchError, name: str = "northwind") -> None:
        self.fetcher.answers[f"https://{name}.example/feed.xml"] = error

    def collect(self, span: Span = WEEK, filters: Filters = Filters(), offline: bool = False) -> Collected:  # noqa: B008
        return collect(self.sources, span, replace(self.options, offline=offline), filters)

    def titles(self, span: Span = WEEK, filters: Filters = Filters()) -> list[str]:  # noqa: B008
        return [article.title for article in self.collect(span, filters).articles]

    def report(self, span: Span = WEEK) -> SourceReport:
        return self.collect(span).reports[0]


@pytest.fixture
def newsroom(tmp_path: Path) -> Newsroom:
    return Newsroom(tmp_path)


def seen_at(moment: datetime) -> Span:
    return replace(WEEK, now=moment)


# the time asked for


def test_articles_of_the_week_come_in_their_order(newsroom: Newsroom) -> None:
    newsroom.publish(
        item("late", NEXT_MONDAY),
        item("last", NEXT_MONDAY - timedelta(seconds=1)),
        item("first", MONDAY),
        item("middle", MONDAY + 2 * DAY),
        item("early", MONDAY - timedelta(seconds=1)),
    )
    assert newsroom.titles() == ["Story first", "Story middle", "Story last"]
    report = newsroom.report()
    assert (report.entries, report.fresh, report.undated, report.faulty) == (5, 3, 0, 0)


def test_an_article_is_whole(newsroom: Newsroom) -> None:
    newsroom.publish(item(1, MONDAY + HOUR, "<p>Text with <a href='/a'>a link</a>.</p>"))
    (article,) = newsroom.collect().articles
    assert article.source == NORTHWIND
    assert (article.language, article.published, article.collected) == ("en", MONDAY + HOUR, NEXT_MONDAY)
    assert article.summary == "Text with a link."
    assert [(link.text, link.url) for link in article.links] == [("a link", "https://northwind.example/a")]


def test_undated_entries_are_old_at_first_and_new_when_they_appear_later(newsroom: Newsroom) -> None:
    newsroom.publish(item("old", None))
    assert newsroom.titles(seen_at(MONDAY)) == []
    assert newsroom.report(seen_at(MONDAY)).undated == 1
    newsroom.publish(item("new", None), item("old", None))
    assert newsroom.titles(seen_at(MONDAY + DAY)) == ["Story new"]
    (article,) = newsroom.collect(seen_at(MONDAY + 2 * DAY)).articles
    assert (article.published, article.collected) == (None, MONDAY + DAY)


def test_an_old_entry_that_gets_its_date_later_counts(newsroom: Newsroom) -> None:
    newsroom.publish(item(1, None))
    assert newsroom.titles() == []
    newsroom.publish(item(1, MONDAY + DAY))
    assert newsroom.titles() == ["Story 1"]
    assert newsroom.report().undated == 0


def test_what_rolled_out_of_a_short_feed_is_not_lost(newsroom: Newsroom) -> None:
    newsroom.publish(item(1, MONDAY + HOUR))
    newsroom.collect(seen_at(MONDAY + DAY))
    newsroom.publish(item(2, MONDAY + 5 * DAY))
    assert newsroom.titles(seen_at(MONDAY + 6 * DAY)) == ["Story 1", "Story 2"]


def test_one_page_is_one_article(newsroom: Newsroom) -> None:
    newsroom.publish(
        item("a", MONDAY, link="https://northwind.example/changes#part"),
        item("b", MONDAY + DAY, link="https://northwind.example/changes?utm_source=x"),
    )
    assert newsroom.titles() == ["Story b"]


def test_the_result_depends_on_nothing_but_its_arguments(tmp_path: Path) -> None:
    results = []
    for folder in ("a", "b"):
        newsroom = Newsroom(tmp_path / folder, NORTHWIND, source("halyard"))
        newsroom.publish(item(2), item(1))
        newsroom.publish(item(3), name="halyard")
        results.append(newsroom.collect())
    assert results[0] == results[1]


# filters


@pytest.mark.parametrize(
    ("include", "titles"),
    [
        (None, ["AI in the lab"]),
        ((), ["AI in the lab", "Football", "Training for all"]),
        (("football",), ["Football"]),
        (("ai", "FOOTBALL"), ["AI in the lab", "Football"]),
    ],
)
def test_a_source_has_its_own_words_or_those_of_the_site(
    tmp_path: Path, include: tuple[str, ...] | None, titles: list[str]
) -> None:
    newsroom = Newsroom(tmp_path, source("northwind", include=include))
    newsroom.publish(
        *(item(number, title=title) for number, title in enumerate(["AI in the lab", "Football", "Training for all"]))
    )
    collected = newsroom.collect(filters=Filters(Keywords(["AI"])))
    assert sorted(article.title for article in collected.articles) == titles
    assert collected.reports[0].filtered == 3 - len(titles)


def test_words_are_looked_for_in_title_summary_lead_and_name(tmp_path: Path) -> None:
    wanted = Filters(Keywords(["zephyr"]))
    newsroom = Newsroom(tmp_path)
    newsroom.publish(item(1, text="All about Zephyr."), item(2, text="word " * 400 + "zephyr"), item(3))
    assert newsroom.titles(filters=wanted) == ["Story 1"]
    newsroom = Newsroom(tmp_path / "named", source("northwind", title="Zephyr weekly"))
    newsroom.publish(item(1))
    assert newsroom.titles(filters=wanted) == ["Story 1"]


def test_unwanted_words_drop_an_entry(tmp_path: Path) -> None:
    newsroom = Newsroom(tmp_path, source("northwind", exclude=("coupon",)))
    newsroom.publish(item(1, title="A Coupon"), item(2, text="A partner of Halyard writes."), item(3))
    assert newsroom.titles(filters=Filters(exclude=Keywords(["partner"]))) == ["Story 3"]


# the same article at another address


def told(
    guid: str, link: str, title: str = "Northwind rents a cluster", day: int = 16, text: str = "Of Halyard."
) -> str:
    date = f"<pubDate>{format_datetime(MONDAY.replace(day=day))}</pubDate>" if day else ""
    guid = f"<guid isPermaLink='false'>{guid}</guid>"
    return f"<item><title>{title}</title>{guid}<link>https://northwind.example/{link}</link>{date}<description>{text}</description></item>"  # fmt: skip


SOLD = "Northwind rents two clusters"


@pytest.mark.parametrize(
    ("first", "later", "links"),
    [
        ((told("a1", "rents"),), (told("a1", "rents-two", SOLD),), ["rents"]),
        ((told("https://northwind.example/rents", "rents"),),
         (told("https://northwind.example/rents", "rents-two", SOLD),), ["rents"]),
        ((told("a1", "rents", day=0),), (told("a1", "rents-2", day=0), told("a2", "new", day=0)), ["new"]),
        # another day, another article: feeds that have one id for whatever is new
        ((told("daily", "16", "The day"),), (told("daily", "17", "The day", day=17),), ["16", "17"]),
        ((told("daily", "16", "The day", day=0, text="a"),), (told("daily", "17", "The day", day=0, text="b"),), ["17"]),
        # an id that many entries share, in the feed as it was or as it is
        ((told("0", "a", "A"), told("0", "b", "B")), (told("0", "c", "C"),), ["a", "b", "c"]),
        ((told("x", "a", "A"),), (told("x", "b", "B"), told("x", "c", "C")), ["a", "b", "c"]),
        # a place in the list
        ((told("1", "a", "A"),), (told("1", "b", "B"),), ["a", "b"]),
        # two entries side by side
        ((told("x", "a", "A"),), (told("x", "b", "A"), told("y", "a", "A")), ["a", "b"]),
    ],
)  # fmt: skip
def test_an_article_whose_address_changes_is_the_same_by_its_id(
    tmp_path: Path, httpserver: HTTPServer, first: tuple[str, ...], later: tuple[str, ...], links: list[str]
) -> None:
    feeds = [feed(*first), feed(*later), feed(*later, "<!-- made anew -->")]
    httpserver.expect_request("/feed.xml").respond_with_handler(lambda _: Response(feeds.pop(0)))
    northwind = source("northwind", url=httpserver.url_for("/feed.xml"))
    options = ReadingOptions(FetchLimits(allow_private=True, retries=0), tmp_path, "WeeklyAIRecap/0.1")
    for hour in range(3):
        span = seen_at(MONDAY.replace(day=18, hour=hour))
        articles = collect([northwind], span, options).articles
        if hour:
            found = sorted(article.url.rpartition("/")[2] for article in articles)
            assert found == sorted(links)
            assert all(article.title == SOLD for article in articles if len(links) == 1 and "rents" in links)


def test_an_article_that_moved_stays_the_same_when_its_date_changes_later(newsroom: Newsroom) -> None:
    for entry in (told("a1", "rents"), told("a1", "rents-two", SOLD), told("a1", "rents-two", SOLD, day=17)):
        newsroom.publish(entry)
        assert [article.key for article in newsroom.collect().articles] == ["northwind.example/rents"]


@pytest.mark.parametrize(
    "body",
    [
        "<feed xmlns='http://www.w3.org/2005/Atom'><entry><id>tag:northwind.example,2026:1</id><title>Rent</title>"
        "<link href='https://northwind.example/{}'/><published>2026-06-16T00:00:00Z</published></entry></feed>",
        '{{"version": "https://jsonfeed.org/version/1.1", "title": "N", "items": [{{"id": "a1", "title": "Rent",'
        ' "url": "https://northwind.example/{}", "date_published": "2026-06-16T00:00:00Z"}}]}}',
        '{{"version": "https://jsonfeed.org/version/1.1", "title": "N", "items": [{{"id": 38291, "title": "Rent",'
        ' "url": "https://northwind.example/{}", "date_published": "2026-06-16T00:00:00Z"}}]}}',
    ],
)
def test_every_format_has_ids(newsroom: Newsroom, body: str) -> None:
    for link in ("rents", "rents-two"):
        newsroom.fetcher.answers["https://northwind.example/feed.xml"] = body.format(link).encode()
        assert [article.key for article in newsroom.collect().articles] == ["northwind.example/rents"]


def test_without_the_cache_an_article_that_moved_is_one_of_its_own(newsroom: Newsroom, tmp_path: Path) -> None:
    newsroom.publish(told("a1", "rents"))
    newsroom.collect()
    shutil.rmtree(tmp_path / "feeds")
    newsroom.publish(told("a1", "rents-two"))
    assert [article.key for article in newsroom.collect().articles] == ["northwind.example/rents-two"]


# failures


def test_a_dead_source_costs_itself_only(tmp_path: Path) -> None:
    newsroom = Newsroom(tmp_path, NORTHWIND, source("halyard"), source("meridian"))
    newsroom.publish(item(1))
    newsroom.break_down(Failure("answered 404 Not Found", status=404), name="halyard")
    newsroom.fetcher.answers["https://meridian.example/feed.xml"] = b"<!doctype html><p>Accept cookies?"
    collected = newsroom.collect()
    assert [article.title for article in collected.articles] == ["Story 1"]
    assert [(report.source, report.status, report.cause) for report in collected.reports] == [
        ("northwind", "ok", ""),
        ("halyard", "failed", "answered 404 Not Found; look for the feed's new address at https://halyard.example/"),
        ("meridian", "failed",
         "the answer is a web page, not a feed; look for the feed's address at https://meridian.example/"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("status", "remedy"),
    [
        (300, "look for the feed's address at"),
        (402, "the outlet does not let programs read it, see"),
        (429, "it was asked too often: let more time pass between runs, or tell"),
        (500, "if it stays so, see"),
        *((status, "no feed was sent, which is for its server to mend: if it stays so, tell") for status in (204, 206, 304)),
    ],
)  # fmt: skip
def test_an_answer_without_a_feed_says_what_to_do(tmp_path: Path, status: int, remedy: str) -> None:
    newsroom = Newsroom(tmp_path, source("halyard"))
    newsroom.break_down(Failure(f"answered {status}", status=status), name="halyard")
    (report,) = newsroom.collect().reports
    assert report.cause == f"answered {status}; {remedy} https://halyard.example/"


def test_a_source_that_asks_for_time_is_told_as_waiting_and_left_alone(tmp_path: Path, httpserver: HTTPServer) -> None:
    httpserver.expect_request("/feed.xml").respond_with_data("", 429, {"Retry-After": "7200"})
    busy = source("northwind", url=httpserver.url_for("/feed.xml"))
    options = ReadingOptions(FetchLimits(allow_private=True, retries=0), tmp_path, "WeeklyAIRecap/0.1")
    told = [collect([busy], seen_at(MONDAY + hours * HOUR), options).reports[0] for hours in (0, 1, 2)]
    assert len(httpserver.log) == 2
    assert [report.status for report in told] == ["failed", "failed", "failed"]
    assert told[0].cause.startswith("answered 429 Too Many Requests; waiting until 2026-06-15 02:00")
    assert told[1].cause.startswith("was not asked, since it wants to be left alone; waiting until 2026-06-15 02:00")
    assert told[2].cause.startswith("answered 429 Too Many Requests; waiting until 2026-06-15 04:00")
    assert told[1].cause.endswith("UTC: the first run after that asks it again; if it comes to this often, let more time pass between runs")  # fmt: skip


@pytest.mark.parametrize("status", [407, 511])
def test_a_network_that_wants_a_sign_in_is_told_as_that(tmp_path: Path, httpserver: HTTPServer, status: int) -> None:
    httpserver.expect_request("/feed.xml").respond_with_data("<html>Sign in", status)
    options = ReadingOptions(FetchLimits(allow_private=True, retries=0), tmp_path, "WeeklyAIRecap/0.1")
    (report,) = collect([source("northwind", url=httpserver.url_for("/feed.xml"))], WEEK, options).reports
    assert "; the network in between wants a sign-in: open any page in a browser" in report.cause


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("<head><title>Sign in</title><link rel=alternate type=application/rss+xml href=/f.xml></head>",
         "the answer is a web page (“Sign in”), not a feed; it names the feed {}f.xml: if that"),
        ("<script>location = '/'</script>", "the answer is a web page, not a feed; look for the feed's address at"),
        ("Error 500:\n no database", "the answer is no feed; it begins “Error 500: no database”; look for the feed's"),
        ("<div>Warning</div>" + feed(item(1)).decode(), ""),
        ("<rss><channel><item><title>A</title></item><item><link>https://a.example/</link></item></channel></rss>",
         "no entry can be used: of 2 none has a web address, and a title or text; if it stays so"),
    ],
)  # fmt: skip
def test_what_came_instead_of_a_feed_is_told(tmp_path: Path, httpserver: HTTPServer, body: str, told: str) -> None:
    httpserver.expect_request("/feed.xml").respond_with_data(body)
    options = ReadingOptions(FetchLimits(allow_private=True, retries=0), tmp_path, "WeeklyAIRecap/0.1")
    (report,) = collect([source("northwind", url=httpserver.url_for("/feed.xml"))], WEEK, options).reports
    assert report.cause.startswith(told.format(httpserver.url_for("/")))
    assert report.status == ("failed" if told else "ok")


@pytest.mark.parametrize(
    ("link", "named"),
    [
        ("<link rel=alternate type=application/rss+xml href='../feed/?a=1&amp;b=2'>", "feed/?a=1&b=2"),
        ("<link href=/atom.xml type='application/atom+xml; charset=utf-8' rel=alternate>", "atom.xml"),
        ("<base href=/en/><link rel='alternate' type='application/feed+json' href='feed.json'>", "en/feed.json"),
        ("<link rel=alternate type=application/rss+xml href=/news/>", ""),
        ("<link rel=alternate type=application/rss+xml href='file:///etc/passwd'>", ""),
        ("<link rel=stylesheet type=application/rss+xml href=/feed.xml>", ""),
    ],
)
def test_a_page_in_place_of_a_feed_names_the_feed_that_it_announces(
    tmp_path: Path, httpserver: HTTPServer, link: str, named: str
) -> None:
    httpserver.expect_request("/old").respond_with_data("", 302, {"Location": "/news/"})
    httpserver.expect_request("/news/").respond_with_data(
        f"<!doctype html><html><head><title>News</title>{link}</head></html>", content_type="text/html"
    )
    moved = source("northwind", url=httpserver.url_for("/old"))
    options = ReadingOptions(FetchLimits(allow_private=True, retries=0), tmp_path, "WeeklyAIRecap/0.1")
    (report,) = collect([moved], WEEK, options).reports
    assert report.cause == "the answer is a web page (“News”), not a feed; " + (
        f"it names the feed {httpserver.url_for('/')}{named}: if that is the right one, make it url in the list of sources"
        if named
        else "look for the feed's address at https://northwind.example/"
    )


@pytest.mark.parametrize("broken", [Failure("no answer within 25 s", again=True), FetchError("nothing"), b"", b"<rss"])
def test_a_failing_source_gives_what_is_remembered(newsroom: Newsroom, broken: FetchError | bytes) -> None:
    newsroom.publish(item(1))
    newsroom.collect()
    newsroom.fetcher.answers["https://northwind.example/feed.xml"] = broken
    collected = newsroom.collect()
    assert [article.title for article in collected.articles] == ["Story 1"]
    (report,) = collected.reports
    assert (report.status, report.fresh) == ("failed", 1)
    assert report.cause.endswith("1 entries of earlier runs were used")


@pytest.mark.parametrize(
    ("of_source", "text", "language"),
    [
        ("en", "北风周三向所有人开放模型，且完全免费。", "zh"),
        ("en", "Nordwind hat das Modell am Mittwoch für alle geöffnet, und es wird nichts kosten.", "de"),
        ("zh-hant", "北風週三向所有人開放模型，且完全免費。", "zh-hant"),
        ("zh", "Northwind has opened the model to all of its users, and it will not cost them anything.", "en"),
        ("en", "北風は火曜日に音声認識モデルを公開した。", "ja"),
        (
            "zh",
            "一名十五岁少年侵入动画流媒体平台“北风频道（バンダイチャンネル）”服务器，注销数万名用户账号，被警方逮捕。",
            "zh",
        ),
        ("ja", "北風が音声認識模型公開", "ja"),
        ("de", "AI for the rest of us: Wie das Modell für alle zugänglich wird", "de"),
        ("en", "Zephyr 5", "en"),
    ],
)
def test_an_article_has_the_language_it_is_written_in(tmp_path: Path, of_source: str, text: str, language: str) -> None:
    newsroom = Newsroom(tmp_path, source("northwind", language=of_source))
    newsroom.publish(item(1, text=text, title=text.partition(",")[0]))
    assert [article.language for article in newsroom.collect().articles] == [language]


def test_a_chinese_title_tells_more_than_the_english_that_is_quoted_below_it(tmp_path: Path) -> None:
    newsroom = Newsroom(tmp_path, source("northwind", language="zh"))
    newsroom.publish(
        item(1, title="北风发布模型", text="Northwind has opened the model to all of its users, and it is free.")
    )
    assert [article.language for article in newsroom.collect().articles] == ["zh"]


def test_comments_of_readers_are_no_reports(newsroom: Newsroom) -> None:
    newsroom.publish(
        item(1, link="https://northwind.example/a#comment-12"), item(2, link="https://northwind.example/b#comments")
    )
    collected = newsroom.collect()
    assert [article.title for article in collected.articles] == ["Story 2"]
    assert [(entry.title, entry.why) for entry in collected.dropped] == [("Story 1", "it is a reader's comment")]


def test_of_an_entry_that_stands_twice_in_a_feed_the_first_counts(newsroom: Newsroom) -> None:
    newsroom.publish(
        item(1, text="It opened.", title="A"),
        item(1, text="It opens.", title="A", link="http://www.northwind.example/1/amp"),
    )
    assert [(it.url, it.summary) for it in newsroom.collect().articles] == [
        ("https://northwind.example/1", "It opened.")
    ]


def test_a_new_version_of_an_old_paper_is_no_news(newsroom: Newsroom) -> None:
    newsroom.publish(
        item(1, text="arXiv:2606.01234v1 Announce Type: new\nAbstract: We show a bound."),
        item(2, text="arXiv:2401.05678v4 Announce Type: replace-cross\nAbstract: We prove a bound."),
    )
    collected = newsroom.collect()
    assert [article.title for article in collected.articles] == ["Story 1"]
    assert [(entry.title, entry.fate) for entry in collected.dropped] == [("Story 2", "off-topic")]
    assert "new version of a paper" in (collected.dropped[0].why or "")


def test_unchanged_bytes_are_not_parsed_again(newsroom: Newsroom, tmp_path: Path) -> None:
    newsroom.publish(item(1))
    assert newsroom.report().status == "ok"
    (memory,) = (tmp_path / "feeds").glob("northwind-*.json")
    stored = memory.stat().st_mtime_ns
    assert newsroom.report().status == "unchanged"
    assert newsroom.titles() == ["Story 1"]
    assert memory.stat().st_mtime_ns == stored


def test_a_date_too_far_ahead_is_read_when_its_time_has_come(newsroom: Newsroom) -> None:
    ahead = MONDAY + 5 * DAY
    newsroom.publish(item(1, ahead))
    assert newsroom.titles(seen_at(MONDAY)) == []
    assert newsroom.titles(seen_at(ahead + DAY)) == ["Story 1"]
    (report,) = newsroom.collect(seen_at(ahead + DAY)).reports
    assert (report.status, report.undated) == ("unchanged", 0)


def test_of_a_subject_that_one_outlet_introduces_others_are_heard(tmp_path: Path) -> None:
    newsroom = Newsroom(tmp_path, NORTHWIND, source("halyard"))
    newsroom.publish(item(1, title="A probe of Brightquill", text="Brightquill, a chatbot company, is asked."))
    newsroom.publish(item(2, title="Brightquill denies it"), item(3, title="Another denies it"), name="halyard")
    relevance = RelevanceScorer(Evidence(strong=("chatbot",), weak=(), against=()), ())
    collected = newsroom.collect(filters=Filters(relevance=relevance, threshold=0.3))
    assert sorted(article.title for article in collected.articles) == [
        "A probe of Brightquill",
        "Brightquill denies it",
    ]
    assert [(report.fresh, report.filtered) for report in collected.reports] == [(1, 0), (1, 1)]


@pytest.mark.parametrize("content", [b"", b"{}", b"\xff", b'{"format": 99}'])
def test_a_broken_memory_is_built_anew(newsroom: Newsroom, tmp_path: Path, content: bytes) -> None:
    newsroom.publish(item(1))
    newsroom.collect()
    (memory,) = (tmp_path / "feeds").glob("northwind-*.json")
    memory.write_bytes(content)
    assert newsroom.report().status == "ok"


def test_the_language_of_a_source_tells_the_encoding_of_its_feed(tmp_path: Path) -> None:
    polish = source("northwind", language="pl")
    newsroom = Newsroom(tmp_path, polish)
    title = "Źródło: spółka żąda więcej"
    newsroom.fetcher.answers[polish.url] = feed(item(1, title=title)).decode().encode("cp1250")
    assert newsroom.titles() == [title]


def test_faults_of_a_feed_that_was_read_are_notes(newsroom: Newsroom) -> None:
    answer = feed(item(1))[:-10]
    moved = Fetched("https://new.example/feed", answer, moved_to="https://new.example/feed")
    newsroom.fetcher.answers["https://northwind.example/feed.xml"] = moved
    report = newsroom.report()
    assert report.status == "ok"
    assert report.cause == (
        "moved for good to https://new.example/feed; change url in the list of sources; "
        "is cut off; the 1 whole entries before the cut were read"
    )


# other ways to read


def test_offline_uses_what_is_remembered_and_asks_nobody(newsroom: Newsroom) -> None:
    (report,) = newsroom.collect(offline=True).reports
    assert (report.status, report.cause) == ("failed", "never read; collect once with a network")
    newsroom.publish(item(1))
    newsroom.collect()
    newsroom.fetcher.asked.clear()
    collected = newsroom.collect(offline=True)
    assert [article.title for article in collected.articles] == ["Story 1"]
    assert collected.reports[0].status == "unchanged"
    assert newsroom.fetcher.asked == []


def test_progress_is_told_once_for_each_source(tmp_path: Path) -> None:
    newsroom = Newsroom(tmp_path, NORTHWIND, source("halyard"))
    told: list[tuple[int, int]] = []
    collect(newsroom.sources, WEEK, newsroom.options, progress=lambda done, total, report: told.append((done, total)))
    assert told == [(1, 2), (2, 2)]


def test_hosts_take_turns_and_reports_keep_the_order_of_the_sources(tmp_path: Path) -> None:
    many = [source(f"bridge-{number}", url=f"https://bridge.example/{number}") for number in range(3)]
    newsroom = Newsroom(tmp_path, *many, NORTHWIND)
    reports = newsroom.collect().reports
    assert [report.source for report in reports] == ["bridge-0", "bridge-1", "bridge-2", "northwind"]
    assert newsroom.fetcher.asked[:2] == ["https://bridge.example/0", NORTHWIND.url]


def test_check_tells_of_silent_feeds(tmp_path: Path) -> None:
    newsroom = Newsroom(tmp_path, NORTHWIND, source("halyard"), source("meridian"))
    newsroom.publish(item(1, MONDAY - 100 * DAY))
    newsroom.publish(item(2, MONDAY), name="halyard")
    newsroom.publish(name="meridian")
    causes = [report.cause for report in check_sources(newsroom.sources, WEEK, newsroom.options).reports]
    assert causes == ["answers, but nothing new since 2026-03-07", "", "holds no entries"]


# the list of sources

LIST = "- {name: northwind, title: N, homepage: 'https://n.example/', url: feeds/n.xml, language: en}\n"


def test_a_list_is_loaded_from_disk_and_network(tmp_path: Path) -> None:
    path = tmp_path / "content" / "sources.yml"
    path.parent.mkdir()
    path.write_text(LIST)
    options = ReadingOptions(FetchLimits(), tmp_path / "cache", "agent")
    assert load_sources(str(path), options)[0].url == (path.parent / "feeds" / "n.xml").as_uri()
    address = "https://lists.example/sources.yml"
    remote = replace(options, fetcher=FakeFetcher({address: LIST.encode()}))
    assert load_sources(address, remote)[0].url == "https://lists.example/feeds/n.xml"


def test_a_list_that_cannot_be_used_is_an_error(tmp_path: Path) -> None:
    address = "https://lists.example/sources.yml"
    answers: dict[str, bytes | Fetched | FetchError] = {address: LIST.replace("feeds/", "file:///").encode()}
    options = ReadingOptions(FetchLimits(), tmp_path, "agent", fetcher=FakeFetcher(answers))
    with pytest.raises(InvalidContent, match="must not name local files"):
        load_sources(address, options)
    with pytest.raises(InvalidContent, match=r"none\.yml cannot be read: No such file .*--sources names another"):
        load_sources(str(tmp_path / "none.yml"), options)


def test_feeds_of_a_local_list_are_read_from_disk(tmp_path: Path) -> None:
    (tmp_path / "feeds").mkdir()
    (tmp_path / "feeds" / "n.xml").write_bytes(feed(item(1)))
    (tmp_path / "sources.yml").write_text(LIST)
    options = ReadingOptions(FetchLimits(), tmp_path / "cache", "agent")
    collected = collect(load_sources(str(tmp_path / "sources.yml"), options), WEEK, options)
    assert [article.title for article in collected.articles] == ["Story 1"]
    assert collected.reports[0].bytes == len(feed(item(1)))
