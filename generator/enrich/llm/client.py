"""One call to one model through litellm: no retry, no fallback, no judgement. litellm is imported by the first call."""

from __future__ import annotations

import json
import logging
import os
import re
import warnings
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any, Protocol

from pydantic import BaseModel

from generator.enrich.llm.failure import CallFailed, failure_of, without_keys
from generator.enrich.llm.judging import Completion
from generator.enrich.llm.question import Cause, Message

#: Set before litellm is imported: prices from its own table and not from the network; no `.env` files of parent
#: folders; no tokenisers from a hub.
_ENVIRONMENT = {"LITELLM_LOCAL_MODEL_COST_MAP": "True", "LITELLM_MODE": "PRODUCTION", "HF_HUB_OFFLINE": "1"}
#: For servers at an address of the maintainer's own, most of which want any key or none.
_ANY_KEY = "none"
#: Characters of an answer that are looked at and kept: no question allows half as many.
MOST_CHARACTERS = 200_000
#: What servers say that know no answers of a given schema.
_NO_SCHEMAS = re.compile(r"response_format|json_schema|structured output", re.IGNORECASE)


class Client(Protocol):
    """What the chain needs of the network."""

    def open(self) -> None:
        """Get ready for calls; may take seconds, which no question is charged with."""
        ...

    async def complete(
        self, model: str, messages: Sequence[Message], schema: type[BaseModel], max_tokens: int
    ) -> Completion:
        """What the model sends; raises CallFailed."""
        ...

    async def close(self) -> None:
        """End connections."""
        ...


class LiteLLM:
    """Calls any provider that litellm knows; keys come from the environment, where litellm looks for them."""

    def __init__(self, api_base_of: Callable[[str], str | None], timeout: float) -> None:
        """api_base_of: address of a model's interface, None for its provider's; timeout: seconds for one read."""
        self._api_base_of = api_base_of
        self._timeout = timeout
        self._was_used = False
        self._without_schemas: set[str] = set()
        """Models that are told the schema in words."""

    def open(self) -> None:
        """Import litellm, which takes two seconds and more."""
        import_litellm()
        self._was_used = True

    async def complete(
        self, model: str, messages: Sequence[Message], schema: type[BaseModel], max_tokens: int
    ) -> Completion:
        """What the model sends; raises CallFailed, whatever goes wrong.

        Where the provider knows no answers of a given schema, the schema is told in words.
        """
        is_told = model in self._without_schemas
        try:
            return await self._complete(model, messages, schema, max_tokens, is_told=is_told)
        except CallFailed as failure:
            if is_told or failure.cause is not Cause.REJECTED or not _NO_SCHEMAS.search(failure.words):
                raise
        self._without_schemas.add(model)
        return await self._complete(model, messages, schema, max_tokens, is_told=True)

    async def _complete(
        self, model: str, messages: Sequence[Message], schema: type[BaseModel], max_tokens: int, *, is_told: bool
    ) -> Completion:
        api_base = self._api_base_of(model)
        try:
            response = await import_litellm().acompletion(
                model=model,
                messages=_with_schema(messages, schema) if is_told else list(messages),
                response_format=None if is_told else schema,
                max_tokens=max_tokens,
                api_base=api_base,
                api_key=_ANY_KEY if api_base and missing_keys(model) else None,
                timeout=self._timeout,
                max_retries=0,
                stream=False,
            )
            return _completion(response)
        except IndexError:  # litellm's way to say that `choices` is empty; the call may have been charged all the same
            return Completion()
        except Exception as error:  # litellm lets much through besides its own exceptions; none may stop a run
            raise failure_of(error, datetime.now(UTC)) from error

    async def close(self) -> None:
        """End the connections; to be awaited on the loop that the calls ran on."""
        if not self._was_used:
            return
        from litellm.llms.custom_httpx.async_client_cleanup import close_litellm_async_clients  # noqa: PLC0415

        await close_litellm_async_clients()  # type: ignore[no-untyped-call]
        import_litellm().in_memory_llm_clients_cache.flush_cache()


def import_litellm() -> Any:
    """The module litellm, set up to be quiet and to ask nobody but the model."""
    os.environ.update(_ENVIRONMENT)
    import litellm  # noqa: PLC0415

    logging.getLogger("LiteLLM").setLevel(logging.CRITICAL)  # faults are told by us, without secrets
    # Pydantic's word to litellm about one of its types, said to whoever makes the first call.
    warnings.filterwarnings("ignore", r"Item '\w+' on TypedDict class", UserWarning)
    litellm.suppress_debug_info = True
    litellm.disable_hf_tokenizer_download = True
    litellm.disable_aiohttp_transport = True  # httpx closes its connections when it is asked to
    return litellm


def missing_keys(model: str) -> list[str]:
    """Names of the environment variables that the model's provider needs and that are not set."""
    return list(import_litellm().validate_environment(model)["missing_keys"])


def _with_schema(messages: Sequence[Message], schema: type[BaseModel]) -> list[Message]:
    first, *others = messages
    told = json.dumps(schema.model_json_schema(), ensure_ascii=False)
    content = f"{first['content']}\n\nAnswer with one JSON object of this JSON Schema and nothing else:\n{told}"
    return [Message(role=first["role"], content=content), *others]


def _completion(response: Any) -> Completion:
    """What is answered, without keys: a server may tell back what it was sent, and answers are kept."""
    choice = response.choices[0]
    message = choice.message
    usage = getattr(response, "usage", None)
    text = message.content or ""
    finish = "length" if len(text) > MOST_CHARACTERS else choice.finish_reason or ""
    return Completion(
        text=without_keys(text[:MOST_CHARACTERS]),
        finish=without_keys(finish),
        refusal=without_keys(_refusal(message)),
        input_tokens=_counted(usage, "prompt_tokens"),
        output_tokens=_counted(usage, "completion_tokens"),
    )


def _refusal(message: Any) -> str:
    """In words: litellm keeps it among what is special to a provider, and from 1.110 on beside the text."""
    special = message.provider_specific_fields or {}
    return getattr(message, "refusal", None) or special.get("refusal") or ""


def _counted(usage: Any, name: str) -> int | None:
    """Tokens; None where the provider did not count them, which litellm makes 0: no question has none."""
    return getattr(usage, name, None) or None
