"""A maintainer's own repository, made from the installed program: `recap new`."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterable, Iterator
from importlib.metadata import PackageNotFoundError, distribution, requires
from pathlib import Path
from string import Template

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from generator.files import write_atomically
from generator.host.git import Git
from generator.model.base import is_web_address
from generator.model.errors import RecapError
from generator.shipped import ROOT

PROGRAM = "weekly-ai-recap"
_OWN = Path(__file__).parent
#: Files that are the maintainer's from then on, as they lie in the program's own repository.
_COPIED = (
    "content/sources.yml", "content/topics.yml", "content/entities.yml", "content/decisions.yml", "content/pages",
    "content/schema", ".github/workflows/collect.yml", ".github/workflows/publish.yml", ".github/workflows/check.yml",
    ".gitlab-ci.yml",
)  # fmt: skip


def create(folder: Path, name: str, url: str) -> bool:
    """Make a site's repository in a folder that is empty or not there yet; whether git keeps it with a first commit.

    name, url: the site's, for mkdocs.yml. Raises RecapError where the folder holds something, or
    where url is no web address.
    """
    if not is_web_address(url):
        raise RecapError(f"{url} is no web address (--url https://name.example/)")
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise RecapError(f"{folder} is there and not empty (name a new folder; nothing was written)")
    for path in _COPIED:
        _copy(ROOT / path, folder / path)
    written = {
        "mkdocs.yml": _configuration((ROOT / "mkdocs.yml").read_text("utf-8"), name, f"{url.rstrip('/')}/"),
        "Makefile": (_OWN / "Makefile").read_text("utf-8"),
        "recap.mk": (_OWN / "recap.mk").read_text("utf-8"),
        ".gitignore": (_OWN / "gitignore").read_text("utf-8"),
        "README.md": Template((_OWN / "README.md").read_text("utf-8")).substitute(name=name),
        "requirements.txt": "".join(f"{line}\n" for line in pins()),
    }
    for path, text in written.items():
        write_atomically(folder / path, text.encode())
    return _begin(Git(folder).signed())


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.is_dir():
        shutil.copytree(source, target)
    else:
        shutil.copyfile(source, target)


def _configuration(text: str, name: str, url: str) -> str:
    """Our mkdocs.yml with the site's name and address, and without our theme's folder: the program brings its own."""
    text = re.sub(r"^  custom_dir: theme\n", "", text, flags=re.MULTILINE)
    for key, value in (("site_name", name), ("site_url", url)):
        line = f"{key}: {json.dumps(value, ensure_ascii=False)}"
        text = re.sub(rf"^{key}: .*$", lambda _, line=line: line, text, flags=re.MULTILINE)  # type: ignore[misc]
    return text


def pins() -> list[str]:
    """The program and all it needs, each at the version that is installed here, as pip's requirements; sorted."""
    found: dict[str, str] = {}
    waiting = [Requirement(PROGRAM)]
    while waiting:
        needed = waiting.pop()
        name = canonicalize_name(needed.name)
        if name not in found and (pin := _pin(name)):
            found[name] = pin
            waiting += _needs(name, needed.extras)
    return sorted(found.values())


def _pin(name: str) -> str:
    """name==version, or the commit it was installed from; empty where it is not installed."""
    try:
        installed = distribution(name)
    except PackageNotFoundError:
        return ""
    origin = json.loads(installed.read_text("direct_url.json") or "{}")
    if vcs := origin.get("vcs_info"):
        return f"{vcs['vcs']}+{origin['url']}@{vcs['commit_id']}#egg={name}"
    return f"{name}=={installed.version}"


def _needs(name: str, extras: Iterable[str]) -> Iterator[Requirement]:
    for text in requires(name) or ():
        needed = Requirement(text)
        if needed.marker is None or any(needed.marker.evaluate({"extra": extra}) for extra in ("", *extras)):
            yield needed


def _begin(git: Git) -> bool:
    """A repository with everything in its first commit; False where git is not installed."""
    if not git.succeeds("--version"):
        return False
    git("init", "--quiet", "--initial-branch", "main")
    git("add", "--all")
    git("commit", "--quiet", "--message", "A new site")
    return True
