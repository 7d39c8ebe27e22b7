"""Stylesheet, scripts and icon: found in the theme, made small, named after their content so that caches keep them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from generator.model.errors import ArchiveError

FOLDER = "assets"
SCRIPTS = ("site.js", "reader.js", "search.js")
_ICON = re.compile(r"icon\(([\w/-]+)\)")
#: Characters of a drawing that a quoted data: address may hold as they are; spaces too.
_SAFE_IN_DATA = " =':/,;.-+()"


@dataclass(frozen=True)
class Asset:
    path: str
    """Where it is on the site."""
    data: bytes


def load_assets(theme_dirs: Sequence[str]) -> Mapping[str, Asset]:
    """The assets by the name templates call them: site.css, those of SCRIPTS, icon.svg.

    theme_dirs: folders of the theme, the first that has a file wins, so that a site can put its own before ours.
    """
    texts = {name: _find(theme_dirs, f"{FOLDER}/{name}") for name in ("site.css", *SCRIPTS, "icon.svg")}
    return {
        "site.css": _named("site.css", _with_icons(_small_css(texts["site.css"]), theme_dirs)),
        **{name: _named(name, _small_js(texts[name])) for name in SCRIPTS},
        "icon.svg": _named("icon.svg", texts["icon.svg"].strip()),
    }


def feed_style(theme_dirs: Sequence[str], note: str) -> Asset:
    """What shows a feed as a page; note: what a feed is for, in the words of a language."""
    css = _small_css(_find(theme_dirs, f"{FOLDER}/feed.css"))
    text = re.sub(r'["\\\n]', lambda char: f"\\{ord(char[0]):x} ", note)  # as CSS writes characters of a string
    return _named("feed.css", css.replace("NOTE", f'"{text}"'))


def _find(theme_dirs: Sequence[str], path: str) -> str:
    found = next((file for folder in theme_dirs if (file := Path(folder) / path).is_file()), None)
    if found is None:
        raise ArchiveError(f"{path} is in no folder of the theme: {', '.join(theme_dirs)}")
    return found.read_text("utf-8")


def _named(name: str, text: str) -> Asset:
    data = text.encode()
    stem, suffix = name.split(".")
    return Asset(f"{FOLDER}/{stem}.{hashlib.sha256(data).hexdigest()[:8]}.{suffix}", data)


def _with_icons(css: str, theme_dirs: Sequence[str]) -> str:
    """Each `icon(material/key)` as the drawing itself, for a mask: sent once for all pages, and cached."""

    def drawing(match: re.Match[str]) -> str:
        svg = _find(theme_dirs, f".icons/{match[1]}.svg").replace('"', "'")
        return f'url("data:image/svg+xml,{quote(svg, safe=_SAFE_IN_DATA)}")'

    return _ICON.sub(drawing, css)


def _small_css(css: str) -> str:
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r"\s+", " ", css)
    return re.sub(r" ?([{};]) ?", r"\1", css).replace(";}", "}").strip()


def _small_js(js: str) -> str:
    """Without comment lines and indentation: enough, and nothing that needs to understand the language."""
    lines = (line.strip() for line in js.splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//"))
