"""YAML text to validated values and back; every fault of a document told with its line.

Knows text only: who reads and writes the files is in the rooms above.
"""

from __future__ import annotations

import difflib
import re
import types
import typing
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from importlib import resources
from math import inf
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, TypeAdapter, ValidationError
from yaml.reader import Reader, ReaderError

from generator.model import base, week
from generator.model.base import instant_text
from generator.model.errors import Fault, InvalidContent

try:
    from yaml import CSafeDumper as _BaseDumper
    from yaml import CSafeLoader as _BaseLoader
except ImportError:  # PyYAML without libyaml: ten times slower, the same result
    from yaml import SafeDumper as _BaseDumper  # type: ignore[assignment]
    from yaml import SafeLoader as _BaseLoader  # type: ignore[assignment]

#: Deeper than any document of ours. The C library recurses: some ten thousand levels would end the process.
DEEPEST = 100
#: More than any configuration has, written out.
MOST_VALUES = 100_000
#: A text with fewer brackets and shorter lines than this cannot be nested dangerously: each level takes one of them.
_HARMLESS = 2000
#: Python refuses to print integers of more than 4300 digits; no number of ours needs more than these.
_LARGEST_BITS = 64
_TOO_LARGE = "the number is too large"
_TEXT, _INTEGER, _MAPPING, _SEQUENCE, _MERGE = (
    f"tag:yaml.org,2002:{kind}" for kind in ("str", "int", "map", "seq", "merge")
)
_CONFLICT = ("<<<<<<< ", ">>>>>>> ")
T = TypeVar("T")
Path = tuple[str | int, ...]


class _Loader(_BaseLoader):
    """Safe loader that refuses what would be lost or multiplied: double keys, aliases, merge keys.

    It walks the nodes itself, which are texts, lists and mappings but for a few: PyYAML's way through each of them
    took a sixth of the time of reading an archive.
    """

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._text = text

    def construct_document(self, node: yaml.Node) -> Any:
        self._seen = set[yaml.Node]()
        return self._value(node)

    def _value(self, node: yaml.Node) -> Any:
        if node in self._seen:
            mark = _first_alias(self._text)  # the node's own is where its anchor stands
            raise _refusal("aliases (*name) are not supported; write the value out", mark)
        self._seen.add(node)
        if isinstance(node, yaml.MappingNode) and node.tag == _MAPPING:
            return self._mapping(node)
        if isinstance(node, yaml.SequenceNode) and node.tag == _SEQUENCE:
            return [self._value(entry) for entry in node.value]
        if not isinstance(node, yaml.ScalarNode):
            raise _refusal(f"the tag {node.tag!r} is unknown", node.start_mark)
        if node.tag == _TEXT:
            return node.value
        try:
            value = self.construct_object(node)
        except ValueError as error:  # 2026-02-31
            problem = f"{node.value[:40]} is no possible value: {error}"
            if node.tag == _INTEGER and len(node.value) > _LARGEST_BITS:
                problem = _TOO_LARGE  # Python's own words are advice for programmers
            raise _refusal(problem, node.start_mark) from error
        if isinstance(value, int) and value.bit_length() > _LARGEST_BITS:
            raise _refusal(_TOO_LARGE, node.start_mark)
        return value

    def _mapping(self, node: yaml.MappingNode) -> dict[str, Any]:
        mapping: dict[str, Any] = {}
        for key_node, value_node in node.value:
            if key_node.tag == _MERGE:
                raise _refusal("merge keys (<<) are not supported; write the keys out", key_node.start_mark)
            key = self._value(key_node)
            if not isinstance(key, str):
                raise _refusal(f"the key {key!r} must be text; put it in quotes", key_node.start_mark)
            if key in mapping:
                raise _refusal(f"the key {key!r} stands twice: take one out", key_node.start_mark)
            mapping[key] = self._value(value_node)
        return mapping


def _refusal(problem: str, mark: Any) -> yaml.YAMLError:
    """The error that a document is refused with; mark: where in it."""
    return yaml.constructor.ConstructorError(None, None, problem, mark)


def _first_alias(text: str) -> Any:
    events = yaml.parse(text, Loader=_BaseLoader)
    return next((event.start_mark for event in events if isinstance(event, yaml.AliasEvent)), None)


