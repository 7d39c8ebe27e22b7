"""Pinned fields: what a maintainer wrote stays, whatever is made anew around it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeVar

from generator.model.edition import PINNABLE as PINNABLE_OF_EDITION
from generator.model.edition import Edition
from generator.model.item import PINNABLE, Evidence, Item, Report, numbered

#: The fields of an item that a maintainer may edit; of a field whose parts can be pinned, the parts alone.
EDITABLE = tuple(path for path in PINNABLE if not any(other.startswith(f"{path}.") for other in PINNABLE))
#: What is kept with a field: the evidence of a line that is no claim of its own.
_BESIDE = {"title": "title_cites", "hook": "hook_cites"}
#: What other fields rest on; it cannot be pinned by itself.
GROUNDS = (*_BESIDE.values(), "evidence")
Fields = Mapping[str, Any]
"""The fields a maintainer may edit, as plain data by dotted path; those at their default are left out."""
V = TypeVar("V", Item, Edition)


def editable_fields(value: Item | Edition) -> Fields:
    """What stands in the fields of an item or an edition, to be compared with what stood there before."""
    data = value.model_dump(mode="json", exclude_defaults=True)
    paths = (*EDITABLE, *GROUNDS) if isinstance(value, Item) else PINNABLE_OF_EDITION
    found = {path: _at(data, path) for path in paths}
    return {path: entry for path, entry in found.items() if entry is not None}


def edited_fields(published: Fields, now: Fields) -> tuple[str, ...]:
    """The fields that say something else than was published, or cite evidence that does; how a prediction was settled
    is no edit of it."""
    if published and "articles" not in published:  # of an edition, or remembered by an older version
        now = {path: entry for path, entry in now.items() if path not in ("articles", *GROUNDS)}
    quoted = published.get("evidence", {})
    changed = {cite for cite, entry in now.get("evidence", {}).items() if quoted.get(cite, entry) != entry}
    paths = dict.fromkeys(path for path in [*published, *now] if path not in GROUNDS)
    return tuple(
        path
        for path in paths
        if _said(published, path) != _said(now, path) or not changed.isdisjoint(_cited(_said(now, path)))
    )


def unpinned_edits(published: Fields, value: Item | Edition) -> list[str]:
    """The fields of a value that were edited by hand since it was published and are not pinned yet."""
    return [path for path in edited_fields(published, editable_fields(value)) if not is_pinned(value, path)]


def _said(fields: Fields, path: str) -> Fields:
    """A field with what is kept with it."""
    return {part: _unsettled(fields.get(part)) for part in (path, _BESIDE.get(path, path))}


def _cited(value: Any) -> Iterator[str]:
    """The numbers of evidence in the fields called cites, title_cites …"""
    if isinstance(value, dict):
        for key, entry in value.items():
            yield from entry or () if key.endswith("cites") else _cited(entry)
    elif isinstance(value, list):
        for entry in value:
            yield from _cited(entry)


def sealed(value: V) -> V:
    """The value with the checksum of what stands in it, as the program is about to write it."""
    return value.model_copy(update={"checksum": _checksum(value)})


def is_edited(value: Item | Edition) -> bool:
    """Whether it was edited by hand since the program wrote it; False where it has no checksum that could tell."""
    return value.checksum is not None and value.checksum != _checksum(value)


def _checksum(value: Item | Edition) -> str:
    fields = {path: _unsettled(entry) for path, entry in editable_fields(value).items()}
    return hashlib.sha256(json.dumps(fields, sort_keys=True).encode()).hexdigest()[:16]


def _unsettled(value: Any) -> Any:
    if not isinstance(value, list):
        return value
    return [
        {key: part for key, part in entry.items() if key not in ("status", "settled")}
        if isinstance(entry, dict) else entry
        for entry in value
    ]  # fmt: skip


def is_pinned(value: Item | Edition, path: str) -> bool:
    """Whether a field is pinned, by its own name or by that of what it is part of."""
    return any(path == pin or path.startswith(f"{pin}.") for pin in value.pinned)


def with_pins(item: Item, paths: Iterable[str]) -> Item:
    """An item with further fields pinned, in the order of PINNABLE."""
    pinned = {*item.pinned, *(path for path in paths if not is_pinned(item, path))}
    return item.model_copy(update={"pinned": tuple(path for path in PINNABLE if path in pinned)})


def keep_pinned(made: Item, stored: Item) -> Item:
    """`made` with the pinned fields of `stored`; the evidence they cite comes along under further numbers.

    A pinned claim may cite a report that `made` no longer lists: the report is then listed again. Pinned reports stay
    as they are listed; further ones are listed with them.
    """
    if not stored.pinned:
        return made
    data = made.model_dump(exclude_defaults=True)
    old = stored.model_dump(exclude_defaults=True)
    carry = Carry(made, stored)
    if "articles" in stored.pinned:
        carry.keep_reports()
    for path in stored.pinned:
        if path == "articles":
            continue
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
        return numbered(self._placed(self._stored.evidence[cite]), self.evidence)

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

    def keep_reports(self) -> None:
        """List all reports of the stored item, as they are listed there."""
        for report in self._stored.articles:
            place = self._index_of(report)
            adds = report.adds and report.adds.model_copy(update={"cites": tuple(map(self.moved, report.adds.cites))})
            self.reports[place] = report.model_copy(update={"adds": adds})
