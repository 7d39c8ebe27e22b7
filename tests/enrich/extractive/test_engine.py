from __future__ import annotations

from datetime import timedelta

import pytest

from generator.enrich.checking import Sources, checked
from generator.enrich.engine import Draft
from generator.enrich.extractive.engine import ExtractiveEngine
from generator.model.article import Article, Link
from generator.model.vocabulary import Name, Vocabulary
from generator.text.names import NameFinder
from generator.text.words import count_words
from tests.make import article, source
from tests.samples import sample_articles

LEAD = "Northwind will rent Halyard's cluster of 300 megawatts near Groningen from 6 July 2026."
BODY = f"""\
{LEAD}
The limits of all paid Zephyr plans double today because the cluster ends a shortage of compute.
Northwind cut the same limits by 30 percent on 8 June 2026 for weekday afternoons.
Zephyr 5 answers at 140 tokens per second on the new accelerators, with a latency of 90 milliseconds.
Rival Meridian keeps the limits of Cobalt 2 lower than Northwind keeps those of Zephyr.
Northwind plans to move all training to a site near Porto by the end of 2027.
Customers can read the limits of each plan in the documentation of the service."""


@pytest.fixture(scope="module")
def engine(vocabulary: Vocabulary) -> ExtractiveEngine:
    return ExtractiveEngine(vocabulary, "en")


def told() -> Article:
    link = Link(text="documentation", url="https://northwind.example/docs/limits")
    return article("Northwind rents Halyard's cluster and doubles Zephyr's limits", BODY, links=(link,))


def test_every_section_is_filled_from_the_text(engine: ExtractiveEngine) -> None:
    draft = engine.enrich([told()])
    assert draft.tldr and draft.tldr.why_it_matters and draft.tldr.what_to_do_next
    assert "because" in draft.tldr.why_it_matters.text
    assert draft.tldr.what_to_do_next.link == "https://northwind.example/docs/limits"
    assert [entry.date for entry in draft.timeline] == ["2026-06-08"]
    assert {implication.due for implication in draft.implications} <= {"2027", "2026-07-06"}
    assert draft.entities.companies[0] == "Northwind"
    assert any("140 tokens per second" in claim.text for claim in draft.technical)


@pytest.mark.parametrize(
    ("sentence", "due"),
    [
        ("Northwind will open a second hall near Groningen on 30 September 2026.", ["2026-09-30"]),
        ("Northwind plans to open a second hall near Groningen by the end of 2027.", ["2027"]),
        ("Northwind plans to open a second hall near Groningen.", []),  # no day
        ("Northwind hopes to open a second hall near Groningen by the end of 2027.", []),
        ("Northwind will open a second hall in 2027 if the city agrees to it.", []),
        ("Northwind may open a second hall near Groningen in March 2027.", []),
        ("Northwind will pay for the outage near Groningen with June's invoice.", []),
        ("Northwind will open a second hall near Groningen by June's end.", ["2026-06"]),
        ("Northwind will not open a second hall near Groningen in 2027.", []),
        ("Northwind will support the second hall near Groningen until March 2027.", []),
        ("Should the city agree, Northwind will open a second hall near Groningen in March 2027.", []),
        ("Rumours that Northwind will open a hall near Groningen on 1 March 2027 are false, it said.", []),
        ("The council rejected a motion under which Northwind would leave Porto by 1 November 2026.", []),
        ("Northwind would be closed to new customers on 1 July 2027 were the council to pass it.", []),
        ("A novel set in Porto ends with a scene in which Zephyr will be crowned on 4 February 2027.", []),
        ("Northwind will open a second hall near Groningen in May 2027.", ["2027-05"]),
        ("北风计划于2027年3月在格罗宁根启用第二座机房。", ["2027-03"]),
        ("如果市政府同意，北风将于2027年3月启用第二座机房。", []),
        ("The mayor of Groningen will arrive at the harbour by boat on 4 February 2027.", []),
        ("A hall for language models will open near Groningen in May 2027.", ["2027-05"]),
        ("The Zephyr radio of Northwind will go on sale near Groningen on 4 February 2027.", []),
        ("Northwind will speak of Zephyr at a conference near Groningen on 4 February 2027.", []),
        ("北风的收音机将于2027年2月4日在格罗宁根开售。", []),
        # a duty, a plan that waits for a consent, a month to come
        ("Northwind must close the old hall near Groningen by 30 September 2026.", ["2026-09-30"]),
        ("The deal is expected to close in the first quarter of 2027, pending approval.", ["2027-03"]),
        (
            "Providers must introduce the checks by 1 April 2027 or face fines of up to 10% of their revenue.",
            ["2027-04-01"],
        ),
        ("A review of the rules is planned for 2029.", ["2029"]),
        ("A version for phones will follow by the end of the year, founder Ada Lund said.", ["2026"]),
        ("Northwind said it would open a second hall near Groningen by the end of November.", ["2026-11"]),
        ("Northwind raised money in November and will open a second hall near Groningen.", []),
        ("Samples are shipping now, and volume production will start in the second quarter of 2027.", ["2027-06"]),
        ("北风计划12月启用第二座机房，供西风模型使用。", ["2026-12"]),
        # the next stage of the matter, where it names nobody else
        ("A first hearing is set for 12 March 2027.", ["2027-03-12"]),
        ("The new rules take effect on November 16, and comments may be filed until December 7.", ["2026-11-16"]),
        ("Construction is to begin in 2029 and will create 3,400 jobs, Halyard said.", ["2029"]),
        ("Oral argument on an injunction is scheduled for 9 November 2026.", ["2026-11-09"]),
        ("The guidelines apply from 1 March 2027 and are binding for all of them.", ["2027-03-01"]),
        ("The older Kestrel 1 will be withdrawn from sale on 15 January 2027.", []),
        ("The older of the two halls will be shut on 15 January 2027.", ["2027-01-15"]),
        ("Northwind has until 4 January 2027 to respond to the complaint.", ["2027-01-04"]),
        ("The trial of the older of the two halls ends on 4 January 2027.", ["2027-01-04"]),
        ("The hall will stay closed until 4 January 2027.", []),
        ("The hall will stay closed through November.", []),
        ("Northwind must report on the hall near Groningen every year until 2036.", []),
        ("A larger trial starts in September 2027.", ["2027-09"]),
        ("The transaction is expected to close in the second quarter of 2027.", ["2027-06"]),
        ("办法拟自2027年5月1日起施行。", ["2027-05-01"]),
        ("The court will hear witnesses on 9 December 2026.", ["2026-12-09"]),
        ("Chair Ada Lund says the committee will report by the end of January.", ["2027-01"]),
        ("Chair Ada Lund says that Tollan Yards will report by the end of January.", []),
        # from a day on, or a term that ends then, without a word for the future
        ("The new prices near Groningen are $4 an hour, effective 1 January 2027.", ["2027-01-01"]),
        ("Orders for Zephyr from 4 October to 9 October fell by a third.", []),
        ("Northwind is closing the old hall near Groningen on 22 November.", ["2026-11-22"]),
        ("The judge gave Northwind until 4 January 2027 to name the hall.", ["2027-01-04"]),
        ("北风的西风模型自2027年1月1日起按调用量收费。", ["2027-01-01"]),
        ("A first hearing in the case against Brandmeier is set for 12 March 2027.", []),
        # done already, in a year that is a document's, a budget's or a fair's, or told of this month
        ("北风四个月就花光了2026年全年的智能体预算，被迫将西风模型的每月花费上限设为一千美元。", []),
        ("2026年《产业发展报告》提出建设智能集群，并将西风模型等纳入重点方向。", []),
        ("2026年消费电子展亮相的西风机器人，将于2028年进入北风的工厂。", ["2028"]),
        # what is hoped for, and a maker's own day
        ("北风预计西风模型的集群2028年有望建成。", []),
        ("北风将于2027年5月19日举办西风模型开发者日。", []),
        ("据报纸本月早些时候报道，北风计划推出基于西风模型的云服务。", []),
    ],
)
def test_what_is_announced_for_a_day_gets_a_test_and_nothing_else_is_predicted(
    engine: ExtractiveEngine, sentence: str, due: list[str]
) -> None:
    lead = "Northwind rents a cluster of 300 megawatts from Halyard for its Zephyr models, both companies said today."
    opening = (
        lead if sentence.isascii() else "北风向哈利亚德租用三百兆瓦的集群，用于训练西风模型，双方今天宣布了这一消息。"
    )
    told = article(
        "Northwind rents a cluster near Groningen",
        f"{opening}\n{sentence}",
        source=source(language="en" if sentence.isascii() else "zh"),
    )
    found = engine.enrich([told]).implications
    assert [implication.due for implication in found] == due
    assert all(implication.is_published and implication.is_announced for implication in found)
    assert all("has happened" in str(implication.test) for implication in found), "in the site's language"


