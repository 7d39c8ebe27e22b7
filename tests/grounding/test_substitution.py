"""Names and words that stand where a sentence has others; invented sentences."""

from __future__ import annotations

from datetime import date

import pytest

from generator.grounding.support import Grounds, Sentence, Verdict
from generator.text.names import NameFinder

TESTS = (
    "Meanwhile Corvane's plug-in for Zephyr cut comments by 30%, and Ulsten showed Tibrel in Osprey for better parsing."
)
ROLES = "Former Ulsten partner Tove Marr is joining Corvane's board, less than a week after the company went public."
LAWYERS = "A spokesperson confirmed that Ulsten is still reviewing Corvane's complaint but disputes its core."
GIVEN = "Corvane will supply Ulsten with at least 900 chips over the next three years."
RIVALS = "The update works with models such as Zephyr, Osprey and Tibrel, which Ulsten makes."
TRAINING = (
    "Using one mask, the method packs an episode into a single sequence, enabling training on all steps in one pass."
)
DRONE = "The video shows how a small drone used a magnet to take a knife from the hand of a suspect in Norland."
CARS = "The shape was clear, but the Tarn 3 was mid-engined, unlike the rear-engined Tarn 9."
CELLS = "The work rests on the discovery of genes able to turn an adult cell into a stem cell like those of embryos."
STUDENT = "A large teacher keeps the notes, while a compact student distills them into figures for control."
TIMING = "Corvane moved its office to Norland after closing its lab in Sundhaven, its filing says."
LINK = "The agent opens a request, and it runs in a closed room of its own, Corvane says."
CASE = "The judge said the case would go on, with a hearing for the founder of Corvane in Sundhaven in May."
CHINESE = "青鸢公司的新车由一位独立开发者设计，高配版配备后排影音系统，国内售价为30万元。"
ROUND = "本周操作为加量续作，净投放1000亿元，超出市场预期。"
STAFF = "云岫公司表示，新功能已面向全部员工开放，下月起供用户试用。"
TURN = "Ulsten announced the move from helpful models to independent agents, with a preview in June."
TOWERS = (
    "The blast brought down the access tower first, followed by the mobile service tower and then a hall in Norland."
)
FRAME = "Corvane has been building its own all-carbon frame for cars like the Tarn 3 since last year."
LISTED = "The plan covers clean water, new roads and schools, and costs $5 million a year in Norland."
EXPECTED = "The assistant will be able to open the windows of the car by voice, Corvane says."
CAUSE_ZH = "由于仿真画面与真实世界存在差距，训练出的策略难以直接部署。"
CARS_ZH = "据报道，青鸢汽车公司将召回一批车辆，原因是安全气囊可能弹出。"
BEGINNING_ZH = "监管机构预计，此次调整将消除交易断档，并降低交易成本。"
ADVISER = "Its adviser Tove Marr criticised the bill of Norland before any details were known."


def _judge(sentence: str, claim: str) -> Verdict:
    grounds = Grounds([Sentence(sentence, date(2026, 6, 17), "A report")], NameFinder([]))
    return grounds.judge(claim, [0])


