from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.grounding.support import Grounds, Sentence
from generator.model.vocabulary import Name
from generator.text.names import NameFinder

PUBLISHED = date(2026, 6, 20)  # a Saturday
NAMES = NameFinder(
    [
        Name(name="Northwind", kind="company", aliases=("北风",)),
        Name(name="Halyard", kind="company", aliases=("哈利亚德",)),
        Name(name="Meridian", kind="company"),
        Name(name="Zephyr", kind="model"),
    ]
)


def grounds(*texts: str, title: str = "") -> Grounds:
    return Grounds([Sentence(text, PUBLISHED, title) for text in texts], NAMES)


ROUND = "Northwind raised $5 billion on Friday in a round led by Halyard, said its chief executive Ada Lund."
CHIP = "Halyard plans to launch the Zephyr chip in May with 40% more memory, Ada Lund told Northwind."
SHARES = "Shares of Northwind fell 12% on Monday after it cut its forecast for the year."
DEAL = "Northwind may acquire Halyard for $3 billion, two people said."
CLOUD = "Northwind does not plan to sell its cloud unit."
CHINESE = "北风昨日宣布投入6,000亿元，约40%用于芯片，股价上涨5%。"
LAYOFFS = "北风公司表示不会裁员，计划明年招聘三千人。"
QUOTE = "“We are done,” said Ada Lund of Northwind, while Bob Dahl of Halyard disagreed."

CARRIED = [
    (ROUND, "Northwind raised $5bn in a round led by Halyard."),
    (ROUND, "On June 19, Northwind raised $5 billion in a round led by Halyard."),
    (ROUND, "Northwind raised about $5 billion in a round led by Halyard …"),
    (SHARES, "Northwind shares fell 12%."),
    (SHARES, "Northwind shares fell 12 percent after it cut its forecast."),
    (DEAL, "Northwind could acquire Halyard for $3bn."),
    (CLOUD, "Northwind has no plan to sell its cloud unit."),
    (QUOTE, "Ada Lund said: “We are done”."),
    (CHINESE, "北风宣布投入0.6万亿元。"),
    (CHINESE, "Northwind announced 600 billion yuan, 40 percent of it for chips."),
    (CHINESE, "Northwind rose 5% on 19 June."),
    (LAYOFFS, "北风公司不会裁员"),
    (
        "Zephyr‑5.6, Northwind’s state‑of‑the‑art model, has a 40‑billion‑dollar bill.",
        "Zephyr-5.6 has a $40 billion bill.",
    ),
    ("Zephyr-5.6 has 1.5‑trillion‑parameter weights.", "Zephyr-5.6 has 1.5 trillion parameters."),
    ("Northwind has 1,312 employees.", "Northwind has about 1,300 employees."),
    ("Northwind in talks to double output to 2 GW.", "Northwind in talks to double output to 2000 MW."),
]
STRUCK = [
    (ROUND, "Northwind raised $6 billion in a round led by Halyard."),  # number
    (ROUND, "Northwind raised $5 million in a round led by Halyard."),
    (ROUND, "Northwind raised €5 billion in a round led by Halyard."),  # unit
    (ROUND, "Northwind raised 36 billion yuan in a round led by Halyard."),  # converted
    (ROUND, "Meridian raised $5 billion in a round led by Halyard."),  # name
    (ROUND, "Northwind raised $5 billion on Thursday in a round led by Halyard."),  # date
    (ROUND, "Northwind raised $5 billion in May in a round led by Halyard."),
    (ROUND, "Northwind did not raise $5 billion in a round led by Halyard."),  # denial
    (ROUND, "Halyard raised $5 billion on Friday in a round led by Northwind."),  # roles
    (ROUND, "Northwind's Ada Lund called it “a great round”."),  # quotation
    (CHIP, "Halyard has launched the Zephyr chip."),  # certainty
    (CHIP, "Halyard will launch the Zephyr chip in May."),
    (CHIP, "Halyard plans to launch the Zephyr chip with 40 percentage points more memory."),
    (CHIP, "Halyard plans to launch the Zephyr chip in June."),
    (SHARES, "Northwind shares rose 12% on Monday."),  # direction
    (SHARES, "Shares of Northwind fell 21% on Monday."),
    (DEAL, "Northwind will acquire Halyard for $3 billion."),
    (DEAL, "Halyard may acquire Northwind for $3 billion."),
    (CLOUD, "Northwind plans to sell its cloud unit."),
    (QUOTE, "Bob Dahl said: “We are done”."),  # speaker
    (CHINESE, "北风宣布投入6,000亿美元。"),
    (CHINESE, "北风昨日宣布投入6,000万元，约40%用于芯片。"),
    (CHINESE, "北风上周宣布投入6,000亿元。"),
    (CHINESE, "北风昨日宣布投入6,000亿元，约40%用于芯片，股价下跌5%。"),
    (CHINESE, "Halyard announced 600 billion yuan."),
    (CHINESE, "Northwind announced 600 billion dollars."),
    (CHINESE, "Northwind fell 5%."),
    (LAYOFFS, "北风公司表示将会裁员，计划明年招聘三千人。"),
    (LAYOFFS, "北风公司表示不会裁员，已经明年招聘三千人。"),
    (LAYOFFS, "北风公司表示不会裁员，计划明年招聘五千人。"),
    ("Zephyr-5.6 has a window of 128K tokens.", "Zephyr-5.5 has a window of 128,000 tokens."),
    ("Northwind reportedly bought the Delft laboratory.", "Northwind bought the Delft laboratory."),
    ("Halyard opened a data centre.", "The weather was fine and all the children went swimming."),
]


