"""A site folder that is whole at every moment: built beside it, then put in its place by two renames.

    site            what is served
    .site.new       what is being built; a start throws away what an earlier build left of it
    .site.old       the former site, between the two renames and until it is deleted

Whatever moment a build is killed in, `repair` (called by the next one) ends with a whole site: the old or the new.
Hidden entries of the top level (.git of a publishing branch, .nojekyll) are not ours and move to the new folder.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from generator.model.errors import ArchiveError


class Staging:
    """The folders of one build of the site at `target`."""

    def __init__(self, target: Path) -> None:
        self.target = target.resolve()
        self.new = self.target.with_name(f".{self.target.name}.new")
        self.old = self.target.with_name(f".{self.target.name}.old")

    def begin(self) -> Path:
        """Repair what a killed build left, and hand out an empty folder to build in."""
        self.repair()
        self.discard()
        self.new.mkdir(parents=True)
        return self.new

    def discard(self) -> None:
        """Give up what was built so far."""
        shutil.rmtree(self.new, ignore_errors=True)

    def switch(self) -> None:
        """Put the new site in its place; raises ArchiveError where the file system refuses, with the old site whole."""
        try:
            if self.target.exists():
                self.target.replace(self.old)
            self.new.replace(self.target)
        except OSError as error:
            self.repair()
            raise ArchiveError(f"{self.target}: the new site cannot be put in place: {error.strerror}") from error
        self.repair()

    def repair(self) -> None:
        """Finish or take back a switch that was interrupted; nothing to do in any other case."""
        if not self.old.exists():
            return
        if not self.target.exists():
            self.old.replace(self.target)
            return
        for entry in self.old.glob(".*"):
            if not (self.target / entry.name).exists():
                entry.replace(self.target / entry.name)
        shutil.rmtree(self.old, ignore_errors=True)
