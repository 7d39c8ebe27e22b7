"""HTML as a browser's parser sees it, as far as tests ask: elements, attributes, text, and what is nested wrongly."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

VOID = {"meta", "link", "br", "hr", "img", "input", "rect", "path"}
SVG = {"rect", "path"}
#: What stands in a line with the words around it; all else begins a line of its own.
INLINE = {"a", "b", "q", "i", "em", "sup", "cite", "span", "small", "time", "mark", "ins", "del", "strong", "code"}


@dataclass
class Element:
    tag: str
    attributes: dict[str, str]
    text: str = ""


@dataclass
class Markup(HTMLParser):
    """A parsed page."""

    elements: list[Element] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._open: list[Element] = []
        self._said: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        if len(names) != len(set(names)):
            self.faults.append(f"<{tag}> has an attribute twice: {names}")
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.elements.append(element)
        self._said.append("" if tag in INLINE else " ")
        if tag not in VOID:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if tag in SVG:
            return
        if not self._open or self._open[-1].tag != tag:
            self.faults.append(f"</{tag}> closes {self._open[-1].tag if self._open else 'nothing'} at {self.getpos()}")
        else:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        self._said.append(data)
        for element in self._open:
            element.text += data

    def close(self) -> None:
        super().close()
        self.faults += [f"<{element.tag}> is never closed" for element in self._open]

    def all(self, tag: str, **attributes: str) -> list[Element]:
        """Elements of a tag with these attributes; `class_` holds one of the classes."""
        return [element for element in self.elements if element.tag == tag and _has(element, attributes)]

    def one(self, tag: str, **attributes: str) -> Element:
        (element,) = self.all(tag, **attributes)
        return element

    @property
    def ids(self) -> list[str]:
        return [element.attributes["id"] for element in self.elements if "id" in element.attributes]

    @property
    def links(self) -> list[str]:
        """Where its links lead."""
        return [link.attributes["href"] for link in self.all("a")]

    @property
    def text(self) -> str:
        """All that the page says, its white space folded."""
        return " ".join("".join(self._said).split())


def _has(element: Element, attributes: dict[str, str]) -> bool:
    own = element.attributes
    wanted_class = attributes.get("class_")
    others = {name: value for name, value in attributes.items() if name != "class_"}
    return (wanted_class is None or wanted_class in own.get("class", "").split()) and others.items() <= own.items()


def parse(html: str) -> Markup:
    markup = Markup()
    markup.feed(html)
    markup.close()
    return markup


def page_at(site: Path, address: str = "") -> Markup:
    """The page at an address of a built site."""
    return parse((site / address / "index.html").read_text("utf-8"))


def dead_links(site: Path, pages: Mapping[str, Markup], below: str = "") -> Iterator[str]:
    """Every link of a page that leads into the site and to nothing there, with the page it stands on.

    pages: by file below the site's folder; below: the folder the site is served in, for addresses that begin at the
    host's top. A folder is named with its slash, as static hosts want it.
    """
    for name, page in pages.items():
        for element in page.elements:
            address = element.attributes.get("href") or element.attributes.get("src") or ""
            parts = urlsplit(address)
            if not address or parts.scheme or parts.netloc:
                continue
            target = _target(name, unquote(parts.path), below)
            if not (site / target).is_file():
                yield f"{name}: {address}"
            elif parts.fragment and target in pages and unquote(parts.fragment) not in pages[target].ids:
                yield f"{name}: {address} has no such place"


def _target(page: str, path: str, below: str) -> str:
    """The file that a path on a page leads to."""
    if not path:
        return page
    joined = (
        posixpath.relpath(path, f"/{below}") if path.startswith("/") else posixpath.join(posixpath.dirname(page), path)
    )
    if path.endswith("/") or path.rpartition("/")[2] in (".", ".."):
        joined = posixpath.join(joined, "index.html")
    return posixpath.normpath(joined)
