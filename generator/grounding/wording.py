"""The words of one text: which carry meaning, with their stems, and which are capitalised as names are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from generator.text.calendar import DAYS, MONTHS
from generator.text.figures import is_unit
from generator.text.stance import common_words
from generator.text.stems import stem_in
from generator.text.synonyms import sense
from generator.text.words import CJK, stopwords

WORD = re.compile(rf"[^\W_{CJK}]+(?:[.\-&'’][^\W_{CJK}]+)*|[{CJK}]+")
_CJK_START = re.compile(f"[{CJK}]")
_CAPITAL = re.compile(r"[A-Z]")
#: Words before a name at the beginning of a sentence that are hardly a name: Several Chinese firms, Former President.
_MODIFIER = re.compile(
    "(?:al|ed|er|ers|ing|ist|ly|or|ous|s|ful|ive|ary|ic|man|woman)$|^(?:despite|following|one|top|lead|both|since|research|growth|demand|revenue|usage|support|access|work|management|software)$",
    re.IGNORECASE,
)
#: What follows a name at the beginning: the rest of it, or its verb.
_BEFORE_NAME_OR_VERB = re.compile("[A-Z]|(?:is|was|has|had|will|may|[a-z]{3,}(?:s|ed))$")
#: What stands before a German noun and seldom before a name: an article, an adjective. Every noun has a capital.
_BEFORE_NOUN = re.compile(
    r"(?:\b(?i:d(?:er|ie|as|en|em|es)|[mdsk]?ein|ihr|im|am|beim|vom|zum|zur|ins|ans)"
    r"|(?:\b|(?:^|[.:!?\n\"„“] ?)[A-ZÄÖÜ])(?!gegen\b|neben\b|wegen\b"
    r"|haben\b|hatten\b|werden\b|wurden?\b|unter\b|über\b|oder\b|aber\b"
    r"|zwischen\b)"
    r"[a-zäöüß]{2,30}e[nmrs]?)\s+$"
)
#: Characters in which it stands.
_NEAR = 40
#: What follows a German name at the beginning, and endings of what is no name there: plurals, adverbs, abstracts.
_GERMAN_VERB = re.compile("(?:hat|ist|war|wird|will|soll|kann|darf|muss|lag|stieg|sank|ging|kam|gab|[a-zäöüß]{3,}te?)$")
_GERMAN_MODIFIER = re.compile("(?:e|en|er|ern|ig|lich|weise|s|ung|heit|keit|tion|zufolge)$", re.IGNORECASE)
#: A capital or a digit behind the first letter: no noun has one.
_ODD = re.compile(r"[^\W_][^\W_]*[A-Z\d]")
#: Capitalised words that are no names.
NOT_NAMES = frozenset([
    *"i i'm i've mr mrs ms dr ceo cto cfo coo ai api apis gpu gpus llm llms ok r&d".split(),
    *"et pt gmt utc est pst edt pdt cet bst".split(), *DAYS, *MONTHS,
])  # fmt: skip
#: A label of fewer words ("Pricing plans") has no subject that could be a name.
SHORTEST_STATEMENT = 5


class Token(NamedTuple):
    """A word that carries meaning: its stem, or two Chinese characters; and where it stands."""

    term: str
    start: int
    end: int


#: Stopwords for finding what a text is about; for what it says they count.
_TELLING = frozenset(
    "introducing introduces announcing announces announced launches launch unveils launching report reports reported"
    " time people use used uses using make made makes year month week company news give given".split()
)


@lru_cache(maxsize=8)
def _ignored(language: str) -> frozenset[str]:
    return common_words(language) if language not in ("en", "zh") else stopwords() - _TELLING


def tokens_of(words: Iterable[tuple[str, int]], language: str = "en") -> Iterator[Token]:
    ignored = _ignored(language)
    for word, start in words:
        if _CJK_START.match(word):
            for at, pair in enumerate(map("".join, pairwise(word))):
                if pair not in ignored:
                    yield Token(sense(pair), start + at, start + at + 2)
        else:
            lower = word.lower()
            if lower not in ignored and not lower[0].isdigit() and len(lower) > 1:
                yield Token(sense(stem_in(lower, language)), start, start + len(word))


def bare_name(word: str) -> str:
    """A name as it is compared: in lower case, without the ending of the genitive."""
    return word.lower().removesuffix("'s").removesuffix("’s")


def latin_parts(words: Iterable[str]) -> Iterator[str]:
    for word in words:
        if not _CJK_START.match(word):
            lower = word.lower()
            yield lower
            yield from re.split(r"[\-'’&.]", lower)


def _is_first_name(word: str, follows: str, language: str) -> bool:
    """Whether the first word of a sentence, which has a capital anyway, is a name by what follows it."""
    if language == "de":
        return _GERMAN_VERB.match(follows) is not None and not _GERMAN_MODIFIER.search(word)
    return _BEFORE_NAME_OR_VERB.match(follows) is not None and not _MODIFIER.search(word)


def capitals_of(text: str, words: list[tuple[str, int]], language: str = "en") -> Iterator[Token]:
    latin = [(word, start) for word, start in words if not _CJK_START.match(word) and word[0].isalpha()]
    if language != "de" and sum(bool(_CAPITAL.match(word)) for word, _ in latin) * 2 > len(latin) + 4:
        return
    no_names = NOT_NAMES | _ignored(language) | stopwords()
    is_statement = len(latin) >= SHORTEST_STATEMENT
    for at, (word, start) in enumerate(latin):
        before = text[:start].rstrip(" \"'“‘(「《-*•")
        begins = not before or before[-1] in ".!?。！？:：\n"
        follows = latin[at + 1] if at + 1 < len(latin) else ("", 0)
        is_next = follows[1] == start + len(word) + 1
        is_first_name = is_next and is_statement and _is_first_name(word, follows[0], language)
        if language == "de" and not _ODD.match(word) and _BEFORE_NOUN.search(text, max(0, start - _NEAR), start):
            continue
        name = bare_name(word)
        is_plain = begins and word[1:].islower() and not is_first_name
        if _CAPITAL.search(word) and not (is_plain or is_unit(word)) and name not in no_names and len(name) > 1:
            yield Token(name, start, start + len(word))
