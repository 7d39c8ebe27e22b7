"""Names that a text introduces by saying what they are: "Chattera, the companion chatbot company". No IO."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from itertools import dropwhile, takewhile
from typing import NamedTuple

from generator.model.vocabulary import Kind
from generator.text.calendar import DAYS, MONTHS
from generator.text.places import places_of
from generator.text.strangers import PEOPLES, is_headline, is_no_name
from generator.text.words import CJK

_PROPER = r"(?P<name>[A-Z][\w&’'-]*\w(?:\.(?:ai|io|com|xyz|dev))?(?: (?:&|[A-Z][\w&’'-]*\w|AI|\d[\d.]*\b)){0,3})"
_FIRM = (
    r"startup|start-up|company|firm|lab|laboratory|unicorn|provider|studio|non-?profit"
    r"|(?:chip|car|auto|drug|phone|robot|drone|game|app|model)?maker"
)
_PRODUCT = r"chatbot|agent|assistant|companion|platform|tool|app|service|framework|library|robot|scribe"
#: What may follow the noun that says what something is; another noun would: a startup founder.
_AFTER_NOUN = (
    r"(?=$|[,.;:)—–]| (?:that|which|whose|who|of|for|in|with|from|to|at|on|by|behind|backed|led|run|founded|built|used"
    r"|owned|based|designed|made|trained|developed|focused|known|called|specializing|specialising|working|developing"
    r"|building|making|and (?:its|the|an?)|is|was|has|said)\b)"
)
#: "Quantara, a startup that designs chips", "Arbor is an open-source library"
_APPOSED = re.compile(
    rf"(?<![\w.’'&$-]){_PROPER}(?P<link>, (?P<article>an?|the|its|our|another|one of the)| is an?| is our)"
    rf" (?P<of>(?:[\w’'.-]+ ){{0,5}}?)(?P<noun>{_FIRM}|models?|family of (?:[\w-]+ ){{0,4}}models|{_PRODUCT})"
    rf"(?![\w’'-])(?P<rest>{_AFTER_NOUN}[^,.;:()\n]{{0,60}})"
)
#: "the chip startup Quantara", "its new model, Lumen 4", "a chatbot called Curio"
_LED = re.compile(
    r"(?:(?P<article>\b(?:[Aa]n?|[Tt]he|[Ii]ts|[Oo]ur|[Tt]heir|[Aa]nother|\w+[’']s?)) |\b)"
    rf"(?P<of>(?:[A-Za-z0-9-]+ ){{0,3}}?)(?P<noun>{_FIRM}|model|{_PRODUCT})"
    rf"(?P<comma>,?) (?P<called>(?:called|named|dubbed) )?[“\"‘]?{_PROPER}"
)
_ENDS_FIRM = "Labs|Robotics|Technologies|Semiconductors?|Biosciences|Therapeutics"
#: "Lumen Labs": the last word says that it is one.
_BY_LAST_WORD = re.compile(
    rf"(?<![\w.’'&-])(?P<name>(?:[A-Z][\w&-]*\w ){{1,2}}(?:{_ENDS_FIRM}|Foundation))(?![\w-]| [A-Z])"
)
#: "Curio raises $40 million"
_RAISES = re.compile(
    rf"(?:(?:^|(?<=[.!?”\"] ))(?:Rival |Startup )?|\b(?:rival|startup) ){_PROPER} (?:has )?"
    r"(?i:raise[sd]|secure[sd]|lands|landed|closes|closed) (?:a |an |another )?"
    r"(?:[$€£¥]\d|\d+ (?:million|billion) (?:euros|dollars|pounds|yuan))"
)
#: A single word that raises money is a firm; two may be a person.
_IS_FIRM = re.compile(rf"^\S+$| (?:AI|{_ENDS_FIRM}|Energy|Health|Systems)$")
#: Nouns of other trades too, and words that tell a model from one of fashion, an agent from one of the police.
_IS_AMBIGUOUS = re.compile(r"models?|agent|assistant|companion|service|platform|scribe")
_OF_SOFTWARE = re.compile(
    r"\b(?:AI|A\.I|artificial intelligence|LLMs?|(?:\w+-)?language|multimodal|reasoning|open-?(?:source|weights?)"
    r"|generative|foundation|frontier|diffusion|transformer|neural|machine[- ]learning|speech|image|video|vision|coding"
    r"|code|agents?|agentic|chatbots?|GPUs?|inference|software|developers?|parameters?|tokens?|mixture-of-experts"
    r"|embedding|robot\w*|text-to-\w+|command[- ]line|Python|Rust|APIs?)\b",
    re.IGNORECASE,
)
#: A house agent and a research assistant are people: what they work on tells nothing.
_IS_PERSONAL = re.compile(r"agent|assistant|companion|scribe")
#: Papers call their methods frameworks too.
_IS_PUBLISHED = re.compile(r"\bopen-?source\b|\blicen[sc]e", re.IGNORECASE)
#: What stands before a name as if it were part of it, what does behind it, and what is none.
_BEFORE_NAME = frozenset("rival startup start-up developer company firm maker chipmaker".split())
_BEHIND_NAME = frozenset([
    *DAYS, *MONTHS, *PEOPLES,
    *"ceo cto cfo coo chief president chair chairman chairwoman founder co-founder cofounder head director professor dr"
    " mr ms mrs series inc corp ltd llc israeli canadian us uk eu".split(),
])  # fmt: skip
_NO_NAME = frozenset(
    "meanwhile moreover instead overall unlike besides nonetheless elsewhere nevertheless furthermore afterwards"
    " indeed another yes every together tonight perhaps maybe later earlier soon plus rather thus hence therefore"
    " otherwise alternatively second third also today although despite during among amid across until under startup"
    " startups company firm maker researchers developers users customers investors rivals critics analysts app store"
    " act bill law mode series beta pro api apis ai llm llms gpu gpus cpu pc pcs it tv ga maas token skill agent"
    " prompt saas b2b iot ml rag mcp cli sdk ide".split()
)
#: "Based in Lyon, a startup"; "Under Lund, the chip firm"; the Center for Biological Diversity, a non-profit.
_BEFORE_PLACE = re.compile(r"\b(?:[Bb]ased in|[Hh]eadquartered in|[Oo]ut of|[Ff]rom|[Ii]n|[Nn]ear|[Aa]cross) $")
_AFTER_PREPOSITION = re.compile(r"\b(?:to|of|by|for|with|in|under|from|at|as|near) $")
_IN_LONGER_NAME = re.compile(
    r"(?<![\w-])(?:[A-Z][\w-]+|(?:Cent(?:er|re)|Institute|Department|Ministry|Office|Association|Society|Council|Fund"
    r"|Alliance|School|University|Academy|Agency) (?:for|of|on|in)) $"
)
#: "Keep, a tool called Arbor" introduces Arbor.
_IS_CALLED = re.compile(r"\b(?:called|named|dubbed)\b")
#: "the tool Halyard uses" is not called Halyard.
_ACTS = re.compile(
    r" (?:use[sd]?|built|builds|made|makes|has|had|wants?|plans|offer\w*|sells|sold|develop\w*|create[sd]|launch\w*"
    r"|releas\w*|announc\w*|introduc\w*|describe[sd]|runs|ran|says|said)\b"
)
_POSSESSIVE = re.compile(r"[’'](?:s\b|(?=\s|$))\s*")
_PLAIN = re.compile(r"(?<![\w’'-])[a-zà-öø-ÿ][\w-]+")

_QUOTED = rf"[“「](?P<name>[{CJK}A-Za-z0-9][{CJK}A-Za-z0-9 .-]{{0,14}}[{CJK}A-Za-z0-9])[”」]"
_LATIN = r"(?P<latin>[A-Z][A-Za-z]+(?:[-.]?[\w.]*\w)?(?: (?:[A-Z]\w+|[vV]?\d[\d.]*)){0,2})(?![\w-])"
#: 视频生成模型“极光2”, 智能体「小杉」
_CHINESE: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("model", re.compile(rf"模型\s?(?:{_QUOTED}|{_LATIN})")),
    ("product", re.compile(rf"(?:智能体|助手|机器人|应用|平台|工具|App)\s?{_QUOTED}")),
    (
        "company",
        re.compile(rf"(?:初创公司|创业公司|初创企业|创企|独角兽|科技公司|智能公司|机器人公司|芯片公司)\s?{_QUOTED}"),
    ),
)
#: What is done, so near, to a thing that has a name; 机器人“大脑” and 智能体“管起来” have none.
_IS_OFFERED = re.compile(r"发布|推出|上线|开源|旗下|名为|内测|公测|停运|登顶|完成|宣布")
NEAR = 20
#: 北极星科技周五发布: the name begins with its sentence, or behind what it is said to be.
_CHINESE_FIRM = re.compile(
    rf"(?:^|(?<=[，。：；、“！？\s])|(?<=公司)|(?<=企业))(?P<name>[{CJK}]{{2,4}}?(?:科技|智能|实验室|半导体|智造|微电子))"
    r"(?=(?:于|在|正式|今[天日]|昨[天日]|近日|日前|周[一二三四五六日])?(?:宣布|发布|推出|完成|获|开源|表示|称|创始人|首席|联合创始人"
    r"|董事长|CEO|CTO|产品负责人|将))"
)
_NO_CHINESE_NAME = re.compile(
    r"人工|具身|大模型|^[高黑新硬]|前沿|国家|重点|联合|人形|我[国们]|智慧|互联|一[个家项款]|[的了是在与和及等让被将用]"
    r"|公司|企业|中国|全球|美国|产业|研究|[大小]脑"
)


class Introduction(NamedTuple):
    """A name, the kind of thing that has it, and what it is said to be: "companion chatbot company"."""

    name: str
    kind: Kind
    what: str


def introductions(text: str) -> Iterator[Introduction]:
    """Each name that a text introduces as a company, a model or a product; prefers missing one to a false one."""
    plain = {*_PLAIN.findall(text)}
    for line in text.split("\n"):
        found = [*_raising(line)]
        if not is_headline(line):
            found += [*_by_last_word(line), *_apposed(line, text), *_led(line)]
        for written, kind, what in found:
            if name := _name(written, plain):
                yield Introduction(name, kind, what)
        yield from _in_chinese(line)


def _raising(line: str) -> Iterator[Introduction]:
    for match in _RAISES.finditer(line):
        if _IS_FIRM.search(match["name"]):
            yield Introduction(match["name"], "company", "")


def _by_last_word(line: str) -> Iterator[Introduction]:
    for match in _BY_LAST_WORD.finditer(line):
        if not _IN_LONGER_NAME.search(line[: match.start()]):
            yield Introduction(match["name"], "company", "")


def _apposed(line: str, text: str) -> Iterator[Introduction]:
    for match in _APPOSED.finditer(line):
        name = _POSSESSIVE.split(match["name"])[-1]
        is_bare = match["article"] == "the" and not match["of"] and not match["rest"].startswith((" behind", " of"))
        is_once = match["link"].startswith(" is") and text.count(name) == 1  # maybe no name
        kind = _kind(match["noun"], match["of"], match["rest"])
        if kind and not is_bare and not is_once and not _IS_CALLED.search(match["rest"]) and _stands_free(match):
            yield Introduction(name, kind, f"{match['of']}{match['noun']}{match['rest']}")


def _stands_free(match: re.Match[str]) -> bool:
    """Whether what comes before lets the words behind the name speak of it, and not of the sentence's subject."""
    before, behind = match.string[: match.start()], match.string[match.end() :]
    is_closed = not behind or behind[0] in ",.;)"
    leads_on = _BEFORE_PLACE.search(before) or (_AFTER_PREPOSITION.search(before) and not is_closed)
    return not _IN_LONGER_NAME.search(before) and not (leads_on and not _POSSESSIVE.search(match["name"]))


