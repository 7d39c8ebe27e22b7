"""Words a maintainer lists, found in any text: whole words in Latin script, substrings in Chinese. No IO."""

from __future__ import annotations

import re
from collections.abc import Iterable

from generator.text.words import CJK

_LATIN = "0-9A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f"
_IS_LATIN = re.compile(f"[{_LATIN}]")
#: The places between a Latin and a Chinese character, with and without a space.
_MIXED = re.compile(f"(?<=[{_LATIN}])(?=[{CJK}])|(?<=[{CJK}])(?=[{_LATIN}])")
_MIXED_SPACE = re.compile(f"(?<=[{_LATIN}])\\s+(?=[{CJK}])|(?<=[{CJK}])\\s+(?=[{_LATIN}])")


class Keywords:
    """A list of words, compiled.

    A Latin word matches where no Latin letter or digit touches it: `ai` is in `AI-powered` and `用AI写`, not in
    `training`. A word with a Chinese edge matches anywhere. White space inside a word stands for any white space;
    between Latin and Chinese it may be there or not: `AI芯片` finds `AI 芯片`. In a word that is listed with a minus,
    `-聊天机器人`, none of the others is found.
    """

    def __init__(self, words: Iterable[str], ignore_case: bool = False) -> None:
        """words: blank ones are passed over; ignore_case: else a word with an upper-case letter is taken literally."""
        listed = dict.fromkeys(" ".join(word.split()) for word in words if word.strip())
        self.words = tuple(word for word in listed if not word.startswith("-"))
        self._others = frozenset(word[1:].lower() for word in listed if word.startswith("-"))
        self._literal = _compiled(word for word in self.words if not ignore_case and word != word.lower())
        folded = (word.lower() for word in self.words if ignore_case or word == word.lower())
        self._folded = _compiled((*folded, *self._others))

    def first_in(self, text: str) -> str | None:
        """The first of the words to occur in `text`, lower-case ones as such; None where there is none."""
        first = self._first(text)
        return first[0] if first else None

    def starts_in(self, text: str) -> int | None:
        """Where the first of the words begins in `text`; None where there is none."""
        first = self._first(text)
        return first.start() if first else None

    def _first(self, text: str) -> re.Match[str] | None:
        literal, folded = self._literal.search(text), self._folded.finditer(text.lower())
        first = next((match for match in folded if match[0] not in self._others), None)
        found = [match for match in (literal, first) if match]
        return min(found, key=re.Match.start, default=None)

    def all_in(self, text: str) -> tuple[str, ...]:
        """The different words of the list that `text` has, each once; of overlapping ones the longer."""
        found: dict[str, str] = {}
        for word in self._literal.findall(text) + self._folded.findall(text.lower()):
            if word not in self._others:
                found.setdefault(word.lower(), word)
        return tuple(found.values())

    def count(self, text: str) -> int:
        """How many there are."""
        return len(self.all_in(text))

    def __bool__(self) -> bool:
        return bool(self.words)

    def __repr__(self) -> str:
        return f"Keywords({list(self.words)!r})"


def _compiled(words: Iterable[str]) -> re.Pattern[str]:
    """Longest first, so that the fuller of two words that begin alike is named.

    Two measures of speed, tenfold together: the boundary is asked once for all Latin words, and case is folded in the
    text, not in the expression (re tries the branches of a case-blind alternation one by one).
    """
    longest_first = sorted(words, key=len, reverse=True)
    latin = "|".join(_expression(word) for word in longest_first if _IS_LATIN.match(word))
    other = "|".join(_expression(word) for word in longest_first if not _IS_LATIN.match(word))
    return re.compile("|".join(filter(None, [other, latin and f"(?<![{_LATIN}])(?:{latin})"])) or r"(?!)")


def _expression(word: str) -> str:
    after = f"(?![{_LATIN}])" if _IS_LATIN.match(word[-1]) else ""
    spaced = r"\s+".join(re.escape(part) for part in _MIXED_SPACE.sub("", word).split())
    return _MIXED.sub(r"\\s*", spaced) + after
