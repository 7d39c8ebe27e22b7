"""What all tests share. Sockets reach loopback only (see `addopts` in pyproject.toml)."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

from generator.archive.reference import read_vocabulary
from generator.model.vocabulary import Vocabulary

ROOT = Path(__file__).parents[1]

# Where the suite runs as a job of GitHub or is called by make, what its tests run is neither.
for name in ("GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY", "GITHUB_WORKSPACE", "MAKELEVEL", "MAKEFLAGS", "MFLAGS"):
    os.environ.pop(name, None)

settings.register_profile("default", deadline=None, derandomize=True, max_examples=100)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    """The project's own topics and names, with those of the samples."""
    return read_vocabulary(ROOT / "content" / "samples", ROOT / "content")
