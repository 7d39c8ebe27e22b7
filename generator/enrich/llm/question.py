"""A question to models, and what came of it."""

from __future__ import annotations

from dataclasses import astuple, dataclass
from enum import StrEnum, auto
from operator import add
from typing import Generic, TypedDict, TypeVar

from pydantic import BaseModel

A = TypeVar("A", bound=BaseModel)


class Message(TypedDict):
    """One turn of a dialogue, as every chat interface takes it."""

    role: str
    content: str


@dataclass(frozen=True)
class Question(Generic[A]):
    """What is asked, and the shape of the answer."""

    system: str
    user: str
    schema: type[A]
    max_tokens: int
    """The longest answer, in tokens."""

    @property
    def messages(self) -> tuple[Message, ...]:
        """The dialogue it opens."""
        return Message(role="system", content=self.system), Message(role="user", content=self.user)


class Cause(StrEnum):
    """Why a model gave no good answer."""

    UNREACHABLE = auto()
    """No connection, or no model's interface at that address."""
    BROKEN_OFF = auto()
    """The connection ended within the answer."""
    UNAUTHORISED = auto()
    """No key, a wrong one, or one that may not use the model."""
    UNPAID = auto()
    """The account's quota or credit is used up."""
    UNKNOWN_MODEL = auto()
    RATE_LIMITED = auto()
    FAILING = auto()
    """The server or the client library broke down over the call."""
    TIMED_OUT = auto()
    OVER_BUDGET = auto()
    """Our own limit."""
    REJECTED = auto()
    """The server does not take this request, for example its schema."""
    TOO_LONG = auto()
    """The question does not fit the model."""
    TRUNCATED = auto()
    REFUSED = auto()
    FILTERED = auto()
    EMPTY = auto()
    INVALID = auto()
    """No JSON, or not of the schema."""

    @property
    def slug(self) -> str:
        """The name as the archive has it: over-budget."""
        return self.replace("_", "-")

    @property
    def is_final(self) -> bool:
        """Whether the answer itself was no good: asking again with the same question would meet the same.

        Otherwise the model was not to be had, and asking later can help.
        """
        return self in _FINAL

    @property
    def may_be_charged(self) -> bool:
        """Whether a provider may charge for the call, though nothing came of it."""
        return self in (Cause.TIMED_OUT, Cause.BROKEN_OFF)


_FINAL = frozenset(
    [Cause.TOO_LONG, Cause.TRUNCATED, Cause.REFUSED, Cause.FILTERED, Cause.EMPTY, Cause.INVALID]
)  # fmt: skip


@dataclass(frozen=True)
class Spent:
    """What answers cost; the sum of two is what both cost."""

    calls: int = 0
    """Calls a provider may charge for."""
    cached: int = 0
    """Answers taken from the store."""
    input_tokens: int = 0
    output_tokens: int = 0
    cost: float = 0.0
    """Money, in the budget's currency."""
    unpriced: int = 0
    """Calls whose price nobody knows; they count as free in `cost`."""
    seconds: float = 0.0

    def __add__(self, other: Spent) -> Spent:
        return Spent(*map(add, astuple(self), astuple(other)))


@dataclass(frozen=True)
class Outcome(Generic[A]):
    """What came of a question."""

    answer: A | None
    model: str | None
    """Whose answer it is."""
    cause: Cause | None
    """Why there is none; of several models' causes one that may pass, if there is one."""
    words: str
    """What went wrong, for a maintainer: one line, without secrets; empty where nothing did."""
    spent: Spent
    """What was paid now: answers from the store count as `cached` and cost nothing."""
    receipt: Spent
    """What the answers cost when they were paid for, those from the store included."""
    faults: tuple[Cause, ...] = ()
    """Every attempt that failed, in order, for counting."""
