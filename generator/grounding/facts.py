"""The hard facts of a claim: numbers, dates, versions, names, hosts, quotations; and which of them sentences lack."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import chain, combinations, takewhile
from typing import TypeVar

from generator.grounding.durations import other_lengths, other_seasons
from generator.grounding.reading import PREFIX, Reading
from generator.grounding.versions import VARIANTS, Version
from generator.text.dates import Period
from generator.text.figures import CURRENCIES, Figure
from generator.text.instalments import instalments
from generator.text.places import enclosing, place_name, places_of
from generator.text.quotations import stands_in
from generator.text.stems import stem_in
from generator.text.substitutes import kin_of
from generator.text.synonyms import sense_of
from generator.text.translations import in_english
from generator.text.words import CJK

_ABOUT = re.compile(
    r"(?:\b(?:about|around|roughly|approximately|nearly|almost|some|close to|over|more than|under|less than)"
    r"|~|约|近|超过|超|逾|将近|大约)\s*[$€£¥]?$",
    re.IGNORECASE,
)
#: A name that a number after it is part of: Zephyr 3.
NAME_BEFORE = re.compile(r"[A-Z]\w{1,40} $")
#: Letters that an acronym may have, and that two derivations of a name must share and may differ by.
LONGEST_ACRONYM = 5
STEM_OF_NAME = 5
LONGEST_ENDING = 4
#: Words on either side of a number or date by which the sentence is known that must have it.
COMPANY = 4
#: How far a number said to be approximate may lie from that of the sentence.
TOLERANCE = 0.05
#: What "neither" and "nor" deny is looked for apart, and how exact a number is.
_NO_WORDS = frozenset(sense_of(word) for word in ("neither", "nor", "around", "roughly", "approximately"))
#: Words of names as Chinese has them: Lantu Technology, 岚图科技; Reuters, 路透社.
_IN_CHINESE = dict(
    pair.split(":")
    for pair in "technology:科技 technologies:科技 tech:科技 group:集团 holdings:控股 securities:证券 capital:资本"
    " motors:汽车 auto:汽车 stock:交易所 exchange:交易所 university:大学 institute:研究院 academy:科学院 ministry:部"
    " court:法院 commission:委员会 federal:联邦 reserve:储备 typhoon:台风 reuters:路透 bloomberg:彭博 times:时报"
    " journal:日报 post:邮报 nikkei:日经 xinhua:新华社 economist:经济学人 guardian:卫报 fortune:财富 forbes:福布斯"
    " wired:连线".split()
)
#: In a sentence that speaks on of what stands in another: "Nine of them have been confirmed."
_REFERS_BACK = re.compile(r"\b(?:its?|they|them|their|those|these|such)\b", re.IGNORECASE)

_T = TypeVar("_T")


def _of_any(of: Callable[[Reading], Iterable[_T]]) -> cached_property[frozenset[_T]]:
    """What any of the sentences of a basis has."""
    return cached_property(lambda basis: frozenset(chain.from_iterable(map(of, basis.readings))))


class Basis:
    """Some sentences taken together, as what a claim rests on."""

    def __init__(self, readings: Sequence[Reading], *, is_whole: bool = False) -> None:
        """is_whole: all sentences of an item; then a number or date may stand in any of them."""
        self.readings = readings
        self._is_whole = is_whole

    @cached_property
    def is_chinese(self) -> bool:
        return any(reading.is_chinese for reading in self.readings)

    @cached_property
    def languages(self) -> frozenset[str]:
        return frozenset(reading.language for reading in self.readings)

    def about(self, claim: Reading, start: int, end: int) -> list[Reading]:
        """The sentences that speak of what stands around a place of a claim: where its number or date must be.

        Those that have a third of the words around it, or hardly fewer than the one that has most; of those that refer
        back to others, all that have one.
        """
        if self._is_whole or len(self.readings) == 1:
            return list(self.readings)
        near = frozenset().union(*claim.around(start, end, COMPANY))
        shared = [len(near & reading.landmark_terms) for reading in self.readings]
        least = min(max(shared) - 1, (len(near) + 2) // 3)
        return [
            reading
            for reading, count in zip(self.readings, shared, strict=True)
            if count >= least or (count and _REFERS_BACK.search(reading.text)) or reading.is_chinese != claim.is_chinese
        ]

    known_names = _of_any(lambda reading: reading.known_names | reading.context_names)
    hosts = _of_any(lambda reading: reading.hosts)
    terms = _of_any(lambda reading: reading.terms)
    characters = _of_any(lambda reading: reading.characters)
    prefixes = _of_any(lambda reading: reading.prefixes)
    latin = _of_any(lambda reading: reading.latin)
    versions = _of_any(lambda reading: [(v.letters, v.number, v.variant) for v in reading.versions])
    rates = _of_any(lambda reading: reading.rates)
    deeds = _of_any(lambda reading: reading.deeds_carried)
    places = _of_any(lambda reading: reading.places)
    currencies = _of_any(lambda reading: reading.currencies)

    @cached_property
    def kin(self) -> frozenset[int]:
        return kin_of(self.terms)

    @cached_property
    def context(self) -> str:
        return " ".join(dict.fromkeys(reading.context for reading in self.readings)).casefold()

    @cached_property
    def initials(self) -> str:
        """First letters of all words in a row, in which an acronym can be looked up."""
        return " ".join("".join(word[0] for word, _ in reading.words).lower() for reading in self.readings)

    @cached_property
    def squashed_names(self) -> frozenset[str]:
        """Words of the reports' titles, where a name may stand that the sentence only means."""
        return frozenset(re.findall(rf"[^\W_{CJK}]+", self.context))

    @cached_property
    def squashed(self) -> str:
        return re.sub(r"[^\w.]", "", " ".join(reading.folded for reading in self.readings) + " " + self.context)

    @cached_property
    def text(self) -> str:
        return " ".join(reading.text for reading in self.readings)

    @cached_property
    def in_english(self) -> frozenset[str]:
        """What Chinese sentences say in English, word by word."""
        return frozenset(sense_of(word) for r in self.readings if r.is_chinese for word in in_english(r.text))

    @cached_property
    def pinyin(self) -> str:
        return " ".join(reading.pinyin for reading in self.readings)


