"""The index of the archive: which items have which terms, kept from run to run so that a week costs a week.

A cache and nothing more: it is made anew when it is lost or broken, when the names change, or when VERSION is raised.
New and changed items are appended as a segment, what they replace is marked dead, and small segments are merged now and
then.
"""

from __future__ import annotations

import contextlib
import json
import operator
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from hashlib import blake2b
from itertools import islice
from pathlib import Path
from typing import Protocol
from zlib import crc32

import numpy as np
import numpy.typing as npt

from generator.executor.forks import in_forks
from generator.files import read_json, write_whole
from generator.group.documents import Document, DocumentMaker
from generator.group.likeness.terms import name_term, normal, number_term, product_term, version_term
from generator.group.retrieval.segments import (
    BrokenSegment,
    Entry,
    File,
    Segment,
    built,
    merged,
    read_segment,
    write_segment,
)
from generator.model.facts import Facts
from generator.model.item import Item
from generator.text.words import is_chinese

#: Raise it when documents.py, stems, synonyms or translations change what is indexed.
VERSION = 4
#: The title says what an item is about: its words and names count so many times (BM25F, Robertson et al. 2004).
TITLE_WEIGHT = 3
#: Bits that tell what a mark is: a word or a name of the title, a name of the text, a number, a version or its product,
#: a pair of Chinese characters, of which every word but the shortest has several, and a name that no list has.
WORD, NAME, MENTION, NUMBER, VERSIONED, PRODUCT, PAIR, UNLISTED = 1, 2, 4, 8, 16, 32, 64, 128
#: A segment grows by merging up to so many documents; more would not fit into the memory of a small machine.
MAX_SEGMENT = 25_000
#: So many documents are in memory at once while an index is made anew.
_CHUNK = 2_000
_MANIFEST = "index.json"
_ENDING = ".segment"


