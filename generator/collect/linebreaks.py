"""Line breaks within a paragraph: which of them end a line, and which only wrap a sentence."""

from __future__ import annotations

import re

from generator.collect.boilerplate import is_boilerplate
from generator.collect.marks import BREAK, QUOTED
from generator.collect.notation import spelled_out, with_quotations

#: A line of a list, or a label.
_ITEM = re.compile(
    r"(?:[•·●▪■◦‣∙►▶✓✔★*+–—-]|[\U0001F000-\U0001FAFF]|\(?(?:\d{1,2}|[a-zA-Z])[.)]\s|[（(]?[\d一二三四五六七八九十]{1,3}[、）)]"
    r"|\w[\w’'-]*(?: [\w’'-]+){0,3}:\s)"
)
_ENDED = re.compile(r"[.!?…。！？:：;；][\"'”’»」』）)\]]*$")
_CONTINUING = ",;.!?)]，。；！？）、%"
_LAST_WORD = re.compile(r"(?<![^\W\d_])[^\W\d_]+$")
#: Words that no line ends with unless its sentence goes on.
_LEADING_ON = frozenset(
    "that the a an of to in on at for from with by and or nor but not no is are was were be been has have had will"
    " would can could should may might must its his her their our this these those than as if whether because while"
    " which who whose into about against under over between said says denied denies der die das den dem ein eine und"
    " oder nicht dass le la les de des du un une et ou que qui pas el los las del y o no que en".split()
)
_NEAR = 40
"""Characters at the end of a line that tell whether it is over."""


def line_break(before: str, after: str) -> str:
    """What a line break between two lines of a paragraph becomes: a newline where a line ends, a space where a sentence
    goes on, and " / " where it may be either, so that no sentence is cut and no heading becomes part of one."""
    before, after = before.replace(QUOTED, "").rstrip(), after.replace(QUOTED, "").lstrip()
    if not before or not after or _ITEM.match(after) or is_boilerplate(before) or is_boilerplate(after):
        return "\n"
    if after[0].islower() or after[0] in _CONTINUING:
        return " "
    if _ENDED.search(before, len(before) - _NEAR) or _ITEM.match(before):
        return "\n"
    last = _LAST_WORD.search(before, len(before) - _NEAR)
    return " " if before[-1] in ",，、(（[–—-&/" or (last and last[0].lower() in _LEADING_ON) else " / "


def lines_of(text: str) -> list[str]:
    """The paragraphs of a text that trafilatura made, spelled out."""
    lines: list[str] = []
    before, is_broken = "", False
    for raw in text.replace(BREAK, BREAK + "\n").split("\n"):
        line = spelled_out(raw.replace(BREAK, ""))
        if is_broken and lines and (between := line_break(before, line)) != "\n":
            lines[-1] += between + line.removeprefix(QUOTED)
        elif line:
            lines.append(line)
        before = line
        is_broken = BREAK in raw or (is_broken and not raw.strip())
    return with_quotations(lines)
