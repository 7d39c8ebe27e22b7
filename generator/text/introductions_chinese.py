"""Names that a Chinese text introduces by saying what they are: 视频生成模型“极光2”. No IO."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.model.vocabulary import Kind
from generator.text.words import CJK

_QUOTED = rf"[“「](?P<name>[{CJK}A-Za-z0-9][{CJK}A-Za-z0-9 .-]{{0,14}}[{CJK}A-Za-z0-9])[”」]"
_LATIN = (
    r"(?P<latin>[A-Z][A-Za-z]+(?:[-.]?[A-Za-z0-9_.]*[A-Za-z0-9])?(?: (?:[A-Z][A-Za-z0-9]+|[vV]?\d[\d.]*)){0,2})"
    r"(?![A-Za-z0-9-])"
)
#: What stands before the noun in its clause says what is meant by it.
_BEFORE_NOUN = rf"[{CJK}A-Za-z0-9]{{0,12}}?"
_FIRM_NOUN = "(?:公司|创业企业|初创企业|科技企业|创企|独角兽|新势力|厂商)"
_ENDS_FIRM = "(?:科技|智能|实验室|半导体|智造|微电子|机器人)"
#: 视频生成模型“极光2”, “青鸾3”大模型, 智能体「小杉」, 芯片设计公司 Ferrolith
_PATTERNS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("model", re.compile(rf"{_BEFORE_NOUN}模型\s?(?:{_QUOTED}|{_LATIN})")),
    ("model", re.compile(rf"{_QUOTED}\s?(?!的)[{CJK}A-Za-z]{{0,6}}?模型(?![{CJK}])")),
    ("product", re.compile(rf"{_BEFORE_NOUN}(?:智能体|助手|机器人|应用|平台|工具|App)\s?{_QUOTED}")),
    ("company", re.compile(rf"{_BEFORE_NOUN}{_FIRM_NOUN}\s?{_QUOTED}")),
    # 大模型公司青岚科技
    ("company", re.compile(rf"[{CJK}A-Za-z0-9]{{2,12}}?{_FIRM_NOUN}(?P<name>[{CJK}]{{2,4}}?{_ENDS_FIRM})")),
    ("company", re.compile(rf"[{CJK}A-Za-z0-9]{{2,12}}?{_FIRM_NOUN}\s?(?![A-Z]{{2,4}}(?![A-Za-z])){_LATIN}")),
)
#: 软件公司明水软件（Brightwater Software）: told of in both scripts.
_IN_BOTH = re.compile(rf"{_FIRM_NOUN}(?P<name>[{CJK}]{{2,8}})[（(][A-Z][A-Za-z0-9&. -]{{1,30}}[)）]")
#: 公司「提效计划」 is none.
_NO_FIRM = re.compile("计划|战略|行动|大会|模式|模型|理念|精神|文化|系列|产品|大战")
#: 发布新一代大模型: what a firm makes says what it is.
_MAKES = re.compile(
    rf"(?:[{CJK}]{{0,4}}?)(?:发布|推出|开源)[^，。；！？\n]{{0,20}}?(?P<what>大模型|语言模型|基座模型|视频生成模型|推理模型|世界模型|智能体|AI芯片|推理芯片|人形机器人)"
)
#: Characters on either side of a name that are looked at for what is done with it.
NEAR = 26
#: What is done to a thing that has a name; 机器人“大脑” and 智能体“管起来” have none.
_IS_OFFERED = re.compile(r"发布|推出|上线|开源|旗下|名为|内测|公测|停运|登顶|完成|宣布|流片|融资|收购|起诉|上市")
#: 北极星科技周五发布: the name begins with its sentence, or behind what it is said to be.
_FIRM = re.compile(
    rf"(?:^|(?<=[，。：；、“！？\s])|(?<=公司)|(?<=企业))(?P<name>[{CJK}]{{2,4}}?{_ENDS_FIRM})"
    r"(?=(?:于|在|正式|今[天日]|昨[天日]|近日|日前|周[一二三四五六日])?(?:宣布|发布|推出|完成|获|开源|表示|称|创始人|首席|联合创始人"
    r"|董事长|CEO|CTO|产品负责人|将))"
)
#: What stands in ordinary words, and in no name.
_NO_NAME = re.compile(
    r"人工|具身|官方|大模型|^[高黑新硬]|前沿|国家|重点|联合|人形|我[国们]|智慧|互联|一[个家项款]|[的了是在与和及等让被将用不]"
    r"|公司|企业|中国|全球|美国|产业|研究|[大小]脑"
)


def introduced(line: str) -> Iterator[tuple[str, Kind, str]]:
    """Name, kind and what it is said to be, of each name that a line introduces in Chinese."""
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(line):
            name = next(filter(None, match.groups()))
            at = line.index(name, match.start())
            around = f"{line[max(0, at - NEAR) : at]}\n{line[at + len(name) :][:NEAR]}"
            is_ordinary = _NO_NAME.search(name) or (kind == "company" and _NO_FIRM.search(name))
            if not is_ordinary and _IS_OFFERED.search(around):
                yield name, kind, match[0]
    for match in _IN_BOTH.finditer(line):
        if not (_NO_NAME.search(match["name"]) or _NO_FIRM.search(match["name"])):
            yield match["name"], "company", match[0]
    for match in _FIRM.finditer(line):
        if not _NO_NAME.search(match["name"]):
            made = _MAKES.match(line, match.end())
            yield match["name"], "company", made["what"] if made else ""
