"""What kind of event a title tells, as far as its words say so: what many wait for, or what a desk puts aside."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

#: What an event counts for beside one of no kind: what changes what others can or must do, what concerns a company's
#: own customers and friends, and a text that weighs or explains what others tell. Read by eye over the best of
#: twelve recorded weeks.
NEWS, ASIDE, COMMENTARY = 1.3, 0.5, 0.7


class Kind(NamedTuple):
    """A kind of event."""

    reason: str
    """What it is, in words for readers."""
    weight: float
    """Relative to an event of no kind, which counts 1."""

    @property
    def is_news(self) -> bool:
        """Whether it weighs more than other events."""
        return self.weight > 1


#: A title that asks, calls out or explains instead of telling what happened.
COMMENT = Kind("a comment, a list or an explanation", COMMENTARY)
COURT = Kind("a court, an authority or a law", NEWS)
JOBS = Kind("a cut of jobs", NEWS)
GUIDE = Kind("instructions or a guide", ASIDE)
DOCUMENT = Kind("a document of a release", ASIDE)
RELEASE = Kind("a new model or chip", NEWS)
FINANCING = Kind("a purchase, a listing or a financing", NEWS)
_EDITION = "(?:Pro|Max|Mini|Nano|Flash|Lite|Ultra|Preview|Instant|Turbo|Medium|Large|Small|Air|Live|Coder|Thinking)"
_LETTER = r"[^\W\u4e00-\u9fff]"
_NAME = rf"[A-Z]{_LETTER}{{0,20}}(?:[ -][A-Z]{_LETTER}{{0,20}}){{0,2}}"
#: A name with its version: Zephyr 4, Zephyr-4.5 Pro, Northwind Zephyr 4 12B. A year is none.
_VERSION = rf"{_NAME}[ -]?[Vv]?(?!20\d\d\b)\d+(?:\.\d+)*(?:[ -](?:\d+B|{_EDITION})){{0,3}}"
_TOOL = r"(?:Claude|ChatGPT|Gemini|Codex|Copilot|AI|GPT-?\d[\d.]*)"
#: What a shop asks for a thing, in yuan, as a clause of its own: "Zephyr 扫地机器人发布，2999 元起".
_PRICE = (
    r"(?:^|[，,：:]\s?|(?:售价|定价|标价|首发价?|到手|限时)\s?)"
    r"\d[\d.~～–-]{1,12}\s?(?:元(?:起|$|[，,：:])|万\s?元起)"
)
#: The first that fits counts. A text about a lawsuit is a text; a phone that is stolen is a theft.
_KINDS = [(kind, re.compile(pattern, 0 if kind is RELEASE else re.IGNORECASE)) for kind, pattern in (
    (COMMENT,
        r"[?？]\W*$|^(?:how|why|what|when|where|here['’]?s|here are|this is (?:how|why|what)|behold|inside|meet|all the"
        r"|everything|use this|read this|can|should|is|are|the case for|the (?:\S+ ){1,3}moment|opinion|column"
        r"|an? (?:day|week|month|year) with"
        r"|editorial|podcast|interview|analysis)\b|\bstop trying\b"
        r"|\bwe (?:tested|tried|checked|asked|gave|spent|compared|ran)\b"
        r"|\b\d{1,2} (?:biggest|best|worst|wildest|weirdest)\b"
        r"|^the (?:most \w{1,20}|best|worst|(?!latest)\w{2,20}est) \w{1,20}s (?:in|of|from|at|about)\b"
        r"|\b\d{1,2} (?:\w{1,20} ){1,3}to watch\b"
        r"|^(?:PSA|TIL|FYI|Show(?: HN)?):|\b(?:I|my)\b(?![./\d])"
        r"|^(?:为什么|为何|如何|怎么|怎样|专访|对话|圆桌|观点|深度|盘点)"),
    (DOCUMENT,
        r"\b(?:model|system) card(?: addendum)?$|^(?:model|system) card\b|\b(?:release notes|changelog|faq)\b"
        r"|(?:模型卡|系统卡|更新日志)$"),
    (GUIDE,
        r"\bhow to\b|\b(?:guide|tutorial|cookbook|tips|tricks|demos|walkthrough)\b|\bget(?:ting)? started\b"
        r"|^\d+ (?:\w+ ){0,2}(?:ways|things|tips|demos|tools|reasons|lessons)\b|^ask an?\b|^lessons from\b"
        r"|教程|攻略|指南|技巧|手把手"),
    (COURT,
        r"\b(?:sues?|sued|suing|lawsuits?|legal (?:action|battle|fight)|ruling|ruled|judges?|courts?"
        r"|jury|verdict|on trial|settlement|prosecutors?|copyright (?:case|claims?|fight|suit|trial)"
        r"|infring\w+|antitrust|fine(?:[ds]| of)|indict(?:s|ed)|subpoena\w*|investigat(?:es|ed|ing|ion)|executive order"
        r"|directive|moratorium|export (?:bans?|controls?)|legislation|lawmakers|Congress|Senate|Governor|regulators?"
        r"|pass(?:es|ed) (?:\S+ ){0,4}(?:laws?|bills?|acts?)\b|(?:new|signs?|into) (?:\S+ ){0,5}(?:laws?|bills?)\b"
        r"|(?:issues?|adopts?|publishes) (?:\S+ ){0,2}rules (?:on|for)|treaty|(?:ask|require)s? licen[cs]es\b"
        r"|ordered to|orders (?:\w+ ){1,3}to (?:stop|halt|cease|delete|remove|suspend|pay|divest|disclose)"
        r"|(?<!Ray-)bans?|banned)\b"
        r"|\b(?-i:FTC|NHTSA|SEC|DOJ|White House|Pentagon|European Commission"
        r"|Trump [Aa]dmin(?:istration)?|EU (?:will|to|orders|fines|opens))\b"
        r"|起诉|诉讼|判决|法院|罚款|行政令|法案|禁令|禁止|反垄断|立案|刑事|宣判|裁定"
        r"|查处|约谈|索赔|律师函|出口管制|管理办法|新规|被罚"),
    (JOBS,
        r"\blay(?:s|ing)?[ -]?offs?\b|\blaid off\b|\bjob cuts\b"
        r"|\b(?:cut|cuts|cutting|slash|slashes|axe|axes|shed|sheds|eliminates?|eliminating)"
        r" (?:(?:about|over|around|nearly|up to|more than|some) )?"
        r"(?:[\d.,]+[k%]?|an? (?:quarter|third|half|fifth|tenth)|half|hundreds|thousands) (?:\w+ ){0,2}"
        r"(?:jobs|roles|positions|staff|employees|workers|workforce)\b"
        r"|裁员|裁撤\s?\d"),
    (FINANCING,
        r"\b(?:acquir(?:es?|ed|ing)|acquisition|to buy|buys|merges|bankruptcy"
        r"|raises?d?(?= (?:(?:over|about|up to|at least"
        r"|more than|nearly|another) )?[$€£\d])|(?<=[\d.][MB] )raise"
        r"|(?:lands|secures|closes|nabs|snags|bags)(?= [$€£]\d)|funding round"
        r"|series [A-K]\b|valuation|IPO|S-1|go(?:es|ing)? public)\b"
        r"|收购|融资|估值|(?<![a-z])IPO(?![a-z])|港股上市|赴港上市"),
    (Kind("a breach, an attack or an outage", NEWS),
        r"\b(?:breach(?:es|ed)?|outages?|hack(?:s|ed|ers)?|stole|stolen|data leaks?|exploit(?:s|ed)|zero-day"
        r"|steals? (?:\S+ ){0,4}(?:keys|data|passwords|credentials|secrets|cryptocurrency)"
        r"|(?:leak(?:s|ed)?|expose[sd]?) (?:\S+ ){0,4}(?:records?|recordings?|data|keys|passwords|conversations|chats"
        r"|messages)|security flaws?|hijack(?:s|ed)?|ransomware|(?:critical|severe) vulnerabilit(?:y|ies))\b"
        r"|宕机|数据泄露|黑客|网络攻击"),
    (Kind("a device or a test version", ASIDE),
        rf"{_PRICE}"
        r"|评测(?:[:：]|室)|体验[:：]|图赏|开箱|\bhands[- ]on(?: with\b|:)"
        r"|\b(?:betas?|smartphones?|phones?(?! (?:numbers?|calls?|compan(?:y|ies)|networks?|records?|scams?))"
        r"|smart glasses|(?:smart )?speakers?|keyboard|earbuds|headphones|smartwatch"
        r"|watchOS|macOS|iPadOS|tvOS|iOS \d+|laptops?)\b"
        r"|手机|耳机|眼镜|笔记本|音箱|手表|平板|主机|掌机|显示器|扫地|扫拖|投影仪"
        r"|测试版|Beta 版|机型|输入法|(?:Magic|Hyper|Color|Origin)OS"),
    (RELEASE,
        r"\b(?:[Ll]aunch(?:es|ed)?|[Rr]eleas(?:es|ed)|[Ii]ntroduc(?:es|ed|ing)|[Uu]nveil(?:s|ed)?|[Dd]ebuts?"
        r"|[Oo]pen[- ]sources?|[Aa]nnounc(?:es|ed|ing))\b"
        rf"(?=.{{0,100}}\b(?:[Mm]odels?\b|LLMs?\b|[Cc]hips?\b|{_VERSION}))"
        rf"|^{_VERSION}(?:[:：]| [Ii]s (?:[Oo]ut|[Hh]ere)\b|(?: and {_VERSION})?$)"
        rf"|(?:发布|推出|开源(?!模型)).{{0,60}}(?:模型|{_VERSION})|{_VERSION}.{{0,60}}(?:模型|正式)(?:发布|开源|推出|上线)"),
    (Kind("an event or a celebration", ASIDE),
        r"\b(?:celebrat\w+|anniversary|\d+ years of|webinar|meetup|hackathon|livestream|register now|save the date"
        r"|demo day|loyalty program|summit 20\d\d)\b"
        r"|周年|报名|沙龙|圆桌|大赛|(?:论坛|峰会|大会).{0,4}(?:举办|举行|开幕|召开)"),
    (Kind("an office, an appointment or a presence", ASIDE),
        r"\b(?:opens?|opening|new) (?:\w+ ){0,3}(?:office|headquarters|store)s?\b"
        r"|\b(?:office|store) open(?:s|ing)\b|\bappoint(?:s|ed|ing)?\b"
        r"|\bnames (?:\w+ ){2,3}(?:as|general|head|chief|president|representative)\b"
        r"|\b(?:strengthening|expanding) our presence\b|落子|开业|任命"),
    (Kind("a partnership or a customer's story", ASIDE),
        r"^(?!.*\b(?:ends?|ended|ending|breaks?|loses?|renegotiat\w+)\b)"
        r".*\b(?:(?<!\bfirst )(?<!\bonly )(?<!\bthe )(?<!\ba )partner(?:s|ed|ing)? (?:with|to|on)"
        r"|partnerships?|teams? up|alliance|collaborat\w+|customer stor(?:y|ies)|grounding with)\b"
        rf"|\b(?:is (?:deploying|bringing)|deploys|(?:will )?integrates?|chooses|(?:to )?brings?) (?:\w+ )?{_TOOL}\b"
        rf"(?: and {_TOOL})? (?:to|in|into|across|for)\b|\b(?:uses|using) {_TOOL} (?:to|for)\b"
        r"|战略合作|达成合作|签署合作|签约|携手|适配"),
)]  # fmt: skip
_OPINION = re.compile(
    r"\W*(?:opinion|op-?ed|editorial|comment(?:ary)?|column|viewpoint|guest essay|letters?(?: to the editor)?"
    r"|the [\w ]{1,40}['’]s? view|kommentar|meinung|leserbriefe?|观点|社论|评论|时评|读者来信)\s*[:：|｜】\])]",
    re.IGNORECASE,
)
_CORRECTION = re.compile(
    r"\W*(?:(?:correct(?:ion|ed)|clarification|erratum|berichtigung|korrektur|更正|勘误|澄清)\s*[:：\])】|—–]"
    r"|(?:an? )?correction to (?:our|the|an?|this)\b|(?:更正|勘误)(?:声明|说明|启事))",
    re.IGNORECASE,
)
_RETRACTED = re.compile(
    r"\W*(?:retracted|retraction(?: (?:notice|note))?|撤稿(?:声明)?)\s*[:：\])】|—–]", re.IGNORECASE
)
#: "Authors pull paper on pears", "Study of pears retracted"; not "urged to retract a study", nor what nobody has done.
_STUDY_GONE = re.compile(
    r"\b(?:retracts|retracted|withdr(?:aws|ew|awn)|pull(?:s|ed)?)\b(?: [\w'’-]{1,30}){0,5} (?:paper|study|preprint)\b"
    r"|\b(?:paper|study|preprint)\b[^.;?]{0,80}\b(?:retracted|withdrawn)\b"
    r"|(?<!to )\b(?:retract|withdraw) (?:\w{1,20} ){0,5}(?:paper|study|preprint)\b",
    re.IGNORECASE,
)
_OPEN_OR_NOT = re.compile(r"\b(?:not|no|may|might|could|should|calls?|urges?|den(?:y|ies|ied)|if)\b|\?", re.IGNORECASE)
#: Before and behind what is denied: "denies it is buying Quay", "denies reports that …". A court denies a motion.
_DENIED = re.compile(
    r"\b(?:den(?:y|ies|ied) (?=(?:that|it|he|she|they|[a-z]{2,20}ing)\b)"
    r"|(?:den|refut|reject|dismiss)(?:y|s|es|ies|ed|ied) (?=(?:[a-z]{1,12} ){0,2}(?:reports?|rumou?rs?|talks|plans?)\b)"
    r"|(?:dementiert|bestreitet) )|否认|辟谣",
    re.IGNORECASE,
)
_VERSIONS = re.compile(_VERSION)
_LIVE = re.compile(
    r"^\W*live(?: updates?)?\s*[:：|｜\])】—–]|\blive ?(?:blog|ticker)\b"
    r"|\blive updates?(?:\s*[:：|｜—–]|$| (?:on|as|from) )"
    r"|^\W*(?:(?:图文|文字)?直播|实时更新)\s*[:：|｜\])】—–]|(?:实时更新|(?:图文|文字)直播)$",
    re.IGNORECASE,
)
#: How titles tell that something is there now: "Introducing Zephyr 5", "Zephyr 5 arrives", "Zephyr 5: small and open".
_IS_OUT = re.compile(
    r"(?i)\b(?:introduc(?:es|ed|ing)|launch(?:es|ed)?|releas(?:es|ed|ing)|unveil(?:s|ed)?|debuts?|announc(?:es|ed|ing)|arrives?"
    r"|ships|rolls? out|drops|is (?:here|out))\b"
    r"|^[\w .-]{2,30}\d(?:[ -](?:mini|nano|pro|lite|max|ultra|flash))?[:：]"
    r"|\bstellt\b.{1,60}\bvor\b|\bveröffentlicht\b|\bist da\b|发布|推出|上线|开源|亮相|来了"
)
#: How titles tell that something is not there yet, or no longer, or has gone wrong: "Zephyr 5 delayed", "Quay recalls
#: its robots", "Zephyr 5 outage". A "200 ms delay" and "exact recall" are measured.
_IS_BACK = re.compile(
    r"(?i)\b(?:recall(?:s|ed|ing)|(?<!exact )(?<!precision and )(?<!higher )(?<!better )recall"
    r"(?!(?:@| at| on| rates?| scores?)\b)"
    r"|pull(?:s|ed)|withdr(?:aws?|awn|ew)|(?<!\dms )(?<!\d ms )(?<!second )(?<!seconds )delay|delay(?:s|ed|ing)"
    r"|postpon(?:es?|ed|ing)"
    r"|suspend(?:s|ed)?|halt(?:s|ed)?|paus(?:es|ed)|scrap(?:s|ped)|shelves|cancel(?:s|led|ed)|discontinue[sd]?"
    r"|outages?|(?:is|are|goes|went) down|breach(?:es|ed)?|hack(?:s|ed)|hackers|leak(?:s|ed|ing)?|expose[sd]"
    r"|jailbr(?:eaks?|oken)|vulnerabilit(?:y|ies)|crash(?:es|ed)?|stolen|sue[sd]?|lawsuits?"
    r"|(?:open|unsecured|unprotected) (?:server|database))\b"
    r"|召回|推迟|延期|跳票|下架|撤回|暂停|叫停|取消|宕机|泄露|漏洞|黑客|起诉"
)


@lru_cache(maxsize=4096)
def kind_of(title: str) -> Kind | None:
    """The kind of event a title tells; None where its words say nothing, as most do."""
    return next((kind for kind, pattern in _KINDS if pattern.search(title)), None)


def is_opinion(title: str) -> bool:
    """Whether a title says that what follows is somebody's opinion."""
    return _OPINION.match(title) is not None


