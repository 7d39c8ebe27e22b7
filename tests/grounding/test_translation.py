"""Translated lines held against their originals: those that say the same, and those that do not."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.grounding.translation import unfaithful
from generator.text.words import is_chinese
from tests.grounding.test_rewording import NAMES, PUBLISHED

DATA = Path(__file__).parents[1] / "data" / "grounding" / "translations.yml"
#: Shares refused: at most of the honest lines, at least of the dishonest ones.
MOST_HONEST = 0.10
LEAST_DISHONEST = 0.90


class Line(NamedTuple):
    original: str
    translation: str
    why: str
    """Why it is refused; empty where it is not."""


def lines(kind: str) -> list[Line]:
    return [
        Line(entry["original"], text, unfaithful(entry["original"], text, PUBLISHED, NAMES))
        for entry in yaml.safe_load(DATA.read_text("utf-8"))
        for text in entry[kind]
    ]


def refused(kind: str) -> float:
    judged = lines(kind)
    return sum(bool(line.why) for line in judged) / len(judged)


def test_honest_translations_are_seldom_refused() -> None:
    assert refused("honest") <= MOST_HONEST


def test_most_dishonest_translations_are_refused() -> None:
    assert refused("dishonest") >= LEAST_DISHONEST


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_two_texts_are_held_against_each_other(original: str, translation: str) -> None:
    why = unfaithful(original, translation, PUBLISHED, NAMES)
    assert why or is_chinese(original) != is_chinese(translation)


@pytest.mark.parametrize("line", [line for line in lines("honest") if re.search(r"\d", line.translation)], ids=str)
def test_another_number_is_refused(line: Line) -> None:
    changed = re.sub(r"\d+", lambda number: str(int(number[0]) + 1), line.translation, count=1)
    assert unfaithful(line.original, changed, PUBLISHED, NAMES)
