"""Page values to bytes: the one place where text becomes HTML, with autoescape that cannot be skipped."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any

import jinja2

from generator.model.base import instant_text
from generator.site.assets import Asset
from generator.site.links import root_of
from generator.site.notes import NoteWriter
from generator.site.views.shared import Page, Site

_GAP = re.compile(r"\n\s+")
_KEEP = re.compile(r"(<(pre|textarea)\b.*?</\2>)", re.DOTALL)


def prepare(env: jinja2.Environment, site: Site, assets: Mapping[str, Asset], notes: NoteWriter) -> None:
    """Make MkDocs' environment ours: everything escaped; words, dates and assets known to every template."""
    env.autoescape = True
    env.trim_blocks = env.lstrip_blocks = True
    env.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "sort_keys": True, "separators": (",", ":")}
    words = site.words
    env.globals.update(
        site=site,
        t=words,
        assets={name: asset.path for name, asset in assets.items()},
    )
    env.filters.update(
        day=words.day,
        day_short=words.day_short,
        minute=words.minute,
        partial=words.partial,
        number=words.number,
        language=words.language_name,
        cause=words.cause,
        instant=instant_text,
        note=notes.html,
    )


def render_page(env: jinja2.Environment, config: Any, page: Page) -> bytes:
    """The bytes of a page: a function of the page and the theme, and of nothing else.

    config: MkDocs' configuration, which templates of Material and its plugins expect to see.
    """
    root = root_of(page.address)
    html = env.get_template(page.template).render(
        config=config, page=None, base_url=root.rstrip("/"), root=root, meta=page.meta, view=page.view
    )
    return compact(html).encode()


def path_of(page: Page) -> PurePosixPath:
    """The file of a page."""
    return PurePosixPath(page.address) / "index.html"


def compact(html: str) -> str:
    """The page without indentation and empty lines, except where they are content."""
    parts = _KEEP.split(html)
    # split() gives text, whole match, name of its element, text, …
    return "".join(_squeezed(part) if n % 3 == 0 else part for n, part in enumerate(parts) if n % 3 != 2)


def _squeezed(html: str) -> str:
    return _GAP.sub("\n", html)
