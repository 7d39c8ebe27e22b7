"""What a model sent becomes an answer or a fault: pure, and the same for a stored answer as for a new one."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from generator.enrich.llm.question import Cause, Message
from generator.model.base import one_line

A = TypeVar("A", bound=BaseModel)

#: Faults of an answer that are told in messages and to the model; the first ones make the others clear.
MAX_TOLD = 5
#: Characters of a bad answer that its model is shown again and charges for: more than a question allows.
MAX_REPEATED = 20_000


@dataclass(frozen=True)
class Completion:
    """What a model sent, before anybody judged it."""

    text: str = ""
    finish: str = ""
    """Why it ended, in OpenAI's words: stop, length, content_filter."""
    refusal: str = ""
    """The model's words where it declined to answer."""
    input_tokens: int | None = None
    """As the provider counted them; None where it did not say."""
    output_tokens: int | None = None


@dataclass(frozen=True)
class Flaw:
    """What is wrong with an answer."""

    cause: Cause
    words: str


def judge(completion: Completion, schema: type[A]) -> A | Flaw:
    """The answer in a completion, or its flaw. JSON in a fence, or one object within prose, is taken as meant."""
    text = completion.text.strip()
    if completion.refusal:
        return Flaw(Cause.REFUSED, f"the model refused: {one_line(completion.refusal)[:200]}")
    if completion.finish == "content_filter":
        return Flaw(Cause.FILTERED, "the provider's content filter withheld the answer")
    found: A | Flaw = _parsed(text, schema) if text else Flaw(Cause.EMPTY, "the answer was empty")
    if isinstance(found, Flaw) and completion.finish == "length":
        return Flaw(Cause.TRUNCATED, "the answer was cut off at its longest length")
    return found


def repair(messages: tuple[Message, ...], completion: Completion, flaw: Flaw) -> tuple[Message, ...]:
    """The dialogue that asks once more: the answer, and what was wrong with it."""
    told = Message(role="assistant", content=(completion.text.strip() or completion.refusal)[:MAX_REPEATED])
    length = " Be briefer." if flaw.cause is Cause.TRUNCATED else ""
    wish = Message(
        role="user",
        content=f"That cannot be used: {flaw.words}.{length} Answer again with one JSON object of the schema"
        " and nothing else.",
    )
    return (*messages, told, wish) if told["content"] else (*messages, wish)


def _parsed(text: str, schema: type[A]) -> A | Flaw:
    objects = _objects(text)
    if not objects:
        return Flaw(Cause.INVALID, "the answer is no JSON object")
    if len(objects) > 1:
        return Flaw(Cause.INVALID, f"the answer holds {len(objects)} JSON objects where one is wanted")
    try:
        return schema.model_validate_json(objects[0])
    except ValidationError as error:
        return Flaw(Cause.INVALID, f"the answer does not fit the schema: {_faults(error)}")


def _objects(text: str) -> list[str]:
    """The texts of the outermost JSON objects in a text."""
    decoder = json.JSONDecoder()
    found = []
    at = text.find("{")
    while at >= 0:
        try:
            _, end = decoder.raw_decode(text, at)
            found.append(text[at:end])
        except (ValueError, RecursionError):
            end = at + 1
        at = text.find("{", end)
    return found


def _faults(error: ValidationError) -> str:
    details = error.errors(include_url=False, include_context=False)
    told = [f"{'.'.join(map(str, detail['loc'])) or 'the object'}: {detail['msg']}" for detail in details[:MAX_TOLD]]
    more = f"; and {len(details) - MAX_TOLD} more" if len(details) > MAX_TOLD else ""
    return one_line("; ".join(told))[:500] + more
