"""Lines and addresses, as every value holds them."""

from __future__ import annotations

import pytest
from pydantic import TypeAdapter, ValidationError

from generator.model.base import Line, Url

UNSEEN = ["\u00ad", "\u200b", "\u200e", "\u202e", "\u2066", "\u2060", "\ufeff", "\U000e0041"]


@pytest.mark.parametrize("char", UNSEEN)
def test_what_nobody_sees_is_no_part_of_a_line(char: str) -> None:
    assert TypeAdapter(Line).validate_python(f"paid{char} 7 million") == "paid 7 million"
    with pytest.raises(ValidationError, match="must not be empty"):
        TypeAdapter(Line).validate_python(char)


def test_what_joins_letters_and_emoji_stays() -> None:
    for text in ("می‌خواهم", "👩‍🔬 measures"):
        assert TypeAdapter(Line).validate_python(text) == text


@pytest.mark.parametrize("char", UNSEEN)
def test_what_nobody_sees_is_spelt_out_in_an_address(char: str) -> None:
    url = TypeAdapter(Url).validate_python(f"https://ledger.example/{char}gpj.exe")
    assert url.isascii() and url.startswith("https://ledger.example/%") and url.endswith("gpj.exe")
