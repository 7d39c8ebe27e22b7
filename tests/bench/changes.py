"""How a claim is changed in one thing, and how it is put otherwise without being changed; English and Chinese.

The word lists are this bench's own: they do not come from the check that is measured.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from generator.model.vocabulary import Name
from generator.text.names import NameFinder
from generator.text.sentences import clauses
from generator.text.words import count_words, is_chinese, terms

TRUE_KINDS = ("verbatim", "beginning", "paraphrase", "title", "translated")
FALSE_KINDS = (
    "number", "exchanged", "unit", "name", "swapped names", "word", "swapped words", "link", "date", "negation", "speaker", "citation", "direction", "modality",
)  # fmt: skip
_CJK = re.compile("[\u4e00-\u9fff]")


#: Hardly a verb: "the chips of", "for chips,".
_PLURAL = re.compile(
    r"(?<=\b(?:the|for|its|and|new|her|his) )[a-z]{4,}(?<![su])s(?= (?:of|in|on|for|from|with|at|to|and)\b|[.,;])"
)


@dataclass(frozen=True)
class Pool:
    """Names to put in the place of others."""

    by_kind: dict[str, tuple[Name, ...]]
    finder: NameFinder
    plurals: tuple[str, ...] = ()
    """What English texts have many of."""

    @classmethod
    def of(cls, texts: Iterable[str], finder: NameFinder) -> Pool:
        """The known names that the texts have."""
        found: dict[str, dict[str, Name]] = defaultdict(dict)
        plurals: dict[str, None] = {}
        for text in texts:
            for name in finder.find(text):
                found[name.kind][name.name] = name
            plurals |= dict.fromkeys(match[0] for match in _PLURAL.finditer(text))
        return cls({kind: tuple(names.values()) for kind, names in found.items()}, finder, tuple(plurals))

    def another(self, name: Name, avoid: str, rng: random.Random) -> Name | None:
        """A name of the same kind that the text to avoid does not have under any spelling."""
        candidates = list(self.by_kind.get(name.kind, ()))
        rng.shuffle(candidates)
        for candidate in candidates[:40]:
            if not any(spelling in avoid for spelling in (candidate.name, *candidate.aliases)):
                return candidate
        return None


@dataclass(frozen=True)
class Setting:
    """What a change may need to know."""

    pool: Pool
    published: date
    article: str
    """All sentences of the article, so that what is put in is foreign to it."""


Change = Callable[[str, Setting, random.Random], str | None]


def _substitute(
    text: str, found: Sequence[re.Match[str]], instead: Callable[[re.Match[str]], str | None], rng: random.Random
) -> str | None:
    """One of the matches replaced, the first whose replacement is another text."""
    for match in rng.sample(found, len(found)):
        new = instead(match)
        if new and new != match[0]:
            return text[: match.start()] + new + text[match.end() :]
    return None


def _apply(text: str, table: Sequence[tuple[str, str]], rng: random.Random) -> str | None:
    """One of the patterns of a table replaced, where it occurs first."""
    for pattern, instead in rng.sample(table, len(table)):
        if match := re.search(pattern, text):
            return text[: match.start()] + match.expand(instead) + text[match.end() :]
    return None


_NUMBER = re.compile(r"(?<![\w.,/:-])\d+(?:,\d{3})*(?:\.\d+)?(?![\w/:]|[.,]\d|-\w|\s*(?:年|月|日|号))")
_IN_DATE = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?\s+$"
)


def change_number(text: str, setting: Setting, rng: random.Random) -> str | None:
    """A digit, the order of magnitude, or a scale word of a number."""
    scaled = _apply(text, _SCALES, rng) if rng.random() < 0.25 else None
    return scaled or _substitute(text, list(_NUMBER.finditer(text)), lambda m: _other_number(m[0], setting, rng), rng)


def _other_number(number: str, setting: Setting, rng: random.Random) -> str | None:
    for _ in range(20):
        at = rng.choice([place for place, char in enumerate(number) if char.isdigit()])
        new = number[:at] + rng.choice("123456789") + number[at + 1 :]
        if new != number and not re.search(rf"(?<![\d.]){re.escape(new)}(?![\d])", setting.article):
            return new
    return None


def exchange_numbers(text: str, setting: Setting, rng: random.Random) -> str | None:
    """Two numbers in each other's place; their units stay where they are."""
    found = list(
        {match[0]: match for match in _NUMBER.finditer(text) if not _IN_DATE.search(text[: match.start()])}.values()
    )
    if len(found) < 2:
        return None
    one, other = sorted(rng.sample(found, 2), key=lambda match: match.start())
    between = text[one.end() : other.start()]
    return text[: one.start()] + other[0] + between + one[0] + text[other.end() :]


