"""What `executor` and --executor may say, and that no message repeats what is wrong with it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from generator.cli import main
from generator.executor.choice import checked_choice, open_executor
from generator.executor.cluster import Cluster
from generator.executor.executor import Serial, Threads
from generator.executor.forks import Forks
from generator.executor.processes import Processes
from generator.model.errors import ExecutorError, InvalidContent
from generator.settings import parse
from tests.executor import tasks
from tests.feedserver import make_project

GOOD = [
    "forks",
    "serial",
    "threads",
    "processes",
    "dask://10.0.0.7:8786",
    "dask+tls://scheduler.news.example:8786",
    "dask://[::1]:1",
]
BAD = [
    "", "Serial", "process", "dask", "dask://host", "dask://host:", "dask://host:99999", "dask://:8786", "tcp://host:8786",
    "dask+ucx://host:8786", "dask+ws://host:8786", "inproc://host:8786", "dask://me:hunter2@host:8786",
    "dask://host:8786/hunter2", "dask://host:8786?token=hunter2", "dask://host:8786\n", "dask://ho st:8786",
]  # fmt: skip


@pytest.mark.parametrize("choice", GOOD)
def test_what_may_be_said(choice: str) -> None:
    assert checked_choice(choice) == choice
    assert parse({"executor": choice}, None).executor == choice


@pytest.mark.parametrize("choice", BAD)
def test_what_may_not(choice: str) -> None:
    told = CliRunner().invoke(main, ["build", "--executor", choice])
    with pytest.raises(InvalidContent) as caught:
        parse({"executor": choice}, None)
    assert told.exit_code == 2
    for message in (told.output, str(caught.value)):
        assert "must be forks, serial, threads, processes, dask://HOST:PORT" in " ".join(message.split())
        assert "hunter2" not in message


@pytest.mark.parametrize(
    ("choice", "kind"),
    [
        ("forks", Forks),
        ("serial", Serial),
        ("threads", Threads),
        pytest.param("processes", Processes, marks=pytest.mark.long),
    ],
)
def test_each_choice_opens_its_executor(choice: str, kind: type) -> None:
    with open_executor(choice) as executor:
        assert type(executor) is kind
        assert list(executor.map(tasks.square, range(4))) == [0, 1, 4, 9]


def test_a_cluster_is_reached_over_tcp(cluster: Any) -> None:
    with open_executor(cluster.scheduler_address.replace("tcp:", "dask:")) as executor:
        assert isinstance(executor, Cluster)
        assert list(executor.map(tasks.square, range(4))) == [0, 1, 4, 9]


def test_without_dask_its_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)  # what Python does where a package is missing
    with pytest.raises(ExecutorError, match=r"dask is not installed; install 'weekly-ai-recap\[dask\]'"):
        open_executor("dask://127.0.0.1:8786")


def test_a_cluster_that_is_not_there_ends_the_command_with_words(tmp_path: Path) -> None:
    options = make_project(tmp_path, "")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("generator.executor.cluster.PATIENCE", 0.2)
        told = CliRunner().invoke(main, ["enrich", "--config", str(options.config), "--executor", "dask://127.0.0.1:9"])
    assert told.exit_code == 1
    assert "no dask scheduler answers; start one with `dask scheduler`" in " ".join(told.stderr.split())
