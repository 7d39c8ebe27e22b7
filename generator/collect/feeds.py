"""Bytes of a feed to entries: RSS 0.9x, 1.0 and 2.0, Atom, JSON Feed 1.x. Pure; the clock is an argument."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from html import unescape

from generator.collect.addresses import leads_inside
from generator.collect.boilerplate import without_boilerplate
from generator.collect.cleaning import absolute, plain_lines, target_of
from generator.collect.dates import EARLIEST, date_in_path, first_date, parse_date
from generator.collect.encoding import to_text
from generator.collect.filetypes import file_type
from generator.collect.formats import Body, NotAFeed, RawEntry, raw_entries
from generator.collect.plaintext import PlainText, html_to_text
from generator.collect.titles import clean_title, title_from, without_outlet
from generator.model.base import one_line
from generator.model.errors import BadFeed

PARSER_VERSION = 10
"""Increment when the same bytes give other entries, so that cached ones are made anew."""
MOST_ENTRIES = 3000
LEAD = 300
"""Characters of a text in which an article says what it is about; read further, everything mentions AI somewhere."""
_LONGEST_DATE = 60
_LONGEST_ID = 500
_TITLE_WITHIN = 4
"""Paragraphs in which a text repeats its title, below labels of the page it was taken from."""
_LONGEST_LABEL = 60
_LONGEST_AROUND = 160
"""Characters around its own title in what a text ends with to lead its readers back."""
_LABEL = re.compile(r"[A-Za-z][\w&-]*(?: [\w&-]+)?", re.ASCII)
"""One or two words on top of a text: a rubric."""

_HTML_IN_TEXT = re.compile(
    r"</(?:p|div|a|ul|ol|li|strong|em|b|i|span|h[1-6]|script|style|template|noscript)>|<br\s*/?>|<!--(?:(?!<!--).)*?-->",
    re.IGNORECASE | re.DOTALL,
)
_REFERENCE = re.compile(r"&(?:lt|gt|amp|quot|apos|#34|#39);")


@dataclass(frozen=True, slots=True)
class Entry:
    """One usable entry of a feed, cleaned."""

    url: str
    """http(s), without trackers; to a machine of the reader's own network only where the feed is on one itself."""
    title: str
    published: datetime | None
    """Aware UTC; None where no date can be true."""
    summary: str = ""
    """The feed's own summary as plain text, paragraphs split by a newline."""
    text: str = ""
    """The body as plain text; empty where the feed carries none."""
    links: tuple[tuple[str, str], ...] = ()
    """(text, address) of the links in the body, or in the summary where there is no body."""
    updated: datetime | None = None
    """When the feed says that it was changed last."""
    id: str = ""
    """By which the feed itself knows it, whatever its address; empty where it says nothing, or more than one would."""

    @property
    def lead(self) -> str:
        """Where summary and body begin."""
        return f"{self.summary[:LEAD]}\n{self.text[:LEAD]}"


@dataclass(frozen=True)
class ParsedFeed:
    """What a feed holds."""

    entries: tuple[Entry, ...]
    """In the feed's order, at most MOST_ENTRIES."""
    faulty: int = 0
    """Entries that could not be used: no link, or neither title nor text."""
    faults: tuple[str, ...] = ()
    """What is wrong with the feed although it was read."""


def parse_feed(
    body: bytes, content_type: str, url: str, now: datetime, homepage: str = "", language: str = "", outlet: str = ""
) -> ParsedFeed:
    """The entries of a feed.

    content_type: the header as sent, may be empty; url: where the body came from; homepage: the outlet's, both for
    relative links; now: dates more than 36 hours after it are taken for mistakes; language: see `to_text`;
    outlet: its name, which titles go without.
    Raises BadFeed with the cause: empty, a web page, an archive or a picture, broken beyond mending, no feed at all.
    """
    if file := file_type(body):
        raise NotAFeed(f"is {file}, not a feed")
    listed, faults = raw_entries(to_text(body, content_type, language=language), url, homepage)
    return _parsed(listed, faults, now, outlet, is_inside=leads_inside(url))


