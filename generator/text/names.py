"""Names of companies, models and people in a text, by the gazetteer a maintainer can extend."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from generator.model.vocabulary import Name
from generator.text.words import CJK

_HEAD = re.compile(rf"[A-Za-z0-9]+|[{CJK}]|[^\W_]+")


class NameFinder:
    """Finds known names: longest first, whole words in Latin script, case as written."""

    def __init__(self, names: Iterable[Name]) -> None:
        self._by_head: dict[str, list[tuple[str, Name]]] = defaultdict(list)
        for name in names:
            for spelling in (name.name, *name.aliases):
                if head := _HEAD.match(spelling):
                    self._by_head[head[0]].append((spelling, name))
        for spellings in self._by_head.values():
            spellings.sort(key=lambda entry: -len(entry[0]))

    def find(self, text: str) -> Iterator[Name]:
        """Every occurrence in order; of overlapping names the longer one."""
        return (name for name, _, _ in self.spans(text))

    def spans(self, text: str) -> Iterator[tuple[Name, int, int]]:
        """The same with where each occurrence begins and ends."""
        free_from = 0
        for head in _HEAD.finditer(text):
            if head.start() < free_from:
                continue
            for spelling, name in self._by_head.get(head[0], ()):
                end = head.start() + len(spelling)
                if text.startswith(spelling, head.start()) and _ends_a_word(text, end):
                    yield name, head.start(), end
                    free_from = end
                    break

    def count(self, text: str) -> Counter[Name]:
        """How often each name occurs."""
        return Counter(self.find(text))


def _ends_a_word(text: str, end: int) -> bool:
    following = text[end : end + 1]
    return not (following.isascii() and following.isalnum()) or not text[end - 1].isascii()