class _Dumper(_BaseDumper):
    """Safe dumper: times as 2026-06-15T16:00:00Z, no aliases."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002
        return True


_Dumper.add_representer(
    datetime, lambda dumper, moment: dumper.represent_scalar("tag:yaml.org,2002:timestamp", instant_text(moment))
)


def _represent_sequence(dumper: Any, values: Iterable[Any]) -> yaml.Node:
    """Short lists of words on one line, everything else a line each."""
    entries = list(values)
    is_short = all(isinstance(entry, str) for entry in entries) and sum(map(len, entries)) < 70
    node: yaml.Node = dumper.represent_sequence("tag:yaml.org,2002:seq", entries, flow_style=is_short)
    return node


_Dumper.add_representer(tuple, _represent_sequence)
_Dumper.add_representer(list, _represent_sequence)


def dump(value: BaseModel | Iterable[BaseModel]) -> str:
    """YAML of a value, or of a list of values; fields at their default are left out."""
    if isinstance(value, BaseModel):
        data: Any = value.model_dump(exclude_defaults=True)
    else:
        data = [entry.model_dump(exclude_defaults=True) for entry in value]
    return yaml.dump(data, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=110)


def load(text: str, file: str, first_line: int = 1) -> Any:
    """Plain data of a YAML text.

    file: its name for messages; first_line: line of the file on which `text` begins.
    Raises InvalidContent with the line where it is no YAML, has double keys, aliases or tags, is nested too deeply, or
    has an unresolved merge conflict.
    """
    refuse_conflict(text, file, first_line)
    try:
        refuse_depth(text)
        return yaml.load(text, Loader=_Loader)  # noqa: S506 (a subclass of the safe loader)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise InvalidContent([_syntax_fault(error, text, file, first_line)]) from error


def refuse_conflict(text: str, file: str, first_line: int = 1) -> None:
    """Raises InvalidContent with the line where git has left the marks of a merge that nobody resolved."""
    for number, line in enumerate(text.splitlines(), first_line):
        if line.startswith(_CONFLICT):
            remedy = "choose one side and delete the markers"
            raise InvalidContent([Fault(file, number, "", "has an unresolved merge conflict", remedy)])


def refuse_multiplied(value: Any, text: str, file: str) -> None:
    """Raises InvalidContent where aliases make a value, loaded from `text`, so large that whoever goes through it does
    not come to an end: "a billion laughs", or one that holds itself."""
    if _written_out(value, {}) <= MOST_VALUES:
        return
    mark = _first_alias(text)
    problem = f"its aliases (*name) stand for more than {MOST_VALUES:,} values, or one holds itself"
    raise InvalidContent([Fault(file, mark.line + 1 if mark else 0, "", problem, "write out what is meant")])


def _written_out(value: Any, known: dict[int, float]) -> float:
    """How many values there are where each alias is written out; known: of lists and mappings met before, by id."""
    if not isinstance(value, dict | list):
        return 1
    if id(value) not in known:
        known[id(value)] = inf  # until it is known: what holds itself has no end
        entries = [*value, *value.values()] if isinstance(value, dict) else value
        known[id(value)] = 1 + sum(_written_out(entry, known) for entry in entries)
    return known[id(value)]


def refuse_depth(text: str) -> None:
    """Raises YAMLError where a text is nested deeper than DEEPEST; told from its events, which take no stack."""
    if text.count("[") + text.count("{") + max(map(len, text.splitlines()), default=0) < _HARMLESS:
        return
    depth = 0
    try:
        for event in yaml.parse(text, Loader=_BaseLoader):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > DEEPEST:
                raise _too_deep(event.start_mark)
    except yaml.MarkedYAMLError as error:
        if "nesting depth" in (error.problem or ""):  # the reader looks ahead, and from 6.0.4 on has a bound of its own
            raise _too_deep(error.problem_mark) from error
        raise


def _too_deep(mark: Any) -> yaml.MarkedYAMLError:
    return yaml.MarkedYAMLError(problem=f"nested more than {DEEPEST} deep", problem_mark=mark)


def read(kind: type[T], text: str, file: str, first_line: int = 1) -> T:
    """The validated value of a YAML text; raises InvalidContent with all its faults.

    kind: a model, or a type such as `tuple[Source, ...]`, of which an empty text is the empty one.
    """
    data = load(text, file, first_line)
    if data is None and typing.get_origin(kind) is tuple:
        data = ()
    return validate(kind, data, text, file, first_line)


def packaged(kind: type[T], package: str, name: str) -> T:
    """The value of a YAML file that lies beside a package's modules."""
    return read(kind, resources.files(package).joinpath(name).read_text("utf-8"), name)


