"""No text of a stranger becomes anything but text: feeds, pages, a model's answers and YAML, opened in a real browser."""

from __future__ import annotations

import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner
from playwright.sync_api import Browser
from pytest_httpserver import HTTPServer

from generator.cli import main
from generator.site.build import build_site
from tests.feedserver import make_project
from tests.hostile.markup import FOLDER, WEEK, Outlets, kinds, poison, texts, writer
from tests.hostile.watching import LETTER, one_of_each, rendered, watched
from tests.modelserver import model_server
from tests.site.sample import HOSTILE, edit, make_archive, own_template
from tests.site.sample import make_project as make_sample

pytestmark = pytest.mark.long

#: What nothing in a browser obeys: templates, Markdown and characters have traces of their own.
_INERT = {"template", "markdown", "bidi", "zero-width", "homograph"}


def recap(folder: Path, *arguments: str) -> str:
    """In a thread of its own: in this one Playwright keeps an event loop running, beside which none can be started."""
    with ThreadPoolExecutor(1) as thread:
        given = [*arguments, "--config", str(folder / "mkdocs.yml")]
        result = thread.submit(CliRunner().invoke, main, given).result()
    assert result.exit_code == 0, result.output
    return result.output


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, make_httpserver: HTTPServer) -> Path:
    """A project whose every input is hostile, built with a model that is, too."""
    folder = tmp_path_factory.mktemp("markup") / "project"
    make_httpserver.clear()
    with pytest.MonkeyPatch.context() as patch, model_server() as model:
        patch.setenv("OPENAI_API_KEY", "any")
        model.answer = writer
        options = {"model": "openai/any", "api_base": model.base, "budget": None, "languages": ["en"]}
        make_project(folder, Outlets(make_httpserver, 2).sources(), recap=options)
        assert poison(folder / "content", 2) > 60, "fields of items that hold a text"
        recap(folder, "build", *WEEK)
        assert len(model.asked) >= 3
    assert "letter.html" in recap(folder, "newsletter", "2026-W25")
    shutil.copy(folder / ".cache" / "newsletter" / "2026-W25" / LETTER, folder / "site" / LETTER)
    rendered(folder / "site")
    return folder / "site"


def test_every_kind_of_markup_is_tried() -> None:
    wanted = "script handler link data svg mathml mutation css refresh frame template markdown comment bidi zero-width homograph"
    assert kinds() >= set(wanted.split())
    assert len(texts()) == len(set(texts())) > 60


def test_nothing_runs_and_no_other_host_is_asked(built: Path, browser: Browser) -> None:
    assert watched(browser, built, one_of_each(built), "artificial", policy=False) == []


def test_nothing_offends_the_policy(built: Path, browser: Browser) -> None:
    items = [path for path in one_of_each(built) if path.endswith("index.html") and path.startswith("2026/")]
    assert watched(browser, built, ["index.html", *items]) == []


def test_one_value_that_is_not_escaped_is_found(tmp_path: Path, browser: Browser) -> None:
    mkdocs_yml = make_sample(tmp_path)
    make_archive(tmp_path / "content")
    edit(own_template(mkdocs_yml, "item.html"), "{{ view.title.text }}", "{{ view.title.text | safe }}")
    build_site(mkdocs_yml)
    page = f"{HOSTILE}/index.html"
    assert any("ran" in what for what in watched(browser, tmp_path / "site", [page], policy=False))
    assert any("refused" in what for what in watched(browser, tmp_path / "site", [page]))


def test_what_is_tried_is_dangerous(tmp_path: Path, browser: Browser) -> None:
    for entry in yaml.safe_load((FOLDER / "texts.yml").read_text("utf-8")):
        with (tmp_path / f"{entry['kind']}.html").open("a", encoding="utf-8") as page:
            page.write(f"<div>{entry['text']}</div>\n")
    found = watched(browser, tmp_path, policy=False)
    assert {path.stem for path in tmp_path.glob("*.html")} - {what.split(".html")[0] for what in found} <= _INERT
