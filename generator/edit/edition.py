"""The edition of a week from its items."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from generator.edit.continuing import continuations, grown, usual
from generator.edit.corrections import since_last
from generator.edit.ranking import WIDELY_TOLD
from generator.model.base import instant_text, primary_tag, same_language
from generator.model.edition import TITLE_WORDS, Edition, IntroLine, Numbers, SourceHealth, TopicGroup
from generator.model.facts import Facts
from generator.model.item import Item, rectified_by
from generator.model.week import Week
from generator.settings import EditionRules
from generator.text.kinds import COMMENT, kind_of
from generator.text.sentences import within
from generator.text.synonyms import sense_of
from generator.text.voice import in_first_person, opens_as_ours
from generator.text.words import terms

#: What an item among the top counts for beside each that stands there already: of its storyline, and of its company.
#: So the front page is of many things, and what towers above the rest stands there all the same.
SAME_STORY, SAME_COMPANY = 0.5, 0.9
#: The same for each of its topic from the third on.
SAME_TOPIC, ENOUGH_OF_TOPIC = 0.95, 2
INTRO_LINES = 5
#: Of sixty lines of twelve recorded weeks eight had a smaller share of their titles' words; five told nothing of the
#: event.
TELLS_TITLE = 0.3


def concerns(facts: Facts, week: Week) -> bool:
    """Whether the edition of a week may tell of an item: one of that week, that a report came to, or was corrected."""
    return facts.edition == str(week) or facts.latest >= instant_text(week.start) or facts.corrections > 0


def edit(
    week: Week, items: Mapping[str, Item], editions: Mapping[Week, Edition], topics: Sequence[str], rules: EditionRules,
    language: str, now: datetime,
) -> Edition:  # fmt: skip
    """The edition: ranked top, groups by topic with a cap, the rest in brief, each item once; and what went on.

    items: of the archive, at least those that it `concerns`; editions: all of the archive; topics: all topics in the
    order of the site; language: the site's.
    """
    of_week = {address: item for address, item in items.items() if item.week == week}
    rectified = rectified_by(items)
    ranked = _ranked(of_week, rectified, items)
    top = _top(ranked, rectified, items, rules.top)
    upheld = [address for address in top if address not in rectified] or top
    rest = [address for address in ranked if address not in top]
    groups = _groups(rest, items, topics, rules.per_topic)
    grouped = {address for group in groups for address in group.items}
    return Edition(
        title=_title(week, [items[address] for address in upheld], language),
        edition=str(week),
        date=now,
        updated=now,
        intro=_intro(upheld, items, language),
        top=tuple(top),
        groups=groups,
        brief=tuple(address for address in rest if address not in grouped),
        continues=continuations(_readable_first(ranked, items, language), items),
        grown=grown(items, week),
        corrections=since_last(items, week, editions, now),
        numbers=_numbers(of_week, usual(editions, week)),
    )


def revised(fresh: Edition, stored: Edition | None, health: SourceHealth | None) -> Edition:
    """The edition to write: first date, review and pinned fields of the stored one stay; itself if nothing changed.

    health: of this run; None where nothing was collected.
    """
    if stored is None:
        return fresh.model_copy(update={"health": health or SourceHealth()})
    left = ("date", "released", "pinned", "review", "checksum")
    kept = {field: getattr(stored, field) for field in (*left, *stored.pinned)}
    candidate = fresh.model_copy(update={**kept, "health": health or stored.health, "updated": stored.updated})
    return stored if candidate == stored else candidate.model_copy(update={"updated": fresh.updated})


def _ranked(of_week: Iterable[str], rectified: Mapping[str, str], items: Mapping[str, Item]) -> list[str]:
    """The items of a week, the most important first; what is corrected or denied below what says so."""

    def place(address: str) -> tuple[float, bool, str]:
        both = (address, rectified.get(address, address))
        return -min(items[it].importance.score for it in both), address in rectified, address

    return sorted(of_week, key=place)


def _top(ranked: Sequence[str], rectified: Mapping[str, str], items: Mapping[str, Item], limit: int) -> list[str]:
    """The best items, each weighed beside those above it; short weeks fill up with what is known by a headline only."""
    left = [address for address in ranked if items[address].evidence]
    chosen: list[str] = []
    while left and len(chosen) < limit:
        best = max(left, key=lambda address: (rectified.get(address) not in left, _weight(address, chosen, items)))
        chosen.append(best)
        left.remove(best)
    for address in ranked:
        if len(chosen) < min(limit, len(ranked) // 2) and address not in chosen:
            chosen.append(address)
    return _news_first(sorted(chosen, key=ranked.index), rectified, items)


def _news_first(chosen: Sequence[str], rectified: Mapping[str, str], items: Mapping[str, Item]) -> list[str]:
    """The items with what many outlets report as it happened before a comment that leads them."""
    reported = (a for a in chosen if a not in rectified and len(items[a].publishers) >= WIDELY_TOLD)
    first = next((a for a in reported if kind_of(items[a].title) is not COMMENT), None)
    if first is None or kind_of(items[chosen[0]].title) is not COMMENT:
        return list(chosen)
    return [first, *(address for address in chosen if address != first)]


def _weight(address: str, chosen: Sequence[str], items: Mapping[str, Item]) -> float:
    """The importance of an item beside those that are chosen."""
    item, others = items[address], [(other, items[other]) for other in chosen]
    story, company, topic = item.storyline or address, item.entities.companies[:1], item.topics[:1]
    of_story = sum(story == (one.storyline or other) for other, one in others)
    of_company = sum(bool(company) and company == one.entities.companies[:1] for _, one in others)
    of_topic = sum(topic == one.topics[:1] for _, one in others)
    factors = SAME_STORY**of_story * SAME_COMPANY**of_company * SAME_TOPIC ** max(0, of_topic - ENOUGH_OF_TOPIC + 1)
    return item.importance.score * factors


def _groups(rest: Sequence[str], items: Mapping[str, Item], topics: Sequence[str], cap: int) -> tuple[TopicGroup, ...]:
    by_topic: dict[str, list[str]] = {topic: [] for topic in topics}
    for address in rest:
        topic = next((topic for topic in items[address].topics if topic in by_topic), None)
        if topic and items[address].evidence and len(by_topic[topic]) < cap:
            by_topic[topic].append(address)
    return tuple(TopicGroup(topic=topic, items=tuple(chosen)) for topic, chosen in by_topic.items() if chosen)


def _title(week: Week, top: Sequence[Item], language: str) -> str:
    """The first headline that reads in the site's language and tells what happened, at most 16 words, and no "we": two
    weeks never share one."""

    def last(item: Item) -> tuple[bool, bool]:
        tells = kind_of(item.title) is not COMMENT and not opens_as_ours(item.title)
        return not same_language(item.language, language), not tells

    for item in sorted(top, key=last):
        if parts := within(item.title, TITLE_WORDS):
            return parts[0]
    if top:
        return top[0].title
    return f"平静的一周：{week}" if same_language(language, "zh") else f"A quiet week: {week}"


def _readable_first(addresses: Sequence[str], items: Mapping[str, Item], language: str) -> list[str]:
    """What is told in the site's language, and then the rest, each as they stood."""
    return sorted(addresses, key=lambda address: not same_language(items[address].language_told, language))


