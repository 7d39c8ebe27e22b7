"""What every output of a site depends on, whatever it asks for: program, libraries, theme, settings."""

from __future__ import annotations

import hashlib
import itertools
from pathlib import Path
from typing import TYPE_CHECKING

from generator.shipped import PROGRAM, THEME
from generator.site.incremental.memory import files_of, versions
from generator.site.incremental.templates import is_template
from generator.site.reads import digest_of

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig


def state_of(config: MkDocsConfig, by_mkdocs: frozenset[str], values: object) -> str:
    """A digest of what every output depends on: program, libraries, theme and settings by their content, so that a
    fresh checkout is no change; paths of the files that MkDocs made; and other values. Templates of pages are no part
    of it: an output notes its own.

    Material is known by its version.
    """
    digest = hashlib.sha256(f"{versions()} {sorted(by_mkdocs)} {digest_of(values)}".encode())
    custom = [Path(config.theme.custom_dir)] if config.theme.custom_dir else []
    for place in [Path(config.config_file_path), PROGRAM, THEME, *custom]:
        files = (Path(it.path) for it in files_of(place, ""))
        for path in sorted(itertools.filterfalse(is_template, files)):
            digest.update(f"{path.name}\n".encode("utf-8", "surrogateescape"))
            digest.update(path.read_bytes())
    return digest.hexdigest()
