"""A chain of models: one after the other is asked until one gives a good answer.

Never an exception for what a model or a network does. A chain belongs to one event loop.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from generator.enrich.llm.budget import Bound, Budget, bound_of, spent_on
from generator.enrich.llm.client import Client, LiteLLM
from generator.enrich.llm.failure import CallFailed
from generator.enrich.llm.health import Health
from generator.enrich.llm.judging import Completion, Flaw, judge, repair
from generator.enrich.llm.prices import TABLE_CURRENCY, prices_of
from generator.enrich.llm.question import Cause, Message, Outcome, Question, Spent
from generator.enrich.llm.store import AnswerStore, Paid, key_of
from generator.enrich.llm.trail import Trail
from generator.settings import Settings

A = TypeVar("A", bound=BaseModel)

#: Calls of one model for one completion, where its fault may pass within seconds.
ATTEMPTS = 3
#: Seconds before the second attempt where the server names none; doubled for each further one.
BACKOFF = 1.0
#: Calls that tell a model what is wrong with its answer.
REPAIRS = 1
#: Faults that may pass within seconds.
_PASSING = frozenset([Cause.UNREACHABLE, Cause.BROKEN_OFF, Cause.RATE_LIMITED, Cause.FAILING])


@dataclass(frozen=True)
class _Call:
    """One call, and the name it is stored under."""

    model: str
    messages: tuple[Message, ...]
    schema: type[BaseModel]
    max_tokens: int

    @property
    def key(self) -> str:
        return key_of(self.model, self.messages, self.schema.model_json_schema(), self.max_tokens)

    @property
    def bound(self) -> Bound:
        return bound_of(self.messages, json.dumps(self.schema.model_json_schema()), self.max_tokens)


#: Gives what a model sent for a call, stored or new; None where there is nothing to be had.
_Source = Callable[[_Call, Trail], Awaitable[Paid | None]]


class Chain:
    """Asks models, one after the other, and keeps what they send."""

    def __init__(
        self,
        models: Sequence[str],
        client: Client,
        store: AnswerStore,
        budget: Budget,
        *,
        timeout: float,
        concurrency: int,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        """models: in the order in which they are asked; timeout: seconds for one question in all."""
        self.models = tuple(models)
        self.budget = budget
        self._client = client
        self._store = store
        self._timeout = timeout
        self._sleep = sleep
        self._health = Health()
        self._slots = asyncio.Semaphore(concurrency)
        self._settled = asyncio.Event()

    async def ask(self, question: Question[A], models: Sequence[str] = ()) -> Outcome[A]:
        """The answer, or why there is none; ArchiveError where an answer cannot be stored.

        models: other ones than the chain's. A good stored answer of any of them wins over a new call. Every model has
        an equal share of the time that is left, from the moment the question has its turn.
        """
        models = models or self.models
        trail = Trail()
        for model in models:
            if answer := await self._answer_of(model, question, trail, self._stored):
                return trail.outcome(answer, model)
        async with self._slots:
            return await self._ask(question, models)

    async def close(self) -> None:
        """End connections; to be awaited after the last question, on the loop that questions were asked on."""
        await self._client.close()

    async def _ask(self, question: Question[A], models: Sequence[str]) -> Outcome[A]:
        trail = Trail()
        self._client.open()
        end = _now() + self._timeout
        for number, model in enumerate(models):
            share = (end - _now()) / (len(models) - number)
            trail.until = _now() + share
            try:
                async with asyncio.timeout_at(trail.until):
                    answer = await self._answer_of(model, question, trail, self._stored_or_new)
            except TimeoutError:
                self._failed(model, CallFailed(Cause.TIMED_OUT, f"no answer within {share:.3g} seconds"), trail)
                continue
            if answer:
                return trail.outcome(answer, model)
        return trail.outcome(None, None)

    async def _answer_of(self, model: str, question: Question[A], trail: Trail, source: _Source) -> A | None:
        """One model's answer: its first, or the one after it was told what is wrong with that."""
        messages = question.messages
        for _ in range(1 + REPAIRS):
            paid = await source(_Call(model, messages, question.schema, question.max_tokens), trail)
            if paid is None:
                return None
            found = judge(paid.completion, question.schema)
            if not isinstance(found, Flaw):
                return found
            trail.failed(model, found.cause, found.words)
            messages = repair(messages, paid.completion, found)
        return None

    async def _stored(self, call: _Call, trail: Trail) -> Paid | None:
        if paid := self._store.get(call.key):
            trail.took(paid.spent)
        return paid

    async def _stored_or_new(self, call: _Call, trail: Trail) -> Paid | None:
        if paid := await self._stored(call, trail):
            return paid
        for attempt in range(ATTEMPTS):
            if down := self._health.why_down(call.model):
                trail.skipped(call.model, down.cause, down.words)
                return None
            trail.began = _now()
            try:
                return await self._pay(call, trail)
            except CallFailed as failure:
                self._failed(call.model, failure, trail)
                wait = _seconds_before_next(failure, attempt)
                if wait is None or _now() + wait >= trail.until or self._health.why_down(call.model):
                    return None
                await self._sleep(wait)
        return None

    def _failed(self, model: str, failure: CallFailed, trail: Trail) -> None:
        self._health.missed(model, failure, trail.began, _now())
        trail.failed(model, failure.cause, failure.words)

    async def _pay(self, call: _Call, trail: Trail) -> Paid:
        """One call; what it sends is stored before anybody judges it. CallFailed where it sends nothing."""
        bound, price = call.bound, self.budget.prices.get(call.model)
        spent = most = spent_on(Completion(), bound, price, 0.0)
        await self._reserve(most.cost)
        begin = _now()
        try:
            completion = await self._client.complete(call.model, call.messages, call.schema, call.max_tokens)
            spent = spent_on(completion, bound, price, _now() - begin)
            paid = Paid(call.model, completion, spent)
            self._store.put(call.key, paid)
            self._health.answered(call.model)
        except CallFailed as failure:
            spent = most if failure.cause.may_be_charged else Spent()
            raise
        finally:
            trail.paid(spent)
            self.budget.settle(most.cost, spent.cost)
            self._settled.set()
        return paid

    async def _reserve(self, cost: float) -> None:
        """Set money aside, if need be as soon as calls under way turn out cheaper; CallFailed where there is none."""
        while not self.budget.reserve(cost):
            if not self.budget.may_fit_later(cost):
                raise CallFailed(Cause.OVER_BUDGET, self.budget.words(cost))
            self._settled.clear()
            await self._settled.wait()


def _now() -> float:
    return asyncio.get_running_loop().time()


def _seconds_before_next(failure: CallFailed, attempt: int) -> float | None:
    """How long to wait before a call is tried again; None where that is of no use."""
    if failure.cause not in _PASSING or attempt == ATTEMPTS - 1:
        return None
    return BACKOFF * 2**attempt if failure.wait is None else failure.wait


def open_chain(settings: Settings, cache: Path, *, refresh: bool = False) -> Chain:
    """The chain of the models that are set; keys come from the environment.

    cache: folder of the program's cache; refresh: ask again what earlier runs have stored answers to.
    Raises InvalidContent where a budget is set and a price is not known, before the first call.
    """
    limit = settings.budget.per_run if settings.budget else None
    currency = settings.budget.currency if settings.budget else TABLE_CURRENCY
    return Chain(
        settings.models,
        LiteLLM(settings.api_base_of, settings.timeout),
        AnswerStore(cache / "answers", refresh=refresh),
        Budget(limit, currency, prices_of(settings.every_model, settings)),
        timeout=settings.timeout,
        concurrency=settings.concurrency,
    )