def _parsed(listed: list[RawEntry], faults: tuple[str, ...], now: datetime, outlet: str, is_inside: bool) -> ParsedFeed:
    if len(listed) > MOST_ENTRIES:
        newest = sorted(range(len(listed)), key=lambda n: first_date(listed[n].dates, now) or EARLIEST, reverse=True)
        faults = (*faults, f"holds {len(listed)} entries; the {MOST_ENTRIES} newest were read")
        listed = [listed[n] for n in sorted(newest[:MOST_ENTRIES])]
    entries = [_entry(raw, now, outlet, is_inside) for raw in listed]
    usable = tuple(entry for entry in entries if entry)
    if entries and not usable:
        raise BadFeed(f"no entry can be used: of {len(entries)} none has a web address, and a title or text")
    unread = [_dates(raw) for raw, entry in zip(listed, entries, strict=True) if entry and not entry.published]
    return ParsedFeed(usable, len(entries) - len(usable), (*faults, *_undated(list(filter(None, unread)))))


def _dates(raw: RawEntry) -> str:
    """What an entry says of its date, for a message."""
    return next((text for date in raw.dates if (text := one_line(date)[:_LONGEST_DATE])), "")


def _undated(dates: list[str]) -> tuple[str, ...]:
    """The fault that dates are which cannot be read."""
    if not dates:
        return ()
    return (f"entries whose date cannot be read or cannot be true: {len(dates)}, the first is “{dates[0]}”",)


def _entry(raw: RawEntry, now: datetime, outlet: str, is_inside: bool) -> Entry | None:
    urls = (_page_at(address, raw.base) for address in raw.addresses if address)
    url = next((url for url in urls if url and (is_inside or not leads_inside(url))), "")
    if not url:
        return None
    title = without_outlet(clean_title(raw.title.value, raw.title.is_text), (outlet, *raw.outlets))
    summary, summary_links = _cleaned(raw.summary, url, title)
    text, links = _cleaned(raw.content, url, title)
    if text == summary:
        summary = ""
    title = title or title_from(summary or text)
    if not title:
        return None
    published = first_date(raw.dates, now) or date_in_path(url, now)
    outward = tuple(link for link in links or summary_links if is_inside or not leads_inside(link[1]))
    own_id = one_line(raw.id)
    updated = parse_date(raw.updated, now)
    return Entry(url, title, published, summary, text, outward, updated, own_id if len(own_id) <= _LONGEST_ID else "")


def _page_at(address: str, base: str) -> str:
    """Where an address of a feed leads in the end, as far as it says so itself; empty where nobody may follow it."""
    url = absolute(address, base)
    return absolute(target_of(url), url) if url else ""


def _cleaned(body: Body, base: str, title: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Plain text without boilerplate and without the title repeated on top; and its links."""
    if not body.value:
        return "", ()
    if body.is_text and not _HTML_IN_TEXT.search(body.value):
        plain = PlainText(plain_lines(body.value))
    else:
        plain = html_to_text(body.value, absolute(body.base, base) or base)
    text = _below_title(without_boilerplate(_decoded(plain.text)), title)
    return _above_link_back(text, title, plain.links), plain.links


def _decoded(text: str) -> str:
    """A text that its feed escaped once too often, as a reader of the outlet sees it; one that has such characters of
    their own besides tells of references: "write &lt; for <"."""
    if "&" not in text or re.search("[<>&]", _REFERENCE.sub("", text)):
        return text
    return _REFERENCE.sub(lambda match: unescape(match[0]), text)


def _above_link_back(text: str, title: str, links: tuple[tuple[str, str], ...]) -> str:
    """The text without a last paragraph around a link by the entry's own title: "… appeared first on …", in any
    language."""
    above, _, last = text.rpartition("\n")
    is_linked = any(words.casefold() == title.casefold() for words, _ in links)
    if above and is_linked and title.casefold() in last.casefold() and len(last) <= len(title) + _LONGEST_AROUND:
        return above
    return text


def _below_title(text: str, title: str) -> str:
    """The text without its own title on top, and without the rubrics around that."""
    paragraphs = text.split("\n")
    for number, paragraph in enumerate(paragraphs[:_TITLE_WITHIN]):
        if clean_title(paragraph, is_text=True).casefold() == title.casefold():
            del paragraphs[: number + 1]
            break
        if len(paragraph) > _LONGEST_LABEL:
            break
    while len(paragraphs) > _TITLE_WITHIN and _LABEL.fullmatch(paragraphs[0]):
        del paragraphs[0]
    return "\n".join(paragraphs)
