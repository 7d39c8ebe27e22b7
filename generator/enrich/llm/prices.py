"""What models cost: the maintainer's own prices first, then the table that comes with litellm."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.metadata import distribution
from typing import Any

from generator.model.errors import Fault, InvalidContent
from generator.settings import Price, Settings

#: Of the prices in litellm's table.
TABLE_CURRENCY = "USD"
#: Providers that are programs on the maintainer's own machines.
FREE_PROVIDERS = frozenset(["ollama", "ollama_chat", "llamafile", "lm_studio", "lemonade"])
_MILLION = 1_000_000


def prices_of(models: Iterable[str], settings: Settings) -> dict[str, Price]:
    """The price of every model that has one that is known.

    Raises InvalidContent where a maintainer set a budget and a price is not known: its limit could not be kept.
    """
    currency = settings.budget.currency if settings.budget else TABLE_CURRENCY
    found = {model: price for model in models if (price := _price(model, settings, currency))}
    unknown = [model for model in models if model not in found]
    if settings.budget and "budget" in settings.model_fields_set and unknown:
        raise InvalidContent(_fault(model, currency) for model in unknown)
    return found


def _price(model: str, settings: Settings, currency: str) -> Price | None:
    if own := settings.prices.get(model):
        return own
    if model.split("/", maxsplit=1)[0] in FREE_PROVIDERS:
        return Price(input=0, output=0)
    return _listed(model) if currency == TABLE_CURRENCY else None


def _listed(model: str) -> Price | None:
    """The price in the table; None too where it says 0, which there often means that nobody entered one."""
    provider, _, name = model.partition("/")
    entry = _table().get(model)
    if entry is None and provider and name:
        entry = _table().get(name, {})
        if not str(entry.get("litellm_provider", "")).startswith(provider):
            return None
    read, written = ((entry or {}).get(f"{kind}_cost_per_token") or 0 for kind in ("input", "output"))
    return Price(input=read * _MILLION, output=written * _MILLION) if read > 0 and written > 0 else None


@cache
def _table() -> Mapping[str, Any]:
    """litellm's table, read without importing litellm, which takes two seconds and more."""
    path = distribution("litellm").locate_file("litellm/model_prices_and_context_window_backup.json")
    table: dict[str, Any] = json.loads(path.read_bytes())  # type: ignore[attr-defined]
    aliases = {alias: entry for entry in table.values() for alias in entry.get("aliases") or ()}
    return {**aliases, **table}


def _fault(model: str, currency: str) -> Fault:
    return Fault(
        "mkdocs.yml", 0, f"plugins.recap.prices.{model}",
        f"is missing: the price of {model} in {currency} is not known, so the budget could not be kept",
        f"set prices: {{{model}: {{input: …, output: …}}}} in {currency} per million tokens, both 0 if it is free;"
        " or budget: null for no limit",
    )  # fmt: skip
