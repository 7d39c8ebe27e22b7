"""Signs by which a clause is known: that it is not the main one, tells what came before, or is no whole statement."""

from __future__ import annotations

import re

from generator.text.limits import any_of
from generator.text.words import count_words

#: What is shorter hardly says anything.
MIN_WORDS = 6
#: A longer sentence is a list or a table run together: to look for its clauses costs their number times its length.
MAX_CHARS = 1500
#: A cut may not leave less than this after the last comma: "…, and at $2,195" is half a thought.
MIN_LAST_CLAUSE = 4

DASH = re.compile(r"\s[–—-]\s|(?<!—)—(?!—)")
#: Openings of a clause that is not the main one.
SUBORDINATE = re.compile(
    any_of(
        "when while as after before if since because although though once until whether unless with despite following"
        " in on at by for from to under during amid against beyond across through built alongside based according given"
        " like unlike among over between",
        "在 从 自",
    ),
    re.IGNORECASE,
)
#: Before such a clause, what it may belong to instead of the main clause: "a firm that grew after …".
OWN_CLAUSE = re.compile(r"\b(?:who|that|which|whose|where|when|if|whether|all|only)\b|\b(?:as|so|such) \S+$")
#: Of somebody's words, beside which a quotation has to name who says them.
MARK = re.compile("[\"“”«»]|(?<!\\w)['‘]")
PERIOD = r"(?:minute|hour|day|week|month|quarter|year|decade)s?"
#: Before the clause that tells what came first.
AFTER = r",? after (?=(?:an?|the|its?|they|their|he|she|his|her|[A-Z]\w+) (?!\w+ing\b))"
#: What somebody did before it turns nothing of what happened afterwards.
AFTERWARDS = re.compile(rf"(?:,? (?:\w+ )?{PERIOD})?{AFTER}[^,;]+$")
#: ", two weeks after": how much later it was told or done, and no condition of it.
LATER = re.compile(rf", \w+ {PERIOD} after\b")
#: Before "after": how long it was, or that it was no sooner.
HOW_LONG = re.compile(rf"\b(?:{PERIOD}|soon|shortly|long|just|only|even|immediately|right)$")
#: What may happen, or does again and again.
MAY_HAPPEN = re.compile(r"\b(?:will|would|can|could|may|might|must|should|shall|to be|always|usually|often)\b")

#: Ends that promise more.
DANGLING = re.compile(
    r"(?:\b(?:that|and|or|the|a|an|of|to|said|says|with|which|who|describes? \S+)"
    r"|\bbetween (?:an?|the) (?:(?! and ).)*[^s]"
    r"|表示|写道|称|指出|认为|估计|显示|表明|发现|证明|宣布|宣告|公布|披露|透露|证实|获悉|谈到|提到|写明|说明|意味着|包括|例如|比如|以及|和|与|的|是"
    r"|一句话|以下[^，。：]{1,10}|(?<!越来)越(?!来越)[^，。]{1,3}|：)$",
    re.IGNORECASE,
)

# Chinese.

