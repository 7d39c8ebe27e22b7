"""Page values to bytes: the one place where text becomes HTML, with autoescape that cannot be skipped."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Hashable, Mapping
from functools import cache
from types import CodeType
from typing import Any

import jinja2
from jinja2.bccache import Bucket
from jinja2.ext import Extension
from jinja2.runtime import Context, Macro
from markupsafe import escape

from generator.model.base import instant_text
from generator.site.addresses import root_of, way
from generator.site.assets import Asset
from generator.site.feeds.formats import FORMATS
from generator.site.notes import NoteWriter
from generator.site.page import Page, Site
from generator.site.reads import Reads
from generator.site.words import Words

_FIXED_WORD = re.compile(r"""\{\{ t\((?:'(\w+)'|"(\w+)")\) \}\}""")
_GAP = re.compile(r"\n\s+")
#: Where white space, quotes and line breaks are content; the one group makes `split` keep it.
_KEEP = re.compile(r"(<pre\b.*?</pre>|<textarea\b.*?</textarea>|<script\b.*?</script>)", re.DOTALL)
#: Elements beside which white space is never shown.
_BLOCK = (
    "html|head|title|meta|link|body|header|main|footer|article|section|aside|nav|h[1-6]|p|div|ul|ol|li|dl|dt|dd|table"
    "|thead|tbody|tr|th|td|details|summary|form|figure|blockquote|option"
)
#: The tag of a block with the line breaks beside it; or a comment or raw text, in which nothing is to be changed.
_BESIDE_BLOCK = re.compile(
    rf"(\n?)(</?(?:{_BLOCK})\b[^>]*>)(\n?)"
    r"|(?s:\{#.*?(?:#\}|\Z)|\{%[-+]? {0,9}raw\b.*?(?:\bendraw {0,9}[-+]?%\}|\Z))"
)
#: A line break that is none on the page.
_BREAK = "{#\n#}"
#: The value of an attribute, in a tag and not in a text about tags, that means the same without quotes:
#: https://html.spec.whatwg.org/multipage/syntax.html#attributes-2
_QUOTED = re.compile(r"""=(?<=[a-z]=)"([^\s"'=<>`]+)"(?= [^<>']{0,2000}>|>)""")


class Compiled(jinja2.BytecodeCache):
    """Templates that this process has compiled for one language, for its next build: of a preview, of a fork."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[str, CodeType]] = {}

    def get_cache_key(self, name: str, filename: str | None = None) -> str:  # noqa: ARG002
        """Its text is compared, whatever folder it is in."""
        return name

    def load_bytecode(self, bucket: Bucket) -> None:
        checksum, code = self._kept.get(bucket.key, ("", None))
        bucket.code = code if checksum == bucket.checksum else None

    def dump_bytecode(self, bucket: Bucket) -> None:
        if bucket.code:
            self._kept[bucket.key] = bucket.checksum, bucket.code


@cache
def compiled(language: str) -> Compiled:  # noqa: ARG001 (it is the key)
    """Words are part of what is compiled, so each language has its own; the empty one is that of no language."""
    return Compiled()


class Short(Extension):
    """What is the same on each page is done when a template is read: it is made short."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:  # noqa: ARG002
        return _short(source)


class FixedWords(Extension):
    """In templates of one language words without a number or a name in them, `{{ t("key") }}`, become text as they are
    read; those that nobody knows are left to be told with their line when the page is made."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:  # noqa: ARG002
        return _FIXED_WORD.sub(self._text, source)

    def _text(self, call: re.Match[str]) -> str:
        words: Words = self.environment.globals["t"]  # type: ignore[assignment]
        text = str(words.entries.get(call[1] or call[2], ""))
        return call[0] if not text or "{" in text else str(escape(text))


def prepare(
    env: jinja2.Environment,
    site: Site,
    assets: Mapping[str, Asset],
    notes: NoteWriter,
    hand_written: Collection[str],
    reads: Reads,
) -> None:
    """Make MkDocs' environment ours: everything escaped; words, dates and assets known to every template.

    It renders the hand-written pages of all languages, each with the words of its own in its context. hand_written:
    addresses of MkDocs' own pages, to which `written` leads. reads: keeps what `once` makes.
    """
    env.autoescape = True
    env.trim_blocks = env.lstrip_blocks = True
    env.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "sort_keys": True, "separators": (",", ":")}
    env.globals["assets"] = {name: asset.path for name, asset in assets.items()}
    env.globals["formats"] = FORMATS
    env.globals["hand_written"] = frozenset(hand_written)
    env.globals["written"] = _written
    env.globals["way"] = _way
    env.globals["once"] = _once(reads)
    env.filters.update(instant=instant_text, note=notes.html, unbroken=unbroken)
    env.add_extension(Short)
    env.bytecode_cache = compiled("")
    _speak(env, site)


