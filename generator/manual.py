"""The page of options, made from the settings' own model: `recap options`, and docs/options.md. Pure."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from generator.model.described import Described
from generator.settings import Settings

_HEAD = """\
# Options

What stands below `plugins: - recap:` in `mkdocs.yml`. All may be left out but those that are called needed.
`recap check` tells what is wrong with them, by line. Passwords and keys are none: they come from the environment.
"""
_SIMPLE = {"string": "text", "boolean": "true or false", "integer": "whole number", "number": "number", "null": "null"}
_BOUNDS = {"minimum": "at least", "exclusiveMinimum": "more than", "maximum": "at most"}

Schema = Mapping[str, Any]


def options_page() -> str:
    """Every option with its values, its default and what it does, as Markdown; nested ones in sections of their own."""
    whole = Settings.model_json_schema(schema_generator=Described)
    return "\n".join([_HEAD, *_section("", whole, whole.get("$defs", {}))])


def _section(place: str, part: Schema, parts: Mapping[str, Schema]) -> Iterator[str]:
    """The options of a part, then the parts in it. place: its dotted path; parts: by name in references."""
    for name, option in part["properties"].items():
        yield _entry(name, option, name in part.get("required", ()))
    yield ""
    for name, option in part["properties"].items():
        path = f"{place}.{name}" if place else name
        for inner in re.findall(r'"#/\$defs/(\w+)"', json.dumps(option)):
            yield f"## {path}\n\n{_escaped(parts[inner]['description'])}\n"
            yield from _section(path, parts[inner], parts)


def _entry(name: str, option: Schema, is_needed: bool) -> str:
    default = "needed" if is_needed else f"default {_default(option)}"
    return f"- **`{name}`** ({_values(option, option.get('default'))}; {default}): {_escaped(option['description'])}"


def _values(option: Schema, default: object) -> str:
    """What an option may be, in words; null is not told where it is the default, and means that nothing is set."""
    if choices := option.get("anyOf"):
        told = [_values(it, ...) for it in choices if default is not None or it.get("type") != "null"]
        return " or ".join(told)
    if "$ref" in option:
        return "options of its own"
    if "enum" in option:
        return ", ".join(f"`{it}`" for it in option["enum"])
    if "const" in option:
        return f"`{json.dumps(option['const'])}`"
    return _of_type(option)


def _of_type(option: Schema) -> str:
    if option["type"] == "array":
        return f"list, each {_values(option['items'], ...)}"
    if option["type"] == "object":
        return f"by name, each {_values(option['additionalProperties'], ...)}"
    bounds = [f" {word} {option[key]:g}" for key, word in _BOUNDS.items() if key in option]
    return _SIMPLE[option["type"]] + ",".join(bounds)


def _default(option: Schema) -> str:
    value = option.get("default")
    if isinstance(value, dict):
        return "as below"
    if value is None or value == []:
        return "none"
    return (
        f"`{value:.3g}`" if isinstance(value, float) else f"`{value if isinstance(value, str) else json.dumps(value)}`"
    )


def _escaped(text: str) -> str:
    """A docstring as a line of Markdown: what is no code is no markup either."""
    return " ".join(text.split()).replace("<", r"\<")
