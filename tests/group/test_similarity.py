from __future__ import annotations

from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.group.cluster import SAME_EVENT
from generator.group.documents import Document, DocumentMaker
from generator.group.likeness.bags import Bags, bags_of, in_order
from generator.group.likeness.candidates import MOST, blocks_of, neighbours, pairs_of, postings_of
from generator.group.likeness.features import ENOUGH, FEATURES, SHORT_TITLE, features_of
from generator.group.likeness.norms import norms_of
from generator.group.likeness.terms import normal
from generator.group.likeness.weights import BY_HAND, SAME_EVENT_LOG_ODDS
from generator.group.similarity import Space
from generator.model.vocabulary import Name
from generator.text.names import NameFinder
from tests.make import NOON

LISTED = [
    Name(name="Northwind", kind="company", aliases=("北风",)),
    Name(name="Meridian", kind="company", aliases=("子午线",)),
    Name(name="Zephyr", kind="model"),
]
MAKER = DocumentMaker(NameFinder(LISTED))
#: What else is told that week.
OTHERS = [
    ("Meridian opens a data centre near Porto", "The company says the site will need 200 megawatts."),
    ("Northwind names a new head of research", "She worked on language models before."),
    ("A court asks how chatbots are trained", "Publishers want to know which books were read."),
    ("子午线公布季度营收", "公司表示，数据中心业务增长最快。"),
    ("新款笔记本上架", "售价六千元起。"),
]


def told(title: str, lead: str = "", publisher: str = "ledger", days: float = 0, language: str = "en") -> Document:
    return MAKER.of_text(f"{publisher} {title}", title, lead, NOON + timedelta(days=days), publisher, language)


def likeness(one: Document, other: Document) -> float:
    others = [told(title, lead, f"outlet {number}") for number, (title, lead) in enumerate(OTHERS)]
    return Space([one, other, *others]).same_event(0, 1)


