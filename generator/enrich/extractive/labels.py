"""Topics, audience and entities of an event by the rules of topics.yml and entities.yml."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from urllib.parse import urlsplit

from generator.enrich.extractive.passages import is_of_paper
from generator.model.article import Article
from generator.model.item import Entities
from generator.model.vocabulary import Kind, Name, Vocabulary, in_language
from generator.text.entities import Entity, EntityFinder
from generator.text.keywords import Keywords
from generator.text.kinds import is_release
from generator.text.names import NameFinder
from generator.text.outlets import laboratory

#: A hit in a title counts double; two points give a topic. Where none has two, the one of the lead stands.
TITLE_POINTS = 2
POINTS = 2
MAX_TOPICS = 3
MAX_AUDIENCES = 3
#: So much of each report is read for labels: what comes later is background.
READ_CHARS = 1500
#: An item is about those who stand in its reports' titles, or in their leads and again, or who publish it on their own
#: site: so many points a report on average. Chosen by reading the entities of the samples and of recorded weeks.
TITLE_MENTION = 3.0
LEAD_MENTION = 0.75
FURTHER_MENTION = 0.5
MAX_FURTHER = 4
PROMINENT = 1.0
LEAD_CHARS = 300
MAX_NAMES = 5
_DIGIT = re.compile(r"\d")


class Labeller:
    """Applies the vocabulary to events."""

    def __init__(self, vocabulary: Vocabulary, language: str) -> None:
        """language: of the labels of aspects."""
        self._topic_labels = {topic.id: in_language(topic.label, language) for topic in vocabulary.rules.topics}
        self._kinds = {name.name: name.kind for name in vocabulary.names}
        self._topics = [(topic.id, Keywords(topic.terms)) for topic in vocabulary.rules.topics]
        self._of_papers = [topic.id for topic in vocabulary.rules.topics if topic.papers]
        self._of_versions = [topic.id for topic in vocabulary.rules.topics if topic.versions]
        self._audiences = [(audience.id, Keywords(audience.terms)) for audience in vocabulary.rules.audiences]
        self.names = NameFinder(vocabulary.names)
        self._entities = EntityFinder(vocabulary.names)
        self._speakers: dict[str, list[Name]] = {}
        """By the domains on which they speak."""
        for name in vocabulary.names:
            for site in name.sites:
                self._speakers.setdefault(site, []).append(name)

    def topics(self, articles: Sequence[Article]) -> tuple[str, ...]:
        """At most three topics, the strongest first; of papers that of papers before all others."""
        of_papers = self._of_papers if all(map(is_of_paper, articles)) else []
        is_of_version = any(is_release(it.title) and self._names_version(it.title) for it in articles)
        told = _by_points(self._topics, articles, self._of_versions if is_of_version else ()) or _begun_with(
            self._topics, articles
        )
        return tuple(dict.fromkeys([*of_papers, *told]))[:MAX_TOPICS]

    def _names_version(self, title: str) -> bool:
        """Whether a title names a model with its version: Zephyr 5."""
        return any(it.kind == "model" and _DIGIT.search(it.name) for it in self._entities.find(title))

    def audience(self, articles: Sequence[Article]) -> tuple[str, ...]:
        """At most three audiences, the strongest first."""
        return _by_points(self._audiences, articles)[:MAX_AUDIENCES]

    def aspect(self, text: str) -> str | None:
        """Label of the topic a sentence is about; None where it is about none."""
        points = [(words.count(text), id) for id, words in self._topics]
        best, id = max(points, key=lambda entry: entry[0], default=(0, ""))
        return self._topic_labels[id] if best else None

    def kind_of(self, name: str) -> Kind:
        """The kind of a listed name."""
        return self._kinds[name]

    def entities(self, articles: Sequence[Article]) -> Entities:
        """Whom and what an event is about, at most five of a kind, the most prominent first."""
        points: Counter[tuple[Kind, str]] = Counter()
        texts = [f"{article.title}\n{article.body[:READ_CHARS]}" for article in articles]
        speakers = [laboratory(article.source, self.names) for article in articles]
        found_in = self._entities.find_all(texts, sorted({*speakers} - {""}))
        for article, mentions, speaker in zip(articles, found_in, speakers, strict=True):
            points.update(self._prominence(article, mentions, speaker))
        found = {key: total for key, total in points.items() if total >= PROMINENT * len(articles)}
        return Entities(
            companies=_foremost(found, "company"),
            models=_most_precise(_foremost(found, "model")),
            products=_foremost(found, "product"),
            people=_foremost(found, "person"),
        )

    def _prominence(
        self, article: Article, mentions: Iterable[Entity], speaker: str
    ) -> Mapping[tuple[Kind, str], float]:
        """Points of each entity in one report; speaker: the laboratory whose own feed has it, where no list has it."""
        title_end = len(article.title)
        lead_end = title_end + LEAD_CHARS
        places: dict[tuple[Kind, str], list[int]] = defaultdict(list)
        for entity in mentions:
            places[entity.kind, entity.name].append(entity.start)
        told = {key: _points(starts, title_end, lead_end) for key, starts in places.items()}
        parts = (urlsplit(article.url).hostname or "").split(".")
        domains = (".".join(parts[start:]) for start in range(len(parts)))
        spoken = chain.from_iterable(self._speakers.get(domain, ()) for domain in domains)
        named = [(name.kind, name.name) for name in spoken]
        own: list[tuple[Kind, str]] = [("company", speaker)] if speaker else []
        return told | dict.fromkeys([*own, *named], TITLE_MENTION)


def _points(starts: Sequence[int], title_end: int, lead_end: int) -> float:
    """starts: where one entity is named, in order."""
    in_title = starts[0] < title_end
    later = [start for start in starts if start > title_end]
    in_lead = bool(later) and later[0] < lead_end
    further = min(len(later) - in_lead, MAX_FURTHER)
    return TITLE_MENTION * in_title + LEAD_MENTION * in_lead + FURTHER_MENTION * further


def _by_points(
    rules: Iterable[tuple[str, Keywords]], articles: Sequence[Article], titled: Iterable[str] = ()
) -> tuple[str, ...]:
    """Every label with two points, the strongest first; titled: those that a title gives besides."""
    points = Counter(dict.fromkeys(titled, TITLE_POINTS))
    for id, words in rules:
        for article in articles:
            points[id] += TITLE_POINTS * words.count(article.title) + words.count(article.body[:READ_CHARS])
    return tuple(sorted((id for id, count in points.items() if count >= POINTS), key=lambda id: (-points[id], id)))


def _begun_with(rules: Iterable[tuple[str, Keywords]], articles: Sequence[Article]) -> tuple[str, ...]:
    """The label whose word comes first in the lead of a report: further on, one word does not say what it is about."""
    found = ((words.starts_in(article.body[:LEAD_CHARS]), id) for id, words in rules for article in articles)
    first = min(((at, id) for at, id in found if at is not None), default=None)
    return (first[1],) if first else ()


def _foremost(points: Mapping[tuple[Kind, str], float], kind: Kind) -> tuple[str, ...]:
    found = [(total, name) for (its_kind, name), total in points.items() if its_kind == kind]
    return tuple(name for _, name in sorted(found, key=lambda entry: (-entry[0], entry[1]))[:MAX_NAMES])


def _most_precise(models: Sequence[str]) -> tuple[str, ...]:
    """Without the family where its version is there: Claude beside Claude Opus 5, Qwen beside Qwen3.8-Max."""
    return tuple(
        model for model in models if not any(re.match(rf"{re.escape(model)}(?![a-z])(?!$)", other) for other in models)
    )
