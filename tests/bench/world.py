"""An archive of invented items with every section, and feeds that tell a week of invented events, for measuring."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import format_datetime
from functools import cache
from pathlib import Path

import yaml

from generator.model import yamltext
from generator.model.edition import Edition, IntroLine, Numbers, SourceHealth, TopicGroup
from generator.model.item import (
    Claim,
    ClaimCount,
    ComparisonRow,
    Competitors,
    Entities,
    Evidence,
    Implication,
    Importance,
    Item,
    Made,
    NextStep,
    Related,
    Report,
    TimelineEntry,
    Tldr,
)
from generator.model.week import Week
from tests.bench.search import Invented
from tests.conftest import ROOT
from tests.feedserver import rss

A_WEEK, ADDED = 150, 100
LAST = Week(2026, 25)
COMPANIES, MODELS, PEOPLE, OUTLETS = 400, 600, 300, 60
#: Feeds that are read, and entries of each: a week of 600 articles, every event told by two of them.
FEEDS, ENTRIES = 12, 50


@dataclass(frozen=True)
class World:
    """Items by number, the same for a number every time; the first ones are the oldest."""

    items: int

    def week(self, number: int) -> Week:
        """What is added later is of the last week."""
        return LAST.shift(-((self.items - 1 - min(number, self.items - 1)) // A_WEEK))

    def address(self, number: int) -> str:
        return f"{self.week(number).folder}/{'-'.join(self._words(self._chance(number), 3))}-{number}"

    def title(self, number: int) -> str:
        chance = self._chance(number)
        return f"{' '.join(self._words(chance, 3)).capitalize()} of {_name(chance, COMPANIES)} no. {number}"

    def item(self, number: int) -> Item:
        chance, week = self._chance(number), self.week(number)
        title = self.title(number)
        date = week.start + timedelta(minutes=number % 10_000)
        reports = tuple(self._report(chance, number, place, date) for place in range(chance.choice((1, 2, 2, 3, 5))))
        quotes = {
            f"e{n}": Evidence(article=chance.randrange(len(reports)), quote=self._text(chance, 12))
            for n in range(1, 9)
        }  # fmt: skip
        cited = iter(quotes)
        return Item(
            title=title, hook=self._text(chance, 14), edition=str(week), date=date, updated=date, language="en",
            articles=reports, topics=tuple(dict.fromkeys(chance.choices(topic_names(), k=2))),
            audience=tuple(chance.sample(_audiences(), 1)),
            entities=Entities(
                companies=tuple(dict.fromkeys(_name(chance, COMPANIES) for _ in range(2))),
                models=(_name(chance, MODELS, "M"),), people=(_name(chance, PEOPLE, "P"),) if number % 3 == 0 else (),
            ),
            importance=Importance(score=round(chance.random(), 3), why=("3 independent outlets", "primary source")),
            tldr=Tldr(
                what_changed=self._claim(chance, next(cited)),
                why_it_matters=self._claim(chance, next(cited)),
                what_to_do_next=NextStep(text=self._text(chance, 8), cites=("e3",), link=reports[0].url),
            ),
            takeaways=tuple(self._claim(chance, cite) for cite in ("e3", "e4", "e5")),
            competitors=Competitors(
                subjects=("One", "Other"),
                rows=tuple(ComparisonRow(aspect=self._text(chance, 1), cells=(self._claim(chance, "e6"), None))
                           for _ in range(2)),
            ),
            technical=tuple(self._claim(chance, cite) for cite in ("e6", "e7")),
            implications=(
                Implication(
                    id="p1", text=self._text(chance, 10), because=self._text(chance, 8), due=f"{date + timedelta(weeks=26):%Y-%m}",
                    test=self._text(chance, 8), confidence=0.6, cites=("e8",),
                ),
            ) if number % 5 == 0 else (),
            timeline=(TimelineEntry(date="2024-03", text=self._text(chance, 8), cites=("e8",)), *self._told(number)),
            evidence=quotes, related=tuple(self._related(chance, number)),
            storyline=self.address(number - number % 7) if number % 21 in (1, 2, 3, 4) else None,
            made=Made(engine="model", model="invented-1", prompt="1a", input=f"{number}", at=date, tokens=1800,
                      cost=0.003, claims=ClaimCount(kept=14)),
        )  # fmt: skip

    def edition(self, week: Week, items: int) -> Edition:
        """items: how many the archive has."""
        told = [number for number in self._of(week) if number < items]
        ranked = sorted(told, key=lambda number: self._chance(-number - 1).random())
        addresses = [self.address(number) for number in ranked]
        date = week.end
        return Edition(
            title=self.title(ranked[0]), edition=str(week), date=date, updated=date,
            intro=tuple(IntroLine(text=self._text(self._chance(number), 14), item=self.address(number))
                        for number in ranked[:5]),
            top=tuple(addresses[:8]),
            groups=tuple(TopicGroup(topic=topic, items=tuple(addresses[8 + n : 80 : len(topic_names())]))
                         for n, topic in enumerate(topic_names()) if addresses[8 + n : 80 : len(topic_names())]),
            brief=tuple(addresses[80:]), numbers=Numbers(events=len(told), reports=2 * len(told), sources=OUTLETS),
            health=SourceHealth(read=OUTLETS),
        )  # fmt: skip

    def _of(self, week: Week) -> range:
        begin = max(0, self.items - A_WEEK * (1 + _weeks_between(week, LAST)))
        end = self.items - A_WEEK * _weeks_between(week, LAST)
        return range(begin, end + ADDED if week == LAST else end)

    def _report(self, chance: random.Random, number: int, place: int, date: datetime) -> Report:
        outlet = chance.randrange(OUTLETS)
        return Report(
            source=f"outlet-{outlet}", name=f"Outlet {outlet}", title=self._text(chance, 9), language="en",
            url=f"https://outlet-{outlet}.example/{number}/{place}", published=date,
            collected=date + timedelta(minutes=6), role="primary" if place == 0 else "report",
        )  # fmt: skip

    def _related(self, chance: random.Random, number: int) -> Iterator[Related]:
        earlier = {max(0, number - chance.randint(1, 40 * A_WEEK // 10)) for _ in range(4)} - {number}
        for other in sorted(earlier):
            why = self._text(chance, 5)
            yield Related(item=self.address(other), relation="earlier", why=why, score=round(chance.random(), 2))

    def _told(self, number: int) -> Iterator[TimelineEntry]:
        if number > A_WEEK and number % 4 == 0:
            yield TimelineEntry(date="2025-03", item=self.address(number - A_WEEK))

    def _claim(self, chance: random.Random, cite: str) -> Claim:
        return Claim(text=self._text(chance, 14), cites=(cite,))

    def _text(self, chance: random.Random, length: int) -> str:
        return " ".join(self._words(chance, length)).capitalize() + "."

    @staticmethod
    def _words(chance: random.Random, count: int) -> list[str]:
        return invented()._some(chance, invented().words, count)

    @staticmethod
    def _chance(number: int) -> random.Random:
        return random.Random(number)  # noqa: S311 (no secret)


@cache
def invented() -> Invented:
    return Invented(1000, 1)


@cache
def topic_names() -> list[str]:
    rules = yaml.safe_load((ROOT / "content" / "topics.yml").read_text("utf-8"))
    return [topic["id"] for topic in rules["topics"]]


@cache
def _audiences() -> list[str]:
    rules = yaml.safe_load((ROOT / "content" / "topics.yml").read_text("utf-8"))
    return [audience["id"] for audience in rules["audiences"]]


def _name(chance: random.Random, count: int, mark: str = "") -> str:
    """A name; some are in the news much more often than others."""
    return invented().names[min(int(chance.paretovariate(0.7)), count) + 1000 * "MP".find(mark or "-") + 1000] + mark


def _weeks_between(early: Week, late: Week) -> int:
    return (late.start - early.start) // timedelta(weeks=1)


def write_items(world: World, content: Path, numbers: range) -> None:
    for number in numbers:
        path = content / f"{world.address(number)}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"---\n{yamltext.dump(world.item(number))}---\n", "utf-8")
    for week in sorted({world.week(number) for number in numbers}):
        text = f"---\n{yamltext.dump(world.edition(week, numbers.stop))}---\n"
        (content / week.folder / "index.md").write_text(text, "utf-8")


def feed(number: int, week: Week) -> str:
    """One of FEEDS, as RSS 2.0: half of its events are told by the feed after it, too."""
    half = ENTRIES // 2
    events = [*range(number * half, (number + 1) * half), *((number + 1) % FEEDS * half + n for n in range(half))]
    return rss([_entry(number, event, week) for event in events])


def _entry(outlet: int, event: int, week: Week) -> tuple[str, str, str, str]:
    """Title, link, date and text: outlets tell one event in other words around the same names and numbers."""
    chance, own = random.Random(event), random.Random(f"{outlet} {event}")  # noqa: S311 (no secret)
    company, model, amount = _name(chance, COMPANIES), _name(chance, MODELS, "M"), chance.randint(11, 990)
    place = chance.choice(invented().names)
    title = f"{company} {own.choice(('releases', 'presents', 'ships'))} AI model {model} for {place}"
    text = (
        f"{company} {own.choice(('has released', 'released'))} {model}, an artificial intelligence model for {place}. "
        f"It solves {amount} of 1,000 tasks of a public benchmark, {chance.randint(2, 60)} more than the model before. "
        f"The weights of {model} are open, and its training took {chance.randint(2, 90)} days at {place}. "
        f"{' '.join(invented()._some(own, invented().words, 20)).capitalize()}."
    )
    date = week.start + timedelta(minutes=15 * event + outlet)
    return title, f"https://feed-{outlet}.example/{week}/{event}", format_datetime(date), text
