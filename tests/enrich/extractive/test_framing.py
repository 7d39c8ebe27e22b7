from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.enrich.extractive.framing import stated
from generator.text.sentences import split_sentences


def own(text: str, title: str = "Zephyr in Porto") -> list[str]:
    return [sentence for sentence, is_own in stated(title, text) if is_own]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        # the middle of a quotation is nobody's statement without who said it
        ("“We built it in a year. It beats Zephyr in all tests. Nobody comes close,” said Per Lind. He left.",
         ["He left."]),
        ('"We built it. It beats Zephyr. Nobody else," said Per Lind. He left.', ["He left."]),
        ("创始人说：“它很好。从不出错。没有对手。”他离开了。", ["他离开了。"]),
        ("“One paragraph of it.\n“Another one. And its end.” It was loud.\nThe next line.",
         ["It was loud.", "The next line."]),
        ("“Whole,” he said. “Also whole.” Then he left.", ["“Whole,” he said.", "“Also whole.”", "Then he left."]),
        ("A screen of 5\" is small. This is not.", ['A screen of 5" is small.', "This is not."]),
        ("‘Zephyr stole voices. It sold them. It paid nobody.’ Those were his words.", ["Those were his words."]),
        ("« Zephyr stole a voice. It sold it. » So he wrote.\nHe left.", ["He left."]),
        ("The users’ chip isn’t Zephyr’s. It’s ours.", ["The users’ chip isn’t Zephyr’s.", "It’s ours."]),
        ("A: It has thirty users. It grows.\nThe desk counted them.", ["The desk counted them."]),
        ("It broke.\nTimeline (UTC): 09:05 the script runs. 11:40 we look at it.\nIt works.", ["It broke.", "It works."]),
        # what stands below such words is not so
        ("We looked.\nThe following claims are false:\nZephyr fired 900 people.\nIt will close.", ["We looked."]),
        ("以下说法均为谣言：\n北风将停止服务。", ["以下说法均为谣言："]),
        ("Rumour\nZephyr paid the minister.\nFact\nIt did not.", ["Fact", "It did not."]),
        ("Three things are new:\nZephyr is faster.", ["Three things are new:", "Zephyr is faster."]),
        ("They wrote a piece of fiction about 2028. The minister resigns.", []),
        ("A novel way to train was found. It is faster.", ["A novel way to train was found.", "It is faster."]),
        ("In a novel set in Porto a machine is crowned. It reigns.", []),
        ("Wrong version of the statement: Zephyr runs 5,000 cameras.\nIt runs 500.", ["It runs 500."]),
        ("The maker listed what went wrong: the pump.", ["The maker listed what went wrong: the pump."]),
        ("It published a list of statements that are incorrect.\nZephyr sold voices.\nZephyr read letters.",
         ["It published a list of statements that are incorrect."]),
        ("It called the claims false.\nZephyr never sold voices.",
         ["It called the claims false.", "Zephyr never sold voices."]),
        # what the next sentence says is not so
        ("Zephyr raised 600 million. The correct figure is 60 million.", ["The correct figure is 60 million."]),
        ("Some say that Zephyr is for sale. The report is not true.", ["The report is not true."]),
        ("媒体称北风正在融资。该消息不实。北风没有计划。", ["该消息不实。", "北风没有计划。"]),
        ("Zephyr raised 60 million. The reports are long.", ["Zephyr raised 60 million.", "The reports are long."]),
        # what others say, until somebody is said to say something
        ("Lund sued. The complaint alleges the following.\nZephyr deleted logs.\nZephyr paid a judge.", ["Lund sued."]),
        ("Posts say the following.\nZephyr erred.\nAccording to the police, it did not.",
         ["According to the police, it did not."]),
        ("The critic wrote on his blog:\nZephyr leaks.\nIt lies.\nZephyr said that it does not.\nIt sells chips.",
         ["Zephyr said that it does not.", "It sells chips."]),
        ("It closed with the words of Lund, saying:\nZephyr will save us all.\nIt is a golden age.\nZephyr said it is out.",
         ["Zephyr said it is out."]),
        ("As Lund notes:\nZephyr forgets.", []),
        ("林德指出：\n北风改变了世界。", []),
        ("Three reports were added:\nZephyr is faster.", ["Three reports were added:", "Zephyr is faster."]),
        ("His bear case reads like this.\nZephyr closes.\nWhat comes next\nZephyr tells more in May.",
         ["What comes next", "Zephyr tells more in May."]),
        ("The list of agents is as follows:\nZephyr sorts.", ["The list of agents is as follows:", "Zephyr sorts."]),
        # made up or supposed
        ("Students took part in a war game. A chatbot breaks in.\nStocks fall.", ["Students took part in a war game."]),
        ("The God of War games are back. They sell.", ["The God of War games are back.", "They sell."]),
        ("Moss read from her new book in Porto. It opens in 2031.\nZephyr seizes the plant.",
         ["Moss read from her new book in Porto."]),
        ("In the exercise, Zephyr closes. It did well.", ["It did well."]),
        ("Imagine that Zephyr closes. It did well.", ["It did well."]),
        # labels, captions and lines that break off
        ("Zephyr sorts mail.\nPROMOTED: Pills make you fast.\nIt costs 3 dollars.",
         ["Zephyr sorts mail.", "It costs 3 dollars."]),
        ("A man walks past robots of Zephyr. (Getty Images)\nZephyr is new.", ["Zephyr is new."]),
        ("Zephyr is new.\nZephyr and the sea\nWhales pull its cables. By Ada Lund.\nIt is sold by Northwind.",
         ["Zephyr is new.", "Zephyr and the sea", "It is sold by Northwind."]),
        ("Zephyr is new. By Ada Lund\nIt swims.", ["Zephyr is new.", "By Ada Lund", "It swims."]),
        ("一名男子走过机器人（图源/企业）\n北风发布。", ["北风发布。"]),
        ("It is not the case that\nZephyr stole maps.\nIt did not.", ["It is not the case that", "It did not."]),
        # what a company says of itself below every release
        ("Zephyr is out.\nAbout Northwind\nNorthwind is the leading maker.", ["Zephyr is out."]),
        ("About Zephyr 5\nIt is told here.\nWhat is new\nZephyr is faster.", ["What is new", "Zephyr is faster."]),
        ("Zephyr is out.\nAbout Northwind: Northwind leads.\nMedia contact: A. Desk.", ["Zephyr is out."]),
        ("Zephyr 发布。\n关于北风：北风是领先的公司。", ["Zephyr 发布。"]),
        ("关于价格：每月十元。", ["关于价格：每月十元。"]),
        ("About 40 people came. They left.", ["About 40 people came.", "They left."]),
    ],
)  # fmt: skip
def test_what_a_text_says_by_itself(text: str, kept: list[str]) -> None:
    assert own(text) == kept


