"""Formulas of markup in one line of plain text: MathML, and what MathJax has drawn of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from generator.collect.marks import APART, OMITTED
from generator.collect.visibility import VOID, Token

_DRAWINGS = frozenset(["mjx-container", "mjx-math", "nobr"])
_DRAWING_CLASSES = frozenset(["MathJax", "MathJax_SVG", "MathJax_CHTML", "mjx-chtml"])
"""Drawings of MathJax 3 and 2, which may hold MathML for screen readers; one of version 2 is told by the TeX behind it
that it was made of."""
_TEX = "\\("
_ROWS = frozenset(["mrow", "mi", "mn", "mo", "ms", "mstyle", "mpadded", "math", "mspace", "annotation", "span"])
_JOINED_PARTS = 2
_SIDE_BY_SIDE = re.compile(rf"(?<=\d){APART}+(?=\d)")
_SUPERSCRIPTS = str.maketrans("0123456789+-−–()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁽⁾ⁿ")
_SUBSCRIPTS = str.maketrans("0123456789+-−–()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₋₍₎")


def without_drawings(tokens: Iterable[Token]) -> Iterator[Token]:
    """The tokens with each formula that MathJax drew as the text of the MathML in it, or as `OMITTED`."""
    drawing: _Drawing | None = None
    is_missing = False
    for token in tokens:
        if drawing:
            if drawing.ends_with(token):
                yield Token(drawing.said)
                is_missing = not drawing.said
                drawing = None
            continue
        if is_missing and not token.text.lstrip().startswith(_TEX):
            token = token._replace(text=APART + OMITTED + APART + token.text)  # noqa: PLW2901
        is_missing = False
        if not token.closing and _is_drawing(token.name, token.attributes):
            drawing = _Drawing(token.name)
            token = Token(token.text)  # noqa: PLW2901
        yield token


def _is_drawing(name: str, attributes: Mapping[str, str]) -> bool:
    if name == "nobr":  # of old pages, too
        return "aria-hidden" in attributes
    return name in _DRAWINGS or not _DRAWING_CLASSES.isdisjoint(attributes.get("class", "").split())


class Formula:
    """MathML as one line; of a drawing (svg) only `OMITTED`, where it is drawn of a formula or has letters in it."""

    def __init__(self, name: str, *, is_drawn: bool = False) -> None:
        self._open: list[tuple[str, list[str]]] = [(name, [OMITTED] if name == "svg" and is_drawn else [])]

    def ends_with(self, token: Token) -> bool:
        """Take a token; whether the formula ends with it."""
        if token.text.strip():
            self._open[-1][1].append(token.text.strip())
        if token.closing and token.name == self._open[-1][0]:
            return self._close()
        if token.name and not token.closing and token.name not in VOID:
            self._open.append((token.name, []))
        return not token.name

    def _close(self) -> bool:
        if len(self._open) == 1:
            return True
        name, parts = self._open.pop()
        self._open[-1][1].append(_in_line(name, parts))
        return False

    def text(self) -> str:
        """The formula in a line, apart from what stands around it; empty where it says nothing."""
        while len(self._open) > 1:
            self._close()
        said = _in_line("mrow", self._open[0][1]).strip()
        if not said:
            return ""
        return APART + (OMITTED if self._open[0][0] == "svg" or OMITTED in said else said) + APART


class _Drawing:
    """A formula that is drawn: what the MathML in it says, if there is any."""

    def __init__(self, name: str) -> None:
        self._depth = int(name not in VOID)
        self._formula: Formula | None = None
        self.said = ""

    def ends_with(self, token: Token) -> bool:
        """Take a token; whether the drawing ends with it."""
        if self._formula:
            if self._formula.ends_with(token):
                self.said, self._formula = self.said + self._formula.text(), None
        elif token.name == "math" and not token.closing:
            self._formula = Formula("math")
        elif token.name not in VOID:
            self._depth += -1 if token.closing else 1
        return not self._depth or not token.name


def _in_line(name: str, parts: list[str]) -> str:
    """An element of MathML by its name and the texts of what is in it."""
    if name in _JOINED and len(parts) == _JOINED_PARTS:
        return _JOINED[name](*parts)
    if name == "semantics" or not parts:
        return next(filter(None, parts), "")
    if name in _ROWS:
        return _SIDE_BY_SIDE.sub(" ", APART.join(parts)).replace(APART, "")
    return f" {' '.join(parts)} " if name == "mtext" else OMITTED


def _grouped(text: str) -> str:
    return text if text.isalnum() else f"({text})"


def superscript(text: str) -> str:
    """A power in raised characters; behind ^ where there are none for it."""
    return text.translate(_SUPERSCRIPTS) if re.fullmatch(r"[\d+\-−–()n]+", text, re.ASCII) else f"^{_grouped(text)}"


def subscript(text: str) -> str:
    """An index in lowered characters; behind _ where there are none for it."""
    return text.translate(_SUBSCRIPTS) if re.fullmatch(r"[\d+\-−–()]+", text, re.ASCII) else f"_{_grouped(text)}"


_JOINED: Mapping[str, Callable[[str, str], str]] = {
    "msup": lambda base, power: base + superscript(power),
    "msub": lambda base, index: base + subscript(index),
    "mfrac": lambda above, below: f"{_grouped(above)}/{_grouped(below)}",
}
