from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.enrich.extractive.cutting import shortened
from generator.model.item import MAX_QUOTED_WORDS
from generator.text.words import count_words


@pytest.mark.parametrize(
    ("sentence", "cut"),
    [
        (
            "Researchers of Northwind have used a model to design an enzyme that breaks down nylon within two days at 40"
            " degrees, they reported in a journal on Thursday.",
            "Researchers of Northwind have used a model to design an enzyme that breaks down nylon within two days at 40"
            " degrees, they reported",
        ),
        (
            "The regulator issued rules on Friday that ban companions from offering romantic partners to minors and require"
            " a reminder after every two hours of use by anybody.",
            "The regulator issued rules on Friday that ban companions from offering romantic partners to minors",
        ),
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
        (
            "Northwind has told the shipyards of Porto that its newest ferry will sail in the spring of 2028, two quarters"
            " later than planned, according to three people familiar with the matter.",
            None,
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
            "The shipyard Northwind said on Monday that its newest ferry will sail in February instead of December, two"
            " weeks after it denied a report that had said so.",
            "The shipyard Northwind said on Monday that its newest ferry will sail in February instead of December",
        ),
        # why a court decided so, and how an amount compares
        (
            "A judge in Porto on Tuesday dismissed a lawsuit of 46 bookbinders against the press Halyard, ruling that they"
            " had not shown which of their books it had copied.",
            "A judge in Porto on Tuesday dismissed a lawsuit of 46 bookbinders against the press Halyard",
        ),
        (
            "Researchers in Porto gave 46 bookbinders a press of Halyard for a year and counted what they bound, finding"
            " that they had not bound any more books.",
            None,
        ),
        (
            "The shipyard Northwind said on Friday that it had agreed to buy Halyard for 940 million dollars, less than the"
            " 1.1 billion that had been named on Monday.",
            "The shipyard Northwind said on Friday that it had agreed to buy Halyard for 940 million dollars",
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
        (
            "We introduce Halyard, a set of 840 tasks that can be finished in a known number of steps, and measure how many"
            " steps agents of Northwind take afterwards.",
            "We introduce Halyard, a set of 840 tasks that can be finished in a known number of steps",
        ),
        # what is left says no more than a name, or that something was announced
        ("6月12日，玄岩半导体宣布，AI加速卡Ridge 3的批量交付由9月推迟至11月，全年出货目标从40万张下调至26万张。", None),
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
                "玄岩半导体表示，为应对先进封装的短缺风险",
                "玄岩半导体的董事长罗岩在昨日的电话会议上谈到",
                "玄岩半导体在昨日的会议上宣布携手城南的三家封装工厂",
                "玄岩半导体表示，此次讨论的核心是",
                "玄岩半导体今日发布股票交易异常波动公告",
                "部分加速卡厂商在昨日公布了四月的出货情况",
                "玄岩半导体认为，如何用极少的先进封装产能",
                "分析师认为，受先进封装短缺推动",
            )
        ),
        # what is told behind is the predicate of what stands before
        *(
            (f"玄岩半导体与城南的三家封装工厂之间这场已经持续数年之久的激烈的法律纠纷，{rest}", None)
            for rest in (
                "最终或许取决于一位高管私人日记里寥寥几页内容和三家工厂各自的证词。",
                "已成为城南的三家新建工厂与其余的封装企业长期以来争论不休的话题。",
                "使得公司的全年出货目标下调并把其余的先进封装订单转给新建的工厂。",
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
        (
            "当地媒体报道称玄岩半导体正在开发基于4纳米制程工艺的加速卡，并以明年三月在城南新建的封装工厂开始量产且年产26万张为目标推进各项准备。",
            "当地媒体报道称玄岩半导体正在开发基于4纳米制程工艺的加速卡",
        ),
        # "data" and "cooled" neither attribute nor turn
        (
            "北风已与格罗宁根港务局签署为期十年的算力供应协议，将从港口的风电场获取全部电力，供其旗下的数据中心与液体冷却系统使用。",
            "北风已与格罗宁根港务局签署为期十年的算力供应协议，将从港口的风电场获取全部电力",
        ),
        # a subject without its verb, what it is for, the first of a list, where it was said
        (
            "格罗宁根港务局局长伦德及其同事罗岩在二〇一八年一同创办的北风港口基金会，正从北方与南方的二十家公司租用算力集群，供学生使用。",
            None,
        ),
        (
            "格罗宁根港务局今日发文称，为深入实施算力港口行动，加快推进算力集群的建设与发展，为北方与南方的二十家公司设置全新的限额。",
            None,
        ),
        (
            "北风今日为格罗宁根港口的全部算力集群带来更多的限额选择：自研可用集群，由二十家工厂在格罗宁根港口及其周边生产，另一种则来自南方公司。",
            None,
        ),
        (
            "格罗宁根港务局局长艾达·伦德本周在港口举行财报电话会议，与北方和南方的二十家公司一同谈论算力集群的限额以及港口的电力供应情况。",
            None,
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


@given(st.text(alphabet="ab ,;，。但the which said 了", max_size=300))
def test_a_quotation_is_a_beginning_of_at_most_25_words(sentence: str) -> None:
    quote = shortened(sentence)
    if quote is not None:
        assert sentence.startswith(quote)
        assert count_words(quote) <= MAX_QUOTED_WORDS
