"""Numbers that are the most there is in a sentence and the least in a claim, or the reverse."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.grounding.alignment import same_numbers
from generator.grounding.reading import Reading
from generator.text.figures import Figure

#: A limit is no amount by itself: "up to a million" is not a million.
_UP_TO = (
    r"(?<!no )(?<!not )(?:less|fewer) than|under|below|up to|at most|no more than|as much as|as many as|as long as"
    "|(?:can|could|may|might) (?:reach|total|last|cost)",
    "[最至][多高]|高达|不超过?|不到",
    "(?<!nicht )weniger als|unter|bis zu|höchstens|maximal|nicht mehr als",
)
#: What stands before a number that bounds it, in Chinese perhaps with a verb between.
_BELOW = (
    f"{_UP_TO[0]}|a maximum of|within|nearly|almost|not more than"
    "|(?:smaller|younger|shorter|lower|earlier|slower|lighter) than",
    "不到|(?<!不)[低短小少]于(?:[^，。；]{1,8}的)?|不足|早于|高达|将近|近|以内|(?:[最至][多高大]|不超过?)[^，。；超逾]{0,6}",
    f"{_UP_TO[2]}|knapp|fast|nahezu|(?:kürzer|kleiner|niedriger|jünger|früher|leichter) als",
)
_ABOVE = (
    r"(?<![\d%] )more than|over|above|exceed(?:s|ed|ing)?|at least|no less than|no fewer than|a minimum of|upwards of"
    "|top(?:s|ped|ping)?|pass(?:ed|es)?|surpass(?:ed|es)?|cross(?:ed|es)?"
    "|(?:greater|older|longer|larger|bigger|higher|later|faster|heavier) than",
    "超过|超|逾|多于|高于(?:[^，。；]{1,8}的)?|大于|长于|晚于|(?:至少|不少于|不低于)[^，。；]{0,3}",
    "mehr als|über|mindestens|wenigstens|nicht weniger als|gut|(?:länger|größer|höher|älter|später|schwerer) als",
)


def _before_number(english: str, chinese: str, german: str) -> re.Pattern[str]:
    return re.compile(rf"(?:\b(?:{english}|{german})|(?:{chinese}))\s?[$€£¥]?\s?$", re.IGNORECASE)


_BOUNDS = {"below": _before_number(*_BELOW), "above": _before_number(*_ABOVE)}
_LIMIT = _before_number(_UP_TO[0], f"{_UP_TO[1]}|[最至][多高][^，。；\\d]{{0,6}}", _UP_TO[2])
#: What a text adds in brackets: 5万亿美元（约合…）以上
_ASIDE = r"(?:\s?[（(][^（）()]{1,60}[）)])?"
_AFTER = {
    "above": re.compile(rf"{_ASIDE}\s?(?:\+(?!\s?\d)|or more|and over|at (?:the )?least|oder mehr|以上|多|余)"),
    "below": re.compile(rf"{_ASIDE}\s?(?:or less|or fewer|at (?:the )?most|oder weniger|以下|以内)"),
}
#: What is a limit by its nature: a context of a million words.
_TELLS_LIMIT = re.compile(r"\b(?:context|limit|maximum|capacity)\b|上下文|上限|额度", re.IGNORECASE)
#: Characters before a number in which its bound stands.
_BEFORE = 24


def unbounded(claim: Reading, cited: Sequence[Reading]) -> Iterator[str]:
    """In words, each number of a claim with a bound that its sentences do not give it, or without their limit."""
    for figure in claim.figures:
        theirs = same_numbers(figure, cited)
        if not theirs:
            continue
        ours = _bound(claim, figure)
        bounds = {_bound(reading, other) for reading, other in theirs}
        is_limit = not (ours or _TELLS_LIMIT.search(claim.text)) and all(
            _LIMIT.search(_before(reading, other)) for reading, other in theirs
        )
        if is_limit or (ours and ours not in bounds):
            written = claim.written(figure)
            yield f"the sentences cited bound {written} otherwise"


def _bound(reading: Reading, figure: Figure) -> str:
    """Whether a number is said to be the least or the most; empty where it is neither."""
    before = _before(reading, figure)
    if figure.unit in ("months", "seconds") and before.lower().endswith("over "):  # three years long
        return ""
    after = (name for name, words in _AFTER.items() if words.match(reading.text, figure.end))
    return next((name for name, words in _BOUNDS.items() if words.search(before)), None) or next(after, "")


def _before(reading: Reading, figure: Figure) -> str:
    return reading.text[max(0, figure.start - _BEFORE) : figure.start]
