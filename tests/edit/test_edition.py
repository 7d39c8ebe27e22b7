from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.edit.edition import edit, revised
from generator.edit.ranking import importance
from generator.model.edition import Edition, SourceHealth
from generator.model.item import Claim, Entities, Evidence, Importance, Item, Made, Related, Review, Tldr
from generator.model.week import Week
from generator.settings import EditionRules
from tests.make import NOON, item, report, source

WEEK = Week(2026, 25)
LONG = "Two publishers are fined, and that is the first time in Europe that it happens to anyone at all"
TOPICS = ["models", "chips", "policy"]


def ranked(score: float, topic: str = "models", **fields: Any) -> Item:
    return item(importance=Importance(score=score), topics=(topic,) if topic else (), **fields)


def edition(items: dict[str, Item], top: int = 3, per_topic: int = 2, language: str = "en") -> Edition:
    return edit(WEEK, items, {}, TOPICS, EditionRules(top=top, per_topic=per_topic), language, NOON)


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


@pytest.mark.parametrize(
    ("scores", "top"),
    [
        ({"a": 0.9, "b": 0.8, "c": 0.7, "other": 0.1}, "abc"),
        ({"a": 0.9, "b": 0.8, "c": 0.7, "other": 0.68}, "ab+"),
    ],
    ids=["what towers above the rest stays", "of equals another topic goes before"],
)
def test_no_topic_fills_the_top_where_others_come_near(scores: dict[str, float], top: str) -> None:
    items = {
        f"2026/W25/{name}": ranked(score, "policy" if name == "other" else "models") for name, score in scores.items()
    }
    assert "".join("+" if address.endswith("other") else address[-1] for address in edition(items).top) == top


@pytest.mark.parametrize(
    "shared",
    [{"storyline": "2026/W20/first"}, {"entities": Entities(companies=("Northwind",))}],
    ids=["storyline", "company"],
)
def test_no_story_and_no_company_fills_the_top_where_others_come_near(shared: dict[str, Any]) -> None:
    items = {f"2026/W25/{name}": ranked(0.9 - n / 100, "", **shared) for n, name in enumerate("abc")}
    near = {"2026/W25/near": ranked(0.85, "")}
    assert edition({**items, **near}, top=2).top == ("2026/W25/a", "2026/W25/near")
    far = {"2026/W25/far": ranked(0.3, "")}
    assert edition({**items, **far}, top=2).top == ("2026/W25/a", "2026/W25/b")


@pytest.mark.parametrize(
    ("lead", "outlets", "first"),
    [
        ("Why Northwind rents a cluster", 3, "news"),
        ("Why Northwind rents a cluster", 2, "lead"),
        ("Halyard rents a cluster", 3, "lead"),
    ],
    ids=["a comment beside news of many", "a comment beside news of few", "news beside news"],
)
def test_a_comment_does_not_lead_where_many_outlets_report_news(lead: str, outlets: int, first: str) -> None:
    told = tuple(report(name) for name in ("ledger", "quay", "basalt")[:outlets])
    items = {
        "2026/W25/lead": ranked(0.6, title=lead),
        "2026/W25/news": ranked(0.3, title="Meridian opens its index", articles=told),
        "2026/W25/other": ranked(0.4, title="Halyard ships carts"),
    }
    assert edition(items).top[0] == f"2026/W25/{first}"


def test_what_has_quotations_stands_among_the_top_without_a_summary_and_a_bare_headline_does_not() -> None:
    quoted = ranked(0.9, tldr=None, takeaways=(Claim(text="It is large.", cites=("e1",)),))
    bare = ranked(0.95, tldr=None, evidence={})
    items = {"2026/W25/quoted": quoted, "2026/W25/bare": bare} | {f"2026/W25/{name}": ranked(0.5) for name in "abc"}
    assert edition(items, top=2).top == ("2026/W25/quoted", "2026/W25/a")


def test_the_title_is_a_headline_in_the_sites_language() -> None:
    items = {
        "2026/W25/a": ranked(0.9, title="北风租用算力", language="zh"),
        "2026/W25/b": ranked(0.5, "policy", title=LONG),
    }
    assert edition(items).title == "Two publishers are fined"
    assert edition({}).title == "A quiet week: 2026-W25"
    assert edition({}, language="zh").title == "平静的一周：2026-W25"


@pytest.mark.parametrize("title", ["Zephyr: boon or bane?", "Our response to the fire in Porto"])
def test_the_title_is_a_headline_that_tells_what_happened(title: str) -> None:
    items = {
        "2026/W25/a": ranked(0.9, title=title),
        "2026/W25/b": ranked(0.5, "policy", title="Two publishers are fined"),
    }
    assert edition(items).title == "Two publishers are fined"
    assert edition({"2026/W25/a": items["2026/W25/a"]}).title == title


