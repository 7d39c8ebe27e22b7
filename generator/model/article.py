"""An article: one report that one source published."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from typing import Annotated, Literal
from urllib.parse import unquote_plus, urlsplit

from pydantic import Field

from generator.model.base import Instant, Line, Slug, Url, Value
from generator.model.source import Source
from generator.model.week import WeekId

_TRACKERS = frozenset([
    "fbclid", "gclid", "dclid", "msclkid", "igshid", "mc_cid", "mc_eid", "_hsenc", "_hsmi", "ref_src", "spm",
    "share_token", "cmpid", "ncid",
])  # fmt: skip
"""Parameters that only trackers have."""
_TRACKER_PREFIXES = ("utm_", "mtm_", "pk_", "at_", "wt_")
_AMBIGUOUS = frozenset([
    "f", "from", "ref", "source", "src", "via", "mod", "feature", "partner", "emc", "cmp", "cid", "xtor", "ftag",
    "traffic_source",
])  # fmt: skip
"""Parameters that one site tracks by and another finds its pages by: a forum, a branch, the first day of a range."""
_CHANNEL = re.compile(r"(?:^|[^a-z])(?:rss|feeds?|atom|newsletter)(?:$|[^a-z])")
"""Values that say which way a reader came, and so name no page."""
_PORTS = {"http": 80, "https": 443}
_ROUTE = ("/", "!")
"""How the fragment begins where a script shows another page for each (#/news/1, #!/news/1)."""
_NUMBERED = re.compile(r"(?=.*\d)(?!.*(?:=|:~:))(?!(?:comments?|more|fn|fnref|note|cite|ref|section|page)[-_:]?\d)")
"""Fragments that name an entry of a page: the day or the version in a list of changes. Not those of trackers, nor the
numbered places that any page has."""


def without_trackers(url: str) -> str:
    """The address a reader is sent to: the same, without parameters that only say where the reader came from.

    What stays does so byte for byte: a server may read neither another encoding nor another separator.
    """
    head, mark, rest = url.partition("?")
    query, hash_mark, fragment = rest.partition("#")
    if "#" in head or not mark:
        return url
    parts = query.split("&")
    kept = [part for part in parts if not _is_tracker(part)]
    if len(kept) == len(parts):
        return url
    return f"{head}{mark if kept else ''}{'&'.join(kept)}{hash_mark}{fragment}"


def link_key(url: str) -> str:
    """What two links to one page have in common: host without www., amp. or m., no scheme and no trackers.

    The fragment belongs to it only where it names a page of its own: the route of a script, a numbered entry.
    """
    parts = urlsplit(without_trackers(url))
    host = (parts.hostname or "").lower().rstrip(".")
    for prefix in ("www.", "m.", "amp."):
        host = host.removeprefix(prefix)
    try:
        port = parts.port
    except ValueError:
        port = None
    if port and port != _PORTS.get(parts.scheme):
        host = f"{host}:{port}"
    path = parts.path.removesuffix("index.html").removesuffix("/amp").rstrip("/")
    query = "?" + "&".join(sorted(parts.query.split("&"))) if parts.query else ""
    names_page = parts.fragment.startswith(_ROUTE) or _NUMBERED.match(parts.fragment)
    return f"{host}{path}{query}{'#' + parts.fragment if names_page else ''}"


#: 203.0.113.7, [2001:db8::1] without its brackets, localhost.
_NUMBER = re.compile(r"[\d.]+|[\da-f]*:[\da-f:]*|localhost")


def publisher_of(url: str, owner: str | None, source: str) -> str:
    """Who speaks at an address: the outlet's owner, or else its host; two feeds of one site are one voice.

    source: the feed it came through, which speaks where the host is a machine's number and nobody's name.
    """
    host = _host(url)
    return owner or (source if _NUMBER.fullmatch(host) else host)


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").lower().removeprefix("www.")


def _is_tracker(parameter: str) -> bool:
    """Whether a part of a query, as written, tells nothing but the way a reader came."""
    name, _, value = unquote_plus(parameter).lower().partition("=")
    return (
        name in _TRACKERS or name.startswith(_TRACKER_PREFIXES) or (name in _AMBIGUOUS and bool(_CHANNEL.search(value)))
    )


class Link(Value):
    """A link inside an article's text."""

    text: Line
    url: Url


class Article(Value):
    """One entry of a feed, cleaned: plain text, aware times, a link without trackers."""

    source: Source
    title: Line
    url: Url
    language: str
    published: Instant | None
    """None where the feed gives no date that can be true."""
    collected: Instant
    """When this program saw the entry first."""
    summary: str = ""
    """The feed's own summary as plain text, paragraphs split by a newline."""
    text: str = ""
    """The body as plain text, paragraphs split by a newline; empty where the feed carries none."""
    links: tuple[Link, ...] = Field(default=())
    """Links of the body, in order."""

    @cached_property
    def key(self) -> str:
        """Identity of the article: equal for two links to one page."""
        return link_key(self.url)

    @property
    def publisher(self) -> str:
        """Who speaks, see `publisher_of`."""
        return publisher_of(self.url, self.source.owner, self.source.name)

    @property
    def is_own(self) -> bool:
        """Whether its page is at the outlet whose feed it came through; if not, the words are that feed's alone."""
        page, home = _host(self.url), _host(self.source.homepage)
        return page == home or page.endswith(f".{home}") or home.endswith(f".{page}")

    @property
    def moment(self) -> Instant:
        """When it was published, or first seen where no date is known."""
        return self.published or self.collected

    @property
    def body(self) -> str:
        """The fullest text there is: the body, or the summary where it says more."""
        return self.text if len(self.text) >= len(self.summary) else self.summary

    @property
    def whole_text(self) -> str:
        """The body, below the summary unless that is a part of it."""
        return self.body if self.summary in self.body else f"{self.summary}\n{self.body}"


class Pulse(Value):
    """The rhythm of a feed as its entries show it; None where they are too few to tell."""

    newest: Instant | None = None
    """When its newest entry was published, or first seen where no date is known."""
    gap: Annotated[float, Field(ge=1)] | None = None
    """Days from one day with something new to the next, the median."""
    weeks: dict[WeekId, Annotated[int, Field(ge=1)]] = Field(default_factory=dict)
    """Entries of the last twelve weeks by week, oldest first; weeks without any left out."""
    full: Annotated[float, Field(ge=0, le=1)] | None = None
    """Share of the entries that come with their text and not with a teaser only."""
    lag: Annotated[int, Field(ge=0)] | None = None
    """Seconds from publication to first sight, the median."""


class Repair(Value):
    """Another address for a feed, which was read there."""

    url: Url
    why: Literal["moved", "found"]
    """moved: its server says so for good (301, 308); found: the outlet's page names it, and the old one fails."""


class SourceReport(Value):
    """What became of one source in one run."""

    source: Slug
    status: str
    """ok | unchanged (304 or same bytes) | failed"""
    cause: str = ""
    """Why it failed, in words a maintainer can act on."""
    entries: int = 0
    """Entries the feed holds."""
    fresh: int = 0
    """Entries of the time asked for that passed the filters."""
    filtered: int = 0
    """Entries of the time asked for that the filters dropped."""
    undated: int = 0
    faulty: int = 0
    """Entries that could not be used."""
    seconds: float = 0.0
    bytes: int = 0
    unreached: bool = False
    """Nothing came back: its name does not resolve, connections are refused, or it was silent."""
    pulse: Pulse = Pulse()
    repair: Repair | None = None


def is_cut_off(reports: Sequence[SourceReport]) -> bool:
    """Whether it is the network that failed, and not the sources: there are several, and none was reached."""
    return len(reports) > 1 and all(report.unreached for report in reports)