@pytest.mark.parametrize(
    ("title", "is_own"),
    [
        ("Fact check: did Zephyr close?", False),
        ("Rumours about Zephyr, checked", False),
        ("辟谣：北风没有裁员", False),
        ("Northwind denies rumours of a sale", True),
        ("Fake users found on Zephyr", True),
        ("A parody account and a magazine of science fiction ban Zephyr", True),
    ],
)
def test_an_article_that_tells_what_is_not_so_is_known_by_its_title(title: str, is_own: bool) -> None:
    assert bool(own("Zephyr closes on Monday.", title)) is is_own


@pytest.mark.parametrize(
    ("title", "text", "kept"),
    [
        ("Zephyr", "Zephyr gives robots to dogs.\nJust kidding: none of this is true.", []),
        ("Advertorial: Zephyr", "Zephyr saves time.", []),
        ("Retraction: tutors", "The journal retracted a study.\nIt had 40 pupils.", ["The journal retracted a study."]),
        ("Zephyr", "It raised 40 billion.\nIt is new.\nCorrection: 40 million, not 40 billion.",
         ["It is new.", "Correction: 40 million, not 40 billion."]),
    ],
)  # fmt: skip
def test_what_a_report_says_of_itself_counts_for_all_of_it(title: str, text: str, kept: list[str]) -> None:
    assert own(text, title) == kept


@given(st.text(alphabet=st.sampled_from('ab .:“”"\n「」。说A'), max_size=60))
def test_every_sentence_comes_once_and_in_order(text: str) -> None:
    assert [sentence for sentence, _ in stated("Title", text)] == split_sentences(text)


def test_what_is_said_in_an_interview_is_not_said_by_its_outlet() -> None:
    text = """\
        Zephyr is small, and Quist wants to keep it so.
        Courier: Halyard says that Zephyr is too small. Is it?
        Lund: Zephyr has 8 billion parameters and serves everyone.
        Courier: Why not more?
        Lund: Zephyr needs none."""
    lines = [line.strip() for line in text.split("\n")]
    assert [it for it, is_own in stated("Zephyr", "\n".join(lines)) if is_own] == [lines[0]]
    lines[-2] = "Courier: Few will believe that."
    assert [it for it, is_own in stated("Zephyr", "\n".join(lines)) if is_own] == [lines[0]]
    notes = ["Added: Zephyr has a cache.", "Added: Zephyr has two modes.", "Fixed: Zephyr stops."]
    assert [it for it, is_own in stated("Zephyr 2", "\n".join(notes)) if is_own] == notes
