"""A dask cluster as a newsroom has it: a scheduler that listens on TCP, workers in processes of their own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


@contextmanager
def running_cluster(workers: int) -> Iterator[Any]:
    """The LocalCluster; each worker has one thread, and is started anew by its nanny where it dies, but not for ever."""
    from distributed import LocalCluster  # noqa: PLC0415 (1 s that few tests need)

    with LocalCluster(  # type: ignore[no-untyped-call]
        n_workers=workers, threads_per_worker=1, processes=True, host="127.0.0.1", protocol="tcp",
        dashboard_address="127.0.0.1:0", silence_logs=50, scheduler_kwargs={"allowed_failures": 2},
    ) as cluster:  # fmt: skip
        yield cluster


def pids(cluster: Any) -> list[int]:
    """Process numbers of the workers that run now."""
    return [nanny.pid for nanny in cluster.workers.values() if nanny.pid]
