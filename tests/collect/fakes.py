"""The network's fake, and feeds to serve with it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from html import escape

from generator.collect.fetch import Fetched, Permission
from generator.model.errors import FetchError

MONDAY = datetime(2026, 6, 15, tzinfo=UTC)
NEXT_MONDAY = MONDAY + timedelta(days=7)


class FakeFetcher:
    """Answers what it was given; an address it does not know is an error. `asked` tells what was asked for."""

    def __init__(self, answers: dict[str, bytes | Fetched | FetchError]) -> None:
        self.answers = answers
        self.asked: list[str] = []

    async def get(self, url: str, permission: Permission | None = None) -> Fetched:
        if permission:
            await permission(url)
        self.asked.append(url)
        answer = self.answers.get(url, FetchError(f"nothing at {url}"))
        if isinstance(answer, FetchError):
            raise answer
        answer = Fetched(url, answer) if isinstance(answer, bytes) else answer
        if permission and answer.url != url:
            await permission(answer.url)
        return answer


def item(
    number: int | str, published: datetime | None = MONDAY, text: str = "", title: str = "", link: str = ""
) -> str:
    date = f"<pubDate>{format_datetime(published)}</pubDate>" if published else ""
    return (
        f"<item><title>{escape(title or f'Story {number}')}</title><description>{escape(text)}</description>"
        f"<link>{escape(link or f'https://northwind.example/{number}')}</link>{date}</item>"
    )


def feed(*items: str) -> bytes:
    body = "\n".join(items)
    return f"<rss version='2.0'><channel><title>T</title><link>https://t.example/</link>{body}</channel></rss>".encode()
