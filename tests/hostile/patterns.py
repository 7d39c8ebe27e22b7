"""Every regular expression of the package, and inputs that make a careless one slow: `python -m tests.hostile.patterns`.

A number behind it is how many inputs of each are tried at most.

Patterns are found by looking on while the package is imported, so in a process of its own, and by reading the source
for those that no line of that runs into. Inputs are made of a pattern's own pieces: what each repetition in it repeats, many
times over, behind what leads there and before what breaks the match.
"""

from __future__ import annotations

import ast
import importlib
import re
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from types import ModuleType
from typing import Any, NamedTuple

PACKAGE = Path(__file__).parents[2] / "generator"

_SAMPLES = {
    op.CATEGORY_DIGIT: "7", op.CATEGORY_NOT_DIGIT: "a", op.CATEGORY_SPACE: " ", op.CATEGORY_NOT_SPACE: "a",
    op.CATEGORY_WORD: "a", op.CATEGORY_NOT_WORD: "-",
}  # fmt: skip
MANY = 8_000
"""Characters of an input, which is compared with one of a quarter of it."""
#: How texts come to the patterns of a module, where that is not as they are.
_PREPARED: dict[str, Callable[[str], str]] = {
    "generator.collect.boilerplate": lambda text: text[:240],  # what is longer is not asked about
    "generator.model.yamltext": lambda text: text[:2000],  # likewise
    "generator.text.instructions": lambda text: " ".join(text.split()),
    "generator/site/assets.py": lambda _: "",  # our own style sheets
}
_MOST_GROWTH = 8.0
"""How many times longer four times the input may take: 4 is linear, 16 is quadratic."""
_NOTICED = 0.004
"""Seconds below which nothing is measured: a linear pass over 8,000 characters takes a tenth of it."""
_GIVEN_UP = 1.0


# what patterns there are


Pair = tuple[str, int]
"""A pattern and its flags."""
_AT_START = frozenset(["match", "fullmatch"])
_REPETITIONS = (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT)
_KEEPING = (op.POSSESSIVE_REPEAT, op.ATOMIC_GROUP)
"""What gives nothing back of what it took."""


class Use(NamedTuple):
    """A pattern, and how it is used."""

    pattern: str
    flags: int
    only_at_start: bool
    """It is asked for at one place alone, by match and fullmatch."""
    where: str


def uses() -> list[Use]:
    """Every pattern of the package, each once."""
    found: dict[Pair, str] = {}
    with _looking_on(found):
        modules = [importlib.import_module(name) for name in _module_names()]
        _open_rule_files()
    named = {pair for module in modules for pair in _named(module).values()}
    at_start = named - {pair for module in modules for pair in _searched(module)}
    seen = [Use(*pair, pair in at_start, where) for pair, where in found.items()]
    known = {use.pattern for use in seen}
    return sorted([*seen, *(use for use in _in_source() if use.pattern not in known)], key=lambda use: use.where)


def _module_names() -> Iterator[str]:
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
        if "data" not in parts:
            yield ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _open_rule_files() -> None:
    """What is compiled when it is first needed: patterns of YAML files."""
    from generator.text import instructions  # noqa: PLC0415 (to be imported while we look on)

    signs = instructions._signs()
    for name, member in vars(type(signs)).items():
        if isinstance(member, cached_property):
            getattr(signs, name)


