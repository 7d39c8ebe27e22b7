"""Claims made from feeds by changing one thing, and true ones beside them: which does the check refuse?

`python -m tests.bench.changed_claims --replay FOLDER [--seed 1] [--each 400]`. FOLDER holds feeds: with an index.json as
recorded feeds have it, or plain .xml and .json files in any depth. What is changed, and how, is in changes.py.
"""

from __future__ import annotations

import json
import os
import random
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from generator.archive.reference import read_vocabulary
from generator.collect.feeds import Entry, parse_feed
from generator.grounding.support import Grounds, Sentence
from generator.model.errors import BadFeed
from generator.text.names import NameFinder
from generator.text.sentences import is_complete, split_sentences
from generator.text.words import count_words, is_chinese
from tests.bench import changes
from tests.conftest import ROOT
from tests.recorded import REPLAY

#: Recorded entries without a date, and the clock of the parser.
UNDATED = datetime(2026, 6, 15, tzinfo=UTC)
NOW = datetime(2100, 1, 1, tzinfo=UTC)
#: Sentences of one article that are read, and the length in words of those that become claims.
MAX_SENTENCES = 40
LENGTHS = range(8, 46)


@dataclass(frozen=True)
class Report:
    """One article as the check gets it."""

    title: str
    sentences: tuple[Sentence, ...]
    language: str


@dataclass(frozen=True)
class Case:
    """A claim with its citations among the sentences of an item. kind: what was changed, or how it was kept true."""

    kind: str
    language: str
    claim: str
    item: tuple[Sentence, ...]
    cites: tuple[int, ...]


def feed_files(folder: Path) -> Iterator[Path]:
    """The feeds of a folder, each file once, in order."""
    index = folder / "index.json"
    if index.is_file():
        snapshots = json.loads(index.read_text("utf-8"))["snapshots"]
        yield from sorted({folder / snapshot["file"] for snapshot in snapshots})
    else:
        yield from sorted(path for path in folder.rglob("*") if path.suffix in (".xml", ".json", ".rss", ".atom"))


def entries(folder: Path) -> Iterator[Entry]:
    """The entries of all feeds of a folder, each address once."""
    seen = set()
    for path in feed_files(folder):
        try:
            parsed = parse_feed(path.read_bytes(), "", "https://feeds.example/", NOW)
        except BadFeed as fault:
            print(f"{path}: {fault}", file=sys.stderr)
            continue
        for entry in parsed.entries:
            if entry.url not in seen:
                seen.add(entry.url)
                yield entry


def reports(folder: Path) -> list[Report]:
    """The articles with at least two sentences."""
    found = []
    for entry in entries(folder):
        published = (entry.published or UNDATED).date()
        texts = dict.fromkeys(split_sentences(entry.text or entry.summary)[:MAX_SENTENCES])
        sentences = tuple(Sentence(text, published, entry.title) for text in texts)
        if len(sentences) > 1:
            found.append(Report(entry.title, sentences, "zh" if is_chinese(entry.title + entry.summary) else "en"))
    return found


def _quotable(report: Report) -> list[int]:
    return [
        number
        for number, sentence in enumerate(report.sentences)
        if is_complete(sentence.text)
        and count_words(sentence.text) in LENGTHS
        and is_chinese(sentence.text) == (report.language == "zh")
        and not sentence.text.endswith(("?", "？"))
    ]


def true_cases(report: Report, rng: random.Random) -> Iterator[Case]:
    """A sentence as it stands, its beginning, a paraphrase, and the title with the sentences that carry it."""
    for number in rng.sample(quotable := _quotable(report), min(2, len(quotable))):
        text = report.sentences[number].text
        yield Case("verbatim", report.language, text, report.sentences, (number,))
        for kind, claim in changes.paraphrases(text, rng):
            yield Case(kind, report.language, claim, report.sentences, (number,))
    if carriers := changes.carriers(report.title, [sentence.text for sentence in report.sentences]):
        yield Case("title", report.language, report.title, report.sentences, carriers)


def changed_cases(report: Report, other: Report, pool: changes.Pool, rng: random.Random) -> Iterator[Case]:
    """Claims of the report with one thing changed; `other`: an article of another event."""
    for number in rng.sample(quotable := _quotable(report), min(3, len(quotable))):
        published = report.sentences[number].published
        text = report.sentences[number].text
        bases = [text, *(claim for kind, claim in changes.paraphrases(text, rng))]
        for kind, change in changes.CHANGES.items():
            base = rng.choice(bases)
            claim = change(base, changes.Setting(pool, published, " ".join(s.text for s in report.sentences)), rng)
            if claim and claim != base:
                yield Case(kind, report.language, claim, report.sentences, (number,))
        shift = len(report.sentences)
        wrong = tuple(shift + at for at in rng.sample(range(len(other.sentences)), 1))
        yield Case("citation", report.language, text, report.sentences + other.sentences, wrong)


