"""Plans, possibilities and hearsay that a claim tells as facts, and facts that it tells as possibilities."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.grounding.alignment import ALIKE, alike, bridges, has_between, is_dropped, same_numbers, words
from generator.grounding.reading import PREFIX, Reading
from generator.grounding.wording import Token
from generator.text.figures import Figure
from generator.text.stance import Mark

#: Kinds of stance.yml that make a statement less than a fact.
MODAL = ("possible", "planned", "future")
_HAS_HAPPENED = re.compile(r"\b(?:has|have|had|already)\b|已|了")
#: In Chinese: has reached, obtained, agreed.
_REACHED = re.compile("完成|已|了|获得?|达成|敲定")
#: Verbs that tell how something is; their present is no headline's future.
_LASTING = frozenset("costs includes supports requires contains has owns holds".split())
#: What sets a claim in the future.
_THEN = re.compile(r"\b(?:after|afterwards|once|when|from|later|then|starting|next)\b", re.IGNORECASE)
#: A season without its year is the next one.
_SEASON = re.compile(r"\bin (?:the )?(?:spring|summer|autumn|winter)\b(?! (?:of )?\d)|\bnext (?:week|month|year)\b")
_PAST = re.compile(r"(?:ed|(?<!op)en)$")
_PAST_FORMS = frozenset(
    "began built bought brought came chose cut drew fell found gave gone got grew held kept led left lost made met paid"
    " ran rose said saw sold sent spent stood took won wrote".split()
)
PRESENT = re.compile(r"(?<![su])s$")
#: Before a verb that is not told as done: to open, being opened.
_INFINITIVE = re.compile(r"(?:\bto|\bbeing|\bto be)\s+$", re.IGNORECASE)
#: What goes on now, or is to be, may be told as what will be.
_GOES_ON = re.compile(r"\b(?:is|are|be) (?:\w+ly |not )?(?:to\b|\w+ing\b)|起|正")
_CAN = re.compile(r"\b(?:can|able|allowed)\b")
#: What will be is not so yet.
_WILL_BE = re.compile(r"\s+be\s")
_IS = re.compile(r"\s*(?:is|are)\s+(?:\w+\s+)?")
_TO = re.compile(r"\bto\s+$")
#: "Was to be given" for "was scheduled to be given".
_TO_BE = re.compile(r"\s*(?:\w+ )?to be\s*")
#: "Rumour: …", 网传消息：…
_COLON = re.compile(r"[^，。；,.;:：]{0,16}[:：]")
#: Landmarks after a modal among which its verb is, and landmarks before a verb among which its modal is.
REACH = 4


def modalities(claim: Reading, native: Sequence[Reading]) -> Iterator[str]:
    """A plan told as a fact, a possibility as certain, or the reverse."""
    theirs = [(reading, mark) for reading in native for mark in reading.of_kind(*MODAL)]
    for mark in claim.of_kind(*MODAL if claim.has_fixed_order else MODAL[:-1]):  # else the present tells it, too
        if _is_leave(claim, mark, native):
            continue
        placed = [(alike(claim, mark, reading, other), other.kind) for reading, other in theirs]
        same = max((score for score, kind in placed if _may_become(kind, mark.kind)), default=-1)
        score, _ = max((entry for entry in placed if not _may_become(entry[1], mark.kind)), default=(-1, ""))
        is_settled = mark.kind == "possible" or (mark.kind == "future" and any(map(_is_ahead, native)))
        is_bare = same < 0 and not is_settled and not claim.is_chinese
        is_added = is_bare and any(is_dropped(reading, claim, mark, MODAL) for reading in native)
        if is_added or (score >= ALIKE and score > same):
            said = words(claim, mark, claim.scope(mark, 1))
            yield f"the sentences cited do not say “{said}” as certainly or as loosely"
    yield from _unfinished(claim, native)
    yield from _before_its_day(claim, native)
    for reading, mark in [(r, mark) for r in native for mark in r.of_kind("open")]:
        if _is_told_as_done(claim, reading, mark, native):
            yield f"the sentence cited only says “{words(reading, mark, reading.scope(mark, 1))}”"
    is_to_come = claim.foresees and not _HAS_HAPPENED.search(claim.text) and not any(is_past(w) for w, _ in claim.words)
    for reading, mark in theirs if claim.has_fixed_order and not is_to_come else ():  # else `segments` looks for it
        if _is_overclaimed(claim, reading, mark) or _is_told_as_done(claim, reading, mark, native):
            yield f"the sentence cited only says “{words(reading, mark, reading.scope(mark, 1))}”"


def _unfinished(claim: Reading, native: Sequence[Reading]) -> Iterator[str]:
    """A number told as reached that the sentences only have after a modal in its clause."""
    if claim.of_kind(*MODAL, "hearsay") or not (claim.is_chinese or claim.language == "en"):
        return
    for figure in claim.figures:
        same = same_numbers(figure, native)
        before = [_modal_before(reading, other, MODAL) for reading, other in same]
        if before and all(before) and _is_reached(claim, figure, native):
            yield f"the sentence cited only says “{before[0]}”"
        planned = [_modal_before(reading, other, ("planned",)) for reading, other in same]
        if planned and all(planned) and _lasts(claim, figure):
            yield f"the sentence cited only says “{planned[0]}”"


def _before_its_day(claim: Reading, native: Sequence[Reading]) -> Iterator[str]:
    """In English, what is told as done on a day to come, and in no sentence as done: "is releasing it on 15 July"."""
    for period in claim.periods if claim.language == "en" and not claim.of_kind(*MODAL) else ():
        verbs = [token for token in claim.tokens if token.end <= period.start and _is_told_past(claim, token)]
        told = [(reading, token) for reading in native for token in reading.of_term(verbs[-1].term)] if verbs else []
        if period.first > claim.published and told and not any(_is_told_past(*place) for place in told):
            yield f"the sentence cited does not say that it has happened: “{claim.written(verbs[-1])}”"


def _lasts(claim: Reading, figure: Figure) -> bool:
    """Whether a claim has a number right after a verb that tells how something is, with no word for later."""
    before = claim.text[: figure.start].lower().rstrip(" $€£¥").split()[-2:]
    return bool(_LASTING & {*before}) and not _is_ahead(claim) and not _THEN.search(claim.text)


def _is_reached(claim: Reading, figure: Figure, native: Sequence[Reading]) -> bool:
    """Whether a claim has a number after a verb that tells the past, which no sentence tells so."""
    if claim.is_chinese:
        return _REACHED.search(claim.text[: figure.start]) is not None
    verbs = [token for token in claim.tokens if token.end <= figure.start and _is_told_past(claim, token)]
    return bool(verbs) and not any(_is_told_past(r, token) for r in native for token in r.of_term(verbs[-1].term))


def _is_told_past(reading: Reading, token: Token) -> bool:
    return is_past(reading.written(token).lower()) and _is_told(reading, token)


def _modal_before(reading: Reading, figure: Figure, kinds: Sequence[str]) -> str:
    """The modal between the beginning of a number's clause and the number; empty where there is none."""
    for mark in reading.of_kind(*kinds):
        if mark.end <= figure.start < reading.clause(mark)[1]:
            return words(reading, mark)
    return ""