_SCALES = [
    (r"(\d\s?)million\b", r"\1billion"), (r"(\d\s?)billion\b", r"\1million"), (r"(\d)M\b", r"\1B"), (r"(\d\s?)万(?!亿)", r"\1亿"),
    (r"(\d\s?)亿", r"\1万"), (r"(\d\s?)trillion\b", r"\1billion"),
]  # fmt: skip
_UNITS = [
    (r"\$(\d+(?:[.,]\d+)*)", r"€\1"), (r"\$(\d+(?:[.,]\d+)*(?: (?:million|billion))?)(?!\w)", r"\1 yuan"), (r"(\d)\s?%", r"\1 percentage points"),
    (r"(\d) percent\b", r"\1 percentage points"), (r"(\d)\s?GW\b", r"\1 MW"), (r"(\d)\s?MW\b", r"\1 GW"), (r"(\d)[ -]hours?\b", r"\1 days"),
    (r"(\d)[ -]days?\b", r"\1 hours"), (r"(\d) minutes?\b", r"\1 hours"), (r"(\d) weeks?\b", r"\1 months"), (r"(\d) months?\b", r"\1 years"),
    (r"(\d) years?\b", r"\1 months"), (r"(\d)\s?GB\b", r"\1 TB"), (r"(\d)\s?TB\b", r"\1 GB"), (r"(\d) tokens\b", r"\1 parameters"),
    (r"(\d) gigawatts?\b", r"\1 megawatts"), (r"(\d)x\b", r"\1%"), (r"(\d) miles\b", r"\1 kilometers"), (r"£(\d)", r"$\1"), (r"€(\d)", r"$\1"),
]  # fmt: skip
_UNITS_ZH = [
    (r"(\d|[万亿])美元", r"\1元"), (r"(\d|[万亿])元", r"\1美元"), (r"(\d)\s?[%％]", r"\1个百分点"), (r"(\d)\s?小时", r"\1天"), (r"(\d)\s?天", r"\1小时"),
    (r"(\d)\s?个月", r"\1年"), (r"(\d)\s?倍", r"\1%"), (r"(\d)\s?公里", r"\1米"), (r"(\d)\s?GB", r"\1TB"), (r"(\d)\s?分钟", r"\1小时"),
    (r"(\d)\s?GW", r"\1MW"), (r"(\d)\s?英寸", r"\1厘米"), (r"(\d)\s?毫米", r"\1厘米"), (r"(\d)\s?纳米", r"\1毫米"), (r"(\d|[万亿])\s?[Tt]okens?", r"\1参数"),
]  # fmt: skip


def change_unit(text: str, setting: Setting, rng: random.Random) -> str | None:
    """Another unit beside the same number."""
    return _apply(text, _UNITS_ZH if is_chinese(text) else _UNITS, rng)


def change_name(text: str, setting: Setting, rng: random.Random) -> str | None:
    """A known name for another of its kind that the article does not have."""
    spans = list(setting.pool.finder.spans(text))
    rng.shuffle(spans)
    for name, start, end in spans:
        if other := setting.pool.another(name, setting.article, rng):
            return text[:start] + _spelling(other, text[start:end]) + text[end:]
    return None


def _spelling(name: Name, like: str) -> str:
    """The Chinese spelling in the place of a Chinese one, where there is one."""
    chinese = [alias for alias in name.aliases if _CJK.search(alias)]
    return chinese[0] if chinese and _CJK.search(like) else name.name


