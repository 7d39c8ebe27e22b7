"""Every text of tests/data/markup in every field, every file of the site opened: `python -m tests.hostile.pages [TEXTS]`."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path

from click.testing import CliRunner
from playwright.sync_api import sync_playwright
from pytest_httpserver import HTTPServer

from generator.cli import main as recap
from tests.browser.conftest import FLAGS
from tests.feedserver import make_project
from tests.hostile.markup import WEEK, Outlets, poison, texts, writer
from tests.hostile.watching import opened, watched
from tests.modelserver import model_server


def build(folder: Path, count: int, **recap_options: object) -> Path:
    """A hostile project, built; the folder of its site."""
    with HTTPServer(host="127.0.0.1") as server:
        make_project(folder, Outlets(server, count).sources(), deadline=60, recap=recap_options)
        poison(folder / "content", count)
        result = CliRunner().invoke(recap, ["build", *WEEK, "--config", str(folder / "mkdocs.yml")])
        if result.exit_code:
            sys.exit(result.output)
    return folder / "site"


def main(most: int) -> None:
    """Without a model and with one, with the policy and without; ends with code 1 where anything was found.

    most: texts that every field gets; all of them by default.
    """
    os.environ.setdefault("OPENAI_API_KEY", "any")
    found = number = 0
    with tempfile.TemporaryDirectory() as root, model_server() as model:
        model.answer = writer
        asked = {"model": "openai/any", "api_base": model.base, "budget": None}
        sites = [build(Path(root, "plain"), most), build(Path(root, "model"), min(most, 12), **asked)]
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
            for site in sites:
                for policy in (False, True):
                    for what in watched(browser, site, word="artificial", policy=policy):
                        found += 1
                        print(f"{site.parent.name}: {what}")
                    number += len(list(opened(site)))
            browser.close()
    print(f"{most} texts, {number} files opened, {found} findings")
    sys.exit(found > 0)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else len(texts()))