def is_refused(case: Case, names: NameFinder) -> bool:
    """Whether the check keeps a claim from being published with these citations."""
    verdict = Grounds(case.item, names).judge(case.claim, case.cites)
    if case.kind == "citation":
        return verdict.outcome != "carried"
    return verdict.outcome == "struck"


def collect_cases(folder: Path, names: NameFinder, each: int, seed: int) -> list[Case]:
    """At most `each` cases of a kind and language."""
    rng = random.Random(seed)  # noqa: S311  # the same claims for the same seed
    found = reports(folder)
    rng.shuffle(found)
    pool = changes.Pool.of([s.text for report in found[:2000] for s in report.sentences[:5]], names)
    by_language = {language: [r for r in found if r.language == language] for language in ("en", "zh")}
    cases: dict[tuple[str, str], list[Case]] = defaultdict(list)
    for report in found:
        other = rng.choice(by_language[report.language])
        if other.title == report.title:
            continue
        made = (*true_cases(report, rng), *changed_cases(report, other, pool, rng), *_cross_cases(report, pool, rng))
        for case in made:
            group = cases[case.kind, case.language]
            if len(group) < each:
                group.append(case)
    return [case for group in cases.values() for case in group]


def _cross_cases(report: Report, pool: changes.Pool, rng: random.Random) -> Iterator[Case]:
    for number in _quotable(report)[:6]:
        sentence = report.sentences[number]
        for kind, claim in changes.translations(sentence.text, sentence.published, pool, rng):
            direction = "zh→en" if report.language == "zh" else "en→zh"
            yield Case(kind, direction, claim, report.sentences, (number,))


@click.command(help=__doc__)
@click.option("--replay", type=click.Path(path_type=Path, exists=True, file_okay=False), default=REPLAY)
@click.option("--seed", default=1, show_default=True)
@click.option("--each", default=400, show_default=True, help="Claims of a kind and language, at most.")
@click.option("--show", default=0, help="So many wrong judgements of each kind are printed.")
@click.option("--only", default="", help="One kind.")
def main(replay: Path, seed: int, each: int, show: int, only: str) -> None:
    names = NameFinder(read_vocabulary(ROOT / "content").names)
    cases = [case for case in collect_cases(replay, names, each, seed) if only in ("", case.kind)]
    refused: Counter[tuple[str, str]] = Counter()
    total: Counter[tuple[str, str]] = Counter()
    wrong: dict[tuple[str, str], list[Case]] = defaultdict(list)
    begun = time.perf_counter()
    for case in cases:
        verdict = is_refused(case, names)
        total[case.kind, case.language] += 1
        refused[case.kind, case.language] += verdict
        if verdict == (case.kind in changes.TRUE_KINDS):
            wrong[case.kind, case.language].append(case)
    seconds = time.perf_counter() - begun
    _print(total, refused)
    print(f"{1000 * seconds / len(cases):.2f} ms a claim, reading its item included; load {os.getloadavg()[0]:.1f}")
    for (kind, language), group in sorted(wrong.items()):
        for case in group[:show]:
            finding = Grounds(case.item, names).judge(case.claim, case.cites)
            cited = " / ".join(case.item[cite].text for cite in case.cites)
            print(f"\n{kind} {language} {finding.outcome} {finding.cites} {finding.doubt:.2f} {finding.why}")
            print(f"  claim  {case.claim}\n  cited  {cited}")
            if finding.outcome == "recited":
                print("  recited", " / ".join(case.item[cite].text for cite in finding.cites))


def _print(total: Counter[tuple[str, str]], refused: Counter[tuple[str, str]]) -> None:
    languages = sorted({language for _, language in total}, key=["en", "zh", "zh→en", "en→zh"].index)
    table = Table("kind", *languages, title="Share refused, of how many claims", title_justify="left")
    for kind in (*changes.FALSE_KINDS, *changes.TRUE_KINDS):
        if kind == changes.TRUE_KINDS[0]:
            table.add_section()
        cells = [_cell(refused[kind, language], total[kind, language]) for language in languages]
        table.add_row(kind, *cells)
    Console(width=100).print(table)


def _cell(refused: int, total: int) -> str:
    return f"{100 * refused / total:.1f} % of {total}" if total else "-"


if __name__ == "__main__":
    main()