def exchange_names(text: str, setting: Setting, rng: random.Random) -> str | None:
    """Two known names in each other's place."""
    spans = list(setting.pool.finder.spans(text))
    pairs = [(a, b) for a, b in combinations(spans, 2) if a[0].kind == b[0].kind and a[0] != b[0] and a[2] < b[1]]
    blank = list(text)
    for _, start, end in spans:
        blank[start:end] = " " * (end - start)
    pairs = [(a, b) for a, b in pairs if not _LISTED.fullmatch("".join(blank[a[2] : b[1]]))]
    if not pairs:
        return None
    (_, one, end), (_, other, last) = rng.choice(pairs)
    return text[:one] + text[other:last] + text[end:other] + text[one:end] + text[last:]


def change_word(text: str, setting: Setting, rng: random.Random) -> str | None:
    """A plural for one of another article; in Chinese a thing for another."""
    if is_chinese(text):
        return _apply(text, _THINGS_ZH, rng)
    others = rng.sample(setting.pool.plurals, min(40, len(setting.pool.plurals)))
    foreign = [word for word in others if word[:5] not in setting.article.lower()]
    return _substitute(text, list(_PLURAL.finditer(text)), lambda _: rng.choice(foreign) if foreign else None, rng)


_THINGS_ZH = [
    (one, other)
    for pair in (
        "芯片 电池", "医院 银行", "视频 邮件", "训练 部署", "利润 订单", "软件 设备", "机器人 卫星", "员工 股东", "癌症 流感", "代码 图纸", "企业 学校",
        "开发者 供应商", "估值 产能", "论文 专利", "政府 法院", "工厂 门店", "汽车 飞机", "论坛 展会", "合同 许可", "算力 电力",
    )
    for one, other in (pair.split(), pair.split()[::-1])
]  # fmt: skip
_PLAIN = re.compile(r"(?<![-\w'’])[a-z]{5,}(?![-\w'’])")


def exchange_words(text: str, setting: Setting, rng: random.Random) -> str | None:
    """Two English words of one ending in each other's place, with others between them."""
    found = [] if is_chinese(text) else list(_PLAIN.finditer(text))
    pairs = [
        (one, other)
        for one, other in combinations(found, 2)
        if one[0][-2:] == other[0][-2:] and one[0][:4] != other[0][:4]
        and len(text[one.end() : other.start()].split()) > 1
    ]  # fmt: skip
    if not pairs:
        return None
    one, other = rng.choice(pairs)
    return text[: one.start()] + other[0] + text[one.end() : other.start()] + one[0] + text[other.end() :]


_LINKS = [
    (r", and (?=(?:it|the|they|he|she)\b)", ", because "), (r"\bafter (?=[a-z]+ing\b)", "before "), (r"\bbefore (?=[a-z]+ing\b)", "after "),
    (r"\bbecause of\b", "despite"), (r"\bdespite\b", "because of"), (r"\bas well as\b", "instead of"), (r"\brather than\b", "as well as"),
    (r"\bwith the help of\b", "without the help of"),
]  # fmt: skip
_LINKS_ZH = [(r"，同时", "，因此"), (r"由于", "尽管"), (r"尽管", "由于"), (r"之后", "之前"), (r"之前", "之后")]


def change_link(text: str, setting: Setting, rng: random.Random) -> str | None:
    """Another link between two things: because for and, before for after."""
    return _apply(text, _LINKS_ZH if is_chinese(text) else _LINKS, rng)


