"""What belongs beside an item: its own relations, and what other items say about it, later ones first."""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.archive.brief import Mention
from generator.archive.stored import StoredItem
from generator.site.library import Library
from generator.site.page import Site
from generator.site.reasons import reason_in
from generator.site.views.entry import Entry, entry_of
from generator.text.words import edgeless

MOST = 6


@dataclass(frozen=True)
class Update:
    """A related item with the relation and the reason."""

    entry: Entry
    relation: str
    of: str
    """What is the same, where the relation says that something is."""
    why: str


def related_updates(site: Site, library: Library, stored: StoredItem) -> tuple[Update, ...]:
    """At most six, each item and each title once: what came later (newest first), then the closest of the others."""
    found: dict[str, Mention] = {}
    for mention in (*stored.brief.related, *library.mentions(stored.address)):
        if mention.address in library.items and mention.address != stored.address:
            found.setdefault(mention.address, mention)
    once: dict[str, Mention] = {}
    for mention in sorted(found.values(), key=lambda mention: _rank(library, mention)):
        once.setdefault(edgeless(library.items[mention.address].brief.title.text), mention)
    return tuple(
        Update(entry_of(site, library, library.items[it.address]), it.relation, *_reason(site, it))
        for it in list(once.values())[:MOST]
    )


def _reason(site: Site, mention: Mention) -> tuple[str, str]:
    """What is the same, where the reason says so in the words of the relation, and the reason."""
    why = reason_in(site.words, mention.why)
    head, *same = re.split("：|: ", why, maxsplit=1)
    is_named = head.casefold() == site.words(f"relation_{mention.relation}").casefold()
    return "".join(same) if is_named else "", why


def _rank(library: Library, mention: Mention) -> tuple[bool, float, str]:
    is_later = mention.relation == "later"
    weight = library.items[mention.address].date.timestamp() if is_later else mention.score
    return not is_later, -weight, mention.address
