from __future__ import annotations

import pytest

from generator.collect.cache import Memory, Remembered
from generator.collect.feeds import Entry
from generator.collect.relevance import RelevanceScorer
from generator.collect.selection import Filters, Span, select
from generator.model.vocabulary import Counterevidence, Evidence, Name, Vocabulary
from generator.settings import Settings
from tests.collect.fakes import MONDAY, NEXT_MONDAY
from tests.make import source

EVIDENCE = Evidence(
    strong=("AI", "language model", "人工智能"),
    weak=("data center", "robot", "机器人"),
    against=(
        Counterevidence(reason="a shopping offer", patterns=(r"(?i)\d+% off", "到手价")),
        Counterevidence(reason="a game", patterns=("(?i)video games?",)),
    ),
)
NAMES = [
    Name(name="Northwind", kind="company", aliases=("北风",)),
    Name(name="Yanhui Auto", kind="company", general=True),
    Name(name="Ridge AI", kind="product", general=True),
]
SCORER = RelevanceScorer(EVIDENCE, NAMES)


@pytest.mark.parametrize(
    ("title", "lead", "score", "reasons"),
    [
        ("A language model for whales", "", 0.6, ["title: “language model”"]),
        ("北风发布新品", "", 0.5, ["title names Northwind"]),
        ("The AI of Northwind", "人工智能", 1.0, ["title: “AI”", "title names Northwind", "lead: “人工智能”"]),
        (
            "The city builds a data center", "A data center of 9 megawatts.", 0.4,
            ["title: “data center”, which is not said of AI alone", "lead: “data center”, which is not said of AI alone"],
        ),
        ("A walk in the park", "It has AI.", 0.3, ["lead: “AI”"]),
        ("A walk in the park", "It has birds.", 0.0, ["no word or name of AI in title or lead"]),
        ("Yanhui Auto sells vans", "", 0.05, ["title names Yanhui Auto, of whom much else is told"]),
        # AI inside the name of something that is not about AI
        ("Ridge AI 9 laptop", "", 0.05, ["title names Ridge AI, of whom much else is told"]),
        ("AI headphones: 20% off", "", 0.1, ["title: “AI”", "a shopping offer"]),
        (
            "Robot mop: 20% off", "", 0.0,
            ["title: “robot”, which is not said of AI alone", "a shopping offer"],
        ),
        ("Umbrella, 20% off", "", 0.0, ["a shopping offer", "no word or name of AI in title or lead"]),
    ],
)  # fmt: skip
def test_a_score_comes_with_its_reasons(title: str, lead: str, score: float, reasons: list[str]) -> None:
    found = SCORER.score(title, lead)
    assert (found.score, list(found.reasons)) == (score, reasons)


def test_a_text_that_goes_on_about_ai_and_an_outlet_that_is_all_about_it_count() -> None:
    rest = "AI, Northwind, a language model and 人工智能 again"
    assert SCORER.score("A walk", "with AI", rest).reasons == ("lead: “AI”", "AI all through the text")
    assert SCORER.score("A walk", "with AI", "Northwind and AI").reasons == ("lead: “AI”",)
    assert SCORER.score("A walk", "", outlet="Ledger AI") == SCORER.score("A walk", "", outlet="The AI Ledger")
    assert SCORER.score("A walk", "", outlet="Ledger AI").score == 0.5
    assert SCORER.score("A walk", "", outlet="Northwind News").reasons == ("the outlet is called “Northwind”",)
    assert SCORER.score("A walk", "", outlet="Yanhui Auto News").score == 0


def test_what_is_introduced_as_ai_is_a_subject_unless_a_list_knows_it() -> None:
    text = "The AI startup Corvane sues Northwind, a language model company, and Quist, a bakery company."
    assert SCORER.introduced(text) == {"Corvane"}


