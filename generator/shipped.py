"""What the installed program brings along: files besides its code (theme, configuration, content, workflows), and the
packages it needs."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from packaging.requirements import Requirement

#: The distribution's name.
PACKAGE = "weekly-ai-recap"
#: Where a site is published as long as its mkdocs.yml does not say.
DEFAULT_URL = "https://recap.example/"

#: In a wheel they lie below the package (pyproject.toml says which), in a checkout beside it.
_WHEEL = Path(__file__).parent / "data"
ROOT = _WHEEL if _WHEEL.is_dir() else Path(__file__).parents[1]
#: The package, every room of it.
PROGRAM = Path(__file__).parent
THEME = ROOT / "theme"


def dependencies() -> list[str]:
    """Names of the packages the program needs, without those of extras; none where it is not installed."""
    try:
        return sorted(needed.name for needed in needs(PACKAGE))
    except PackageNotFoundError:
        return []


def needs(package: str, extras: Iterable[str] = ()) -> list[Requirement]:
    """What an installed package and these of its extras need on this machine; raises PackageNotFoundError."""
    from packaging.requirements import Requirement  # noqa: PLC0415 (most callers of this module need no versions)

    chosen = ("", *extras)
    return [
        needed for needed in map(Requirement, requires(package) or ())
        if needed.marker is None or any(needed.marker.evaluate({"extra": extra}) for extra in chosen)
    ]  # fmt: skip
