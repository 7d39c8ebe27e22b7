"""Feeds beside what should come out of them: a new feed bug is two new files in tests/data/collect/feeds.

`python -m tests.collect.cases NAME` prints what comes out now, to be read before it is kept.
"""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from generator.collect.feeds import parse_feed
from generator.model.base import instant_text
from generator.model.errors import BadFeed

DATA = Path(__file__).parents[1] / "data" / "collect"
NOW = datetime(2026, 6, 22, tzinfo=UTC)
#: The header a server sent, where it is part of the case.
HEADERS = {"wrong-charset.xml": "text/xml; charset=iso-8859-1", "rss091.xml": "text/xml"}


def outcome(path: Path) -> dict[str, Any]:
    """What a feed comes to, as plain JSON."""
    try:
        feed = parse_feed(path.read_bytes(), HEADERS.get(path.name, ""), "https://feed.example/feed.xml", NOW)
    except BadFeed as error:
        return {"error": str(error)}
    entries = [
        {
            "url": entry.url,
            "title": entry.title,
            "published": instant_text(entry.published) if entry.published else None,
            "summary": entry.summary.split("\n"),
            "text": entry.text.split("\n"),
            "links": [list(link) for link in entry.links],
        }
        for entry in feed.entries
    ]
    shown = [{key: value for key, value in entry.items() if value not in ([], [""])} for entry in entries]
    return {"entries": shown, "faulty": feed.faulty, "faults": list(feed.faults)}


def expected_path(path: Path) -> Path:
    return path.with_name(path.name + ".expected")


if __name__ == "__main__":
    for name in sys.argv[1:]:
        print(json.dumps(outcome(DATA / "feeds" / name), ensure_ascii=False, indent=1))
