"""The files of a maintainer's repository that keep up with the program: workflows, targets of make, schemas.

They do as long as the maintainer leaves them as they came; how that was is in recap.sha256.
"""

from __future__ import annotations

import difflib
import hashlib
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.files import write_atomically
from generator.model.errors import RecapError
from generator.shipped import PACKAGE, ROOT

RECORD = "recap.sha256"
"""Digests of the files as the program wrote them, as `sha256sum --check` reads them."""
_OWN = Path(__file__).parent
#: As they lie in the program's own repository; CI installs by the same Python that the requirements are of.
_COPIED = (".github/workflows/collect.yml", ".github/workflows/publish.yml", ".github/workflows/check.yml")
_PYTHON = f"{sys.version_info.major}.{sys.version_info.minor}"

Files = Mapping[str, bytes]


def shipped_files(program: str) -> Files:
    """What a new repository has of them, by path. program: how pip names the newest version of it."""
    schemas = sorted((ROOT / "content" / "schema").glob("*.json"))
    gitlab = (ROOT / ".gitlab-ci.yml").read_text("utf-8").replace("image: python:3.13", f"image: python:{_PYTHON}")
    makefile = (_OWN / "Makefile").read_text("utf-8").replace(f"?= {PACKAGE}", f"?= {program}")
    return {
        **{path: (ROOT / path).read_bytes() for path in _COPIED},
        **{f"content/schema/{path.name}": path.read_bytes() for path in schemas},
        ".github/dependabot.yml": (_OWN / "dependabot.yml").read_bytes(),
        ".github/python-version": f"{_PYTHON}\n".encode(),
        ".gitlab-ci.yml": gitlab.encode(),
        "Makefile": makefile.encode(),
        "recap.mk": (_OWN / "recap.mk").read_bytes(),
    }


@dataclass(frozen=True)
class Upkeep:
    """What of the shipped files a repository lacks."""

    folder: Path
    shipped: Files
    changed: tuple[str, ...]
    """As they came with an older version, or not there yet."""
    kept: tuple[str, ...]
    """Changed by the maintainer, and therefore left."""

    def differences(self) -> Iterator[str]:
        """Lines of a unified diff from what is there to what is shipped; schemas are only named."""
        for path in (*self.changed, *self.kept):
            if path.endswith(".json"):
                yield f"+++ {path}"
                continue
            there = self.folder / path
            old = there.read_text("utf-8", "replace") if there.is_file() else ""
            new = self.shipped[path].decode()
            yield from difflib.unified_diff(old.splitlines(), new.splitlines(), path, path, lineterm="")

    def write(self) -> None:
        """Bring up to date what is not the maintainer's, and note how it is now."""
        for path in self.changed:
            write_atomically(self.folder / path, self.shipped[path])
        digests = _recorded(self.folder)
        digests |= {path: _digest(data) for path, data in self.shipped.items() if _is(self.folder / path, data)}
        lines = "".join(f"{digest}  {path}\n" for path, digest in sorted(digests.items()))
        write_atomically(self.folder / RECORD, lines.encode())


def upkeep(folder: Path, shipped: Files) -> Upkeep:
    """What is to be done in a repository. What the maintainer deleted stays away."""
    recorded = _recorded(folder)
    changed: list[str] = []
    kept: list[str] = []
    for path, data in shipped.items():
        there = folder / path
        if _is(there, data):
            continue
        if there.is_file():
            (changed if _digest(there.read_bytes()) == recorded.get(path) else kept).append(path)
        elif path not in recorded:
            changed.append(path)
    return Upkeep(folder, shipped, tuple(changed), tuple(kept))


def upkeep_of_site(folder: Path, program: str) -> Upkeep:
    """As `upkeep`; raises RecapError where the folder was not made by `recap new`."""
    if not (folder / "recap.mk").is_file():
        remedy = "name its folder; a fork of the program is brought up to date by git"
        raise RecapError(f"{folder}: is no site that recap new made: it has no recap.mk ({remedy})")
    return upkeep(folder, shipped_files(program))


def _recorded(folder: Path) -> dict[str, str]:
    """The digests by path; none where there is no record, or of lines that are none."""
    record = folder / RECORD
    lines = record.read_text("utf-8", "replace").splitlines() if record.is_file() else []
    return {path: digest for digest, _, path in (line.partition("  ") for line in lines)}


def _is(path: Path, data: bytes) -> bool:
    return path.is_file() and path.read_bytes() == data


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