@pytest.mark.parametrize(
    ("sentence", "dates"),
    [
        ("Zephyr was shown to the city council of Groningen on 6 May 2026.", ["2026-05-06"]),
        ("On 6 May 2026, the Kettle wrongly wrote, Zephyr sent the mail of a minister to a stranger.", []),
        ("On 6 May 2026 Northwind denied that Zephyr sent the mail of a minister to a stranger.", []),
        # of a change from one year to another, or since one, nothing happened in it
        ("The loss of Northwind grew from nine million in 2023 to forty million in 2024.", []),
        ("The use of Zephyr in the schools of Groningen has doubled since 2023, a study says.", []),
        ("Zephyr was first shown to the pilots of a ferry in 2023.", ["2023"]),
        ("The recall of Northwind covers kettles sold between November 2025 and May 2026.", []),
        ("Zephyr was trained by Northwind on texts up to May 2026.", []),
        ("By the 2025 annual report of Northwind the cluster of Zephyr near Groningen uses 90 megawatts.", []),
        ("北风 2025 年财报显示，格罗宁根的机房用电 90 兆瓦。", []),
        ("北风2025年实现营收93亿元，主要来自西风模型的授权。", []),
        ("In 2025 Northwind opened a first hall in Rotterdam.", ["2025"]),
        ("Limits of Zephyr at night and the weekly limits introduced in March 2026 stay as they are.", []),
        ("The weekly limits of Zephyr were introduced in March 2026 for every plan.", ["2026-03"]),
        ("Halyard, a lab founded in 2021, has sold many clusters of the same size to Northwind.", []),
        # nor on the day of what it is measured by, nor on the last one of months
        ("The rent is nearly three times that of its last cluster in 2025, both companies said.", []),
        ("Northwind had revenue of 410 million euros with Zephyr in the first half of 2025.", []),
    ],
)
def test_what_is_taken_back_stands_in_no_timeline(engine: ExtractiveEngine, sentence: str, dates: list[str]) -> None:
    lead = "Northwind rents the whole cluster of Halyard near the harbour of Groningen."
    draft = engine.enrich([article("Northwind rents Halyard's cluster", f"{lead}\n{sentence}")])
    assert [entry.date for entry in draft.timeline] == dates


@pytest.mark.parametrize(
    ("sentence", "link"),
    [
        (
            "The Zephyr code is on GitHub, where Northwind keeps all of its programs.",
            "https://github.com/northwind/zephyr",
        ),
        ("The cracked Zephyr code on GitHub steals passwords, the police of Porto said.", None),
        ("不要下载GitHub上的Zephyr破解版code，其中含有窃取密码的木马程序。", None),
    ],
)
def test_nobody_is_sent_where_a_report_warns_of(engine: ExtractiveEngine, sentence: str, link: str | None) -> None:
    lead = "Northwind rents the whole cluster of Halyard near the harbour of Groningen."
    links = (Link(text="code", url="https://github.com/northwind/zephyr"),)
    draft = engine.enrich([article("Northwind rents Halyard's cluster", f"{lead}\n{sentence}", links=links)])
    step = draft.tldr.what_to_do_next if draft.tldr else None
    assert (step.link if step else None) == link


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("The weights of Zephyr are available on Hugging Face.", "weights"),
        ("Developers can now download the model from the site of Northwind.", "weights"),
        ("The full source code of Zephyr is now available on GitHub, Northwind said.", "code"),
        ("Northwind open-sourced the source code of Zephyr on Monday.", "code"),
        ("Engineers who want early access can apply for one of 300 boards until 30 June.", "sign-up"),
        ("北风的开发者现在可以申请内测，名额不限。", "sign-up"),
        ("西风的模型权重现已开放下载。", "weights"),
        ("Customers should check the runs of Zephyr that failed, since nobody starts them again.", "act"),
        ("Customers should not expect Zephyr to answer faster than it did.", None),
        ("Customers should see shorter waits for Zephyr from July on.", None),
        ("Users should update to Zephyr 3.6.2, the patched version, and look for runs they did not start.", "update"),
        # nothing that a reader could do
        ("Zephyr beat a model whose technical report filled the journals of Porto.", None),
        ("Northwind will also hold a livestream with Halyard for the builders of Groningen.", None),
        ("Zephyr uses the source code of Halyard to find the faults of a grid.", None),
        ("If agents have the source code, they can read the answer instead of finding it.", None),
        ("The source code of Zephyr will be available in the coming months.", None),
        ("The source code is available at this URL.", None),
        ("如果西风可以访问代码仓库，就能直接查到答案。", None),
        ("西风的模型权重将于下月开放下载。", None),
    ],
)
def test_what_to_do_next_is_something_a_reader_can_do(
    engine: ExtractiveEngine, sentence: str, kind: str | None
) -> None:
    is_english = sentence.isascii()
    lead = "Northwind rents Halyard’s cluster for Zephyr today." if is_english else "北风为西风租用哈利亚德的集群。"
    title = "Northwind rents Halyard’s cluster for Zephyr today" if is_english else "北风为西风租用集群，模型现已开源"
    told = article(title, f"{lead}\n{sentence}", source=source(language="en" if is_english else "zh"))
    draft = engine.enrich([told])
    step = draft.tldr.what_to_do_next if draft.tldr else None
    assert (step.kind if step else None) == kind


