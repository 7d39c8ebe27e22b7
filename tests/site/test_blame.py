"""Faults of templates, and what is none of theirs."""

from __future__ import annotations

from pathlib import Path

import pytest
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files

from generator.site.blame import check_answers, fault_of_template
from generator.site.words import UnknownWords, load_words


def test_words_that_the_program_asks_for_in_vain_are_no_fault_of_a_template() -> None:
    with pytest.raises(UnknownWords) as raised:
        load_words("en")("gone")
    assert fault_of_template(raised.value, "mkdocs.yml") is None


class NoOptions(Config):  # type: ignore[no-untyped-call]
    """It takes none."""


class OnePage(BasePlugin[NoOptions]):  # type: ignore[no-untyped-call]
    """A plugin that makes a page."""

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        files.append(File.generated(config, "made.md", content="Made"))
        return files


def test_a_page_that_another_plugin_makes_is_known_as_its_own(tmp_path: Path) -> None:
    config = MkDocsConfig(config_file_path=str(tmp_path / "mkdocs.yml"))
    config.load_dict({"site_name": "A site", "plugins": []})
    (tmp_path / "docs").mkdir()
    assert config.validate() == ([], [])
    config.plugins["one-page"] = OnePage()
    check_answers(config.plugins)
    (made,) = config.plugins.on_files(Files([]), config=config)
    assert made.generated_by == "one-page"
