"""A real model tells a recorded week, end to end: `make test-model MODEL=… API_BASE=…`; skipped without one.

Structure is asserted, never wording: a small model's text varies, and the check strikes most of it. Any server that speaks
OpenAI's interface and holds answers to a JSON Schema will do, for example llama-server with a model of 100 MB. Without
the recordings, or with RECAP_TEST_FEEDS=samples, the sample feeds are told. RECAP_TEST_SOURCES says how many English
sources are read: each event is a call.
"""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from contextlib import ExitStack
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.archive.store import Archive
from generator.cli import main
from generator.collect.collector import ReadingOptions, load_sources
from generator.model.item import MAX_QUOTED_WORDS
from generator.model.report import RunReport
from generator.model.yamltext import dump
from generator.settings import FetchLimits
from generator.text.words import count_words
from tests.conftest import ROOT
from tests.feedserver import make_project
from tests.recorded import REPLAY, are_there, served

MODEL = os.environ.get("RECAP_TEST_MODEL", "")
API_BASE = os.environ.get("RECAP_TEST_API_BASE")
FEEDS = os.environ.get("RECAP_TEST_FEEDS", "replay")
SOURCES = int(os.environ.get("RECAP_TEST_SOURCES", "2"))
WHEN = ["--week", "2026-W25", "--now", "2026-06-21T23:50:00Z"]
pytestmark = pytest.mark.skipif(not MODEL, reason="no model named: make test-model MODEL=openai/…")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project built with the model."""
    os.environ.setdefault("OPENAI_API_KEY", "none")
    root = tmp_path_factory.mktemp("told") / "project"
    options = {"model": MODEL, "api_base": API_BASE, "budget": None, "timeout": 600, "concurrency": 1}
    with ExitStack() as stack:
        samples = str(ROOT / "content/samples/sources.yml")
        where = stack.enter_context(served(REPLAY, "2026-W25")) if are_there() else samples
        reading = ReadingOptions(FetchLimits(allow_private=True), root / "cache", "WeeklyAIRecap/test")
        english = [source for source in load_sources(where, reading) if source.language == "en"]
        make_project(root, dump(english[:SOURCES]), recap=options)
        result = CliRunner().invoke(main, ["build", *WHEN, "--config", str(root / "mkdocs.yml")])
    assert result.exit_code == 0, result.output
    return root


def report(folder: Path) -> RunReport:
    return RunReport.model_validate_json((folder / ".cache" / "report.json").read_text("utf-8"))


def test_every_event_is_told_and_every_claim_is_carried(folder: Path) -> None:
    models = report(folder).models
    archive = Archive.open(folder / "content")
    assert models.asked == len(archive.items) > 0
    assert models.written + sum(models.fallbacks.values()) == models.asked
    for address, stored in archive.items.items():
        item = stored.item
        assert item.made and item.made.calls and item.made.tokens, address
        assert all(count_words(entry.quote) <= MAX_QUOTED_WORDS for entry in item.evidence.values())
        assert (folder / "site" / address / "index.html").is_file()
    print(models.model_dump_json(exclude={"struck"}))
    print(Counter(line.rsplit(" | ", 1)[1].split(" ")[-1] for line in models.struck).most_common(5))


def test_recap_check_finds_nothing_that_is_not_carried(folder: Path) -> None:
    result = CliRunner().invoke(main, ["check", *WHEN, "--config", str(folder / "mkdocs.yml")])
    assert result.exit_code == 0
    assert "is not carried" not in result.output


def test_the_receipt_adds_up(folder: Path) -> None:
    archive = Archive.open(folder / "content")
    (edition,) = archive.editions.values()
    receipt = edition.edition.receipt
    assert receipt
    made = [stored.item.made for stored in archive.items.values() if stored.item.made]
    head = edition.edition.made
    assert receipt.tokens == sum(one.tokens or 0 for one in made) + (head.tokens or 0 if head else 0)
    assert re.search("What this edition cost", (folder / "site" / "index.html").read_text("utf-8"))


def test_again_costs_no_call(folder: Path) -> None:
    before = sorted(path.read_bytes() for path in (folder / "content").rglob("*.md"))
    config = ["--config", str(folder / "mkdocs.yml"), "--sources", str(folder / "content" / "sources.yml")]
    assert CliRunner().invoke(main, ["enrich", *WHEN, *config]).exit_code == 0
    assert report(folder).models.calls == 0
    assert sorted(path.read_bytes() for path in (folder / "content").rglob("*.md")) == before
    assert json.loads((folder / ".cache" / "report.json").read_text("utf-8"))["models"]["tokens"] == 0