SAME = {
    "in other words": (
        told("Northwind raises $240 million for agents", "The round was led by Halyard."),
        told("Northwind closes a $240 million round", "Agents are what the money is for, says Northwind.", "quay"),
    ),
    "in the other language": (
        told("Northwind sued over scanned books", "A publisher accuses Northwind of copying books to train Zephyr."),
        told("北风遭出版商起诉", "出版商指控北风扫描图书用于训练 Zephyr。", "chao"),
    ),
    "who joins and whom, where only one title names both": (
        told("Nobel economist to advise Harwick on jobs", "Irena Sokol, who won the Nobel prize, will advise Harwick."),
        told("Irena Sokol joins Harwick", "The economist Irena Sokol will advise Harwick on jobs.", "quay"),
    ),
    "in German, with its numbers": (
        told(
            "Torvik entlässt 1.850 Beschäftigte in Hannover",
            "Der Konzern Torvik streicht 1.850 Stellen und spart damit 1,5 Milliarden Euro.",
            language="de",
        ),
        told("Torvik to cut 1,850 jobs", "The group will save 1.5 billion euros, it says.", "quay"),
    ),
    "in French, under a title without the name": (
        told(
            "Une amende de 12,5 millions d'euros pour des visages copiés",
            "La société Corvello a copié 2 300 000 visages sans autorisation. Le régulateur lui inflige une amende.",
            language="fr",
        ),
        told("Corvello fined over faces", "A fine of 12.5 million euros for 2.3 million faces.", "quay"),
    ),
    "in the other language, by a name that no list has and that sounds alike": (
        told("Qinglan raises money to train new models", "Qinglan, which makes models, closed a Series B."),
        told("青岚科技完成B轮融资", "青岚科技宣布完成B轮融资，资金将用于训练新一代模型。", "chao"),
    ),
    "in the other language, where only the text has the name that sounds alike": (
        told("Chinese firm raises money to train new models", "The funding of Qinglan is a Series B for its models."),
        told("青岚科技完成B轮融资", "青岚科技宣布完成B轮融资。", "chao"),
    ),
    "in the other language, by a number whose unit stands apart in one of them": (
        told("Zephyr Quay starts a 1.8 GB helper on each launch, even for chat"),
        told("Windows 版 Zephyr Quay 内存问题，每次启动 1.8GB 程序", "Zephyr Quay 占用内存。", "chao", days=0.4),
    ),
    "a sale, by who sells and by who buys": (
        told("Halyard sells its chip unit for $900 million", "Kestrel pays $900 million for the chip unit of Halyard."),
        told("Kestrel buys chip unit from Halyard", "The price is $900 million, Kestrel and Halyard said.", "quay"),
    ),
    "in the other language, by names that no list has": (
        told(
            "Carmaker Ottery to deploy 20,000 robots from Corvane in its six plants",
            "The three-year deal is worth 3.6 billion yuan. The first 600 machines will be delivered next Monday.",
        ),
        told(
            "启程智造与山海汽车签约，3年内部署2万台工业机器人",
            "双方签署协议，计划在六座工厂部署2万台机器人，合同金额约36亿元。首批600台将于下周一交付。",
            "chao",
        ),
    ),
    "a model that no list has is released": (
        told("Introducing Tarn 4, our most capable model", "Tarn 4 reads images. Call it tarn-4-preview.", "tarn"),
        told(
            "Tarn 4 arrives: what it can and cannot do",
            "The model of Tarn Labs invents footnotes, we found.",
            "quay",
            1,
        ),
    ),
    "with no name in common, in many of the same words": (
        told("Primary schools to ban chatbots in class from autumn", "Pupils under ten may not use chatbots in class."),
        told("Chatbots banned from primary schools in autumn", "The ban holds for pupils under ten.", "quay"),
    ),
    "in the other language, by a rare word that both have as it is": (
        told("We shook hands with a machine", "The robot of the makers of Neva-X has fast fingers."),
        told("机器人灵巧手可水洗", "Neva-X 机器人的手指可水洗，售价公布。", "chao"),
    ),
    "an inquiry in other words": (
        told(
            "Regulators open inquiry into Corvane over teen chatbots", "The inquiry into Corvane is formal.", "ledger"
        ),
        told("Commission investigates Corvane, citing risks to children", "An inquiry was opened.", "quay"),
    ),
    "a name more, which the other has in its text": (
        told("Orbix hires Holm from Vantor", "Ada Holm is to lead research at Orbix.", "ledger"),
        told("Orbix hires researcher Ada Holm", "Holm leaves Vantor, where she built grippers.", "quay"),
    ),
    "a quarter that one title does not name": (
        told("Orbix doubles its profit in the first quarter", "Orbix earned 90 million.", "ledger"),
        told("Orbix doubles its profit", "Orbix earned 90 million from January to March.", "quay"),
    ),
    "a place and what it lies in": (
        told("London court rules on pictures of Zephyr", "The ruling of Wednesday is on pictures."),
        told("British court rules on pictures of Zephyr", "The ruling of Wednesday is on pictures.", "quay"),
    ),
    "under a title without a name, with one text": (
        told("Elevated errors on the interface", "A cable was cut in one of the halls of a city."),
        told("Elevated errors on the interface", "In one of its halls a cable was cut, a city says.", "quay", days=1),
    ),
    "under one title": (
        told("Porto gets a second data centre", publisher="ledger"),
        told("Porto gets a second data centre!", publisher="quay", days=3),
    ),
    "a long title printed again days later": (
        told(
            "Orbix removes paid songs from libraries; listeners are reminded that they own nothing they buy",
            "Songs that were paid for are gone from the libraries of Orbix.",
            "ledger",
        ),
        told(
            "Orbix Removes Paid Songs From Libraries, a Warning to Listeners That They Own Nothing They Buy",
            "Orbix took songs from the shelves of those who had paid.",
            "quay",
            days=4,
        ),
    ),
    "a recall and its announcement": (
        told("Orbix recalls its Hearth hub", "Orbix recalls the Hearth hub, whose battery may burn.", "ledger"),
        told(
            "Orbix announces refunds for the Hearth hub", "Batteries may burn, so Orbix recalls the Hearth hub.", "quay"
        ),
    ),
    "days later, first of all": (
        told(
            "Court rejects Brightforge's claim to chip patents of Halyard", "A court in Texas threw it out.", "ledger"
        ),
        told(
            "Brightforge loses in Texas",
            "Court rejects Brightforge's claim to chip patents of Halyard.",
            "quay",
            days=2,
        ),
    ),
    "a suit, in German, whose plaintiffs no list translates": (
        told(
            "Imker verklagen Wabenwerk auf 43 Millionen Euro",
            "Ein Verband der Imker hat Wabenwerk in München verklagt. Es geht um 118.000 Fotos.",
            language="de",
        ),
        told("Beekeepers sue Wabenwerk for 43 million euros", "In Munich a suit is about 118,000 photos.", "quay"),
    ),
    "a summit, in German, by what is one word there": (
        told(
            "21 Staaten einigen sich in Lissabon auf Meldepflicht für KI-Vorfälle",
            "Das haben 34 Staaten auf dem KI-Gipfel unterzeichnet. Die Meldung ist binnen 72 Stunden fällig.",
            language="de",
        ),
        told(
            "Twenty-one countries back AI incident reporting at Lisbon summit",
            "A text of 34 countries asks firms to tell within 72 hours.",
            "quay",
        ),
    ),
    "what a company launches, by its name": (
        told("Meridian quietly ships Satchel", "With Satchel people make small games.", "ledger"),
        told("Satchel by Meridian copies nobody", "A reader of that name was shut years ago.", "quay"),
    ),
    "what a company launches, by its version": (
        told("Zephyr 17 comes with tools", "It was final on Tuesday.", "ledger"),
        told("Zephyr 17 arrives on phones", "The update is free for users.", "quay"),
    ),
    "what a company launches, on a page without a text": (
        told("New in Corvane: dreaming and outcomes", "", "corvane"),
        told("Features named after sleep", "Corvane announced dreaming for Corvane.", "quay"),
    ),
}
OTHER = {
    "what a company suffers and is accused of on one day": (
        told(
            "Vocalis voices go silent for two hours", "Vocalis, the voice AI company, was down. An update was faulty."
        ),
        told("Actors sue Vocalis over cloned voices", "Twelve actors sued Vocalis, the voice AI company.", "quay"),
    ),
    "two matters of one company on one day, with one number": (
        told("Corvane says tokens were stolen", "Thieves have tokens of 2,000 users, Corvane says."),
        told("Corvane sells 2,000 robots", "Corvane sold 2,000 of its robots, Corvane says.", "quay", days=0.2),
    ),
    "two matters of one company on one day, in units alike": (
        told("Corvane cuts prices for Tarn", "A million words of Tarn cost 2 euros at the AI company Corvane."),
        told("Publishers sue AI company Corvane for 43 million euros", "Tarn was trained on articles.", "quay", days=1),
    ),
    "two matters of one company on one day, of two words": (
        told(
            "Sales of Orvane Wheel rise to 44 million euros", "Orvane Wheel, the AI company, lost 9 million.", "ledger"
        ),
        told("Authors take Orvane Wheel to court", "They sue AI company Orvane Wheel over 52,000 books.", "quay"),
    ),
    "two matters of one company on one day, in German": (
        told("Corvane KI senkt die Preise um mehr als 60 Prozent", "Das kosten dann 2 statt 4 Euro.", language="de"),
        told(
            "Corvane KI wächst im Sommer um 48 Prozent",
            "Das sind mehr als 44 Millionen Euro Umsatz.",
            "quay",
            days=1,
            language="de",
        ),
    ),
    "what came of a launch days later, after which the launch is told again": (
        told("Auralis unveils a voice model that can be interrupted", "It listens while it speaks.", "ledger"),
        told(
            "Fraudsters pose as bank staff with voice of Auralis",
            "Police count 34 cases. The voice model that can be interrupted was unveiled by Auralis on Monday.",
            "quay",
            days=2,
        ),
    ),
    "the next of a series": (
        told("Weekly deliveries, issue 12", "Cars and phones."),
        told("Weekly deliveries, issue 13", "Cars and phones."),
    ),
    "the same of another company": (
        told("Northwind: half-year profit up 24 %", "Northwind expects a rise."),
        told("Meridian: half-year profit up 61 %", "Meridian expects a rise."),
    ),
    "the same of another company, told by two outlets": (
        told(
            "Northwind launches a voice agent for call centres at $0.08", "It answers calls for Northwind's customers."
        ),
        told("Meridian launches a voice agent for call centres at $0.07", "It answers calls for Meridian's.", "quay"),
    ),
    "a month later under one title": (
        told("Deliveries of the month are out now"),
        told("Deliveries of the month are out now", days=30),
    ),
    "the next version": (
        told("Northwind releases Zephyr-2.1", "A model for code."),
        told("Northwind releases Zephyr-2.2", "A model for code.", "quay", days=4),
    ),
    "a column of one publisher": (
        told("How data teams use Zephyr", "A look at their work."),
        told("How design teams use Zephyr", "A look at their day.", days=1),
    ),
    "the same a second time": (
        told("Zephyr down for three hours", "Northwind has found the fault."),
        told("Zephyr down again for two hours", "Northwind has found the fault.", "quay", days=2),
    ),
    "the opposite": (
        told("Senate approves bill on halls of car makers", "The vote was 52 to 48.", "ledger"),
        told("Senate rejects bill on halls of drone makers", "The vote was 48 to 52.", "quay", days=1),
    ),
    "a chief is named and dismissed": (
        told("Northwind names Lena Holm chief executive", "Northwind named Lena Holm on Thursday."),
        told("Northwind dismisses chief executive Lena Holm", "Northwind dismissed Holm on Monday.", "quay", days=4),
    ),
    "the same of a rival whom one of the reports names": (
        told(
            "Quist raises $250 million for AI chips", "Quist plans a second chip. Rival Corvane raised less.", "ledger"
        ),
        told("Corvane raises $250 million to build AI chips", "Corvane wants to hire 200 engineers.", "quay", 1),
    ),
    "another day of one version": (
        told("Tarn 4 arrives", "The model of Tarn Labs reads images.", "ledger"),
        told("Tarn 4 loses its ears", "Audio input is switched off after complaints about Tarn 4.", "quay", 1),
    ),
    "the same in another place": (
        told("Zephyr outage hits users in Europe", "Zephyr was down for 3 hours.", "ledger"),
        told("Zephyr outage hits users in Asia", "Zephyr was down near Singapore.", "quay", days=2),
    ),
    "the same of a court in another country": (
        told("German court rules on pictures of Zephyr", "A court in Hamburg ruled on pictures."),
        told("British court rules on pictures of Zephyr", "A court in London ruled on pictures.", "quay"),
    ),
    "the same of firms that no list has": (
        told("Kestrel raises $30 million for agents", "Insurers use Kestrel, which is in Porto."),
        told("Vantor raises $30 million for agents", "Hospitals use Vantor, which is in Bern.", "quay"),
    ),
    "a smaller size of one version": (
        told("Halyard releases Borealis 3 in Oslo", "The model Borealis 3 has 70 billion parameters."),
        told("Halyard releases Borealis 3 Mini in Oslo", "The model Borealis 3 Mini has 7 billion.", "quay", days=2),
    ),
    "a suit is filed and thrown out": (
        told("Publishers sue Northwind over scanned books", "Four publishers sued Northwind in Boston.", "ledger"),
        told(
            "Judge throws out case of publishers against Northwind over scanned books",
            "A judge in Boston is done with what four publishers said of Northwind.",
            "quay",
            days=4,
        ),
    ),
    "a law in another country": (
        told("Norway bans deepfakes of its citizens", "The law of Norway is to hold from May.", "ledger"),
        told("Denmark bans deepfakes of its citizens", "The law of Denmark is to hold from June.", "quay", days=1),
    ),
    "a firm hires two persons": (
        told("Orbix hires Holm", "Ada Holm is to lead research at Orbix, the firm said.", "ledger"),
        told("Orbix hires Patel", "Ravi Patel is to keep the accounts of Orbix, the firm said.", "quay", days=1),
    ),
    "a firm opens two offices": (
        told("Orbix opens an office in Lisbon", "Fifty people are to work for Orbix in Lisbon.", "ledger"),
        told("Orbix opens an office in Nairobi", "Fifty people are to work for Orbix in Nairobi.", "quay", days=1),
    ),
    "the results of two quarters": (
        told("Orbix reports first quarter results", "Orbix earned more with data centres.", "ledger"),
        told("Orbix reports second quarter results", "Orbix earned more with data centres.", "quay", days=6),
    ),
    "two rounds of funding": (
        told("Orbix closes a seed round for its grippers", "The money is to build grippers in Bern.", "ledger"),
        told("Orbix closes a Series A for its grippers", "The money is to build grippers in Bern.", "quay", days=5),
    ),
    "results of two quarters in two languages": (
        told("Zephyr sales of Northwind double in Q1", "Northwind sold 400,000 boxes of Zephyr.", "ledger"),
        told("北风二季度 Zephyr 销量翻倍", "北风卖出 400,000 台 Zephyr。", "chao", days=5),
    ),
    "a title without a name above other texts": (
        told("Elevated errors on the interface", "Orbix saw errors in Frankfurt on Monday, when a cable was cut."),
        told(
            "Elevated errors on the interface",
            "Vantor saw errors in Tokyo on Friday from a faulty update.",
            "quay",
            days=1,
        ),
    ),
    "two suits against one firm": (
        told(
            "Newspapers sue Orbix over training data", "Eight newspapers sued Orbix for what it trained on.", "ledger"
        ),
        told("Musicians sue Orbix over training data", "A group of songwriters sued Orbix.", "quay", days=2),
    ),
    "two matters of one firm in a week": (
        told("Orbix raises $1 billion", "Orbix raised $1 billion from funds of three states.", "ledger"),
        told("Orbix to spend $1 billion on chips", "Orbix will spend it over two years.", "quay", days=4),
    ),
    "one list of two kinds of things": (
        told("Best AI toasters of June", "Of nine toasters the Aspen is the best.", "ledger"),
        told("Best AI kettles of June", "Of eleven kettles the Maple is the best.", "quay", days=2),
    ),
    "a product is launched and recalled": (
        told("Orbix launches Hearth hub with assistant", "The Hearth hub of Orbix costs $199.", "ledger"),
        told("Orbix recalls Hearth hub over risk of fire", "The battery of the Hearth hub may burn.", "quay", days=4),
    ),
    "a model arrives and is pulled": (
        told("Tarn 4 arrives today", "Tarn Labs released Tarn 4, which writes code.", "ledger"),
        told("Tarn Labs pulls Tarn 4 after leak of prompts", "Tarn 4 showed what others had asked.", "quay", days=2),
    ),
    "a chip is unveiled and postponed": (
        told("Orbix unveils Marlin chip", "Orbix unveiled Marlin, a chip for inference.", "ledger"),
        told("Orbix postpones Marlin chip to next year", "Marlin has a fault, says Orbix.", "quay", days=4),
    ),
    "a chip is unveiled and postponed, in Chinese": (
        told("奥比克斯发布马林芯片", "马林芯片面向推理。", "chao"),
        told("奥比克斯推迟马林芯片上市", "马林芯片存在故障。", "qiao", days=3),
    ),
    "a version and its first mending": (
        told("Tarn 2 released with tools", "Tarn 2 calls tools and is free.", "ledger"),
        told("Tarn 2.1 released with fixes", "Tarn 2.1 mends how Tarn 2 calls tools.", "quay", days=1.4),
    ),
    "two suits against one firm, of which a city is told": (
        told("Photographers sue Lumenary in San Francisco", "They want money for 5 million photographs."),
        told("Former employees sue Lumenary", "Three of them sued in San Francisco over unpaid shares.", "quay"),
    ),
    "one firm buys and sells again": (
        told("Halyard buys stake in Kestrel", "Halyard pays $900 million for a stake in Kestrel.", "ledger"),
        told("Halyard sells stake in Kestrel", "Halyard gets $900 million for its stake in Kestrel.", "quay", days=1),
    ),
    "a price cut and that of the rival": (
        told("Marlowe cuts API prices by half", "A million tokens of Drake now cost $1, Marlowe says."),
        told(
            "Tannery follows with price cut of 40 percent",
            "A million tokens of Ibis, a model of Tannery, cost $1.20. Marlowe had cut prices in the morning.",
            "quay",
        ),
    ),
    "a release and its outage": (
        told("Galloway releases Merrit 6 for developers", "Merrit 6 writes code and is in the API from today."),
        told("Merrit 6 outage leaves developers stranded", "Galloway's API was out for hours.", "quay", days=1.4),
    ),
    "a launch and a leak": (
        told("Corsham launches Pebble, a wearable that records meetings", "Pebble costs $149."),
        told("Recordings of Corsham's Pebble found on open server", "They are of meetings.", "quay", days=1.4),
    ),
    "one subject, with no name in common": (
        told(
            "A small lakeside town loses its power to a noisy new data centre",
            "Residents say that they will lose their supplier soon.",
        ),
        told(
            "A map of all the data centres in the country for neighbours",
            "It shows which take power from whom.",
            "quay",
        ),
    ),
    "one subject across scripts, with no name in common": (
        told("Why a country bets on large reactors", "Nuclear power is cheap, it says."),
        told("青山电力探讨用核反应堆为数据中心供电", "双方探讨用核反应堆供电。", "chao"),
    ),
    "the same company, in German": (
        told("Torvik eröffnet ein Rechenzentrum in Graz", "Es kostet 240 Millionen Euro.", language="de"),
        told("Torvik loses contract with Vienna", "The contract is worth 24 million euros.", "quay"),
    ),
    "the same company": (
        told("Northwind cuts the price of Zephyr", "It costs a third less."),
        told("Northwind loses its chief scientist", "He leaves for Meridian.", "quay"),
    ),
}


