from __future__ import annotations

import pytest

from generator.enrich.extractive.disclosures import corrected, is_no_news, taken_back, tells_error
from generator.text.advertising import is_advertisement
from generator.text.sentences import split_sentences
from tests.make import article


def says_so(title: str, text: str) -> bool:
    return is_no_news(title, text.split("\n", 1)[0], split_sentences(text))


NEWS = "Zephyr opens a plant in Porto.\nIt has 40 machines."


@pytest.mark.parametrize(
    ("title", "text"),
    [
        # paid for
        ("Sponsored: how Zephyr saves time", NEWS),
        ("[Sponsored] How Zephyr saves time", NEWS),
        ("Advertorial | Zephyr saves time", NEWS),
        ("Zephyr saves time (partner content)", NEWS),
        ("广告｜北风助手", "北风助手很快。"),
        ("Zephyr saves time", f"Sponsored post: the maker paid for this.\n{NEWS}"),
        ("Zephyr saves time", f"In partnership with Zephyr\n{NEWS}"),
        ("Zephyr saves time", f"Presented by Zephyr.\n{NEWS}"),
        ("Zephyr saves time", f"Sponsored in partnership with Zephyr. {NEWS}"),
        ("Zephyr saves time", f"Paid content\n{NEWS}"),
        ("Zephyr saves time", f"Paid post by Zephyr\n{NEWS}"),
        ("Zephyr saves time", f"Sponsored content. Presented by Zephyr.\n{NEWS}"),
        ("北风助手", "推广：北风助手很快。\n每月十元。"),
        ("Zephyr saves time", f"{NEWS}\nThis article was paid for by Zephyr."),
        ("Zephyr saves time", f"{NEWS}\nIt was not written by the editorial staff."),
        # made up
        ("Zephyr elected", f"{NEWS}\nThis article is satirical and stands in our humour section."),
        ("Zephyr elected", f"{NEWS}\nThis story is fiction."),
        ("Zephyr elected", f"Satire. {NEWS}"),
        ("Humour: Zephyr elected", NEWS),
        ("Zephyr elected", f"From our humour pages. {NEWS}"),
        ("Zephyr elected", f"{NEWS}\n(The Daily Spoon is a satirical newspaper.)"),
        ("Zephyr elected", f"{NEWS}\nHappy April Fools' Day from all of us."),
        ("Zephyr elected", f"{NEWS}\nJust kidding: none of this is true."),
        ("Zephyr elected", f"{NEWS}\nNone of this has happened, but the desk says that it could."),
        ("北风接管电网", "北风接管电网。\n以上内容纯属虚构，如有雷同纯属巧合。"),
        ("北风接管电网", "北风接管电网。\n本文为愚人节玩笑。"),
        # supposed
        ("What if Zephyr took over the grid", NEWS),
        ("假如北风接管电网", "北风接管电网。"),
    ],
)
def test_a_report_that_says_that_it_is_none(title: str, text: str) -> None:
    assert says_so(title, text)


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Zephyr opens a plant", NEWS),
        ("Sponsored posts on Zephyr must be labelled, court says", NEWS),
        ("推广约九个月叫停：北风搁置系统", "北风搁置系统。"),
        ("Zephyr opens a plant", "In partnership with Northwind, Zephyr will build a plant in Porto by May."),
        ("Zephyr opens a plant", f"{NEWS}\nThe bill is sponsored by two senators."),
        ("Zephyr opens a plant", f"{NEWS}\nNone of this is true, the maker said."),
        ("Zephyr opens a plant", f"{NEWS}\nNone of this appears to be settled."),
        ("Zephyr opens a plant", f"{NEWS}\nThe April Fools' prank of Northwind fooled many."),
        ("Satire site bought by Zephyr", f"The Daily Spoon, a satirical newspaper, was sold on Monday.\n{NEWS}"),
        ("Zephyr opens a plant", f"Fiction writers sue Zephyr.\n{NEWS}"),
        ("北风否认", "北风称有关消息纯属谣言。"),
        ("Scenarios that Zephyr was tested on", NEWS),
        ("", ""),
    ],
)
def test_a_report_that_is_one(title: str, text: str) -> None:
    assert not says_so(title, text)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("PROMOTED: Zephyr pills make you fast.", True),
        ("[Sponsor] Zephyr hides your chats.", True),
        ("广告：北风很快。", True),
        ("Sponsor of the fair is Zephyr.", False),
        ("Promoted posts are gone.", False),
        ("广告收入增长。", False),
    ],
)
def test_a_line_labelled_as_advertisement(line: str, expected: bool) -> None:
    assert is_advertisement(line) is expected


