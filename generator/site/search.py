"""The search index: many small JSON files, of which a query fetches the few that hold its words.

A year that is over is a segment, and each thousand items of the newest one, the oldest first: what is published later
leaves them alone, so that a week costs the making of the last segment, and a query asks few. Inside a segment items are
numbered, oldest first:

    search/index/segments.json         {"segments": [["2026-0", 36, ["", "comp", …]], …], "chunk": 16, "stopwords": …}
    search/index/2026-0/w<page>.json   {"word": [first, step, step, …], …}: 2 * number + (1 when in the title)
    search/index/2026-0/r<chunk>.json  [[title, lang, address, dek], …], 16 items each; "" and the dek's own lang follow
                                       where that is another, then {lang: [title, dek]} where other languages tell it
    search/index/choices.json          {"company": [[slug, name], …], "source": […], "week": ["2026-W25", …]}
    search/index/spellings.json        {"word of a name": events, …}, asked where nothing is found

Words stand in order and are cut into pages of about one size, as the leaves of a B-tree are, so that a file is small
however many items there are and however many words begin alike. segments.json has for each page the text at which it
begins: a word is in the last page that begins at or before it, and what begins like a word is in the pages after it.

A filter is a word that no text has: :topic:models, :company:northwind, :source:the-ledger, :week:2026-W25, :lang:zh.
Words are whole in Latin and other alphabets; in Chinese and Japanese pairs of characters, and the last one of a run
alone, so that one character is found as the beginning of a pair or by itself.

Why no other engine: Pagefind 1.5 has no increments, takes 23 s and 3.6 GB for the full texts of 10,000 items, and has a
first query load 200 to 290 kB, 97 of them the engine. Material's index is one file that every page loads: 19 MB packed
at 10,000 items, which lunr takes 53 s to make ready. `python -m tests.bench.search` measures this one.

Pages of names and storylines make a segment `names`, without filters: those are about items. A name as a whole is a
word there, `=gpt56`, and so is each other spelling of it: what is asked for by its name stands first. Their records
have the number of events in place of a dek, and the kind of page besides.

Records have the dek alone. theme/assets/search.js, the other half, takes the sentence that has what title and dek lack
from the event's own page, 3 kB packed, for results in sight.
"""

from __future__ import annotations

import json
import math
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice, pairwise
from operator import sub
from typing import Any, NamedTuple

from generator.archive.brief import Brief, Line
from generator.archive.stored import StoredItem
from generator.model.facts import Facts
from generator.model.vocabulary import PLURALS
from generator.site.addresses import item_address, slug_of
from generator.site.holdings import names_in
from generator.site.length import description_of
from generator.site.library import Library, Shelf
from generator.site.outputs import File, PlannedFiles, planned
from generator.site.page import Link, Sentence, Site
from generator.site.views.links import name_link
from generator.site.views.storyline import storyline_link
from generator.text.searching import STOPWORDS, is_cjk, spelt, tokens

FOLDER = "search/index"
NAMES = "names"
#: What the list of segments is made of.
SEGMENT = "segment"
CHUNK = 16
#: Items of a segment of the newest year: what is indexed again each week.
PART = 1000
#: Postings and characters of words after which a page ends: 4 to 10 kB, a third of it when packed.
PAGE = 2000
#: Names a filter offers, those with most events; the others can be searched by their words.
MOST_CHOICES = 400
#: Letters from which on a word can be told from others that are spelt alike.
LEAST_LETTERS = 4

Aliases = Mapping[str, tuple[str, ...]]
Postings = Mapping[str, Sequence[int]]


def filters_of(facts: Facts) -> Iterator[str]:
    """The filters an item passes, as words of the index."""
    yield f":lang:{facts.language}"
    yield f":week:{facts.edition}"
    yield from (f":topic:{topic}" for topic in facts.topics)
    yield from (f":company:{slug_of(name)}" for name in facts.companies)
    yield from (f":source:{source}" for source, *_ in facts.sources)


class _Entry(NamedTuple):
    """A page as the index has it. title: in all its languages; words: what it is found by besides its title, to be read
    once; record: what a result shows."""

    title: str
    words: Iterable[str]
    filters: Iterable[str]
    record: list[Any]


