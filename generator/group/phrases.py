"""What two titles have in common, as one of them words it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from difflib import SequenceMatcher
from itertools import groupby

from generator.group.likeness.terms import normal
from generator.text.words import is_chinese, terms

#: A subject takes two words, or so many Chinese characters: one word is in a hundred other titles too.
LEAST_WORDS, LEAST_CHARACTERS = 2, 4
#: What two titles begin with is whom they are about.
LEAST_OPENING = 3
_MARKS = " .,:;!?\"'“”‘’()[]，。：；！？、（）《》「」【】—–-"


def shared_phrase(title: str, other: str, words: Collection[str]) -> str:
    """The longest run of words that both titles have and that names a subject, as the first writes it; "" without one.

    words: rare words that both have, in their form for comparing; the phrase has one of them. It begins
    and ends with a word that tells something, and has no number: "raises $50 million" is no subject.
    """
    if is_chinese(title) != is_chinese(other):
        return ""
    runs = _characters(title, other) if is_chinese(title) else _words(title, other)
    telling = [run for run in runs if not set(map(normal, terms(run))).isdisjoint(words)]
    return max(telling, key=len, default="")


def _characters(title: str, other: str) -> Iterator[str]:
    for block in SequenceMatcher(None, title, other, autojunk=False).get_matching_blocks():
        run = title[block.a : block.a + block.size].strip(_MARKS + "0123456789")
        opens_both = title.startswith(run) and other.startswith(run)
        if len(run) >= (LEAST_OPENING if opens_both else LEAST_CHARACTERS):
            yield run


def _words(title: str, other: str) -> Iterator[str]:
    mine, theirs = title.split(), other.split()
    matcher = SequenceMatcher(None, [*map(_compared, mine)], [*map(_compared, theirs)], autojunk=False)
    for block in matcher.get_matching_blocks():
        for has_digits, parts in groupby(
            mine[block.a : block.a + block.size], lambda word: any(map(str.isdigit, word))
        ):
            run = _trimmed(list(parts))
            if not has_digits and len(run) >= LEAST_WORDS:
                yield " ".join(run).strip(_MARKS)


def _trimmed(run: list[str]) -> list[str]:
    """Without stopwords at its ends."""
    telling = [place for place, word in enumerate(run) if any(True for _ in terms(word))]
    return run[telling[0] : telling[-1] + 1] if telling else []


def _compared(word: str) -> str:
    return " ".join(map(normal, terms(word))) or word.strip(_MARKS).casefold()
