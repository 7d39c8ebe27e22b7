"""How Chinese characters sound in Latin letters, by which 青岚 meets Qinglan."""

from __future__ import annotations

from collections.abc import Iterator

from text_unidecode import unidecode

from generator.text.words import CJK_RUN

#: Characters of a name, without what the company is: 青岚科技.
_OF_NAME = (2, 3)


def spelled(text: str) -> str:
    """A text in small Latin letters without spaces: Chinese as pinyin."""
    return str(unidecode(text)).lower().replace(" ", "")


def spellings(text: str) -> Iterator[str]:
    """All that could be a Chinese name in a text, as pinyin: nothing tells where a name begins and ends."""
    for run in CJK_RUN.findall(text):
        for length in _OF_NAME:
            for at in range(len(run) - length + 1):
                yield spelled(run[at : at + length])
