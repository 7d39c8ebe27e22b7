"""Whom a sentence sets beside its subject, though no list has the name: "compared with 61.4% for Drumlin’s Esker Pro".
Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from generator.text.calendar import DAYS, MONTHS
from generator.text.places import places_of
from generator.text.strangers import PEOPLES, is_no_name

_WORD = r"[A-Z][\w&.+-]*\w"
_NAME = rf"(?P<owner>{_WORD}[’']s? )?(?P<name>{_WORD}(?: (?:{_WORD}|\d+(?:\.\d+)?(?![\w%]))){{0,2}})"
_FIGURE = (
    r"(?:[$€£¥]?\d[\d.,]*(?:%| (?:percent|per cent|points?|seconds|milliseconds|million|billion|trillion|tokens))?)"
)
#: Before a name, these words set it beside what is told of; between them and the name there may be its own figure.
_SETS = re.compile(
    r"(?:(?i:\brival|\bcompetitor|\bunlike|\bcompared (?:with|to)|\bversus|\boutperform\w*|\bsurpass\w*"
    r"|\bbeat(?:s|ing)?|\bahead of|\balternative to|\bthan(?: (?:that|those) of)?)"
    rf"|(?<=[\w%]),? and(?= {_FIGURE})|\bagainst(?= {_FIGURE}))"
    rf" (?:the )?(?:{_FIGURE} (?:[\w.]+ ){{0,5}}?(?:for|by|at|with|from) )?{_NAME}"
)
#: Words with a capital that are no names of firms or things.
_NO_NAME = frozenset([*DAYS, *MONTHS, *PEOPLES, *"ai english western phase series".split()])


@dataclass(frozen=True)
class Rivals:
    """Names set beside a subject, the most told of first, each with how sentences write it."""

    spelled: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def has_owner(self, label: str) -> bool:
        """Whether it is a thing of a firm's."""
        return len(self.spelled[label]) > 1

    def in_quote(self, quote: str) -> list[str]:
        """The rivals that a sentence sets beside its subject."""
        found = {spelling for _, spellings in _set_beside(quote) for spelling in spellings}
        return [label for label, spellings in self.spelled.items() if found.intersection(spellings)]


def rivals(quotes: Sequence[str], subject: str) -> Rivals:
    """Whom the sentences set beside the subject; none that shares its first word, like the version before."""
    own = {*subject.split()}
    spelled: dict[str, tuple[str, ...]] = {}
    for label, spellings in sorted((it for quote in quotes for it in _set_beside(quote)), key=lambda it: -len(it[1])):
        is_other = own.isdisjoint(word for spelling in spellings for word in spelling.split())
        if is_other and not any(set(spellings) & set(known) for known in spelled.values()):
            spelled[label] = spellings
    return Rivals(spelled)


def _set_beside(quote: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each name as a table heads its column, and its spellings: whose it is, and what it is."""
    for match in _SETS.finditer(quote):
        owner, name = re.sub(r"[’']s? $", "", match["owner"] or ""), re.sub(r"[’']s?$", "", match["name"])
        if not _is_name(name) or _is_version_before(name, quote[: match.start()]):
            continue
        if owner and _is_name(owner):
            yield f"{match['owner']}{name}", (name, owner)
        else:
            yield name, (name,)


def _is_version_before(name: str, before: str) -> bool:
    """Whether a name is another version of what is named before it: "Zephyr 5 costs less than Zephyr 4"."""
    *product, last = name.split()
    return (
        bool(product and last[0].isdigit()) and re.search(rf"\b{re.escape(' '.join(product))} \d", before) is not None
    )


def _is_name(name: str) -> bool:
    first = name.split(maxsplit=1)[0].lower()
    return len(name) > 2 and not (is_no_name(first) or first in _NO_NAME or places_of(first))
