"""Calendars out: iCalendar, RFC 5545, of whole days; every text escaped, every line folded."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

#: Octets of a line, its CRLF left out (section 3.1).
MAX_OCTETS = 75
#: What TEXT cannot hold, escaped or not: controls besides tab and newline (section 3.3.11).
_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


@dataclass(frozen=True)
class CalendarEvent:
    """Something on a whole day. uid: never changes; stamp: when the event was last changed."""

    uid: str
    day: date
    stamp: datetime
    summary: str
    description: str
    url: str


def calendar(name: str, product: str, events: Iterable[CalendarEvent]) -> bytes:
    """A calendar file of the events, in their order; product: what made it, for PRODID."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{escaped(f'-//{product}//EN')}",
        "CALSCALE:GREGORIAN",
        f"NAME:{escaped(name)}",
        f"X-WR-CALNAME:{escaped(name)}",
        *(line for event in events for line in _event(event)),
        "END:VCALENDAR",
    ]
    return b"".join(map(folded, lines))


def _event(event: CalendarEvent) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{escaped(event.uid)}"
    yield f"DTSTAMP:{event.stamp:%Y%m%dT%H%M%SZ}"
    yield f"DTSTART;VALUE=DATE:{event.day:%Y%m%d}"
    yield f"SUMMARY:{escaped(event.summary)}"
    yield f"DESCRIPTION:{escaped(event.description)}"
    yield f"URL:{_FORBIDDEN.sub('', event.url)}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def escaped(text: str) -> str:
    """A value of type TEXT: backslash, semicolon, comma and newline escaped, other control characters gone."""
    clean = _FORBIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    for char in "\\;,":
        clean = clean.replace(char, f"\\{char}")
    return clean.replace("\n", "\\n")


def folded(line: str) -> bytes:
    """A content line with its CRLF, cut after at most 75 octets and never inside a character; a cut line goes on after
    a space."""
    octets, start, parts = line.encode(), 0, list[bytes]()
    while len(octets) - start > (most := MAX_OCTETS - bool(parts)):
        end = start + most
        while octets[end] & 0xC0 == 0x80:  # inside a character of UTF-8
            end -= 1
        parts.append(octets[start:end])
        start = end
    return b"\r\n ".join([*parts, octets[start:]]) + b"\r\n"
