"""XML out: every text cleaned of what XML cannot carry, every document with its declaration. Nothing is parsed here."""

from __future__ import annotations

import re
from collections.abc import Iterable
from xml.etree import ElementTree
from xml.sax.saxutils import escape, quoteattr

Element = ElementTree.Element
#: Where elements go that several documents have, and that are written once for all of them.
PLACE = "entries"

#: What XML 1.0 does not allow, escaped or not: https://www.w3.org/TR/xml/#charsets
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def child(parent: Element, name: str, text: str = "", /, **attributes: str) -> Element:
    """A new element inside `parent`."""
    element = ElementTree.SubElement(parent, name, {key: clean(value) for key, value in attributes.items()})
    element.text = clean(text) or None
    return element


def clean(text: str) -> str:
    """A text without characters that XML cannot carry at all."""
    return _FORBIDDEN.sub("", text)


def document(root: Element, style: str = "", entries: Iterable[bytes] = ()) -> bytes:
    """The file, one element a line.

    style: address of a CSS stylesheet that browsers are to show it with. entries: elements as `written` gives them, for
    where `root` has the element PLACE.
    """
    body = written(root).replace(b"<%s />" % PLACE.encode(), b"\n".join(entries))
    shown = f'<?xml-stylesheet type="text/css" href={quoteattr(style)}?>\n'.encode() if style else b""
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + shown + body


def line(name: str, text: str) -> str:
    """An element of a text and nothing else, written: a third of what `child` costs, where there are thousands."""
    return f"<{name}>{escape(clean(text))}</{name}>"


def written(element: Element) -> bytes:
    """An element and all in it."""
    ElementTree.indent(element, "")
    text: bytes = ElementTree.tostring(element, encoding="utf-8")
    return text
