"""The limit on what a run may spend: money is set aside before a call and settled after it. Pure; no clock, no loop."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator.enrich.llm.judging import Completion
from generator.enrich.llm.question import Message, Spent
from generator.settings import Price

#: Tokens a provider adds to a request: the system prompt for tools is up to 530 of them at Anthropic
#: (docs.anthropic.com, "Tool use: pricing"), by which litellm asks there for an answer of a schema.
OVERHEAD = 600
_MILLION = 1_000_000
#: Characters a token stands for on average, at most: some four in English, fewer in other languages and in JSON
#: (platform.openai.com, "What are tokens"). Lower counts are not believed.
LONGEST = 16
#: Money below which two sums are the same: what adding up costs of different sizes leaves behind.
_ROUNDING = 1e-9


@dataclass(frozen=True)
class Bound:
    """The most tokens a call can use, and the fewest that its request has."""

    input_tokens: int
    output_tokens: int
    least: int


def bound_of(messages: Sequence[Message], schema: str, max_tokens: int) -> Bound:
    """The most that a call can use, whatever the tokeniser: a token stands for one byte at least."""
    size = sum(len(message["content"].encode("utf-8", "replace")) for message in messages) + len(schema.encode())
    return Bound(size + OVERHEAD, max_tokens, sum(_least(message["content"]) for message in messages))


def cost_of(price: Price | None, input_tokens: int, output_tokens: int) -> float:
    """Money for tokens; 0 where the price is not known."""
    return (price.input * input_tokens + price.output * output_tokens) / _MILLION if price else 0.0


def spent_on(completion: Completion, bound: Bound, price: Price | None, seconds: float) -> Spent:
    """What a call cost; by its upper bound where the provider did not count, or counted what cannot be."""
    input_tokens = _believed(completion.input_tokens, bound.least, bound.input_tokens)
    output_tokens = _believed(completion.output_tokens, _least(completion.text), bound.output_tokens)
    return Spent(
        calls=1, input_tokens=input_tokens, output_tokens=output_tokens,
        cost=cost_of(price, input_tokens, output_tokens), unpriced=int(price is None), seconds=seconds,
    )  # fmt: skip


def _least(text: str) -> int:
    """Tokens that a text has at least; of white space a hundred characters and more are one."""
    return sum(map(len, text.split())) // LONGEST


def _believed(count: int | None, least: int, most: int) -> int:
    return most if count is None or count < least else min(count, most)


class Budget:
    """Money for one run."""

    def __init__(self, limit: float | None, currency: str, prices: Mapping[str, Price]) -> None:
        """limit: None for none; prices: by model."""
        self.currency = currency
        self.prices = prices
        self.spent = 0.0
        self._limit = limit
        self._reserved = 0.0

    def reserve(self, cost: float) -> bool:
        """Set the cost of a call aside; False, and nothing is, where it does not fit."""
        if self._limit is not None and self.spent + self._reserved + cost > self._limit + _ROUNDING:
            return False
        self._reserved += cost
        return True

    def may_fit_later(self, cost: float) -> bool:
        """Whether the cost can fit when calls that are under way turn out cheaper than what is set aside for them."""
        return self._limit is None or (self._reserved > _ROUNDING and self.spent + cost <= self._limit + _ROUNDING)

    def settle(self, reserved: float, cost: float) -> None:
        """Put the true cost in the place of what was set aside."""
        self._reserved -= reserved
        self.spent += cost

    def words(self, cost: float) -> str:
        """Why a cost does not fit."""
        return (
            f"the budget is used up: the call may cost {cost:.4f} {self.currency},"
            f" and {self.spent:.4f} of {self._limit or 0:.2f} are spent (raise budget.per_run for more)"
        )
