"""Reasons that rules write into the archive, in the reader's language."""

from __future__ import annotations

import pytest

from generator.archive.reference import read_vocabulary
from generator.enrich.extractive.announcements import how_to_tell
from generator.model.vocabulary import Counterevidence
from generator.site.library import Library
from generator.site.reasons import is_usual_test, reason_in
from generator.site.words import catalogues, load_words
from generator.text.kinds import kind_of
from tests.site.sample import DEAL, PROJECT, make_site
from tests.site.viewing import view_of

EN, ZH = load_words("en"), load_words("zh")


@pytest.mark.parametrize(
    ("text", "chinese"),
    [
        ("1 independent outlet", "1 家独立媒体"),
        ("12 independent outlets", "12 家独立媒体"),
        ("told in another language only", "没有以本站主要语言写成的报道"),
        ("same company: Northwind", "同一公司：Northwind"),
        ("same model: Zephyr 4, Breeze and Gale", "同一模型：Zephyr 4、Breeze、Gale"),
        ("both about Northwind and Acme", "都关于 Northwind、Acme"),
        ("both about Northwind, same number (30 billion)", "都关于 Northwind，数字相同（300亿）"),
        ("same story: both about Northwind", "同一报道：都关于 Northwind"),
        ("same names (Northwind, Acme), same number (2.4 trillion), a day apart", "名称相同（Northwind、Acme）、数字相同（2.4万亿）、相差一天"),
        ("same numbers (2,100, 30 billion), same day", "数字相同（2100、300亿）、同一天"),
        ("links to it, similar texts, 3 days apart", "链接到该报道、文字相近、相差 3 天"),
        ("the same text as Morning Post, the paper", "与 Morning Post, the paper 的文字相同"),
        ("not about AI: no word or name of AI in title or lead", "与 AI 无关：标题与导语中没有 AI 的词或名称"),
        (
            "not about AI: title names Acme, Acme Watch, of whom much else is told; a game",
            "与 AI 无关：标题提到 Acme、Acme Watch，但其报道多与 AI 无关；游戏",
        ),
        ("not about AI: lead: “robot”, which is not said of AI alone", "与 AI 无关：导语有“robot”，但不只用于 AI"),
        ("not about AI: the weekly quiz; a game", "与 AI 无关：the weekly quiz；游戏"),
        ("the same page, which another source links to as well", "另一来源也链接到同一页面"),
        ("ledger.example is not among the sources", "ledger.example 不在来源之列"),
        # what a person wrote, or a part of which no rule is known, stays
        ("the desk says so", "the desk says so"),
        ("same day, as the desk says", "same day, as the desk says"),
        ("", ""),
    ],
)  # fmt: skip
def test_a_reason_of_rule_is_told_in_the_readers_language(text: str, chinese: str) -> None:
    assert reason_in(ZH, text) == chinese
    assert reason_in(EN, text) == text


@pytest.mark.parametrize(
    ("archived", "english", "chinese"),
    [
        ("first-tier source", "a source the editors rank highest", "编辑评为最高一级的来源"),
        ("as the maintainer decided: one contract", "as an editor decided: one contract", "编辑决定：one contract"),
    ],
)
def test_words_of_those_who_run_the_site_are_told_in_those_of_its_readers(
    archived: str, english: str, chinese: str
) -> None:
    assert (reason_in(EN, archived), reason_in(ZH, archived)) == (english, chinese)
    assert reason_in(ZH, english) == chinese


@pytest.mark.parametrize("due", ["2026-05-06", "2026-05", "2026"])
def test_how_to_tell_reads_as_if_it_were_written_in_that_language(due: str) -> None:
    english, chinese = how_to_tell(due, "en"), how_to_tell(due, "zh")
    assert (reason_in(ZH, english, due), reason_in(EN, chinese, due)) == (chinese, english)
    assert (reason_in(EN, english, due), reason_in(ZH, chinese, due)) == (english, chinese)


@pytest.mark.parametrize(
    ("test", "is_usual"),
    [
        (how_to_tell("2026-05", "en"), True),
        (how_to_tell("2026", "zh"), True),
        ("The page says so.", False),
        ("", False),
    ],
)
def test_the_usual_test_is_known_in_every_language(test: str, is_usual: bool) -> None:
    assert is_usual_test(test) is is_usual


@pytest.mark.parametrize("language", sorted(catalogues()))
def test_every_language_has_every_reason(language: str) -> None:
    own, english = catalogues()[language]["reasons"], catalogues()["en"]["reasons"]
    assert own.keys() == english.keys()


@pytest.mark.parametrize(
    "title",
    [
        "Northwind launches Zephyr 4", "How to run Zephyr at home", "Northwind sued over Zephyr", "Northwind raises $2 billion",
        "Northwind hacked", "Northwind shows smart glasses", "Northwind celebrates ten years", "Northwind opens a new office",
        "Northwind partners with Acme",
    ],
)  # fmt: skip
def test_every_kind_of_event_has_its_words(title: str) -> None:
    kind = kind_of(title)
    assert kind and reason_in(ZH, kind.reason) != kind.reason


@pytest.mark.parametrize(
    "sort", read_vocabulary(PROJECT / "content").rules.relevance.against, ids=lambda sort: sort.reason
)
def test_every_sort_that_is_rarely_about_ai_has_its_words(sort: Counterevidence) -> None:
    assert not reason_in(ZH, sort.reason).isascii()


def test_a_page_in_chinese_tells_why_an_event_stands_where_it_does(library: Library) -> None:
    view = view_of(make_site("zh"), library, DEAL)
    assert view.ranked_for and all(not why.isascii() for why in view.ranked_for)
