"""The record of the sources on disk: `content/status.jsonl`, the program's own file, a line of JSON a source.

Two runs may write it at once: beside it lies a .gitattributes by which git keeps the lines of both (merge=union), and
reading joins the lines of one source. A year of 43 sources read hourly costs git 1.1 MB, packed, in 1,405 versions with
their commits, although some source fails at most times: `python -m tests.bench.status` measures it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from pathlib import Path

from generator.files import is_there, read_text, write_atomically
from generator.model import yamltext
from generator.model.errors import Fault, InvalidContent, gathered, remedied
from generator.model.status import SourceStatus

NAME = "status.jsonl"
_ATTRIBUTES = (
    f"# Of two runs that wrote at once git keeps all lines; reading joins those of one source.\n{NAME} merge=union\n"
)
_REMEDY = "take out the line: the next run writes what it knows anew"


def read_status(root: Path) -> dict[str, SourceStatus]:
    """The record by source; empty where there is none.

    root: the archive's folder. Raises InvalidContent naming file, line and remedy of every line that cannot be used.
    """
    path = root / NAME
    if not is_there(path):
        return {}
    faults: list[Fault] = []
    found: dict[str, SourceStatus] = {}
    for status in _read(read_text(path), str(path), faults):
        found[status.source] = status.joined(found[status.source]) if status.source in found else status
    if faults:
        raise InvalidContent(faults)
    return found


def write_status(root: Path, statuses: Mapping[str, SourceStatus]) -> bool:
    """Put the record in the archive's folder, by name; False where it was there already."""
    if not statuses:
        return False
    if not (root / ".gitattributes").exists():
        write_atomically(root / ".gitattributes", _ATTRIBUTES.encode())
    return write_atomically(root / NAME, render(statuses[name] for name in sorted(statuses)).encode())


def ahead(root: Path, statuses: Mapping[str, SourceStatus], now: datetime) -> list[Fault]:
    """Entries dated in the future (wrong clock); they would win over newer ones.

    now: by a clock that is right, to a day.
    """
    written = [status.asked for status in statuses.values() if status.asked > now + timedelta(days=1)]
    if not written:
        return []
    problem = f"was written by a run whose clock said {max(written):%Y-%m-%d}"
    remedy = "restore the file from git, or delete it: the next run writes what it knows anew"
    return [Fault(str(root / NAME), 0, "", problem, remedy)]


def render(statuses: Iterable[SourceStatus]) -> str:
    """The text of the file; fields at their default left out."""
    return "".join(f"{status.model_dump_json(exclude_defaults=True)}\n" for status in statuses)


def _read(text: str, file: str, faults: list[Fault]) -> Iterator[SourceStatus]:
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip():
            try:
                with gathered(faults), remedied(_REMEDY):
                    yield yamltext.validate(SourceStatus, json.loads(line), "", file, number)
            except (json.JSONDecodeError, RecursionError):
                faults.append(Fault(file, number, "", "is not valid JSON", _REMEDY))
