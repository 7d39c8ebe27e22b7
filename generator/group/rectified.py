"""Whether an item corrects, retracts or denies what the title of an older one tells. Pure.

Only what is sure: who is told wrongly that a headline was withdrawn is worse off than who is told nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.group.retrieval.matter import Kinship
from generator.model.item import Item, Report, Verdict
from generator.text.disagreement import are_opposed, count_otherwise, is_denied
from generator.text.kinds import COURT, denied_in, is_correction, is_retraction, kind_of, tells_of_withdrawn_study
from generator.text.papers import is_preprint
from generator.text.stance import stance_reader
from generator.text.words import terms

#: So many words of a title that corrects another are in that one; of one that denies so many, and so large a share.
CORRECTED, DENIED, SHARE_DENIED = 2, 3, 0.5
#: What is only talked about or reported may be denied, whoever says it.
_UNSETTLED = frozenset(["planned", "possible", "hearsay", "open"])
_REPORT = "report"
_STUDY = re.compile(r"\b(?:study|paper|trial|research(?:ers)?|scientists)\b", re.IGNORECASE)


def verdict(item: Item, older: Item) -> Verdict | None:
    """What an item says of the title of an older one of the same matter; None where it surely says nothing of it."""
    if any(_takes_back(report, older) for report in _rectifying(item) if _is_of_outlet(report, older)):
        return "corrected"
    return "denied" if _denies(item.title, older.title) else None


def is_withdrawn(item: Item, older: Item, kin: Kinship, *, is_step: bool) -> bool:
    """Whether the title of an item tells that the study was withdrawn which an older one is about.

    kin: what they share; is_step: whether the older one is surely a step before. That both name one thing does not say
    which study of it is meant: a preprint has a name of its own, and what two reports tell of one study its numbers.
    """
    if (
        not (kin.names or kin.unlisted)
        or not tells_of_withdrawn_study(item.title)
        or tells_of_withdrawn_study(older.title)
    ):
        return False
    is_study = _STUDY.search(older.title) is not None
    return is_preprint(older.articles[0].url) or (is_study and (is_step or bool(kin.numbers)))


def _rectifying(item: Item) -> Iterator[Report]:
    """The reports that say in their title that they correct or retract another, which is not here too."""
    for report in item.articles:
        earlier = (it for it in item.articles if it.source == report.source and it.moment < report.moment)
        if (is_correction(report.title) or is_retraction(report.title)) and not any(earlier):
            yield report


def _is_of_outlet(report: Report, older: Item) -> bool:
    """Whether its outlet told of the older item: an outlet corrects itself."""
    return any(it.source == report.source for it in older.articles)


def _takes_back(report: Report, older: Item) -> bool:
    told, title = frozenset(terms(report.title)), older.title
    if len(told.intersection(terms(title))) < CORRECTED:
        return False
    says_otherwise = (check(report.title, title) for check in (count_otherwise, are_opposed, is_denied))
    return is_retraction(report.title) or any(says_otherwise)


def _denies(title: str, older: str) -> bool:
    """Whether a title denies what another tells; who is sued or accused denies as a rule, and the suit goes on."""
    denied, told = denied_in(title), frozenset(terms(older))
    kinds = {mark.kind for mark in stance_reader().read(older)}
    is_accusation = kind_of(older) is COURT or (
        "said" in kinds and not (kinds & _UNSETTLED or _REPORT in older.casefold())
    )
    if not denied or is_accusation or denied_in(older):
        return False
    words = frozenset(terms(denied))
    return len(words & told) >= max(DENIED, SHARE_DENIED * len(words))
