"""Runs a command and tells what it took: `python measured.py COMMAND…` prints a line of JSON.

A process of its own, which stays small: the peak of memory that a child is told to have had is never below that of the
process it was started from, and a bench holds an archive.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time


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
