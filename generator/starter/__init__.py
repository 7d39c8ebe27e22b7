"""A maintainer's own repository, made from the installed program: `recap new`."""

from __future__ import annotations

import json
import re
import shutil
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from string import Template
from typing import NamedTuple
from urllib.parse import urlsplit
from urllib.request import url2pathname

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from generator.files import write_atomically
from generator.git import Git, GitError, without_credentials
from generator.model.base import is_web_address
from generator.model.errors import RecapError
from generator.shipped import PACKAGE, ROOT, needs
from generator.starter.upkeep import Upkeep, shipped_files, upkeep, upkeep_of_site

_OWN = Path(__file__).parent
#: Files that are the maintainer's from then on, as they lie in the program's own repository.
_COPIED = (
    "content/sources.yml", "content/topics.yml", "content/entities.yml", "content/decisions.yml", "content/pages",
)  # fmt: skip


class Origin(NamedTuple):
    """Where pip gets a package from."""

    pin: str
    """The very version that is installed here, as pip's requirement."""
    newest: str
    """The newest version, likewise; without a # where make would see a comment."""
    caveat: str = ""
    """What stands between others and that version, and what to do; empty where nothing does."""


class Created(NamedTuple):
    """What became of a new repository. caveat: of its requirements, as `Origin` has it."""

    is_in_git: bool
    caveat: str


def create(folder: Path, name: str, url: str) -> Created:
    """Make a site's repository in a folder that is empty or not there yet, with a first commit where git is installed.

    A fresh clone of an empty repository is empty. name, url: the site's, for mkdocs.yml. Raises RecapError where the
    folder holds something, or where url is no web address.
    """
    if not is_web_address(url):
        raise RecapError(f"{url} is no web address (--url https://name.example/)")
    if folder.exists() and not _is_empty(folder):
        raise RecapError(f"{folder} is there and not empty (name a new folder; nothing was written)")
    for path in _COPIED:
        _copy(ROOT / path, folder / path)
    origin = origin_of(PACKAGE) or Origin(PACKAGE, PACKAGE)
    comment = f"# {origin.caveat}\n" if origin.caveat else ""
    written = {
        "mkdocs.yml": _configuration((ROOT / "mkdocs.yml").read_text("utf-8"), name, f"{url.rstrip('/')}/"),
        ".gitignore": (_OWN / "gitignore").read_text("utf-8"),
        "README.md": Template((_OWN / "README.md").read_text("utf-8")).substitute(name=name),
        "requirements.txt": comment + "".join(f"{line}\n" for line in pins()),
    }
    for path, text in written.items():
        write_atomically(folder / path, text.encode())
    upkeep(folder, shipped_files(origin.newest)).write()
    return Created(_begin(Git(folder).signed()), origin.caveat)


def behind(folder: Path) -> Upkeep:
    """What a repository that was made before lacks of what a new one has. Raises RecapError where it is none."""
    origin = origin_of(PACKAGE) or Origin(PACKAGE, PACKAGE)
    return upkeep_of_site(folder, origin.newest)


def _is_empty(folder: Path) -> bool:
    return folder.is_dir() and all(path.name == ".git" and path.is_dir() for path in folder.iterdir())


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
    waiting = [Requirement(PACKAGE)]
    while waiting:
        needed = waiting.pop()
        name = canonicalize_name(needed.name)
        if name not in found and (origin := origin_of(name)):
            found[name] = origin.pin
            waiting += needs(name, needed.extras)
    return sorted(found.values())


def origin_of(name: str) -> Origin | None:
    """Where an installed package comes from, as direct_url.json says (PEP 610); None where it is not installed."""
    try:
        installed = distribution(name)
    except PackageNotFoundError:
        return None
    said = json.loads(installed.read_text("direct_url.json") or "{}")
    if vcs := said.get("vcs_info"):
        return _of_commit(name, f"{vcs['vcs']}+{said['url']}", vcs["commit_id"])
    if not said:
        return Origin(f"{name}=={installed.version}", name)
    folder = Path(url2pathname(urlsplit(said["url"]).path)) if said["url"].startswith("file:") else None
    return (_of_clone(name, folder) if folder else None) or Origin(
        f"{name} @ {said['url']}", f"{name} @ {said['url']}", _here_only(name, said["url"]) if folder else ""
    )


def _of_commit(name: str, address: str, commit: str, caveat: str = "") -> Origin:
    return Origin(f"{address}@{commit}#egg={name}", f"{name} @ {address}", caveat)


def _here_only(name: str, url: str) -> str:
    return (
        f"{name} was installed from {url}, which only this machine has: before others or CI install it,"
        f" put git+https://HOST/REPOSITORY@COMMIT#egg={name} in its place in requirements.txt, and"
        f" {name} @ git+https://HOST/REPOSITORY behind PROGRAM in Makefile"
    )


def _of_clone(name: str, folder: Path) -> Origin | None:
    """The commit of a clone that a package was installed from; None of a folder that is none, or has no remote."""
    git = Git(folder)
    try:
        is_root = Path(git("rev-parse", "--show-toplevel")).samefile(folder)
        remotes = git("remote").split()
        remote = "origin" if "origin" in remotes else next(iter(remotes), "")
        address = web_address_of(git("remote", "get-url", remote)) if is_root and remote else ""
        commit, changed = git("rev-parse", "HEAD"), git("status", "--porcelain")
        is_pushed = bool(git("branch", "--remotes", "--contains", commit))
    except (GitError, OSError):
        return None
    if not address:
        return None
    lacking = f"{folder} holds what {address} has not: commit and push it, then name that commit in requirements.txt"
    return _of_commit(name, f"git+{address}", commit, lacking if changed or not is_pushed else "")


def web_address_of(remote: str) -> str:
    """The address at which anyone can read a remote of git: by https where it is written for SSH, without a name and a
    password; empty of a folder."""
    by_ssh = re.fullmatch(r"(?:ssh://(?:[^@/]+@)?([^/:@]+)/|(?:[^@/:]+@)?([^/:@]{2,}):(?!//))/*([^/\s]\S*)", remote)
    address = f"https://{by_ssh[1] or by_ssh[2]}/{by_ssh[3]}" if by_ssh else without_credentials(remote)
    return address if is_web_address(address) else ""


def _begin(git: Git) -> bool:
    """A repository with everything in its first commit; False where git is not installed."""
    if not git.succeeds("--version"):
        return False
    git("init", "--quiet", "--initial-branch", "main")
    git("add", "--all")
    git("commit", "--quiet", "--message", "A new site")
    return True
