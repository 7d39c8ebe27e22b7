"""JSON Schemas in which what stands below a field is its description.

Pydantic's own `use_attribute_docstrings` reads the source of every model whenever the program starts, which was a
fifth of what `recap` took to start; here it is read where a schema is made.
"""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue


class Described(GenerateJsonSchema):
    """To be handed to pydantic as `schema_generator`."""

    def model_schema(self, schema: Any) -> JsonSchemaValue:
        """The schema of a model, with the descriptions of its fields."""
        told = super().model_schema(schema)
        for name, text in _descriptions(schema["cls"]).items():
            told["properties"][name].setdefault("description", text)
        return told


def _descriptions(model: type[BaseModel]) -> Mapping[str, str]:
    """By field, also those it inherits."""
    parts = [part for part in reversed(model.__mro__) if part is not BaseModel and issubclass(part, BaseModel)]
    return {name: text for part in parts for name, text in _written_in(part) if name in model.model_fields}


def _written_in(model: type[BaseModel]) -> Iterator[tuple[str, str]]:
    for definition in ast.parse(inspect.getsource(model)).body:
        for pair in pairwise(definition.body if isinstance(definition, ast.ClassDef) else ()):
            match pair:
                case (ast.AnnAssign(target=ast.Name(id=field)), ast.Expr(value=ast.Constant(value=str(text)))):
                    yield field, inspect.cleandoc(text)
