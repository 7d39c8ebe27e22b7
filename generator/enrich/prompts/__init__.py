"""Questions to models, of Jinja2 files: known by the hash of their text, and a maintainer can replace each."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import Any, TypeVar

from jinja2 import (
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PackageLoader,
    StrictUndefined,
    TemplateError,
    TemplateSyntaxError,
)
from pydantic import BaseModel

from generator.enrich.llm.question import Question
from generator.files import is_hidden_name, read_text
from generator.model.errors import Fault, InvalidContent, nearest

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


def odd_prompts(folder: Path) -> Iterator[Fault]:
    """Files that replace no prompt, and replacements that no model can be asked by."""
    environment = Environment(autoescape=False)  # noqa: S701 (nothing is rendered)
    known = sorted(path.name for path in resources.files(__name__).iterdir() if path.name.endswith(SUFFIX))
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if is_hidden_name(path.name) or (path.name in known and not path.is_file()):
            continue
        if path.name not in known:
            yield Fault(str(path), 0, "", "takes the place of no prompt, and is not used", nearest(path.name, known))
            continue
        try:
            blocks = environment.from_string(read_text(path)).blocks
        except TemplateSyntaxError as error:
            yield Fault(str(path), error.lineno, "", str(error.message), _REMEDY)
            continue
        for block in sorted({"system", "user"} - blocks.keys()):
            yield Fault(str(path), 0, "", f"has no block {block!r}", _REMEDY)
