"""The XML of a feed to feedparser's entries, within bounds. Pure.

feedparser reads every dialect there is, but trusts its input: its own clean-up is quadratic for some inputs, and for
broken XML it falls back on a reader from 1998 that shows half articles. So this module hands it well-formed XML only,
mends the usual breakage first, and counts what it is made to do.
"""

from __future__ import annotations

import io
import re
import time
import xml.sax
import xml.sax.handler
import xml.sax.xmlreader
from dataclasses import dataclass, field
from html.entities import html5
from typing import Any, NoReturn
from xml.parsers import expat
from xml.sax.saxutils import escape

from feedparser.api import StrictFeedParser

from generator.model.errors import BadFeed

_MOST_ELEMENTS = 120_000
"""feedparser takes up to 0.1 ms for each. Behind them nothing is read: of a feed that has more, the entries before."""
MOST_READ = 5_000
"""Entries; feeds begin with what is new, and of one that holds more the rest is not read."""
MORE_THAN_READ = f"holds more than {MOST_READ:,} entries; those behind were not read"
_DEEPEST = 1000
"""Elements open at once; pages that editors made have some dozens."""
_MOST_ATTRIBUTES = 200
"""Of one element; feedparser's time grows with their square."""
_MOST_SECONDS = 10.0
"""Of the processor, however busy the machine is."""
_LONGEST_PROLOGUE = 100_000

_INVALID = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ELEMENT = re.compile(r"<[A-Za-z_]")
_FEED = re.compile(r"<(?:rss|feed|rdf:RDF)\b", re.IGNORECASE)
_BARE = re.compile(r"&(?!(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{0,40});)")
#: References that XML does not know by itself, or not in every form.
_REFERENCE = re.compile(
    r"&(?!(?:lt|gt|amp|quot|apos);)(?:#(?:(\d{1,7})|[xX]([0-9a-fA-F]{1,6}))|([A-Za-z][A-Za-z0-9]{0,40}));"
)
_PREFIX_USED = re.compile(r"<([A-Za-z_][\w.-]*):[A-Za-z_]|\s([A-Za-z_][\w.-]*):[A-Za-z_][\w.-]*=")
_PREFIX_DECLARED = re.compile(r"\sxmlns:([A-Za-z_][\w.-]*)\s*=")
_RESERVED_PREFIXES = frozenset(["xml", "xmlns"])
_UNFINISHED = expat.errors.codes[expat.errors.XML_ERROR_NO_ELEMENTS]
"""The document ends within an element: all that is wrong with one that was cut behind an entry."""
_LONGEST_TAIL = 2000
"""Characters at the end of a document in which its outermost element is closed."""


@dataclass(frozen=True)
class RawFeed:
    """What feedparser made of a document: plain mappings, nothing cleaned."""

    kind: str
    """feedparser's version: rss20, atom10 …; empty where the document is no feed."""
    root: str
    """Name of the outermost element, lower case, without prefix."""
    feed: dict[str, Any]
    entries: list[dict[str, Any]] = field(default_factory=list)
    faults: tuple[str, ...] = ()


def read_xml(text: str) -> RawFeed:
    """The whole entries of a document, mended where it is broken.

    A document that is cut off gives the entries that end before the cut, and a fault that says so.
    Raises BadFeed with the cause where there is nothing to read.
    """
    text, root = from_root(_INVALID.sub("", text))
    error = _error_in(text)
    faults: list[str] = []
    is_cut = error is not None and not re.search(rf"</(?:[\w.-]+:)?{root}\s*>", text[-_LONGEST_TAIL:], re.IGNORECASE)
    if is_cut:
        text = text[: _end_of_last_entry(text)]
    if error:
        text = _with_namespaces(_with_references(text))
        error = _error_in(text)
    if error and not (is_cut and error.code == _UNFINISHED):
        faults.append(f"broken XML was mended: {error}")
        text = _mended(text, error)
    feed, entries, end = _entries(text)
    if end:
        faults.append(end)
    elif is_cut:
        faults.append(f"is cut off; the {len(entries)} whole entries before the cut were read")
    return RawFeed(str(feed.pop("version", "")), root, feed, entries, tuple(faults))


def holds_feed(text: str) -> bool:
    """Whether the outermost element of a feed begins somewhere near the beginning of a document."""
    return _FEED.search(text, 0, _LONGEST_PROLOGUE) is not None


