from __future__ import annotations

from datetime import timedelta
from typing import Any
from urllib.parse import urljoin

import pytest

from generator.group.roles import Voice, arrange, is_primary
from generator.model.article import Article
from generator.model.vocabulary import Name
from generator.text.names import NameFinder
from tests.make import NOON, article, source

NAMES = NameFinder(
    [
        Name(name="Northwind", kind="company", sites=("northwind.example",)),
        Name(name="Zephyr", kind="model", company="Northwind", sites=("northwind.example",)),
    ]
)
ENGLISH = " ".join(f"word{n} stands beside thing{n}." for n in range(20))
CHINESE = "北风宣布租用哈利亚德位于格罗宁根的三百兆瓦集群，以结束算力短缺，并将所有付费方案的限额提高一倍。"
OTHER = " ".join(f"another{n} is told of matter{n}." for n in range(20))


def told(outlet: str, text: str = "", title: str = "A cluster is rented", **fields: Any) -> Article:
    """An article at its outlet, wherever its address leads."""
    home = urljoin(fields.get("url", f"https://{outlet}.example/"), "/")
    return article(title, text, source=source(outlet, tier=fields.pop("tier", 2), homepage=home), **fields)


def roles(*articles: Article) -> dict[str, str]:
    return {voice.article.source.name: voice.role for voice in arrange(articles, NAMES)}


@pytest.mark.parametrize(
    ("url", "title", "wanted"),
    [
        ("https://northwind.example/news/limits", "Higher limits for Zephyr", True),
        ("https://www.northwind.example/news", "Northwind rents a cluster", True),
        ("https://northwind.example.evil.example/x", "Higher limits for Zephyr", False),
        ("https://northwind.example/news/limits", "What we had for lunch", False),
        ("https://github.com/northwind-ai/zephyr", "Zephyr 5 is open", True),
        ("https://huggingface.co/northwind/zephyr-5", "Zephyr 5 weights", True),
        ("https://github.com/someone/zephyr-client", "A client for Zephyr", False),
        ("https://github.com/zephyr", "A tool", False),
        ("https://arxiv.org/abs/2606.00001", "On clusters", True),
        ("https://arxiv.org/list/cs.AI/recent", "New papers", False),
        ("https://www.nature.com/articles/s41586-026-00001-1", "On clusters", True),
        ("https://www.nature.com/articles/d41586-026-00002-2", "What a paper says", False),
        ("https://www.ofcom.gov.uk/notices/1", "A notice", True),
        ("https://digital-strategy.ec.europa.eu/en/news/x", "Rules for models", True),
        ("https://www.cac.gov.cn/2026-06/x.htm", "关于算力的公告", True),
        ("https://gov.example/x", "A notice", False),
        ("https://ledger.example/northwind", "Northwind rents a cluster", False),
    ],
)
def test_those_speak_themselves_whom_it_is_about(url: str, title: str, wanted: bool) -> None:
    assert is_primary(told("ledger", title=title, url=url), NAMES) is wanted


@pytest.mark.parametrize(
    ("homepage", "url", "wanted"),
    [
        ("https://board.example/", "https://northwind.example/news/limits", False),
        ("https://board.example/", "https://arxiv.org/abs/2606.00001", False),
        ("https://board.example/", "https://www.ofcom.gov.uk/notices/1", False),
        ("https://blog.northwind.example/", "https://northwind.example/news/limits", True),
        ("https://www.northwind.example/", "https://docs.northwind.example/limits", True),
        ("https://northwind.example/", "https://github.com/northwind-ai/zephyr", True),
        ("https://northwind.example.evil.example/", "https://northwind.example/news/limits", False),
        ("https://digital-strategy.ec.europa.eu/", "https://eur-lex.europa.eu/x", True),
    ],
)
def test_what_comes_through_another_feed_is_that_feeds_word(homepage: str, url: str, wanted: bool) -> None:
    linked = article("Higher limits for Zephyr", url=url, source=source("board", homepage=homepage))
    assert is_primary(linked, NAMES) is wanted


