"""What two documents have in common and what sets them apart, in numbers, for many pairs at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from generator.group.likeness.bags import (
    AXIS,
    ENGLISH,
    IN_HEAD,
    IN_NAME,
    IN_TITLE,
    INSTALMENT,
    IS_ACTOR,
    IS_PLAINTIFF,
    IS_STRANGER,
    KINDS,
    NAME,
    NUMBER,
    PAGE,
    PAPER,
    PLACE,
    POLE,
    PRODUCT,
    PUBLISHER,
    RELEASE,
    RELEASED,
    SUBJECT,
    TITLE_WEIGHT,
    VERSION,
    WORD,
    WRITTEN,
    Bags,
    Bytes,
    Flags,
    Floats,
    Ints,
)
from generator.group.likeness.candidates import ranges

#: Rarity added to a title when its cover is reckoned, so that a title of one word is not covered by all that say it.
SHORT_TITLE = 0.5
#: Documents whose pairs are read at once: what they need fits into the cache of a processor.
_ROWS_AT_ONCE = 128
#: Rarity of words that are no part of a name, from which two documents in different scripts need share no more. Of the
#: groups across scripts of twelve recorded weeks, read by eye, 14 of the 29 that were no event fall apart by it and by
#: more translations, and 5 of the 81 that were one.
ENOUGH = 2.0
#: What is told in the evening and in the next morning's paper is told on two days.
A_DAY = 0.8
#: Days within which two outlets tell of one version as new.
SAME_NEWS = 1.5
#: Two texts of at least so many words below their titles share so much of the shorter where they tell the same.
A_TEXT, OTHER_TEXT = 4, 1 / 3
#: Share of the words of the longer title that are in both, from which the two have one form.
ONE_FORM = 0.6
#: The same where no name differs, and so many other words at most on either side: two outlets tell one event in other
#: verbs, but seldom in so nearly the same words.
ONE_TEMPLATE, FEW = 2 / 3, 2
#: From so many words in both titles on, two outlets print one text: templates are short.
LONG = 7
#: So many days apart two texts tell one event only if they share more than names: in words of so much rarity together.
#: Of the groups of twelve recorded weeks this divides a launch from the apology two days later; at 2 it takes apart
#: what is one event too.
LATER, ENOUGH_LATER = 1.5, 1.5
#: What counts as the share of a head across scripts: words come in another order there, it says nothing.
_NO_HEAD = 0.5
#: From this rarity on a number that two reports share tells of one thing: of 4,000 documents no ten have it.
RARE = 0.72
#: What a norm of nothing is, so that nothing is divided by zero.
_TINY = 1e-9

Features = dict[str, Floats]
Faces = npt.NDArray[np.intp]
"""The face by which each pair is compared."""
NAMES = (
    "worst cover",
    "best cover",
    "told",
    "shared",
    "rarest",
    "best head",
    "days",
    "series words",
    "one publisher",
    "version",
    "other subject",
    "linked",
    "little across",
    "other names",
    "again",
    "variant",
    "other strangers",
    "other places",
    "opposite",
    "other text",
    "other instalment",
    "other filling",
    "one release",
    "other words",
    "little later",
    "figures across",
    "other plaintiff",
    "other actor",
    "other paper",
)


class Norms(NamedTuple):
    """Sums over whole documents that the features of their pairs are divided by; by face, then by document."""

    words: Floats
    title: Floats
    lead: Floats
    title_idf: Floats
    head_idf: Floats
    matter: Floats
    below: Floats
    titled: Floats
    proper: Floats


def norms_of(bags: Bags) -> Norms:
    """Once for all pairs."""
    cuts = range(0, bags.size + _ROWS_AT_ONCE, _ROWS_AT_ONCE)
    parts = [_norms(bags, first, min(last, bags.size)) for first, last in pairwise(cuts)] or [_norms(bags, 0, 0)]
    return Norms(*(np.concatenate(column, axis=1) for column in zip(*parts, strict=True)))


def _norms(bags: Bags, first: int, last: int) -> Norms:
    """The fields of `Norms` for some of the documents."""
    entries = np.arange(bags.starts[first], bags.starts[last])
    rows = np.repeat(np.arange(last - first), np.diff(bags.starts[first : last + 1]))
    faces = [_Weights(bags, face, entries) for face in (WRITTEN, ENGLISH)]

    def summed(values: Iterable[Floats]) -> Floats:
        return np.stack([np.bincount(rows, of_face, last - first) for of_face in values]).astype(np.float64, copy=False)

    return Norms(
        words=np.sqrt(summed(face.words**2 for face in faces)) + _TINY,
        title=np.sqrt(summed(face.title**2 for face in faces)) + _TINY,
        lead=np.sqrt(summed(face.lead**2 for face in faces)) + _TINY,
        title_idf=summed(face.title for face in faces),
        head_idf=summed(face.head for face in faces),
        matter=summed(face.matter * (face.title > 0) for face in faces),
        below=summed((face.lead > 0) & (face.title == 0) for face in faces),
        titled=summed(_as_number(face.title > 0) for face in faces),
        proper=summed([_proper(bags, entries)] * len(faces)),
    )


def _proper(bags: Bags, entries: Ints) -> Floats:
    """1 for entries that are a name or a place of the title, known or not."""
    title, kind = bags.title[WRITTEN][entries], bags.kinds[bags.terms[entries]]
    is_listed = ((kind == NAME) | (kind == PLACE)) & (title & IN_TITLE > 0)
    return _as_number(is_listed | (title & IS_STRANGER > 0))


class _Weights:
    """What entries weigh in one face."""

    def __init__(self, bags: Bags, face: int | Faces, entries: Ints) -> None:
        terms = bags.terms[entries]
        idf, kind = bags.idf[terms], bags.kinds[terms]
        title, counts = _of_face(bags.title, face, entries), _of_face(bags.counts, face, entries).astype(np.float64)
        in_title = (title & IN_TITLE) > 0
        weighed = TITLE_WEIGHT * in_title + counts
        is_word = kind == WORD
        self.words = np.where(weighed > 0, 1 + np.log(np.maximum(weighed, 1)), 0.0) * idf * (kind <= NAME)
        self.title = idf * (in_title & is_word)
        self.lead = np.where(counts > 0, 1 + np.log(np.maximum(counts, 1)), 0.0) * idf * is_word
        self.head = idf * (((title & IN_HEAD) > 0) & is_word)
        self.said = idf * (((counts > 0) | in_title) & is_word)
        self.matter = self.said * ((title & IN_NAME) == 0)


def _of_face(columns: tuple[Bytes, Bytes], face: int | Faces, entries: Ints) -> Bytes:
    if isinstance(face, int):
        return columns[face][entries]
    return np.where(face == ENGLISH, columns[ENGLISH][entries], columns[WRITTEN][entries])


def features_of(bags: Bags, norms: Norms, pairs: Ints) -> Features:
    """The features of each pair, by name; pairs are columns (left, right), sorted by left.

    worst cover   share of one title's terms that the other document has, by rarity, the worse way round
    best cover    the same, the better way round
    told          cosine of one title with the other's text (tf-idf), the better way round
    shared        rarity of the terms of a title that the other document has, together, at most 6
    rarest        rarity of the rarest of them
    best head     share of the first terms of a title that the other document has, the better way round
    days          between the two, at most 7
    series words  cosine of all terms and names, title three times, where both have one publisher
    one publisher 1 where both have one
    version       1 where both titles name a product, with other versions
    other subject 1 where one publisher's titles name subjects before a colon, and these differ
    other names   1 where both titles have names, and neither text has one of the other
    again         1 where one title alone says that it happened again, and they are a day apart
    variant       1 where both titles name one version of a product, but not in one size: 3 and 3 Mini
    other strangers 1 where both titles have names that no list has, and neither text has one of the other's
    other places  1 where both titles name places, and no text has one of the other title's, nor what that lies in
    opposite      1 where both titles are of one script, and one says the opposite of the other
    other text    1 where two publishers have one title, it has no name, and the texts below share next to no word
    other instalment 1 where both titles name quarters or rounds of funding, and none is the same
    other filling 1 where two titles of one script share most of their words, and each has a name or a place that the
                  other title lacks, one of them even the other document: who is hired, and by whom
    other words   1 where two titles of one script, of one publisher or short and a day apart, share all but a word or
                  two, and each has a word that the other document lacks: the newspapers' suit and that of the musicians
    little later  where two of one script are days apart: what the words of a title that the other document has, names
                  left out, lack in rarity to `ENOUGH_LATER`. A company does two things in one week
    one release   1 where two publishers tell in their titles, within a day and a half, that one version is there now
    figures across only where one is in Chinese and the other not: how many rare numbers they share beyond two, at
                  most two: names and words are told in two scripts, numbers in one
    other plaintiff 1 where both titles tell who sues, and neither text has one of the other's
    other actor   1 where two titles of one language begin with a company or what no list has, share no name, and one
                  document has none of the other's: the firm that cuts its price, and its rival that follows
    other paper   1 where both are or lead to papers, and none is the same
    linked        1 where one leads to the other's page or both to one page, and the publishers differ
    little across only where one is in Chinese and the other not: what the words of a title that the other document has,
                  parts of names left out, and shared numbers and versions lack in rarity to all such words of the title
                  that has fewer, at most `ENOUGH`. That both name a person and her company is no event
    """
    if not pairs.shape[1]:
        return {name: np.empty(0) for name in NAMES}
    left, right = pairs
    face = np.where(bags.languages[left] != bags.languages[right], ENGLISH, WRITTEN)
    sums = _Sums(bags, _shares(bags, pairs), face, len(left))
    sides = list(enumerate((left, right)))
    covers = [sums.covered[side] / (norms.title_idf[face, rows] + SHORT_TITLE) for side, rows in sides]
    heads = [sums.head[side] / (norms.head_idf[face, rows] + SHORT_TITLE) for side, rows in sides]
    told = [sums.told[side] / (norms.title[face, rows] * norms.lead[face, pairs[1 - side]]) for side, rows in sides]
    matters = [norms.matter[face, rows] for _, rows in sides]
    words = sums.words / (norms.words[face, left] * norms.words[face, right])
    days = np.abs(bags.days[left] - bags.days[right])
    with_subject, with_names = _with(bags, SUBJECT), _with(bags, NAME, IN_TITLE)
    one_publisher = sums.kinds[PUBLISHER] > 0
    with_place = _with(bags, PLACE, IN_TITLE)
    with_stranger = _with(bags, WORD, IS_STRANGER)
    with_instalment, with_paper = _with(bags, INSTALMENT), _with(bags, PAPER)
    with_plaintiff, with_actor = _with(bags, WORD, IS_PLAINTIFF), _with(bags, WORD, IS_ACTOR)
    titled, proper = norms.titled[WRITTEN], norms.proper[WRITTEN]
    is_named = (with_names | with_stranger)[left] | (with_names | with_stranger)[right]
    has_title = (bags.headlines[left] == bags.headlines[right]) & ~one_publisher
    shorter = np.minimum(*(norms.below[face, rows] for _, rows in sides))
    return {
        "worst cover": np.minimum(*covers),
        "best cover": np.maximum(*covers),
        "told": np.maximum(*told),
        "shared": np.minimum(sums.shared, 6.0),
        "rarest": sums.rarest,
        "best head": np.where(face == ENGLISH, _NO_HEAD, np.maximum(*heads)),
        "days": np.minimum(7.0, days),
        "series words": words * one_publisher,
        "one publisher": _as_number(one_publisher),
        "version": _as_number((sums.kinds[PRODUCT] > 0) & (sums.kinds[VERSION] == 0)),
        "other subject": _as_number(
            one_publisher & with_subject[left] & with_subject[right] & (sums.kinds[SUBJECT] == 0)
        ),
        "other names": _as_number(with_names[left] & with_names[right] & (sums.kinds[NAME] == 0)),
        "again": _as_number((bags.again[left] != bags.again[right]) & (days >= A_DAY)),
        "variant": _as_number((sums.kinds[RELEASE] > 0) & (sums.kinds[VERSION] == 0)),
        "other strangers": _as_number(with_stranger[left] & with_stranger[right] & (sums.strangers == 0)),
        "other places": _as_number(with_place[left] & with_place[right] & (sums.places == 0)),
        "opposite": _as_number((sums.kinds[AXIS] > sums.kinds[POLE]) & (face == WRITTEN)),
        "other text": _as_number(has_title & ~is_named & (shorter >= A_TEXT) & (sums.below < OTHER_TEXT * shorter)),
        "other instalment": _as_number(with_instalment[left] & with_instalment[right] & (sums.kinds[INSTALMENT] == 0)),
        "other filling": _as_number(
            (face == WRITTEN)
            & (sums.titled >= ONE_FORM * np.maximum(*(titled[rows] for _, rows in sides)))
            & np.all([sums.proper_titled[side] < proper[rows] for side, rows in sides], axis=0)
            & np.any([sums.proper[side] < proper[rows] for side, rows in sides], axis=0)
        ),
        "one release": _as_number((sums.kinds[RELEASED] > 0) & ~one_publisher & (days < SAME_NEWS)),
        "other words": _as_number(
            (face == WRITTEN)
            & (sums.titled >= ONE_TEMPLATE * np.maximum(*(titled[rows] for _, rows in sides)))
            & np.all([titled[rows] <= sums.titled + FEW for _, rows in sides], axis=0)
            & np.all([sums.titled_there[side] < titled[rows] for side, rows in sides], axis=0)
            & (((days >= A_DAY) & (sums.titled < LONG)) | one_publisher)
        ),
        "little later": np.maximum(ENOUGH_LATER - sums.deed, 0.0) * (face == WRITTEN) * (days >= LATER),
        "other plaintiff": _as_number(with_plaintiff[left] & with_plaintiff[right] & (sums.plaintiffs == 0)),
        "other actor": _as_number(
            (face == WRITTEN)
            & with_actor[left]
            & with_actor[right]
            & (sums.title_names == 0)
            & ((sums.actors[0] == 0) | (sums.actors[1] == 0))
            & (sums.kinds[PAGE] == 0)
        ),
        "other paper": _as_number(with_paper[left] & with_paper[right] & (sums.kinds[PAPER] == 0)),
        "linked": _as_number((sums.kinds[PAGE] > 0) & ~one_publisher),
        "little across": np.maximum(np.minimum(ENOUGH, np.minimum(*matters)) - sums.matter, 0.0) * (face == ENGLISH),
        "figures across": np.clip(sums.figures - 2, 0.0, 2.0) * (face == ENGLISH),
    }


def _with(bags: Bags, kind: int, how: int = 0) -> Flags:
    """Which documents have a term of a kind; how: bits of `title`, of which the term needs one."""
    found = np.zeros(bags.size, np.bool_)
    is_wanted = (bags.kinds[bags.terms] == kind) & ((bags.title[WRITTEN] & how > 0) if how else True)
    found[np.repeat(np.arange(bags.size), np.diff(bags.starts))[is_wanted]] = True
    return found


def _as_number(flags: Flags) -> Floats:
    return flags.astype(np.float64)


@dataclass(frozen=True)
class _Shares:
    """Entries of one term in both documents of a pair."""

    pair: Ints
    left: Ints
    right: Ints


def _shares(bags: Bags, pairs: Ints) -> _Shares:
    """Terms that the documents of each pair share, pair after pair."""
    left, right = pairs
    cuts = np.searchsorted(left, np.arange(0, bags.size + _ROWS_AT_ONCE, _ROWS_AT_ONCE))
    columns = np.full(len(bags.idf), -1, np.int64)
    found = [
        _shares_of(bags, left[begin:end], right[begin:end], begin, columns)
        for begin, end in pairwise(cuts)
        if begin < end
    ]
    pair, one, other = (np.concatenate(column) for column in zip(*found, strict=True))
    return _Shares(pair, one, other)


def _shares_of(bags: Bags, left: Ints, right: Ints, offset: int, columns: Ints) -> tuple[Ints, Ints, Ints]:
    """The same for the pairs of a few left documents; columns: scratch of one number a term, all -1."""
    rows, row = np.unique(left, return_inverse=True)
    entries = ranges(bags.starts[rows], bags.starts[rows + 1] - bags.starts[rows])
    terms = bags.terms[entries]
    distinct, column = np.unique(terms, return_inverse=True)
    table = np.full((len(rows), len(distinct)), -1, np.int64)
    table[np.repeat(np.arange(len(rows)), bags.starts[rows + 1] - bags.starts[rows]), column] = entries
    columns[distinct] = np.arange(len(distinct))
    lengths = bags.starts[right + 1] - bags.starts[right]
    others = ranges(bags.starts[right], lengths)
    pair = np.repeat(np.arange(len(right)), lengths)
    at = columns[bags.terms[others]]
    columns[distinct] = -1
    known = at >= 0
    others, pair, at = others[known], pair[known], at[known]
    mine = table[row[pair], at]
    is_shared = mine >= 0
    return pair[is_shared] + offset, mine[is_shared], others[is_shared]


class _Sums:
    """Sums over the shared terms of each pair."""

    def __init__(self, bags: Bags, shares: _Shares, face: Faces, count: int) -> None:
        by_share = face[shares.pair]
        left, right = _Weights(bags, by_share, shares.left), _Weights(bags, by_share, shares.right)
        kind = bags.kinds[bags.terms[shares.left]]

        def summed(values: Floats) -> Floats:
            return np.bincount(shares.pair, values, count).astype(np.float64, copy=False)

        of_title = np.where((left.title > 0) & (right.said > 0) | (right.title > 0) & (left.said > 0), left.said, 0.0)
        self.words = summed(left.words * right.words)
        self.told = (summed(left.title * right.lead), summed(right.title * left.lead))
        self.covered = (summed(left.title * (right.said > 0)), summed(right.title * (left.said > 0)))
        self.head = (summed(left.head * (right.said > 0)), summed(right.head * (left.said > 0)))
        self.shared = summed(of_title)
        exact = np.where((kind == NUMBER) | (kind == VERSION), bags.idf[bags.terms[shares.left]], 0.0)
        self.matter = summed(np.where(of_title > 0, np.minimum(left.matter, right.matter), exact))
        self.figures = summed(_as_number((kind == NUMBER) & (bags.idf[bags.terms[shares.left]] >= RARE)))
        self.rarest = np.zeros(count)
        np.maximum.at(self.rarest, shares.pair, of_title)
        self.kinds = np.bincount(shares.pair * KINDS + kind, minlength=count * KINDS).reshape(count, KINDS).T
        either = bags.title[WRITTEN][shares.left] | bags.title[WRITTEN][shares.right]
        self.places = summed(_as_number((kind == PLACE) & (either & IN_TITLE > 0)))
        is_below = (left.title == 0) & (right.title == 0) & (left.lead > 0) & (right.lead > 0)
        self.below = summed(_as_number(is_below))
        self.titled = summed(_as_number((left.title > 0) & (right.title > 0)))
        proper = _proper(bags, shares.left), _proper(bags, shares.right)
        in_titles = [  # as what encloses a place of the title does
            (bags.title[WRITTEN][entries] & (IN_TITLE | IS_STRANGER) > 0) | (kind == PLACE)
            for entries in (shares.right, shares.left)
        ]
        self.proper = [summed(names) for names in proper]
        self.proper_titled = [summed(names * there) for names, there in zip(proper, in_titles, strict=True)]
        is_named = either & (IN_NAME | IS_STRANGER) > 0
        self.deed = summed(np.where((of_title > 0) & ~is_named, np.minimum(left.said, right.said), 0.0))
        self.titled_there = [
            summed(_as_number((mine.title > 0) & (theirs.said > 0))) for mine, theirs in ((left, right), (right, left))
        ]
        self.strangers = summed(_as_number(either & IS_STRANGER > 0))
        self.plaintiffs = summed(_as_number(either & IS_PLAINTIFF > 0))
        both = bags.title[WRITTEN][shares.left] & bags.title[WRITTEN][shares.right]
        self.title_names = summed(
            _as_number((both & IN_TITLE > 0) & ((kind == NAME) | (either & (IS_ACTOR | IS_STRANGER) > 0)))
        )
        self.actors = [
            summed(_as_number(bags.title[WRITTEN][entries] & IS_ACTOR > 0)) for entries in (shares.left, shares.right)
        ]
