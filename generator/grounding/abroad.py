"""What an English claim turns about of a Chinese sentence: whose it is, what is denied, who is ahead of whom."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.grounding.reading import Reading
from generator.text.pinyin import spelled

#: A name of an English claim with which it begins; none whose something is told of: "Northwind's model".
_FIRST = re.compile(r"[A-Z][\w-]+(?=\s)")
#: Characters of a name with which a sentence begins that stands in the title, too.
LONGEST_NAME = 8
SHORTEST_NAME = 3
_DENIES = re.compile(r"^[^，,；;。]*否认[^，,；;。]*。?$")
_NAME = r"[A-Z][A-Za-z\d.-]*(?: [A-Z\d][A-Za-z\d.-]*)*"
#: Who is behind and who is ahead in Chinese, and the reverse of each in English.
_RANKS = (
    (
        re.compile(rf"(?:低于|不及|不如|落后于?|逊于)[^，。；A-Za-z]{{0,40}}(?P<other>{_NAME})"),
        r"(?:beat(?:s|ing)?|outperform\w*|surpass\w*|exceed\w*|tops|ahead of|above|(?:higher|better|more) than)",
    ),
    (
        re.compile(rf"(?:高于|超过|优于|领先于?|超越)[^，。；A-Za-z]{{0,40}}(?P<other>{_NAME})"),
        r"(?:trail(?:s|ed|ing)?|lag(?:s|ged)? behind|behind|below|(?:lower|worse|less) than)",
    ),
)


def turned_abroad(claim: Reading, cited: Sequence[Reading]) -> Iterator[str]:
    """In words, what an English claim says otherwise than the Chinese sentences it cites."""
    if claim.is_chinese or claim.language == "de":
        return
    if all(reading.is_chinese for reading in cited):
        if all(_is_of_another(claim, reading) for reading in cited):
            yield "the sentence cited is about another that its title names"
        if any(_DENIES.match(reading.text) for reading in cited) and not claim.of_kind("negation"):
            yield "the sentence cited denies it: “否认”"
    for reading in cited:  # one with many names in Latin letters may not count as Chinese
        for there, here in _RANKS:
            for found in there.finditer(reading.text):
                if re.search(rf"\b{here} (?:\w+ )?{re.escape(found['other'])}\b", claim.text):
                    yield f"the sentence cited says “{found[0]}”"


def _is_of_another(claim: Reading, reading: Reading) -> bool:
    """Whether a claim begins with a name of the title and the sentence, which does not have it, with another."""
    name, other = _FIRST.match(claim.text), _first_of_title(reading)
    first = name[0].lower() if name else ""
    is_told_of = first in reading.pinyin or first in reading.text.lower()
    return bool(first and other) and first in spelled(reading.context.replace(other, "")) and not is_told_of


def _first_of_title(reading: Reading) -> str:
    """The longest beginning of a sentence that stands in its title; empty where that is no name's length."""
    starts = (reading.text[:length] for length in range(LONGEST_NAME, SHORTEST_NAME - 1, -1))
    return next((start for start in starts if start in reading.context and re.fullmatch("[\u4e00-\u9fff]+", start)), "")
