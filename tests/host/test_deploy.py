from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli import main
from generator.git import Git, GitError, Target
from generator.host.deploy import deploy
from generator.model.errors import RecapError
from tests.host.conftest import commit, file_at, refuse_pushes, write

PAGES = Target("origin", "gh-pages")


@pytest.fixture
def site(server: Git) -> Path:
    """A site that git would ignore, with names that git would ignore or change."""
    write(server, {".gitignore": "/site/\n*.log\n", ".gitattributes": "*.txt text eol=crlf\n"})
    write(
        server, {"site/index.html": "one\n", "site/2026/W25/index.html": "x", "site/a.log": "y", "site/llms.txt": "z\n"}
    )
    commit(server, "Ignore the site")
    return server.folder / "site"


def files(bare: Path, branch: str = "gh-pages") -> list[str]:
    return Git(bare)("ls-tree", "-r", "--name-only", branch).splitlines()


def test_the_branch_is_the_site_and_has_no_past(host: Path, server: Git, site: Path) -> None:
    before = server("status", "--porcelain"), server("rev-parse", "HEAD")
    assert deploy(server, site, PAGES, None)
    assert files(host) == [".nojekyll", "2026/W25/index.html", "a.log", "index.html", "llms.txt"]
    assert file_at(host, "gh-pages", "llms.txt") == "z"
    (site / "a.log").unlink()
    (site / "index.html").write_text("two\n")
    assert deploy(server, site, PAGES, None)
    assert files(host) == [".nojekyll", "2026/W25/index.html", "index.html", "llms.txt"]
    assert file_at(host, "gh-pages", "index.html") == "two"
    assert Git(host)("rev-list", "--count", "gh-pages") == "1"
    assert (server("status", "--porcelain"), server("rev-parse", "HEAD")) == before


def test_the_same_site_is_not_pushed_again(host: Path, server: Git, site: Path) -> None:
    deploy(server, site, PAGES, None)
    tip = Git(host)("rev-parse", "gh-pages")
    assert not deploy(server, site, PAGES, None)
    assert Git(host)("rev-parse", "gh-pages") == tip


@pytest.mark.parametrize(("configured", "kept"), [(None, "old.example"), ("new.example", "new.example")])
def test_the_host_name_is_the_configured_one_or_else_stays(
    host: Path, server: Git, maintainer: Git, site: Path, configured: str | None, kept: str
) -> None:
    maintainer("checkout", "--quiet", "--orphan", "gh-pages")
    maintainer("rm", "-r", "--quiet", "--force", ".")
    write(maintainer, {"CNAME": "old.example\n"})  # as the host does it
    commit(maintainer, "Create CNAME")
    maintainer("push", "--quiet", "origin", "gh-pages")
    for text in ("one", "two"):
        (site / "index.html").write_text(text)
        deploy(server, site, PAGES, configured)
        assert file_at(host, "gh-pages", "CNAME") == kept


def test_a_push_that_fails_leaves_the_branch_and_can_be_repeated(host: Path, server: Git, site: Path) -> None:
    deploy(server, site, PAGES, None)
    hook = refuse_pushes(host, "closed for repair")
    (site / "index.html").write_text("two")
    with pytest.raises(
        GitError, match=r"(?s)gh-pages of origin is as it was \(run recap deploy again\).*closed for repair"
    ):
        deploy(server, site, PAGES, None)
    assert file_at(host, "gh-pages", "index.html") == "one"
    hook.unlink()
    assert deploy(server, site, PAGES, None)
    assert file_at(host, "gh-pages", "index.html") == "two"


def test_who_is_overtaken_by_another_deploy_does_not_undo_it(
    host: Path, server: Git, maintainer: Git, site: Path
) -> None:
    deploy(server, site, PAGES, None)
    write(maintainer, {"site/index.html": "theirs"})
    hook = server.folder / ".git" / "hooks" / "pre-push"  # runs between the look at the branch and the push
    maintainer("fetch", "--quiet", "origin", "gh-pages")
    hook.write_text(
        f"#!/bin/sh\nunset GIT_DIR\ncd {maintainer.folder} && git push --quiet --force origin"
        " $(git -c user.name=a -c user.email=a@b.example commit-tree -m x main^{tree}):refs/heads/gh-pages\n"
    )
    hook.chmod(0o755)
    theirs = maintainer("rev-parse", "main^{tree}")
    (site / "index.html").write_text("two")
    with pytest.raises(GitError, match=r"cannot lock ref|stale info"):
        deploy(server, site, PAGES, None)
    assert Git(host)("rev-parse", "gh-pages^{tree}") == theirs


def test_a_branch_that_people_work_on_is_not_replaced(host: Path, server: Git, site: Path) -> None:
    write(server, {"mkdocs.yml": "site_name: x\n"})
    commit(server, "Configuration")
    server("push", "--quiet")
    tip = Git(host)("rev-parse", "main")
    with pytest.raises(RecapError, match=r"main of origin holds mkdocs\.yml and would be replaced"):
        deploy(server, site, Target("origin", "main"), None)
    assert Git(host)("rev-parse", "main") == tip


def test_the_command_deploys_where_the_settings_say(host: Path, server: Git, site: Path) -> None:
    config = server.folder / "mkdocs.yml"
    host_options = f"{{remote: '{host}', branch: served, cname: news.example}}"
    config.write_text(f"site_name: x\nplugins:\n  - recap: {{host: {host_options}}}\n")
    result = CliRunner().invoke(main, ["deploy", "--config", str(config)])
    assert result.output == f"served of {host} holds the site now.\n"
    assert file_at(host, "served", "CNAME") == "news.example"
    result = CliRunner().invoke(main, ["deploy", "--config", str(config)])
    assert result.output == f"served of {host} holds this site already.\n"
    result = CliRunner().invoke(main, ["deploy", "--config", str(config), "--site", str(server.folder / "nowhere")])
    assert result.exit_code == 1
    assert "holds no site (recap site builds it)" in result.output
