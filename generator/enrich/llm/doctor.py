"""What is wrong with the models that are set, in plain words, and what to do: one small call to each."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Sequence

from pydantic import BaseModel, Field

from generator.enrich.llm.client import LiteLLM, missing_keys
from generator.enrich.llm.failure import CallFailed
from generator.enrich.llm.judging import Flaw, judge
from generator.enrich.llm.prices import prices_of
from generator.enrich.llm.question import Cause, Question
from generator.model.errors import InvalidContent
from generator.model.finding import Finding
from generator.settings import Settings

#: Enough for a model that thinks before it writes.
MAX_TOKENS = 1000


class _Word(BaseModel):
    word: str = Field(max_length=100)


_QUESTION = Question("You test a connection. Answer with JSON.", 'Answer {"word": "ready"}.', _Word, MAX_TOKENS)

_REMEDIES = {
    Cause.UNPAID: "the account has no credit or its quota is used up: see the provider's billing page",
    Cause.UNKNOWN_MODEL: "write the name as litellm has it, provider/model: https://docs.litellm.ai/docs/providers;"
    " or the account may not use it, or api_base lacks a part of its path, often /v1",
    Cause.RATE_LIMITED: "wait a minute; if it stays, lower `concurrency` or see the provider's limits",
    Cause.FAILING: "the provider is in trouble: try later, or set `fallback_models`",
    Cause.BROKEN_OFF: "the connection ended within the answer: try again; a proxy on the way may cut it short",
    Cause.TIMED_OUT: "raise `timeout`, or choose a faster model",
    Cause.REJECTED: "the server does not take the question; most often it cannot answer in a given schema:"
    " choose a model with structured output",
    Cause.TOO_LONG: "the model's context is too short for articles: choose another, or give its server a longer one",
}
_BAD_ANSWER = "it can be reached, but does not answer in the schema: choose a model with structured output"


async def examine(settings: Settings) -> tuple[Finding, ...]:
    """What was found, in reading order; every model that is set is called once, `verify_model` too."""
    models = settings.every_model
    engine = Finding("engine", "ok", _engine_words(settings))
    if not models:
        return (engine,)
    client = LiteLLM(settings.api_base_of, settings.timeout)
    client.open()
    calls = [await _called(model, settings, client) for model in models]
    await client.close()
    return (engine, *_prices(models, settings), *calls)


def _engine_words(settings: Settings) -> str:
    if settings.models:
        then = ", then ".join(settings.models)
        return f"{settings.engine}: {then} writes; where no model answers, the built-in extractive engine does"
    why = "`engine: extractive` is set" if settings.model else "no `model` is set"
    return f"the built-in extractive engine writes, since {why}; it needs no key and no network"


def _prices(models: Sequence[str], settings: Settings) -> list[Finding]:
    limit = settings.budget
    try:
        prices = prices_of(models, settings)
    except InvalidContent as error:
        return [Finding("budget", "fail", f"{fault.key} {fault.problem}", fault.remedy) for fault in error.faults]
    if limit is None:
        return [Finding("budget", "ok", "none is set: a run may cost any money")]
    known = (f"{model} {price.input:g} in, {price.output:g} out" for model, price in prices.items())
    unknown = (f"{model} not known, so it is not limited" for model in models if model not in prices)
    words = "; ".join([*known, *unknown])
    return [Finding("budget", "ok", f"{limit.per_run:.2f} {limit.currency} a run; per million tokens: {words}")]


async def _called(model: str, settings: Settings, client: LiteLLM) -> Finding:
    base = settings.api_base_of(model)
    place = f"{_key_words(model, base)}; {f'asked at {base}' if base else 'asked at its provider'}"
    begin = asyncio.get_running_loop().time()
    try:
        async with asyncio.timeout(settings.timeout):
            completion = await client.complete(model, _QUESTION.messages, _QUESTION.schema, _QUESTION.max_tokens)
    except CallFailed as failure:
        return Finding(model, "fail", f"{failure.words} ({place})", _remedy(failure.cause, model, base))
    except TimeoutError:
        words = f"no answer within {settings.timeout:g} seconds ({place})"
        return Finding(model, "fail", words, _REMEDIES[Cause.TIMED_OUT])
    found = judge(completion, _QUESTION.schema)
    if isinstance(found, Flaw):
        return Finding(model, "fail", f"{found.words} ({place})", _BAD_ANSWER)
    seconds = asyncio.get_running_loop().time() - begin
    return Finding(model, "ok", f"answers, in {seconds:.1f} seconds ({place})")


def _key_words(model: str, base: str | None) -> str:
    """Where the key comes from; never the key."""
    if missing_keys(model):
        return "no key is set, and servers of one's own seldom need one" if base else "no key is set"
    name = f"{model.split('/', maxsplit=1)[0].upper()}_API_KEY"  # what nearly every provider calls it
    return f"key from {name}" if os.environ.get(name) else "needs no key, or has it where its provider's tools look"


def _remedy(cause: Cause, model: str, base: str | None) -> str:
    if cause is Cause.UNAUTHORISED:
        missing = missing_keys(model)
        if missing:
            return f"set the environment variable {' or '.join(missing)}; keys do not belong in mkdocs.yml"
        return "the key is not accepted: make a new one at the provider and set the environment variable to it"
    if cause is Cause.UNREACHABLE:
        if base:
            return "start the server, and see that `api_base` is the address of its interface: most end in /v1"
        return "see whether this machine reaches the network"
    return _REMEDIES.get(cause, _BAD_ANSWER)
