"""Random input for what reads strangers' words, for a moment; and all that ever failed. The long run is `make hostile`."""

from __future__ import annotations

import pytest

from tests.hostile.fuzz import FOUND, TARGETS, by_hypothesis, kept


@pytest.mark.parametrize("name", TARGETS)
def test_promises_hold_for_anything(name: str) -> None:
    by_hypothesis(TARGETS[name], examples=40)


@pytest.mark.parametrize("name", TARGETS)
def test_what_failed_once_does_not_fail_again(name: str) -> None:
    for data in kept(name):
        TARGETS[name].check(data)


def test_every_input_that_was_kept_is_tried() -> None:
    assert {path.name for path in FOUND.iterdir()} <= set(TARGETS)
