"""The coverage of a week on disk: `content/<year>/<week>/coverage.json`, the program's own file.

A line an article, so that git deltas stay small. Nobody edits it; one that cannot be read may be deleted.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from generator.files import is_there, read_text, write_atomically
from generator.model import yamltext
from generator.model.coverage import Coverage
from generator.model.errors import Fault, InvalidContent, gathered, remedied
from generator.model.week import Week

_NAME = "coverage.json"
_REMEDY = "restore it from git, or delete it: the next build of this week makes it again"


def coverage_path(root: Path, week: Week) -> Path:
    """The file of a week below the archive's folder."""
    return root / week.folder / _NAME


def read_coverage(root: Path, week: Week) -> Coverage | None:
    """The coverage of a week without the articles of items, see `Coverage.with_items`; None where there is none.

    Raises InvalidContent naming the file, the place in it and the remedy.
    """
    path = coverage_path(root, week)
    if not is_there(path):
        return None
    with remedied(_REMEDY):
        coverage = _parsed(read_text(path), str(path))
    if coverage.week != str(week):
        raise InvalidContent([Fault(str(path), 0, "week", f"says {coverage.week}", _REMEDY)])
    return coverage


def write_coverage(root: Path, coverage: Coverage) -> bool:
    """Put a coverage, without the articles of items, in its week's folder; False where it was there already."""
    return write_atomically(coverage_path(root, Week.parse(coverage.week)), render(coverage).encode())


def check_coverages(root: Path) -> None:
    """Read every coverage of the archive; raises InvalidContent with the faults of all."""
    faults: list[Fault] = []
    for path in sorted(root.glob(f"[0-9][0-9][0-9][0-9]/W[0-9][0-9]/{_NAME}")):
        with gathered(faults):
            read_coverage(root, Week(int(path.parts[-3]), int(path.parts[-2][1:])))
    if faults:
        raise InvalidContent(faults)


class RecordedWeeks(Mapping[Week, Coverage]):
    """The coverages of an archive, each read when it is asked for and not kept: a year of them is 50,000 articles.

    Asking for one raises InvalidContent where its file has faults.
    """

    def __init__(self, root: Path, weeks: Iterable[Week]) -> None:
        self._root = root
        self._weeks = [week for week in sorted(weeks) if coverage_path(root, week).is_file()]

    def __getitem__(self, week: Week) -> Coverage:
        if coverage := read_coverage(self._root, week):
            return coverage
        raise KeyError(week)

    def __iter__(self) -> Iterator[Week]:
        return iter(self._weeks)

    def __len__(self) -> int:
        return len(self._weeks)

    def __contains__(self, week: object) -> bool:
        return week in self._weeks

    def state(self, week: Week) -> str:
        """A digest of a week's file; empty where there is none."""
        path = coverage_path(self._root, week)
        return hashlib.blake2b(path.read_bytes(), digest_size=12).hexdigest() if path.is_file() else ""


def render(coverage: Coverage) -> str:
    """The text of the file: JSON, a line for each source, article and story; fields at their default left out."""
    data = coverage.model_dump(mode="json", exclude_defaults=True)
    lists = {name: data.get(name, []) for name in ("sources", "articles", "digests")}
    parts = [f'"week": {_text(data["week"])}']
    parts += [
        f'"{name}": [{_lines(map(_digest if name == "digests" else _text, values))}]' for name, values in lists.items()
    ]
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _digest(digest: dict[str, Any]) -> str:
    head = {name: value for name, value in digest.items() if name != "stories"}
    stories = _lines(_text(story) for story in digest.get("stories", ()))
    return f'{_text(head)[:-1]}, "stories": [{stories}]}}'


def _lines(texts: Iterable[str]) -> str:
    """One a line, between line ends; nothing where there is none."""
    joined = ",\n".join(texts)
    return f"\n{joined}\n" if joined else ""


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _parsed(text: str, file: str) -> Coverage:
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        raise InvalidContent([Fault(file, error.lineno, "", f"is not valid JSON: {error.msg}")]) from error
    except RecursionError as error:
        raise InvalidContent([Fault(file, 0, "", "is nested too deeply")]) from error
    return yamltext.validate(Coverage, data, text, file)