@pytest.mark.parametrize(
    ("title", "text", "sentence", "expected"),
    [
        ("Retraction: a study of tutors", NEWS, "It has 40 machines.", True),
        ("Retraction: a study of tutors", NEWS, "The journal has retracted the study.", False),
        ("A study", f"{NEWS}\nThis article has been retracted.", "It has 40 machines.", True),
        ("撤稿：一项研究", "研究有四十人。", "研究有四十人。", True),
        ("Retracted papers rise by a third", NEWS, "It has 40 machines.", False),
        # figures
        ("A", "Clarification: it was 40 million, not 40 billion.", "Zephyr raised 40 billion.", True),
        ("A", "Clarification: it was 40 million, not 40 billion.", "Zephyr raised 40 million.", False),
        ("A", "Correction: an earlier version said 900 jobs; it is 90 jobs.", "Zephyr cut 900 jobs.", True),
        ("A", "Correction: an earlier version said 900 jobs; it is 90 jobs.", "Zephyr cut 90 jobs.", False),
        ("A", "Correction: the name of the chair is Holm.", "Zephyr cut 900 jobs.", False),
        ("A", "更正：融资额为4000万元，而非40亿元。", "北风融资40亿元。", True),
        ("A", "The price is 40, not 50.", "It was 50.", False),
        # what it had said itself
        ("A", NEWS, "This article initially gave the number of machines as 400.", True),
        ("A", NEWS, "We incorrectly wrote that the plant has 400 machines.", True),
        ("A", NEWS, "An earlier version of this story misstated the number of machines.", True),
        ("A", NEWS, "An dieser Stelle stand zunächst, das Werk habe 400 Maschinen.", True),
        ("A", NEWS, "本文此前称工厂有四百台机器。", True),
        ("A", NEWS, "An earlier report by the bank put the number of machines at 30.", False),
        ("A", NEWS, "Zephyr originally reported 30 machines and now has 40.", False),
        # updates
        ("A", "UPDATE: Police now say that the guard is alive.", "A robot killed a guard, police said.", True),
        ("A", "Update: What was told of the guard and the robot is wrong.", "A robot killed a guard.", True),
        ("A", "Update: Zephyr now says that the robot ships in May.", "The robot of Zephyr is new.", False),
        ("A", "Update: Zephyr did not answer questions on the robot.", "The robot of Zephyr is new.", False),
    ],
)
def test_what_a_report_takes_back(title: str, text: str, sentence: str, expected: bool) -> None:
    assert taken_back(title, text.split("\n")).concerns(sentence) is expected


@pytest.mark.parametrize(
    ("title", "text", "sentence", "expected"),
    [
        ("Correction: Zephyr has 32 billion parameters, not 320 billion", "", "It has 320 billion.", True),
        ("Correction: Zephyr has 32 billion parameters, not 320 billion", "", "It has 32 billion.", False),
        (
            "Correction: Zephyr",
            "We gave the wrong year. It is bound until 2030, not 2032.",
            "It lasts till 2032.",
            True,
        ),
        ("更正：北风融资额", "融资额为4000万元，而非40亿元。", "北风融资40亿元。", True),
        # a report that corrects itself says nothing of others', nor does one that tells of a correction
        ("Zephyr grows", "Correction: it was 40 million, not 40 billion.", "Zephyr raised 40 billion.", False),
        ("Correction of AI shares is 4%, not 9%", "", "Shares fell 9%.", False),
    ],
)
def test_what_a_correction_takes_back_of_other_reports(title: str, text: str, sentence: str, expected: bool) -> None:
    reports = [article("Zephyr", "It has 320 billion."), article(title, text)]
    assert corrected(reports).concerns(sentence) is expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("An earlier article said Zephyr was cutting 800 jobs.", True),
        ("A previous report put the number at 800.", True),
        ("The first version of this story said that Zephyr was moving.", True),
        ("It was initially reported that Zephyr was moving.", True),
        ("On Tuesday we reported that Zephyr solves 71% of the tasks.", True),
        ("Our headline originally stated that Zephyr was sold out.", True),
        ("In einer früheren Version hieß es, Zephyr ziehe um.", True),
        ("Zunächst hatten wir berichtet, Zephyr ziehe um.", True),
        ("此前报道称北风裁员八百人，数字有误。", True),
        ("本站早前报道北风停止服务。", True),
        ("Zephyr now says it is cutting 1,060 jobs.", False),
        ("Zephyr reported on Tuesday that it solves 71% of the tasks.", False),
        ("北风表示裁员一千人。", False),
    ],
)
def test_what_a_correction_says_of_what_it_corrects(sentence: str, expected: bool) -> None:
    assert tells_error(sentence) is expected
