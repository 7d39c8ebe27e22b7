"""Helpers that write a file atomically; use them for everything under content/ and .cache/."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from generator.model.errors import ArchiveError, Fault, InvalidContent

_ROOM = " (free some space; nothing is half written, and the next run goes on from there)"
_RIGHT = " (give whoever runs this the right to it)"
_IN_THE_WAY = " (a file stands where a folder is to be, or the other way round; move it away)"
_MOUNTED = " (a place where something is mounted cannot be exchanged as a whole; name a folder below it)"
_REMEDIES = {
    **dict.fromkeys([errno.ENOSPC, errno.EDQUOT, errno.EFBIG], _ROOM),
    **dict.fromkeys([errno.EEXIST, errno.ENOTDIR, errno.EISDIR], _IN_THE_WAY),
    **dict.fromkeys([errno.EBUSY, errno.EXDEV], _MOUNTED),
    errno.ENOENT: " (put it back, or take the link that leads there away)",
    errno.ENAMETOOLONG: " (choose a shorter path)",
    errno.ELOOP: " (put the file itself in the place of the link)",
    **dict.fromkeys([errno.EACCES, errno.EPERM, errno.EROFS], _RIGHT),
}

_HALF = ".writing-"
"""How the name of a file begins that is not whole yet; the number of its writer's process follows."""
_swept: set[Path] = set()
_sweeping = threading.Lock()


def read_text(path: Path, name: str = "") -> str:
    """A UTF-8 text with its line ends as they are; InvalidContent where it is none, or where no file is there: to
    read a pipe is to wait for whoever writes into it. name: for messages, if not the path."""
    if not path.is_file() and path.exists() and not path.is_dir():
        is_there(path)
    return text_of(path.read_bytes(), name or str(path))


def text_of(data: bytes, name: str) -> str:
    """The text of a file's bytes; InvalidContent with the line where they are not UTF-8, or hold a NUL."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise InvalidContent([Fault(name, line, "", "is not UTF-8 text", "save the file as UTF-8")]) from error
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        remedy = "take it out, or restore the file from git: a disk that lost power leaves such"
        raise InvalidContent([Fault(name, line, "", "holds a NUL character, as no text does", remedy)])
    return text


def read_json(path: Path) -> Any:
    """What a file of the cache holds; OSError where there is none, ValueError where it is not JSON, however broken."""
    return parsed_json(path.read_bytes())


def parsed_json(data: bytes) -> Any:
    """What a text of the cache holds; ValueError where it is not JSON, however broken."""
    try:
        return json.loads(data)
    except RecursionError as error:
        raise ValueError("it is nested too deeply") from error


def is_there(path: Path) -> bool:
    """Whether a file of the archive is there; InvalidContent where a folder or a link to nowhere has its name."""
    if path.is_file():
        return True
    if path.exists() or path.is_symlink():
        remedy = "move it away, or put the file in its place"
        raise InvalidContent([Fault(str(path), 0, "", "is a folder or leads to no file", remedy)])
    return False


def leads_out(path: Path, folder: Path) -> bool:
    """Whether a path below a folder is a link, or lies behind one, that leads out of the folder."""
    depth = len(path.relative_to(folder).parts)
    is_linked = any(part.is_symlink() for part in (path, *path.parents)[:depth])
    return is_linked and not path.resolve().is_relative_to(folder.resolve())


def is_hidden(path: Path, folder: Path) -> bool:
    """Whether a path below a folder is, or lies in, what editors and systems hide: no page for MkDocs, and no item."""
    return any(map(is_hidden_name, path.relative_to(folder).parts))


def is_hidden_name(name: str) -> bool:
    """Whether an entry of a folder is hidden; no Path is made, of which an archive would need a hundred thousand."""
    return name.startswith(".")


def write_atomically(path: Path, data: bytes) -> bool:
    """Make `path` hold `data`, for good; False where it did already and nothing was touched.

    Temporary file beside it, fsync, rename, fsync of the folder: after a crash the old or the new bytes, never a mix.
    Raises ArchiveError naming the path where the disk refuses.
    """
    try:
        if path.is_file() and path.read_bytes() == data:
            return False
        with whole_file(path) as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        sync_folder(path.parent)
    except OSError as error:
        raise ArchiveError(f"{path}: cannot be written: {refusal(error)}") from error
    return True


def refusal(error: OSError) -> str:
    """Why the machine refuses a file, and what to do about it."""
    return f"{error.strerror or error}{_REMEDIES.get(error.errno or 0, '')}"


def cached(cache: Path, kind: str, folder: Path) -> Path:
    """Where a cache keeps what is remembered of a folder; without an ending. One cache may serve several folders, and
    knows them by the way that leads there from it: a runner of CI may check a project out into another place."""
    way = os.path.relpath(folder.resolve(), cache.resolve())
    return cache / f"{kind}-{hashlib.sha256(way.encode('utf-8', 'surrogateescape')).hexdigest()[:8]}"


def write_whole(path: Path, data: bytes) -> None:
    """Make `path` hold `data`. Atomic but not fsynced: for caches."""
    with whole_file(path) as file:
        file.write(data)


@contextmanager
def naming(path: Path | str) -> Iterator[None]:
    """Raises what the disk refuses meanwhile with the name of the file; a write that is refused says none."""
    try:
        yield
    except OSError as error:
        error.filename = error.filename or str(path)
        raise


@contextmanager
def whole_file(path: Path) -> Iterator[IO[bytes]]:
    """A file to write that becomes `path` on leaving, and nothing at all if anything is raised before.

    Raises OSError where the disk refuses, with the file's name.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    _sweep(path.parent.resolve())
    descriptor, name = tempfile.mkstemp(prefix=f"{_HALF}{os.getpid()}-", dir=path.parent)
    try:
        with naming(path), os.fdopen(descriptor, "wb") as file:
            yield file
        mode = path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask()
        Path(name).chmod(mode)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _sweep(folder: Path) -> None:
    """Remove what writers that were killed left half written in a folder, before this process writes there first."""
    with _sweeping:
        if folder not in _swept:
            for left in folder.glob(f"{_HALF}*"):
                if not _is_at_work(left.name.removeprefix(_HALF).partition("-")[0]):
                    left.unlink(missing_ok=True)
            _swept.add(folder)


def _is_at_work(process: str) -> bool:
    """Whether the process still runs. Our own id counts as dead: containers reuse ids."""
    try:
        os.kill(int(process), 0)
    except PermissionError:
        return True
    except (OSError, OverflowError, ValueError):
        return False
    return int(process) != os.getpid()


def sync_folder(folder: Path) -> None:
    """Make sure that the names in a folder outlive a loss of power."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current
