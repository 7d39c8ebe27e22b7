from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.edit.corrections import changed_by_sources, corrected, differences, recorded, since_last, texts
from generator.model.edition import Edition
from generator.model.errors import ArchiveError, UnknownName
from generator.model.item import Correction, Item, Settlement
from generator.model.pins import editable_fields, edited_fields, keep_pinned
from generator.model.week import Week
from tests.make import NOON, item

WEEK = Week(2026, 25)
LATER = NOON + timedelta(days=1)
TAKEAWAYS = ("Power is 300 megawatts.", "The lease runs for two years.", "Limits double.")


def claim(text: str) -> dict[str, Any]:
    return {"text": text, "cites": ("e1",)}


def full(**fields: Any) -> Item:
    """An item with a text in every field that can be corrected."""
    defaults = {
        "hook": "An idle cluster finds a tenant.",
        "tldr": {name: claim(f"{name}.") for name in ("what_changed", "why_it_matters", "what_to_do_next")},
        "takeaways": [claim(text) for text in TAKEAWAYS],
        "competitors": {
            "subjects": ("Northwind", "Halyard"),
            "rows": [
                {"aspect": "Power", "cells": (claim("300 MW"), None)},
                {"aspect": "Place", "cells": (claim("Porto"), claim("Groningen"))},
            ],
        },
        "technical": [claim("The latency is 90 milliseconds.")],
        "implications": [
            {**claim("Limits rise."), "id": "p1", "due": "2026-07", "test": "The page says so.", "confidence": 0.6},
            {
                **claim("More halls open."),
                "id": "p2",
                "due": "2026-08",
                "test": "A source says so.",
                "because": "Power.",
            },
        ],
        "timeline": [{"date": "2026-05", **claim("Talks began.")}, {"date": "2026-06-01", "item": "2026/W23/talks"}],
        "topics": ("chips",),
    }
    return item(**{**defaults, **fields})


EVERY_TEXT = {
    "title", "hook", "tldr.what_changed", "tldr.why_it_matters", "tldr.what_to_do_next", "takeaways.0", "takeaways.1",
    "takeaways.2", "competitors.rows.0.cells.0", "competitors.rows.1.cells.0", "competitors.rows.1.cells.1",
    "technical.0", "implications.0", "implications.0.due", "implications.0.test", "implications.0.confidence",
    "implications.1", "implications.1.due", "implications.1.test", "implications.1.because", "timeline.0",
    "timeline.0.date", "timeline.1.date",
}  # fmt: skip


def said(value: Item) -> dict[str, str]:
    return texts(editable_fields(value))


def test_texts_are_those_readers_see_by_the_paths_of_their_claims() -> None:
    assert said(full()).keys() == EVERY_TEXT
    assert {path for path, _ in full().claims()} <= EVERY_TEXT


#: What a text can become; a date and a confidence have forms of their own.
OTHER = {"due": "2027-01", "date": "2026-04", "confidence": "0.3"}


@pytest.mark.parametrize("field", sorted(EVERY_TEXT))
def test_every_text_can_be_corrected_and_is_pinned_and_recorded(field: str) -> None:
    before = full()
    now = OTHER.get(field.rpartition(".")[2], "Something else.")
    after = corrected(before, field, f" {now}\n", "The source says so.", LATER)
    assert said(after) == {**said(before), field: now}
    assert after.updated == LATER
    assert after.corrections == (
        Correction(date=LATER, field=field, was=said(before)[field], now=now, why="The source says so."),
    )
    (pin,) = after.pinned
    assert field.startswith(pin)
    assert said(keep_pinned(before, after))[field] == now, "what is made anew does not take it back"
    assert corrected(after, field, now, "Again.", LATER) is after


@pytest.mark.parametrize(
    ("field", "gone"),
    [
        ("hook", {"hook"}),
        ("tldr.what_to_do_next", {"tldr.what_to_do_next"}),
        ("takeaways.1", {"takeaways.2"}),  # the one after it moves up
        ("competitors.rows.0.cells.0", {"competitors.rows.1.cells.0", "competitors.rows.1.cells.1"}),
        ("competitors.rows.1.cells.1", {"competitors.rows.1.cells.1"}),
        ("technical.0", {"technical.0"}),
        ("timeline.0", {"timeline.0", "timeline.1.date"}),
    ],
)
def test_an_empty_text_withdraws_the_claim(field: str, gone: set[str]) -> None:
    before = full()
    after = corrected(before, field, "", "No source says so.", LATER)
    assert said(before).keys() - said(after).keys() == gone
    assert said(before)[field] not in said(after).values()
    assert (after.corrections[0].was, after.corrections[0].now) == (said(before)[field], None)
    assert said(before)[field] not in said(keep_pinned(before, after)).values()


