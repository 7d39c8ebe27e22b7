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
    is_its_own = isinstance(error, TemplateError | UnknownWords)
    frames = traceback.extract_tb(error.__traceback__)[0 if is_its_own else -1 :]  # what else the program raises is not
    places = [(frame.filename, frame.lineno or 0, "") for frame in frames if frame.filename.endswith(".html")]
    if not places and not is_its_own:
        return None
    place = places[-1] if places else (mkdocs_yml, 0, "theme")
    return Fault(*place, f"a page cannot be made: {error}", remedy)
