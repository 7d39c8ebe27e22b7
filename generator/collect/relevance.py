"""Is this about AI at all? A score from 0 to 1 with its reasons, for sources that write about other things too."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from generator.model.source import Source
from generator.model.vocabulary import Evidence, Name
from generator.text.introductions import Introduction, introductions
from generator.text.keywords import Keywords
from generator.text.names import NameFinder
from generator.text.outlets import laboratory
from generator.text.sentences import split_sentences
from generator.text.strangers import is_no_name

_Sort = Literal["word", "name", "shared", "general"]


class _Weight(NamedTuple):
    """Points of the first sign of a sort, and of each further one, of which two count."""

    first: float
    further: float


MAX_FURTHER = 2
#: These points, and those below, were chosen on one half of 440 entries of general outlets that were labelled by eye,
#: and checked on the other.
TITLE: Mapping[_Sort, _Weight] = {
    "word": _Weight(0.6, 0.1), "name": _Weight(0.5, 0.1), "shared": _Weight(0.3, 0.1), "general": _Weight(0.05, 0.05),
}  # fmt: skip
LEAD: Mapping[_Sort, _Weight] = {
    "word": _Weight(0.3, 0.1), "name": _Weight(0.25, 0.1), "shared": _Weight(0.1, 0.1), "general": _Weight(0.0, 0.0),
}  # fmt: skip
OUTLET = 0.5
#: Behind the lead, so many different words and names of AI.
THROUGHOUT = 4
THROUGHOUT_POINTS = 0.2
AGAINST = -0.5
_ABOUT: Mapping[_Sort, str] = {
    "word": "{place}: {found}",
    "name": "{place} names {found}",
    "shared": "{place}: {found}, which is not said of AI alone",
    "general": "{place} names {found}, of whom much else is told",
}


#: "… have sued Northwind in Porto, accusing the AI company of copying"
_SO_CALLED = re.compile(
    r"\bthe (?:AI|artificial[- ]intelligence) ?"
    r"(?:company|firm|start-?up|lab|laboratory|developer|chipmaker|maker|provider|group)\b(?! [A-Z]|[’'])"
)
#: What AI runs on, or moves: who makes it may do so for others.
_MACHINES = re.compile(
    r"(?i:\bchips?\b|chipmaker|processor|semiconductor|accelerator|robot|\bcloud\b|data[ -]cent|\bclusters?\b)"
    r"|芯片|机器人|算力"
)
#: So far before it its name is looked for.
_NEAR = 300
#: No place: "in Porto", "at its Porto campus".
_NAMED = re.compile(r"(?<!\bin )(?<!\bnear )(?<!\bits )(?<![\w’'-])(?P<name>[A-Z][\w&-]+(?: [A-Z][\w&-]+){0,2})")


@dataclass(frozen=True)
class Relevance:
    """How far a text is about AI, and why."""

    score: float
    """From 0 to 1, in hundredths."""
    reasons: tuple[str, ...]
    """Signs for it, then signs against it and what is missing."""
    is_another_sort: bool = False
    """Whether it is of a sort that is rarely about AI: an offer, a game."""


class RelevanceScorer:
    """Weighs texts by the evidence of topics.yml and the names of entities.yml."""

    def __init__(self, evidence: Evidence, names: Iterable[Name]) -> None:
        self._words = Keywords(evidence.strong)
        self._shared = Keywords(evidence.weak)
        self._names = NameFinder(names)
        self._against = [(sort.reason, tuple(map(re.compile, sort.patterns))) for sort in evidence.against]

    def score(self, title: str, lead: str, rest: str = "", outlet: str = "") -> Relevance:
        """lead: how the text begins; rest: what follows; outlet: its name, which may say that it is all about AI."""
        signs = [*self._signs("title", title, TITLE), *self._signs("lead", lead, LEAD)]
        if word := self._words.first_in(outlet) or self._own_name(outlet):
            signs.append((OUTLET, f"the outlet is called “{word}”"))
        if len({name for sort in ("word", "name") for name in self._finds(rest)[sort]}) >= THROUGHOUT:
            signs.append((THROUGHOUT_POINTS, "AI all through the text"))
        against = [(AGAINST, reason) for reason, patterns in self._against if any(p.search(title) for p in patterns)]
        return _weighed([*signs, *against], is_another_sort=bool(against))

    def _own_name(self, outlet: str) -> str | None:
        """The name of AI that an outlet has: a laboratory writes of little else."""
        return next((name.name for name in self._names.find(outlet) if not name.general), None)

    def introduced(self, text: str) -> set[str]:
        """Names that a text says are of AI, and no list has: "Chattera, the companion chatbot company"."""
        told = [it.name for it in introductions(text) if self._is_of_ai(it, text)]
        told.extend(name for name in _called_so_again(text) if text.count(name.split()[0]) > 1)
        return {name for name in told if not self._words.first_in(name) and next(self._names.find(name), None) is None}

    def _is_of_ai(self, told: Introduction, text: str) -> bool:
        """By what it is said to be; of a firm that makes machines a sentence that has its name may say for what."""
        if self._words.first_in(told.what):
            return True
        makes_machines = told.kind == "company" and _MACHINES.search(told.what) is not None
        return makes_machines and any(
            told.name in sentence and self._words.first_in(sentence) is not None for sentence in split_sentences(text)
        )

    def named_by(self, source: Source) -> set[str]:
        """The laboratory whose own feed it is, where no list has it."""
        return {laboratory(source, self._names)} - {""}

    def _signs(self, place: str, text: str, weights: Mapping[_Sort, _Weight]) -> Iterator[tuple[float, str]]:
        for sort, found in self._finds(text).items():
            if found and weights[sort].first:
                points = weights[sort].first + weights[sort].further * min(len(found) - 1, MAX_FURTHER)
                yield points, _ABOUT[sort].format(place=place, found=_quoted(sort, found))

    def _finds(self, text: str) -> Mapping[_Sort, tuple[str, ...]]:
        """Different signs of each sort; a word inside a name is none: the AI of Ryzen AI."""
        spans = list(self._names.spans(text))
        bare = text
        for _, start, end in spans:
            bare = f"{bare[:start]}{'|' * (end - start)}{bare[end:]}"
        return {
            "word": self._words.all_in(bare),
            "name": tuple(dict.fromkeys(name.name for name, _, _ in spans if not name.general)),
            "shared": self._shared.all_in(bare),
            "general": tuple(dict.fromkeys(name.name for name, _, _ in spans if name.general)),
        }


def _called_so_again(text: str) -> Iterator[str]:
    """The names that "the AI company" stands for: in each sentence the last before it."""
    for match in _SO_CALLED.finditer(text):
        before = re.split(r"[.!?\n]", text[max(0, match.start() - _NEAR) : match.start()])[-1]
        named = (it["name"] for it in _NAMED.finditer(before))
        yield from [name for name in named if not is_no_name(name.split()[0])][-1:]


def _quoted(sort: _Sort, found: tuple[str, ...]) -> str:
    return ", ".join(found[:3] if sort in ("name", "general") else (f"“{word}”" for word in found[:3]))


def _weighed(signs: list[tuple[float, str]], *, is_another_sort: bool) -> Relevance:
    ranked = sorted(signs, key=lambda sign: -sign[0])
    reasons = [reason for _, reason in ranked]
    if not any(points > 0 for points, _ in ranked):
        reasons.append("no word or name of AI in title or lead")
    score = round(min(max(sum(points for points, _ in ranked), 0.0), 1.0), 2)
    return Relevance(score, tuple(reasons), is_another_sort)
