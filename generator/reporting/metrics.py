"""The run in figures, as OpenMetrics text: https://prometheus.io/docs/specs/om/open_metrics_spec/

For a collector that reads files, such as the node exporter's textfile collector.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from generator.model.report import RunReport

METRICS = "metrics.txt"


@dataclass(frozen=True)
class Family:
    """A gauge: figures of one kind, by the value of a label."""

    name: str
    """Ends with its unit, where it has one."""
    help: str
    values: Mapping[str, float]
    """By label value; a figure without a label stands under the empty text."""
    label: str = ""
    unit: str = ""


def families(report: RunReport) -> Iterator[Family]:
    """The figures of a run."""
    up = {source.source: float(source.status != "failed") for source in report.sources}
    spent = {source.source: source.seconds for source in report.sources}
    entries = {source.source: float(source.entries) for source in report.sources}
    fates = _floats(report.coverage.fates) if report.coverage else {}
    models = report.models
    yield Family("recap_run_time_seconds", "When the run took place.", {"": report.now.timestamp()}, unit="seconds")
    yield Family("recap_step_seconds", "What each step took.", report.seconds, "step", "seconds")
    yield Family("recap_source_up", "Whether the source was read.", up, "source")
    yield Family("recap_source_entries", "Entries of the feed.", entries, "source")
    yield Family("recap_source_seconds", "What reading the source took.", spent, "source", "seconds")
    yield Family("recap_items", "Items of the run.", _floats(report.items.model_dump()), "change")
    yield Family("recap_articles", "Articles of the week by what became of them.", fates, "fate")
    yield Family("recap_model_calls", "Calls of models.", {"": float(models.calls)})
    yield Family("recap_model_tokens", "Tokens read and written by models.", {"": float(models.tokens)})
    yield Family("recap_model_cost", "Money spent on models, in the budget's currency.", {"": models.cost})
    yield Family("recap_model_fallbacks", "Items no model told, by cause.", _floats(models.fallbacks), "cause")
    yield Family("recap_claims_struck", "Claims that no sentence carried.", {"": float(len(models.struck))})
    if report.site:
        yield Family("recap_site_pages", "Pages of the site.", {"": float(report.site.pages)})


def _floats(counts: Mapping[Any, int]) -> dict[str, float]:
    return {str(name): float(count) for name, count in counts.items()}


def openmetrics(report: RunReport) -> str:
    """The text; families without a figure are left out."""
    told = (family for family in families(report) if family.values)
    return "".join(f"{line}\n" for family in told for line in _lines(family)) + "# EOF\n"


def _lines(family: Family) -> Iterator[str]:
    yield f"# TYPE {family.name} gauge"
    if family.unit:
        yield f"# UNIT {family.name} {family.unit}"
    yield f"# HELP {family.name} {_escaped(family.help)}"
    for value, figure in family.values.items():
        label = f'{{{family.label}="{_escaped(value)}"}}' if family.label else ""
        yield f"{family.name}{label} {figure!r}"


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("\n", "\\n").replace('"', '\\"')
