"""The reasons that rules write into the archive, in the words of the reader's language."""

from __future__ import annotations

import re
from functools import lru_cache

from generator.site.words import Words, catalogues, load_words
from generator.text.quantities import quantities

_CLAUSE = re.compile(r", (?![^(]{0,300}\))")
_PLACE = re.compile(r"\\\{(\w+)\\\}")
_NUMBER = r"\d[\d,.]*[万亿]*(?: [a-z]+)?"
#: What stands in a place; anything where nothing is said.
_PLACES = {"n": r"\d+", "names": "[^()]+?", "number": _NUMBER, "other": _NUMBER}


def reason_in(words: Words, text: str, due: str = "") -> str:
    """A reason as `words` tell it; as it stands where no rule writes it so, as what a person wrote.

    due: the day, month or year in it, as the archive writes it.
    """
    return _reason(words.language, text, due)


def is_usual_test(text: str) -> bool:
    """Whether rules wrote how to tell that a prediction came true: pages that list such say it once."""
    return any(slug == "happened" and pattern.fullmatch(text) for slug, _, pattern in _patterns(text[:1]))


@lru_cache(maxsize=8192)
def _reason(language: str, text: str, due: str) -> str:
    words = load_words(language)
    whole = _clause(words, text, due)
    clauses = [whole] if whole else [_clause(words, clause, due) for clause in _CLAUSE.split(text)]
    return words("list_comma").join(clause for clause in clauses if clause) if all(clauses) else text


def _clause(words: Words, text: str, due: str) -> str | None:
    for slug, template, pattern in _patterns(text[:1]):
        if match := pattern.fullmatch(text):
            own = str(words.entries["reasons"][slug])
            if own == template:
                return text
            places = {name: _place(words, name, value, due) for name, value in match.groupdict().items()}
            return own.format(**places)
    return None


def _place(words: Words, name: str, value: str, due: str) -> str:
    if name == "names":
        return words("list_comma").join(re.split(r", | and (?!.{0,300} and )", value))
    if name in ("number", "other"):
        return words.compact(next(quantities(value)).value)
    if name == "signs":
        return words("semicolon").join(_reason(words.language, sign, due) for sign in value.split("; "))
    if name == "due" and due:
        return words.until(due)
    return _reason(words.language, value, due) if name == "reason" else value


@lru_cache(maxsize=256)
def _patterns(first: str) -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    """Every reason in every language that can begin with a letter: its name, its text, and that with its places as
    groups."""
    groups = [catalogue.get(key, {}) for catalogue in catalogues().values() for key in ("archived", "reasons")]
    known = [entry for group in groups for entry in group.items()]
    fitting = [(slug, text) for slug, text in known if text[0] in ("{", first)]
    return tuple((slug, text, re.compile(_PLACE.sub(_group, re.escape(text)))) for slug, text in fitting)


def _group(place: re.Match[str]) -> str:
    return f"(?P<{place[1]}>{_PLACES.get(place[1], '.+')})"
