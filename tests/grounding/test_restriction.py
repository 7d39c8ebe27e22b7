"""Limits, spans and measures that a claim drops or changes; invented sentences."""

from __future__ import annotations

from datetime import date

import pytest

from generator.grounding.support import Grounds, Sentence
from generator.text.names import NameFinder

AGE = "Norland will bar users under 16 from companion chatbots from January."
CONDITION = "Tarrow will receive a further $80 million if milestones are met."
PURPOSE = "Brevik Media licensed its archive to Pelmont for research use only."
TEST = "The Ostrel model solved 82% of the tasks in internal tests, Ostrel said."
AVERAGE = "Doctors who used the assistant Cadovar made on average 16% fewer errors."
KIND = "Customers with annual contracts keep the old price until renewal."
PART = "Part of the research team objected to the decision."
NEARLY = "Nearly half of the nurses in Tromstad use an assistant at night."
FORMER = "Former employees accuse Delvos of training on private messages."
QUARTER = "Novalt's revenue rose 31% to $4.2 billion in the second quarter, while net profit fell 8% to $610 million."
DAYS = "Sagewell's assistant was down for six hours on 9 June, and again for 40 minutes on 12 June."
STAYS = "Mara Okello remains on the board of Novalt."
WHETHER = "The ruling says Ulsten used Vesper to determine if a grant is about water."
EITHER = "Every firm in Norland is measured the same way by Ulsten, whether it is a shop or a bank."
YET = "Oakfield issued a stopgap on Monday, but has yet to fully patch the flaw."
LOSS = "Der Konzern Velmar meldete am Dienstag eine Marge von -7 Prozent."
AGE_ZH = "平台拟对不满14岁的用户限制每日使用时长。"
TEST_ZH = "新模型在内部测试中推理成本最多降低60%。"
QUARTER_ZH = "岚图数据第二季度营收同比增长28%，环比下降5%，至46亿元，净亏损收窄至2.1亿元。"
UNDONE_ZH = "云岫正与松塔科技谈判，尚未签署采购协议。"
QUARTER_DE = "Auronis steigerte den Umsatz im zweiten Quartal um 14 Prozent; der Gewinn sank auf 31 Millionen Euro."
REJECTED_DE = "Der Landtag lehnte einen Antrag auf mehr Geld für das Projekt ab."
JOBS_DE = "Der Konzern Velmar will bis 2027 keine Stellen in Kassel streichen, teilte er am Dienstag mit."

STRUCK = [
    (YET, "Oakfield issued a stopgap on Monday and has fully patched the flaw."),
    (LOSS, "Der Konzern Velmar meldete eine Marge von -9 Prozent."),
    (AGE, "Norland will bar users from companion chatbots from January."),
    (CONDITION, "Tarrow will receive a further $80 million."),
    (PURPOSE, "Brevik Media licensed its archive to Pelmont for use."),
    (TEST, "The Ostrel model solves 82% of the tasks, Ostrel said."),
    (AVERAGE, "Doctors who used the assistant Cadovar made 16% fewer errors."),
    (KIND, "Customers keep the old price until renewal."),
    (PART, "The research team objected to the decision."),
    (NEARLY, "Half of the nurses in Tromstad use an assistant at night."),
    (FORMER, "Employees accuse Delvos of training on private messages."),
    (QUARTER, "Novalt's revenue rose 31% to $4.2 billion this year."),
    (QUARTER, "Novalt's net profit came to $4.2 billion in the second quarter."),
    (DAYS, "Sagewell's assistant was down for six hours on 12 June."),
    (STAYS, "Mara Okello leaves the board of Novalt."),
    (AGE_ZH, "平台拟对用户限制每日使用时长。"),
    (TEST_ZH, "新模型推理成本降低60%。"),
    (QUARTER_ZH, "岚图数据第二季度营收环比增长28%。"),
    (QUARTER_ZH, "岚图数据全年营收同比增长28%。"),
    (QUARTER_ZH, "岚图数据净亏损扩大至2.1亿元。"),
    (UNDONE_ZH, "云岫与松塔科技签署了采购协议。"),
    (QUARTER_DE, "Auronis steigerte den Umsatz im Jahr um 14 Prozent."),
    (QUARTER_DE, "Auronis steigerte den Gewinn um 14 Prozent."),
    (REJECTED_DE, "Der Landtag hat einen Antrag auf mehr Geld für das Projekt angenommen."),
    (JOBS_DE, "Der Konzern Velmar will bis 2027 Stellen in Kassel streichen."),
    (JOBS_DE, "Velmar will bis 2027 keine Stellen in Kassel streichen, teilte der Konzern am Freitag mit."),
]
CARRIED = [
    (WHETHER, "Ulsten used Vesper to determine whether a grant is about water, the ruling says."),
    (EITHER, "Every firm in Norland is measured the same way by Ulsten, from a shop to a bank."),
    (YET, "Oakfield issued a stopgap on Monday, but has not yet fully patched the flaw."),
    (LOSS, "Der Konzern Velmar meldete eine Marge von -7 Prozent."),
    (AGE, "From January, Norland will bar under-16s from companion chatbots."),
    (AGE, "Norland bars teenagers under 16 from companion chatbots from January."),
    (CONDITION, "Tarrow will get a further $80 million once milestones are met."),
    (PURPOSE, "For research use only, Brevik Media licensed its archive to Pelmont."),
    (TEST, "In its own tests, the Ostrel model solved 82% of the tasks, Ostrel said."),
    (AVERAGE, "With the assistant Cadovar, doctors made 16% fewer errors on average."),
    (KIND, "Until renewal, customers with annual contracts keep the old price."),
    (PART, "Part of the research team objected."),
    (FORMER, "Former employees accuse Delvos of training on private messages"),
    (QUARTER, "Novalt's second-quarter revenue rose 31% to $4.2 billion."),
    (QUARTER, "Net profit at Novalt fell 8% to $610 million in the second quarter."),
    (DAYS, "Sagewell's assistant was down for six hours on 9 June."),
    (STAYS, "Mara Okello stays on the board of Novalt."),
    (AGE_ZH, "平台拟限制不满14岁用户的每日使用时长。"),
    (TEST_ZH, "内部测试中，新模型推理成本最多降低60%。"),
    (QUARTER_ZH, "岚图数据第二季度营收同比增长28%。"),
    (UNDONE_ZH, "云岫与松塔科技尚未签署采购协议。"),
    (QUARTER_DE, "Auronis steigerte den Umsatz im zweiten Quartal um 14 Prozent."),
    (REJECTED_DE, "Ein Antrag auf mehr Geld für das Projekt wurde vom Landtag abgelehnt."),
    (JOBS_DE, "Der Konzern Velmar will bis 2027 keine Stellen in Kassel streichen."),
]


def outcome(sentence: str, claim: str) -> str:
    return Grounds([Sentence(sentence, date(2026, 6, 20))], NameFinder([])).judge(claim, [0]).outcome


@pytest.mark.parametrize(("sentence", "claim"), STRUCK)
def test_a_claim_without_the_limit_of_its_sentence_is_struck(sentence: str, claim: str) -> None:
    assert outcome(sentence, claim) == "struck"


@pytest.mark.parametrize(("sentence", "claim"), CARRIED)
def test_a_claim_that_keeps_the_limit_is_carried(sentence: str, claim: str) -> None:
    assert outcome(sentence, claim) == "carried"
