"""What two documents have in common and what sets them apart, in numbers, for many pairs at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from generator.group.likeness import codes
from generator.group.likeness.bags import LEAST_IDF, Bags, Flags, Floats, Ints
from generator.group.likeness.norms import TRAITS, Norms, as_number
from generator.group.likeness.sums import Sums

#: Rarity added to a title when its cover is reckoned, so that a title of one word is not covered by all that say it.
SHORT_TITLE = 0.5
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
#: So many days apart two texts tell one event only if they share more than names: in words of so much rarity together,
#: at 2 it takes apart what is one event too. And what the later tells only after its first words counts for nothing,
#: for it tells the first event again: of twelve recorded weeks this changes 28 groups, by eye 21 for the better and 2
#: for the worse; from one day on, a third of the further changes are for the worse.
LATER, ENOUGH_LATER = 1.5, 1.5
#: At one time they share more than one name and one word, of which none is as rare as this.
MORE_THAN_ONE = 1.1
#: What counts as the share of a head across scripts: words come in another order there, it says nothing.
_NO_HEAD = 0.5


Features = dict[str, Floats]


class _Pairs:
    """Pairs of documents with all that their features are reckoned from."""

    def __init__(self, bags: Bags, norms: Norms, pairs: Ints) -> None:
        self.bags, self.norms = bags, norms
        self.left, self.right = pairs
        self.is_across: Flags = bags.languages[self.left] != bags.languages[self.right]
        self.face = np.where(self.is_across, codes.ENGLISH, codes.WRITTEN)
        self.days: Floats = np.abs(bags.days[self.left] - bags.days[self.right])
        self.sums = Sums(bags, pairs, self.face, self.days >= LATER)
        self.one_publisher = self.share(codes.PUBLISHER)
        self._has = dict(zip(TRAITS, norms.has, strict=True))

    def share(self, kind: int) -> Flags:
        """Whether the documents share a term of a kind."""
        is_shared: Flags = self.sums.kinds[kind] > 0
        return is_shared

    def of_both(self, norm: Floats) -> tuple[Floats, Floats]:
        """What each document has for itself. norm: by face and document."""
        return norm[self.face, self.left], norm[self.face, self.right]

    def one_has(self, trait: str) -> Flags:
        """trait: one of `TRAITS`."""
        left, right = self._have(trait)
        return left | right

    def both_have_other(self, trait: str, shared: Floats | Ints) -> Flags:
        """Where both documents have something, and none of it is the same. shared: how many they share."""
        left, right = self._have(trait)
        is_none: Flags = shared == 0
        return left & right & is_none

    def _have(self, trait: str) -> tuple[Flags, Flags]:
        return self._has[trait][self.left], self._has[trait][self.right]


def _covers(pairs: _Pairs) -> list[Floats]:
    """Share of each title's terms that the other document has, by rarity."""
    titles = pairs.of_both(pairs.norms.title_idf)
    return [
        np.minimum(covered / (title + SHORT_TITLE), 1.0)
        for covered, title in zip(pairs.sums.covered, titles, strict=True)
    ]


def _told(pairs: _Pairs) -> Floats:
    """Cosine of one title with the other's text (tf-idf), the better way round."""
    titles, leads = pairs.of_both(pairs.norms.title), pairs.of_both(pairs.norms.lead)
    left, right = pairs.sums.told
    return np.maximum(left / (titles[0] * leads[1]), right / (titles[1] * leads[0]))


def _shared(pairs: _Pairs) -> Floats:
    """Rarity of the terms of a title that the other document has, together, at most 6."""
    return np.minimum(pairs.sums.shared, 6.0)


def _best_head(pairs: _Pairs) -> Floats:
    """Share of the first terms of a title that the other document has, the better way round."""
    heads = zip(pairs.sums.head, pairs.of_both(pairs.norms.head_idf), strict=True)
    return np.where(pairs.is_across, _NO_HEAD, np.maximum(*(shared / (head + SHORT_TITLE) for shared, head in heads)))


def _series_words(pairs: _Pairs) -> Floats:
    """Cosine of all terms and names, title three times, where both have one publisher."""
    left, right = pairs.of_both(pairs.norms.words)
    return pairs.sums.words / (left * right) * pairs.one_publisher


def _linked(pairs: _Pairs) -> Flags:
    """Where one leads to the other's page or both to one page, and the publishers differ."""
    return pairs.share(codes.PAGE) & ~pairs.one_publisher


