"""What each report adds: the sentence of it that says most which no earlier report of the item does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from generator.enrich.extractive.cues import load_cues
from generator.enrich.extractive.passages import Passage, passages
from generator.grounding.facts import Basis, missing_facts
from generator.grounding.reading import Reading
from generator.model.article import Article
from generator.model.item import Claim, Evidence, Item, Report, numbered
from generator.text.names import NameFinder
from generator.text.sentences import split_sentences
from generator.text.words import terms

#: A number, a date or a quotation says more than one more name; a sentence full of them is a table.
HARD, SOFT, MOST = 2, 1, 4
#: How much less a sentence counts for each one before it: reports put first what is new.
FADING = 0.15
#: A vendor's "we" reads as ours on a page of many voices.
OWN_VOICE = 0.75


def with_additions(item: Item, articles: Sequence[Article], names: NameFinder) -> Item:
    """The item with what its reports add, in the words of each and with the evidence for them.

    articles: the texts at hand, in any order. The first report and the earliest add nothing, nor does a copy, nor one
    that says no number, date, name or quotation which earlier ones lack; what a report adds already stays.
    """
    evidence = dict(item.evidence)
    reports = list(item.articles)
    for place, passage in _additions(item, {article.key: article for article in articles}, names):
        cites = tuple(numbered(Evidence(article=place, quote=part), evidence) for part in passage.parts)
        claim = Claim(text=passage.text, cites=cites)
        reports[place] = reports[place].model_copy(update={"adds": claim})
    return item.model_copy(update={"articles": tuple(reports), "evidence": evidence})


def _additions(item: Item, texts: Mapping[str, Article], names: NameFinder) -> Iterator[tuple[int, Passage]]:
    """The passage that each report adds, by the report's place; as far as the texts of all earlier ones are at hand."""
    by_time = sorted(enumerate(item.articles), key=lambda entry: (entry[1].moment, entry[0]))
    said: list[Reading] = []
    for place, report in by_time:
        article = texts.get(report.key)
        if article is None:
            return
        if said and _may_add(place, report) and (passage := _newest(article, said, names)):
            yield place, passage
        said += _readings(article, names)


def _may_add(place: int, report: Report) -> bool:
    return place > 0 and report.role != "copy" and report.adds is None


def _readings(article: Article, names: NameFinder) -> list[Reading]:
    sentences = [article.title, *split_sentences(article.whole_text)]
    return [Reading(sentence, article.moment.date(), names, article.title) for sentence in sentences]


def _newest(article: Article, said: Sequence[Reading], names: NameFinder) -> Passage | None:
    """The passage of an article with most that was not said before; None where none has any."""
    before, subject = Basis(said, is_whole=True), {*terms(" ".join(dict.fromkeys(r.context for r in said)))}
    own = frozenset(terms(article.source.title))
    found: list[tuple[float, int, Passage]] = []
    for passage in passages([article], names, load_cues()):
        if passage.leans or not passage.terms & subject:
            continue
        reading = Reading(passage.quote, article.moment.date(), names)
        new = sum(_weight(fact) for fact in {*missing_facts(reading, before)} if not own & {*terms(fact)})
        worth = min(new, MOST) / (1 + FADING * passage.order) * (OWN_VOICE if passage.speaks_of_itself else 1)
        found.append((-worth, passage.order, passage))
    worth, _, best = min(found, key=lambda entry: entry[:2], default=(0, 0, None))
    return best if worth < 0 else None


def _weight(fact: str) -> int:
    """What a fact counts, as `missing_facts` writes it."""
    return HARD if fact.startswith("“") or any(char.isdigit() for char in fact) else SOFT
