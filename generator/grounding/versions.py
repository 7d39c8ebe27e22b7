"""Versions that a text names: GPT-5.6, V4, Opus 4.8, 1.17.8."""

from __future__ import annotations

import re
from typing import NamedTuple

from generator.grounding.wording import NOT_NAMES
from generator.text.words import stopwords

_VERSION = re.compile(
    r"(?<![A-Za-z0-9])(?P<letters>[A-Za-z]+)(?P<gap>[-_]?|\s)[vV]?(?P<number>\d+(?:\.\d+)*)(?P<tail>[A-Za-z]*)"
)
#: A number with two points is a version after any word, and known by itself: version 1.17.8.
_POINTS = 2
#: Words after a version that make another product of it: GPT-5 mini is not GPT-5.
VARIANTS = (
    "mini|nano|micro|lite|light|pro|plus|max|ultra|turbo|flash|fast|air|instant|thinking|codex|coder|vision|image|audio"
    "|voice|realtime|preview|base|omni|vl|small|medium|large|xl|scout|maverick"
)
_VARIANT = re.compile(rf"[ -]({VARIANTS})\b", re.IGNORECASE)


class Version(NamedTuple):
    """A name with a number, GPT-5.6 or V4: ("gpt", "5.6"). variant: the word after it, as in GPT-5 mini."""

    letters: str
    number: str
    variant: str
    start: int
    end: int


def versions(text: str) -> list[Version]:
    """GPT-5.6, V4, M5; with a space ("Opus 4.8") only where the word is capitalised and the number has a point."""
    found = []
    for match in _VERSION.finditer(text):
        is_spaced = match["gap"].isspace()
        is_known_alone = is_spaced and match["number"].count(".") >= _POINTS
        is_of_name = match["letters"].lower() not in stopwords() and (not is_spaced or _is_spaced_version(match))
        if is_known_alone or is_of_name:
            letters = "" if is_known_alone else match["letters"].lower()
            number = match["number"] + match["tail"].lower().removesuffix("s")
            variant = _VARIANT.match(text, match.end())
            found.append(Version(letters, number, variant[1].lower() if variant else "", *match.span()))
    return found


def _is_spaced_version(match: re.Match[str]) -> bool:
    is_sum = match["tail"].lower() in ("m", "bn", "tn", "k")  # Around 2.3m
    is_name = match["letters"][0].isupper() and match["letters"].lower() not in NOT_NAMES
    return is_name and "." in match["number"] and not is_sum