@pytest.mark.parametrize(("sentence", "claim"), CARRIED)
def test_what_a_sentence_carries(sentence: str, claim: str) -> None:
    verdict = grounds(sentence).judge(claim, [0])
    assert (verdict.outcome, verdict.cites) == ("carried", (0,)), verdict.why


@pytest.mark.parametrize(("sentence", "claim"), STRUCK)
def test_what_a_sentence_does_not_carry(sentence: str, claim: str) -> None:
    verdict = grounds(sentence).judge(claim, [0])
    assert (verdict.outcome, verdict.cites) == ("struck", ())
    assert verdict.why
    assert verdict.doubt >= 0.5


def test_the_reason_names_what_is_missing() -> None:
    verdict = grounds(SHARES).judge("Shares of Northwind fell 40 % on Monday.", [0])
    assert verdict.why == "40 % is in none of the sentences cited"
    assert verdict.is_hard


def test_a_turned_sense_is_no_hard_refusal() -> None:
    assert not grounds(SHARES).judge("Shares of Northwind rose 12% on Monday.", [0]).is_hard


def test_other_sentences_are_cited_where_those_given_do_not_carry() -> None:
    verdict = grounds(SHARES, ROUND).judge("Northwind raised $5 billion in a round led by Halyard.", [0])
    assert (verdict.outcome, verdict.cites) == ("recited", (1,))
    assert verdict.why


def test_only_citable_sentences_are_cited_instead() -> None:
    claim = "Northwind raised $5 billion in a round led by Halyard."
    assert grounds(SHARES, ROUND).judge(claim, [0], citable=1).outcome == "struck"


@pytest.mark.parametrize(
    ("claim", "outcome"),
    [
        ("The government postponed the duty by a year.", "struck"),
        ("The duty on chips starts in October, though makers had asked for a delay of a year.", "recited"),
        ("Halyard, the maker of Zephyr, had asked for a delay of a year.", "recited"),
    ],
)
def test_no_clause_is_pieced_together_from_sentences_that_are_not_cited(claim: str, outcome: str) -> None:
    report = grounds(
        "The government has postponed the duty on chips from July to October, when it starts.",
        "Makers had asked for a delay of a year, among them Halyard.",
        "Halyard is the maker of Zephyr.",
        "Northwind makes a third of its sales abroad.",
    )
    assert report.judge(claim, [3]).outcome == outcome


def test_two_sentences_may_carry_together() -> None:
    both = grounds("Northwind opened a laboratory in Delft.", "The laboratory has 300 employees.")
    assert both.judge("Northwind's laboratory in Delft has 300 employees.", [0, 1]).outcome == "carried"


