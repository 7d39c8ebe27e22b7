"""The site to a branch that a host serves. One commit without a past each time: the branch does not grow."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

from generator.git import Git, GitError, Target
from generator.model.errors import RecapError


def deploy(git: Git, site: Path, target: Target, cname: str | None) -> bool:
    """Make the branch hold the site; False where it does already. Neither working tree nor branches here are touched.

    cname: the host name the site is served at; None keeps the one that the branch has.
    Raises RecapError where there is no site, or where the branch holds something else; GitError where the push fails:
    then the branch is as it was, and the same call can be made again.
    """
    if not (site / "index.html").is_file():
        raise RecapError(f"{site} holds no site (recap site builds it)")
    git = git.signed()
    known = git.tip_of(target)
    if known:
        git("fetch", "--quiet", target.remote, target.ref)
        _refuse_sources(git, known, target)
    files = {".nojekyll": b""}
    if name := cname or (known and git.said("show", f"{known}:CNAME")):  # the host may have written it there
        files["CNAME"] = f"{name}\n".encode()
    tree = _tree(git, site, files)
    if known and git("rev-parse", f"{known}^{{tree}}") == tree:
        return False
    commit = git("commit-tree", tree, "-m", "The site, as `recap deploy` found it")
    lease = f"--force-with-lease={target.ref}:{known}"
    try:
        git("push", "--quiet", lease, target.remote, f"{commit}:{target.ref}")
    except GitError as error:
        raise GitError(f"{target} is as it was (run recap deploy again): {error}") from error
    return True


def _refuse_sources(git: Git, commit: str, target: Target) -> None:
    """The branch is replaced as a whole: one that a person works on must not be."""
    if git.succeeds("cat-file", "-e", f"{commit}:mkdocs.yml"):
        remedy = "name another one as host: branch: under plugins: - recap: in mkdocs.yml"
        raise RecapError(f"{target} holds mkdocs.yml and would be replaced ({remedy})")


def _tree(git: Git, site: Path, files: dict[str, bytes]) -> str:
    """The site as a tree of git, with further files at its top; made by an index of its own."""
    with tempfile.TemporaryDirectory(prefix="recap-deploy-") as folder:
        own = replace(git, variables={**git.variables, "GIT_INDEX_FILE": f"{folder}/index"})
        own("-c", "core.autocrlf=false", f"--work-tree={site.resolve()}", "add", "--all", "--force", "--", ":/")
        for name, data in files.items():
            blob = own("hash-object", "-w", "--stdin", given=data)
            own("update-index", "--add", "--cacheinfo", f"100644,{blob},{name}")
        return own("write-tree")