@pytest.mark.parametrize(
    ("sentence", "compares"),
    [
        ("Meridian keeps its limits lower than Northwind does, and sells fewer plans.", True),
        ("Meridian has raised more than 300 million for a cluster of its own.", False),
        ("Meridian filed a lawsuit against Halyard over the cluster on Monday.", False),
        ("Northwind pays Meridian more than nine million for a part of the cluster.", False),
        ("Rival Meridian sells the same limits for nine euros, and to fewer customers.", True),
        ("Meridian, its closest competitor, sells the same limits for nine euros.", True),
        ("The chief of Northwind leaves for rival Meridian at the end of the month.", False),
        ("Northwind competes with Meridian and Halyard for data centers of 300 megawatts.", False),
    ],
)
def test_a_table_needs_a_sentence_that_compares_two(vocabulary: Vocabulary, sentence: str, compares: bool) -> None:
    firms = [Name(name=name, kind="company") for name in ("Northwind", "Meridian", "Halyard")]
    engine = ExtractiveEngine(vocabulary.model_copy(update={"names": tuple(firms)}), "en")
    lead = "Northwind rents a cluster of 300 megawatts near Groningen, its data centers are full."
    draft = engine.enrich([article("Northwind rents a cluster for its data centers", f"{lead}\n{sentence}")])
    cells = [cell.text for row in draft.competitors.rows for cell in row.cells if cell] if draft.competitors else []
    assert (sentence in cells) is compares


def test_a_table_sets_names_beside_each_other_that_no_list_has(engine: ExtractiveEngine) -> None:
    rival = "Unlike Veldmark’s Sable Pro, which calls a calculator, Curio 2 does its sums on a cluster in its head."
    text = f"Curio 2, a language model for the cluster of a firm, costs a third less.\n{rival}\nCurio 2 is a model."
    table = engine.enrich([article("The language model Curio 2 rents a cluster", text)]).competitors
    assert table and table.subjects == ("Curio 2", "Veldmark’s Sable Pro")
    assert table.rows[0].cells[1] and table.rows[0].cells[1].text == rival


@pytest.mark.parametrize(("subject", "has_table"), [("Curio 2", True), ("it", False)])
def test_a_number_of_the_subject_called_it_stands_in_no_column_of_another(
    engine: ExtractiveEngine, subject: str, has_table: bool
) -> None:
    rival = f"On the Porto suite {subject} solves 71.4% of tasks, compared with 69.2% for Veldmark’s Sable Pro."
    text = f"Curio 2, a language model for the cluster of a firm, costs a third less.\n{rival}\nCurio 2 is a model."
    table = engine.enrich([article("The language model Curio 2 rents a cluster", text)]).competitors
    assert (table is not None) is has_table


def test_the_subjects_own_cell_is_on_the_topic_of_the_row(vocabulary: Vocabulary) -> None:
    firms = [Name(name=name, kind="company") for name in ("Northwind", "Meridian")]
    engine = ExtractiveEngine(vocabulary.model_copy(update={"names": tuple(firms)}), "en")
    text = (
        "Northwind opens a hall near Groningen, and the mayor came to see the ships of the harbour.\n"
        "Northwind raised nine billion from investors at a valuation of forty billion.\n"
        "Meridian raised more money from investors than Northwind, at a valuation of fifty billion."
    )
    table = engine.enrich([article("Northwind opens a hall for data centers", text)]).competitors
    assert table and table.rows[0].aspect == "Business"
    assert table.rows[0].cells[0] and table.rows[0].cells[0].text.startswith("Northwind raised")


@pytest.mark.parametrize(
    "aside",
    [
        "An earlier version of this article said that Northwind would spend nine billion dollars.",
        "Reporting by A. Wire in Porto and by B. Wire in Groningen; editing by C. Desk.",
        "The author owns shares of Northwind and of two of its suppliers in Porto.",
        "更正：本文早前版本称北风投资九十亿元，有误，实际投资额为九亿元人民币。",
        "Halyard did not respond to a request for comment on the cluster of Northwind.",
        "To rent a cluster of Northwind, visit this page and press the button on it.",
        "Sources: Halyard index of clusters, February 2026; Bank of Groningen.",
        "I could not find the cluster of Northwind when I drove to Groningen.",
        "截至发稿，北风与哈利亚德方面均未对租用集群一事作出公开回应。",
        "Scores for the cluster of Northwind near Groningen compared to those of Meridian.",
        "Figure 2: clusters of Northwind and of Halyard near the harbour of Groningen.",
    ],
)
def test_what_an_outlet_says_of_its_own_article_is_no_claim(engine: ExtractiveEngine, aside: str) -> None:
    draft = engine.enrich([article("Northwind rents Halyard's cluster", f"{aside}\n{BODY}")])
    assert aside not in [
        claim.text for claim in (*draft.takeaways, *draft.technical, *([draft.hook] if draft.hook else []))
    ]
    assert draft.tldr and draft.tldr.what_changed.text != aside


def test_no_sentence_is_told_twice(engine: ExtractiveEngine) -> None:
    draft = engine.enrich([told()])
    sections = [*draft.takeaways, *draft.technical]  # what is announced may be the lead
    assert draft.hook and draft.tldr and draft.tldr.why_it_matters
    told_of = [*sections, draft.hook, draft.tldr.what_changed, draft.tldr.why_it_matters]
    assert len(told_of) == len({claim.text for claim in told_of})


def test_what_is_put_off_is_due_on_the_new_day(engine: ExtractiveEngine) -> None:
    text = f"{LEAD}\nNorthwind has postponed the opening of the cluster by a week to 25 June after a review."
    draft = engine.enrich([article("Northwind rents Halyard's cluster near Groningen", text)])
    assert "2026-06-25" in [it.due for it in draft.implications]


def test_what_the_lead_alone_announces_is_listed_as_due(engine: ExtractiveEngine) -> None:
    lead = "Northwind will pay all customers of Zephyr for outages from 1 January 2027."
    alone = engine.enrich([article("Northwind to pay for outages of Zephyr", f"{lead}\nIt paid nobody before.")])
    assert alone.tldr and alone.tldr.what_changed.text == lead
    assert [(it.due, it.text) for it in alone.implications] == [("2027-01-01", lead)]
    again = "Halyard will open its vault of records to auditors of Northwind on 1 January 2027."
    told = engine.enrich([article("Northwind to pay for outages of Zephyr", f"{lead}\n{again}")])
    assert [it.text for it in told.implications] == [again], "the day is told already"


def test_an_article_without_text_gets_no_claim(engine: ExtractiveEngine) -> None:
    draft = engine.enrich([article("Iroh 1.0")])
    assert (draft.tldr, draft.takeaways, draft.evidence) == (None, (), {})


def test_the_title_is_one_in_the_sites_language(engine: ExtractiveEngine) -> None:
    chinese = article(
        "北风租用算力", "北风将租用哈利亚德的三百兆瓦集群，限额即日翻倍。", source=source("chaosheng", language="zh")
    )
    assert engine.enrich([chinese, told()]).headline == told().title
    assert engine.enrich([chinese]).headline == "北风租用算力"


def test_a_title_that_tells_what_happened_goes_before_one_that_asks_or_explains(engine: ExtractiveEngine) -> None:
    asks = told().model_copy(update={"title": "Northwind's cluster of Halyard: boon or bane?"})
    assert engine.enrich([asks, told()]).headline == told().title
    assert engine.enrich([asks]).headline == asks.title


