"""Where the files lie that the program brings along besides its code: theme, configuration, content, workflows."""

from __future__ import annotations

from pathlib import Path

#: In a wheel they lie below the package (pyproject.toml says which), in a checkout beside it.
_WHEEL = Path(__file__).parent / "data"
ROOT = _WHEEL if _WHEEL.is_dir() else Path(__file__).parents[1]
THEME = ROOT / "theme"
