"""What a claim changes about: offices, ranks, doers, numbers, parts and what is denied or over; invented sentences."""

from __future__ import annotations

from datetime import date

import pytest

from generator.grounding.support import Grounds, Sentence
from generator.text.names import NameFinder

OFFICE = "Chief technology officer Tove Marr told staff that Ulsten had hired too quickly."
OFFICE_ZH = "岭南智算首席技术官顾听澜表示，公司招聘过快。"
OFFICE_DE = "Finanzchef Arne Pohl sagte, Ulsten habe zu schnell eingestellt."
RANK = "In the Quarle test, Vesper 2 scored 61.5%, behind Orlane Max at 66.1% but ahead of Tibrel at 58.0%."
RANK_ZH = "在昆仑评测中，青鸢Pro得分61.5，低于赤羽Max的66.1。"
RANK_DE = "Im Test der Hochschule Marl liegt Vesper hinter Orlane."
LONGER = "The effect of Vesper disappears for texts longer than forty pages."
SOME = "Some nurses in the Ulsten trial received wrong alarms, a review found."
MOSTLY = "Ulsten is closing 40 branches, most of them in Leeds."
UNTIL = "Tove Marr, who led chip design at Corvane until May, is joining Ulsten as adviser."
SUCCESSOR = "She replaces Bram Oosten, who stays on the board."
AGENT = "The study by Marl University had 80 pupils; it was financed by Vesper's maker, Ulsten."
AGENT_ZH = "评测由昆仑大学的研究者完成，经费来自青鸢公司。"
ORDER = "Ulsten ordered 900 robots from Corvane in May."
GROWS = "The order could grow to 2,000 robots."
COURT = "A Spanish court told Ulsten to delete the photos."
REGULATOR = "The Danish regulator fined Ulsten for the photos."
WITHHELD = "Corvane published the weights of Vesper."
DATA = "The recipes and the code are not being released."
WEIGHTS_ZH = "青鸢公司发布青鸢3。青鸢3的权重不会公开。"
OUTAGE = "Vesper was down for five hours on Monday after a wrong setting."
NO_ATTACK = "Ulsten ruled out an attack."
OTHER_THAN = "The errors of Vesper occurred in letters dictated in a language other than Danish."
UNRELATED_ZH = "院方表示，错误源于录音，与模型更新无关。"
PRICE = "Vesper is free during the trial; afterwards it will cost $14 a month."
LATER_ZH = "个人用户最早要到九月才能使用青鸢3。"
TALKS_ZH = "岭南智算正在洽谈新一轮5亿美元融资。去年，公司完成了1亿美元融资。"
TALKS = "Ulsten is in advanced talks to raise $300 million from Corvane."
BILL = "A committee backed the bill, which would ban Vesper from schools."
FEE = "Ulsten expects to charge $2.50 for a million tokens of Vesper."
SPLIT = "Ulsten, the largest maker of robots, supports the bill, while its competitor Corvane calls it unworkable."
LEVEL = "Vesper found the illness in 14% of patients, compared with 9% of those examined without it."
PRICE_CUT = "Corvane cut the price of Vesper by 30% to $7 two days before the release."
SHARES = "Ulsten would pay two thirds in shares."
DELIVERY = "Corvane is to deliver the first 900 chips by March."
PART_DE = "Ulsten streicht 80 von 600 Stellen, vor allem in Graz."
PROBABLY = "Tove Marr said the bill would probably reach the floor before August."
SURVEY = "Nearly half of 900 nurses use Vesper to plan their shifts each week, but only 9% let patients talk to it."
CHARGE = "Vesper runs on Corvane's grid, a set of 900 chips that Ulsten uses to train Tibrel."
NO_ONE = "Ulsten had to recall 12 of its 40 robots. No one was injured, according to Ulsten."
UNTIL_LAST = "Until last week the feature was free; since Monday it has cost $20 a month."
TWO = ["Tove Marr said Ulsten had recalled 12 robots.", "The tests were too short, Bram Oosten said."]
SUIT_ZH = "法院驳回了青鸢公司对温知远的诉讼，认为证据不足。"
JOBS_DE = "Pohl kritisierte, dass nur 150 statt 400 Stellen in Graz entstehen."
DEMAND_ZH = "岭南智算裁员120人，主要涉及销售部门。"
QUARTER = "Revenue of Ulsten fell 3% to $210 million in the quarter, but its cloud business grew 19%."
PORT = "The port of Marl has begun testing three robots made by Corvane; a fourth arrives in spring."

