"""The page of corrections, and a correction as items and editions tell it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from generator.archive.stored import StoredItem
from generator.model.edition import Corrected, Edition
from generator.model.item import Correction
from generator.site.library import Library
from generator.site.page import Link, Page, Site
from generator.site.views.links import item_link
from generator.site.views.section import section_meta

FOLDER = "corrections/"
#: The words for the field that a correction is about, by the beginning of its path.
_WORDS = {
    "title": "field_title", "hook": "field_hook", "tldr.what_changed": "what_changed",
    "tldr.why_it_matters": "why_it_matters", "tldr.what_to_do_next": "what_to_do_next", "takeaways": "takeaways",
    "competitors": "competitors_title", "technical": "technical", "implications": "implications",
    "timeline": "timeline",
}  # fmt: skip


@dataclass(frozen=True)
class CorrectionLine:
    """A correction as a page tells it."""

    date: datetime
    field: str
    was: str
    now: str
    """Empty where it was withdrawn."""
    why: str
    lang: str
    """Of both texts, where it is not the site's."""
    item: Link


@dataclass(frozen=True)
class CorrectionsView:
    corrections: tuple[CorrectionLine, ...]
    """The newest first."""


def corrections_page(site: Site, library: Library) -> Page:
    """Every correction of the archive."""
    told = [line for stored in library.corrected for line in corrections_of(site, stored)]
    found = tuple(sorted(reversed(told), key=lambda line: line.date, reverse=True))
    modified = max((line.date for line in found), default=None)
    meta = section_meta(site, "corrections", FOLDER, site.words("corrections"), listed=bool(found))
    return Page(FOLDER, "recap/corrections.html", meta, CorrectionsView(found), modified)


def corrections_of(site: Site, stored: StoredItem) -> tuple[CorrectionLine, ...]:
    """The corrections of one item, in the order in which they were made."""
    return tuple(_told(site, stored, correction) for correction in stored.item.corrections)


def corrections_in(site: Site, library: Library, edition: Edition) -> tuple[CorrectionLine, ...]:
    """The corrections that an edition mentions; one that is gone from the archive is passed over."""
    return tuple(told for mention in edition.corrections for told in _mentioned(site, library, mention))


def _mentioned(site: Site, library: Library, mention: Corrected) -> tuple[CorrectionLine, ...]:
    stored = library.items.get(mention.item)
    corrections = stored.item.corrections if stored else ()
    found = [c for c in corrections if (c.field, c.date) == (mention.field, mention.date)]
    return tuple(_told(site, stored, correction) for correction in found[:1] if stored)


def _told(site: Site, stored: StoredItem, correction: Correction) -> CorrectionLine:
    lang = site.foreign(stored.item.language)
    place = item_link(site, stored, "#corrections")
    word = next((w for path, w in _WORDS.items() if f"{correction.field}.".startswith(f"{path}.")), None)
    field = site.words(word) if word else correction.field
    return CorrectionLine(correction.date, field, correction.was, correction.now or "", correction.why, lang, place)
