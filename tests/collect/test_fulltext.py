from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from generator.collect import fulltext
from generator.collect.collector import Collected, ReadingOptions, collect
from generator.collect.failure import Failure
from generator.collect.feeds import Entry
from generator.collect.fetch import Fetched
from generator.collect.fulltext import MOST_PAGES, article_of, is_about, led_away, text_of_page
from generator.collect.robots import rule_against_text
from generator.collect.selection import Filters, Span
from generator.model.errors import FetchError
from generator.settings import FetchLimits
from generator.text.keywords import Keywords
from tests.collect.fakes import MONDAY, NEXT_MONDAY, FakeFetcher, feed, item
from tests.make import source

FEED, ROBOTS = "https://northwind.example/feed.xml", "https://northwind.example/robots.txt"
SENTENCES = [f"Sentence number {number} tells what Northwind did with its forty thousand chips." for number in range(9)]
PAGE = (
    "<!doctype html><html><head><meta charset='utf-8'><title>x</title></head><body><nav><a href='/'>Home</a></nav><article><h1>Story</h1>"
    + "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)
    + "<p>Share this post</p></article><footer>© Northwind</footer></body></html>"
).encode()
ALLOW = b"User-agent: *\nAllow: /\n"
Answers = dict[str, bytes | Fetched | FetchError]


def run(tmp_path: Path, answers: Answers, filters: Filters = Filters()) -> tuple[Collected, FakeFetcher]:  # noqa: B008
    fetcher = FakeFetcher(answers)
    options = ReadingOptions(FetchLimits(), tmp_path, "WeeklyAIRecap/0.1 (+https://recap.example/)", fetcher=fetcher)
    outlet = source("northwind", full_text=True)
    return collect([outlet], Span(MONDAY, NEXT_MONDAY, NEXT_MONDAY), options, filters), fetcher


def text_with(html: str) -> str:
    """The text of a page with some HTML amid its article."""
    return text_of_page(PAGE.decode().replace("<p>Share this", f"{html}<p>Share this"))


def page(number: int) -> str:
    return f"https://northwind.example/{number}"


def test_a_page_gives_the_text_and_is_read_once(tmp_path: Path) -> None:
    answers: Answers = {FEED: feed(item(1, text="A teaser.")), ROBOTS: ALLOW, page(1): PAGE}
    collected, fetcher = run(tmp_path, answers)
    (article,) = collected.articles
    assert [line for line in article.text.split("\n") if line.startswith("Sentence")] == SENTENCES
    assert "Share this post" not in article.text
    assert article.summary == "A teaser."
    assert fetcher.asked == [FEED, ROBOTS, page(1)]
    again, fetcher = run(tmp_path, answers)
    assert again.articles == collected.articles
    assert fetcher.asked == [FEED]


def test_only_pages_that_are_wanted_are_read(tmp_path: Path) -> None:
    items = [item(1, title="AI"), item(2, title="Football"), item(3, MONDAY - timedelta(days=9), title="Old AI")]
    answers: Answers = {FEED: feed(*items), ROBOTS: ALLOW, page(1): PAGE}
    _, fetcher = run(tmp_path, answers, Filters(Keywords(["AI"])))
    assert fetcher.asked == [FEED, ROBOTS, page(1)]


def test_robots_txt_is_obeyed_and_its_refusal_remembered(tmp_path: Path) -> None:
    rules = b"User-agent: *\nAllow: /\n\nUser-agent: WeeklyAIRecap\nDisallow: /\n"
    answers: Answers = {FEED: feed(item(1, text="A teaser.")), ROBOTS: rules, page(1): PAGE}
    collected, fetcher = run(tmp_path, answers)
    assert collected.articles[0].body == "A teaser."
    assert fetcher.asked == [FEED, ROBOTS]
    (report,) = collected.reports
    assert (report.status, report.fresh) == ("ok", 1)
    assert report.cause == "1 article pages not read, the feed's text was used: 1 × robots.txt does not allow it"
    assert run(tmp_path, answers)[1].asked == [FEED]


