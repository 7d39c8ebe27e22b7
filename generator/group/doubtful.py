"""Reports that say too little of the site's subject to stand alone, and the events that they tell all the same. Pure.

"Paper-mill cloud firm valued at $7.8bn" names no AI; the other reports of that round do.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from generator.executor.executor import Mapper
from generator.group.documents import Document
from generator.group.likeness.linkage import SIZE
from generator.group.similarity import Space
from generator.text.kinds import is_correction

#: Mean likeness from which on such a report tells an event: most tell what no other does. Of twelve recorded weeks 15
#: join, by eye all rightly but perhaps one; of what lies between this and .8 nearly half tells another event.
SURE = 0.9
#: The same of a report that is there to correct another: it tells no event of its own.
SURE_OF_CORRECTED = 0.6
#: Pairs below this count as unlike.
_LEAST = 0.05


def events_told(
    doubtful: Sequence[Document], told: Sequence[Document], events: Sequence[int], mapper: Mapper = map
) -> list[list[int]]:
    """For each of the doubtful the numbers of the events that it surely tells, the surest first.

    told: what the events are told by; events: the number of the event of each. One report of the event is in the
    language of the doubtful one: across languages half of what is as likely is another event. No archive is asked how
    rare a word is: when what is found now is published, a run that finds it again is to come to the same events.
    """
    if not doubtful or not told:
        return [[] for _ in doubtful]
    sizes, languages = Counter(events), set(zip(events, (document.language for document in told), strict=True))
    totals: list[dict[int, float]] = [defaultdict(float) for _ in doubtful]
    for (left, right), score in Space([*told, *doubtful], None, mapper).likely(_LEAST).items():
        if left < len(told) <= right and (events[left], doubtful[right - len(told)].language) in languages:
            totals[right - len(told)][events[left]] += score**2 / sizes[events[left]] ** SIZE
    return [
        [event for mean, event in sorted((-mean, event) for event, mean in near.items()) if -mean >= least**2]
        for near, least in zip(totals, map(_needed, doubtful), strict=True)
    ]


def _needed(document: Document) -> float:
    return SURE_OF_CORRECTED if is_correction(document.title) else SURE