def _one_release(pairs: _Pairs) -> Flags:
    """Where two publishers tell in their titles, within a day and a half, that one version is there now."""
    return pairs.share(codes.RELEASED) & ~pairs.one_publisher & (pairs.days < SAME_NEWS)


def _little_across(pairs: _Pairs) -> Floats:
    """What the words of a title that the other document has, and shared numbers and versions, lack in rarity.

    Only where one is in Chinese and the other not; parts of names are left out. Measured by all such words of the title
    that has fewer, at most `ENOUGH`: a person and her company, named by both, are not enough.
    """
    enough = np.minimum(ENOUGH, np.minimum(*pairs.of_both(pairs.norms.matter)))
    return np.maximum(enough - pairs.sums.matter, 0.0) * pairs.is_across


def _figures_across(pairs: _Pairs) -> Floats:
    """Only where one is in Chinese and the other not: how many rare numbers they share beyond two, at most two.

    Names and words are told in two scripts, numbers in one.
    """
    return np.clip(pairs.sums.figures - 2, 0.0, 2.0) * pairs.is_across


def _nothing_named(pairs: _Pairs) -> Flags:
    """Where both are of one script and share no name and no rare number: they are about one subject at most."""
    is_nameless: Flags = pairs.sums.named + pairs.sums.strangers == 0
    return is_nameless & ~pairs.is_across


def _nothing_named_across(pairs: _Pairs) -> Flags:
    """The same where one is in Chinese and the other not, and no rare word stands in both as it is."""
    is_nameless: Flags = pairs.sums.named + pairs.sums.spelled == 0
    return is_nameless & pairs.is_across


def _little_later(pairs: _Pairs) -> Floats:
    """Days apart: what the words of a title that the other document has lack in rarity to `ENOUGH_LATER`.

    Only where both are of one script; names are left out, for a company does two things in one week.
    """
    return np.maximum(ENOUGH_LATER - pairs.sums.deed, 0.0) * ~pairs.is_across * (pairs.days >= LATER)


def _little_more(pairs: _Pairs) -> Floats:
    """At one time: what the words of a title that the other document has lack in rarity to `MORE_THAN_ONE`.

    Only where both are of one script; names are left out, for what a company does and what is done to it on one day are
    two events. Two names in both titles are enough, or one version; a title of names and a page without a text have no
    more to share.
    """
    enough = np.minimum(MORE_THAN_ONE, np.minimum(*pairs.of_both(pairs.norms.deed)))
    lack = np.maximum(enough - pairs.sums.deed, 0.0) * (pairs.sums.names < 2)
    are_told = np.minimum(*pairs.of_both(pairs.norms.lead)) >= LEAST_IDF  # what one word weighs at least
    return lack * are_told * ~pairs.is_across * (pairs.days < LATER) * ~pairs.share(codes.VERSION)


def _other_actor(pairs: _Pairs) -> Flags:
    """The firm that cuts its price, and its rival that follows.

    Where two titles of one language begin with a company or what no list has, share no name, and one document has none
    of the other's.
    """
    is_other = pairs.both_have_other("actor", np.minimum(*pairs.sums.actors))
    is_nameless: Flags = pairs.sums.title_names == 0
    return ~pairs.is_across & is_other & is_nameless & ~pairs.share(codes.PAGE)


def _again(pairs: _Pairs) -> Flags:
    """Where one title alone says that it happened again, and they are a day apart."""
    is_alone: Flags = pairs.bags.again[pairs.left] != pairs.bags.again[pairs.right]
    return is_alone & (pairs.days >= A_DAY)


def _opposite(pairs: _Pairs) -> Flags:
    """Where both titles are of one script, and one says the opposite of the other.

    Who buys what another sells, and who wins what another loses, do one thing: the titles begin with two names, and
    each document has both.
    """
    is_opposite: Flags = pairs.sums.kinds[codes.AXIS] > pairs.sums.kinds[codes.POLE]
    is_of_two: Flags = (np.minimum(*pairs.sums.actors) > 0) & (pairs.sums.one_actor == 0)
    return is_opposite & ~pairs.is_across & ~is_of_two


def _other_text(pairs: _Pairs) -> Flags:
    """Where two publishers have one title, it has no name, and the texts below share next to no word."""
    headlines = pairs.bags.headlines
    is_same_title: Flags = headlines[pairs.left] == headlines[pairs.right]
    is_named = pairs.one_has("name") | pairs.one_has("stranger")
    shorter: Floats = np.minimum(*pairs.of_both(pairs.norms.below))
    is_other = (shorter >= A_TEXT) & (pairs.sums.below < OTHER_TEXT * shorter)
    return is_same_title & ~pairs.one_publisher & ~is_named & is_other


