"""Feeds as other people's parsers read them."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import feedparser
import feedparser_sgmllib
from reader import Reader, make_reader

#: reader carries an older feedparser, which asks for this module by the name it had in Python 2.
sys.modules.setdefault("sgmllib", feedparser_sgmllib)


@contextmanager
def reading(site: Path) -> Iterator[Reader]:
    """A feed reader for the feeds of a built site."""
    with make_reader(":memory:", feed_root=str(site)) as reader:
        yield reader


def entries(site: Path, name: str) -> dict[str, feedparser.FeedParserDict]:
    """The entries of a feed by id; fails where the parser finds fault."""
    parsed = feedparser.parse((site / name).read_bytes(), sanitize_html=False, resolve_relative_uris=False)
    assert not parsed.bozo, parsed.get("bozo_exception")
    return {entry.id: entry for entry in parsed.entries}
