"""An event that a model tells, of which the check lets pass what is carried."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.enrich.modelled.engine import ModelEngine, Written
from generator.enrich.prompts import Prompts
from generator.model.vocabulary import Vocabulary
from tests.enrich.llm.asking import Asker
from tests.make import article, item
from tests.modelserver import ModelServer, model_server, say

TEXT = "Northwind rents a cluster of 300 megawatts near Groningen. Halyard owns the cluster."
EMPTY: dict[str, object] = {
    "hook": None, "why_it_matters": None, "what_to_do_next": None, "takeaways": [], "technical": [],
    "competitors": None, "implications": [], "timeline": [], "topics": [], "audience": [],
    "entities": {"companies": [], "models": [], "people": []},
}  # fmt: skip
TRUE = {"text": "Northwind rents a cluster of 300 megawatts.", "cites": [2]}
FALSE = {"text": "Northwind buys a cluster of 900 megawatts.", "cites": [2]}
MORE = {"text": "Halyard owns the cluster.", "cites": [3]}


@pytest.fixture(scope="module")
def server() -> Iterator[ModelServer]:
    with model_server() as server:
        yield server


def written(server: ModelServer, folder: Path, vocabulary: Vocabulary, **parts: object) -> Written:
    server.reset()
    server.answer = lambda _: say({**EMPTY, "takeaways": [MORE], **parts})
    asker = Asker(server.base, folder, timeout=60)
    engine = ModelEngine(asker.chain, Prompts(), vocabulary, "en")

    async def once() -> Written:
        try:
            return await engine.write([article("A cluster near Groningen is let", TEXT)], item(), {})
        finally:
            await asker.chain.close()

    return asyncio.run(once())


@pytest.mark.parametrize(
    ("title", "what_changed", "told"),
    [
        (
            TRUE,
            {**TRUE, "text": "Northwind rents a cluster near Groningen."},
            "Northwind rents a cluster near Groningen.",
        ),
        (TRUE, FALSE, TRUE["text"]),
        (FALSE, FALSE, ""),
    ],
)
def test_a_slip_in_what_changed_does_not_cost_the_rest(
    server: ModelServer,
    tmp_path: Path,
    vocabulary: Vocabulary,
    monkeypatch: pytest.MonkeyPatch,
    title: object,
    what_changed: object,
    told: str,
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "any")
    found = written(server, tmp_path, vocabulary, title=title, what_changed=what_changed).found
    assert found is not None
    assert (found.draft.tldr.what_changed.text if found.draft.tldr else "") == told
    assert [claim.text for claim in found.draft.takeaways] == [MORE["text"]]
    assert ("tldr.what_changed" in [struck.field for struck in found.struck]) is (what_changed == FALSE)
