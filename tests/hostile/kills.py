"""`recap build` killed at random writes, with and without loss of power: `python -m tests.hostile.kills 200`.

A kill comes right before a write of the run (a file opened for writing, a rename, a removal, a new folder), of which each
is as likely. Loss of power then takes what was not made durable: a file whose bytes or whose name was not synced is gone,
is the one before, empty, or cut in half. Databases are left as they are: SQLite syncs by itself, unseen from here.
"""

from __future__ import annotations

import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from pytest_httpserver import HTTPServer

from tests.conftest import ROOT
from tests.feedserver import CHAOSHENG, HARBOUR, LEDGER, FeedServer, make_project, rss

WHEN = ["--week", "2026-W25", "--now", "2026-06-21T20:00:00Z"]
NOTE = "\nThe editor was there, and says so.\n"
#: Runs the command; counts writes below a folder and kills itself at one; records the inodes that were synced.
CRASH = """
import os, signal, sys
folder, at, journal = sys.argv[1], int(sys.argv[2]), os.open(sys.argv[3], os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
seen, changing = 0, {'os.rename', 'os.remove', 'os.mkdir', 'os.rmdir', 'os.chmod', 'os.truncate'}
def hear(event, arguments):
    global seen
    if event not in changing and not (event == 'open' and (arguments[2] or 0) & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)):
        return
    if os.fsdecode(arguments[0] if not isinstance(arguments[0], int) else b'').startswith(folder):
        seen += 1
        if seen == at:
            os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(hear)
sync = os.fsync
def synced(descriptor):
    sync(descriptor)
    os.write(journal, b'%d\\n' % os.fstat(descriptor).st_ino)
os.fsync = synced
from generator.cli import main
try:
    main(sys.argv[4:])
finally:
    os.write(journal, b'seen %d\\n' % seen)
"""


class Trials:
    """A project with an archive, an edit and a note of its maintainer, and news to come; and what a run makes of it."""

    def __init__(self, server: HTTPServer, root: Path) -> None:
        self._root, self._journal = root, root / "journal"
        served = FeedServer(server, {"ledger": rss(LEDGER[:1])}, {})
        server.expect_request(re.compile(r"/.*\.xml")).respond_with_handler(served.answer)
        self._before = root / "before"
        served.feeds |= {"harbour": rss([]), "chaosheng": rss([])}
        make_project(self._before, served.sources(), deadline=120, recap={"languages": ["en"]})
        self._run(self._before)
        (item,) = (self._before / "content/2026/W25").glob("northwind*.md")
        text = item.read_text("utf-8").replace("\ntitle: ", "\npinned: [title]\ntitle: What the maintainer calls ")
        item.write_text(text + NOTE, "utf-8")
        served.feeds |= {"ledger": rss(LEDGER), "harbour": rss(HARBOUR), "chaosheng": rss(CHAOSHENG)}
        undisturbed = self._copy("undisturbed")
        self.writes = int(self._run(undisturbed).rpartition("seen ")[2])
        self._wanted = outcome(undisturbed)

    def crash(self, at: int, lost: random.Random | None) -> list[str]:
        """What is wrong after a run that was killed at a write and one that was not; lost: also what loses power."""
        folder = self._copy(f"killed-{at}")
        before = files_of(folder)
        synced = {int(line) for line in self._run(folder, at).split() if line.isdecimal()}
        if lost:
            lose_power(folder, before, synced, lost)
        wrong = [
            f"{name} lost the note" for name in before if NOTE.encode() in before[name] and not _has_note(folder / name)
        ]
        self._run(folder)
        found = outcome(folder)
        shutil.rmtree(folder)
        names = sorted(self._wanted.keys() | found.keys())
        return wrong + [f"{name} differs" for name in names if self._wanted.get(name) != found.get(name)]

    def _copy(self, name: str) -> Path:
        shutil.copytree(self._before, self._root / name, symlinks=True)
        return self._root / name

    def _run(self, folder: Path, at: int = 0) -> str:
        """One build, killed at a write unless that is 0; what its journal says."""
        command = [sys.executable, "-c", CRASH, str(folder), str(at), str(self._journal), "build", *WHEN]
        done = subprocess.run(
            [*command, "--config", str(folder / "mkdocs.yml")], capture_output=True, text=True, cwd=ROOT, check=False
        )
        assert done.returncode == (-signal.SIGKILL if at else 0), done.stdout + done.stderr
        return self._journal.read_text()


def _has_note(path: Path) -> bool:
    return path.is_file() and path.read_text("utf-8").endswith(NOTE)


def outcome(folder: Path) -> dict[str, bytes]:
    """What a run leaves for readers and in git."""
    return {name: data for name, data in files_of(folder).items() if name.startswith(("content/", "site/", "."))
            and not name.startswith(".cache/")}  # fmt: skip


def files_of(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def lose_power(folder: Path, before: Mapping[str, bytes], synced: set[int], chance: random.Random) -> None:
    """Take from every file that a run changed what it did not make durable: bytes or name."""
    for name, data in sorted(files_of(folder).items()):
        path = folder / name
        is_durable = {path.stat().st_ino, path.parent.stat().st_ino} <= synced
        if is_durable or data == before.get(name) or ".sqlite" in name:
            continue
        left = chance.choice([None, before.get(name), b"", data[: len(data) // 2]])
        if left is None:
            path.unlink()
        else:
            path.write_bytes(left)


def main(number: int) -> None:
    """Half of the crashes take the power too; ends with code 1 where anything is wrong."""
    chance = random.Random(number)  # noqa: S311 (which write it is need not be secret)
    wrong = 0
    with tempfile.TemporaryDirectory() as root, HTTPServer(host="127.0.0.1") as server:
        trials = Trials(server, Path(root))
        for trial in range(number):
            at = chance.randint(1, trials.writes)
            for what in trials.crash(at, chance if trial % 2 else None):
                wrong += 1
                print(f"killed at write {at}{', power lost' if trial % 2 else ''}: {what}")
    print(f"{number} crashes at {trials.writes} writes, {wrong} findings")
    sys.exit(wrong > 0)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200)
