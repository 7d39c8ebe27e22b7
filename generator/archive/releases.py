"""What the pages of released editions were: `content/releases/<week>.yml`, the program's own files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from generator.files import is_there, read_text
from generator.model import yamltext
from generator.model.edition import Release
from generator.model.errors import Fault, InvalidContent, remedied
from generator.model.week import Week

_REMEDY = "restore it from git; without it `recap release WEEK` writes one of the pages as they are then"


def release_path(root: Path, week: Week) -> Path:
    """The file of a week below the archive's folder."""
    return root / "releases" / f"{week}.yml"


def read_release(root: Path, week: Week) -> Release | None:
    """What was remembered when the edition of a week became final; None where there is no file.

    Raises InvalidContent naming the file, the place in it and the remedy.
    """
    path = release_path(root, week)
    if not is_there(path):
        return None
    with remedied(_REMEDY):
        return yamltext.read(Release, read_text(path), str(path))


def odd_releases(root: Path, released: Iterable[Week]) -> Iterator[Fault]:
    """What cannot be read of what was remembered of released editions, and what is gone: their pages are not the worse
    for it."""
    for week in released:
        try:
            if read_release(root, week) is None:
                yield Fault(str(release_path(root, week)), 0, "", f"is gone, though {week} is released", _REMEDY)
        except InvalidContent as error:
            yield from error.faults
