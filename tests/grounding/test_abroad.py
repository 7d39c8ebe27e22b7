"""English claims beside Chinese sentences: whose a number is, what is denied, who is ahead; invented names."""

from __future__ import annotations

from datetime import date

import pytest

from generator.grounding.support import Grounds, Sentence
from generator.text.names import NameFinder

TITLE = "青鹿科技与岭南智算签署芯片采购协议"
LOSS = "岭南智算去年亏损7.6亿元，收入为19亿元。"
DENIED = "岭南智算否认将因此减少对其他客户的供货。"
RANK = "公司称，Qinglu 3在昆仑评测中得分82.5%，低于闭源模型Orlane Pro的85.1%，但高于Vesper 2的77.3%。"
AWARD = "授予日给予受益人的奖励归属不受任何绩效目标的限制，在青鹿待满3年即可全部拿到。"
WARNING = "诺兰监管机构5月20日对青鹿科技及董事会秘书沈伟东出具警示函。"
FIRST = "青鹿此前发布的青鹿1.0已率先尝试将两种机制结合，为6家企业所用。"
LEADS = "在昆仑榜单中，Qinglu 3以1679分超越Orlane Pro，位居榜首。"
FLOW = "本周主力资金净流出方面，岭南智算净流出137.80亿元，位居首位。"
CUT = "多家厂商永久下调算力价格，其中青鹿降价尤为显著，最高降幅接近99%。"
TALKS = "成员国在为期6天的会议中通过了20多项决定和13项决议。"
BELOW = "诺兰大学22日发布的数据显示，5月信心指数为44.8，明显低于4月的49.8。"
TRIAL = "7月3日，岭南医药公告称，其临床试验完成首例患者入组。"
CREDIT = "据路透社报道，诺兰5月消费信贷出现自2024年以来的首次月度下降。"
RELEASE = "岭南智算将于12日凌晨在浙江发布新模型。"
MEMORY = "现有的型号显卡为Orlane 8060S，最大内存为128GB。"
VALUED = "养老基金首席投资官洛德5月29日表示，岭南智算被“严重高估”。"
MERGER = "即便600亿美元的收购案引发变动，青鹿也并未停下发展脚步。"
CASES = [
    (AWARD, "At Qinglu, the award is not tied to any target, and is paid in full after 3 years.", True),
    (AWARD, "At Qinglu, the award is tied to a target and paid after 3 years.", False),
    (WARNING, "On May 20, the regulator issued a warning to Qinglu Technology and its secretary, Shen Weidong.", True),
    (FIRST, "Qinglu 1.0 was the first attempt to combine both, and 6 firms use it.", True),
    (FIRST, "Qinglu 2.0 was the first attempt to combine both, and 6 firms use it.", False),
    (LEADS, "On the Kunlun list, Qinglu 3 scored 1679 points, ahead of Orlane Pro, to take first place.", True),
    (LEADS, "On the Kunlun list, Orlane Pro scored 1679 points, ahead of Qinglu 3.", False),
    (FLOW, "Lingnan saw the largest net outflow of funds this week, 13.78 billion yuan.", True),
    (FLOW, "Lingnan saw the largest net inflow of funds this week, 13.78 billion yuan.", False),
    (CUT, "Several vendors permanently cut prices of compute, Qinglu by up to nearly 99%.", True),
    (TALKS, "Over six days, members adopted more than 20 decisions and 13 resolutions.", True),
    (BELOW, "The May index of the University of Nuolan was 44.8, well below 49.8 in April.", True),
    (TRIAL, "The first patient was enrolled in the clinical trial, Lingnan said on July 3.", True),
    (CREDIT, "Consumer credit in Nuolan saw its first monthly fall since 2024 in May, Reuters reported.", True),
    (RELEASE, "Lingnan will release a new model in Zhejiang early on the 12th.", True),
    (RELEASE, "Lingnan will release a new model in Zhejiang early on the 13th.", False),
    (MEMORY, "The current model has Orlane 8060S graphics and at most 128 GB of memory.", True),
    (VALUED, "The fund's chief investment officer said on May 29 that Lingnan is severely overvalued.", True),
    (VALUED, "The fund's chief investment officer said on May 29 that Lingnan is severely undervalued.", False),
    (VALUED, "The fund's chief executive said on May 29 that Lingnan is severely overvalued.", False),
    (MERGER, "The $60 billion acquisition has not stopped Qinglu from developing.", True),
    (MERGER, "The $60 billion acquisition has stopped Qinglu from developing.", False),
    (LOSS, "Lingnan lost 760 million yuan last year.", True),
    (LOSS, "Qinglu lost 760 million yuan last year.", False),
    (DENIED, "Lingnan denies that it will supply other customers less because of it.", True),
    (DENIED, "Lingnan will supply other customers less because of it.", False),
    (RANK, "Qinglu 3 scored 82.5%, below Orlane Pro.", True),
    (RANK, "Qinglu 3 scored 82.5%, ahead of Vesper 2.", True),
    (RANK, "Qinglu 3 beats Orlane Pro with 82.5%.", False),
    (RANK, "Qinglu 3 scored 82.5% and trails Vesper 2.", False),
]


@pytest.mark.parametrize(("sentence", "claim", "is_carried"), CASES)
def test_what_a_chinese_sentence_says_is_not_turned_about(sentence: str, claim: str, is_carried: bool) -> None:
    grounds = Grounds([Sentence(sentence, date(2026, 6, 17), TITLE)], NameFinder([]))
    verdict = grounds.judge(claim, [0])
    assert (verdict.outcome == "carried") == is_carried, verdict.why