def test_the_own_word_comes_first_and_copies_last() -> None:
    press = told("ledger", ENGLISH, tier=1)
    copy = told("board", ENGLISH, published=NOON + timedelta(hours=1))
    own = told(
        "northwind-news", OTHER, "Higher limits for Zephyr", published=NOON + timedelta(hours=2),
        url="https://northwind.example/news/limits",
    )  # fmt: skip
    voices = arrange([copy, press, own], NAMES)
    assert voices == [Voice(own, "primary"), Voice(press, "report"), Voice(copy, "copy", press)]


@pytest.mark.parametrize(
    ("first", "second", "role"),
    [
        (ENGLISH, f"GRONINGEN (Wire) - {ENGLISH}", "copy"),  # an agency's byline
        (ENGLISH, ENGLISH[: len(ENGLISH) * 6 // 10], "copy"),  # cut short
        (ENGLISH, f"{ENGLISH} {OTHER}", "copy"),  # a release with something around it
        (ENGLISH, OTHER, "report"),
        (ENGLISH, f"{OTHER} {ENGLISH[:200]}", "report"),  # quotes a passage
        (CHINESE, f"【潮声讯】{CHINESE}", "copy"),
        (CHINESE, "哈利亚德的集群今后由北风使用，双方没有透露价格，用户的限额随之提高。", "report"),
        ("Too short.", "Too short.", "report"),
    ],
)
def test_the_same_text_again_is_a_copy(first: str, second: str, role: str) -> None:
    later = told("board", second, "Halls for hire", published=NOON + timedelta(hours=1))
    assert roles(told("ledger", first), later) == {"ledger": "report", "board": role}


def test_a_title_alone_shows_a_copy_where_it_is_long_enough() -> None:
    long, short = "Northwind rents a cluster of 300 megawatts", "Northwind rents"
    hour = NOON + timedelta(hours=1)
    assert roles(told("ledger", title=long), told("board", title=f"{long}!", published=hour))["board"] == "copy"
    assert roles(told("ledger", title=short), told("board", title=short, published=hour))["board"] == "report"


@pytest.mark.parametrize(
    ("first", "second", "role"),
    [
        ("Malta adopted the act with 41 votes.", "Malta adopted the act with 41 votes.", "copy"),
        ("Malta adopted the act with 41 votes.", "Malta rejected the act with 41 votes.", "report"),
        ("Malta adopted the act with 41 votes.", "Malta adopted the act with 44 votes.", "report"),
        ("The act of Malta was adopted.", "The act of Cyprus was adopted.", "report"),
    ],
)
def test_what_contradicts_is_no_copy(first: str, second: str, role: str) -> None:
    later = told("board", f"{second} {ENGLISH}", "Halls get an act", published=NOON + timedelta(hours=1))
    assert roles(told("ledger", f"{first} {ENGLISH}", "An act on halls"), later)["board"] == role


def test_two_articles_of_one_source_are_no_copies_of_each_other() -> None:
    twice = [told("ledger", ENGLISH, path=path) for path in ("a", "b")]
    assert [voice.role for voice in arrange(twice, NAMES)] == ["report", "report"]


def test_rewrites_of_one_release_count_once_beside_it() -> None:
    release = told("wire", ENGLISH, url="https://www.prnewswire.com/news/1", published=NOON + timedelta(hours=3))
    rewrite = told("board", f"{ENGLISH} {OTHER}", published=NOON + timedelta(hours=1))
    own = told("northwind-news", OTHER * 2, "Zephyr", url="https://northwind.example/news/limits")
    assert roles(release, rewrite) == {"wire": "primary", "board": "copy"}
    assert roles(release, told("ledger", CHINESE), own) == {
        "northwind-news": "primary", "ledger": "report", "wire": "copy",
    }  # fmt: skip
