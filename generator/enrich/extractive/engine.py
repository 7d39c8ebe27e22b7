"""The built-in engine: no model, no invention. Every claim is a sentence or clause of a report, with its citation."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import cached_property

from generator.enrich.engine import Draft
from generator.enrich.extractive.announcements import how_to_tell
from generator.enrich.extractive.calls import CallFinder, instructs
from generator.enrich.extractive.comparison import compare
from generator.enrich.extractive.cues import Cues, load_cues
from generator.enrich.extractive.disclosures import is_retraction
from generator.enrich.extractive.headline import accompanies, headline
from generator.enrich.extractive.labels import LEAD_CHARS, Labeller
from generator.enrich.extractive.ledger import CitationNumbers
from generator.enrich.extractive.passages import Passage, in_one_language, is_of_paper, passages, undenied, upheld
from generator.enrich.extractive.ranking import SAME_STATEMENT, Relevance, choose, says_the_same
from generator.model.article import Article
from generator.model.base import same_language
from generator.model.item import Claim, Competitors, Entities, Implication, NextStep, TimelineEntry, Tldr
from generator.model.vocabulary import Vocabulary
from generator.text.calendar import MONTHS
from generator.text.dates import Named, dates_in, due_dates
from generator.text.keywords import Keywords
from generator.text.kinds import COMMENT, is_opinion, kind_of
from generator.text.quantities import quantities
from generator.text.sentences import split_sentences
from generator.text.strangers import capitalised
from generator.text.voice import in_first_person
from generator.text.words import count_words, is_chinese, terms

#: Sentences of a report in which "what changed" is looked for; the hook may stand twice as deep.
LEAD_SENTENCES = 4
#: A text with so many sentences of the form "we propose …" is an abstract, and its first sentences are background;
#: a paper is one with the first.
ABSTRACT = 2
#: What a first sentence counts for as the lead that tells what happened, one about "the company", one that says "we",
#: and one of few words, which says what the title does: chosen by reading the leads of recorded weeks.
NEWS, REFERS, OWN_VOICE, SHORT = 1.3, 0.6, 0.8, 0.7
SHORT_LEAD = 7
#: What happened earlier than that is not what a report has to tell.
HISTORY = timedelta(days=14)
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
#: founded, what it did not say and what stays as it was strikes nobody.
_ANSWER = re.compile(
    r"^(?:No(?!\.)|None of|Nobody|Neither)\b|\bden(?:y|ies|ied)\b|\bdeclined to\b|\brejected the\b"
    r"|\b(?:would|will|plans to|intends to|vowed to) (?:appeal|contest)\b|\breviewing the (?:ruling|decision)\b"
    r"|否认|不予置评|回应称|将上诉",
    re.IGNORECASE,
)
ANSWER = 0.5
_FOUNDED = re.compile(
    r"成立于|创立于|总部位于|\b(?:was |were )?founded (?:in|by)\b|\bheadquartered in\b"
    r"|\bfounded the (?:company|firm|start-?up|lab)\b|\bdid not (?:disclose|name|give|say)\b"
    r"|\bunchanged\b|未(?:公布|披露)|(?:保持|维持)不变",
    re.IGNORECASE,
)
#: What begins so happened before the news.
_EARLIER = re.compile(
    rf"(?:Back )?in (?:early |late |mid-)?(?P<month>{'|'.join(map(str.title, MONTHS))}),"
    r"|(?:Earlier this|Last) year\b|Last (?:spring|summer|autumn|fall|winter)\b"
    r"|(?:An?|Two|Three|Four|Five|Several|A few|\d+) (?:years?|months?) (?:ago|earlier)\b"
    r"|(?:去|前)年(?!的)|早在|今年(?:早些时候|年?初)|[一两三四五六七八九十几数\d]+\s?(?:年|个月)前(?!的)"
    r"|[^，。]{1,30}(?:此前(?:[曾在]|一直)|曾(?:经|于|在)(?!.{1,8}的))",
    re.IGNORECASE,
)
#: Before a date, these words tell that it dates something else than what the sentence says.
_SUBORDINATED = re.compile(
    r"\b(?:since|because|before|after|than|until|which|that|who|when|where|from|if|between|up to|founded)\b"
    r"|自|此前|之前|(?:将|预计|计划|拟|原定)(?:于|在)?今?(?=[\d\s年月日]{0,16}$)|\b(?:will|expected to|scheduled|due)\b"
)
#: So many words of a title tell whom it is about.
SUBJECT_WORDS = 5
#: What is conditional, allowed, advised, denied or made up will not simply have happened one day. May is a month.
_OPEN_TO_DOUBT = re.compile(
    r"(?i:\b(?:if|unless|might|can|could|should|not|never|no|nobody|assuming|provid(?:ed|ing)|would have"
    r"|false\w*|untrue|den(?:y|ies|ied|ying)|reject\w*|rumou?r\w*|hoax|doubt\w*|unlikely|wrong\w*"
    r"|mistaken\w*|hop(?:e|es|ed|ing)|motion|under which|novel|scene|fiction\w*|satir\w*|jok(?:e|es|ed|ing)"
    r"|hypothetical\w*|scenario|pigs)\b)"
    r"|\bmay\b(?! be (?:filed|submitted|sent)\b)|\bwere (?:the|an?|it|they|[A-Z]\w+)\b|^Sure\b"
    r"|\b(?i:nicht|kein\w*|nie|falls|wenn|könnten?|kann|können|dürften?|sollten?|womöglich|möglicherweise)\b"
    r"|如果|若|除非|可能|可以|希望|应当?|不|未|暂|否认|谣|传闻|虚构|假设|小说|驳回"
)
#: Before a date that dates what something is measured by, and not what the sentence tells.
_MEASURED_BY = re.compile(
    r"\b(?:(?:its|their|the|his|her|a) (?:last|previous|prior|latest|earlier|first)|compared (?:to|with)|versus)\b"
    r"[^,;]{0,40}$",
    re.IGNORECASE,
)
#: "The limits introduced in March stay": of the limits, and not of what they do.
_OF_NOUN = re.compile(
    r"(?<!\bwas )(?<!\bwere )(?<!\bbeen )(?<!, )\b(?:introduced|announced|released|published|launched|unveiled"
    r"|presented|signed|agreed|adopted) (?:in|on)(?: early| mid| late)? $"
)
#: After a year: it is that of a document, "the 2025 annual report", "2025 年财报", and not of what that says.
_OF_DOCUMENT = re.compile(
    r"\s?年?度?[^，。；》]{0,8}?(?:财报|年报|季报|报告|白皮书|榜单)"
    r"|\s?年(?:全年|度)?(?:实现)?(?:营收|营业收入|总?收入|净利|净亏损|销售额)"
    r"|\s(?:annual |(?!The )[A-Z]\w+ ){0,3}(?:[Rr]eport|[Ii]ndex|[Ss]urvey)\b"
)
#: What lasts months is no event of its last one.
_PERIOD = re.compile(r"\b(?:half|quarter)\b|季度|半年")
_ENDS_PERIOD = re.compile(
    r"\b(?:quarter|half|year|months|weeks|period) (?:that )?(?:ended|ending|to|through)(?: on)? $|截至$", re.IGNORECASE
)
_TURNS = re.compile(r"\bbut\b|但|却")
#: Hours and years measure nothing.
_TIMES = re.compile(r"\b\d{1,2}:\d{2}\b|\b(?:19|20)\d\d\b")
#: What a report takes back happened on no day.
_TAKEN_BACK = re.compile(
    r"\b(?:wrong(?:ly)?|mistaken(?:ly)?|false(?:ly)?|incorrect(?:ly)?|erroneous(?:ly)?|den(?:y|ies|ied)|rumou?r\w*|hoax"
    r"|fake|fiction\w*)\b|误称|误报|谣|不实|否认|虚构",
    re.IGNORECASE,
)
#: Before a date: what goes on to it has no day on which it happens.
_LASTS_TILL = re.compile(
    r"\b(?:läuft|laufen|dauert|gilt|gelten)\b[^,;]*\bbis\b[^,;]{0,24}$|"
    r"(?<!\bhas )(?<!\bhave )\b(?:until|till|through)\b[^,;]{0,24}$|(?:直到|截至|持续到)[^，；]{0,8}$"
)
#: After a date: something is named by it, "June's invoice", and due at no time.
_OWNS = re.compile(r"[’']s (?!end\b|close\b)[a-z]")
#: A sale, a visit or a meeting is no prediction that anyone will want to hold somebody to.
_TRIFLE = re.compile(
    r"\bon sale\b|\bpre-?orders?\b|\bcrowdfund\w*|\b(?:conference|keynote|summit|expo|trade show)\b"
    r"|开售|首销|预售|众筹|发货|抵达|开幕|持续至|大会|论坛|峰会|展会",
    re.IGNORECASE,
)
#: What begins so tells how the matter at hand goes on.
_STAGE = re.compile(
    r"(?:(?:The|An?|Its?|Their|First|Final|Further) )?(?:[\w’'-]+ ){0,3}?"
    r"(?:hearing|oral arguments?|review|guidelines?|drilling|trial|verdict|appeal|vote|ruling|decision|order"
    r"|rules?|law|act|bill|ban|tariffs?|regulations?|deadline"
    r"|consultation|deal|transaction|takeover|acquisition|merger|sale|contract|agreement|construction|production"
    r"|deliver(?:y|ies)|shipments?|samples|mass production|tape-?out"
    r"|launch|release|roll-?out|versions?|prices?|subscriptions?|plant|factory"
    r"|reactors?|data cent(?:er|re)s?|clusters?|pilot|study|follow-up|tests?|results|findings|report|candidates?"
    r"|layoffs|cuts|changes?"
    r"|(?<=the )(?:old|older|oldest|previous|existing|current) [\w’'-]+|patients|customers|users|members"
    r"|subscribers|support|access|weights|interface|api)\b"
    r"|(?:该|新)?(?:办法|条例|规定|新规|法案|标准)",
    re.IGNORECASE,
)
#: "must report", "has until May"
_DUTY = re.compile(r"\b(?:must|(?:has|have) until)\b")
#: Behind what is said: ", the regulator said"
_SAID_BY = re.compile(r", [^,]{2,60}\b(?:said|says)\b[^,]*$")
#: Between main clauses, each of which may tell how it goes on.
_CLAUSE = re.compile(r", and (?=[a-z])|；|，")
_LONG_AGO = date(1950, 1, 1)


class ExtractiveEngine:
    """Chooses sentences by rule; language: the one in which a title is preferred."""

    name = "extractive"
    version = "21"

    def __init__(self, vocabulary: Vocabulary, language: str) -> None:
        self.language = language
        self._vocabulary = vocabulary

    @cached_property
    def labels(self) -> Labeller:
        """Compiled at the first event that is told anew: most runs meet none."""
        return Labeller(self._vocabulary, self.language)

    @cached_property
    def calls(self) -> CallFinder:
        return CallFinder(self._vocabulary.rules.calls)

    @cached_property
    def cues(self) -> Cues:
        return load_cues()

    @cached_property
    def _signs(self) -> Keywords:
        relevance = self._vocabulary.rules.relevance
        return Keywords([*relevance.strong, *relevance.weak])

    @cached_property
    def _names_of_ai(self) -> frozenset[str]:
        return frozenset(it.name for it in self._vocabulary.names if it.kind != "person" and not it.general)

    def tells_of_ai(self, passage: Passage) -> bool:
        """Whether a passage by itself says that it is about AI: a report about AI tells of much else."""
        return self._signs.first_in(passage.quote) is not None or bool(passage.names & self._names_of_ai)

    def enrich(self, articles: Sequence[Article]) -> Draft:
        """The draft for one event; sections without a sentence stay empty."""
        main = headline(articles, self.language)
        every = upheld(undenied(passages(articles, self.labels.names, self.cues)), articles)
        found = in_one_language(every, main.language)
        entities = self.labels.entities(articles)
        sections = _Sections(self, articles, found, main.language, _subjects(main, entities))
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
            topics=self.labels.topics(articles),
            audience=self.labels.audience(articles),
            entities=entities,
            evidence=sections.ledger.evidence,
            is_verbatim=True,
            tellings=tuple(self._told_in(it, articles, every) for it in _other_languages(articles, main.language)),
        )

    def _told_in(self, language: str, articles: Sequence[Article], every: Sequence[Passage]) -> Draft:
        """The draft of what the reports in one more language say; every: the passages of all."""
        main = headline(articles, language)
        found = [passage for passage in every if same_language(passage.language, language)]
        sections = _Sections(self, articles, found, language, _subjects(main))
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
    return list(dict.fromkeys(
        it.language.partition("-")[0] for it in articles if not same_language(it.language, language)
    ))  # fmt: skip


def _subjects(main: Article, entities: Entities | None = None) -> Keywords:
    """Names with which a title begins, and those in it of what the event is about, without a version."""
    begins = main.title.split()[:SUBJECT_WORDS]
    named = {word for word in capitalised(main.title, main.whole_text) if any(word in begin for begin in begins)}
    about = (*entities.companies, *entities.models, *entities.products) if entities else ()
    return Keywords(sorted(named | {first for name in about if (first := name.split()[0]) in main.title}))


class _Sections:
    """The sections of one draft; remembers what is told, so that nothing is told twice."""

    def __init__(
        self, engine: ExtractiveEngine, articles: Sequence[Article], found: Sequence[Passage], language: str,
        subjects: Keywords,
    ) -> None:  # fmt: skip
        """subjects: names of the title; what is said of them is on the topic of the event."""
        self.ledger = CitationNumbers()
        self._engine = engine
        self._cues = engine.cues
        self._articles = articles
        self._language = language
        self._subjects = subjects
        #: All its nouns have capitals: whether a sentence names somebody else is not to be seen.
        self._is_german = same_language(language, "de")
        self._heads = "\n".join(f"{article.title}\n{article.body[:LEAD_CHARS]}" for article in articles)
        #: Where a paper, or in its first half another study, begins to say what it does, behind what is known.
        ends = {p.article: p.order for p in found}
        begins = {p.article: p.order for p in reversed(found) if p.contributes and 2 * p.order <= ends[p.article]}
        self._begins = begins | {n: _own_work(it) for n, it in enumerate(articles) if is_of_paper(it)}
        self._relevance = Relevance(articles, found)
        self._scores = {passage: self._relevance.score(passage) for passage in found}
        self._best_first = sorted(found, key=lambda p: (-self._scores[p], p.article, p.order))
        self._titles_answer = any(_ANSWER.search(article.title) for article in articles)
        is_one_voice = len({article.source.name for article in articles}) == 1
        apart, opinions = self._apart(), self._opinions()
        self._quotable = [
            p for p in self._best_first if not p.leans and not p.is_stump and (is_one_voice or not p.is_own_voice)
            and p.article not in opinions and (p.article not in apart or subjects.first_in(p.quote))
        ]  # fmt: skip
        self._sound = [passage for passage in self._quotable if not instructs(passage.sentence)]
        self._on_topic = [passage for passage in self._sound if self._relevance.is_on_topic(passage)]
        self._telling = [passage for passage in self._sound if self._adds(passage)]
        self._fresh = [passage for passage in self._telling if not self._is_background(passage)]
        self._told: list[Passage] = []
        reports = [n for n, article in enumerate(articles) if not accompanies(article.title)]
        #: Those that tell what happened, before those that comment on it.
        self._reports = ({n for n in reports if kind_of(articles[n].title) is not COMMENT}, set(reports))

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
        return (name.name for name in self._engine.labels.names.find(text) if name.kind == "company")

    def _apart(self) -> frozenset[int]:
        """Reports whose title does not name the subject that two others' titles do: a column or a round-up, that may go
        on to other matters."""
        naming = {n for n, article in enumerate(self._articles) if self._subjects.first_in(article.title)}
        return frozenset(range(len(self._articles))) - naming if len(naming) > 1 else frozenset()

    def _opinions(self) -> frozenset[int]:
        """Those that say in their title that they are an opinion, where others report: what they state is one."""
        opinions = {n for n, article in enumerate(self._articles) if is_opinion(article.title)}
        return frozenset(opinions) if len(opinions) < len(self._articles) else frozenset()

    def tldr(self) -> Tldr | None:
        what_changed = self._lead()
        if what_changed is None:
            return None
        claim = self.ledger.claim(what_changed)
        return Tldr(what_changed=claim, why_it_matters=self._why(), what_to_do_next=self._next())

    def _lead(self) -> Passage | None:
        """That a report is retracted; else what an abstract says it does; else the best of the first sentences, above
        all one that tells what happened and names whom it is about."""
        retractions = (p for p in self._best_first if is_retraction(self._articles[p.article].title))
        if retraction := self._best(retractions):
            return retraction
        contributions = [p for p in self._best_first if p.contributes and self._relevance.is_on_topic(p)]
        least = 1 if all(map(is_of_paper, self._articles)) else ABSTRACT
        if len(contributions) >= least and (best := self._best(p for p in contributions if p in self._sound)):
            return best
        near = [p for p in self._on_topic if p.order < 2 * LEAD_SENTENCES]
        near = [p for p in near if not (self._is_background(p) or self._is_history(p))] or near
        near = next((told for of in self._reports if (told := [p for p in near if p.article in of])), near)
        first = [p for p in near if p.order < LEAD_SENTENCES]
        choices = (first if any(p.stands_alone for p in first) else near, first)
        return next((best for among in choices if (best := self._best(among, self._newsworthiness))), None)

    def _is_background(self, passage: Passage) -> bool:
        return passage.order < self._begins.get(passage.article, 0)

    def _is_history(self, passage: Passage) -> bool:
        """Whether it happened weeks before it was reported."""
        since = self._day(passage) - HISTORY
        if earlier := _EARLIER.match(passage.quote):
            month = earlier["month"]
            return month is None or MONTHS.index(month.lower()) + 1 not in (since.month, self._day(passage).month)
        named = self._past_date(passage)
        return named is not None and named.last < since

    def _newsworthiness(self, passage: Passage) -> float:
        weight = self._scores[passage] * (NEWS if passage.tells_news else 1.0)
        weight *= SHORT if count_words(passage.quote) < SHORT_LEAD else 1.0
        weight *= ANSWER if _ANSWER.search(passage.quote) and not self._titles_answer else 1.0
        is_own_voice = passage.is_own_voice or passage.contributes  # "We describe"
        return weight * (REFERS if passage.refers else OWN_VOICE if is_own_voice else 1.0)

    def _why(self) -> Claim | None:
        weight = {p: self._scores[p] * (1 + self._cues.significance.count(p.quote)) for p in self._striking}
        weighty = [
            p for p in _with(self._striking, self._cues.significance)
            if p.stands_alone and not (self._retells(p) or self._is_history(p))
        ]  # fmt: skip
        best = next(iter(choose(weighty, weight.__getitem__, 1, self._told)), None)
        if best is None:
            return None
        self._told.append(best)
        return self.ledger.claim(best)

    def _next(self) -> NextStep | None:
        for passage in self._quotable:
            call = self._engine.calls.find(passage, self._articles)
            if call and not says_the_same(passage, self._told):
                self._told.append(passage)
                return NextStep(text=passage.text, cites=self.ledger.cites(passage), kind=call[0], link=call[1])
        return None

    def hook(self) -> Claim | None:
        """A second striking sentence, where the reports have enough of them; it is evidence like any claim's.

        Where a report's first sentence told what changed, those of the others tell it again, unless they turn: "the
        fastest, but".
        """
        if len(self._best_first) < ENOUGH_FOR_HOOK:
            return None
        is_led = any(passage.order == 0 for passage in self._told)
        near = (p for p in self._striking if p.order < 2 * LEAD_SENTENCES and p.stands_alone)
        fresh = (p for p in near if p.order or not is_led or _TURNS.search(p.quote))
        best = self._best(
            p for p in fresh if not (_FOUNDED.search(p.quote) or self._is_background(p) or self._is_history(p))
        )
        return self.ledger.claim(best) if best else None

    def implications(self) -> tuple[Implication, ...]:
        """What the reports announce of AI for a day to come, with the test that a reader can apply."""
        told_of = [
            p for p in _with(self._sound, self._cues.future)
            if not _OPEN_TO_DOUBT.search(p.sentence) and not _TRIFLE.search(p.sentence)
            and (self._is_german or self._engine.tells_of_ai(p) or self._subjects.first_in(p.quote) or self._goes_on(p))
        ]  # fmt: skip
        due = {passage: named for passage in told_of if (named := self._future_date(passage))}
        return tuple(
            Implication(
                id=f"p{number}", text=passage.text, cites=self.ledger.cites(passage), due=due[passage].text,
                test=how_to_tell(due[passage].text, self._engine.language),
            )
            for number, passage in enumerate(self._take(due, MAX_IMPLICATIONS), start=1)
        )  # fmt: skip

    def _goes_on(self, passage: Passage) -> bool:
        """Whether a passage tells the next stage of what the titles tell or what has to be done, and names nobody but
        who says so and whom the titles and leads name: "A first hearing is set for 12 March"."""
        if not (_DUTY.search(passage.quote) or any(map(_STAGE.match, _CLAUSE.split(passage.quote)))):
            return False
        heads = self._heads.replace(passage.sentence, "")
        quote = passage.quote[0].lower() + _SAID_BY.sub("", passage.quote[1:])  # its first word is no name
        return all(name in heads for name in capitalised(quote, self._articles[passage.article].whole_text))

    def timeline(self) -> tuple[TimelineEntry, ...]:
        """Dated sentences about the past, oldest first, one a date."""
        dated: dict[str, Passage] = {}
        for passage in self._sound:
            named = self._past_date(passage)
            if named and len(dated) < MAX_TIMELINE and not says_the_same(passage, self._told):
                dated.setdefault(named.text, passage)
        self._told.extend(dated.values())
        return tuple(
            TimelineEntry(date=day, text=passage.text, cites=self.ledger.cites(passage))
            for day, passage in sorted(dated.items())
        )

    def competitors(self, entities: Entities) -> Competitors | None:
        table = compare(self._articles, entities, self._best_first, self._engine.labels, self._cues, self.ledger)
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
        if passage.order or not firsts:
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

    def _future_date(self, passage: Passage) -> Named | None:
        """The first date to come; one that counts from the publication, "in November", where the future is told of
        before it."""
        published, quote = self._day(passage), passage.quote
        absolute = {named.start for named in dates_in(quote, published)}
        for named in due_dates(quote, published):
            before = quote[: named.start]
            is_meant = named.start in absolute or is_chinese(quote) or self._cues.future.first_in(before)
            is_owner = _OWNS.match(quote, named.end)
            if is_meant and named.last > published and not (is_owner or _LASTS_TILL.search(before)):
                return named
        return None

    def _past_date(self, passage: Passage) -> Named | None:
        """The day before yesterday or earlier, where the main clause names it."""
        if _TAKEN_BACK.search(passage.sentence):
            return None
        before = self._day(passage) - timedelta(days=1)
        found = list(dates_in(passage.quote, self._day(passage)))
        if len({named.text for named in found}) > 1 and all(len(named.text) == len("2026") for named in found):
            return None  # from one year to another: it happened in neither
        for named in found:
            is_period = _PERIOD.search(passage.quote[named.start : named.end])
            if _LONG_AGO <= named.last < before and not is_period and not _dates_else(passage.quote, named):
                return named
        return None

    def _day(self, passage: Passage) -> date:
        return self._articles[passage.article].moment.date()


def _own_work(paper: Article) -> int:
    """The number of the first sentence that says we or this paper, if it is in the first two thirds; else 0."""
    sentences = split_sentences(paper.whole_text)
    tells = (n for n, sentence in enumerate(sentences) if in_first_person(sentence) or _THIS_PAPER.search(sentence))
    first = next(tells, 0)
    return first if 3 * first <= 2 * len(sentences) else 0


def _dates_else(quote: str, named: Named) -> bool:
    """Whether a date dates something else than what the sentence tells."""
    before = quote[: named.start]
    is_year = len(named.text) == len("2026")
    is_of_document = is_year and _OF_DOCUMENT.match(quote, named.end)
    is_of_thing = any(test.search(before) for test in (_OF_NOUN, _MEASURED_BY, _ENDS_PERIOD)) or is_of_document
    return bool(is_of_thing or _SUBORDINATED.search(quote[: named.end]))


def _measures(passage: Passage) -> bool:
    return any(True for _ in quantities(_TIMES.sub(" ", passage.quote)))


def _with(candidates: Iterable[Passage], words: Keywords) -> list[Passage]:
    return [passage for passage in candidates if words.first_in(passage.quote)]