@pytest.mark.parametrize(
    ("sentence", "claim"),
    [
        (
            TESTS,
            "Corvane's plug-in for Osprey cut comments by 30%, and Ulsten showed Tibrel in Zephyr for better parsing.",
        ),
        (
            ROLES,
            "Former Corvane partner Tove Marr is joining Ulsten's board, less than a week after the company went public.",
        ),
        (
            LAWYERS,
            "A spokesperson confirmed that Corvane is still reviewing Corvane's complaint but disputes its core.",
        ),
        (TRAINING, "The method packs an episode into a single sequence, enabling inference on all steps in one pass."),
        (DRONE, "The video shows how a small drone used a magnet to take a gun from the hand of a suspect in Norland."),
        (CARS, "The shape was clear, but the Tarn 3 was rear-engined, unlike the mid-engined Tarn 9."),
        (CELLS, "The work rests on the discovery of genes able to turn a stem cell into an adult cell."),
        (STUDENT, "A large teacher keeps the notes, while a compact teacher distills them into figures for control."),
        (TIMING, "Corvane moved its office to Norland before closing its lab in Sundhaven, its filing says."),
        (LINK, "The agent opens a request, because it runs in a closed room of its own, Corvane says."),
        (CASE, "The case would go on, with a hearing for the investor of Corvane in Sundhaven in May."),
        (CHINESE, "青鸢公司的新车由一位创业公司设计，高配版配备后排影音系统。"),
        (CHINESE, "青鸢公司的新车由一位独立开发者设计，全系配备后排影音系统。"),
        (ROUND, "本周操作为缩量续作，净投放1000亿元。"),
        (STAFF, "云岫公司表示，新功能已面向全部用户开放。"),
        (TURN, "Ulsten announced the move from independent agents to helpful models, with a preview in June."),
        (TOWERS, "The blast brought down the mobile service tower first, followed by the access tower and a hall."),
        (FRAME, "Corvane has been building its own all-carbon frame for all of its cars since last year."),
        (EXPECTED, "The assistant may be able to open the windows of the car by voice, Corvane says."),
        (CAUSE_ZH, "尽管仿真画面与真实世界存在差距，训练出的策略难以直接部署。"),
        (CARS_ZH, "据报道，青鸢飞机公司将召回一批车辆，原因是安全气囊可能弹出。"),
        (BEGINNING_ZH, "外国银行预计，此次调整将消除交易断档，并降低交易成本。"),
        (ADVISER, "Its former adviser Tove Marr criticised the bill of Norland before any details were known."),
        (ADVISER, "Only its adviser Tove Marr criticised the bill of Norland before any details were known."),
    ],
)
def test_what_stands_in_the_place_of_something_else_is_refused(sentence: str, claim: str) -> None:
    assert _judge(sentence, claim).outcome == "struck"


@pytest.mark.parametrize(
    ("sentence", "claim"),
    [
        (GIVEN, "Ulsten will get at least 900 chips from Corvane over three years."),
        (RIVALS, "The update works with models such as Tibrel, Osprey and Zephyr."),
        (ROLES, "Tove Marr, a former partner at Ulsten, is joining Corvane's board."),
        (
            TRAINING,
            "The technique packs an episode into a single sequence, enabling training on all steps in one pass.",
        ),
        (DRONE, "The footage shows how a small drone used a magnet to take a knife from the hand of a suspect."),
        (CELLS, "The research rests on the discovery of genes able to turn an adult cell into a stem cell."),
        (TIMING, "Corvane relocated its office to Norland after shutting its lab in Sundhaven, its filing says."),
        (LINK, "The agent opens a request and runs in a closed room of its own, according to Corvane."),
        (CHINESE, "青鸢公司的新车由一位独立开发者设计，高配版搭载后排影音系统。"),
        (STAFF, "云岫公司称，新功能已面向全部员工开放，下月起供使用者试用。"),
        (TURN, "Ulsten announced the move to independent agents from helpful models, with a preview in June."),
        (LISTED, "The plan covers new roads, clean water and schools, and costs $5 million a year in Norland."),
        (EXPECTED, "The assistant will be able to open the car's windows by voice, Corvane says."),
        (CAUSE_ZH, "因仿真画面与真实世界存在差距，训练出的策略难以直接部署。"),
        (BEGINNING_ZH, "监管部门预计，此次调整将消除交易断档，并降低交易成本。"),
        (ADVISER, "Tove Marr, its adviser, criticised the bill of Norland before any details were known."),
    ],
)
def test_what_says_about_the_same_in_a_place_is_carried(sentence: str, claim: str) -> None:
    verdict = _judge(sentence, claim)
    assert verdict.outcome in ("carried", "recited"), verdict.why
