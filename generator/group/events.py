"""New articles to events: which tell the same, and which belong to an item that is published already."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from generator.group.cluster import SAME_EVENT, cluster
from generator.group.documents import Document, DocumentMaker
from generator.group.similarity import Space
from generator.model.article import Article
from generator.model.item import Item

#: A report joins an item whose latest report is at most so old; what comes later is a new step of its story.
GROWS_FOR = timedelta(days=4)


@dataclass(frozen=True)
class Event:
    """Articles that report one event; address: the published item they belong to, None for a new one."""

    articles: tuple[Article, ...]
    address: str | None = None


def group(articles: Iterable[Article], published: Mapping[str, Item], maker: DocumentMaker) -> list[Event]:
    """Events of the articles, in a stable order.

    published: items a new report may join, by address; an article they list already comes back with its item.
    Digests and round-ups make no event: they would tell several at once.
    """
    home = {report.key: address for address, item in published.items() for report in item.articles}
    known: dict[str, list[Article]] = defaultdict(list)
    fresh = []
    for article in _one_per_page(articles):
        if address := home.get(article.key):
            known[address].append(article)
        elif article.source.category != "digest" and not maker.is_roundup(article.title):
            fresh.append(article)
    joined, new = _placed(fresh, published, maker)
    for address, joining in joined.items():
        known[address].extend(joining)
    return [Event(tuple(known[address]), address) for address in sorted(known)] + new


def _one_per_page(articles: Iterable[Article]) -> list[Article]:
    """One article for each page that several sources link to: the one with the fullest text; oldest first."""
    fullest: dict[str, Article] = {}
    for article in sorted(articles, key=lambda article: (-len(article.body), article.source.tier, article.source.name)):
        fullest.setdefault(article.key, article)
    return sorted(fullest.values(), key=lambda article: (article.moment, article.key))


def _placed(
    fresh: Sequence[Article], published: Mapping[str, Item], maker: DocumentMaker
) -> tuple[Mapping[str, list[Article]], list[Event]]:
    """Articles that join an item, by its address, and the events that are new."""
    if not fresh:
        return {}, []
    documents = [maker.of_article(article) for article in fresh]
    joining = _Joining(documents, published, maker)
    joined: dict[str, list[Article]] = defaultdict(list)
    new = []
    for members in cluster(documents):
        told_in = [fresh[number] for number in members]
        if address := joining.item_for(members):
            joined[address].extend(told_in)
        else:
            new.append(Event(tuple(told_in)))
    return joined, new


def _may_join(item: Document, article: Document) -> bool:
    return not item.is_roundup and abs(article.moment - item.moment) <= GROWS_FOR


class _Joining:
    """Finds the published item that a cluster of new articles goes on reporting."""

    def __init__(self, documents: Sequence[Document], published: Mapping[str, Item], maker: DocumentMaker) -> None:
        self._addresses = sorted(published)
        items = [maker.of_item(address, published[address]) for address in self._addresses]
        self._space = Space([*items, *documents])
        self._near: dict[int, dict[int, float]] = defaultdict(dict)
        for item, article in self._space.pairs():
            if item < len(items) <= article and _may_join(items[item], documents[article - len(items)]):
                self._near[article - len(items)][item] = self._space.same_event(item, article).score

    def item_for(self, members: Sequence[int]) -> str | None:
        """The address of the item most like all members on average, if it is like enough."""
        totals: dict[int, float] = defaultdict(float)
        for member in members:
            for item, score in self._near[member].items():
                totals[item] += score / len(members)
        item, score = max(totals.items(), key=lambda entry: (entry[1], -entry[0]), default=(0, 0.0))
        return self._addresses[item] if score >= SAME_EVENT else None
