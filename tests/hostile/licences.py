"""What is installed with the program, under which licence: `python -m tests.hostile.licences` writes LICENSES.md anew."""

from __future__ import annotations

import re
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

from tests.conftest import ROOT

FILE = ROOT / "LICENSES.md"
LOCK = ROOT / "requirements.lock"
_PIN = re.compile(r"^([A-Za-z0-9._-]+)==(\S+)", re.MULTILINE)
#: Of packages that are for other systems than this one, and of those whose metadata say nothing.
KNOWN = {
    "colorama": "BSD-3-Clause",
    "pywin32": "PSF-2.0",
    "tzdata": "Apache-2.0",
    "watchdog": "Apache-2.0",
}
_HEAD = """\
# Licences of what comes with it

`requirements.lock` pins these; the program is made with them and none of their code is in this repository. The type of
preview images, Source Serif 4, is under the OFL-1.1. Written by `python -m tests.hostile.licences`.

| package | licence |
|---|---|
"""


def locked(lock: Path = LOCK) -> dict[str, str]:
    """Versions by the name of each package of a lock file."""
    return dict(_PIN.findall(lock.read_text("utf-8")))


def licence_of(name: str) -> str:
    """What a package says of its licence, in a line; empty where nobody knows."""
    if name in KNOWN:
        return KNOWN[name]
    try:
        told = metadata(name)
    except PackageNotFoundError:
        return ""
    classified = [
        text.rpartition(" :: ")[2] for text in told.get_all("Classifier", []) if text.startswith("License ::")
    ]
    said = "".join(told.get_all("License", [])).strip().splitlines()[:1]
    return "".join(told.get_all("License-Expression", [])) or ", ".join(classified) or "".join(said)


def listing() -> str:
    """The text of LICENSES.md. Versions are left out: they change weekly, licences do not."""
    return _HEAD + "".join(f"| {name} | {licence_of(name)} |\n" for name in sorted(locked()))


if __name__ == "__main__":
    FILE.write_text(listing(), "utf-8")
