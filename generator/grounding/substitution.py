"""A name or word where a sentence has another, known by the words right beside them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import product
from typing import NamedTuple

from generator.grounding.acts import is_verb
from generator.grounding.certainty import is_past
from generator.grounding.lines import (
    NAME,
    NUMBER,
    SHORTEST,
    Line,
    Place,
    Places,
    line_of,
    shared,
    shared_after,
    shared_before,
)
from generator.grounding.reading import Reading
from generator.text.stance import common_words
from generator.text.substitutes import contrasted, has_chinese_verb, may_stand_for
from generator.text.words import CJK

#: So many words more must be the same beside another one than beside its own, and some on both sides.
MORE_BESIDE = 4
#: Between the members of a list.
_LISTED = frozenset({NAME, ",", "、", "&", "and", "or", "和", "与", "及", "或", "/"})
#: Words that must be the same before and after two stretches, together, to make their place one, and on either side
#: of them. By whether a text is Chinese, where they are characters.
LEAST_BESIDE = {False: 4, True: 6}
#: The same where two words exclude one another.
LEAST_BESIDE_CONTRAST = {False: 2, True: 6}
LEAST_ON_EACH_SIDE = {False: 1, True: 2}
#: Tokens of such a stretch.
LONGEST = {False: 3, True: 8}
#: Tokens of what has changed places, together; two single words are looked for apart.
LEAST_CROSSED = 3
#: Before a verb or an adverb, and after a verb: what stands there is no noun.
_BEFORE_VERB = frozenset(
    "to will would can could may might must should shall not is are was were be been being am has have had do does did"
    " he she it they we i you who which that how so very more less as also".split()
)
_AFTER_VERB = frozenset(
    [NUMBER, *"the a an its their his her our my your this these those that whether how what him them it us".split()]
)
_BEFORE_CHINESE_VERB = frozenset("能会将要可应被已再正曾未不所")
_HAN = re.compile(f"[{CJK}]+")
#: Chinese characters that hold a sentence together.
_FORM = frozenset("的了在是和与及也还就都只被把将已这那着之其而且并或等该须称比为于以由向不没给")


class _Gap(NamedTuple):
    """Where two rows of tokens differ, between what is the same in both; ends are behind the last token."""

    start: int
    end: int
    their_start: int
    their_end: int
    alike: int
    """How many words are the same before and after."""


def substituted(claim: Reading, native: Sequence[Reading]) -> Iterator[str]:
    """In words, each name or word of a claim that stands where a sentence has another."""
    ours, lines = line_of(claim, in_base=False), [line_of(reading, in_base=False) for reading in native]
    titles = "\n".join(reading.context.casefold() for reading in native)
    for theirs in lines:
        yield from _swapped(ours, theirs, ours.names, theirs.names)
        yield from _swapped(ours, theirs, ours.words, theirs.words)
    for reading, theirs in zip(native, lines, strict=True):
        for gap in _gaps(ours, theirs, claim.is_chinese):
            is_other = _is_contrast(ours, theirs, gap) or (
                gap.alike >= LEAST_BESIDE[claim.is_chinese] and _is_foreign(claim, ours, reading, theirs, gap)
            )
            if is_other or (gap.alike >= LEAST_BESIDE[claim.is_chinese] and _is_crossed(claim, ours, theirs, gap)):
                one = ours.written(gap.start, gap.end)
                at_home = max(_at_home(ours, gap, line) for line in lines)
                is_listed = at_home >= 0 and ours.before(gap.start) in _LISTED  # a member of a list that is cut
                is_at_home = is_listed or gap.alike < MORE_BESIDE + at_home
                if not is_at_home and one.casefold() not in titles:
                    other = theirs.written(gap.their_start, gap.their_end)
                    yield f"the sentence cited has “{other}” where the claim has “{one}”"


def _swapped(ours: Line, theirs: Line, here: Places, there: Places) -> Iterator[str]:
    """What both have, with the words of another on both sides; not of a list, whose members may change places."""
    both = [term for term in here if term in there]
    for term, place in ((one, place) for one in both for place in here[one]):
        own = max(sum(shared(ours, place, theirs, at)) for at in there[term])
        rivals = (
            (min(same) and sum(same), other)
            for other in both
            if not (_are_listed(ours, here[term], here[other]) and _are_listed(theirs, there[term], there[other]))
            for same in (shared(ours, place, theirs, at) for at in there[other])
        )
        count, rival = max(rivals, default=(0, ""))
        if count >= own + MORE_BESIDE and rival != term:
            yield f"the sentence cited has {rival} where the claim has {term}"


def _are_listed(line: Line, ones: Sequence[Place], others: Sequence[Place]) -> bool:
    """Whether two are members of one list: "such as Tarn, Halyard and Corvane"."""
    return any(_is_list(line.tokens, (a.first, a.last + 1), (b.first, b.last + 1)) for a, b in product(ones, others))


def _gaps(ours: Line, theirs: Line, is_chinese: bool) -> Iterator[_Gap]:
    """Where the claim has something else than the sentence between the same words; the shortest from each place on."""
    places = defaultdict(list)
    for at, token in enumerate(theirs.tokens):
        places[token].append(at + 1)
    if ours.tokens[:1] != theirs.tokens[:1]:
        yield from _gap(ours, 0, theirs, 0, is_chinese)
    for start in range(1, len(ours.tokens)):
        for their_start in places[ours.tokens[start - 1]]:
            if theirs.tokens[their_start : their_start + 1] not in ([], [ours.tokens[start]]):
                yield from _gap(ours, start, theirs, their_start, is_chinese)


def _gap(ours: Line, start: int, theirs: Line, their_start: int, is_chinese: bool) -> Iterator[_Gap]:
    longest, on_each_side = LONGEST[is_chinese], LEAST_ON_EACH_SIDE[is_chinese]
    least = LEAST_BESIDE_CONTRAST[is_chinese]
    before = shared_before(ours, start, theirs, their_start, on_each_side)
    if before < on_each_side:
        return
    ends = range(start + 1, min(len(ours.tokens), start + longest) + 1)
    their_ends = range(their_start + 1, min(len(theirs.tokens), their_start + longest) + 1)
    for end, their_end in sorted(product(ends, their_ends), key=sum):
        if ours.tokens[end - 1] == theirs.tokens[their_end - 1]:
            continue
        if ours.tokens[end : end + 1] == theirs.tokens[their_end : their_end + 1]:  # for speed
            after = shared_after(ours, end, theirs, their_end, on_each_side)
            if after >= on_each_side and before + after >= least:
                yield _Gap(start, end, their_start, their_end, before + after)
                return


def _is_contrast(ours: Line, theirs: Line, gap: _Gap) -> bool:
    """Whether what stands in the claim's place excludes what stands in the sentence's."""
    here = dict(contrasted(ours.tokens, gap.start, gap.end))
    there = dict(contrasted(theirs.tokens, gap.their_start, gap.their_end))
    return any(here[number] != there[number] for number in here.keys() & there.keys())


def _is_crossed(claim: Reading, ours: Line, theirs: Line, gap: _Gap) -> bool:
    """Whether what the claim has there and what the sentence has are each elsewhere in the other.

    Members of one list may change places.
    """
    one, other = ours.tokens[gap.start : gap.end], theirs.tokens[gap.their_start : gap.their_end]
    are_phrases = all(_is_phrase(words, claim.is_chinese) for words in (one, other))
    if len(one) + len(other) < LEAST_CROSSED or not are_phrases:
        return False
    here, there = _found(other, ours.tokens), _found(one, theirs.tokens)
    is_listed = any(_is_list(ours.tokens, (gap.start, gap.end), (at, at + len(other))) for at in here)
    return bool(here and there) and not is_listed


def _is_phrase(words: Sequence[str], is_chinese: bool) -> bool:
    """Whether some tokens are words that say something, each for itself in English."""
    return (
        _is_chinese_noun("".join(words)) if is_chinese else all(word.isalpha() and _is_content(word) for word in words)
    )


def _found(words: Sequence[str], tokens: Sequence[str]) -> list[int]:
    """Where some tokens stand in a row of tokens."""
    return [at for at in range(len(tokens) - len(words) + 1) if tokens[at : at + len(words)] == words]


def _is_list(tokens: Sequence[str], one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether nothing but marks of a list stands between two stretches (each: first token, behind the last)."""
    (_, end), (start, _) = sorted((one, other))
    return all(token in _LISTED for token in tokens[end:start])


