"""Calendars read back by the rules of RFC 5545: unfold, split, unescape."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.site.ics import MAX_OCTETS, CalendarEvent, calendar, escaped, folded

EVENT = CalendarEvent(
    "2026-W25-a-p1@recap.example",
    date(2026, 6, 30),
    datetime(2026, 6, 17, 12, 0, tzinfo=UTC),
    "Limits rise; perhaps",
    "How to tell: the page\nhttps://recap.example/",
    "https://recap.example/2026/W25/a/#p1",
)
_ESCAPES = {"\\\\": "\\", "\\;": ";", "\\,": ",", "\\n": "\n", "\\N": "\n"}


def unfolded(data: bytes) -> list[str]:
    """Content lines (section 3.1): a CRLF and one white space character are taken out, then lines end at CRLF."""
    assert data.endswith(b"\r\n")
    return data.replace(b"\r\n ", b"").replace(b"\r\n\t", b"").decode("utf-8").removesuffix("\r\n").split("\r\n")


def unescaped(text: str) -> str:
    """A value of type TEXT (section 3.3.11)."""
    assert not re.search(r"(?<!\\)(?:\\\\)*[;,]", text), "an unescaped separator"
    return re.sub(r"\\.", lambda match: _ESCAPES[match[0]], text)


def properties(data: bytes) -> list[tuple[str, str]]:
    return [(line.partition(":")[0], line.partition(":")[2]) for line in unfolded(data)]


@given(st.text())
def test_any_text_comes_back_but_for_what_text_cannot_hold(text: str) -> None:
    kept = re.sub("[\x00-\x08\x0b-\x1f\x7f]", "", text.replace("\r\n", "\n").replace("\r", "\n"))
    assert unescaped(escaped(text)) == kept
    assert "\n" not in escaped(text)


@given(st.text(alphabet=st.characters(exclude_characters="\r\n", exclude_categories=["Cs"]), max_size=400))
def test_lines_are_cut_between_characters_after_at_most_75_octets(text: str) -> None:
    data = folded(f"X:{text}")
    lines = data.split(b"\r\n")
    assert lines.pop() == b""
    assert all(len(line) <= MAX_OCTETS and line.decode("utf-8") for line in lines)
    assert all(line.startswith(b" ") for line in lines[1:])
    assert unfolded(data) == [f"X:{text}"]


@pytest.mark.parametrize("letter", ["a", "é", "月", "🗓"])
def test_a_line_is_filled_as_far_as_whole_characters_go(letter: str) -> None:
    size = len(letter.encode())
    lengths = [len(line) for line in folded(letter * 200).split(b"\r\n")[:-2]]
    assert all(MAX_OCTETS - size < length <= MAX_OCTETS for length in lengths)


def test_an_event_is_a_whole_day_with_an_identity() -> None:
    told = properties(calendar("Recap: Predictions", "Recap", [EVENT]))
    assert told[:4] == [
        ("BEGIN", "VCALENDAR"), ("VERSION", "2.0"), ("PRODID", "-//Recap//EN"), ("CALSCALE", "GREGORIAN"),
    ]  # fmt: skip
    begin = told.index(("BEGIN", "VEVENT"))
    assert told[begin + 1 : -1] == [
        ("UID", "2026-W25-a-p1@recap.example"),
        ("DTSTAMP", "20260617T120000Z"),
        ("DTSTART;VALUE=DATE", "20260630"),
        ("SUMMARY", "Limits rise\\; perhaps"),
        ("DESCRIPTION", "How to tell: the page\\nhttps://recap.example/"),
        ("URL", "https://recap.example/2026/W25/a/#p1"),
        ("TRANSP", "TRANSPARENT"),
        ("END", "VEVENT"),
    ]
    assert told[-1] == ("END", "VCALENDAR")


def test_a_calendar_without_an_event_is_one() -> None:
    assert properties(calendar("A", "B", []))[-1] == ("END", "VCALENDAR")
