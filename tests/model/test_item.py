from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from pydantic import ValidationError

from generator.model.base import ADDRESS
from generator.model.edition import Edition
from generator.model.item import Claim, Evidence, Item, Made, Related
from generator.model.pins import editable_fields, edited_fields, keep_pinned, with_pins
from generator.model.translation import TranslatedLine, Translation
from tests.make import NOON, item, report


def predicted(**fields: Any) -> dict[str, Any]:
    """Front matter with one implication."""
    return {"implications": [{"id": "p1", "text": "Limits rise.", "cites": ["e1"], **fields}]}


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"takeaways": [{"text": "A claim.", "cites": []}]}, "needs at least one citation"),
        ({"takeaways": [{"text": "A claim.", "cites": ["e9"]}]}, "cites e9, which is not in evidence: restore it"),
        ({"evidence": {"e1": {"article": 3, "quote": "x"}}}, "names article 3, but the last is 0"),
        ({"timeline": [{"date": "2026-05"}]}, "needs text with a citation, or an item"),
        ({"timeline": [{"date": "2026-13", "text": "x", "cites": ["e1"]}]}, "month must be in 1..12"),
        ({"pinned": ["titel"]}, "fields that can be pinned"),
        ({"title": "two\nlines"}, "one line"),
        (predicted(status="came-true"), "the status came-true needs evidence; add settled"),
        (
            predicted(settled={"date": "2026-07-01", "url": "https://a.example/", "why": "x"}),
            "stands beside status: open",
        ),
        (predicted(status="void", settled={"date": "2026-07", "why": "x"}), "needs its evidence: either url"),
        (
            predicted(
                status="void", settled={"date": "2026", "why": "x", "url": "https://a.example/", "item": "2026/W24/a"}
            ),
            "needs its evidence: either url",
        ),
        ({"implications": 2 * predicted()["implications"]}, "implications have one id twice: p1, p1"),
        ({"articles": []}, "at least 1"),
        ({"date": "2026-06-15T16:00:00"}, "time zone"),
        ({"date": 20260615}, "must be a time, for example 2026-06-15T16:00:00Z"),
        ({"date": "20260615"}, "must be a time"),
        ({"date": True}, "must be a time"),
        (
            {"competitors": {"subjects": ["A", "B"], "rows": [{"aspect": "x", "cells": [None]}]}},
            "1 cells for 2 subjects",
        ),
    ],
)
def test_front_matter_that_does_not_hold_together_is_refused(fields: dict[str, Any], problem: str) -> None:
    with pytest.raises(ValidationError, match=problem):
        item(**fields)


def test_outlets_of_one_owner_and_copies_count_once() -> None:
    reports = (
        report("ledger", owner="Quay"),
        report("gazette", owner="Quay"),
        report("harbour"),
        report("x", role="copy"),
    )
    assert item(articles=reports).publishers == {"Quay", "harbour.example"}


def test_one_feed_is_one_voice_wherever_it_leads() -> None:
    linked = tuple(report("board", url=f"https://{host}.example/x") for host in ("harbour", "quay", "ledger"))
    assert len(item(articles=linked).publishers) == 1
    assert len(item(articles=(*linked, report("chao"))).publishers) == 2


@pytest.mark.parametrize(
    ("fields", "is_published"),
    [({}, False), ({"due": "2026"}, False), ({"test": "x"}, False), ({"due": "2026", "test": "x"}, True)],
)
def test_a_prediction_is_published_only_with_a_date_and_a_test(fields: dict[str, Any], is_published: bool) -> None:
    value = item(**predicted(**fields))
    assert value.implications[0].is_published is is_published
    assert ("implications.0" in dict(value.claims())) is is_published


def test_what_is_not_published_cites_what_is_there_all_the_same() -> None:
    with pytest.raises(ValidationError, match=r"implications\.0 cites e9"):
        item(**predicted(cites=["e9"]))


def pinned_item() -> Item:
    return item(
        title="A title by hand",
        pinned=("title", "tldr.why_it_matters"),
        tldr={
            "what_changed": {"text": "Old.", "cites": ["e1"]},
            "why_it_matters": {"text": "By hand.", "cites": ["e2"], "inference": True},
        },
        evidence={"e1": Evidence(article=0, quote="Old."), "e2": Evidence(article=1, quote="It matters.")},
        articles=(report("ledger"), report("harbour")),
    )


