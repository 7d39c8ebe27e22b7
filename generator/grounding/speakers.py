"""Words put into another's mouth."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.grounding.alignment import names_in
from generator.grounding.reading import Reading
from generator.grounding.wording import Token, bare_name
from generator.text.quotations import folded, quoted_spans, stands_in
from generator.text.stance import Mark

_PRONOUN = re.compile(r"\b(?:he|she|they|it|who|we|I)\s*$|[他她它其]们?$", re.IGNORECASE)
#: Who may say something without being named.
_ANYONE = frozenset(
    "company firm spokesperson statement report official 公司 官方 报道 消息 双方 方面 该公 数据 报告".split()
)
#: What speaks for itself and for nobody named.
_REPORTS = frozenset("statement report 报道 消息 数据 报告".split())
#: "A发布了它，并称", "A left, but said": no one else says it.
_AND = re.compile(r"^(?:[并也还则]+|\s*(?:and|but|yet)(?: also| then)?\s*)$")
#: Before "confirmed" or "reported".
_PASSIVE = re.compile(r"\b(?:is|are|was|were|be|been|being) (?:now |also )?$")
#: In Chinese before a verb for saying: where and when.
_WHERE = re.compile(r"在[^，。；]{1,24}?(?:[中上里时后前]|期间|会)")
#: What ends a sentence that names its speaker last: "It fell, said the analyst Ada Lund of Tarn Partners."
_NAMED_LAST = re.compile(
    r"(?: [a-z][a-z-]{1,20}){0,4}(?: [A-Z][\w.'’-]*){1,4}(?:,? (?:of|at|from|in|an?|the|its)\b[^,;]{0,60})?[.,]?$"
)
#: After "according to": "the city's mayor, Ada Lund."
_APPOSED = re.compile(r"[^,.;]{1,60},((?: [A-Z][\w'’-]{0,40}){1,3})[.,]")
_SPEAKER_REACH = 80
_TOLD = ("told", "tells", "tell")
#: Where a sentence turns to somebody else.
_TURN = re.compile(r"[;；。]|,? (?:while|whereas)\b|, (?:and|but)\b|，而")
_RELATIVE = re.compile(r", (?:which|who|whose)\b[^,]{0,200},|, (?:der|die|das|dessen|deren) [^,]{0,200},")
#: Somebody whom a part of a sentence does not name.
_MEANT = re.compile(
    r"\b(?:he|she|they|it|I|we|who|company|firm|spokes\w+|statement|report|er|sie|es|Firma|Unternehmen|Konzern)\b",
    re.IGNORECASE,
)
#: "The regulator said", "the association of bakers called"; and who may speak for an institution.
_COMMON_SPEAKER = re.compile(
    r"(?:^The|^An?|\bthe) (?:[a-z-]{1,20} ){0,2}(?P<head>[a-z]{3,20})(?: (?:of|for) [^,;]{2,40})? (?:also |now |has )?$"
)
_SPEAKS_FOR = re.compile(
    r"(?:spokes|compan|firm|official|chief|director|head|president|minist|mayor|offic|lawyer|author|research|found"
    r"|statement|report|chair|govern|leader|manag|executive|secretary|member|editor)",
    re.IGNORECASE,
)
_Said = tuple[Reading, Mark]
#: So many words and numbers more than any other a sentence has of what is said, to be the one that says it.
LEAD = 2


def speakers(claim: Reading, native: Sequence[Reading]) -> Iterator[str]:
    """In words, whoever says something in the claim that no one of that name says in the sentences."""
    quoting = [reading for reading in native if any(stands_in(part, reading.folded) for part in claim.quotations)]
    native = quoting or native  # words in quotation marks are theirs to whom their own sentence gives them
    for mark in claim.of_kind("said"):
        if _is_no_saying(claim, mark):
            continue
        ours = _speaker(claim, mark)
        nearest = _nearest(claim, native, ours)
        theirs = _nearest_marks(claim, [(r, other) for r in nearest for other in r.of_kind("said")], ours)
        if ours and theirs and not any(_says(reading, other, ours) for reading, other in theirs):
            yield f"the sentence cited is not said by {', '.join(sorted(ours))}"


def _is_no_saying(claim: Reading, mark: Mark) -> bool:
    """Whether a word for saying is part of a name (Zephyr 3 Thinking) or tells what is said of its subject."""
    is_in_name = mark.start > 0 and claim.text[mark.start].isupper()
    return is_in_name or _PASSIVE.search(claim.text, 0, mark.start) is not None


def said_by_another(claim: Reading, cited: Sequence[Reading], every: Sequence[Reading]) -> Iterator[str]:
    """In words, who says in English sentences what "the regulator" says in a claim, of whom only others tell.

    Empty where the one who says it may speak for the other, or has a name only.
    """
    for mark in claim.of_kind("said") if claim.language == "en" else ():
        found = _COMMON_SPEAKER.search(claim.text, 0, mark.start)
        head = next(iter(claim.before(found.end("head"), 1)), None) if found else None
        told = [(r, _subject(r, other)) for r in cited for other in r.of_kind("said")] if head else []
        if not head or head.term in _ANYONE or any(head.term in subject for _, subject in told):
            continue
        is_told_of = any(head.term in reading.terms for reading in every)
        if is_told_of and told and all(_is_apart(*one) or _is_beside(head, *one) for one in told):
            yield f"the sentence cited is not said by the {claim.written(head)}"


def _is_apart(reading: Reading, subject: frozenset[str]) -> bool:
    """Whether somebody says something who is called by a common noun and speaks for nobody else."""
    tokens = [token for token in reading.tokens if token.term in subject]
    is_common = any(reading.written(token).islower() for token in tokens)
    return is_common and not any(_SPEAKS_FOR.match(reading.written(token)) for token in tokens)


def _is_beside(head: Token, reading: Reading, subject: frozenset[str]) -> bool:
    """Whether a sentence tells of one beside another, who says it and is called by a common noun."""
    tokens = [token for token in reading.tokens if token.term in subject]
    return head.term in reading.terms and any(reading.written(token).islower() for token in tokens)


def misquoted(claim: Reading, native: Sequence[Reading]) -> Iterator[str]:
    """In words, a quotation of another than it is in the sentences; in languages with capitals."""
    for quotation in claim.quotations if not claim.is_chinese else ():
        ours = _names_around(claim, quotation, native)
        sources = [reading for reading in native if stands_in(quotation, reading.folded)]
        theirs = [_names_around(reading, quotation, [claim, *native]) for reading in sources]
        if ours and theirs and all(theirs) and not any(ours & names for names in theirs):
            yield f"in the sentence cited it is {min(theirs[0])} who is quoted"


def _names_around(reading: Reading, quotation: str, others: Sequence[Reading]) -> frozenset[str]:
    """The names in the part of a sentence that has a quotation; none where somebody else may be meant."""
    spans = quoted_spans(reading.text)
    quoted = next((span for span in spans if quotation in folded(reading.text[max(0, span[0]) : span[1]])), None)
    if not quoted:
        return frozenset()
    first, last = _part(reading, *quoted, spans)
    rest = (reading.text[first : quoted[0]], reading.text[quoted[1] : last])
    around = " ".join(_RELATIVE.sub(",", part) for part in rest)
    names = names_in(reading, *others)
    words = {bare_name(word) for word in re.findall(r"[A-ZÄÖÜ][\w'’]+", around)}
    return frozenset() if _MEANT.search(around) else frozenset(words & names)


def _nearest(claim: Reading, native: Sequence[Reading], speaker: frozenset[str]) -> Sequence[Reading]:
    """The sentence that has clearly most of what is said; else all."""
    said = claim.landmark_terms - speaker
    ranked = sorted(native, key=lambda reading: -len(said & reading.landmark_terms))
    counts = [len(said & reading.landmark_terms) for reading in ranked]
    is_clear = len(counts) > 1 and (counts[0] >= counts[1] + LEAD or (counts[0] > 0 and not counts[1]))
    return ranked[:1] if is_clear else native


def _nearest_marks(claim: Reading, marks: list[_Said], speaker: frozenset[str]) -> list[_Said]:
    """Those of several words for saying whose part of a sentence has clearly most of what is said; else all."""
    said = claim.landmark_terms - speaker
    counts = [len(said & _words_around(reading, mark)) for reading, mark in marks]
    best = max(counts, default=0)
    nearest = [entry for entry, count in zip(marks, counts, strict=True) if count == best]
    is_clear = all(count == best or not count or count + LEAD <= best for count in counts)
    return nearest if is_clear and all(_is_named(*entry) for entry in nearest) else marks


def _part(reading: Reading, start: int, end: int, quoted: Sequence[tuple[int, int]] = ()) -> tuple[int, int]:
    """Where the part of a sentence begins and ends in which something stands; what is quoted turns nothing."""
    turns = [match.start() for match in _TURN.finditer(reading.text)]
    turns = [turn for turn in turns if not any(first <= turn < last for first, last in quoted)]
    first = max((turn for turn in turns if turn <= start), default=0)
    return first, min((turn for turn in turns if turn >= end), default=len(reading.text))


def _words_around(reading: Reading, mark: Mark) -> frozenset[str]:
    """The words of the part of a sentence that a word for saying is in."""
    first, last = _part(reading, mark.start, mark.end)
    return frozenset(token.term for token in reading.landmarks if first <= token.start < last)


def _is_named(reading: Reading, mark: Mark) -> bool:
    names = {part for token in reading.named for part in token.term.split()}
    return bool(_subject(reading, mark) & names)


def _speaker(claim: Reading, mark: Mark) -> frozenset[str]:
    """The words that name who says it in a claim; none where it is "the company" or nobody."""
    subject = _subject(claim, mark)
    if claim.is_chinese:
        return frozenset() if subject & _ANYONE else subject
    is_apposed = claim.text[: mark.start].rstrip().endswith(",")  # "Ada Lund, the founder of Northwind, said"
    is_after = claim.written(mark).lower() == "according to" or _is_named_last(claim, mark)
    near = (
        []
        if is_apposed or is_after
        else [token for token in claim.before(mark.start, 2) if token.end >= mark.start - _SPEAKER_REACH // 2]
    )
    names = {part for token in claim.named for part in token.term.split()}
    if claim.language != "de":  # there all nouns have capitals
        names |= {token.term for token in claim.tokens if claim.text[token.start].isupper()}
    return subject & names & ({token.term for token in near} if near else subject)


def _subject(reading: Reading, mark: Mark) -> frozenset[str]:
    """The words of who says it: between the last comma, quotation or full stop and the verb, or else after it."""
    text = reading.text
    if reading.written(mark).lower() in ("according to", "据", "laut", "nach angaben"):
        apposed = _APPOSED.match(text, mark.end)
        named = [token for token in reading.tokens if apposed and apposed.start(1) <= token.start < apposed.end(1)]
        return frozenset(token.term for token in (*reading.scope(mark, 3), *named))
    if reading.written(mark).lower() == "zufolge":
        return frozenset(token.term for token in reading.before(mark.start, 1))
    if _is_named_last(reading, mark):
        return frozenset(token.term for token in reading.tokens if token.start >= mark.end)
    floor = max(mark.start - _SPEAKER_REACH, *(text.rfind(stop, 0, mark.start) + 1 for stop in '”"」;；。:：'))
    comma = max(text.rfind(stop, floor, mark.start) + 1 for stop in ",，")
    clause = _AND.sub("", text[comma : mark.start]) if comma else ""
    begin = comma if clause.strip() or (comma and not reading.has_fixed_order) else floor
    before = [token for token in reading.tokens if begin <= token.start and token.end <= mark.start]
    if reading.is_chinese:
        asides = [found.span() for found in _WHERE.finditer(text, begin, mark.start)]
        before = [token for token in before if not any(s <= token.start < e for s, e in asides)]
    after = reading.scope(mark, 3) if not text[begin : mark.start].strip() else []
    return frozenset(token.term for token in (*before, *after))


def _is_named_last(reading: Reading, mark: Mark) -> bool:
    """Whether an English sentence ends with who says it, after a comma."""
    if reading.written(mark).lower() in _TOLD:  # behind it stands who is told
        return False
    is_after_comma = reading.text[: mark.start].rstrip('”"’ ').endswith(",")
    return reading.language == "en" and is_after_comma and _NAMED_LAST.fullmatch(reading.text, mark.end) is not None


def _says(reading: Reading, mark: Mark, speaker: frozenset[str]) -> bool:
    """Whether a sentence lets the speaker say it: by name, or by a pronoun for someone named before."""
    if speaker & _subject(reading, mark):
        return True
    before = reading.text[: mark.start]
    told = {token.term for token in reading.tokens if token.end <= mark.start}
    is_someone = bool(_subject(reading, mark) & (_ANYONE - _REPORTS))
    is_someone = is_someone and (reading.is_chinese or not _is_named(reading, mark))  # "the firm Northwind said"
    is_told_of = any(term in reading.context.casefold() for term in speaker) or bool(speaker & told)
    return is_told_of and (is_someone or _PRONOUN.search(before.rstrip()) is not None)