def _end_of_last_entry(text: str) -> int:
    """Where the last whole entry of a document that is cut off ends; BadFeed where there is none."""
    end = max((text.rfind(tag) + len(tag) for tag in ("</item>", "</entry>") if tag in text), default=0)
    if not end:
        raise BadFeed("is cut off and holds no whole entry")
    return end


def from_root(text: str) -> tuple[str, str]:
    """The document from its outermost element on, and that element's name; from that of a feed on, where a server
    printed warnings before in HTML.

    Declarations, comments, DOCTYPE and whatever a server printed before are gone: so no entity is ever declared, and
    none can grow (billion laughs). A reference to one becomes plain text in `_with_references`.
    """
    position = 0
    while True:
        position = text.find("<", position)
        if position < 0 or position > _LONGEST_PROLOGUE:
            raise BadFeed("is not XML: no element in it" if position < 0 else "nothing like a feed at its beginning")
        if _ELEMENT.match(text, position):
            if not _FEED.match(text, position) and (feed := _FEED.search(text, position, _LONGEST_PROLOGUE)):
                position = feed.start()
            name = re.split(r"[^\w.:-]", text[position + 1 : position + 80], maxsplit=1)[0]
            return text[position:], name.lower().rpartition(":")[2]
        position = _end_of_markup(text, position)


def _end_of_markup(text: str, start: int) -> int:
    """Where the declaration, comment or DOCTYPE that begins at `start` ends."""
    if text.startswith("<!--", start):
        end, length = text.find("-->", start + 4), 3
    elif text.startswith("<?", start):
        end, length = text.find("?>", start), 2
    else:
        end, length = text.find(">", start), 1
        subset = text.find("[", start, end if end >= 0 else None)
        if text[start : start + 9].upper() == "<!DOCTYPE" and subset >= 0:
            match = re.compile(r"\]\s*>").search(text, subset)
            end, length = (match.start(), match.end() - match.start()) if match else (-1, 0)
    return end + length if end >= 0 else len(text)


def _error_in(text: str) -> expat.ExpatError | None:
    """What keeps `text` from being well-formed XML with namespaces; None where nothing does.

    BadFeed where its elements are nested too deep: no parser behind this one has to bear that.
    """
    parser = expat.ParserCreate("utf-8", " ")
    depth = 0

    def opened(*_: object) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEEPEST:
            raise BadFeed(f"nests its elements more than {_DEEPEST:,} deep")

    def closed(_: str) -> None:
        nonlocal depth
        depth -= 1

    parser.StartElementHandler, parser.EndElementHandler = opened, closed
    try:
        parser.Parse(text.encode("utf-8"), True)
    except expat.ExpatError as error:
        return error
    return None


def _with_references(text: str) -> str:
    """Each `&` made right outside CDATA: HTML's names become characters, bare ones are escaped."""
    pieces: list[str] = []
    position = 0
    while (start := text.find("<![CDATA[", position)) >= 0:
        end = text.find("]]>", start)
        end = end + 3 if end >= 0 else len(text)
        pieces += [_resolved(text[position:start]), text[start:end]]
        position = end
    return "".join([*pieces, _resolved(text[position:])])


def _resolved(text: str) -> str:
    return _REFERENCE.sub(_reference, _BARE.sub("&amp;", text))


def _reference(match: re.Match[str]) -> str:
    decimal, hexadecimal, name = match.groups()
    if decimal or hexadecimal:
        code = int(decimal) if decimal else int(hexadecimal, 16)
        valid = code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF and not _INVALID.match(chr(code))
        return match[0] if valid else ""
    return escape(html5.get(f"{name};", match[0]))


def _with_namespaces(text: str) -> str:
    """Prefixes that are used and never declared, declared on the outermost element."""
    used = {name for pair in _PREFIX_USED.findall(text) for name in pair if name}
    missing = used - set(_PREFIX_DECLARED.findall(text)) - _RESERVED_PREFIXES
    known = {prefix: uri for uri, prefix in StrictFeedParser.namespaces.items() if prefix}
    declared = "".join(f' xmlns:{name}="{known.get(name, "urn:" + name)}"' for name in sorted(missing)[:50])
    name = re.match(r"<[\w.:-]+", text)
    return text[: name.end()] + declared + text[name.end() :] if name and declared else text


