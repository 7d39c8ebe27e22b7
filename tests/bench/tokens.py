"""Tokens of the questions about a recorded week: what an event costs to ask, beside the tokens of its own articles.

`python -m tests.bench.tokens [--week 2026-W25] [--replay FOLDER]`. Counted with the tokeniser of GPT-4o that comes with
litellm. What a model writes back is told by a run of its own: `make test-model`, or the receipt of an edition.
"""

from __future__ import annotations

import statistics
import tempfile
from pathlib import Path

import click

from generator.archive.reference import read_vocabulary
from generator.collect.collector import ReadingOptions, collect, load_sources
from generator.collect.relevance import RelevanceScorer
from generator.collect.selection import Filters, Span
from generator.enrich.llm.chain import open_chain
from generator.enrich.llm.client import import_litellm
from generator.enrich.modelled.engine import ModelEngine
from generator.enrich.modelled.numbering import Numbered
from generator.enrich.prompts import Prompts
from generator.group.documents import DocumentMaker
from generator.group.events import group
from generator.group.roles import arrange
from generator.model.week import Week
from generator.settings import FetchLimits, Settings
from generator.text.names import NameFinder
from tests.conftest import ROOT
from tests.recorded import replay_option, served

#: What a question may take besides its articles: the aim of the project.
SHARE = 1.2
BESIDES = 900


@click.command(help=__doc__)
@click.option("--week", default="2026-W25", show_default=True)
@replay_option
def main(week: str, replay: Path) -> None:
    told = Week.parse(week)
    settings = Settings(model="ollama/any")
    vocabulary = read_vocabulary(ROOT / "content")
    names = NameFinder(vocabulary.names)
    with tempfile.TemporaryDirectory() as cache, served(replay, week) as sources:
        options = ReadingOptions(FetchLimits(allow_private=True), Path(cache), "WeeklyAIRecap/test")
        span = Span(told.start, told.end, told.end)
        relevance = RelevanceScorer(vocabulary.rules.relevance, vocabulary.names)
        filters = Filters(relevance=relevance, threshold=settings.relevance)
        articles = collect(load_sources(sources, options), span, options, filters).articles
    events = group(articles, {}, DocumentMaker(names, vocabulary.rules.roundups))
    engine = ModelEngine(open_chain(settings, ROOT / ".cache"), Prompts(), vocabulary, "en")
    count = import_litellm().token_counter
    rows = []
    for event in events:
        arranged = [voice.article for voice in arrange(event.articles, names)]
        question = engine.question(arranged, Numbered.of(arranged, {}))
        own = sum(count(model="gpt-4o", text=f"{one.title}\n{one.body}") for one in arranged)
        rows.append((own, count(model="gpt-4o", text=question.system + question.user)))
    within = sum(asked <= SHARE * own + BESIDES for own, asked in rows) / len(rows)
    besides = [asked - SHARE * own for own, asked in rows]
    print(f"{len(rows)} events of {week}: median {statistics.median(own for own, _ in rows):.0f} tokens of articles,")
    print(
        f"median {statistics.median(asked for _, asked in rows):.0f} asked, largest {max(asked for _, asked in rows)};"
    )
    print(f"{within:.1%} within {SHARE} x articles + {BESIDES}; besides them median {statistics.median(besides):.0f}, "
          f"most {max(besides):.0f}")  # fmt: skip


if __name__ == "__main__":
    main()
