"""A scripted server for each module, and chains that ask it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.enrich.llm.asking import Asker
from tests.modelserver import ModelServer, model_server


@pytest.fixture(scope="session")
def imported(tmp_path_factory: pytest.TempPathFactory) -> None:
    """litellm imports parts of itself with its first call, which on a busy machine takes longer than a model may."""
    with model_server() as server:
        Asker(server.base, tmp_path_factory.mktemp("first")).ask("2 + 3?")


@pytest.fixture(scope="module")
def module_server(imported: None) -> Iterator[ModelServer]:
    with model_server() as server:
        yield server


@pytest.fixture
def server(module_server: ModelServer, monkeypatch: pytest.MonkeyPatch) -> ModelServer:
    """As new, and no key in the environment."""
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    module_server.reset()
    return module_server
