"""Stylesheet, scripts and icon: found in the theme, made small, named after their content so that caches may keep them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

FOLDER = "assets"


@dataclass(frozen=True)
class Asset:
    path: str
    """Where it is on the site."""
    data: bytes


def load_assets(theme_dirs: Iterable[str]) -> Mapping[str, Asset]:
    """The assets by the name templates call them: site.css, site.js, search.js, icon.svg.

    theme_dirs: folders of the theme, the first that has a file wins, so that a site can put its own before ours.
    """
    folders = [Path(folder) / FOLDER for folder in theme_dirs]
    return {name: _asset(name, folders, smaller) for name, smaller in _SMALLER.items()}


def _asset(name: str, folders: Iterable[Path], smaller: Callable[[str], str]) -> Asset:
    path = next(folder / name for folder in folders if (folder / name).is_file())
    data = smaller(path.read_text("utf-8")).encode()
    return Asset(f"{FOLDER}/{path.stem}.{hashlib.sha256(data).hexdigest()[:8]}{path.suffix}", data)


def _small_css(css: str) -> str:
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r"\s+", " ", css)
    return re.sub(r" ?([{};,]) ?", r"\1", css).replace(";}", "}").strip()


def _small_js(js: str) -> str:
    """Without comment lines and indentation: enough, and nothing that needs to understand the language."""
    lines = (line.strip() for line in js.splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//"))


_SMALLER: Mapping[str, Callable[[str], str]] = {
    "site.css": _small_css,
    "site.js": _small_js,
    "search.js": _small_js,
    "icon.svg": str.strip,
}
