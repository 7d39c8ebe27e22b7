"""What a text is found by: words in lower case without accents, pairs of characters in Chinese and Japanese."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise

#: Longest word worth an entry; what is longer is no word.
MOST_LETTERS = 40
#: In nearly every text and therefore in no file; a query that has them is answered by its other words.
STOPWORDS = frozenset(
    "a an and are as at be by for from has have in is it its of on or that the this to was will with".split()
)
_CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_RUN = re.compile(rf"[{_CJK}]+|[^\W_{_CJK}]+")
_IS_CJK = re.compile(f"[{_CJK}]")


def is_cjk(run: str) -> bool:
    """Whether a run of letters is one of Chinese or Japanese characters."""
    return bool(_IS_CJK.match(run))


def tokens(text: str) -> Iterator[str]:
    """The words of a text; in Chinese each pair of characters, and the last character of a run."""
    for run in _RUN.findall(_plain(text)):
        if run.isascii() or not is_cjk(run):
            if run not in STOPWORDS:
                yield run[:MOST_LETTERS]
            continue
        yield from map("".join, pairwise(run))
        yield run[-1]


def _plain(text: str) -> str:
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text).lower()
    return "".join(char for char in decomposed if not unicodedata.category(char).startswith("M"))
