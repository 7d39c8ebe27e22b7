"""Sentences of English and Chinese text, their clauses, and whether one can stand alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.text.calendar import GERMAN_MONTHS
from generator.text.words import CJK, count_words

#: Abbreviations whose full stop does not end a sentence: titles, companies, countries, Latin short forms, months.
_ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof sen rep gov gen st jr sr inc ltd corp co llc vs etc e.g i.e eg ie al fig figs no nos vol approx"
    " est dept univ u.s u.k u.n e.u d.c a.m p.m jan feb mar apr jun jul aug sep sept oct nov dec".split()
)
_CLOSERS = "\"'”’»)\\]」』）》"
_LATIN_END = re.compile(rf"(?<![.!?…])[.!?…]++[{_CLOSERS}]*+(?=\s+[\"'“‘«(\[「]?[^\W_a-z]|\s*$)")
_CJK_END = re.compile(rf"[。！？!?]+[{_CLOSERS}]*|…{{2}}[{_CLOSERS}]*")
_LAST_WORD = re.compile(r"(?<![^\s(\"“‘'])[^\s(\"“‘']+$")
#: "am 22. Oktober": a German ordinal before its month.
_ORDINAL = re.compile(r"(?<![\w.])\d{1,2}$")
_GERMAN_MONTH = re.compile(rf"\s(?:{'|'.join(GERMAN_MONTHS)})\b")
#: "of Vexity B.V. The company": an abbreviation that may stand last, before a word that only begins a sentence.
_MAY_END = re.compile(r"(?<![\w.])(?:(?:[A-Z]\.)+[A-Z]|Series [A-H]|Inc|Ltd|Corp|Co|LLC|etc)$")
_BEGINS = re.compile(r"\s+(?:The|It|Its|This|That|These|They|He|She|But|However|We|When|While|If|Although|Under)\s")
#: "频道 fpt. 昨日发布", "Warner Bros. 的合并": a name in Chinese, which ends its own sentences otherwise.
_NAMED_IN_CHINESE = re.compile(rf"[{CJK}][^。！？]{{0,60}}[A-Za-z]\Z")
_CHINESE_BEHIND = re.compile(rf"\s+[{CJK}]")
_LONGEST_ABBREVIATION = 16
"""Characters before a full stop that are looked at: a line may hold thousands of sentences."""
_LONGEST_NAME = 64  # likewise, of a name and the Chinese before it
#: The title of a work, in which no sentence ends.
_WORK = re.compile("《[^《》]{1,40}》")
_CLAUSE_MARK = re.compile(rf"[,;](?=\s)|[，；]|(?<!\s)\s+[–—-]\s+|——|(?<=[{CJK}])：")
_PAIRS = {"(": ")", "（": "）", "“": "”", "「": "」", "《": "》", "[": "]"}
_TERMINAL = re.compile(rf"[.!?。！？…][{_CLOSERS}]*$")


def split_sentences(text: str) -> list[str]:
    """The sentences of a text in order; a newline always ends one.

    Follows the ends of UAX 29 with the exceptions it leaves to the reader: abbreviations, initials, decimals,
    closing quotes; Chinese ends at 。！？ without a space.
    """
    return [sentence for line in text.split("\n") for sentence in _sentences_of(line.strip())]


def _sentences_of(line: str) -> Iterator[str]:
    start = 0
    for end in sorted({*_latin_ends(line), *_cjk_ends(line), len(line)}):
        if sentence := line[start:end].strip():
            yield sentence
        start = end


def _latin_ends(line: str) -> Iterator[int]:
    for match in _LATIN_END.finditer(line):
        before = line[max(0, match.start() - _LONGEST_ABBREVIATION) : match.start()]
        is_ordinal = _GERMAN_MONTH.match(line, match.end()) and _ORDINAL.search(before)
        is_abbreviated = _is_abbreviated(before) and not (_MAY_END.search(before) and _BEGINS.match(line, match.end()))
        if match[0][0] != "." or not (is_ordinal or is_abbreviated or _is_in_chinese(line, match)):
            yield match.end()


def _is_in_chinese(line: str, stop: re.Match[str]) -> bool:
    before = line[max(0, stop.start() - _LONGEST_NAME) : stop.start()]
    return bool(_CHINESE_BEHIND.match(line, stop.end()) and _NAMED_IN_CHINESE.search(before))


def _is_abbreviated(before: str) -> bool:
    last = _LAST_WORD.search(before)
    word = last[0].lower() if last else ""
    return word in _ABBREVIATIONS or (len(word) == 1 and word.isalpha()) or bool(re.fullmatch(r"([a-z]\.)+[a-z]", word))


def _cjk_ends(line: str) -> Iterator[int]:
    for match in _CJK_END.finditer(_WORK.sub(lambda work: "《" + "-" * (len(work[0]) - 2) + "》", line)):
        if match[0][0] in "。！？…" or re.match(f"[{CJK}“「]", line[match.end() : match.end() + 1]):
            yield match.end()


def is_complete(sentence: str) -> bool:
    """Whether a sentence ends as one, opens no bracket or quotation that it does not close, and is not cut off."""
    if not _TERMINAL.search(sentence) or sentence.endswith(("...", "…")):
        return False
    return not is_unclosed(sentence)


def clauses(sentence: str) -> list[str]:
    """Every beginning of a sentence that ends before a clause mark, shortest first, the whole sentence last."""
    ends = [match.start() for match in _CLAUSE_MARK.finditer(sentence)]
    starts = [sentence[:end].rstrip() for end in ends if not is_unclosed(sentence[:end])]
    return [*(start for start in starts if start), sentence]


def is_unclosed(text: str) -> bool:
    """Whether a text opens a bracket or quotation that it does not close, or closes one that it does not open."""
    return any(text.count(left) != text.count(right) for left, right in _PAIRS.items()) or text.count('"') % 2 == 1


def within(sentence: str, limit: int) -> list[str]:
    """Beginnings of a sentence of at most `limit` words, longest first."""
    return [part for part in reversed(clauses(sentence)) if count_words(part) <= limit]
