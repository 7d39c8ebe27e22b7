from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import pytest

from generator.edit.digests import DigestStory, Page, digest_of, held_against, told_again, told_in
from generator.model.article import Article
from generator.model.coverage import DigestLine
from generator.model.item import MAX_QUOTED_WORDS
from generator.text.words import count_words
from tests.make import NOON, article, source

CRATE = source("crate", category="digest")
HOME = "2026/W25/northwind-rents-a-cluster"
SINCE = NOON - timedelta(days=2)


def digest(
    title: str = "This week", text: str = "", links: Sequence[tuple[str, str]] = (), **fields: object
) -> Article:
    told = [{"text": name, "url": url} for name, url in links]
    return article(title, text, source=CRATE, links=told, **fields)


def is_roundup(title: str) -> bool:
    return title == "Quiet today"


LONG = "word " * 30


@pytest.mark.parametrize(
    ("told", "stories"),
    [
        # a line with a link is a story, by its first sentence
        (digest(text="Northwind rents a cluster: it is large. It opens in May.\nNo link here at all.", links=[("Northwind", "https://l.example/1")]),
         [("Northwind rents a cluster: it is large.", ("https://l.example/1",))]),
        # a link that is only a sign, and what numbers the story behind it; the same sign on every line
        (digest(text="北风租用一个大型算力集群 ↗ #1\nHalyard sells its lens business ↗ #2", links=[("↗", "https://l.example/1"), ("↗", "https://l.example/2")]),
         [("北风租用一个大型算力集群", ("https://l.example/1",)), ("Halyard sells its lens business", ("https://l.example/2",))]),
        # several links in a line: each that reads as a headline, or else the line with all of them
        (digest(text="Northwind rents a cluster, Halyard sells a lens", links=[("Northwind rents a cluster", "https://l.example/1"), ("Halyard sells a lens", "https://l.example/2")]),
         [("Northwind rents a cluster", ("https://l.example/1",)), ("Halyard sells a lens", ("https://l.example/2",))]),
        (digest(text="Northwind rents a cluster (paper, code)", links=[("paper", "https://l.example/1"), ("code", "https://h.example/c")]),
         [("Northwind rents a cluster (paper, code)", ("https://l.example/1", "https://h.example/c"))]),
        # no stories: its own pages, front pages, lines without a sentence, links that stand nowhere
        (digest("Quiet today", text="Subscribe to the crate for more\nThanks to our friend Northwind of course\nSource: here\nFour words are here", links=[("Subscribe", "https://crate.example/subscribe"), ("Northwind", "https://northwind.example/"), ("here", "https://l.example/1"), ("gone", "https://l.example/2")]),
         [("Subscribe to the crate for more", ())]),
        # without links: what the title lists, else the title, else the first sentence
        (digest("Northwind Rents Cluster, Lens Law Delays; Agents Drive Traffic"), [("Northwind Rents Cluster", ()), ("Lens Law Delays", ()), ("Agents Drive Traffic", ())]),
        (digest("北风租用算力集群；哈利亚德出售镜片业务"), [("北风租用算力集群", ()), ("哈利亚德出售镜片业务", ())]),
        (digest("Northwind, Halyard and a lens of glass"), [("Northwind, Halyard and a lens of glass", ())]),
        (digest("Quiet today", "Northwind rented a whole cluster. Nothing else happened."), [("Northwind rented a whole cluster.", ())]),
        (digest("This week"), []),
    ],
)  # fmt: skip
def test_the_stories_of_a_digest(told: Article, stories: list[tuple[str, tuple[str, ...]]]) -> None:
    assert [tuple(story) for story in told_in(told, is_roundup)] == stories


@pytest.mark.parametrize("text", ["word " * 30, "字" * 80, f"Northwind rents a cluster, {'word ' * 30}"])
def test_no_more_of_its_words_is_repeated_than_of_any_source(text: str) -> None:
    (story,) = told_in(digest(text=text, links=[(text[:4].strip(), "https://l.example/1")]), is_roundup)
    assert 0 < count_words(story.text) <= MAX_QUOTED_WORDS
    assert story.text.startswith(text[:4].strip())


def none(lines: Sequence[DigestLine]) -> list[str | None]:
    return [None] * len(lines)


A, B = (
    DigestStory("Northwind rents a cluster", ("https://l.example/a?utm_source=crate",)),
    DigestStory("A lens of glass is sold"),
)


def stories(
    told: Sequence[DigestStory], pages: dict[str, Page] | None = None, find: object = none, days: int = 1
) -> list[list[tuple[str | None, str | None]]]:
    """Item and fate of each story, told on each of so many days."""
    digests = [(digest_of(digest(path=str(day))), told) for day in range(days)]
    held = held_against(digests, pages or {}, frozenset(["read.example"]), SINCE, find)  # type: ignore[arg-type]
    return [[(story.item, story.why) for story in entry.stories] for entry in held]


def test_a_story_is_ours_where_an_item_lists_its_page_or_says_the_same() -> None:
    asked: list[DigestLine] = []

    def find(lines: Sequence[DigestLine]) -> list[str | None]:
        asked.extend(lines)
        return ["2026/W25/lens"] * len(lines)

    assert stories([A, B], {"l.example/a": Page(NOON, HOME)}, find) == [[(HOME, None), ("2026/W25/lens", None)]]
    assert asked == [DigestLine(B.text, NOON, "crate")], "what the link settles is not asked"


@pytest.mark.parametrize(
    ("told", "page", "why"),
    [
        (A, Page(NOON, None, "ledger: off-topic, score 0.1"), "ledger: off-topic, score 0.1"),
        (A, None, "l.example is not among the sources"),
        (A._replace(urls=("https://www.read.example/b",)), None, "read.example is read, but this page was in no feed"),
        (B, None, "no item says the same, as far as its words show"),
    ],
)
def test_a_missed_story_says_why(told: DigestStory, page: Page | None, why: str) -> None:
    assert stories([told], {"l.example/a": page} if page else {}) == [[(None, why)]]


def test_a_daily_digest_that_repeats_itself_tells_each_story_once() -> None:
    assert [len(day) for day in stories([A, B, A], days=2)] == [2, 0]


def test_a_story_whose_page_is_older_than_the_week_is_left_out() -> None:
    assert stories([A], {"l.example/a": Page(SINCE - timedelta(hours=1), HOME)}) == [[]]


def test_a_stored_digest_is_held_against_the_items_of_today() -> None:
    (held,) = held_against([(digest_of(digest()), [A, B])], {}, frozenset(), SINCE, none)
    entry, told = told_again(held)
    assert [(story.text, len(story.keys)) for story in told] == [(A.text, 1), (B.text, 0)]
    (again,) = held_against([(entry, told)], {A.keys[0]: Page(NOON, HOME)}, frozenset(), SINCE, none)
    assert [story.item for story in again.stories] == [HOME, None]
