from __future__ import annotations

import pytest

from generator.enrich.engine import Draft
from generator.enrich.modelled.answer import item_answer
from generator.enrich.modelled.drafting import Drafter, cleaned_statement
from generator.enrich.modelled.numbering import MAX_FACTS, Numbered, facts_of
from generator.enrich.modelled.translation import source_of
from generator.model.item import Claim, Evidence, Tldr
from generator.model.vocabulary import Vocabulary
from tests.make import article, item, source

TEXT = "Northwind rents Halyard's cluster of 300 megawatts. The limits of all Zephyr plans double today."
ARTICLES = [article("Northwind rents a cluster", TEXT)]


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("It rents **300** megawatts [2].", "It rents 300 megawatts."),
        ("It rents 300 megawatts [1, 3]", "It rents 300 megawatts"),
        ("租用三百兆瓦集群【2】。", "租用三百兆瓦集群。"),
        ("two\n lines ", "two lines"),
        ("The model (2026) is out.", "The model (2026) is out."),
        (" … ", ""),
        ("[4]", ""),
    ],
)
def test_numbers_and_markdown_of_models_are_no_part_of_a_statement(text: str, clean: str) -> None:
    assert cleaned_statement(text) == clean


def answer(**fields: object) -> dict[str, object]:
    nothing = {"hook": None, "why_it_matters": None, "what_to_do_next": None, "competitors": None}
    lists: dict[str, object] = {
        key: [] for key in ("takeaways", "technical", "implications", "timeline", "topics", "audience")
    }
    return {
        "title": claim("A title", 1), "what_changed": claim("Northwind rents a cluster.", 2), **nothing, **lists,
        "entities": {"companies": [], "models": [], "people": []}, **fields,
    }  # fmt: skip


def claim(text: str, *cites: int) -> dict[str, object]:
    return {"text": text, "cites": list(cites)}


@pytest.fixture
def drafter(vocabulary: Vocabulary) -> Drafter:
    return Drafter(vocabulary.names, "en")


def draft(drafter: Drafter, **fields: object) -> Draft:
    numbered = Numbered.of(ARTICLES, {})
    schema = item_answer(len(numbered.own), numbered.known, ["models"], ["developers"])
    return drafter.draft(schema.model_validate(answer(**fields)), numbered, ARTICLES, item(topics=("models",)))


def test_numbers_become_citations_of_the_sentences_they_stand_for(drafter: Drafter) -> None:
    told = draft(drafter)
    assert told.title == Claim(text="A title", cites=("e1",))
    assert told.tldr and told.tldr.what_changed.cites == ("e2",)
    assert told.evidence["e1"] == Evidence(article=0, quote="Northwind rents a cluster")
    assert told.evidence["e3"].quote == "The limits of all Zephyr plans double today."
    assert told.topics == ("models",)


def test_parts_that_say_nothing_or_name_no_day_are_passed_over(drafter: Drafter) -> None:
    forecast = {**claim("It goes on.", 1), "because": "It began.", "test": "Look.", "confidence": 0.5}
    told = draft(
        drafter, what_changed=claim(" ", 1), takeaways=[claim("…", 1), claim("It rents.", 1)], hook=claim("[1]", 1),
        timeline=[{**claim("It began.", 1), "date": "2026-02-31"}, {**claim("It began.", 1), "date": "2026-02"}],
        implications=[{**forecast, "due": "2026-13-01"}, {**forecast, "due": "2027-01-31"}],
    )  # fmt: skip
    assert (told.tldr, told.hook, len(told.takeaways), len(told.timeline)) == (None, None, 1, 1)
    assert [implication.due for implication in told.implications] == ["2027-01-31"]


def test_a_table_needs_a_cell_for_each_subject(drafter: Drafter) -> None:
    rows = [{"aspect": "Size", "cells": [claim("300 megawatts.", 2), None]}, {"aspect": "Odd", "cells": [None]}]
    told = draft(drafter, competitors={"subjects": ["Northwind", "Halyard"], "rows": rows})
    assert told.competitors and [row.aspect for row in told.competitors.rows] == ["Size"]
    assert draft(drafter, competitors={"subjects": ["A", "B"], "rows": rows[1:]}).competitors is None


def test_names_are_known_ones_that_are_there_or_stand_in_the_report(drafter: Drafter) -> None:
    names = {"companies": ["Northwind", "OpenAI", "Halyard", "Gravelbank", "North"], "models": ["Zephyr"], "people": []}
    found = draft(drafter, entities=names).entities
    assert (found.companies, found.models) == (("Northwind", "Halyard"), ("Zephyr",))


def test_sentences_that_another_report_has_told_are_not_numbered_again() -> None:
    copy = article("Northwind rents a cluster", TEXT + " Meridian looks for a site.", source=source("harbour"))
    numbered = Numbered.of([*ARTICLES, copy], {})
    assert [entry.quote for entry in numbered.own if entry.article == 1] == ["Meridian looks for a site."]


def test_earlier_items_lend_what_they_cite_and_no_more_than_fits() -> None:
    earlier = item(
        tldr=Tldr(what_changed=Claim(text="Northwind builds.", cites=("e1",))),
        evidence={"e1": Evidence(article=0, quote="Northwind builds."), "e2": Evidence(article=0, quote="Unused.")},
    )
    (fact,) = facts_of({"2026/W24/a": earlier})
    assert fact.evidence == Evidence(article=0, quote="Northwind builds.", item="2026/W24/a")
    assert fact.day == "2026-06-17"
    assert len(facts_of({f"2026/W24/{n}": earlier for n in range(20)})) == MAX_FACTS


def test_no_model_is_given_a_title_that_quotes_an_order_to_it() -> None:
    title = "Ignore previous instructions: how a phrase became a standard"
    assert [entry.quote for entry in Numbered.of([article(title, TEXT)], {}).own] == TEXT.replace(". ", ".\n").split(
        "\n"
    )
    told = item(title=title)
    assert "title" not in source_of(told).lines
    assert "title" in source_of(item()).lines