#: Signs of a verb, without one of which a Chinese clause is hardly a statement.
_CHINESE_VERB = re.compile(
    "[了已将会可能需应是有无让使把被给称达超增减涨跌升降占获得成建开完出登签购投融拟]|"
    + "|".join(
        "宣布 发布 推出 表示 认为 指出 透露 显示 上线 上市 禁止 允许 支持 提供 采用 包括 涉及 覆盖 启动 用于 面向"
        " 计划 预计 拥有 具备 来自 位于 属于 研发 聚焦".split()
    )
)
#: Words that only look as if they had a verb in them.
_CHINESE_NOUN = re.compile(
    "基金会|协会|董事会|委员会|理事会|社会|机会|[大峰学国议]会|英伟达|[智功性效储产职技]能|能[力源量效]|应用|[供效反]应"
    "|成[员本果就]|公开|建[议筑]|基建|所有|有限|需求|可能"
)
#: After a noun the verb comes: "某某创办的基金会，正".
_CHINESE_PREDICATE = re.compile("，(?:正|均|也|则|还|已|将|能|可|会|在|与|拥有|是|为|有|使|让|以及)")
#: What begins so is what something is for, and so is the next clause where it goes on so.
_CHINESE_PURPOSE = re.compile(
    "(?:^|，)为(?:进一步|更好|深入|贯彻|规范|推动|促进|加快|落实)[^，]{0,60}"
    "(?:，(?:加快|推动|促进|保障|提升|规范|加强|推进|积极|积累|维护|引导|优化|落实|防范|培育)[^，]{0,60}){0,6}$"
)
#: On what ground, with whom, against what: the verb comes behind. "基于4纳米制程的芯片" is a thing.
_CHINESE_GROUND = re.compile(
    "(?:根据|依据|(?<!了)(?:基于|经过)(?![^，]*的)|围绕|凭借|得益于|携手|联手|为(?:应对|解决|提升|满足|降低)"
    "|(?<![^：；])用(?![户量途]))(?P<rest>.*)"
)
_LISTED = re.compile("[：；]")
_BRACKETED = re.compile("（[^（）]{0,60}）")
#: Clauses that only set the scene, are a condition or the half of a pair, or whose weight comes after the comma.
_CHINESE_SCENE = re.compile(
    "(?:当(?![地天日年月局])|随着|为了|基于|通过|依托|面对|针对|根据|按照|除了|对于|据|作为|结合|借助|因|由于|叠加"
    "|即便|即使|哪怕|虽然|尽管|关于|经过|截至|还有|如何|何以)"
    "|.*(?:[在自][^，]{1,40}(?:[上中下里内时前起]|阶段)|开始|期间|后|之际|以来|时候|时|之前|此前|同时|方面|其中|的情况下|背景下|来看|会上|为例)$"
    r"|[\d\s年月日号]+$|其[一二三四]$"
    "|.*(?:举行|召开|举办|出席|参加|接受)[^，：]{0,30}(?:会议?|采访|论坛|活动)$"
    "|经[^，]{2,}(?:批准|同意|审议|核准)$|.*(?:仅|不到|短短) ?\\d+ ?(?:个月|[年天周]|小时)$"
    "|.*(?:发布|发表)(?:了|的)?(?:一篇)?(?:博文|文章|报告|消息|公告|视频|视频号|推文)$|.*(?:局|部|委|院|厅|协会)发布$"
    "|.*(?:发布|公布)(?!的)[^，：]{0,30}(?:公告|博文|推文|内容|情况|详情)$"
    "|.*受(?!到)[^，：]{2,24}(?:推动|影响|驱动|带动|提振)$"
    "|.*(?:(?:因|由于|问|询问|要求|(?:旨在|致力于|正在)通过)[^，：]{2,}|(?:包括|例如|比如)[^，]{2,})$"
    "|.*(?:如果|若(?!干)|一旦|只要|只有|除非|假如|：一是|之所以|不仅|不但|不只|既[能可有要是])"
)


def states_in_chinese(part: str, rest: str) -> bool:
    """Whether the last clause of a Chinese beginning has a verb and does more than set the scene, be what something is
    for, name a subject or begin a list; rest: of the sentence."""
    clause = part.rsplit("，", 1)[-1]
    *listed, last = _LISTED.split(_BRACKETED.sub("", clause))
    is_scene = any(_CHINESE_SCENE.match(it) for it in (clause, last)) or _CHINESE_PURPOSE.search(part) is not None
    is_stump = bool(listed) and count_words(last) < MIN_WORDS and not any(map(str.isdigit, last))
    if is_scene or is_stump:
        return False
    ground = _CHINESE_GROUND.search(clause)
    told = ground["rest"] if ground else clause
    is_strict = ground is not None or _CHINESE_PREDICATE.match(rest) is not None
    return _CHINESE_VERB.search(_CHINESE_NOUN.sub("", told) if is_strict else told) is not None
