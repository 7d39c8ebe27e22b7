from __future__ import annotations

import pytest

from generator.text.kinds import COMMENT, is_correction, is_live, is_release, is_setback, kind_of

NEWS = [
    ("Northwind launches a new family of models", "model"),
    ("FDTC orders Northwind to stop selling data", "court"),
    ("Fine of 8.4 million euros for Northwind", "court"),
    ("Introducing Zephyr 5.2", "model"),
    ("Zephyr-5: a small model for the hearth", "model"),
    ("Quay Zephyr 4 12B: one model for all", "model"),
    ("Zephyr 5.2 Is Out", "model"),
    ("Zephyr 3.8 Max Preview", "model"),
    ("Northwind and Halyard unveil a chip for inference", "model"),
    ("北风发布新一代模型", "model"),
    ("Meridian sues Northwind over wafer designs", "court"),
    ("A judge lets Meridian's case go to trial", "court"),
    ("EU will force Northwind to share its index", "court"),
    ("北风被判决赔偿", "court"),
    ("Northwind prepares legal action against Halyard; it is not the first partner to feel cheated", "court"),
    ("Paper says Northwind hid evidence in copyright trial", "court"),
    ("White House asks Northwind to wait", "court"),
    ("北风遭反垄断调查", "court"),
    ("北风系统出错，遭加盟商索赔", "court"),
    ("Parliament of Porto passes a law on agents", "court"),
    ("Governor signs chatbot bill", "court"),
    ("Regulator issues rules for companions", "court"),
    ("网信办发布伴侣应用管理办法", "court"),
    ("Poisoned packages steal keys of developers", "breach"),
    ("Quay lands $50M to build harbours for agents", "purchase"),
    ("Halyard to acquire Quay for $60 billion", "purchase"),
    ("Quay raises $2B", "purchase"),
    ("Quay seeks to raise over $2B in bonds", "purchase"),
    ("Quay confirms $650M raise", "purchase"),
    ("北风寻求新一轮融资", "purchase"),
    ("Hackers stole records of a phone company", "breach"),
    ("Start-up Quist leaked 38,000 medical recordings", "breach"),
    ("Flaw in Arbor exposed API keys of banks", "breach"),
    ("Northwind lays off a third of its staff", "cut of jobs"),
    ("Halyard to cut about 1,800 support roles", "cut of jobs"),
    ("Halyard to slash more than a quarter of its staff", "cut of jobs"),
    ("北风裁员 8000 人", "cut of jobs"),
]
ASIDE = [
    ("Northwind opens Harbour office and announces new partnerships", "office"),
    ("Northwind appoints Ada Quill to its trust", "office"),
    ("Basalt is deploying Claude to rebuild its ledgers", "partnership"),
    ("Halyard and Northwind partner to bring carts to harbours", "partnership"),
    ("Government of Basalt uses Claude to find faults", "partnership"),
    ("Celebrating 25 years of Northwind", "event"),
    ("北风十周年", "event"),
    ("9 demos of Zephyr in action", "instructions"),
    ("Zephyr: a guide for harbours", "instructions"),
    ("Zephyr 3: model card", "document"),
    ("西风 3 模型卡", "document"),
    ("Northwind's public betas are out now", "device"),
    ("Northwind launches a phone", "device"),
    ("北风手机曝光", "device"),
    ("5499 元起，北风发布 AI 割草机 Zephyr 2 系列", "device"),
    ("北风推出毛绒玩具：内置大模型，312 元", "device"),
    ("北风推出桌面主机 Zephyr 3", "device"),
    ("Zephyr 300 图赏：金属外壳", "device"),
    ("【评测室】Zephyr 2 体验：越障更高", "device"),
    ("Zephyr Hands On: a helpful assistant", "device"),
    ("Basalt Electronics brings ChatGPT and Codex to employees", "partnership"),
    ("Basalt is bringing Claude to its looms", "partnership"),
]
COMMENTS = [
    "Ada Lund's 7 biggest stumbles on the stand",
    "The wildest allegations in the lawsuit of Meridian",
    "Beyond Quist: 21 European harbours to watch",
    "Zephyr: boon or bane?", "A week with Zephyr 5", "Behold, the trophy of Ada Quill", "Ada, stop trying to make Zephyr happen",
    "How Northwind built its ledgers", "All the news about Northwind's fight", "Why I left Northwind",
    "PSA: restart Zephyr", "Show: a cluster in a harbour", "Show HN: Zephyr in a harbour", "We tested five looms",
    "What the lawsuit against Northwind means", "The Zephyr moment", "How to disable Zephyr in your browser", "为什么北风输了",
]  # fmt: skip
PLAIN = [
    "Northwind rents a cluster of 300 megawatts", "Northwind and Halyard end their partnership",
    "WHO warns of Zephyr", "Halyard will stop shipping to the harbour", "Basalt I/O keeps its date",
    "Zephyr 5 Users Ask For Refunds", "Harvest Report 2026", "北风的论坛关闭", "Leaked image shows Zephyr",
    "Meridian's ViPO method learns faster", "Ray-Ban Meta writes in the air", "Chatbots give out people's phone numbers",
    "Halyard shows its harbour", "北风推出供电站 Token成本可降低30%", "北风投资 2000 万元建模型", "北风登顶医疗评测", "北风大模型降价至每月 20 元", "Halyard finds its first partner to build ships",
]  # fmt: skip


