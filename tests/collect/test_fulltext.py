from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from generator.collect.collector import Collected, Means, collect
from generator.collect.failure import Failure
from generator.collect.fetch import Fetched
from generator.collect.fulltext import MOST_PAGES, text_of_page
from generator.collect.selection import Filters, Span
from generator.model.errors import FetchError
from generator.settings import Fetch
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
    means = Means(Fetch(), tmp_path, "WeeklyAIRecap/0.1 (+https://recap.example/)", fetcher=fetcher)
    outlet = source("northwind", full_text=True)
    return collect([outlet], Span(MONDAY, NEXT_MONDAY, NEXT_MONDAY), means, filters), fetcher


def text_with(html: str) -> str:
    """The text of a page with some HTML amid its article."""
    return text_of_page(PAGE.replace(b"<p>Share this", html.encode() + b"<p>Share this"), "text/html; charset=utf-8")


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
    for body in (b"", b"\x00\xff", b"<p>short", b"<div>" * 20_000, b"%PDF-1.7 binary"):
        assert len(text_of_page(body, "text/html")) < 20