@pytest.mark.parametrize(
    ("claim", "outcome"),
    [
        ("Northwind could now pay for expensive experiments and outgrow older rivals.", "inference"),
        ("Northwind could now pay for 70 experiments.", "struck"),
        ("Northwind could now outgrow Meridian.", "struck"),
        ("Northwind did not raise money in a round led by Halyard.", "struck"),
    ],
)
def test_inference_needs_leave_and_adds_no_fact(claim: str, outcome: str) -> None:
    assert grounds(ROUND).judge(claim, [0], may_infer=True).outcome == outcome
    assert grounds(ROUND).judge(claim, [0]).outcome == "struck"


def test_a_name_may_stand_in_the_title() -> None:
    text = "The company raised $5 billion in a new round."
    claim = "Northwind raised $5 billion in a new round."
    assert grounds(text, title="Northwind raises money").judge(claim, [0]).outcome == "carried"
    assert grounds(text).judge(claim, [0]).outcome == "struck"


PLAN = ["Northwind plans to sell its new chip to Halyard in June."]


@pytest.mark.parametrize(
    ("claim", "foresees", "outcome"),
    [
        ("Northwind sells its new chip to Halyard.", True, "carried"),
        ("Northwind sells its new chip to Halyard.", False, "struck"),
        ("Northwind has sold its new chip to Halyard.", True, "struck"),
        ("Northwind sold its new chip to Halyard.", True, "struck"),
    ],
)
def test_a_forecast_may_have_as_to_come_what_is_planned(claim: str, foresees: bool, outcome: str) -> None:
    assert grounds(*PLAN).judge(claim, [0], foresees=foresees).outcome == outcome


TRIAL = ["A group counted 31 errors in ten minutes in a trial.", "Northwind said the trial had used Lyra 2."]
PRICES = ["Northwind raised $75 million from Halyard.", "The contract with Meridian costs $9 million a year."]
HIRE = ["Meridian charges $0.12 an hour for its service, and Halyard charges $0.30 an hour."]
ROBOT = ["阿栗充电一次可工作四小时。"]
ERRORS = ["Errors were more frequent where many patients spoke Welsh: 11% there, 5% elsewhere."]
GERMAN = ["Northwind lehnte 29 Prozent der Anträge im Mai ab."]


@pytest.mark.parametrize(
    ("sentences", "claim", "is_carried"),
    [
        (TRIAL, "Lyra 3 made 31 errors in ten minutes in a trial of Northwind.", False),
        (TRIAL[:1], "In a trial of Lyra 3 a group counted 31 errors in ten minutes.", True),
        (PRICES, "Meridian may lose its $75 million contract.", False),
        (PRICES, "Meridian may lose its $9 million contract.", True),
        (HIRE, "Halyard may lower its price of $0.12 an hour.", False),
        (HIRE, "Halyard may lower its price of $0.30 an hour.", True),
        (ROBOT, "阿栗 works four hours on a charge.", True),
        (ROBOT, "小辰 works four hours on a charge.", False),
        (ERRORS, "Welsh patients caused errors to be more frequent: 11%, against 5% elsewhere.", False),
        (GERMAN, "Northwind lehnte im Mai 29 % der Anträge ab.", True),
    ],
)
def test_what_belongs_to_one_thing_is_not_told_of_another(sentences: list[str], claim: str, is_carried: bool) -> None:
    every = range(len(sentences))
    verdict = grounds(*sentences, title="Northwind weighs Lyra 3").judge(claim, every, may_infer="may" in claim)
    assert (verdict.outcome != "struck") == is_carried, verdict.why


@pytest.mark.parametrize(
    ("sentence", "claim", "outcome"),
    [
        (CHINESE, "More can be done with it than before.", "inference"),
        (ROUND, "What is told here will go on.", "inference"),
        ("A chess program lost a game in Porto.", "Chess programs may get worse.", "inference"),
    ],
)
def test_a_claim_without_facts_or_words_of_its_sentence_is_not_carried(sentence: str, claim: str, outcome: str) -> None:
    assert grounds(sentence).judge(claim, [0], may_infer=True).outcome == outcome
    assert grounds(sentence).judge(claim, [0]).outcome == "struck"


@given(st.sampled_from([ROUND, CHIP, SHARES, DEAL]), st.data())
def test_every_part_at_word_boundaries_of_a_sentence_that_turns_nothing_is_carried(
    sentence: str, data: st.DataObject
) -> None:
    words = sentence.split()
    first = data.draw(st.integers(0, len(words) - 3))
    last = data.draw(st.integers(first + 3, len(words)))
    part = " ".join(words[first:last])
    for said in (part, f"{part} …"):
        verdict = grounds(sentence).judge(said, [0])
        assert (verdict.outcome, verdict.doubt) == ("carried", 0.0)


