"""What all values share: frozen, unknown keys refused, plain one-line text, aware UTC times."""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from collections.abc import Container
from datetime import UTC, date, datetime, timedelta
from typing import Annotated
from urllib.parse import quote, urlsplit

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer

#: An address on the site and in the archive: year, week, slug.
ADDRESS = r"[0-9]{4}/W[0-9]{2}/[a-z0-9][a-z0-9-]*"
LONGEST_ADDRESS = 120
_LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_MAIL = re.compile(rf"{_ATOM}(?:\.{_ATOM})*@(?:{_LABEL}\.)+{_LABEL}")
#: What nobody sees, or what turns the text around it: soft hyphen, spaces without width, fillers, bidi controls,
#: invisible operators, marks of annotations; tags and variation selectors, in which whole sentences can be written
#: (Unicode's default ignorable code points, joiners and the two selectors of emoji apart).
UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0d\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
#: Marks above and below letters (also those of Hebrew, Arabic and Thai), of which no letter bears more than four: a
#: hundred of them cover the lines around.
_MARKS = (
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u064b-\u065f\u0670\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u1ab0-\u1aff"
    "\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
)
STACKED = re.compile(f"({_MARKS}{{4}}){_MARKS}+")
#: What an address has percent-encoded, which leads to the same place.
_ENCODED = re.compile(f"{UNSEEN.pattern}|{_MARKS}{{5,}}")
_NOT_IN_ADDRESS = re.compile(r"[\s\x00-\x1f\x7f-\x9f<>\"`\\]")
_LONGEST_MAIL = 254
"""RFC 5321, 4.5.3.1.3, without its angle brackets."""


class Value(BaseModel):
    """Base of every model: immutable, and a key nobody knows is an error, not a silence."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def _one_line(text: str) -> str:
    if not text.isascii():
        text = STACKED.sub(r"\1", UNSEEN.sub("", text))
    # isprintable() first: the per-character check is slow.
    if not text.isprintable() and any(unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp") for char in text):
        raise ValueError("must be one line of plain text without control characters")
    if not text.strip():
        raise ValueError("must not be empty; leave the key out instead")
    return text


def _web_address(url: str) -> str:
    try:
        parts = urlsplit(url)
        port_is_valid = parts.port is None or parts.port > 0
    except ValueError as error:
        raise ValueError(f"is not an address: {error}") from error
    if parts.scheme not in ("http", "https") or not parts.hostname or not port_is_valid:
        raise ValueError("must be an http or https address with a host")
    if parts.username or parts.password:
        raise ValueError("must not carry a user name or a password")
    if _NOT_IN_ADDRESS.search(url):
        raise ValueError("must not contain spaces, double quotes, angle brackets, backslashes or control characters")
    return _ENCODED.sub(lambda unseen: quote(unseen[0]), url)


def is_web_address(url: str) -> bool:
    """Whether `url` may become a link on a page: http(s), a host, no credentials, nothing to escape."""
    try:
        _web_address(url)
    except ValueError:
        return False
    return True


def is_mail_address(text: str) -> bool:
    """Whether it is one: RFC 5322's dot-atom at a host with a dot in its name; ASCII, which every server takes."""
    return len(text) <= _LONGEST_MAIL and _MAIL.fullmatch(text) is not None


def _mail_address(text: str) -> str:
    if not is_mail_address(text):
        raise ValueError("must be a mail address like reader@example.org")
    return text


