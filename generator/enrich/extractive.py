"""The built-in engine: no model, no invention. Every claim is a sentence or clause of a report, with its citation."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from urllib.parse import urlsplit

from generator.enrich.cues import Cues, load_cues
from generator.enrich.engine import Draft
from generator.enrich.labels import Labeller
from generator.enrich.ledger import Ledger
from generator.enrich.passages import Passage, passages
from generator.enrich.ranking import Relevance, choose, says_the_same
from generator.model.article import Article
from generator.model.item import (
    Claim,
    ComparisonRow,
    Competitors,
    Entities,
    Implication,
    NextStep,
    TimelineEntry,
    Tldr,
)
from generator.model.vocabulary import Call, Vocabulary, in_language
from generator.text.dates import Named, dates_in
from generator.text.keywords import Keywords

#: Sentences of a report in which "what changed" is looked for.
LEAD_SENTENCES = 4
MAX_TAKEAWAYS = 5
MAX_TECHNICAL = 4
MAX_IMPLICATIONS = 3
MAX_TIMELINE = 6
MAX_SUBJECTS = 4
#: With fewer quotable passages than this there is nothing to add to the lead.
ENOUGH_FOR_HOOK = 4


class ExtractiveEngine:
    """Chooses sentences by rule; language: the one in which a title is preferred."""

    name = "extractive"
    version = "1"

    def __init__(self, vocabulary: Vocabulary, language: str) -> None:
        self._vocabulary = vocabulary
        self._language = language
        self._labels = Labeller(vocabulary)
        self._cues = load_cues()
        self._calls = [(call, Keywords(call.terms)) for call in vocabulary.rules.calls]
        self._topic_words = [(topic, Keywords(topic.terms)) for topic in vocabulary.rules.topics]

    def enrich(self, articles: Sequence[Article]) -> Draft:
        """The draft for one event; sections without a sentence stay empty."""
        main = next((article for article in articles if article.language == self._language), articles[0])
        found = passages(articles, self._labels.names, self._cues)
        choice = _Choice(articles, found, self._cues)
        entities = self._labels.entities(articles)
        draft_of = _Sections(self, articles, found, choice, entities)
        tldr = draft_of.tldr()
        return Draft(
            title=main.title,
            language=main.language,
            tldr=tldr,
            hook=draft_of.hook(),
            takeaways=draft_of.takeaways(),
            technical=draft_of.technical(),
            competitors=draft_of.competitors(),
            implications=draft_of.implications(),
            timeline=draft_of.timeline(),
            topics=self._labels.topics(articles),
            audience=self._labels.audience(articles),
            entities=entities,
            evidence=draft_of.ledger.evidence,
        )

    def next_step(self, passage: Passage, article: Article) -> tuple[Call, str | None] | None:
        """What a passage lets a reader do, with the article's link for it."""
        for call, words in self._calls:
            for link in article.links:
                if _leads_to(link.url, call.hosts) and (
                    link.text in passage.sentence or words.first_in(passage.sentence)
                ):
                    return call, link.url
        for call, words in self._calls:
            if call.hosts and words.first_in(passage.sentence):
                return call, None
        return None

    def aspect(self, passage: Passage) -> str | None:
        """The topic a passage is about, as the label of a row."""
        points = [(words.count(passage.quote), topic) for topic, words in self._topic_words]
        best, topic = max(points, key=lambda entry: entry[0])
        return in_language(topic.label, self._language) if best else None


def _leads_to(url: str, hosts: Iterable[str]) -> bool:
    host = urlsplit(url).hostname or ""
    return any(host == wanted or host.endswith(f".{wanted}") for wanted in hosts)


class _Choice:
    """Chooses passages for one event and remembers what is told."""

    def __init__(self, articles: Sequence[Article], candidates: Sequence[Passage], cues: Cues) -> None:
        self.relevance = Relevance(articles, candidates)
        self.cues = cues
        self.told: list[Passage] = []
        self._scores = {passage: self.relevance.score(passage) for passage in candidates}

    def score(self, passage: Passage) -> float:
        return self._scores[passage]

    def best(self, candidates: Iterable[Passage]) -> Passage | None:
        return next(iter(self.take(candidates, 1)), None)

    def take(self, candidates: Iterable[Passage], limit: int) -> list[Passage]:
        chosen = choose(candidates, self.score, limit, self.told)
        self.told.extend(chosen)
        return chosen


