from __future__ import annotations

import pytest

from generator.enrich.extractive.calls import instructs
from generator.enrich.extractive.cues import is_gathering, load_cues
from generator.enrich.extractive.omission import without_reason
from generator.enrich.extractive.passages import is_quotable, passages, undenied
from generator.model.item import MAX_QUOTED_WORDS
from generator.model.source import Category
from generator.model.vocabulary import Name
from generator.text.names import NameFinder
from generator.text.words import count_words
from tests.make import article, source

CUES = load_cues()
NAMES = NameFinder([Name(name="Northwind", kind="company")])


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
        "The CEO of Northwind on why limits on the grid are a dangerous path.", "Answering the question of why we doubled the limits.",
        "Ada Lund, an engineer at Northwind, asked from the main stage.", "Northwind said in a statement on the grid on Monday.",
        "艾达·伦德，论文一作，格罗宁根大学博士生，研究方向为电网。",
        "On select plans,1 Zephyr 5 will be included from Monday.", "Northwind doubles the limits of all plans.2 Zephyr is in.",
        "限额首次超越以往AI 用户在北风可用两倍的限额。", "欢迎在格罗宁根的北风门店领取限额。", "版权归北风所有，限额归用户所有。",
        "▲ 北风集群的热力分布图据官方介绍不拥堵。", "Left: the cluster of Northwind near the harbour.",
    ],
)  # fmt: skip
def test_what_is_no_statement_is_not_quoted(sentence: str) -> None:
    assert not is_quotable(sentence, CUES)


@pytest.mark.parametrize(
    "sentence",
    ["New: calls of tools are checked while they are made.", "loom 0.9 makes small models answer in a fixed form."],
)
def test_what_notes_of_a_release_say_is_quoted(sentence: str) -> None:
    assert is_quotable(sentence, CUES)


@pytest.mark.parametrize(
    "sentence",
    [
        "北风今日推出三款迷你主机，限额翻倍。", "据“北风”微信公众号，西风 5 今日上线。", "博主 @伦德 今日透露，西风 5 将于周一上线。",
        "“周一”限额上线第一天，北风的用户增加一倍。", "北风将在西风 5 中投放广告。", "北风修改版权规则，限额不变。", "北风的限额受欢迎，订阅价格下调 20%。",
    ],
)  # fmt: skip
def test_words_of_asides_are_also_words_of_news_in_chinese(sentence: str) -> None:
    assert is_quotable(sentence, CUES)


@pytest.mark.parametrize(
    ("said", "quotes"),
    [
        ("Halyard said that Northwind had switched the filter off. Northwind denied that.",
         ["Halyard said that Northwind had switched the filter off. Northwind denied that."]),
        ("Halyard said that Northwind had switched the filter off. Northwind denied that its limits had doubled.",
         ["Halyard said that Northwind had switched the filter off.", "Northwind denied that its limits had doubled."]),
        (f"Halyard said {'that the filter ' * 7}was off. Northwind denied that.",
         [f"Halyard said {'that the filter ' * 7}was off."]),
    ],
)  # fmt: skip
def test_what_is_denied_in_the_next_sentence_is_told_with_that(said: str, quotes: list[str]) -> None:
    assert [passage.quote for passage in passages([article("A title", said)], NAMES, CUES)] == quotes


