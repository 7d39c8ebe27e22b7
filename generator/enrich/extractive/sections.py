"""The sections of a draft: which passages of an event's reports stand in which, and none twice."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from datetime import date
from functools import cached_property

from generator.enrich.extractive.announcements import how_to_tell, is_announced, is_of_chinese_rule, without_speaker
from generator.enrich.extractive.calls import instructs
from generator.enrich.extractive.comparison import compare
from generator.enrich.extractive.cues import is_gathering
from generator.enrich.extractive.dating import future_date, is_history, past_date
from generator.enrich.extractive.headline import accompanies
from generator.enrich.extractive.labels import LEAD_CHARS
from generator.enrich.extractive.leads import Leads
from generator.enrich.extractive.ledger import CitationNumbers
from generator.enrich.extractive.lexicon import Lexicon
from generator.enrich.extractive.passages import Passage, is_of_paper
from generator.enrich.extractive.ranking import SAME_STATEMENT, Relevance, choose, says_the_same
from generator.model.article import Article
from generator.model.base import same_language
from generator.model.item import Claim, Competitors, Entities, Implication, NextStep, TimelineEntry, Tldr
from generator.text.dates import Named
from generator.text.keywords import Keywords
from generator.text.kinds import COMMENT, is_live, is_opinion, is_retraction, kind_of
from generator.text.quantities import quantities
from generator.text.sentences import split_sentences
from generator.text.strangers import capitalised
from generator.text.voice import in_first_person
from generator.text.words import count_words, is_chinese, terms

#: Sentences of a report in which "what changed" and the hook are looked for; of a paper the first may stand anywhere.
NEAR = 8
#: What a paper calls itself.
_THIS_PAPER = re.compile(r"\b(?:this|the present) (?:paper|study|work|research|article|survey|thesis)\b", re.IGNORECASE)
#: A company named so early is the one that a sentence is about.
FIRST_CHARS = 24
#: Fewer words tell something only with an amount.
LEAST_TOLD = 8
MAX_TAKEAWAYS = 5
MAX_TECHNICAL = 4
MAX_IMPLICATIONS = 3
MAX_TIMELINE = 6
#: With fewer quotable passages than this there is nothing to add to the lead.
ENOUGH_FOR_HOOK = 4
#: What a firm answers to the news is none, and what has not happened, unless a title has it; and when and where it was
#: founded, what it did not say or does not plan and what stays as it was strikes nobody.
_ANSWER = re.compile(
    r"^(?:No(?!\.)|None of|Nobody|Neither)\b|\bden(?:y|ies|ied)\b|\bdeclined to\b|\brejected the\b"
    r"|\b(?:would|will|plans to|intends to|vowed to) (?:appeal|contest)\b|\breviewing the (?:ruling|decision)\b"
    r"|否认|不予置评|回应称|将上诉",
    re.IGNORECASE,
)
_FOUNDED = re.compile(
    r"成立于|创立于|总部位于|(?<!仅)是一[家种]|寓意|\b(?:was |were )?founded (?:in|by)\b|\bheadquartered in\b"
    r"|\bfounded the (?:company|firm|start-?up|lab)\b"
    r"|\b(?:do|does|did) not (?:disclose|name|give|say|change|rule|decide)\b"
    r"|\b(?:is|are) not (?:planning|for sale)\b|\bunchanged\b|未(?:公布|披露)|(?:保持|维持)不变",
    re.IGNORECASE,
)
_TURNS = re.compile(r"\bbut\b|但|却")
#: Hours and years measure nothing.
_TIMES = re.compile(r"\b\d{1,2}:\d{2}\b|\b(?:19|20)\d\d\b")


class Sections:
    """The sections of one draft; remembers what is told, so that nothing is told twice."""

    def __init__(
        self, lexicon: Lexicon, articles: Sequence[Article], found: Sequence[Passage], language: str,
        subjects: Keywords,
    ) -> None:  # fmt: skip
        """subjects: names of the title; what is said of them is on the topic of the event."""
        self.ledger = CitationNumbers()
        self._lexicon = lexicon
        self._cues = lexicon.cues
        self._articles = articles
        self._subjects = subjects
        #: All its nouns have capitals: whether a sentence names somebody else is not to be seen.
        self._is_german = same_language(language, "de")
        self._heads = "\n".join(f"{article.title}\n{article.body[:LEAD_CHARS]}" for article in articles)
        self._papers = frozenset(number for number, article in enumerate(articles) if is_of_paper(article))
        self._begins = _own_works(articles, self._papers, found)
        self._relevance = Relevance(articles, found)
        self._scores = {passage: self._relevance.score(passage) for passage in found}
        self._leads = Leads(articles, self._papers, self._scores, self._cues)
        self._best_first = sorted(found, key=lambda p: (-self._scores[p], p.article, p.order))
        self._titles_answer = any(_ANSWER.search(article.title) for article in articles)
        is_one_voice = len({article.source.name for article in articles}) == 1
        apart, opinions = self._apart(), self._opinions()
        self._quotable = [
            p for p in self._best_first if not p.leans and not p.is_stump and (is_one_voice or not p.is_own_voice)
            and p.article not in opinions and (p.article not in apart or subjects.first_in(p.quote))
        ]  # fmt: skip
        self._sound = [passage for passage in self._quotable if not instructs(passage.sentence)]
        self._telling = [passage for passage in self._sound if self._adds(passage)]
        self._fresh = [passage for passage in self._telling if not self._is_background(passage)]
        self._told: list[Passage] = []
        reports = {n for n, article in enumerate(articles) if not accompanies(article.title)}
        beside = {n for n in reports if _is_beside(articles[n].title) or n in self._begins}
        #: Those that tell what happened, before those that told it while it went on, or comment on it, and the study
        #: that is reported on.
        self._reports = (reports - beside, reports)

    @cached_property
    def _striking(self) -> list[Passage]:
        """Those passages that are of this event and no other."""
        return [passage for passage in self._telling if self._relevance.is_of_event(passage)]

    @cached_property
    def _companies(self) -> frozenset[str]:
        """The companies that the titles name."""
        return frozenset(self._companies_in("\n".join(article.title for article in self._articles)))

    def _adds(self, passage: Passage) -> bool:
        """Whether a passage tells more than praise, and of this event or nobody whom its titles do not name."""
        begins = set(self._companies_in(passage.quote[:FIRST_CHARS]))
        is_of_others = bool(begins and self._companies and not passage.figures) and begins.isdisjoint(self._companies)
        is_of_event = self._relevance.is_of_event(passage) or (passage.is_specific and not is_of_others)
        is_brief = not passage.figures and count_words(passage.quote) < LEAST_TOLD
        return is_of_event and not (is_brief or passage.has_lost_amounts or self._cues.praise.first_in(passage.quote))

    def _companies_in(self, text: str) -> Iterator[str]:
        return (name.name for name in self._lexicon.labels.names.find(text) if name.kind == "company")

    def _apart(self) -> frozenset[int]:
        """Reports whose title does not name the subject that two others' titles do: a column or a round-up, that may go
        on to other matters."""
        naming = {n for n, article in enumerate(self._articles) if self._subjects.first_in(article.title)}
        return frozenset(range(len(self._articles))) - naming if len(naming) > 1 else frozenset()

    def _opinions(self) -> frozenset[int]:
        """Those that say in their title that they are an opinion: what they state is one."""
        return frozenset(n for n, article in enumerate(self._articles) if is_opinion(article.title))

    def tldr(self) -> Tldr | None:
        if self._lead is None:
            return None
        claim = self.ledger.claim(self._lead)
        return Tldr(what_changed=claim, why_it_matters=self._why(), what_to_do_next=self._next())

    @cached_property
    def _lead(self) -> Passage | None:
        """That a report is retracted; else which of the first sentences, or of a paper's, most likely tells what
        happened; none where that is likely of none."""
        retractions = (p for p in self._best_first if is_retraction(self._articles[p.article].title))
        if retraction := self._best(retractions):
            return retraction
        near = [p for p in self._sound if p.order < NEAR or p.article in self._papers]
        near = [p for p in near if not is_history(p, self._day(p))]
        near = [p for p in near if not self._is_background(p)] or [p for p in near if p.article not in self._papers]
        near = [p for p in near if self._titles_answer or not _ANSWER.search(split_sentences(p.quote)[0])] or near
        groups = [told for of in self._reports if (told := [p for p in near if p.article in of])] or [near]
        best = (max(of, key=self._likelihood) for of in groups if of)
        lead = next((p for p in best if self._leads.is_lead(p, self._above(p))), None)
        return self._best([lead] if lead else ())

    def _likelihood(self, passage: Passage) -> tuple[float, float, int, int]:
        """Its odds of being the lead, and what decides between equals."""
        return self._leads.odds(passage), self._scores[passage], -passage.article, -passage.order

    def _above(self, passage: Passage) -> int:
        """How many sentences stand before it; of a study only those of its own work, of a paper none."""
        begins = self._begins.get(passage.article, 0)
        return 0 if passage.article in self._papers else max(0, passage.order - begins)

    def _is_background(self, passage: Passage) -> bool:
        return passage.order < self._begins.get(passage.article, 0)

    def _why(self) -> Claim | None:
        weight = {p: self._scores[p] * (1 + self._cues.significance.count(p.quote)) for p in self._striking}
        weighty = [
            p for p in _with(self._striking, self._cues.significance)
            if p.stands_alone and not (self._retells(p) or is_history(p, self._day(p)))
        ]  # fmt: skip
        best = next(iter(choose(weighty, weight.__getitem__, 1, self._told)), None)
        if best is None:
            return None
        self._told.append(best)
        return self.ledger.claim(best)

    def _next(self) -> NextStep | None:
        for passage in self._quotable:
            call = self._lexicon.calls.find(passage, self._articles)
            if call and not says_the_same(passage, self._told):
                self._told.append(passage)
                return NextStep(text=passage.text, cites=self.ledger.cites(passage), kind=call[0], link=call[1])
        return None

    def hook(self) -> Claim | None:
        """A second striking sentence, behind the lead, where the reports have enough of them; it is evidence like any
        claim's.

        Where a report's first sentence told what changed, those of the others tell it again, unless they turn: "the
        fastest, but".
        """
        if self._lead is None or len(self._best_first) < ENOUGH_FOR_HOOK:
            return None
        is_led = any(passage.order == 0 for passage in self._told)
        near = (p for p in self._striking if p.order < NEAR and p.stands_alone)
        fresh = (p for p in near if p.order or not is_led or _TURNS.search(p.quote))
        news = (p for p in fresh if not (_FOUNDED.search(p.quote) or is_gathering(p.quote)))
        best = self._best(p for p in news if not (self._is_background(p) or is_history(p, self._day(p))))
        return self.ledger.claim(best) if best else None

    def implications(self) -> tuple[Implication, ...]:
        """What the reports announce of AI for a day to come, with the test that a reader can apply.

        The lead too, where nothing else has its day: a law's is told once, and readers will want to hold it to that.
        """
        told_of = [
            p for p in self._sound
            if is_announced(p.sentence) and (
                self._is_german or self._lexicon.tells_of_ai(p) or self._subjects.first_in(p.quote) or self._goes_on(p))
        ]  # fmt: skip
        due = {passage: named for passage in told_of if (named := future_date(passage, self._day(passage), self._cues))}
        return tuple(
            Implication(
                id=f"p{number}", text=passage.text, cites=self.ledger.cites(passage), due=due[passage].text,
                test=how_to_tell(due[passage].text, self._lexicon.language),
            )
            for number, passage in enumerate(self._due_with_lead(due), start=1)
        )  # fmt: skip

    def _due_with_lead(self, due: Mapping[Passage, Named]) -> list[Passage]:
        """Those to list; due: by when each that may be listed is to happen."""
        taken = self._take(due, MAX_IMPLICATIONS)
        if self._lead is None or due.get(self._lead) is None:
            return taken
        is_told = due[self._lead].text in {due[passage].text for passage in taken}
        return taken if is_told else [*taken[: MAX_IMPLICATIONS - 1], self._lead]

    def _goes_on(self, passage: Passage) -> bool:
        """Whether a passage tells how what the titles tell goes on, and names nobody but who says so and whom the
        titles and leads name: "A first hearing is set for 12 March". Chinese has no capitals that show whom it names:
        there it must be of a rule."""
        if is_chinese(passage.quote) and not is_of_chinese_rule(passage.quote):
            return False
        heads = self._heads.replace(passage.sentence, "")
        elsewhere = self._articles[passage.article].whole_text.replace(passage.sentence, "")
        return all(name in heads for name in capitalised(without_speaker(passage.quote), elsewhere))

    def timeline(self) -> tuple[TimelineEntry, ...]:
        """Dated sentences about the past, oldest first, one a date."""
        dated: dict[str, Passage] = {}
        for passage in self._sound:
            named = past_date(passage, self._day(passage))
            if named and len(dated) < MAX_TIMELINE and not says_the_same(passage, self._told):
                dated.setdefault(named.text, passage)
        self._told.extend(dated.values())
        return tuple(
            TimelineEntry(date=day, text=passage.text, cites=self.ledger.cites(passage))
            for day, passage in sorted(dated.items())
        )

    def competitors(self, entities: Entities) -> Competitors | None:
        table = compare(self._articles, entities, self._best_first, self._lexicon.labels, self._cues, self.ledger)
        shown = {cell.text for row in table.rows for cell in row.cells if cell} if table else set()
        self._told.extend(passage for passage in self._best_first if passage.text in shown)
        return table

    def technical(self) -> tuple[Claim, ...]:
        technical = (p for p in self._fresh if self._cues.technical.count(p.quote) >= (1 if _measures(p) else 2))
        return tuple(map(self.ledger.claim, self._take(technical, MAX_TECHNICAL)))

    def takeaways(self) -> tuple[Claim, ...]:
        chosen = self._take((p for p in self._fresh if not self._retells(p)), MAX_TAKEAWAYS)
        return tuple(map(self.ledger.claim, sorted(chosen, key=lambda p: (p.article, p.order))))

    def _retells(self, passage: Passage) -> bool:
        """Whether a report's first sentence says what the titles and the first sentence of another one said."""
        firsts = [told for told in self._told if told.order == 0 and told.article != passage.article]
        is_denial = passage.denies and not any(told.denies for told in firsts)
        if passage.order or not firsts or is_denial:
            return False
        titles = (article.title for number, article in enumerate(self._articles) if number != passage.article)
        known = frozenset(terms(" ".join(titles))).union(*(told.terms for told in firsts))
        return len(passage.terms & known) >= SAME_STATEMENT * len(passage.terms)

    def _best(self, candidates: Iterable[Passage], key: Callable[[Passage], float] | None = None) -> Passage | None:
        return next(iter(self._take(candidates, 1, key)), None)

    def _take(
        self, candidates: Iterable[Passage], limit: int, key: Callable[[Passage], float] | None = None
    ) -> list[Passage]:
        chosen = choose(candidates, key or self._scores.__getitem__, limit, self._told)
        self._told.extend(chosen)
        return chosen

    def _day(self, passage: Passage) -> date:
        return self._articles[passage.article].moment.date()


