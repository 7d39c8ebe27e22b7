"""Names that a text introduces by saying what they are: "Chattera, the companion chatbot company". No IO."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from generator.text.strangers import is_no_name

_WORD = r"[A-Z][\w’'&-]*\w"
_NAME = rf"(?P<name>{_WORD}(?: (?:{_WORD}|\d[\d.]*\b)){{0,2}})"
_THING = (
    r"(?:startup|start-up|company|firm|lab|laboratory|unicorn|provider|studio|maker|developer|business|non-?profit"
    r"|models?|family|chatbot|agents?|assistant|companion|platform|tool|app|system|product|service|framework|library"
    r"|benchmark|robot)"
)
#: "Chattera, the companion chatbot company", "Arbor is a framework of agents"
_AFTER = re.compile(
    rf"(?<![\w.’'&-]){_NAME}(?:, (?:an?|the|its|our)| is an?)"
    rf" (?P<what>[^,.;:()\n]{{0,90}}?\b{_THING}\b[^,.;:()\n]{{0,60}})"
)
#: "the AI startup Curio", "chatbot maker Curio"
_BEFORE = re.compile(rf"\b(?P<what>[A-Za-z-]+(?: [a-z-]+)? {_THING}) {_NAME}")


class Introduction(NamedTuple):
    """A name and what it is said to be."""

    name: str
    what: str


def introductions(text: str) -> Iterator[Introduction]:
    """Every introduction of a name; a word that is known to be none is passed over."""
    for pattern in (_AFTER, _BEFORE):
        for match in pattern.finditer(text):
            if not is_no_name(match["name"].split()[0]):
                yield Introduction(match["name"], match["what"])
