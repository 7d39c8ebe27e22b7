from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.group.cluster import SAME_EVENT, cluster
from generator.group.documents import Document, DocumentMaker
from generator.group.doubtful import SURE, SURE_OF_CORRECTED, events_told
from generator.group.events import GROWS_FOR, Event, group
from generator.group.similarity import Space
from generator.model.article import Article
from generator.model.decisions import Rulings
from generator.model.vocabulary import Vocabulary
from generator.text.names import NameFinder
from tests.make import NOON, article, item, report, source

SAMPLES = Path(__file__).parents[2] / "content" / "samples"


@pytest.fixture(scope="module")
def maker(vocabulary: Vocabulary) -> DocumentMaker:
    return DocumentMaker(NameFinder(vocabulary.names), vocabulary.rules.roundups)


TEXT = "Northwind rents 300 megawatts from Halyard near Groningen and doubles the limits of Zephyr."


def titles(events: list[Event]) -> list[set[str]]:
    return [{told.source.name for told in event.articles} for event in events]


def test_one_link_is_one_article_the_one_with_the_fullest_text(maker: DocumentMaker) -> None:
    first = article("Seen elsewhere", url="http://www.ledger.example/a", source=source("board"))
    second = article("A cluster changes hands", TEXT, url="https://ledger.example/a?utm_source=rss")
    assert titles(group([first, second], {}, maker)) == [{"ledger"}]


def test_one_title_is_one_event(maker: DocumentMaker) -> None:
    first = article("Northwind doubles limits of Zephyr plans", TEXT)
    second = article("Northwind doubles limits of Zephyr plans!", "", source=source("board"))
    assert len(group([first, second], {}, maker)) == 1


def test_the_same_title_weeks_apart_is_another_event(maker: DocumentMaker) -> None:
    first = article("Deliveries of the month are out now", path="a")
    second = article("Deliveries of the month are out now", path="b", published=NOON + timedelta(days=30))
    assert len(group([first, second], {}, maker)) == 2


def test_round_ups_and_digests_make_no_event(maker: DocumentMaker) -> None:
    digest = article("Northwind rents a cluster", TEXT, source=source("crate", category="digest"))
    roundup = article("8点1氪：北风租用算力", TEXT)
    assert group([digest, roundup], {}, maker) == []


def test_a_new_report_joins_the_published_item(maker: DocumentMaker) -> None:
    published = {"2026/W25/northwind": item(title="Northwind rents 300 megawatts from Halyard", articles=(report(),))}
    new = article("Northwind rents Halyard cluster of 300 megawatts", TEXT, source=source("harbour"))
    (event,) = group([new], published, maker)
    assert event.address == "2026/W25/northwind"


def test_an_article_that_an_item_lists_comes_back_with_it(maker: DocumentMaker) -> None:
    published = {"2026/W25/x": item(articles=(report(url="https://ledger.example/known"),))}
    (event,) = group([article("Something else entirely", url="https://ledger.example/known")], published, maker)
    assert event.address == "2026/W25/x"


def sample_articles() -> tuple[list[Article], dict[str, str]]:
    from tests.samples import sample_articles as collected  # noqa: PLC0415

    events = yaml.safe_load((SAMPLES / "events.yml").read_text("utf-8"))
    home = {url: event["event"] for event in events for url in event["urls"]}
    return [told for told in collected() if told.url in home], home


def test_sample_events_are_found_and_hardly_any_is_wrong(maker: DocumentMaker) -> None:
    """The gold stands in events.yml; the floors are what was measured, less a little."""
    articles, home = sample_articles()
    documents = [maker.of_article(told) for told in articles]
    found = {(a, b) for members in cluster(documents) for a in members for b in members if a < b}
    gold = {
        (a, b) for a, one in enumerate(articles) for b, other in enumerate(articles)
        if a < b and home[one.url] == home[other.url]
    }  # fmt: skip
    assert len(found & gold) / len(found) >= 0.90
    assert len(found & gold) / len(gold) >= 0.87


@given(st.permutations(range(12)))
def test_the_order_of_the_input_does_not_matter(order: list[int]) -> None:
    maker = DocumentMaker(NameFinder(()))
    words = ["cluster", "chip", "court", "phone"]
    documents = [
        maker.of_text(str(n), f"Northwind {words[n % 4]} {n % 3} news", f"{words[n % 4]} text {n}", NOON, f"p{n}")
        for n in range(12)
    ]
    wanted = {frozenset(documents[n].key for n in members) for members in cluster(documents)}
    shuffled = [documents[n] for n in order]
    assert {frozenset(shuffled[n].key for n in members) for members in cluster(shuffled)} == wanted