class _Sections:
    """The sections of one draft, each from the passages that the earlier ones left."""

    def __init__(
        self, engine: ExtractiveEngine, articles: Sequence[Article], found: Sequence[Passage], choice: _Choice,
        entities: Entities,
    ) -> None:  # fmt: skip
        self.engine = engine
        self.articles = articles
        self.found = found
        self.choice = choice
        self.cues = choice.cues
        self.entities = entities
        self.ledger = Ledger()

    def tldr(self) -> Tldr | None:
        leads = [p for p in self.found if p.order < LEAD_SENTENCES and not p.leans and self._is_on_topic(p)]
        telling = [p for p in leads if not self.choice.relevance.repeats_title(p)]
        what_changed = self.choice.best(telling or leads)
        if what_changed is None:
            return None
        claim = self.ledger.claim(what_changed)
        return Tldr(what_changed=claim, why_it_matters=self._why(), what_to_do_next=self._next())

    def _why(self) -> Claim | None:
        weighty = [p for p in self.found if not p.leans and self._is_on_topic(p) and self._has(p, self.cues.significance)]
        best = self.choice.best(weighty)
        return self.ledger.claim(best) if best else None

    def _next(self) -> NextStep | None:
        for passage in sorted(self.found, key=lambda p: -self.choice.score(p)):
            step = self.engine.next_step(passage, self.articles[passage.article])
            if step and not passage.leans and not says_the_same(passage, self.choice.told):
                self.choice.told.append(passage)
                call, link = step
                claim = self.ledger.claim(passage)
                return NextStep(text=claim.text, cites=claim.cites, kind=call.id, link=link)
        return None

    def hook(self) -> str | None:
        """A second striking sentence, where the reports have enough of them; it is evidence like any claim's."""
        if len(self.found) < ENOUGH_FOR_HOOK:
            return None
        striking = [
            p for p in self.found
            if p.order < 2 * LEAD_SENTENCES and not p.leans and not p.speaks_of_itself and self._is_on_topic(p)
        ]  # fmt: skip
        best = self.choice.best(striking)
        return self.ledger.claim(best).text if best else None

    def takeaways(self) -> tuple[Claim, ...]:
        chosen = self.choice.take((p for p in self.found if not p.leans), MAX_TAKEAWAYS)
        return tuple(map(self.ledger.claim, sorted(chosen, key=lambda p: (p.article, p.order))))

    def technical(self) -> tuple[Claim, ...]:
        technical = [p for p in self.found if self.cues.technical.count(p.quote) >= (1 if p.has_number else 2)]
        chosen = self.choice.take((p for p in technical if not p.leans), MAX_TECHNICAL)
        return tuple(map(self.ledger.claim, chosen))

    def competitors(self) -> Competitors | None:
        """Organisations or models beside the one the event is about, from sentences that compare."""
        subject, others = self._subjects()
        if subject is None:
            return None
        rows: dict[str, dict[str, Passage]] = {}
        for passage in sorted(self.found, key=lambda p: -self.choice.score(p)):
            if passage.leans or not self._has(passage, self.cues.comparison):
                continue
            named = [name for name in others if name in passage.names]
            aspect = self.engine.aspect(passage)
            if named and aspect and not any(passage in row.values() for row in rows.values()):
                rows.setdefault(aspect, {}).setdefault(named[0], passage)
        return self._table(subject, others, rows)

    def _subjects(self) -> tuple[str | None, list[str]]:
        titles = " ".join(article.title for article in self.articles)
        for kind in (self.entities.companies, self.entities.models):
            known = [name for name in kind if any(name in p.names for p in self.found)]
            in_title = [name for name in known if name in self._names_in(titles)]
            all_named = sorted({n for p in self.found for n in p.names if n in self._of_kind(kind)} - set(in_title[:1]))
            if in_title and all_named:
                return in_title[0], all_named
        return None, []

    def _names_in(self, text: str) -> frozenset[str]:
        return frozenset(name.name for name in self.engine._labels.names.find(text))

    def _of_kind(self, kind: tuple[str, ...]) -> frozenset[str]:
        wanted = "company" if kind is self.entities.companies else "model"
        return frozenset(name.name for name in self.engine._vocabulary.of_kind(wanted))

    def _table(
        self, subject: str, others: Sequence[str], rows: dict[str, dict[str, Passage]]
    ) -> Competitors | None:
        columns = [name for name in others if any(name in row for row in rows.values())][: MAX_SUBJECTS - 1]
        table = []
        for aspect, row in rows.items():
            own = next(
                (p for p in self.found if subject in p.names and not p.leans and self.engine.aspect(p) == aspect
                 and p not in row.values()), None,
            )  # fmt: skip
            cells = [own, *(row.get(name) for name in columns)]
            if any(cells[1:]):
                claims = tuple(self.ledger.claim(cell) if cell else None for cell in cells)
                table.append(ComparisonRow(aspect=aspect, cells=claims))
        if not any(row.cells[0] for row in table):
            return None
        return Competitors(subjects=(subject, *columns), rows=tuple(table))

    def implications(self) -> tuple[Implication, ...]:
        """What the reports announce: dated plans first, then firm ones without a date."""
        planned = [p for p in self.found if not p.leans and self._has(p, self.cues.plans)]
        dated = {p: due for p in planned if (due := self._due(p))}
        chosen = self.choice.take(dated, MAX_IMPLICATIONS)
        if not chosen:
            chosen = self.choice.take((p for p in planned if self._is_on_topic(p)), 1)
        return tuple(
            Implication(
                id=f"p{number}", text=passage.text, cites=(self.ledger.cite(passage),),
                due=dated[passage].text if passage in dated else None,
            )
            for number, passage in enumerate(chosen, start=1)
        )  # fmt: skip

    def _due(self, passage: Passage) -> Named | None:
        published = self._day(passage)
        return next((named for named in dates_in(passage.quote, published) if named.last > published), None)

    def timeline(self) -> tuple[TimelineEntry, ...]:
        """Dated sentences about the past, and the event itself, oldest first; absent where only the event is dated."""
        entries: dict[str, TimelineEntry] = {}
        for passage in sorted(self.found, key=lambda p: -self.choice.score(p)):
            named = self._past_date(passage)
            if named and not passage.leans and named.text not in entries:
                cites = (self.ledger.cite(passage),)
                entries[named.text] = TimelineEntry(date=named.text, text=passage.text, cites=cites)
            if len(entries) == MAX_TIMELINE:
                break
        return tuple(sorted(entries.values(), key=lambda entry: entry.date))

    def _past_date(self, passage: Passage) -> Named | None:
        published = self._day(passage)
        past = (n for n in dates_in(passage.quote, published) if n.last < published - timedelta(days=1))
        return next((named for named in past if named.last.year >= 1950), None)

    def _day(self, passage: Passage) -> date:
        return self.articles[passage.article].moment.date()

    def _is_on_topic(self, passage: Passage) -> bool:
        return self.choice.relevance.is_on_topic(passage)

    @staticmethod
    def _has(passage: Passage, words: Keywords) -> bool:
        return words.first_in(passage.quote) is not None
