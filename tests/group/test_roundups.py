from __future__ import annotations

from collections.abc import Sequence

import pytest

from generator.group.documents import DocumentMaker
from generator.group.roundups import tells_several
from generator.model.article import Link
from generator.model.vocabulary import Name, Vocabulary
from generator.text.names import NameFinder
from tests.make import article

COMPANIES = ["Northwind", "Halyard", "Meridian", "Cobalt", "Kestrel", "Ostrava"]
NAMES = NameFinder([Name(name=name, kind="company") for name in COMPANIES])
MAKER = DocumentMaker(NAMES)


@pytest.mark.parametrize(
    "title",
    [
        "Morning briefing: Northwind rents a cluster",
        "This week in AI: Northwind rents a cluster",
        "AI News Weekly #41",
        "7 things Northwind announced this week",
        "Five takeaways from Halyard's developer day",
        "Northwind's flotation: all the latest news",
        "Northwind rents a cluster, and other stories of the day",
        "Weekend reading: clusters and courts",
        "Halyard developer day live blog",
        "Deal alert: lifetime access to 12 AI tools for $39",
        "11 AI apps that make revising less dull",
        "Nine AI gadgets worth packing",
        "Five ways to save time with agents",
        "Save $70 on a speaker with a built-in assistant",
        "Episode 88: Zephyr, courts and why tests are broken",
        "Zephyr, courts and why tests are broken (show notes)",
        "8点1氪：北风租用算力",
        "潮声早报：北风租用算力",
        "一周要闻 | 北风租用算力",
        "AI日报：北风租用算力",
        "盘前要点 | 北风涨超3%",
        "大型科技股盘前涨跌不一，北风涨超3%",
        "今日十条要闻",
        "北风租用哈利亚德算力｜子午线发布新模型｜钴公司完成融资",
        "Northwind rents a cluster | Halyard hires a judge | Meridian opens its weights",
    ],
)
def test_a_title_shows_a_round_up(title: str, vocabulary: Vocabulary) -> None:
    assert tells_several(article(title), DocumentMaker(NAMES, vocabulary.rules.roundups))


@pytest.mark.parametrize(
    "title",
    [
        "Five makers agree on a format for receipts of agents",
        "Three tools of Halyard go offline",
        "3 new ways Zephyr reads faster",
        "Save 40% on inference with Halyard's cache",
        "Northwind rents Halyard's cluster and doubles limits, prices and quotas",
        "Northwind's new phone comes with Live Updates and a better battery",
        "Zephyr 5, Zephyr 5 mini and other models reach Halyard's cloud",
        "Halyard reports the best week of its history",
        "The Daily Harbour sues Northwind over its archive",
        "Northwind's show tells episode 88 by machine",
        "Seven of ten drivers trust Northwind's cars",
        "Cluster rented | The Ledger | Technology",
        "联合早报：北风租用算力",
        "北风股价盘前涨超3%",
        "北风发布一款新模型；价格减半",
        "北风日报系统被黑客攻击",
    ],
)
def test_a_title_of_one_event_is_none(title: str, vocabulary: Vocabulary) -> None:
    assert not tells_several(article(title), DocumentMaker(NAMES, vocabulary.rules.roundups))


def entries(mark: str, names: Sequence[str]) -> str:
    return "\n".join(f"{mark.format(n)}{name} has something to say" for n, name in enumerate(names, start=1))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (entries("{}. ", COMPANIES), True),
        (entries("{}、", COMPANIES), True),
        (entries("• ", COMPANIES), True),
        (entries("- ", COMPANIES), True),
        (entries("【第{}条】", COMPANIES), True),
        (entries("", COMPANIES), False),  # paragraphs
        (entries("{}. ", ["Northwind"] * 6), False),  # one subject in many points
        (entries("{}. ", ["Northwind", "Northwind", "Northwind", "Halyard", "Meridian"]), False),
        (entries("{}. ", COMPANIES[:3]), False),  # a short list in a report
        (entries("{}. ", ["the price", "the size", "the speed", "the date", "the place"]), False),
        (f"{'Northwind has a new model. ' * 40}\n{entries('{}. ', COMPANIES)}", False),  # footnotes
        (
            "\n".join(f"{entry}\n{'It says more than that. ' * 9}" for entry in entries("{}. ", COMPANIES).split("\n")),
            True,
        ),
    ],
)
def test_a_list_of_entries_about_different_names_is_a_round_up(text: str, wanted: bool) -> None:
    assert tells_several(article("What happened", text), MAKER) is wanted


@pytest.mark.parametrize(
    ("hosts", "words", "wanted"),
    [
        (["a", "b", "c", "d", "e"], "has rented a cluster near Groningen", True),
        (["a", "b", "c", "d", "e"], "says so", False),  # links inside sentences
        (["a", "a", "b", "b", "a"], "has rented a cluster near Groningen", False),  # two outlets it rests on
        (["ledger"] * 5, "has rented a cluster near Groningen", False),  # its own older stories
    ],
)
def test_a_list_of_headlines_of_other_sites_is_a_round_up(hosts: list[str], words: str, wanted: bool) -> None:
    links = tuple(
        Link(text=f"{name} {words}", url=f"https://{host}.example/{name}")
        for name, host in zip(COMPANIES, hosts, strict=False)
    )
    assert tells_several(article("What happened", "Some words.", links=links), MAKER) is wanted