def test_a_line_of_the_introduction_that_says_we_comes_last() -> None:
    ours = Tldr(what_changed=Claim(text="Our office in Porto is now open.", cites=("e1",)))
    items = {"2026/W25/a": ranked(0.9, tldr=ours)} | {f"2026/W25/{name}": ranked(0.5) for name in "bc"}
    assert [line.item[-1] for line in edition(items).intro] == ["b", "c", "a"]


def test_a_line_of_the_introduction_that_tells_nothing_of_its_title_comes_last() -> None:
    scene = Tldr(what_changed=Claim(text="Halls near the river have long been too warm in summer.", cites=("e1",)))
    news = Tldr(what_changed=Claim(text="Northwind closes a cluster of chips in Porto.", cites=("e1",)))
    items = {
        "2026/W25/a": ranked(0.9, title="Northwind closes its cluster in Porto", tldr=scene),
        "2026/W25/b": ranked(0.5, title="Northwind closes its cluster in Porto", tldr=news),
    }
    assert [line.item[-1] for line in edition(items).intro] == ["b", "a"]


def rectifying(address: str) -> tuple[Related, ...]:
    return (Related(item=address, relation="earlier", why="one matter", score=1, verdict="corrected"),)


def test_what_is_corrected_stands_below_what_says_so_and_gives_the_week_no_line() -> None:
    items = {
        "2026/W25/boast": ranked(0.9, title="Zephyr beats all others"),
        "2026/W25/fine": ranked(0.5, "policy", title="Two publishers are fined"),
        "2026/W25/withdrawn": ranked(0.4, title="Northwind withdraws a score", related=rectifying("2026/W25/boast")),
        "2026/W25/chip": ranked(0.1, "chips", title="Halyard builds a chip"),
    }
    made = edition(items, top=4)
    assert [address[9:] for address in made.top] == ["fine", "withdrawn", "boast", "chip"]
    assert made.title == "Two publishers are fined"
    assert [line.item[9:] for line in made.intro] == ["fine", "withdrawn", "chip"]


def test_what_is_corrected_is_not_put_before_a_comment() -> None:
    outlets = tuple(report(name, url=f"https://{name}.example/1") for name in ("ledger", "courier", "post"))
    items = {
        "2026/W25/why": ranked(0.9, title="Why Zephyr matters"),
        "2026/W25/boast": ranked(0.8, title="Zephyr beats all others", articles=outlets),
        "2026/W25/withdrawn": ranked(0.4, title="Northwind withdraws a score", related=rectifying("2026/W25/boast")),
    }
    assert [address[9:] for address in edition(items).top] == ["why", "withdrawn", "boast"]


def test_a_week_of_what_is_corrected_only_has_a_title() -> None:
    one, other = "2026/W25/one", "2026/W25/other"
    items = {one: ranked(0.9, related=rectifying(other)), other: ranked(0.4, related=rectifying(one))}
    made = edition(items)
    assert sorted(made.top) == [one, other]
    assert made.title == items[one].title


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


@pytest.mark.parametrize(
    ("title", "outlets", "least", "most"),
    [
        ("Meridian sues Northwind over wafer designs", 1, 1.2, 1.4),
        ("Meridian sues Northwind over wafer designs", 3, 1.2, 1.4),
        ("Northwind opens Harbour office", 1, 0.4, 0.6),
        ("Northwind opens Harbour office", 3, 0.7, 0.8),
        ("Zephyr: boon or bane?", 1, 0.6, 0.8),
    ],
)
def test_the_kind_of_event_weighs_and_what_many_tell_is_less_an_aside(
    title: str, outlets: int, least: float, most: float
) -> None:
    reports = tuple(report(name) for name in ("ledger", "harbour", "board")[:outlets])
    plain, kind = (importance(item(articles=reports, title=it), {}, "en") for it in (item().title, title))
    assert least <= kind.score / plain.score <= most
    assert len(kind.why) == len(plain.why) + 1


@pytest.mark.parametrize(
    ("title", "outlets", "own"),
    [
        ("Northwind renames its search", 1, True),
        ("Northwind renames its search", 2, True),
        ("Northwind renames its search", 3, False),
        ("Northwind releases Zephyr 5", 1, True),
        ("Northwind releases Zephyr 5", 2, False),
    ],
)
def test_what_a_company_tells_of_itself_weighs_less_where_hardly_anyone_else_tells_it(
    title: str, outlets: int, own: bool
) -> None:
    names = ("harbour", "board")[: outlets - 1]
    told = importance(item(articles=(report(role="primary"), *map(report, names)), title=title), {}, "en")
    assert ("a company's own word that one other outlet reports at most" in told.why) == own


def test_quotations_are_more_than_a_headline() -> None:
    quoted = item(tldr=None, takeaways=(Claim(text="It is large.", cites=("e1",)),))
    assert "only a headline is known" not in importance(quoted, {}, "en").why
    bare = item(tldr=None, evidence={})
    assert "only a headline is known" in importance(bare, {}, "en").why


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
