"""`mkdocs serve` as a maintainer has it: a process of its own, asked over HTTP."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import quote

from tests.ports import free_port

PATIENCE = 60
#: Seconds between two looks at what it says.
_INTERVAL = 0.05


@dataclass
class Server:
    """A preview under way. folder: in which it has its site."""

    folder: Path
    port: int
    log: Path

    def get(self, path: str) -> tuple[int, bytes]:
        """Status and body of an answer."""
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)) as connection:
            connection.request("GET", f"/{quote(path)}")
            answer = connection.getresponse()
            return answer.status, answer.read()

    def until(self, path: str, holds: Callable[[int, bytes], bool]) -> bytes:
        """The first answer of which something holds."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            status, body = self.get(path)
            if holds(status, body):
                return body
            time.sleep(_INTERVAL)
        raise AssertionError(self.log.read_text("utf-8")[-2000:])

    def is_made(self, path: str) -> bool:
        return any(self.folder.glob(f"mkdocs_*/{path}"))

    def rendered(self) -> list[int]:
        """Pages that each build so far has made."""
        return [int(count) for count in re.findall(r"rendered (\d+) of", self.log.read_text("utf-8"))]


def start_preview(mkdocs_yml: Path, folder: Path, log: Path, port: int) -> subprocess.Popen[bytes]:
    """`mkdocs serve` under way. folder: for its site; log: for all that it says."""
    command = [sys.executable, "-m", "mkdocs", "serve", "-f", str(mkdocs_yml), "-a", f"127.0.0.1:{port}"]
    with log.open("wb") as output:
        return subprocess.Popen(command, env={**os.environ, "TMPDIR": str(folder)}, stdout=output, stderr=output)


@contextmanager
def previewed(mkdocs_yml: Path, folder: Path, patience: float = PATIENCE) -> Iterator[Server]:
    """The preview of a project, once it answers. folder: an empty one for what it writes."""
    log, port = folder / "log", free_port()
    process = start_preview(mkdocs_yml, folder, log, port)
    try:
        end = time.monotonic() + patience
        while b"Serving on" not in log.read_bytes():
            assert process.poll() is None and time.monotonic() < end, log.read_text("utf-8")
            time.sleep(_INTERVAL)
        yield Server(folder, port, log)
    finally:
        process.terminate()
        process.wait()