def _intro(top: Sequence[str], items: Mapping[str, Item], language: str) -> tuple[IntroLine, ...]:
    """What changed, of the first items that read in the site's language; of others where these are too few.

    A line stands there without its title: one that tells little of it, or speaks in the first person, comes last.
    """
    told = ((address, items[address].tldr) for address in _readable_first(top, items, language))
    lines = [IntroLine(text=tldr.what_changed.text, item=address) for address, tldr in told if tldr]

    def leans(line: IntroLine) -> bool:
        return in_first_person(line.text) or not _tells_title(line.text, items[line.item])

    return tuple(sorted(lines, key=leans)[:INTRO_LINES])


def _tells_title(text: str, item: Item) -> bool:
    """Whether a sentence has enough of the words of one of its reports' titles to be understood without them."""
    told = _words(text)
    titles = map(_words, (item.title, *(report.title for report in item.articles)))
    return any(len(words & told) >= TELLS_TITLE * len(words) for words in titles if words)


def _words(text: str) -> set[str]:
    return {sense_of(term) for term in terms(text)}


def _numbers(items: Mapping[str, Item], usual: int | None) -> Numbers:
    reports = [report for item in items.values() for report in item.articles]
    return Numbers(
        events=len(items),
        reports=len(reports),
        sources=len({report.source for report in reports}),
        merged=len(reports) - len(items),
        languages=dict(sorted(Counter(primary_tag(report.language) for report in reports).items())),
        claims=sum(1 for item in items.values() for _ in item.claims()),
        usual=usual,
    )