def test_a_missing_robots_txt_allows_and_a_broken_one_does_not(tmp_path: Path) -> None:
    missing = Failure("answered 404 Not Found", status=404)
    answers: Answers = {FEED: feed(item(1)), ROBOTS: missing, page(1): PAGE}
    assert run(tmp_path / "missing", answers)[0].articles[0].text
    answers[ROBOTS] = Failure("answered 503 Service Unavailable", status=503, again=True)
    collected, fetcher = run(tmp_path / "broken", answers)
    assert fetcher.asked == [FEED, ROBOTS]
    assert "1 × robots.txt: answered 503" in collected.reports[0].cause
    answers[ROBOTS] = ALLOW
    assert run(tmp_path / "broken", answers)[0].articles[0].text


def test_a_site_that_wants_long_pauses_is_not_read(tmp_path: Path) -> None:
    answers: Answers = {FEED: feed(item(1)), ROBOTS: b"User-agent: *\nCrawl-delay: 60\n", page(1): PAGE}
    assert "robots.txt asks for 60 s between two pages" in run(tmp_path, answers)[0].reports[0].cause


def test_pages_that_fail_leave_the_feeds_text(tmp_path: Path) -> None:
    answers: Answers = {
        FEED: feed(*(item(number, text=f"Teaser {number}.") for number in (1, 2, 3))),
        ROBOTS: ALLOW,
        page(1): Failure("answered 500 Internal Server Error", status=500, again=True),
        page(2): Failure("answered 410 Gone", status=410),
        page(3): b"",
    }
    collected, _ = run(tmp_path, answers)
    assert sorted(article.body for article in collected.articles) == ["Teaser 1.", "Teaser 2.", "Teaser 3."]
    assert collected.reports[0].cause == (
        "3 article pages not read, the feed's text was used: "
        "1 × answered 410 Gone, 1 × answered 500 Internal Server Error, 1 × no article found in it"
    )
    assert run(tmp_path, answers)[1].asked == [FEED, ROBOTS, page(1)]  # only the one that may come back


def test_a_run_reads_only_so_many_pages(tmp_path: Path) -> None:
    numbers = range(MOST_PAGES + 5)
    answers: Answers = {FEED: feed(*map(item, numbers)), ROBOTS: ALLOW, **{page(number): PAGE for number in numbers}}
    collected, fetcher = run(tmp_path, answers)
    assert len(fetcher.asked) == 2 + MOST_PAGES
    assert "5 × more than 40 in one run" in collected.reports[0].cause
    assert len(run(tmp_path, answers)[1].asked) == 2 + 5


def test_pages_that_no_library_likes_have_no_text() -> None:
    for html in ("", "\x00ÿ", "<p>short", "<div>" * 20_000, "%PDF-1.7 binary"):
        assert len(text_of_page(html)) < 20


ENTRY = Entry(page(1), "Northwind buys forty thousand chips", None, "Northwind buys chips.")


def html(*paragraphs: str, head: str = "") -> bytes:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return f"<html><head>{head}</head><body><article>{body}</article></body></html>".encode()


NOT_FOUND = html(
    "Sorry, the page you are looking for could not be found on this server, it may have been moved or deleted.",
    "Popular right now: Halyard closes its plant in Spain after the strike, and 9,000 workers go home.",
)
CONSENT = html(
    "We and our 842 partners use cookies and data to deliver and maintain these services, and to measure them.",
    "If you choose to accept all, we will also use cookies and data to develop and improve new services.",
)


@pytest.mark.parametrize(
    ("body", "content_type", "cause"),
    [
        (NOT_FOUND, "text/html", "the page says nothing of what the feed says of it"),
        (CONSENT, "text/html", "the page says nothing of what the feed says of it"),
        (
            b"%PDF-1.7 " + b"Northwind buys forty thousand chips. " * 90,
            "text/html",
            "is a PDF document, not a web page",
        ),
        (b"PK\x03\x04" + b"Northwind " * 90, "text/html", "is a ZIP archive, not a web page"),
        (b'{"html": "Northwind"}', "application/json; charset=utf-8", "is application/json, not a web page"),
        (html(*SENTENCES, head='<meta name="robots" content="noai, follow">'), "text/html", "“noai”"),
        (html(*SENTENCES, head="<META NAME='WeeklyAIRecap' CONTENT='noindex'>"), "text/html", "“noindex”"),
        (html(*SENTENCES, head='<meta name="tdm-reservation" content="1">'), "text/html", "“tdm-reservation”"),
        (html(), "text/html", "no article found in it"),
    ],
)
def test_what_is_not_the_article_is_refused_with_the_cause(body: bytes, content_type: str, cause: str) -> None:
    with pytest.raises(Failure, match=re.escape(cause)):
        article_of(body, content_type, ENTRY, "WeeklyAIRecap")


