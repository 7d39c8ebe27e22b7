"""Whatever happens to an archive, the site that follows it step by step is the one that is built from nothing."""

from __future__ import annotations

import os
import shutil
import tempfile
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from generator.archive.coverage import write_coverage
from generator.archive.store import Archive
from generator.archive.stored import StoredItem
from generator.model.item import Correction, Entities, Related, TimelineEntry
from generator.model.week import Week
from generator.site.build import build_site
from tests.make import item as make_item
from tests.make import report
from tests.site.sample import BARE, DEAL, PROJECT, SLOW, W24, W25, coverage, make_archive, make_project

#: Histories and steps of each: some of them in every run of the tests, many in `make bench`.
HISTORIES, STEPS = (int(number) for number in os.environ.get("RECAP_HISTORIES", "1x5").split("x"))

words = st.sampled_from(["Zephyr", "answers", "Cobalt", "again", "R&D", "cluster", "芯片", "limits"])
titles = st.lists(words, min_size=2, max_size=5).map(" ".join)
names = st.lists(st.sampled_from(["Northwind", "Halyard", "Cobalt Labs", "澄海"]), unique=True, max_size=3).map(tuple)
topics = st.lists(st.sampled_from(["infrastructure", "safety", "retired"]), unique=True, max_size=2).map(tuple)
weeks = st.sampled_from([W24, W25, W25.shift(1), W25.shift(30)])


