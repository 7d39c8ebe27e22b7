"""A maintainer's Markdown below an item or an edition as HTML, with links to other items by their file."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import markdown
from markdown.treeprocessors import Treeprocessor
from markupsafe import Markup

from generator.model.errors import InvalidContent
from generator.site.blame import fault_of_text

_HEADING = re.compile("h([1-6])")
#: Headings of a note begin below the page's own title and section.
_SHIFT = 2
_LAST_LEVEL = 6


def trusted(html: str) -> Markup:
    """HTML that was made from a maintainer's Markdown: all that is ever marked as safe."""
    return Markup(html)  # noqa: S704 (a maintainer's own words)


class NoteWriter:
    """Markdown to HTML with the extensions of mkdocs.yml."""

    def __init__(
        self, extensions: Sequence[str], configs: Mapping[str, Mapping[str, Any]], archive: Path = Path()
    ) -> None:  # fmt: skip
        self._archive = archive
        self._extensions = list(extensions)
        self._configs = {name: dict(config) for name, config in configs.items()}

    def html(self, text: str, address: str, root: str) -> Markup:
        """address: of the note's file (2026/W25/name); root: from the page it is shown on to the site's top.

        Raises InvalidContent where Markdown, or an extension of it, fails.
        """
        writer = markdown.Markdown(extensions=self._extensions, extension_configs=self._configs)
        writer.treeprocessors.register(_Fit(writer, address, root), "recap", 0)
        try:
            return trusted(writer.convert(text))
        except Exception as error:  # whatever an extension raises
            raise InvalidContent([fault_of_text(str(self._archive / f"{address}.md"), error)]) from error


class _Fit(Treeprocessor):
    """Fits a note into its page: links to `other.md` lead to that item's page, and no second h1 appears."""

    def __init__(self, writer: markdown.Markdown, address: str, root: str) -> None:
        super().__init__(writer)
        self._address = address
        self._root = root

    def run(self, root: Element) -> None:
        for element in root.iter():
            if element.tag == "a" and (href := element.get("href", "")):
                element.set("href", page_link(href, self._address, self._root))
            elif heading := _HEADING.fullmatch(str(element.tag)):
                element.tag = f"h{min(int(heading[1]) + _SHIFT, _LAST_LEVEL)}"


def page_link(href: str, address: str, root: str) -> str:
    """A link from one Markdown file of the archive to another as a link to its page; every other link as it is.

    ../W23/meridian.md in 2026/W25/northwind is 2026/W23/meridian/ below the site's top.
    """
    path, mark, fragment = href.partition("#")
    if ":" in path or path.startswith("/") or not path.endswith(".md"):
        return href
    target = posixpath.normpath(posixpath.join(posixpath.dirname(address), path))
    return f"{root}{target.removesuffix('.md').removesuffix('index').rstrip('/')}/{mark}{fragment}"
