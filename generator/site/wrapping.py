"""Text in lines of a measured width, by where English and Chinese may be broken."""

from __future__ import annotations

from collections.abc import Callable

from generator.site.length import FIRST_WIDE

#: Marks that do not begin a line, and those that do not end one.
_NOT_FIRST = "，。、；：？！）》」』】〉”’…,.;:?!)]}%"
_NOT_LAST = "（《「『【〈“‘([{"


def wrap(text: str, width: Callable[[str], float], limit: float) -> list[str]:
    """Lines no wider than limit where a break allows it; Chinese breaks between characters, never before a stop."""
    lines, line = list[str](), ""
    for piece in _pieces(text):
        if line and width((line + piece).rstrip()) > limit:
            lines.append(line.rstrip())
            line = ""
        line += piece
    return [*lines, line.rstrip()] if line.strip() else lines


def _pieces(text: str) -> list[str]:
    pieces = list[str]()
    for char in " ".join(text.split()):
        if pieces and not _may_break(pieces[-1][-1], char):
            pieces[-1] += char
        else:
            pieces.append(char)
    return pieces


def _may_break(before: str, after: str) -> bool:
    if after == " " or after in _NOT_FIRST or before in _NOT_LAST:
        return False
    return before == " " or before >= FIRST_WIDE or after >= FIRST_WIDE


def balanced(text: str, width: Callable[[str], float], limit: float) -> list[str]:
    """The fewest lines that fit, as even as they can be."""
    lines = wrap(text, width, limit)
    low, high = limit / 2, limit
    while high - low > 8:
        middle = (low + high) / 2
        low, high = (low, middle) if fits(wrap(text, width, middle), len(lines), width, middle) else (middle, high)
    return wrap(text, width, high)


def fits(lines: list[str], most: int, width: Callable[[str], float], limit: float) -> bool:
    """Whether there are at most so many lines, none wider than limit."""
    return len(lines) <= most and all(width(line) <= limit for line in lines)


def cut(text: str, width: Callable[[str], float], limit: float) -> str:
    """One line no wider than limit, with an ellipsis where something is left out."""
    if width(text) <= limit:
        return text
    while text and width(text + "…") > limit:
        text = text[:-1]
    return text.rstrip(" …") + "…"
