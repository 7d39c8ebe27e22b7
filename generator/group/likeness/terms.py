"""What documents are made of to be compared: words in one form, and what else two of them may share.

A term is a text. That of a word is the word; others begin with a sign of their kind.
"""

from __future__ import annotations

from functools import lru_cache

from generator.group.likeness import codes
from generator.text.synonyms import sense_of
from generator.text.words import is_chinese

_SIGNS = {
    codes.NAME: "=", codes.NUMBER: "#", codes.PUBLISHER: "@", codes.PRODUCT: "~", codes.VERSION: "!", codes.PAGE: ">",
    codes.SUBJECT: ":", codes.RELEASE: ";", codes.PLACE: "^", codes.AXIS: "/", codes.POLE: "|", codes.INSTALMENT: "%",
    codes.RELEASED: "$", codes.PAPER: "?", codes.SPELLING: "&",
}  # fmt: skip
_KINDS = {sign: kind for kind, sign in _SIGNS.items()}


@lru_cache(maxsize=1 << 17)
def normal(term: str) -> str:
    """One form for inflections and synonyms of a Latin word; a pair of Chinese characters stays as it is."""
    return term if is_chinese(term) else sense_of(term)


def term_of(kind: int, text: object) -> str:
    """The term of a kind that is no word."""
    return f"{_SIGNS[kind]}{text}"


def kind_of(term: str) -> int:
    """What a term is; see `codes`."""
    return _KINDS.get(term[0], codes.WORD)


def name_term(name: str) -> str:
    """The term of a canonical name."""
    return term_of(codes.NAME, name)


def number_term(number: float) -> str:
    """The term of a number with its scale applied: 30 billion and 300 亿 are one."""
    return term_of(codes.NUMBER, f"{number:g}")


def product_term(product: str) -> str:
    """The term of a product of which a version is named."""
    return term_of(codes.PRODUCT, product)


def version_term(product: str, version: str) -> str:
    """The term of one version of a product."""
    return term_of(codes.VERSION, f"{product} {version}")
