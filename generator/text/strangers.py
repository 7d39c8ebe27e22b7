"""People and companies that no list has, told by the words beside them; prefers missing one to a false one. No IO."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from itertools import groupby

from generator.model.vocabulary import Kind
from generator.text.calendar import DAYS, MONTHS
from generator.text.places import places_of
from generator.text.words import CJK, stopwords

_CAPITALISED = r"[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ]+"
_PARTICLE = r"(?:van|von|der|den|de|da|di|del|la|bin|al|el)"
_PERSON = (
    rf"(?P<name>{_CAPITALISED}(?:[-’'][A-Z]?[a-zà-öø-ÿ]+)? (?:[A-Z]\. )?(?:{_PARTICLE}[ -]){{0,2}}"
    rf"(?:[A-Z][’'])?(?:Mc|Mac)?{_CAPITALISED}(?:-[A-ZÀ-ÖØ-Þ]?[a-zà-öø-ÿ]+)?)"
)
_ROLE = (
    r"(?i:(?:vice |deputy |senior )?(?:president|chair|chairman|chairwoman)|(?:co-?)?(?:founder|CEO|CTO|CFO|COO)"
    r"|chief executive(?: officer)?|chief (?:\w+ ){0,2}(?:officer|scientist|economist|strategist)"
    r"|(?:head|director) of (?!the\b)[A-Za-z&]+|general counsel|(?:principal|research) scientist"
    r"|professor(?: of [a-z]+)?|spokes(?:person|man|woman)|analyst|researcher|maintainer|attorney general|senator"
    r"|(?:managing |executive |institute )director|governor|judge|minister|commissioner|[a-z]+ secretary"
    r"|(?:finance|technology|research|product|policy|security|device) chief|(?:lead |first |senior |co-?)?author"
    r"|novelist|economist|lawyer)"
)
#: "Ada Lund, chief executive of Northwind", "Ada Lund, a former Northwind chair"; not "Zest Maps, the founder says"
_BEFORE_ROLE = re.compile(
    rf"(?<![\w’'-]){_PERSON}, (?:the |an? )?(?:(?:former|current|associate|assistant|interim) )?"
    rf"(?:(?:[A-Z][\w’'.&-]+ ){{1,2}}{_ROLE}\b(?!(?: and [a-z ]{{2,40}})? {_CAPITALISED} )"
    rf"|{_ROLE}(?: and [\w-]+(?: [\w-]+)?)? (?:of|at|for)\b)"
)
#: "Northwind chief executive Ada Lund says"
_AFTER_ROLE = re.compile(rf"\b{_ROLE} (?:and (?:co-?)?(?:founder|CEO) )?{_PERSON}(?![\w-])")

#: "A spokesperson for the Commission, Ada Lund, said"
_SPOKEN_FOR = re.compile(rf"\b[Ss]pokes(?:person|man|woman) (?:for|of|at) [^,.;:]{{2,40}}, {_PERSON}(?=[,.])")
#: "Ada Lund, who leads the board"
_BEFORE_DEED = re.compile(
    rf"(?<![\w’'-]){_PERSON}, who"
    r" (?:leads|led|heads|headed|runs|ran|chairs|chaired|founded|co-founded|directs|directed)\b"
)

#: "names Ada Lund as finance chief"
_APPOINTED = re.compile(
    rf"\b(?:appoint(?:s|ed)|nam(?:es|ed)|hire[sd]|promote[sd]) (?:(?:former|ex-)?[\w’' -]{{1,40}} )?{_PERSON}"
    rf" (?:as |to be )?(?:(?:its|the|an?|first|new|next|global|interim) )*{_ROLE}\b"
)
#: "its chief executive, Ada Lund, called it wrong"
_ROLE_FIRST = re.compile(rf"(?:[’']s|\b(?:[Tt]he|[Ii]ts|[Tt]heir)) (?:[a-z]+ ){{0,2}}{_ROLE}, {_PERSON}(?=[,.])")
#: "said Ada Lund, who was not involved", "said Ada Lund, the first author"
_SPEAKING = re.compile(rf"\bsaid {_PERSON}, (?:who|an?|the)\b")

_WORD = r"[A-Z][\w&’'-]*\w"
_FIRM = rf"(?P<name>{_WORD}(?:\.(?:ai|io|com|AI))?(?: (?:{_WORD}|AI)){{0,2}})"
#: "Halyard Systems Inc."
_LEGAL = re.compile(rf"(?<![\w.&’'-])(?<!\d ){_FIRM},? (?:Inc|Corp|Ltd|LLC|GmbH|PLC|plc|Pte|S\.A)\b")
#: "the chip startup Basalt has raised"
_STARTUP = re.compile(
    rf"\b(?:startup|start-up) {_FIRM} (?:has )?(?:rais|secur|clos|land|announc|launch|emerg|acquir|sa[iy]|is\b|was\b)"
)

_SURNAME = (
    "[王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈姜崔钟谭陆汪"
    "范石廖贾韦付夏方邹熊白孟秦邱侯江尹薛闫雷龙史陶贺毛郝顾龚邵覃武钱戴严莫孔向汤季鲍欧颜施梅祝尤俞景鲁翟阎葛凌柴项倪童樊柯]"
)
_CHINESE_ROLE = (
    "(?:联合创始人|共同创始人|创始人|创办人|董事长|首席(?:执行|技术|运营|财务|产品|研究)官|首席科学家|副?总裁|总经理"
    "|教授|院士|CEO|CTO|分析师|发言人|负责人)"
)
#: What comes after a Chinese name and could not be its last character.
_GOES_ON = (
    r"(?=表示|说|称|认为|透露|指出|介绍|宣布|发文|回应|出席|谈|今[天日]|昨[天日]|近日|接受|告诉|坦言|预计|强调|直言"
    r"|在|[，。：；、）（(“」！？]|\s(?!\s?[·・])|$)"
)
#: 首席执行官沈立衡表示
_CHINESE = re.compile(
    rf"{_CHINESE_ROLE}(?:[兼、]{_CHINESE_ROLE}){{0,4}}\s?(?P<name>(?!于[周今昨本近当]){_SURNAME}[{CJK}]{{1,2}}?(?<![在的])){_GOES_ON}"
)
#: 首席执行官艾达·伦德（Ada Lund）: the Latin name is the one that other reports share
_TRANSLITERATED = re.compile(
    rf"{_CHINESE_ROLE}\s?[{CJK}]{{1,12}}(?:\s?[·・]\s?[{CJK}]{{1,12}}){{1,4}}\s?[（(](?:[{CJK}]{{1,12}}：)?{_PERSON}[）)]"
)
#: 首席执行官 Ada Lund 表示
_LATIN = re.compile(rf"{_CHINESE_ROLE}\s?{_PERSON}(?=\s?[{CJK}，。：；、）])")
#: “灵溪智能”完成亿元级融资
_FINANCED = re.compile(
    rf"[「“\"](?P<name>[{CJK}A-Za-z0-9 .]{{2,12}})[」”\"](?:近日|宣布|正式|已|连续)*完成[^，。“”]{{0,16}}融资"
)

#: Headlines, where every English word begins like a name, are read by the Chinese patterns only.
_IN_HEADLINES: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("person", _CHINESE),
    ("person", _TRANSLITERATED),
    ("person", _LATIN),
    ("company", _FINANCED),
)
_IN_SENTENCES: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    *_IN_HEADLINES,
    ("person", _BEFORE_ROLE),
    ("person", _AFTER_ROLE),
    ("person", _SPOKEN_FOR),
    ("person", _BEFORE_DEED),
    ("person", _APPOINTED),
    ("person", _ROLE_FIRST),
    ("person", _SPEAKING),
    ("company", _LEGAL),
    ("company", _STARTUP),
)
#: A word with a capital that is more than initials.
_CAPITAL = re.compile(r"(?<![\w’'-])[A-Z][A-Za-zà-öø-ÿ]*[a-zà-öø-ÿ]{2}[A-Za-zà-öø-ÿ]*")
_CAPITALS = re.compile(rf"{_CAPITAL.pattern}(?: {_CAPITAL.pattern}){{0,5}}")
#: "a court in Tilbrook"; not "a hole in Postwren", "a stake in Postwren"
_PLACE = re.compile(rf"(?:(?P<of>[a-z]{{1,20}}) )?\b[Ii]n (?P<name>{_CAPITALS.pattern})")
_OF_A_THING = re.compile(
    r"(?:holes?|flaws?|bugs?|vulnerabilit(?:y|ies)|stakes?|shares|trust|invest(?:s|ed|ments?|ors)?)"
)
_WITHIN = re.compile(rf"(?<=[a-z0-9,] ){_CAPITAL.pattern}")
#: A common word; not the name of a model as programs write it, "lumen-4".
_PLAIN = re.compile(r"(?<![\w’'-])[a-zà-öø-ÿ]{3,}+(?!-?\d)")
_LONG_WORD = re.compile(r"[A-Za-z][A-Za-z’'-]{3,}")
#: Of peoples, as they stand before names.
PEOPLES = "american chinese european british french german indian japanese korean".split()
#: Words that stand where a name would and are part of none.
_NO_PERSON = frozenset([
    *DAYS, *MONTHS, *PEOPLES,
    *"chief executive officer vice president chairman founder director general senior research science technology"
    " product operating financial marketing professor university institute company group labs lab inc corp news today"
    " week new york san los silicon valley white house street journal times artificial intelligence machine"
    " learning data center cloud computing united states kingdom supreme court says said will google apple meta"
    " microsoft amazon world first open source digital global international national security safety team el la"
    " los".split(),
])  # fmt: skip
#: Words that end the name of something else than a person.
_ENDS_NO_PERSON = frozenset(
    "capital ventures partners technologies technology systems foundation health research policy robotics securities"
    " holdings media studios software solutions insurance bank law act center centre project services energy game"
    " games press institute".split()
)
#: Without Saturday and Sunday, after which companies are called.
_NO_FIRM = frozenset([
    *DAYS[:5], *PEOPLES,
    *"the an and or ai its this that new us uk eu israeli robotics fintech founder ceo series seed partners capital"
    " holdings group ventures technologies".split(),
])  # fmt: skip
#: How most adverbs end that begin sentences, and others; firms are called Finly and Shapely.
_ADVERB = re.compile(r"(?:al|ing|ed|ous|ive|ent|ant|ab|ib|ate|ful|less|ari|ic|nd|rd|st|ct|gh|ight)ly$")
_ADVERBS = frozenset(
    "early only mainly namely lately likely unlikely newly nearly clearly rarely barely merely surely simply"
    " deeply sharply cheaply fairly wholly fully duly truly widely safely briefly chiefly largely hugely strangely"
    " quickly luckily weekly daily hourly monthly yearly oddly badly sadly broadly hardly rapidly timely firmly"
    " formerly properly similarly particularly regularly openly suddenly commonly plainly mostly jointly greatly"
    " finely precisely closely loosely falsely directly steadily readily easily heavily happily temporarily"
    " shortly partly softly secretly quietly completely definitely absolutely family quarterly boldly calmly"
    " slowly wisely".split()
)


def strangers(text: str) -> Iterator[tuple[str, Kind]]:
    """Name and kind of each mention beside which a role or a legal form is told."""
    for line in text.split("\n"):
        for kind, pattern in _IN_HEADLINES if is_headline(line) else _IN_SENTENCES:
            for match in pattern.finditer(line):
                if _is_name(match["name"], kind):
                    yield match["name"], kind


def capitalised(title: str, text: str) -> Iterator[str]:
    """Words of a title that are names by their capital, and no places.

    It is kept within a sentence, here or in the text below; at the beginning of a title it is there too.
    """
    within = {match[0] for line in text.split("\n") if not is_headline(line) for match in _WITHIN.finditer(line)}
    anywhere = {*_CAPITAL.findall(text)}
    plain = {*_PLAIN.findall(f"{title} {text}")}
    titled = is_headline(title)
    for number, match in enumerate(_CAPITAL.finditer(title)):
        word = match[0]
        is_first = not number and not title[: match.start()].strip("\"'“‘«[( ")
        is_kept = word in within or (not titled and (not is_first or word in anywhere))
        small = word.lower()
        if is_kept and small not in plain | _NO_PERSON | _NO_FIRM | stopwords() and not places_of(small):
            yield word


def full_names(title: str, text: str) -> frozenset[str]:
    """Names of a title and a text as they are written: "Halyard Labs", "Basalt".

    Left out are places, by the "in" before them, and the family name where the whole name is there.
    """
    kept = {*capitalised(title, text), *capitalised(text, title)}
    runs = {run for line in (title, text) for run in _runs(line, kept)}
    ends = {run.rpartition(" ")[2] for run in runs if " " in run}
    placed = _PLACE.finditer(f"{title}\n{text}")
    return frozenset(runs - ends - {it["name"] for it in placed if not _OF_A_THING.fullmatch(it["of"] or "")})


def _runs(line: str, kept: Collection[str]) -> Iterator[str]:
    for match in _CAPITALS.finditer(line):
        first, *others = words = match[0].split(" ")
        if first not in kept and others and others[0] in kept and not is_no_name(first):
            yield match[0]  # at the beginning of a sentence nothing tells whether it is a part of the name
        for is_name, run in groupby(words, kept.__contains__):
            if is_name:
                yield " ".join(run)


def is_no_name(word: str) -> bool:
    """Whether a word that begins a name elsewhere is none: a day, a month, an adverb."""
    small = word.lower()
    return small in _NO_PERSON | _NO_FIRM | _ADVERBS | stopwords() or _ADVERB.search(small) is not None


def is_headline(line: str) -> bool:
    """Of one line: whether more than two in three of its longer words begin with a capital."""
    words = _LONG_WORD.findall(line)
    return 3 * len([word for word in words if word[0].isupper()]) > 2 * len(words)


def _is_name(text: str, kind: Kind) -> bool:
    words = text.lower().split()
    if kind == "person":
        return words[-1] not in _ENDS_NO_PERSON and not any(word in _NO_PERSON or word in stopwords() for word in words)
    return words[0] not in _NO_FIRM and any(word not in stopwords() for word in words)
