"""The search index: many small JSON files, of which a query fetches the few that hold its words.

Items of one year make a segment that later years leave alone. Inside a segment items are numbered, oldest first:

    search/index/segments.json           {"segments": [[2026, 36], …], "buckets": 128, "chunk": 25, "stopwords": […]}
    search/index/2026/w<bucket>.json     {"token": [first, step, step, …], …}: 2 * number + (1 when in the title)
    search/index/2026/f<filter>.json     the same for a filter, as one list: topic-models, lang-zh
    search/index/2026/r<chunk>.json      [[title, lang, address, week, hook, [topic, …]], …], 25 items each

Pages of names and storylines make a segment `names`: their records tell the kind of page in the place of the week.
It has a file for every bucket and none for filters, which are about items.

Words are whole in Latin and other alphabets, pairs and single characters in Chinese and Japanese. A word's bucket
follows from its first two characters, so that everything beginning with "co" is in one file and prefixes cost no more.
theme/assets/search.js is the other half.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any

from generator.archive.store import StoredItem
from generator.model.item import Item
from generator.site.library import FOLDERS, Library
from generator.site.views.shared import Link, Site, item_address, name_link
from generator.site.views.storyline import storyline_link

FOLDER = "search/index"
NAMES = "names"
BUCKETS = 128
CHUNK = 25
#: Longest word worth an entry; what is longer is no word.
MOST_LETTERS = 40

_CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_RUN = re.compile(rf"[{_CJK}]+|[^\W_{_CJK}]+")
_IS_CJK = re.compile(f"[{_CJK}]")
#: In nearly every text and therefore in no file; a query that has them is answered by its other words.
STOPWORDS = frozenset(
    "a an and are as at be by for from has have in is it its of on or that the this to was will with".split()
)


Aliases = Mapping[str, tuple[str, ...]]


def tokens(text: str) -> Iterator[str]:
    """What a text is found by: words in lower case without accents; in Chinese each character and each pair."""
    for run in _RUN.findall(_plain(text)):
        if not _IS_CJK.match(run):
            if run not in STOPWORDS:
                yield run[:MOST_LETTERS]
            continue
        yield from run
        yield from map("".join, pairwise(run))


@lru_cache(maxsize=65536)
def bucket_of(token: str) -> int:
    """The file a word is in: by its first two characters, in Chinese by its first."""
    first, second = ord(token[0]), ord(token[1]) if len(token) > 1 else 0
    return (first if _IS_CJK.match(token) else first * 31 + second) % BUCKETS


@dataclass(frozen=True)
class _Entry:
    """A page as the index has it. texts: what it is found by besides its title; record: what a result shows."""

    title: str
    texts: Iterable[str]
    filters: Iterable[str]
    record: list[Any]


def search_files(site: Site, library: Library) -> Iterator[tuple[str, bytes]]:
    """Every file of the index with its path."""
    aliases = {name.name: name.aliases for name in library.vocabulary.names}
    years: dict[int, list[_Entry]] = defaultdict(list)
    for stored in library.chronological:
        years[stored.item.week.year].append(_of_item(stored, aliases))
    names = _names(site, library, aliases)
    yield from _segment(NAMES, names, range(BUCKETS))
    for year, entries in years.items():
        yield from _segment(str(year), entries)
    segments = [(NAMES, len(names)), *((year, len(entries)) for year, entries in sorted(years.items(), reverse=True))]
    yield (
        f"{FOLDER}/segments.json",
        _json({"segments": segments, "buckets": BUCKETS, "chunk": CHUNK, "stopwords": sorted(STOPWORDS)}),
    )


def _segment(name: str, entries: Sequence[_Entry], buckets: Iterable[int] = ()) -> Iterator[tuple[str, bytes]]:
    """The files of a segment. buckets: those that have a file even if no word falls into them."""
    words: dict[int, dict[str, list[int]]] = {bucket: {} for bucket in buckets}
    filters: dict[str, list[int]] = defaultdict(list)
    for number, entry in enumerate(entries):
        title = frozenset(tokens(entry.title))
        for token in sorted(title.union(*map(tokens, entry.texts))):
            words.setdefault(bucket_of(token), {}).setdefault(token, []).append(2 * number + (token in title))
        for filter_ in entry.filters:
            filters[filter_].append(2 * number)
    files: dict[str, Any] = {
        f"w{bucket}": {token: _steps(found[token]) for token in sorted(found)}
        for bucket, found in sorted(words.items())
    }
    files |= {f"f{filter_}": _steps(numbers) for filter_, numbers in sorted(filters.items())}
    for start in range(0, len(entries), CHUNK):
        files[f"r{start // CHUNK}"] = [entry.record for entry in entries[start : start + CHUNK]]
    yield from ((f"{FOLDER}/{name}/{file}.json", _json(data)) for file, data in files.items())


def _of_item(stored: StoredItem, aliases: Aliases) -> _Entry:
    return _Entry(stored.item.title, _texts(stored.item, aliases), _filters(stored.item), _record(stored))


def _names(site: Site, library: Library, aliases: Aliases) -> Sequence[_Entry]:
    """Pages of names and stories by the first item of each, so that what comes later changes no number.

    The words of a story's title are an item's, which they find first.
    """
    found: list[tuple[StoredItem, _Entry]] = []
    for folder in FOLDERS.values():
        for slug, items in library.by_name[folder].items():
            link = name_link(site, library.names[folder][slug], folder)
            record = _record_of(site, link, folder, len(items))
            found.append((items[0], _Entry(link.label, aliases.get(link.label, ()), (), record)))
    for story in library.storylines.values():
        link = storyline_link(site, story)
        record = _record_of(site, link, "storylines", len(story.steps))
        found.append((story.steps[0], _Entry("", (link.label,), (), record)))
    ordered = sorted(found, key=lambda pair: (pair[0].item.date, pair[0].address, pair[1].record[2]))
    return [entry for _, entry in ordered]


def _record_of(site: Site, link: Link, kind: str, count: int) -> list[Any]:
    return [link.label, link.lang or site.language, link.address, site.words(kind), site.words("events", n=count), []]


def _texts(item: Item, aliases: Aliases) -> Iterator[str]:
    """What an item is found by, besides its title; names also as other languages write them."""
    if item.hook:
        yield item.hook
    yield from (claim.text for _, claim in item.claims())
    yield from (entry.text for entry in item.timeline if entry.text)
    for name in item.names():
        yield from (name, *aliases.get(name, ()))
    for report in item.articles:
        yield from (report.name, report.title)


def _filters(item: Item) -> Iterator[str]:
    yield from (f"topic-{topic}" for topic in dict.fromkeys(item.topics))
    yield f"lang-{item.language}"


def _record(stored: StoredItem) -> list[Any]:
    item = stored.item
    dek = item.hook or (item.tldr.what_changed.text if item.tldr else "")
    return [item.title, item.language, item_address(stored.address), item.edition, dek, list(item.topics)]


def _plain(text: str) -> str:
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text).lower()
    return "".join(char for char in decomposed if not unicodedata.category(char).startswith("M"))


def _steps(numbers: Iterable[int]) -> list[int]:
    """Ascending numbers as the first one and the distances between them, which are shorter."""
    steps, last = [], 0
    for number in numbers:
        steps.append(number - last)
        last = number
    return steps


def _json(data: Any) -> bytes:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
