"""Answers that were paid for, each in a file of its own: written at once, raw, before anybody judges them.

A transparent layer below the chain: a run after a crash walks the same way through the stored answers, bad ones
included, and pays nothing twice. Holds no secret: what a model sent, and what it cost.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from generator.enrich.llm.judging import Completion
from generator.enrich.llm.question import Message, Spent
from generator.files import read_json, write_atomically

_FORMAT = 1


@dataclass(frozen=True)
class Paid:
    """An answer with what it cost."""

    model: str
    completion: Completion
    spent: Spent


def key_of(model: str, messages: Sequence[Message], schema: Mapping[str, Any], max_tokens: int) -> str:
    """A name for a call: equal for calls that ask the same of the same model."""
    asked = json.dumps([model, list(messages), schema, max_tokens], sort_keys=True)
    return hashlib.sha256(asked.encode()).hexdigest()


class AnswerStore:
    """A folder of answers."""

    def __init__(self, folder: Path, *, refresh: bool = False) -> None:
        """refresh: do not read what earlier runs stored."""
        self._folder = folder
        self._refresh = refresh
        self._own: set[str] = set()

    def get(self, key: str) -> Paid | None:
        """The answer to a call; None where there is none, or none that was written whole."""
        if self._refresh and key not in self._own:
            return None
        try:
            data = read_json(self._path(key))
            return _paid(data) if data["format"] == _FORMAT else None
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def put(self, key: str, paid: Paid) -> None:
        """Keep an answer, for good; ArchiveError where the disk refuses: the run stops before it pays for more."""
        write_atomically(self._path(key), json.dumps({"format": _FORMAT, **asdict(paid)}, indent=1).encode())
        self._own.add(key)

    def _path(self, key: str) -> Path:
        return self._folder / f"{key}.json"


def _paid(data: Mapping[str, Any]) -> Paid:
    """ValueError, KeyError or TypeError where the data are not ours."""
    completion, spent = Completion(**data["completion"]), Spent(**data["spent"])
    texts = (data["model"], completion.text, completion.finish, completion.refusal)
    numbers = [value for value in (completion.input_tokens, completion.output_tokens) if value is not None]
    numbers += list(asdict(spent).values())
    if not all(isinstance(text, str) for text in texts) or not all(_is_amount(number) for number in numbers):
        raise ValueError("has a value of the wrong kind")
    return Paid(data["model"], completion, spent)


def _is_amount(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value < float("inf")
