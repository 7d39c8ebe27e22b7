"""Words: how many, which carry meaning, and what makes two texts comparable across English and Chinese."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib import resources
from itertools import pairwise

#: Chinese characters, as they stand in an expression's brackets; with the syllables of Japanese.
CJK = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
CJK_AND_KANA = f"\u3040-\u30ff{CJK}"
CJK_RUN = re.compile(f"[{CJK}]+")
_LETTERS = rf"[^\W_{CJK}]+"
#: A Latin word with the inner marks that keep versions, names and numbers whole: gpt-5.6, r&d, c++, o'brien, 1,000.
_LATIN = re.compile(rf"{_LETTERS}(?:(?:[.\-&'’]|(?<=\d),(?=\d)){_LETTERS})*\+*")
#: Two characters are the usual length of a Chinese word.
CJK_CHARS_PER_WORD = 2
#: Letters that expressions without regard to capitals take for i and s, and tables of words do not know.
_LIKE_LATIN = str.maketrans("ıİſ", "iIs")


@lru_cache(maxsize=1)
def stopwords() -> frozenset[str]:
    """Words that every text has, English and Chinese, lower case."""
    return frozenset(resources.files(__package__).joinpath("stopwords.txt").read_text("utf-8").split())


def is_chinese(text: str) -> bool:
    """Whether at least a quarter of the letters are Chinese characters."""
    cjk = sum(map(len, CJK_RUN.findall(text)))
    return cjk * 4 >= cjk + sum(map(len, _LATIN.findall(text))) if cjk else False


def count_words(text: str) -> int:
    """Length in words; two Chinese characters count as one."""
    cjk = sum(map(len, CJK_RUN.findall(text)))
    return len(_LATIN.findall(text)) + (cjk + 1) // CJK_CHARS_PER_WORD


def letters(text: str) -> str:
    """Letters and digits alone, in lower case: what two writings of one text share."""
    return "".join(filter(str.isalnum, text.casefold()))


def plain_letters(text: str) -> str:
    """A text of the same length in which ı, İ and ſ are i, I and s, with plain hyphens."""
    return plain_hyphens(text.translate(_LIKE_LATIN))


def plain_hyphens(text: str) -> str:
    """A text of the same length in which hyphens are hyphens: one outlet writes GPT-5.6 with a sign at which no line
    ends, the others with that of the keyboard."""
    return text.replace("\N{HYPHEN}", "-").replace("\N{NON-BREAKING HYPHEN}", "-")


def same_words(one: str, other: str) -> bool:
    """Whether two lines say the same but for marks at the edges and capitals."""
    return edgeless(one) == edgeless(other)


def are_words_of(text: str, quotes: Iterable[str]) -> bool:
    """Whether a line is one of the quotations, or made of how they begin and end, with an ellipsis for what is left
    out."""
    said = [edgeless(quote) for quote in quotes]
    if " …" not in text:
        return edgeless(text) in said
    parts = [edgeless(part) for part in text.removesuffix(" …").split(" … ")]
    return all(any(quote.startswith(part) or quote.endswith(part) for quote in said) for part in parts)


@lru_cache(maxsize=4096)
def edgeless(text: str) -> str:
    """A line in lower case without the marks at its edges."""
    return text.casefold().strip(" .…。!！\"“”'‘’")


def cut_at_word(text: str, longest: int) -> str:
    """`text`, or as much of it as fits with an ellipsis, cut between words where there are any."""
    if len(text) <= longest:
        return text
    head = text[: longest - 1]
    at_space = head.rfind(" ")
    if text[longest - 1] != " " and at_space > longest // 2:
        head = head[:at_space]
    return head.rstrip(" ,;:，；：、-–—") + "…"


def terms(text: str) -> Iterator[str]:
    """What two texts are compared by: lower-case words without stopwords, and pairs of Chinese characters.

    Plural and possessive endings are cut, so that "limits" meets "limit".
    """
    yield from filter(None, map(_term, _LATIN.findall(plain_hyphens(text))))
    ignored = stopwords()
    for run in CJK_RUN.findall(text):
        for pair in map("".join, pairwise(run)):
            if pair not in ignored:
                yield pair


@lru_cache(maxsize=1 << 16)
def _term(word: str) -> str:
    """The term of a Latin word; nothing for a stopword and for a single character."""
    lower = word.lower()
    stem = _stem(lower)
    return stem if lower not in stopwords() and len(stem) > 1 else ""


def _stem(word: str) -> str:
    word = word.removesuffix("'s").removesuffix("’s")
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")) and word.isalpha():
        return word[:-1]
    return word
