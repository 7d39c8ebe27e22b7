"""What the signs of one event weigh."""

from __future__ import annotations

#: Log-odds of one event by what two documents share, see `features`: logistic regression on the development half of
#: recorded feeds, rounded; `python -m tests.bench.fit_clustering` makes the table anew.
INTERCEPT = -10.2
SAME_EVENT_LOG_ODDS = {
    "worst cover": 7.4,
    "best cover": 4.3,
    "told": 5.1,
    "shared": 0.8,
    "rarest": 3.3,
    "best head": 1.4,
    "days": -0.65,
    "series words": -5.6,
}
#: The same by hand, for that half has too few cases, or cases of another kind: publishers write series, not doubles;
#: GPT-5.6 is not GPT-5.5; "Northwind: deliveries of May" is not "Halyard: deliveries of May"; who leads to another
#: outlet's page tells of the same more often than not. Of the groups that "one publisher" undid in three other weeks,
#: read by eye, ten of thirteen were no event; on that half it costs .02 of F1. "little across" from -1 to -2 makes no
#: difference on that half, where it brings .04 of F1.
#: "other names" keeps apart what two companies do in the same words; on that half it takes one report from its event.
#: "again" divides one of the events of twelve recorded weeks. What follows it divides none of them and changes nothing
#: on that half: it outweighs titles that are alike in all but a name, a place, a size or a direction.
#: "figures across" finds what is told of names that no list has; of twelve recorded weeks it changes no group. Nor does
#: "one release"; it is for releases of which no list has the name. "little later" changes eight events of these weeks:
#: by eye two for the better, one for the worse, of the rest there are two opinions. "other words" changed three, none
#: for the better, before it left long titles alone: it is for templates. Neither changes what is measured on the
#: labelled half to two digits, pair F1 .72 and B-cubed .90. "version" at -7 in place of -5, read on six of these weeks,
#: changes no group; nor does -5 in place of -2, on all twelve.
#: "nothing named" and its sister across scripts change 36 events of these weeks, by eye 31 for the better and 2 for the
#: worse; on the labelled half pair F1 rises from .72 to .73. At -2 the first parts three more that are one event.
#: "little more" is for young archives, where all that a company does is told in a few reports and its name is rare: in
#: six invented feeds it brings wrong pairs from 46 to 10 and costs one right pair of 101. Of twelve recorded weeks it
#: changes four groups, by eye three for the better and none for the worse; on the labelled half none.
BY_HAND = {
    "one publisher": -2.5,
    "version": -7.0,
    "other subject": -6.0,
    "linked": 1.5,
    "one release": 2.0,
    "little across": -1.5,
    "figures across": 2.0,
    "nothing named": -1.5,
    "nothing named across": -2.5,
    "other names": -6.0,
    "again": -9.0,
    "variant": -12.0,
    "other strangers": -12.0,
    "other places": -12.0,
    "opposite": -12.0,
    "other instalment": -12.0,
    "other filling": -12.0,
    "other words": -12.0,
    "little later": -2.0,
    "little more": -12.0,
    "other plaintiff": -12.0,
    "other actor": -12.0,
    "other paper": -12.0,
}
