"""The table of a run and of a receipt, as rows of two texts, for terminal and job summary alike. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model.edition import Receipt
from generator.model.report import CoverageCounts, ModelCounts, RunReport
from generator.reporting.file import REPORT

Row = tuple[str, str]


def report_rows(report: RunReport) -> Iterator[Row]:
    """What was read, made and written."""
    if report.sources:
        failed = sum(source.status == "failed" for source in report.sources)
        unchanged = sum(source.status == "unchanged" for source in report.sources)
        yield "sources", f"{len(report.sources) - failed} read, {unchanged} of them unchanged; {failed} failed"
        fresh, dropped = (sum(getattr(s, field) for s in report.sources) for field in ("fresh", "filtered"))
        yield "articles", f"{fresh} of this time; {dropped} dropped by the filters"
    counts = report.items
    yield "items", f"{counts.new} new, {counts.changed} changed, {counts.unchanged} unchanged, {counts.failed} failed"
    if report.models.asked or report.models.translated:
        yield from _model_rows(report.models)
    yield "coverage", _coverage_words(report.coverage)
    yield "edition", report.edition
    if report.site:
        samples = "; samples, since no source has delivered yet" if report.site.samples else ""
        took = f" in {report.seconds['site']:.1f} s" if "site" in report.seconds else ""
        yield "site", f"rendered {report.site.rendered:,} of {report.site.pages:,} pages{took}{samples}"
    yield "seconds", ", ".join(f"{step} {seconds:.1f}" for step, seconds in report.seconds.items())


def _model_rows(counts: ModelCounts) -> Iterator[Row]:
    translated = f", {counts.translated} lines translated" if counts.translated else ""
    yield (
        "models",
        f"{counts.written} of {counts.asked} items written{translated}; {counts.calls} calls,"
        f" {counts.cached} stored answers, {counts.tokens:,} tokens, {counts.cost:.4f} spent;"
        f" {len(counts.struck)} claims struck (told in {REPORT} of the cache)",
    )
    if counts.unpriced:
        yield "", f"{counts.unpriced} calls of unknown price count as free; set `prices` in mkdocs.yml"
    if counts.fallbacks:
        causes = ", ".join(f"{count} {cause}" for cause, count in sorted(counts.fallbacks.items()))
        yield "", f"in quotations instead: {causes}. {counts.words[:200]}"


def _coverage_words(counts: CoverageCounts | None) -> str:
    """612 collected, 318 in 241 items, 61 duplicate, 190 off-topic; digests: 34 of 41 stories"""
    if counts is None:
        return "unchanged"
    told = [f"{sum(counts.fates.values())} collected", f"{counts.fates.get('item', 0)} in {counts.items} items"]
    told += [f"{count} {fate}" for fate, count in counts.fates.items() if fate != "item"]
    digests = f"; digests: {counts.found} of {counts.stories} stories" if counts.stories else ""
    return ", ".join(told) + digests


def receipt_rows(receipt: Receipt) -> Iterator[Row]:
    """What an edition cost and how it was made."""
    claims = receipt.claims
    for use in receipt.models:
        yield use.model, f"{use.items} items, {use.tokens:,} tokens, {use.cost:.4f} {receipt.currency}"
    yield "calls", f"{receipt.calls} paid, {receipt.cached} answers taken from the store"
    yield "tokens", f"{receipt.tokens:,}, of them {receipt.written:,} written"
    yield "money", f"{receipt.cost:.4f} {receipt.currency}"
    yield "seconds", f"{receipt.seconds:.0f} of waiting, several calls at once"
    yield (
        "claims",
        f"{claims.kept} kept, of them {claims.recited} re-cited and {claims.inference} marked as inference;"
        f" {claims.struck} struck",
    )
    for cause, count in receipt.fallbacks.items():
        yield "fallback", f"{count} items told in quotations: {cause}"
    yield "prompts", ", ".join(receipt.prompts)
