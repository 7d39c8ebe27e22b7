"""The floors of the house: a room imports from lower floors only, rooms of one floor do not know each other."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "generator"

#: Rooms by floor, ground floor first.
FLOORS = [
    {"model"},
    {"text", "shipped"},
    {"files", "databases", "git", "grounding", "executor"},
    {"settings", "archive", "collect", "group", "enrich", "edit", "host"},
    {"site", "keeper", "doubts", "enrichment", "intake", "reporting", "starter", "manual"},
    {"options", "pipeline", "schema", "console", "alarm"},
    {"project", "outbox", "publishing", "commandline"},
    {"release", "doctor"},
    {"cli"},
]
#: Exceptions, each with its reason: rooms that may know one of their own floor.
NEIGHBOURS = {
    ("collect", "settings"),  # the limits on the network
    ("edit", "settings"),  # how much an edition shows
    ("enrich", "settings"),  # which models are asked, and what they may cost
}
MODULES = sorted(PACKAGE.rglob("*.py"))


def room(path: Path) -> str:
    return path.relative_to(PACKAGE).with_suffix("").parts[0]


def module_name(path: Path) -> str:
    return ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__")


KNOWN = {module_name(module) for module in MODULES}


def imported_modules(path: Path) -> Iterator[str]:
    """Of ours, by name; `from package import name` is the module where the name is one."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.startswith("generator."))
        if isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                yield inner if inner in KNOWN else node.module


def imported_rooms(path: Path) -> Iterator[str]:
    return (name.split(".")[1] for name in imported_modules(path) if name.startswith("generator."))


def floor_of(name: str) -> int:
    return next(number for number, rooms in enumerate(FLOORS) if name in rooms)


@pytest.mark.parametrize("path", [m for m in MODULES if m != PACKAGE / "__init__.py"], ids=str)
def test_imports_go_down(path: Path) -> None:
    own = room(path)
    for other in set(imported_rooms(path)) - {own}:
        lower = floor_of(other) < floor_of(own)
        assert lower or (own, other) in NEIGHBOURS, f"{own} imports {other}, which is not on a lower floor"


def test_no_module_imports_itself_over_others() -> None:
    """Also not late, inside a function, nor for types alone."""
    TopologicalSorter({module_name(path): set(imported_modules(path)) for path in MODULES}).prepare()


def test_only_the_site_knows_mkdocs() -> None:
    for path in MODULES:
        if room(path) != "site":
            assert "import mkdocs" not in path.read_text("utf-8"), path
            assert "from mkdocs" not in path.read_text("utf-8"), path


@pytest.mark.parametrize("heavy", ["litellm", "trafilatura", "distributed"])
def test_heavy_libraries_are_imported_late(heavy: str) -> None:
    for path in MODULES:
        top = ast.parse(path.read_text("utf-8")).body
        names = [alias.name for node in top if isinstance(node, ast.Import) for alias in node.names]
        names += [node.module or "" for node in top if isinstance(node, ast.ImportFrom)]
        assert not any(name.split(".")[0] == heavy for name in names), f"{path} imports {heavy} at its top"
