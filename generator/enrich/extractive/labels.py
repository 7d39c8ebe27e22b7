"""Topics, audience and entities of an event by the rules of topics.yml and entities.yml."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from generator.model.article import Article
from generator.model.item import Entities
from generator.model.vocabulary import Vocabulary, in_language
from generator.text.keywords import Keywords
from generator.text.names import NameFinder

#: A hit in a title counts double; two points give a topic. Where none has two, the strongest with one stands.
TITLE_POINTS = 2
POINTS = 2
MAX_TOPICS = 3
MAX_AUDIENCES = 3
MAX_NAMES = 6
#: So much of each report is read for labels: what comes later is background.
READ_CHARS = 1500


class Labeller:
    """Applies the vocabulary to events."""

    def __init__(self, vocabulary: Vocabulary, language: str) -> None:
        """language: of the labels of aspects."""
        self._topic_labels = {topic.id: in_language(topic.label, language) for topic in vocabulary.rules.topics}
        self._kinds = {name.name: name.kind for name in vocabulary.names}
        self._topics = [(topic.id, Keywords(topic.terms)) for topic in vocabulary.rules.topics]
        self._audiences = [(audience.id, Keywords(audience.terms)) for audience in vocabulary.rules.audiences]
        self.names = NameFinder(vocabulary.names)

    def topics(self, articles: Sequence[Article]) -> tuple[str, ...]:
        """At most three topics, the strongest first."""
        return _by_points(self._topics, articles, least=1)[:MAX_TOPICS]

    def audience(self, articles: Sequence[Article]) -> tuple[str, ...]:
        """At most three audiences, the strongest first."""
        return _by_points(self._audiences, articles, least=POINTS)[:MAX_AUDIENCES]

    def aspect(self, text: str) -> str | None:
        """Label of the topic a sentence is about; None where it is about none."""
        points = [(words.count(text), id) for id, words in self._topics]
        best, id = max(points, key=lambda entry: entry[0], default=(0, ""))
        return self._topic_labels[id] if best else None

    def kind_of(self, name: str) -> str:
        """company, model or person."""
        return self._kinds[name]

    def entities(self, articles: Sequence[Article]) -> Entities:
        """Names in a title, or named twice; most named first."""
        counts: Counter[tuple[str, str]] = Counter()
        for article in articles:
            for name in self.names.find(article.title):
                counts[name.kind, name.name] += TITLE_POINTS
            for name in self.names.find(article.body[:READ_CHARS]):
                counts[name.kind, name.name] += 1
        return Entities(
            companies=_most_named(counts, "company"),
            models=_most_named(counts, "model"),
            people=_most_named(counts, "person"),
        )


def _by_points(rules: Iterable[tuple[str, Keywords]], articles: Sequence[Article], least: int) -> tuple[str, ...]:
    """Every label with two points, or else the strongest if it has at least `least`."""
    points: Counter[str] = Counter()
    for id, words in rules:
        for article in articles:
            points[id] += TITLE_POINTS * words.count(article.title) + words.count(article.body[:READ_CHARS])
    ranked = sorted(
        ((count, id) for id, count in points.items() if count >= least), key=lambda entry: (-entry[0], entry[1])
    )
    return tuple(id for count, id in ranked if count >= POINTS) or tuple(id for _, id in ranked[:1])


def _most_named(counts: Counter[tuple[str, str]], kind: str) -> tuple[str, ...]:
    found = [(count, name) for (its_kind, name), count in counts.items() if its_kind == kind and count >= POINTS]
    return tuple(name for _, name in sorted(found, key=lambda entry: (-entry[0], entry[1]))[:MAX_NAMES])