def _in_source() -> Iterator[Use]:
    """Patterns that the source gives to functions of `re` as they stand, which only a call would compile."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func).startswith("re.") and node.args:
                first = node.args[0]
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    name = ast.unparse(node.func)
                    if name != "re.compile":
                        yield Use(
                            first.value, 0, name.removeprefix("re.") in _AT_START, str(path.relative_to(PACKAGE.parent))
                        )


def _named(module: ModuleType) -> dict[str, Pair]:
    """The patterns of a module by their names there."""
    patterns = {name: value for name, value in vars(module).items() if isinstance(value, re.Pattern)}
    return {name: (value.pattern, value.flags & ~re.UNICODE) for name, value in patterns.items()}


def _searched(module: ModuleType) -> Iterator[Pair]:
    """Patterns that a module gives away, or uses for more than match and fullmatch."""
    tree = ast.parse(Path(module.__file__ or "").read_text("utf-8"))
    at_start = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Attribute) and node.attr in _AT_START}
    named = _named(module)
    for node in ast.walk(tree):
        name = node.id if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) else None
        if name in named and id(node) not in at_start:
            yield named[name]


@contextmanager
def _looking_on(found: dict[Pair, str]) -> Iterator[None]:
    """Notes every pattern that a module of the package gives to `re`, as long as the context lasts."""
    real: Callable[[Any, Any], Any] = re._compile  # type: ignore[attr-defined]

    def compiling(pattern: Any, flags: Any) -> Any:
        module = sys._getframe(2).f_globals.get("__name__", "")
        if isinstance(pattern, str) and module.startswith("generator."):
            found.setdefault((pattern, int(flags)), module)
        return real(pattern, flags)

    re._compile = compiling  # type: ignore[attr-defined]
    try:
        yield
    finally:
        re._compile = real  # type: ignore[attr-defined]


# what makes them slow


def attacks(pattern: str, flags: int) -> list[tuple[str, str, str]]:
    """(lead, piece, end): what to put before many pieces, and behind them."""
    tree = parser.parse(pattern, flags)
    found: dict[tuple[str, str, str], None] = {}
    for lead, piece in _repetitions(tree, ""):
        for end in ("", "\x00", "\n!", piece[:1] + "\x00"):
            found[(lead, piece, end)] = None
            found[("", lead + piece, end)] = None
    for char in dict.fromkeys(_one(tree)):
        found[("", char, "\x00")] = None
    whole = _one(tree)
    found[("", whole[:-1] or "a", "\x00")] = None
    return [attack for attack in found if attack[1]]


def _repetitions(tree: Any, lead: str) -> Iterator[tuple[str, str]]:
    """What leads to each repetition without a near end, and what it repeats, once for each way through."""
    for kind, value in tree:
        if kind in _REPETITIONS:
            _least, most, body = value
            if most > 8:
                for piece in _ways(body):
                    yield lead, piece
            yield from _repetitions(body, lead)
        for part in _parts(kind, value):
            yield from _repetitions(part, lead)
        lead += _one([(kind, value)])


def _parts(kind: Any, value: Any) -> list[Any]:
    """The patterns within a node that is no repetition."""
    if kind is op.BRANCH:
        return list(value[1])
    if kind is op.SUBPATTERN:
        return [value[3]]
    if kind is op.ATOMIC_GROUP:
        return [value]
    if kind in (op.ASSERT, op.ASSERT_NOT):
        return [value[1]]
    return []


def _ways(tree: Any) -> list[str]:
    """Up to a dozen texts that a pattern takes: each branch and each repetition once, short and long."""
    found = [_one(tree)]
    for kind, value in tree:
        if kind is op.BRANCH:
            found += [_one(branch) for branch in value[1]]
        elif kind is op.SUBPATTERN:
            found += _ways(value[3])
        elif kind is op.IN:
            found += [_sample(member) for member in value]
    return list(dict.fromkeys(piece for piece in found if piece))[:12]


def _one(tree: Any) -> str:
    """A text that a pattern takes, or nearly."""
    return "".join(_node(kind, value) for kind, value in tree)


def _node(kind: Any, value: Any) -> str:
    if kind is op.LITERAL:
        return chr(value)
    if kind is op.NOT_LITERAL or kind is op.ANY:
        return "a" if value != ord("a") else "b"
    if kind is op.IN:
        return _in(value)
    if kind in _REPETITIONS:
        least: int = max(1, min(value[0], 50))
        return _one(value[2]) * least
    parts = _parts(kind, value)
    return str(_one(parts[0])) if parts and kind is not op.ASSERT_NOT else ""


def _in(members: Any) -> str:
    if members[0][0] is not op.NEGATE:
        return _sample(members[0])
    taken = re.compile(f"[{''.join(re.escape(_sample(member)) for member in members[1:])}]")
    return next(char for char in 'a 1-<"é中' if not taken.match(char))


def _sample(member: Any) -> str:
    kind, value = member
    if kind is op.LITERAL:
        return chr(value)
    if kind is op.RANGE:
        return chr(value[0])
    return _SAMPLES.get(value, "a") if kind is op.CATEGORY else ""


# what old Pythons misread


def is_misread(tree: Any) -> bool:
    """Whether a possessive repetition or an atomic group is around what may give back: python/cpython#106052."""
    return any(
        (kind in _KEEPING and any(map(_gives_back, _bodies(kind, value)))) or any(map(is_misread, _bodies(kind, value)))
        for kind, value in tree
    )


def _gives_back(tree: Any) -> bool:
    return any(
        kind in (op.MAX_REPEAT, op.MIN_REPEAT, op.BRANCH) or any(map(_gives_back, _parts(kind, value)))
        for kind, value in tree
    )


def _bodies(kind: Any, value: Any) -> list[Any]:
    """The patterns within any node."""
    return [value[2]] if kind in _REPETITIONS else _parts(kind, value)


# how slow they are


class TooSlow(Exception):
    """A search that was given up."""


def _give_up(*_: object) -> None:
    raise TooSlow


def seconds(use: Use, text: str) -> float:
    """What it takes to use a pattern on a text; TooSlow where it takes longer than _GIVEN_UP."""
    pattern = re.compile(use.pattern, use.flags)
    before = signal.signal(signal.SIGALRM, _give_up)
    signal.setitimer(signal.ITIMER_REAL, _GIVEN_UP)
    begun = time.process_time()
    try:
        if use.only_at_start:
            pattern.match(text)
            pattern.fullmatch(text)
        else:
            for _ in pattern.finditer(text):
                pass
        return time.process_time() - begun
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def fault_of(use: Use, most: int = MANY, tried: int | None = None) -> str:
    """What is wrong with a pattern: mostly the input on which it takes more than its share for its length, or nothing.

    most: characters of the longer input; tried: how many inputs at most.
    """
    if is_misread(parser.parse(use.pattern, use.flags)):
        return "Python before 3.11.5 misreads what gives nothing back around what does"
    found = attacks(use.pattern, use.flags)
    prepared = _PREPARED.get(use.where, str)
    for lead, piece, end in found[:: max(1, len(found) // tried)] if tried else found:
        short, long = (prepared(lead + piece * (length // len(piece)) + end) for length in (most // 4, most))
        try:
            many = seconds(use, long)
            if many < _NOTICED or many < _MOST_GROWTH * seconds(use, short):
                continue
            few, many = (min(seconds(use, text) for _ in range(3)) for text in (short, long))
        except TooSlow:
            return f"{lead!r} + {piece!r} * n + {end!r}: given up"
        if many > _MOST_GROWTH * few:
            return f"{lead!r} + {piece!r} * n + {end!r}: {few * 1000:.1f} ms, then {many * 1000:.1f} ms"
    return ""


def main(tried: int | None) -> None:
    """Ends with code 1 where anything is slow."""
    found = uses()
    faults = [f"{use.where}: {use.pattern[:80]}: {fault}" for use in found if (fault := fault_of(use, tried=tried))]
    print(*faults, f"{len(found)} patterns, {len(faults)} findings", sep="\n")
    sys.exit(bool(faults))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else None)
