"""Round-ups: known by their title's words, by a title of several headlines, or by entries about different names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from urllib.parse import urlsplit

from generator.group.documents import DocumentMaker
from generator.model.article import Article
from generator.text.words import count_words

#: So many headlines in one title, or entries in one text, are no longer one event with its background.
MIN_HEADLINES = 3
MIN_ENTRIES = 5
#: Words from which a part of a title is a headline, and the words of a link are one: links inside a text are shorter.
HEADLINE = 4
LINKED_HEADLINE = 6
#: Sites from which on a list of links is no outlet's list of its own stories.
MIN_SITES = 3
#: Share of a text from its first numbered entry to its last: footnotes and a list in a report take less.
LEAST_SPAN = 0.5
#: Share of the entries that one name may stand in; in a text about one event its subject stands in most.
MOST_SHARED = 0.4
_HEADLINE_MARK = re.compile(r"(?:(?<!\s)\s+)?(?:[|｜丨；]\s*|;\s+)|(?<!\s)\s+[/•·]\s+")
_NUMBERED = re.compile(
    r"^\s*(?:\d{1,2}\s*[、.．)）:]|[一二三四五六七八九十]{1,3}\s*[、.．]|[•·▪◆■●▶►]|[-–]\s|【)\s*(?=\S)"
)

Names = Callable[[str], frozenset[str]]
"""The names that stand in a text."""


def tells_several(article: Article, maker: DocumentMaker) -> bool:
    """Whether an article tells several events, by its title or by its form."""
    if maker.is_roundup(article.title):
        return True
    headlines = [part for part in _HEADLINE_MARK.split(article.title) if count_words(part) >= HEADLINE]
    if len(headlines) >= MIN_HEADLINES:
        return True

    def names_in(text: str) -> frozenset[str]:
        return maker.of_text("", text, "", article.moment, "").names

    return any(_is_mixed(entries, names_in) for entries in (_numbered(article), _linked(article)))


def _is_mixed(entries: Sequence[str], names_in: Names) -> bool:
    """Whether entries are about different things: most name something, and hardly two the same."""
    if len(entries) < MIN_ENTRIES:
        return False
    named = [names for entry in entries if (names := names_in(entry))]
    most = Counter(name for names in named for name in names).most_common(1)
    return len(named) >= MIN_ENTRIES - 1 and most[0][1] <= MOST_SHARED * len(named)


def _numbered(article: Article) -> list[str]:
    """The paragraphs that begin with a number, a bullet or a heading in brackets; none where they are but a part of
    the text."""
    lines = article.body.split("\n")
    places = [place for place, line in enumerate(lines) if _NUMBERED.match(line)]
    span = lines[places[0] : places[-1] + 1] if places else []
    is_part = sum(map(len, span)) < LEAST_SPAN * sum(map(len, lines))
    return [] if is_part else [lines[place] for place in places]


def _linked(article: Article) -> list[str]:
    """The headlines of other sites that a text links to; none where they are of one or two."""
    own = urlsplit(article.url).hostname
    links = {link.url: link.text for link in article.links if count_words(link.text) >= LINKED_HEADLINE}
    sites = {host for url in links if (host := urlsplit(url).hostname) != own}
    return [text for url, text in links.items() if urlsplit(url).hostname in sites] if len(sites) >= MIN_SITES else []
