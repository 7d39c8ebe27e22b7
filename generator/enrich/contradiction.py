"""What turns the sense of a sentence: a denial added or dropped, the other direction, more certainty, another speaker.

Each check takes a place of the claim, finds the same place in the sentences by the words around it, and asks what
stands there. Where the words around differ, nothing is said: a paraphrase is not a contradiction.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise

from generator.enrich.reading import Reading, Token
from generator.text.stance import Mark

#: Words on either side by which a place is known again, and how many of them must be the same: fewer in a claim that
#: has nearly all its words from the sentence.
NEIGHBOURS = 3
ALIKE = 2
NEARLY_ALL = 0.75
#: Characters between two words that count as next to each other.
NEXT_TO = {"en": 14, "zh": 3}
#: Kinds of stance.yml that make a statement less than a fact.
MODAL = ("possible", "planned", "future")
_HAS_HAPPENED = re.compile(r"\b(?:has|have|had|already)\b|已|了")
_PAST = re.compile(r"(?:ed|en)$")
_PAST_FORMS = frozenset(
    "began built bought brought came chose cut drew fell found gave gone got grew held kept led left lost made met paid"
    " ran rose said saw sold sent spent stood took won wrote".split()
)
#: A denial that only sets a date: "not until Friday".
_UNTIL = re.compile(r"\buntil\b|\bbefore\b|才|直到|之前")
_PASSIVE = re.compile(r"\bby\s|被|遭")
_PRONOUN = re.compile(r"\b(?:he|she|they|it|who|we|I)\s*$|[他她它其]们?$", re.IGNORECASE)
#: Who may say something without being named.
_ANYONE = frozenset(
    "company firm spokesperson statement report official 公司 官方 报道 消息 双方 方面 该公 数据 报告".split()
)
_SPEAKER_REACH = 80


def contradictions(claim: Reading, cited: Sequence[Reading]) -> Iterator[str]:
    """In words, every way in which a claim says the opposite, or more, than the sentences cited."""
    native = [reading for reading in cited if reading.is_chinese == claim.is_chinese]
    yield from _denials(claim, cited, native)
    yield from _opposites(claim, cited)
    if native:
        yield from _modalities(claim, native)
        yield from _speakers(claim, native)
        yield from _hearsay(claim, native)
        yield from _roles(claim, native)
        yield from _displaced(claim, native, lambda reading: reading.named)
        yield from _displaced(claim, native, _numbers)


def _alike(one: Reading, here: Mark | Token, other: Reading, there: Mark | Token) -> int:
    """How many words around two places are the same, each side for itself."""
    before, after = one.around(here.start, here.end, NEIGHBOURS)
    other_before, other_after = other.around(there.start, there.end, NEIGHBOURS)
    return len(before & other_before) + len(after & other_after)


def _needed(claim: Reading, reading: Reading) -> int:
    """How many words around two places must be the same to make them one."""
    if claim.is_chinese != reading.is_chinese:
        return 0
    return 1 if len(claim.terms & reading.terms) >= NEARLY_ALL * len(claim.terms) else ALIKE


def _bridges(here: Reading, mark: Mark, there: Reading) -> Iterator[str]:
    """What stands in another text between the two words that a cue stands between here, where they are neighbours."""
    before, after = here.before(mark.start, 1), here.after(mark.end, 1)
    if not before or not after:
        return
    room = after[0].start - before[0].end - (mark.end - mark.start)
    reach = room + NEXT_TO["zh" if here.is_chinese else "en"]
    for one in there.landmarks:
        if one.term == before[0].term:
            for other in there.after(one.end, 2 * NEIGHBOURS):
                if other.term == after[0].term and other.start - one.end <= reach:
                    yield there.text[one.end : other.start]


def _has_between(reading: Reading, kinds: Iterable[str], between: str) -> bool:
    return any(mark.kind in kinds and reading.text[mark.start : mark.end] in between for mark in reading.marks)


def _is_dropped(claim: Reading, reading: Reading, mark: Mark, kinds: Iterable[str]) -> bool:
    """Whether the claim has the words around a cue of the sentence next to each other, without any such cue."""
    gaps = list(_bridges(reading, mark, claim))
    return bool(gaps) and not any(_has_between(claim, kinds, gap) for gap in gaps)


# Denials


def _denials(claim: Reading, cited: Sequence[Reading], native: Sequence[Reading]) -> Iterator[str]:
    ours = claim.of_kind("negation")
    if ours and not any(reading.of_kind("negation") for reading in cited):
        if not _is_antonym_of_denial(claim, cited):
            yield f"no sentence cited says “{_words(claim, ours[0])}”"
        return
    for mark in ours:
        yield from _added_denial(claim, native, mark)
    for reading in native:
        for mark in reading.of_kind("negation"):
            if not _UNTIL.search(reading.text, mark.end):
                yield from _dropped_denial(claim, native, reading, mark)


def _added_denial(claim: Reading, native: Sequence[Reading], mark: Mark) -> Iterator[str]:
    tokens = claim.scope(mark, 1)
    there = _occurrences(native, tokens[0].term) if tokens else []
    is_affirmed = bool(there) and not any(reading.denies(token.start) for reading, token in there)
    is_bridged = any(_is_dropped(reading, claim, mark, ("negation",)) for reading in native)
    if is_affirmed or is_bridged:
        yield f"the sentences cited do not deny what the claim does: “{_words(claim, mark, tokens)}”"


def _dropped_denial(claim: Reading, native: Sequence[Reading], reading: Reading, mark: Mark) -> Iterator[str]:
    tokens = [token for token in reading.scope(mark, 2) if token.term in claim.terms][:1]
    ours = [other for token in tokens for _, other in _occurrences([claim], token.term)]
    elsewhere = [o for t in tokens for r, o in _occurrences(native, t.term) if not r.denies(o.start)]
    is_here = any(_alike(claim, other, reading, tokens[0]) >= _needed(claim, reading) for other in ours)
    is_affirmed = is_here and not elsewhere and not any(claim.denies(other.start) for other in ours)
    if is_affirmed or _is_dropped(claim, reading, mark, ("negation",)):
        yield f"the sentence cited denies it: “{_words(reading, mark, tokens)}”"


def _is_antonym_of_denial(claim: Reading, cited: Sequence[Reading]) -> bool:
    """Whether the sentences say without "not" what the claim denies the opposite of: "bans" for "does not allow"."""
    axes = {(mark.kind, mark.pole) for mark in claim.directions if claim.denies(mark.start)}
    return any((mark.kind, 1 - mark.pole) in axes for reading in cited for mark in reading.directions)


def _occurrences(readings: Sequence[Reading], term: str) -> list[tuple[Reading, Token]]:
    return [(reading, token) for reading in readings for token in reading.tokens if token.term == term]


# Certainty


def _modalities(claim: Reading, native: Sequence[Reading]) -> Iterator[str]:
    """A plan told as a fact, a possibility as certain, or the reverse."""
    theirs = [(reading, mark) for reading in native for mark in reading.of_kind(*MODAL)]
    for mark in claim.of_kind(*MODAL):
        placed = [(_alike(claim, mark, reading, other), other.kind) for reading, other in theirs]
        same = max((score for score, kind in placed if _may_become(kind, mark.kind)), default=-1)
        score, _ = max((entry for entry in placed if not _may_become(entry[1], mark.kind)), default=(-1, ""))
        is_added = any(_is_dropped(reading, claim, mark, MODAL) for reading in native) and same < ALIKE
        if is_added or (score >= ALIKE and score > same):
            said = _words(claim, mark, claim.scope(mark, 1))
            yield f"the sentences cited do not say “{said}” as certainly or as loosely"
    for reading, mark in theirs:
        if _is_overclaimed(claim, reading, mark):
            yield f"the sentence cited only says “{_words(reading, mark, reading.scope(mark, 1))}”"


def _may_become(there: str, here: str) -> bool:
    return there == here or (there, here) == ("future", "planned")


def _is_overclaimed(claim: Reading, reading: Reading, mark: Mark) -> bool:
    """Whether the claim drops a modal; a headline may say "launches" or "to launch" for "will launch"."""
    gaps = [gap for gap in _bridges(reading, mark, claim) if not _has_between(claim, (*MODAL, "hearsay", "said"), gap)]
    if not gaps:
        return _is_said_done(claim, reading, mark)
    if mark.kind == "future" or any(re.search(r"\bto\b", gap) for gap in gaps):
        verb = reading.after(mark.end, 1)[0].term
        forms = [claim.text[token.start : token.end].lower() for token in claim.tokens if token.term == verb]
        return any(_HAS_HAPPENED.search(gap) for gap in gaps) or any(_is_past(form) for form in forms)
    return True


def _is_said_done(claim: Reading, reading: Reading, mark: Mark) -> bool:
    """Whether a Chinese claim has 已 before the very word that the sentence has a modal before."""
    verbs = {token.term for token in reading.after(mark.end, 1)} if claim.is_chinese else set()
    ours = [token.start for token in claim.tokens if token.term in verbs]
    done = any("已" in claim.text[max(0, start - 3) : start] for start in ours)
    theirs = [token.start for token in reading.tokens if token.term in verbs]
    return done and not any("已" in reading.text[max(0, start - 3) : start] for start in theirs)


def _is_past(word: str) -> bool:
    return _PAST.search(word) is not None or word in _PAST_FORMS


def _hearsay(claim: Reading, native: Sequence[Reading]) -> Iterator[str]:
    if claim.of_kind("hearsay", "possible"):
        return
    for reading in native:
        if len(claim.of_kind("said")) <= len(reading.of_kind("said")):  # else the claim names its source instead
            for mark in reading.of_kind("hearsay"):
                if _is_dropped(claim, reading, mark, ("hearsay",)):
                    told = _words(reading, mark, reading.scope(mark, 1))
                    yield f"the sentence cited only has it as hearsay: “{told}”"


# Directions


def _opposites(claim: Reading, cited: Sequence[Reading]) -> Iterator[str]:
    """A word of direction where the sentence has its opposite; what has the same word in its place is set aside."""
    for reading in cited:
        settled = _settled(claim, reading)
        left = [mark for mark in reading.directions if mark not in settled.values()]
        for mark in claim.directions:
            if mark not in settled:
                yield from _opposite(claim, mark, reading, [other for other in left if other.kind == mark.kind])
        yield from _denied_otherwise(claim, reading)


def _settled(claim: Reading, reading: Reading) -> dict[Mark, Mark]:
    """Words of direction of the claim with the same word of the sentence, each once, the best placed first."""
    pairs = [
        (_alike(claim, mark, reading, other), mark, other)
        for mark in claim.directions
        for other in reading.directions
        if _is_same_word(claim, mark, reading, other)
    ]
    settled: dict[Mark, Mark] = {}
    for _, mark, other in sorted(pairs, key=lambda pair: -pair[0]):
        if mark not in settled and other not in settled.values():
            settled[mark] = other
    return settled


def _opposite(claim: Reading, mark: Mark, reading: Reading, rivals: Sequence[Mark]) -> Iterator[str]:
    placed = [(_alike(claim, mark, reading, other), _turns_as(claim, mark, reading, other), other) for other in rivals]
    same = max((score for score, is_same, _ in placed if is_same), default=-1)
    score, other = max(((s, o) for s, is_same, o in placed if not is_same), default=(-1, mark), key=lambda e: e[0])
    if score > same and score >= _needed(claim, reading):
        yield f"the sentence cited says “{_words(reading, other)}”, the claim “{_words(claim, mark)}”"


def _denied_otherwise(claim: Reading, reading: Reading) -> Iterator[str]:
    """The same word of direction, denied in one and not in the other, and nowhere as the claim has it."""
    for mark in claim.directions:
        same = [other for other in reading.directions if _is_same_word(claim, mark, reading, other)]
        is_turned = not any(_turns_as(claim, mark, reading, other) for other in same)
        if is_turned and any(_alike(claim, mark, reading, other) >= ALIKE for other in same):
            yield f"the sentence cited does not say “{_words(claim, mark)}” so"


def _is_same_word(one: Reading, mark: Mark, other: Reading, there: Mark) -> bool:
    return mark.kind == there.kind and _words(one, mark).lower() == _words(other, there).lower()


def _turns_as(claim: Reading, mark: Mark, reading: Reading, other: Mark) -> bool:
    """Whether two directions agree; a denial turns one."""
    return mark.pole ^ (claim.denies(mark.start)) == other.pole ^ (reading.denies(other.start))


# Speakers and roles


def _speakers(claim: Reading, native: Sequence[Reading]) -> Iterator[str]:
    theirs = [(reading, mark) for reading in native for mark in reading.of_kind("said")]
    for mark in claim.of_kind("said"):
        ours = _speaker(claim, mark)
        if ours and theirs and not any(_says(reading, other, ours) for reading, other in theirs):
            yield f"the sentence cited is not said by {', '.join(sorted(ours))}"


def _speaker(claim: Reading, mark: Mark) -> frozenset[str]:
    """The words that name who says it in a claim; none where it is "the company" or nobody."""
    subject = _subject(claim, mark)
    if claim.is_chinese:
        return frozenset() if subject & _ANYONE else subject
    near = [token for token in claim.before(mark.start, 2) if token.end >= mark.start - _SPEAKER_REACH // 2]
    names = {part for token in claim.named for part in token.term.split()}
    names |= {token.term for token in claim.tokens if claim.text[token.start].isupper()}
    return subject & names & ({token.term for token in near} if near else subject)


def _subject(reading: Reading, mark: Mark) -> frozenset[str]:
    """The words of who says it: between the last comma, quotation or full stop and the verb, or else after it."""
    text = reading.text
    if text[mark.start : mark.end].lower() in ("according to", "据"):
        return frozenset(token.term for token in reading.scope(mark, 3))
    floor = max(mark.start - _SPEAKER_REACH, *(text.rfind(stop, 0, mark.start) + 1 for stop in '”"」;；。:：'))
    comma = max(text.rfind(stop, floor, mark.start) + 1 for stop in ",，")
    clause = text[comma : mark.start] if comma else ""
    begin = comma if clause.strip() else floor
    before = [token for token in reading.tokens if begin <= token.start and token.end <= mark.start]
    after = reading.scope(mark, 3) if not before else []
    return frozenset(token.term for token in (*before, *after))


def _says(reading: Reading, mark: Mark, speaker: frozenset[str]) -> bool:
    """Whether a sentence lets the speaker say it: by name, or by a pronoun for someone named before."""
    if speaker & _subject(reading, mark):
        return True
    before = reading.text[: mark.start]
    is_pronoun = _PRONOUN.search(before.rstrip()) is not None or bool(_subject(reading, mark) & _ANYONE)
    return is_pronoun and (any(term in reading.context.casefold() for term in speaker) or bool(speaker & reading.terms))


def _roles(claim: Reading, native: Sequence[Reading]) -> Iterator[str]:
    """A does to B what in the sentence B does to A."""
    ours = sorted(set(_acts(claim)))
    for reading in native:
        theirs = set(_acts(reading))
        for actor, verb, other in ours:
            if (other, verb, actor) in theirs and (actor, verb, other) not in theirs:
                yield f"in the sentence cited it is {other}, not {actor}, who does it"


def _acts(reading: Reading) -> Iterator[tuple[str, str, str]]:
    """Who, does what, to whom: the first words after a name, and the next name; "by" and 被 turn it round."""
    for one, other in pairwise(reading.named):
        between = [token for token in reading.after(one.end, 2 * NEIGHBOURS) if token.end <= other.start]
        if one.term != other.term and between:
            is_passive = _PASSIVE.search(reading.text, one.end, other.start) is not None
            for token in between if reading.is_chinese else between[:2]:
                yield (other.term, token.term, one.term) if is_passive else (one.term, token.term, other.term)


def _numbers(reading: Reading) -> list[Token]:
    return [Token(f"{figure.value:g}", figure.start, figure.end) for figure in reading.figures]


def _displaced(claim: Reading, native: Sequence[Reading], places: Callable[[Reading], list[Token]]) -> Iterator[str]:
    """A name or number that stands where the sentences have another one, while its own place is elsewhere."""
    ours = places(claim)
    said = {place.term for place in ours}
    theirs = [(reading, place) for reading in native for place in places(reading)]
    if all(place.term in said for _, place in theirs):
        return
    for place in ours:
        own = [_alike(claim, place, reading, other) for reading, other in theirs if other.term == place.term]
        rivals = [(_alike(claim, place, r, other), other.term) for r, other in theirs if other.term not in said]
        score, rival = max(rivals, default=(0, ""))
        if own and score >= max(own) + ALIKE and score > ALIKE:
            yield f"the sentence cited has {rival} where the claim has {place.term}"


def _words(reading: Reading, mark: Mark, tokens: Sequence[Token] = ()) -> str:
    return reading.text[mark.start : max(mark.end, tokens[0].end) if tokens else mark.end]