def test_pinned_fields_stay_and_take_their_evidence_along() -> None:
    made = item(title="A title by rule", articles=(report("quay"), report("ledger")))
    kept = keep_pinned(made, pinned_item())
    assert kept.title == "A title by hand"
    assert kept.tldr and kept.tldr.why_it_matters
    assert kept.tldr.what_changed == made.tldr.what_changed  # type: ignore[union-attr]
    (cite,) = kept.tldr.why_it_matters.cites
    assert kept.articles[kept.evidence[cite].article].source == "harbour"
    assert kept.evidence[cite].quote == "It matters."
    assert kept.pinned == ("title", "tldr.why_it_matters")


def test_a_field_pinned_empty_stays_empty() -> None:
    made = item(takeaways=(Claim(text="New.", cites=("e1",)),))
    assert keep_pinned(made, item(pinned=("takeaways",))).takeaways == ()


def test_without_pins_nothing_is_kept() -> None:
    made = item(title="By rule")
    assert keep_pinned(made, item(title="By hand")) is made


def test_a_pinned_line_of_a_tldr_stays_where_none_is_made_any_more() -> None:
    kept = keep_pinned(item(tldr=None), pinned_item())
    assert kept.tldr and kept.tldr.why_it_matters and kept.tldr.why_it_matters.text == "By hand."
    without = item(pinned=("tldr.why_it_matters",))
    made = item(
        tldr={"what_changed": {"text": "New.", "cites": ["e1"]}, "why_it_matters": {"text": "New.", "cites": ["e1"]}}
    )
    after = keep_pinned(made, without)
    assert after.tldr and (after.tldr.what_changed.text, after.tldr.why_it_matters) == ("New.", None)


def test_a_pinned_title_brings_its_own_evidence() -> None:
    stored = item(
        title="By hand", title_cites=("e1",), pinned=("title", "hook"), evidence={"e1": Evidence(article=0, quote="Q.")}
    )
    stored = stored.model_copy(update={"tldr": None})
    kept = keep_pinned(item(title="By rule", title_cites=("e1",), hook="By rule.", hook_cites=("e1",)), stored)
    assert (kept.title, [kept.evidence[cite].quote for cite in kept.title_cites]) == ("By hand", ["Q."])
    assert (kept.hook, kept.hook_cites) == (None, ())


def test_a_sibling_of_an_older_archive_is_read() -> None:
    related = Related.model_validate(
        {"item": "2026/W25/x", "relation": "sibling", "why": "both about Halyard", "score": 0.2}
    )
    assert related.relation == "background"


def translated(*lines: tuple[str, str, str]) -> Translation:
    found = {path: TranslatedLine(text=text, of=of) for path, text, of in lines}
    return Translation(lines=found, model="example/one", at=NOON)


@pytest.mark.parametrize(
    ("evidence", "language"), [({"article": 1}, "zh"), ({"article": 3, "item": "2026/W24/a"}, "en")]
)
def test_a_quotation_is_in_the_language_of_its_report_and_of_the_item_where_another_lists_that(
    evidence: dict[str, Any], language: str
) -> None:
    one = item(
        articles=(report(), report("chaosheng", language="zh")),
        made=Made(engine="extractive", input="0", at=NOON),
        evidence={"e1": Evidence(quote="Northwind rents a cluster of 300 megawatts.", **evidence)},
    )
    assert one.language_told == language


def test_a_translation_is_into_another_language() -> None:
    data = item().model_dump()
    line = translated(("title", "标题", item().title)).model_dump()
    assert Item.model_validate(data | {"translations": {"zh": line}}).translated_into == {"zh"}
    with pytest.raises(ValueError, match="the item's own language"):
        Item.model_validate(data | {"translations": {"en": line}})


def test_translations_stay_with_the_words_they_translate() -> None:
    zh = translated(("title", "标题", item().title), ("hook", "导语", "A hook."))
    former = item(hook="A hook.").model_copy(update={"translations": {"zh": zh}})
    again = item(hook="Another hook.").with_translations_of(former)
    assert again.translations["zh"].lines.keys() == {"title"}
    assert item(title="All is new", hook="Another").with_translations_of(former).translations == {}


def test_of_other_words_it_is_no_translation() -> None:
    corrected = item(title="Another title").model_copy(
        update={"translations": {"zh": translated(("title", "标题", item().title), ("takeaways.7", "无", "Gone."))}}
    )
    assert corrected.translated_into == frozenset()


def test_every_translatable_line_has_its_path() -> None:
    assert item(hook="A hook.").lines() == {
        "title": item().title,
        "hook": "A hook.",
        "tldr.what_changed": "Northwind rents a cluster of 300 megawatts.",
    }


