"""What a maintainer wrote stays: pinned fields, and the checksum that tells an edit."""

from __future__ import annotations

from typing import Any

import pytest

from generator.model.item import PINNABLE, Evidence, Item
from generator.model.pins import GROUNDS, editable_fields, edited_fields, is_edited, keep_pinned, sealed
from tests.make import item, report


def test_a_checksum_stays_what_it_is_from_version_to_version() -> None:
    """Another one for the same item would take every file of every archive for edited."""
    assert sealed(item()).checksum == "10b4eac5b31cd171"


def test_every_field_of_an_item_can_be_pinned_or_is_known_not_to_be() -> None:
    """Of one that is neither the next run would undo what a maintainer wrote."""
    other = {"edition", "date", "updated", "corrections", "made", "review", "translations", "checksum", "pinned"}
    assert {path.partition(".")[0] for path in PINNABLE} | other | {*GROUNDS} == Item.model_fields.keys()


@pytest.mark.parametrize(
    ("update", "is_told"),
    [
        ({}, False),
        ({"pinned": ("title",)}, False),
        ({"updated": item().updated.replace(year=2027)}, False),
        ({"title": "Another"}, True),
        ({"articles": (report(title="Another"),)}, True),
        ({"evidence": {"e1": Evidence(article=0, quote="Another.")}}, True),
    ],
)
def test_a_checksum_tells_an_edit(update: dict[str, Any], is_told: bool) -> None:
    assert is_edited(sealed(item()).model_copy(update=update)) is is_told


@pytest.mark.parametrize(
    ("update", "fields"),
    [
        ({"evidence": {"e1": Evidence(article=0, quote="Another.")}}, ("tldr.what_changed",)),
        ({"articles": (report(title="Another"),)}, ("articles",)),
        ({"title": "Another"}, ("title",)),
    ],
)
def test_an_edit_of_what_a_field_rests_on_is_one_of_the_field(update: dict[str, Any], fields: tuple[str, ...]) -> None:
    assert edited_fields(editable_fields(item()), editable_fields(item(**update))) == fields


def test_pinned_reports_stay_as_they_are_listed_and_further_ones_are_listed_with_them() -> None:
    stored = item(articles=(report(title="By hand"), report("mine")), pinned=("articles",))
    made = item(articles=(report("quay"), report()), evidence={"e1": {"article": 1, "quote": "It rents a cluster."}})
    kept = keep_pinned(made, stored)
    assert [(it.source, it.title) for it in kept.articles] == [
        ("quay", "Northwind rents a cluster"),
        ("ledger", "By hand"),
        ("mine", "Northwind rents a cluster"),
    ]
    assert kept.evidence == made.evidence
