"""Pinned fields: what a maintainer wrote stays, whatever is made anew around it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.model.item import Evidence, Item, Report


def keep_pinned(made: Item, stored: Item) -> Item:
    """`made` with the pinned fields of `stored`; the evidence they cite comes along under free numbers.

    A pinned claim may cite a report that `made` no longer lists: the report is then listed again.
    """
    if not stored.pinned:
        return made
    data = made.model_dump(exclude_defaults=True)
    old = stored.model_dump(exclude_defaults=True)
    carry = _Carry(made, stored)
    for path in stored.pinned:
        *parents, field = path.split(".")
        source, target = old, data
        for parent in parents:
            source, target = source.get(parent, {}), target.setdefault(parent, {})
        if field in source:
            target[field] = carry.recited(source[field])
        else:
            target.pop(field, None)
    data["articles"] = [report.model_dump(exclude_defaults=True) for report in carry.reports]
    data["evidence"] = {cite: entry.model_dump() for cite, entry in carry.evidence.items()}
    data["pinned"] = stored.pinned
    return Item.model_validate(data)


class _Carry:
    """Moves citations of one item's evidence to another's."""

    def __init__(self, made: Item, stored: Item) -> None:
        self.reports: list[Report] = list(made.articles)
        self.evidence: dict[str, Evidence] = dict(made.evidence)
        self._stored = stored

    def recited(self, value: Any) -> Any:
        """The value with every list of citations renumbered."""
        if isinstance(value, dict):
            return {
                key: [self._moved(cite) for cite in entry] if key == "cites" else self.recited(entry)
                for key, entry in value.items()
            }
        if isinstance(value, list | tuple):
            return [self.recited(entry) for entry in value]
        return value

    def _moved(self, cite: str) -> str:
        old = self._stored.evidence[cite]
        wanted = Evidence(article=self._index_of(self._stored.articles[old.article]), quote=old.quote)
        for known, entry in self.evidence.items():
            if entry == wanted:
                return known
        number = next(number for number in self._numbers() if f"e{number}" not in self.evidence)
        self.evidence[f"e{number}"] = wanted
        return f"e{number}"

    def _index_of(self, report: Report) -> int:
        for number, known in enumerate(self.reports):
            if known.key == report.key:
                return number
        self.reports.append(report)
        return len(self.reports) - 1

    @staticmethod
    def _numbers() -> Iterator[int]:
        number = 1
        while True:
            yield number
            number += 1