def missing_facts(claim: Reading, basis: Basis) -> Iterator[str]:
    """The hard facts of a claim that its sentences lack, as it writes them."""
    yield from _missing_figures(claim, basis)
    yield from _missing_periods(claim, basis)
    yield from sorted(
        claim.currencies - basis.currencies
    )  # of sums without a number too: "billions of euros", 数百亿美元
    if claim.is_chinese:  # elsewhere a place has a capital
        yield from sorted(map(place_name, claim.places - enclosing(basis.places)))
    yield from _other_instalments(claim, basis)
    yield from other_lengths(claim, basis.readings)
    yield from other_seasons(claim, basis.readings)
    for version in claim.versions:
        name = version.letters, version.number, version.variant
        is_written_so = _is_squashed("".join(name), basis) or _is_in_pinyin(version, basis)
        if name not in basis.versions and not is_written_so:
            yield claim.written(version)
    for quotation in claim.quotations:
        if not any(stands_in(quotation, reading.folded) for reading in basis.readings):
            yield f"“{quotation}”"
    yield from sorted(claim.hosts - basis.hosts)
    rates = basis.rates | ({"quarter"} & basis.terms)  # quarterly figures may be those "in the quarter"
    yield from (written for rate, written in claim.rates.items() if rate not in rates)
    yield from (claim.written(mark) for kind, mark in claim.deeds.items() if kind not in basis.deeds)
    unknown = sorted(claim.known_names - basis.known_names)
    yield from (name for name in unknown if name.casefold() not in basis.latin)  # Google in Google DeepMind
    yield from _missing_capitals(claim, basis)


def _missing_figures(claim: Reading, basis: Basis) -> Iterator[str]:
    for figure in claim.figures:
        near = basis.about(claim, figure.start, figure.end)
        if figure.unit in CURRENCIES and not any(f.unit == figure.unit for reading in near for f in reading.figures):
            near = list(basis.readings)  # no other sum there that it could be taken for
        if not any(_has_figure(figure, claim, r) for r in near) and not _is_part_of_name(figure, claim, basis):
            yield claim.written(figure)


def _other_instalments(claim: Reading, basis: Basis) -> Iterator[str]:
    """A quarter or round of funding where the sentences name another one."""
    ours = instalments(claim.text)
    theirs = frozenset().union(*(instalments(reading.text) for reading in basis.readings if ours))
    yield from sorted(one for one in ours - theirs if any(one.split()[0] == other.split()[0] for other in theirs))