@pytest.mark.parametrize(
    ("title", "lead", "is_relevant"),
    [
        ("Judge lets authors sue Oakum", "Authors say that Oakum trained its AI on copies of their books.", True),
        ("Regulator opens inquiry into chatbots that pose as doctors", "", True),
        ("A new speech model runs on a phone without a network", "The language model has 2 billion parameters.", True),
        ("OpenAI hires a head of robotics", "", True),
        ("County votes on a second data center", "The data center would draw 300 megawatts.", True),
        ("The trial opens on Monday", "Lawyers of OpenAI and of Anthropic said that agentic tools are named.", True),
        ("大模型价格再降", "", True),
        ("具身智能公司完成融资", "", True),
        ("某车企上调辅助驾驶价格", "", True),
        ("千问上线新功能", "", True),
        ("Introducing Tarn 4, our most capable model yet", "A context window of 1 million tokens.", True),
        ("Tarn scores 71 on SWE-bench", "", True),
        ("Quill-70B: open weights under a free licence", "", True),
        ("Why mixture of experts wins", "", True),
        # in other languages, their names for companies included
        ("북풍, 차세대 모델 공개", "북풍은 4일 인공지능 언어모델을 공개했다. 챗봇이 빨라졌다.", True),
        ("오픈AI, 하이퍼클로바 X와 경쟁", "", True),
        ("北風、人工知能で港を動かす", "", True),
        ("El puerto usa inteligencia artificial", "", True),
        # false friends
        ("[NOTICE] This feed is no longer maintained", "The laboratory now has a feed of its own.", False),
        ("2.1.195", "Fixed computer use in the agent harness of AI.", False),
        ("The carmaker shows a new model", "The model costs less.", False),
        ("A new benchmark for the safety of cars", "", False),
        ("The 12 best robot vacuums (2026)", "We tested the AI of every one.", False),
        ("Wireless earbuds with AI noise control are 40% off", "The lowest price yet.", False),
        ("Nintendo shows its next video game at the fair", "Fans waited for years.", False),
        ("Apple raises the price of its phone", "The phone costs more from Monday.", False),
        ("Tesla recalls 3,000 cars", "A bolt may come loose.", False),
        ("Police train dogs to find Aidan, who was said to be in Dubai", "", False),
        ("The rocket flew for eight minutes", "SpaceX, whose founder also has an AI company, was pleased.", False),
        ("某公司：股票交易异常波动，人工智能业务收入占比较小", "", False),
        ("某品牌笔记本上架：锐龙 AI 9 处理器，到手价 6999 元", "", False),
        ("智能门锁 1999 → 610 元", "AI 指纹识别", False),
        ("《潮汐大陆 3》新补丁上线：改善难度，调整 AI 对手", "", False),
        ("端午假期首日铁路预计发送旅客415万人", "", False),
    ],
)
def test_the_project_tells_news_about_ai_from_other_news(
    vocabulary: Vocabulary, title: str, lead: str, is_relevant: bool
) -> None:
    found = RelevanceScorer(vocabulary.rules.relevance, vocabulary.names).score(title, lead)
    assert (found.score >= Settings().relevance) is is_relevant, found


@pytest.mark.parametrize(
    ("include", "titles"),
    [
        (None, ["A language model", "Northwind"]),
        ((), ["A language model", "A walk", "Northwind"]),
        (("walk",), ["A walk"]),
    ],
)
def test_only_a_source_without_words_of_its_own_is_weighed(include: tuple[str, ...] | None, titles: list[str]) -> None:
    entries = [
        Entry(f"https://ledger.example/{number}", title, MONDAY, "It opens in May.")
        for number, title in enumerate(["A language model", "A walk", "Northwind"])
    ]
    memory = Memory("", entries={entry.url: Remembered(entry, MONDAY) for entry in entries})
    filters = Filters(relevance=SCORER, threshold=0.4)
    selection = select(source(include=include), memory, Span(MONDAY, NEXT_MONDAY, NEXT_MONDAY), filters)
    assert sorted(article.title for article in selection.articles.values()) == titles
    weighed = [(entry.why, entry.score) for entry in selection.dropped.values() if entry.score is not None]
    assert weighed == ([("not about AI: no word or name of AI in title or lead", 0.0)] if include is None else [])