def test_withdrawing_twice_is_withdrawing_once() -> None:
    for field in ("technical.0", "takeaways.0"):
        after = corrected(full(), field, "", "No source says so.", LATER)
        assert corrected(after, field, "", "No source says so.", LATER) is after


def test_the_last_line_of_a_tldr_takes_it_along_for_good() -> None:
    alone = full(tldr={"what_changed": claim("All of it.")})
    after = corrected(alone, "tldr.what_changed", "", "It did not happen.", LATER)
    assert (after.tldr, after.pinned) == (None, ("tldr",))
    assert keep_pinned(full(), after).tldr is None


@pytest.mark.parametrize(
    ("field", "problem"),
    [
        ("title", "title cannot be withdrawn; give the item another with --text"),
        ("tldr.what_changed", "cannot be withdrawn before the rest of tldr"),
        ("implications.0", "settle it as void"),
        ("implications.0.confidence", "settle it as void"),
    ],
)
def test_what_the_rest_rests_on_is_not_withdrawn(field: str, problem: str) -> None:
    with pytest.raises(ArchiveError, match=problem):
        corrected(full(), field, "", "x", LATER)


def test_an_unknown_field_is_told_with_the_nearest() -> None:
    with pytest.raises(UnknownName, match=r"no field 'takeaway\.1' \(did you mean takeaways\.1"):
        corrected(full(), "takeaway.1", "x", "y", LATER)


@pytest.mark.parametrize(
    ("field", "now"), [("implications.0.confidence", "likely"), ("timeline.0.date", "in May"), ("title", "x" * 1001)]
)
def test_what_would_not_hold_is_refused_in_words(field: str, now: str) -> None:
    with pytest.raises(ArchiveError, match=f"^{field} cannot become "):
        corrected(full(), field, now, "y", LATER)


def edited(**fields: Any) -> tuple[tuple[str, ...], list[tuple[str, str, str | None]]]:
    """What is found where a maintainer wrote these fields over the published ones."""
    published, now = editable_fields(full()), full(**fields)
    found = [(entry.field, entry.was, entry.now) for entry in differences(published, now)]
    return edited_fields(published, editable_fields(now)), found


@pytest.mark.parametrize(
    ("fields", "paths", "found"),
    [
        ({}, (), []),
        ({"title": "Other"}, ("title",), [("title", "Northwind rents a cluster", "Other")]),
        ({"hook": None}, ("hook",), [("hook", "An idle cluster finds a tenant.", None)]),
        ({"topics": ("models",)}, ("topics",), []),
        ({"takeaways": [claim(TAKEAWAYS[0]), claim(TAKEAWAYS[2])]}, ("takeaways",), [("takeaways.1", TAKEAWAYS[1], None)]),
        ({"takeaways": [claim("New."), *map(claim, TAKEAWAYS)]}, ("takeaways",), []),
        (
            {"takeaways": [claim("New."), claim(TAKEAWAYS[0]), claim("Three years."), claim(TAKEAWAYS[2])]},
            ("takeaways",),
            [("takeaways.2", TAKEAWAYS[1], "Three years.")],
        ),
        ({"technical": ()}, ("technical",), [("technical.0", "The latency is 90 milliseconds.", None)]),
        ({"competitors": None}, ("competitors",), [
            ("competitors.rows.0.cells.0", "300 MW", None), ("competitors.rows.1.cells.0", "Porto", None),
            ("competitors.rows.1.cells.1", "Groningen", None),
        ]),
    ],
)  # fmt: skip
def test_edits_by_hand_are_found_text_by_text(fields: dict[str, Any], paths: object, found: object) -> None:
    assert edited(**fields) == (paths, found)


def test_how_a_prediction_came_out_is_no_edit_but_its_terms_are() -> None:
    first, second = full().implications
    done = first.model_copy(
        update={"status": "void", "settled": Settlement(date="2026-07", url="https://a.example/", why="x")}
    )
    assert edited(implications=(done, second)) == ((), [])
    sure = first.model_copy(update={"confidence": 0.9})
    assert edited(implications=(sure, second)) == (("implications",), [("implications.0.confidence", "0.6", "0.9")])
    assert edited(implications=(second,)) == (("implications",), [("implications.0", "Limits rise.", None)])


def test_what_was_edited_is_recorded_and_pinned_once() -> None:
    published, now = editable_fields(full()), full(title="Other", topics=("models",), takeaways=[claim(TAKEAWAYS[0])])
    after = recorded(now, published, "Clearer.", LATER)
    assert after.pinned == ("title", "topics", "takeaways")
    assert [(told.field, told.now) for told in after.corrections] == [
        ("title", "Other"), ("takeaways.1", None), ("takeaways.2", None),
    ]  # fmt: skip
    assert recorded(after, editable_fields(after), "Clearer.", LATER) is after