def missing_terms(claim: Reading, basis: Basis) -> Iterator[str]:
    """The words of a claim that its sentences have in no form; in further languages nor as another cue."""
    new = frozenset(
        term
        for term in claim.terms - _NO_WORDS - basis.terms
        if term[:PREFIX] not in basis.prefixes and basis.kin.isdisjoint(kin_of([term]))
    )
    tokens = [token for token in claim.tokens if token.term in new]
    cues = {mark.start: mark[:2] for mark in (claim.directions if claim.has_fixed_order else claim.marks)}
    is_cue = any(token.start in cues for token in tokens)  # for speed: else no sentence is read for its cues
    told = {mark[:2] for reading in (basis.readings if is_cue else ()) for mark in reading.marks}
    known = (t.term for t in tokens if claim.is_dated(t) or claim.is_number(t) or cues.get(t.start) in told)
    yield from sorted(new.difference(known))


def new_share(claim: Reading, basis: Basis, new: Sequence[str]) -> float:
    """The share of a claim's words that are new; in Chinese half by pairs of characters, half by characters."""
    share = len(new) / max(1, len(claim.terms))
    if not claim.is_chinese:
        return share
    characters = frozenset(claim.characters)
    return (share + len(characters - basis.characters) / max(1, len(characters))) / 2


def share_a_word(one: Reading, other: Reading) -> bool:
    """Whether a text in Chinese and one in English have a word in common that is no name, number or date."""
    chinese, english = (one, other) if one.is_chinese else (other, one)
    known = {*chinese.terms, *(sense_of(word) for word in in_english(chinese.text))}
    return any(token.term in known for token in english.tokens if not english.is_named(token))


def count_facts(claim: Reading) -> int:
    """How many numbers, dates, versions, names and quotations a claim has."""
    found = len(claim.figures) + len(claim.periods) + len(claim.versions) + len(claim.quotations)
    return found + len(claim.known_names) + len(claim.strangers)


def _has_figure(figure: Figure, claim: Reading, reading: Reading) -> bool:
    if figure.unit == "th" and figure.value == 1:  # "first" is rather a word than a number
        return True
    for other in reading.figures:
        if _same_unit(figure, other, reading) and (figure.is_same(other) or _is_rounded(figure, other, claim)):
            return True
    if figure.unit == "points" and _is_difference(figure, reading):
        return True
    if figure.unit == "th" and any(p.first == p.last and p.first.day == figure.value for p in reading.periods):
        return True
    return figure.unit in ("", "th") and figure.value in reading.bare_numbers


def _is_difference(figure: Figure, reading: Reading) -> bool:
    """Whether so many points lie between two percentages of a sentence."""
    shares = [other.value for other in reading.figures if other.unit == "%"]
    return any(math.isclose(figure.value, abs(one - other)) for one, other in combinations(shares, 2))


def _is_part_of_name(figure: Figure, claim: Reading, basis: Basis) -> bool:
    """Whether a number stands after the same name in a title, and no other after it in the sentences: Zephyr 3."""
    name = NAME_BEFORE.search(claim.text[: figure.start])
    if not name or not stands_in(claim.text[name.start() : figure.end].strip().casefold(), basis.context):
        return False
    other = re.compile(rf"\b{re.escape(name[0])}(?!{figure.as_written:g}\b)\d")
    return not any(other.search(reading.text) for reading in basis.readings)


def _same_unit(figure: Figure, other: Figure, reading: Reading) -> bool:
    """Whether units agree; a unit left out on one side agrees with all but a percentage or another currency."""
    if figure.unit == other.unit or "th" in (figure.unit, other.unit):
        return True
    if not figure.unit:
        return other.unit not in ("%", "points") or sum(f.unit == other.unit for f in reading.figures) > 1
    if not other.unit:
        return figure.unit not in CURRENCIES | {"%", "points"}
    return False


def _is_rounded(figure: Figure, other: Figure, claim: Reading) -> bool:
    """Whether a number that is said to be approximate is a rounding of the other."""
    if not _ABOUT.search(claim.text[max(0, figure.start - 20) : figure.start]):
        return False
    is_near = math.isclose(figure.value, other.value, rel_tol=TOLERANCE)
    return is_near and _digits(figure.value) < _digits(other.value)


