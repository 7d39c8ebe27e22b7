"""Who and what a text names: the gazetteer's names with the versions of models, and strangers told by what
they are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.model.vocabulary import Kind, Name
from generator.text.introductions import introductions
from generator.text.names import LETTER, NameFinder
from generator.text.strangers import strangers
from generator.text.words import CJK, letters

_END = f"(?![{LETTER}0-9])"
#: A number that counts something is no version: Gemini 3 million users, 豆包 2 亿用户.
_COUNTED = (
    r"(?!\s?(?:%|percent\b|million\b|billion\b|trillion\b|times\b|users?\b|people\b|years?\b|months?\b|weeks?\b|days?\b"
    r"|hours?\b|minutes?\b|[万亿个款次天年月日倍家人名种小分元台项条岁]))"
)
_NUMBER = rf"[vV]?[0-9]{{1,2}}(?:\.[0-9]{{1,3}}){{0,2}}[oOnvV]?{_END}(?!\.[0-9]){_COUNTED}"
_SIZE = rf"[0-9]{{1,4}}(?:\.[0-9]{{1,2}})?[bBT](?:-[aA][0-9.]{{1,4}}[bB])?{_END}"
_VARIANT = (
    "(?:[Mm]ax|[Mm]ini|[Nn]ano|[Ff]lash|[Ll]ite|[Ll]ight|[Tt]urbo|[Cc]oder|[Oo]mni|[Cc]odex|[Ii]nstant|Pro|pro|Ultra|Plus"
    f"|Air|Large|Medium|Small|Opus|Sonnet|Haiku|Thinking|Vision|VL|Heavy|Fast){_END}"
)
_RELEASE = rf"[0-9]{{4}}{_END}"
_VERSION = re.compile(rf"[-\s]?(?:{_NUMBER}|{_SIZE})(?:[-\s](?:{_VARIANT}|{_SIZE})|-{_RELEASE})*")
_BEFORE_NUMBER = re.compile(r"(?<=[a-z])[- ](?=\d)")
_IS_SIZE = re.compile(_SIZE)
#: What hyphens and spaces divide, save the active parameters of a size: 235B-A22B.
_PART = re.compile(rf"{_SIZE}|[^-\s]+")
_LATIN = r"[A-Z][\w&.-]{0,40}(?: [A-Z][\w&.-]{0,40}){0,3}"
#: 竹林智能（Bamboo AI）, "Bamboo AI (竹林智能)": one name behind the other, in the other script.
_GLOSS = re.compile(
    rf"(?P<name>[{CJK}]{{2,12}}) ?[（(](?P<latin>{_LATIN})[）)]"
    rf"|(?<![\w&.-])(?P<written>{_LATIN}) ?[（(](?P<chinese>[{CJK}]{{2,12}})[）)]"
)


@dataclass(frozen=True)
class Entity:
    """One mention."""

    name: str
    """As the gazetteer writes it, a model with its version: Claude Opus 5, GPT-5.6, Qwen3.8-Max."""
    kind: Kind
    start: int
    end: int


class EntityFinder:
    """Finds entities: more than `NameFinder`, and slower; for what an item is about."""

    def __init__(self, names: Iterable[Name]) -> None:
        self._names = NameFinder(names)

    def find(self, text: str) -> list[Entity]:
        """Every mention in order, none within another; of a listed name and a pattern the listed name.

        Who or what is introduced is found wherever the text names them, people by their family name too.
        """
        return self.find_all([text])[0]

    def find_all(self, texts: Sequence[str], companies: Iterable[str] = ()) -> list[list[Entity]]:
        """The same for each of several texts: who is introduced in one is known in all, and so are these companies."""
        strange = _introduced("\n".join(texts), companies)
        return [self._found(text, strange) for text in texts]

    def _found(self, text: str, strange: NameFinder) -> list[Entity]:
        listed = [_with_version(text, *span) for span in self._names.spans(text)]
        others = [Entity(name.name, name.kind, start, end) for name, start, end in strange.spans(text)]
        unlisted = [other for other in others if not any(_is_part(other, entity) for entity in listed)]
        return sorted([*listed, *unlisted], key=lambda entity: entity.start)


def _introduced(text: str, companies: Iterable[str] = ()) -> NameFinder:
    """Finds the strangers of a text, a company by its longest name: Lumen Labs, also where it is called Lumen."""
    kinds: dict[str, Kind] = dict.fromkeys(companies, "company")
    told = [*strangers(text), *((name, kind) for name, kind, _ in introductions(text))]
    for (name, kind), _ in Counter(told).most_common():
        kinds.setdefault(name, kind)
    spelled: dict[str, str] = {}  # Zephyr-2 and Zephyr2 are the Zephyr 2 that most write
    others = {name: first for name in kinds if (first := spelled.setdefault(letters(name), name)) != name}
    shorter = others | {name: longer for name in kinds if name not in others and (longer := _longer(name, kinds))}
    for gloss, name in [*_glosses(text, kinds)]:
        shorter.setdefault(gloss, shorter.get(name, name))
        kinds.setdefault(name, "company")
    names = (
        Name(
            name=name,
            kind=kind,
            aliases=(*_short(name, kind), *_respelled(name), *(it for it, longer in shorter.items() if longer == name)),
        )
        for name, kind in kinds.items()
        if name not in shorter
    )
    return NameFinder(names)


def _glosses(text: str, kinds: Mapping[str, Kind]) -> Iterator[tuple[str, str]]:
    """The other name of each company that a text writes in two scripts, and the one that it is told by: the Latin one
    where that stands by itself somewhere."""
    for match in _GLOSS.finditer(text):
        chinese, latin = match["name"] or match["chinese"], match["latin"] or match["written"]
        known = [
            name for name, kind in kinds.items() if kind == "company" and (name == latin or chinese.endswith(name))
        ]
        if known and kinds.get(latin, "company") == "company":
            chinese = next((name for name in known if name != latin), chinese)
            yield (chinese, latin) if text.count(latin) > 1 else (latin, chinese)


def _longer(name: str, kinds: Mapping[str, Kind]) -> str | None:
    """The one company whose name begins with this company's."""
    longer = [
        other for other, kind in kinds.items() if kind == kinds[name] == "company" and other.startswith(f"{name} ")
    ]
    return max(longer, key=len, default=None)


