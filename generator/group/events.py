"""New articles to events: which tell the same, and which belong to an item that is published already."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import partial
from itertools import chain

from generator.executor.executor import Mapper
from generator.group.cluster import SAME_EVENT, cluster
from generator.group.constraints import Alike, held_to
from generator.group.documents import Document, DocumentMaker
from generator.group.doubtful import events_told
from generator.group.likeness.background import Background
from generator.group.roundups import tells_several
from generator.group.similarity import Space
from generator.model.article import Article
from generator.model.decisions import Rulings, is_address
from generator.model.item import Item

NO_RULINGS = Rulings()
#: A report joins an item whose latest report is at most so old; what comes later is a new step of its story.
GROWS_FOR = timedelta(days=4)
#: So many articles are made into documents in one call of a mapper.
_BATCH = 50


@dataclass(frozen=True)
class Event:
    """Articles that report one event."""

    articles: tuple[Article, ...]
    address: str | None = None
    """Of the published item they belong to; None for a new one."""
    decided: Mapping[str, str] = field(default_factory=dict)
    """What readers are told of articles that stand here by the maintainer's decision, by key."""


def group(
    articles: Iterable[Article], published: Mapping[str, Item], maker: DocumentMaker, rulings: Rulings = NO_RULINGS,
    background: Background | None = None, mapper: Mapper = map, doubtful: Iterable[Article] = (),
) -> list[Event]:  # fmt: skip
    """Events of the articles, in a stable order.

    published: items a new report may join, by address; an article they list already comes back with its item.
    rulings: what the maintainer decided. An article that was taken down makes no event. A further report of an item
    that was taken down comes back with that item's address, so that the caller can leave it out.
    background: the archive, for how rare a word is; mapper: how documents and their pairs are worked on.
    Digests and round-ups make no event: they would tell several at once, unless it is decided which.
    doubtful: articles that make no event either, unless it is decided, but join one that others tell.
    """
    given = fullest(articles)
    doubted = {key: article for key, article in fullest(doubtful).items() if key not in given}
    known, loose = _assigned((given | doubted).values(), published, maker, rulings)
    doubts = doubted.keys() - rulings.together.keys()
    fresh = [article for article in loose if article.key not in doubts]
    waiting = [article for article in loose if article.key in doubts]
    new: list[list[Article]] = []
    if fresh:  # else nothing is read
        joining = _Joining(fresh, {**published, **rulings.taken_down}, maker, background, mapper)
        joined, new = joining.placed(rulings)
        for address, told in joined.items():
            known[address].extend(told)
    events = [(address, known[address]) for address in sorted(known)] + [(None, told) for told in new]
    made = [Event(tuple(told), address, _decided(told, rulings)) for address, told in events]
    return _joined(made, waiting, doubted, maker, rulings, mapper)


def _assigned(
    articles: Iterable[Article], published: Mapping[str, Item], maker: DocumentMaker, rulings: Rulings
) -> tuple[defaultdict[str, list[Article]], list[Article]]:
    """Articles of the items that list them or are to, by address, and those that may tell any event; by their time."""
    home = {report.key: address for address, item in published.items() for report in item.articles}
    known: defaultdict[str, list[Article]] = defaultdict(list)
    loose: list[Article] = []
    for article in sorted(articles, key=lambda article: (article.moment, article.key)):
        if article.key in rulings.suppressed:
            continue
        belongs = home.get(article.key) or rulings.together.get(article.key)
        if belongs and is_address(belongs):
            known[belongs].append(article)
        elif belongs or not (article.source.category == "digest" or tells_several(article, maker)):
            loose.append(article)
    return known, loose


def _joined(
    events: Sequence[Event], waiting: Sequence[Article], doubted: Mapping[str, Article], maker: DocumentMaker,
    rulings: Rulings, mapper: Mapper,
) -> list[Event]:  # fmt: skip
    """The events with those of the waiting that tell them too.

    doubted: these and those that joined earlier, which do not count for what an event is, but still for how rare a word
    is: the next run, which finds those joined, is to come to the same events.
    """
    if not waiting:
        return list(events)
    since = min(article.moment for article in doubted.values()) - GROWS_FOR
    placed = [(number, article) for number, event in enumerate(events) for article in event.articles]
    told = [(number, it) for number, it in placed if it.moment >= since and it.key not in doubted]
    asked = sorted([*waiting, *(it for _, it in placed if it.key in doubted)], key=lambda it: (it.moment, it.key))
    documents = _documents([*asked, *(article for _, article in told)], maker, mapper)
    homes = events_told(documents[: len(asked)], documents[len(asked) :], [number for number, _ in told], mapper)
    joined, asking = list(events), {article.key for article in waiting}
    for article, numbers in zip(asked, homes, strict=True):
        if article.key not in asking:
            continue
        allowed = (n for n in numbers if not rulings.forbids([article.key, *_names(joined[n])]))
        if (number := next(allowed, None)) is not None:
            joined[number] = replace(joined[number], articles=(*joined[number].articles, article))
    return joined