def _led(line: str) -> Iterator[Introduction]:
    for match in _LED.finditer(line):
        is_own = (match["article"] or "").lower() in ("its", "our", "their")
        kind = _kind(match["noun"], match["of"], "")
        is_whose = kind != "company" and not match["called"] and _ACTS.match(line, match.end())
        if kind and not is_whose and (match["called"] or (match["of"] and (is_own or not match["comma"]))):
            yield Introduction(_POSSESSIVE.split(match["name"])[0], kind, f"{match['of']}{match['noun']}")


def _kind(noun: str, modifiers: str, rest: str) -> Kind | None:
    """What the noun says, where it cannot mean a person or a thing of another trade."""
    told = modifiers if _IS_PERSONAL.fullmatch(noun) else f"{modifiers} {rest}"
    if _IS_AMBIGUOUS.fullmatch(noun) and not _OF_SOFTWARE.search(told):
        return None
    if noun in ("framework", "library") and not _IS_PUBLISHED.search(told):
        return None
    if re.fullmatch(_FIRM, noun):
        return "company"
    return "model" if noun.startswith(("model", "family")) else "product"


def _name(written: str, plain: Collection[str]) -> str:
    """The name without a title, a day or a nationality; empty where it is a place or an ordinary word.

    plain: the words of the text that it writes small
    """
    words = list(dropwhile(lambda word: word.lower() in _BEFORE_NAME or word.endswith("-based"), written.split()))
    words = list(takewhile(lambda word: word.lower() not in _BEHIND_NAME, words))
    name, first = " ".join(words).removesuffix(" &"), words[0].lower() if words else ""
    if not words or is_no_name(first) or first in _NO_NAME or all(places_of(word.lower()) for word in words):
        return ""
    return "" if name.lower() in plain or len(name) <= 2 else name


def _in_chinese(line: str) -> Iterator[Introduction]:
    for kind, pattern in _CHINESE:
        for match in pattern.finditer(line):
            name = next(filter(None, match.groups()))
            around = f"{line[max(0, match.start() - NEAR) : match.start()]}\n{line[match.end() :][:NEAR]}"
            is_ordinary = _NO_CHINESE_NAME.search(name) or name.split()[0].lower() in _NO_NAME
            if not is_ordinary and _IS_OFFERED.search(around):
                yield Introduction(name, kind, match[0])
    for match in _CHINESE_FIRM.finditer(line):
        if not _NO_CHINESE_NAME.search(match["name"]):
            yield Introduction(match["name"], "company", "")
