"""Which of two is ahead of the other, where a claim has it the other way round."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from generator.grounding.acts import REACH
from generator.grounding.reading import Reading

#: "Zephyr beats Quay", Zephyr 超过 Quay
_AHEAD = (
    r"\b(?:beat(?:s|en|ing)?|outperform\w*|outscor\w+|outrank\w*|surpass\w*"
    r"|overt(?:ak\w+|ook)|defeat\w*|edg(?:es|ed|ing) (?:out|past)|ahead of|better than|higher than"
    r"|vor|schl(?:ägt|ug|agen)|übertrifft|übertraf|besser als|höher als)\b"
    "|超过|超越|领先|高于|优于|击败|强于|胜过|力压"
)
#: "Quay trails Zephyr", Quay 落后 Zephyr
_BEHIND = (
    r"\b(?:behind|trail(?:s|ed|ing)?|lag(?:s|ged|ging)?|los(?:es|t|ing) to"
    r"|worse than|lower than|hinter|unterl(?:iegt|ag)"
    r"|schlechter als|niedriger als)\b|低于|落后|不及|不如|逊于|弱于|输给"
)
_CUE = re.compile(f"(?P<ahead>{_AHEAD})|(?P<behind>{_BEHIND})", re.IGNORECASE)
_CLAUSE_END = re.compile(r"[,;:()，；：。（）]|[.!?](?=\s|$)")


class _Order(NamedTuple):
    """The words that may name who is ahead, and those that may name who is behind."""

    first: frozenset[str]
    last: frozenset[str]


def misranked(claim: Reading, cited: Sequence[Reading]) -> Iterator[str]:
    """In words, where the claim has one ahead of another that is ahead of it in the sentences; in those of another
    language only names can be told apart."""
    for foreign in (True, False):
        those = [reading for reading in cited if (reading.is_chinese != claim.is_chinese) == foreign]
        yield from _turned_round(claim, those, by_name=foreign)


def _turned_round(claim: Reading, cited: Sequence[Reading], *, by_name: bool) -> Iterator[str]:
    theirs = [order for reading in cited for order in _orders(reading, by_name=by_name)]
    for first, last in _orders(claim, by_name=by_name):
        is_told = any(first & order.first and last & order.last for order in theirs)
        for order in theirs:
            if not is_told and first & order.last and last & order.first:
                yield f"in the sentence cited {min(last & order.first)} is ahead of {min(first & order.last)}"


def _orders(reading: Reading, *, by_name: bool) -> Iterator[_Order]:
    """What a text ranks: whoever is named before a cue, and whoever is named right after it."""
    for cue in _CUE.finditer(reading.text):
        part = reading.part_before(cue.start())
        end = _CLAUSE_END.search(reading.text, cue.end())
        stop = end.start() if end else len(reading.text)
        known = reading.named if by_name or reading.language == "en" else reading.tokens
        before = frozenset(token.term for token in known if part <= token.start and token.end <= cue.start())
        reach = reading.after(cue.end(), REACH[reading.is_chinese])
        last = min(stop, reach[-1].end if reach else stop)
        after = frozenset(token.term for token in known if cue.end() <= token.start < last)
        one, other = before - after, after - before
        if one and other:
            yield _Order(one, other) if cue["ahead"] else _Order(other, one)
