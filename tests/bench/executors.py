"""Throughput of the steps that executors take over, with one and two workers: `python -m tests.bench.executors`.

A week of articles is drafted and grounded by the built-in engine, and grouped: its documents and the features of their
pairs. Articles are those of a folder that `recap collect` filled (--cache), or, without one, the sample archive's feeds
many times over. Every way of working runs in turn within each round, since the machine may be busy; told is the median
of the rounds in articles a second, beside that of the serial run of the same rounds, and the CPU seconds of workers.
The results of all must be equal.
"""

from __future__ import annotations

import os
import pickle
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import click
import psutil
from rich.console import Console
from rich.table import Table

from generator.archive.reference import read_vocabulary
from generator.collect.collector import Means, collect, load_sources
from generator.collect.relevance import RelevanceScorer
from generator.collect.selection import Filters, Span
from generator.enrich.extractive.engine import ExtractiveEngine
from generator.enrichment import Enrichment
from generator.executor.cluster import Cluster
from generator.executor.executor import SERIAL, Executor, Mapper, Threads
from generator.executor.processes import Processes
from generator.group.documents import DocumentMaker
from generator.group.events import Event, group
from generator.group.retrieval.index import Index
from generator.model.article import Article
from generator.model.week import Week
from generator.settings import Fetch
from generator.text.names import NameFinder
from tests.conftest import ROOT
from tests.executor.clusters import running_cluster
