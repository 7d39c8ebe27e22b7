"""litellm takes seconds to import: nothing that asks no model pays for it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.enrich.llm.asking import Asker
from tests.feedserver import make_project
from tests.modelserver import ModelServer

BUILT = """
import sys
from generator.cli import main
main([*sys.argv[1:]], standalone_mode=False)
assert not {"litellm", "openai"} & set(sys.modules), "litellm was imported"
"""
ASKED = """
import sys
from pathlib import Path
from tests.enrich.llm.asking import Asker
(outcome,) = Asker(None, Path(sys.argv[1])).ask("2 + 3?")
assert outcome.spent.cached == 1
assert "litellm" not in sys.modules, "litellm was imported"
"""


@pytest.mark.long
@pytest.mark.parametrize("command", ["doctor", "enrich"])
def test_a_build_without_a_model_does_not(tmp_path: Path, command: str) -> None:
    options = make_project(tmp_path / "site", "[]\n")
    arguments = [command, "--config", str(options.config)]
    subprocess.run([sys.executable, "-c", BUILT, *arguments], check=True)


def test_an_answer_from_the_store_does_not(server: ModelServer, tmp_path: Path) -> None:
    Asker(server.base, tmp_path).ask("2 + 3?")
    subprocess.run([sys.executable, "-c", ASKED, str(tmp_path)], check=True)
    assert len(server.asked) == 1
