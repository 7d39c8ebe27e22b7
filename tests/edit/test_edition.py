from __future__ import annotations

from datetime import timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from generator.edit.edition import edit, revised
from generator.edit.ranking import importance
from generator.model.edition import Edition, SourceHealth
from generator.model.item import Claim, Evidence, Importance, Item, Made, Related, Review, Tldr
from generator.model.week import Week
from generator.settings import EditionRules
from tests.make import NOON, item, report, source

WEEK = Week(2026, 25)
LONG = "Two publishers are fined, and that is the first time in Europe that it happens to anyone at all"
TOPICS = ["models", "chips", "policy"]


def ranked(score: float, topic: str = "models", **fields: Any) -> Item:
    return item(importance=Importance(score=score), topics=(topic,) if topic else (), **fields)


def edition(items: dict[str, Item], top: int = 3, per_topic: int = 2) -> Edition:
    return edit(WEEK, items, {}, TOPICS, EditionRules(top=top, per_topic=per_topic), "en", NOON)


@given(st.lists(st.tuples(st.floats(0, 1), st.sampled_from([*TOPICS, ""]), st.booleans()), max_size=30))
def test_every_item_stands_in_one_place_and_caps_hold(drawn: list[tuple[float, str, bool]]) -> None:
    items = {
        f"2026/W25/item-{n}": ranked(score, topic) if told else ranked(score, topic, tldr=None, evidence={})
        for n, (score, topic, told) in enumerate(drawn)
    }
    made = edition(items)
    assert sorted(made.addresses()) == sorted(items)
    assert len(made.top) <= 3
    assert all(len(group.items) <= 2 for group in made.groups)


def test_the_best_come_first_but_no_topic_fills_the_top() -> None:
    items = {
        "2026/W25/a": ranked(0.9), "2026/W25/b": ranked(0.8), "2026/W25/c": ranked(0.7), "2026/W25/d": ranked(0.1, "policy"),
    }  # fmt: skip
    assert edition(items).top == ("2026/W25/a", "2026/W25/b", "2026/W25/d")


def test_the_title_is_a_headline_in_the_sites_language() -> None:
    items = {
        "2026/W25/a": ranked(0.9, title="北风租用算力", language="zh"),
        "2026/W25/b": ranked(0.5, "policy", title=LONG),
    }
    assert edition(items).title == "Two publishers are fined"
    assert edition({}).title == "A quiet week: 2026-W25"


def test_numbers_count_what_is_there() -> None:
    two = item(articles=(report(), report("chaosheng", language="zh")))
    numbers = edition({"2026/W25/a": two, "2026/W25/b": item()}).numbers
    assert (numbers.events, numbers.reports, numbers.sources, numbers.merged) == (2, 3, 2, 1)
    assert numbers.languages == {"en": 2, "zh": 1}
    assert numbers.claims == 2


def test_an_edition_that_did_not_change_is_the_stored_one() -> None:
    stored = revised(edition({"2026/W25/a": ranked(0.9)}), None, SourceHealth(read=3))
    later = edition({"2026/W25/a": ranked(0.9)}).model_copy(update={"updated": NOON + timedelta(days=1)})
    assert revised(later, stored, SourceHealth(read=3)) is stored
    assert revised(later, stored, None) is stored
    changed = revised(later, stored, SourceHealth(read=2, failed=("ledger",)))
    assert (changed.date, changed.updated) == (stored.date, NOON + timedelta(days=1))


def test_pinned_fields_of_an_edition_stay() -> None:
    stored = edition({"2026/W25/a": ranked(0.9)}).model_copy(update={"title": "By hand", "pinned": ("title",)})
    assert revised(edition({"2026/W25/b": ranked(0.9)}), stored, None).title == "By hand"


def test_more_outlets_and_a_primary_source_weigh_more() -> None:
    sources = {name: source(name) for name in ("ledger", "harbour", "board")}
    one = importance(item(), sources, "en")
    three = importance(item(articles=tuple(report(name) for name in sources)), sources, "en")
    primary = importance(item(articles=(report(role="primary"),)), sources, "en")
    assert three.score > one.score
    assert primary.score > one.score
    assert three.why[0] == "3 independent outlets"
    assert "primary source" in primary.why


def test_a_lone_preprint_and_a_foreign_text_weigh_less() -> None:
    preprint = importance(item(), {"ledger": source(category="papers")}, "en")
    plain = importance(item(), {"ledger": source()}, "en")
    assert preprint.score < plain.score
    assert importance(item(language="zh"), {"ledger": source()}, "en").score < plain.score


def test_a_preprint_is_known_by_its_address_where_no_source_says_so() -> None:
    lone = item(articles=(report(url="https://arxiv.org/abs/2606.01234", role="primary"),))
    assert "a preprint no one else reports" in importance(lone, {}, "en").why
    reported = item(articles=(*lone.articles, report("harbour")))
    assert "a preprint no one else reports" not in importance(reported, {}, "en").why


def test_an_english_title_with_a_chinese_lead_is_no_english_text() -> None:
    quote = "北风将租用哈利亚德三百兆瓦的集群。"
    foreign = ranked(
        0.9,
        articles=(report(), report("chaosheng", language="zh")),
        made=Made(engine="extractive", input="0", at=NOON),
        tldr=Tldr(what_changed=Claim(text=quote, cites=("e1",))),
        evidence={"e1": Evidence(article=1, quote=quote)},
    )
    items = {"2026/W25/a": foreign} | {f"2026/W25/{name}": ranked(0.5, name) for name in TOPICS}
    made = edition(items, top=6)
    assert made.top[0] == "2026/W25/a"
    assert made.intro[0].text.startswith("Northwind"), "what the reader can read comes first"
    earlier = (Related(item="2026/W24/b", relation="earlier", why="one matter", score=0.9),)
    goes_on = {address: one.model_copy(update={"related": earlier}) for address, one in items.items()}
    assert [link.item for link in edition(goes_on).continues] == [*sorted({*items} - {"2026/W25/a"}), "2026/W25/a"]
    assert "told in another language only" in importance(foreign, {}, "en").why


def test_a_review_stays_with_its_edition() -> None:
    review = Review(by="R. Editor", at=NOON)
    stored = revised(edition({"2026/W25/a": ranked(0.9)}), None, None).model_copy(update={"review": review})
    assert revised(edition({"2026/W25/b": ranked(0.9)}), stored, None).review == review
