"""An edition as posts to put on social networks by hand: whole lines, as many as a post may hold."""

from __future__ import annotations

import re

from generator.outbox.letter import Letter

#: Characters of a post, https://docs.joinmastodon.org/user/posting/#text: an address counts 23, however long.
MASTODON = 500
MASTODON_ADDRESS = 23
#: Graphemes of a post, https://docs.bsky.app/docs/advanced-guides/posts. We count code points, of which a grapheme has
#: one or more, so that a post is never too long.
BLUESKY = 300

_ADDRESS = re.compile(r"https?://\S+")


def mastodon(letter: Letter) -> str:
    """Title, lines of the week and address."""
    return _post(letter, MASTODON, MASTODON_ADDRESS)


def bluesky(letter: Letter) -> str:
    """The same, shorter."""
    return _post(letter, BLUESKY, 0)


def length(post: str, address: int) -> int:
    """Characters as a network counts them; address: what every web address counts, 0 for its own length."""
    return len(_ADDRESS.sub("x" * address, post)) if address else len(post)


def _post(letter: Letter, limit: int, address: int) -> str:
    parts = [letter.title, *letter.labels, letter.href]
    over = length("\n\n".join(parts), address) - limit
    if over > 0:
        parts[0] = f"{letter.title[: max(0, len(letter.title) - over - 1)].rstrip()}…"
    lines: list[str] = []
    for line in letter.lines:
        told = f"• {line.text.text}"
        if length("\n\n".join([parts[0], "\n".join([*lines, told]), *parts[1:]]), address) > limit:
            break
        lines.append(told)
    return "\n\n".join([parts[0], *(["\n".join(lines)] if lines else []), *parts[1:]]) + "\n"
