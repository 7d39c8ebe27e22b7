"""Names of companies, models, products and people in a text, by the gazetteer a maintainer can extend."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from generator.model.vocabulary import Name
from generator.text.words import CJK, plain_hyphens

LETTER = "A-Za-zÀ-ÖØ-öø-ɏ"
#: How a name begins: the run of letters or of digits by which it is looked up, or one character of another script.
_HEAD = re.compile(rf"[{LETTER}]+|[0-9]+|[^\W_]")
_IS_WORD = re.compile(f"[{LETTER}0-9]")
#: What follows a name, by what it ends with.
_AFTER_WORD = re.compile(f"(?![{LETTER}0-9])")
_AFTER_PRODUCT = re.compile(f"(?![{LETTER}])")
_ANYTHING = re.compile("")
_IS_FULL_NAME = re.compile(rf"[A-ZÀ-ÖØ-Þ][{LETTER}.-]+(?: [A-ZÀ-ÖØ-Þ][{LETTER}.-]+)+")
_VERSION = re.compile(r"(?=[-\s]?[vV]?[0-9])")
_SPACE_BESIDE_CJK = re.compile(rf"(?<!\s)\s+(?=[{CJK}])|(?<=[{CJK}])\s+")
_EDGE_OF_CJK = re.compile(rf"(?<=[^\s{CJK}·])(?=[{CJK}])|(?<=[{CJK}])(?=[^\s{CJK}·])")


class _Spelling(NamedTuple):
    """One way a name is written, or, where it is none, a longer one in which the name is not meant."""

    text: str
    after: re.Pattern[str]
    name: Name
    is_meant: bool
    is_called: bool
    """Whether what is written so is called by the name from there on: a model, or the person Claude Shannon."""


class NameFinder:
    """Finds known names: longest first, whole words in Latin script, case as written, Chinese names anywhere.

    Where Chinese and Latin meet inside a name there may be a space or none, and a hyphen between the words of a model
    or a product. Digits may touch its end: Qwen is found in Qwen3.8. What a text tells first by a longer name that is
    something else, Claude Shannon, is called by the short one from there on: that is no model.
    """

    def __init__(self, names: Iterable[Name]) -> None:
        """names: of two with one spelling the first counts."""
        self._by_head: dict[str, list[_Spelling]] = defaultdict(list)
        for name in names:
            for alias in (name.name, *name.aliases):
                self._add(alias, name, is_meant=True)
            for word in name.not_in:
                self._add(word, name, is_meant=False)
        for spellings in self._by_head.values():
            spellings.sort(key=lambda spelling: -len(spelling.text))
        self._heads = _heads(spelling.text for spellings in self._by_head.values() for spelling in spellings)

    def find(self, text: str) -> Iterator[Name]:
        """Every occurrence in order; of overlapping names the longer one."""
        return (name for name, _, _ in self.spans(text))

    def spans(self, text: str) -> Iterator[tuple[Name, int, int]]:
        """The same with where each occurrence begins and ends."""
        text, free_from = plain_hyphens(text), 0
        meant: dict[str, bool] = {}
        for head in self._heads.finditer(text):
            start = head.start()
            if start < free_from:
                continue
            for spelling, after, name, is_meant, is_called in self._by_head.get(head[0], ()):
                if text.startswith(spelling, start) and after.match(text, start + len(spelling)):
                    free_from = start + len(spelling)
                    is_so_called = meant.setdefault(name.name, is_meant) if is_called else True
                    if is_meant and is_so_called:
                        yield name, start, free_from
                    break

    def _add(self, alias: str, name: Name, *, is_meant: bool) -> None:
        word = alias.removesuffix("#").rstrip()
        if word != alias:
            after = _VERSION
        elif not _IS_WORD.match(word[-1]):
            after = _ANYTHING
        else:
            is_touched = is_meant and _is_versioned(name) and word[-1].isalpha()
            after = _AFTER_PRODUCT if is_touched else _AFTER_WORD
        is_called = _is_versioned(name) and (is_meant or _IS_FULL_NAME.fullmatch(word) is not None)
        joined = _SPACE_BESIDE_CJK.sub("", word)
        hyphened = joined.replace(" ", "-") if is_meant and _is_versioned(name) else joined
        for spelling in dict.fromkeys((joined, _EDGE_OF_CJK.sub(" ", joined), hyphened)):
            if head := _HEAD.match(spelling):
                self._by_head[head[0]].append(_Spelling(spelling, after, name, is_meant, is_called))


def _is_versioned(name: Name) -> bool:
    return name.kind in ("model", "product")


def _heads(spellings: Iterable[str]) -> re.Pattern[str]:
    """Where a name can begin. For speed, only positions whose first two characters start some name are tried."""
    starts = {spelling[:2] for spelling in spellings}
    latin = _one_of(start[0] for start in starts if _IS_WORD.match(start))
    other = _one_of(start[0] for start in starts if not _IS_WORD.match(start))
    second = _one_of(start[1:] for start in starts if not _IS_WORD.match(start))
    return re.compile(f"(?<![{LETTER}0-9])(?={latin})(?:[{LETTER}]+|[0-9]+)|{other}(?={second})")


def _one_of(characters: Iterable[str]) -> str:
    """A class of characters; one that matches nothing where there is none."""
    found = "".join(map(re.escape, sorted(set(characters))))
    return f"[{found}]" if found else "(?!)"
