"""Names that a text introduces by saying what they are: "Chattera, the companion chatbot company". No IO."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from itertools import dropwhile, takewhile
from typing import NamedTuple

from generator.model.vocabulary import Kind
from generator.text.calendar import DAYS, MONTHS
from generator.text.introductions_chinese import introduced
from generator.text.places import places_of
from generator.text.strangers import PEOPLES, is_headline, is_no_name
from generator.text.words import CJK

#: A number is part of a name where it counts nothing: "fined Halyard 8.4 million euros".
_OF_NAME = (
    r"\d++(?:\.\d++)*+(?!\w|\s?(?:%|(?:million|billion|trillion|mln|bn|euros|dollars|pounds|yuan|percent|per cent)\b))"
)
_PROPER = (
    r"(?P<name>[A-Z][\w&’'-]*\w(?:\.(?:ai|io|com|xyz|dev))?"
    rf"(?: (?:&|[A-Z][\w&’'-]*\w|AI|{_OF_NAME})){{0,3}})"
)
#: Where a name may begin: not within a word, an address or an amount.
_START = r"(?<![\w.’'&$-])"
_FREE = rf"{_START}{_PROPER}"
_FIRM = (
    r"startup|start-up|company|firm|lab|laboratory|unicorn|provider|studio|non-?profit|outsourcer|vendor|giant"
    r"|publisher|retailer|companies|firms|startups|market researcher|maker|developer"
)
#: What says by itself what is done there: "Carmaker Veloria", "chip designer Ferrolith".
_TRADE = (
    r"(?:[Cc]hip|[Pp]rocessor|[Ss]emiconductor) designer"
    r"|(?:[Ss]oftware|[Tt]echnology|[Tt]ech|[Cc]hip|[Ii]ndustrial|[Mm]edia) group"
    r"|(?:[Cc]hip|[Cc]ar|[Aa]uto|[Dd]rug|[Pp]hone|[Rr]obot|[Dd]rone|[Gg]ame|[Aa]pp|[Mm]odel|[Tt]oy)maker"
)
_PRODUCT = (
    r"chatbot|agent|assistant|companion|platform|tool|generator|app|service|framework|library|robot|scribe|note-?taker|chip"
    r"|processor|(?:smart )?glasses|earbuds|earpiece"
    r"|(?:inference|data-cent(?:er|re)) accelerator"
)
#: What may follow the noun that says what something is; another noun would: a startup founder.
_AFTER_NOUN = (
    r"(?=$|[,.;:)—–]| (?:that|which|whose|who|of|for|in|with|from|to|at|on|by|behind|backed|led|run|founded|built|used"
    r"|owned|based|designed|made|trained|developed|focused|(?:best )?known|called|specializing|specialising|working"
    r"|developing|building|making|and (?:its|the|an?)|is|was|has|said)\b)"
)
#: "Quantara, a startup that designs chips", "Arbor is an open-source library"
_APPOSED = re.compile(
    rf"{_FREE}(?: [(（](?P<gloss>[{CJK}][^()（）]{{1,24}})[)）])?"
    r"(?P<link>(?: on [A-Z]\w{2,5}day)?, (?P<article>an?|the|its|our|another|one of the|[A-Z]\w+[’']s)| is an?| is our)"
    rf" (?P<of>(?:[\w’'.-]+ ){{0,5}}?)(?P<noun>{_FIRM}|{_TRADE}|models?|family of (?:[\w-]+ ){{0,4}}models|{_PRODUCT})"
    rf"(?![\w’'-])(?P<rest>{_AFTER_NOUN}[^,.;:()\n]{{0,60}})"
)
#: "the chip startup Quantara", "its new model, Lumen 4", "a chatbot called Curio"
_LED = re.compile(
    r"(?:(?P<article>\b(?:[Aa]n?|[Tt]he|[Ii]ts|[Oo]ur|[Tt]heir|[Aa]nother|\w+[’']s?)) |\b)"
    rf"(?P<of>(?:[A-Za-z0-9-]+ ){{0,3}}?)(?P<noun>{_FIRM}|{_TRADE}|model|{_PRODUCT})"
    rf"(?P<comma>,?) (?P<called>(?:called|named|dubbed) )?[“\"‘]?{_PROPER}"
)
_ENDS_FIRM = "Labs|Robotics|Technologies|Semiconductors?|Biosciences|Therapeutics"
#: "Lumen Labs": the last word says that it is one.
_BY_LAST_WORD = re.compile(
    rf"(?<![\w.’'&-])(?P<name>(?:[A-Z][\w&-]*\w ){{1,2}}(?:{_ENDS_FIRM}|Foundation))(?![\w-]| [A-Z])"
)
#: "Quist AI": a name, where the text tells within a sentence what Quist has or does; Generative AI is a kind of AI.
_CALLED_AI = re.compile(r"(?<![\w.’'&-])(?<![A-Z] )(?P<name>(?P<first>[A-Z][\w&-]*\w) AI)(?![\w-]| [A-Z])")
_DOES = (
    r"(?:[’']s\b| (?:said|says|has|had|have|will|is|was|would|plans|wants|declined|did|does|raised|makes|made|sells"
    r"|lost|downloaded|released|launched|announced|agreed|faces|leads|tops|describes?)\b)"
)
#: "Quist’s chief executive", "A Quist spokesperson", "chief executive of Quist", "Shares in Quist"
_OWNS = re.compile(
    rf"{_START}(?:(?:An?|The|Former|Ex) )?{_PROPER} (?:co-?founder|chief executive|CEO"
    r"|spokes(?:person|man|woman))\b"
)
_OWNED = re.compile(
    rf"\b(?:(?:[Cc]hief executive(?: officer)?|CEO|(?:[Cc]o-?)?[Ff]ounder) (?:of|at)|Shares (?:in|of)) {_PROPER}"
)
_ON_DAY = r"(?: on [A-Z]\w{2,5}day)?"
#: "Quist said its chips", "Quist said it plans": nobody says so of a person.
_SAYS_OF_ITSELF = re.compile(
    rf"{_FREE} (?:said|says){_ON_DAY} (?:that )?(?:its [a-z]|it (?:plans|expects|aims|intends)\b)"
)
#: "Quist will invest 40 million euros, it said on Friday": what companies do, and no person of whom "it" tells.
_SAYS_ALL_THAT = re.compile(
    rf"(?:^|(?<=[.!?”\"] )){_PROPER} (?:(?:will|would|plans to) (?:invest|spend|build|hire|acquire|launch|release|cut)"
    r"|(?:has )?(?:invested|spent|built|hired|appointed|acquired|launched|released|cut))\b"
    r"(?:(?! s?he | his | hers? )[^.;:“”\"]|(?<=\d)\.(?=\d)){5,240}, it said\b"
)
#: The same where the text speaks of a company: "it had raised" may be said by a person of a company.
_SAYS_IT = re.compile(
    rf"{_FREE} said{_ON_DAY} (?:that )?it (?:would|will|had|has)"
    r" (?!(?:be|been|become|take|cost|not|never)\b)"
)
_MAKES = (
    r"(?:makes(?! (?:it|this|that|them)\b)|builds|develops|designs|rents|supplies|operates|owns|employs"
    r"|manufactures|sells(?! (?:for|at)\b))\b"
)
#: "Quist, which rents out chips"
_WHICH_MAKES = re.compile(rf"{_FREE}, which {_MAKES}(?P<what>[^,.;:()\n]{{0,60}})")
#: "Quist runs clusters for AI labs", as a sentence of its own: whom it serves says what it is.
_SERVES = re.compile(
    rf"(?:^|(?<=[.!?”\"] )){_PROPER} (?:runs|rents out|rents|{_MAKES}) (?P<what>(?:[\w-]+ ){{0,3}}(?:clusters|chips"
    r"|processors|accelerators|servers|data cent(?:er|re)s|software|tools|models|agents|robots) (?:for|to)"
    r" [^,.;:()\n]{1,60})"
)
_OF_COMPANY = re.compile(r"\b[Tt]he (?:company|firm|startup|start-up|lab)\b")
_AFTER_PART_OF_NAME = re.compile(r"(?:\b[A-Z][\w-]{1,40}|\bthe)(?: (?:of|for|and|&))? $|\bof the $")
#: "Curio raises $40 million"
_RAISES = re.compile(
    rf"(?:(?:^|(?<=[.!?”\"] ))(?:Rival |Startup )?|\b(?:rival|startup) ){_PROPER} (?:has )?"
    r"(?i:raise[sd]|secure[sd]|lands|landed|closes|closed) (?:a |an |another )?"
    r"(?:[$€£¥]\d|\d+ (?:million|billion) (?:euros|dollars|pounds|yuan))"
)
#: "a triage tool made by Quist"
_MADE_BY = re.compile(
    rf"\b(?P<of>(?:[\w-]+ ){{1,4}}(?:tool|software|system|chatbot|assistant|app|robot|chip|models?))"
    rf" (?:made|built|developed|designed|sold) by {_PROPER}"
)
#: "des KI-Anbieters Quist", "sein Sprachmodell Lumen 4"
_GERMAN_FIRM = re.compile(
    rf"\b(?P<of>KI-(?:Anbieter|Unternehmen|Hersteller|Entwickler|Labor|Start-?up|Firma|Konzern)(?:s|n)?) {_PROPER}"
)
_GERMAN_MODEL = re.compile(rf"\b(?P<of>(?:Sprach|KI-)[Mm]odells?) {_PROPER}")
#: "Quist charges $3 per million tokens", "Quist unveiled two AI models"
_CHARGES = re.compile(
    rf"{_FREE} (?:charges|asks) (?:\w+ )?[$€£¥]\d[\d.,]* (?:for|per|a) (?:1 |one )?million (?:input |output )?tokens\b"
)
_SHOWS = re.compile(
    rf"{_FREE}(?: on [A-Z]\w+day)? (?:unveil(?:s|ed)|releas(?:es|ed)|launch(?:es|ed)|introduc(?:es|ed)|present(?:s|ed))"
    r" (?:[\w-]+ ){0,3}?(?:AI|artificial intelligence|language|reasoning) models?\b"
)
#: A single word that raises money is a firm; two may be a person.
_IS_FIRM = re.compile(rf"^\S+$| (?:AI|{_ENDS_FIRM}|Energy|Health|Systems)$")
#: Nouns of other trades too, and words that tell a model from one of fashion, an agent from one of the police.
_IS_AMBIGUOUS = re.compile(r"models?|agent|assistant|companion|service|platform|scribe|generator|developer")
#: One that has a given name is a person.
_DEVELOPER = "developer"
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
#: What stands before a name as if it were part of it.
_BEFORE_NAME = frozenset(
    "rival competitor startup start-up developer company firm maker chipmaker carmaker automaker toymaker".split()
)
#: What does behind it.
_BEHIND_NAME = frozenset([
    *DAYS, *MONTHS, *PEOPLES,
    *"ceo cto cfo coo chief president chair chairman chairwoman founder co-founder cofounder head director professor dr"
    " mr ms mrs series inc corp ltd llc israeli canadian us uk eu".split(),
])  # fmt: skip
#: Words with a capital that are no names, or no names by themselves.
_NO_NAME = frozenset(
    "meanwhile moreover instead overall unlike besides nonetheless elsewhere nevertheless furthermore afterwards"
    " indeed another yes every together tonight perhaps maybe later earlier soon plus rather thus hence therefore"
    " otherwise alternatively second third also today although despite during among amid across until under startup"
    " startups company firm maker researchers developers users customers investors rivals critics analysts app store"
    " act bill law mode series beta pro api apis ai llm llms gpu gpus cpu pc pcs it tv ga maas token skill agent"
    " prompt saas b2b iot ml rag mcp cli sdk ide deputy acting interim generative physical responsible sovereign"
    " enterprise industrial trustworthy embodied spatial western global".split()
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


class Introduction(NamedTuple):
    """A name, the kind of thing that has it, and what it is said to be: "companion chatbot company"."""

    name: str
    kind: Kind
    what: str


def introductions(text: str) -> Iterator[Introduction]:
    """Each name that a text introduces as a company, a model or a product; prefers missing one to a false one."""
    plain = {*_PLAIN.findall(text)}
    for line in text.split("\n"):
        found = [*_raising(line, text), *_said_to_be(line)]
        if not is_headline(line):
            found += [
                *_by_last_word(line),
                *_called_ai(line, text),
                *_owning(line, text),
                *_making(line),
                *_offering_models(line),
                *_apposed(line, text),
                *_led(line),
            ]
        for written, kind, what in found:
            if name := _name(written, plain):
                yield Introduction(name, kind, what)
        for name, kind, what in introduced(line):
            if name.split()[0].lower() not in _NO_NAME:
                yield Introduction(name, kind, what)


def _raising(line: str, text: str) -> Iterator[Introduction]:
    """Whoever raises money; a place that "lands $9 billion" is one where the text says what is in it."""
    for match in _RAISES.finditer(line):
        is_place = re.search(rf"\b(?:in|near|outside) (?:[A-Z][\w-]{{1,40}}, )?{re.escape(match['name'])}\b", text)
        if _IS_FIRM.search(match["name"]) and not is_place:
            yield Introduction(match["name"], "company", "")


def _by_last_word(line: str) -> Iterator[Introduction]:
    for match in _BY_LAST_WORD.finditer(line):
        if not _IN_LONGER_NAME.search(line[: match.start()]):
            yield Introduction(match["name"], "company", "")


def _called_ai(line: str, text: str) -> Iterator[Introduction]:
    for match in _CALLED_AI.finditer(line):
        first = re.escape(match["first"])
        is_within = re.search(r"[a-z,] $", line[: match.start()])
        if re.search(rf"\b{first}(?: AI)?{_DOES}" if is_within else rf"[a-z,] {first}(?: AI)?{_DOES}", text):
            yield Introduction(match["name"], "company", "")


def _owning(line: str, text: str) -> Iterator[Introduction]:
    """Whoever has a chief executive, spokespeople or shares, makes something, or speaks of itself as "it"."""
    signs = (
        _OWNS,
        _OWNED,
        _SAYS_OF_ITSELF,
        _SAYS_ALL_THAT,
        *((_SAYS_IT,) if _OF_COMPANY.search(text) else ()),
    )
    for match in (match for sign in signs for match in sign.finditer(line)):
        before = line[: match.start()]
        if not (_AFTER_PART_OF_NAME.search(before) or _BEFORE_PLACE.search(before)):
            yield Introduction(_POSSESSIVE.split(match["name"])[0], "company", "")


def _making(line: str) -> Iterator[Introduction]:
    """Whoever is said to make or run something, with what it is."""
    for match in (match for sign in (_WHICH_MAKES, _SERVES) for match in sign.finditer(line)):
        before = line[: match.start()]
        if not (_AFTER_PART_OF_NAME.search(before) or _BEFORE_PLACE.search(before)):
            yield Introduction(_POSSESSIVE.split(match["name"])[0], "company", match["what"])


def _offering_models(line: str) -> Iterator[Introduction]:
    """Whoever shows models, or counts what is used of them in tokens."""
    for sign in (_CHARGES, _SHOWS):
        for match in sign.finditer(line):
            yield Introduction(_POSSESSIVE.split(match["name"])[0], "company", "maker of language models")


def _said_to_be(line: str) -> Iterator[Introduction]:
    """Whoever makes what is named before, and what German says in one word before a name."""
    signs: tuple[tuple[Kind, re.Pattern[str]], ...] = (
        ("company", _MADE_BY), ("company", _GERMAN_FIRM), ("model", _GERMAN_MODEL),
    )  # fmt: skip
    for kind, sign in signs:
        for match in sign.finditer(line):
            yield Introduction(_POSSESSIVE.split(match["name"])[0], kind, match["of"])


def _apposed(line: str, text: str) -> Iterator[Introduction]:
    for match in _APPOSED.finditer(line):
        name = _POSSESSIVE.split(match["name"])[-1]
        is_bare = match["article"] == "the" and not match["of"] and not match["rest"].startswith((" behind", " of"))
        is_once = match["link"].startswith(" is") and text.count(name) == 1  # maybe no name
        kind = _kind(match["noun"], match["of"], match["rest"])
        is_person = match["noun"] == _DEVELOPER and not _IS_FIRM.search(name)
        if (
            kind
            and not is_person
            and not is_bare
            and not is_once
            and not _IS_CALLED.search(match["rest"])
            and _stands_free(match)
        ):
            what = f"{match['of']}{match['noun']}{match['rest']}"
            yield Introduction(name, kind, what)
            if match["gloss"]:
                yield Introduction(match["gloss"], kind, what)


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
        says_what = match["of"] or re.fullmatch(_TRADE, match["noun"])
        is_person = match["noun"] == _DEVELOPER and not _IS_FIRM.search(match["name"])
        if (
            kind
            and not is_person
            and not is_whose
            and (match["called"] or (says_what and (is_own or not match["comma"])))
        ):
            yield Introduction(_POSSESSIVE.split(match["name"])[0], kind, f"{match['of']}{match['noun']}")


def _kind(noun: str, modifiers: str, rest: str) -> Kind | None:
    """What the noun says, where it cannot mean a person or a thing of another trade."""
    told = modifiers if _IS_PERSONAL.fullmatch(noun) else f"{modifiers} {rest}"
    if _IS_AMBIGUOUS.fullmatch(noun) and not _OF_SOFTWARE.search(told):
        return None
    if noun in ("framework", "library") and not _IS_PUBLISHED.search(told):
        return None
    if re.fullmatch(f"{_FIRM}|{_TRADE}", noun):
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