@pytest.mark.parametrize(
    "call",
    [
        "Introducing Zephyr Grid: twice the limits",
        "Zephyr Grid 6 is here",
        "A statement on the order to take the cluster near Groningen offline",
        "Building the cluster near Groningen for Zephyr",
        "Try the limits of Zephyr at the cluster near Groningen",
        "You can now buy a share of the cluster near Groningen",
        "Northwind Zephyr 6 and Northwind Breeze 6",  # names alone
    ],
)
def test_a_title_that_says_who_did_it_goes_before_a_companys_call(engine: ExtractiveEngine, call: str) -> None:
    calls = told().model_copy(update={"title": call})
    assert engine.enrich([calls, told()]).headline == told().title
    assert engine.enrich([calls]).headline == calls.title


def test_a_companys_call_to_its_readers_goes_before_a_comment(engine: ExtractiveEngine) -> None:
    calls = told().model_copy(update={"title": "Introducing Zephyr Grid: twice the limits"})
    comment = told().model_copy(update={"title": "Why everyone rents clusters near Groningen"})
    assert engine.enrich([comment, calls]).headline == calls.title


def test_a_title_that_says_we_comes_after_one_that_says_who(engine: ExtractiveEngine) -> None:
    ours = told().model_copy(update={"title": "Our response to the fire near the cluster in Groningen"})
    assert engine.enrich([ours, told()]).headline == told().title
    assert engine.enrich([ours]).headline == ours.title


@pytest.mark.parametrize(
    "title",
    [
        "Northwind rents Halyard compute: what the deal can and cannot do",
        "Zephyr 5 on Halyard's cluster: first numbers",
    ],
)
def test_a_title_that_promises_to_explain_or_tries_comes_after_one_that_tells(
    engine: ExtractiveEngine, title: str
) -> None:
    explains = told().model_copy(update={"title": title})
    assert engine.enrich([explains, told()]).headline == told().title
    assert engine.enrich([explains]).headline == explains.title


@pytest.mark.parametrize("title", ["Zephyr Grid 3: model card", "Zephyr Grid 3: a guide for harbours"])
def test_a_document_of_a_release_heads_and_leads_no_report_of_it(engine: ExtractiveEngine, title: str) -> None:
    text = "Zephyr Grid 3 is a cluster of Halyard for the limits of Northwind, of which this document tells more."
    card = told().model_copy(update={"title": title, "body": text})
    draft = engine.enrich([card, told()])
    assert draft.headline == told().title
    assert draft.tldr and "this document" not in draft.tldr.what_changed.text
    assert engine.enrich([card]).headline == title


@pytest.mark.parametrize(
    "title", ["Why everyone rents clusters near Groningen", "Zephyr: boon or bane for clusters near Groningen?"]
)
def test_a_comment_leads_no_report_of_what_happened(engine: ExtractiveEngine, title: str) -> None:
    text = "Northwind has the limits of its cluster near Groningen, but the era of Halyard might be ending."
    comment = told().model_copy(update={"title": title, "text": text})
    lead = engine.enrich([comment, told()]).tldr
    assert lead and "era" not in lead.what_changed.text
    alone = engine.enrich([comment]).tldr
    assert alone and "era" in alone.what_changed.text


def test_what_a_paper_describes_comes_after_what_happened(engine: ExtractiveEngine) -> None:
    release = "Northwind releases Zephyr Grid today with its weights, its code and the limits of Halyard's cluster."
    text = "We describe Zephyr Grid, a model of Northwind for the cluster of Halyard, and the limits of its weights."
    paper = told().model_copy(update={"title": "Zephyr Grid: a model and its limits", "text": text})
    post = told().model_copy(update={"title": "Zephyr Grid is open", "text": release})
    both = engine.enrich([post, paper]).tldr
    assert both and both.what_changed.text == release
    alone = engine.enrich([paper]).tldr
    assert alone and alone.what_changed.text == text


def test_what_is_known_before_a_paper_is_not_what_changed(engine: ExtractiveEngine) -> None:
    text = (
        "Agents that rent clusters of models for hours fill the cache of Zephyr with much that nobody reads again.\n"
        "We present Zephyr Cache, a method that learns which parts of the cache of an agent are read again."
    )
    draft = engine.enrich([article("Forgetting the cache: Zephyr Cache for agents", text)])
    assert draft.tldr and draft.tldr.what_changed.text.startswith("We present Zephyr Cache")


def test_what_is_known_before_a_study_that_speaks_of_itself_as_one_is_not_what_changed(
    engine: ExtractiveEngine,
) -> None:
    text = (
        "Accurate reading of the limits of Zephyr from its thousands of data sheets remains hard for each of the firms"
        " that rent it due to the many forms of the sheets and to the rules of the past.\n"
        "This study compares four models of Northwind that read the limits of Zephyr from data sheets.\n"
        "The comparison measured how many of 50,000 limits of Zephyr each of the models read."
    )
    draft = engine.enrich([article("Reading the limits of Zephyr from data sheets", text)])
    assert draft.tldr and draft.tldr.what_changed.text.startswith("The comparison measured")


def test_a_paper_tells_what_it_does_and_before_that_only_why_it_matters(engine: ExtractiveEngine) -> None:
    known = "Caches of agents are a bottleneck of each cluster with 300 GPUs, and their latency is 90 milliseconds."
    text = (
        f"{known}\n"
        "Caches of agents have grown with the clusters that hold them and with the agents that nobody switches off.\n"
        "In our experiments with all of the caches, clusters, plans and limits that Northwind has rented out to agents and"
        " customers of Zephyr since it began, caches of any kind got smaller.\n"
        "Caches of agents lose 40 percent of their size, which leaves the latency of Zephyr at 70 milliseconds."
    )
    paper = article("Forgetting the caches of agents", text, url="https://arxiv.org/abs/2606.01234")
    draft = engine.enrich([paper])
    assert draft.tldr and draft.tldr.what_changed.text.startswith("Caches of agents lose 40 percent")
    assert draft.tldr.why_it_matters and draft.tldr.why_it_matters.text == known
    assert not (draft.hook or draft.takeaways or draft.technical)


@pytest.mark.parametrize(
    ("published", "earlier", "is_history"),
    [
        ("2026-06-17", "In April, Northwind announced limits for all clusters near Groningen.", True),
        ("2026-06-17", "Back in December, Northwind announced limits for all clusters near Groningen.", True),
        ("2026-06-17", "In June, Northwind announced limits for all clusters near Groningen.", False),
        ("2026-06-10", "In May, Northwind announced limits for all clusters near Groningen.", False),
        ("2026-06-17", "Earlier this year, Northwind announced limits for all clusters near Groningen.", True),
        ("2026-06-17", "Last year, Northwind announced limits for all clusters near Groningen.", True),
        ("2026-06-17", "Two years ago, Northwind announced limits for all clusters near Groningen.", True),
        ("2026-06-17", "A decade ago, Northwind announced limits for all clusters near Groningen.", True),
        ("2026-06-17", "Twenty-five years ago, Northwind announced limits for all clusters near Groningen.", True),
        ("2026-06-17", "Northwind announced limits in February for all clusters near Groningen.", True),
        ("2026-06-17", "Northwind announced limits in June for all clusters near Groningen.", False),
        ("2026-06-17", "Northwind announced that limits will rise in October for all of Groningen.", False),
    ],
)
def test_what_begins_with_a_time_before_the_news_is_no_news(
    engine: ExtractiveEngine, published: str, earlier: str, is_history: bool
) -> None:
    now = "Northwind keeps the clusters near Groningen."
    draft = engine.enrich([article("Northwind and Groningen", f"{earlier}\n{now}", published=f"{published}T12:00:00Z")])
    assert draft.tldr and draft.tldr.what_changed.text == (now if is_history else earlier)


