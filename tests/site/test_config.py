from __future__ import annotations

from pathlib import Path

import pytest

from generator.model.errors import InvalidContent
from generator.site.config import SiteConfig, read_config

PLAIN = "plugins: [recap]\n"


def read(folder: Path, text: str) -> SiteConfig:
    path = folder / "mkdocs.yml"
    path.write_text(text)
    return read_config(path)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("theme:\n  name: material\n font: false\n", r":3: is not valid YAML: expected <block end>.*\(begin what"),
        ("site_name: a: b\n", r":1: is not valid YAML: mapping values are not allowed"),
    ],
)
def test_what_is_no_yaml_is_told_with_the_problem_and_a_remedy(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(InvalidContent, match=f"mkdocs.yml{told}"):
        read(tmp_path, text + PLAIN)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", r": plugins: lacks recap \(add"),
        ("- a\n", r": holds no settings \(write a key"),
        ("7", r": INHERIT: holds no settings.*\(write a key"),
        ("INHERIT: 7\n", r":1: INHERIT: holds no settings.*\(write a key"),
        ("INHERIT: mkdocs.yml\n", r":1: INHERIT: holds no settings, or inherits itself \(write a key"),
        ("hello", r": holds no settings \(write a key"),
        ("plugins: 7\n", r":1: plugins: must be a list of plugins \(write"),
        ("plugins: recap\n", r":1: plugins: must be a list of plugins \(write"),
        ("plugins: [recap, 7]\n", r":1: plugins: must be a list of plugins \(write"),
        ("plugins:\n- recap: [1, 2]\n", r":1: plugins.recap: must be options \(write"),
        ("plugins: {recap: x}\n", r":1: plugins.recap: must be options \(write"),
        ("INHERIT: ../base.yml\n" + PLAIN, r":1: INHERIT: .*does not exist.*\(name a file"),
        ("site_url: https://recap.example/?x=1\n" + PLAIN, r":1: site_url: is no address of a folder.*\(leave out"),
        ("site_url: https://recap.example/#x\n" + PLAIN, r":1: site_url: is no address of a folder.*\(leave out"),
        ("site_url: ftp://recap.example/\n" + PLAIN, r":1: site_url: is no web address.*\(write the whole"),
        ("plugins:\n- recap\n- recap: {languages: [en]}\n", r":1: plugins: holds recap twice \(put all its options"),
        ("site_dir: .\n" + PLAIN, r":1: site_dir: holds the project, which each build would delete \(name a folder"),
        ("site_dir: /\n" + PLAIN, r":1: site_dir: holds the project, which each build would delete \(name a folder"),
    ],
)
def test_a_wrong_type_or_place_is_told_with_line_and_remedy(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(InvalidContent, match=f"mkdocs.yml{told}"):
        read(tmp_path, text)


def test_where_things_are(tmp_path: Path) -> None:
    config = read(tmp_path, "docs_dir: pages\nsite_dir: www\ntheme: {name: material, custom_dir: own}\n" + PLAIN)
    assert (config.docs_dir, config.site_dir, config.custom_dir) == ("pages", "www", "own")
    plain = read(tmp_path, "theme: material\n" + PLAIN)
    assert (plain.docs_dir, plain.site_dir, plain.custom_dir) == ("docs", "site", None)


@pytest.mark.parametrize(
    ("text", "is_alone"),
    [
        (PLAIN, True),
        ("plugins: {recap: {}}", True),
        ("plugins:\n- recap: {contact: desk@recap.example}", True),
        ("plugins: [recap, search]", False),
        ("plugins: {recap: {}, search: {}}", False),
        (PLAIN + "hooks: [own.py]", False),
    ],
)
def test_whether_others_take_part(tmp_path: Path, text: str, is_alone: bool) -> None:
    assert read(tmp_path, text).is_alone is is_alone


def test_a_digest_is_of_what_is_said_and_the_same_in_every_run(tmp_path: Path) -> None:
    text = PLAIN + "extra: {2026-01-01: a day, of: 2026-01-02, by: !!python/name:os.path.join }\n"
    digest = read(tmp_path, text).digest
    assert read(tmp_path, "# a comment\n" + text).digest == digest
    assert read(tmp_path, text.replace("01-02", "01-03")).digest != digest
    assert read(tmp_path, text.replace("os.path.join", "os.path.split")).digest != digest
    assert read(tmp_path, text.replace("os.path.join", "shlex.join")).digest != digest


def test_a_digest_is_of_the_environment_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = PLAIN + "site_name: !ENV [RECAP_NAME, Weekly AI Recap]\n"
    digest = read(tmp_path, text).digest
    monkeypatch.setenv("RECAP_NAME", "Another")
    assert read(tmp_path, text).digest != digest