@pytest.mark.parametrize("case", SAME)
def test_reports_of_one_event_are_likely_to_be(case: str) -> None:
    assert likeness(*SAME[case]) > SAME_EVENT


@pytest.mark.parametrize("case", OTHER)
def test_reports_of_two_events_are_not(case: str) -> None:
    assert likeness(*OTHER[case]) < SAME_EVENT


def test_days_and_one_publisher_speak_against_one_event() -> None:
    title, lead = "Northwind rents Halyard's cluster", "Zephyr gets 300 megawatts."
    first = told("Northwind takes over compute of Halyard", lead)
    soon, late = told(title, lead, "quay"), told(title, lead, "quay", days=5)
    assert likeness(first, soon) > likeness(first, late)
    assert likeness(first, soon) > likeness(first, told(title, lead, "ledger"))


def test_a_link_to_the_others_page_speaks_for_one_event() -> None:
    own = told("Northwind doubles limits", "Zephyr is faster.", "northwind")
    report = told("Zephyr users get more", "Limits are higher now.", "quay")
    linking = Document(**{**vars(report), "links": frozenset([own.key])})
    assert likeness(own, linking) > likeness(own, report)


def test_reports_of_two_papers_are_two_events() -> None:
    own = told("Rhoswen Lab: a model that predicts floods", "It reads radar.")
    report = told("Rhoswen Lab: a model that designs enzymes", "It reads radar no more.", "quay")
    one, same, other = (
        Document(**{**vars(document), "preprints": frozenset([number])})
        for document, number in ((own, "2606.01234"), (report, "2606.01234"), (report, "2606.04321"))
    )
    assert likeness(one, same) > SAME_EVENT > likeness(one, other)