def _digits(value: float) -> int:
    """Significant digits."""
    return len(f"{value:.12g}".split("e", maxsplit=1)[0].replace(".", "").strip("0"))


def _missing_periods(claim: Reading, basis: Basis) -> Iterator[str]:
    meant: dict[tuple[int, int], list[Period]] = {}
    for period in claim.periods:
        meant.setdefault((period.start, period.end), []).append(period)
    for (start, end), readings in meant.items():
        near = basis.about(claim, start, end)
        if not any(_is_dated(period, reading) for period in readings for reading in near):
            yield claim.text[start:end]
    if basis.languages == {"de"}:
        yield from (day.term for day in claim.german_days if day.term.lower() not in basis.latin)


def _is_dated(period: Period, reading: Reading) -> bool:
    if period.is_year:  # a year that is not said is not known: "on Monday" is in one, too
        return period.first.year in reading.years
    return any(_is_same_time(period, other) for other in reading.periods)


def _is_same_time(period: Period, other: Period) -> bool:
    """Whether a date is the sentence's, or one it lies in; a date without its year is that of any year."""
    if period.has_year and other.has_year:
        return period.covers(other)
    return period.is_day_of_year(other) or (period.covers(other) and not period.has_year) or _is_month_of(period, other)


def _is_month_of(period: Period, other: Period) -> bool:
    return not period.has_year and period.is_month and period.first.month == other.first.month == other.last.month


def _is_squashed(version: str, basis: Basis) -> bool:
    return re.search(rf"{re.escape(version)}(?!\d|\.\d|{VARIANTS})", basis.squashed) is not None


def _is_in_pinyin(version: Version, basis: Basis) -> bool:
    """Whether a version has a Chinese name in the sentences: Qinglan 1.0 for 青岚1.0."""
    is_named = basis.is_chinese and len(version.letters) > 1 and version.letters in basis.pinyin
    return is_named and re.search(rf"[{CJK}] ?{re.escape(version.number)}(?!\d|\.\d)", basis.text) is not None


def _missing_capitals(claim: Reading, basis: Basis) -> Iterator[str]:
    """Capitalised words, Latin words in Chinese, or Chinese ones elsewhere, that the sentences lack in any form."""
    covered = " ".join(claim.known_names).casefold()
    for token in claim.capitals:
        if claim.is_number(token) or claim.is_dated(token) or (token.term in covered and claim.known_names):
            continue
        if not has_name(claim.written(token), basis):
            yield claim.written(token)
    for name in () if claim.is_chinese else re.findall(f"[{CJK}]{{2,}}", claim.text):
        if not any(name[:2] in reading.text or name[:2] in reading.context for reading in basis.readings):
            yield name


def has_name(name: str, basis: Basis) -> bool:
    """Whether the sentences have a name: as it stands, as a nationality, an acronym, or in Chinese characters."""
    name = name.removesuffix("'s").removesuffix("’s")
    parts = [part.lower() for part in re.split(r"[\-'’&.]", name) if part[:1].isupper() or part[:1].isdigit()]
    if name.lower() in basis.latin or places_of(name.lower()) & basis.places:
        return True
    return all(_has_part(part, basis) for part in parts)


def _has_part(part: str, basis: Basis) -> bool:
    if (
        part in basis.latin
        or f"{part}s" in basis.latin
        or part in basis.squashed_names
        or any(stem_in(part, language) in basis.terms for language in basis.languages)
    ):
        return True
    if places_of(part) & basis.places:
        return True
    if len(part) <= LONGEST_ACRONYM and part in basis.initials:
        return True
    if len(part) > STEM_OF_NAME and any(_is_derived(part, word) for word in basis.latin):
        return True
    is_translated = sense_of(part) in basis.in_english or _IN_CHINESE.get(part, "-") in basis.text
    return basis.is_chinese and len(part) > 1 and (is_translated or part in basis.pinyin)


def _is_derived(name: str, word: str) -> bool:
    """Whether a name and a word differ in their endings only: Islamist, Islamisation; Brussels, Brussels-based."""
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(name, word, strict=False)))
    return shared >= STEM_OF_NAME and max(len(name), len(word)) - shared <= LONGEST_ENDING