def _short(name: str, kind: Kind) -> tuple[str, ...]:
    """The family name, by which a report calls a person once introduced."""
    *given, family = name.split()
    return (family,) if given and kind == "person" else ()


def _respelled(name: str) -> Iterator[str]:
    """The same before its number with a hyphen, a space and nothing between: Tarn 2, Tarn-2, Tarn2."""
    return (_BEFORE_NUMBER.sub(joint, name) for joint in ("-", " ", "") if _BEFORE_NUMBER.search(name))


def _with_version(text: str, name: Name, start: int, end: int) -> Entity:
    match = _VERSION.match(text, end) if name.kind == "model" else None
    if match is None:
        return Entity(name.name, name.kind, start, end)
    between = name.joint or "-"
    first, *more = _parts(match)
    joint = between if first[-1] in "BT" else name.joint
    return Entity(between.join([f"{name.name}{joint}{first}", *more]), name.kind, start, match.end())


def _parts(match: re.Match[str]) -> Iterator[str]:
    """The number and what follows it, each as most write it: 3.8, Max, 70B."""
    for part in _PART.findall(match[0]):
        yield part.upper() if _IS_SIZE.fullmatch(part) else part[0].upper() + part[1:]


def _is_part(stranger: Entity, listed: Entity) -> bool:
    """Whether they overlap, or the stranger goes on a listed model's name: the Rosalind of GPT-Rosalind."""
    goes_on = stranger.start == listed.end + 1 and stranger.kind == listed.kind == "model"
    return goes_on or (stranger.start < listed.end and listed.start < stranger.end)
