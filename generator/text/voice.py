"""Whether a sentence speaks in the first person, and who would have to be known to read it. Pure."""

from __future__ import annotations

import re

from generator.text.quotations import quoted_spans

#: 我国 is the country, 我省 the province, 自我 the self, 真我 a make of phones.
_CHINESE_I = r"(?<![自真])我(?![国省市军方司们])"
_CHINESE_WE = re.compile(rf"我[们司]|{_CHINESE_I}")
_WE = re.compile(rf"\b(?:we|our|ours|us|my|me|I'm|we're|we've)\b|本文|笔者|{_CHINESE_WE.pattern}", re.IGNORECASE)
_OURS = re.compile(r"(?:We|Our)\b", re.IGNORECASE)
#: The country, which is written like the pronoun.
_COUNTRY = re.compile(r"\bU\.?S\b")
#: Before a verb; not a number: "Phase I trials", "World War I was".
_I = re.compile(
    r"(?:^|[,;:—–(]\s*|\b(?:that|and|but|when|as|if|what|where|because|which|so|than|while|how|who|whom|whether)\s+)"
    r"I(?:['’](?:m|ve|d|ll))?\s+[a-z]"
    r"|\b(?:week|day|month|year|morning|night|time|today|now|once|often) I [a-z]"
    r"|\bI (?:believe|think|hope|doubt|suspect|fear|know|wonder|remember|want|wish|agree)\b"
    rf"|{_CHINESE_I}"
)


def opens_as_ours(title: str) -> bool:
    """Whether a title begins with "we" or "our" and does not say whose: that of a company's own word."""
    return _OURS.match(title) is not None


def in_first_person(sentence: str) -> bool:
    """Whether a sentence says I or we outside of its quotations."""
    said = _COUNTRY.sub("", unquoted(sentence))
    return _WE.search(said) is not None or in_first_person_singular(sentence)


def in_chinese_first_person(sentence: str) -> bool:
    """The same in Chinese alone; a name in English may have a "My"."""
    return _CHINESE_WE.search(unquoted(sentence)) is not None


def in_first_person_singular(sentence: str) -> bool:
    """Whether a sentence says I outside of its quotations: what its author saw or thinks, and nobody else knows, or
    what somebody says whom Chinese outlets quote without marks."""
    return _I.search(unquoted(sentence)) is not None


def unquoted(sentence: str) -> str:
    """A sentence without what it quotes."""
    kept, end = [], 0
    for start, stop in quoted_spans(sentence):
        kept.append(sentence[end : max(0, start)])
        end = stop
    return "".join([*kept, sentence[end:]])