@given(
    st.lists(st.sampled_from(["A.", "B.", "C.", "D."]), unique=True),
    st.lists(st.sampled_from(["A.", "B.", "C.", "E."]), unique=True),
)
def test_every_published_text_is_still_there_or_told(old: list[str], new: list[str]) -> None:
    published, now = full(takeaways=list(map(claim, old))), full(takeaways=list(map(claim, new)))
    found = differences(editable_fields(published), now)
    assert {entry.was for entry in found} >= set(old) - set(new)
    assert all(entry.now is None or entry.now in new for entry in found)


def editions(**updated: Any) -> dict[Week, Edition]:
    stored = {}
    for name, moment in updated.items():
        week = Week(2026, int(name.removeprefix("w")))
        stored[week] = Edition(title="x", edition=str(week), date=week.start, updated=moment)
    return stored


@pytest.mark.parametrize(
    ("made", "before", "is_told"),
    [
        (NOON, {}, True),
        (WEEK.start - timedelta(hours=1), {}, False),
        (
            WEEK.start - timedelta(hours=1),
            {"w24": WEEK.start - timedelta(hours=2)},
            True,
        ),  # after the last edition's last run
        (WEEK.start - timedelta(hours=3), {"w24": WEEK.start - timedelta(hours=2)}, False),
        (WEEK.start + timedelta(hours=1), {"w24": WEEK.start + timedelta(hours=2)}, True),  # run again after its week
        (WEEK.start - timedelta(days=9), {"w22": WEEK.start - timedelta(days=15)}, True),  # weeks without an edition
        (NOON + timedelta(days=2), {}, False),  # not yet
        (WEEK.end, {}, False),
    ],
)
def test_an_edition_mentions_what_was_corrected_since_the_one_before(
    made: Any, before: dict[str, Any], is_told: bool
) -> None:
    now = WEEK.end + timedelta(days=1) if made == WEEK.end else NOON + timedelta(days=1)
    wrong = item(corrections=(Correction(date=made, field="title", was="x", now="y", why="z"),))
    found = since_last({"2026/W24/a": wrong}, WEEK, editions(**before), now)
    assert [(told.item, told.field, told.date) for told in found] == (
        [("2026/W24/a", "title", made)] if is_told else []
    )


@pytest.mark.parametrize(
    ("was", "now", "said", "is_told"),
    [
        ("Power is 300 megawatts.", "Power is 30 megawatts.", "Power is 30 megawatts.", True),
        ("Power is 300 megawatts …", "Power is 30 megawatts.", "Power is 30 megawatts.", True),
        ("Power is 300 megawatts.", "Power is 30 megawatts.", "It is so. Power is 300 megawatts!", False),  # says both
        ("Power is 300 megawatts.", "Its power is 300 megawatts.", "", False),  # the same in other words
        ("Power is 300 megawatts.", "It rained on 12 days in Porto.", "", False),  # another sentence
        ("功率为300兆瓦。", "功率为30兆瓦。", "功率为30兆瓦。", True),
        ("It costs 40 billion dollars.", "It costs 40 million dollars.", "It costs 40 million dollars.", True),
        ("It has 1,000 robots in halls.", "It has 1000 robots in halls.", "It has 1000 robots in halls.", False),
        ("The school admits 400 orphans.", "The school expels 400 orphans.", "It expels them.", True),
        ("Meridian will sell its halls.", "Meridian will not sell its halls.", "It will not.", True),
    ],
)
def test_a_figure_or_a_direction_that_a_source_changed_is_a_correction(
    was: str, now: str, said: str, is_told: bool
) -> None:
    stored, retold = (full(tldr={"what_changed": claim(text)}) for text in (was, now))
    found = changed_by_sources(stored, retold, [said], "en", LATER)
    told = [Correction(date=LATER, field="tldr.what_changed", was=was, now=now, why="The source has changed its text.")]
    assert list(found.corrections) == (told if is_told else [])


@pytest.mark.parametrize(("engine", "is_told"), [("model", True), ("extractive", False)])
def test_what_a_model_made_up_is_withdrawn_on_record_when_it_is_told_anew(engine: str, is_told: bool) -> None:
    made = {"engine": engine, "input": "a", "at": NOON} | ({"model": "m"} if engine == "model" else {})
    stored, retold = full(made=made), full(made=made, takeaways=[claim(text) for text in TAKEAWAYS[1:]])
    found = changed_by_sources(stored, retold, [], "en", LATER, lambda line: line == TAKEAWAYS[0])
    told = [Correction(date=LATER, field="takeaways.0", was=TAKEAWAYS[0], why="No report says so.")]
    assert list(found.corrections) == (told if is_told else [])


def test_a_text_that_is_only_gone_is_no_correction_by_a_source() -> None:
    stored, retold = full(), full(takeaways=[claim(text) for text in TAKEAWAYS[1:]])
    assert changed_by_sources(stored, retold, [], "zh", LATER) is retold
