"""Lists of feeds from and to other readers: OPML 2.0 (http://opml.org/spec2.opml). Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import NamedTuple, get_args
from urllib.parse import urlsplit, urlunsplit
from xml.etree import ElementTree
from xml.sax.saxutils import escape, quoteattr

from generator.collect.cleaning import absolute
from generator.collect.encoding import to_text
from generator.collect.titles import clean_title
from generator.collect.xmlfeed import from_root
from generator.model.base import one_line, unused_name
from generator.model.errors import BadFeed, Fault, InvalidContent
from generator.model.source import Category, Source

_CATEGORIES = get_args(Category)
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_MOST = 2000


class Outlines(NamedTuple):
    """What an OPML document lists: feeds on the web, and the addresses that are none."""

    sources: tuple[Source, ...]
    left_out: tuple[str, ...]


def from_opml(body: bytes, file: str = "OPML") -> Outlines:
    """The feeds of an OPML document, folders included, without repetitions.

    What OPML does not say is derived: the name from the title or the host, the language from the script of the title,
    the category from the outline's or its folder's where they name one of ours.
    Raises InvalidContent where it is no OPML, or lists more than _MOST feeds; entities are never expanded.
    """
    try:
        text, root = from_root(to_text(body))
        if root != "opml":
            raise BadFeed(f"its outermost element is <{root}>")
        tree = ElementTree.fromstring(text)  # noqa: S314 (no DOCTYPE is left in the text)
    except (BadFeed, ElementTree.ParseError, RecursionError) as error:
        raise InvalidContent([Fault(file, 0, "", f"is not OPML: {error}")]) from error
    sources, left_out = dict[str, Source](), list[str]()
    for outline, folder in _outlines(tree):
        told = outline.get("xmlUrl", "")
        url = absolute(told, "")
        if told and not url:
            left_out.append(one_line(told))
        elif url and url not in sources:
            if len(sources) == _MOST:
                raise InvalidContent([Fault(file, 0, "", f"lists more than {_MOST:,} feeds", "import it in parts")])
            sources[url] = _source(outline, url, folder, {source.name for source in sources.values()})
    return Outlines(tuple(sources.values()), tuple(left_out))


def to_opml(sources: Iterable[Source], title: str) -> str:
    """An OPML 2.0 document of the sources."""
    outlines = "".join(f"    <outline{_attributes(source)}/>\n" for source in sources)
    head = f"<title>{escape(one_line(title))}</title>"
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<opml version="2.0">\n'
        f"  <head>{head}</head>\n  <body>\n{outlines}  </body>\n</opml>\n"
    )


def _attributes(source: Source) -> str:
    """What OPML says of a feed, without characters that XML cannot carry."""
    values = {
        "text": source.title, "title": source.title, "type": "rss", "xmlUrl": source.url, "htmlUrl": source.homepage,
        "language": source.language, "category": source.category,
    }  # fmt: skip
    return "".join(f" {name}={quoteattr(one_line(value))}" for name, value in values.items())


def _outlines(tree: ElementTree.Element) -> Iterator[tuple[ElementTree.Element, str]]:
    """Outlines in their order, each with the title of the folder it is in."""
    waiting = [(outline, "") for outline in reversed(tree.findall("body/outline"))]
    while waiting:
        outline, folder = waiting.pop()
        yield outline, folder
        inner = outline.get("text") or outline.get("title") or ""
        waiting += [(child, inner) for child in reversed(outline.findall("outline"))]


def _source(outline: ElementTree.Element, url: str, folder: str, taken: set[str]) -> Source:
    parts = urlsplit(url)
    home = absolute(outline.get("htmlUrl", ""), "") or urlunsplit((parts.scheme, parts.netloc, "/", "", ""))
    host = parts.hostname or ""
    title = clean_title(outline.get("title") or outline.get("text") or "") or host or url
    categories = re.split(r"[,/\s]+", f"{outline.get('category', '')},{folder}".lower())
    language = outline.get("language", "")
    return Source(
        name=unused_name(_slug(title) or _slug(host.removeprefix("www.")) or "source", taken),
        title=title,
        homepage=home,
        url=url,
        language=language if _LANGUAGE.fullmatch(language) else "zh" if _CHINESE.search(title) else "en",
        category=next((category for category in _CATEGORIES if category in categories), "news"),
    )


def _slug(text: str) -> str:
    """ASCII letters and digits with hyphens; empty for Chinese titles, whose host says more than a transcription."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].strip("-") if not _CHINESE.search(text) else ""
