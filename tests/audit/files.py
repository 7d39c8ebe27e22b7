"""Checks that read the files of the site: links, markup, structured data."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Sequence
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import click

from tests.audit.finding import NODE, Finding, none_of, run, tool
from tests.site.markup import dead_links, parse

_TYPED = """\
import type {{ Graph }} from "schema-dts";
export const page: Graph = {data};
"""


def links(site: Path, below: str) -> Sequence[Finding]:
    """Every address and fragment of every page that leads into the site, which is served in the folder `below`."""
    pages = {path.relative_to(site).as_posix(): parse(path.read_text("utf-8")) for path in sorted(site.rglob("*.html"))}
    return [none_of("dead links", f"{len(pages)} pages", list(dead_links(site, pages, below)))]


def markup(site: Path) -> Sequence[Finding]:
    """HTML and CSS as the Nu checker of the W3C's validator sees them."""
    html = _checked(site, "--skip-non-html", site)
    css = _checked(site, "--css", *sorted(site.glob("assets/*.css")))
    return [none_of("HTML errors", "all pages", html), none_of("CSS errors", "stylesheets", css)]


def _checked(site: Path, *arguments: str | Path) -> list[str]:
    jar = tool("vnu-jar/build/dist/vnu.jar")
    done = run("java", "-Xss2m", "-jar", jar, "--errors-only", "--format", "json", *arguments, timeout=600)
    return [
        f"{message.get('url', '').removeprefix(f'file:{site}/')}:{message.get('lastLine', '?')}: {message['message']}"
        for message in checker_messages(done)
        if message["type"] in ("error", "non-document-error")
    ]


def checker_messages(done: CompletedProcess[str]) -> list[dict[str, Any]]:
    """What the Nu checker said; a run without a report is an error, and no page without faults."""
    output = done.stderr or done.stdout
    if not output.lstrip().startswith("{"):
        raise click.ClickException(f"the Nu checker gave no report (exit code {done.returncode}): {output[:300]}")
    messages: list[dict[str, Any]] = json.loads(output)["messages"]
    return messages


def structured_data(site: Path) -> Sequence[Finding]:
    """The JSON-LD of every page as a value of schema.org's types, which a compiler holds it to."""
    tsc = tool("typescript/bin/tsc")
    graphs = [
        (path.relative_to(site).as_posix(), script.text)
        for path in sorted(site.rglob("*.html"))
        for script in parse(path.read_text("utf-8")).all("script", type="application/ld+json")
    ]
    with tempfile.TemporaryDirectory() as folder:
        for number, (_, text) in enumerate(graphs):
            (Path(folder) / f"page{number}.ts").write_text(_TYPED.format(data=text), "utf-8")
        (Path(folder) / "node_modules").symlink_to(NODE)
        files = [f"page{number}.ts" for number in range(len(graphs))]
        options = {
            "strict": True,
            "noEmit": True,
            "skipLibCheck": True,
            "module": "esnext",
            "moduleResolution": "bundler",
        }
        (Path(folder) / "tsconfig.json").write_text(json.dumps({"compilerOptions": options, "files": files}))
        done = run("node", tsc, "-p", folder, timeout=600)
    faults = compiler_faults(done, [name for name, _ in graphs])
    return [none_of("schema.org errors", f"{len(graphs)} scripts", faults)]


def compiler_faults(done: CompletedProcess[str], names: Sequence[str]) -> list[str]:
    """What the compiler refused, by page; a run that failed without saying so is an error."""
    faults = []
    for line in done.stdout.splitlines():
        if "error TS" in line:
            place = line.partition("(")[0].rpartition("page")[2].removesuffix(".ts")
            faults.append(f"{names[int(place)] if place.isdigit() else line}: {line.partition('error ')[2][:300]}")
    if done.returncode and not faults:
        raise click.ClickException(
            f"the compiler failed (exit code {done.returncode}): {done.stdout}{done.stderr}"[:500]
        )
    return faults
