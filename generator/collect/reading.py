"""One source read once: its feed fetched, parsed if it changed, remembered; and the report on that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from generator.collect.cache import Memory, Remembered, digest_of, remember, save
from generator.collect.failure import Failure
from generator.collect.feeds import parse_feed
from generator.collect.fetch import Fetched
from generator.collect.formats import NotAFeed
from generator.collect.fulltext import Pages
from generator.collect.offload import Offload
from generator.collect.pulse import pulse_of
from generator.collect.repair import may_replace
from generator.collect.robots import Web
from generator.collect.selection import Selection
from generator.model.article import Pulse, Repair, SourceReport
from generator.model.base import instant_text, one_line
from generator.model.errors import BadFeed, FetchError
from generator.model.source import Source
from generator.model.status import LONGEST_CAUSE, silence

_GONE = frozenset([404, 410])
_REFUSED = frozenset([401, 402, 403, 451])
#: Said by what is between us and the server.
_BETWEEN = frozenset([407, 511])
#: Nothing, a part nobody asked for, "as you have it" to who has nothing: faults of a server, not of the address.
_EMPTY = frozenset([204, 205, 206, 304])


@dataclass(frozen=True)
class Reading:
    """What came of reading a source."""

    memory: Memory
    status: str
    """ok, unchanged or failed, as in SourceReport."""
    causes: tuple[str, ...] = ()
    moved_to: str = ""
    """Where the feed is for good now, by its server's word."""
    is_page: bool = False
    """The address answered, but with something else than a feed."""
    is_unreached: bool = False
    """Nothing came back from its host, as without a network."""
    is_new: bool = False
    """The memory differs from what is on the disk."""
    seconds: float = 0.0
    bytes: int = 0

    def with_pages(self, pages: Pages) -> Reading:
        causes = tuple(filter(None, [*self.causes, pages.note()]))
        memory = self.memory.with_pages(pages.texts)
        return replace(self, memory=memory, causes=causes, is_new=self.is_new or bool(pages.texts))

    def keep(self, path: Path) -> None:
        """Write the memory to `path` if it changed."""
        if self.is_new:
            save(path, self.memory)

    def report(self, source: Source, selection: Selection, now: datetime, *, checking: bool = False) -> SourceReport:
        """The report; checking: also tell of a feed that has been silent for long, or gives no dates."""
        in_feed = self.memory.in_feed
        pulse = pulse_of(self.memory, now)
        causes = [*self.causes, selection.note()]
        if checking and self.status != "failed":
            causes += [_quiet_words(in_feed, pulse, now), _undated_words(in_feed)]
        return SourceReport(
            source=source.name,
            status=self.status,
            cause=one_line("; ".join(filter(None, causes))),
            entries=self.memory.held,
            fresh=len(selection.articles),
            filtered=selection.filtered,
            undated=sum(known.is_undatable for known in in_feed),
            faulty=self.memory.faulty + selection.unusable,
            seconds=round(self.seconds, 3),
            bytes=self.bytes,
            unreached=self.is_unreached,
            pulse=pulse,
            repair=Repair(url=self.moved_to, why="moved") if may_replace(source.url, self.moved_to) else None,
        )


def recall_source(known: Memory | None) -> Reading:
    """A source as it was remembered, without the network."""
    if known is None:
        return Reading(Memory(""), "failed", ("never read; collect once with a network",))
    return Reading(known, "unchanged")


async def read_source(source: Source, known: Memory | None, web: Web, now: datetime) -> Reading:
    """Fetch and, where the bytes are new, parse. A failure is a Reading with what was known before."""
    try:
        fetched = await web.fetcher.get(source.url)
        memory = await _parsed(source, known, fetched, web.parser, now)
    except (FetchError, BadFeed) as error:
        return _failed(source, known, error)
    moved = f"moved for good to {fetched.moved_to}; change url in the list of sources" if fetched.moved_to else ""
    return Reading(
        memory,
        "unchanged" if memory is known else "ok",
        tuple(filter(None, [moved, *memory.faults])),
        fetched.moved_to,
        is_new=memory is not known,
        seconds=fetched.seconds,
        bytes=0 if fetched.unchanged else len(fetched.body),
    )


