"""Article pages to text, for sources whose feed carries summaries only and whose outlet allows it."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.collect.boilerplate import without_boilerplate
from generator.collect.cleaning import plain_lines
from generator.collect.encoding import to_text
from generator.collect.failure import Failure
from generator.collect.fetch import Fetcher
from generator.collect.furniture import NOT_SAID
from generator.collect.notation import NOTED, NOTED_ATTRIBUTES, lines_of, noted
from generator.collect.parser import Parser
from generator.collect.plaintext import is_too_deep
from generator.collect.robots import Robots
from generator.collect.visibility import html_of, is_hidden, seen
from generator.model.errors import FetchError

MOST_PAGES = 40
"""Pages of one source in one run."""
_LONGEST_PAGE = 3_000_000
_PAGE_TAGS = frozenset([
    "a", "abbr", "address", "article", "aside", "b", "blockquote", "br", "button", "caption", "cite", "code", "dd",
    "del", "details", "div", "dl", "dt", "em", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5",
    "h6", "header", "hr", "i", "ins", "label", "li", "main", "nav", "ol", "p", "pre", "q", "s", "section", "small",
    "span", "strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "time", "tr", "u", "ul",
    *NOTED,
])  # fmt: skip
_PAGE_ATTRIBUTES = {
    "*": {"role", "itemprop", "itemtype", "name", "rel", "data-testid"},
    "a": {"href"},
    **NOTED_ATTRIBUTES,
}
"""What trafilatura tells an article from the page around it by, beside class and id."""


@dataclass(frozen=True)
class Pages:
    """Texts by the identity of their entry, "" where there is none to be had, and why others are missing."""

    texts: Mapping[str, str] = field(default_factory=dict)
    causes: Mapping[str, int] = field(default_factory=dict)

    def note(self) -> str:
        """For the report of the source; empty where all went well."""
        causes = ", ".join(f"{count} × {cause}" for cause, count in sorted(self.causes.items()))
        return (
            f"{sum(self.causes.values())} article pages not read, the feed's text was used: {causes}" if causes else ""
        )


async def read_pages(urls: Mapping[str, str], fetcher: Fetcher, robots: Robots, parser: Parser) -> Pages:
    """The texts of article pages, one after the other.

    urls: addresses by identity; the first MOST_PAGES are read. A page that is gone, forbidden or without text is
    remembered as "", one that may come back is not.
    """
    texts: dict[str, str] = {}
    causes: Counter[str] = Counter()
    for name, url in list(urls.items())[:MOST_PAGES]:
        try:
            await asyncio.sleep(await robots.delay(url) if texts else 0)
            texts[name] = await _page(url, fetcher, robots, parser)
            if not texts[name]:
                causes["no article found in it"] += 1
        except FetchError as error:
            causes[str(error)] += 1
            if isinstance(error, Failure) and not error.again:
                texts[name] = ""
    if len(urls) > MOST_PAGES:
        causes[f"more than {MOST_PAGES} in one run"] += len(urls) - MOST_PAGES
    return Pages(texts, causes)


async def _page(url: str, fetcher: Fetcher, robots: Robots, parser: Parser) -> str:
    await robots.delay(url)
    fetched = await fetcher.get(url)
    return await parser.run(text_of_page, fetched.body, fetched.content_type)


def text_of_page(body: bytes, content_type: str) -> str:
    """The article in a web page as plain text, paragraphs split by a newline; empty where none is found.

    trafilatura looks for the article, and lets through some of what no reader sees (small, white and moved text,
    templates, JSON-LD); so it is given the page without that.
    """
    import trafilatura  # noqa: PLC0415 (0.6 s, for those who use it)

    html = to_text(body[:_LONGEST_PAGE], content_type, html=True)
    if is_too_deep(html):
        return ""
    tokens = seen(html, _PAGE_TAGS, _PAGE_ATTRIBUTES, NOT_SAID, lambda _, attributes: is_hidden(attributes))
    page = f"<!doctype html><html><body>{html_of(noted(tokens, breaks=True))}</body></html>"
    try:
        text = trafilatura.extract(page, include_comments=False, include_tables=True)
    except Exception as error:  # trafilatura's own, on a page nobody thought of: it costs this page, not the run
        raise Failure(f"trafilatura: {type(error).__name__}") from error
    return without_boilerplate(plain_lines("\n".join(lines_of(text or ""))))