def test_likeness_is_the_same_both_ways_and_that_of_all_pairs() -> None:
    documents = [document for pair in [*SAME.values(), *OTHER.values()][::3] for document in pair]
    space = Space(documents)
    for (left, right), score in space.likely(0.0).items():
        assert left < right
        assert space.same_event(left, right) == pytest.approx(score)
        assert space.same_event(left, right) == space.same_event(right, left)


WORDS = ["northwind", "zephyr", "chip", "court", "bank", "rents", "北风", "起诉", "芯片", "12", "300"]
TEXTS = st.lists(st.tuples(*[st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join)] * 2), min_size=2, max_size=8)


def bagged(texts: list[tuple[str, str]]) -> tuple[list[Document], Bags]:
    made = [told(title, lead, f"outlet {number}") for number, (title, lead) in enumerate(texts)]
    documents = [made[number] for number in in_order(made)]
    return documents, bags_of(documents)


@given(TEXTS)
def test_covers_are_what_a_plain_count_gives(texts: list[tuple[str, str]]) -> None:
    documents, bags = bagged(texts)
    pairs = np.array([(i, j) for i in range(len(documents)) for j in range(i + 1, len(documents))]).T
    found = features_of(bags, norms_of(bags), pairs)
    frequency = {
        term: sum(term in _said(document) for document in documents) for term in set().union(*map(_said, documents))
    }
    rarest = np.log(4097)
    idf = {term: max(0.3, rarest - np.log(times + 0.5)) / rarest for term, times in frequency.items()}
    for place, (left, right) in enumerate(pairs.T):
        if bags.languages[left] == bags.languages[right]:
            covers = [_cover(documents[a], documents[b], idf) for a, b in ((left, right), (right, left))]
            assert found["worst cover"][place] == pytest.approx(min(covers))
            assert found["best cover"][place] == pytest.approx(max(covers))


