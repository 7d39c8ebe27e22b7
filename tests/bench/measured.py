"""Runs a command and tells what it took.

A small process of its own starts it, `python measured.py COMMAND…`, which prints a line of JSON: the peak of memory that
a child is told to have had is never below that of the process it was started from, and a bench holds an archive.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Run:
    """A build as a process of its own."""

    seconds: float
    cpu: float
    """Seconds of all cores together: what a busy machine changes less."""
    megabytes: float
    said: str


def run(command: list[str], folder: Path) -> Run:
    """Peak memory is that of the process itself. Ends the bench with what the command said where it fails."""
    answer = subprocess.run([sys.executable, "-S", __file__, *command], cwd=folder, stdout=subprocess.PIPE, check=True)
    told = json.loads(answer.stdout)
    if told["status"]:
        sys.exit(f"{' '.join(command)}\n{told['said']}")
    made = re.search(r"rendered [\d,]+ of [\d,]+ pages", told["said"])
    return Run(told["seconds"], told["cpu"], told["megabytes"], made[0] if made else "")


def main() -> None:
    begun = time.perf_counter()
    child = subprocess.Popen(sys.argv[1:], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    said = child.stdout.read() if child.stdout else b""
    _, status, used = os.wait4(child.pid, 0)
    told = {
        "status": status,
        "said": said.decode("utf-8", "replace"),
        "seconds": time.perf_counter() - begun,
        "cpu": used.ru_utime + used.ru_stime,
        "megabytes": used.ru_maxrss / 1024,
    }
    json.dump(told, sys.stdout)


if __name__ == "__main__":
    main()
