"""One delivery after the other, each at most once: the order of things, whatever carries them."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from generator.outbox.journal import Journal, State

#: So often in a row a connection may be lost before the run gives up.
MOST_LOSSES = 3


class Postponed(Exception):
    """Not taken now, and certainly not sent; the text is the reason."""


class Refused(Exception):
    """Never taken; the text is the reason."""


class Lost(Exception):
    """The connection is gone; the text is the reason."""


class Carrier(Protocol):
    """What takes deliveries, in two steps: nothing leaves in the first. Both raise Postponed, Refused or Lost."""

    def offer(self, recipient: str) -> None:
        """Ask whether something for the recipient would be taken."""
        ...

    def hand_over(self, recipient: str) -> None:
        """Send what is for the recipient. Lost means that nobody knows whether it arrived."""
        ...


@dataclass(frozen=True)
class Delivery:
    """Something for somebody. key: its name in the journal; name: as messages tell of it."""

    key: str
    name: str
    recipient: str


@dataclass(frozen=True)
class Plan:
    """What the journal says of deliveries."""

    waiting: tuple[Delivery, ...]
    sent: int
    refused: int
    uncertain: tuple[Delivery, ...]
    """Begun by a run that ended before it knew; they may have arrived."""


@dataclass
class Outcome:
    """What became of a run."""

    sent: int = 0
    refused: list[str] = field(default_factory=list)
    """Each with its reason, as the next two."""
    postponed: list[str] = field(default_factory=list)
    uncertain: list[str] = field(default_factory=list)
    left: int = 0
    """Not tried any more."""
    stopped: str = ""
    """Why the connection was lost last."""

    @property
    def is_complete(self) -> bool:
        return not (self.postponed or self.uncertain or self.left)


@dataclass(frozen=True)
class Clock:
    """Time, and how to let it pass; in seconds."""

    now: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep


def plan(deliveries: Sequence[Delivery], state: Callable[[str], State | None], retry_uncertain: bool) -> Plan:
    """Which deliveries are to be made. retry_uncertain: also those that may have arrived."""
    states = [(delivery, state(delivery.key)) for delivery in deliveries]
    due = {None, "postponed", "sending"} if retry_uncertain else {None, "postponed"}
    return Plan(
        waiting=tuple(delivery for delivery, it in states if it in due),
        sent=sum(it == "sent" for _, it in states),
        refused=sum(it == "refused" for _, it in states),
        uncertain=tuple(delivery for delivery, it in states if it == "sending" and it not in due),
    )


def deliver(planned: Plan, carrier: Carrier, journal: Journal, per_minute: int, clock: Clock) -> Outcome:
    """Make the deliveries of a plan, at most `per_minute`.

    A lost connection is made anew; lost MOST_LOSSES times in a row, the rest is left for the next run.
    """
    outcome = Outcome(uncertain=[it.name for it in planned.uncertain])
    queue, due, losses = deque(planned.waiting), clock.now(), 0
    while queue and losses < MOST_LOSSES:
        clock.sleep(max(0.0, due - clock.now()))
        due = clock.now() + 60 / per_minute
        delivery = queue.popleft()
        try:
            _settle(delivery, carrier, journal, outcome)
            losses = 0
        except Lost as lost:
            losses += 1
            outcome.stopped = str(lost)
            if journal.state(delivery.key) == "sending":
                outcome.uncertain.append(f"{delivery.name}: {lost}")
            else:
                queue.appendleft(delivery)
            clock.sleep(2.0**losses)
    outcome.left = len(queue)
    return outcome


def told(planned: Plan, outcome: Outcome, dry: bool) -> list[str]:
    """What became of a run, in lines; nobody is named by a whole address."""
    before = f"{planned.sent} sent before, {planned.refused} refused before"
    if dry:
        return [f"would send {len(planned.waiting)}; {before}, {len(planned.uncertain)} uncertain"]
    lines = [f"refused for good: {it}" for it in outcome.refused]
    lines += [f"not taken now, the next run tries again: {it}" for it in outcome.postponed]
    lines += [f"may have arrived, not sent again without --retry-uncertain: {it}" for it in outcome.uncertain]
    if outcome.left:
        lines.append(f"stopped, {outcome.left} left for the next run: {outcome.stopped}")
    return [*lines, f"{outcome.sent} sent; {before}"]


def _settle(delivery: Delivery, carrier: Carrier, journal: Journal, outcome: Outcome) -> None:
    """One delivery, and what became of it; Lost where nobody knows."""
    try:
        carrier.offer(delivery.recipient)
        journal.note(delivery.key, "sending")
        carrier.hand_over(delivery.recipient)
    except Refused as refused:
        journal.note(delivery.key, "refused")
        outcome.refused.append(f"{delivery.name}: {refused}")
    except Postponed as postponed:
        journal.note(delivery.key, "postponed")
        outcome.postponed.append(f"{delivery.name}: {postponed}")
    else:
        journal.note(delivery.key, "sent")
        outcome.sent += 1