def _is_leave(claim: Reading, mark: Mark, native: Sequence[Reading]) -> bool:
    """Whether a modal tells of leave or of no duty, where the sentences speak of that: may use for allowed to use."""
    is_denied = claim.denies(mark.start)
    is_open = any(reading.of_kind("open") for reading in native)
    return (is_open and mark.kind == "possible") or (
        is_denied and any(reading.of_kind("negation") for reading in native)
    )


def told_as_done(claim: Reading, foreign: Sequence[Reading]) -> Iterator[str]:
    """In another language: a claim that says it has happened where every sentence has it as a plan or possibility."""
    is_done = _HAS_HAPPENED.search(claim.text) is not None and not claim.of_kind(*MODAL)
    if is_done and foreign and all(r.of_kind(*MODAL) and not _HAS_HAPPENED.search(r.text) for r in foreign):
        yield "the sentences cited do not say that it has happened"


def adds_a_guess(claim: Reading, cited: Sequence[Reading]) -> bool:
    """Whether a claim says what may or will be where its sentences say only what is."""
    if claim.of_kind("possible"):
        return not any(reading.of_kind(*MODAL, "hearsay") for reading in cited)
    is_future = bool(claim.of_kind("future")) and claim.has_fixed_order and not any(map(_is_ahead, cited))
    return is_future and not any(reading.of_kind(*MODAL) or _GOES_ON.search(reading.text) for reading in cited)


def _may_become(there: str, here: str) -> bool:
    return there == here or (there, here) == ("future", "planned")


def _is_overclaimed(claim: Reading, reading: Reading, mark: Mark) -> bool:
    """Whether the claim drops a modal; a headline may say "launches" or "to launch" for "will launch"."""
    kept = (*MODAL, "hearsay", "said")
    told = [gap for gap in bridges(reading, mark, claim) if not has_between(claim, kept, gap)]
    gaps = [gap for gap in told if not _CAN.search(gap)]
    if any(map(_TO_BE.fullmatch, gaps)):
        return False
    if not gaps or (claim.is_chinese and len(claim.of_kind(*MODAL)) >= len(reading.of_kind(*MODAL))):
        return False
    if claim.is_chinese and not _HAS_HAPPENED.search(claim.text) and _is_ahead(claim):
        return False
    if _WILL_BE.match(reading.text, mark.end) and any(map(_IS.fullmatch, gaps)) and not _is_ahead(claim):
        return True
    if mark.kind == "future" or any(re.search(r"\bto\b", gap) for gap in gaps):
        verb = reading.after(mark.end, 1)[0].term
        forms = [claim.written(token).lower() for token in claim.tokens if token.term == verb]
        return any(_HAS_HAPPENED.search(gap) for gap in gaps) or any(is_past(form) for form in forms)
    return True


