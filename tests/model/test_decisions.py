from __future__ import annotations

import pytest

from generator.model import yamltext
from generator.model.decisions import Decisions, Rulings
from generator.model.errors import InvalidContent

SOUND = """\
merge:
  - events: [2026/W25/a, https://ledger.example/a]
    why: One contract
    date: 2026-06-18
split:
  - {item: 2026/W25/a, articles: [https://ledger.example/b], why: Another cluster}
suppress:
  - {article: https://quay.example/c, why: Withdrawn, by: A. Editor}
"""


def test_every_reference_has_the_path_at_which_it_stands() -> None:
    decisions = yamltext.read(Decisions, SOUND, "decisions.yml")
    assert dict(decisions.references()) == {
        "merge.0.events.0": "2026/W25/a",
        "merge.0.events.1": "https://ledger.example/a",
        "split.0.item": "2026/W25/a",
        "split.0.articles.0": "https://ledger.example/b",
        "suppress.0.article": "https://quay.example/c",
    }
    assert decisions.merge[0].date == "2026-06-18"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("merge:\n- {events: [2026/W25/a], why: x}", "d.yml:2: merge.0.events: must have at least 2 items"),
        ("merge:\n- {events: [A title, 2026/W25/a], why: x}", "d.yml:2: merge.0.events.0: must be an item's address"),
        ("never_merge:\n- {events: [2026/W25/a, 2026/W25/b]}", "d.yml:2: never_merge.0.why: is missing"),
        ("suppress:\n- {why: x}", "d.yml:2: suppress.0: needs what it takes down: either item"),
        ("suppress:\n- {item: 2026/W25/a, article: https://a.example/b, why: x}", "needs what it takes down"),
        ("split:\n- {item: https://a.example/b, articles: [https://a.example/c], why: x}", "split.0.item: must match"),
        ("supress: []", "d.yml:1: supress: is not a known key (did you mean 'suppress'?)"),
    ],
)
def test_a_fault_is_told_with_its_line_and_remedy(text: str, problem: str) -> None:
    with pytest.raises(InvalidContent) as raised:
        yamltext.read(Decisions, text, "d.yml")
    assert problem in str(raised.value)


@pytest.mark.parametrize(
    ("names", "parts"),
    [
        (["a", "b"], True),
        (["a", "x", "b"], True),
        (["a", "c"], False),  # sides of two separations
        (["a", "also a"], False),
        (["x", "y"], False),
        ([], False),
    ],
)
def test_names_on_two_sides_of_one_separation_may_not_be_in_one_item(names: list[str], parts: bool) -> None:
    sides = {"a": (0, 0), "also a": (0, 0), "b": (0, 1), "c": (1, 0)}
    assert Rulings(apart={name: frozenset([side]) for name, side in sides.items()}).forbids(names) is parts
