"""What a look at something found, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

State = Literal["ok", "warn", "fail"]
"""warn: works, but not for long, or not as it is meant to; fail: does not work."""


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at."""

    subject: str
    state: State
    words: str
    remedy: str = ""
    """What to do; empty where nothing is to be done."""