def _is_foreign(claim: Reading, ours: Line, reading: Reading, theirs: Line, gap: _Gap) -> bool:
    """Whether the claim has a noun where the sentence has another, of which the claim says nothing."""
    one, other = ours.tokens[gap.start : gap.end], theirs.tokens[gap.their_start : gap.their_end]
    if claim.is_chinese:
        mine, its = "".join(one), "".join(other)
        is_new = its not in claim.folded and set(mine).isdisjoint(its)
        is_new = is_new and ours.before(gap.start) not in _BEFORE_CHINESE_VERB
        return is_new and _is_chinese_noun(mine) and _is_chinese_noun(its) and not may_stand_for(mine, its)
    is_new = claim.language == "en" and not any(word in claim.folded for word in other)
    is_noun = _is_noun(claim, ours, gap.start, gap.end) and _is_noun(reading, theirs, gap.their_start, gap.their_end)
    return is_new and is_noun and not may_stand_for(one[-1], other[-1])


def _at_home(ours: Line, gap: _Gap, line: Line) -> int:
    """How many words are the same before and after what the claim has in the gap, where a sentence has that itself."""
    size = gap.end - gap.start
    return max(
        (
            shared_before(ours, gap.start, line, at) + shared_after(ours, gap.end, line, at + size)
            for at in _found(ours.stems[gap.start : gap.end], line.stems)
        ),
        default=-MORE_BESIDE,
    )


def _is_chinese_noun(phrase: str) -> bool:
    is_phrase = len(phrase) > 1 and _HAN.fullmatch(phrase) and _FORM.isdisjoint(phrase)
    return bool(is_phrase) and not has_chinese_verb(phrase)


def _is_noun(reading: Reading, line: Line, start: int, end: int) -> bool:
    """Whether some tokens of an English text are a noun, with what tells it apart, and not part of a longer one."""
    tokens = line.tokens[start:end]
    before, after = line.before(start), line.tokens[end] if end < len(line.tokens) else ""
    does = before in _BEFORE_VERB or before.endswith("ly") or (not before.isalnum() and tokens[0].endswith("ing"))
    does = does or after in _AFTER_VERB or (_is_content(before) and tokens[0].endswith("s"))
    return not does and all(map(_is_nominal, tokens)) and not _tells_apart(reading, line, end)


def _is_nominal(token: str) -> bool:
    return (
        token.isalpha()
        and len(token) >= SHORTEST[False]
        and _is_content(token)
        and not token.endswith("ly")
        and not is_past(token)
    )


def _is_content(token: str) -> bool:
    return token == NAME or (token.isalpha() and token not in common_words("en"))


def _tells_apart(reading: Reading, line: Line, end: int) -> bool:
    """Whether what ends there tells apart what the next word says, which is no verb; a plural tells nothing apart."""
    if line.tokens[end - 1].endswith("s"):
        return False
    after = next((word for word in reading.tokens if line.starts[end : end + 1] == [word.start]), None)
    return after is not None and not is_verb(reading, after)
