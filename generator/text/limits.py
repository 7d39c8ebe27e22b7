"""What limits a part of a sentence from without: who says so, a condition, a contrast, a denial."""

from __future__ import annotations

import re


def any_of(english: str, chinese: str) -> str:
    """One pattern of English words, whole, and Chinese ones as they stand; both given with spaces between."""
    words = "|".join(word.replace("_", " ") for word in english.split())
    return rf"(?:(?:{words})\b|{'|'.join(chinese.split())})"


#: Who says it.
ATTRIBUTION = re.compile(
    r"(?<![a-z])"
    + any_of(
        "said says told wrote writes claim claims claimed argue argues argued add adds added according_to announced"
        " tweeted posted allege alleges alleged alleging reportedly report reports reported",
        "表示 称[，：。] 指出 透露 (?<![数占依证票])据 认为 坦言 写道 回应 强调 介绍",
    ),
    re.IGNORECASE,
)
#: Of whose word all of a sentence is, whatever else in it is told by somebody: "Tarn told staff …, according to memos".
_OUTER = re.compile(r"(?:^|,)\s*(?:according to|citing)\b", re.IGNORECASE)
#: What limits what was said before, where an end begins with it; the words of `_TURN` do wherever they stand.
_CONDITION = re.compile(
    r"[\s,;，；：–—-]*"
    + any_of(
        "yet while whereas without rather instead or subject",
        "除非 而不 之一 只是 仅 虽然 尽管 或者 则 否则 而非",
    ),
    re.IGNORECASE,
)
#: An end with such a word in it may turn what was said: "…, which turned out to be wrong".
_TURN = re.compile(
    r"n['’]t\b|(?<![a-z])"
    + any_of(
        "no not never nor none but unless if except exception excluding assuming provided providing though although"
        " despite however until only refused refuses denied denies disputed wrong wrongly false falsely mistaken"
        " admitted retracted withdrew withdrawn reversed overturned cancelled canceled failed fabricated faked"
        " misleading rejected pending",
        "(?<!不)但 (?<!冷)却 不过 然而 并非 否认 除外 之外 例外 伪造 撤回 撤下 撤销 虚假 有误 错误"
        " 如果 若(?!干) 前提 取消 推翻 驳回 造假 不实 拒绝 未获",
    ),
    re.IGNORECASE,
)


#: Whose word it is said to be, and no more.
_HEARD = re.compile(
    r"(?<![a-z])"
    + any_of(
        "alleges alleged alleging allegedly allegation allegations reportedly claims claimed claiming accuses accused"
        " accusing rumours rumors rumoured rumored supposedly purportedly believes believed",
        "网传 据传 [业圈]内流传 坊间流传 网上流传 盛传 传闻 传出 疑似 据称 声称 指控 指责 涉嫌",
    ),
    re.IGNORECASE,
)
#: A beginning after which a clause is told as somebody's word, a doubt or a condition.
_GOVERNS = re.compile(
    r"(?:\b(?:that|whether|if|unless|until|before|idea|as though|as if)|[是否若传称说])\s*$", re.IGNORECASE
)
#: A beginning that makes what follows a part, a limit or something over: "Part of the team objected".
_LESSENS = re.compile(
    r"\b(?:(?:parts?|half|some|many|most|several|one|few|none|any|portion|quarter|third|fraction|majority) of"
    r"|some|certain|several|few|nearly|almost|up to"
    r"|as (?:much|many) as|at (?:least|most)|(?:more|less|fewer) than|former|potential)\s*$"
    r"|(?:部分|多数|一些|将近|近|约|超过?|逾|至多|最多|至少|不到|不足|前|原|潜在)$",
    re.IGNORECASE,
)
#: What denies or doubts whatever stands after it in a sentence.
_DOUBTS = re.compile(
    r"n['’]t\b|(?<![a-z])"
    + any_of(
        "no not never nobody nothing neither nor few hardly barely only if whether unless doubt doubts doubted deny"
        " denies denied refused refuses",
        "没有 并非 否认 不 未 如果 若 是否",
    ),
    re.IGNORECASE,
)


def is_limited(part: str, rest: str) -> bool:
    """Whether the rest of a sentence limits or turns what its beginning says, or is who says it."""
    is_told = ATTRIBUTION.search(rest) is not None and not ATTRIBUTION.search(part)
    return is_told or is_turned(rest) or _OUTER.search(rest) is not None


def is_turned(rest: str) -> bool:
    """Whether the rest of a sentence limits what its beginning says, or says that it is wrong or only claimed."""
    return any(test is not None for test in (_CONDITION.match(rest), _TURN.search(rest), _HEARD.search(rest)))


def is_governed(lead: str) -> bool:
    """Whether the beginning of a sentence makes less of what follows it: "There is no evidence that"."""
    return any(words.search(lead) is not None for words in (_GOVERNS, _LESSENS, _DOUBTS, _HEARD))
