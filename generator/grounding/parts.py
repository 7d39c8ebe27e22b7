"""What a text says of one thing at a time: its clauses with whom, which numbers and which days each is about."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

from generator.grounding.acts import Clause, clauses_of
from generator.grounding.facts import NAME_BEFORE
from generator.grounding.reading import Reading
from generator.grounding.wording import Token, bare_name
from generator.text.dates import Period
from generator.text.figures import Figure

#: A number, or a day; in German its word.
Value = Figure | Period | Token
#: A clause of fewer words, without a name, is part of the one beside it.
SHORT = 2
#: Numbers of versions are smaller.
LARGEST_VERSION = 20
#: Before a name that is no subject.
_GOVERNED = re.compile(
    r"\b(?:of|in|at|for|from|with|by|to|on|as|than|against|von|bei|aus|mit|für|gegen|als)"
    r"(?: the| its| der| dem)? $"
    r"|[由被向从据在与和]$",
    re.IGNORECASE,
)
#: What a sentence begins with that tells where, when or by whom all of it is so.
_LEADS = re.compile(
    r"[;；。.]?\s{0,3}(?:(?:In|On|At|For|During|Since|Until|By|With|Under|According to)\b[^,;]{0,200},"
    r"|在[^，；]{0,100}，)"
)
#: After a word at the beginning that is no name: "Shares in Northwind".
_GOVERNS = re.compile(r" (?:of|in|at|for|from|with|by)\b")
#: ", which Northwind rejected": what stands before it is about Northwind, too.
_RELATIVE = re.compile(
    r",? ?(?:which|who|whom|whose|that)\b"
    r"|,? (?:den|dem|der|die|das)\b[^,;]{0,200}\s[a-zäöüß]{1,40}\W{0,3}$"
)
_STOP = re.compile(r"[;.!?；。]")
_JOINED = re.compile(r",? and |, |和|与|、|及|以及")
_EACH = re.compile(r"\brespectively\b|分别")


class Part(NamedTuple):
    """A clause, or what it takes of others to say something."""

    terms: frozenset[str]
    """Its words and numbers but dates."""
    words: frozenset[str]
    """Those of them that are no names."""
    names: tuple[str, ...]
    """Those in it, or whom the clause before it is about where it has no subject of its own."""
    values: tuple[Value, ...]
    head: str
    """Its first word."""


def parts_of(reading: Reading, names: frozenset[str]) -> list[Part]:
    """The parts of a text in order. names: words that are names there if they have a capital."""
    called = _called(reading, names)
    found: list[Part] = []
    about: tuple[str, ...] = ()
    lead: frozenset[str] = frozenset()
    leading: tuple[str, ...] = ()
    for start, end in _stretches(reading, called):
        if _STOP.match(reading.text, start):
            about, lead, leading = (), frozenset(), ()
        own = [token for token in called if start <= token.start < end]
        subjects = tuple(token.term for token in own if not _is_governed(reading, called, token))
        about = subjects or about
        inside = [token for token in reading.landmarks if start <= token.start < end and not _is_day(reading, token)]
        values = tuple(value for value in values_of(reading) if start <= value.start < end)
        told = (*(token.term for token in own), *leading)
        terms = lead.union(token.term for token in inside)
        led = _lead_end(reading, start)
        lead |= frozenset(token.term for token in inside if token.start < led)
        leading = (*leading, *(token.term for token in own if token.start < led))
        is_relative = bool(found) and _RELATIVE.match(reading.text, start, end) is not None
        words = [token for token in inside if not reading.is_number(token)]
        if found and not is_relative and len(words) < SHORT and not own:
            terms |= found[-1].terms - {token.term for token in reading.landmarks if reading.is_number(token)}
        if is_relative:  # it tells of the number before it, too
            terms |= found[-1].terms
            found[-1] = found[-1]._replace(names=(*found[-1].names, *told))
        part = Part(
            terms,
            terms - {token.term for token in reading.tokens if any(token.start == name.start for name in called)},
            told if subjects else (*told, *about),
            values,
            next((token.term for token in inside if token.start >= led and not reading.is_number(token)), ""),
        )
        found += _one_each(reading, part, called, start) or [part]
    return found


def values_of(reading: Reading) -> list[Value]:
    """The numbers and days of a text."""
    numbers = (figure for figure in reading.figures if not _is_in_name(reading, figure))
    return [*numbers, *reading.periods, *reading.german_days]


def _is_in_name(reading: Reading, figure: Figure) -> bool:
    """Whether a number is part of a name, as in Zephyr 3 and SB 1047."""
    before = NAME_BEFORE.search(reading.text[: figure.start])
    if figure.unit or not before or reading.language == "de":
        return False
    return figure.value < LARGEST_VERSION or before[0].strip().isupper()


def _is_day(reading: Reading, token: Token) -> bool:
    return reading.is_dated(token) or any(day.start == token.start for day in reading.german_days)


def _called(reading: Reading, names: frozenset[str]) -> list[Token]:
    """The names of a text in order."""
    more = [Token(bare_name(word), start, start + len(word)) for word, start in reading.words if word[0].isupper()]
    named = {*reading.named, *(token for token in more if token.term in names)}
    found = {token.start: token for token in named if token.start or not _GOVERNS.match(reading.text, token.end)}
    return [found[start] for start in sorted(found)]


def _is_governed(reading: Reading, called: list[Token], name: Token) -> bool:
    """Whether a preposition stands before a name, or before the first word of it."""
    first = next((token for token in called if token.end + 1 == name.start), None)
    governed = _GOVERNED.search(reading.text[: name.start]) is not None
    return governed or (first is not None and _is_governed(reading, called, first))


def _stretches(reading: Reading, called: list[Token]) -> list[tuple[int, int]]:
    """Where the parts of a text begin and end."""
    edges: list[int] = []
    is_lead = False
    led = 0
    for clause in clauses_of(reading):
        is_apart = _STOP.match(reading.text, clause.start) is not None
        is_short = _is_short(reading, clause, called)
        if not edges or is_apart or not (is_short or is_lead) or _has_another(reading, edges[-1], clause):
            edges.append(clause.start)
            is_lead, led = is_short, _lead_end(reading, clause.start)
        is_lead = (is_lead and is_short) or clause.start < led
    return list(pairwise([*edges, len(reading.text)]))


def _has_another(reading: Reading, start: int, clause: Clause) -> bool:
    """Whether a clause goes on with another number or day, in place of one before it: "by 5% in May and 8% in June"."""
    before = {kind_of(value) for value in values_of(reading) if start <= value.start < clause.start}
    is_each = _EACH.search(reading.text) is not None
    return not is_each and any(clause.holds(value) and kind_of(value) in before for value in values_of(reading))


def _lead_end(reading: Reading, start: int) -> int:
    """Where that ends with which a part begins; its beginning where it begins with nothing of the kind."""
    lead = _LEADS.match(reading.text, start)
    return lead.end() - 1 if lead else start


def _is_short(reading: Reading, clause: Clause, called: list[Token]) -> bool:
    words = [token for token in clause.tokens if not _is_day(reading, token) and not reading.is_number(token)]
    return len(words) < SHORT and not any(map(clause.holds, called))


def _one_each(reading: Reading, part: Part, called: list[Token], start: int) -> list[Part]:
    """What is said "respectively", taken apart: each name with its own number or day."""
    run = _run(reading, called)
    own = [value for value in part.values if run and value.start > run[-1].end]
    if not run or not run[0].start >= start or not _EACH.search(reading.text):
        return []
    found = []
    for at, name in enumerate(run):
        rest = {token.term for token in run if token != name}
        kinds = [[v for v in own if kind_of(v) == kind] for kind in dict.fromkeys(map(kind_of, own))]
        mine = tuple(values[at] for values in kinds if len(values) == len(run))
        names = tuple(term for term in part.names if term not in rest)
        own_terms = part.terms - rest
        found.append(part._replace(terms=own_terms, names=names, values=mine, head=name.term))
    return found


def kind_of(value: Value) -> str:
    """What a number is of; "day" for days."""
    return value.unit if isinstance(value, Figure) else "day"


def is_same(one: Value, other: Value) -> bool:
    """Whether two numbers are equal, or two days the same."""
    if isinstance(one, Figure) and isinstance(other, Figure):
        return one.is_same(other)
    if isinstance(one, Period) and isinstance(other, Period):
        return (one.first, one.last) == (other.first, other.last)
    return isinstance(one, Token) and isinstance(other, Token) and one.term == other.term


def _run(reading: Reading, called: list[Token]) -> list[Token]:
    """The first names that nothing but "and" or a comma joins."""
    run: list[Token] = []
    for name in called:
        if run and run[-1].end + 1 == name.start:
            run[-1] = name
            continue
        if run and not _JOINED.fullmatch(reading.text, run[-1].end, name.start):
            if len(run) > 1:
                return run
            run = []
        run.append(name)
    return run if len(run) > 1 else []
