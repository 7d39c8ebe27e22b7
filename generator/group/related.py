"""Related items: what belongs beside a new item, each with its relation and the reason in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Literal

from generator.executor.executor import Mapper
from generator.group.documents import Document, DocumentMaker
from generator.group.phrases import shared_phrase
from generator.group.rectified import is_withdrawn, verdict
from generator.group.retrieval.index import Index
from generator.group.retrieval.matter import Kinship, alike, kinships, neighbours
from generator.group.retrieval.ranking import Ranking
from generator.group.storyline import are_rivals, goes_on, is_series, storylines
from generator.model.item import Item, Related, TimelineEntry, Verdict
from generator.text.quantities import in_words

MAX_RELATED = 6
#: At most 3 steps of a storyline: its own page lists all.
MAX_STEPS = 3
#: One busy week is not the whole past of a subject.
MAX_OF_WEEK = 3
#: So many neighbours are looked at for the six; twins and busy weeks take some.
NEIGHBOURS = 20
#: Probability of one matter from which an older item is an earlier step of it: of the graded neighbours nine of ten are
#: of one narrow subject at least.
SAME_MATTER = 0.6
#: The same, whenever they were, of two items that share a name; and of two that share words only, so many of them rare.
#: Of 60 links of twelve recorded weeks, read by eye, 15 of the 27 that reach it are of one narrow subject, and 4 of the
#: 33 that lie between it and .25.
BELONGS, BELONGS_BY_WORDS, RARE_WORDS = 0.4, 0.6, 2
#: Two titles with so much in common tell a reader one thing twice.
TWINS = 0.5
#: One event, told by two items that were not joined.
SAME_EVENT, SAME_DAYS = 0.8, timedelta(days=4)
#: What was announced for a day is told on it, or soon after.
TOLD_WITHIN = timedelta(days=2)
_BATCH = 25
MAX_NAMES = 3

Relation = Literal["earlier", "storyline", "company", "model", "background"]


@dataclass(frozen=True)
class _Choice:
    address: str
    item: Item
    relation: Relation
    kin: Kinship


def relate(
    items: Mapping[str, Item], archive: Mapping[str, Item], steps: Iterable[tuple[str, str]], maker: DocumentMaker,
    index: Index, mapper: Mapper = map,
) -> dict[str, Item]:  # fmt: skip
    """The items with `storyline` and `related` filled, and the earlier steps of their matter in `timeline`.

    items: what this run made, by address; archive: everything published, `items` included; steps: its `steps_of`;
    index: of the archive.
    Later updates are not stored: a page finds them by the links that point to it.
    """
    if not items:
        return {}
    ranking = Ranking(index)
    documents = {address: maker.of_item(address, items[address]) for address in sorted(items)}
    near = _neighbours(documents, archive, ranking, mapper)
    stories = storylines(
        items, archive, steps, near,
        lambda address, others: kinships(ranking, documents[address], ranking.between(documents[address], others)),
    )  # fmt: skip
    relating = _Relating(items, archive, stories)
    return {address: relating.related(address, near[address]) for address in items}


def earlier_items(
    items: Mapping[str, Item], published: Mapping[str, Item], maker: DocumentMaker, index: Index, most: int
) -> dict[str, list[str]]:
    """For each item the published ones of earlier weeks that belong beside it, the nearest first: they lend facts."""
    ranking = Ranking(index)
    documents = {address: maker.of_item(address, item) for address, item in items.items()}
    near = _neighbours(documents, published, ranking, map)
    return {
        address: [
            kin.near.address
            for kin in near[address]
            if _belongs(item, published[kin.near.address], kin) and published[kin.near.address].week < item.week
        ][:most]
        for address, item in items.items()
    }


def _neighbours(
    documents: Mapping[str, Document], archive: Collection[str], ranking: Ranking, mapper: Mapper
) -> dict[str, list[Kinship]]:
    """For each document what it shares with the items near it, the nearest first."""
    listed = list(documents.values())
    batches = [listed[begin : begin + _BATCH] for begin in range(0, len(listed), _BATCH)]
    found = (near for batch in mapper(partial(_near_each, ranking), batches) for near in batch)
    return {
        address: [kin for kin in near if kin.near.address in archive]
        for address, near in zip(documents, found, strict=True)
    }


def _near_each(ranking: Ranking, documents: Sequence[Document]) -> list[list[Kinship]]:
    return [neighbours(ranking, document, NEIGHBOURS) for document in documents]


def _belongs(item: Item, other: Item, kin: Kinship) -> bool:
    """Whether two items share enough to stand beside each other, whenever they were."""
    if sum(kin.unlisted.values()) >= RARE_WORDS:
        return True  # a name of two rare words is one company, work or person, and so are two names
    if kin.names or kin.mentioned or kin.unlisted:
        return kin.timeless >= BELONGS and not _is_only_of_person(item, other, kin)
    is_enough = kin.timeless >= BELONGS_BY_WORDS and len(kin.words) >= RARE_WORDS
    return is_enough and bool(shared_phrase(item.title, other.title, kin.words))


def _is_only_of_person(item: Item, other: Item, kin: Kinship) -> bool:
    """Whether all that two titles share is a person: who leads many companies is in many matters."""
    people = {*item.entities.people, *other.entities.people}
    return bool(kin.names) and people.issuperset(kin.names) and not kin.beyond


class _Relating:
    """Chooses what stands beside each item of a run."""

    def __init__(self, items: Mapping[str, Item], archive: Mapping[str, Item], stories: Mapping[str, str]) -> None:
        self._items, self._archive, self._stories = items, archive, stories

    def related(self, address: str, near: Sequence[Kinship]) -> Item:
        """The item with its fields filled; what a maintainer pinned stays."""
        item = self._items[address]
        chosen = self._chosen(address, item, near)
        found = {
            "storyline": self._stories.get(address),
            "related": tuple(
                Related(
                    item=choice.address, relation=choice.relation, why=_reason(item, choice),
                    score=round(choice.kin.nearness, 2), verdict=self._verdict(address, item, choice),
                )
                for choice in chosen
            ),
            "timeline": _with_steps(item, chosen),
        }  # fmt: skip
        return item.model_copy(update={field: value for field, value in found.items() if field not in item.pinned})

    def _chosen(self, address: str, item: Item, near: Sequence[Kinship]) -> list[_Choice]:
        chosen: list[_Choice] = []
        of_week: Counter[str] = Counter()
        for choice in self._choices(address, item, near):
            is_twin = any(alike(choice.kin.title, other.kin.title) >= TWINS for other in chosen)
            is_full = choice.relation == "storyline" and _count(chosen, "storyline") >= MAX_STEPS
            if is_twin or is_full or of_week[choice.item.edition] >= MAX_OF_WEEK:
                continue
            chosen.append(choice)
            of_week[choice.item.edition] += 1
        return chosen[:MAX_RELATED]

    def _choices(self, address: str, item: Item, near: Sequence[Kinship]) -> Iterator[_Choice]:
        for kin in near:
            other = self._archive[kin.near.address]
            is_retold = kin.alike >= SAME_EVENT and abs(item.date - other.date) <= SAME_DAYS
            if not is_retold and (relation := self._relation(address, item, kin, other)):
                yield _Choice(kin.near.address, other, relation, kin)

    def _relation(self, address: str, item: Item, kin: Kinship, other: Item) -> Relation | None:
        """How an older item, or one of the same days, stands to this one; None where it does not belong beside it."""
        if self._story(address) == self._story(kin.near.address):
            return "storyline"
        is_older = (other.date, kin.near.address) < (item.date, address)
        if are_rivals(item, other, kin):
            return None
        is_same = kin.score >= SAME_MATTER and not kin.apart and not is_series(item, other, kin)
        is_next = (is_same and goes_on(item, other, kin)) or _came_due(item, other, kin)
        if is_older and is_next:
            return "earlier"
        if not _belongs(item, other, kin) or (is_same and not is_older and kin.near.address in self._items):
            return None  # the younger of two new items tells how they belong together
        if shared := _shared_kind(item, other, kin):
            return shared
        return "background" if is_older and other.week < item.week else None

    def _verdict(self, address: str, item: Item, choice: _Choice) -> Verdict | None:
        is_older = (choice.item.date, choice.address) < (item.date, address)
        is_step = is_older and choice.relation in ("storyline", "earlier")
        if is_older and is_withdrawn(item, choice.item, choice.kin, is_step=is_step):
            return "corrected"
        return verdict(item, choice.item) if is_step else None

    def _story(self, address: str) -> str:
        return self._stories.get(address, address)


def _came_due(item: Item, other: Item, kin: Kinship) -> bool:
    """Whether an older item announced something for the day of this one, and both titles name one model or product."""
    days = (date.fromisoformat(it.due) for it in other.implications if it.due and len(it.due) == len("2026-06-16"))
    is_told = any(timedelta(0) <= item.date.date() - day <= TOLD_WITHIN for day in days)
    return is_told and _shared_kind(item, other, kin) == "model"


def _count(chosen: Sequence[_Choice], relation: Relation) -> int:
    return sum(choice.relation == relation for choice in chosen)


def _shared_kind(item: Item, other: Item, kin: Kinship) -> Literal["model", "company"] | None:
    """What both titles name: a model or a product, else a company."""
    shared = _shared(item, other, kin)
    if _models(item, other).intersection(shared):
        return "model"
    return "company" if _companies(item, other).intersection(shared) else None


def _shared(item: Item, other: Item, kin: Kinship) -> list[str]:
    """The names that both titles have, then those of no list that both have and one is about; people aside.

    A report of what is known by then ("Quist recalls its robots") does not say any more what Quist is.
    """
    told = _models(item, other) | _companies(item, other)
    return [*kin.names, *(name for name in kin.unlisted if name in told)]


def _models(*items: Item) -> set[str]:
    return {name for item in items for name in (*item.entities.models, *item.entities.products)}


def _companies(*items: Item) -> set[str]:
    return {name for item in items for name in item.entities.companies}


def _with_steps(item: Item, chosen: Sequence[_Choice]) -> tuple[TimelineEntry, ...]:
    """The timeline with the earlier steps of the story or the matter, each a day before at least."""
    steps = [choice for choice in chosen if choice.relation in ("storyline", "earlier")]
    earlier = [choice for choice in steps if choice.item.date.date() < item.date.date()]
    entries = [
        *(entry for entry in item.timeline if not entry.item),
        *(
            TimelineEntry(date=choice.item.date.date().isoformat(), item=choice.address)
            for choice in earlier[:MAX_STEPS]
        ),
    ]
    return tuple(sorted(entries, key=lambda entry: (entry.date, entry.item or "")))


def _reason(item: Item, choice: _Choice) -> str:
    """What the two share, in words that hold from either side."""
    kin, other = choice.kin, choice.item
    if choice.relation == "model":
        return f"same model: {_with_version(_shared(item, other, kin), kin.version, _models(item, other))}"
    if choice.relation == "company":
        return f"same company: {listed([it for it in _shared(item, other, kin) if it in _companies(item, other)])}"
    shared = _about(item, other, kin)
    return f"same story: {shared}" if choice.relation == "storyline" else shared


def _about(item: Item, other: Item, kin: Kinship) -> str:
    """The names that both have, and the numbers; else what both titles say in the same words."""
    if not (kin.names or kin.mentioned or kin.unlisted):
        phrase = shared_phrase(item.title, other.title, kin.words)
        return f"both about {phrase}" if phrase else "similar titles"
    names = f"both about {listed(kin.names)}" if kin.names else f"both name {listed([*kin.mentioned, *kin.unlisted])}"
    return f"{names}, same number ({in_words(kin.numbers[0])})" if kin.numbers else names


def _with_version(shared: Iterable[str], named: str | None, models: Collection[str]) -> str:
    """The models that both titles name, the first with the version they share; named: a product with it."""
    first, *others = (name for name in shared if name in models)
    product, _, version = (named or "").partition(" ")
    is_of_first = bool(version) and product in first.lower().split() and version not in first
    return listed([f"{first} {version}" if is_of_first else first, *others])


def listed(names: Sequence[str]) -> str:
    """At most three names as a sentence has them."""
    *rest, last = names[:MAX_NAMES]
    return f"{', '.join(rest)} and {last}" if rest else last
