"""The maintainer's reference data beside the archive: topics.yml and entities.yml."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from generator.files import is_there, read_text
from generator.model import yamltext
from generator.model.errors import Fault, InvalidContent, nearest
from generator.model.vocabulary import Name, Rules, Vocabulary
from generator.model.yamltext import line_of

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
            for name in _read(tuple[Name, ...], read_text(path), str(path)):
                names.setdefault(name.name, name)
    return Vocabulary(rules=_read(Rules, read_text(topics), str(topics)), names=tuple(names.values()))


def odd_names(*folders: Path) -> Iterator[Fault]:
    """A list that is empty; names that stand twice in a list, of which one counts; companies that no list has."""
    known = {name.name for name in read_vocabulary(*folders).names if name.kind == "company"}
    for path in (folder / "entities.yml" for folder in dict.fromkeys(folders)):
        text = read_text(path) if is_there(path) else ""
        first: dict[str, int] = {}
        names = _read(tuple[Name, ...], text, str(path)) if text else ()
        if is_there(path) and not names:
            problem = "lists no names, so that no company, model, product or person is known"
            yield Fault(str(path), 1, "", problem, "restore it from git, or add some")
        for number, name in enumerate(names):
            if (other := first.setdefault(name.name, number)) != number:
                problem = f"{name.name} stands in line {line_of(text, str(other))} already, which counts"
                yield Fault(str(path), line_of(text, str(number)), f"{number}.name", problem, "put the two together")
            if name.company and name.company not in known:
                key = f"{number}.company"
                yield Fault(
                    str(path),
                    line_of(text, key),
                    key,
                    f"{name.company} is no company of the list",
                    nearest(name.company, known),
                )
