"""Whether readers see the newest edition: the published front page is asked until it shows it, for so long."""

from __future__ import annotations

import html
import re
import time
from collections.abc import Callable

import httpx

from generator.model.errors import RecapError

#: Seconds between two looks; hosts serve a new site within a minute or two.
BETWEEN = 5.0
#: Seconds for one look, at most.
_TIMEOUT = 20.0
_MARK = re.compile(r'<article class="?edition"? data-edition="([^"]*)"')


def edition_shown(page: str) -> str | None:
    """What a front page says of its edition, as `Edition.mark` writes it; None where it shows none."""
    found = _MARK.search(page)
    return html.unescape(found[1]) if found else None


def wait_until_live(url: str, mark: str, seconds: float, pause: Callable[[float], None] = time.sleep) -> None:
    """Return as soon as the page at `url` shows the edition of `mark`; look once in any case.

    seconds: how long to wait at most. Raises RecapError saying what the page shows instead, or why it cannot be read.
    """
    end = time.monotonic() + seconds
    with httpx.Client(
        timeout=min(_TIMEOUT, max(seconds, 1)), follow_redirects=True, headers={"Cache-Control": "no-cache"}
    ) as client:
        while (seen := _look(client, url)) != mark:
            if time.monotonic() + BETWEEN > end:
                raise RecapError(f"{url} does not show the edition {mark} after {seconds:.0f} seconds, but {seen}")
            pause(BETWEEN)


def _look(client: httpx.Client, url: str) -> str:
    try:
        answer = client.get(url)
        answer.raise_for_status()
    except httpx.HTTPError as error:
        return str(error).split("\n")[0] or type(error).__name__
    return edition_shown(answer.text) or "no edition"
