"""Pages of companies, models, products and people: all that is told of each, who makes it, what is named beside it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, groupby

from generator.archive.stored import StoredItem
from generator.model.vocabulary import PLURALS, Kind, Name
from generator.site.addresses import list_address, slug_of
from generator.site.charts import FULL, FULL_BAR
from generator.site.library import Library
from generator.site.outputs import PlannedPages, planned
from generator.site.page import Link, Page, Site
from generator.site.views.links import name_link
from generator.site.views.listing import LANDING, PER_PAGE, Bar, Row, Shown, list_page, list_pages
from generator.site.views.section import section_meta
from generator.site.views.storyline import storyline_link
from generator.site.views.texts import name_text

#: Names beside a name: more than these say little.
MOST_BESIDE = 8
#: Names in front of an index, which only one of some length has.
MOST_TOLD, LONG_INDEX = 10, 30
#: Storylines of a name, of its newest items.
MOST_STORIES = 5
#: Months of the drawing.
MONTHS = 12


@dataclass(frozen=True)
class NamesView:
    kinds: tuple[Link, ...]
    """The indexes of all kinds."""
    letters: tuple[tuple[str, tuple[Row, ...]], ...]
    """Rows below the letter that their names begin with."""
    most: tuple[Row, ...]
    """The names of the most items, where there are many names."""


def names_pages(library: Library) -> Iterator[PlannedPages]:
    """For each kind its index, and the pages of every name."""
    for kind, folder in PLURALS.items():
        yield planned(names_page, folder)
        for slug, items in library.by_name[folder].items():
            yield from list_pages(name_page, list_address(folder, slug), items, kind, slug)


def name_page(site: Site, library: Library, kind: Kind, slug: str, number: int) -> Page:
    """Only the landing page tells what is beside the name and how often it was told of."""
    folder = PLURALS[kind]
    makers: _Makers = library.reads.once(_Makers, lambda: _Makers(library.vocabulary.names))
    title, items = library.names[folder][slug], library.by_name[folder][slug]
    shown = Shown(
        link=name_link(site, title, folder),
        parent=Link(site.words(folder), f"{folder}/"),
        lead=site.words("listing_of", title=title),
        section=folder,
        aliases=tuple(name_text(site, it) for it in makers.aliases(title)),
        maker=_maker(site, library, makers.of(kind, title)),
        made=_made(site, library, makers, title) if kind == "company" else (),
        stories=_stories(site, library, items[-PER_PAGE:]) if number == LANDING else (),
        beside=_beside(site, library, items, title) if number == LANDING else (),
        months=_months(site, items) if number == LANDING else (),
    )
    return list_page(site, library, shown, items, number)


def names_page(site: Site, library: Library, folder: str) -> Page:
    """Names by letter; what begins with no Latin letter stands last, under its own sign."""
    rows = [
        Row(name_link(site, library.names[folder][slug], folder), len(items), latest=items[-1].date)
        for slug, items in library.by_name[folder].items()
    ]
    ordered = sorted(rows, key=lambda row: (_letter(row) == "#", slug_of(row.link.label)))
    letters = tuple((letter, tuple(run)) for letter, run in groupby(ordered, key=_letter))
    most = tuple(sorted(ordered, key=lambda row: -row.count)[:MOST_TOLD]) if len(rows) >= LONG_INDEX else ()
    kinds = tuple(Link(site.words(other), f"{other}/") for other in PLURALS.values())
    modified = max((items[-1].updated for items in library.by_name[folder].values()), default=None)
    meta = section_meta(site, folder, f"{folder}/", site.words(folder), listed=bool(rows))
    return Page(f"{folder}/", "recap/names.html", meta, NamesView(kinds, letters, most), modified)


def _letter(row: Row) -> str:
    first = row.link.label[:1].upper()
    return first if first.isascii() and first.isalpha() else "#"


class _Makers:
    """Who makes what, by the vocabulary: a version is made by whoever makes what it is a version of."""

    def __init__(self, names: Sequence[Name]) -> None:
        self._known: Mapping[str, Name] = {name.name: name for name in names}
        self._made: dict[str, list[Name]] = defaultdict(list)
        for name in names:
            if name.company:
                self._made[name.company].append(name)

    def of(self, kind: Kind, title: str) -> str:
        """The maker of a model or product, empty where none is known: Claude Opus 5 begins as Claude Opus."""
        ends = [end for end in range(len(title), 0, -1) if end == len(title) or not title[end].isalpha()]
        found = (name for end in ends if (name := self._known.get(title[:end])) and name.kind == kind)
        return next((name.company for name in found if name.company), "")

    def aliases(self, title: str) -> tuple[str, ...]:
        """Other spellings; one that is a name only before a version is none by itself."""
        name = self._known.get(title)
        return tuple(alias for alias in name.aliases if not alias.endswith("#")) if name else ()

    def made_by(self, company: str) -> Sequence[Name]:
        return self._made.get(company, ())


def _maker(site: Site, library: Library, company: str) -> Link | None:
    if not company:
        return None
    link = name_link(site, company, "companies")
    return link if slug_of(company) in library.by_name["companies"] else Link(link.label, "", link.lang)


def _made(site: Site, library: Library, makers: _Makers, company: str) -> tuple[Link, ...]:
    """Models and products of a company that have a page."""
    made = [(PLURALS[name.kind], name.name) for name in makers.made_by(company)]
    return tuple(name_link(site, name, folder) for folder, name in made if slug_of(name) in library.by_name[folder])


def _stories(site: Site, library: Library, items: Sequence[StoredItem]) -> tuple[Link, ...]:
    found = (library.storyline_of(stored.address) for stored in reversed(items))
    steps = Counter(story.slug for story in found if story)
    shared = [slug for slug, count in steps.items() if count > 1][:MOST_STORIES]
    return tuple(storyline_link(site, library.storylines[slug]) for slug in shared)


def _beside(site: Site, library: Library, items: Sequence[StoredItem], title: str) -> tuple[Row, ...]:
    """The names that stand in most of the items besides the name itself, those of a single one left out."""
    counts = Counter(chain.from_iterable(map(library.named, items)))
    own = slug_of(title)
    often = ((key, count) for key, count in counts.items() if count > 1 and key[1] != own)
    ranked = sorted(often, key=lambda entry: (-entry[1], entry[0]))[:MOST_BESIDE]
    return tuple(Row(name_link(site, library.names[folder][slug], folder), count) for (folder, slug), count in ranked)


def _months(site: Site, items: Sequence[StoredItem]) -> tuple[Bar, ...]:
    """The latest months in which it was told of, newest first; nothing where all is of one month."""
    counts = Counter(stored.facts.date[:7] for stored in items)
    if len(counts) < 2:
        return ()
    most = max([FULL_BAR, *counts.values()])
    latest = sorted(counts, reverse=True)[:MONTHS]
    bars = ((site.words.partial(month), counts[month]) for month in latest)
    return tuple(Bar(label, count, round(FULL * count / most)) for label, count in bars)