@pytest.mark.parametrize("head", ["", '<meta name="tdm-reservation" content="0">',
                                  '<meta name="robots" content="max-image-preview:large, max-snippet:-1">',
                                  '<meta name="googlebot" content="noindex">'])  # fmt: skip
def test_the_article_is_taken(head: str) -> None:
    assert SENTENCES[3] in article_of(html(*SENTENCES, head=head), "text/html; charset=utf-8", ENTRY, "WeeklyAIRecap")


@pytest.mark.parametrize(
    ("title", "text", "is_it"),
    [
        ("Northwind buys chips", "The purchase of chips by Northwind was announced.", True),
        ("Northwind buys chips", "Halyard hires 40 people in Porto for its robots.", False),
        ("What a week", "Northwind buys chips from Halyard and hires forty people in Porto, it said.", True),
        ("北风购买四万枚芯片", "北风公司周二宣布购买芯片四万枚。", True),
        ("北风购买四万枚芯片", "页面不存在，请返回首页。", False),
    ],
)
def test_a_page_is_about_an_entry_by_its_words(title: str, text: str, is_it: bool) -> None:
    feed_text = "Northwind buys chips from Halyard, and hires people in Porto."
    assert is_about(text, Entry(page(1), title, None, feed_text if "week" in title else "")) is is_it


@pytest.mark.parametrize(
    ("asked", "answered", "place"),
    [
        ("https://a.example/2026/06/story", "https://a.example/", "a home page"),
        ("https://a.example/2026/06/story", "https://other.example", "a home page"),
        ("https://a.example/2026/06/story", "https://www.a.example/en/?from=old", "a home page"),
        ("https://a.example/news/story", "https://a.example/news/", "the list it is in"),
        ("https://a.example/?p=12", "https://a.example/", "a home page"),
        ("http://a.example/story/amp", "https://www.a.example/story", ""),
        ("https://a.example/?p=12", "https://a.example/2026/06/story", ""),
        ("https://feeds.example/r/12", "https://a.example/story?utm_source=rss", ""),
    ],
)
def test_where_a_page_may_not_lead(asked: str, answered: str, place: str) -> None:
    assert led_away(asked, answered) == place


@pytest.mark.parametrize(
    ("rules", "rule"),
    [
        ("noai, noimageai", "noai"),
        ("nofollow, NoSnippet", "nosnippet"),
        ("max-snippet: 0", "max-snippet: 0"),
        ("weeklyairecap: noindex", "noindex"),
        ("WeeklyAIRecap/0.1: noindex", "noindex"),
        ("googlebot: noindex, nofollow", ""),
        ("googlebot/2.1: noindex", ""),
        ("noarchive, max-snippet:50, unavailable_after: Wed, 3 Dec 2036 13:09:53 GMT", ""),
        ("unavailable_after: 3 Dec 2036, noai", "noai"),
        ("", ""),
    ],
)
def test_rules_against_text(rules: str, rule: str) -> None:
    assert rule_against_text(rules, "WeeklyAIRecap") == rule


def test_a_page_led_away_or_kept_back_leaves_the_feeds_text_and_its_cause(tmp_path: Path) -> None:
    rules = b"User-agent: *\nDisallow: /kept/\n"
    answers: Answers = {
        FEED: feed(*(item(number, text=f"Teaser {number}.") for number in (1, 2, 3))),
        ROBOTS: rules,
        page(1): Fetched("https://northwind.example/", PAGE),
        page(2): Fetched("https://northwind.example/kept/2", PAGE),
        page(3): Fetched(page(3), PAGE, {"x-robots-tag": "noindex"}),
    }
    collected, _ = run(tmp_path, answers)
    assert sorted(article.body for article in collected.articles) == ["Teaser 1.", "Teaser 2.", "Teaser 3."]
    assert collected.reports[0].cause == (
        "3 article pages not read, the feed's text was used: 1 × redirects to a home page, "
        "1 × robots.txt does not allow it, 1 × the page asks programs by “noindex” not to use its text"
    )
    assert run(tmp_path, answers)[1].asked == [FEED]