#: Between names of one list, whose order says nothing.
_LISTED = re.compile(r"(?:\W|and|or|和|与|及|或)*")
_MONTHS = "January February March April May June July August September October November December".split()
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_DATE = re.compile(
    rf"\b(?P<month>{'|'.join(_MONTHS)})\b(?P<day>\s+\d{{1,2}})?|\b(?P<weekday>{'|'.join(_DAYS)})\b|\b(?:in|since|by|until) (?P<year>20\d\d)\b"
    r"|\b(?P<relative>yesterday|last week|last month|last year|next week|next month|next year|this week|this year|this month)\b"
    r"|(?P<zhm>\d{1,2})\s?月(?:\s?(?P<zhd>\d{1,2})\s?日)?|(?P<zhy>20\d\d)\s?年|(?P<zhr>昨日|昨天|去年|明年|上周|下周|上个?月|下个?月|本周|本月|今年)"
)
_RELATIVE = ["yesterday", "last week", "last month", "last year", "next week", "next month", "next year"]
_RELATIVE_ZH = ["昨日", "去年", "明年", "上周", "下周", "上月", "下月"]


def change_date(text: str, setting: Setting, rng: random.Random) -> str | None:
    """Another day, month, weekday or year."""
    found = [m for m in _DATE.finditer(text) if not (m["month"] in ("May", "March") and not m["day"])]
    return _substitute(text, found, lambda match: _other_date(match, setting, rng), rng)


def _other_date(match: re.Match[str], setting: Setting, rng: random.Random) -> str | None:
    for _ in range(20):
        new = _some_date(match, rng)
        is_same = re.sub(r"\s", "", new) == re.sub(r"\s", "", match[0])
        if not is_same and new not in setting.article and not _is_same_day(match, new):
            return new
    return None


def _is_same_day(match: re.Match[str], new: str) -> bool:
    same = [{"昨日", "昨天"}, {"上月", "上个月"}, {"下月", "下个月"}]
    return any({match[0], new} <= words for words in same)


def _some_date(match: re.Match[str], rng: random.Random) -> str:  # noqa: PLR0911
    if match["day"]:
        return f"{match['month']} {rng.randint(1, 28)}"
    if match["month"]:
        return rng.choice(_MONTHS)
    if match["weekday"]:
        return rng.choice(_DAYS)
    if match["year"]:
        return match[0][:-4] + str(rng.randint(2015, 2032))
    if match["relative"]:
        return rng.choice(_RELATIVE)
    if match["zhd"]:
        return f"{match['zhm']}月{rng.randint(1, 28)}日"
    if match["zhm"]:
        return f"{rng.randint(1, 12)}月"
    return f"{rng.randint(2015, 2032)}年" if match["zhy"] else rng.choice(_RELATIVE_ZH)


_NEGATIONS = [
    (r"\b(will|would|could|can|may|is|are|was|were|should|must)\s+(?!not\b|no\b|n't)(?=[a-z])", r"\1 not "),
    (r"\b(has|have|had)\s+(?=\w+(?:ed|en)\b)", r"\1 not "),
    (r"\b(\w{3,})s\s+(?=(?:that|to)\b)(?<=ants )", r"does not \1 "),
    (r"\b(will|would|could|can|may|is|are|was|were|should|has|have|had|do|does|did) not\s+", r"\1 "),
    (r"\b(is|was|are|were|does|do|did|has|have|would|could)n['’]t\s+", r"\1 "),
    (r"\bcan(?:no|['’])t\s+", r"can "), (r"\bwithout\b", "with"), (r"\bno longer\b", "still"),
]  # fmt: skip
_NEGATIONS_ZH = [
    (r"(?<!不)(将会|能够|可以|支持|包括|采用|计划|需要|属于|具备|拥有|提供)", r"不\1"), (r"(?<![没未])(发布|推出|宣布|完成|上线|达到|获得|实现)(?!会|者|人|后|时|日|于)", r"未\1"),
    (r"没有(?=[\u4e00-\u9fff])", ""), (r"不会", "会"), (r"无法", "能够"), (r"不再", "仍"), (r"尚未", "已经"), (r"并未", "已"), (r"不能", "能"), (r"不支持", "支持"),
]  # fmt: skip


def change_negation(text: str, setting: Setting, rng: random.Random) -> str | None:
    """A denial put in or taken out."""
    return _apply(text, _NEGATIONS_ZH if is_chinese(text) else _NEGATIONS, rng)


