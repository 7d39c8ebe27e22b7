"""Whether readers see the newest edition: the published front page is asked until it shows it, for so long."""

from __future__ import annotations

import html
import re
import socket
import time
from collections.abc import Callable

import httpx

from generator.model.errors import RecapError, causes_of

#: Seconds between two looks; hosts serve a new site within a minute or two.
BETWEEN = 5.0
#: Seconds for one look, at most.
_TIMEOUT = 20.0
#: Looks in a row that find no such host: a minute. It is most often misspelt then, or was never set up.
LOOKS_AT_NO_HOST = 12
_NAMELESS = "no such host is known"
_MARK = re.compile(r'<article class="?edition"? data-edition="([^"]*)"')


def edition_shown(page: str) -> str | None:
    """What a front page says of its edition, as `Edition.mark` writes it; None where it shows none."""
    found = _MARK.search(page)
    return html.unescape(found[1]) if found else None


def wait_until_live(
    url: str, mark: str, seconds: float, tell: Callable[[str], None], pause: Callable[[float], None] = time.sleep
) -> None:
    """Return as soon as the page at `url` shows the edition of `mark`; look once in any case.

    seconds: how long to wait at most; tell: is told what is seen instead, whenever that changes. Raises RecapError
    saying what the page shows, or why it cannot be read; before the time is over where its host has no address.
    """
    end, told, nameless = time.monotonic() + seconds, "", 0
    with httpx.Client(
        timeout=min(_TIMEOUT, max(seconds, 1)), follow_redirects=True, headers={"Cache-Control": "no-cache"}
    ) as client:
        while (seen := _look(client, url)) != mark:
            nameless = nameless + 1 if seen == _NAMELESS else 0
            if nameless == LOOKS_AT_NO_HOST:
                remedy = "correct site_url in mkdocs.yml, or --url; a new name may take a day to be known"
                raise RecapError(f"{url}: {seen} ({remedy})")
            if time.monotonic() + BETWEEN > end:
                raise RecapError(f"{url} does not show the edition {mark} after {seconds:.0f} seconds, but {seen}")
            if seen != told:
                left = f"at most {end - time.monotonic():.0f} seconds more"
                tell(f"{url} is not there yet ({seen}); waiting for {mark}, {left}.")
                told = seen
            pause(BETWEEN)


def _look(client: httpx.Client, url: str) -> str:
    try:
        answer = client.get(url)
        answer.raise_for_status()
    except httpx.HTTPError as error:
        if any(isinstance(it, socket.gaierror) and it.errno == socket.EAI_NONAME for it in causes_of(error)):
            return _NAMELESS
        return str(error).split("\n")[0] or type(error).__name__
    return edition_shown(answer.text) or "no edition"
