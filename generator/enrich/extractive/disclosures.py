"""What a report says of itself: that it is no news, that it is retracted, and what of it was taken back. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator.model.article import Article
from generator.text.advertising import is_advertised
from generator.text.kinds import is_correction, is_retraction
from generator.text.labelled import THIS_TEXT, is_paid_or_made_up
from generator.text.quantities import quantities
from generator.text.words import terms

#: A title of a text about what is not, or not yet.
_SUPPOSED = re.compile(
    r"\W*(?:what if|imagine|suppose)\b|.*\b(?:hypothetical|thought experiment)\b|(?:假如|如果|假设)",
    re.IGNORECASE,
)
_RETRACTED = re.compile(
    rf"{THIS_TEXT} (?:is|was|has been|have been) (?:retracted|withdrawn)\b|本文已(?:被)?(?:撤稿|撤回|撤下)",
    re.IGNORECASE,
)
_RETRACTS = re.compile(r"\bretract\w*|\bwithdr[ae]w\w*|\bapologi\w+|撤稿|撤回|撤下|致歉|道歉", re.IGNORECASE)
_CORRECTION = re.compile(
    r"\W*(?:(?:update and )?correct(?:ion|ed)|clarification|erratum|an? (?:earlier|previous) version|更正|勘误|澄清)\b",
    re.IGNORECASE,
)
_REPORT = r"(?:article|report|story|version|headline|post|item|summary|newsletter)"
_EARLIER = rf"(?:earlier|previous|prior|original|first|initial) {_REPORT}"
#: In a correction, before what was wrong.
_NOT_BUT = re.compile(
    rf"\b(?:not|instead of|rather than|{_EARLIER})\b|而非|而不是|并非|不是|误(?:写|作|为)",
    re.IGNORECASE,
)
#: What a correction says of the report that it corrects, and not of the event.
_ERRED = re.compile(
    rf"\b{_REPORT}\b.{{0,200}}\b(?:wrong(?:ly)?|incorrect(?:ly)?|mistaken(?:ly)?|in error"
    r"|mis(?:stated|spelled|identified|placed|quoted|attributed|reported))\b"
    rf"|\b{_EARLIER}\b|\b{_REPORT} (?:\w+ )?(?:initially|originally|previously|first)\b"
    r"|\bwe (?:had )?(?:\w+ ){0,3}(?:reported|said|stated|wrote|misstated)\b"
    r"|\b(?:initially|originally|previously) (?:reported|stated|said)\b"
    r"|\bwir (?:\w+ ){0,4}(?:berichtet|geschrieben|gemeldet)\b"
    r"|\b(?:früheren|ersten|ursprünglichen) (?:Version|Fassung)\b"
    r"|有误|误(?:写|称|报)|(?:此前|早前|先前|最初|原)(?:的)?(?:报道|版本|文章|标题|文)",
    re.IGNORECASE,
)
#: The same as any report says it of itself, below its text.
_ERRED_ITSELF = re.compile(
    rf"\b(?:we|this {_REPORT}|(?:an?|our|the) {_EARLIER}(?: of (?:this|the|our) {_REPORT})?) (?:had )?"
    r"(?:(?:initially|originally|wrongly|incorrectly|mistakenly)\b|mis(?:stated|spelled|identified|quoted|reported)\b)"
    r"|\ban dieser Stelle (?:stand|hieß)\b"
    r"|\bin einer (?:früheren|ersten|ursprünglichen) (?:Version|Fassung) (?:dieses|des)\b"
    r"|本文(?:此前|早前|最初|原先)",
    re.IGNORECASE,
)
_CLAUSE_END = re.compile(r"[,;，；。](?!\d)|\.(?=\s|$)|\bbut\b")
_UPDATE = re.compile(r"\W*(?:update|最新|更新)\b", re.IGNORECASE)
#: An update that says that it was otherwise.
_OTHERWISE = re.compile(
    r"\bnow (?:say|said|believe|report|confirm)\w*\b.*\b(?:no|not|never|alive|false|untrue|wrong)\b"
    r"|\b(?:was|were|is|are) (?:wrong|false|untrue|incorrect|not true)\b|\bturned out\b.*\b(?:not|no|false|wrong)\b",
    re.IGNORECASE,
)
#: Corrections and updates are read so far, and not more of them.
_LONGEST, _MOST = 1000, 10
#: Words that a sentence shares with such an update where it tells the same.
_SAME_MATTER = 2


@dataclass(frozen=True)
class TakenBack:
    """What a report says of itself is no longer so."""

    whole: bool = False
    """All of it: the report is retracted."""
    figures: frozenset[tuple[float, bool]] = frozenset()
    """Values that a correction names as wrong; whether each is a percentage."""
    updates: tuple[frozenset[str], ...] = ()
    """The words of updates that say that it was otherwise."""

    def concerns(self, sentence: str) -> bool:
        """Whether a sentence says what was taken back; one that tells of the retraction does not."""
        if self.whole:
            return not tells_of_retraction(sentence)
        if _ERRED_ITSELF.search(sentence):
            return True
        if self.figures and not _CORRECTION.match(sentence) and self.figures & _values(sentence):
            return True
        if not self.updates or _UPDATE.match(sentence):
            return False
        words = frozenset(terms(sentence))
        return any(len(words & update) >= _SAME_MATTER for update in self.updates)


def is_no_news(title: str, first_line: str, sentences: Sequence[str]) -> bool:
    """Whether a report says that it is paid for, made up, or about what is only supposed."""
    is_titled_so = _SUPPOSED.match(title) is not None or is_advertised(title)
    return is_titled_so or is_paid_or_made_up(title, first_line, sentences)


def tells_of_retraction(sentence: str) -> bool:
    """Whether a sentence says that something is taken back."""
    return _RETRACTS.search(sentence) is not None


def tells_error(sentence: str) -> bool:
    """Whether a sentence of a correction says what the report that it corrects had said."""
    return _ERRED.search(sentence) is not None


def taken_back(title: str, lines: Sequence[str]) -> TakenBack:
    """What a report retracts, corrects or says otherwise in an update."""
    if is_retraction(title) or any(map(_RETRACTED.search, [*lines[:1], *lines[-1:]])):
        return TakenBack(whole=True)
    corrections = [line[:_LONGEST] for line in lines if _CORRECTION.match(line)]
    updates = [line[:_LONGEST] for line in lines if _UPDATE.match(line) and _OTHERWISE.search(line[:_LONGEST])]
    return TakenBack(
        figures=frozenset(value for line in corrections[:_MOST] for value in _wrong_values(line)),
        updates=tuple(frozenset(terms(line)) for line in updates[:_MOST]),
    )


def corrected(reports: Iterable[Article]) -> TakenBack:
    """What those of an event's reports that correct another name as wrong."""
    corrections = (f"{it.title}\n{it.whole_text}"[:_LONGEST] for it in reports if is_correction(it.title))
    return TakenBack(figures=frozenset(value for correction in corrections for value in _wrong_values(correction)))


def _values(text: str) -> frozenset[tuple[float, bool]]:
    return frozenset((quantity.value, quantity.percent) for quantity in quantities(text))


def _wrong_values(correction: str) -> frozenset[tuple[float, bool]]:
    """The values named as wrong, without those that are named as right too."""
    wrong: set[tuple[float, bool]] = set()
    right = correction
    for match in _NOT_BUT.finditer(correction):
        end = _CLAUSE_END.search(correction, match.end())
        clause = correction[match.end() : end.start() if end else len(correction)]
        wrong |= _values(clause)
        right = right.replace(clause, " ", 1)
    return frozenset(wrong) - _values(right)
