"""Whose fault it is that a build failed: a template's, a hook's or another plugin's."""

from __future__ import annotations

import traceback
from pathlib import Path

import mkdocs.plugins
from jinja2 import TemplateError, TemplateSyntaxError
from mkdocs.exceptions import MkDocsException

from generator.model.errors import Fault
from generator.shipped import PROGRAM
from generator.site.words import UnknownWords


def fault_of_template(error: Exception, mkdocs_yml: str) -> Fault | None:
    """The fault of a template behind an error, by file and line where a frame of it is in the traceback; None where no
    template is at fault. mkdocs_yml: its path, which names the theme."""
    remedy = "mend the template, or take your copy out"
    if isinstance(error, TemplateSyntaxError) and error.filename:
        return Fault(error.filename, error.lineno, "", f"is no valid template: {error.message}", remedy)
    is_of_jinja = isinstance(error, TemplateError)
    # of what else the program raises only the last frame counts: a template may call what has a fault of its own
    is_below = is_of_jinja or isinstance(error, UnknownWords)
    frames = traceback.extract_tb(error.__traceback__)[0 if is_below else -1 :]
    places = [(frame.filename, frame.lineno or 0, "") for frame in frames if frame.filename.endswith(".html")]
    if not places and not is_of_jinja:
        return None
    place = places[-1] if places else (mkdocs_yml, 0, "theme")
    return Fault(*place, f"a page cannot be made: {error}", remedy)


def fault_of_loading(error: Exception) -> Fault:
    """What keeps a hook or a plugin from being loaded, by its own line."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    if isinstance(error, SyntaxError):
        return _fault_of_code(error.filename or "", error.lineno, f"cannot be loaded: SyntaxError: {error.msg}")
    return _fault_of_code(frame.filename, frame.lineno, f"cannot be loaded: {type(error).__name__}: {error}")


def fault_of_hook(error: Exception) -> Fault | None:
    """What a hook or a plugin that is not ours raised while MkDocs asked it, by its own line; None where it was none,
    or told by itself what is wrong."""
    frames = traceback.extract_tb(error.__traceback__)
    asking = [n for n, it in enumerate(frames) if (it.filename, it.name) == (mkdocs.plugins.__file__, "run_event")]
    if isinstance(error, MkDocsException) or not asking or asking[-1] == len(frames) - 1:
        return None
    asked = frames[asking[-1] + 1]
    if Path(asked.filename).is_relative_to(PROGRAM):
        return None
    line = next(it.lineno for it in reversed(frames) if it.filename == asked.filename)
    return _fault_of_code(asked.filename, line, f"{asked.name} fails: {type(error).__name__}: {error}")


def _fault_of_code(file: str, line: int | None, problem: str) -> Fault:
    return Fault(file, line or 0, "", problem, "mend it, or take the hook or plugin out of mkdocs.yml")
