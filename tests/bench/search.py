"""What search costs a reader: `python -m tests.bench.search [--items 10000] [--years 5]`.

An archive of invented items in English and Chinese, from a seeded vocabulary with a Zipf distribution and invented
names; its index is written to disk, and fifty queries are asked as the browser would ask them. Printed: files and size
of the index, seconds, and what a first query has a reader load: script, segments.json, pages of words and records of
the results shown, as they are and packed with gzip.
"""

from __future__ import annotations

import gzip
import random
import tempfile
import time
from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from importlib import resources
from itertools import accumulate
from pathlib import Path
from statistics import median

import click
from rich.console import Console
from rich.table import Table

from generator.archive.store import Archive
from generator.archive.stored import StoredItem
from generator.model.item import Claim, Entities, Evidence, Item, Report, Tldr
from generator.model.vocabulary import Vocabulary
from generator.model.week import Week
from generator.site.assets import load_assets
from generator.site.library import Library
from generator.site.search import SEGMENT, search_files, segments_file
from tests.conftest import ROOT
from tests.searcher import Searcher
from tests.site.sample import make_library, make_site

WORDS, CHARACTERS, NAMES, SOURCES = 30_000, 3_000, 3_000, 60
TOPICS = ("models", "infrastructure", "open-models", "safety", "business", "research", "policy", "agents", "robots")
#: Of the items; the others are in English.
CHINESE = 0.3
_LAST = datetime(2026, 6, 21, tzinfo=UTC)
#: How English words begin, by how many of a thousand words do, so that prefixes are as crowded as real ones.
_BEGINNINGS = {
    "co": 50, "re": 48, "in": 45, "de": 38, "pro": 35, "un": 30, "dis": 25, "pre": 20, "tra": 16, "ma": 30, "mo": 22,
    "pa": 28, "ca": 28, "ch": 20, "st": 30, "sh": 15, "se": 20, "si": 14, "su": 20, "sp": 14, "sc": 14, "ba": 18,
    "be": 16, "bo": 14, "br": 14, "a": 70, "e": 40, "fo": 16, "fi": 16, "fl": 12, "ga": 10, "gr": 12, "ha": 14, "he": 12,
    "ho": 14, "im": 12, "la": 12, "le": 12, "li": 14, "lo": 12, "mi": 16, "me": 16, "ne": 10, "no": 10, "o": 30,
    "pe": 14, "pi": 12, "po": 14, "ra": 12, "ro": 12, "ta": 12, "te": 12, "ti": 10, "to": 10, "tr": 10, "u": 8,
    "va": 8, "vi": 8, "wa": 8, "we": 8, "wi": 8,
}  # fmt: skip
_SYLLABLES = [first + second for first in "bcdfglmnprstv" for second in ("a", "en", "i", "or", "u", "er", "ing")]


class Invented:
    """Words, names and items; a number gives the same item every time."""

    def __init__(self, items: int, years: float) -> None:
        chance = random.Random(7)  # noqa: S311 (no secret)
        self.words = list(dict.fromkeys(_word(chance) for _ in range(2 * WORDS)))[:WORDS]
        chance.shuffle(self.words)
        self.names = [_word(chance).title() + " " + _word(chance).title() for _ in range(NAMES)]
        self.han = [chr(0x4E00 + number) for number in chance.sample(range(0x5000), CHARACTERS)]
        self.terms = ["".join(self._some(chance, self.han, chance.choice((1, 2, 2, 2, 3)))) for _ in range(WORDS)]
        self._items = items
        self._step = timedelta(days=365.25 * years) / items

    def item(self, number: int) -> StoredItem:
        chance = random.Random(number)  # noqa: S311 (no secret)
        moment = _LAST - self._step * (self._items - 1 - number)
        is_chinese = chance.random() < CHINESE
        language = "zh" if is_chinese else "en"
        names = tuple(dict.fromkeys(self._some(chance, self.names, chance.randint(1, 3))))
        reports = tuple(self._report(chance, number, moment, is_chinese) for _ in range(chance.choice((1, 1, 2, 4))))
        week = Week.of(moment)
        claims = tuple(Claim(text=self._text(chance, is_chinese, 16), cites=("e1",)) for _ in range(6))
        return StoredItem(
            f"{week.folder}/{number:06}-{'-'.join(chance.choices(self.words, k=4))}",
            Item(
                title=f"{names[0]} {self._text(chance, is_chinese, 9)}", hook=self._text(chance, is_chinese, 16),
                edition=str(week), date=moment, updated=moment, language=language, articles=reports,
                topics=tuple(dict.fromkeys(self._some(chance, TOPICS, 2))), entities=Entities(companies=names),
                tldr=Tldr(what_changed=claims[0]), takeaways=claims[1:4], technical=claims[4:],
                evidence={"e1": Evidence(article=0, quote="q")},
            ),
        )  # fmt: skip

    def _report(self, chance: random.Random, number: int, moment: datetime, is_chinese: bool) -> Report:
        outlet = chance.randrange(SOURCES)
        return Report(
            source=f"outlet-{outlet}", name=f"Outlet {outlet}", title=self._text(chance, is_chinese, 9),
            url=f"https://outlet.example/{number}/{chance.random()}", language="zh" if is_chinese else "en",
            published=moment, collected=moment,
        )  # fmt: skip

    def _text(self, chance: random.Random, is_chinese: bool, length: int) -> str:
        return ("" if is_chinese else " ").join(self._some(chance, self.terms if is_chinese else self.words, length))

    @staticmethod
    def _some(chance: random.Random, values: Sequence[str], count: int) -> list[str]:
        ranks = _ranks(len(values))
        return [values[bisect(ranks, chance.random() * ranks[-1])] for _ in range(count)]