def _said(document: Document) -> set[str]:
    english = [*document.title_english, *document.opening_english]
    return {normal(term) for term in [*document.title_terms, *document.lead_terms, *english]}


def _written(document: Document) -> set[str]:
    return {normal(term) for term in [*document.title_terms, *document.lead_terms]}


def _cover(one: Document, other: Document, idf: dict[str, float]) -> float:
    title = {normal(term) for term in one.title_terms}
    return sum(idf[term] for term in title & _written(other)) / (sum(idf[term] for term in title) + SHORT_TITLE)


@given(TEXTS)
def test_little_is_asked_for_across_scripts_only(texts: list[tuple[str, str]]) -> None:
    documents, bags = bagged(texts)
    pairs = np.array([(i, j) for i in range(len(documents)) for j in range(i + 1, len(documents))]).T
    found = features_of(bags, norms_of(bags), pairs)["little across"]
    assert ((found >= 0) & (found <= ENOUGH)).all()
    assert not found[bags.languages[pairs[0]] == bags.languages[pairs[1]]].any()


@pytest.mark.parametrize(
    ("english", "chinese", "lacking"),
    [
        ("Northwind Zephyr", "北风 Zephyr", 0.0),  # a title of names has nothing that could be shared
        ("Northwind sues Meridian", "北风起诉子午线", 0.0),
        ("Northwind court", "北风遭起诉", 0.95),  # `court` is all that stands beside the name
        ("Northwind plans 340 tents", "北风的340个计划", 0.0),  # a number is as good as a word
    ],
)
def test_what_is_lacking_is_measured_by_the_words_beside_names(english: str, chinese: str, lacking: float) -> None:
    documents = [told(english), told(chinese)]
    bags = bags_of(documents)
    found = features_of(bags, norms_of(bags), np.array([[0], [1]]))["little across"]
    assert found[0] == pytest.approx(lacking, abs=0.02)


