"""The order of things: nothing twice, whatever is lost when."""

from __future__ import annotations

import contextlib
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.outbox.delivery import Clock, Delivery, Lost, Outcome, Plan, Postponed, Refused, deliver, plan, told
from generator.outbox.journal import key_of, open_journal

NAMES = ("a", "b", "c", "d", "e", "f")
DELIVERIES = tuple(Delivery(key_of(name), f"{name}…", name) for name in NAMES)


class Killed(BaseException):
    """The process ends here."""


@dataclass
class Script:
    """A carrier that does what its script says at each step; what arrived is the proof."""

    steps: list[type[BaseException] | None]
    arrived: list[str] = field(default_factory=list)

    def offer(self, recipient: str) -> None:
        self._step()

    def hand_over(self, recipient: str) -> None:
        try:
            self._step()
        except (Lost, Killed):
            self.arrived.append(recipient)  # the worst: it did arrive
            raise
        self.arrived.append(recipient)

    def _step(self) -> None:
        if self.steps and (error := self.steps.pop(0)):
            raise error("told so")


@dataclass
class Watch:
    """A clock that moves when somebody sleeps."""

    seconds: float = 0.0
    slept: list[float] = field(default_factory=list)

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.seconds += seconds

    @property
    def clock(self) -> Clock:
        return Clock(lambda: self.seconds, self.sleep)


def run(journal: Path, carrier: Script, again: bool = False, watch: Watch | None = None) -> tuple[Plan, Outcome]:
    with open_journal(journal) as opened:
        planned = plan(DELIVERIES, opened.state, again)
        return planned, deliver(planned, carrier, opened, 60, (watch or Watch()).clock)


def test_everyone_once_and_then_nobody(tmp_path: Path) -> None:
    carrier = Script([])
    _, outcome = run(tmp_path / "journal", carrier)
    assert (carrier.arrived, outcome.sent, outcome.is_complete) == (list(NAMES), 6, True)
    planned, outcome = run(tmp_path / "journal", carrier)
    assert (carrier.arrived, planned.sent, outcome.sent) == (list(NAMES), 6, 0)


def test_what_is_refused_is_not_tried_again_and_what_is_postponed_is(tmp_path: Path) -> None:
    _, outcome = run(tmp_path / "journal", Script([Refused, Postponed]))
    assert (outcome.refused, outcome.postponed, outcome.sent) == (["a…: told so"], ["b…: told so"], 4)
    assert not outcome.is_complete
    planned, outcome = run(tmp_path / "journal", carrier := Script([]))
    assert (planned.refused, carrier.arrived, outcome.is_complete) == (1, ["b"], True)


def test_a_connection_lost_before_a_letter_is_made_anew(tmp_path: Path) -> None:
    watch = Watch()
    _, outcome = run(tmp_path / "journal", carrier := Script([Lost, Lost]), watch=watch)
    assert (carrier.arrived, outcome.is_complete) == (list(NAMES), True)
    assert [pause for pause in watch.slept if pause > 1] == [2, 4]


def test_a_connection_lost_behind_a_letter_leaves_it_uncertain(tmp_path: Path) -> None:
    _, outcome = run(tmp_path / "journal", carrier := Script([None, Lost]))
    assert (outcome.uncertain, outcome.sent, outcome.is_complete) == (["a…: told so"], 5, False)
    planned, outcome = run(tmp_path / "journal", carrier)
    assert (outcome.uncertain, outcome.is_complete, carrier.arrived.count("a")) == (["a…"], False, 1)
    planned, outcome = run(tmp_path / "journal", carrier, again=True)
    assert ([it.recipient for it in planned.waiting], outcome.is_complete) == (["a"], True)


def test_a_server_that_is_gone_is_left_alone(tmp_path: Path) -> None:
    _, outcome = run(tmp_path / "journal", carrier := Script([None, None, Lost, Lost, Lost]))
    assert (carrier.arrived, outcome.left, outcome.stopped) == (["a"], 5, "told so")
    assert carrier.steps == []


def test_a_server_that_loses_every_letter_gets_three(tmp_path: Path) -> None:
    _, outcome = run(tmp_path / "journal", carrier := Script([None, Lost] * 6))
    assert (len(outcome.uncertain), outcome.left, carrier.arrived) == (3, 3, ["a", "b", "c"])


def test_no_faster_than_allowed(tmp_path: Path) -> None:
    watch = Watch()
    run(tmp_path / "journal", Script([]), watch=watch)
    assert watch.seconds == 5.0  # six letters at 60 a minute: five pauses of a second


STEP = st.sampled_from([None, None, None, Lost, Postponed, Refused, Killed])


@settings(max_examples=40)
@given(runs=st.lists(st.lists(STEP, max_size=14), min_size=1, max_size=5))
def test_whatever_happens_in_however_many_runs_nobody_gets_two(runs: list[list[type[BaseException] | None]]) -> None:
    arrived: list[str] = []
    with TemporaryDirectory() as folder:
        for steps in [*runs, []]:
            carrier = Script(list(steps))
            with contextlib.suppress(Killed):
                planned, outcome = run(Path(folder) / "journal", carrier)
            arrived += carrier.arrived
    assert max(Counter(arrived).values(), default=0) <= 1
    assert not outcome.left, "a last run without faults gets to everyone whom it may try"
    assert planned.sent + planned.refused + outcome.sent + len(outcome.uncertain) == len(NAMES)


@pytest.mark.parametrize(
    ("outcome", "dry", "lines"),
    [
        (Outcome(sent=2), False, ["2 sent; 1 sent before, 0 refused before"]),
        (
            Outcome(refused=["r"], postponed=["p"], uncertain=["u"], left=3, stopped="gone"),
            False,
            [
                "refused for good: r",
                "not taken now, the next run tries again: p",
                "may have arrived, not sent again without --retry-uncertain: u",
                "stopped, 3 left for the next run: gone",
                "0 sent; 1 sent before, 0 refused before",
            ],
        ),
        (Outcome(left=2), True, ["would send 2; 1 sent before, 0 refused before, 1 uncertain"]),
    ],
)
def test_what_is_told_of_a_run(outcome: Outcome, dry: bool, lines: list[str]) -> None:
    planned = Plan(waiting=DELIVERIES[:2], sent=1, refused=0, uncertain=DELIVERIES[2:3])
    assert told(planned, outcome, dry) == lines