def _other_filling(pairs: _Pairs) -> Flags:
    """Who is hired, and by whom: two titles of one script share most of their words, and differ in names.

    Each has a name or a place that the other title lacks, one of them even the other document.
    """
    proper = pairs.of_both(pairs.norms.proper)
    return (
        _of_one_form(pairs, ONE_FORM)
        & np.logical_and(*map(np.less, pairs.sums.proper_titled, proper))
        & np.logical_or(*map(np.less, pairs.sums.proper, proper))
    )


def _other_words(pairs: _Pairs) -> Flags:
    """The newspapers' suit and that of the musicians: two titles of one script share all but a word or two.

    They are of one publisher, or short and a day apart, and each has a word that the other document lacks.
    """
    left, right = titled = pairs.of_both(pairs.norms.titled)
    both = pairs.sums.titled
    return (
        _of_one_form(pairs, ONE_TEMPLATE)
        & (np.maximum(left, right) <= both + FEW)
        & np.logical_and(*map(np.less, pairs.sums.titled_there, titled))
        & (((pairs.days >= A_DAY) & (both < LONG)) | pairs.one_publisher)
    )


def _of_one_form(pairs: _Pairs, share: float) -> Flags:
    """Where two titles of one script have a share of the words of the longer one in common."""
    return ~pairs.is_across & (pairs.sums.titled >= share * np.maximum(*pairs.of_both(pairs.norms.titled)))


#: Those that say whether something is so are 1 where it is.
FEATURES: Mapping[str, Callable[[_Pairs], Floats | Flags]] = {
    # The worse way round, and the better.
    "worst cover": lambda pairs: np.minimum(*_covers(pairs)),
    "best cover": lambda pairs: np.maximum(*_covers(pairs)),
    "told": _told,
    "shared": _shared,
    "rarest": lambda pairs: pairs.sums.rarest,  # of the terms of "shared"
    "best head": _best_head,
    "days": lambda pairs: np.minimum(7.0, pairs.days),
    "series words": _series_words,
    "one publisher": lambda pairs: pairs.one_publisher,
    "linked": _linked,
    "one release": _one_release,
    "little across": _little_across,
    "figures across": _figures_across,
    "nothing named": _nothing_named,
    "nothing named across": _nothing_named_across,
    "little later": _little_later,
    "little more": _little_more,
    # Both titles name a product, with other versions; one version of it, but not in one size: 3 and 3 Mini.
    "version": lambda pairs: pairs.share(codes.PRODUCT) & ~pairs.share(codes.VERSION),
    "variant": lambda pairs: pairs.share(codes.RELEASE) & ~pairs.share(codes.VERSION),
    # One publisher's titles name other subjects before a colon.
    "other subject": lambda pairs: (
        pairs.one_publisher & pairs.both_have_other("subject", pairs.sums.kinds[codes.SUBJECT])
    ),
    # Both titles name quarters or rounds of funding, both documents are or lead to papers, and none is the same.
    "other instalment": lambda pairs: pairs.both_have_other("instalment", pairs.sums.kinds[codes.INSTALMENT]),
    "other paper": lambda pairs: pairs.both_have_other("paper", pairs.sums.kinds[codes.PAPER]),
    # Both titles have names, names that no list has, places or who sues, and neither document has one of the other's.
    "other names": lambda pairs: pairs.both_have_other("name", pairs.sums.kinds[codes.NAME]),
    "other strangers": lambda pairs: pairs.both_have_other("stranger", pairs.sums.strangers),
    "other places": lambda pairs: pairs.both_have_other("place", pairs.sums.places),
    "other plaintiff": lambda pairs: (
        ~pairs.is_across & pairs.both_have_other("plaintiff", pairs.sums.plaintiffs)  # Verlage are publishers
    ),
    "other actor": _other_actor,
    "again": _again,
    "opposite": _opposite,
    "other text": _other_text,
    "other filling": _other_filling,
    "other words": _other_words,
}


def features_of(bags: Bags, norms: Norms, pairs: Ints) -> Features:
    """The features of each pair, by name; pairs are columns (left, right), sorted by left."""
    if not pairs.shape[1]:
        return {name: np.empty(0) for name in FEATURES}
    compared = _Pairs(bags, norms, pairs)
    return {name: as_number(feature(compared)) for name, feature in FEATURES.items()}
