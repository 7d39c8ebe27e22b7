"""Lines and addresses, as every value holds them."""

from __future__ import annotations

import pytest
from pydantic import TypeAdapter, ValidationError

from generator.model.base import Instant, Line, Url, one_line

UNSEEN = [
    "\u00ad",
    "\u034f",
    "\u061c",
    "\u17b4",
    "\u180b",
    "\ufe04",
    "\ufff9",
    "\u200b",
    "\u200e",
    "\u202e",
    "\u2066",
    "\u2060",
    "\ufeff",
    "\U000e0041",
]


@pytest.mark.parametrize("char", UNSEEN)
def test_what_nobody_sees_is_no_part_of_a_line(char: str) -> None:
    assert TypeAdapter(Line).validate_python(f"paid{char} 7 million") == "paid 7 million"
    with pytest.raises(ValidationError, match="must not be empty"):
        TypeAdapter(Line).validate_python(char)


@pytest.mark.parametrize("mark", ["\u0335", "\u0361", "\u0e47", "\u064e", "\u20e0"])
def test_no_letter_bears_so_many_marks_that_they_cover_other_lines(mark: str) -> None:
    text = f"Z{mark * 90}ephyr"
    assert TypeAdapter(Line).validate_python(text) == one_line(text) == f"Z{mark * 4}ephyr"


def test_what_nobody_sees_keeps_no_letter_from_its_mark() -> None:
    assert one_line("Zu\u00ad\u0308rich") == "Z\u00fcrich"


@pytest.mark.parametrize("moment", ["9999-12-31T23:59:59-14:00", "0001-01-01T00:00:00+14:00"])
def test_a_moment_that_is_of_no_year_in_utc_is_refused(moment: str) -> None:
    with pytest.raises(ValidationError, match="must be of a year from 1 to 9999"):
        TypeAdapter(Instant).validate_python(moment)


def test_what_joins_letters_and_emoji_stays() -> None:
    for text in ("می‌خواهم", "👩‍🔬 measures", "❤\ufe0f‍🔥", "בְּרֵאשִׁ֖ית", "Tiếng Việt", "ที่นี่"):
        assert TypeAdapter(Line).validate_python(text) == text


@pytest.mark.parametrize("char", UNSEEN)
def test_what_nobody_sees_is_spelt_out_in_an_address(char: str) -> None:
    url = TypeAdapter(Url).validate_python(f"https://ledger.example/{char}gpj.exe")
    assert url.isascii() and url.startswith("https://ledger.example/%") and url.endswith("gpj.exe")
