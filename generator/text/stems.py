"""What inflected words have in common: announced, announces and announcing are one; so are rose and rise."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

#: Past forms that share no beginning with their verb, as far as news needs them.
_IRREGULAR = {
    form: verb
    for verb, forms in {
        "be": "is are was were been being am", "begin": "began begun", "break": "broke broken", "bring": "brought",
        "build": "built", "buy": "bought", "choose": "chose chosen", "come": "came", "do": "did done does",
        "draw": "drew drawn", "drive": "drove driven", "fall": "fell fallen", "find": "found", "fly": "flew flown",
        "get": "got gotten", "give": "gave given", "go": "went gone", "grow": "grew grown", "have": "had has having",
        "hold": "held", "keep": "kept", "know": "knew known", "lead": "led", "leave": "left", "lose": "lost",
        "make": "made making", "mean": "meant", "meet": "met", "pay": "paid", "rise": "rose risen", "run": "ran",
        "say": "said", "see": "saw seen", "sell": "sold", "send": "sent", "shrink": "shrank shrunk", "sink": "sank",
        "speak": "spoke spoken", "spend": "spent", "stand": "stood", "sue": "sued suing",
        "take": "took taken", "teach": "taught", "tell": "told", "think": "thought",
        "win": "won winning", "write": "wrote written", "man": "men", "woman": "women", "agree": "agreed",
        "free": "freed", "guarantee": "guaranteed", "child": "children", "bad": "worse worst", "die": "died dying",
        "notice": "note notes noted noting",  # or it would meet "not"
    }.items()
    for form in forms.split()
}  # fmt: skip
_VOWELS = frozenset("aeiouy")
#: Endings longest first, with what stands in their place and how much must be left of a word.
_ENDINGS = (("sses", "ss", 1), ("ies", "y", 2), ("ied", "y", 2), ("ing", "", 3), ("ed", "", 2), ("s", "", 3))


#: From so many letters on a silent e at the end goes: release, released; but here is not her.
_SILENT_E = 5
#: Letters of a short verb such as hir(e), fir(e).
SHORTEST = 3


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """A lower-case Latin word without its inflection; the result is for comparing, not for reading."""
    word = word.removesuffix("'s").removesuffix("’s")
    if word in _IRREGULAR:
        return stem(_IRREGULAR[word])
    if not word.isalpha():
        return word
    for ending, instead, left in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= left and _may_go(word, ending):
            word = _base(word[: -len(ending)]) if ending in ("ing", "ed") else word[: -len(ending)] + instead
            break
    return word.removesuffix("e") if len(word) >= _SILENT_E else word


def _may_go(word: str, ending: str) -> bool:
    if word.endswith("eed"):  # need, exceed
        return False
    if ending == "s":
        return not word.endswith(("ss", "us", "is"))
    return ending not in ("ing", "ed") or any(char in _VOWELS for char in word[: -len(ending)])


def _base(rest: str) -> str:
    """planned, plan; passed, pass; hiring, hire."""
    if len(rest) > 3 and rest[-1] == rest[-2] and rest[-1] not in "slz":
        return rest[:-1]
    if len(rest) != SHORTEST:
        return rest
    is_short = rest[0] not in _VOWELS and rest[1] in _VOWELS and rest[2] not in _VOWELS | {"w", "x"}
    return rest + "e" if is_short else rest


_UMLAUTS = str.maketrans({"ä": "a", "ö": "o", "ü": "u", "ß": "ss"})
#: Letters that must be left of a German word before its endings, and behind the "ge" of a participle.
_GERMAN_REST, _BEHIND_GE = 3, 4
#: The ending of a past form, and that of a person or a case: test-et-en, plan-t-e, modell-s, steiger-n.
_GERMAN_ENDINGS = re.compile(r"(?:t?et|t|en(?=e))?(?:e[nmrs]?|s|(?<=e[rl])n)?$")


@lru_cache(maxsize=50_000)
def german_stem(word: str) -> str:
    """A lower-case German word without its inflection and its umlauts; for comparing, not for reading."""
    word = word.translate(_UMLAUTS)
    if word.startswith("ge") and len(word) >= len("ge") + _BEHIND_GE:
        word = word[2:]
    return word[:_GERMAN_REST] + _GERMAN_ENDINGS.sub("", word[_GERMAN_REST:], count=1)


Stem = Callable[[str], str]
#: Of languages with other endings than English.
_STEMS: dict[str, Stem] = {"de": german_stem}


def stem_in(word: str, language: str) -> str:
    """A lower-case word without the inflection of its language."""
    return _STEMS.get(language, stem)(word)