PUBLISHED = "2026/W25/northwind"
DEAL = item(title="Northwind rents 300 megawatts from Halyard", articles=(report(),))
NEW = article("Northwind rents Halyard cluster of 300 megawatts", TEXT, source=source("harbour"))
UNLIKE = article("A child wins at chess", "Nobody had thought of it.", source=source("quay"))


def apart(*names: str) -> dict[str, frozenset[tuple[int, int]]]:
    return {name: frozenset([(0, side)]) for side, name in enumerate(names)}


def test_an_article_that_was_taken_down_makes_no_event(maker: DocumentMaker) -> None:
    assert group([NEW], {}, maker, Rulings(suppressed=frozenset([NEW.key]))) == []


def test_a_further_report_of_what_was_taken_down_makes_no_new_event(maker: DocumentMaker) -> None:
    taken_down = Rulings(taken_down={PUBLISHED: DEAL})
    assert [event.address for event in group([NEW, UNLIKE], {}, maker, taken_down)] == [PUBLISHED, None]


def test_a_report_joins_no_item_that_it_may_not_be_in(maker: DocumentMaker) -> None:
    (event,) = group([NEW], {PUBLISHED: DEAL}, maker, Rulings(apart=apart(PUBLISHED, NEW.key)))
    assert event.address is None


def test_two_reports_that_may_not_be_in_one_item_do_not_join_the_same(maker: DocumentMaker) -> None:
    other = article("Northwind takes Halyard cluster of 300 megawatts", TEXT, source=source("board"))
    rulings = Rulings(apart=apart(NEW.key, other.key))
    events = group([NEW, other], {PUBLISHED: DEAL}, maker, rulings)
    assert sorted(len(event.articles) for event in events) == [1, 1]
    assert [event.address for event in events] == [PUBLISHED, None]


def test_what_was_decided_to_be_one_event_is_however_unlike(maker: DocumentMaker) -> None:
    why = {UNLIKE.key: "as the maintainer decided: x"}
    new = Rulings(together={NEW.key: NEW.key, UNLIKE.key: NEW.key}, why=why)
    (event,) = group([NEW, UNLIKE], {}, maker, new)
    assert (titles([event]), event.decided) == ([{"harbour", "quay"}], why)
    (event,) = group([UNLIKE], {}, maker, Rulings(together={UNLIKE.key: PUBLISHED}, why=why))
    assert (event.address, event.decided) == (PUBLISHED, why)


def test_a_round_up_tells_one_event_where_it_is_decided_which(maker: DocumentMaker) -> None:
    roundup = article("8点1氪：北风租用算力", TEXT)
    (event,) = group([roundup], {}, maker, Rulings(together={roundup.key: PUBLISHED}))
    assert event.address == PUBLISHED


@given(st.permutations(range(8)), st.sampled_from(["", "01", "05", "23", "67"]))
def test_the_order_of_articles_does_not_matter_to_what_is_decided(order: list[int], pair: str) -> None:
    maker = DocumentMaker(NameFinder(()))
    told = [
        article(f"Northwind {('cluster', 'court')[n % 2]} news of day {n % 3}", TEXT, source=source(f"outlet{n}"))
        for n in range(8)
    ]
    rulings = Rulings(apart=apart(*(told[int(n)].key for n in pair)))
    wanted = titles(group(told, {}, maker, rulings))
    assert titles(group([told[n] for n in order], {}, maker, rulings)) == wanted
    assert not any({f"outlet{n}" for n in pair} <= event for event in wanted if pair)


#: Says nothing of what the site is about, and tells the same as NEW.
DOUBTFUL = article("Halyard rents out a cluster of 300 megawatts to Northwind", TEXT, source=source("gridwire"))


@pytest.mark.parametrize(
    ("told", "doubtful", "joins"),
    [
        ([NEW, UNLIKE], DOUBTFUL, True),
        ([UNLIKE], DOUBTFUL, False),
        ([NEW], UNLIKE, False),
        ([], DOUBTFUL, False),
        ([NEW], article("8点1氪：北风租用算力", TEXT), False),
    ],
)
def test_a_doubtful_article_makes_no_event_but_joins_one(
    maker: DocumentMaker, told: list[Article], doubtful: Article, joins: bool
) -> None:
    alone = group(told, {}, maker)
    found = group(told, {}, maker, doubtful=[doubtful])
    assert [event for event in found if event not in alone] == [
        Event((*event.articles, doubtful)) for event in alone if joins and NEW in event.articles
    ]
    assert len(found) == len(alone)


