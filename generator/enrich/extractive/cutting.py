"""The longest beginning of a sentence that may be quoted and says the same as the whole.

What only adds behind the main clause is cut off. Who says it and what limits it stay, and what is left ends as a
statement.
"""

from __future__ import annotations

import re
from itertools import takewhile

from generator.enrich.extractive import clauses
from generator.model.item import MAX_QUOTED_WORDS
from generator.text.limits import is_limited, is_turned
from generator.text.sentences import is_unclosed, within
from generator.text.words import count_words, is_chinese

_CLAUSES = re.compile(r"[,，]\s*|\s[–—]\s|(?<!—)—(?!—)")

# What an English sentence only adds behind its main clause.

#: After these an English sentence only adds; after any other comma a list, an apposition or the main clause may follow.
_DROPPABLE = re.compile(
    r"\s*(?:;|[–—-]\s| and (?:is|are|was|were|will|would|has|had|plans|said|requires?|obliges?)\b"
    r"|,\s*(?:(?:\w+ )?(?:of|in|at|for|from|to|with) wh(?:ich|om)\b|to (?:about )?[$€£¥]?\d"
    r"|in (?:what|one of the|the (?:first|\w{3,}est)|an? (?:\w+ )?(?:move|bid|push|effort|sign|deal|blow|boost|step))\b"
    r"|(?:which|who|whose|where|when|while|as|with|such\sas|after|because|since|so|compared|up\sfrom|down\sfrom"
    r"|\w{3,}ing)\b"
    r"|and (?:it|they|s?he)\b|and (?:the )?\w+ (?:is|are|was|were|will|has|have|can|plans)\b"
    r"|and \w{3,}ed (?:an?|the|its|their|\d)\b|and (?:measure|show|evaluate|demonstrate|compare|release|test) ))",
    re.IGNORECASE,
)
#: What something is, told after the main clause; with a comma in it the sentence may go on, unless with a participle.
_APPOSITION = re.compile(r",\s+(?:an?|one of)\s[^,;–—]+(?:,\s+\w{3,}ing\s.*)?")
#: Which of several it is, how an amount compares, how long before or after something else: ", the second time this
#: year", ", more than double", ", three weeks after a fire".
_MEASURE = re.compile(
    r",\s+(?:the (?:\w{3,}est|first|second|third|most)\b"
    r"|(?:\w+ (?:than )?)?(?:half|double|triple|twice|a (?:third|quarter|fifth)) (?:of|the|its|their|what) "
    r"|(?:\w+ )?(?:less|more|fewer|lower|higher|below|above|up|down) (?:than |from )?(?=(?:the|its|an?|[$€£¥]?\d)\b)"
    rf"|(?:\S+ ){{1,3}}{clauses.PERIOD} (?:after|before|since|ahead of|following)\b)"
    r"[^,;–—]+"
)
#: A second comma or dash after which the main clause goes on: "the tools, including X, are free".
_GOES_ON = re.compile(
    r"[,–—]\s*(?!(?:and|or|as|which|who|while|with|after|but|both|effective|though|to|\w{3,}ing)\b)[a-z]"
)
#: "had stepped down and would be replaced": each is told by itself.
_SECOND_VERB = re.compile(r" and (?=(?:is|are|was|were|will|would|has|had|plans|said|requires?|obliges?)\b)")
#: What is told of an amount in numbers: "640 jobs, 9 percent of its staff".
_NUMBERED = re.compile(r"(?:about |some |nearly |roughly )?[$€£¥]?\d")
#: On which day and by how many votes, at the very end; not of what is due or begins then.
_WHEN = re.compile(
    r"(?<! due)(?<! set)(?<! scheduled)(?<! expected)(?<! begins)(?<! begin)(?<! starts)(?<! start)(?<! ends)"
    r"(?<! end)(?<! effect)(?= (?:by|on) )(?: by (?:a vote of )?\d+ (?:votes )?to \d+)?(?: on [A-Z]\w{2,5}day)?\.$"
)
#: At the very end, before a list: "prices change as follows."
_LEADS_TO_LIST = re.compile(r" (?:as follows|wie folgt)\W?$|(?<=[^，。]{4})如下[。：]$")

# Who says it, and what more is told of that.

