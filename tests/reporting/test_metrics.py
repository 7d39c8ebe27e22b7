"""The figures of a run, by the rules of the OpenMetrics text format."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import pytest

from generator.model.report import RunReport
from generator.reporting.metrics import openmetrics
from tests.make import NOON
from tests.reporting.reports import REPORT

_NAME = r"[a-zA-Z_:][a-zA-Z0-9_:]*"
_SAMPLE = re.compile(rf'({_NAME})(?:\{{([a-zA-Z_]\w*)="((?:[^"\\\n]|\\[\\"n])*)"\}})? (\S+)')
_METADATA = re.compile(rf"# (TYPE|UNIT|HELP) ({_NAME}) (.+)")


@dataclass
class Parsed:
    """One family as a reader of the format sees it."""

    metadata: dict[str, str] = field(default_factory=dict)
    samples: dict[str, float] = field(default_factory=dict)


def parse(text: str) -> dict[str, Parsed]:
    """What the format says, by its rules: ends with EOF, families whole and once, metadata first, names with units."""
    assert text.endswith("# EOF\n") and text.count("\n# EOF\n") + text.startswith("# EOF\n") == 1
    found: dict[str, Parsed] = {}
    last = ""
    for line in text.split("\n")[:-2]:
        if match := _METADATA.fullmatch(line):
            kind, name, value = match.groups()
            assert name == last or name not in found, f"{name} is told in two places"
            family = found.setdefault(name, Parsed())
            assert kind not in family.metadata and not family.samples, line
            family.metadata[kind] = value
        else:
            sample = _SAMPLE.fullmatch(line)
            assert sample, line
            name, _, value, figure = sample.groups()
            assert name == last, f"{name} without its type before it"
            key = re.sub(r"\\(.)", lambda m: "\n" if m[1] == "n" else m[1], value or "")
            assert key not in found[name].samples
            found[name].samples[key] = float(figure)
        last = name
    for name, family in found.items():
        assert family.samples and family.metadata["TYPE"] == "gauge"
        unit = family.metadata.get("UNIT")
        assert unit is None or name.endswith(f"_{unit}")
    return found


@pytest.mark.parametrize("wrong", ["", "# EOF", "a 1\n# EOF\n", "# TYPE a gauge\na{b=c} 1\n# EOF\n", "# EOF\n# EOF\n"])
def test_the_parser_refuses_what_is_no_openmetrics(wrong: str) -> None:
    with pytest.raises(AssertionError):
        parse(wrong)


def test_every_figure_of_a_run() -> None:
    found = parse(openmetrics(REPORT))
    figures = {name: family.samples for name, family in found.items()}
    assert figures["recap_run_time_seconds"] == {"": NOON.timestamp()}
    assert figures["recap_source_up"] == {"ledger": 1, "harbour": 0, "moved": 1}
    assert figures["recap_items"] == {"new": 1, "changed": 0, "unchanged": 2, "failed": 1}
    assert figures["recap_articles"] == {"item": 3, "off-topic": 1}
    assert figures["recap_step_seconds"] == REPORT.seconds, "escaped and read back"
    assert figures["recap_model_cost"] == {"": 0.0125}
    assert figures["recap_site_pages"] == {"": 40}


def test_a_run_without_anything_is_valid_too() -> None:
    found = parse(openmetrics(RunReport(week="2026-W25", now=NOON)))
    assert "recap_source_up" not in found and "recap_site_pages" not in found
