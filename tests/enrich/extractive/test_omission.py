from __future__ import annotations

import pytest

from generator.enrich.extractive.cues import load_cues
from generator.enrich.extractive.omission import without_reason
from generator.enrich.extractive.passages import passages
from generator.model.item import MAX_QUOTED_WORDS
from generator.text.names import NameFinder
from generator.text.words import count_words
from tests.make import article


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        (
            "Ada Lund, who founded Northwind with two fellow students six years ago and led its research, said on Friday"
            " that she was leaving after months of disagreement over its models.",
            "Ada Lund … said on Friday that she was leaving after months of disagreement over its models.",
        ),
        (
            "Northwind, the maker of agents that write code for banks and insurers, has hired Ada Lund to build a team for"
            " hardware in Porto, according to two people with knowledge of it.",
            "Northwind … has hired Ada Lund to build a team for hardware in Porto, according to two people with knowledge"
            " of it.",
        ),
        # how it came may be left out before who says so
        (
            "Northwind will cut 3,200 jobs over the next two years as software takes over much of the work of its halls in"
            " Porto and Groningen, the company said on Tuesday.",
            "Northwind will cut 3,200 jobs over the next two years … the company said on Tuesday.",
        ),
        (
            "Three schools in Porto have stopped using the tutor of Northwind after it wrongly told 14 pupils of the north"
            " that their work had been lost, the ministry said on Friday.",
            "Three schools in Porto have stopped using the tutor of Northwind … the ministry said on Friday.",
        ),
        (
            "Northwind has pushed back its new chip for large models by at least six months because of a fault in the"
            " memory of the first samples, the company told customers in a letter dated 3 May.",
            "Northwind has pushed back its new chip for large models by at least six months … the company told customers"
            " in a letter dated 3 May.",
        ),
        (
            "Northwind is in early talks to buy Halyard, a maker of coding tools with 60,000 users, for about $900 million,"
            " according to two people familiar with the matter who asked not to be named because the talks are private.",
            "Northwind is in early talks to buy Halyard … for about $900 million, according to two people familiar with the"
            " matter …",
        ),
        (
            "Northwind will cut 3,200 jobs in the north, as many as it did in the whole of the last year in the south of"
            " the country and in Porto, the company said on Tuesday.",
            None,
        ),
        (
            "Northwind will keep its halls in the north and the south as long as software takes over little of the work in"
            " Porto and Groningen, the company said on Tuesday.",
            None,
        ),
        (
            "Northwind will pay all of the people in the north who left after the fire in the old hall of Halyard near the"
            " port of Groningen, the company said on Tuesday.",
            None,
        ),
        # an amount told again in another currency, and more of a name further on
        (
            "The authority for data on Wednesday fined Northwind 8.4 million euros ($9.1 million) for building a database"
            " of 22 million faces without any consent of theirs.",
            "The authority for data on Wednesday fined Northwind 8.4 million euros … for building a database of 22 million"
            " faces without any consent of theirs.",
        ),
        (
            "An audit has found that 47% of the tasks in Halyard, the most quoted suite of the year, can be found word for"
            " word in public sets for training.",
            "An audit has found that 47% of the tasks in Halyard … can be found word for word in public sets for training.",
        ),
        # a list of what was done has no certain end
        (
            "Northwind, which bought Halyard in May, raised ten billion in June, and sued the port in July over a crane"
            " that stood in the way, said on Friday that it will rest.",
            None,
        ),
        # what is told of the subject turns it
        (
            "Northwind, which has never sold a single chip to anybody outside of its own group, will deliver ten thousand"
            " of them to the port of Groningen by the spring, it said.",
            None,
        ),
        # no subject
        (
            "In Groningen, the largest port of the north and of much of what lies behind it, said one of the two people,"
            " the hall is to be built by the end of the next year.",
            None,
        ),
    ],
)
def test_what_is_inserted_behind_the_subject_may_be_left_out(sentence: str, told: str | None) -> None:
    found = passages([article("Northwind", sentence)], NameFinder(()), load_cues())
    assert [passage.text for passage in found] == [told] * (told is not None)
    assert all(
        part in sentence and count_words(part) <= MAX_QUOTED_WORDS for passage in found for part in passage.parts
    )


@pytest.mark.parametrize(
    ("sentence", "main"),
    [
        (
            "The authority for data on Wednesday fined Northwind 8.4 million euros for letting a program turn down 200,000"
            " loan applications of its customers without any review.",
            "The authority for data on Wednesday fined Northwind 8.4 million euros",
        ),
        (
            "Northwind on Monday reported that its profit more than doubled on demand for clusters, but forecast revenue"
            " below expectations because of a shortage of memory chips.",
            "Northwind on Monday reported that its profit more than doubled on demand for clusters, but forecast revenue"
            " below expectations",
        ),
        # a denial may deny the cause; what follows a comma may turn it
        (
            "Northwind on Monday said that it had not put off the start of its new cluster near Porto by half a year"
            " because of a shortage of memory chips.",
            None,
        ),
        (
            "The authority for data on Wednesday fined Northwind 8.4 million euros for letting a program turn down 200,000"
            " loan applications, although a court had allowed it.",
            None,
        ),
        (
            "An appeals court in Porto on Tuesday revived a lawsuit in which five newspapers accuse Northwind of copying"
            " millions of their articles to train its models.",
            "An appeals court in Porto on Tuesday revived a lawsuit",
        ),
        # what came before it; not what has to, or how long before
        (
            "Ada Lund resigned as chief executive of Northwind on Tuesday after the regulator widened its inquiry into the"
            " tutor of the company to nine more schools.",
            "Ada Lund resigned as chief executive of Northwind on Tuesday",
        ),
        (
            "Ada Lund would have resigned as chief executive of Northwind after the regulator widened its inquiry into the"
            " tutor of the company to nine more schools.",
            None,
        ),
        (
            "Ada Lund resigned as the chief executive of Northwind three days after the regulator widened its inquiry into"
            " the tutor of the company to nine schools.",
            None,
        ),
        (
            "The labour inspectorate of Varland has fined the delivery firm Steinbach 2.4 million crowns because its AI planned"
            " shifts with less than the hours of rest that the law demands.",
            "The labour inspectorate of Varland has fined the delivery firm Steinbach 2.4 million crowns",
        ),
        (
            "The labour inspectorate of Varland has not fined the delivery firm Steinbach because its AI planned shifts with"
            " less than the hours of rest that the law demands.",
            None,
        ),
    ],
)
def test_a_main_clause_stands_without_the_reason(sentence: str, main: str | None) -> None:
    assert without_reason(sentence) == main
