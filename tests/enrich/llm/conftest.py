"""A scripted server for each module, and chains that ask it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.modelserver import ModelServer, model_server


@pytest.fixture(scope="module")
def module_server() -> Iterator[ModelServer]:
    with model_server() as server:
        yield server


@pytest.fixture
def server(module_server: ModelServer, monkeypatch: pytest.MonkeyPatch) -> ModelServer:
    """As new, and no key in the environment."""
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    module_server.reset()
    return module_server
