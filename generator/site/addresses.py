"""Addresses: of pages among themselves, of names, and of a sentence on somebody else's page."""

from __future__ import annotations

import hashlib
import posixpath
import re
from functools import lru_cache
from urllib.parse import quote as percent
from urllib.parse import urlsplit

from slugify import slugify

from generator.model.base import is_mail_address, is_web_address
from generator.model.week import Week
from generator.text.words import CJK_AND_KANA

#: A quotation longer than this is found by its first and last words.
WHOLE_WORDS = 12
EDGE_WORDS = 5
WHOLE_CHINESE = 24
EDGE_CHINESE = 6

_EDGE_MARKS = " \t.,;:!?…\"'“”‘’«»()[]。，、；：！？（）《》「」『』"
_CJK = re.compile(f"[{CJK_AND_KANA}]")
#: A part of a host name that looks like itself alone; among Latin letters \u30ce looks like a slash.
_PLAIN_LABEL = re.compile(rf"[\x00-\x7f]*|[{CJK_AND_KANA}0-9-]+")
#: ASCII characters in a text fragment; a dash is syntax there. Other letters stand as they are, as URLs in HTML may: a
#: third of the bytes.
_PERCENT = {code: percent(chr(code), safe="").replace("-", "%2D") for code in range(128)}
_CLAUSE = re.compile("[，、；：。！？,;:!?]")


def root_of(address: str) -> str:
    """The way from a page to the top of the site: '../../' for archive/2026/, './' for the front page."""
    return "../" * address.count("/") or "./"


def week_address(week: Week) -> str:
    return f"{week.folder}/"


def item_address(address: str) -> str:
    return f"{address}/"


def list_address(folder: str, key: str) -> str:
    """Of a page below that of its kind: of a topic, a name, a story, a month; key: its identifier or slug."""
    return f"{folder}/{key}/"


def numbered_address(landing: str, number: int | None) -> str:
    """Of a numbered page of a list; of its landing page without a number."""
    return f"{landing}page/{number}/" if number else landing


def way(here: str, address: str) -> str:
    """The shortest way from one page to another: '../x/' from 2026/W25/y/ to 2026/W25/x/."""
    return posixpath.relpath(f"/{address}", f"/{here}") + "/"


def domain(url: str) -> str:
    """The host a reader would be sent to, without www; in ASCII where its letters can be taken for others (xn--…)."""
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    return host if all(map(_PLAIN_LABEL.fullmatch, host.split("."))) else _in_ascii(host)


def _in_ascii(host: str) -> str:
    try:
        return host.encode("idna").decode()
    except UnicodeError:  # no name that could be looked up
        return percent(host)


@lru_cache(maxsize=65536)
def slug_of(name: str) -> str:
    """A name as part of an address; a name without letters gets a stable one made of its hash."""
    return slugify(name, max_length=60, word_boundary=True) or f"x-{hashlib.sha256(name.encode()).hexdigest()[:8]}"


def contact_link(contact: str) -> str:
    """The address behind the contact line: itself, mailto: for a mail address, else nothing."""
    if is_web_address(contact):
        return contact
    return f"mailto:{contact}" if is_mail_address(contact) else ""


def to_sentence(url: str, quotation: str) -> str:
    """`url` with a text fragment, so that the reader's browser opens the page at the quoted sentence.

    https://wicg.github.io/scroll-to-text-fragment/ : `text=start,end`; dash, comma and ampersand are syntax and must be
    percent-encoded inside the texts. Both edges must fall on word boundaries, in Chinese therefore on punctuation.
    """
    directive = ",".join(edge.translate(_PERCENT) for edge in _edges(quotation.strip(_EDGE_MARKS)))
    if not directive:
        return url
    return f"{url}{'' if '#' in url else '#'}:~:text={directive}"


def _edges(text: str) -> tuple[str, ...]:
    """The text itself, or its beginning and end where it is long."""
    if _CJK.search(text):
        return _chinese_edges(text)
    words = text.split()
    if len(words) <= WHOLE_WORDS:
        return (text,) if text else ()
    return " ".join(words[:EDGE_WORDS]).strip(_EDGE_MARKS), " ".join(words[-EDGE_WORDS:]).strip(_EDGE_MARKS)


def _chinese_edges(text: str) -> tuple[str, ...]:
    """First and last clauses of a long Chinese text; whole where there is no punctuation to cut at."""
    cuts = [mark.start() for mark in _CLAUSE.finditer(text)]
    first = next((cut for cut in cuts if cut >= EDGE_CHINESE), 0)
    last = next((cut for cut in reversed(cuts) if len(text) - cut > EDGE_CHINESE), 0)
    if len(text) <= WHOLE_CHINESE or not 0 < first <= last:
        return (text,)
    return text[:first].strip(_EDGE_MARKS), text[last:].strip(_EDGE_MARKS)
