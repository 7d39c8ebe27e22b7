"""What is remembered of each source: its entries as parsed, and when each was first seen. One file per source.

A feed that did not change costs no parsing; entries that rolled out of a short feed are not lost to a weekly recap;
and an entry without a date is dated by its first sight, which only a memory can know. `now` is always an argument.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TypeVar

from pydantic import TypeAdapter

from generator.collect.feeds import PARSER_VERSION, Entry, ParsedFeed
from generator.collect.retraction import takes_back
from generator.files import read_json, write_whole
from generator.model.article import link_key
from generator.model.base import is_of_wrong_clock
from generator.model.source import Source

T = TypeVar("T")

_FORMAT = 2
KEPT = timedelta(days=30)
"""How long an entry is remembered that is no longer in its feed."""
_PLACE = re.compile(r"\d{1,3}")
"""An id that only numbers the entries of a feed, from the newest on."""


@dataclass(frozen=True)
class Remembered:
    """An entry with what only time tells."""

    entry: Entry
    first_seen: datetime
    is_old: bool = False
    """Without a date and in the feed when it was first read: nobody knows how old."""
    gone_since: datetime | None = None
    """When it was first missing from the feed."""
    page: str | None = None
    """Text of the article's page; "" where there is none to be had, None where nobody asked."""
    is_page_old: bool = False
    """The feed has said something else of the entry since the page was read."""
    also: tuple[str, ...] = ()
    """Names it would have by the addresses that the feed gave it later. It keeps its first: by that it is published."""

    @property
    def moment(self) -> datetime:
        return self.entry.published or self.first_seen

    @property
    def is_undatable(self) -> bool:
        return self.is_old and self.entry.published is None


@dataclass(frozen=True)
class Memory:
    """What is known of one source after its last successful read."""

    url: str
    """Address of the feed; another one means another feed."""
    digest: str = ""
    held: int = 0
    """Entries of the feed, repeated and faulty ones included."""
    faulty: int = 0
    faults: tuple[str, ...] = ()
    entries: Mapping[str, Remembered] = field(default_factory=dict)
    """By identity, see `identities`."""

    @property
    def in_feed(self) -> list[Remembered]:
        return [known for known in self.entries.values() if known.gone_since is None]

    def with_pages(self, pages: Mapping[str, str]) -> Memory:
        """With the texts of pages, by identity."""
        changed = {
            name: replace(self.entries[name], page=text, is_page_old=False)
            for name, text in pages.items() if name in self.entries
        }  # fmt: skip
        return replace(self, entries={**self.entries, **changed})


def digest_of(body: bytes, content_type: str, language: str) -> str:
    """Equal for bytes that the same parser reads the same way."""
    return hashlib.sha256(f"{PARSER_VERSION}\n{content_type}\n{language}\n".encode() + body).hexdigest()


def identities(entries: Iterable[Entry]) -> list[str]:
    """A name for each entry, the same in every run: its link, and its title too where several share the link."""
    entries = list(entries)
    keys = [link_key(entry.url) for entry in entries]
    shared = Counter(keys)
    return [
        f"{key} {entry.title.casefold()}" if shared[key] > 1 else key for key, entry in zip(keys, entries, strict=True)
    ]


def _known_names(entries: Sequence[Entry], before: Mapping[str, Remembered]) -> list[str]:
    """A name for each entry: that of before where only its address is another now."""
    names = identities(entries)
    there = set(names)
    gone = {name: it for name, it in before.items() if name not in there}
    moved = {other: name for name, it in gone.items() for other in it.also}
    known = _by_own_id((it.entry, name) for name, it in gone.items())
    for own_id, (name, entry) in _by_own_id((it, (name, it)) for name, it in zip(names, entries, strict=True)).items():
        if own_id in known and name not in moved and _is_same(gone[known[own_id]].entry, entry):
            moved[name] = known[own_id]
    return [name if name in before else moved.get(name, name) for name in names]


def _by_own_id(entries: Iterable[tuple[Entry, T]]) -> dict[str, T]:
    """What stands beside the entries, by those ids that are of one entry only and no more than its place in a list."""
    entries = list(entries)
    shared = Counter(entry.id for entry, _ in entries)
    return {it.id: value for it, value in entries if it.id and shared[it.id] == 1 and not _PLACE.fullmatch(it.id)}


def _is_same(before: Entry, after: Entry) -> bool:
    """Whether two entries of one id are one article: of one moment, or else of one title and text. There are feeds
    that give what is new each day the id of the day before."""
    if before.published and after.published:
        return before.published == after.published
    return _content(before) == _content(after) and bool(after.summary or after.text)