def _utc(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("must carry a time zone, for example 2026-06-15T16:00:00Z")
    try:
        return moment.astimezone(UTC).replace(microsecond=0)
    except OverflowError as error:  # in UTC it is of the year 0 or 10000
        raise ValueError("must be of a year from 1 to 9999") from error


def _no_count(value: object) -> object:
    """Numbers are no moments: 20260615 would be one of 1970."""
    is_number = isinstance(value, int | float) or (isinstance(value, str) and value.isdecimal())
    if is_number:
        raise ValueError("must be a time, for example 2026-06-15T16:00:00Z")
    return value


def instant_text(moment: datetime) -> str:
    """ISO 8601 in UTC to the second, the only form in which times leave the program."""
    return f"{moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec='seconds')}Z"


def is_of_wrong_clock(moment: datetime, now: datetime) -> bool:
    """Whether a run whose clock was wrong wrote a time: it is more than a year ahead. Less may be meant: a run may be
    told by --now that it takes place in an earlier week."""
    return moment - now > _AHEAD


def _date_text(value: object) -> object:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value.isoformat()
    return str(value) if isinstance(value, int) else value


def _calendar_date(text: str) -> str:
    first_day(text)
    return text


_AHEAD = timedelta(days=366)
_DATE = r"^\d{4}(-\d{2}(-\d{2})?)?$"
_LANGUAGE = r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"
_SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"
#: What these patterns let through, for whoever wrote something else.
FORMS = {
    _DATE: "a day, month or year like 2026-06-15, 2026-06 or 2026",
    _LANGUAGE: "the tag of a language like en or zh-CN",
    _SLUG: "small letters, digits and dashes like the-ledger",
    f"^{ADDRESS}$": "the address of an item like 2026/W25/its-name",
}

#: Plain text of one line; escaped once, by the theme.
Line = Annotated[str, AfterValidator(_one_line), Field(max_length=1000)]
#: An http(s) address that may be linked to.
Url = Annotated[str, AfterValidator(_web_address), Field(max_length=2000)]
#: A mail address, as `is_mail_address` knows them.
MailAddress = Annotated[str, AfterValidator(_mail_address)]
#: A moment in UTC, to the second; written as 2026-06-15T16:00:00Z.
Instant = Annotated[
    datetime, BeforeValidator(_no_count), AfterValidator(_utc),
    PlainSerializer(instant_text, return_type=str, when_used="json"),
]  # fmt: skip
#: A day, month or year: 2026-06-15, 2026-06 or 2026.
PartialDate = Annotated[str, BeforeValidator(_date_text), Field(pattern=_DATE), AfterValidator(_calendar_date)]
#: BCP 47 language tag as far as feeds use it: en, zh, zh-CN.
Language = Annotated[str, Field(pattern=_LANGUAGE)]
#: The first 64 bits of a SHA-256.
Checksum = Annotated[str, Field(pattern=r"^[0-9a-f]{16}$")]
#: A name that may become part of a path or an address.
Slug = Annotated[str, Field(pattern=_SLUG, max_length=80)]
#: Where an item lives: 2026/W25/northwind-rents-halyards-compute.
Address = Annotated[str, Field(pattern=f"^{ADDRESS}$", max_length=LONGEST_ADDRESS)]


def first_day(partial: str) -> date:
    """The first day that a day, month or year can mean."""
    year, month, day = ([*map(int, partial.split("-")), 1, 1])[:3]
    return date(year, month, day)


def last_day(partial: str) -> date:
    """The last day that a day, month or year can mean: what is due in June is due on the 30th."""
    year, month, day = ([*map(int, partial.split("-")), 0, 0])[:3]
    month = month or 12
    return date(year, month, day or monthrange(year, month)[1])


def primary_tag(language: str) -> str:
    """zh of zh-CN."""
    return language.partition("-")[0]


def same_language(one: str, other: str) -> bool:
    """Whether two tags name one language, whatever the region or script: zh and zh-CN."""
    return primary_tag(one) == primary_tag(other)


def unused_name(stem: str, taken: Container[str]) -> str:
    """`stem`, or else the first of stem-2, stem-3 … that is not taken."""
    name, number = stem, 1
    while name in taken:
        number += 1
        name = f"{stem}-{number}"
    return name


_SPACES = re.compile(r"\s+")


class _Cleaned(dict[int, int | str | None]):
    """What becomes of each character: itself, a space, or nothing; found out once (the hot spot of collecting)."""

    def __missing__(self, code: int) -> int | str | None:
        char = chr(code)
        kind = unicodedata.category(char)
        is_gone = kind in ("Cs", "Co", "Cn") or UNSEEN.match(char)
        self[code] = None if is_gone else " " if kind in ("Cc", "Zl", "Zp") else code
        return self[code]


_CLEANED = _Cleaned()


def one_line(text: str) -> str:
    """Any text as one clean line: NFC, white space folded, control, bidi and zero-width characters gone, marks few."""
    line = _SPACES.sub(" ", unicodedata.normalize("NFC", text.translate(_CLEANED))).strip()
    return line if line.isascii() else STACKED.sub(r"\1", line)
