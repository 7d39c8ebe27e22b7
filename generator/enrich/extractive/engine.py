"""The built-in engine: no model, no invention. Every claim is a sentence or clause of a report, with its citation."""

from __future__ import annotations

from collections.abc import Sequence

from generator.enrich.engine import Draft
from generator.enrich.extractive.headline import headline
from generator.enrich.extractive.lexicon import Lexicon
from generator.enrich.extractive.passages import Passage, in_one_language, passages, undenied, upheld
from generator.enrich.extractive.sections import Sections
from generator.model.article import Article
from generator.model.base import primary_tag, same_language
from generator.model.item import Entities
from generator.model.vocabulary import Vocabulary
from generator.text.keywords import Keywords
from generator.text.strangers import capitalised

#: So many words of a title tell whom it is about.
SUBJECT_WORDS = 5


class ExtractiveEngine:
    """Chooses sentences by rule; language: the one in which a title is preferred."""

    name = "extractive"
    version = "21"

    def __init__(self, vocabulary: Vocabulary, language: str) -> None:
        self.language = language
        self._lexicon = Lexicon(vocabulary, language)

    def enrich(self, articles: Sequence[Article]) -> Draft:
        """The draft for one event; sections without a sentence stay empty."""
        main = headline(articles, self.language)
        every = upheld(undenied(passages(articles, self._lexicon.labels.names, self._lexicon.cues)), articles)
        found = in_one_language(every, main.language)
        entities = self._lexicon.labels.entities(articles)
        sections = Sections(self._lexicon, articles, found, main.language, _subjects(main, entities))
        return Draft(  # each section takes from what the ones above left: the dated and the technical before the rest
            headline=main.title,
            language=main.language,
            tldr=sections.tldr(),
            implications=sections.implications(),
            timeline=sections.timeline(),
            hook=sections.hook(),
            competitors=sections.competitors(entities),
            technical=sections.technical(),
            takeaways=sections.takeaways(),
            topics=self._lexicon.labels.topics(articles),
            audience=self._lexicon.labels.audience(articles),
            entities=entities,
            evidence=sections.ledger.evidence,
            is_verbatim=True,
            tellings=tuple(self._told_in(it, articles, every) for it in _other_languages(articles, main.language)),
        )

    def _told_in(self, language: str, articles: Sequence[Article], every: Sequence[Passage]) -> Draft:
        """The draft of what the reports in one more language say; every: the passages of all."""
        main = headline(articles, language)
        found = [passage for passage in every if same_language(passage.language, language)]
        sections = Sections(self._lexicon, articles, found, language, _subjects(main))
        return Draft(
            headline=main.title,
            language=language,
            tldr=sections.tldr(),
            hook=sections.hook(),
            technical=sections.technical(),
            takeaways=sections.takeaways(),
            evidence=sections.ledger.evidence,
            is_verbatim=True,
        )


def _other_languages(articles: Sequence[Article], language: str) -> list[str]:
    """The languages of the reports besides one, each once, by the first part of their tags."""
    others = (it.language for it in articles if not same_language(it.language, language))
    return list(dict.fromkeys(map(primary_tag, others)))


def _subjects(main: Article, entities: Entities | None = None) -> Keywords:
    """Names with which a title begins, and those in it of what the event is about, without a version."""
    begins = main.title.split()[:SUBJECT_WORDS]
    named = {word for word in capitalised(main.title, main.whole_text) if any(word in begin for begin in begins)}
    about = (*entities.companies, *entities.models, *entities.products) if entities else ()
    return Keywords(sorted(named | {first for name in about if (first := name.split()[0]) in main.title}))
