"""Pinned fields: what a maintainer wrote stays, whatever is made anew around it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import count
from typing import Any

from generator.model.edition import PINNABLE as PINNABLE_OF_EDITION
from generator.model.edition import Edition
from generator.model.item import PINNABLE, Evidence, Item, Report

#: The fields of an item that a maintainer may edit, without those that only hold others of them.
EDITABLE = tuple(path for path in PINNABLE if not any(other.startswith(f"{path}.") for other in PINNABLE))
#: What is kept with a field: the evidence of a line that is no claim of its own.
_BESIDE = {"title": "title_cites", "hook": "hook_cites"}
Fields = Mapping[str, Any]
"""The fields a maintainer may edit, as plain data by dotted path; those at their default are left out."""


def editable_fields(value: Item | Edition) -> Fields:
    """What stands in the fields of an item or an edition, to be compared with what stood there before."""
    data = value.model_dump(mode="json", exclude_defaults=True)
    found = {path: _at(data, path) for path in (EDITABLE if isinstance(value, Item) else PINNABLE_OF_EDITION)}
    return {path: entry for path, entry in found.items() if entry is not None}


def edited_fields(published: Fields, now: Fields) -> tuple[str, ...]:
    """The fields that say something else than was published; how a prediction was settled is no edit of it."""
    paths = dict.fromkeys([*published, *now])
    return tuple(path for path in paths if _unsettled(published.get(path)) != _unsettled(now.get(path)))


def _unsettled(value: Any) -> Any:
    if not isinstance(value, list):
        return value
    return [
        {key: part for key, part in entry.items() if key not in ("status", "settled")}
        if isinstance(entry, dict) else entry
        for entry in value
    ]  # fmt: skip


def is_pinned(item: Item, path: str) -> bool:
    """Whether a field is pinned, by its own name or by that of what it is part of."""
    return any(path == pin or path.startswith(f"{pin}.") for pin in item.pinned)


def with_pins(item: Item, paths: Iterable[str]) -> Item:
    """An item with further fields pinned, in the order of PINNABLE."""
    pinned = {*item.pinned, *(path for path in paths if not is_pinned(item, path))}
    return item.model_copy(update={"pinned": tuple(path for path in PINNABLE if path in pinned)})


def keep_pinned(made: Item, stored: Item) -> Item:
    """`made` with the pinned fields of `stored`; the evidence they cite comes along under free numbers.

    A pinned claim may cite a report that `made` no longer lists: the report is then listed again.
    """
    if not stored.pinned:
        return made
    data = made.model_dump(exclude_defaults=True)
    old = stored.model_dump(exclude_defaults=True)
    carry = Carry(made, stored)
    for path in stored.pinned:
        _keep(path, old, data, carry)
        if path in _BESIDE:
            _keep(_BESIDE[path], old, data, carry)
    data["articles"] = [report.model_dump(exclude_defaults=True) for report in carry.reports]
    data["evidence"] = {cite: entry.model_dump(exclude_defaults=True) for cite, entry in carry.evidence.items()}
    data["pinned"] = stored.pinned
    return Item.model_validate(data)


def _keep(path: str, old: dict[str, Any], data: dict[str, Any], carry: Carry) -> None:
    """Put what stands at `path` of `old` in its place in `data`; with all around it where `data` has nothing there."""
    parent, _, field = path.rpartition(".")
    if parent and parent not in data:
        parent, field = "", parent
    source, target = (old.get(parent, {}), data[parent]) if parent else (old, data)
    if field in source:
        target[field] = [*map(carry.moved, source[field])] if field.endswith("cites") else carry.recited(source[field])
    else:
        target.pop(field, None)


def _at(data: Any, path: str) -> Any:
    for key in path.split("."):
        data = data.get(key) if isinstance(data, dict) else None
    return data


class Carry:
    """Moves citations of one item's evidence to another's.

    reports, evidence: those of `made`, with what was moved.
    """

    def __init__(self, made: Item, stored: Item) -> None:
        self.reports: list[Report] = list(made.articles)
        self.evidence: dict[str, Evidence] = dict(made.evidence)
        self._stored = stored

    def recited(self, value: Any) -> Any:
        """The value with every list of citations renumbered."""
        if isinstance(value, dict):
            return {
                key: [self.moved(cite) for cite in entry] if key == "cites" else self.recited(entry)
                for key, entry in value.items()
            }
        if isinstance(value, list | tuple):
            return [self.recited(entry) for entry in value]
        return value

    def moved(self, cite: str) -> str:
        """The number under which the stored item's evidence stands here."""
        wanted = self._placed(self._stored.evidence[cite])
        for known, entry in self.evidence.items():
            if entry == wanted:
                return known
        free = next(name for name in map("e{}".format, count(1)) if name not in self.evidence)
        self.evidence[free] = wanted
        return free

    def _placed(self, evidence: Evidence) -> Evidence:
        """The evidence with its article's place here; that of another item stays where it is."""
        if evidence.item is not None:
            return evidence
        return evidence.model_copy(update={"article": self._index_of(self._stored.articles[evidence.article])})

    def _index_of(self, report: Report) -> int:
        for number, known in enumerate(self.reports):
            if known.key == report.key:
                return number
        self.reports.append(report.model_copy(update={"adds": None}))  # which rests on evidence of the other item
        return len(self.reports) - 1
