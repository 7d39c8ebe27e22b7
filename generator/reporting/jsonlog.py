"""The log for programs: a JSON object a line, each with time, level and event."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any, TextIO

from generator.model.base import instant_text
from generator.model.errors import RecapError
from generator.model.report import RunReport
from generator.reporting.events import events_of, events_of_error
from generator.reporting.teller import Teller


class JsonLog(Teller):
    """Writes to a stream; clock: tells the time of each line."""

    def __init__(self, stream: TextIO, clock: Callable[[], datetime]) -> None:
        self._stream = stream
        self._clock = clock

    def begun(self, step: str) -> None:
        self._write("info", "step-begun", {"step": step})

    def ended(self, step: str, seconds: float) -> None:
        self._write("info", "step-ended", {"step": step, "seconds": seconds})

    def report(self, report: RunReport) -> None:
        for event in events_of(report):
            self._write(event.level, event.name, {"message": event.words, **event.facts})

    def stopped(self, error: RecapError) -> None:
        for event in events_of_error(error):
            self._write(event.level, event.name, {"message": event.words, **event.facts})

    def _write(self, level: str, name: str, facts: dict[str, Any]) -> None:
        line = {"time": instant_text(self._clock()), "level": level, "event": name, **facts}
        self._stream.write(json.dumps(line, ensure_ascii=False) + "\n")
        self._stream.flush()