@pytest.mark.parametrize(("title", "reason"), NEWS, ids=lambda value: value)
def test_what_many_wait_for_weighs_more(title: str, reason: str) -> None:
    kind = kind_of(title)
    assert kind and kind.is_news
    assert reason in kind.reason


@pytest.mark.parametrize(("title", "reason"), ASIDE, ids=lambda value: value)
def test_what_concerns_one_companys_friends_weighs_less(title: str, reason: str) -> None:
    kind = kind_of(title)
    assert kind and kind.weight < 1
    assert reason in kind.reason


@pytest.mark.parametrize("title", COMMENTS)
def test_a_title_that_asks_or_explains_is_a_comment(title: str) -> None:
    assert kind_of(title) is COMMENT


@pytest.mark.parametrize("title", PLAIN)
def test_most_titles_say_nothing_of_their_kind(title: str) -> None:
    assert kind_of(title) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Quay's recall of 12,000 robots", True),
        ("A delay of the chip", True),
        ("The model answers with a 200 ms delay and exact recall", False),
        ("Its recall at 128K tokens stays", False),
    ],
)
def test_what_is_measured_is_no_setback(text: str, expected: bool) -> None:
    assert is_setback(text) is expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Live: Zephyr is down", True),
        ("LIVE | Zephyr is down", True),
        ("Live updates: Zephyr is down", True),
        ("Zephyr is down: live updates", True),
        ("Zephyr outage live blog: all that we know", True),
        ("Liveticker: Zephyr fällt aus", True),
        ("直播：北风发布会", True),
        ("【实时更新】北风停机", True),
        ("Zephyr goes live: who can use it", False),
        ("Northwind brings live updates to tasks of Zephyr", False),
        ("Live music by Zephyr", False),
        ("北风机器人直播作业两百小时", False),
    ],
)
def test_a_report_that_is_written_while_the_event_goes_on(title: str, expected: bool) -> None:
    assert is_live(title) is expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Correction: Zephyr has 40 seats", True),
        ("Correction to our Zephyr results", True),
        ("更正声明", True),
        ("Correction of AI shares goes on", False),
        ("Correction to come for AI shares", False),
    ],
)
def test_a_report_that_is_there_to_correct_another(title: str, expected: bool) -> None:
    assert is_correction(title) is expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Northwind launches Zephyr 5", True),
        ("Zephyr 5 mini: small and fast", True),
        ("Northwind stellt Zephyr 5 vor", True),
        ("Northwind veröffentlicht Zephyr 5 als offenes Modell", True),
        ("Northwind stellt Zephyr 5 ein", False),
        ("Zephyr 5 is out: a tutorial", False),
    ],
)
def test_a_title_tells_that_something_is_there_now(title: str, expected: bool) -> None:
    assert is_release(title) is expected
