"""Recorded weeks of feeds, and labelled data, where they are on this machine: they are no part of the project."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from tests.conftest import ROOT

REPLAY = ROOT.parent / "shared" / "replay"
DATA = ROOT.parent / "shared" / "bench"


def are_there(replay: Path = REPLAY) -> bool:
    return (replay / "serve.py").is_file()


def _there(_context: click.Context, _option: click.Parameter, replay: Path) -> Path:
    if not are_there(replay):
        sys.exit(f"{replay}: no recorded feeds here; name their folder with --replay")
    return replay


replay_option = click.option(
    "--replay", type=click.Path(path_type=Path), default=REPLAY, callback=_there, help="Folder with serve.py."
)


@contextmanager
def served(replay: Path, week: str, port: int = 0, faults: Iterable[str] = ()) -> Iterator[str]:
    """The address of sources.yml while the recorded week is served; port: a free one if 0; faults: as wired=timeout."""
    options = [option for fault in faults for option in ("--fault", fault)]
    command = [sys.executable, str(replay / "serve.py"), "--week", week, "--port", str(port), *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        try:
            line = server.stdout.readline() if server.stdout else ""
            yield line.split()[-1]
        finally:
            server.kill()
