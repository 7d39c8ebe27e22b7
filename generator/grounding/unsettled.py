"""What is not settled in the sentences, being tried, asked for or undecided, and is settled in a claim."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.grounding.certainty import PRESENT, is_past
from generator.grounding.reading import Reading
from generator.grounding.wording import Token

_I = re.IGNORECASE
#: What is shown to a few first, and words by which something is there for all.
_TRIAL = re.compile(
    r"\b(?:test(?:s|ed|ing|ers?)?|pilot(?:s|ed|ing)?|trials?|early access|betas?|previews?|wait(?:ing )?lists?)\b", _I
)
_RELEASED = re.compile(
    r"\b(?:releas(?:es|ed)|launch(?:es|ed)|ships|shipped|roll(?:s|ed) out|publish(?:es|ed)"
    r"|deploy(?:s|ed)|adopt(?:s|ed)|(?:is|are) (?:\w+ )?available)\b",
    _I,
)
_OUT = re.compile(
    r"\b(?:releas|launch|ship(?:s|p|\b)|roll\w* out|publish|availab|introduc|unveil|debut|out now|download|weights"
    r"|presented|shown|deploy|adopt|open\w* (?:\S+ ){1,3}to (?:all|every|the public))",
    _I,
)
#: What may be asked for is not had yet.
_ASK = r"(?:apply|request|ask|register|sign up|join (?:an? |the )?wait\w*)"
_MAY_ASK = re.compile(rf"\b(?:can|may|could|able to) (?:now |also )?{_ASK}\b", _I)
_MAY = re.compile(rf"\b(?:can|may|able to) (?:now |also )?(?!{_ASK})\w+|\b(?:gets?|ha[sv]e?) access\b", _I)
_ASKING = re.compile(r"\b(?:appl|request|ask|regist|sign|wait|invit)", _I)
#: What is open, up to the end of its clause, and what tells in a claim that it is.
_WHETHER = re.compile(r"(?:(?<!, )\bwhether\b(?! or not)|是否)(?P<open>[^,;:.()，。；：（）]+)", _I)
_OPEN = re.compile(
    r"\b(?:whether|if|may|might|could|would|should|decid\w*|decision|unclear|unknown|questions?|know\w*|consider\w*"
    r"|ask\w*|examin\w*|review\w*|investigat\w*|prob(?:es?|ing)|check\w*|stud(?:y|ies|ied)|test\w*|alleg\w*|accus\w*"
    r"|suspect\w*|doubt\w*|not|no|never)\b"
    "|是否|能否|若|如果|可能|或|尚|未|不|考虑|研究|审查|评估|调查",
    _I,
)
#: A duty, none that only could or would be one; and what there could be.
_MUST = re.compile(r"\b(?:must|ha(?:s|ve) to|(?:is|are) (?:required|obliged|forced) to)\s+(?:not\s+)?(?P<verb>\w+)", _I)
_DUTY = re.compile(
    r"(?<!could )(?<!might )(?<!may )(?<!could be )(?<!might be )(?<!may be )(?<!would be )"
    r"\b(?:must|shall|ha(?:s|ve|d) to|need(?:s|ed)?|requir\w*|oblig\w*|order(?:s|ed)?|mandat\w*|forced|told|until"
    r"|deadline)\b",
    _I,
)
_COULD = re.compile(r"\b(?:could|might|may|would)\b(?P<rest>(?:\s+\w+){1,6})", _I)
_PROPOSED = re.compile(r"\b(?:would|could|might|may|if|bill|proposal|draft|under)\b", _I)
#: What was meant or said once and is over.
_HAD_ONCE = re.compile(r"\bhad (?:still|once|initially|originally|at first) (?P<verb>\w+)", _I)
_ONCE = re.compile(
    r"\b(?:had|still|once|initially\w*|original\w*|at first|earlier|previously|before|until|last|in)\b", _I
)


def unsettled(claim: Reading, native: Sequence[Reading]) -> Iterator[str]:
    """In words, what a claim tells as decided, and in English as done, had, due or still so, that its sentences leave
    open."""
    if claim.language in ("en", "zh"):
        yield from _decided(claim, native)
    if claim.language == "en":
        yield from _had(claim, native)
        yield from _due(claim, native)
        yield from _still(claim, native)


def _had(claim: Reading, native: Sequence[Reading]) -> Iterator[str]:
    """Something released that is only tested, or that can be used where it can only be applied for."""
    for less, more, kept, said in ((_TRIAL, _RELEASED, _TRIAL, _OUT), (_MAY_ASK, _MAY, _ASKING, _MAY)):
        only = next((found for reading in native if (found := less.search(reading.text))), None)
        told = more.search(claim.text)
        if told and only and not kept.search(claim.text) and not any(said.search(r.text) for r in native):
            yield f"the sentence cited only says “{only[0]}”, the claim “{told[0]}”"


def _decided(claim: Reading, native: Sequence[Reading]) -> Iterator[str]:
    """An answer to what is asked after "whether" in the sentences."""
    if _OPEN.search(claim.text):
        return
    for reading in native:
        for found in _WHETHER.finditer(reading.text):
            inside = {token.term for token in reading.landmarks if _is_within(token, found.span("open"))}
            inside -= {token.term for token in reading.named}
            told = [token for token in claim.tokens if token.term in inside and not _stands_elsewhere(token, native)]
            if len(told) > 1 or any(_is_told(claim, token) for token in told):
                yield f"the sentence cited leaves it open: “{found[0].strip()}”"


def _stands_elsewhere(token: Token, native: Sequence[Reading]) -> bool:
    """Whether a sentence has a word outside what it leaves open."""
    return any(
        not any(_is_within(other, found.span("open")) for found in _WHETHER.finditer(reading.text))
        for reading in native
        for other in reading.of_term(token.term)
    )


def _is_within(token: Token, span: tuple[int, int]) -> bool:
    return span[0] <= token.start < span[1]


def _is_told(claim: Reading, token: Token) -> bool:
    """Whether a word stands as a verb that tells a fact."""
    form = claim.written(token)
    return form.islower() and (is_past(form) or PRESENT.search(form) is not None)


def _due(claim: Reading, native: Sequence[Reading]) -> Iterator[str]:
    """What must be done where it only could or would have to be."""
    told = _MUST.search(claim.text)
    if not told or _PROPOSED.search(claim.text) or any(_DUTY.search(reading.text) for reading in native):
        return
    verb = told["verb"].lower()
    for reading in native:
        for found in _COULD.finditer(reading.text):
            if verb in found["rest"].lower().split():
                yield f"the sentence cited only says “{found[0]}”, the claim “{told[0]}”"


def _still(claim: Reading, native: Sequence[Reading]) -> Iterator[str]:
    """What somebody had still said once, told as what they say."""
    for reading in native:
        for found in _HAD_ONCE.finditer(reading.text):
            if found["verb"].lower() in claim.folded.split() and not _ONCE.search(claim.text) and not claim.periods:
                yield f"in the sentence cited it is no longer so: “{found[0]}”"