#: When, and in what, it was said, behind all that is said.
_SAID_WHEN = re.compile(
    r"(?<=, )(?P<says>(?:[\w’'-]+ ){1,6}?(?:said|wrote|reported|announced|found"
    r"|told (?:customers|employees|investors|reporters|staff)))"
    r" (?:(?:late|early) )?(?:(?:on|last|this) [A-Z]\w+day|in an? (?:statement|letter|post|note|memo|report|filing"
    r"|interview|call|e-?mail|message|journal|paper|study))\b[^,;“”\"]*$"
)
#: Why a source is not named, or who else has seen it, behind what it says: the quotation may end before it.
_UNNAMED = re.compile(
    r",? (?:who (?:asked|requested|declined|spoke|were|was)|asking|requesting|speaking|declining)"
    r" [^,;]*\b(?:named|identified|anonym\w+|publicly|confidential|private)\b[^;]*$"
    r"|(?<=\w) (?:seen|reviewed|viewed|obtained) by (?:[A-Z][\w’'.-]* ?){1,4}$"
)
#: "according to a trial with 4,200 children": what kind of source it is stands before.
_SOURCE = re.compile(
    r", according to (?:[a-z-]+ ){0,2}?(?:trial|study|survey|report|filing|documents|complaint|lawsuit|indictment|memo"
    r"|analysis|records|paper|audit)"
    r"(?= (?:with|of|published|released|posted|filed|seen|reviewed|obtained) (?:[^,;]|(?<=\d),(?=\d))+$)"
)
#: "a model that the company says is the fastest": whose judgement of a detail it is, and not who tells of the event.
_JUDGED = re.compile(
    r"\b(?:that|which|what) (?:[\w’'-]+ ){1,4}(?:says?|said|claims?|claimed) (?=(?:is|are|was|were|will|would|has|have"
    r"|had|can|could|\w+s)\b)"
)
#: A suit says by itself that it accuses.
_SUES = re.compile(r"\b(?:su(?:es|ed|ing)|lawsuit|class action)\b")
_ACCUSES = re.compile(r"^,? (?:accusing|alleging|claiming)\b")
#: Why a court decided so takes nothing back of what it decided.
_GROUNDS = re.compile(r"^,? (?:ruling|holding) that\b[^,;]*")

# What limits or turns what is said, or hangs together with it.

#: Before the second verb: both may belong to a condition, or to one of the words that join two.
_OPEN = re.compile(r"\b(?:if|unless|when|until|once|whether|either|both|between|because)\b", re.IGNORECASE)
#: "the weather shuts down schools, and in one case": more is told behind.
_LEADS_ON = re.compile(r"and (?:in|on|at|when|while|if|after|before|because)\b")
#: "Trained on text alone, a model …" has its main clause after the comma.
_PARTICIPLE = re.compile(r"\w+(?:ed|ing)\b")
#: What is not allowed of it belongs to what it is: "under a licence, which forbids …".
_RESTRICTS = re.compile(
    r", (?:which|who) (?:\w+ to |\w+ly )?(?:forbids?|prohibits?|bars?|excludes?|restricts?|limits?|lacks?|lacked)\b"
)
#: "while keeping its price" adds, and sets nothing against what was said.
_BESIDES = re.compile(
    r"^,? while (?:keep|hold|maintain|preserv|reduc|us|boost|rais|lower|cutt?|expand|add|increas|improv|offer|requir"
    r"|launch|open|introduc)ing\b"
)

# Ends of no statement.

#: What begins so follows from what stands before: "…，就能…", or is the other half of a question.
_CHINESE_MAIN = re.compile(
    "[，：]\\s*(?:才|[它他她其]?[就便][能会可是要有像将应让]|都|还是|而是|即可|使得|到(?! ?\\d)"
    "|(?:最终|逐步)?(?:或许|变[成为]|走向|转[为向]|(?:可能|已)成为|任何一))"
)
#: "its newest flagship, Lumen 4": a last clause of a name says which thing is meant.
_NAMED = re.compile(r"(?:[A-Z0-9][\w.’'+-]*(?:\s|$)){1,4}")
_THING = re.compile(r"\b(?:its|their|his|her|our|the|an?)\s(?:[\w’'-]+\s){0,5}[\w’'-]+$")