def _names(event: Event) -> Iterator[str]:
    """What decisions may call the event."""
    yield from (article.key for article in event.articles)
    if event.address:
        yield event.address


def _decided(articles: Iterable[Article], rulings: Rulings) -> dict[str, str]:
    return {article.key: rulings.why[article.key] for article in articles if article.key in rulings.why}


def fullest(articles: Iterable[Article]) -> dict[str, Article]:
    """One article for each page that several sources link to, by its key: the one with the fullest text, which is the
    one that is read."""
    found: dict[str, Article] = {}
    for article in sorted(articles, key=lambda article: (-len(article.body), article.source.tier, article.source.name)):
        found.setdefault(article.key, article)
    return found


def _documents(articles: Sequence[Article], maker: DocumentMaker, mapper: Mapper) -> list[Document]:
    batches = [articles[begin : begin + _BATCH] for begin in range(0, len(articles), _BATCH)]
    return list(chain.from_iterable(mapper(partial(_documents_of, maker), batches)))


def _documents_of(maker: DocumentMaker, articles: Sequence[Article]) -> list[Document]:
    return [maker.of_article(article) for article in articles]


class _Joining:
    """New articles among each other and beside the published items that they may go on reporting."""

    def __init__(
        self, fresh: Sequence[Article], published: Mapping[str, Item], maker: DocumentMaker,
        background: Background | None, mapper: Mapper,
    ) -> None:  # fmt: skip
        self._fresh, self._background, self._mapper = fresh, background, mapper
        self._addresses = sorted(published)
        self._documents = _documents(fresh, maker, mapper)
        items = [maker.of_item(address, published[address]) for address in self._addresses]
        self._first = len(items)
        self._space = Space([*items, *self._documents], background, mapper)
        self._near: dict[int, dict[int, float]] = defaultdict(dict)
        for (item, article), score in self._space.likely(0.0).items():
            if item < self._first <= article and not items[item].is_roundup:
                own = article - self._first
                if abs(self._documents[own].moment - items[item].moment) <= GROWS_FOR:
                    self._near[own][item] = score

    def placed(self, rulings: Rulings) -> tuple[Mapping[str, list[Article]], list[list[Article]]]:
        """Articles that join an item, by its address, and those of each new event."""
        keys = [article.key for article in self._fresh]
        placing = _Placing(keys, rulings)
        joined: dict[str, list[Article]] = defaultdict(list)
        new = []
        clusters = cluster(self._documents, background=self._background, mapper=self._mapper)
        for members in held_to(clusters, keys, rulings, Alike(self._likeness, SAME_EVENT)):
            told = [self._fresh[number] for number in members]
            if address := placing.place(members, self._items_for(members)):
                joined[address].extend(told)
            else:
                new.append(told)
        return joined, new

    def _items_for(self, members: Sequence[int]) -> list[str]:
        """The addresses of items like enough to all members on average, the most alike first."""
        totals: dict[int, float] = defaultdict(float)
        for member in members:
            for item, score in self._near[member].items():
                totals[item] += score**2 / len(members)
        like = sorted((-score, item) for item, score in totals.items() if score >= SAME_EVENT**2)
        return [self._addresses[item] for _, item in like]

    def _likeness(self, one: int, other: int) -> float:
        """Probability that two of the new articles tell one event."""
        return self._space.same_event(self._first + one, self._first + other)


class _Placing:
    """Gives clusters to items, never to one that holds what they are to be apart from."""

    def __init__(self, articles: Sequence[str], rulings: Rulings) -> None:
        self._articles, self._rulings = articles, rulings
        self._held: dict[str, list[str]] = defaultdict(list)

    def place(self, members: Sequence[int], addresses: Iterable[str]) -> str | None:
        """The first of the items that may take the cluster, which it does."""
        articles = [self._articles[member] for member in members]
        for address in addresses:
            if not self._rulings.forbids([address, *self._held[address], *articles]):
                self._held[address] += articles
                return address
        return None