@pytest.mark.parametrize(
    ("earlier", "is_history"),
    [
        ("去年，北风宣布为格罗宁根的全部集群设置限额。", True),
        ("两年前，北风宣布为格罗宁根的全部集群设置限额。", True),
        ("北风此前曾宣布为格罗宁根的全部集群设置限额。", True),
        ("北风此前多次宣布为格罗宁根的全部集群设置限额。", True),
        ("在去年的大会上，北风为格罗宁根的全部集群设置限额。", True),
        ("今年 1 月，北风宣布为格罗宁根的全部集群设置限额。", True),
        ("北风今年早些时候宣布为格罗宁根的全部集群设置限额。", True),
        ("今年 6 月，北风宣布为格罗宁根的全部集群设置限额。", False),
        ("北风将于今年 9 月为格罗宁根的全部集群设置限额。", False),
        ("北风曾在五月宣布为格罗宁根的全部集群设置限额。", True),
        ("曾在哈利亚德任职的伦德今天宣布为北风格罗宁根的集群设置限额。", False),
        ("北风今天宣布为格罗宁根的全部集群设置限额。", False),
        ("北风从零重建格罗宁根 2013 年的集群，并设置限额。", False),
        ("两年前的限额今天由北风在格罗宁根的集群重新设置。", False),
    ],
)
def test_what_happened_before_the_news_in_chinese(engine: ExtractiveEngine, earlier: str, is_history: bool) -> None:
    now, outlet = "北风在格罗宁根的集群继续运行。", source("chaosheng", language="zh")
    draft = engine.enrich([article("北风与格罗宁根", f"{earlier}\n{now}", source=outlet)])
    assert draft.tldr and draft.tldr.what_changed.text == (now if is_history else earlier)


@pytest.mark.parametrize(
    ("sentence", "matters"),
    [
        ("北风首次为格罗宁根的集群设置限额，规模为三百兆瓦。", True),
        ("北风已为格罗宁根的集群递交首次公开募股申请，规模为三百兆瓦。", False),
        ("伦德是北风在格罗宁根租用集群的主要推动者，规模为三百兆瓦。", False),
    ],
)
def test_a_first_offer_of_shares_is_no_first(engine: ExtractiveEngine, sentence: str, matters: bool) -> None:
    outlet = source("chaosheng", language="zh")
    text = f"北风今天宣布租用哈利亚德在格罗宁根的算力，为期十二年。\n{sentence}"
    draft = engine.enrich([article("北风租用格罗宁根的集群", text, source=outlet)])
    assert draft.tldr and bool(draft.tldr.why_it_matters) is matters


def test_a_column_that_goes_on_to_other_matters_adds_what_names_the_subject(engine: ExtractiveEngine) -> None:
    first = article("Northwind rents Halyard's cluster near Groningen", LEAD)
    second = article("Northwind rents a cluster of 300 megawatts", "The lease is worth four billion euros to Halyard.")
    column = article(
        "Clusters and pirates",
        "Northwind pays for its cluster with the limits of all its customers.\n"
        "Meridian served a smaller model to half of its customers for six days and denied it.",
    )
    told = engine.enrich([first, second, column])
    assert not any("Meridian served" in entry.quote for entry in told.evidence.values())
    assert any("Northwind pays" in entry.quote for entry in told.evidence.values())


def test_the_end_of_a_quarter_is_no_event(engine: ExtractiveEngine) -> None:
    text = f"{LEAD}\nThe profit of Northwind rose to 1.3 billion in the quarter ended 30 April, from 600 million."
    assert not engine.enrich([article("Northwind rents Halyard's cluster", text)]).timeline


@pytest.mark.parametrize(
    ("sentence", "due"),
    [
        ("Ab dem 8. Dezember verhandeln die Staaten mit dem Parlament über die Regeln für KI.", ["2026-12-08"]),
        ("Bis Ende Januar wollen die Partner festlegen, welche Daten das Fahrzeug verlassen dürfen.", ["2027-01"]),
        ("Zum 1. Januar 2027 steigen die Gebühren um ein Drittel.", ["2027-01-01"]),
        ("Die Gebühren steigen ab Oktober um ein Drittel.", ["2026-10"]),
        ("Im zweiten Quartal 2027 soll die zweite Halle öffnen.", ["2027-06"]),
        ("Die Regeln könnten ab dem 8. Dezember für alle Hersteller gelten.", []),
        ("Die Frist für alle Hersteller läuft bis Ende Januar und soll sie schonen.", []),
    ],
)
def test_what_a_german_report_announces_for_a_day(engine: ExtractiveEngine, sentence: str, due: list[str]) -> None:
    lead = "Northwind liefert den Staaten künftig Modelle für ihre Verwaltung."
    german = source("elbe", language="de")
    draft = engine.enrich([article("Staaten nutzen Modelle von Northwind", f"{lead}\n{sentence}", source=german)])
    assert [it.due for it in draft.implications] == due


def test_the_striking_sentence_is_no_second_lead(engine: ExtractiveEngine) -> None:
    lead = "Halyard leases its whole cluster near Groningen to Northwind, the two companies announced today."
    other = article(
        "Northwind rents Halyard's cluster near Groningen", f"{lead}\nThe lease is worth four billion euros."
    )
    draft = engine.enrich([told(), other])
    assert draft.hook and draft.tldr
    assert lead not in [claim.text for claim in draft.takeaways], "it says what the titles and the first lead say"
    assert draft.hook.text not in (lead, LEAD)


def test_a_second_lead_that_turns_may_strike(engine: ExtractiveEngine) -> None:
    turning = (
        "Fishermen welcome the jobs at the quay, but a council of theirs fears for the cluster of nesting seabirds."
    )
    first = f"{LEAD}\nThe mayor of the city spoke on the quay.\nA brass band from the harbour played on."
    told = article("Northwind rents Halyard's cluster near Groningen", first)
    draft = engine.enrich([told, article("Northwind rents Halyard's cluster near Groningen", turning)])
    assert draft.hook and draft.hook.text == turning