def texts_without_a_form(schema: Mapping[str, Any]) -> Iterator[str]:
    """Fields that JSON Schema knows as any string at all."""
    for name, model in {schema["title"]: schema, **schema["$defs"]}.items():
        for key, field in model.get("properties", {}).items():
            values = [value for one in field.get("anyOf", [field]) for value in (one, one.get("items", {}))]
            free = (it for it in values if it.get("type") == "string")
            if any(not it.keys() & {"maxLength", "pattern", "format", "enum", "const"} for it in free):
                yield f"{name}.{key}"


@pytest.mark.parametrize("model", [Item, Edition])
def test_every_text_is_a_line_or_has_a_form_of_its_own(model: type[Item] | type[Edition]) -> None:
    """Dates and pinned fields are held to what they name, hashes of inputs are compared and never shown."""
    known = {"Implication.due", "Settlement.date", "TimelineEntry.date", "Item.pinned", "Edition.pinned", "Made.input",
             "Translation.input", "Telling.of"}  # fmt: skip
    assert set(texts_without_a_form(model.model_json_schema())) <= known


def told_twice(**fields: Any) -> Item:
    """An English item that a Chinese report tells too."""
    evidence = {
        "e1": {"article": 0, "quote": "Northwind rents a cluster of 300 megawatts."},
        "e2": {"article": 1, "quote": "北风租用三百兆瓦的集群。"},
    }
    reports = (report(), report("chaosheng", language="zh", title="北风租用集群"))
    plain = item(articles=reports, evidence=evidence, made=Made(engine="extractive", input="", at=NOON))
    tldr = {"what_changed": {"text": "北风租用三百兆瓦的集群。", "cites": ["e2"]}}
    telling = {"title": "北风租用集群", "tldr": tldr, "of": plain.told_hash, **fields}
    return Item.model_validate({**plain.model_dump(exclude_defaults=True), "tellings": {"zh": telling}})


def test_an_item_is_told_in_the_words_of_its_reports_in_a_language() -> None:
    told = told_twice().told_in("zh")
    assert told.tldr and told.tldr.what_changed.text == "北风租用三百兆瓦的集群。"
    assert (told.title, told.language, told.language_told) == ("北风租用集群", "zh", "zh")
    assert told_twice().translated_into == {"zh"}
    assert told_twice().told_in("de") == told_twice()


def test_reports_with_a_title_only_lend_their_title() -> None:
    both = told_twice(tldr=None)
    assert both.told_in("zh").title == "北风租用集群"
    assert both.told_in("zh").tldr == both.tldr


@pytest.mark.parametrize("changed", [{"title": "Another title"}, {"tldr": None}])
def test_what_was_changed_since_is_not_told_in_another_language(changed: dict[str, Any]) -> None:
    item = told_twice().model_copy(update=changed)
    assert item.told_in("zh") is item
    assert not item.translated_into


def test_a_telling_cites_evidence_of_its_item() -> None:
    with pytest.raises(ValidationError, match=r"tellings\.zh cites e9"):
        told_twice(hook={"text": "三百兆瓦。", "cites": ["e9"]})


def test_a_telling_changed_by_hand_is_an_edit_and_stays_with_its_evidence_where_it_is_pinned() -> None:
    edited = told_twice(title="北风租下集群")
    assert edited_fields(editable_fields(told_twice()), editable_fields(edited)) == ("tellings",)
    again = told_twice().model_copy(update={"tellings": {}, "evidence": {"e1": told_twice().evidence["e1"]}})
    kept = keep_pinned(again, with_pins(edited, ["tellings"]))
    assert kept.told_in("zh").title == "北风租下集群"
    assert kept.evidence == edited.evidence


def naming(kind: type[Item | Edition]) -> set[str]:
    """The fields of a model, and of what it holds, that name an item."""
    schema = kind.model_json_schema()
    return {
        f"{name}.{field}"
        for name, model in {kind.__name__: schema, **schema["$defs"]}.items()
        for field, it in model.get("properties", {}).items()
        if any(place.get("pattern") == f"^{ADDRESS}$" for place in (it, it.get("items", {}), *it.get("anyOf", ())))
    }


def test_every_field_that_names_an_item_is_known() -> None:
    """A further one has to be in `Item.mentions`, changed in archive/redirecting.py and told in doubts.py."""
    assert naming(Item) == {
        "Item.storyline", "Evidence.item", "Related.item", "Settlement.item", "TimelineEntry.item",
    }  # fmt: skip
    assert naming(Edition) == {
        "Edition.top", "Edition.brief", "Edition.grown", "TopicGroup.items", "IntroLine.item", "Corrected.item",
        "Continuation.item", "Continuation.earlier", "Continuation.storyline",
    }  # fmt: skip
