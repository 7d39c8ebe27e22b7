"""What a report says of itself: that it is paid for, satire or fiction, that it is retracted, and what of it was taken
back. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator.model.article import Article
from generator.text.advertising import is_advertised, is_advertisement
from generator.text.kinds import is_correction, is_retraction
from generator.text.quantities import quantities
from generator.text.words import count_words, terms

#: A line of more words is no label.
_LABEL_WORDS = 8
#: A label of advertisements, naming who pays: on a line of its own, or behind "Sponsored".
_PAID_BY = re.compile(
    r"[\W_]*(?:in (?:paid )?partnership with|(?:presented|sponsored|promoted|brought to you|paid for) by) ",
    re.IGNORECASE,
)
_SPONSORED_WITH = re.compile(
    r"[\W_]*(?:sponsored|(?:paid|partner|sponsored|branded) (?:post|content|article|feature))"
    r" (?:by|from|in partnership with) ",
    re.IGNORECASE,
)
_THIS_TEXT = r"\b(?:this|the above|the foregoing) (?:article|story|post|piece|text|report|content|column|page|essay)"
#: A sentence in which a text says that it is paid for.
_PAID = re.compile(
    rf"{_THIS_TEXT} (?:is|was|has been) (?:sponsored|paid for|an advert\w+|produced in partnership)\b"
    r"|\bthis is (?:a |an )?(?:sponsored|paid) (?:article|story|post|content)\b"
    r"|\bwas not written by .{1,60}\beditorial staff\b|本文(?:为|系|是)(?:广告|推广|软文|赞助内容)",
    re.IGNORECASE,
)
#: A sentence in which a text says that nothing of it is so.
_INVENTED = re.compile(
    rf"{_THIS_TEXT} (?:is|was|are) (?:\w+ ){{0,3}}(?:satir(?:e|ical)|fiction(?:al)?|fictitious|parody|joke|hoax|spoof"
    r"|invented|made up|april fool\S*)"
    r"|\bthis is (?:\w+ ){0,2}(?:work of fiction|satire|parody|april fool\S*|joke)\b"
    r"|^\W*(?:happy )?april fool['’]?s?\b|^\W*(?:just )?kidding\b"
    r"|^\W*(?:none|nothing|no part) (?:of (?:this|the above|it)|above)"
    r" (?:(?:is|was|has|have|ever|actually|really) ){0,2}(?:true|real|happened|took place)\b"
    r"|(?:以上|本文|上述)(?:内容|故事|情节|文章|报道)?(?:均|皆)?(?:纯属|为|系|是)(?:虚构|杜撰|讽刺|恶搞|愚人节|玩笑)"
    r"|如有雷同，?纯属巧合|^愚人节快乐",
    re.IGNORECASE,
)
#: A text labelled as one of which nothing is so, in its title, first or last words.
_HUMOUR = re.compile(
    r"[\W_]*(?:satire|parody|spoof|humou?r|fiction|short story|satirisch|glosse|讽刺|虚构)\s*(?:[.:：|｜\]】）)—–]|$)"
    r"|[\W_]*from (?:our|the) (?:humou?r|satire|comedy|fiction) (?:pages?|desk|section)\b"
    r"|[^.]{0,60}\bis an? (?:\w+ )?(?:satirical|satire|parody|humou?r) (?:\w+ )?(?:newspaper|paper|site|website|column"
    r"|magazine|publication|blog|newsletter)\b",
    re.IGNORECASE,
)
#: "None of this is true, the company said" is no disclosure of the outlet.
_SAID = re.compile(r"(?!.*\bbut\b).*\b(?:said|says|told|wrote|according to)\b", re.IGNORECASE)
#: A title of a text about what is not, or not yet.
_SUPPOSED = re.compile(
    r"\W*(?:what if|imagine|suppose)\b|.*\b(?:hypothetical|thought experiment)\b|(?:假如|如果|假设)",
    re.IGNORECASE,
)
_RETRACTED = re.compile(
    rf"{_THIS_TEXT} (?:is|was|has been|have been) (?:retracted|withdrawn)\b|本文已(?:被)?(?:撤稿|撤回|撤下)",
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
    first, last = sentences[:1], sentences[-1:]
    if is_advertised(title) or _SUPPOSED.match(title) or any(map(_is_label_of_ads, (first_line, *first))):
        return True
    if any(map(_HUMOUR.match, (title, *first, *last))):
        return True
    return any(
        _PAID.search(sentence) or (_INVENTED.search(sentence) and not _SAID.match(sentence)) for sentence in sentences
    )


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


def _is_label_of_ads(line: str) -> bool:
    if is_advertisement(line) or _SPONSORED_WITH.match(line):
        return True
    return _PAID_BY.match(line) is not None and count_words(line) <= _LABEL_WORDS


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
