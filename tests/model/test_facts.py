from __future__ import annotations

from datetime import timedelta

import pytest
from pydantic_core import from_json

from generator.model.facts import Facts, facts_of, facts_text
from generator.model.item import Entities, Implication, Item, Related
from tests.make import NOON, item, report

SAID = Implication(id="p1", text="It comes.", cites=("e1",), due="2026-12", test="It is there.")
UNDATED = Implication(id="p2", text="It may come.", cites=("e1",))
FULL = item(
    articles=(report("board"), report("ledger", published=NOON - timedelta(minutes=7))),
    topics=("safety",),
    entities=Entities(companies=("澄海", "R&D Co")),
    related=(Related(item="2026/W24/before", relation="earlier", why="both", score=0.5),),
    implications=(SAID, UNDATED),
    storyline="2026/W24/before",
)


@pytest.mark.parametrize("told", [item(), FULL])
def test_facts_come_back_from_the_index_as_they_were(told: Item) -> None:
    facts = facts_of(told)
    again = Facts(*from_json(facts_text(facts)))
    assert facts_text(again) == facts_text(facts)
    assert again.implications == facts.implications


def test_only_what_readers_see_is_foretold() -> None:
    assert facts_of(FULL).implications == (SAID,)


def test_each_report_is_there_with_how_long_it_took_to_reach_us() -> None:
    late = FULL.model_copy(update={"articles": (*FULL.articles, report("desk", published=NOON + timedelta(hours=1)))})
    assert [(source, lag) for source, _, lag in facts_of(late).sources] == [
        ("board", 0.0), ("ledger", 420.0), ("desk", None),
    ]  # fmt: skip


def test_a_report_of_a_later_week_is_told_in_its_own() -> None:
    grown = FULL.model_copy(update={"articles": (*FULL.articles, report("desk", published=NOON + timedelta(days=7)))})
    assert facts_of(grown).covered == ("2026-W25", "2026-W26")
    assert facts_of(grown).latest == "2026-06-24T12:00:00Z"


def test_title_and_hook_have_a_checksum() -> None:
    edited = FULL.model_copy(update={"hook": "Another line."})
    assert facts_of(edited).head != facts_of(FULL).head