def search_files(library: Library) -> Iterator[PlannedFiles]:
    """Every file of the index but the list of its segments."""
    yield planned(names_segment)
    *over, newest = sorted(library.by_year) or ("",)
    yield from (planned(year_segment, year) for year in over)
    yield from (planned(part_segment, newest, part) for part in range(parts_of(library, newest)))
    yield planned(choices_file)


def names_segment(site: Site, library: Library) -> Iterator[File]:
    return _segment(NAMES, _names(site, library, _aliases(library)))


def parts_of(library: Library, year: str) -> int:
    """In how many segments the newest year stands."""
    return -(-len(library.by_year.get(year, ())) // PART)


def year_segment(site: Site, library: Library, year: str) -> Iterator[File]:  # noqa: ARG001 (as all outputs)
    return _segment_of_items(year, library, library.by_year[year])


def part_segment(site: Site, library: Library, year: str, part: int) -> Iterator[File]:  # noqa: ARG001 (as all outputs)
    return _segment_of_items(f"{year}-{part}", library, library.by_year[year][part * PART : (part + 1) * PART])


def choices_file(site: Site, library: Library) -> Iterator[File]:  # noqa: ARG001 (as all outputs)
    yield File(f"{FOLDER}/choices.json", _json(_choices(library)))
    yield File(f"{FOLDER}/spellings.json", _json(spellings(library)))


def spellings(library: Library) -> Mapping[str, int]:
    """The words of names and how many events are about them; those too short to be misspelt are left out."""
    found: Counter[str] = Counter()
    aliases = _aliases(library)
    for folder in PLURALS.values():
        for slug, items in library.by_name[folder].items():
            name = library.names[folder][slug]
            for word in {*_words_of((name, *aliases.get(name, ())))}:
                if len(word) >= LEAST_LETTERS and not is_cjk(word):
                    found[word] += len(items)
    return dict(sorted(found.items()))


def segments_file(segments: Iterable[str]) -> File:
    """The list of segments: names first, then the newest items. segments: as their first files tell."""
    ordered = sorted(map(json.loads, segments), key=lambda it: _place(it[0]), reverse=True)
    settings = {"segments": ordered, "chunk": CHUNK, "stopwords": sorted(STOPWORDS)}
    return File(f"{FOLDER}/segments.json", _json(settings))


def _place(segment: str) -> tuple[float, ...]:
    return (math.inf,) if segment == NAMES else tuple(map(float, segment.split("-")))


def _segment_of_items(name: str, library: Library, items: Sequence[StoredItem]) -> Iterator[File]:
    aliases = _aliases(library)
    return _segment(name, (_of_item(stored, aliases) for stored in items))


def _segment(name: str, entries: Iterable[_Entry]) -> Iterator[File]:
    """Its files; the first tells what the list of segments says of it. No entry is kept: a year has many."""
    coming, chunks, count = iter(entries), list[bytes](), 0
    postings: dict[str, array[int]] = defaultdict(lambda: array("I"))  # a year has a million: half of what lists take
    while chunk := [*islice(coming, CHUNK)]:
        for entry in chunk:
            _enter(postings, count, entry)
            count += 1
        chunks.append(_json([entry.record for entry in chunk]))
    pages = tuple(_pages(postings))
    told = _json([name, count, _beginnings(pages)]).decode()
    for number, data in enumerate(chunks or [_json([])]):
        kept = (SEGMENT, told) if number == 0 else ()
        yield File(f"{FOLDER}/{name}/r{number}.json", data, *kept)
    for number, page in enumerate(pages):
        yield File(f"{FOLDER}/{name}/w{number}.json", _json({word: _steps(found) for word, found in page.items()}))


def _aliases(library: Library) -> Aliases:
    return {name.name: name.aliases for name in library.vocabulary.names}


def _enter(postings: Mapping[str, array[int]], number: int, entry: _Entry) -> None:
    """Note for each word and filter that an entry has it: twice its number, and one more where the title has it."""
    title = frozenset(tokens(entry.title))
    in_text, in_title = 2 * number, 2 * number + 1
    for word in title:
        postings[word].append(in_title)
    for word in {*entry.words, *entry.filters} - title:
        postings[word].append(in_text)


def _pages(postings: Postings) -> Iterator[Postings]:
    """The words in the order in which a browser compares them, cut where a page is full."""
    page: dict[str, Sequence[int]] = {}
    size = 0
    for word in sorted(postings, key=lambda word: word.encode("utf-16-be")):
        if page and size + len(postings[word]) > PAGE:
            yield page
            page, size = {}, 0
        page[word] = postings[word]
        size += len(word) + len(postings[word])
    if page:
        yield page


def _beginnings(pages: Sequence[Postings]) -> list[str]:
    """For each page a text after the last word of the page before and not after its own first, as short as can be."""
    found = [""] if pages else []
    for before, page in pairwise(pages):
        last, first = list(before)[-1], next(iter(page))
        shared = next((at for at, (one, other) in enumerate(zip(last, first, strict=False)) if one != other), len(last))
        found.append(first[: shared + 1])
    return found


def _choices(library: Library) -> dict[str, Any]:
    """What the filters offer besides topics and languages, which the page itself has."""
    return {
        "company": _most(library.by_name["companies"], library.names["companies"]),
        "source": _most(library.by_source, library.source_names),
        "week": [str(week) for week in sorted(library.by_week, reverse=True)],
    }


def _most(shelf: Shelf, labels: Mapping[str, str]) -> list[tuple[str, str]]:
    slugs = sorted(shelf, key=lambda slug: (-len(shelf[slug]), slug))[:MOST_CHOICES]
    return sorted(((slug, labels[slug]) for slug in slugs), key=lambda choice: choice[1].casefold())


def _of_item(stored: StoredItem, aliases: Aliases) -> _Entry:
    title = stored.brief.title
    titles = " ".join((title.text, *title.translated.values()))
    return _Entry(titles, _words(stored, aliases), filters_of(stored.facts), _record(stored))


def _words(stored: StoredItem, aliases: Aliases) -> Iterator[str]:
    yield from stored.tokens
    yield from _words_of(_names_of(stored.facts, aliases))


def _names(site: Site, library: Library, aliases: Aliases) -> list[_Entry]:
    """Pages of names and stories by the first item of each, so that what comes later changes no number.

    The words of a story's title are an item's, which they find first.
    """
    found: list[tuple[StoredItem, _Entry]] = []
    for folder in PLURALS.values():
        for slug, items in library.by_name[folder].items():
            link = name_link(site, library.names[folder][slug], folder)
            record = _record_of(site, link, folder, len(items))
            spellings = link.label, *aliases.get(link.label, ())
            wholes = {f"={spelt(it)}" for it in spellings}
            found.append((items[0], _Entry(link.label, _words_of(spellings), wholes, record)))
    for story in library.storylines.values():
        link = storyline_link(site, story)
        record = _record_of(site, link, "storylines", len(story.steps))
        found.append((story.steps[0], _Entry("", tokens(link.label), (), record)))
    found.sort(key=lambda it: (it[0].date, it[0].address, it[1].record[2]))
    return [entry for _, entry in found]


def _record_of(site: Site, link: Link, kind: str, count: int) -> list[Any]:
    """Count and kind are for the script to word: one index serves the pages of all languages."""
    return [link.label, link.lang or site.language, link.address, count, kind]


def _names_of(facts: Facts, aliases: Aliases) -> Iterator[str]:
    """The names an item is about, also as other languages write them."""
    for _, name in names_in(facts):
        yield from (name, *aliases.get(name, ()))


def _words_of(texts: Iterable[str]) -> Iterator[str]:
    return chain.from_iterable(map(tokens, texts))


def _record(stored: StoredItem) -> list[Any]:
    brief, language = stored.brief, stored.facts.language
    dek = brief.lines[0] if brief.lines else Line("", language, {})
    record = [brief.title.text, language, item_address(stored.address), _dek(dek)]
    told = {tongue: [title, _dek_in(brief, tongue)] for tongue, title in brief.title.translated.items()}
    if told:
        return [*record, "", dek.language, told]
    return [*record, "", dek.language] if dek.language != language else record


def _dek(line: Line) -> str:
    return description_of(Sentence(line.text, quoted=line.quoted).marked)


def _dek_in(brief: Brief, language: str) -> str:
    """What stands below the title in another language; empty where that is not told in it."""
    line = next(iter(brief.lines_in(language)), None)
    if line is None:
        return ""
    return _dek(line) if line.language == language else description_of(line.translated.get(language, ""))


def _steps(numbers: Sequence[int]) -> list[int]:
    """Ascending numbers as the first one and the distances between them, which are shorter."""
    return [*numbers[:1], *map(sub, numbers[1:], numbers)]


def _json(data: Any) -> bytes:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
