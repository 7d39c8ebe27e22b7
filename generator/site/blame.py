"""Whose fault it is that a build failed: a template's, a hook's, another plugin's, or a text's."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from functools import wraps
from inspect import unwrap
from pathlib import Path
from typing import Any

from jinja2 import Environment, Template, TemplateError, TemplateSyntaxError
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException
from mkdocs.plugins import PluginCollection
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from generator.model.errors import Fault
from generator.shipped import PROGRAM
from generator.site.words import UnknownWords

#: What hooks and plugins may answer MkDocs by event, besides nothing: it goes on with that, and fails elsewhere.
_ANSWERS: dict[str, type] = {
    "config": MkDocsConfig, "files": Files, "nav": Navigation, "env": Environment, "pre_template": Template,
    "template_context": dict, "post_template": str, "pre_page": Page, "page_read_source": str, "page_markdown": str,
    "page_content": str, "page_context": dict, "post_page": str,
}  # fmt: skip


def check_answers(plugins: PluginCollection) -> None:
    """From here on a hook or plugin fails, with a TypeError, where its answer is none that MkDocs can go on with."""
    for event, expected in _ANSWERS.items():
        methods = plugins.events[event]
        for place, method in enumerate(methods):
            methods[place] = checked = _checked(method, expected)
            # MkDocs knows by the method which plugin made a file (`File.generated_by`), and has no public way to say it
            plugins._event_origins[checked] = plugins._event_origins.get(method, "")


def _checked(method: Callable[..., Any], expected: type) -> Callable[..., Any]:
    @wraps(method)
    def ask(*item: Any, **context: Any) -> Any:
        answer = method(*item, **context)
        if answer is not None and not isinstance(answer, expected):
            raise TypeError(f"it returns {type(answer).__name__}, not {expected.__name__} or nothing")
        return answer

    return ask


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


def fault_of_loading(error: BaseException) -> Fault:
    """What keeps a hook or a plugin from being loaded, by its own line."""
    if isinstance(error, SyntaxError):
        return _fault_of_code(error.filename or "", error.lineno, f"cannot be loaded: SyntaxError: {error.msg}")
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return _fault_of_code(frame.filename, frame.lineno, f"cannot be loaded: {type(error).__name__}: {error}")


def fault_of_hook(error: BaseException) -> Fault | None:
    """What a hook or a plugin that is not ours raised while MkDocs asked it, by its own line; None where it was none,
    or told by itself what is wrong."""
    frames = list(traceback.walk_tb(error.__traceback__))
    asking = [frame for frame, _ in frames if frame.f_code is PluginCollection.run_event.__code__]
    if isinstance(error, MkDocsException) or not asking:
        return None
    asked = unwrap(asking[-1].f_locals["method"])
    problem = f"fails: {type(error).__name__}: {error}"
    if not (code := getattr(asked, "__code__", None)):  # no function, but something that can be called like one
        return _fault_of_code(repr(asked), 0, problem)
    if Path(code.co_filename).is_relative_to(PROGRAM):
        return None
    lines = [code.co_firstlineno, *(line for frame, line in frames if frame.f_code.co_filename == code.co_filename)]
    return _fault_of_code(code.co_filename, lines[-1], f"{code.co_name} {problem}")


def fault_of_text(file: str, error: Exception) -> Fault:
    """What Markdown, or an extension of it, cannot make HTML of."""
    remedy = "take out what is no usual Markdown, like `<![`, or the extension that fails out of mkdocs.yml"
    return Fault(file, 0, "", f"cannot be made into HTML: {type(error).__name__}: {error}", remedy)


def _fault_of_code(file: str, line: int | None, problem: str) -> Fault:
    return Fault(file, line or 0, "", problem, "mend it, or take the hook or plugin out of mkdocs.yml")