@pytest.mark.parametrize(
    ("sentence", "claim"),
    [
        ("It is not true that Northwind bought Halyard for $3 billion.", "Northwind bought Halyard for $3 billion."),
        ("Reports that Northwind will close its cloud unit are false.", "Northwind will close its cloud unit."),
        ("Meridian alleges that Halyard stole its chip designs.", "Halyard stole its chip designs."),
        ("Halyard stole its chip designs, Meridian claims.", "Halyard stole its chip designs."),
        ("There is no evidence that Zephyr causes headaches, the doctors write.", "Zephyr causes headaches"),
        ("Ada Lund refused to say whether Halyard will open its designs.", "Halyard will open its designs."),
        ("Only if its tests succeed, Zephyr is sold in May.", "Zephyr is sold in May."),
        ("Northwind may sell its chips abroad if it pays a fee.", "Northwind may sell its chips abroad."),
        ("北风否认了将裁减三成员工的传闻。", "将裁减三成员工"),
        ("没有证据表明北风裁减了三成员工。", "北风裁减了三成员工"),
    ],
)
def test_a_part_is_not_carried_where_what_is_cut_off_turns_it(sentence: str, claim: str) -> None:
    assert grounds(sentence).judge(claim, [0]).outcome == "struck"


@pytest.mark.parametrize(
    ("sentence", "claim"),
    [
        ("Ada Lund met Bob Dahl of Halyard in Berlin.", "Ada Lund bribed Bob Dahl of Halyard in Berlin."),
        ("The city opened an inquiry into Northwind over its robots.", "The city fined Northwind over its robots."),
        ("The governor signed the bill on robots in Leeds.", "The governor vetoed the bill on robots in Leeds."),
        ("Halyard made an offer of $3 billion for Northwind.", "Halyard bought Northwind for $3 billion."),
        ("北风完成50亿美元融资，由哈利亚德领投。", "Northwind was fined $5 billion."),
        ("Northwind opened an office in Tokyo.", "北风因泄露用户数据在东京被调查。"),
    ],
)
@pytest.mark.parametrize("may_infer", [False, True])
def test_no_claim_adds_what_is_done_to_somebody(sentence: str, claim: str, may_infer: bool) -> None:
    verdict = grounds(sentence).judge(claim, [0], may_infer=may_infer)
    assert (verdict.outcome, verdict.is_hard) == ("struck", True)


@pytest.mark.parametrize(
    ("sentence", "claim"),
    [
        (
            "Shareholders of Halyard dismissed the bid of Northwind.",
            "Shareholders of Halyard rejected Northwind's bid.",
        ),
        ("Prosecutors charged Bob Dahl of Halyard with fraud.", "Bob Dahl of Halyard was charged as a criminal."),
        ("北风宣布裁掉300名员工。", "Northwind lays off 300 employees."),
    ],
)
def test_what_is_done_may_be_said_in_other_words(sentence: str, claim: str) -> None:
    assert grounds(sentence).judge(claim, [0]).outcome == "carried"


@pytest.mark.parametrize(
    ("sentence", "claim"),
    [
        ("Halyard's window takes up to 1 million tokens.", "Halyard's window takes at least 1 million tokens."),
        ("Halyard's window takes up to 1 million tokens.", "Halyard's window takes 1 million tokens."),
        ("Northwind bars users under 18 from its chats.", "Northwind bars users over 18 from its chats."),
        ("Northwind runs nearly 500,000 chips in Leeds.", "Northwind runs more than 500,000 chips in Leeds."),
        ("Northwind asks for $20 a month.", "Northwind asks for $20 a year."),
        ("Zephyr has 800 million users a week.", "Zephyr has 800 million daily users."),
        ("Northwind, founded in 2021, said on Monday that it sells robots.", "Northwind was founded in 2026."),
        ("Halyard mended it in version 1.17.8 of its tool.", "Halyard mended it in version 1.17.7 of its tool."),
        ("Zephyr-5 mini asks for $2.", "Zephyr-5 asks for $2."),
        ("Northwind's revenue rose 56% to $4 billion, while sales abroad fell.", "Northwind's revenue fell 56%."),
        ("北风至少裁减300人。", "北风至多裁减300人。"),
    ],
)
def test_bounds_rates_versions_and_directions_are_those_of_the_sentence(sentence: str, claim: str) -> None:
    assert grounds(sentence).judge(claim, [0]).outcome == "struck"


