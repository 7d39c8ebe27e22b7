"""Slips of a writing model, and honest claims in other words; invented sentences."""

from __future__ import annotations

from datetime import date

import pytest

from generator.grounding.reading import Reading
from generator.grounding.support import Grounds, Sentence
from generator.text.names import NameFinder

LOSS = "It makes no profit yet; its loss narrowed to $4 million from $9 million."
SPENDING = "Net profit fell to $3 million from $5 million because of higher spending on chips."
QUARTER = "Ulsten's second-quarter revenue rose 17% to $92 million, beating a forecast of $90 million."
SHARES = "Ulsten's shares rose 6.2% in Oslo, while Corvane's fell 1.8%."
RATE = "Its newest robot folds laundry with a success rate of 93%, up from 71% for the older one."
SUBSIDY_ZH = "深圳市周四发布征求意见稿，拟对购买国产算力的企业给予最高500万元补贴。"
ROUND_ZH = "青鸢公司5月20日宣布完成15亿元人民币B轮融资。"
SHORTAGE_ZH = "大学教授温知远认为，补贴有助于降低成本，但难以解决芯片短缺的问题。"
VALUE = "The order has a value of between $40 million and $50 million."
TRIAL = "The trial of the suit is scheduled for February 2027."
SUPPLY = "Corvane will supply Ulsten with at least 900 chips over the next three years."
PUPILS = "About 2.3 million pupils, mainly in Marl, could not log in to Vesper."
TERM_ZH = "监管部门6月12日约谈青鸢公司，要求其在30日内整改。"
USERS_ZH = "青鸢应用目前月活跃用户约1800万，排名第三。"
SUBSCRIBERS = "Ulsten has 4.6 million subscribers for Vesper, up 600,000 in three months."
CONTEXT = "The model accepts up to 256,000 tokens of context, twice as many as Vesper 3."
HOMES = "The heat is to warm about 30,000 homes, according to the city's mayor, Tove Marr."
TESTERS = "Ulsten published the results; independent testers have yet to confirm them."
MONTHS_ZH = "公司今年前四个月交付机器人2600台。"
VOUCHERS_ZH = "去年深圳共发放算力券3.2亿元，惠及1100多家企业，同比增加400家。"
LISTING_ZH = "有消息称青鸢公司正考虑明年赴港上市。"
FEE = "Tarn Street gets a break-up fee of $7 million from Ulsten."
COUNCIL = "The council voted 6 to 3 against a plant of Corvane."
SCHOOL = "It answers 64% of school questions, two points behind the larger Orlane 2."
TRIAL_END = "The ministry will decide in 2028 whether to buy Vesper for all districts."
GROWTH_ZH = "公司此前预计今年营收增长不低于25%。"
TRIAL_ZH = "医院方面说，是否采购青鸢系统将在年底决定。"
COMFORT_ZH = "陆知微说，判决“给同行吃了定心丸”。"
LINE = "A line of Ulsten's plant will stand still for about ten days."

SLIPS = [
    (LOSS, "Its loss widened to $4 million from $9 million."),
    (SPENDING, "净利润从300万美元增至500万美元。"),
    (QUARTER, "Ulsten's third-quarter revenue rose 17% to $92 million."),
    (SHARES, "Corvane's shares rose 6.2%, while Ulsten's fell 1.8%."),
    (RATE, "The newest robot raised the success rate by 93%."),
    (SUBSIDY_ZH, "上海市拟对购买国产算力的企业给予最高500万元补贴。"),
    (ROUND_ZH, "青鸢公司宣布完成15亿元A轮融资。"),
    (SHORTAGE_ZH, "大学教授温知远认为，补贴可以解决芯片短缺的问题。"),
    (FEE, "Ulsten gets a break-up fee of $7 million from Tarn Street."),
    (COUNCIL, "The council voted in favour of a plant of Corvane."),
    (SCHOOL, "It answers 64% of school questions, two points ahead of Orlane 2."),
    (TRIAL_END, "The ministry will buy Vesper for all districts in 2028."),
    (GROWTH_ZH, "公司预计今年营收增长不超过25%。"),
    (TRIAL_ZH, "医院决定采购青鸢系统。"),
    (COMFORT_ZH, "青鸢公司说，判决“给同行吃了定心丸”。"),
]
HONEST = [
    (QUARTER, "Q2 revenue increased by 17% to $92 million."),
    (SHARES, "Shares in Ulsten gained 6.2 percent, whereas Corvane lost 1.8 percent."),
    (VALUE, "The order has a value of $40-50 million."),
    (
        SUBSIDY_ZH,
        "Companies in Shenzhen that buy domestic computing power are to get subsidies of up to 5 million yuan.",
    ),
    (TRIAL, "The trial is set for Feb. 2027."),
    (SUPPLY, "Ulsten will get at least 900 chips from Corvane over three years."),
    (PUPILS, "Around 2.3m pupils, mainly in Marl, could not log in to Vesper."),
    (TERM_ZH, "Regulators summoned the company on June 12 and gave it 30 days."),
    (USERS_ZH, "The app has about 18 million monthly active users."),
    (SUBSCRIBERS, "Vesper now has 4.6m subscribers, 600,000 more than three months ago."),
    (CONTEXT, "Its context of 256K tokens is twice that of Vesper 3."),
    (HOMES, "About 30,000 homes are to be warmed by the heat, Tove Marr said."),
    (TESTERS, "The results have not yet been confirmed by independent testers."),
    (MONTHS_ZH, "In the first four months of the year the company delivered 2,600 robots."),
    (VOUCHERS_ZH, "深圳去年发放了3.2亿元算力券，超过1100家企业受益。"),
    (LISTING_ZH, "据传青鸢公司考虑明年在香港上市。"),
    (FEE, "From Ulsten Tarn Street receives a break-up fee of $7 million."),
    (COUNCIL, "By 6 to 3 the council voted against a plant of Corvane."),
    (TRIAL_END, "In 2028 the ministry will decide if it buys Vesper for all districts."),
    (GROWTH_ZH, "公司预计今年营收至少增长25%。"),
    (TRIAL_ZH, "医院将在年底决定是否采购青鸢系统。"),
    (LINE, "A line of the plant is out of order for around ten days."),
]


def judged(source: str, claim: str) -> tuple[str, str]:
    verdict = Grounds([Sentence(source, date(2026, 6, 17))], NameFinder([])).judge(claim, [0])
    return verdict.outcome, verdict.why


@pytest.mark.parametrize(("source", "claim"), SLIPS)
def test_a_slip_is_struck(source: str, claim: str) -> None:
    outcome, why = judged(source, claim)
    assert (outcome, bool(why)) == ("struck", True)


@pytest.mark.parametrize(("source", "claim"), HONEST)
def test_an_honest_claim_of_the_same_is_carried(source: str, claim: str) -> None:
    assert judged(source, claim)[0] == "carried"


def test_neither_a_time_nor_thousands_end_a_clause() -> None:
    text = "Vesper may cut 1,240 jobs at 14:30 on Monday, it said."
    reading = Reading(text, date(2026, 6, 17), NameFinder([]))
    assert text[slice(*reading.clause(reading.of_kind("possible")[0]))] == text[: text.index(", it")]
