"""What a text is found by: words in lower case without accents, pairs of characters in Chinese and Japanese."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from generator.text.words import CJK_AND_KANA

#: Longest word worth an entry; what is longer is no word.
MOST_LETTERS = 40
#: In nearly every text and therefore in no file; a query that has them is answered by its other words.
STOPWORDS = frozenset(
    "a an and are as at be by for from has have in is it its of on or that the this to was will with".split()
)
#: Letters and digits apart, so that gpt5.6 is GPT-5.6; C++ and C# are not C.
_RUN = re.compile(rf"[{CJK_AND_KANA}]+|\d+|[^\W\d_{CJK_AND_KANA}]+(?:\+\+|#(?![^\W_]))?")
#: British spellings of common words, which are found by the American ones too.
_BRITISH = re.compile(r"(?<=[a-z]{2}[bt])re(?=s?$)|(?<=[a-z]{3}o)u(?=rs?$)")
_MOST_BRITISH = 12
_IS_CJK = re.compile(f"[{CJK_AND_KANA}]")


def is_cjk(run: str) -> bool:
    """Whether a run of letters is one of Chinese or Japanese characters."""
    return bool(_IS_CJK.match(run))


def tokens(text: str) -> Iterator[str]:
    """The words of a text; in Chinese each pair of characters, and the last character of a run."""
    for run in _RUN.findall(_plain(text)):
        if run.isascii() or not is_cjk(run):
            if run not in STOPWORDS:
                yield american(run[:MOST_LETTERS])
            continue
        yield from map("".join, pairwise(run))
        yield run[-1]


def spelt(text: str) -> str:
    """What two writings of one name share: GPT-5.6, gpt 5.6."""
    return "".join(_RUN.findall(_plain(text)))


@lru_cache(maxsize=65536)
def american(word: str) -> str:
    """center of centre, color of colour."""
    if len(word) > _MOST_BRITISH:
        return word
    return _BRITISH.sub(lambda match: "er" if match[0] == "re" else "", word)


def _plain(text: str) -> str:
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text).lower()
    return "".join(char for char in decomposed if not unicodedata.category(char).startswith("M"))
