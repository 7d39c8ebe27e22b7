"""What texts in German, French and Spanish say in English, to compare reports in several languages.

Numbers, months and words of news are translated, names kept; the rest is left out. The list is
translations_european.yml, and another language is a further column of it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from generator.model import yamltext
from generator.model.base import Value, primary_tag

#: So many different common words of a language in a text show that it is one of it: feeds have texts in others too.
LEAST_COMMON = 2
#: A word of so many letters stands for itself in the list, a longer one for all that begin with it.
_WHOLE = 4
_WORD = re.compile(r"[^\W_]+")
#: 1.850 and 12.500.000, in French 1 850: a mark before each three digits. Not 12.06.2026, nor a version.
_GROUPED = re.compile(r"(?<![\w.,-])\d{1,3}(?:(?P<mark>[.\u00a0\u202f ])\d{3})(?:(?P=mark)\d{3})*(?!\w|\.\d)")
#: 1,5: a comma before one or two digits, or before more than three. Three are those of an English thousand.
_DECIMAL = re.compile(r"(?<=\d),(?=\d(?:\d?|\d{3,})(?!\d))")


class EuropeanFile(Value):
    """Form of translations_european.yml."""

    common: dict[str, tuple[str, ...]]
    words: dict[str, dict[str, tuple[str, ...]]]


class _Lexicon(NamedTuple):
    """What one language is read by."""

    common: frozenset[str]
    pattern: re.Pattern[str]
    english: dict[str, str]


@lru_cache(maxsize=1)
def _file() -> EuropeanFile:
    return yamltext.packaged(EuropeanFile, __package__, "translations_european.yml")


@lru_cache(maxsize=8)
def _lexicon(language: str) -> _Lexicon:
    english: dict[str, list[str]] = {}
    for word, listed in _file().words.items():
        for spelling in listed.get(language, ()):
            english.setdefault(spelling.lower(), []).append(word)
    longest = sorted(english, key=lambda word: (-len(word), word))
    listed_words = "|".join(re.escape(word) + (r"\b" if len(word) <= _WHOLE else r"[^\W_]*") for word in longest)
    return _Lexicon(
        frozenset(_file().common[language]),
        re.compile(rf"\b(?:(?P<listed>{listed_words})|[^\W_]+(?:[.-][^\W_]+)*) *", re.IGNORECASE),
        {word: " ".join(said) for word, said in english.items()},
    )


def language_told_in(text: str, tag: str) -> str:
    """ "de", "fr" or "es" where a text that is tagged so (de, fr-CA) reads so; else an empty string."""
    language = primary_tag(tag.lower())
    if language not in _file().common:
        return ""
    words = {*_WORD.findall(text.lower())}
    return language if len(words & _lexicon(language).common) >= LEAST_COMMON else ""


def common_words(language: str) -> frozenset[str]:
    """Words that every text of one of these languages has; of another language none."""
    return _lexicon(language).common if language in _file().common else frozenset()


def english_reading(text: str, language: str) -> str:
    """What a text of one of these languages says in English: numbers, words that are listed, and names.

    Of other words those with a capital are kept, which may be names; in German all nouns.
    """
    lexicon = _lexicon(language)
    grouped = _GROUPED.sub(lambda match: match[0].replace(match["mark"], ","), text)
    return lexicon.pattern.sub(lambda match: _read(match, lexicon), _DECIMAL.sub(".", grouped))


def _read(match: re.Match[str], lexicon: _Lexicon) -> str:
    word = match[0].rstrip(" ")
    if match["listed"]:
        small = word.lower()
        listed = next(small[:end] for end in range(len(small), 0, -1) if small[:end] in lexicon.english)
        return lexicon.english[listed] + match[0][len(word) :]
    is_kept = word.lower() not in lexicon.common and (word[0].isupper() or any(map(str.isdigit, word)))
    return match[0] if is_kept else ""