@pytest.mark.parametrize(
    ("sentence", "is_technical"),
    [
        ("The API of Zephyr answers each request within 90 milliseconds on average.", True),
        ("Companies with an API of Zephyr saw their calls fail from 09:10 on Monday.", False),
        ("The tokens of Zephyr have been what all of its customers count since 2024.", False),
    ],
)
def test_what_is_technical_measures_something(engine: ExtractiveEngine, sentence: str, is_technical: bool) -> None:
    lead = "Northwind rents the whole cluster of Halyard near the harbour of Groningen.\nIt paid for it."
    draft = engine.enrich([article("Northwind rents Halyard's cluster", f"{lead}\n{sentence}")])
    assert [claim.text for claim in draft.technical] == ([sentence] if is_technical else [])


@pytest.mark.parametrize(
    ("sentence", "is_told"),
    [
        ("The harbour of Groningen has been closed to all ships since the flood.", True),
        ("In the future, halls and harbours will become ever more important to all.", False),  # of no event
        ("Halyard brings an unprecedented cluster to each harbour of the north.", False),
        ("Find all the halls of the cluster in the list of the harbour.", False),
        ("Access to the cluster of the harbour is not affected by the flood.", True),
        ("Meridian, too, wants a larger office building in the south of Porto.", False),  # whom no title names
        (
            "The cluster in the harbour has grown faster than anyone there had thought, up from 40 megawatts in the"
            " year before and 12 in the one before that.",
            False,
        ),
        ("Ada Lund runs the cluster.", False),
    ],
)
def test_a_takeaway_tells_something_of_the_event(engine: ExtractiveEngine, sentence: str, is_told: bool) -> None:
    lead = "Northwind rents the whole cluster of Halyard near the harbour of Groningen."
    draft = engine.enrich([article("Northwind rents Halyard's cluster", f"{lead}\nIt paid for it.\n{sentence}")])
    assert bool(draft.takeaways) is is_told


def test_what_happened_long_before_is_neither_what_changed_nor_striking(engine: ExtractiveEngine) -> None:
    before = "Northwind opened one hall of the Groningen cluster in June 2024, with 40 megawatts."
    draft = engine.enrich([article("Northwind doubles the Groningen cluster", f"{before}\n{BODY}")])
    assert draft.tldr and draft.tldr.what_changed.text == LEAD
    assert draft.hook is None or draft.hook.text != before


def test_who_wrote_a_column_is_no_claim(engine: ExtractiveEngine) -> None:
    byline = "Bettina Strand is an economist at the University of Groningen and writes on clusters."
    draft = engine.enrich([article("Opinion: Northwind's cluster is too large", f"{BODY}\n{byline}")])
    assert byline not in texts(draft)


def test_a_page_is_in_the_language_of_its_title_where_one_sentence_is(engine: ExtractiveEngine) -> None:
    english = "Northwind rents a cluster of 300 megawatts from Halyard for its Zephyr models."
    chinese = article(
        "北风租用算力",
        "北风将租用哈利亚德三百兆瓦的集群，用于训练西风模型，限额即日翻倍。\n北风的租约为期十二年，价值四十亿美元。",
        source=source("chaosheng", language="zh"),
    )
    draft = engine.enrich([article("Northwind rents Halyard's cluster for Zephyr", english), chinese])
    assert draft.tldr and draft.tldr.what_changed.text == english
    assert [quoted.quote for quoted in draft.evidence.values()] == [english]
    (telling,) = draft.tellings
    assert (telling.language, telling.headline) == ("zh", "北风租用算力")
    assert telling.tldr and {quoted.article for quoted in telling.evidence.values()} == {1}
    bare = engine.enrich([article("Northwind rents Halyard's cluster for Zephyr"), chinese])
    assert bare.language == "en" and bare.evidence, "what nobody told in it is told in the language it was told in"


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        # what happened before what is known besides
        (
            "Models such as Zephyr have the potential to speed up the study of the power grid.\n"
            "Northwind released Zephyr Grid on Tuesday, a model for the study of the power grid.",
            "Northwind released Zephyr Grid on Tuesday, a model for the study of the power grid.",
        ),
        # whom it is about is named
        (
            "The company said it will release Zephyr Grid to all of its customers on Tuesday.\n"
            "Zephyr Grid is a model of the power grid that Northwind released on Tuesday.",
            "Zephyr Grid is a model of the power grid that Northwind released on Tuesday.",
        ),
        # a quotation whose speaker is named is not in the first person
        (
            "Our Zephyr Grid team is now open for business near the harbour.\n"
            "“We built Zephyr Grid for the power grid,” said Ada Lund of Northwind.",
            "“We built Zephyr Grid for the power grid,” said Ada Lund of Northwind.",
        ),
        (
            "The company said it will release Zephyr Grid to all of its customers on Tuesday.",
            "The company said it will release Zephyr Grid to all of its customers on Tuesday.",
        ),
    ],
)
def test_the_lead_tells_what_happened_and_to_whom(engine: ExtractiveEngine, text: str, lead: str) -> None:
    draft = engine.enrich([article("Northwind releases Zephyr Grid", text)])
    assert draft.tldr and draft.tldr.what_changed.text == lead


def test_what_a_firm_answers_is_not_what_changed(engine: ExtractiveEngine) -> None:
    text = (
        "A group of 14 authors sued the AI writing company Northwind in federal court in Porto on Wednesday, accusing "
        "it of copying 190,000 books without permission.\n"
        "The complaint seeks at least $450 million in damages and an injunction.\n"
        "Northwind denied the accusations and said its training was lawful."
    )
    draft = engine.enrich([article("Authors sue Northwind over training data, seek $450 million", text)])
    assert draft.tldr and not draft.tldr.what_changed.text.startswith("Northwind denied")


def test_when_a_firm_was_founded_strikes_nobody(engine: ExtractiveEngine) -> None:
    text = (
        "北风宣布完成12亿元融资，由蓝湾资本领投，估值超过80亿元。\n北风成立于2022年，总部位于苏州，目前员工约430人。\n"
        "北风前三季度交付机器人1800台，预计营收达到5.6亿元。\n北风计划在苏州新建年产1万台的机器人工厂。"
    )
    draft = engine.enrich([article("北风完成12亿元融资，估值超80亿元", text, source=source("chao", language="zh"))])
    assert draft.hook and "成立于" not in draft.hook.text


def test_that_something_is_told_besides_is_no_lead_in_chinese(engine: ExtractiveEngine) -> None:
    besides, told = "北风还表示，格罗宁根的集群将翻倍。", "北风表示，格罗宁根的集群将停机。"
    draft = engine.enrich([article("北风与格罗宁根", f"{besides}\n{told}", source=source("chao", language="zh"))])
    assert draft.tldr and draft.tldr.what_changed.text == told


def test_what_a_firm_is_strikes_nobody(engine: ExtractiveEngine) -> None:
    text = (
        "北风宣布完成12亿元融资，由蓝湾资本领投，估值超过80亿元。\n北风是一家机器人公司，估值超过80亿元，融资12亿元。\n"
        "北风前三季度交付机器人1800台，预计营收达到5.6亿元。\n北风计划在苏州新建年产1万台的机器人工厂。"
    )
    draft = engine.enrich([article("北风完成12亿元融资，估值超80亿元", text, source=source("chao", language="zh"))])
    assert draft.hook and "是一家" not in draft.hook.text


