from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from click.testing import CliRunner

from generator.cli import main
from generator.manual import options_page
from generator.schema import FOLDER, OPTIONS, schemas
from generator.settings import Settings
from tests.conftest import ROOT

CONTENT = ROOT / "content"


def test_the_committed_schemas_are_the_models() -> None:
    assert {path.name: path.read_text("utf-8") for path in FOLDER.glob("*.json")} == schemas()


def test_the_committed_page_of_options_tells_every_one_and_is_what_a_site_of_ones_own_is_told() -> None:
    page = OPTIONS.read_text("utf-8")
    assert page == options_page() == CliRunner().invoke(main, ["options"]).output
    for line in (
        "- **`timeout`** (number more than 0, at most 3600; default `120`): Seconds for one question in all: every attempt,",
        "- **`ai_crawlers`** (`allow`, `deny`; default `allow`): Whether robots.txt",
        "- **`fresh_days`** (whole number at least 1 or null; default `8`): Days",
        "- **`contact`** (text; default none): Mail or web address",
        "- **`sender`** (text; needed): Whom it is from",
        "## newsletter.unsubscribe\n",
        "Name \\<mail@example.org>",
    ):
        assert f"\n{line}" in page or line in page.split(": ", 1)[1], line
    top = page.split("\n## ")[0]
    assert re.findall(r"^- \*\*`(\w+)`", top, re.MULTILINE) == list(Settings.model_fields)


def test_an_editor_that_reads_the_first_line_of_mkdocs_yml_knows_our_options() -> None:
    text = (ROOT / "mkdocs.yml").read_text("utf-8")
    named = re.match(r"# yaml-language-server: \$schema=(\S+)\n", text)
    assert named
    schema = jsonschema.Draft202012Validator(json.loads((ROOT / named[1]).read_text("utf-8")))
    config = yaml.safe_load(text)
    schema.validate(config)
    schema.validate({**config, "plugins": ["recap", {"search": {"lang": "en"}}]})
    assert not schema.is_valid({**config, "plugins": [{"recap": {"langauge": "en"}}]})
    assert not schema.is_valid({**config, "plugins": [{"recap": {"timeout": 0}}]})


def front_matter(path: Path) -> Any:
    return yaml.safe_load(path.read_text("utf-8").split("---\n")[1])


def plain(value: Any) -> Any:
    """As an editor's YAML reader hands it to the schema: dates are text."""
    return json.loads(json.dumps(value, default=lambda date: date.isoformat().replace("+00:00", "Z")))


@pytest.mark.parametrize("name", ["sources", "topics", "entities", "decisions"])
def test_what_we_ship_fits_its_schema(name: str) -> None:
    data = plain(yaml.safe_load((CONTENT / f"{name}.yml").read_text("utf-8")))
    jsonschema.validate(data, json.loads(schemas()[f"{name}.json"]))


def test_every_sample_fits_its_schema_and_a_wrong_key_does_not() -> None:
    paths = sorted((CONTENT / "samples").glob("20??/W??/*.md"))
    assert len(paths) > 30
    of = {kind: jsonschema.Draft202012Validator(json.loads(schemas()[f"{kind}.json"])) for kind in ("edition", "item")}
    for path in paths:
        of["edition" if path.name == "index.md" else "item"].validate(plain(front_matter(path)))
    with pytest.raises(jsonschema.ValidationError):
        of["item"].validate({**plain(front_matter(paths[0])), "titel": "x"})
