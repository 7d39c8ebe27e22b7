"""What is judged of a machine, by tables."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from generator.doctor.machine import clock, dependencies, disk, python
from tests.make import NOON

SECOND, MINUTE, HOUR = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)


@pytest.mark.parametrize(("version", "state"), [("3.11.0", "ok"), ("3.14.0rc1", "ok"), ("3.10.9", "fail")])
def test_python(version: str, state: str) -> None:
    finding = python(version, ">=3.11")
    assert finding.state == state and version in finding.words
    assert bool(finding.remedy) == (state == "fail")


def test_packages_that_are_missing_or_do_not_fit_are_named() -> None:
    needed = [*map(Requirement, ["click>=8.1", "css-inline>=0.14", "hishel<3,>=2", "Pillow"])]
    installed = {"click": "8.1.7", "css_inline": "0.13", "pillow": "12.0"}
    found = [(it.state, it.words) for it in dependencies(needed, installed)]
    assert found == [
        ("fail", "css-inline 0.13 is installed, >=0.14 is needed"), ("fail", "hishel is missing"),
    ]  # fmt: skip
    (sound,) = dependencies(needed, installed | {"css-inline": "0.15", "Hishel": "2.1"})
    assert (sound.state, sound.words) == ("ok", "4 are there, in versions that fit")


@pytest.mark.parametrize(
    ("free", "state"), [(99_999_999, "fail"), (100_000_000, "warn"), (999_999_999, "warn"), (1_000_000_000, "ok")]
)
def test_disk(free: int, state: str) -> None:
    assert disk(free, Path("/site")).state == state


@pytest.mark.parametrize(
    ("off", "state", "words"),
    [
        ([0 * SECOND], "ok", "within 5 minutes"),
        ([4 * MINUTE, -9 * HOUR, 2 * MINUTE], "ok", "within 5 minutes"),  # one of three has a wrong clock
        ([6 * MINUTE], "warn", "behind by 0:06:00"),
        ([-6 * MINUTE, -7 * MINUTE], "warn", "ahead by 0:06:30"),
        ([2 * HOUR], "fail", "behind by 2:00:00"),
    ],
)
def test_the_clock_is_held_against_servers(off: list[timedelta], state: str, words: str) -> None:
    finding = clock(NOON, [NOON + each for each in off], None)
    assert finding.state == state and words in finding.words


def test_without_a_server_the_clock_is_held_against_the_archive() -> None:
    assert clock(NOON, [], NOON + HOUR).state == "fail"
    assert clock(NOON, [], NOON + MINUTE).state == clock(NOON, [], None).state == "ok"