async def _parsed(source: Source, known: Memory | None, fetched: Fetched, parser: Offload, now: datetime) -> Memory:
    """The memory after an answer; the very one that was known where that says the same.

    The same bytes are read again where an entry has no date: it may have had one that lay too far ahead.
    """
    digest = await parser.here(digest_of, fetched.body, fetched.content_type, source.language)
    is_same = known is not None and (known.digest, known.url) == (digest, source.url)
    if known and is_same and all(it.entry.published for it in known.in_feed):
        return known
    bytes_of = (fetched.body, fetched.content_type, fetched.url)
    parsed = await parser.run(parse_feed, *bytes_of, now, source.homepage, source.language, source.title)
    memory = await parser.here(remember, known, parsed, source.url, digest, now)
    return known if known and memory == known else memory


def _failed(source: Source, known: Memory | None, error: FetchError | BadFeed) -> Reading:
    memory = known or Memory(source.url)
    causes = [f"{error}{_remedy(source, error)}"]
    if memory.entries:
        causes.append(f"{len(memory.entries)} entries of earlier runs were used")
    seconds, is_unreached = (error.seconds, error.is_unreached) if isinstance(error, Failure) else (0.0, False)
    is_page = isinstance(error, NotAFeed)
    return Reading(memory, "failed", tuple(causes), is_page=is_page, is_unreached=is_unreached, seconds=seconds)


def _remedy(source: Source, error: FetchError | BadFeed) -> str:
    if isinstance(error, Failure):
        return f"; {_remedy_of_answer(source, error)}"
    feeds = [url for url in error.announced if may_replace(source.url, url)] if isinstance(error, NotAFeed) else []
    if feeds:
        named = feeds[0][:LONGEST_CAUSE]
        return f"; it names the feed {named}: if that is the right one, make it url in the list of sources"
    if isinstance(error, NotAFeed):
        return f"; look for the feed's address at {source.homepage}"
    return f"; if it stays so, see {source.homepage}"


def _remedy_of_answer(source: Source, failure: Failure) -> str:
    status, homepage = failure.status, source.homepage
    if failure.until:
        return (
            f"waiting until {failure.until:%Y-%m-%d %H:%M} UTC: the first run after that asks it again; if it comes to"
            " this often, let more time pass between runs"
        )
    remedies = {
        _GONE: f"look for the feed's new address at {homepage}",
        _REFUSED: f"the outlet does not let programs read it, see {homepage}",
        _BETWEEN: "the network in between wants a sign-in: open any page in a browser, or let its proxy allow this",
        _EMPTY: f"no feed was sent, which is for its server to mend: if it stays so, tell {homepage}",
        frozenset(range(200, 400)): f"look for the feed's address at {homepage}",  # a choice of addresses
        frozenset([429]): f"it was asked too often: let more time pass between runs, or tell {homepage}",
    }
    return next(
        (remedy for statuses, remedy in remedies.items() if status in statuses), f"if it stays so, see {homepage}"
    )


def _quiet_words(in_feed: Sequence[Remembered], pulse: Pulse, now: datetime) -> str:
    """What is odd about a feed that was read; empty where nothing is."""
    if not in_feed:
        return "holds no entries"
    if not pulse.newest or not silence(pulse, now):
        return ""
    rhythm = f"; its median gap is {pulse.gap:g} days" if pulse.gap else ""
    return f"answers, but nothing new since {instant_text(pulse.newest)[:10]}{rhythm}"


def _undated_words(in_feed: Sequence[Remembered]) -> str:
    """What becomes of entries of which nobody knows how old they are; empty where there are none."""
    count = sum(known.is_undatable for known in in_feed)
    told = "entries without a date that stood in the feed when it was first read: they are in no edition"
    return f"{told}: {count}" if count else ""