def validate(kind: type[T], data: Any, text: str, file: str, first_line: int = 1, within: Path = ()) -> T:
    """`data`, loaded from `text`, as a value of `kind`.

    within: where in the document `data` stands, for the lines of messages.
    """
    try:
        return TypeAdapter(kind).validate_python(data)
    except ValidationError as error:
        lines, details = _lines_of(text), _causes(error.errors(include_url=False))
        raise InvalidContent(_fault(detail, kind, lines, within, file, first_line) for detail in details) from error


def _causes(details: Sequence[Any]) -> Iterator[Any]:
    """Without lists that are too short only for entries that are wrong."""
    within = {detail["loc"][:depth] for detail in details for depth in range(len(detail["loc"]))}
    return (detail for detail in details if detail["type"] != "too_short" or detail["loc"] not in within)


def paths_of(text: str) -> tuple[Path, ...]:
    """Where the values of a document stand, in its order; unknown tags are no obstacle."""
    return tuple(_lines_of(text))


def repeated(text: str) -> Iterator[tuple[str, int]]:
    """Keys that stand twice in one mapping, dotted, with the line of the later one, counted from 1; the last counts."""
    lines: dict[Path, int] = {}
    for path, line in _walked(text):
        if path and lines.setdefault(path, line) != line:
            yield ".".join(map(str, path)), line + 1


def line_of(text: str, key: str, first_line: int = 1) -> int:
    """The line on which the value at a dotted path stands, or what it is part of.

    first_line: line of the file on which `text` begins.
    """
    return _nearest_line(_lines_of(text), _path_of(key)) + first_line


def _path_of(key: str) -> Path:
    return tuple(int(part) if part.isdecimal() else part for part in key.split("."))


#: Problems that say themselves what to do.
_PLAIN = ("aliases", "merge keys", "twice", "must be text", "nested", "too large", "no possible value")


#: What to do about problems that are not of indentation or of signs.
_SYNTAX_REMEDIES = {
    "end of stream while scanning a quoted": "close the quotation mark",
    "escape character": "put the text in single quotes, or write two backslashes for one",
    "did not find expected": "begin what belongs together in one column; quote texts with quotation marks or ': '",
    "control characters": "take the character out",
}


def _syntax_fault(error: Exception, text: str, file: str, first_line: int) -> Fault:
    problem = str(getattr(error, "problem", None) or str(error).splitlines()[0])
    context = getattr(error, "context", None)
    is_of_quotes = context == "while scanning a quoted scalar"  # noticed at the end, amiss where they open
    mark = getattr(error, "context_mark" if is_of_quotes else "problem_mark", None)
    number = mark.line if mark else _line_of_unseen(text) if isinstance(error, ReaderError) else 0
    told = f"{problem} {context}" if context else problem
    indented_by_tab = re.match(r"[ -]*\t", "".join(text.splitlines()[number : number + 1]))
    remedy = "indent with spaces, not tabs" if indented_by_tab else "values with ': ' or a leading sign need quotes"
    remedy = next((better for words, better in _SYNTAX_REMEDIES.items() if words in told), remedy)
    if any(own in told for own in _PLAIN):
        remedy = ""
    return Fault(file, number + first_line, "", f"is not valid YAML: {told}", remedy)


def _line_of_unseen(text: str) -> int:
    """The line, counted from 0, of the first character that YAML does not allow: its reader names a byte only."""
    unseen = Reader.NON_PRINTABLE.search(text)
    return text.count("\n", 0, unseen.start()) if unseen else 0


@lru_cache(maxsize=1)
def _lines_of(text: str) -> Mapping[Path, int]:
    """The line of each value, counted from 0; remembered, because a document with one fault has others."""
    return dict(_walked(text))