def test_a_claim_is_not_cited_anew_to_another_language_where_its_own_says_otherwise() -> None:
    verdict = grounds("Northwind thanked Halyard in Tokyo.", CHINESE).judge(
        "Northwind draws chips for hotel kitchens.", [0]
    )
    assert verdict.outcome == "struck"


@given(st.integers(2, 9_999_999), st.integers(2, 9_999_999))
def test_another_number_is_refused(told: int, claimed: int) -> None:
    verdict = grounds(f"Northwind sold {told:,} robots last year.").judge(f"Northwind sold {claimed} robots.", [0])
    assert verdict.outcome == ("carried" if told == claimed else "struck")


@given(st.text(max_size=80), st.text(max_size=80), st.lists(st.integers(-3, 3), max_size=3), st.booleans())
def test_no_text_breaks_it_and_the_same_is_judged_the_same(
    claim: str, sentence: str, cites: list[int], may_infer: bool
) -> None:
    once = grounds(sentence, ROUND).judge(claim, cites, may_infer=may_infer)
    assert once == grounds(sentence, ROUND).judge(claim, cites, may_infer=may_infer)
    assert 0 <= once.doubt <= 1
    assert (once.cites == ()) == (once.outcome == "struck")


def test_nothing_to_cite_carries_nothing() -> None:
    assert grounds().judge("Northwind raised $5 billion.", [0], may_infer=True).outcome == "struck"


@pytest.mark.parametrize(
    ("claim", "sentence", "is_carried"),
    [
        ("Orr accepted an offer from Halyard.", "Orr turned down an offer from Halyard.", False),
        ("Shareholders of Tarn backed Halyard's bid.", "Halyard's bid failed as shareholders of Tarn voted it down.", False),
        ("The average answer of Zephyr takes 3 seconds.", "The median answer of Zephyr takes 3 seconds.", False),
        ("Tarn has a pre-money valuation of $4 billion.", "Tarn has a post-money valuation of $4 billion.", False),
        ("Zephyr 的推理能力超过Lumen。", "Zephyr 的推理能力与Lumen相当。", False),
        ("Halyard's total revenue rose 56% in May.", "Halyard's cloud revenue rose 56% in May.", False),
        ("Halyard spent a total of $3 million in May.", "Halyard spent $3 million in May.", True),
        ("Halyard's cloud revenue reached $41 million in May.", "Halyard's cloud revenue rose to $41 million in May.", True),
        ("Halyard opens a Norwegian office in May.", "Halyard opens an office in Norway in May.", True),
    ],
)  # fmt: skip
def test_a_word_for_another_that_says_more_or_the_reverse(claim: str, sentence: str, is_carried: bool) -> None:
    grounds = Grounds([Sentence(sentence, date(2026, 6, 17))], NameFinder([]))
    assert (grounds.judge(claim, [0]).outcome == "carried") == is_carried


