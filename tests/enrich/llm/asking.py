"""Chains and questions, in as few words as possible."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Mapping, Sequence
from pathlib import Path

from pydantic import BaseModel, Field

from generator.enrich.llm.budget import Budget
from generator.enrich.llm.chain import Chain
from generator.enrich.llm.client import LiteLLM
from generator.enrich.llm.question import Outcome, Question
from generator.enrich.llm.store import AnswerStore
from generator.settings import Price

MILLION = Price(input=1, output=1)


class Sum(BaseModel):
    """What is asked for in these tests."""

    total: int = Field(ge=1, le=9)


GOOD = {"total": 5}


def question(user: str = "2 + 3?") -> Question[Sum]:
    return Question("You add.", user, Sum, 50)


class Asker:
    """A chain over a folder, and the seconds it would have slept."""

    def __init__(
        self,
        base: str | Mapping[str, str] | None,
        folder: Path,
        models: Sequence[str] = ("openai/one",),
        *,
        timeout: float = 20,
        concurrency: int = 4,
        limit: float | None = 2.0,
        refresh: bool = False,
    ) -> None:
        self.waits: list[float] = []
        self.budget = Budget(limit, "USD", dict.fromkeys(models, MILLION))
        self._bases = base
        self.chain = Chain(
            models, LiteLLM(self._base_of, timeout), AnswerStore(folder, refresh=refresh), self.budget,
            timeout=timeout, concurrency=concurrency, sleep=self._sleep,
        )  # fmt: skip

    def _base_of(self, model: str) -> str | None:
        return self._bases.get(model) if isinstance(self._bases, Mapping) else self._bases

    async def _sleep(self, seconds: float) -> None:
        self.waits.append(seconds)

    def ask(self, *users: str) -> list[Outcome[Sum]]:
        """What comes of questions asked one after the other."""

        async def each() -> list[Outcome[Sum]]:
            return [await self.chain.ask(question(user)) for user in users]

        return asyncio.run(self._closing(each()))

    def ask_at_once(self, *users: str) -> list[Outcome[Sum]]:
        async def all_at_once() -> list[Outcome[Sum]]:
            return list(await asyncio.gather(*(self.chain.ask(question(user)) for user in users)))

        return asyncio.run(self._closing(all_at_once()))

    async def _closing(self, asking: Awaitable[list[Outcome[Sum]]]) -> list[Outcome[Sum]]:
        try:
            return await asking
        finally:
            await self.chain.close()
