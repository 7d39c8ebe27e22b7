"""The stories that digests tell, held against the items: what we have of them, and what became of the rest. Pure."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import accumulate
from typing import NamedTuple

from generator.model.article import Article, Link, link_key
from generator.model.base import one_line
from generator.model.coverage import Digest, DigestLine, Story
from generator.model.item import MAX_QUOTED_WORDS
from generator.text.sentences import split_sentences, within
from generator.text.words import count_words

#: For each line of a digest the address of the item that tells the same; None where none does, or none for sure.
Finder = Callable[[Sequence[DigestLine]], Sequence[str | None]]

#: Fewer words name no story: "Read more", "GitHub", "Subscribe".
MIN_WORDS = 4
#: A part of a title that lists several stories has at least so many.
_MIN_PART = 2
#: Longer ones are lists of links, not of stories.
MAX_STORIES = 100
_LISTED = re.compile(r"(?:(?<!\s)\s+)?[；;|｜]\s*|,\s+(?=[^\Wa-z])")
_MARKS = " \t#↗→•·-–—*"


class DigestStory(NamedTuple):
    """One story as a digest tells it."""

    text: str
    urls: tuple[str, ...] = ()
    """The pages it sends its readers to."""

    @property
    def keys(self) -> tuple[str, ...]:
        """What the pages are known by, see `link_key`."""
        return tuple(map(link_key, self.urls))


class Page(NamedTuple):
    """What is known of a page that a digest links to."""

    moment: datetime
    item: str | None = None
    """The item that lists it."""
    fate: str = ""
    """In words, where no item does."""


def told_in(article: Article, is_roundup: Callable[[str], bool]) -> tuple[DigestStory, ...]:
    """The stories of a digest's entry: its linked lines, or the parts of a title that lists several.

    An entry that tells none apart is one story: its title, or its first sentence where the title only says that it is a
    digest (is_roundup).
    """
    linked = tuple(_linked(article))
    return (linked or tuple(map(DigestStory, _parts(article, is_roundup))))[:MAX_STORIES]


def held_against(
    digests: Iterable[tuple[Digest, Sequence[DigestStory]]], pages: Mapping[str, Page], hosts: frozenset[str],
    since: datetime, find: Finder,
) -> tuple[Digest, ...]:  # fmt: skip
    """The digests with their stories, each once for each source: in an item, or what became of it.

    digests: oldest first, with what they tell; pages: by `link_key`; hosts: those that are read, as `link_key` writes
    them; since: a story whose page is older belongs to an earlier week and is left out.
    """
    met: dict[str, set[str]] = defaultdict(set)
    kept = []
    for digest, stories in digests:
        fresh = [told for told in _first_told(stories, met[digest.source]) if not _is_older(told, pages, since)]
        kept.append((digest, fresh))
    lines = [
        DigestLine(told.text, digest.published or since, digest.source)
        for digest, stories in kept for told in stories if not _item_of(told, pages)
    ]  # fmt: skip
    found = {line.text: item for line, item in zip(lines, find(lines), strict=True)}
    return tuple(
        digest.model_copy(update={"stories": tuple(_story(told, found, pages, hosts) for told in stories)})
        for digest, stories in kept
    )


def told_again(digest: Digest) -> tuple[Digest, tuple[DigestStory, ...]]:
    """A digest of an earlier run with its stories as they were told, to be held against the items of today."""
    return digest, tuple(DigestStory(story.text, (story.url,) if story.url else ()) for story in digest.stories)


def digest_of(article: Article) -> Digest:
    """An entry of a digest, its stories not yet told."""
    return Digest(source=article.source.name, title=article.title, url=article.url, published=article.published)


def _linked(article: Article) -> Iterator[DigestStory]:
    for line, links in _lines(article):
        headlines = [link for link in links if count_words(link.text) >= MIN_WORDS]
        text = _shortened(line)
        if len(links) > 1 and headlines:
            yield from (DigestStory(_shortened(link.text), (link.url,)) for link in headlines)
        elif links and count_words(text) >= MIN_WORDS:
            yield DigestStory(text, tuple(link.url for link in links))


def _lines(article: Article) -> Iterator[tuple[str, list[Link]]]:
    """The lines of a body with the links that stand in each and lead to a page of another site.

    A line ends where a link begins whose text is only a sign: what follows numbers the story.
    """
    lines = article.body.split("\n")
    starts = list(accumulate((len(line) + 1 for line in lines), initial=0))
    links: list[list[Link]] = [[] for _ in lines]
    own = host_of(article.key)
    cursor = 0
    for link in article.links:
        at = article.body.find(link.text, cursor)
        if at < 0:
            continue
        cursor = at + len(link.text)
        number = bisect_right(starts, at) - 1
        host, _, path = link_key(link.url).partition("/")
        if path and host != own:
            links[number].append(link)
            if not count_words(link.text):
                lines[number] = lines[number][: at - starts[number]]
    return zip(lines, links, strict=True)


def _parts(article: Article, is_roundup: Callable[[str], bool]) -> list[str]:
    parts = [_shortened(part) for part in _LISTED.split(article.title)]
    if len(parts) > 1 and all(count_words(part) >= _MIN_PART for part in parts):
        return parts
    told = article.title if not is_roundup(article.title) else next(iter(split_sentences(article.body)), "")
    return [_shortened(told)] if count_words(told) >= MIN_WORDS else []


def _shortened(text: str) -> str:
    """The first sentence without marks around it, or a beginning of it of at most MAX_QUOTED_WORDS."""
    line = one_line(next(iter(split_sentences(text)), text)).strip(_MARKS)
    if count_words(line) <= MAX_QUOTED_WORDS:
        return line
    return next(iter(within(line, MAX_QUOTED_WORDS)), f"{line[: 2 * MAX_QUOTED_WORDS].rstrip()}…")


def _first_told(stories: Iterable[DigestStory], met: set[str]) -> Iterator[DigestStory]:
    """Those not told before, as far as their pages show; met: what was, which grows."""
    for told in stories:
        names = set(told.keys) or {told.text.casefold()}
        if names.isdisjoint(met):
            yield told
        met |= names


def _is_older(told: DigestStory, pages: Mapping[str, Page], since: datetime) -> bool:
    return any(key in pages and pages[key].moment < since for key in told.keys)


def _item_of(told: DigestStory, pages: Mapping[str, Page]) -> str | None:
    return next((pages[key].item for key in told.keys if key in pages and pages[key].item), None)


def _story(
    told: DigestStory, found: Mapping[str, str | None], pages: Mapping[str, Page], hosts: frozenset[str]
) -> Story:
    item = _item_of(told, pages) or found.get(told.text)
    url = told.urls[0] if told.urls else None
    return Story(text=told.text, url=url, item=item, why=None if item else _why_missed(told, pages, hosts))


def _why_missed(told: DigestStory, pages: Mapping[str, Page], hosts: frozenset[str]) -> str:
    fate = next((pages[key].fate for key in told.keys if key in pages), None)
    if fate:
        return fate
    if not told.keys:
        return "no item says the same, as far as its words show"
    host = host_of(told.keys[0])
    return f"{host} is read, but this page was in no feed" if host in hosts else f"{host} is not among the sources"


def host_of(key: str) -> str:
    """The host of a page, by its `link_key`."""
    return re.split(r"[/?]", key, maxsplit=1)[0]
