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
CASES = [
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
