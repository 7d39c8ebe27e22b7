"""Whether sentences carry a claim: every number, date, name and quotation of it, its words, and no turn of its sense.

Pure, offline, no model. The sentences of an item are read once; a claim costs less than a millisecond.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Literal

from generator.grounding.acts import clauses_of, done_by_another
from generator.grounding.additions import additions, claims_more
from generator.grounding.alignment import names_in
from generator.grounding.attribution import says, speaker, unattributed
from generator.grounding.binding import torn
from generator.grounding.certainty import adds_a_guess
from generator.grounding.contradiction import contradictions, denied
from generator.grounding.facts import Basis, count_facts, missing_facts, missing_terms, new_share, share_a_word
from generator.grounding.reading import Reading
from generator.grounding.speakers import said_by_another
from generator.text.limits import is_governed, is_turned
from generator.text.names import NameFinder
from generator.text.quotations import bare, stands_in
from generator.text.synonyms import sense_of

Outcome = Literal["carried", "recited", "inference", "struck"]

#: From this degree on a claim counts as not carried.
REFUSED = 0.5
#: A claim is refused when a larger share of its words stands in none of its sentences. So 4 % of invented honest
#: rewordings are refused and 86 % of inventions (tests/data/grounding); at 0.30 it would be 12 % and 87 %.
MOST_NEW = 0.35
#: How steeply doubt rises there; it only ranks sentences that may be cited instead.
STEEPNESS = 8
#: A claim may be re-cited to so many sentences.
MAX_RECITED = 3
#: A sentence with this share of a claim's words speaks of the same thing: it may not contradict the claim.
SAME_STATEMENT = 0.6
#: Words, numbers, dates and names that a claim must share with its sentences at least.
LEAST_SHARED = 2
#: Why a part of a sentence is refused that means something else in it.
TORN_OUT = "in the sentence cited something is said before or after it that turns it"
#: What is cited instead must have in one sentence this share of the words of a clause that it has at all.
LEAST_TOGETHER = 0.8
#: What may stand for a name.
_MEANT = frozenset(sense_of(word) for word in "company firm maker start-up group model people users".split())
#: So many of the sentences that share most with a claim are looked at when it is re-cited.
CANDIDATES = 6


@dataclass(frozen=True)
class Sentence:
    """A sentence of a report."""

    text: str
    published: date
    """Relative dates are reckoned from it."""
    context: str = ""
    """The report's title: a name the sentence only means ("the company") may stand there."""


@dataclass(frozen=True)
class Verdict:
    """What the check says of a claim."""

    outcome: Outcome
    cites: tuple[int, ...]
    """Indices of the sentences that carry it, those given or better ones; empty when struck."""
    why: str = ""
    """In words when it is not plainly carried: "40 % is in none of the sentences cited"."""
    is_hard: bool = False
    """Refused for a number, date, name or quotation: no second opinion may overrule that."""
    doubt: float = 0.0
    """Degree from 0 to 1 to which it is not carried; from 0.5 on a claim without leave to infer is refused."""


@dataclass(frozen=True)
class Finding:
    """How far some sentences carry a claim."""

    doubt: float
    missing: tuple[str, ...] = ()
    """Numbers, dates, names and quotations of the claim that they lack."""
    turned: str = ""
    """In words, where the claim turns their sense."""
    new: tuple[str, ...] = ()
    """Words of the claim that they lack."""
    added: str = ""
    """In words, where the claim says more than they do."""

    @property
    def is_carried(self) -> bool:
        return self.doubt < REFUSED

    @property
    def why(self) -> str:
        if self.missing:
            return f"{self.missing[0]} is in none of the sentences cited"
        if self.turned or self.added or self.is_carried:
            return self.turned or self.added
        return f"the sentences cited do not speak of {', '.join(self.new[:4])}" if self.new else "nothing is cited"


