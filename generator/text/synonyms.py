"""Words that say the same: lease and rent. The lists are synonyms.yml."""

from __future__ import annotations

from functools import lru_cache

from generator.model import yamltext
from generator.text.stems import stem

#: Form of synonyms.yml: words that say the same in one list.
SynonymFile = tuple[tuple[str, ...], ...]


@lru_cache(maxsize=1)
def _first_of() -> dict[str, str]:
    lists = yamltext.packaged(SynonymFile, __package__, "synonyms.yml")
    return {stem(word): stem(words[0]) for words in lists for word in words}


def sense(word: str) -> str:
    """One stem, or pair of Chinese characters, for all that say the same; any other comes back as it is."""
    return _first_of().get(word, word)


def sense_of(word: str) -> str:
    """The same for any form of a lower-case Latin word: leased and rents are one."""
    return sense(stem(word))
