"""Numbers with their units, however written: digits, words, Chinese numerals, fractions, multiples, times of day."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from itertools import zip_longest
from typing import NamedTuple

from generator.text.quantities import Quantity, quantities
from generator.text.words import plain_letters

#: Unit words by dimension, each with what one of them is of the first: 1 GW = 1000 MW.
_UNITS: dict[str, dict[str, float]] = {
    "%": {"%": 1, "％": 1, "percent": 1, "per cent": 1, "prozent": 1},
    "points": {"percentage points": 1, "percentage point": 1, "个百分点": 1, "百分点": 1},
    "times": {"x": 1, "×": 1, "times": 1, "fold": 1, "-fold": 1, "倍": 1},
    "USD": {"$": 1, "us$": 1, "usd": 1, "dollars": 1, "dollar": 1, "us dollars": 1, "美元": 1, "美金": 1},
    "CNY": {"¥": 1, "￥": 1, "rmb": 1, "cny": 1, "yuan": 1, "renminbi": 1, "元": 1, "人民币": 1, "元人民币": 1},
    "EUR": {"€": 1, "eur": 1, "euros": 1, "euro": 1, "欧元": 1},
    "GBP": {"£": 1, "gbp": 1, "pounds": 1, "英镑": 1},
    "JPY": {"jpy": 1, "yen": 1, "日元": 1, "日圓": 1, "円": 1},
    "KRW": {"₩": 1, "krw": 1, "won": 1, "韩元": 1},
    "INR": {"₹": 1, "inr": 1, "rupees": 1, "卢比": 1},
    "HKD": {"hk$": 1, "hkd": 1, "港元": 1, "港币": 1},
    "watts": {
        "w": 1, "watts": 1, "watt": 1, "瓦": 1, "kw": 1e3, "kilowatts": 1e3, "kilowatt": 1e3, "千瓦": 1e3,
        "mw": 1e6, "megawatts": 1e6, "megawatt": 1e6, "兆瓦": 1e6, "gw": 1e9, "gigawatts": 1e9, "gigawatt": 1e9,
        "吉瓦": 1e9, "tw": 1e12, "terawatts": 1e12,
    },
    "watt hours": {"wh": 1, "kwh": 1e3, "千瓦时": 1e3, "mwh": 1e6, "gwh": 1e9, "twh": 1e12},
    "bytes": {
        "kb": 1e3, "mb": 1e6, "megabytes": 1e6, "gb": 1e9, "gigabytes": 1e9, "tb": 1e12, "terabytes": 1e12,
        "pb": 1e15, "petabytes": 1e15,
    },
    "seconds": {
        "ms": 1e-3, "milliseconds": 1e-3, "毫秒": 1e-3, "seconds": 1, "second": 1, "秒": 1, "秒钟": 1,
        "minutes": 60, "minute": 60, "分钟": 60, "hours": 3600, "hour": 3600, "小时": 3600,
        "days": 86400, "day": 86400, "天": 86400, "weeks": 604800, "week": 604800, "周": 604800,
    },
    "months": {
        "months": 1, "month": 1, "个月": 1, "quarters": 3, "个季度": 3, "years": 12, "year": 12, "年": 12, "岁": 12,
        "decades": 120, "decade": 120,
    },
    "metres": {
        "nm": 1e-9, "nanometers": 1e-9, "nanometer": 1e-9, "nanometres": 1e-9, "nanometre": 1e-9, "纳米": 1e-9,
        "mm": 1e-3, "毫米": 1e-3, "cm": 1e-2, "厘米": 1e-2, "metres": 1, "meters": 1, "米": 1,
        "km": 1e3, "kilometers": 1e3, "kilometres": 1e3, "公里": 1e3, "千米": 1e3,
    },
    "miles": {"miles": 1, "mile": 1, "英里": 1},
    "feet": {"feet": 1, "foot": 1, "ft": 1, "英尺": 1},
    "inches": {"inches": 1, "inch": 1, "英寸": 1},
    "kilograms": {"kg": 1, "kilograms": 1, "公斤": 1, "千克": 1, "tons": 1e3, "tonnes": 1e3, "吨": 1e3},
    "hertz": {"hz": 1, "khz": 1e3, "mhz": 1e6, "ghz": 1e9},
    "degrees": {"°c": 1, "℃": 1, "摄氏度": 1, "degrees": 1},
    "tokens": {"tokens": 1, "token": 1, "词元": 1},
    "parameters": {"parameters": 1, "parameter": 1, "params": 1, "参数": 1, "个参数": 1},
    "users": {"users": 1, "user": 1, "用户": 1, "名用户": 1, "个用户": 1},
    "people": {
        "people": 1, "persons": 1, "人": 1, "employees": 1, "staff": 1, "workers": 1, "员工": 1, "名员工": 1,
    },
    "companies": {"companies": 1, "company": 1, "家公司": 1, "家企业": 1, "firms": 1},
    "vehicles": {"vehicles": 1, "cars": 1, "辆": 1},
}  # fmt: skip
_UNIT_OF = {word: (dimension, factor) for dimension, words in _UNITS.items() for word, factor in words.items()}
PEOPLE = frozenset({"people", "users"})
CURRENCIES = frozenset({"USD", "CNY", "EUR", "GBP", "JPY", "KRW", "INR", "HKD"})
#: Units before which "one" is meant as a number.
_EXACT_UNITS = CURRENCIES | {"%", "points"}
_UNIT = "|".join(
    re.escape(word) + ("(?![a-z])" if word[-1].isalpha() and word.isascii() else "")
    for word in sorted(_UNIT_OF, key=len, reverse=True)
)
_AFTER = re.compile(rf"[\s-]{{0,2}}(?P<unit>{_UNIT})", re.IGNORECASE)
_BEFORE = re.compile(
    r"(us\$|hk\$|[$€£¥￥₩₹]|rmb|(?<![a-z])(?:usd|eur|gbp|cny|jpy|krw|inr|hkd)|人民币)\s?$", re.IGNORECASE
)
#: Scales that `quantities` reads as a million, thousand …, where the letter may also begin a unit.
_GLUED_UNIT = re.compile(r"(?<=\d)\s?(?:兆瓦|[kmg]?w|[kmgtp]b|[kmgt]?wh|[kmg]?hz|ms|mm|km|kg)(?![a-z])", re.IGNORECASE)

#: The hyphen of a range or of a minus, which `quantities` would take for that of a version: GPT-5.6.
_RANGE = re.compile(r"(?<![A-Za-z_.])-(?=\d)")
#: More years are a date.
_LONGEST = 1000
_TO = re.compile(r"\s?[-–~～至到]\s?|—")

_ONES = dict(zip("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
                 " seventeen eighteen nineteen".split(), range(20), strict=True))  # fmt: skip
_TENS = dict(zip("twenty thirty forty fifty sixty seventy eighty ninety".split(), range(20, 100, 10), strict=True))
_POWERS = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "dozen": 12}
_WORDS = {**_ONES, **_TENS}
_ONE_WORD = "|".join(sorted(_WORDS, key=len, reverse=True))
_NUMBER_WORDS = re.compile(
    rf"\b(?=[\s-]?(?:half\s|a\s|{_ONE_WORD}|{'|'.join(_POWERS)}))"  # for speed
    rf"(?:(?P<half>half an?\s+|a\s+)?(?P<words>(?:{_ONE_WORD})(?:[\s-](?:{_ONE_WORD}))?)?"
    rf"(?P<powers>(?:[\s-]?(?:{'|'.join(_POWERS)})\b)*))(?![a-z])",
    re.IGNORECASE,
)
#: Whether there can be any: for speed, of a text in lower case.
_A_NUMBER_WORD = re.compile(rf"\b(?:{'|'.join((*_WORDS, *_POWERS))})")
_A_FRACTION = re.compile(
    "doubl|twice|twofold|tripl|three|quadrupl|fourfold|hal[fv]|third|quarter|fourth|fifth|[倍番半]|分之|百万"
)
_ORDINALS = {
    word: number
    for number, word in enumerate("first second third fourth fifth sixth seventh eighth ninth tenth".split(), 1)
}
_ORDINAL = re.compile(
    rf"\b(?:(?P<word>{'|'.join(_ORDINALS)})|(?P<digits>\d{{1,3}})(?:st|nd|rd|th))\b(?![\s-]+quarter)", re.I
)
_CHINESE_ORDINAL = re.compile("第(?P<digits>[一二两三四五六七八九十百\\d]+)(?!季度)")
_CHINESE_DIGITS = {**{digit: number for number, digit in enumerate("零一二三四五六七八九")}, "两": 2, "〇": 0}
_CHINESE_POWERS = {"十": 10, "百": 100, "千": 1000}
_CHINESE_MEASURES = "家个名位款项倍次天年岁月周台颗座篇种条件届代轮场部辆人元大成份支只吨米小分秒层级起批套间所门模万亿"
_CHINESE_NUMBER = re.compile(
    f"(?P<percent>百分之)?(?P<digits>[零〇一二两三四五六七八九十百千]+)(?P<scale>万亿|亿|万)?"
    f"(?P<tenths>成(?!为|立|员|本|功|果|长|熟|型|就|交|都|年))?(?=(?P<measure>[{_CHINESE_MEASURES}])?)"
)
_CHINESE_SCALES = {"万": 1e4, "亿": 1e8, "万亿": 1e12}
_FRACTIONS = [
    (re.compile(pattern, re.IGNORECASE), value, unit)
    for pattern, value, unit in (
        (r"\b(?:doubl(?:e|ed|es|ing)|twice|twofold)\b(?!-digit)|翻(?:了)?(?:一)?[倍番]", 2.0, "times"),
        ("(?:增长|增加|提高|提升|上升|扩大|多)[了近约出]{0,2}一倍", 2.0, "times"),
        (r"\b(?:tripl(?:e|ed|es|ing)|threefold|three ?times)\b", 3.0, "times"),
        (r"\b(?:quadrupl(?:e|ed|es|ing)|fourfold)\b", 4.0, "times"),
        (r"\b(?:halv(?:e|ed|es|ing)|half (?:of|the|its|their|that)|(?:in|by|over) half)\b|一半|减半", 50.0, "%"),
        (r"\b(?:a|one)[ -]third\b|三分之一", 100 / 3, "%"),
        (r"\btwo[ -]thirds\b|三分之二", 200 / 3, "%"),
        (r"\b(?:a|one)[ -](?:quarter|fourth) of\b|四分之一", 25.0, "%"),
        (r"\bthree[ -](?:quarters|fourths)\b|四分之三", 75.0, "%"),
        (r"\b(?:a|one)[ -]fifth\b|五分之一", 20.0, "%"),
        ("(?<=每)百万", 1e6, ""),
    )
]
_CLOCK = re.compile(
    r"(?<![\d:.])(?P<h>\d{1,2})(?::(?P<m>\d{2}))?\s?(?P<half>[ap]\.?m\b)|(?<![\d:.])(?P<h24>\d{1,2}):(?P<m24>\d{2})(?![:\d])",
    re.IGNORECASE,
)


def is_unit(word: str) -> bool:
    """Whether a word is that of a unit: GW, TB, tokens."""
    return word.lower() in _UNIT_OF


class Figure(NamedTuple):
    """A number of a text in the base unit of its dimension; unit: "" where none stands beside it."""

    value: float
    unit: str
    start: int
    end: int
    as_written: float
    """The number as it stands, before its unit is applied: 3 of "3 hours"."""

    def is_same(self, other: Figure) -> bool:
        """Whether two numbers are equal; in the base unit where both have one, else as they stand."""
        in_base = self.unit == other.unit
        one, two = (self.value, other.value) if in_base else (self.as_written, other.as_written)
        return math.isclose(one, two, rel_tol=1e-6)


_CURRENCY_WORD = re.compile(
    "|".join(
        rf"(?<![a-z]){re.escape(word)}(?![a-z])" if word.isascii() and word.isalpha() else re.escape(word)
        for unit in CURRENCIES
        for word in _UNITS[unit]
        if word not in ("元", "$", "¥", "won", "pounds")
    )
    + "|(?<=[万亿])元",
    re.IGNORECASE,
)


def currencies_in(text: str) -> frozenset[str]:
    """The currencies whose names or codes a text has, with or without a number."""
    named = {_UNIT_OF[match[0].lower()][0] for match in _CURRENCY_WORD.finditer(plain_letters(text))}
    return frozenset(named | {figure.unit for figure in figures(text) if figure.unit in CURRENCIES})


def figures(text: str) -> list[Figure]:
    """Every number of a text with its unit, in order; a lone "one" is none, nor is a part of a version (GPT-5.6)."""
    text = plain_letters(text)
    found: list[Figure] = []
    for reader in (_clock_times, _fractions, _ordinals, _in_digits, _in_chinese, _in_words):
        for figure in reader(text):
            if not any(figure.start < other.end and other.start < figure.end for other in found):
                found.append(figure)
    return sorted(found, key=lambda figure: figure.start)


def _clock_times(text: str) -> Iterator[Figure]:
    for match in _CLOCK.finditer(text):
        hour, minute = int(match["h"] or match["h24"]), int(match["m"] or match["m24"] or 0)
        if match["half"]:
            hour = hour % 12 + (12 if match["half"][0] in "pP" else 0)
        if hour < 24 and minute < 60:
            minutes = 60.0 * hour + minute
            yield Figure(minutes, "clock", match.start(), match.end(), minutes)


def _fractions(text: str) -> Iterator[Figure]:
    for pattern, value, unit in _FRACTIONS if _A_FRACTION.search(text.lower()) else ():
        for match in pattern.finditer(text):
            yield Figure(value, unit, match.start(), match.end(), value)


def _ordinals(text: str) -> Iterator[Figure]:
    for match in _ORDINAL.finditer(text):
        value = float(_ORDINALS[match["word"].lower()] if match["word"] else int(match["digits"]))
        yield Figure(value, "th", match.start(), match.end(), value)
    for match in _CHINESE_ORDINAL.finditer(text):
        value = float(match["digits"]) if match["digits"].isdecimal() else _chinese(match["digits"])
        yield Figure(value, "th", match.start(), match.end(), value)


def _in_digits(text: str) -> Iterator[Figure]:
    found = [*quantities(_RANGE.sub("–", text))]
    for quantity, follows in zip_longest(found, found[1:]):
        value, start, end = quantity.value, quantity.start, quantity.end
        last = follows if follows and _joins(text, quantity, follows) else quantity
        value *= _scale(text, last) if last != quantity else 1
        if glued := _GLUED_UNIT.search(text, start, min(len(text), end + 3)):  # 5 mm is no 5 million
            digits = re.sub(r"[,，\s]", "", text[start : glued.start()])
            value, end = _float(digits, value), glued.start()
        if last.percent:
            unit, factor = ("points", 1.0) if _are_points(text, start, last.end) else ("%", 1.0)
        else:
            unit, factor, stop = _unit_at(text, start, end)
            if last != quantity and not unit:
                unit, factor, _ = _unit_at(text, last.start, last.end)
            end = stop
        yield Figure(value * factor, unit, start, end, value)


def _joins(text: str, first: Quantity, last: Quantity) -> bool:
    """Whether two numbers are a range with scale and unit at its end only: $4-5 billion, 10至20亿元; no years."""
    is_bare = text[first.start : first.end].strip().replace(".", "", 1).isdecimal()
    is_years = text[last.end : last.end + 1] == "年" and first.value > _LONGEST
    return is_bare and not is_years and first.value < last.value and bool(_TO.fullmatch(text, first.end, last.start))


def _scale(text: str, quantity: Quantity) -> float:
    digits = re.match(r"[\d,.]*\d", text[quantity.start : quantity.end])
    written = _float(digits[0].replace(",", ""), 0) if digits else 0
    return quantity.value / written if written else 1


def _are_points(text: str, start: int, end: int) -> bool:
    return "百分点" in text[start:end] or bool(re.match(r"(?:age)?[\s-]*points?\b", text[end : end + 12]))


def _float(digits: str, otherwise: float) -> float:
    try:
        return float(digits)
    except ValueError:
        return otherwise


def _unit_at(text: str, start: int, end: int) -> tuple[str, float, int]:
    """The unit before or after a number: its dimension, its factor and where it ends."""
    if before := _BEFORE.search(text[max(0, start - 4) : start]):
        return *_UNIT_OF[before[1].lower()], end
    if after := _AFTER.match(text, end):
        return *_UNIT_OF[after["unit"].lower()], after.end()
    return "", 1.0, end


def _in_words(text: str) -> Iterator[Figure]:
    for match in _NUMBER_WORDS.finditer(text) if _A_NUMBER_WORD.search(text.lower()) else ():
        if match["words"] or match["powers"]:
            value = _words_value(match)
            unit, factor, end = _unit_at(text, match.start(), match.end())
            if value != 1 or unit in _EXACT_UNITS:  # elsewhere "one" is rather an article or a pronoun
                yield Figure(value * factor, unit, match.start(), end, value)


def _words_value(match: re.Match[str]) -> float:
    words = re.split(r"[\s-]", match["words"].lower()) if match["words"] else []
    value = float(sum(_WORDS[word] for word in words)) if words else 1.0
    for power in re.findall("|".join(_POWERS), (match["powers"] or "").lower()):
        value *= _POWERS[power]
    return value / 2 if (match["half"] or "").lower().startswith("half") else value


def _in_chinese(text: str) -> Iterator[Figure]:
    for match in _CHINESE_NUMBER.finditer(text):
        digits, scale = match["digits"], match["scale"]
        if not (match["percent"] or scale or match["tenths"] or match["measure"]) or digits in ("零", "百", "千", "十"):
            continue
        value = _chinese(digits) * _CHINESE_SCALES.get(scale or "", 1.0)
        if match["percent"] or match["tenths"]:
            share = value * (10 if match["tenths"] else 1)
            yield Figure(share, "%", match.start(), match.end(), share)
        elif value != 1:
            unit, factor, end = _unit_at(text, match.start(), match.end())
            yield Figure(value * factor, unit, match.start(), end, value)


def _chinese(numerals: str) -> float:
    total, digit = 0.0, 0.0  # as floats: what hundreds of numerals say is infinite, and no error
    for char in numerals:
        if char in _CHINESE_POWERS:
            total, digit = total + (digit or 1) * _CHINESE_POWERS[char], 0.0
        else:
            digit = digit * 10 + _CHINESE_DIGITS.get(char, 0)
    return total + digit
