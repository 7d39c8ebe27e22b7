"""What a claim adds to its sentences: a cause, all for some, a first or a largest, a clause of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set

from generator.grounding.reading import Reading
from generator.grounding.wording import Token
from generator.text.stance import Mark

#: Kinds of stance.yml that say how much or how far, with those of the sentences that may carry them.
_EXTENTS = {
    "universal": ("universal",),
    "majority": ("majority", "universal"),
    "superlative": ("superlative",),
}
_UTMOST = re.compile(r"\b(?:\w{3,}est|most)\b", re.IGNORECASE)
_CAUSE = re.compile(
    r"\b(?:because|due to (?:the|an?|its|their)|thanks to|owing to|cause[sd]?|as a result of)\b|因为|由于|导致|归因于",
    re.IGNORECASE,
)
_FOREMOST = re.compile(r"\b(?:first|largest|biggest|only|sole|fastest|cheapest|best|record)\b", re.IGNORECASE)
#: A cause that is an answer to something, and what may be told as one.
_ANSWER = re.compile(r"\b(?:in (?:response|reaction) to|in retaliation for|prompted by|triggered by)\b", re.IGNORECASE)
_ANSWERS = re.compile(
    r"\b(?:respon|react|answer|retaliat|prompt|trigger|because|due to|after|follow|caus|amid|as a result)",
    re.IGNORECASE,
)
#: What may be told as a cause: more loosely said ones too.
_GROUNDS = re.compile(
    r"\b(?:because|since|as|after|due|thanks|amid|so|following|by|over|cause[sd]?|results?|reason|le[a]?ds? to|owing"
    r"|requests?|asked)\b"
    "|因|由于|为|导致|后|致|受|(?<!可)以|使",
    re.IGNORECASE,
)
#: What is over, and what may be told as over.
_FORMER = re.compile(r"\b(?:former|formerly|ex-\w+)\b|曾任|前任|前(?=首席|总裁|董事|员工|高管)", re.IGNORECASE)
_OVER = re.compile(
    r"\b(?:former|formerly|ex|previous|previously|once|(?:was|were) (?:a|an|the|its|head|chief)|until|late|then|past"
    r"|old|retired|left|leav\w+|quit\w*|depart\w*|resign\w*|step\w*|oust\w*|fired|replac\w+|succe\w+)\b|曾|前|原|离|辞|卸|退",
    re.IGNORECASE,
)
#: Words after "former" among which the office is.
_OFFICE = 3
#: What holds of nothing else, and what may be told so.
_ONLY = re.compile(r"\b(?:only|solely|exclusively)\b|仅|只(?=[有能限用在对])|唯一", re.IGNORECASE)
_ALONE = re.compile(
    r"\b(?:only|sole\w*|exclusiv\w+|just|alone|merely|limit\w*|restrict\w*|no other|nothing|none|unless|until|without"
    r"|rather|instead|but|few\w*|less|under|single|one|small\w*|mere|not|n.t|no|cannot)\b"
    "|仅|只|唯|独|专|限|不|没|无|才|少|单",
    re.IGNORECASE,
)
_COMPARATIVE = (
    "(?:more|less|fewer|better|worse|easier|(?:fast|slow|cheap|high|low|larg|small|bigg|strong|weak|great|long|short|hard"
    "|strict|saf|wid|broad|deep)e?r)"
)
#: A comparison, none with a number, and what may be told as one: two numbers, too.
_COMPARES = re.compile(rf"\b{_COMPARATIVE} (?:\w+ )?than (?!\d|\$|an? |one )\b", re.IGNORECASE)
_COMPARED = re.compile(
    rf"\d[^;.]{{0,160}}\d|\b(?:{_COMPARATIVE}|than|compar\w+|versus|vs|unlike|outperform\w*|beat\w*|surpass\w*"
    r"|exceed\w*|top\w{0,5}|improv\w+|best|worst|most|least|\w{3,20}(?:ier|[^h]est)|over|above|below|ahead|behind"
    r"|relative to|gap|differen\w+|only|while|not|even)\b",
    re.IGNORECASE,
)
#: What a claim may only say where its sentences have something that may be told so.
_FOUNDED = ((_CAUSE, _GROUNDS), (_ANSWER, _ANSWERS), (_ONLY, _ALONE), (_COMPARES, _COMPARED))
_CLAUSE = re.compile(
    r"[,;:，；：。]\s*|\s[–—-]\s|\b(?:because|since|after|while|whose|which|although|as|due to|so that|and|but)\b"
    "|因为|由于|并",
    re.IGNORECASE,
)
_REASON = re.compile(r"(?:because|since|after|as|due to|so that|因为|由于)$", re.IGNORECASE)
#: New words of a clause (in Chinese pairs of characters) from which on it says something of its own, and the share
#: of new ones from which on it is foreign; lower where it gives a reason.
LEAST_WORDS = {False: 2, True: 5}
LEAST_REASON = 2
FOREIGN = 1.0
FOREIGN_REASON = 0.4


def additions(claim: Reading, cited: Sequence[Reading], new: Sequence[str]) -> Iterator[str]:
    """In words, what a claim adds; new: the terms that its sentences have in no form."""
    for kind in _EXTENTS:
        yield from _extents(claim, cited, kind)
    yield from _unfounded(claim, cited)
    context = " ".join(reading.context for reading in cited).casefold()
    foreign = frozenset(term for term in new if term not in context)
    for lead, tokens in _clauses(claim):
        fresh = [token for token in tokens if token.term in foreign]
        is_reason = _REASON.search(lead) is not None
        share, least = (FOREIGN_REASON, LEAST_REASON) if is_reason else (FOREIGN, LEAST_WORDS[claim.is_chinese])
        if len(fresh) >= least and len(fresh) >= share * len(tokens):
            yield f"the sentences cited do not say “{claim.text[tokens[0].start : tokens[-1].end]}”"


def claims_more(claim: Reading, cited: Sequence[Reading]) -> Iterator[str]:
    """In words, what not even an inference may add: a first, a largest, a cause, that it is over, that it is all."""
    if _FOREMOST.search(claim.text):
        yield from _extents(claim, cited, "superlative")
    yield from _unfounded(claim, cited)


def _extents(claim: Reading, cited: Sequence[Reading], kind: str) -> Iterator[str]:
    ours = [mark for mark in claim.of_kind(kind) if not _is_compound(claim, mark)]
    if ours and not any(_has_extent(kind, reading) for reading in cited):
        yield f"the sentences cited do not say “{claim.written(ours[0])}”"


def _has_extent(kind: str, reading: Reading) -> bool:
    told = (mark for mark in reading.of_kind(*_EXTENTS[kind]) if kind != "universal" or not _is_compound(reading, mark))
    return any(told) or (kind == "superlative" and _UTMOST.search(reading.text) is not None)


def _is_compound(reading: Reading, mark: Mark) -> bool:
    """Whether a word only begins another: an all-carbon frame is not all there is, a first-class one no first."""
    return reading.text[mark.end : mark.end + 1] == "-"


def _unfounded(claim: Reading, cited: Sequence[Reading]) -> Iterator[str]:
    for said, grounds in _FOUNDED:
        if (told := said.search(claim.text)) and not any(grounds.search(reading.text) for reading in cited):
            yield f"the sentences cited do not say “{told[0]}”"
    for told in _FORMER.finditer(claim.text):
        what = {token.term for token in claim.after(told.end(), _OFFICE)}
        if not any(_is_over(reading, what) for reading in cited):
            yield f"the sentences cited do not say “{told[0]}” of it"
            return


def _is_over(reading: Reading, what: Set[str]) -> bool:
    """Whether a sentence has something as over; where it has "former" itself, of the same."""
    over = [(found, found[0].lower() == "former") for found in _OVER.finditer(reading.text)]
    return any(
        not is_former or what & {token.term for token in reading.after(found.end(), _OFFICE)}
        for found, is_former in over
    )


def _clauses(claim: Reading) -> Iterator[tuple[str, list[Token]]]:
    """The clauses of a claim, each with the word or mark before it."""
    ends = [*_CLAUSE.finditer(claim.text)]
    leads = ["", *(match[0].strip() for match in ends)]
    starts = [0, *(match.end() for match in ends)]
    stops = [*(match.start() for match in ends), len(claim.text)]
    for lead, start, stop in zip(leads, starts, stops, strict=True):
        if tokens := [token for token in claim.landmarks if start <= token.start and token.end <= stop]:
            yield lead, tokens
