from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from generator.schema import FOLDER, schemas
from tests.conftest import ROOT

CONTENT = ROOT / "content"


def test_the_committed_schemas_are_the_models() -> None:
    assert {path.name: path.read_text("utf-8") for path in FOLDER.glob("*.json")} == schemas()


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
