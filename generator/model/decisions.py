"""What a maintainer decided about events, whatever the program makes of their likeness: the values of decisions.yml."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Annotated, Self

from pydantic import AfterValidator, Field, model_validator

from generator.model.base import ADDRESS, Address, Line, PartialDate, Url, Value, is_web_address
from generator.model.item import Item


def is_address(reference: str) -> bool:
    """Whether a reference names an item, not an article."""
    return re.fullmatch(ADDRESS, reference) is not None


def _reference(text: str) -> str:
    if not is_address(text) and not is_web_address(text):
        raise ValueError("must be an item's address (2026/W25/its-name) or the link of an article (https://…)")
    return text


#: An item by its address, or an article by its link; two links to one page are one reference.
Reference = Annotated[str, AfterValidator(_reference), Field(max_length=2000)]
_References = Annotated[tuple[Reference, ...], Field(min_length=2)]


class _Decision(Value):
    """What every decision says of itself."""

    why: Line
    """The reason; readers see that of a merge."""
    date: PartialDate | None = None
    """When it was decided; readers see that of a takedown."""
    by: Line | None = None


class Merge(_Decision):
    """References that tell one event: one item lists the reports of all, the one that was published first."""

    events: _References

    @property
    def told(self) -> str:
        """What readers are told of a report that stands in its item by this decision."""
        return f"as the maintainer decided: {self.why}"


class Split(_Decision):
    """Articles that leave an item and never return; those of one decision become one item of their own."""

    item: Address
    articles: Annotated[tuple[Url, ...], Field(min_length=1)]


class NeverMerge(_Decision):
    """References no two of which may be in one item."""

    events: _References


class Suppress(_Decision):
    """A takedown: gone from everything that is published, of an item or of a single article."""

    item: Address | None = None
    article: Url | None = None

    @model_validator(mode="after")
    def _names_one(self) -> Self:
        if (self.item is None) == (self.article is None):
            raise ValueError("needs what it takes down: either item, an address, or article, a link")
        return self


class Decisions(Value):
    """The whole of decisions.yml."""

    merge: tuple[Merge, ...] = ()
    split: tuple[Split, ...] = ()
    never_merge: tuple[NeverMerge, ...] = ()
    suppress: tuple[Suppress, ...] = ()

    def references(self) -> Iterator[tuple[str, str]]:
        """Every reference with the dotted path at which it stands."""
        for kind in ("merge", "never_merge"):
            for number, decision in enumerate(getattr(self, kind)):
                yield from ((f"{kind}.{number}.events.{n}", event) for n, event in enumerate(decision.events))
        for number, split in enumerate(self.split):
            yield f"split.{number}.item", split.item
            yield from ((f"split.{number}.articles.{n}", link) for n, link in enumerate(split.articles))
        for number, suppress in enumerate(self.suppress):
            field = "item" if suppress.item else "article"
            yield f"suppress.{number}.{field}", suppress.item or suppress.article or ""


#: One side of a separation: its number among all, and the number of the side.
Side = tuple[int, int]


@dataclass(frozen=True)
class Rulings:
    """What decisions say of articles that are to be grouped; articles stand here by key, items by address."""

    together: Mapping[str, str] = field(default_factory=dict)
    """Articles that belong to an item, or to one event with others: the item, or the first key of the others."""
    why: Mapping[str, str] = field(default_factory=dict)
    """What readers are told of each of these."""
    apart: Mapping[str, frozenset[Side]] = field(default_factory=dict)
    """Articles and items on the sides of separations."""
    suppressed: frozenset[str] = frozenset()
    """Articles that are never shown."""
    taken_down: Mapping[str, Item] = field(default_factory=dict)
    """Items that were taken down: a further report of the event of one is not shown either."""

    def forbids(self, names: Iterable[str]) -> bool:
        """Whether some of these articles and items may not be in one item."""
        sides = {side for name in names for side in self.apart.get(name, ())}
        return len({separation for separation, _ in sides}) < len(sides)