@pytest.mark.parametrize(
    ("sentence", "leans"),
    [
        ("Together, these results show that Tibrel can be moved to other platforms.", True),
        ("Ulsten argued that doing so would be a risk for its users.", True),
        ("Fifth, the Tibrel pilot fell from 89 to 11 percent in three rounds.", True),
        ("Secondly, Tibrel needs a card of its own.", True),
        ("Ulsten’s G2 smart glasses are in the same boat.", True),
        ("Over the past few years, firms such as Tibrel have told Ulsten what they want.", True),
        ("Tibrel is no exception: its users pay by the hour.", True),
        ("Tibrel is no exception to the rule that models grow.", False),
        ("In a case of 2024, Ulsten openly admitted that it does so.", True),
        ("Ulsten said it would open the shop, and doing so costs $4 million.", False),
        ("曾任职于北风和做数据监控的哈利亚德公司。", True),
        ("It doubles the limits.", True), ("It’s no small sum.", True), ("However, prices rise.", True), ("这是第三次。", True),
        ("Das teilte Northwind am Montag mit.", True), ("Das berichten die Forscher.", True), ("Das Unternehmen verdoppelt sie.", False),
        ("Without it, limits double.", True), ("二、限额：北风将限额翻倍本次调整将于周一生效。", True),
        ("The former doubles the limits.", True), ("Specifically, limits double.", True), ("In that case limits double.", True),
        ("尤其是在港口，限额翻倍。", True), ("譬如，限额在港口翻倍。", True), ("进一步放宽限额，推动港口升级。", True),
        ("前者将限额翻倍。", True), ("在他看来限额太低。", True), ("In this paper, we double limits.", False),
        ("Halyard says these limits double.", True), ("Halyard says limits double this week.", False),
        ("Limits double this Friday.", False), ("Limits double this May.", False), ("Halyard says this may double limits.", True),
        ("The limit is close to that of Halyard.", False), ("Halyard owes its limits to that deal.", True),
        ("Halyard calls for limits such as the doubled ones.", False), ("Every plan may use any of them.", True),
        ("In 37 of them limits doubled.", True),
        ("Northwind launched it on Tuesday at half the limit.", True), ("Northwind says it doubles limits.", False),
        ("Northwind built it, and limits doubled.", True), ("The grid that Northwind built doubled it.", False),
        ("Of 40 plans the limits doubled in 37 of them.", False),
        ("As Tarn notes, Halyard did not name the plan in question.", True), ("Halyard calls limits into question.", False),
        ("In its filing, Halyard says those limits double.", True), ("Ultimately, these limits double.", True),
        ("Only Halyard doubles limits, which these will follow.", False),
        ("是的，北风将限额翻倍。", True), ("更值得一提的是，北风将限额翻倍。", True), ("It helps those who pay.", True),
        ("Halyard helps those who pay.", False), ("Halyard doubled limits, and these will stay.", False),
        ("知情人士称，这些限额将翻倍。", True), ("北风的限额因此翻倍。", True), ("北风将限额翻倍，这是第三次。", False),
        ("参与此次谈判的北风将限额翻倍。", False), ("近年来，限额一再翻倍。", True), ("In recent years, limits doubled.", True),
        ("Italy doubles the limits.", False), ("Northwind doubles the limits.", False), ("北风将限额翻倍。", False),
        ("Further analysis confirms that the gain is kept.", True), ("Turns out, limits double.", True),
        ("The cache itself, however, is not free.", True), ("Halyard opens a cache, its third, however small.", False),
        ("Critics accused him of bias.", True), ("The flaw let him read the folders, the suit says.", True),
        ("The board of Northwind fired him.", False), ("Lund says the board fired him.", False),
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
        ("The correct figure is 20 million.", True), ("Zephyr 8 also runs on phones.", True),
        ("Zephyr 8 runs on phones.", False),
    ],
)  # fmt: skip
def test_what_was_named_in_a_sentence_before_may_be_described(sentence: str, refers: bool) -> None:
    assert CUES.refers(sentence) is refers


@pytest.mark.parametrize(
    ("sentence", "gathers"),
    [
        ("2026 世界算力大会今天在北湾举行。", True),
        ("据北湾日报报道，算力大会与北风论坛今日在北湾召开。", True),
        ("2026 世界算力大会今天在北湾举行，本届大会以“算力”为主题。", True),
        ("2026 世界算力大会今天在北湾举行，北风在会上发布西风5。", False),
        ("北风在算力大会上发布西风5。", False),
        ("北风将限额翻倍。", False),
    ],
)
def test_that_people_gather_is_where_something_is_shown_and_not_what(sentence: str, gathers: bool) -> None:
    assert is_gathering(sentence) is gathers
    assert CUES.sets_scene(sentence) is gathers


