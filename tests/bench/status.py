"""What a year of the record of sources costs git: `python -m tests.bench.status`.

43 sources, read hourly, a commit whenever the record changed: most deliver every day, one in twenty fails for days at
a time, and one answers and fails by turns, which is the worst for the record.
"""

from __future__ import annotations

import random
import subprocess
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

from generator.archive.status import render
from generator.model.article import Pulse, SourceReport
from generator.model.status import WEEKS, SourceStatus, updated
from generator.model.week import Week

SOURCES, HOURS = 43, 365 * 24
CAUSES = (
    "answered 503 Service Unavailable, 3 times",
    "no answer within 25 s",
    "answered 403 Forbidden; the outlet does not let programs read it",
)
BEGIN = datetime(2026, 1, 1, tzinfo=UTC)


def reports(hour: int, counts: list[dict[str, int]], down: list[int], rng: random.Random) -> list[SourceReport]:
    """What a run sees."""
    now = BEGIN + timedelta(hours=hour)
    week = str(Week.of(now))
    found = []
    for number in range(SOURCES):
        if down[number] == 0 and rng.random() < 0.05 / 72:
            down[number] = rng.randrange(24, 120)
        down[number] = max(0, down[number] - 1)
        if rng.random() < 0.2 * (number % 7) / 7:
            counts[number][week] = counts[number].get(week, 0) + 1
        is_down = down[number] > 0 or (number == 0 and rng.random() < 0.3)
        pulse = Pulse(newest=now - timedelta(minutes=rng.randrange(600)), gap=1 + number % 4,
                      weeks=dict(list(counts[number].items())[-WEEKS:]), full=round(rng.random(), 2), lag=60 * rng.randrange(200))  # fmt: skip
        status = "failed" if is_down else "ok"
        found.append(SourceReport(source=f"outlet-{number}", status=status, cause=CAUSES[number % 3], pulse=pulse))
    return found


def main() -> None:
    rng = random.Random(25)  # noqa: S311
    counts: list[dict[str, int]] = [{} for _ in range(SOURCES)]
    down = [0] * SOURCES
    known: dict[str, SourceStatus] = {}
    versions, text = 0, ""
    with tempfile.TemporaryDirectory() as folder:
        git = ["git", "-C", folder]
        subprocess.run([*git, "init", "-q"], check=True)
        stream = Path(folder, "stream")
        with stream.open("wb") as file:
            for hour in range(HOURS):
                now = BEGIN + timedelta(hours=hour)
                known = updated(known, reports(hour, counts, down, rng), now)
                if (fresh := render(known.values())) != text:
                    text, versions, data = fresh, versions + 1, fresh.encode()
                    head = f"commit refs/heads/main\ncommitter x <x@recap.example> {int(now.timestamp())} +0000\ndata 7\ncollect"
                    file.write(
                        f"{head}\nM 100644 inline content/status.jsonl\ndata {len(data)}\n".encode() + data + b"\n"
                    )
        with stream.open("rb") as file:
            subprocess.run([*git, "fast-import", "--quiet"], stdin=file, check=True)
        stream.unlink()
        subprocess.run([*git, "gc", "-q"], check=True)
        size = sum(path.stat().st_size for path in Path(folder, ".git/objects").rglob("*") if path.is_file())
        print(f"{HOURS} runs, {versions} versions of {len(text.encode()) / 1000:.1f} kB: {size / 1e6:.2f} MB in git")


if __name__ == "__main__":
    main()
