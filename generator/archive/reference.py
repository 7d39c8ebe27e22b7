"""The maintainer's reference data beside the archive: topics.yml and entities.yml."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from generator.files import is_there, read_text
from generator.model import yamltext
from generator.model.errors import Fault, InvalidContent
from generator.model.vocabulary import Name, Rules, Vocabulary

#: A run wants the same for the week and for the site, a preview for each build: a tenth of a second each time.
_read = lru_cache(4)(yamltext.read)


def read_vocabulary(*folders: Path) -> Vocabulary:
    """Topics from the first folder that has them, names from all.

    folders: the archive in use first, then the project's own `content/`.
    Raises InvalidContent where a file has faults, or where no folder has topics.yml.
    """
    topics = next((folder / "topics.yml" for folder in folders if (folder / "topics.yml").is_file()), None)
    if topics is None:
        raise InvalidContent([Fault(str(folders[0] / "topics.yml"), 0, "", "is missing", "copy the project's own")])
    names: dict[str, Name] = {}
    for path in dict.fromkeys(folder / "entities.yml" for folder in folders):
        if is_there(path):
            for name in _read(tuple[Name, ...], read_text(path, str(path)), str(path)):
                names.setdefault(name.name, name)
    return Vocabulary(rules=_read(Rules, read_text(topics, str(topics)), str(topics)), names=tuple(names.values()))