class Grounds:
    """The sentences that the claims of one item are checked against; each is read once."""

    def __init__(self, sentences: Sequence[Sentence], names: NameFinder) -> None:
        self._names = names
        self._readings = [Reading(s.text, s.published, names, s.context) for s in sentences]

    def judge(
        self, claim: str, cites: Sequence[int], *, may_infer: bool = False, citable: int | None = None,
        foresees: bool = False,
    ) -> Verdict:  # fmt: skip
        """Whether the sentences that a claim cites carry it, or else others do.

        cites: indices of sentences; those out of range are ignored.
        may_infer: the claim may be kept as an inference where the sentences have all its facts, but not its wording.
        citable: only the first so many sentences may be cited instead; None for all.
        foresees: the claim is a forecast, so it may tell as future what the sentences tell as planned.
        """
        given = tuple(dict.fromkeys(cite for cite in cites if 0 <= cite < len(self._readings)))
        said, who = unattributed(claim)
        is_theirs = bool(who) and any(says(self._readings[cite], who) for cite in given)
        cited = self._readings[given[0]] if given else None
        reading = self._read(said if is_theirs else claim, cited, foresees=foresees)
        verdict = self._judge(reading, given, may_infer=may_infer, citable=citable)
        if is_theirs and verdict.cites and not any(says(self._readings[cite], who) for cite in verdict.cites):
            return Verdict("struck", (), f"the sentence cited is not said by {who}")
        return verdict

    def _judge(self, reading: Reading, given: tuple[int, ...], *, may_infer: bool, citable: int | None) -> Verdict:
        finding = self._examine(reading, given)
        if given and finding.is_carried:
            return Verdict("carried", given, finding.why, doubt=finding.doubt)
        others = self._recited(reading, [cite for cite in self._nearest(reading) if citable is None or cite < citable])
        found = self._examine(reading, others)
        if found.is_carried and _is_pieced(reading, [self._readings[cite] for cite in others]):
            found = replace(found, doubt=1.0, added="no sentence says that, only the words are in several")
        if found.is_carried:
            if objection := self._objection(reading, given, others, finding, found):
                return Verdict("struck", (), objection, doubt=1.0)
            return Verdict("recited", others, finding.why, doubt=found.doubt)
        nearer = min(finding, found, key=_severity) if others else finding
        return self._refused(reading, given or others, nearer, may_infer)

    def speaker(self, claim: str, cites: Sequence[int]) -> str:
        """Whose statement a claim repeats without saying so, as the sentences cited name them; else empty."""
        cited = [self._readings[cite] for cite in cites if 0 <= cite < len(self._readings)]
        return speaker(self._read(claim, cited[0] if cited else None), cited)

    def strangers(self, claim: str) -> tuple[str, ...]:
        """The numbers, dates, names and quotations of a claim that are foreign to all the sentences."""
        reading = self._read(claim, None)
        return tuple(missing_facts(reading, Basis(self._readings, is_whole=True)))

    def _read(self, claim: str, cited: Reading | None, *, foresees: bool = False) -> Reading:
        """A claim as of the day and, where its words do not tell it, in the language of the sentence it cites first."""
        first = cited or next(iter(self._readings), None)
        published = first.published if first else date.min
        language = first.language if first else "en"
        return Reading(claim, published, self._names, language=language, foresees=foresees)

    def _refused(self, reading: Reading, cites: tuple[int, ...], best: Finding, may_infer: bool) -> Verdict:
        """The verdict on a claim that no sentences carry: an inference from those cited, where it may be one."""
        more = next(self._overstated(reading, cites), None) if may_infer else None
        if more and not best.turned:
            best = replace(best, turned=more)
        if may_infer and cites and not best.turned and not tuple(missing_facts(reading, self._about(reading, cites))):
            return Verdict("inference", cites, best.why, doubt=best.doubt)
        return Verdict("struck", (), best.why, is_hard=bool(best.missing), doubt=best.doubt)

    def _about(self, reading: Reading, cites: Sequence[int]) -> Basis:
        """What the facts of an inference may be from: of another language only what it cites."""
        every = enumerate(self._readings)
        return Basis([other for at, other in every if at in cites or other.is_chinese == reading.is_chinese])

    def _overstated(self, reading: Reading, cites: Sequence[int]) -> Iterator[str]:
        """What not even an inference may make of the sentences cited."""
        cited = [self._readings[cite] for cite in cites]
        native = [other for other in cited if other.is_chinese == reading.is_chinese]
        yield from claims_more(reading, cited)
        yield from torn(reading, native)
        yield from denied(reading, cited)

    def _examine(self, reading: Reading, cites: tuple[int, ...]) -> Finding:
        """How far sentences carry a claim; where they do, the one nearest to it may not contradict it either."""
        if not cites:
            return Finding(1.0)
        cited = [self._readings[cite] for cite in cites]
        said = reading.folded.removesuffix("…").removesuffix("...").strip()
        parts = [sentence.folded for sentence in cited if stands_in(said, sentence.folded)]
        if any(_is_whole(said, sentence) for sentence in parts):
            return Finding(0.0)
        if not reading.landmarks and not reading.periods and not reading.known_names:
            return Finding(1.0, turned="it says nothing")
        finding = _worded(reading, Basis(cited))
        if not finding.is_carried:
            return finding
        if added := next(additions(reading, cited, finding.new), None):
            return replace(finding, doubt=1.0, added=added)
        turned = TORN_OUT if parts else self._turned(reading, cites, cited)
        return replace(finding, doubt=1.0, turned=turned) if turned else finding

    def _turned(self, reading: Reading, cites: Sequence[int], cited: Sequence[Reading]) -> str | None:
        """In words, how a claim turns what the sentences cited say, or the one nearest to it."""
        turned = self._done_by_another(reading, cited) or next(contradictions(reading, cited), None)
        turned = turned or next(said_by_another(reading, cited, self._readings), None)
        return turned or self._contradicted_by_nearest(reading, cites)

    def _done_by_another(self, reading: Reading, cited: Sequence[Reading]) -> str:
        """In words, who does in the sentences cited what somebody does in the claim who is named only elsewhere."""
        name = re.match(r"[A-Z][\w-]+", reading.text)
        is_away = name and not any(name[0].lower() in r.folded for r in cited)
        is_name = name and is_away and name[0].lower() in self._within
        return done_by_another(reading, name[0], cited) if name and is_name else ""

    @cached_property
    def _within(self) -> frozenset[str]:
        """Words that have capitals inside sentences, of languages where that makes them names."""
        return frozenset(
            token.term for r in self._readings if r.language == "en" for token in r.capitals if token.start
        )

    def _objection(
        self, reading: Reading, given: Sequence[int], others: Sequence[int], finding: Finding, found: Finding
    ) -> str | None:
        """Why others may not be cited instead: those cited deny the claim, and the others say no more of it.

        finding, found: how far those cited carry it, and the others.
        """
        cited = [self._readings[cite] for cite in given]
        if set(others) <= set(given):
            return next(denied(reading, cited), None)
        if frozenset[str]().union(*(sentence.terms for sentence in cited)).isdisjoint(found.new):
            return None
        return finding.turned or next(denied(reading, cited), None)

    def _contradicted_by_nearest(self, reading: Reading, cites: Sequence[int]) -> str | None:
        """What the sentence nearest to a claim says against it, where that is not cited."""
        for number in {*self._nearest(reading)[:1]} - {*cites}:
            other = self._readings[number]
            if len(reading.terms & other.terms) >= SAME_STATEMENT * len(reading.terms):
                return next(contradictions(reading, [other]), None)
        return None

    def _recited(self, reading: Reading, pool: list[int]) -> tuple[int, ...]:
        """The fewest sentences that carry a claim best: added one by one while they add to it."""
        native = [cite for cite in pool if self._readings[cite].is_chinese == reading.is_chinese]
        pool = (native or pool)[:CANDIDATES]  # words are hardly compared across languages: only where nothing else is
        best: tuple[int, ...] = ()
        found = Finding(1.0)
        most = MAX_RECITED if native else 1
        while pool and len(best) < most and not (best and found.is_carried):
            tried = [(_worded(reading, Basis([self._readings[at] for at in (*best, cite)])), cite) for cite in pool]
            finding, cite = min(tried, key=lambda entry: (_severity(entry[0]), entry[1]))
            if best and _severity(finding) >= _severity(found):
                break
            best, found = tuple(sorted((*best, cite))), finding
            pool.remove(cite)
        return best

    def _nearest(self, reading: Reading) -> list[int]:
        """The sentences that share most with a claim, by the rarity of what they share; the nearest first."""
        shared: defaultdict[int, list[float]] = defaultdict(list)
        for key in _keys(reading):
            hits = self._postings.get(key, ())
            for hit in hits:
                shared[hit].append(math.log(1 + len(self._readings) / len(hits)))
        degrees = {hit: math.fsum(found) for hit, found in shared.items()}  # exact: sets have no order
        return sorted(degrees, key=lambda hit: (-degrees[hit], hit))

    @cached_property
    def _postings(self) -> Mapping[str, Sequence[int]]:
        """The sentences that have a key, by the key."""
        postings: defaultdict[str, list[int]] = defaultdict(list)
        for number, reading in enumerate(self._readings):
            for key in _keys(reading):
                postings[key].append(number)
        return postings


