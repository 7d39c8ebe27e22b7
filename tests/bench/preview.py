"""What a maintainer waits for: `python -m tests.bench.preview [--items 10000]`.

`mkdocs serve` of an archive of invented items: seconds until it answers, until the page of the newest item is
there for the first time, and from the moment a file is written until that page shows what it says.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import click

from tests.bench.site import Bench
from tests.bench.world import World
from tests.previewed import Server, previewed
from tests.site.sample import edit

#: Edits of each kind.
ROUNDS = 3
_PATIENCE = 1200


@click.command(help=__doc__)
@click.option("--items", type=int, default=10_000, show_default=True)
def main(items: int) -> None:
    with tempfile.TemporaryDirectory() as temporary:
        project, folder = Path(temporary, "project"), Path(temporary, "tmp")
        folder.mkdir()
        bench = Bench(World(items), project)
        bench.begin(("en",), "http://127.0.0.1:9")
        begun = time.perf_counter()
        with previewed(project / "mkdocs.yml", folder, _PATIENCE) as server:
            tell("from nothing until it answers", begun)
            address = bench.world.address(items - 1)
            begun = time.perf_counter()
            server.get(f"{address}/")
            tell("a page of an item", begun)
            item, template = bench.content / f"{address}.md", project / "theme" / "recap" / "item.html"
            for number in range(ROUNDS):
                shown(server, address, f"edit-{number}", lambda new: edit(item, "title: ", f"title: {new} "), "an item")
            for number in range(ROUNDS):
                shown(server, address, f"edit-{ROUNDS + number}", lambda new: edit(template, "<h1", f"<p>{new}</p><h1"),
                      "the template of items")  # fmt: skip


def shown(server: Server, address: str, new: str, change: Callable[[str], None], what: str) -> None:
    """Change a file, and wait until the page says so."""
    begun = time.perf_counter()
    change(new)
    server.until(f"{address}/", lambda _, body: new.encode() in body)
    tell(f"{what} edited, until the page shows it", begun)


def tell(what: str, begun: float) -> None:
    print(f"{what} | {time.perf_counter() - begun:.2f} s | load {os.getloadavg()[0]:.1f}", flush=True)


if __name__ == "__main__":
    main()
