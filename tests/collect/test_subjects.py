from __future__ import annotations

import pytest

from generator.collect.relevance import RelevanceScorer
from generator.collect.selection import Doubtful, Selection
from generator.collect.subjects import with_subjects
from generator.model.article import Article
from generator.model.coverage import CollectedArticle
from generator.model.vocabulary import Evidence, Name
from tests.make import article

SCORER = RelevanceScorer(
    Evidence(strong=("AI", "chatbot"), weak=(), against=()), [Name(name="Meridian", kind="company")]
)
ABOUT = article("A probe", path="probe", text="The regulator asks Brightquill, a chatbot company, about Meridian.")


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
    scorer = RelevanceScorer(Evidence(strong=("AI", "大模型"), weak=(), against=()), [])
    told = article(text, path="told")
    _, other = with_subjects([Selection({told.key: told}), doubtful(article(title, path="other"))], scorer)
    assert [it.title for it in other.articles.values()] == [title]


def doubtful(*articles: Article) -> Selection:
    drops = {
        it.key: CollectedArticle(
            source=it.source.name, title=it.title, url=it.url, language="en", published=it.published, fate="off-topic"
        )
        for it in articles
    }  # fmt: skip
    found = {it.key: Doubtful(it, drops[it.key]) for it in articles}
    return Selection({}, tuple(drops.values()), doubtful=found)


@pytest.mark.parametrize(
    ("title", "is_taken"),
    [
        ("Brightquill denies the claims", True),
        ("Why Brightquill’s founder left", True),
        ("Brightquills and other birds", False),
        ("Meridian opens an office", False),  # listed: the list knows what else is told of it
        ("The regulator moves", False),
    ],
)
def test_a_report_whose_title_names_what_another_introduces_is_taken(title: str, is_taken: bool) -> None:
    told = Selection({ABOUT.key: ABOUT})
    other = doubtful(article(title, path="other"))
    first, second = with_subjects([told, other], SCORER)
    assert first == told
    assert [it.title for it in second.articles.values()] == [title] * is_taken
    assert (len(second.dropped), len(second.doubtful)) == ((0, 0) if is_taken else (1, 1))
    assert second.filtered == (not is_taken)


def test_of_two_doubtful_reports_of_one_page_one_is_taken_and_none_that_is_there_already() -> None:
    one, again = article("Brightquill denies it", path="b"), article("Brightquill denies it all", path="b")
    other = doubtful(one)
    there = Selection({again.key: again}, other.dropped, doubtful=other.doubtful)
    first, second = with_subjects([Selection({ABOUT.key: ABOUT}), there], SCORER)
    assert [it.title for it in second.articles.values()] == [again.title]
    assert len(first.articles) == 1
