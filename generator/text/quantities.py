"""Numbers as values: 6,000亿 = 600 billion = 600bn, "about 40%" = 40 %."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_SCALES = {
    "万": 1e4, "亿": 1e8, "万亿": 1e12, "兆": 1e12, "千": 1e3, "百万": 1e6, "千万": 1e7,
    "萬": 1e4, "億": 1e8, "萬億": 1e12, "百萬": 1e6, "千萬": 1e7,
    "thousand": 1e3, "k": 1e3, "million": 1e6, "m": 1e6, "mn": 1e6, "billion": 1e9, "bn": 1e9, "b": 1e9,
    "trillion": 1e12, "tn": 1e12, "t": 1e12,
    "millionen": 1e6, "mio": 1e6, "milliarde": 1e9, "milliarden": 1e9, "mrd": 1e9, "billionen": 1e12,
}  # fmt: skip
_SCALE = (
    "万亿|萬億|百[万萬]|千[万萬]|[万萬亿億兆千]"
    "|(?:thousand|million(?:en)?|billion(?:en)?|trillion|milliarden?|mio|mrd|mn|bn|tn|[kmbt])(?![a-zß-ÿ])"
)
_NUMBER = re.compile(
    rf"(?<![A-Za-z0-9_.\-])(?P<digits>\d{{1,3}}(?:[,，]\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    rf"[\s-]*(?:(?P<scale>{_SCALE})(?:(?<=mio|mrd)\.)?)?\s*(?P<percent>%|％|percent|per cent|个百分点)?",
    re.IGNORECASE,
)
_SPOKEN = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))
_FULL_WIDTH = str.maketrans("０１２３４５６７８９．", "0123456789.")


class Quantity(NamedTuple):
    """A number of a text: its value, whether it is a percentage, and where it stands."""

    value: float
    percent: bool
    start: int
    end: int


def quantities(text: str) -> Iterator[Quantity]:
    """Every number of a text with its scale word applied; parts of versions (GPT-5.6) are none."""
    for match in _NUMBER.finditer(text.translate(_FULL_WIDTH)):
        scale = _SCALES.get((match["scale"] or "").lower(), 1.0)
        value = float(re.sub("[,，]", "", match["digits"])) * scale
        yield Quantity(value, bool(match["percent"]), match.start(), match.end())


def in_words(number: float) -> str:
    """A number as a reader says it: 30 billion, 2,100."""
    scale, word = next(((scale, f" {word}") for scale, word in _SPOKEN if number >= scale), (1.0, ""))
    value = round(number / scale, 2)
    return f"{value:,.0f}{word}" if value == int(value) else f"{value:,}{word}"