_SPEAKER = re.compile(
    r"\b([A-Z][\w'-]+(?: [A-Z][\w'-]+)*)(?= (?:said|says|told|wrote|argued|claims|announced|added|warned|noted)\b)"
)
_SPEAKER_ZH = re.compile(
    r"(?:^|[，。；：])([^，。；：“”\s]{2,12}?)(?=(?:表示|称|指出|透露|认为|宣布|强调|坦言)[，：,:]?)"
)
_PEOPLE = ["Maria Holm", "Peter Vance", "Ito Kenji", "Clara Weiss", "Northfield", "Ben Okafor"]
_PEOPLE_ZH = ["林向东", "北辰科技", "周晓岚", "云帆资本", "贺建明"]


def change_speaker(text: str, setting: Setting, rng: random.Random) -> str | None:
    """Someone else says it: someone foreign, or someone else of the same sentence."""
    pattern, people = (_SPEAKER_ZH, _PEOPLE_ZH) if is_chinese(text) else (_SPEAKER, _PEOPLE)
    match = pattern.search(text)
    if not match or match[1].lower() in ("he", "she", "it", "they", "we", "i", "who", "that"):
        return None
    rest = text[: match.start(1)] + text[match.end(1) :]
    present = [
        rest_name
        for name, start, end in setting.pool.finder.spans(rest)
        if (rest_name := rest[start:end]) not in match[1]
    ]
    return text[: match.start(1)] + rng.choice([*people, *present * 3]) + text[match.end(1) :]


_DIRECTIONS = [
    (rf"\b{one}\b", other)
    for pair in (
        "rose fell", "rise fall", "increased decreased", "increase decrease", "increases decreases", "grew shrank", "growing shrinking",
        "higher lower", "gained lost", "faster slower", "cheaper expensive", "larger smaller", "stronger weaker", "more fewer",
        "raised cut", "raise cut", "improved worsened", "improves worsens", "allow ban", "allows bans", "approved rejected", "opened closed", "buy sell", "acquired sold",
        "acquire sell", "joined left", "launched discontinued", "launch discontinue", "won lost", "supports opposes", "best worst", "largest smallest",
        "highest lowest", "up down", "expand shrink", "expanding shrinking", "started stopped", "add remove", "added removed", "reduce increase", "reduces increases",
    )
    for one, other in (pair.split(), pair.split()[::-1])
]  # fmt: skip
_DIRECTIONS_ZH = [
    (one, other)
    for pair in (
        "上涨 下跌", "增长 下降", "提升 降低", "增加 减少", "上升 下降", "提高 降低", "上调 下调", "更快 更慢", "更高 更低", "更强 更弱", "最大 最小", "最高 最低",
        "收购 出售", "加入 离开", "允许 禁止", "批准 否决", "上线 下线", "扩大 缩小", "盈利 亏损", "领先 落后", "开源 闭源", "免费 收费", "涨 跌", "加速 放缓",
    )
    for one, other in (pair.split(), pair.split()[::-1])
]  # fmt: skip


def change_direction(text: str, setting: Setting, rng: random.Random) -> str | None:
    """A word for its opposite."""
    return _apply(text, _DIRECTIONS_ZH if is_chinese(text) else _DIRECTIONS, rng)


_MODALITIES = [
    (r"\b(?:may|might|could) (?=[a-z])(?!not)", "will "), (r"\bwill (?=[a-z])(?!not)", "may "), (r"\b(?:plans|aims|intends|hopes|wants|expects) to (?=[a-z])", "will "),
    (r"\b(?:is|are) (?:expected|set|planning|preparing) to (?=[a-z])", "could "), (r"\breportedly ", ""), (r"\ballegedly ", ""),
    (r"\b(?:plan|aim|intend|hope|want) to (?=[a-z])", "will "),
]  # fmt: skip
_MODALITIES_ZH = [
    (r"(?<!有)可能(?![性力])(?:会)?", "已经"), (r"预计(?:将)?", "已"), (r"计划(?=[\u4e00-\u9fff])(?![书的中])", "已经"), (r"(?<![即或])将(?=推出|发布|上线|投入|于|在|会|成为|采用|支持)", "已"),
    (r"有望", "已"), (r"或将", "已"), (r"拟(?=[\u4e00-\u9fff])(?![合人定态])", "已"),
]  # fmt: skip


