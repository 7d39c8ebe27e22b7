"""Lengths of time and seasons that a claim may not change; invented sentences."""

from __future__ import annotations

from datetime import date

import pytest

from generator.grounding.support import Grounds, Sentence
from generator.text.names import NameFinder

AGO = "Corvane began to sell its stations a year and a half ago."
TRIAL = "Corvane ran the trial of its robots for 12 months in Norland."
FALL = "The assistant is expected in Tarn 3 this fall, Ulsten says."
DATED = "Corvane lent its tools to a school in Norland on 3 May and had them back after a week."
TRIAL_ZH = "青鸢宣布，新模型即日起在两家平台免费试用一周。"
STREAK_ZH = "诺兰5月消费者信心连续第三个月下滑，创下新低。"
DISCOUNT_ZH = "青鸢推出了为期六个月的五折优惠，期间月费降至10元。"

CLAIMS = [
    (AGO, "Corvane began to sell its stations a few weeks ago.", "struck"),
    (AGO, "A year and a half ago, Corvane began to sell its stations.", "carried"),
    (TRIAL, "Corvane ran the trial of its robots in Norland for a year.", "carried"),
    (TRIAL, "Corvane ran the trial of its robots in Norland for a week.", "struck"),
    (FALL, "Next spring the assistant is expected in Tarn 3, Ulsten says.", "struck"),
    (FALL, "The assistant is expected in Tarn 3 in the autumn, Ulsten says.", "carried"),
    (DATED, "Corvane had its tools back from a school in Norland after a week.", "carried"),
    (DATED, "Corvane had its tools back from a school in Norland after a month.", "struck"),
    (TRIAL_ZH, "新模型即日起在两家平台免费试用一个月。", "struck"),
    (TRIAL_ZH, "新模型即日起在两家平台免费试用一周。", "carried"),
    (STREAK_ZH, "诺兰5月消费者信心连续第三年下滑。", "struck"),
    (STREAK_ZH, "诺兰5月消费者信心连续第三个月下滑。", "carried"),
    (DISCOUNT_ZH, "青鸢推出了为期一年的五折优惠。", "struck"),
    (DISCOUNT_ZH, "青鸢推出了为期半年的五折优惠。", "carried"),
]


@pytest.mark.parametrize(("sentence", "claim", "expected"), CLAIMS)
def test_a_claim_tells_the_length_or_season_that_its_sentence_tells(sentence: str, claim: str, expected: str) -> None:
    grounds = Grounds([Sentence(sentence, date(2026, 6, 20))], NameFinder([]))
    assert grounds.judge(claim, [0]).outcome == expected
