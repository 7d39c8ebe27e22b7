"""How a text stands to what it says: denied, possible, planned, someone's word, hearsay; and which way things go.

The words are those of stance.yml.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from generator.model import yamltext
from generator.model.base import Value
from generator.text.stems import stem

WordLists = tuple[tuple[str, ...], ...]
#: Before the number of a deed.
DEED = "deed "
_WORD = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)*|[\u4e00-\u9fff]")


class StanceFile(Value):
    """Form of stance.yml: word lists, English and Chinese apart for the eye only."""

    negation: WordLists
    not_negation: WordLists
    possible: WordLists
    planned: WordLists
    future: WordLists
    not_future: WordLists
    said: WordLists
    hearsay: WordLists
    universal: WordLists
    not_universal: WordLists
    majority: WordLists
    superlative: WordLists
    not_superlative: WordLists
    opposites: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]
    deeds: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]


class Mark(NamedTuple):
    """A cue in a text.

    kind: a key of stance.yml, the number of a pair of opposites, or `DEED` with that of a deed; pole: which of the
    pair, for a deed 1 where the word only may stand for it.
    """

    kind: str
    pole: int
    start: int
    end: int

    @property
    def is_direction(self) -> bool:
        """Whether the word has an opposite."""
        return self.kind.isdigit()

    @property
    def is_deed(self) -> bool:
        """Whether the word says what is done to somebody, or may stand for such a word."""
        return self.kind.startswith(DEED)


class _Entry(NamedTuple):
    words: tuple[str, ...]
    kind: str
    pole: int


class StanceReader:
    """Finds the cues of a word list in a text; of overlapping ones of a kind the longer."""

    def __init__(self, file: StanceFile) -> None:
        self._latin: dict[str, list[_Entry]] = defaultdict(list)
        self._chinese: dict[str, list[_Entry]] = defaultdict(list)
        for kind in StanceFile.model_fields:
            if kind not in ("opposites", "deeds"):
                self._add(kind, 0, (word for words in getattr(file, kind) for word in words))
        for before, pairs in (("", file.opposites), (DEED, file.deeds)):
            for number, (ones, others) in enumerate(pairs):
                self._add(f"{before}{number}", 0, ones)
                self._add(f"{before}{number}", 1, others)
        for entries in (*self._latin.values(), *self._chinese.values()):
            entries.sort(key=lambda entry: -len(entry.words))

    def _add(self, kind: str, pole: int, words: Iterable[str]) -> None:
        for word in words:
            if word.isascii():
                parts = tuple(stem(part.lower()) for part in _WORD.findall(word))
                self._latin[parts[0]].append(_Entry(parts, kind, pole))
            else:
                self._chinese[word[0]].append(_Entry(tuple(word), kind, pole))

    def read(self, text: str) -> list[Mark]:
        """Every cue of the text in order."""
        words = [(match[0], match.start(), match.end()) for match in _WORD.finditer(text)]
        stems = [stem(word.lower().replace("’", "'")) for word, _, _ in words]
        found: list[Mark] = []
        free: dict[str, int] = {}
        for index, (_, start, _) in enumerate(words):
            table = self._chinese if stems[index] >= "\u4e00" else self._latin
            if words[index][0] == "May" and index:  # the month
                continue
            for entry in table.get(stems[index], ()):
                kind = entry.kind.removeprefix("not_")
                size = len(entry.words)
                if free.get(kind, 0) <= start and tuple(stems[index : index + size]) == entry.words:
                    end = words[index + size - 1][2]
                    free[kind] = end
                    if kind == entry.kind:
                        found.append(Mark(kind, entry.pole, start, end))
        return found


@lru_cache(maxsize=1)
def stance_reader() -> StanceReader:
    """The reader of the words that ship with the program."""
    return StanceReader(yamltext.packaged(StanceFile, __package__, "stance.yml"))