def change_modality(text: str, setting: Setting, rng: random.Random) -> str | None:
    """More or less certain than it was."""
    return _apply(text, _MODALITIES_ZH if is_chinese(text) else _MODALITIES, rng)


CHANGES: dict[str, Change] = {
    "number": change_number, "exchanged": exchange_numbers, "unit": change_unit, "name": change_name,
    "swapped names": exchange_names, "word": change_word, "swapped words": exchange_words, "link": change_link, "date": change_date, "negation": change_negation,
    "speaker": change_speaker, "direction": change_direction, "modality": change_modality,
}  # fmt: skip

# True ones

_PUT_OTHERWISE = [
    (r"\bsaid\b", "stated"), (r"\blaunched\b", "introduced"), (r"\bannounced\b", "revealed"), (r"\breleased\b", "published"), (r"\busing\b", "with"),
    (r"(\d)%", r"\1 percent"), (r"(\d) percent\b", r"\1%"), (r"\$(\d[\d.]*) billion", r"$\1bn"), (r"\$(\d[\d.]*) million", r"$\1M"),
    (r"\b(January|February|March|April|June|July|August|September|October|November|December) (\d{1,2})\b(?!,? \d{4})", r"\2 \1"),
    (r"\b(\d+),000\b", r"\1 thousand"), (r"\bbecause\b", "since"), (r"\bhelp\b", "assist"), (r"\bfirms\b", "companies"), (r"\bpeople\b", "persons"),
    (r", \w+ly,", ""), (r"(?<!not )\b(?:also|already|currently|recently|now|just|really|simply)\s", ""), (r" \([^)]{3,60}\)", ""),
    (r"\bIt's\b", "It is"), (r"\bdoesn['’]t\b", "does not"), (r"\bisn['’]t\b", "is not"), (r"\bcan['’]t\b", "cannot"), (r"\bwon['’]t\b", "will not"),
]  # fmt: skip
_PUT_OTHERWISE_ZH = [
    (r"表示(?=[，：])", "指出"), (r"发布了", "推出了"), (r"％", "%"), (r"目前", "现在"), (r"此外，", ""), (r"同时，", ""),
    (r"（[^）]{2,40}）", ""), (r"(?<=\d)万亿", "兆"), (r"已经", "已"), (r"进行", ""), (r"以及", "和"), (r"通过", "借助"), (r"能够", "可以"), (r"非常", "很"), (r"例如", "比如"),
    (r"(?<![\d.,])(\d+)亿美元", r"\g<1>00000000美元"), (r"(\d)小时", r"\1个小时"), (r"用户", "使用者"), (r"据悉，", ""), (r"正式", ""), (r"因此", "所以"),
]  # fmt: skip
#: Share of a title's words that the sentences it is cited to must have.
TITLE_COVER = 0.8


def paraphrases(text: str, rng: random.Random) -> Iterator[tuple[str, str]]:
    """The sentence cut at a clause, and put otherwise in up to three places; both say what it says."""
    cuts = [part for part in clauses(text)[:-1] if count_words(part) >= 6]
    if cuts:
        yield "beginning", rng.choice(cuts)
    table = _PUT_OTHERWISE_ZH if is_chinese(text) else _PUT_OTHERWISE
    new = text
    done = 3 if re.search('[“”"「『《]', text) else 0  # a quotation put otherwise is none
    for pattern, instead in rng.sample(table, len(table)):
        if done < 3 and re.search(pattern, new):
            new, done = re.sub(pattern, instead, new, count=1), done + 1
    if new != text:
        yield "paraphrase", new


