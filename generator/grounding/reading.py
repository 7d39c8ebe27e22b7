"""One text as the check reads it: its facts (numbers, dates, names …), its words, and what cues in it deny or limit."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property
from typing import Protocol

from generator.grounding.versions import Version, versions
from generator.grounding.wording import WORD, Token, bare_name, capitals_of, latin_parts, tokens_of
from generator.model.vocabulary import Name
from generator.text.calendar import GERMAN_DAYS, GERMAN_MONTHS
from generator.text.dates import Period, periods
from generator.text.figures import Figure, currencies_in, figures
from generator.text.names import NameFinder
from generator.text.pinyin import sounds
from generator.text.places import places_in
from generator.text.quotations import folded, quotations
from generator.text.stance import FURTHER, Mark, language_of, stance_reader
from generator.text.words import CJK, is_chinese, plain_hyphens

#: Characters after a number in which its unit begins, a noun where nouns have capitals: 40 Prozent.
UNIT = 2
#: So many meaningful words after "not" are denied; Chinese pairs of characters overlap.
DENIED = 3
#: These deny whatever their clause says of them.
_DENYING_SUBJECTS = frozenset({"neither", "nor", "none", "nobody"})
#: Letters by which two inflections or derivations of a word are known as one: announ-ce, announ-cement.
PREFIX = 5
_GERMAN_DAYS = frozenset([*GERMAN_DAYS, *GERMAN_MONTHS])
_PART_END = re.compile(r"[;；。]")
_CLAUSE_END = re.compile(r",(?!\s(?:dass|ob)\b|\d{3})|:(?!\d)|[;()，；：。、（）\n]|\s[–—-]\s|——")

#: A number in German, with points in its thousands or a comma before its decimals; 3,400 is rather an English one.
_GERMAN_NUMBER = re.compile(
    r"(?<![\d.,])(?:\d{1,3}(?:\.\d{3})+(?:,\d{1,9})?|0,\d{1,9}|\d{1,9},(?:\d{1,2}|\d{4,9}))(?![.,]?\d)"
)
_ENGLISH_POINTS = str.maketrans(".,", ",.")
#: How often, by its first letters in English: a day, weekly, 每月.
_RATE = re.compile(
    r"\b(?:(?<!\bfor )(?<!\bin )(?<!\bafter )(?<!\bwithin )(?<!\bover )(?<!\bthan )(?<!\bof )an?|per|each|every)"
    r"\s+(?P<unit>(?<=per\s)second|minute|hour|day|week|month|quarter|year)\b"
    r"(?! (?:ago|earlier|before|after|later|old)\b)"
    r"|\b(?P<adverb>hourly|daily|weekly|monthly|quarterly|yearly|annual(?:ly|ized|ised)?)\b"
    r"|(?:[每/](?:个)?|(?=[日周月]活|[日周月]均|月度))(?P<chinese>[秒时天日周月季年])",
    re.IGNORECASE,
)
_RATES = dict(
    pair.split(":")
    for pair in "dai:day ann:year yea:year hou:hour wee:week mon:month qua:quarter 秒:second 时:hour 天:day 日:day"
    " 周:week 月:month 季:quarter 年:year".split()
)
#: What stands together without a space; Chinese, Japanese and Korean write on without one.
_RUN = re.compile(r"[^\s/@:,;()<>\"'“”‘’«»，；：、。（）\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+")
#: The points of a host, also as people write them so that no program makes a link of it: x[.]com.
_POINT = re.compile(r"\[?[.\uff0e]\]?")

#: What is said behind it is not denied.
_BUT = re.compile(r"\bbut\b", re.IGNORECASE)
#: Chinese characters that are grammar rather than meaning.
FORM_CHARACTERS = frozenset(
    "的了在是和与及也还就都只被把对从向由以为于将会可能已没有不这那些个着过得地之其所而且并或等该各每用使仍须"
)


class Place(Protocol):
    """What stands somewhere in a text."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


