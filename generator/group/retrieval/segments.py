"""Segments of the archive's index: inverted lists of a batch of documents, written once and read through a memory map.

A segment never changes. What is taken out of it is marked dead beside it, until the segment is merged into another
(the log-structured merge of Lucene and of Cutting and Pedersen, 1990). Terms are 64-bit numbers.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from generator.files import whole_file

#: Arrays begin at multiples of this many bytes, so that every type can be mapped as it lies.
_ALIGNMENT = 64
_MAGIC = b"recap-segment-1\n"
_CHUNK = 1 << 20
#: A term that occurs more often in one document says no more.
MAX_FREQUENCY = 255

Numbers = npt.NDArray[np.intp]


class BrokenSegment(Exception):
    """A file that is no segment, or not the one that was written."""


@dataclass(frozen=True)
class Entry:
    """A document as a segment takes it."""

    address: str
    digest: int
    """Tells it from all others, and from itself before it changed; 64 bits."""
    moment: int
    """Seconds since 1970."""
    is_chinese: bool
    frequencies: dict[int, int]
    """Weighted frequency by term."""
    marks: dict[int, int]
    """What stands out: terms of the title, names, numbers and versions, each with its kinds as bits."""


class File(NamedTuple):
    """Where a segment lies, and the CRC-32 of its bytes."""

    path: Path
    checksum: int


@dataclass(frozen=True, eq=False)
class Columns:
    """What lies in the file: documents in order of address, terms in order of their number, lists by offsets."""

    addresses: npt.NDArray[np.uint8]
    """UTF-8, one after the other; no address has a line end."""
    digests: npt.NDArray[np.uint64]
    moments: npt.NDArray[np.int64]
    lengths: npt.NDArray[np.uint32]
    chinese: npt.NDArray[np.bool_]
    terms: npt.NDArray[np.uint64]
    starts: npt.NDArray[np.uint32]
    documents: npt.NDArray[np.uint32]
    frequencies: npt.NDArray[np.uint8]
    mark_starts: npt.NDArray[np.uint32]
    marks: npt.NDArray[np.uint64]
    mark_kinds: npt.NDArray[np.uint8]


@dataclass(frozen=True, eq=False)
class Segment:
    """Columns with what is dead in them."""

    columns: Columns
    dead: frozenset[int] = frozenset()
    file: File | None = None
    """Where the columns lie; None where they are in memory only."""

    def __reduce__(self) -> tuple[Any, ...]:
        """A segment on disk travels to another process as its path."""
        return (open_segment, (self.file, self.dead)) if self.file else (Segment, (self.columns, self.dead))

    @cached_property
    def addresses(self) -> list[str]:
        return self.columns.addresses.tobytes().decode().split("\n") if len(self) else []

    @cached_property
    def alive(self) -> npt.NDArray[np.bool_]:
        alive = np.ones(len(self), dtype=np.bool_)
        alive[list(self.dead)] = False
        return alive

    def __len__(self) -> int:
        """Documents, the dead included."""
        return len(self.columns.digests)

    @property
    def living(self) -> int:
        return len(self) - len(self.dead)

    def spans(self, terms: npt.NDArray[np.uint64]) -> tuple[Numbers, Numbers]:
        """Where the list of each term begins and ends; both are equal for a term that does not occur."""
        known = self.columns.terms
        if not len(known):
            return np.zeros(len(terms), np.intp), np.zeros(len(terms), np.intp)
        places = np.minimum(known.searchsorted(terms), len(known) - 1)
        starts = self.columns.starts[places].astype(np.intp)
        ends = np.where(known[places] == terms, self.columns.starts[places + 1], starts).astype(np.intp)
        return starts, ends

    def counts(self, terms: npt.NDArray[np.uint64]) -> Numbers:
        """In how many living documents each term occurs."""
        starts, ends = self.spans(terms)
        if not self.dead:
            return ends - starts
        listed, owners = flattened(starts, ends)
        return np.bincount(owners[self.alive[self.columns.documents[listed]]], minlength=len(terms))

    def marks_of(self, number: int) -> dict[int, int]:
        """What stands out in a document, with its kinds as bits."""
        columns = self.columns
        begin, end = int(columns.mark_starts[number]), int(columns.mark_starts[number + 1])
        return dict(zip(columns.marks[begin:end].tolist(), columns.mark_kinds[begin:end].tolist(), strict=True))

    def kept(self, keeps: npt.NDArray[np.bool_]) -> Segment:
        """The segment with only these of its living documents; itself where none is lost."""
        lost = frozenset(np.flatnonzero(self.alive & ~keeps).tolist())
        return Segment(self.columns, self.dead | lost, self.file) if lost else self


def flattened(starts: Numbers, ends: Numbers) -> tuple[Numbers, Numbers]:
    """All places of the spans in order, and for each the number of its span."""
    lengths = ends - starts
    owners = np.repeat(np.arange(len(starts)), lengths)
    before = np.repeat(starts - np.concatenate(([0], np.cumsum(lengths)[:-1])), lengths) if len(starts) else owners
    return np.arange(len(owners)) + before, owners


def built(entries: Iterable[Entry]) -> Segment:
    """A segment in memory; of two entries with one address the caller keeps one."""
    listed = sorted(entries, key=lambda entry: entry.address)
    sizes = [len(entry.frequencies) for entry in listed]
    terms = np.fromiter((term for entry in listed for term in entry.frequencies), np.uint64, sum(sizes))
    frequencies = np.fromiter(
        (min(MAX_FREQUENCY, count) for entry in listed for count in entry.frequencies.values()), np.uint8, sum(sizes)
    )
    marks = [sorted(entry.marks.items()) for entry in listed]
    documents = np.repeat(np.arange(len(listed), dtype=np.uint32), sizes)
    return Segment(
        Columns(
            addresses=_blob([entry.address for entry in listed]),
            digests=np.array([entry.digest for entry in listed], np.uint64),
            moments=np.array([entry.moment for entry in listed], np.int64),
            lengths=np.bincount(documents, frequencies, len(listed)).astype(np.uint32),
            chinese=np.array([entry.is_chinese for entry in listed], np.bool_),
            **_inverted(terms, documents, frequencies),
            mark_starts=_offsets([len(one) for one in marks]),
            marks=np.array([mark for one in marks for mark, _ in one], np.uint64),
            mark_kinds=np.array([kinds for one in marks for _, kinds in one], np.uint8),
        )
    )


def merged(segments: Sequence[Segment]) -> Segment:
    """One segment of what lives in several."""
    alive = np.concatenate([segment.alive for segment in segments])
    addresses = np.array([address for segment in segments for address in segment.addresses], dtype=np.str_)
    kept = np.flatnonzero(alive)
    kept = kept[np.argsort(addresses[kept], kind="stable")]
    numbers = np.full(len(alive), -1, np.int64)
    numbers[kept] = np.arange(len(kept))
    firsts = np.cumsum([0, *map(len, segments)])
    joined = {
        name: np.concatenate([getattr(segment.columns, name) for segment in segments])
        for name in ("digests", "moments", "lengths", "chinese", "frequencies", "marks", "mark_kinds")
    }
    terms = np.concatenate([np.repeat(s.columns.terms, np.diff(s.columns.starts)) for s in segments])
    documents = numbers[
        np.concatenate([s.columns.documents + first for s, first in zip(segments, firsts, strict=False)])
    ]
    lives = documents >= 0
    sizes = np.concatenate([np.diff(s.columns.mark_starts) for s in segments]).astype(np.intp)
    ends = np.cumsum(sizes)
    listed, _ = flattened((ends - sizes)[kept], ends[kept])
    return Segment(
        Columns(
            addresses=_blob(addresses[kept].tolist()),
            digests=joined["digests"][kept],
            moments=joined["moments"][kept],
            lengths=joined["lengths"][kept],
            chinese=joined["chinese"][kept],
            **_inverted(terms[lives], documents[lives].astype(np.uint32), joined["frequencies"][lives]),
            mark_starts=_offsets(sizes[kept]),
            marks=joined["marks"][listed],
            mark_kinds=joined["mark_kinds"][listed],
        )
    )


def _inverted(
    terms: npt.NDArray[np.uint64], documents: npt.NDArray[np.uint32], frequencies: npt.NDArray[np.uint8]
) -> dict[str, npt.NDArray[Any]]:
    """The columns of the lists; every list is in order of its documents."""
    order = np.lexsort((documents, terms))
    known, sizes = np.unique(terms, return_counts=True)
    return {
        "terms": known, "starts": _offsets(sizes), "documents": documents[order], "frequencies": frequencies[order],
    }  # fmt: skip


def _offsets(sizes: Sequence[int] | npt.NDArray[Any]) -> npt.NDArray[np.uint32]:
    return np.concatenate(([0], np.cumsum(sizes))).astype(np.uint32)


def _blob(addresses: Sequence[str]) -> npt.NDArray[np.uint8]:
    return np.frombuffer("\n".join(addresses).encode(), np.uint8)


def write_segment(path: Path, segment: Segment) -> Segment:
    """Write the columns to `path`, whole or not at all; the segment as it lies there."""
    arrays = {column.name: np.ascontiguousarray(getattr(segment.columns, column.name)) for column in fields(Columns)}
    table = {name: [array.dtype.str, len(array)] for name, array in arrays.items()}
    checksum = 0
    with whole_file(path) as file:
        for part in _parts(json.dumps(table).encode(), arrays.values()):
            checksum = zlib.crc32(part, checksum)
            file.write(part)
    return open_segment(File(path, checksum), segment.dead)


def _parts(table: bytes, arrays: Iterable[npt.NDArray[Any]]) -> Iterator[bytes | memoryview]:
    head = _MAGIC + len(table).to_bytes(8, "little") + table
    yield head + bytes(-len(head) % _ALIGNMENT)
    for array in arrays:
        yield array.data.cast("B") if len(array) else b""
        yield bytes(-array.nbytes % _ALIGNMENT)


def read_segment(file: File, dead: frozenset[int]) -> Segment:
    """The segment of a file, its bytes checked. Raises BrokenSegment where they are not what was written."""
    checksum = 0
    try:
        with file.path.open("rb") as data:
            while piece := data.read(_CHUNK):
                checksum = zlib.crc32(piece, checksum)
    except OSError as error:
        raise BrokenSegment(str(error)) from error
    if checksum != file.checksum:
        raise BrokenSegment(f"{file.path}: is not what was written")
    return open_segment(file, dead)


def open_segment(file: File, dead: frozenset[int]) -> Segment:
    """The segment of a file that was checked, or written, just now: through a memory map, nothing is read ahead."""
    data = np.memmap(file.path, np.uint8, "r").view(np.ndarray)
    begin = len(_MAGIC) + 8
    end = begin + int.from_bytes(data[len(_MAGIC) : begin].tobytes(), "little")
    table = json.loads(data[begin:end].tobytes())
    columns, place = {}, end + -end % _ALIGNMENT
    for name, (kind, length) in table.items():
        size = np.dtype(kind).itemsize * length
        columns[name] = data[place : place + size].view(kind)
        place += size + -size % _ALIGNMENT
    return Segment(Columns(**columns), dead, file)
