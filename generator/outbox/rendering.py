"""A letter to HTML and plain text, within the size that mail programs show."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import css_inline
import jinja2

from generator.outbox.letter import Letter
from generator.outbox.wrapping import wrapped
from generator.settings import Newsletter
from generator.site.notes import NoteWriter

#: Bytes of HTML: Gmail cuts a letter off at 102 kB. The rest is for the reader's token and for what a list server adds.
LIMIT = 100_000
_EMPTY_LINES = re.compile(r"\n{3,}")


@dataclass(frozen=True)
class Rendered:
    """A letter as it is sent; both say the same."""

    html: str
    text: str
    stories: int
    left_out: int
    """Stories that had no room and are on the site only."""


def render(letter: Letter, newsletter: Newsletter | None, limit: int = LIMIT) -> Rendered:
    """The letter with as many stories, by rank, as its HTML has room for.

    newsletter: whence the way to leave and the postal address. limit: bytes of HTML.
    """
    total = fitting = sum(1 for _ in letter.stories())
    html = _html(letter, newsletter)
    if len(html.encode()) > limit:
        fitting = _largest(letter, newsletter, limit, total)
        letter = letter.shortened(fitting)
        html = _html(letter, newsletter)
    return Rendered(html, _text(letter, newsletter), fitting, total - fitting)


def leave_link(newsletter: Newsletter | None) -> str:
    """Where a reader leaves, with the place of the token; empty where nothing is set."""
    unsubscribe = newsletter.unsubscribe if newsletter else None
    return unsubscribe.url or unsubscribe.mail_link if unsubscribe else ""


def _largest(letter: Letter, newsletter: Newsletter | None, limit: int, too_many: int) -> int:
    """The largest number of stories that fits; by halves, since more stories are more bytes."""
    fits = 0
    while too_many - fits > 1:
        middle = (fits + too_many) // 2
        if len(_html(letter.shortened(middle), newsletter).encode()) > limit:
            too_many = middle
        else:
            fits = middle
    return fits


def _html(letter: Letter, newsletter: Newsletter | None) -> str:
    html = _filled("letter.html", letter, newsletter)
    inlined = css_inline.CSSInliner(load_remote_stylesheets=False).inline(html)
    return re.sub(r"\n\s+", "\n", inlined.replace(' data-css-inline="keep"', ""))


def _text(letter: Letter, newsletter: Newsletter | None) -> str:
    return _EMPTY_LINES.sub("\n\n", _filled("letter.txt", letter, newsletter).strip()) + "\n"


def _filled(template: str, letter: Letter, newsletter: Newsletter | None) -> str:
    site = letter.site
    return _templates().get_template(template).render(
        letter=letter, site=site, t=site.words, home=site.absolute(""), leave=leave_link(newsletter),
        note=NoteWriter([], {}).html(letter.note, "", ""), postal=newsletter.postal if newsletter else None,
    )  # fmt: skip


@cache
def _templates() -> jinja2.Environment:
    """HTML is escaped, always; plain text has nothing to escape."""
    env = jinja2.Environment(
        loader=jinja2.FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=jinja2.select_autoescape(["html"]),
        undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    env.filters["wrap"] = wrapped
    return env