def _is_pieced(claim: Reading, cited: Sequence[Reading]) -> bool:
    """Whether a clause of an English claim is made of words of several sentences.

    Whom they tell of may stand in another: names, what may stand for a name, and words of the title.
    """
    whom = names_in(claim, *cited) | _MEANT
    told = frozenset[str]().union(*(reading.landmark_terms for reading in cited)) - whom
    context = " ".join(reading.context for reading in cited).casefold()
    for clause in clauses_of(claim) if claim.language == "en" else ():
        plain = {token.term for token in clause.tokens if token.term in told and token.term not in context}
        if all(len(plain & reading.landmark_terms) < LEAST_TOGETHER * len(plain) for reading in cited):
            return True
    return False


def _is_whole(said: str, sentence: str) -> bool:
    """Whether a part of a sentence says the same without the rest: neither end that is cut off turns it."""
    lead, _, rest = sentence.partition(bare(said))
    return not is_governed(lead) and not is_turned(rest)


def _severity(finding: Finding) -> tuple[float, int, int]:
    return finding.doubt, len(finding.missing), len(finding.new)


def _keys(reading: Reading) -> set[str]:
    """What sentences are found by: words, names, numbers."""
    return {*reading.terms, *(f"={name}" for name in reading.known_names), *(f"#{f.value:g}" for f in reading.figures)}


def _worded(reading: Reading, basis: Basis) -> Finding:
    """How far the facts and words of a claim are in some sentences, its sense aside."""
    missing = tuple(missing_facts(reading, basis))
    new = tuple(missing_terms(reading, basis))
    if missing:
        return Finding(1.0, missing=missing, new=new)
    facts = count_facts(reading)
    if reading.is_chinese != basis.is_chinese:
        is_spoken_of = len([*reading.figures, *reading.periods, *reading.deeds]) >= LEAST_SHARED or any(
            share_a_word(reading, other) for other in basis.readings if other.is_chinese != reading.is_chinese
        )
        return Finding(0.0) if facts and is_spoken_of else Finding(1.0, new=new)
    if len(reading.terms) - len(new) + facts < LEAST_SHARED or adds_a_guess(reading, basis.readings):
        return Finding(1.0, new=new)
    share = new_share(reading, basis, new)
    return Finding(1 / (1 + math.exp(-STEEPNESS * (share - MOST_NEW))), new=new)
