"""What happened on the way to an answer: what was paid, and what failed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeVar

from pydantic import BaseModel

from generator.enrich.llm.question import Cause, Outcome, Spent

A = TypeVar("A", bound=BaseModel)


@dataclass
class Trail:
    """What happens on the way to an answer."""

    began: float = 0.0
    """The loop's time at which the last call was made."""
    until: float = 0.0
    """The loop's time at which the model that is asked must have answered."""
    spent: Spent = field(default_factory=Spent)
    receipt: Spent = field(default_factory=Spent)
    faults: list[Cause] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    ends: dict[str, Cause] = field(default_factory=dict)
    """How each model ended that gave no good answer."""

    def paid(self, spent: Spent) -> None:
        """A call was made that a provider may charge for."""
        self.spent += spent
        self.receipt += spent

    def took(self, stored: Spent) -> None:
        """An answer was taken from the store; stored: what it cost once."""
        self.spent += Spent(cached=1)
        self.receipt += stored + Spent(cached=1)

    def failed(self, model: str, cause: Cause, words: str) -> None:
        """An attempt failed."""
        self.faults.append(cause)
        self.skipped(model, cause, words)

    def skipped(self, model: str, cause: Cause, words: str) -> None:
        """No attempt was made."""
        self.ends[model] = cause
        told = f"{model}: {words}"
        if told not in self.words:
            self.words.append(told)

    def outcome(self, answer: A | None, model: str | None) -> Outcome[A]:
        """What came of it; model: whose answer it is."""
        ends = list(self.ends.values())
        cause = None if answer else next((end for end in ends if not end.is_final), ends[-1])
        words = "; ".join(self.words)
        return Outcome(answer, model, cause, words, self.spent, self.receipt, tuple(self.faults))
