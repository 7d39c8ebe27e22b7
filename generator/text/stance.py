"""How a text stands to what it says: denied, possible, planned, someone's word, hearsay; and which way things go.

The words are those of stance.yml for English and Chinese, and of stance_de.yml for German. Another language takes such
a file, an entry of `_FILES` and a way to stem in stems.py.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from generator.model import yamltext
from generator.model.base import Value, primary_tag
from generator.text.stems import Stem, stem, stem_in
from generator.text.words import is_chinese, stopwords

WordLists = tuple[tuple[str, ...], ...]
#: Before the number of a deed.
DEED = "deed "
#: The number of the first pair of opposites: what rises and what falls.
RISE = "0"
#: Languages besides English and Chinese, with the file of their words.
_FILES = {"de": "stance_de.yml"}
FURTHER = frozenset(_FILES)
#: Kinds of words that say something else without their endings.
_EXACT = frozenset({"possible", "universal", "majority", "superlative"})
#: So many different common words of a language make a text one of it.
_LEAST_COMMON = 2
_LETTER = "[A-Za-zÄÖÜäöüß]"
_WORD = re.compile(rf"{_LETTER}+(?:['’]{_LETTER}+)*|[\u4e00-\u9fff]")
_DIGIT = re.compile(r"\d")
_CLAUSE_END = re.compile(r"[,;:()\n]|[.!?](?=\s|$)")
#: In an entry: the rest of the verb, at the end of the clause ("ging … zurück").
_GAP = "…"


class StanceFile(Value):
    """Form of stance.yml: word lists, English and Chinese apart for the eye only."""

    neighbours: tuple[str, ...]
    negation: WordLists
    not_negation: WordLists
    possible: WordLists
    planned: WordLists
    not_planned: WordLists
    future: WordLists
    not_future: WordLists
    said: WordLists
    not_said: WordLists
    open: WordLists
    former: WordLists
    not_former: WordLists
    partial: WordLists
    hearsay: WordLists
    universal: WordLists
    not_universal: WordLists
    not_majority: WordLists
    majority: WordLists
    superlative: WordLists
    not_superlative: WordLists
    opposites: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]
    deeds: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]


class FurtherFile(Value):
    """Form of the file of one more language: opposites and deeds under the first English word of their list."""

    common: tuple[str, ...]
    negation: tuple[str, ...]
    not_negation: tuple[str, ...]
    possible: tuple[str, ...]
    planned: tuple[str, ...]
    future: tuple[str, ...]
    said: tuple[str, ...]
    hearsay: tuple[str, ...]
    universal: tuple[str, ...]
    not_universal: tuple[str, ...]
    majority: tuple[str, ...]
    superlative: tuple[str, ...]
    not_superlative: tuple[str, ...]
    opposites: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]
    deeds: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]


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
    rest: tuple[str, ...]
    kind: str
    pole: int


class _Listed(NamedTuple):
    """Words of one kind, as a file lists them."""

    kind: str
    pole: int
    words: tuple[str, ...]
    is_exact: bool = False


class StanceReader:
    """Finds the cues of word lists in a text; of overlapping ones of a kind the longer."""

    def __init__(self, lists: Iterable[_Listed], stem_of: Stem = stem) -> None:
        self._stem = stem_of
        self._entries: dict[str, list[_Entry]] = defaultdict(list)
        self._exact: dict[str, list[_Entry]] = defaultdict(list)
        for kind, pole, listed, is_exact in lists:
            forms, table = (_written, self._exact) if is_exact else (self._stems, self._entries)
            for word in listed:
                first, _, rest = (forms(part) for part in word.partition(_GAP))
                table[first[0]].append(_Entry(first, rest, kind, pole))
        for entries in (*self._entries.values(), *self._exact.values()):
            entries.sort(key=lambda entry: -len((*entry.words, *entry.rest)))

    def _stems(self, text: str) -> tuple[str, ...]:
        return tuple(map(self._stem, _written(text)))

    def read(self, text: str) -> list[Mark]:
        """Every cue of the text in order."""
        words = [(match[0], match.start(), match.end()) for match in _WORD.finditer(text)]
        written = tuple(word.lower().replace("’", "'") for word, _, _ in words)
        stems = tuple(map(self._stem, written))
        found: list[Mark] = []
        free: dict[str, int] = {}
        for index, (word, start, _) in enumerate(words):
            if word == "May" and index:  # the month
                continue
            for forms, table in ((stems, self._entries), (written, self._exact)):
                for entry in table.get(forms[index], ()):
                    kind = entry.kind.removeprefix("not_")
                    size = len(entry.words)
                    if free.get(kind, 0) > start or forms[index : index + size] != entry.words:
                        continue
                    end = words[index + size - 1][2]
                    if _DIGIT.search(text, start, end):  # "declined 3% to" is no "declined to"
                        continue
                    if entry.rest and not self._ends_with(text, end, entry.rest):
                        continue
                    free[kind] = end
                    if kind == entry.kind:
                        found.append(Mark(kind, entry.pole, start, end))
        return found

    def _ends_with(self, text: str, start: int, rest: tuple[str, ...]) -> bool:
        """Whether the clause that goes on at a place ends with the rest of a verb."""
        end = _CLAUSE_END.search(text, start)
        return self._stems(text[start : end.start() if end else len(text)])[-len(rest) :] == rest


def _written(text: str) -> tuple[str, ...]:
    return tuple(word.lower().replace("’", "'") for word in _WORD.findall(text))


@lru_cache(maxsize=1)
def _first_file() -> StanceFile:
    return yamltext.packaged(StanceFile, __package__, "stance.yml")


@lru_cache(maxsize=len(_FILES))
def _further_file(language: str) -> FurtherFile:
    return yamltext.packaged(FurtherFile, __package__, _FILES[language])


def _listed(file: StanceFile) -> Iterable[_Listed]:
    for kind in StanceFile.model_fields:
        if kind not in ("neighbours", "opposites", "deeds"):
            yield from (_Listed(kind, 0, words) for words in getattr(file, kind))
    for before, pairs in (("", file.opposites), (DEED, file.deeds)):
        for number, poles in enumerate(pairs):
            yield from (_Listed(f"{before}{number}", pole, words) for pole, words in enumerate(poles))


def _listed_further(file: FurtherFile) -> Iterable[_Listed]:
    for kind in FurtherFile.model_fields:
        if kind not in ("common", "opposites", "deeds"):
            yield _Listed(kind, 0, getattr(file, kind), kind.removeprefix("not_") in _EXACT)
    for before, first, pairs in (
        ("", _first_file().opposites, file.opposites),
        (DEED, _first_file().deeds, file.deeds),
    ):
        numbers = {ones[0]: number for number, (ones, _) in enumerate(first)}
        for word, poles in pairs.items():
            yield from (_Listed(f"{before}{numbers[word]}", pole, words) for pole, words in enumerate(poles))


def stance_reader(language: str = "en") -> StanceReader:
    """The reader of the words that ship with the program; English and Chinese are read by one."""
    return _reader(language if language in _FILES else "en")


@cache
def _reader(language: str) -> StanceReader:
    if language in _FILES:
        return StanceReader(_listed_further(_further_file(language)), lambda word: stem_in(word, language))
    return StanceReader(_listed(_first_file()))


@lru_cache(maxsize=1 + len(_FILES))
def common_words(language: str) -> frozenset[str]:
    """Words of nearly every text of a language, lower case."""
    return frozenset(_further_file(language).common) if language in _FILES else stopwords()


@lru_cache(maxsize=1 + len(_FILES))
def _telling(language: str) -> frozenset[str]:
    """Common words that tell a language: those of one that are English, or of one read as English, tell none."""
    english = stopwords() | frozenset(_first_file().neighbours)
    if language in _FILES:
        return common_words(language) - english
    return english - frozenset().union(*map(common_words, _FILES))


@lru_cache(maxsize=4096)
def language_of(text: str, otherwise: str = "en", times: int = 0) -> str:
    """The language a text is read in: "zh", or one with a file of words, told by its commonest words; else "en".

    otherwise: for a text with too few of the common words of any language to tell; times: so many times those of
    `otherwise` there must be of another language, since a text in one has phrases in another.
    """
    if is_chinese(text):
        return "zh"
    first, *others = _WORD.findall(text) or [""]
    written = {first.lower(), *others}  # a capitalised one inside may be a name: Die Zeit
    shares = {language: len(written & _telling(language)) for language in ("en", *_FILES)}
    most = max(shares, key=lambda language: shares[language])
    least = max(_LEAST_COMMON, times * shares.get(primary_tag(otherwise), 0))
    return most if shares[most] >= least else otherwise
