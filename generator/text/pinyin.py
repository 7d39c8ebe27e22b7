"""How Chinese characters sound in Latin letters, by which 青岚 meets Qinglan."""

from __future__ import annotations

from collections.abc import Iterator

from text_unidecode import unidecode

from generator.text.words import CJK_RUN

#: Characters that sound otherwise in names than elsewhere: 沈 is Shen, 重庆 Chongqing.
_IN_NAMES = str.maketrans(
    {"沈": "shen", "曾": "zeng", "单": "shan", "解": "xie", "仇": "qiu", "区": "ou", "查": "zha", "翟": "zhai",
     "朴": "park", "重": "chong", "厦": "xia"}
)  # fmt: skip
#: Characters of a name, without what the company is: 青岚科技.
_OF_NAME = (2, 3)


def spelled(text: str) -> str:
    """A text in small Latin letters without spaces: Chinese as pinyin."""
    return str(unidecode(text)).lower().replace(" ", "")


def sounds(text: str) -> str:
    """A text as `spelled`, and once more as its characters sound in names."""
    return f"{spelled(text)} {spelled(text.translate(_IN_NAMES))}"


def spellings(text: str) -> Iterator[str]:
    """All that could be a Chinese name in a text, as pinyin: nothing tells where a name begins and ends."""
    for run in CJK_RUN.findall(text):
        for length in _OF_NAME:
            for at in range(len(run) - length + 1):
                yield spelled(run[at : at + length])