def _is_ahead(reading: Reading) -> bool:
    """Whether a text names a time after its publication: then it tells no fact."""
    return _SEASON.search(reading.text) is not None or any(
        period.first > reading.published for period in reading.periods
    )


def _is_told_as_done(claim: Reading, reading: Reading, mark: Mark, native: Sequence[Reading]) -> bool:
    """Whether a claim has the verb of a modal as something that happens or has happened."""
    if claim.is_chinese:
        return _is_done_in_chinese(claim, reading, mark)
    verb = _verb(reading, mark)
    if not verb or any(_is_told(other, token) for other in native for token in other.of_term(verb.term)):
        return False
    forms = [token for token in claim.tokens if token.term[:PREFIX] == verb.term[:PREFIX]]
    told = [claim.written(token).lower() for token in forms if _is_told(claim, token)]
    if mark.kind == "future" and not _is_ahead(claim) and not _THEN.search(claim.text) and _LASTING & {*told}:
        return True
    is_sentence = claim.text.rstrip().endswith(".") and not _is_ahead(claim) and not _THEN.search(claim.text)
    if mark.kind == "future" and is_sentence and verb and reading.written(verb).lower() in told:
        return True  # a headline may tell the future in the present
    is_plain = mark.kind not in ("future", "open") or _is_supposed(reading, mark)
    return any(is_past(form) or (is_plain and PRESENT.search(form) is not None) for form in told)


def _is_supposed(reading: Reading, mark: Mark) -> bool:
    """Whether something would be so, unless that is only how it is reported: it said that it would open."""
    return reading.written(mark).lower() == "would" and not reading.of_kind("said")


def _verb(reading: Reading, mark: Mark) -> Token | None:
    """What is planned or possible: the first word after "to", or else after the modal."""
    scope = [token for token in reading.scope(mark, REACH) if not reading.is_dated(token)]
    if mark.kind == "future" and not reading.written(mark).lower().endswith(" to"):  # "will make it to"
        return next(iter(scope), None)
    after_to = [token for token in scope if _TO.search(reading.text[mark.end - 3 : token.start])]
    return next(iter((*after_to, *scope)), None)


def _is_told(reading: Reading, token: Token) -> bool:
    """Whether a verb stands as a fact: without a modal, "to", hearsay or a denial before it."""
    if _INFINITIVE.search(reading.text[: token.start]) or reading.denies(token.start):
        return False
    marks = reading.of_kind(*MODAL, "hearsay", "open")
    return not any(token in reading.scope(mark, REACH) or mark.start <= token.start < mark.end for mark in marks)


def _is_done_in_chinese(claim: Reading, reading: Reading, mark: Mark) -> bool:
    """Whether a claim has 已 before what the sentence has a modal before."""
    if "已" not in claim.text or "已" in reading.text[max(0, mark.start - REACH) : mark.end + REACH]:
        return False
    at = claim.text.index("已")
    done = {token.term for token in claim.tokens if at < token.start <= at + 3 * REACH}
    planned = {token.term for token in reading.scope(mark, 4 * REACH)}
    return bool(done & planned) and not claim.of_kind(mark.kind)


def is_past(word: str) -> bool:
    """Whether a lower-case English word looks like a past form or participle."""
    return _PAST.search(word) is not None or word in _PAST_FORMS


def hearsay(claim: Reading, native: Sequence[Reading]) -> Iterator[str]:
    """What the sentences only heard, told as a fact."""
    if claim.of_kind("hearsay", "possible"):
        return
    for reading in native:
        if len(claim.of_kind("said")) <= len(reading.of_kind("said")):  # else the claim names its source instead
            for mark in reading.of_kind("hearsay"):
                if is_dropped(claim, reading, mark, ("hearsay",)) or _is_alleged(claim, reading, mark):
                    told = words(reading, mark, reading.scope(mark, 1))
                    yield f"the sentence cited only has it as hearsay: “{told}”"


def _is_alleged(claim: Reading, reading: Reading, mark: Mark) -> bool:
    """Whether a claim without any word for saying begins with what is alleged."""
    colon = _COLON.match(reading.text, mark.end)
    if (claim.is_chinese and not colon) or claim.of_kind("said"):
        return False
    alleged = {token.term for token in reading.after(colon.end() if colon else mark.end, REACH)}
    told = {token.term for token in claim.tokens[:REACH] if not claim.denies(token.start)}
    return len(alleged & told) > 1