def _is_beside(title: str) -> bool:
    return is_live(title) or kind_of(title) is COMMENT


def _own_works(articles: Sequence[Article], papers: Set[int], found: Sequence[Passage]) -> dict[int, int]:
    """The number of the sentence in which a paper, or in its first half another study, begins to say what it does,
    behind what is known; by report."""
    ends = {p.article: p.order for p in found}
    studies = {p.article for p in found if p.contributes and 2 * p.order <= ends[p.article]}
    own = [p for p in found if p.article in studies and (p.contributes or p.speaks_of_itself)]
    begins = {p.article: p.order for p in reversed(own)}
    return begins | {number: _own_work(articles[number]) for number in papers}


def _own_work(paper: Article) -> int:
    """The number of the first sentence that says we or this paper, if it is in the first two thirds; else 0."""
    sentences = split_sentences(paper.whole_text)
    tells = (n for n, sentence in enumerate(sentences) if in_first_person(sentence) or _THIS_PAPER.search(sentence))
    first = next(tells, 0)
    return first if 3 * first <= 2 * len(sentences) else 0


def _measures(passage: Passage) -> bool:
    return any(True for _ in quantities(_TIMES.sub(" ", passage.quote)))


def _with(candidates: Iterable[Passage], words: Keywords) -> list[Passage]:
    return [passage for passage in candidates if words.first_in(passage.quote)]