def files_of(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def put(folder: Path, files: dict[str, bytes]) -> None:
    """Make a folder hold these files and no others."""
    for path in files_of(folder).keys() - files.keys():
        (folder / path).unlink()
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        if not (folder / path).is_file() or (folder / path).read_bytes() != data:
            (folder / path).write_bytes(data)


def built_from_nothing(project: Path) -> dict[str, bytes]:
    """The files of the site of a project, by a build that remembers nothing."""
    twin = project.with_name("twin")
    shutil.rmtree(twin, ignore_errors=True)
    twin.mkdir()
    for name in ("content", "own"):
        (twin / name).symlink_to(project / name)
    shutil.copy(project / "mkdocs.yml", twin / "mkdocs.yml")
    build_site(twin / "mkdocs.yml")
    return files_of(twin / "site")


def first_difference(one: dict[str, bytes], other: dict[str, bytes]) -> str:
    return next((path for path in sorted({*one, *other}) if one.get(path) != other.get(path)), "")


def begun(folder: Path) -> Path:
    """A project of the sample archive, with a theme of its own over ours; returns it."""
    project = folder / "project"
    mkdocs_yml = make_project(project, "languages: [en, zh], preview_images: false")
    text = mkdocs_yml.read_text("utf-8").replace(f"custom_dir: '{PROJECT / 'theme'}'", "custom_dir: own")
    mkdocs_yml.write_text(text, "utf-8")
    (project / "own" / "recap").mkdir(parents=True)
    make_archive(project / "content")
    return project


#: Templates, and a place in each at which a text comes out on every page that is made of it.
PLACES = {
    "base.html": "<body>",
    "recap/parts.html": "{% macro to(link) %}",
    "recap/listing.html": "{% block content %}",
    "recap/edition.html": "{% block content %}",
    "recap/item.html": "{% block content %}",
}


def change_template(project: Path, template: str, mark: str) -> None:
    """Have a template of the project's own instead of ours, which leaves a mark."""
    theirs = (PROJECT / "theme" / template).read_text("utf-8")
    own = theirs.replace(PLACES[template], f"{PLACES[template]}<!-- {mark} -->", 1)
    (project / "own" / template).write_text(own, "utf-8")


class Histories(RuleBasedStateMachine):
    """What happens to an archive, in any order; after each step both sites have the same files, byte for byte."""

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.project = begun(self.folder)
        self.content = self.project / "content"
        self.before = files_of(self.content)
        self.number = 0

    def teardown(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)

    @invariant()
    def both_sites_are_the_same(self) -> None:
        build_site(self.project / "mkdocs.yml")
        assert first_difference(files_of(self.project / "site"), built_from_nothing(self.project)) == ""

    def archive(self) -> Archive:
        self.before = files_of(self.content)
        return Archive.open(self.content)

    def chosen(self, archive: Archive, data: st.DataObject) -> StoredItem:
        return data.draw(st.sampled_from(list(archive.items.values())))

    @rule(data=st.data(), title=titles, week=weeks, names=names, topics=topics)
    def add(self, data: st.DataObject, title: str, week: Week, names: tuple[str, ...], topics: tuple[str, ...]) -> None:
        archive = self.archive()
        earlier = self.chosen(archive, data)
        self.number += 1
        date = week.start + timedelta(hours=self.number)
        item = make_item(
            title=title, edition=str(week), date=date, updated=date, topics=topics, entities=Entities(companies=names),
            articles=(report(url=f"https://ledger.example/{self.number}"),),
            related=(Related(item=earlier.address, relation="earlier", why="both", score=0.5),),
            timeline=(TimelineEntry(date="2026-01", item=earlier.address),),
            storyline=earlier.address if data.draw(st.booleans()) else None,
        )  # fmt: skip
        archive.write_item(StoredItem(f"{week.folder}/added-{self.number}", item))

    @rule(data=st.data(), title=titles)
    def edit(self, data: st.DataObject, title: str) -> None:
        archive = self.archive()
        stored = self.chosen(archive, data)
        archive.write_item(StoredItem(stored.address, stored.item.model_copy(update={"title": title})))

    @rule(data=st.data())
    def note(self, data: st.DataObject) -> None:
        stored = self.chosen(self.archive(), data)
        with (self.content / f"{stored.address}.md").open("a", encoding="utf-8") as file:
            file.write("One more *note*.\n")

    @rule(data=st.data())
    def correct(self, data: st.DataObject) -> None:
        archive = self.archive()
        stored = self.chosen(archive, data)
        later = stored.item.updated + timedelta(hours=1)
        told = Correction(date=later, field="title", was=stored.item.title, now="Corrected", why="It was wrong.")
        changed = {"title": "Corrected", "updated": later, "corrections": (*stored.item.corrections, told)}
        archive.write_item(StoredItem(stored.address, stored.item.model_copy(update=changed)))

    @rule(data=st.data())
    def delete(self, data: st.DataObject) -> None:
        archive = self.archive()
        named = (self.content / "decisions.yml").read_text("utf-8")
        free = [address for address in archive.items if address not in named]
        (self.content / f"{data.draw(st.sampled_from(free))}.md").unlink()

    @rule(decision=st.sampled_from([
        f"merge:\n  - {{events: [{DEAL}, {SLOW}], why: one event}}\n",
        f"split:\n  - {{item: {DEAL}, articles: ['https://ledger.example/ai/rival'], why: another event}}\n",
        f"suppress:\n  - {{item: {BARE}, why: asked for}}\n",
        "",
    ]))  # fmt: skip
    @precondition(lambda self: {DEAL, SLOW, BARE} <= Archive.open(self.content).files.keys())
    def decide(self, decision: str) -> None:
        self.before = files_of(self.content)
        (self.content / "decisions.yml").write_text(decision, "utf-8")

    @rule()
    def rank_again(self) -> None:
        archive = self.archive()
        for stored in list(archive.editions.values()):
            archive.write_edition(stored.edition.model_copy(update={"top": stored.edition.top[::-1], "brief": ()}))

    @rule()
    def delete_an_edition(self) -> None:
        self.before = files_of(self.content)
        (self.content / W25.folder / "index.md").unlink(missing_ok=True)

    @rule(label=words)
    def rename_a_topic(self, label: str) -> None:
        self.before = files_of(self.content)
        path = self.content / "topics.yml"
        path.write_text(path.read_text("utf-8").replace("en: Infrastructure", f"en: {label} chips"), "utf-8")

    @rule(title=words)
    def change_sources(self, title: str) -> None:
        self.before = files_of(self.content)
        source = f'- {{name: the-ledger, title: {title}, homepage: "https://l.example/", url: "https://l.example/f", language: en}}'
        (self.content / "sources.yml").write_text(f"{source}\n", "utf-8")

    @rule(articles=st.integers(1, 7))
    def collect(self, articles: int) -> None:
        self.before = files_of(self.content)
        told = coverage()
        write_coverage(self.content, told.model_copy(update={"articles": told.articles[:articles]}))

    @rule(text=words)
    def write_a_page(self, text: str) -> None:
        self.before = files_of(self.content)
        (self.content / "pages" / "about.md").write_text(f"# About\n\n{text}\n", "utf-8")

    @rule(is_there=st.booleans())
    def take_an_address(self, is_there: bool) -> None:
        """A hand-written file where one of ours would be."""
        self.before = files_of(self.content)
        path = self.content / "pages" / "llms.txt"
        if is_there:
            path.write_text("By hand.\n", "utf-8")
        else:
            path.unlink(missing_ok=True)

    @rule(contact=st.sampled_from(["a@recap.example", "b@recap.example"]))
    def change_settings(self, contact: str) -> None:
        path = self.project / "mkdocs.yml"
        lines = path.read_text("utf-8").replace("preview_images: false", f"preview_images: false, contact: {contact}")
        if "contact" not in path.read_text("utf-8"):
            path.write_text(lines, "utf-8")

    @rule(mark=words, template=st.sampled_from([*PLACES]))
    def change_a_template(self, mark: str, template: str) -> None:
        change_template(self.project, template, mark)

    @rule()
    def undo(self) -> None:
        now = files_of(self.content)
        put(self.content, self.before)
        self.before = now

    @rule()
    def check_out_again(self) -> None:
        for path in self.content.rglob("*"):
            os.utime(path, (10**9, 10**9))

    @rule()
    def lose_the_cache(self) -> None:
        shutil.rmtree(self.project / ".cache")


def test_any_history_ends_where_a_build_from_nothing_does() -> None:
    found = settings(
        max_examples=HISTORIES, stateful_step_count=STEPS, deadline=None, suppress_health_check=list(HealthCheck)
    )
    run_state_machine_as_test(Histories, settings=found)


def test_what_is_made_again_comes_out_otherwise(tmp_path: Path) -> None:
    """Long lists above all: of a name, a topic and a source only the last pages say anything about a new item."""
    mkdocs_yml = make_project(tmp_path / "project", "preview_images: false")
    make_archive(content := mkdocs_yml.parent / "content")
    archive = Archive.open(content)

    def put(number: int) -> None:
        date = W24.start + timedelta(minutes=number)
        archive.write_item(
            StoredItem(
                f"{W24.folder}/no-{number}",
                make_item(
                    title=f"No. {number}", edition=str(W24), date=date, updated=date, topics=("safety",),
                    entities=Entities(companies=("Northwind",), models=("Zephyr",), people=("Ada",), products=("Quay",)),
                    articles=(report(url=f"https://ledger.example/{number}"),),
                ),
            )
        )  # fmt: skip

    for number in range(120):
        put(number)
    build_site(mkdocs_yml)
    before = files_of(mkdocs_yml.parent / "site")
    put(120)
    made = build_site(mkdocs_yml).rendered
    after = files_of(mkdocs_yml.parent / "site")
    changed = [path for path, data in after.items() if path.endswith(".html") and before.get(path) != data]
    assert any(path.startswith("companies/northwind/page/") for path in changed)
    assert made - len(changed) <= 4, "pages that were made again and came out the same"


@pytest.mark.long
@pytest.mark.parametrize("template", PLACES)
def test_a_template_costs_the_pages_that_are_made_of_it(tmp_path: Path, template: str) -> None:
    project = begun(tmp_path)
    build_site(project / "mkdocs.yml")
    before = files_of(project / "site")
    change_template(project, template, "other")
    report = build_site(project / "mkdocs.yml")
    after = files_of(project / "site")
    assert first_difference(after, built_from_nothing(project)) == ""
    pages = [path for path, data in after.items() if path.endswith(".html") and before[path] != data]
    assert pages and all(b"<!-- other -->" in after[path] for path in pages)
    if template in ("recap/listing.html", "recap/edition.html", "recap/item.html"):
        assert report.rendered == len(pages) < report.pages