class Reading:
    """What one text says; each property is computed when first asked for.

    published: the day from which relative dates are reckoned.
    names: finds the names of the vocabulary.
    context: the title of the report that it stands in.
    language: as which it is read where its own words do not tell.
    foresees: whether it is a forecast.
    """

    def __init__(
        self, text: str, published: date, names: NameFinder, context: str = "", language: str = "en", *,
        foresees: bool = False,
    ) -> None:  # fmt: skip
        self.text, self.context = plain_hyphens(text), plain_hyphens(context)
        self.published, self.foresees = published, foresees
        self._finder, self._language = names, language

    @cached_property
    def folded(self) -> str:
        return folded(self.text)

    @cached_property
    def is_chinese(self) -> bool:
        return is_chinese(self.text)

    @cached_property
    def language(self) -> str:
        return language_of(self.text, self._language)

    @property
    def has_fixed_order(self) -> bool:
        """Whether the words beside a cue tell what it turns; elsewhere the verb may end the clause (see `segments`)."""
        return self.language not in FURTHER

    @cached_property
    def periods(self) -> list[Period]:
        return periods(self.text, self.published)

    @cached_property
    def german_days(self) -> list[Token]:
        """Days of the week and months in German, which `periods` does not read."""
        words = self.words if self.language == "de" else []
        return [Token(word, start, start + len(word)) for word, start in words if word in _GERMAN_DAYS]

    @cached_property
    def figures(self) -> list[Figure]:
        """Numbers that are no date and no part of a version."""
        others: tuple[Place, ...] = (*self.periods, *self.versions)
        return [it for it in figures(self._counted) if not _overlaps(it, others)]

    @cached_property
    def _counted(self) -> str:
        """The text as numbers are read in it."""
        return _in_english_points(self.text) if self.language == "de" else self.text

    @cached_property
    def versions(self) -> list[Version]:
        """Names with a number, GPT-5.6, that are no date: H2 2027."""
        return [it for it in versions(self._counted) if not _overlaps(it, self.periods)]

    @cached_property
    def bare_numbers(self) -> frozenset[float]:
        """Numbers of versions, and the years that dates name: "on Monday" names none."""
        found = [float(match[0]) for v in self.versions if (match := re.match(r"\d+(?:\.\d+)?", v.number))]
        named = (p.first.year for p in self.periods if p.is_year or str(p.first.year) in self.text[p.start : p.end])
        return frozenset((*found, *map(float, named)))

    @cached_property
    def years(self) -> frozenset[int]:
        """Years it names, as dates or as bare numbers."""
        bare = (int(figure.as_written) for figure in self.figures if not figure.unit and figure.as_written.is_integer())
        return frozenset((*bare, *(int(number) for number in self.bare_numbers)))

    @cached_property
    def currencies(self) -> frozenset[str]:
        return currencies_in(self.text)

    @cached_property
    def rates(self) -> dict[str, str]:
        """How often things are: day, week and so on, with how it is written first."""
        found = {}
        for match in reversed([*_RATE.finditer(self.text)]):
            written = match["unit"] or match["adverb"] or match["chinese"]
            found[_RATES.get(written[:3].lower(), written.lower())] = match[0]
        return found

    @cached_property
    def hosts(self) -> frozenset[str]:
        """What looks like a host, in the text and in its context: a reader may go there."""
        return frozenset(_hosts(f"{self.text} {self.context}"))

    @cached_property
    def quotations(self) -> list[str]:
        return [folded(quotation) for quotation in quotations(self.text)]

    @cached_property
    def known_names(self) -> frozenset[str]:
        """Canonical names of the vocabulary."""
        return frozenset(name.name for name, _, _ in self.name_spans)

    @cached_property
    def name_spans(self) -> list[tuple[Name, int, int]]:
        """Names of the vocabulary and where each stands."""
        return list(self._finder.spans(self.text))

    @cached_property
    def context_names(self) -> frozenset[str]:
        return frozenset(name.name for name in self._finder.find(self.context))

    @cached_property
    def words(self) -> list[tuple[str, int]]:
        """Words as written, runs of Chinese whole, and where each begins."""
        return [(match[0], match.start()) for match in WORD.finditer(self.text)]

    @cached_property
    def tokens(self) -> list[Token]:
        return list(tokens_of(self.words, self.language))

    @cached_property
    def terms(self) -> frozenset[str]:
        return frozenset(token.term for token in self.tokens)

    @cached_property
    def characters(self) -> frozenset[str]:
        """Chinese characters that mean something by themselves."""
        return frozenset(re.findall(f"[{CJK}]", self.text)) - FORM_CHARACTERS

    @cached_property
    def prefixes(self) -> frozenset[str]:
        """Beginnings of the longer terms, by which acquire meets acquisition."""
        return frozenset(term[:PREFIX] for term in self.terms if len(term) >= PREFIX)

    @cached_property
    def latin(self) -> frozenset[str]:
        """Every Latin word, lower case, parts of hyphenated ones too."""
        return frozenset(latin_parts(word for word, _ in self.words))

    @cached_property
    def capitals(self) -> list[Token]:
        """Words capitalised inside a sentence, in lower case; none in a headline where most words are."""
        return list(capitals_of(self.text, self.words, self.language))

    @cached_property
    def places(self) -> frozenset[int]:
        """Countries and regions it names, by their numbers in places.yml."""
        return places_in(self.text)

    @cached_property
    def pinyin(self) -> str:
        """Chinese characters as Latin letters without spaces, by which 王小川 meets Wang Xiaochuan."""
        return sounds("".join(re.findall(f"[{CJK}]+", self.text)))

    @cached_property
    def marks(self) -> list[Mark]:
        return stance_reader(self.language).read(self.text)

    @cached_property
    def deeds(self) -> dict[str, Mark]:
        """What it says that is done, by kind, with the first word that says so."""
        return {
            mark.kind: mark
            for mark in reversed(self.marks)
            if mark.is_deed and not mark.pole and not self.is_named(mark)
        }

    @cached_property
    def deeds_carried(self) -> frozenset[str]:
        """The deeds that its words, or those of its context, may stand for."""
        marks = (*self.marks, *stance_reader(language_of(self.context, self.language)).read(self.context))
        return frozenset(mark.kind for mark in marks if mark.is_deed)

    @cached_property
    def landmarks(self) -> list[Token]:
        """Words that carry meaning and numbers, in order: what tells where in a sentence something stands."""
        numbers = [Token(f"{figure.as_written:g}", figure.start, figure.end) for figure in self.figures]
        return sorted((*self.tokens, *numbers), key=lambda token: token.start)

    @cached_property
    def landmark_terms(self) -> frozenset[str]:
        return frozenset(token.term for token in self.landmarks)

    @cached_property
    def _starts(self) -> list[int]:
        return [token.start for token in self.landmarks]

    @cached_property
    def _clause_ends(self) -> list[int]:
        return [match.start() for match in _CLAUSE_END.finditer(self.text)]

    def after(self, end: int, size: int) -> list[Token]:
        """The first `size` landmarks from a place on."""
        first = bisect_left(self._starts, end)
        return self.landmarks[first : first + size]

    def before(self, start: int, size: int) -> list[Token]:
        """The last `size` landmarks that end before a place."""
        last = bisect_left(self._starts, start)
        found = [token for token in self.landmarks[max(0, last - size - 1) : last] if token.end <= start]
        return found[-size:]

    def part_before(self, at: int) -> int:
        """Where the sentence, or the part of it up to a semicolon, begins that a place stands in."""
        return max((match.end() for match in _PART_END.finditer(self.text, 0, at)), default=0)

    def scope(self, mark: Mark, size: int) -> list[Token]:
        """The first `size` landmarks after a cue, within its clause; those before it where it ends a German clause."""
        first, limit = self.clause(mark)
        found = [token for token in self.after(mark.end, size) if token.start < limit]
        if found or self.has_fixed_order:
            return found
        return [token for token in self.before(mark.start, size) if token.start >= first][::-1]

    def clause(self, mark: Mark) -> tuple[int, int]:
        """Where the clause of a cue begins and ends."""
        at = bisect_left(self._clause_ends, mark.end)
        first = self._clause_ends[at - 1] if at else 0
        return first, self._clause_ends[at] if at < len(self._clause_ends) else len(self.text)

    def around(self, start: int, end: int, size: int) -> tuple[frozenset[str], frozenset[str]]:
        """The terms of the `size` landmarks before and of those after a stretch of the text."""
        before, after = self.before(start, size), self.after(end, size)
        return frozenset(token.term for token in before), frozenset(token.term for token in after)

    def of_kind(self, *kinds: str) -> list[Mark]:
        """The cues of the kinds named, in order."""
        return [mark for mark in self.marks if mark.kind in kinds]

    @cached_property
    def _denials(self) -> list[tuple[int, int]]:
        """Stretches of the text that a denial covers."""
        spans = []
        for mark in self.of_kind("negation"):
            first, end = self.clause(mark)
            if not self.has_fixed_order:  # "nicht" may stand at the end
                spans.append((first - 1, end))
                continue
            if self.written(mark).lower() in _DENYING_SUBJECTS:
                spans.append((mark.start, end))
                continue
            tokens = [token for token in self.scope(mark, DENIED) if not _BUT.search(self.text, mark.end, token.start)]
            spans.append((mark.start, tokens[-1].end if tokens else mark.end + DENIED))
        return spans

    def written(self, place: Place) -> str:
        """A word, a number, a date or a cue of it as it stands there."""
        return self.text[place.start : place.end].strip()

    def of_term(self, term: str) -> list[Token]:
        """Where a word stands."""
        return [token for token in self.tokens if token.term == term]

    def is_dated(self, token: Token) -> bool:
        """Whether a word is part of a date."""
        return any(period.start <= token.start < period.end for period in self.periods)

    def is_number(self, token: Token) -> bool:
        """Whether a word is part of a number."""
        return any(figure.start <= token.start < figure.end for figure in self.figures)

    def is_named(self, token: Place) -> bool:
        """Whether a word is part of a name, a version, a number or a date."""
        return any(start <= token.start < end for start, end in self._named_spans)

    @cached_property
    def _named_spans(self) -> list[tuple[int, int]]:
        """Where names, versions, numbers and dates stand."""
        spans = [(start, end) for _, start, end in self.name_spans]
        for places in (self.strangers, self.versions, self.figures, self.periods):
            spans += [(place.start, place.end) for place in places]
        return spans

    def denies(self, position: int) -> bool:
        """Whether what stands at a place is denied."""
        return any(start < position < end for start, end in self._denials)

    @cached_property
    def directions(self) -> list[Mark]:
        """Words that have an opposite."""
        return [mark for mark in self.marks if mark.is_direction]

    @cached_property
    def strangers(self) -> list[Token]:
        """Capitalised words that are no part of a known name."""
        spans = self.name_spans
        return [word for word in self.capitals if not any(start <= word.start < end for _, start, end in spans)]

    @cached_property
    def named(self) -> list[Token]:
        """Names in order, unknown ones too; a capitalised word at the beginning may be one."""
        known = [Token(name.name.lower(), start, end) for name, start, end in self.name_spans]
        first = [
            Token(bare_name(self.written(t)), t.start, t.end)
            for t in self.tokens[:1]
            if self.text[t.start].isupper() and self.language != "de"
        ]
        taken = [
            *known,
            *(Token("", figure.start, figure.end + UNIT) for figure in self.figures if self.language in FURTHER),
        ]
        unknown = [t for t in (*self.capitals, *first) if not any(k.start <= t.start < k.end for k in taken)]
        return sorted({*known, *unknown}, key=lambda token: token.start)


def _overlaps(one: Place, others: Iterable[Place]) -> bool:
    return any(other.start < one.end and one.start < other.end for other in others)


def _in_english_points(text: str) -> str:
    """German text with the points and commas of its numbers as in English, in the same places: 2.300,5 is 2,300.5."""
    return _GERMAN_NUMBER.sub(lambda match: match[0].translate(_ENGLISH_POINTS), text)


def _hosts(text: str) -> Iterator[str]:
    """Names with points between, as hosts, addresses of mail and packages have them."""
    for run in _RUN.findall(text):
        labels = _POINT.split(run.strip(".!?\uff0e[]"))
        if len(labels) > 1 and all(labels) and labels[-1].isalpha() and len(labels[-1]) > 1:
            yield ".".join(labels).lower()
