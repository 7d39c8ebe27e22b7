"""JSON Schemas of all that a maintainer edits, and docs/options.md, from the models: `python -m generator.schema`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, TypeAdapter

from generator.manual import options_page
from generator.model.base import Url
from generator.model.coverage import Coverage
from generator.model.decisions import Decisions
from generator.model.described import Described
from generator.model.edition import Edition
from generator.model.item import Item
from generator.model.source import Source
from generator.model.status import SourceStatus
from generator.model.vocabulary import Name, Rules
from generator.settings import Settings

FOLDER = Path(__file__).parents[1] / "content" / "schema"
OPTIONS = Path(__file__).parents[1] / "docs" / "options.md"


class _Plugin(BaseModel):
    """A plugin of mkdocs.yml with options."""

    model_config = ConfigDict(extra="allow")
    recap: Settings | None = None


class _Configuration(BaseModel):
    """mkdocs.yml as far as it is ours: what else stands there is MkDocs' own."""

    model_config = ConfigDict(extra="allow")
    site_name: str
    """What the site is called."""
    site_url: Url
    """Where it is published, with a slash at the end."""
    plugins: tuple[str | _Plugin, ...]


_KINDS: dict[str, tuple[Any, str]] = {
    "item": (Item, "Front matter of content/<year>/<week>/<slug>.md"),
    "coverage": (Coverage, "content/<year>/<week>/coverage.json, which the program writes"),
    "edition": (Edition, "Front matter of content/<year>/<week>/index.md"),
    "status": (SourceStatus, "A line of content/status.jsonl, which the program writes"),
    "sources": (tuple[Source, ...], "content/sources.yml"),
    "topics": (Rules, "content/topics.yml"),
    "entities": (tuple[Name, ...], "content/entities.yml"),
    "decisions": (Decisions, "content/decisions.yml"),
    "mkdocs": (_Configuration, "mkdocs.yml, as far as it is about recap"),
}


def schemas() -> dict[str, str]:
    """Text of each schema by its file's name (JSON Schema 2020-12)."""
    return {f"{name}.json": _schema(kind, title) for name, (kind, title) in _KINDS.items()}


def _schema(kind: Any, title: str) -> str:
    schema = TypeAdapter(kind).json_schema(schema_generator=Described)
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "title": title}
    return json.dumps(schema, indent=1, ensure_ascii=False) + "\n"


def main() -> None:
    """Write them."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, text in schemas().items():
        (FOLDER / name).write_text(text, encoding="utf-8")
    OPTIONS.parent.mkdir(exist_ok=True)
    OPTIONS.write_text(options_page(), encoding="utf-8")


if __name__ == "__main__":
    main()
