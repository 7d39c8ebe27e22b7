"""Questions to models, of Jinja2 files: known by the hash of their text, and a maintainer can replace each."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any, TypeVar

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PackageLoader, StrictUndefined, TemplateError
from pydantic import BaseModel

from generator.enrich.llm.question import Question
from generator.model.errors import Fault, InvalidContent

A = TypeVar("A", bound=BaseModel)

SUFFIX = ".jinja"
_REMEDY = "compare it with the file of the same name that comes with the program"


class Prompts:
    """The prompts of the package, or a maintainer's of the same name."""

    def __init__(self, folder: Path | None = None) -> None:
        """folder: where replacements may lie."""
        own = [FileSystemLoader(folder)] if folder else []
        self._loader = ChoiceLoader([*own, PackageLoader("generator.enrich", "prompts")])
        self._environment = Environment(
            loader=self._loader, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
            autoescape=False,  # noqa: S701 (plain text for a model; what comes back is escaped by the theme)
        )  # fmt: skip

    def hash(self, name: str) -> str:
        """Which text a prompt is: the first twelve digits of its SHA-256."""
        source, *_ = self._loader.get_source(self._environment, name + SUFFIX)
        return hashlib.sha256(source.encode()).hexdigest()[:12]

    def question(self, name: str, schema: type[A], max_tokens: int, **values: Any) -> Question[A]:
        """A question: the blocks "system" and "user" of a prompt, filled, and the shape of the answer.

        max_tokens: of the longest answer.
        Raises InvalidContent naming file and line where a maintainer's file is broken or wants a value there is not.
        """
        file = name + SUFFIX
        try:
            template = self._environment.get_template(file)
            context = template.new_context(values)
            system, user = ("".join(template.blocks[block](context)).strip() for block in ("system", "user"))
        except KeyError as error:
            raise InvalidContent([Fault(file, 0, "", f"has no block {error}", _REMEDY)]) from error
        except TemplateError as error:
            raise InvalidContent([Fault(file, getattr(error, "lineno", 0), "", str(error), _REMEDY)]) from error
        return Question(system, user, schema, max_tokens)
