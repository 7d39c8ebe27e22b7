"""Lines of plain text and addresses, cleaned. Pure; never raises."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import parse_qsl, urljoin, urlsplit

from generator.model.article import without_trackers
from generator.model.base import STACKED, UNSEEN, is_web_address, one_line

LONGEST_TEXT = 200_000
"""Characters of one entry's text; longer ones are cut at the end of a paragraph."""
_LONGEST_URL = 2000

_REDIRECTOR = re.compile(r"/(?:url|out|go|away|redir(?:ect)?|link|apiclick|l)(?:\.\w{2,5})?/?$", re.IGNORECASE)
_TARGETS = ("url", "u", "to", "target", "dest", "q")
"""Parameters by which redirectors name where they lead."""

_CJK = r"\u2e80-\u2fdf\u3000-\u303f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uff65"
#: A line break of the source, or a run of spaces, between two Chinese characters means nothing.
_SPACE_IN_CJK = re.compile(rf"(?<=[{_CJK}])(?:[ \t\u00a0]*[\r\n]\s*|[ \t\u00a0]{{2,}})(?=[{_CJK}])")
#: What browsers drop or escape in an address (WHATWG URL), so that it needs no escaping on a page.
_ESCAPED = str.maketrans({**{char: f"%{ord(char):02X}" for char in " \"'<>`\\"}, **dict.fromkeys("\t\r\n")})
#: What screen readers are told inside a sentence, and the sign for letters that could not be read, where nothing is
#: missing within a word: texts are cut within a letter.
_NOT_SAID = re.compile(
    r"(?:(?<!\s)\s+)?[(（](?:opens in (?:a )?new (?:window|tab)|在新窗口中打开)[)）]|\ufffd+(?!\w)|(?<!\w)\ufffd+",
    re.IGNORECASE,
)
#: Zero-width joiners outside scripts that need them (Arabic, Indic and their like, emoji), and repeated ones.
_IDLE_JOINER = re.compile(
    r"(?<![\u0600-\u1fff\u2190-\u2bff\ufe0f\ufb50-\ufdff\ufe70-\ufefc\U0001f000-\U0001faff])[\u200c\u200d]+"
    r"|(?<=[\u200c\u200d])[\u200c\u200d]+"
)
_JOINERS = re.compile("[\u200c\u200d]")
#: A line break amid a sentence, as mail and arXiv wrap their lines.
_WRAP = re.compile(r"(?<=[a-z0-9,;]) ?\r?\n(?=[a-z(])")
_TEX_PERCENT = re.compile(r"(?<=\d)\\%")
_SIGNS_NOT_SAID = ("pens in", "新窗口", "\ufffd")
#: Bold of Markdown that nobody rendered; `2**3` is none.
_MARKDOWN_BOLD = re.compile(r"(?<![A-Za-z0-9_*)])\*\*(?=[^\s*])([^*\n]{1,200})(?<=[^\s*])\*\*(?![A-Za-z0-9_*(])")


def plain_lines(text: str) -> str:
    """Plain text with each line cleaned and empty ones gone, at most LONGEST_TEXT characters; wrapped lines joined."""
    return joined(filter(None, map(tidy, filter(None, _WRAP.sub(" ", text).splitlines()))))


def joined(paragraphs: Iterable[str]) -> str:
    """Paragraphs as one text of at most LONGEST_TEXT characters, the last one whole where it is not the only one."""
    kept: list[str] = []
    room = LONGEST_TEXT
    for paragraph in paragraphs:
        room -= len(paragraph) + 1
        if room < 0:
            return "\n".join(kept) or _whole_sentences(paragraph[:LONGEST_TEXT])
        kept.append(paragraph)
    return "\n".join(kept)


def _whole_sentences(text: str) -> str:
    end = max(text.rfind(mark) for mark in ("。", "！", "？", ". ", "! ", "? "))
    return text[: end + 1] if end > len(text) // 2 else text


def tidy(text: str) -> str:
    """One clean line: no spaces between Chinese characters, no leftovers of Markdown or of a page's machinery.

    The cheap `in` tests skip the regexes for most texts.
    """
    if not text.isascii() and ("\n" in text or "  " in text or "\u00a0" in text):
        text = _SPACE_IN_CJK.sub("", text)
    if "\u200c" in text or "\u200d" in text:
        text = _IDLE_JOINER.sub("", text)
    if "**" in text:
        text = _MARKDOWN_BOLD.sub(r"\1", text)
    if "\\%" in text:
        text = _TEX_PERCENT.sub("%", text)
    if any(sign in text for sign in _SIGNS_NOT_SAID):
        text = _NOT_SAID.sub("", text)
    return one_line(text)


def without_unseen(text: str) -> str:
    """Clean lines without the characters that nobody sees; for texts of a memory that knew fewer of them."""
    if text.isascii() or not any(pattern.search(text) for pattern in (UNSEEN, STACKED, _JOINERS)):
        return text
    return "\n".join(filter(None, map(tidy, text.split("\n"))))


def target_of(url: str) -> str:
    """Where an address of a redirector leads that has its target within (…/url?…&url=https://ledger.example/a); others
    as they are."""
    path, mark, query = url.partition("?")
    if not mark or not _REDIRECTOR.search(path):
        return url
    found = dict(parse_qsl(query))
    return next((found[name] for name in _TARGETS if is_web_address(found.get(name, ""))), url)


def _with_scheme(url: str, base: str) -> str:
    """An address that someone wrote as people say it: www.ledger.example/a, or ledger.example/a at that host."""
    host, has_path, _ = url.partition("/")
    is_bare = host.lower().startswith("www.") or (has_path and host and host.lower() == urlsplit(base).netloc.lower())
    return f"//{url}" if is_bare else url


def absolute(url: str, base: str) -> str:
    """`url`, seen from `base`, as an http(s) address without trackers; empty where it is none that may be linked to."""
    try:
        url = urljoin(base, _with_scheme(url.strip().translate(_ESCAPED), base))
        url = without_trackers(url) if len(url) <= 2 * _LONGEST_URL else ""
    except ValueError:
        return ""
    return url if len(url) <= _LONGEST_URL and is_web_address(url) else ""
