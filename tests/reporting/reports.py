"""A report of a run in which much went wrong, with words that would like to be something else."""

from __future__ import annotations

from generator.model.article import Repair, SourceReport
from generator.model.edition import ModelUse, Receipt
from generator.model.report import CoverageCounts, ItemCounts, ModelCounts, RunReport, SiteCounts
from tests.make import NOON

HOSTILE = 'answered 50%\r\n::error::stop "now" | <b>\\n</b> `x` # EOF'
REPORT = RunReport(
    week="2026-W25",
    now=NOON,
    sources=(
        SourceReport(source="ledger", status="ok", entries=12, fresh=3, filtered=1, seconds=0.25),
        SourceReport(source="harbour", status="failed", cause=HOSTILE, seconds=25),
        SourceReport(
            source="moved", status="unchanged", entries=4, repair=Repair(url="https://new.example/", why="moved")
        ),
    ),
    items=ItemCounts(new=1, unchanged=2, failed=1),
    failures=("2026/W25/broken: no sentence was left",),
    written={"2026/W25/northwind": "new"},
    kept=("2026/W25/edited: title",),
    models=ModelCounts(
        asked=2, written=1, calls=3, tokens=1200, cost=0.0125, unpriced=2, fallbacks={"refused": 1}, words="no"
    ),
    coverage=CoverageCounts(fates={"item": 3, "off-topic": 1}, items=1),
    edition="changed",
    receipt=Receipt(
        models=(ModelUse(model="openai/any", items=1, tokens=1200, cost=0.0125),), calls=3, tokens=1200, cost=0.0125
    ),
    site=SiteCounts(pages=40, rendered=7, warnings=("Doc file 'a.md' contains a link 'b.md'",)),
    seconds={"collect": 1.5, 'sp"ace\\ and\nline': 0.1},
)
