"""What is wrong with a site before it is built, by file and line."""

from __future__ import annotations

import errno
import re
from pathlib import Path
from typing import NoReturn

import pytest

from generator.model.errors import InvalidContent
from generator.site import run
from generator.site.build import build_site
from generator.site.checking import SECTIONS, check_site, is_taken
from tests.site.sample import PAGES, make_project

SOUND = """\
site_name: Weekly AI Recap
site_url: https://recap.example/
docs_dir: content/pages
theme:
  name: material
  font: false
markdown_extensions:
  - footnotes
plugins:
  - recap:
      languages: [en, zh]
"""


def project(folder: Path, old: str = "", new: str = "") -> Path:
    mkdocs_yml = make_project(folder)
    assert old in SOUND
    mkdocs_yml.write_text(SOUND.replace(old, new, 1), "utf-8")
    return mkdocs_yml


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("content/pages", "pages", r":3: docs_dir: the path '.*/pages' isn't an existing directory \(make that folder"),
        ("material", "materia", r":5: theme\.name: unrecognised theme name: 'materia'.* \(write name: material"),
        ("name: material", "name: readthedocs", r":5: theme\.name: readthedocs lacks the icons .* \(write name: material"),
        ("font: false", "custom_dir: own", r":6: theme\.custom_dir: the path .*/own'\) does not exist \(make that"),
        ("https://recap.example/", "recap.example", r":2: site_url: is no web address: 'recap\.example' \(write the"),
        ("https://", "ftp://", r":2: site_url: is no web address: 'ftp://recap\.example/'"),
        ("- footnotes", "- footnote", r":7: markdown_extensions: failed to load extension 'footnote' \(take it out"),
        ("plugins:\n", "plugins:\n  - serch\n", r":9: plugins: the \"serch\" plugin is not installed \(take it out"),
        ("zh", "xx", r":11: plugins\.0\.recap\.languages\.1: there are no words in xx \(there are .*en.*, zh"),
        ("content/pages", "content", r":3: docs_dir: holds the archive, whose files would be published as they are"),
        ("- recap:", "- recap:\n      cache: content/x", r":11: plugins\.0\.recap\.cache: lies in content, and would be"),
        ("- recap:", "- recap:\nhooks: [gone.py]\nx:", r":11: hooks: the path .* isn't an existing file \(name a file of Py"),
        ("- recap:", "- recap:\n      cache: site", r":11: plugins\.0\.recap\.cache: lies in site, and would be publ"),
        ("site_name", "site_nam", r":1: site_nam: is not a known key \(did you mean site_name"),
    ],
)  # fmt: skip
def test_a_fault_of_the_configuration_is_told_by_line_before_and_by_a_build(
    tmp_path: Path, old: str, new: str, told: str
) -> None:
    assert check_site(project(tmp_path / "sound"), None) == []
    mkdocs_yml = project(tmp_path, old, new)
    with pytest.raises(InvalidContent, match=rf"mkdocs\.yml{told}"):
        check_site(mkdocs_yml, None)
    with pytest.raises(InvalidContent, match=rf"mkdocs\.yml{told}"):
        build_site(mkdocs_yml)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("docs_dir:", "repo_nam: x\ndocs_dir:", r":3: repo_nam: is not a known key \(did you mean repo_name"),
        ("docs_dir:", "languages: [en]\ndocs_dir:", r":3: languages: is not a known key \(it is an option of recap"),
        ("languages: [en, zh]", "language: xx", r":11: plugins\.0\.recap\.language: there are no words in xx: English"),
    ],
)
def test_what_a_site_can_be_built_with_is_doubted(tmp_path: Path, old: str, new: str, told: str) -> None:
    (doubt,) = check_site(project(tmp_path, old, new), None)
    assert re.search(rf"mkdocs\.yml{told}", str(doubt)), doubt


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("topics.md", "topics/"),
        ("topics/index.md", "topics/"),
        ("zh/topics.md", "zh/topics/"),
        ("2026/W25/own.md", "2026/W25/own/"),
        ("index.md", "the front page"),
        ("zh/README.md", "zh/"),
        ("imprint.md", ""),
        ("zh/imprint.md", ""),
        ("imprint/topics.md", ""),
    ],
)
def test_a_page_in_the_place_of_one_that_is_made_is_told(tmp_path: Path, name: str, address: str) -> None:
    mkdocs_yml = project(tmp_path)
    path = tmp_path / "content" / "pages" / name
    path.parent.mkdir(exist_ok=True, parents=True)
    path.write_text("# Ours\n")
    told = [str(doubt) for doubt in check_site(mkdocs_yml, None)]
    expected = f"{path}: takes the place of a page that is made: {address}, or one that may come to be there (give it"
    assert [text.startswith(expected) for text in told] == ([True] if address else [])


def test_every_page_that_is_made_is_in_a_place_that_is_known(built: Path) -> None:
    pages = [path.relative_to(built).parts[:-1] for path in built.rglob("index.html")]
    own = {(Path(name).stem,) for name in PAGES}
    assert [parts for parts in pages if not is_taken(parts)] == sorted(own, key=pages.index)
    assert {path.name for path in built.iterdir() if path.is_dir()} - {stem for (stem,) in own} <= SECTIONS | {"2026"}


def test_a_key_that_stands_twice_is_told_where_it_counts(tmp_path: Path) -> None:
    mkdocs_yml = project(
        tmp_path, "      languages: [en, zh]\n", "      language: en\n      language: zh\nsite_name: B\n"
    )
    assert [(doubt.line, doubt.key) for doubt in check_site(mkdocs_yml, None)] == [
        (12, "plugins.0.recap.language"),
        (13, "site_name"),
    ]


@pytest.mark.parametrize(
    ("hook", "told"),
    [
        ("def on_build(:\n", r"hook\.py:1: cannot be loaded: SyntaxError: invalid syntax \(mend it"),
        ("import re\nre.nothing\n", r"hook\.py:2: cannot be loaded: AttributeError: "),
    ],
)
def test_a_hook_that_cannot_be_loaded_is_told_by_its_line(tmp_path: Path, hook: str, told: str) -> None:
    mkdocs_yml = project(tmp_path, "plugins:", "hooks: [hook.py]\nplugins:")
    (tmp_path / "hook.py").write_text(hook)
    with pytest.raises(InvalidContent, match=told):
        check_site(mkdocs_yml, None)


@pytest.mark.parametrize(
    ("data", "told"), [(b"<p>\n\xff", ":2: is not UTF-8 text"), (b"<p>\0", ":1: holds a NUL character")]
)
def test_a_template_that_is_no_text_is_told_by_its_line(tmp_path: Path, data: bytes, told: str) -> None:
    mkdocs_yml = project(tmp_path, "font: false", "custom_dir: own")
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "base.html").write_bytes(data)
    with pytest.raises(InvalidContent, match=f"own/base.html{told}"):
        check_site(mkdocs_yml, None)


def test_a_disk_that_fills_up_while_mkdocs_copies_names_the_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: object) -> NoReturn:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(run, "build", full)
    with pytest.raises(OSError, match=r"No space left on device: '.*/site'"):
        build_site(project(tmp_path))
