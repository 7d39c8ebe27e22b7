"""Work on a dask cluster. When a worker dies, its tasks run again on another worker.

What travels is pickled: whoever reaches the scheduler's port can run programs on it and on every worker.
"""

from __future__ import annotations

import pickle
import platform
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError
from contextlib import suppress
from functools import lru_cache
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path
from typing import Any

from generator import __version__
from generator.executor.executor import AHEAD, in_turn
from generator.model.errors import ExecutorError
from generator.shipped import PACKAGE, dependencies

#: Seconds that a scheduler gets to answer, and to have a worker.
PATIENCE = 30.0


class Cluster:
    """The workers of a scheduler that runs somewhere."""

    def __init__(self, address: str, patience: float = PATIENCE) -> None:
        """address: tcp://HOST:PORT, or tls://HOST:PORT with the certificates that dask is configured with.

        Raises ExecutorError where dask is not installed, no scheduler answers, or it has no worker; patience: seconds.
        """
        try:
            import distributed  # noqa: PLC0415 (an extra, and 1 s)
        except ImportError as error:
            raise ExecutorError(f"dask is not installed; install '{PACKAGE}[dask]'") from error
        self._address, self._patience = address, patience
        self._client: Any = _connected(distributed, address, patience)
        self._killed: type[Exception] = distributed.KilledWorker

    @property
    def workers(self) -> int:
        """Threads of all workers that there are now."""
        return max(1, sum(map(int, self._client.nthreads().values())))

    def map(self, function: Callable[[Any], Any], values: Iterable[Any], /) -> Iterator[Any]:
        """See `Executor`. Raises ExecutorError where the scheduler or all workers are lost, or workers differ."""
        pickled = pickle.dumps(function, pickle.HIGHEST_PROTOCOL)
        key = f"recap-{blake2b(pickled, digest_size=16).hexdigest()}"
        # a task and no scattered value: a lost task is done again, a lost value is lost
        shared = self._client.submit(_loaded, pickled, program(), key=key)

        def submit(value: Any) -> Any:
            return self._client.submit(_work, shared, pickle.dumps(value, pickle.HIGHEST_PROTOCOL), pure=False)

        return (pickle.loads(self._answer(one)) for one in in_turn(submit, values, AHEAD * self.workers))  # noqa: S301

    def close(self) -> None:
        """See `Executor`."""
        self._client.close()

    def _answer(self, future: Any) -> bytes:
        try:
            while not self._is_done(future):
                self._client.wait_for_workers(1, timeout=self._patience)  # those that died may be starting again
            answer: bytes = future.result()
            return answer
        except self._killed as error:
            raise ExecutorError(f"{self._address}: workers died over the same value; give them memory") from error
        except ModuleNotFoundError as error:
            raise ExecutorError(f"{self._address}: a worker lacks {error.name}; {_REMEDY}") from error
        except (CancelledError, OSError) as error:
            if future.status == "error":  # the function's own
                raise
            raise ExecutorError(f"{self._address}: scheduler or last worker was lost; start it again") from error

    def _is_done(self, future: Any) -> bool:
        with suppress(TimeoutError):
            future.result(self._patience)
        return bool(future.done())


_REMEDY = f"install {PACKAGE}[dask] {__version__} on it, from the same requirements.lock"


def _connected(distributed: Any, address: str, patience: float) -> Any:
    try:
        client = distributed.Client(address, timeout=patience, set_as_default=False)
    except (OSError, ValueError, TypeError) as error:
        raise ExecutorError(
            f"{address}: no dask scheduler answers; start one with `dask scheduler`"
            + (", and see that dask knows the certificates" if address.startswith("tls:") else "")
        ) from error
    try:
        client.wait_for_workers(1, timeout=patience)
    except TimeoutError as error:
        client.close()
        raise ExecutorError(f"{address}: has no worker; start one with `dask worker {address}`") from error
    return client


def _loaded(pickled: bytes, expected: str) -> Callable[[Any], Any]:
    """The function, once on each worker. Raises ExecutorError on one that would do otherwise than this program."""
    if program() != expected:
        raise ExecutorError(f"a worker at {platform.node()} has another program, or other packages; {_REMEDY}")
    function: Callable[[Any], Any] = pickle.loads(pickled)  # noqa: S301 (whoever reaches a worker can run anything)
    return function


def _work(function: Callable[[Any], Any], value: bytes) -> bytes:
    """Bytes in and out: dask would look into a value, and pass some of its parts on by ways of its own."""
    return pickle.dumps(function(pickle.loads(value)), pickle.HIGHEST_PROTOCOL)  # noqa: S301


@lru_cache(1)
def program() -> str:
    """Hash of Python version, program files and dependency versions; workers must match."""
    digest = blake2b(f"{platform.python_version()} {platform.machine()}".encode(), digest_size=16)
    root = Path(__file__).parents[1]
    for path in sorted(path for ending in ("py", "yml", "txt") for path in root.rglob(f"*.{ending}")):
        digest.update(f"{path.relative_to(root).as_posix()}\0".encode() + path.read_bytes())
    for name in dependencies():
        digest.update(f"{name} {version(name)}\n".encode())
    return digest.hexdigest()