def test_every_weight_is_that_of_a_feature() -> None:
    assert {*SAME_EVENT_LOG_ODDS, *BY_HAND, "other text"} == {*FEATURES}, "the last decides by itself"
    bags = bags_of([])
    assert set(features_of(bags, norms_of(bags), np.empty((2, 0), np.int64))) == set(FEATURES)


@given(TEXTS)
def test_candidates_share_a_term_and_are_few(texts: list[tuple[str, str]]) -> None:
    documents, bags = bagged(texts)
    postings = postings_of(bags)
    found = pairs_of([neighbours(bags, postings, block) for block in blocks_of(bags)], bags.size)
    shared = [
        (left, right)
        for left in range(len(documents))
        for right in range(left + 1, len(documents))
        if _said(documents[left]) & _said(documents[right])
    ]
    assert [*map(tuple, found.T.tolist())] == shared  # all of them: there are fewer than `MOST`


@settings(max_examples=5)
@given(st.integers(200, 400))
def test_candidates_grow_as_the_documents_do(size: int) -> None:
    _, bags = bagged([("northwind chip", "court bank") for _ in range(size)])
    found = pairs_of([neighbours(bags, postings_of(bags), block) for block in blocks_of(bags)], bags.size)
    assert found.shape[1] <= size * MOST