@pytest.mark.parametrize(
    ("sentences", "claim"),
    [
        (["Zephyr costs $21 per user per month from May."], "Zephyr costs $21 per user per year from May."),
        (["Das Modell kostet ab Mai 20 Euro im Monat."], "Das Modell kostet ab Mai 20 Euro im Jahr."),
        (["Zephyr finds 29% more faults in chips than people do."], "Zephyr finds 29% of faults in chips."),
        (["Part of the law on Zephyr takes effect in May."], "The law on Zephyr will take effect in May."),
        (["Halyard has 500 customers, up from 40 customers."], "Halyard has 40 customers."),
        (["Northwind raised $180 million at a valuation of $3 billion."], "Northwind raised $3 billion."),
        (["Northwind's revenue reached $13 billion, its loss $5 billion."], "Northwind made a profit of $5 billion."),
        (["Northwind's backlog rose to $55 billion in May."], "Northwind's revenue rose to $55 billion in May."),
        (["Northwind released Zephyr models for 119 languages."], "Northwind released 119 Zephyr models."),
        (["Northwind's tool missed two of 31 cases."], "Northwind's tool missed 31 cases."),
        (["The price of Zephyr is $21 from May, up from $19."], "The price of Zephyr falls from $21 to $19 in May."),
        (["Halyard may close parts of its laboratory in Delft."], "Halyard may close its laboratory in Delft."),
        (["Meridian, once Halyard's largest customer, left it."], "Meridian is Halyard's largest customer."),
        (
            ["Ada Lund, who was head of design at Halyard until 2024, founded Meridian."],
            "Ada Lund is head of design at Halyard.",
        ),
        (["Meridian was valued at $5 billion in 2021."], "Meridian is valued at $5 billion."),
        (["Bob Dahl can appeal against the ruling on Zephyr."], "Bob Dahl has appealed against the ruling on Zephyr."),
        (["Meridian threatened to sue Halyard over Zephyr."], "Meridian has sued Halyard over Zephyr."),
        (["Northwind's robots helped build 30,000 cars."], "Northwind's robots built 30,000 cars."),
        (["Meridian sued Halyard, accusing it of copying designs."], "Halyard copied designs of Meridian."),
        (["Zephyr will be part of the Business plan."], "Zephyr is part of the Business plan."),
        (
            ["Northwind settled its suit against Halyard and licensed its maps to it."],
            "Halyard licensed its maps to Northwind.",
        ),
        (["Northwind and Meridian continue to sue Halyard."], "Halyard continues to sue Northwind and Meridian."),
        (
            [
                "Northwind will pass €1 billion next year, Ada Lund said.",
                "It makes €300 million a year, Bob Dahl said.",
            ],
            "Ada Lund said Northwind makes €300 million a year.",
        ),
        (["A spokesman of Northwind called the figure inaccurate."], "A spokesman of Northwind confirmed the figure."),
        (
            ["Northwind opened Zephyr except for the largest model."],
            "Northwind opened Zephyr including the largest model.",
        ),
        (["Meridian begins with it in 2027 at the earliest."], "Meridian begins with it in 2027 at the latest."),
    ],
)
def test_what_language_models_make_of_a_sentence_is_struck(sentences: list[str], claim: str) -> None:
    verdict = grounds(*sentences).judge(claim, range(len(sentences)))
    assert (verdict.outcome, bool(verdict.why)) == ("struck", True)


@pytest.mark.parametrize(
    ("sentence", "claim"),
    [
        ("Zephyr answers billions of questions each day.", "Every day, Zephyr answers billions of questions."),
        ("Revenue of Halyard grew 41% to $252 million.", "Halyard's revenue rose by 41% to $252 million."),
        (
            "Zephyr has 5,000 users, the founder of Halyard, Ada Lund, said.",
            "Ada Lund, the founder of Halyard, said Zephyr has 5,000 users.",
        ),
        ("Teenagers may chat with Zephyr two hours a day.", "Teenagers can chat with Zephyr two hours a day."),
        ("The state will allow Halyard to sell chips abroad.", "Halyard may sell chips abroad, the state decided."),
        ("Northwind is not obliged to spend the sum.", "Northwind does not have to spend the sum."),
        (
            "Backlog rose to $55 million in May from $30 million.",
            "Backlog climbed from $30 million to $55 million in May.",
        ),
        ("Firms in Delft are excluded from the new Zephyr.", "Firms in Delft cannot use the new Zephyr."),
        (
            "The share of firms in Delft that use Zephyr rose from 31% to 44% in May.",
            "The share of firms in Delft that use Zephyr rose by 13 percentage points in May.",
        ),
        ("Views of Zephyr fell 8% between March and May.", "Views of Zephyr fell 8% from March to May."),
        ("Zephyr 5 may be used by firms with fewer than 70 users.", "Firms with under 70 users may use Zephyr 5."),
        ("Fines for Halyard are up to 4% of sales.", "Fines for Halyard can reach 4% of sales."),
        ("Meridian denied the accusation of Halyard.", "Meridian rejects the accusation of Halyard."),
        ("“We do not think Zephyr is dangerous,” Ada Lund said.", "Ada Lund said Zephyr is not dangerous."),
    ],
)
def test_an_honest_rewording_is_carried(sentence: str, claim: str) -> None:
    verdict = grounds(sentence).judge(claim, [0])
    assert verdict.outcome == "carried", verdict.why