@pytest.mark.parametrize(
    ("sentence", "is_news", "is_scene"),
    [
        ("Quist has been sold.", True, False),
        ("Quist and Loom have quietly been rewritten.", True, False),
        ("Porto has been a home of Quist.", False, True),
        ("Output of Quist has been slow.", False, True),
        ("Quist has always run on Loom.", False, True),
        ("Quist has led the field of looms for more than a decade.", False, True),
        ("Quist has been working on looms.", False, False),
        ("Quist is testing looms.", True, False),
    ],
)
def test_what_was_done_is_news_and_what_has_been_so_is_not(sentence: str, is_news: bool, is_scene: bool) -> None:
    assert (CUES.tells_news(sentence), CUES.sets_scene(sentence)) == (is_news, is_scene)


@pytest.mark.parametrize(
    ("category", "text", "quotes"),
    [
        (
            "news",
            "后续我们将把西风的限额翻倍。\n西风的限额今天翻了一倍，价格保持不变。",
            ["西风的限额今天翻了一倍，价格保持不变。"],
        ),
        ("news", "北风表示，后续我们将把限额翻倍。", ["北风表示，后续我们将把限额翻倍。"]),
        ("news", "伦德：后续我们将把西风的限额翻倍。", ["伦德：后续我们将把西风的限额翻倍。"]),
        ("lab", "后续我们将把西风的限额翻倍。", ["后续我们将把西风的限额翻倍。"]),
        ("news", "7 月 17 日上午，算力大会主论坛现场。", []),
    ],
)
def test_whose_we_it_is_must_be_told(category: Category, text: str, quotes: list[str]) -> None:
    told = article("北风与西风的限额", text, source=source(language="zh", category=category))
    assert [passage.quote for passage in passages([told], NAMES, CUES)] == quotes


def test_this_release_is_the_one_that_the_title_names() -> None:
    found = passages(
        [article("tarn 2.4", "This release adds a router for prompts.\nThis release is fast on GPUs.")], NAMES, CUES
    )
    assert [passage.leans for passage in found] == [False, True]


