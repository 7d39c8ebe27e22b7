"""One cluster for all tests of the folder: it takes seconds to start, and as long as it runs it measures itself."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest

from tests.executor.clusters import running_cluster


@pytest.fixture(scope="package")
def cluster() -> Iterator[Any]:
    with running_cluster(2) as running:
        yield running
        with suppress(TimeoutError):  # a cluster that is closed while a worker starts waits a minute for it
            running.wait_for_workers(2, timeout=20)
