"""Which models are down: nobody waits again for one that could not be had twice in a row. Pure."""

from __future__ import annotations

from collections import defaultdict

from generator.enrich.llm.failure import CallFailed
from generator.enrich.llm.question import Cause

#: Misses in a row after which a model is down for the rest of the run.
MISSES = 2
#: Causes that the next question would meet too. A rate limit or a breakdown of the server may be over by then.
_LASTING = frozenset(
    [Cause.UNREACHABLE, Cause.BROKEN_OFF, Cause.UNAUTHORISED, Cause.UNPAID, Cause.UNKNOWN_MODEL, Cause.TIMED_OUT]
)


class Health:
    """The misses of each model."""

    def __init__(self) -> None:
        self._misses: dict[str, int] = defaultdict(int)
        self._missed_at: dict[str, float] = {}
        self._last: dict[str, CallFailed] = {}

    def answered(self, model: str) -> None:
        """The model sent something, good or bad."""
        self._misses[model] = 0

    def missed(self, model: str, failure: CallFailed, began: float, now: float) -> None:
        """A call failed; began: when it was made. Calls that were under way at a miss already tell of the same one."""
        if failure.cause in _LASTING and began >= self._missed_at.get(model, began):
            self._misses[model] += 1
            self._missed_at[model] = now
            self._last[model] = failure

    def why_down(self, model: str) -> CallFailed | None:
        """The last failure of a model that is down; None of one that is not."""
        return self._last[model] if self._misses[model] >= MISSES else None
