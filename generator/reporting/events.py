"""What is worth a line of its own in a log, out of the report of a run or the error that stopped it. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from generator.model.article import is_cut_off
from generator.model.errors import Fault, InvalidContent, RecapError
from generator.model.report import RunReport

Level = Literal["info", "warning", "error"]


@dataclass(frozen=True)
class LogEvent:
    """One thing that happened."""

    name: str
    level: Level
    words: str
    """For people."""
    facts: Mapping[str, Any] = field(default_factory=dict)
    """For programs: text, numbers and mappings of them."""
    fault: Fault | None = None
    """With the place in a file, where it is about one."""


def events_of(report: RunReport) -> Iterator[LogEvent]:
    """The events of a run that came to its end, the last of them its outcome."""
    yield from _events_of_sources(report)
    for address, change in report.written.items():
        yield LogEvent("item-made", "info", f"{address} is {change}", {"item": address, "change": change})
    for failure in report.failures:
        yield LogEvent("item-failed", "warning", failure)
    for warning in report.site.warnings if report.site else ():
        yield LogEvent("site-doubted", "warning", warning)
    for kept in report.kept:
        yield LogEvent("edit-kept", "info", f"edited by hand and kept: {kept}")
    if report.models.fallbacks:
        fallbacks = sum(report.models.fallbacks.values())
        words = f"{fallbacks} items are told in quotations, since no model told them: {report.models.words}"
        yield LogEvent("model-failed", "warning", words, {"causes": report.models.fallbacks})
    yield LogEvent("run-ended", "info", f"{report.week} is done, its edition {report.edition}", _outcome(report))


def _events_of_sources(report: RunReport) -> Iterator[LogEvent]:
    if is_cut_off(report.sources):
        yield LogEvent("network-failed", "warning", cut_off_words(report), {"sources": len(report.sources)})
        return
    for source in report.sources:
        if source.status == "failed":
            words = f"{source.source} was not read: {source.cause}"
            yield LogEvent("source-failed", "warning", words, {"source": source.source, "cause": source.cause})
        elif source.repair:
            facts = {"source": source.source, **source.repair.model_dump(mode="json")}
            yield LogEvent("source-moved", "warning", f"{source.source} moved for good to {source.repair.url}", facts)


def cut_off_words(report: RunReport) -> str:
    """That no source was reached, and what to do: once, and not for every source."""
    first = report.sources[0]
    return (
        f"there seems to be no network: none of the {len(report.sources)} sources was reached, {first.source} says"
        f" “{first.cause.partition(';')[0]}”; what earlier runs read was used. Check connection, name server and"
        " firewall; proxies that the environment names (HTTPS_PROXY) are not used"
    )


def _outcome(report: RunReport) -> dict[str, Any]:
    return {
        "week": report.week,
        "edition": report.edition,
        "items": report.items.model_dump(),
        "pages": report.site.pages if report.site else None,
        "tokens": report.models.tokens,
        "cost": report.models.cost,
        "seconds": report.seconds,
    }


def events_of_error(error: RecapError) -> Iterator[LogEvent]:
    """The faults that stopped a run, each an event; or else its one error."""
    if not isinstance(error, InvalidContent):
        yield LogEvent("run-stopped", "error", str(error))
        return
    for fault in error.faults:
        facts = {name: getattr(fault, name) for name in ("file", "line", "key", "problem", "remedy")}
        yield LogEvent("fault", "error", str(fault), facts, fault)
