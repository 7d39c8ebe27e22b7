"""What the installed program brings along: files besides its code (theme, configuration, content, workflows), and the
packages it needs."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path

#: The distribution's name.
PACKAGE = "weekly-ai-recap"
#: Where a site is published as long as its mkdocs.yml does not say.
DEFAULT_URL = "https://recap.example/"

#: In a wheel they lie below the package (pyproject.toml says which), in a checkout beside it.
_WHEEL = Path(__file__).parent / "data"
ROOT = _WHEEL if _WHEEL.is_dir() else Path(__file__).parents[1]
THEME = ROOT / "theme"


def dependencies() -> list[str]:
    """Names of the packages the program needs, without those of extras; none where it is not installed."""
    from packaging.requirements import Requirement  # noqa: PLC0415 (most callers of this module need no versions)

    try:
        listed = map(Requirement, requires(PACKAGE) or ())
        return sorted(one.name for one in listed if one.marker is None or one.marker.evaluate({"extra": ""}))
    except PackageNotFoundError:
        return []
