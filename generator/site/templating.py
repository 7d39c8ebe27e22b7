"""What is wrong with a template of which a page cannot be made."""

from __future__ import annotations

import traceback

from jinja2 import TemplateError, TemplateSyntaxError

from generator.model.errors import Fault
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