@cache
def _ranks(count: int) -> list[float]:
    return list(accumulate(1 / (rank + 10) for rank in range(count)))


def _word(chance: random.Random) -> str:
    (beginning,) = chance.choices(list(_BEGINNINGS), list(_BEGINNINGS.values()))
    return str(beginning) + "".join(chance.choices(_SYLLABLES, k=chance.choice((1, 2, 2, 3))))


def queries(invented: Invented) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Fifty questions: their kind, the words, the filters. Common words and rare ones alike."""
    words, terms = invented.words, invented.terms
    for rank in (0, 3, 30, 100, 300, 1000, 3000, 8000, 15000, 25000):
        yield "one word", words[rank] + " ", ()
    for rank in (1, 5, 20, 60, 150, 400, 900, 2000, 5000, 12000):
        yield "two words", f"{words[rank]} {words[rank // 3]}", ()
    for rank in (2, 7, 40, 90, 200, 500, 1500, 4000, 9000, 20000):
        yield "prefix", words[rank][: 2 + rank % 3], ()
    for rank in (0, 4, 25, 80, 250, 700, 1800, 4500, 10000, 20000):
        yield "Chinese", terms[rank], ()
    filters = (
        (":topic:models",),
        (":lang:zh",),
        (":week:2026-W20",),
        (":source:outlet-3", ":topic:safety"),
        (":source:outlet-0",),
    )
    for number, chosen in enumerate(filters):
        yield "filter", "", chosen
        yield "filter and word", words[10 * number], chosen


@dataclass(frozen=True)
class Cost:
    """Bytes a first query loads."""

    kind: str
    files: int
    raw: int
    packed: int


def costs(searcher: Searcher, invented: Invented, script: bytes) -> Iterator[Cost]:
    sizes: dict[str, tuple[int, int]] = {}
    for kind, query, filters in queries(invented):
        searcher.fetched = ["segments.json"]
        searcher.first_results(query, *filters)
        found = [_size(sizes, searcher.folder / name) for name in dict.fromkeys(searcher.fetched)]
        found.append((len(script), len(gzip.compress(script))))
        yield Cost(kind, len(found), sum(raw for raw, _ in found), sum(packed for _, packed in found))


def _size(sizes: dict[str, tuple[int, int]], path: Path) -> tuple[int, int]:
    if str(path) not in sizes:
        data = path.read_bytes()
        sizes[str(path)] = (len(data), len(gzip.compress(data)))
    return sizes[str(path)]


def make_index(invented: Invented, items: int, folder: Path) -> tuple[int, int, float]:
    """Writes the index below `folder`; files, bytes and seconds without the making of items."""
    stored = [invented.item(number) for number in range(items)]
    library = Library(Archive(folder, {it.address: it for it in stored}), _vocabulary(folder), {})
    site, begun = make_site(), time.perf_counter()
    files = [file for plan in search_files(library) for file in plan(site, library)]
    files.append(segments_file(file.told for file in files if file.kind == SEGMENT))
    for file in files:
        (folder / file.path).parent.mkdir(parents=True, exist_ok=True)
        (folder / file.path).write_bytes(file.data)
    return len(files), sum(len(file.data) for file in files), time.perf_counter() - begun


def _vocabulary(folder: Path) -> Vocabulary:
    return make_library(folder / "content").vocabulary


@click.command(help=__doc__)
@click.option("--items", default=10_000)
@click.option("--years", default=5.0, help="over how many years they are spread")
def main(items: int, years: float) -> None:
    console = Console()
    invented = Invented(items, years)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        count, size, seconds = make_index(invented, items, folder)
        console.print(f"{items} items: {count} files, {size / 1e6:.1f} MB, {seconds:.1f} s")
        script = load_assets([str(ROOT / "theme"), str(resources.files("material") / "templates")])["search.js"].data
        found = list(costs(Searcher(folder), invented, script))
    table = Table("query", "files", "kB raw", "max", "kB gzip", "max")
    for kind in [*dict.fromkeys(cost.kind for cost in found), ""]:
        some = [cost for cost in found if kind in {cost.kind, ""}]
        raw, packed = [cost.raw / 1000 for cost in some], [cost.packed / 1000 for cost in some]
        table.add_row(
            kind or "all", f"{median(cost.files for cost in some):.0f}", f"{median(raw):.0f}", f"{max(raw):.0f}",
            f"{median(packed):.0f}", f"{max(packed):.0f}",
        )  # fmt: skip
    console.print(table)


if __name__ == "__main__":
    main()