def test_across_languages_a_doubtful_article_joins_nothing(maker: DocumentMaker) -> None:
    other = source("chaosheng", language="zh")
    chinese = article("Northwind 向 Halyard 租用 300 兆瓦算力集群 Zephyr", TEXT, source=other, path="a")
    likeness = Space([maker.of_article(chinese), maker.of_article(NEW)]).same_event(0, 1)
    assert likeness > SURE
    assert titles(group([NEW], {}, maker, doubtful=[chinese])) == [{"harbour"}]


def test_a_doubtful_article_joins_only_what_it_surely_tells_and_what_is_still_told(maker: DocumentMaker) -> None:
    like = article(
        "Northwind looks for megawatts", "Halyard may have some megawatts near Groningen.", source=source("gridwire")
    )
    assert SAME_EVENT < Space([maker.of_article(like), maker.of_article(NEW)]).same_event(0, 1) < SURE
    assert titles(group([NEW], {}, maker, doubtful=[like])) == [{"harbour"}]
    later = DOUBTFUL.model_copy(update={"published": NOON + GROWS_FOR + timedelta(hours=1)})
    assert Space([maker.of_article(later), maker.of_article(NEW)]).same_event(0, 1) > SURE
    assert titles(group([NEW], {}, maker, doubtful=[later])) == [{"harbour"}]


def test_a_correction_tells_no_event_of_its_own_and_joins_sooner(maker: DocumentMaker) -> None:
    like, corrects = (
        article(title, "Halyard may have some megawatts near Groningen.", source=source("gridwire"))
        for title in ("Power: megawatts of Northwind", "Correction: megawatts of Northwind")
    )
    assert SURE_OF_CORRECTED < Space([maker.of_article(corrects), maker.of_article(NEW)]).same_event(0, 1) < SURE
    assert titles(group([NEW], {}, maker, doubtful=[like])) == [{"harbour"}]
    assert titles(group([NEW], {}, maker, doubtful=[corrects])) == [{"harbour", "gridwire"}]


def test_a_doubtful_article_that_an_item_lists_comes_back_with_it_and_draws_no_other(maker: DocumentMaker) -> None:
    listed = item(articles=(report("quay", url=UNLIKE.url),))
    like_it = article(UNLIKE.title, UNLIKE.body, source=source("board"))
    assert group([], {PUBLISHED: listed}, maker, doubtful=[UNLIKE, like_it]) == [Event((UNLIKE,), PUBLISHED)]
    (event,) = group([UNLIKE], {PUBLISHED: listed}, maker, doubtful=[like_it])
    assert titles([event]) == [{"quay", "board"}]


def test_a_run_that_finds_a_doubtful_article_joined_holds_the_others_against_the_same_texts(
    maker: DocumentMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = article("Northwind sells phones", "They are blue.", source=source("gazette"))
    asked = list[set[str]]()

    def noting(doubtful: Sequence[Document], told: Sequence[Document], *others: Any) -> list[list[int]]:
        asked.append({document.key for document in (*doubtful, *told)})
        return events_told(doubtful, told, *others)

    monkeypatch.setattr("generator.group.events.events_told", noting)
    (event,) = group([NEW], {}, maker, doubtful=[DOUBTFUL, other])
    assert titles([event]) == [{"harbour", "gridwire"}]
    listed = item(articles=(report("harbour", url=NEW.url), report("gridwire", url=DOUBTFUL.url)))
    again = group([NEW], {PUBLISHED: listed}, maker, doubtful=[DOUBTFUL, other])
    assert titles(again) == [{"harbour", "gridwire"}]
    assert asked == [{NEW.key, DOUBTFUL.key, other.key}] * 2


def test_decisions_hold_for_doubtful_articles(maker: DocumentMaker) -> None:
    found = [
        group([NEW], {}, maker, rulings, doubtful=[DOUBTFUL])
        for rulings in (
            Rulings(apart=apart(NEW.key, DOUBTFUL.key)),
            Rulings(suppressed=frozenset([DOUBTFUL.key])),
            Rulings(together={DOUBTFUL.key: DOUBTFUL.key}, apart=apart(NEW.key, DOUBTFUL.key)),
            Rulings(together={DOUBTFUL.key: PUBLISHED}),
        )
    ]
    alone = {"harbour"}
    assert [*map(titles, found)] == [[alone], [alone], [{"gridwire"}, alone], [{"gridwire"}, alone]]