@pytest.mark.parametrize(
    ("sentence", "rest"),
    [
        ("BRUSSELS, 18 June – The office fined two publishers.", "The office fined two publishers."),
        ("PORTO, Portugal, June 18, 2026 - Northwind doubled limits.", "Northwind doubled limits."),
        ("PORTO, June 18, 2026 /NewsLine/ -- Northwind doubled limits.", "Northwind doubled limits."),
        ("June 18 (NewsLine) - Northwind doubled limits.", "Northwind doubled limits."),
        ("18 June 2026 (NewsLine) – Northwind doubled limits.", "Northwind doubled limits."),
        ("Zephyr 18 (small) is out.", "Zephyr 18 (small) is out."),
        ("IT之家 6 月 21 日消息，北风今日租用算力。", "北风今日租用算力。"),
        ("IT 之家 6 月 21 日消息，北风今日租用算力。", "北风今日租用算力。"),
        ("编辑：伦德 罗岩【北风导读】北风今日租用算力。", "北风今日租用算力。"),
        ("36氪获悉，北风今日租用算力。", "北风今日租用算力。"),
        ("A plan – long awaited – is out.", "A plan – long awaited – is out."),
        ("晨报观察10月6日消息，北风今日租用算力。", "北风今日租用算力。"),
        ("据晨报10月6日消息，北风今日租用算力。", "据晨报10月6日消息，北风今日租用算力。"),
        (
            "EXECUTIVE SUMMARY At a fair in Porto Northwind doubled limits.",
            "At a fair in Porto Northwind doubled limits.",
        ),
        ("IBM CEO Ada Lund said limits double.", "IBM CEO Ada Lund said limits double."),
        ("延伸阅读北风成立于2016年。", "北风成立于2016年。"),
        ("据IT之家了解，北风成立于2016年。", "北风成立于2016年。"),
        ("京东影北 Mic 套装限时 319 元直达链接北风成立于2016年。", "北风成立于2016年。"),
        # the hour of an entry
        ("- Zephyr is back, Northwind says.", "Zephyr is back, Northwind says."),
        ("17:45 Zephyr is back, Northwind says.", "Zephyr is back, Northwind says."),
        ("5:45 p.m. ET: Zephyr is back.", "Zephyr is back."),
        ("5:45 PM Zephyr is back.", "Zephyr is back."),
        ("[17:45] Zephyr is back.", "Zephyr is back."),
        ("17:45 CET – Zephyr is back.", "Zephyr is back."),
        ("17.45 Uhr: Zephyr läuft wieder.", "Zephyr läuft wieder."),
        ("17:45｜北风恢复服务。", "北风恢复服务。"),
        ("17:45 更新：北风恢复服务。", "北风恢复服务。"),
        ("16:30 IBM is down.", "IBM is down."),
        ("11:00-12:00 在北风门店兑换。", "11:00-12:00 在北风门店兑换。"),
        ("8:00 至 12:00 北风停机。", "8:00 至 12:00 北风停机。"),
        ("12.50 Euro kostet Zephyr.", "12.50 Euro kostet Zephyr."),
        ("9:41 is the hour on every phone.", "9:41 is the hour on every phone."),
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
        ("The talks about the cluster could still fail, they said.", True),
        ("The talks about the cluster could still fail, Northwind said.", False),
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


@pytest.mark.parametrize(
    ("sentence", "is_aside"),
    [
        ("The Harbour Ledger could not immediately reach the office of Ada Lund in Porto.", True),
        ("For more on how models change the harbours of the north, follow Ada Lund.", True),
        ("The Harbour Ledger will keep updating the list of exhibits as more are added.", True),
        ("今天请到两位分别来自不同港口的嘉宾，有请两位介绍一下自己。", True),
        ("目前关注罗岩的社交媒体，购买北风的产品可立打 8 折（详询客服）。", True),
        ("Northwind said its own update, not the grid, had stopped the cluster.", False),
        ("Update, 18 June: Northwind says the cluster runs again in Groningen.", True),
    ],
)
def test_what_an_outlet_tells_of_its_report_is_an_aside(sentence: str, is_aside: bool) -> None:
    assert is_quotable(sentence, CUES) is not is_aside


def test_who_paid_for_a_study_is_not_quoted() -> None:
    assert not is_quotable("The study was funded by the Harbour Fund of Porto.", CUES)


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
        (
            "A model of Northwind predicted the turn of the storm near Groningen on 9 June, three days earlier than any of"
            " the forecasts, the centre in Porto said on Monday.",
            "A model of Northwind predicted the turn of the storm near Groningen on 9 June … the centre in Porto said on"
            " Monday.",
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
        # in what it was said, and what Chinese brackets add
        (
            "港口媒体 Harbour Ledger 昨日（6 月 20 日）在格罗宁根发布博文，报道称北风的西风 5 大模型已在港口的全部算力集群上线，"
            "限额比上一代西风 4 大模型翻了一倍。",
            "港口媒体 Harbour Ledger … 报道称北风的西风 5 大模型已在港口的全部算力集群上线 …",
        ),
        (
            "北风今日宣布为格罗宁根（荷兰北部格罗宁根省的首府，也是北风总部与数据中心所在的城市）的全部港口算力集群设置翻倍的限额。",
            "北风今日宣布为格罗宁根 … 的全部港口算力集群设置翻倍的限额。",
        ),
        (
            "北风今日宣布为格罗宁根（限额的前提是总部所在的城市不反对这一做法并且完成登记）的全部港口算力集群设置翻倍的限额。",
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
    found = passages([article("Northwind", sentence)], NAMES, CUES)
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