@lru_cache(maxsize=1 << 16)
def term_id(term: str) -> int:
    """The number of a term, the same in every run; two of five million meet with a probability below 1e-6."""
    return int.from_bytes(blake2b(term.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


def frequencies_of(document: Document) -> dict[int, int]:
    """Weighted frequencies of a document's words, names and numbers, by the number of the term."""
    counts = Counter(map(normal, document.lead_terms))
    for term in document.title_terms:
        counts[normal(term)] += TITLE_WEIGHT
    for name in document.names:
        counts[name_term(name)] = TITLE_WEIGHT if name in document.title_names else 1
    for number in document.numbers:
        counts[number_term(number)] = 1
    return {term_id(term): count for term, count in counts.items()}


def marks_of(document: Document) -> dict[int, int]:
    """What stands out in a document by its term's number, with its kinds as bits."""
    marks: Counter[int] = Counter()
    for terms, kind in (
        (map(normal, document.title_terms), WORD),
        (filter(is_chinese, document.title_terms), PAIR),
        (map(name_term, document.title_names), NAME),
        (map(name_term, document.names - document.title_names), MENTION),
        (map(number_term, document.numbers), NUMBER),
        ((version_term(*version) for version in document.versions), VERSIONED),
        ((product_term(product) for product, _ in document.versions), PRODUCT),
        (map(name_term, document.title_unlisted), UNLISTED),
        (map(name_term, document.unlisted - document.title_unlisted), UNLISTED | MENTION),
    ):
        for term in terms:
            marks[term_id(term)] |= kind
    return dict(marks)


def entry_of(document: Document, digest: int) -> Entry:
    """A document as the index takes it; its key is its address."""
    return Entry(
        address=document.key,
        digest=digest,
        moment=int(document.moment.timestamp()),
        is_chinese=is_chinese(document.title),
        frequencies=frequencies_of(document),
        marks=marks_of(document),
    )


def digest_of(address: str, facts: Facts) -> int:
    """Identifies an item's version. Changes when the item is rewritten or its title, hook or names are edited.

    Two checksums of 32 bits: of the address, and of what changes.
    """
    changing = f"{facts.updated} {facts.reports} {facts.head} {facts.names}"
    return crc32(address.encode()) << 32 | crc32(changing.encode("utf-8", "surrogatepass"))


def fingerprint_of(*parts: str) -> str:
    """Of everything the documents are made by beside the items; parts: the names and the round-ups as text."""
    return blake2b("\0".join([str(VERSION), *parts]).encode(), digest_size=16).hexdigest()


class Stored(Protocol):
    """An item, and what is known of it without reading it."""

    @property
    def item(self) -> Item: ...
    @property
    def facts(self) -> Facts: ...


@dataclass(frozen=True)
class Index:
    """An inverted index of items; a value: `updated` makes another one."""

    fingerprint: str
    segments: tuple[Segment, ...] = ()

    @property
    def size(self) -> int:
        """How many items it has."""
        return sum(segment.living for segment in self.segments)

    def counts(self, terms: Sequence[str]) -> npt.NDArray[np.int64]:
        """In how many items each term occurs; terms as `rows.row_of` gives them: an index is a `Background`."""
        return self.counts_of(np.array([term_id(term) for term in terms], np.uint64)).astype(np.int64)

    def counts_of(self, terms: npt.NDArray[np.uint64]) -> npt.NDArray[np.intp]:
        """The same by the terms' numbers."""
        found = np.zeros(len(terms), np.intp)
        for segment in self.segments:
            found += segment.counts(terms)
        return found

    def updated(self, items: Mapping[str, Stored], maker: DocumentMaker) -> Index:
        """The index of exactly these items, by address; itself where nothing changed.

        Costs a digest for every item and a document for every new or changed one. Each is read where its document is
        made: an executor would be sent all of a new archive.
        """
        addresses = list(items)
        facts = (stored.facts for stored in items.values())
        digests = np.fromiter(map(digest_of, addresses, facts), np.uint64, len(addresses))
        known = [segment.columns.digests[segment.alive] for segment in self.segments]
        is_new = ~_are_among(digests, np.sort(np.concatenate([np.zeros(0, np.uint64), *known])))
        ordered = np.sort(digests)
        segments = [segment.kept(_are_among(segment.columns.digests, ordered)) for segment in self.segments]
        new = sorted((addresses[number], int(digests[number])) for number in np.flatnonzero(is_new))
        entries = in_forks(partial(_entry, items, maker), new)
        kept = tuple(segments)
        while chunk := list(islice(entries, _CHUNK)):
            kept = _compact((*kept, built(chunk)))
        kept = _compact(kept)
        is_same = len(kept) == len(self.segments) and all(map(operator.is_, kept, self.segments))
        return self if is_same else replace(self, segments=kept)


def _are_among(values: npt.NDArray[np.uint64], ordered: npt.NDArray[np.uint64]) -> npt.NDArray[np.bool_]:
    if not len(ordered):
        return np.zeros(len(values), np.bool_)
    found: npt.NDArray[np.bool_] = ordered[np.minimum(ordered.searchsorted(values), len(ordered) - 1)] == values
    return found


def _entry(items: Mapping[str, Stored], maker: DocumentMaker, known: tuple[str, int]) -> Entry:
    address, digest = known
    return entry_of(maker.of_item(address, items[address].item), digest)


def _compact(segments: Iterable[Segment]) -> tuple[Segment, ...]:
    """Segments of falling size, none more than half dead; the merges of an item are logarithmic in the archive."""
    kept: list[Segment] = []
    for segment in segments:
        if not segment.living:
            continue
        kept.append(merged([segment]) if 2 * segment.living < len(segment) else segment)
        while len(kept) > 1 and 2 * kept[-1].living > kept[-2].living and _fits(kept[-2:]):
            kept[-2:] = [merged(kept[-2:])]
    return tuple(kept)


def _fits(segments: Iterable[Segment]) -> bool:
    return sum(segment.living for segment in segments) <= MAX_SEGMENT


def load(folder: Path, fingerprint: str) -> Index:
    """The index that lies in a folder; an empty one where there is none that fits."""
    try:
        manifest = read_json(folder / _MANIFEST)
        if manifest["fingerprint"] != fingerprint:
            return Index(fingerprint)
        return Index(fingerprint, tuple(_stored(folder, **entry) for entry in manifest["segments"]))
    except (OSError, ValueError, TypeError, KeyError, BrokenSegment):
        return Index(fingerprint)


def _stored(folder: Path, name: str, checksum: int, dead: Sequence[int]) -> Segment:
    return read_segment(File(folder / Path(name).name, checksum), frozenset(dead))


def save(index: Index, folder: Path) -> Index:
    """Put an index into a folder, segments first and what lists them last; the index as it now lies there.

    A segment that lies there already is not written again. Raises OSError where the disk refuses.
    """
    segments = tuple(_put(segment, folder, index.fingerprint) for segment in index.segments)
    files = [segment.file for segment in segments if segment.file]
    listed = [
        {"name": file.path.name, "checksum": file.checksum, "dead": sorted(segment.dead)}
        for segment, file in zip(segments, files, strict=True)
    ]
    manifest = json.dumps({"fingerprint": index.fingerprint, "segments": listed})
    write_whole(folder / _MANIFEST, manifest.encode())
    for path in set(folder.glob(f"*{_ENDING}")) - {file.path for file in files}:
        with contextlib.suppress(OSError):  # where an open file cannot be deleted, the next run does it
            path.unlink()
    return replace(index, segments=segments)


def _put(segment: Segment, folder: Path, fingerprint: str) -> Segment:
    if segment.file and segment.file.path.parent == folder:
        return segment
    columns = segment.columns
    contents = blake2b(fingerprint.encode() + columns.addresses.tobytes() + columns.digests.tobytes(), digest_size=12)
    return write_segment(folder / f"{contents.hexdigest()}{_ENDING}", segment)
