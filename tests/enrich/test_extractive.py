from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.enrich.engine import Draft
from generator.enrich.extractive import ExtractiveEngine
from generator.enrich.grounding import checked, is_carried, is_verbatim
from generator.enrich.items import make_item, with_further_reports
from generator.model.article import Article, Link
from generator.model.item import Claim, Evidence, Item, Tldr
from generator.model.vocabulary import Vocabulary
from generator.model.week import Week
from generator.text.words import count_words
from tests.make import NOON, article, item, report, source
from tests.samples import sample_articles

BODY = """\
Northwind will rent Halyard's cluster of 300 megawatts near Groningen from 6 July 2026.
The limits of all paid Zephyr plans double today because the cluster ends a shortage of compute.
Northwind cut the same limits by 30 percent on 8 June 2026 for weekday afternoons.
Zephyr 5 answers at 140 tokens per second on the new accelerators, with a latency of 90 milliseconds.
Rival Meridian keeps the limits of Cobalt 2 lower than Northwind keeps those of Zephyr.
Northwind plans to move all training to a site near Porto by the end of 2027.
Customers can read the limits of each plan in the documentation of the service."""


@pytest.fixture(scope="module")
def engine(vocabulary: Vocabulary) -> ExtractiveEngine:
    return ExtractiveEngine(vocabulary, "en")


def told() -> Article:
    link = Link(text="documentation", url="https://northwind.example/docs/limits")
    return article("Northwind rents Halyard's cluster and doubles Zephyr's limits", BODY, links=(link,))


def test_every_section_is_filled_from_the_text(engine: ExtractiveEngine) -> None:
    draft = engine.enrich([told()])
    assert draft.tldr and draft.tldr.why_it_matters and draft.tldr.what_to_do_next
    assert "because" in draft.tldr.why_it_matters.text
    assert draft.tldr.what_to_do_next.link == "https://northwind.example/docs/limits"
    assert [entry.date for entry in draft.timeline] == ["2026-06-08"]
    assert {implication.due for implication in draft.implications} <= {"2027", "2026-07-06"}
    assert draft.entities.companies[0] == "Northwind"
    assert any("140 tokens per second" in claim.text for claim in draft.technical)


def test_no_sentence_is_told_twice(engine: ExtractiveEngine) -> None:
    draft = engine.enrich([told()])
    sections = [*draft.takeaways, *draft.technical, *draft.implications]
    texts = [claim.text for claim in sections] + [draft.hook]
    assert draft.tldr
    texts += [draft.tldr.what_changed.text, draft.tldr.why_it_matters.text]  # type: ignore[union-attr]
    assert len(texts) == len(set(texts))


def test_an_article_without_text_gets_no_claim(engine: ExtractiveEngine) -> None:
    draft = engine.enrich([article("Iroh 1.0")])
    assert (draft.tldr, draft.takeaways, draft.evidence) == (None, (), {})


def test_the_title_is_one_in_the_sites_language(engine: ExtractiveEngine) -> None:
    chinese = article(
        "北风租用算力", "北风将租用哈利亚德的三百兆瓦集群，限额即日翻倍。", source=source("chaosheng", language="zh")
    )
    assert engine.enrich([chinese, told()]).title == told().title
    assert engine.enrich([chinese]).title == "北风租用算力"


def test_every_claim_of_the_samples_is_carried(engine: ExtractiveEngine) -> None:
    for sample in sample_articles():
        draft = engine.enrich([sample])
        assert checked(draft, [sample]) == draft
        assert all(count_words(evidence.quote) <= 25 for evidence in draft.evidence.values())


def changed(draft: Draft, text: str) -> Draft:
    assert draft.tldr
    return replace(draft, tldr=Tldr(what_changed=Claim(text=text, cites=draft.tldr.what_changed.cites)))


def test_a_changed_number_and_an_invented_quotation_are_struck(engine: ExtractiveEngine) -> None:
    draft = engine.enrich([told()])
    assert draft.tldr
    lie = changed(draft, draft.tldr.what_changed.text.replace("Northwind", "Southwind"))
    struck = checked(lie, [told()])
    assert (struck.tldr, struck.struck) == (None, 1)
    cite = draft.tldr.what_changed.cites[0]
    invented = replace(draft, evidence={**draft.evidence, cite: Evidence(article=0, quote="Nobody wrote this.")})
    assert cite not in checked(invented, [told()]).evidence


@given(st.text(min_size=1, max_size=40))
def test_only_what_the_evidence_says_is_carried(text: str) -> None:
    evidence = {"e1": Evidence(article=0, quote="Northwind rents 300 megawatts.")}
    said = " ".join(text.removesuffix("…").split())
    assert is_carried(text, ["e1"], evidence) is (said in "Northwind rents 300 megawatts.")
    assert not is_carried(text, ["e2"], evidence)


def test_white_space_does_not_make_a_quotation_another() -> None:
    assert is_verbatim(Evidence(article=0, quote="rents a cluster"), [article("x", "Northwind rents\na  cluster.")])


def made(engine: ExtractiveEngine, stored: Item | None = None, text: str = BODY) -> Item:
    one = article("Northwind rents Halyard's cluster", text)
    return make_item([one], [report(url=one.url)], engine, Week(2026, 25), NOON, stored)


def test_equal_input_gives_the_stored_item_itself(engine: ExtractiveEngine) -> None:
    stored = made(engine)
    assert made(engine, stored) is stored
    assert made(engine, stored, BODY + "\nA further sentence that nobody had seen before today.") is not stored


def test_what_is_published_keeps_its_edition_and_date(engine: ExtractiveEngine) -> None:
    stored = made(engine).model_copy(update={"edition": "2026-W24", "pinned": ("title",), "title": "By hand"})
    again = made(engine, stored, BODY + "\nA further sentence that nobody had seen before today.")
    assert (again.edition, again.date, again.title, again.pinned) == ("2026-W24", stored.date, "By hand", ("title",))


def test_a_page_spelt_otherwise_is_no_further_report() -> None:
    stored = item(articles=(report(url="https://www.ledger.example/a"),))
    assert with_further_reports(stored, [report(url="http://ledger.example/a/?utm_source=rss")], NOON) is stored
    assert len(with_further_reports(stored, [report(url="https://ledger.example/b")], NOON).articles) == 2