def unbroken(heading: str) -> str:
    """A heading in which no line ends inside a name, before its number: "Fable 5", "Cobalt-30B"."""
    return re.sub(r"(?<=\w)-(?=\d)", "-\N{WORD JOINER}", re.sub(r"(?<=\w) (?=\d)", "\N{NO-BREAK SPACE}", heading))


def in_language(env: jinja2.Environment, site: Site) -> jinja2.Environment:
    """A prepared environment for the pages of one language."""
    own = env.overlay()
    own.globals, own.filters = dict(env.globals), dict(env.filters)
    own.add_extension(FixedWords)
    own.bytecode_cache = compiled(site.language)
    _speak(own, site)
    return own


def _once(reads: Reads) -> Callable[..., str]:
    """What makes HTML of a value once for all pages of one depth and language: an item stands in ten lists."""

    @jinja2.pass_context
    def once(context: Context, macro: Macro, *values: Hashable) -> str:
        """macro: of `parts.html`; makes the same of equal values wherever `root` is the same."""
        key = _once, macro.name, context["site"].language, context["root"], *values
        made: str = reads.once(key, lambda: macro(*values))
        return made

    return once


def _speak(env: jinja2.Environment, site: Site) -> None:
    words = site.words
    env.globals.update(site=site, t=words)
    env.filters.update(
        day=words.day,
        day_short=words.day_short,
        minute=words.minute,
        partial=words.partial,
        number=words.number,
        decimal=words.decimal,
        weekday=words.weekday,
        language=words.language_name,
        own_language=words.own_language_name,
        cause=words.cause,
    )


@jinja2.pass_context
def _written(context: Context, address: str) -> str:
    """The way to a hand-written page, in the language of the page it stands on where it is written in it."""
    is_there = context["site"].prefix + address in context["hand_written"]
    return str(context["root" if is_there else "top"]) + address


@jinja2.pass_context
def _way(context: Context, address: str) -> str:
    """The shortest way to a page of the same language. Not for what `once` makes, which stands on several pages."""
    return way(context["here"], address)


def render_page(env: jinja2.Environment, config: Any, site: Site, page: Page) -> bytes:
    """The bytes of a page: a function of the page and the theme, and of nothing else.

    env: of the site's language. config: MkDocs' configuration, which templates of Material and its plugins expect.
    """
    html = env.get_template(page.template).render(
        config=config, page=None, meta=page.meta, view=page.view, **places(site, page.address)
    )
    return compact(html).encode()


def places(site: Site, address: str) -> dict[str, Any]:
    """What templates know of where a page stands: `here`, its address; `root`, the way to the top of its language;
    `top`, the way to the top of the site, where what all languages share is; `base_url`, the same for MkDocs;
    `feeds_root`, the way to where feeds are: a language has its own where something is translated into it."""
    root, top = root_of(address), root_of(site.prefix + address)
    feeds_root = root if site.tongue.listed else top
    return {"here": address, "root": root, "top": top, "base_url": top.rstrip("/"), "feeds_root": feeds_root}


def compact(html: str) -> str:
    """The page without indentation and empty lines, except where they are content, and without quotes that no value
    needs."""
    parts = _KEEP.split(html)
    return "".join(part if n % 2 else _unquoted(_GAP.sub("\n", part)) for n, part in enumerate(parts))


def _unquoted(html: str) -> str:
    """Split, since `sub` would read its template anew for each of the two hundred values of a page."""
    parts = _QUOTED.split(html)
    parts[1::2] = map("=".__add__, parts[1::2])
    return "".join(parts)


def _short(template: str) -> str:
    """A template that makes the same page in fewer bytes: line breaks beside blocks go into comments, so that the
    lines of a fault are those of its file."""
    return _BESIDE_BLOCK.sub(_shortened, template)


def _shortened(found: re.Match[str]) -> str:
    before, tag, after = found.groups()
    return f"{before and _BREAK}{tag}{after and _BREAK}" if tag else found[0]
