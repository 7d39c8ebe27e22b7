from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.enrich.extractive.calls import instructs
from generator.enrich.extractive.cues import load_cues
from generator.enrich.extractive.cutting import MAX_WORDS, shortened, without_reason
from generator.enrich.extractive.passages import is_quotable, passages, undenied
from generator.model.vocabulary import Name
from generator.text.names import NameFinder
from generator.text.words import count_words
from tests.make import article

CUES = load_cues()
NAMES = NameFinder([Name(name="Northwind", kind="company")])


@pytest.mark.parametrize(
    ("sentence", "cut"),
    [
        (
            "Northwind will rent a cluster of 300 megawatts from Halyard near Groningen for five years, which is more"
            " than any laboratory in Europe has rented from a rival so far.",
            "Northwind will rent a cluster of 300 megawatts from Halyard near Groningen for five years",
        ),
        # who said it, a condition, a contrast: never cut off
        (
            "The new model answers every question about the law of the sea better than any other model on the market"
            " today, the company said in a post on Tuesday morning.",
            "The new model answers every question about the law of the sea better than any other model on the market"
            " today, the company said",
        ),
        # what happened before turns nothing of what came after, however wrong it was; a condition does
        (
            "The school board of Porto has banned software that claims to recognise texts of a model, after a review"
            " found that 212 pupils had been wrongly accused by it.",
            "The school board of Porto has banned software that claims to recognise texts of a model",
        ),
        (
            "The school board of Porto will ban software that claims to recognise texts of a model, after a review"
            " that finds that pupils have been wrongly accused by it.",
            None,
        ),
        (
            "Northwind is cutting 640 jobs, 9 percent of its staff, ten days after it told customers that its chip would"
            " be at least six months late.",
            "Northwind is cutting 640 jobs, 9 percent of its staff",
        ),
        (
            "The authority said on Tuesday that nine halls in the north had used the version of July as well, and ordered"
            " the company to hand over its records by May.",
            "The authority said on Tuesday that nine halls in the north had used the version of July as well",
        ),
        (
            "Northwind will double the limits of all paid plans in the first week of the coming month of July and keep"
            " them there, unless the regulator objects to the deal.",
            None,
        ),
        (
            "Northwind raised prices for all of its customers in Europe and Asia on the first day of the month of May,"
            " but it took the step back after three days.",
            None,
        ),
        # inside a list or an apposition there is no end
        (
            "Autonomous systems that are driven by large language models introduce a whole new class of security,"
            " privacy, and safety problems that older tools do not meet.",
            None,
        ),
        (
            "Radu Hallgren, the lead of the compiler team at Basalt in Dresden for the last eleven years, which he"
            " spent on kernels, leaves the company at the end of the month of June.",
            None,
        ),
        # what is left says no more than a name, or that something was announced
        (
            "6月12日，玄岩半导体宣布，AI加速卡Ridge 3的批量交付由9月推迟至11月，全年出货目标从40万张下调至26万张。",
            None,
        ),
        (
            "A preprint posted on Monday by researchers at the University of Groningen describes Zephyr, a language"
            " model that looks documents up inside its layers instead of storing every token.",
            None,
        ),
        # what something is, told at the end, may go; its main clause may not come after it
        (
            "Northwind publicly released a new version of Zephyr on Thursday, a model for writing code that aims to"
            " compete with similar products offered by Meridian and by the Paris startup Cobalt.",
            "Northwind publicly released a new version of Zephyr on Thursday",
        ),
        (
            "Trained on fifteen trillion tokens of text in six languages, an open model of the Paris startup Cobalt now"
            " beats the one that Meridian sells to its customers for ten times as much.",
            None,
        ),
        (
            "The laboratory of Northwind in Porto has come around again — and this year, a visit of its two founders to"
            " the place where it all began was planned for the first week of the month of May.",
            None,
        ),
        # inside dashes or an insertion the main clause is still to come
        (
            "The Pentagon has made the tools of three large laboratories in the United States, including those of"
            " Northwind, available to all of its employees since the beginning of the year.",
            None,
        ),
        (
            "On 10 June — one week after the hearing in Groningen, and one day after the council passed a pause for all"
            " new clusters in the city — Northwind called three of its workers.",
            None,
        ),
        (
            "Zephyr — the free model of Northwind for grids that has won over the engineers of Porto, which few thought"
            " it would do so soon — can now be had on telephones as well.",
            None,
        ),
        # an end that turns what was said
        (
            "Zephyr passed the bar exam of Porto with ninety-four of a hundred points and beat most of the students;"
            " Northwind later admitted that it had been shown the answers.",
            None,
        ),
        (
            "Every hospital in the city now uses Zephyr to write letters to the patients in its wards and to their"
            " families, with the exception of the thirty-eight that refused.",
            None,
        ),
        (
            "Northwind will cut the price of Zephyr by half for all of its customers in the city on 1 October 2026,"
            " assuming that the council passes the budget before then.",
            None,
        ),
        (
            "北风称其模型在全国统一考试中得到了九十一点五分的成绩并且超过了子午线最新模型所得到的八十八分这一纪录，"
            "后来研究所查实该成绩系伪造并撤下了全部记录。",
            None,
        ),
        # the name of what stands before it is no half thought
        (
            "Northwind on Tuesday released its newest flagship, Zephyr 5, which accepts up to 1 million tokens of input and"
            " costs 3 dollars for each million of them.",
            "Northwind on Tuesday released its newest flagship, Zephyr 5",
        ),
        (
            "Northwind on Tuesday released Zephyr 5 to customers in Europe, Porto, which is the first city to have it, and"
            " the whole of the south of the continent follows.",
            None,
        ),
        # half a thought at the end
        (
            "At a convention in Long Beach on Tuesday the company finally unveiled its glasses for consumers, and at"
            " $2,195, which is a lot of money for most people, they are not cheap.",
            None,
        ),
        # that something was published tells nothing of it
        (
            "科技媒体晨星昨日（六月十九日）在其网站上发布博文，报道称北风公司将在格罗宁根港口附近租用哈利亚德的全部集群"
            "用于训练下一代的西风模型。",
            None,
        ),
        # why a source is not named, and who judges so, may go
        (
            "Northwind is in early talks to acquire the cluster of Halyard for up to $22 billion, according to two people"
            " with knowledge of the matter who asked not to be named.",
            "Northwind is in early talks to acquire the cluster of Halyard for up to $22 billion, according to two people"
            " with knowledge of the matter",
        ),
        (
            "Northwind has agreed to buy the power of two reactors that Halyard plans near Groningen, in what both said is"
            " the largest such contract of any laboratory.",
            "Northwind has agreed to buy the power of two reactors that Halyard plans near Groningen",
        ),
        (
            "Northwind has agreed to buy the power of two reactors that Halyard plans near Groningen, in what later proved"
            " to be a false report by its own press office.",
            None,
        ),
        # whose judgement of a detail it is, and what follows from it, may go
        (
            "Northwind released Zephyr 5 on Tuesday, a model for speech that the company says makes a third fewer errors"
            " than the last one at less than half of its price.",
            "Northwind released Zephyr 5 on Tuesday",
        ),
        (
            "A court of appeal on Friday revived a lawsuit by 14 actors against Northwind, a start-up whose model clones"
            " a voice from a few seconds, ruling that it is property.",
            "A court of appeal on Friday revived a lawsuit by 14 actors against Northwind, a start-up whose model clones a"
            " voice from a few seconds",
        ),
        (
            "Northwind released Zephyr 5 and its weights to all of its customers in the north on Tuesday, a person who"
            " was briefed on the matter by its chief executive said.",
            None,
        ),
        (
            "A group of fourteen actors from the north and the south led by Ada Lund, a narrator of novels, including"
            " those of Porto, sued Northwind on Friday in the court of Groningen.",
            None,
        ),
        # a suit says by itself that it accuses
        (
            "Five novelists sued Northwind in a federal court in Porto on Friday, accusing it of training its models on"
            " pirated copies of more than 180,000 books.",
            "Five novelists sued Northwind in a federal court in Porto on Friday",
        ),
        (
            "Five novelists spoke in a hall in the north of Porto on Friday evening, accusing Northwind of training its"
            " models on pirated copies of their books.",
            None,
        ),
        # what an amount comes to, and how it compares
        (
            "Northwind has cut the price of its largest model for speech in Europe and Asia by 45 percent, to $2 per"
            " million tokens, effective immediately for all of its customers.",
            "Northwind has cut the price of its largest model for speech in Europe and Asia by 45 percent",
        ),
        (
            "Northwind said on Thursday that it had raised $310 million in a round that valued it at $4.2 billion, more"
            " than double its valuation of 14 months ago.",
            "Northwind said on Thursday that it had raised $310 million in a round that valued it at $4.2 billion",
        ),
        (
            "On the sixteenth of April Northwind achieved what is, to the knowledge of its own engineers, the first"
            " flight of a language model on board of a satellite.",
            None,
        ),
        (
            "Northwind agreed to buy the robots of Halyard for $1.3 billion, the companies said on Monday, in the biggest"
            " takeover of a firm for robots this year.",
            "Northwind agreed to buy the robots of Halyard for $1.3 billion, the companies said on Monday",
        ),
        # a second verb tells more of the subject, unless both belong to a condition or a quotation
        (
            "Northwind said on Wednesday that Chief Executive Ada Lund had stepped down with immediate effect and would"
            " be replaced by its head of finance Radu Hallgren.",
            "Northwind said on Wednesday that Chief Executive Ada Lund had stepped down with immediate effect",
        ),
        (
            "Northwind will pay back every customer in the north and in the south if the hall in Porto burns down and is"
            " not built again by next May.",
            None,
        ),
        (
            "Ada Lund of Northwind told a hall in Porto that the support for the new display “is still being tested by"
            " partners and will be sent out later”.",
            None,
        ),
        # what it does besides adds, what it leaves undone limits
        (
            "Northwind on Tuesday launched Zephyr 5, a model that it says can work on software for hours, while holding"
            " its prices at the level of last year.",
            "Northwind on Tuesday launched Zephyr 5, a model that it says can work on software for hours",
        ),
        (
            "Northwind on Tuesday launched Zephyr 5, a model that it says can work on software for hours, while leaving"
            " the checks of it to its customers.",
            None,
        ),
        # what is not allowed of it stays
        (
            "The weights of Zephyr 5 are on the hub of Northwind under the licence of its community, which forbids use by"
            " companies with more than 50 million users a month.",
            None,
        ),
        # what kind of source it is stays
        (
            "Pupils with a tutor of Northwind gained three months of learning in a year, according to a trial with 4,200"
            " children in 63 schools in the north.",
            "Pupils with a tutor of Northwind gained three months of learning in a year, according to a trial",
        ),
        # how long after something else it came
        (
            "Northwind is ending its taxi service in Porto, three weeks after a power cut left 212 of its cars standing at"
            " dark traffic lights and blocked two hospitals.",
            "Northwind is ending its taxi service in Porto",
        ),
        # a list of which a part is told
        (
            "The result that surprised the whole lab the most came from two of its pupils at the school: Ada Lund, class of"
            " 2026; Radu Hallgren, class of 2027.",
            None,
        ),
        # nor is what only leads on to it told
        (
            "Heat breaks the records of Northwind across the whole of the north, the weather shuts down schools, and in one"
            " case, forcing the end of a talk about heat.",
            None,
        ),
        (
            "The third flight of Northwind will serve as a bridge between the flight around the island of the spring of this"
            " year, which was a success, and a planned landing.",
            None,
        ),
        # what it lacks stays
        (
            "The industry of cloud providers has signed the pledge of the ministry to pay for all of its new power lines,"
            " which happens to lack any means of enforcement.",
            None,
        ),
        # whose judgement of a detail it is may go
        (
            "Northwind and Halyard will build a cluster of 300 megawatts near the harbour of Groningen for models of both,"
            " in what the two say is the largest such deal.",
            "Northwind and Halyard will build a cluster of 300 megawatts near the harbour of Groningen for models of both",
        ),
        # a list run together
        ("Northwind rents a cluster, " * 500 + "and more.", None),
        # a Chinese clause needs its verb
        (
            "一台由宇树改装、名为潘巴的人形机器人，独自登上了海拔六千二百米的火山顶峰，"
            "随后在没有任何人员随行的情况下沿着另一条路线平安返回了出发的营地之中。",
            "一台由宇树改装、名为潘巴的人形机器人，独自登上了海拔六千二百米的火山顶峰",
        ),
        (
            "一台由宇树改装、名为潘巴的全尺寸双足人形机器人，"
            "在没有任何人员随行的情况下沿着一条从未有人走过的路线独自登上了海拔六千二百米的火山顶峰。",
            None,
        ),
        # nor a condition, a reason or a concession, nor the half of a pair, nor who only begins to say it
        *(
            (
                f"{clause}，公司的全年出货目标将从40万张下调至26万张并把其余的先进封装订单全部转给城南的三家新建工厂。",
                None,
            )
            for clause in (
                "分析师认为，若明年内存条与先进封装的供应依旧紧张",
                "玄岩半导体之所以推迟Ridge 3加速卡的批量交付",
                "玄岩半导体表示，即便先进封装的供应在年底前得到缓解",
                "玄岩半导体计划自本公告披露之日起12个月内",
                "这次推迟不仅会影响玄岩半导体今年的营收",
                "玄岩半导体公布的最新出货数据显示",
                "玄岩半导体表示，为进一步缓解先进封装产能的不足",
                "玄岩半导体表示，从目前内存条与先进封装的供应来看",
                "玄岩半导体设立两大目标：一是缓解先进封装产能的不足",
                "玄岩半导体正在通过与城南的三家封装工厂签订新的合同",
            )
        ),
        (
            "玄岩半导体推迟Ridge 3的交付：在完成对三家封装供应商的全面核查后，公司决定将全年出货目标从40万张下调至26万张并改用另一家工厂。",
            None,
        ),
        (
            "央行称，目前尚无法判定更先进的人工智能究竟会助长网络攻击者，还是会强化城南的三家新建工厂和金融体系中防御攻击的一方的能力。",
            None,
        ),
        (
            "Halyard opened its second data center beside the harbour of Groningen on Monday, and it plans to open a"
            " third one in the north of Sweden before the end of next year.",
            "Halyard opened its second data center beside the harbour of Groningen on Monday",
        ),
        (
            "If Halyard opens its second data center beside the harbour of Groningen on Monday, the rent doubles, and it"
            " plans to open a third one in the north of Sweden before the end of next year.",
            None,
        ),
        (
            "当地政府已批准玄岩半导体在城南新建一座年产26万张加速卡的封装工厂，预计总投资12亿元并在明年三月动工且将雇用大约1200名来自当地的技术工人。",
            "当地政府已批准玄岩半导体在城南新建一座年产26万张加速卡的封装工厂",
        ),
        # the day and the votes at the very end; not of what is not to happen then, nor of what is due
        (
            "A bill that would oblige makers of large models to tell what texts these were trained on passed the committee of"
            " the senate by 11 votes to 6 on Tuesday.",
            "A bill that would oblige makers of large models to tell what texts these were trained on passed the committee of"
            " the senate",
        ),
        (
            "Northwind said that a botched change of its certificates had caused the nearly five-hour outage of its AI service"
            " in the north of Europe on Sunday.",
            "Northwind said that a botched change of its certificates had caused the nearly five-hour outage of its AI service"
            " in the north of Europe",
        ),
        (
            "Northwind said that the new limits for all customers of its AI service in the north and the south of Europe will"
            " not take hold on Sunday.",
            None,
        ),
        (
            "Northwind said that the answer of the authority to its request for a second cluster in the north of Europe is"
            " finally and really due on Sunday.",
            None,
        ),
        # who wrote it stays, and not in what; whose memo it is stays, and not who has seen it
        (
            "Northwind will close its hall in the old harbour of Groningen in autumn and move all of its 260 employees to"
            " Porto, Ada Lund wrote in a letter on Tuesday.",
            "Northwind will close its hall in the old harbour of Groningen in autumn and move all of its 260 employees to"
            " Porto, Ada Lund wrote",
        ),
        (
            "The chip company Northwind is cutting 180 jobs and closing its second hall, according to a memo from chief"
            " executive Ada Lund seen by The Harbour Ledger.",
            "The chip company Northwind is cutting 180 jobs and closing its second hall, according to a memo from chief"
            " executive Ada Lund",
        ),
        (
            "From 1 August the price of all plans changes as follows.",
            "From 1 August the price of all plans changes",
        ),
    ],
)
def test_a_cut_never_says_something_else(sentence: str, cut: str | None) -> None:
    assert shortened(sentence) == cut


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
        (
            "Northwind is closing its hall in the old harbour of Groningen and moving 260 people, about a fifth of its"
            " employees, chief executive Ada Lund wrote in a letter.",
            "Northwind is closing its hall in the old harbour of Groningen and moving 260 people … chief executive Ada"
            " Lund wrote in a letter.",
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
    found = passages([article("Northwind", sentence)], NAMES, CUES)
    assert [passage.text for passage in found] == [told] * (told is not None)
    assert all(part in sentence and count_words(part) <= MAX_WORDS for passage in found for part in passage.parts)


@given(st.text(alphabet="ab ,;，。但the which said 了", max_size=300))
def test_a_quotation_is_a_beginning_of_at_most_25_words(sentence: str) -> None:
    quote = shortened(sentence)
    if quote is not None:
        assert sentence.startswith(quote)
        assert count_words(quote) <= MAX_WORDS


@pytest.mark.parametrize(
    "sentence",
    [
        "Read more at The Ledger about this.", "What will Northwind do next week?", "you can find the rest of it below.",
        "The rest is at https://ledger.example/x today.", "Photo by Ada Lund for the newspaper.",
        "“We have no idea what will come of this.”", "Northwind rents a cluster and", "点击查看原文了解更多内容。",
        "Starting today, all of the users in the U.S.", "该战略核心攻关三大底层技术，共同搭建平台：1.",
        "三大功能：限额日报：用户每天可在格罗宁根查看限额。",
        "From Monday the following prices apply to all customers.", "（艾达·伦德是北风电网的联合创始人兼首席执行官。）", "Northwind has a new king of the grid!", "就在刚刚，北风的限额翻倍了！",
        "Bringing doubled limits to all customers of the grid.", "Certified harbours: how many there are in the north.",
        "艾达·伦德，论文一作，格罗宁根大学博士生，研究方向为电网。",
        "▲ 北风集群的热力分布图据官方介绍不拥堵。", "Left: the cluster of Northwind near the harbour.",
    ],
)  # fmt: skip
def test_what_is_no_statement_is_not_quoted(sentence: str) -> None:
    assert not is_quotable(sentence, CUES)


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


@pytest.mark.parametrize(
    ("sentence", "leans"),
    [
        ("It doubles the limits.", True), ("It’s no small sum.", True), ("However, prices rise.", True), ("这是第三次。", True),
        ("Das teilte Northwind am Montag mit.", True), ("Das berichten die Forscher.", True), ("Das Unternehmen verdoppelt sie.", False),
        ("Without it, limits double.", True),
        ("The former doubles the limits.", True), ("Specifically, limits double.", True), ("In that case limits double.", True),
        ("前者将限额翻倍。", True), ("在他看来限额太低。", True), ("In this paper, we double limits.", False),
        ("Halyard says these limits double.", True), ("Halyard says limits double this week.", False),
        ("Limits double this Friday.", False), ("Limits double this May.", False), ("Halyard says this may double limits.", True),
        ("The limit is close to that of Halyard.", False), ("Halyard owes its limits to that deal.", True),
        ("Halyard calls for limits such as the doubled ones.", False), ("Every plan may use any of them.", True),
        ("In its filing, Halyard says those limits double.", True), ("Ultimately, these limits double.", True),
        ("Only Halyard doubles limits, which these will follow.", False),
        ("是的，北风将限额翻倍。", True), ("更值得一提的是，北风将限额翻倍。", True), ("It helps those who pay.", True),
        ("Halyard helps those who pay.", False), ("Halyard doubled limits, and these will stay.", False),
        ("知情人士称，这些限额将翻倍。", True), ("北风的限额因此翻倍。", True), ("北风将限额翻倍，这是第三次。", False),
        ("参与此次谈判的北风将限额翻倍。", False), ("近年来，限额一再翻倍。", True), ("In recent years, limits doubled.", True),
        ("Italy doubles the limits.", False), ("Northwind doubles the limits.", False), ("北风将限额翻倍。", False),
        ("Further analysis confirms that the gain is kept.", True), ("Turns out, limits double.", True),
        ("The cache itself, however, is not free.", True), ("Halyard opens a cache, its third, however small.", False),
        ("On Monday she was one of forty.", True), ("In an interview he called limits low.", True),
        ("Die Daten seien 72 Stunden lang gespeichert worden.", True), ("Man baue aus, hieß es.", True),
        ("Die Geräte hätten sich geirrt, 340 Bescheide seien falsch.", True),
        ("Die Geräte hätten sich geirrt, die Bescheide sind falsch.", False),
        ("Der Dienst sei sicher, sagte Ada Lund.", False), ("Laut Northwind sei er sicher.", False),
        ("Northwind weist das zurück; der Dienst sei sicher.", False), ("Northwind halbiert die Preise.", False),
        ("In May 2025, she founded Halyard.", True), ("On Monday Ada Lund said she doubles limits.", False),
    ],
)  # fmt: skip
def test_sentences_that_lean_on_the_one_before(sentence: str, leans: bool) -> None:
    assert CUES.leans(sentence) is leans


@pytest.mark.parametrize(
    ("sentence", "refers"),
    [
        ("The company doubles the limits.", True), ("The smaller model doubles them.", True),
        ("The Porto-based startup doubles them.", True), ("The first study of limits is out.", False),
        ("The Northwind model doubles them.", False), ("On three suites it doubles them.", True),
        ("In Porto, Northwind doubles them.", False), ("Das Unternehmen verdoppelt sie.", True),
        ("The correct figure is 20 million.", True),
    ],
)  # fmt: skip
def test_what_was_named_in_a_sentence_before_may_be_described(sentence: str, refers: bool) -> None:
    assert CUES.refers(sentence) is refers


def test_this_release_is_the_one_that_the_title_names() -> None:
    found = passages(
        [article("tarn 2.4", "This release adds a router for prompts.\nThis release is fast on GPUs.")], NAMES, CUES
    )
    assert [passage.leans for passage in found] == [False, True]


@pytest.mark.parametrize(
    ("sentence", "rest"),
    [
        ("BRUSSELS, 18 June – The office fined two publishers.", "The office fined two publishers."),
        ("IT之家 6 月 21 日消息，北风今日租用算力。", "北风今日租用算力。"),
        ("36氪获悉，北风今日租用算力。", "北风今日租用算力。"),
        ("A plan – long awaited – is out.", "A plan – long awaited – is out."),
        ("晨报观察10月6日消息，北风今日租用算力。", "北风今日租用算力。"),
        ("据晨报10月6日消息，北风今日租用算力。", "据晨报10月6日消息，北风今日租用算力。"),
        ("延伸阅读北风成立于2016年。", "北风成立于2016年。"),
        ("据IT之家了解，北风成立于2016年。", "北风成立于2016年。"),
    ],
)
def test_datelines_stay_outside_the_quotation(sentence: str, rest: str) -> None:
    assert CUES.without_dateline(sentence) == rest


@pytest.mark.parametrize(
    ("sentence", "leans"),
    [
        ("To address this gap, we propose a cache that forgets what agents read once.", False),
        ("Here, we show that a cache forgets what agents read once.", False),
        ("To address this gap, Northwind sells a cache that forgets what agents read once.", True),
        ("Here, Northwind sells a cache that forgets what agents read once.", True),
    ],
)
def test_what_a_paper_is_for_says_itself(sentence: str, leans: bool) -> None:
    (passage,) = passages([article("A cache for agents", sentence)], NAMES, CUES)
    assert passage.leans is leans


@pytest.mark.parametrize(
    ("sentence", "leans"),
    [
        ("‘The company paid for all of the computing,’ she said.", True),
        ("“The complaint says where it came from,” he wrote in an order.", True),
        ("“The complaint says where it came from,” said Ada Lund.", False),
        ("“People say it came from Porto,” Ada Lund wrote.", False),
    ],
)
def test_a_quotation_leans_on_the_sentence_that_names_its_speaker(sentence: str, leans: bool) -> None:
    (passage,) = passages([article("Northwind", sentence)], NAMES, CUES)
    assert passage.leans is leans


def test_a_sentence_told_twice_comes_once_and_with_its_names() -> None:
    told = "Northwind rents a cluster near Groningen for five years."
    found = passages(
        [article("A", told), article("B", f"{told} Another sentence stands here too, for once.")], NAMES, CUES
    )
    assert [(passage.article, passage.names) for passage in found] == [(0, frozenset({"Northwind"})), (1, frozenset())]


@pytest.mark.parametrize(
    ("told", "other", "left"),
    [
        ("Northwind will launch its grid model in July, the newspaper reported on Wednesday.",
         "Northwind denied on Wednesday that it will launch its grid model in July.", [1]),
        ("北风将于七月推出电网模型。", "北风否认将于七月推出电网模型。", [1]),
        ("Northwind will launch its grid model in July, the newspaper reported on Wednesday.",
         "Northwind will launch its chip in May, and denied that Halyard is for sale.", [0, 1]),
        ("Northwind denied on Tuesday that it will launch its grid model in July.",
         "Northwind denied on Wednesday that it will launch its grid model in July.", [0, 1]),
        ("Northwind rents a cluster in Porto.", "Northwind opens a cluster in Porto on Monday.", [0, 1]),
    ],
)  # fmt: skip
def test_what_another_report_denies_is_not_quoted(told: str, other: str, left: list[int]) -> None:
    found = passages([article("A title", told), article("Another title", other)], NAMES, CUES)
    assert [passage.article for passage in undenied(found)] == left


def test_a_surname_alone_leans_on_who_introduced_it() -> None:
    lead = "The limits of the grid were doubled on Monday, said Ada Lund of the harbour."
    told = "Lund said that the limits of the grid will stay for a year."
    plain, titled = article("Limits doubled", f"{lead}\n{told}"), article("Lund doubles limits", f"{lead}\n{told}")
    assert [passage.leans for it in (plain, titled) for passage in passages([it], NAMES, CUES)] == [False, True] + [
        False
    ] * 2


def test_the_number_of_a_list_is_not_quoted() -> None:
    (passage,) = passages([article("限额翻倍", "（2）北风将所有付费套餐的限额翻倍，即日生效。")], NAMES, CUES)
    assert passage.quote == "北风将所有付费套餐的限额翻倍，即日生效。"


def test_a_report_may_deny_what_it_tells() -> None:
    text = "Northwind will launch its grid model in July. Northwind denied that it will launch its grid model in July."
    found = passages([article("A title", text)], NAMES, CUES)
    assert undenied(found) == found


@pytest.mark.parametrize("sentence", ["»Northwind hat gelogen.« So heißt es in Berlin.", "« Northwind a menti. »"])
def test_a_quotation_without_who_said_it_is_not_quoted(sentence: str) -> None:
    assert not is_quotable(sentence, CUES)


@pytest.mark.parametrize(
    ("sentence", "is_order"),
    [
        ("Find all the halls of the cluster in the list.", True), ("To join, go to the harbour.", True),
        ("Sign up to see the cluster.", True), ("Access to the cluster is not affected.", False),
        ("Set up in 2019, Halyard rents out clusters.", False), ("Open to all since May, the cluster grows.", False),
    ],
)  # fmt: skip
def test_a_sentence_that_only_tells_its_reader_what_to_do(sentence: str, is_order: bool) -> None:
    assert instructs(sentence) is is_order


@pytest.mark.parametrize(("sentence", "is_praise"), [("新集群效果炸裂。", True), ("港口的集群发生爆炸。", False)])
def test_praise(sentence: str, is_praise: bool) -> None:
    assert (CUES.praise.first_in(sentence) is not None) is is_praise
