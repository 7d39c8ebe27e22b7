"""Offices of people: a chief executive of a claim who is another officer in the sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.grounding.reading import Reading

#: Each office in English, German and Chinese. "Boss" and "head" are none: they may be said of any of them.
_OFFICES = {
    "chief executive": (
        r"\bchief executive\b|\bCEOs?\b|\b(?:Firmen|Konzern|Vorstands|Unternehmens)chef(?:in)?\b"
        r"|\bVorstandsvorsitzende[nr]?\b"
        "|首席执行官|行政总裁"
    ),
    "finance": (
        r"\bchief financ\w+\b|\bfinance chief\b|\bCFOs?\b|\bFinanz(?:chef(?:in)?|vorst[aä]nd\w*)\b"
        "|首席财务官|财务总监"
    ),
    "investment": r"\bchief investment officer\b|首席投资官",
    "technology": r"\bchief techn\w+\b|\bCTOs?\b|\bTech(?:nik|nologie)?chef(?:in)?\b|首席技术官|技术总监",
    "operations": r"\bchief operat\w+\b|\bCOOs?\b|\bBetriebschef(?:in)?\b|首席运营官",
    "science": r"\bchief scien\w+\b|\bChefwissenschaftler(?:in)?\b|首席科学家",
    "chair": r"\b(?<!vice )chair(?:man|woman|person)?\b|\bAufsichtsratschef(?:in)?\b|(?<!副)董事长",
    "president": r"\bpresident\b",
    "managing director": r"\bmanaging director\b|\bgeneral manager\b|总经理",
    "minister": r"\bministers?\b|\bMinister(?:in)?\b|部长",
    "director general": r"\bdirector[- ]general\b|\bGeneraldirektor(?:in)?\b|总干事",
    "vice president": r"\bvice[ -]president\b|副总裁",
    "founder": r"\b(?:co-?)?found(?:ers?|ed)\b|\b(?:Mit)?[Gg]ründe(?:r(?:in)?|te)\b|gegründet|创始人|创立|创办",
    "spokesperson": r"\bspokes(?:man|woman|person)\b|\b(?:Presse)?[Ss]precher(?:in)?\b|发言人",
}
_OFFICE = re.compile("|".join(f"(?P<{kind.replace(' ', '_')}>{words})" for kind, words in _OFFICES.items()), re.I)


#: A name with a title before it: words with capitals in a row.
_TITLED = re.compile(r"[A-Z][\w'’-]{0,40}(?: [A-Z][\w'’-]{0,40}){2,6}")


def misplaced(claim: Reading, cited: Sequence[Reading]) -> Iterator[str]:
    """In words, an office of the claim that nobody has in the sentences, where somebody has another there; and one that
    somebody else has."""
    yield from _of_another(claim, cited)
    ours = _offices(claim.text)
    texts = [text for reading in cited if ours for text in (reading.text, reading.context)]
    theirs = {kind: written for text in texts for kind, written in _offices(text).items()}
    for kind, written in ours.items():
        if theirs and kind not in theirs:
            yield f"the sentences cited say “{next(iter(theirs.values()))}”, the claim “{written}”"


def _of_another(claim: Reading, cited: Sequence[Reading]) -> Iterator[str]:
    """A title that stands before another name in the sentences, as another does before that name."""
    theirs = [found[0] for reading in cited for found in _TITLED.finditer(reading.text)]
    for found in _TITLED.finditer(claim.text):
        words = found[0].split()
        is_told = any(found[0] in other for other in theirs)
        for size in range(1, len(words)) if not is_told else ():
            title, name = " ".join(words[:size]), " ".join(words[size:])
            others = [other for other in theirs if other.startswith(f"{title} ")]
            if others and any(other.endswith(f" {name}") for other in theirs):
                yield f"the sentence cited has “{others[0]}”, the claim “{found[0]}”"
                break


def _offices(text: str) -> dict[str, str]:
    """The offices a text names, with how each is written."""
    return {match.lastgroup or "": match[0] for match in _OFFICE.finditer(text)}
