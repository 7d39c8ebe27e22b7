"""The words of cues.yml, compiled once."""

from __future__ import annotations

import re
from functools import lru_cache

from pydantic import Field

from generator.model import yamltext
from generator.model.base import Value
from generator.model.vocabulary import Pattern
from generator.text.keywords import Keywords

WordLists = tuple[tuple[str, ...], ...]


class CueFile(Value):
    """Form of cues.yml: word lists, English and Chinese apart for the eye only."""

    leaning: WordLists
    asides: WordLists
    significance: WordLists
    technical: WordLists
    future: WordLists
    plans: WordLists
    comparison: WordLists
    contribution: WordLists
    datelines: tuple[Pattern, ...] = Field(default=())


class Cues:
    """What to look for in a sentence."""

    def __init__(self, file: CueFile) -> None:
        self.asides = _keywords(file.asides)
        self.significance = _keywords(file.significance)
        self.technical = _keywords(file.technical)
        self.future = _keywords(file.future + file.plans)
        self.comparison = _keywords(file.comparison)
        self.contribution = _keywords(file.contribution)
        self._leaning = re.compile(
            "|".join(
                rf"{re.escape(word)}(?![a-z])" if word.isascii() else re.escape(word)
                for words in file.leaning
                for word in sorted(words, key=len, reverse=True)
            ),
            re.IGNORECASE,
        )
        self._datelines = [re.compile(pattern) for pattern in file.datelines]

    def leans(self, sentence: str) -> bool:
        """Whether a sentence begins as one that needs the sentence before it."""
        return bool(self._leaning.match(sentence.lstrip("\"'“‘「（(")))

    def without_dateline(self, sentence: str) -> str:
        """The sentence after an agency's or outlet's opening formula."""
        for pattern in self._datelines:
            if match := pattern.match(sentence):
                sentence = sentence[match.end() :]
        return sentence


@lru_cache(maxsize=1)
def load_cues() -> Cues:
    """The cues that ship with the program."""
    return Cues(yamltext.packaged(CueFile, __package__, "cues.yml"))


def _keywords(lists: WordLists) -> Keywords:
    return Keywords(word for words in lists for word in words)