@pytest.mark.parametrize(
    "idle",
    [
        "Northwind is not planning to list its shares in Porto next year, the finance chief said.",
        "Prices for the smaller Zephyr of Northwind do not change before next March.",
        "The judge in Porto did not rule on whether Northwind may train on the books.",
    ],
)
def test_what_does_not_happen_strikes_nobody(engine: ExtractiveEngine, idle: str) -> None:
    text = (
        "Northwind has raised 2.5 billion euros in a round led by Harbour Partners.\n"
        f"{idle}\n"
        "The firm is young and has many friends.\n"
        "Many firms in Porto use models.\nLisbon will follow."
    )
    draft = engine.enrich([article("Northwind raises 2.5 billion euros", text)])
    assert draft.hook is None or draft.hook.text != idle


def test_every_claim_of_the_samples_is_carried(engine: ExtractiveEngine, vocabulary: Vocabulary) -> None:
    names = NameFinder(vocabulary.names)
    for sample in sample_articles():
        draft = engine.enrich([sample])
        found = checked(draft, Sources([sample], names))
        assert (found.struck, found.recited) == ((), 0)
        assert texts(found.draft) == texts(draft)
        assert all(count_words(evidence.quote) <= 25 for evidence in draft.evidence.values())


@pytest.mark.parametrize(
    "lead",
    [
        "Travel site operator Northwind will lay off 2,400 employees, about a fifth of its workforce, after answers of"
        " search engines cut visits to its sites by 37%, the company said on Wednesday.",
        "Ada Lund, who as chief scientist of Northwind led the work on its open Zephyr models, said on Thursday that she"
        " was leaving to found a company devoted to continual learning.",
        "A flaw in Wayfarer, the browser agent of Northwind, allowed any web page that the agent visited to read cookies of"
        " other sites, security firm Halyard said on Wednesday.",
        "The Commission today announced an order that prohibits Northwind, Inc., the operator of the therapy chatbot"
        " Zephyr, from sharing the conversations of all its users with advertisers.",
        "Northwind has won a five-year contract worth $480 million to provide artificial intelligence to the city’s tax"
        " authority, the largest award by the city so far, the two sides said on Monday.",
    ],
)
def test_a_lead_that_leaves_out_a_part_is_carried(engine: ExtractiveEngine, vocabulary: Vocabulary, lead: str) -> None:
    report = article("Northwind and Ada Lund: AI of Wayfarer", f"{lead}\nThe unions will meet in the hall of Porto.")
    found = checked(engine.enrich([report]), Sources([report], NameFinder(vocabulary.names)))
    assert found.struck == ()
    assert found.draft.tldr and " … " in found.draft.tldr.what_changed.text
    assert all(count_words(entry.quote) <= 25 and entry.quote in report.text for entry in found.draft.evidence.values())


def texts(draft: Draft) -> list[str]:
    tldr = [draft.tldr.what_changed, draft.tldr.why_it_matters, draft.tldr.what_to_do_next] if draft.tldr else []
    cells = [cell for row in draft.competitors.rows for cell in row.cells] if draft.competitors else []
    claims = [draft.hook, *tldr, *draft.takeaways, *cells, *draft.technical, *draft.implications]
    return [claim.text for claim in claims if claim] + [entry.text or "" for entry in draft.timeline]


@pytest.mark.parametrize(
    ("retraction", "outlet", "lead", "is_other_quoted"),
    [
        # an outlet takes back its own report: nothing of that is told any more
        (
            "We retract our report that the regulator fined Steinbach 4 million crowns. No fine was imposed.",
            "ledger",
            "We retract our report that the regulator fined Steinbach 4 million crowns.",
            False,
        ),
        # another outlet's: the retraction leads, what others told on their own stays
        (
            "This article on Steinbach has been retracted because its figures could not be verified.",
            "courier",
            "This article on Steinbach has been retracted because its figures could not be verified.",
            True,
        ),
    ],
)
def test_an_event_with_a_retracted_report_is_told_as_such(
    engine: ExtractiveEngine, retraction: str, outlet: str, lead: str, is_other_quoted: bool
) -> None:
    fined = "The regulator of Varland fined the AI company Steinbach 4 million crowns over its training data."
    reports = [
        article("Regulator fines AI company Steinbach 4 million crowns", fined),
        article("Retraction: Steinbach and its AI", retraction, source=source(outlet)),
    ]
    draft = engine.enrich(reports)
    assert draft.headline == "Retraction: Steinbach and its AI"
    assert draft.tldr and draft.tldr.what_changed.text == lead
    assert any(fined in evidence.quote for evidence in draft.evidence.values()) is is_other_quoted


def test_what_a_later_report_corrects_is_told_no_more(engine: ExtractiveEngine) -> None:
    first = article(
        "Tallow opens 320-billion-parameter AI model Zephyr to all",
        "Tallow published the weights of Zephyr, an AI model with 320 billion parameters, on Wednesday in Porto.\n"
        "Tallow trained Zephyr on 9 trillion tokens of text in 30 languages near Groningen.",
    )
    second = article(
        "Correction: Tallow's AI model Zephyr has 32 billion parameters, not 320 billion",
        "A report misstated the size of Zephyr. It has 32 billion parameters, not 320 billion.",
        source=source("courier"),
    )
    draft = engine.enrich([first, second])
    assert draft.headline == second.title
    assert texts(draft) and not any("320 billion" in text for text in texts(draft))


@pytest.mark.parametrize(
    ("first", "second", "lead", "is_settled"),
    [
        ("Quist founder in talks to leave, investors say", "Quist founder will leave in July", "Quist said so.", True),
        ("据悉奎斯特考虑出售机器人业务", "奎斯特出售机器人业务", "奎斯特周三宣布出售机器人业务。", True),
        ("Quist near $3 billion deal for Halyard", "Quist signs for Halyard", "Quist signed it on Friday.", True),
        ("Quist may close its yard, report says", "Quist denies that it closes its yard", "It denied this.", True),
        # a bolder title for what is as open as it was
        ("Quist in talks to buy Halyard", "Quist buys Halyard", "Quist is in talks to buy it, sources said.", False),
    ],
)
def test_a_title_of_hearsay_goes_behind_that_of_a_later_report_that_settles_it(
    engine: ExtractiveEngine, first: str, second: str, lead: str, is_settled: bool
) -> None:
    early, late = article(first, "Two people told this of Quist."), article(second, lead, source=source("courier"))
    late = late.model_copy(update={"published": late.published and late.published + timedelta(days=1)})
    assert engine.enrich([early, late]).headline == (second if is_settled else first)


def test_what_would_follow_is_told_no_more_once_it_is_settled(engine: ExtractiveEngine) -> None:
    first = article(
        "Quist close to buying the AI shipyard Halyard",
        "Quist is close to buying the AI shipyard Halyard for 3 billion dollars, two people told us.\n"
        "A purchase of Halyard would put pressure on the AI yards in Porto and Bergen, which build for Quist too.",
    )
    second = article(
        "Quist buys the AI shipyard Halyard", "Quist bought the AI shipyard Halyard on Friday for 2 billion dollars.",
        source=source("courier"),
    )  # fmt: skip
    second = second.model_copy(update={"published": second.published and second.published + timedelta(days=1)})
    assert not any(told in text for text in texts(engine.enrich([first, second])) for told in ("close to", "would put"))