def _walked(text: str) -> list[tuple[Path, int]]:
    """Each value's place and line, in order; none of a text that is JSON only and no YAML (surrogates as \\ud83d)."""
    try:
        node = yaml.compose(text, Loader=_BaseLoader)
    except yaml.YAMLError:
        return []
    lines: list[tuple[Path, int]] = []
    seen = set[yaml.Node | None]()

    def walk(node: yaml.Node | None, path: Path, line: int) -> None:
        lines.append((path, line))
        if node in seen:  # an alias: its values stand where the anchor does, and may be a billion
            return
        seen.add(node)
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                walk(value, (*path, str(key.value)), key.start_mark.line)
        elif isinstance(node, yaml.SequenceNode):
            for number, value in enumerate(node.value):
                walk(value, (*path, number), value.start_mark.line)

    walk(node, (), node.start_mark.line if node else 0)
    return lines


def _nearest_line(lines: Mapping[Path, int], path: Path) -> int:
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path, 0)


_A_TIME = "a time like 2026-06-15T16:00:00Z"
_FORMS = {**base.FORMS, **week.FORMS}
#: A user name and a password in an address, which no message repeats.
_CREDENTIALS = re.compile(r"//\S*@")
_LONGEST_SHOWN = 2000
"""Characters of a wrong value that are looked through for credentials; fewer are shown."""


def _fault(detail: Any, kind: Any, lines: Mapping[Path, int], within: Path, file: str, first_line: int) -> Fault:
    path: Path = tuple(detail["loc"])
    document_path = (*within, *path)
    problem = _in_plain_words(str(detail["msg"]))
    told = (*document_path, *_path_of(problem.split(" ")[0]))  # model-level validators start with the field's path
    line = _nearest_line(lines, told if told in lines else document_path) + first_line
    remedy = ""
    if detail["type"] == "invalid_key":
        problem, remedy = "is a key that is no text", "write the name of an option"
    elif detail["type"] == "extra_forbidden":
        problem = "is not a known key"
        known = _keys_at(kind, path[:-1])
        near = difflib.get_close_matches(str(path[-1]), known, n=1)
        remedy = f"did you mean {near[0]!r}?" if near else f"known keys: {', '.join(known)}"
    elif detail["type"] == "missing":
        problem = "is missing"
    elif detail["input"] is None and detail["type"].endswith("_type"):
        problem, remedy = "says nothing", "give it a value, or take the key out"
    elif detail["type"] == "too_long" and isinstance(detail["input"], str):
        problem = problem.replace(" items", " characters")
    elif isinstance(detail["input"], str | int | float):
        problem += f", not {_CREDENTIALS.sub('//…@', str(detail['input'])[:_LONGEST_SHOWN])[:80]!r}"
        form = _A_TIME if detail["type"].startswith("datetime") else _FORMS.get(detail.get("ctx", {}).get("pattern"))
        remedy = f"write {form}" if form else ""
    return Fault(file, line, ".".join(map(str, document_path)), problem, remedy)


#: Pydantic's words for what YAML calls otherwise.
_WORDS = (
    ("Value error, ", ""),
    ("Input should be a valid tuple", "must be a list"),
    ("Input should be a valid string", "must be text; put it in quotes"),
    ("Input should be", "must be"),
    ("must be a valid boolean, unable to interpret input", "must be true or false"),
    ("must be a valid integer, unable to parse string as an integer", "must be a whole number"),
    ("must be a valid number, unable to parse string as a number", "must be a number"),
    (" after validation", ""),
    ("String should match pattern", "must match"),
    ("Tuple should have", "must have"),
    ("Value should have", "must have"),
    ("String should have", "must have"),
)


def _in_plain_words(message: str) -> str:
    for theirs, ours in _WORDS:
        message = message.replace(theirs, ours)
    return re.sub(r"must be a valid dictionary or instance of \w+", "must be keys with values", message)


def _keys_at(kind: Any, path: Path) -> list[str]:
    """Names of the fields that the type at `path` inside `kind` knows."""
    for part in path:
        kind = _step(kind, part)
    kind = _model_of(kind)
    return list(kind.model_fields) if kind else []


def _step(kind: Any, part: str | int) -> Any:
    model = _model_of(kind)
    if model and isinstance(part, str) and part in model.model_fields:
        return model.model_fields[part].annotation
    return kind  # a list's index or a mapping's key: the element's model is found inside the annotation


def _model_of(kind: Any) -> type[BaseModel] | None:
    if isinstance(kind, type) and not isinstance(kind, types.GenericAlias) and issubclass(kind, BaseModel):
        return kind
    return next(filter(None, map(_model_of, typing.get_args(kind))), None)