def _mended(text: str, error: expat.ExpatError) -> str:
    """Well-formed XML from a document whose tags do not match, as libxml2 mends it; entities are not resolved."""
    from lxml import etree  # type: ignore[import-untyped]  # noqa: PLC0415 (30 ms a sound feed need not pay)

    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(text.encode("utf-8"), parser)
        mended: str | None = None if root is None else etree.tostring(root, encoding="unicode")
    except (etree.LxmlError, ValueError):
        mended = None
    if mended is None or _error_in(mended):
        raise BadFeed(f"is not well-formed XML: {error}")
    return mended


def _entries(text: str) -> tuple[dict[str, Any], list[dict[str, Any]], str]:
    """The feed's own values (with `version`), the entries that are whole, and why there are more than are read; empty
    where there are not."""
    handler = _Counting()
    reader = xml.sax.make_parser()  # noqa: S317 (no DOCTYPE is left in the text, see from_root)
    reader.setFeature(xml.sax.handler.feature_namespaces, True)
    reader.setFeature(xml.sax.handler.feature_external_ges, False)
    reader.setContentHandler(handler)
    reader.setErrorHandler(handler)
    source = xml.sax.xmlreader.InputSource()
    source.setEncoding("utf-8")
    source.setByteStream(io.BytesIO(text.encode("utf-8")))
    try:
        reader.parse(source)
    except xml.sax.SAXException:
        pass  # of a document that was cut, behind its last whole entry; or _Enough
    except BadFeed:
        raise
    except Exception as error:  # feedparser's own, on what nobody thought of: it costs this feed, not the run
        raise BadFeed(f"cannot be read by feedparser: {type(error).__name__}: {error}") from error
    return {**handler.feeddata, "version": handler.version}, handler.entries, handler.end


class _Enough(xml.sax.SAXException):
    """As much was read as is wanted."""


class _Counting(StrictFeedParser):  # type: ignore[misc]
    """feedparser's handler, stopped when a document asks for too much.

    It gets each text whole: the parser ends one at every reference and line, and each costs feedparser microseconds.
    """

    def __init__(self) -> None:
        super().__init__("", None, "utf-8")
        self.resolve_relative_uris = False
        self.sanitize_html = False
        self._left = _MOST_ELEMENTS
        self._until = time.thread_time() + _MOST_SECONDS
        self.end = ""
        """Why reading ended before the document did."""
        self._text: list[str] = []

    def characters(self, text: str) -> None:
        self._text.append(text)

    def pop(self, element: str, strip_whitespace: int = 1) -> Any:
        """What an element said; an empty second title takes nothing from the first."""
        entry = self.entries[-1] if element == "title" and self.inentry and not self.insource else {}
        known = {
            name: dict.__getitem__(entry, name) for name in ("title", "title_detail") if dict.__contains__(entry, name)
        }
        said = super().pop(element, strip_whitespace)
        if known.get("title") and not said:
            entry.update(known)
        return said

    def _start_media_description(self, _: Any) -> None:
        """What is said of a picture is no description of the entry, which feedparser would take it for."""
        self.push("media_description", 1)

    def _end_media_description(self) -> None:
        self.pop("media_description")

    def endElementNS(self, name: Any, qname: Any) -> None:
        self._tell_text()
        super().endElementNS(name, qname)

    def startElementNS(self, name: Any, qname: Any, attrs: Any) -> None:
        self._left -= 1
        if len(self.entries) == MOST_READ and name[1] in ("item", "entry"):
            self._stop(self.entries, MORE_THAN_READ)
        if len(attrs) > _MOST_ATTRIBUTES:
            raise BadFeed(f"holds an element with more than {_MOST_ATTRIBUTES:,} attributes")
        if self._left < 0:
            whole = self.entries[:-1]
            cause = f"holds more than {_MOST_ELEMENTS:,} elements"
            if not whole:
                raise BadFeed(cause)
            self._stop(whole, f"{cause}; only the first {len(whole):,} entries were read")
        if time.thread_time() > self._until:
            raise BadFeed(f"takes longer than {_MOST_SECONDS:.0f} s to read")
        self._tell_text()
        super().startElementNS(name, qname, attrs)

    def _stop(self, whole: list[Any], cause: str) -> NoReturn:
        """End with the entries that are whole."""
        self.entries, self.end = whole, cause
        raise _Enough(cause)

    def _tell_text(self) -> None:
        if self._text:
            super().characters("".join(self._text))
            self._text.clear()
