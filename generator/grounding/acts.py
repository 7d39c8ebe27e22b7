"""Who does what to whom, clause by clause, and where a claim has it changed about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, permutations, product, takewhile
from typing import NamedTuple

from generator.grounding.alignment import NEARLY_ALL, names_in
from generator.grounding.certainty import MODAL, is_past
from generator.grounding.reading import Place, Reading
from generator.grounding.wording import Token
from generator.text.places import places_of
from generator.text.substitutes import may_stand_for

_BREAK = re.compile(
    r",(?!\d{3}(?!\d))|[;:()，；：。、（）\n]|\s[–—-]\s|——|\b(?:and|but|while|whereas|because|which|who|that|as|if|when|after|compared)\b"
)
#: Not "rose by 8%", nor "by asking".
_AGENT = r"\s+by\b(?!\s+(?:\W?\d|about|around|nearly|almost|more|half|\w+ing\b))"
#: The verb of "is paid a fee by" and of "led by".
_PASSIVE = re.compile(
    r"\b(?:is|are|was|were|be|been|being)\s+\w+(?:ed|en|t|d)\b(?=(?:\s+\S+){0,4}?"
    + _AGENT
    + r")|\b\w+(?<!s)(?="
    + _AGENT
    + ")",
    re.IGNORECASE,
)
#: Before a noun: "the ban", "of bans".
_ARTICLE = re.compile(r"\b(?:an?|the|its|their|his|her|of|in|for|on|with|s)\s+$", re.IGNORECASE)
#: "A, who did that, …"
_RELATIVE = re.compile(r"(?:who|which|whose)\b")
#: Before "building", of what goes on.
_GOES_ON = re.compile(r"\b(?:is|are|was|were|be|been)\s+$", re.IGNORECASE)
#: Before a verb in its plain form: "to buy".
_BEFORE_VERB = re.compile(r"\b(?:to|will|would|can|could|may|might|should|must|not)\s+$", re.IGNORECASE)
#: A third person, and no plural: a plural has a preposition or its own verb after it.
_PRESENT = re.compile(
    r"[a-z]+(?<!ic)s\s+(?!(?:of|from|in|for|with|by|at|on|is|are|was|were|has|have|had|will|would|can|cannot|could|may|must|and|or)\b)"
    r"(?P<next>\w+)"
)
#: 作家对出版社的诉讼: the authors' suit against the publisher.
_TOWARDS = re.compile("(?P<who>[^，。；对]{2,12})对(?P<whom>[^，。；对的]{2,12})的")
#: 由北风完成: done by Northwind.
_BY = re.compile("由(?P<who>[^，。；由]{2,16}?)(?P<verb>[\u4e00-\u9fff]{2})(?=[，。；]|$)")
#: What joins two that do the same: A talks with B is B talks with A.
_MUTUAL = re.compile(r"^\s*(?:with|between|and|or|as)\b|^[与和同及]", re.IGNORECASE)
#: Words on either side of a verb that may be its subject and its object, by whether a text is Chinese: pairs of
#: characters overlap there.
REACH = {False: 4, True: 10}
#: Between who does something and the verb.
_DOES = re.compile(r"(?: \d[\w.]*)?(?:, (?:which|who))?(?: (?:is|are) to| will| has| had| also| now| a| an| the){0,3} ")
_CONTRAST = re.compile(r"[,;]\s*(?:but|while|whereas)\b", re.IGNORECASE)
#: Words that may stand for anyone named.
_ANYONE = frozenset({"firm", "start-up", "startup", "maker", "company"})


class Clause(NamedTuple):
    """A stretch of a text with its words and numbers."""

    start: int
    end: int
    tokens: list[Token]

    def holds(self, place: Place) -> bool:
        """Whether a word, a number or a date begins in it."""
        return self.start <= place.start < self.end


class _Act(NamedTuple):
    """A word with what stands before and after it in its clause; turned round where it is passive.

    nearby: the words of its clause and of those beside it that have no verb.
    """

    pivot: Token
    before: frozenset[str]
    after: frozenset[str]
    is_verb: bool
    nearby: frozenset[str]


def clauses_of(reading: Reading) -> list[Clause]:
    """The clauses of a text that have words."""
    breaks = (match for match in _BREAK.finditer(reading.text) if not _joins_names(reading.text, match))
    edges = [0, *(match.start() for match in breaks), len(reading.text)]
    found = []
    for start, end in pairwise(edges):
        tokens = [token for token in reading.landmarks if start <= token.start < end]
        if tokens:
            found.append(Clause(start, end, tokens))
    return found


def _joins_names(text: str, match: re.Match[str]) -> bool:
    """Whether an "and" stands between two capitalised words."""
    before = text[: match.start()].rsplit(maxsplit=1)[-1:]
    is_and = match[0] == "and" and text[match.end() + 1 : match.end() + 2].isupper()
    return is_and and bool(before) and before[0][0].isupper()


def exchanged(claim: Reading, native: Sequence[Reading]) -> Iterator[str]:
    """In words, where someone else does it, or it is done to someone else, than in the sentences."""
    theirs = [act for reading in native for act in _acts(reading)]
    words = frozenset().union(*(reading.landmark_terms for reading in native))
    names = names_in(claim, *native)
    is_copy = len(claim.landmark_terms & words) >= NEARLY_ALL * len(claim.landmark_terms)
    for ours in _acts(claim):
        same = [act for act in theirs if act.pivot.term == ours.pivot.term]
        same = [act for act in same if act.is_verb] or same  # rather ordered than "the order"
        if not ours.is_verb or not same:
            continue
        verb = claim.written(ours.pivot)
        if is_copy and all(_is_turned(ours, act, names, 2 if claim.is_chinese else 1) for act in same):
            yield f"in the sentences cited it is the other way round: “{verb}”"
        elif not claim.is_chinese and (
            all(_is_another(ours, act, claim.terms, words, names) for act in same)
            or all(_is_of_another(ours, act, native, names) for act in same)
        ):
            yield f"in the sentences cited someone else does it: “{verb}”"
    yield from _together(claim, native)
    yield from _agents(claim, native)
    yield from _against(claim, native)


def _acts(reading: Reading) -> Iterator[_Act]:
    said = {mark.start for mark in reading.of_kind("said")}
    modal = {mark.start for mark in reading.of_kind(*MODAL)}
    reach = REACH[reading.is_chinese]
    clauses = [*_with_subjects(reading)]
    for number, (clause, tokens) in enumerate(clauses):
        nearby = frozenset(token.term for near in _beside(reading, clauses, number) for token in near)
        passive = _passive(reading, clause)
        for at, token in enumerate(tokens):
            if token.start in said or _MUTUAL.search(reading.text[token.end :]):
                continue
            before = frozenset(word.term for word in tokens[max(0, at - reach) : at] if word.start not in modal)
            after = frozenset(word.term for word in tokens[at + 1 : at + 1 + reach])
            is_turned = token.start in passive
            is_pivot = is_turned or (is_verb(reading, token) and not passive)
            sides = (after, before) if is_turned else (before, after)
            yield _Act(token, *sides, is_pivot, nearby)


def _passive(reading: Reading, clause: Clause) -> range:
    """Where an English clause says that something is done to its subject; empty where it does not."""
    match = None if reading.is_chinese else _PASSIVE.search(reading.text, clause.start, clause.end)
    return range(*match.span()) if match else range(0)


def _beside(reading: Reading, clauses: Sequence[tuple[Clause, list[Token]]], number: int) -> Iterator[list[Token]]:
    """The words of a clause, and those of the clauses beside it that have no verb."""
    for at in range(max(0, number - 1), min(len(clauses), number + 2)):
        tokens = clauses[at][1]
        later = clauses[max(at, number)][0]
        if at == number or (reading.text[later.start] != ";" and not any(is_verb(reading, token) for token in tokens)):
            yield tokens


def done_by_another(claim: Reading, name: str, cited: Sequence[Reading]) -> str:
    """In words, who does in English sentences what the first name of a claim does in it, a name they do not have.

    Empty where somebody does it who is only meant (the company, we, it), or where it is done to them.
    """
    verb = next(iter(claim.after(len(name), 1)), None)
    if claim.language != "en" or not verb or claim.is_named(verb) or claim.known_names & _known(cited):
        return ""
    doers = [_doer(reading, token) for reading in cited for token in reading.of_term(verb.term)]
    is_another = bool(doers) and all(doers) and not any(places_of(name.lower()) & reading.places for reading in cited)
    return f"in the sentence cited {doers[0]}, not {name}, does it" if is_another else ""


def _known(cited: Sequence[Reading]) -> frozenset[str]:
    return frozenset[str]().union(*(reading.known_names for reading in cited))


def _doer(reading: Reading, verb: Token) -> str:
    """The name before a verb, right before it or before "which"; empty where another word may be its subject."""
    before = [token for token in reading.named if token.end < verb.start]
    between = reading.text[before[-1].end : verb.start] if before else ""
    is_its_verb = is_verb(reading, verb) or " had" in between
    return before[-1].term if before and is_its_verb and _DOES.fullmatch(between) else ""


def _together(claim: Reading, native: Sequence[Reading]) -> Iterator[str]:
    """Two that do the same in an English claim, of whom one does something else in contrast to the other."""
    starts = {token.start for token in claim.named}
    joined = [*takewhile(lambda token: token.start in starts, claim.landmarks)]
    if claim.language != "en" or len(joined) < 2 or " and " not in claim.text[: joined[-1].start]:
        return
    names, verbs = {token.term for token in joined}, claim.after(joined[-1].end, 1)
    for reading, verb in product(native, verbs):
        turn = _CONTRAST.search(reading.text)
        parts = [
            {t.term for t in reading.landmarks if turn and (t.start < turn.start()) == first} for first in (True, False)
        ]
        for one, other in permutations(parts):
            if verb.term in one - other and names & one and (apart := names & other - one):
                yield f"in the sentence cited {min(apart)} does something else: “{claim.written(verb)}”"


def _agents(claim: Reading, native: Sequence[Reading]) -> Iterator[str]:
    """In Chinese, what is done by someone in the claim (由 … 完成) and by someone else in the sentences."""
    for ours in _BY.finditer(claim.text):
        who, verb = ours["who"], ours["verb"]
        theirs = [m[1] for reading in native for m in re.finditer(f"由([^，。；由]{{2,20}}?){verb}", reading.text)]
        if theirs and not any(_share(who, other) for other in theirs):
            yield f"in the sentence cited it is {theirs[0]} who does it: “{verb}”"


def _against(claim: Reading, native: Sequence[Reading]) -> Iterator[str]:
    """In Chinese, A's suit against B (甲对乙的诉讼) where the sentences have B's against A."""
    for ours in _TOWARDS.finditer(claim.text):
        theirs = [match for reading in native for match in _TOWARDS.finditer(reading.text)]
        crossed = [m for m in theirs if _share(ours["who"], m["whom"]) and _share(ours["whom"], m["who"])]
        if crossed and not any(_share(ours["who"], m["who"]) for m in theirs if m not in crossed):
            yield f"in the sentence cited it is the other way round: “{crossed[0][0]}”"


def _share(one: str, other: str) -> bool:
    """Whether two runs of Chinese have two characters in a row in common."""
    return any(one[at : at + 2] in other for at in range(len(one) - 1))


def _with_subjects(reading: Reading) -> Iterator[tuple[Clause, list[Token]]]:
    """The clauses with their words but dates; those of "and did that" with the subject of "A did this" before them.

    So does what goes on after "A, who did that, …".
    """
    reach = REACH[reading.is_chinese]
    subject: list[Token] = []
    head: list[Token] = []
    last: list[Token] = []
    for clause in clauses_of(reading):
        tokens = [token for token in clause.tokens if not reading.is_dated(token)]
        verbs = [is_verb(reading, token) for token in tokens]
        if reading.text.startswith("and ", clause.start) and verbs[:1] == [True]:
            tokens = [*subject, *tokens]
        elif _RELATIVE.match(reading.text, clause.start):
            head = last
        elif head and reading.text[clause.start] == "," and verbs[:1] == [True]:
            tokens, head = [*head, *tokens], []
        elif True in verbs:
            subject = tokens[: verbs.index(True)][-reach:]
        last = tokens[-reach:]
        yield clause, tokens


def is_verb(reading: Reading, token: Token) -> bool:
    """Whether a word looks like a verb, as English ones do; in Chinese any may be one."""
    if reading.is_chinese:
        return True
    if not reading.has_fixed_order:  # see `segments`
        return False
    form, before = reading.written(token), reading.text[: token.start]
    if not form.isalpha() or not form.islower() or _ARTICLE.search(before):
        return False
    present = _PRESENT.match(reading.text, token.start)
    if present and not is_past(present["next"]):
        return True
    if form.endswith("ing") and _GOES_ON.search(before):
        return True
    is_participle = form.endswith("ed") and before.endswith("to ")  # "to qualified customers"
    return not is_participle and (is_past(form) or _BEFORE_VERB.search(before) is not None)


def _is_turned(ours: _Act, act: _Act, names: frozenset[str], least: int) -> bool:
    """Whether a name beside the word has changed sides, or at least so many words on either side."""
    back = ours.before & act.after - act.before - ours.after
    forth = ours.after & act.before - act.after - ours.before
    if min(len(back), len(forth)) >= least:
        return True
    is_object_now = bool(forth & names)
    return (bool(back & names) and not act.before) or (is_object_now and not ours.before & act.before)


def _is_of_another(ours: _Act, act: _Act, native: Sequence[Reading], names: frozenset[str]) -> bool:
    """Whether somebody else who is named does it to the same; the claim's doer is told of, but nowhere beside them."""
    doer, other = ours.before & names or ours.before, act.before & names
    is_done_to_same = act.is_verb and (bool(ours.after & act.after) or not act.after)
    is_doer_away = not ours.before & act.before and not doer & (act.nearby | _ANYONE)
    if not (is_done_to_same and doer and other and is_doer_away):
        return False
    told = [frozenset(token.term for token in clause.tokens) for r in native for clause in clauses_of(r)]
    return any(doer <= terms for terms in told) and not any(doer & terms and other & terms for terms in told)


def _is_another(ours: _Act, act: _Act, said: frozenset[str], words: frozenset[str], names: frozenset[str]) -> bool:
    """Whether someone does it who does something else in the sentences or is not in them, and the doer does not."""
    if not ours.before or not act.before or (ours.before | act.before) & _ANYONE:
        return False
    if any(may_stand_for(one, other) for one, other in product(ours.before, act.before)):
        return False
    is_named = bool(ours.before & names) and not act.before & names  # Zephyr for "the model"
    if is_named or ours.before & (act.before | act.after):
        return False
    if ours.before <= words:
        return act.before <= said - ours.before - ours.after
    return not ours.before & words and not act.before & said
