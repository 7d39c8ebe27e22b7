from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, Field

from generator.model.described import Described


class Plain(BaseModel):
    """A model."""

    name: str
    """What it is called,
    in two lines."""
    age: int = 3
    part: Plain | None = None
    """A part of it."""


class Grown(Plain):
    """Another one."""

    age: int = 4
    """In years."""
    height: Annotated[int, Field(description="as it is said")]
    """In metres."""


def test_what_stands_below_a_field_is_its_description_and_is_inherited() -> None:
    schema = Grown.model_json_schema(schema_generator=Described)
    told = {name: field.get("description") for name, field in schema["properties"].items()}
    assert told == {
        "name": "What it is called,\nin two lines.", "age": "In years.", "part": "A part of it.",
        "height": "as it is said",
    }  # fmt: skip
    plain = schema["$defs"]["Plain"]
    assert plain["description"] == "A model."
    assert "description" not in plain["properties"]["age"]