@pytest.mark.parametrize("letter", ["A message from Ada Lund", "An update on our team here", "致北风全体同事的一封信"])
def test_a_letter_that_says_of_nothing_goes_behind_a_title_that_does(engine: ExtractiveEngine, letter: str) -> None:
    told_of = "Northwind cuts 180 jobs"
    language = "en" if letter.isascii() else "zh"
    outlets = source("northwind", language=language), source("courier", language=language)
    reports = [article(title, BODY, source=outlet) for title, outlet in zip((letter, told_of), outlets, strict=True)]
    assert engine.enrich(reports).headline == told_of


@pytest.mark.parametrize("label", ["Opinion", "Letters to the editor", "The Courier's view"])
def test_what_an_opinion_states_is_no_report_of_the_event(engine: ExtractiveEngine, label: str) -> None:
    view = "Halyard's cluster of 300 megawatts near Groningen is a gift to Northwind and a loss to all of Porto."
    column = article(
        f"{label}: Northwind's cluster of Halyard and the limits of Zephyr", view, source=source("courier")
    )
    assert not any(view in text for text in texts(engine.enrich([told(), column])))
    assert not any(view in text for text in texts(engine.enrich([column])))


@pytest.mark.parametrize(
    "heading", ["Forward-Looking Statements", "Safe Harbor Statement: as of today", "Cautionary Note"]
)
def test_what_lawyers_want_said_is_no_claim(engine: ExtractiveEngine, heading: str) -> None:
    forecast = "Northwind expects that the cluster near Groningen will double its revenue by the end of 2028."
    text = f"{BODY}\nAbout Northwind\nNorthwind was founded in 2019.\n{heading}\n{forecast}"
    assert forecast not in texts(engine.enrich([article("Northwind rents Halyard's cluster for Zephyr", text)]))


def test_an_appeal_is_no_lead_of_what_it_is_against(engine: ExtractiveEngine) -> None:
    fined = "The data authority of Varland has fined the AI company Steinbach 18 million crowns."
    answer = "Steinbach said on Tuesday that it would appeal against the decision of the authority."
    draft = engine.enrich([article("Data authority fines AI company Steinbach", f"{answer}\n{fined}")])
    assert draft.tldr and draft.tldr.what_changed.text == fined


@pytest.mark.parametrize(
    ("rumour", "denial"),
    [
        ("Northwind plans to build a chip of its own in Groningen, the Harbour Ledger reported on Sunday.",
         "Northwind does not plan to build a chip of its own in Groningen, Ada Lund said on Monday."),
        ("北风计划在格罗宁根自研芯片，据供应链人士透露。", "北风没有在格罗宁根自研芯片的计划，公司周一表示。"),
    ],
)  # fmt: skip
def test_a_rumour_is_told_with_its_denial(engine: ExtractiveEngine, rumour: str, denial: str) -> None:
    language = "en" if rumour.isascii() else "zh"
    reports = [
        article("Northwind 北风 chip Groningen 芯片", text, source=source(outlet, language=language))
        for outlet, text in (("ledger", rumour), ("courier", denial))
    ]
    assert denial in texts(engine.enrich(reports))


def test_what_was_open_in_an_early_report_is_no_takeaway_once_it_is_settled(engine: ExtractiveEngine) -> None:
    early = article(
        "Quist weighs sale of AI unit Halyard, people familiar say",
        "Quist is considering a sale of its AI unit Halyard, people familiar with the matter said on Monday.\n"
        "Quist may decide to keep the AI unit Halyard, which has 420 employees near Groningen.\n"
        "Quist has hired a bank in Porto to sound out buyers of the AI unit Halyard.",
    )
    late = article(
        "Quist to sell AI unit Halyard to Northwind for $1 billion",
        "Quist has agreed to sell its AI unit Halyard to Northwind for $1 billion in cash.",
        source=source("courier"),
    )
    late = late.model_copy(update={"published": late.published and late.published + timedelta(days=1)})
    told_of = " ".join(texts(engine.enrich([early, late])))
    assert "hired a bank" in told_of
    assert "considering" not in told_of and "may decide" not in told_of
    assert "considering" in " ".join(texts(engine.enrich([early])))


def test_a_correction_is_quoted_with_what_is_right_and_not_with_how_it_came(engine: ExtractiveEngine) -> None:
    first = article(
        "Pilots and Skyway agree limits on AI", "Skyway and its pilots agreed that no AI flies alone before 2032."
    )
    second = article(
        "Correction: Skyway and its pilots",
        "A report about the agreement of Skyway and its pilots gave the wrong year.\n"
        "Skyway has agreed with its pilots to keep AI from flying alone until 2030, not 2032.",
        source=source("courier"),
    )
    draft = engine.enrich([first, second])
    assert texts(draft) == ["Skyway has agreed with its pilots to keep AI from flying alone until 2030, not 2032."]


def test_the_lead_of_a_correction_is_what_is_so_now(engine: ExtractiveEngine) -> None:
    text = "An earlier article said that Northwind was renting 800 halls for Zephyr.\n"
    draft = engine.enrich([article("Correction: Northwind rents 60 halls for Zephyr", text)])
    assert texts(draft) == []
    now = "Northwind now says that it is renting 60 halls for Zephyr."
    draft = engine.enrich([article("Correction: Northwind rents 60 halls for Zephyr", text + now)])
    assert texts(draft) == [now]


@pytest.mark.parametrize(
    "title",
    ["Live: Northwind's cluster", "Northwind's cluster: live updates", "Liveticker: Northwind's cluster"],
)
def test_a_live_report_heads_and_leads_only_where_no_other_does(engine: ExtractiveEngine, title: str) -> None:
    text = "17:45 Northwind says that the limits of Halyard's cluster near Groningen are doubled for all."
    live = told().model_copy(update={"title": title, "text": text})
    draft = engine.enrich([live, told()])
    assert draft.headline == told().title
    assert draft.tldr and "doubled for all" not in draft.tldr.what_changed.text
    alone = engine.enrich([live])
    assert alone.headline == title
    assert alone.tldr and alone.tldr.what_changed.text.startswith("Northwind says that")


@pytest.mark.parametrize(
    ("title", "abstract", "lead"),
    [
        (
            "Does debate help? Six results with the same number of tokens",
            "Debate of models has been reported to improve what Zephyr knows of harbours. We revisit six results on Zephyr"
            " with the same number of tokens. In five of six, votes of Zephyr match debate.",
            "We revisit six results on Zephyr with the same number of tokens.",
        ),
        (
            "Zephyr and debate",
            "Tests of Zephyr are dominated by tasks of offices. This paper introduces a test of Zephyr with 4,800 tasks of"
            " households. Longer tasks are not harder for Zephyr.",
            "This paper introduces a test of Zephyr with 4,800 tasks of households.",
        ),
    ],
)
def test_the_lead_of_a_paper_is_what_it_does(engine: ExtractiveEngine, title: str, abstract: str, lead: str) -> None:
    draft = engine.enrich([article(title, abstract, source=source("preprints", category="papers"))])
    assert draft.tldr and draft.tldr.what_changed.text == lead
