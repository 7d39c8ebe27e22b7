"""Related items: earlier ones and siblings of the same week, each with its reason in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from generator.group.documents import DocumentMaker
from generator.group.similarity import Likeness, Space
from generator.model.item import Item, Related, TimelineEntry

MAX_RELATED = 6
MAX_SIBLINGS = 2
#: Likeness from which two items belong beside each other; below it, neighbours share words, not a story.
BELONGS = 0.14
#: Likeness from which an earlier item is a step of the same story.
SAME_STORY = 0.24
MAX_STEPS = 3


@dataclass(frozen=True)
class _Neighbour:
    address: str
    item: Item
    likeness: Likeness


def relate(items: Mapping[str, Item], archive: Mapping[str, Item], maker: DocumentMaker) -> dict[str, Item]:
    """The items with `related` filled, and their story's earlier steps in `timeline`.

    items: what this run made, by address; archive: everything published, `items` included.
    Later updates are not stored: a page finds them by the links that point to it.
    """
    if not items:
        return {}
    addresses = sorted(archive)
    space = Space([maker.of_item(address, archive[address]) for address in addresses])
    near: dict[str, list[_Neighbour]] = {address: [] for address in items}
    for left, right in space.pairs():
        one, other = addresses[left], addresses[right]
        if one in items or other in items:
            likeness = space.closeness(left, right)
            if likeness.score >= BELONGS and (likeness.names or likeness.score >= SAME_STORY):
                if one in items:
                    near[one].append(_Neighbour(other, archive[other], likeness))
                if other in items:
                    near[other].append(_Neighbour(one, archive[one], likeness))
    return {address: _with_related(item, near[address]) for address, item in items.items()}


def _with_related(item: Item, near: Iterable[_Neighbour]) -> Item:
    best_first = sorted(near, key=lambda neighbour: (-neighbour.likeness.score, neighbour.address))
    earlier = [n for n in best_first if n.item.week < item.week]
    siblings = [n for n in best_first if n.item.week == item.week][:MAX_SIBLINGS]
    chosen = [*earlier[: MAX_RELATED - len(siblings)], *siblings]
    related = tuple(
        Related(
            item=n.address,
            relation="sibling" if n.item.week == item.week else "earlier",
            why=_reason(n.likeness),
            score=round(n.likeness.score, 2),
        )
        for n in chosen
    )
    found = {"related": related, "timeline": _with_steps(item, earlier)}
    return item.model_copy(update={field: value for field, value in found.items() if field not in item.pinned})


def _with_steps(item: Item, earlier: Sequence[_Neighbour]) -> tuple[TimelineEntry, ...]:
    steps = [n for n in earlier if n.likeness.score >= SAME_STORY][:MAX_STEPS]
    entries = [
        *(entry for entry in item.timeline if not entry.item),
        *(TimelineEntry(date=n.item.date.date().isoformat(), item=n.address) for n in steps),
    ]
    return tuple(sorted(entries, key=lambda entry: (entry.date, entry.item or "")))


def _reason(likeness: Likeness) -> str:
    if likeness.names:
        shared = sorted(likeness.names)[:3]
        return f"both about {_listed(shared)}"
    return "much the same words"


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
