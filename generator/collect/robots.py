"""What sites let programs read: robots.txt (RFC 9309), X-Robots-Tag and <meta name="robots">.

Obeyed for article pages. Feeds are made for programs and are not asked about.
"""

from __future__ import annotations

import asyncio
import re
from typing import NamedTuple
from urllib.parse import urlsplit, urlunsplit

from protego import Protego

from generator.collect.encoding import to_text
from generator.collect.failure import Failure
from generator.collect.fetch import Fetcher
from generator.collect.offload import Offload
from generator.model.errors import FetchError

_LONGEST = 500 * 1024
"""Bytes that RFC 9309, 2.5 asks a reader to read at least."""
_LONGEST_DELAY = 10.0
"""Seconds between two pages that we are willing to wait; a site that asks for more is not read."""


RESERVED = "tdm-reservation"
"""Header and <meta> by which, with the value 1, the right to mine a text is kept (W3C TDMRep; EU 2019/790, Art. 4)."""
_NO_INPUT = "ai-input=no"
"""The signal by which pages are not to be given to AI, in robots.txt and in answers (contentsignals.org)."""
_KEEPS_TEXT = frozenset(["noindex", "none", "nosnippet", "max-snippet:0", "noai", RESERVED, _NO_INPUT])
"""Rules by which a page's text is not to be shown elsewhere, or not to be worked up by AI."""
_AGENT = re.compile(r"(?!max-|unavailable_after)([a-z][\w-]*)(?:/[\w.-]*)?\s*:\s*")
"""A program's name before the rules for it; not the rules that have a value themselves."""


_VERSION = re.compile(r"(?im)^(\s*user-agent\s*:\s*[\w-]++)/[^\s#]*")
"""RFC 9309 knows names only, and so does Protego."""


class _Rules:
    """A robots.txt as it is read by the program `product`."""

    def __init__(self, text: str, product: str) -> None:
        text = _VERSION.sub(r"\1", text)
        self.protego = Protego.parse(text)
        self.keeps_from_ai = _keeps_from_ai(text, product.lower())


def _keeps_from_ai(text: str, product: str) -> bool:
    """Whether the group of a program, or else the one for all, has the signal not to give pages to AI."""
    signals: dict[str, str] = {}
    agents, is_begun = ["*"], True
    for line in text.lower().splitlines():
        name, _, value = (part.strip() for part in line.partition("#")[0].partition(":"))
        if name == "user-agent":
            agents = [value] if is_begun else [*agents, value]
            is_begun = False
            signals.setdefault(value, "")
        elif name:
            is_begun = True
            signals |= {agent: signals.get(agent, "") + f",{value}" for agent in agents if name == "content-signal"}
    ours = signals.get(product, signals.get("*", ""))
    return _NO_INPUT in re.sub(r"\s", "", ours).split(",")


class Robots:
    """The rules of the sites of one run, each read once."""

    def __init__(self, fetcher: Fetcher, agent: str) -> None:
        """agent: the whole User-Agent; rules are looked up for its product name."""
        self._fetcher = fetcher
        self.product = agent.partition("/")[0]
        self._rules: dict[str, asyncio.Task[_Rules]] = {}

    async def delay(self, url: str) -> float:
        """Seconds to leave between two pages of the site; Failure with the cause where `url` may not be read."""
        rules = await self._of_site(url)
        if not rules.protego.can_fetch(url, self.product):
            raise Failure("robots.txt does not allow it")
        if rules.keeps_from_ai:
            raise Failure(f"robots.txt keeps its pages from AI by “Content-Signal: {_NO_INPUT}”")
        delay = float(rules.protego.crawl_delay(self.product) or 0)
        if delay > _LONGEST_DELAY:
            raise Failure(f"robots.txt asks for {delay:.0f} s between two pages")
        return delay

    async def _of_site(self, url: str) -> _Rules:
        parts = urlsplit(url)
        site = urlunsplit((parts.scheme, parts.netloc, "/robots.txt", "", ""))
        if site not in self._rules:
            self._rules[site] = asyncio.ensure_future(self._read(site))
        return await asyncio.shield(self._rules[site])

    async def _read(self, site: str) -> _Rules:
        try:
            body = (await self._fetcher.get(site)).body[:_LONGEST]
        except FetchError as error:
            # RFC 9309, 2.3.1: "unavailable" (4xx) allows everything, "unreachable" nothing.
            status = error.status if isinstance(error, Failure) else 0
            if 400 <= status < 500 and status != 429:
                return _Rules("", self.product)
            raise Failure(f"robots.txt: {error}", again=True, is_tried=True) from error
        return _Rules(to_text(body), self.product)


class Web(NamedTuple):
    """The web as one run reads it."""

    fetcher: Fetcher
    robots: Robots
    parser: Offload
    """Where what was fetched is parsed."""


def rule_against_text(rules: str, product: str) -> str:
    """The rule of an X-Robots-Tag or a <meta name="robots"> by which a page's text is not for us; empty where none is.

    rules: as written, with commas between them; those behind the name of a program are for that one alone.
    """
    is_ours = True
    for part in rules.lower().split(","):
        rule = part.strip()
        if agent := _AGENT.match(rule):
            is_ours, rule = agent[1] == product.lower(), rule[agent.end() :]
        if is_ours and re.sub(r"\s", "", rule) in _KEEPS_TEXT:
            return rule
    return ""