def remember(known: Memory | None, parsed: ParsedFeed, url: str, digest: str, now: datetime) -> Memory:
    """The memory after a feed was read."""
    now = now.replace(microsecond=0)
    before = {name: _by_right_clock(it, now) for name, it in known.entries.items()} if known else {}
    is_first_read = known is None or known.url != url
    entries: dict[str, Remembered] = {}
    own_names = identities(parsed.entries)
    for name, own, entry in zip(_known_names(parsed.entries, before), own_names, parsed.entries, strict=True):
        if twin := entries.get(name):  # feeds begin with what is new
            entries[name] = _again(replace(twin, entry=entry), twin.entry)
        elif (earlier := before.get(name)) and name != own:
            also = earlier.also if own in earlier.also else (*earlier.also, own)
            entries[name] = replace(_again(earlier, replace(entry, url=earlier.entry.url)), also=also)
        elif earlier:
            entries[name] = _again(earlier, entry)
        else:
            entries[name] = Remembered(entry, now, is_old=is_first_read and entry.published is None)
    for name, earlier in before.items():
        if name not in entries and now - (earlier.gone_since or now) <= KEPT:
            entries[name] = replace(earlier, gone_since=earlier.gone_since or now)
    entries.update(_only_touched(before, entries))
    held = len(parsed.entries) + parsed.faulty
    return Memory(url, digest, held, parsed.faulty, parsed.faults, entries)


def _by_right_clock(earlier: Remembered, now: datetime) -> Remembered:
    """An entry, seen and missed now where a wrong clock dated that years ahead: its week would come then."""
    seen, gone = earlier.first_seen, earlier.gone_since
    if is_of_wrong_clock(seen, now):
        earlier = replace(earlier, first_seen=now)
    return replace(earlier, gone_since=now) if gone and is_of_wrong_clock(gone, now) else earlier


def _again(earlier: Remembered, entry: Entry) -> Remembered:
    """An entry that was read again; the page of one that is taken back says what no longer holds."""
    joined = _joined(earlier.entry, entry)
    is_taken_back = takes_back(joined.title, joined.summary or joined.text)
    is_old = earlier.is_page_old or (earlier.page is not None and _content(joined) != _content(earlier.entry))
    page = None if is_old and is_taken_back else earlier.page
    return replace(earlier, entry=joined, gone_since=None, page=page, is_page_old=is_old and page is not None)


def _only_touched(before: Mapping[str, Remembered], after: Mapping[str, Remembered]) -> dict[str, Remembered]:
    """The entries that say no more than that they were updated, their pages to be read again.

    None where that holds for every entry: such feeds give all entries the time at which the feed was made.
    """
    known = {name: it for name, it in after.items() if name in before and it.gone_since is None}
    touched = {name: it for name, it in known.items() if it.entry.updated != before[name].entry.updated}
    if len(touched) == len(known) > 1:
        return {}
    return {name: replace(it, is_page_old=it.page is not None) for name, it in touched.items()}


def _content(entry: Entry) -> tuple[str, str, str]:
    return entry.title, entry.summary, entry.text


def _joined(before: Entry, after: Entry) -> Entry:
    """The newer of two readings of one entry.

    With the earlier date, since feeds re-date what they touch; and with the earlier text where the newer is less than
    half of it, and takes nothing back: a teaser in place of the article, while a correction changes less.
    """
    dates = [date for date in (before.published, after.published) if date]
    published = after.published if _is_slip(*dates) else min(dates, default=None)
    is_shortened = 2 * len(after.text + after.summary) < len(before.text + before.summary)
    if is_shortened and not takes_back(after.title, after.summary or after.text):
        return replace(
            before, title=after.title, url=after.url, published=published, updated=after.updated, id=after.id
        )
    return replace(after, published=published)


def _is_slip(*dates: datetime) -> bool:
    """Whether two dates are one that was written wrong: of another year, or with day and month exchanged.

    A feed that re-dates what it touches hits the same minute of the same day of another year by chance only.
    """
    days = [(date.year, date.month, date.day, date.time()) for date in dates]
    if len(days) != 2:
        return False
    (year, month, day, time), (other_year, *other, other_time) = days
    return time == other_time and (other == [month, day] or (year == other_year and other == [day, month]))


# the file

_MEMORY = TypeAdapter(Memory)
"""In a file the fields of an entry stand beside those of what is remembered of it."""


def memory_path(cache: Path, source: Source) -> Path:
    """Where the memory of a source is kept; a feed at another address is another feed, whatever its name."""
    address = hashlib.sha256(source.url.encode()).hexdigest()[:8]
    return cache / "feeds" / f"{source.name}-{address}.json"


def load(path: Path) -> Memory | None:
    """The memory in a file; None where there is none, or none that this version of the program wrote whole."""
    try:
        data = read_json(path)
        if data["format"] != _FORMAT:
            return None
        entries = {name: {**known, "entry": known} for name, known in data["entries"].items()}
        return _MEMORY.validate_python({**data, "entries": entries})
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def save(path: Path, memory: Memory) -> None:
    """Write the memory, whole or not at all; a disk that refuses costs the next run a parsing."""
    data = _MEMORY.dump_python(memory, mode="json")
    entries = {name: {**known.pop("entry"), **known} for name, known in data["entries"].items()}
    text = json.dumps({"format": _FORMAT, **data, "entries": entries}, ensure_ascii=False, separators=(",", ":"))
    with suppress(OSError):
        write_whole(path, text.encode("utf-8", "replace"))
