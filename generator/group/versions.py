"""Products with their versions, however their names and numbers are joined."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from generator.model.vocabulary import Name

#: A product with its version: GPT-5.6, Qwen3.8-Max. After a known name there may be a space: GPT 5.6.
_VERSION = r"(\d+(?:\.\d+)+|\d+)(?![A-Za-z0-9%]|\.\d)"
_VERSIONED = re.compile(rf"(?<![A-Za-z0-9.\-])(?![vV]\d)([A-Za-z]+)-?{_VERSION}")
_VERSION_AFTER = re.compile(rf"\s[vV]?{_VERSION}(?!\s?(?:%|[mbt]illion|percent|[万亿兆]))")
_VARIANT = re.compile(r"[\s-]?(mini|nano|pro|lite|max|ultra|flash)(?![A-Za-z])", re.IGNORECASE)
_WORD = re.compile(r"[A-Z][A-Za-z]+")
#: Where one writer sets a hyphen, another a space and a third nothing: GPT-5.6 and GPT 5.6, Qwen3.8-Max, Qwen 3.8 Max.
_JOINED = re.compile(r"(?<![A-Za-z0-9.\-])([A-Za-z]+)(-?)([vV]?\d[\d.]*[A-Za-z]*)((?:-[A-Za-z0-9.]+)*)")
#: One writer sets a space before a unit, another none: 1.8 GB and 1.8GB.
_UNIT = re.compile(r"(?<=\d) (?=(?:[KMGT]B|[KMG]Hz|[kMG]W|[kMGT]Wh|mAh|nm|mm|km|kg|fps|TOPS)(?![A-Za-z0-9]))")


def versions_in(
    title: str, names: Iterable[tuple[Name, int, int]], strangers: Collection[str]
) -> Iterator[tuple[str, str]]:
    """Each product of a title with its version, in small letters: zephyr and "5.6 mini".

    names: those of the title, with where each begins and ends; strangers: terms of the title that are names.
    """
    ends = [(start, end) for name, start, end in names if name.kind in ("model", "product")]
    ends += [match.span() for match in _WORD.finditer(title) if match[0].lower() in strangers]
    for versioned in _VERSIONED.finditer(title):
        yield versioned[1].lower(), versioned[2] + _variant(title, versioned.end())
    for start, end in ends:
        if match := _VERSION_AFTER.match(title, end):
            *_, product = title[start:end].split()
            yield product.lower(), match[1] + _variant(title, match.end())


def _variant(title: str, end: int) -> str:
    """ " mini" where that follows a version."""
    match = _VARIANT.match(title, end)
    return f" {match[1].lower()}" if match else ""


def apart(text: str) -> str:
    """A text in which a product, its version and what follows are words of their own, however they are joined; a number
    and its unit are one word."""
    return _UNIT.sub("", _JOINED.sub(_parted, text))


def _parted(joined: re.Match[str]) -> str:
    product, joint, version, rest = joined.groups()
    says_nothing_alone = min(len(product), len(version)) < 2
    return f"{product}{joint if says_nothing_alone else ' '}{version}{rest.replace('-', ' ')}"
