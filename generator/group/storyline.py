"""Storylines: which items, over weeks, tell one continuing story.

A wrong storyline is worse than a missing one: an item continues a story only where what it shares with several of its
items says so, and never because one outlet writes one kind of headline again and again.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import timedelta

from generator.group.likeness.terms import normal
from generator.group.retrieval.matter import PAIR_WEIGHT, Kinship
from generator.model.facts import Facts
from generator.model.item import Item
from generator.text.calendar import MONTH_NAMES
from generator.text.kinds import COMMENTARY, FINANCING, is_correction, kind_of
from generator.text.papers import is_preprint
from generator.text.words import is_chinese, letters, terms

#: Probability of one matter from which an item continues the story of another.
CONTINUES = 0.75
#: The same where both titles have two names and one of them a third, or a version of a product that several outlets
#: tell of.
CONTINUES_BY_NAMES, CONTINUES_BY_VERSION = 0.5, 0.5
#: The same of two items of one story together.
CONTINUES_TWO = 0.45
#: Rarity of two rare words in both titles beside a name: where they have that, weeks take nothing from `CONTINUES`. Of
#: 27 steps of invented stories it finds four more and no wrong one; of seven that recorded weeks have so five are one.
WHENEVER = 1.5
#: And so much of its text: titles alone can be alike by their form, less so where they have many names. Twelve recorded
#: weeks, week by week, have twice as many stories as from .35 and .3 on; two of three of those between are one.
TEXT, TEXT_BY_NAMES = 0.25, 0.2
#: An item fits a story if it is so near to its items on average, whenever they were: no drifting from step to step.
FITS = 0.4
#: A story is compared by its first item and so many of its latest.
LATEST = 6
#: What is further apart is a new story, if it is one.
MOST_APART = timedelta(weeks=10)
#: Rarity of words in both titles, beside names: one company is no story.
BESIDE_NAMES = 0.5
#: So many names, rare words and versions of products are in both titles; pairs of Chinese characters count as in
#: `matter`.
LEAST_SHARED = 3
#: So many names, two of them in both titles, need no word beside them: who, whom and about what. A company and its own
#: product are one: it is released one week and somebody sues over it in the next.
MANY_NAMES = 3
#: Of titles or texts from which an item surely goes on with what another tells. Read by eye over twelve weeks of
#: recorded feeds, as all numbers here.
LIKE_TITLE, LIKE_TITLE_ALONE, LIKE_TEXT = 0.3, 0.33, 0.32
#: A name that no list has counts as one where so much else is alike: rarity of the words in both titles, its own among
#: them, texts, and probability of one matter, whenever they were. With it twelve of 27 steps of invented stories are
#: found, without it seven, no wrong one in both; the stories of twelve recorded weeks are the same with it.
BESIDE_UNLISTED, TEXT_BY_UNLISTED, ONE_MATTER = 2.0, 0.4, 0.9
#: Without a shared name two words do that are so rare, and written as names are: what no list of names knows yet.
ANCHORS, ANCHOR = 2, 0.65
#: One outlet, so much alike in title and days apart: a column or a monthly report.
FORMULA, FORMULA_AFTER = 0.5, timedelta(days=2)
#: Words of a title among which the company is that the rest is about: "AI chipmaker Groq confirms …".
FIRST_WORDS = 4
_HEADING = re.compile(r"^[^:：|｜】]{2,60}[:：|｜】]")
#: What a report of figures has anew each month.
_COUNTED = re.compile(rf"[\d.,]+|\b(?:{MONTH_NAMES})\b")

Compare = Callable[[str, Sequence[str]], Sequence[Kinship]]
"""What an item shares with others, both by address."""


def steps_of(facts: Mapping[str, Facts]) -> list[tuple[str, str]]:
    """The story and the address of every item that goes on with one, oldest first; facts: by address."""
    told = sorted((one.date, address, one.storyline) for address, one in facts.items() if one.storyline)
    return [(story, address) for _, address, story in told]


def storylines(
    items: Mapping[str, Item], archive: Mapping[str, Item], steps: Iterable[tuple[str, str]],
    near: Mapping[str, Sequence[Kinship]], compare: Compare,
) -> dict[str, str]:  # fmt: skip
    """The storyline of every item that continues a story, of the archive too: the address of its first item.

    items: what this run made, by address; archive: everything published, `items` included; steps: its `steps_of`;
    near: for each item what it shares with others; compare: the same for others that are not near. A storyline once
    given stays, and so does what a maintainer pinned; the first item of a story names none. Any order of the items
    gives the same.
    """
    stories = _Stories(steps)
    for address in sorted(items, key=lambda address: (items[address].date, address)):
        if address in stories.members or address in stories.of or "storyline" in items[address].pinned:
            continue
        if story := _continued(address, archive, near[address], stories, compare):
            stories.add(story, address)
    return stories.of


class _Stories:
    """The stories so far: their items by the address of the first, oldest first."""

    def __init__(self, steps: Iterable[tuple[str, str]]) -> None:
        self.members: dict[str, list[str]] = {}
        self.of: dict[str, str] = {}
        for story, address in steps:
            self.add(story, address)

    def add(self, story: str, address: str) -> None:
        self.members.setdefault(story, [story]).append(address)
        self.of[address] = story

    def known_by(self, address: str) -> str:
        """The story an item is in, or would be the first of."""
        return self.of.get(address, address)

    def compared(self, story: str) -> list[str]:
        first, *later = self.members.get(story, [story])
        return [first, *later[-LATEST:]]


def _continued(
    address: str, archive: Mapping[str, Item], near: Iterable[Kinship], stories: _Stories, compare: Compare
) -> str | None:
    """The story that an item continues: the one with whose items it shares most."""
    item = archive[address]
    steps: dict[str, list[Kinship]] = defaultdict(list)
    for kin in near:
        if is_step(address, item, kin, archive):
            steps[stories.known_by(kin.near.address)].append(kin)
    reached = {
        story
        for story, kins in steps.items()
        if any(_is_next(kin, item, archive[kin.near.address]) for kin in kins)
        or sum(kin.score >= CONTINUES_TWO for kin in kins) > 1
    }
    found = []
    for story in reached - {address}:
        shared = compare(address, [other for other in stories.compared(story) if other in archive])
        fits = sum(kin.timeless for kin in shared) / max(1, len(shared))
        if fits >= FITS:
            found.append((-fits, story))
    return min(found)[1] if found else None


def is_step(address: str, item: Item, kin: Kinship, archive: Mapping[str, Item]) -> bool:
    """Whether an item may be the next step after an older one, as far as rules can tell."""
    other = archive.get(kin.near.address)
    if other is None or (item.date, address) <= (other.date, kin.near.address):
        return False
    return (
        item.date - other.date <= MOST_APART
        and not kin.apart
        and _formula(item.title) != _formula(other.title)
        and (bool(_names(kin)) or _anchors(item.title, kin.words) >= ANCHORS)
        and (_says_whom(kin) or (_shared(kin) >= LEAST_SHARED and kin.beyond >= BESIDE_NAMES))
        and kin.near.likeness >= (TEXT_BY_NAMES if _has_many_names(kin) else TEXT)
        and not is_series(item, other, kin)
        and not are_rivals(item, other, kin)
        and not (is_preprint(item.articles[0].url) and is_preprint(other.articles[0].url))
        and not (_is_aside(item) or _is_aside(other))
    )


def goes_on(item: Item, other: Item, kin: Kinship) -> bool:
    """Whether an item surely goes on with the matter of an older one that is near it, though both are no story yet.

    One company is no matter: beside what both name, their titles or their texts are much alike, or it has one version.
    Where they name nothing that a list knows, their titles are more so, or have rare words written as names.
    A comment, a phone or an office goes on with nothing, and no preprint with another.
    """
    kind = kind_of(item.title)
    is_step = kind is None or kind.is_news
    if not is_step or is_preprint(item.articles[0].url) or is_preprint(other.articles[0].url):
        return False
    anchors = 0 if is_chinese(item.title) else _anchors(item.title, kin.words)  # there every Latin word is written so
    if anchors >= ANCHORS and kin.near.likeness >= TEXT_BY_NAMES:
        return True
    is_of_strangers = anchors > 0 and _shared(kin) >= LEAST_SHARED
    if not (kin.names or kin.mentioned or kin.numbers or is_of_strangers):
        return kin.alike >= LIKE_TITLE_ALONE
    return kin.near.likeness >= LIKE_TEXT or kin.alike >= LIKE_TITLE or bool(kin.version and kin.names)


def are_rivals(item: Item, other: Item, kin: Kinship) -> bool:
    """Whether both tell of a financing, in the words that all financings are told in, and of two companies.

    The company stands in the first words of a title, and one that no list has is a rare word of the other.
    """
    if not kind_of(item.title) == kind_of(other.title) == FINANCING:
        return False
    if kin.names:
        first = [" ".join(title.split()[:FIRST_WORDS]).casefold() for title in (item.title, other.title)]
        named = [any(name.casefold() in words for name in kin.names) for words in first]
        return named[0] != named[1]
    opening = {normal(term) for title in (item.title, other.title) for term in terms(title.partition(" ")[0])}
    return opening.isdisjoint(kin.words)


def _is_next(kin: Kinship, item: Item, other: Item) -> bool:
    """Whether what an item shares with one other is enough to continue its story."""
    is_whenever = bool(_names(kin)) and kin.beyond >= WHENEVER and kin.timeless >= CONTINUES
    return is_whenever or kin.score >= _enough(kin, item, other)


def _enough(kin: Kinship, item: Item, other: Item) -> float:
    """The probability of one matter from which an item continues the story of another."""
    if _has_many_names(kin):
        return CONTINUES_BY_NAMES
    is_told_widely = len(item.publishers | other.publishers) > 2
    return CONTINUES_BY_VERSION if kin.version and kin.names and is_told_widely else CONTINUES


def _names(kin: Kinship) -> Collection[str]:
    """Names that both titles have; where they have no listed one, others, if much else is alike."""
    is_alike = kin.beyond >= BESIDE_UNLISTED and kin.timeless >= ONE_MATTER and kin.near.likeness >= TEXT_BY_UNLISTED
    return kin.names or (kin.unlisted if is_alike else ())


def _says_whom(kin: Kinship) -> bool:
    """Whether names alone say what both are about: many, or a listed one and one that no list has."""
    return _has_many_names(kin) or bool(kin.names and kin.unlisted)


def _has_many_names(kin: Kinship) -> bool:
    return len(kin.parties) >= 2 and len(kin.names) + len(kin.mentioned) >= MANY_NAMES


def _is_aside(item: Item) -> bool:
    """Whether it is what a desk puts aside: a phone, a test version, an office, a guide."""
    kind = kind_of(item.title)
    return kind is not None and kind.weight < COMMENTARY


def _shared(kin: Kinship) -> float:
    """How many names, rare words and versions are in both titles."""
    words = sum(PAIR_WEIGHT if is_chinese(word) else 1 for word in kin.words)
    return len(_names(kin)) + words + (kin.version is not None)


def is_series(item: Item, other: Item, kin: Kinship) -> bool:
    """Whether one outlet wrote both after one formula: under one heading, in nearly the same words days apart, or about
    nothing that both name but the outlet itself, as the customers of whoever tells of them.

    What several outlets tell is no column of one, and who corrects a report repeats its words.
    """
    is_of_one = item.publishers == other.publishers and len(item.publishers) == 1
    if not is_of_one or (is_correction(item.title) and not is_correction(other.title)):
        return False
    heading, outlet = _heading(item.title), item.articles[0].name.casefold()
    is_formula = kin.alike >= FORMULA and abs(item.date - other.date) >= FORMULA_AFTER
    is_of_itself = bool(kin.names) and not kin.version and all(name.casefold() in outlet for name in kin.names)
    return is_formula or is_of_itself or (bool(heading) and heading == _heading(other.title))


def _heading(title: str) -> str | None:
    """What stands before the first colon or bar, without numbers."""
    match = _HEADING.match(title)
    return _COUNTED.sub("", match[0]).lower() if match else None


def _formula(title: str) -> str:
    """The wording of a title, whatever its numbers and its month."""
    return letters(_COUNTED.sub("", title))


def _anchors(title: str, words: Mapping[str, float]) -> int:
    """How many rare words that both titles have are written as names."""
    written = [word for word in words if word.isalpha() and word.isascii() and word.title() in title]
    return sum(words[word] >= ANCHOR for word in written)
