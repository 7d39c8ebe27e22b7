"""One built site for all tests that only read it."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.site.build import build_site
from generator.site.library import Library
from generator.site.page import Site
from tests.site.sample import make_archive, make_library, make_project, make_site


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return make_library(tmp_path_factory.mktemp("library"))


@pytest.fixture(scope="session")
def site() -> Site:
    return make_site()


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the built sample site."""
    root = tmp_path_factory.mktemp("project")
    mkdocs_yml = make_project(root)
    make_archive(root / "content")
    build_site(mkdocs_yml, strict=True)
    return root / "site"
