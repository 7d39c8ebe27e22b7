"""How long a text is for a reader: minutes, width, and what search engines show of it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from generator.text.words import cut_at_word

#: Longest description search engines show.
DESCRIPTION_CHARS = 200
WORDS_A_MINUTE, CHARACTERS_A_MINUTE = 230, 400
#: From here on characters take the place of two letters: CJK radicals and all that follows.
FIRST_WIDE = "\u2e80"
_NARROW_WORD = re.compile(rf"[^\W_{FIRST_WIDE}-\U0010ffff]\S*")


def wide_characters(text: str) -> int:
    """How many of a text's characters take the place of two letters."""
    return 0 if text.isascii() else sum(char >= FIRST_WIDE for char in text)


def reading_minutes(texts: Iterable[str]) -> int:
    """Whole minutes it takes to read texts, at least one: 230 words or 400 Chinese characters a minute.

    English: M. Brysbaert, "How many words do we read per minute?", Journal of Memory and Language 109 (2019): 238.
    Chinese: about 260 words of 1.5 characters, S. Trauzettel-Klosinski and K. Dietz (2012).
    """
    text = " ".join(texts)
    wide = wide_characters(text)
    words = len(_NARROW_WORD.findall(text))
    return max(1, round(words / WORDS_A_MINUTE + wide / CHARACTERS_A_MINUTE))


def description_of(text: str) -> str:
    """A text cut to what search engines show, at a word where it has any."""
    return cut_at_word(text, DESCRIPTION_CHARS)
