from __future__ import annotations

import pytest

from generator.collect.cache import Memory, Remembered
from generator.collect.feeds import Entry
from generator.collect.relevance import RelevanceScorer
from generator.collect.selection import Filters, Selection, Span, select
from generator.collect.subjects import with_subjects
from generator.model.article import Article
from generator.model.coverage import CollectedArticle
from generator.model.source import Category
from generator.model.vocabulary import Evidence, Name
from tests.collect.fakes import MONDAY, NEXT_MONDAY
from tests.make import article, source

SCORER = RelevanceScorer(
    Evidence(strong=("AI", "chatbot", "大模型"), weak=(), against=()), [Name(name="Meridian", kind="company")]
)
ABOUT = Entry(
    "https://ledger.example/probe",
    "A chatbot probe",
    MONDAY,
    text="The regulator asks Brightquill, a chatbot company, about Meridian.",
)


def selected(*entries: Entry) -> Selection:
    memory = Memory("", entries={entry.url: Remembered(entry, MONDAY) for entry in entries})
    return select(source(), memory, Span(MONDAY, NEXT_MONDAY, NEXT_MONDAY), Filters(relevance=SCORER, threshold=0.4))


@pytest.mark.parametrize(
    ("title", "is_taken"),
    [
        ("Brightquill denies the claims", True),
        ("Why Brightquill’s founder left", True),
        ("Brightquills and other birds", False),
        ("The regulator moves", False),
    ],
)
def test_a_report_whose_title_names_what_another_introduces_is_taken(title: str, is_taken: bool) -> None:
    told, other = selected(ABOUT), selected(Entry("https://ledger.example/other", title, MONDAY))
    first, second = with_subjects([told, other])
    assert first == told
    assert [it.title for it in second.articles.values()] == [title] * is_taken
    assert (len(second.dropped), len(second.doubtful)) == ((0, 0) if is_taken else (1, 1))
    assert second.filtered == (not is_taken)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("松岭智能发布“雪鸮3”大模型：价格下调", "消息称松岭智能正洽谈20亿美元融资"),
        ("松岭智能发布“雪鸮3”大模型：价格下调", "雪鸮3来了！一手实测"),
        ("国产AI芯片新势力「磐石半导体」流片成功", "磐石半导体：预计明年量产"),
        ("The model is by Pinecrest Labs (松岭智能), an AI company.", "松岭智能副总裁离职"),
    ],
)
def test_what_a_chinese_report_says_is_of_ai_is_known_in_the_others(text: str, title: str) -> None:
    told = selected(Entry(ABOUT.url, "AI 大模型", MONDAY, text=text))
    other = selected(Entry("https://ledger.example/other", title, MONDAY))
    assert [it.title for it in with_subjects([told, other])[1].articles.values()] == [title]


def test_a_title_may_say_the_first_word_of_what_its_text_says_in_full() -> None:
    told = selected(
        Entry(ABOUT.url, "A chatbot probe", MONDAY, text="Brightquill Systems, a chatbot company, is asked.")
    )
    texts = {"whole": "Brightquill Systems cut 640 jobs.", "other": "Brightquill the bird has 640 feathers."}
    others = [
        Entry(f"https://ledger.example/{name}", "Brightquill cut", MONDAY, text=text) for name, text in texts.items()
    ]
    assert [it.text for it in with_subjects([told, selected(*others)])[1].articles.values()] == [texts["whole"]]


@pytest.mark.parametrize(
    ("lead", "names"),
    [
        (
            "Eleven novelists sued Brightquill in Porto, accusing the AI company of copying. Brightquill denies it.",
            True,
        ),
        (
            "Brightquill will cut 640 jobs, 210 of them at its Porto campus, the AI company said. Brightquill is old.",
            True,
        ),
        ("Brightquill sells shoes. Brightquill said that the AI company Meridian was no rival.", False),
    ],
)
def test_the_ai_company_is_the_one_named_before(lead: str, names: bool) -> None:
    assert SCORER.introduced(lead) == ({"Brightquill"} if names else set())


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Chipmaker Ferrolith unveiled a processor for AI on Monday.", {"Ferrolith"}),
        ("Chipmaker Ferrolith hired a chef. Others speak of AI.", set()),
        ("Carmaker Ferrolith has AI in its cars.", set()),
        ("芯片公司Ferrolith周一发布大模型芯片", {"Ferrolith"}),
        ("人形机器人“闪电”发布，会聊AI", set()),  # an ordinary word
    ],
)
def test_who_makes_machines_is_of_ai_where_its_sentence_says_what_for(text: str, names: set[str]) -> None:
    assert SCORER.introduced(text) == names


@pytest.mark.parametrize(
    ("feed", "category", "is_taken"),
    [
        ("Brightquill Blog", "lab", True),
        ("Brightquill", "lab", True),
        ("Brightquill News", "news", False),
        ("Brightquill on Meridian", "lab", False),
    ],
)
def test_a_laboratory_whose_feed_is_read_is_known(feed: str, category: Category, is_taken: bool) -> None:
    own = select(
        source(title=feed, category=category),
        Memory(""),
        Span(MONDAY, NEXT_MONDAY, NEXT_MONDAY),
        Filters(relevance=SCORER),
    )
    other = selected(Entry("https://ledger.example/other", "Judge hears Brightquill", MONDAY))
    assert bool(with_subjects([own, other])[1].articles) is is_taken


def test_what_a_list_names_is_not_introduced_and_a_doubtful_report_introduces_too() -> None:
    listed = Entry("https://ledger.example/1", "A chatbot trial", MONDAY, text="Meridian, a chatbot company, asks.")
    assert selected(listed).introduced == frozenset()  # the list knows what else is told of it
    doubtful = selected(Entry(ABOUT.url, "A probe", MONDAY, text=f"{'It asks. ' * 50}{ABOUT.text}"))
    assert (len(doubtful.articles), len(doubtful.doubtful)) == (0, 1)
    assert doubtful.introduced == {"Brightquill"}


def doubtful(*articles: Article) -> Selection:
    drops = {
        it.url: CollectedArticle(
            source=it.source.name, title=it.title, url=it.url, language="en", published=it.published, fate="off-topic"
        )
        for it in articles
    }
    return Selection({}, drops, doubtful={it.url: it for it in articles})


def test_of_two_doubtful_reports_of_one_page_one_is_taken_and_none_that_is_there_already() -> None:
    one, again = article("Brightquill denies it", path="b"), article("Brightquill denies it all", path="b?utm_source=x")
    told = Selection({}, introduced=frozenset({"Brightquill"}))
    _, both = with_subjects([told, doubtful(one, again)])
    assert (len(both.articles), len(both.dropped), len(both.doubtful)) == (1, 1, 1)
    there = Selection({again.url: again}, doubtful(one).dropped, doubtful=doubtful(one).doubtful)
    _, kept = with_subjects([told, there])
    assert [it.title for it in kept.articles.values()] == [again.title]
    assert len(kept.dropped) == 1