def test_a_page_is_read_again_when_the_feed_says_something_else_of_it(tmp_path: Path) -> None:
    answers: Answers = {FEED: feed(item(1, text="A teaser.")), ROBOTS: ALLOW, page(1): PAGE}
    run(tmp_path, answers)
    answers |= {FEED: feed(item(1, text="A teaser. Updated.")), page(1): PAGE.replace(b"forty", b"four")}
    answers[page(1)], corrected = Failure("answered 500", status=500, again=True), answers[page(1)]
    collected, _ = run(tmp_path, answers)
    assert "forty thousand" in collected.articles[0].text  # until it can be read
    answers[page(1)] = corrected
    collected, fetcher = run(tmp_path, answers)
    assert fetcher.asked == [FEED, ROBOTS, page(1)]
    assert "four thousand" in collected.articles[0].text
    assert run(tmp_path, answers)[1].asked == [FEED]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_robots_txt_with_a_byte_order_mark_is_obeyed(tmp_path: Path, encoding: str) -> None:
    answers: Answers = {FEED: feed(item(1)), ROBOTS: "User-agent: *\nDisallow: /\n".encode(encoding), page(1): PAGE}
    assert "robots.txt does not allow it" in run(tmp_path, answers)[0].reports[0].cause


@pytest.mark.parametrize(
    ("rules", "cause"),
    [
        ("User-agent: WeeklyAIRecap/0.1\nDisallow: /\n", "robots.txt does not allow it"),
        ("User-agent: WeeklyAIRecap/0.1 # ours\nUser-agent: Other\nDisallow: /\n", "robots.txt does not allow it"),
        ("User-agent: *\nContent-Signal: search=yes, AI-input = no\nAllow: /\n", "“Content-Signal: ai-input=no”"),
        ("Content-Signal: ai-input=no\nUser-agent: *\nAllow: /\n", "“Content-Signal: ai-input=no”"),
        ("User-agent: *\nAllow: /\nContent-Signal: ai-train=no, ai-input=yes\n", ""),
        ("User-agent: Other\nContent-Signal: ai-input=no\n\nUser-agent: *\nAllow: /\n", ""),
        ("User-agent: *\nContent-Signal: ai-input=no\n\nUser-agent: weeklyairecap/1\nAllow: /\n", ""),
    ],
)
def test_robots_txt_may_name_a_version_and_keep_pages_from_ai(tmp_path: Path, rules: str, cause: str) -> None:
    told = run(tmp_path, {FEED: feed(item(1)), ROBOTS: rules.encode(), page(1): PAGE})[0].reports[0].cause
    assert cause in told
    assert bool(cause) is bool(told)


def test_pages_that_fail_are_left_the_same_delay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    slept: list[float] = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)

    monkeypatch.setattr(fulltext, "asyncio", SimpleNamespace(sleep=sleep))
    busy = Failure("answered 503", again=True, status=503)
    rules = b"User-agent: *\nCrawl-delay: 3\n"
    run(tmp_path, {FEED: feed(item(1), item(2)), ROBOTS: rules, page(1): busy, page(2): busy})
    assert slept == [0, 3]


@pytest.mark.parametrize(
    ("header", "value", "is_read"),
    [
        ("tdm-reservation", "1", False),
        ("tdm-reservation", "0", True),
        ("content-signal", "search=yes, ai-input=no", False),
        ("content-signal", "ai-train=no", True),
    ],
)
def test_a_page_whose_header_keeps_its_text_is_not_used(tmp_path: Path, header: str, value: str, is_read: bool) -> None:
    kept = Fetched(page(1), PAGE, {header: value})
    (article,) = run(tmp_path, {FEED: feed(item(1, text="A teaser.")), ROBOTS: ALLOW, page(1): kept})[0].articles
    assert (SENTENCES[0] in article.text) is is_read
