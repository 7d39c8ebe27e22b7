"""What all tests share. Sockets reach loopback only (see `addopts` in pyproject.toml)."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from xdist.remote import Producer
from xdist.scheduler import LoadFileScheduling

from generator.archive.reference import read_vocabulary
from generator.model.vocabulary import Vocabulary

ROOT = Path(__file__).parents[1]

# Where the suite runs as a job of GitHub or is called by make, what its tests run is neither.
for name in ("GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY", "GITHUB_WORKSPACE", "MAKELEVEL", "MAKEFLAGS", "MFLAGS"):
    os.environ.pop(name, None)

settings.register_profile("default", deadline=None, derandomize=True, max_examples=100)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))


#: Tests that share what takes seconds of a core to start, by the beginnings of their names.
_SHARED = {
    "browser": ("tests/browser/",),
    "cluster": ("tests/executor/",),
    "litellm": ("tests/enrich/llm/", "tests/enrich/modelled/test_engine.py", "tests/test_model"),
}


class _ByFile(LoadFileScheduling):  # type: ignore[misc]
    """The tests of a file in one worker, and those that share something dear."""

    def _split_scope(self, nodeid: str) -> str:
        file: str = super()._split_scope(nodeid)
        return next((name for name, beginnings in _SHARED.items() if file.startswith(beginnings)), file)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> _ByFile:
    return _ByFile(config, log)


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Iterator[None]:
    """What is collected stays: to look through it for garbage, now and later, takes a third of the time it takes."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    """The project's own topics and names, with those of the samples."""
    return read_vocabulary(ROOT / "content" / "samples", ROOT / "content")