STRUCK = [
    ([OFFICE], "Chief executive Tove Marr told staff that Ulsten had hired too quickly."),
    ([OFFICE_ZH], "岭南智算首席执行官顾听澜表示，公司招聘过快。"),
    ([OFFICE_DE], "Firmenchef Arne Pohl sagte, Ulsten habe zu schnell eingestellt."),
    ([RANK], "In the Quarle test, Vesper 2 beat Orlane Max with 61.5%."),
    ([RANK], "Orlane Max trails Vesper 2 in the Quarle test."),
    ([RANK], "Tibrel scored 61.5% in the Quarle test."),
    ([RANK_ZH], "青鸢Pro在昆仑评测中超过赤羽Max。"),
    ([RANK_DE], "Im Test der Hochschule Marl liegt Vesper vor Orlane."),
    ([LONGER], "The effect of Vesper disappears for texts shorter than forty pages."),
    ([SOME], "Nurses in the Ulsten trial received wrong alarms, a review found."),
    ([MOSTLY], "Ulsten is closing 40 branches in Leeds."),
    ([UNTIL], "Tove Marr is leading chip design at Corvane."),
    ([UNTIL, SUCCESSOR], "Bram Oosten is joining Ulsten as adviser."),
    ([AGENT], "Marl University financed the study."),
    ([AGENT_ZH], "评测由青鸢公司完成。"),
    ([ORDER, GROWS], "Corvane ordered 900 robots from Ulsten in May."),
    ([COURT, REGULATOR], "A Danish court told Ulsten to delete the photos."),
    ([WITHHELD, DATA], "Corvane published the weights of Vesper and the recipes."),
    ([WEIGHTS_ZH], "青鸢公司公开了青鸢3的权重。"),
    ([OUTAGE, NO_ATTACK], "Vesper was down for five hours on Monday after an attack."),
    ([OTHER_THAN], "The errors of Vesper occurred in letters dictated in Danish."),
    ([UNRELATED_ZH], "院方表示，错误源于模型更新。"),
    ([PRICE], "Vesper costs $14 a month."),
    ([LATER_ZH], "个人用户已可使用青鸢3。"),
    ([TALKS_ZH], "岭南智算完成了5亿美元融资。"),
    ([TALKS], "Ulsten secured $300 million from Corvane."),
    ([PART_DE], "Ulsten streicht 600 Stellen."),
    ([PROBABLY], "The bill will reach the floor before August, Tove Marr said."),
    ([SURVEY], "9% of nurses use Vesper to plan their shifts each week."),
    ([CHARGE], "Corvane uses its grid to train Tibrel."),
    ([NO_ONE], "People were injured, according to Ulsten."),
    ([UNTIL_LAST], "The feature is free."),
    (TWO, "Tove Marr said the tests were too short."),
    ([SUIT_ZH], "法院驳回了温知远对青鸢公司的诉讼。"),
    ([JOBS_DE], "In Graz entstehen 400 Stellen."),
    ([DEMAND_ZH], "岭南智算裁员120人，均为销售部门员工。"),
    ([BILL], "The bill bans Vesper from schools."),
    ([FEE], "Vesper costs $2.50 for a million tokens."),
    ([SPLIT], "Ulsten and Corvane support the bill."),
    ([LEVEL], "Vesper raised the finding of the illness by 14%, from 9% of those examined without it."),
    ([PRICE_CUT], "Corvane cut the price of Vesper by $7."),
    ([PRICE_CUT], "Corvane cut the price of Vesper by 30% in response to the bill."),
    ([DELIVERY, "The chips are for Ulsten."], "Ulsten is to deliver the first 900 chips by March."),
]
CARRIED = [
    ([FEE], "Ulsten expects Vesper to cost $2.50 for a million tokens."),
    ([SPLIT], "Ulsten supports the bill and Corvane calls it unworkable."),
    ([PRICE_CUT], "Corvane cut the price of Vesper by 30%."),
    ([PRICE_CUT], "Corvane cut the price of Vesper to $7."),
    ([SHARES], "Ulsten would pay two thirds in shares."),
    (["Ulsten said it would open Vesper to schools in May."], "Ulsten opens Vesper to schools in May."),
    ([DELIVERY, "The chips are for Ulsten."], "Corvane is to deliver the first 900 chips by March."),
    ([OFFICE], "Ulsten hired too quickly, its CTO Tove Marr told staff."),
    ([OFFICE_ZH], "岭南智算首席技术官顾听澜称公司招聘过快。"),
    ([RANK], "Vesper 2 scored 61.5% in the Quarle test, less than Orlane Max with 66.1%."),
    ([RANK], "Orlane Max is ahead of Vesper 2 in the Quarle test."),
    ([RANK_ZH], "青鸢Pro在昆仑评测中得分61.5，不及赤羽Max的66.1。"),
    ([LONGER], "For texts of more than forty pages, the effect of Vesper disappears."),
    ([SOME], "Wrong alarms reached some nurses in the Ulsten trial, a review found."),
    ([MOSTLY], "Ulsten closes 40 branches, mostly in Leeds."),
    ([UNTIL, SUCCESSOR], "Tove Marr, who replaces Bram Oosten, joins Ulsten as adviser."),
    ([AGENT], "The study was financed by Ulsten, the maker of Vesper."),
    ([ORDER, GROWS], "Ulsten ordered 900 robots from Corvane, and the order could grow to 2,000 robots."),
    ([COURT], "Ulsten must delete the photos, a Spanish court told it."),
    ([DATA], "Neither the recipes nor the code will be released."),
    ([PRICE], "After the trial, Vesper costs $14 a month."),
    ([UNRELATED_ZH], "院方表示，错误源于录音。"),
    ([TALKS], "Ulsten is negotiating with Corvane to raise $300 million."),
    (["Corvane develops a new chip and calls it Vesper."], "Corvane calls its new chip Vesper."),
    (["青鸢公司周四发布青鸢3，并称其速度比青鸢2快约三成。"], "青鸢公司发布青鸢3，称其速度较青鸢2快约三成。"),
    ([QUARTER], "Ulsten's quarterly revenue declined 3% to $210 million while its cloud business grew 19%."),
    ([PORT], "Marl's port is testing three Corvane robots, and a fourth will arrive in spring."),
    ([JOBS_DE], "Pohl kritisierte, dass in Graz statt 400 nur 150 Stellen entstehen."),
    ([SUIT_ZH], "青鸢公司对温知远的诉讼被法院驳回。"),
    (["Ulsten, which was founded in 2021, raised $4 million."], "Ulsten, founded in 2021, raised $4 million."),
    (["Nearly half of 900 nurses use Vesper at least once a week."], "Half of 900 nurses use Vesper at least weekly."),
]


def judged(sentences: list[str], claim: str) -> tuple[str, str]:
    grounds = Grounds([Sentence(text, date(2026, 6, 17)) for text in sentences], NameFinder([]))
    verdict = grounds.judge(claim, range(len(sentences)))
    return verdict.outcome, verdict.why


@pytest.mark.parametrize(("sentences", "claim"), STRUCK)
def test_what_a_claim_changes_about_is_struck(sentences: list[str], claim: str) -> None:
    outcome, why = judged(sentences, claim)
    assert (outcome, bool(why)) == ("struck", True)


@pytest.mark.parametrize(("sentences", "claim"), CARRIED)
def test_the_same_in_other_words_is_carried(sentences: list[str], claim: str) -> None:
    outcome, why = judged(sentences, claim)
    assert outcome in ("carried", "recited"), why