def shortened(sentence: str) -> str | None:
    """The sentence, or the longest beginning of at most 25 words that says the same; None where a cut would mislead.

    A cut may drop further detail. It may not drop who said it, a condition or a contrast, nor leave a fragment.
    """
    if len(sentence) > clauses.MAX_CHARS:
        return None
    sentence = _LEADS_TO_LIST.sub("", sentence)
    words = count_words(sentence)
    if words <= MAX_QUOTED_WORDS:
        return sentence if words >= clauses.MIN_WORDS else None
    sentence = without_details_of_source(sentence)
    if clauses.MIN_WORDS <= count_words(sentence) <= MAX_QUOTED_WORDS:
        return sentence
    return next((part for part in _beginnings(sentence) if _says_the_same(part, sentence[len(part) :])), None)


def without_details_of_source(sentence: str) -> str:
    """A sentence too long to quote, without what is told of its source behind all that the source says."""
    unnamed, source, said = (it.search(sentence) for it in (_UNNAMED, _SOURCE, _SAID_WHEN))
    ends = (unnamed and unnamed.start(), source and source.end(), said and said.end("says"))
    return sentence[: next(filter(None, ends), len(sentence))]


def _beginnings(sentence: str) -> list[str]:
    """Beginnings of at most 25 words, longest first: before a clause mark, a second verb, or the day at the end."""
    seconds = (sentence[: match.start()] for match in _SECOND_VERB.finditer(sentence))
    short = takewhile(lambda it: count_words(it) <= MAX_QUOTED_WORDS, seconds)
    told = (it for it in short if not (_OPEN.search(it) or is_unclosed(it)))
    undated = _WHEN.sub("", sentence)
    last = [undated] if count_words(undated) <= MAX_QUOTED_WORDS and not is_turned(undated) else []
    return sorted({*within(sentence, MAX_QUOTED_WORDS), *told, *last}, key=len, reverse=True)


def _says_the_same(part: str, rest: str) -> bool:
    """Whether a beginning is a statement of its own that the rest does not limit."""
    if count_words(part) < clauses.MIN_WORDS or clauses.DANGLING.search(part):
        return False
    is_dated = clauses.LATER.match(rest) is not None
    if clauses.AFTERWARDS.match(rest) and (is_dated or not (clauses.MAY_HAPPEN.search(part) or _OPEN.search(part))):
        rest = ", after that"  # whatever went wrong before
    added = _GROUNDS.sub("", _BESIDES.sub("", _ACCUSES.sub("", rest) if _SUES.search(part) else rest))
    if _RESTRICTS.match(rest) or is_limited(part, _JUDGED.sub("", added)):
        return False
    if _CHINESE_MAIN.match(rest):
        return False
    if len(clauses.DASH.findall(part)) % 2 and clauses.DASH.search(rest):
        return False  # between two dashes: the main clause goes on behind the second
    first, *others = _CLAUSES.split(part)
    if not others and clauses.SUBORDINATE.match(part):
        return False
    return clauses.states_in_chinese(part, rest) if is_chinese(part) else _stands(first, others, rest)


def _stands(first: str, others: list[str], rest: str) -> bool:
    """Whether an English beginning is whole: the rest only adds, the last clause is no stump.

    Inside "Name, the founder of X, which did Y" a cut would leave a name without a verb.
    """
    is_scene = bool(others) and _LEADS_ON.match(others[-1]) is not None
    is_half_list = rest.startswith(";") and ": " in "".join((first, *others))
    is_apposition = (
        len(others) == 1 and count_words(first) <= 4 and rest.startswith(",") and not first.startswith("We ")
    )
    has_stump = bool(others) and count_words(others[-1]) < clauses.MIN_LAST_CLAUSE and not _names_a_thing(first, others)
    goes_on = not rest.startswith(";") and _GOES_ON.search(rest, 2) is not None
    only_adds = (
        _DROPPABLE.match(rest) or _WHEN.match(rest) or (_APPOSITION.fullmatch(rest) and not _PARTICIPLE.match(first))
    )
    is_plain = not others or (len(others) == 1 and _NUMBERED.match(others[0]) is not None)
    only_adds = only_adds or (is_plain and _MEASURE.fullmatch(rest) is not None)
    return bool(only_adds) and not (is_scene or is_half_list or is_apposition or has_stump or goes_on)


def _names_a_thing(first: str, others: list[str]) -> bool:
    """Whether the last clause is the name of what stands before it."""
    before = ([first, *others])[-2]
    return (
        _NAMED.fullmatch(others[-1]) is not None
        and count_words(first) >= clauses.MIN_WORDS
        and bool(_THING.search(before))
    )