def carriers(title: str, sentences: Sequence[str]) -> tuple[int, ...]:
    """The one or two sentences that have four fifths of a title's words and all its digits; none if none have."""
    wanted = frozenset(terms(title))
    digits = set(re.findall(r"\d+(?:\.\d+)?", title))
    if len(wanted) < 4:
        return ()
    chosen: list[int] = []
    for _ in range(2):
        held = _held(chosen, sentences)
        best = max(range(min(12, len(sentences))), key=lambda n: len(wanted & (held | frozenset(terms(sentences[n])))))
        chosen.append(best)
        if len(wanted & _held(chosen, sentences)) >= TITLE_COVER * len(wanted):
            text = " ".join(sentences[n] for n in chosen)
            has_digits = digits <= set(re.findall(r"\d+(?:\.\d+)?", text))
            return tuple(sorted(set(chosen))) if has_digits else ()
    return ()


def _held(chosen: Sequence[int], sentences: Sequence[str]) -> frozenset[str]:
    return frozenset().union(*(terms(sentences[n]) for n in chosen))


_MONEY = re.compile(
    r"\$(?P<n>\d+(?:\.\d+)?) (?P<scale>million|billion)|(?P<zn>\d+(?:\.\d+)?)\s?(?P<zscale>万|亿)(?P<unit>美元|元)"
)
_DAY = re.compile(
    rf"\b(?P<month>{'|'.join(_MONTHS)}) (?P<day>\d{{1,2}})\b(?!,? \d{{4}})|(?P<zm>\d{{1,2}})月(?P<zd>\d{{1,2}})日"
)


def translations(text: str, published: date, pool: Pool, rng: random.Random) -> Iterator[tuple[str, str]]:
    """Short claims in the other language of a name, a sum and a day of the sentence; true, and with one of them changed."""
    spans = [name for name, _, _ in pool.finder.spans(text)]
    known = [name for name in spans if any(_CJK.search(alias) for alias in name.aliases)]
    money, day = _MONEY.search(text), _DAY.search(text)
    if not known or not (money or day):
        return
    name = known[0]
    parts = {
        "name": _in_other(name, text),
        "number": _money(money, 1.0) if money else "",
        "date": _date(day, 0) if day else "",
    }
    yield "translated", _told(parts, text)
    if other := pool.another(name, text, rng):
        yield "name", _told({**parts, "name": _in_other(other, text)}, text)
    if money:
        yield "number", _told({**parts, "number": _money(money, rng.choice((10.0, 0.1, 2.0, 3.0)))}, text)
        swap = (" dollars", " yuan") if _CJK.search(text) else ("美元", "元")
        turned = parts["number"].replace(*swap) if swap[0] in parts["number"] else parts["number"].replace(*swap[::-1])
        yield "unit", _told({**parts, "number": turned}, text)
    if day:
        yield "date", _told({**parts, "date": _date(day, rng.randint(1, 9))}, text)


def _in_other(name: Name, text: str) -> str:
    return name.name if _CJK.search(text) else next((a for a in name.aliases if _CJK.search(a)), name.name)


def _told(parts: dict[str, str], text: str) -> str:
    if _CJK.search(text):
        return (
            " ".join(
                filter(
                    None,
                    [
                        parts["name"],
                        parts["number"] and f"and {parts['number']}",
                        parts["date"] and f"on {parts['date']}",
                    ],
                )
            )
            + "."
        )
    return f"{parts['date']}{parts['name']}{'，' + parts['number'] if parts['number'] else ''}。"


def _money(match: re.Match[str], factor: float) -> str:
    if match["n"]:
        amount = float(match["n"]) * factor * (0.01 if match["scale"] == "million" else 10)
        return f"{amount:g}亿美元"
    amount = float(match["zn"]) * factor * (0.01 if match["zscale"] == "万" else 100)
    return f"{amount:g} million {'dollars' if match['unit'] == '美元' else 'yuan'}"


def _shifted(day: str, shift: int) -> int:
    return (int(day) + shift - 1) % 28 + 1 if shift else int(day)


def _date(match: re.Match[str], shift: int) -> str:
    if match["month"]:
        return f"{_MONTHS.index(match['month']) + 1}月{_shifted(match['day'], shift)}日"
    return f"{_MONTHS[int(match['zm']) % 13 - 1]} {_shifted(match['zd'], shift)}"
