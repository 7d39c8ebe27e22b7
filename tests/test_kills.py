"""A build that is killed, or loses power, at a write: the next one ends as if nothing had been."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer

from tests.hostile.kills import Trials, lose_power

pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def trials(tmp_path_factory: pytest.TempPathFactory, make_httpserver: HTTPServer) -> Trials:
    make_httpserver.clear()
    return Trials(make_httpserver, tmp_path_factory.mktemp("kills"))


@pytest.mark.parametrize(("part", "is_powerless"), [(0.1, False), (0.6, True), (0.95, True)])
def test_a_crash_costs_nothing(trials: Trials, part: float, is_powerless: bool) -> None:
    at = int(trials.writes * part)
    assert trials.crash(at, random.Random(at) if is_powerless else None) == []  # noqa: S311


def test_loss_of_power_takes_what_was_not_synced(tmp_path: Path) -> None:
    for name in ("kept", "lost", "same"):
        (tmp_path / name).write_bytes(b"12345678")
    synced = {tmp_path.stat().st_ino, (tmp_path / "kept").stat().st_ino}
    lose_power(tmp_path, {"same": b"12345678"}, synced, random.Random(1))  # noqa: S311
    assert (tmp_path / "kept").read_bytes() == (tmp_path / "same").read_bytes() == b"12345678"
    assert not (tmp_path / "lost").exists() or (tmp_path / "lost").read_bytes() in (b"", b"1234")
