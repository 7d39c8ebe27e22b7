"""A brief says of an item what the item says, and comes back from the index as it was."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.archive.brief import BRIEF, Foretold, Line, brief_of, tokens_of
from generator.model.item import Made, Telling
from tests.make import NOON, item, report

CLAIM = "Northwind rents a cluster of 300 megawatts."


def test_lines_are_the_hook_and_the_first_claims() -> None:
    brief = brief_of(item(hook="A hook.", takeaways=[{"text": "A takeaway.", "cites": ["e1"]}]))
    assert brief.title == Line("Northwind rents a cluster", "en", {})
    assert [line.text for line in brief.lines] == ["A hook.", CLAIM, "A takeaway."]


def test_a_quoted_claim_is_in_the_language_of_its_source() -> None:
    made = Made(engine="extractive", input="", at=NOON)
    chinese = [report(language="zh")]
    brief = brief_of(item(made=made, articles=chinese))
    assert [line.language for line in brief.lines] == ["zh"]
    assert brief.languages == ("zh",)


def test_a_hook_that_quotes_is_in_the_language_of_the_report_it_quotes() -> None:
    quoting = {"hook": "合同为期三年。", "hook_cites": ("e2",)}
    reports = (report(), report("chaosheng", language="zh"))
    evidence = {"e1": {"article": 0, "quote": CLAIM}, "e2": {"article": 1, "quote": "合同为期三年"}}
    told = item(made=Made(engine="extractive", input="", at=NOON), articles=reports, evidence=evidence, **quoting)
    hook = brief_of(told).lines[0]
    assert (hook.language, hook.quoted, hook.outlet) == ("zh", True, "Chaosheng")
    by_model = told.model_copy(update={"made": Made(engine="model", model="m", input="", at=NOON)})
    assert brief_of(by_model).lines[0].language == "en"


@pytest.mark.parametrize(
    ("text", "quoted", "outlet"),
    [(CLAIM, True, "Ledger"), (CLAIM.removesuffix("."), True, "Ledger"), ("It rents a cluster.", False, "")],
)
def test_a_line_says_whose_words_it_is(text: str, quoted: bool, outlet: str) -> None:
    (line,) = brief_of(item(tldr={"what_changed": {"text": text, "cites": ["e1"]}})).lines
    assert (line.quoted, line.outlet) == (quoted, outlet)


def test_a_sentence_of_an_earlier_item_is_quoted_without_its_outlet() -> None:
    evidence = {"e1": {"article": 0, "quote": CLAIM, "item": "2026/W24/one"}}
    (line,) = brief_of(item(evidence=evidence)).lines
    assert (line.quoted, line.outlet) == (True, "")


def test_lines_are_told_in_the_language_of_the_page_where_reports_have_it() -> None:
    chinese = "北风租用三百兆瓦的集群。"
    evidence = {"e1": {"article": 0, "quote": CLAIM}, "e2": {"article": 1, "quote": chinese}}
    reports = (report(), report("chaosheng", language="zh"))
    plain = item(made=Made(engine="extractive", input="", at=NOON), articles=reports, evidence=evidence)
    tldr = {"what_changed": {"text": chinese, "cites": ["e2"]}}
    telling = Telling.model_validate({"title": "北风租用集群", "tldr": tldr, "of": plain.told_hash})
    brief = brief_of(plain.model_copy(update={"tellings": {"zh": telling}}))
    assert brief.title.translated == {"zh": "北风租用集群"}
    assert brief.lines_in("zh") == (Line(chinese, "zh", {}, True, "Chaosheng"),)
    assert brief.lines_in("de") == brief.lines_in("en") == brief.lines
    assert BRIEF.validate_json(BRIEF.dump_json(brief)) == brief


def test_a_translation_holds_while_the_words_are_what_was_translated() -> None:
    lines = {
        "title": {"of": "Northwind rents a cluster", "text": "Northwind 租用集群"},
        "tldr.what_changed": {"of": "Something else.", "text": "别的。"},
    }
    brief = brief_of(item(translations={"zh": {"lines": lines, "at": NOON}}))
    assert brief.title.translated == {"zh": "Northwind 租用集群"}
    assert [line.translated for line in brief.lines] == [{}]


def test_what_a_search_finds_it_by() -> None:
    told = item(hook="A hook.", timeline=[{"date": "2024", "text": "A beginning.", "cites": ["e1"]}])
    assert tokens_of(told) == ["300", "beginning", "cluster", "hook", "ledger", "megawatts", "northwind", "rents"]


def test_published_predictions_are_told_with_the_sentences_they_cite() -> None:
    said = {"text": CLAIM, "cites": ["e1"], "due": "2026-09", "confidence": 0.7}
    published: dict[str, Any] = {**said, "id": "p1", "test": "It runs."}
    brief = brief_of(item(implications=[published, {**said, "id": "p2"}]))
    (foretold,) = brief.foretold
    assert (foretold.id, foretold.text.text, foretold.because.text) == ("p1", CLAIM, "")
    assert foretold.test == Line("It runs.", "en", {})
    assert foretold.quotes == (CLAIM,)


@given(st.text(min_size=1).map(str.strip).filter(bool), st.floats(0, 1))
def test_it_comes_back_as_it_was(text: str, score: float) -> None:
    related: list[dict[str, Any]] = [{"item": "2026/W24/one", "relation": "earlier", "why": "why", "score": score}]
    line = Line(text, "en", {"zh": text})
    brief = brief_of(item(related=related))._replace(foretold=(Foretold("p1", line, line, line, (text, "")),))
    assert BRIEF.validate_json(BRIEF.dump_json(brief)) == brief