def is_correction(title: str) -> bool:
    """Whether a title says that what follows is there to correct another report."""
    return _CORRECTION.match(title) is not None


def is_retraction(title: str) -> bool:
    """Whether a title says that its report, or what its outlet told before, is retracted."""
    return _RETRACTED.match(title) is not None


def tells_of_withdrawn_study(title: str) -> bool:
    """Whether a title tells that a study was retracted or withdrawn."""
    return _STUDY_GONE.search(title) is not None and _OPEN_OR_NOT.search(title) is None


def denied_in(title: str) -> str:
    """What somebody denies, as a title tells it with who denies it; empty where nobody does."""
    match = _DENIED.search(title)
    return f"{title[: match.start()]}{title[match.end() :]}" if match else ""


def is_live(title: str) -> bool:
    """Whether a title says that what follows was written while the event went on, the newest first."""
    return _LIVE.search(title) is not None


def beside_versions(title: str) -> str:
    """What a title says besides names with their versions."""
    return _VERSIONS.sub(" ", title)


def is_release(title: str) -> bool:
    """Whether a title tells that what it names is there now; a guide to it and a document of it do not."""
    return _IS_OUT.search(title) is not None and kind_of(title) not in (GUIDE, DOCUMENT)


def is_setback(text: str) -> bool:
    """Whether a text tells that something is delayed, recalled or given up, or what went wrong with it."""
    return _IS_BACK.search(text) is not None
