"""Mistakes and bad luck of maintainers and machines: told by file, line and remedy; nothing is lost; the next run is fine."""

from __future__ import annotations

import logging
import os
import re
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import pairwise
from pathlib import Path

import pytest
from click.testing import CliRunner
from mkdocs.__main__ import cli as mkdocs
from pytest_httpserver import HTTPServer

from tests.conftest import ROOT
from tests.feedserver import HARBOUR, LEDGER, FeedServer, make_project, recap, rss

pytestmark = pytest.mark.long

WHEN = ["--week", "2026-W25", "--now", "2026-06-21T20:00:00Z"]
ITEM = "content/2026/W25/northwind-rents-halyards-cluster-and-doubles-zephyrs-limits.md"
#: As root every file may be written: these give that up for one command.
ORDINARY = ["setpriv", "--bounding-set", "-dac_override,-dac_read_search,-fowner"] if os.geteuid() == 0 else []
can_refuse = pytest.mark.skipif(bool(ORDINARY) and not shutil.which("setpriv"), reason="root may write everything")


@pytest.fixture(scope="module")
def feeds(make_httpserver: HTTPServer) -> FeedServer:
    make_httpserver.clear()
    served = FeedServer(make_httpserver, {"ledger": rss(LEDGER), "harbour": rss(HARBOUR)}, {})
    make_httpserver.expect_request(re.compile(r"/.*\.xml")).respond_with_handler(served.answer)
    return served


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory, feeds: FeedServer) -> Path:
    """A project that nothing was built of yet."""
    folder = tmp_path_factory.mktemp("fresh") / "project"
    make_project(folder, feeds.sources(), recap={"languages": ["en"], "preview_images": False})
    return folder


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, fresh: Path) -> Path:
    """A project after an undisturbed run."""
    folder = copy(fresh, tmp_path_factory.mktemp("built"))
    assert recap(folder, "build", *WHEN).exit_code == 0
    return folder


def copy(project: Path, parent: Path) -> Path:
    shutil.copytree(project, parent / "project", symlinks=True)
    return parent / "project"


def in_process(folder: Path, *before: str, limit: int | None = None, **environment: str) -> subprocess.Popen[str]:
    """A build in a process of its own; limit: bytes that a file may have, beyond which the disk is full."""
    command = [*before, sys.executable, "-m", "generator.cli", "build", *WHEN, "--config", str(folder / "mkdocs.yml")]

    def fill() -> None:
        if limit is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    return subprocess.Popen(
        command, cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, preexec_fn=fill,  # noqa: PLW1509
        env={**os.environ, **environment},
    )  # fmt: skip


def content(folder: Path, *names: str) -> dict[str, bytes]:
    """What a run leaves, by path: the archive, or other folders."""
    roots = [folder / name for name in names or ("content",)]
    return {
        str(path.relative_to(folder)): path.read_bytes() for root in roots for path in root.rglob("*") if path.is_file()
    }


def as_utf16(data: bytes) -> bytes:
    return data.decode().encode("utf-16")


def with_conflict(data: bytes) -> bytes:
    first, rest = data.split(b"\n", 1)
    return b"\n".join([first, b"<<<<<<< HEAD", b"=======", b">>>>>>> theirs", rest])


def twice(data: bytes) -> bytes:
    return data + data.split(b"\n")[0] + b"\n"


def with_tab(data: bytes) -> bytes:
    return data + b"- name: a\n\ttitle: b\n"


Change = Callable[[bytes], bytes]
UTF8, MARKERS = "is not UTF-8 text (save the file as UTF-8)", "has an unresolved merge conflict (choose one side"


@pytest.mark.parametrize(
    ("file", "change", "told"),
    [
        (ITEM, as_utf16, f":1: {UTF8}"),
        ("content/sources.yml", as_utf16, f":1: {UTF8}"),
        ("content/topics.yml", as_utf16, f":1: {UTF8}"),
        ("content/entities.yml", as_utf16, f":1: {UTF8}"),
        ("content/status.jsonl", as_utf16, f":1: {UTF8}"),
        ("content/2026/W25/coverage.json", as_utf16, ":1: is not UTF-8 text (restore it from git, or delete it"),
        ("content/pages/about.md", as_utf16, f":1: {UTF8}"),
        ("mkdocs.yml", as_utf16, f":1: {UTF8}"),
        (ITEM, with_conflict, f":2: {MARKERS}"),
        ("content/2026/W25/index.md", with_conflict, f":2: {MARKERS}"),
        (
            "content/2026/W25/index.md",
            lambda data: data.replace(b"edition: 2026-W25", b"edition: 2026-W24"),
            ":3: edition: says 2026-W24 (it belongs in 2026/W24/index.md)",
        ),
        ("content/sources.yml", with_conflict, f":2: {MARKERS}"),
        ("content/topics.yml", with_conflict, f":2: {MARKERS}"),
        ("content/decisions.yml", lambda data: b"merge: []\n<<<<<<< HEAD\n", f":2: {MARKERS}"),
        ("content/pages/about.md", with_conflict, f":2: {MARKERS}"),
        ("content/pages/about.md", lambda data: b"---\ntitle: [\n---\n" + data, ":3: is not valid YAML: "),
        (
            "content/pages/about.md",
            lambda data: b"---\ntitle: x\ntemplate: none.html\n---\n" + data,
            ":3: template: is no template of the theme (name one of the theme, like main.html, or take the line out)",
        ),
        ("content/status.jsonl", with_conflict, ":2: is not valid JSON (take out the line"),
        ("mkdocs.yml", with_conflict, f":2: {MARKERS}"),
        ("content/sources.yml", twice, "'ledger' stands in line 1 already (give each source its own)"),
        ("content/sources.yml", with_tab, "(indent with spaces, not tabs)"),
        ("mkdocs.yml", lambda data: data.replace(b"theme:\n  name", b"theme:\n\tname"), ":11: is not valid YAML: "),
    ],
)
def test_a_file_that_cannot_be_read_is_named_with_line_and_remedy(
    tmp_path: Path, built: Path, file: str, change: Change, told: str
) -> None:
    folder = copy(built, tmp_path)
    path = folder / file
    was = path.read_bytes() if path.exists() else b""
    path.write_bytes(change(was))
    before = content(folder, "content", "site")
    for command in (["check"], ["build", *WHEN]):
        result = recap(folder, *command)
        assert result.exit_code == 1 and isinstance(result.exception, SystemExit), result.output
        assert Path(file).name + (told if told.startswith(":") else "") in result.output
        assert told in result.output
    kept = "content", "site"
    assert {k: v for k, v in content(folder, *kept).items() if k != "content/status.jsonl"} == {
        k: v for k, v in before.items() if k != "content/status.jsonl"
    }
    path.write_bytes(was) if was else path.unlink()
    assert recap(folder, "check").exit_code == 0


def test_files_with_crlf_are_read_and_stay_as_they_are(tmp_path: Path, built: Path) -> None:
    folder = copy(built, tmp_path)
    for name in (ITEM, "content/sources.yml", "content/topics.yml", "content/pages/about.md", "mkdocs.yml"):
        (folder / name).write_bytes((folder / name).read_bytes().replace(b"\n", b"\r\n"))
    before = content(folder)
    assert recap(folder, "check").exit_code == 0
    assert recap(folder, "build", *WHEN).exit_code == 0
    assert content(folder) == before, "line ends are the maintainer's"


def test_an_item_deleted_by_hand_is_missed_where_it_is_named_and_comes_back(
    tmp_path: Path, fresh: Path, built: Path
) -> None:
    folder = copy(fresh, tmp_path)
    assert recap(folder, "build", *WHEN).exit_code == 0
    address = ITEM.removeprefix("content/").removesuffix(".md")
    about = (folder / "content/pages/about.md").read_text()
    (folder / "content/pages/about.md").write_text(f"{about}See [the event](../{address}/#evidence).\n")
    (folder / "content/pages/.history").mkdir()
    (folder / "content/pages/.history/old.md").write_text(f"See [the event](../{address}/).\n")
    assert "about.md" not in recap(folder, "check").output
    (folder / ITEM).unlink()
    output = recap(folder, "check").output
    line = next(
        n
        for n, text in enumerate((folder / "content/2026/W25/index.md").read_text().splitlines(), 1)
        if address in text
    )
    assert f"index.md:{line}: " in output and f"{address} is not in the archive (restore its file from git" in output
    assert f"{ITEM.removeprefix('content/')}: was published and is gone" in output
    assert "old.md" not in output
    assert f"about.md:{1 + about.count(chr(10))}: leads to {address}, which is not in the archive (restore" in output
    assert recap(folder, "site").exit_code == 0
    assert not (folder / "site" / address).exists()
    (folder / "content/pages/about.md").write_text(about)
    (folder / "content/pages/.history/old.md").unlink()
    assert recap(folder, "build", *WHEN).exit_code == 0
    assert content(folder) == content(built)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda item: item.rename(item.with_name("renamed.md")),
         "was published and is gone, and so is its page; 2026/W25/renamed lists its reports (give the file this name"),
        (Path.unlink, "was published and is gone, and so is its page (give the file this name again, or restore it"),
        (lambda item: shutil.copy(item, item.with_name("a-copy.md")),
         "articles: 2026/W25/a-copy lists the same reports, and this item is not shown (delete the file that is a copy"),
    ],
    ids=["renamed", "deleted", "doubled"],
)  # fmt: skip
def test_a_file_that_was_renamed_deleted_or_doubled_by_hand_is_told_by_who_builds_the_site(
    tmp_path: Path, built: Path, change: Callable[[Path], object], told: str
) -> None:
    folder = copy(built, tmp_path)
    assert "warning" not in recap(folder, "site").output
    change(folder / ITEM)
    for _ in range(2):
        (line,) = [line for line in recap(folder, "site").output.splitlines() if line.startswith("warning: ")]
        assert line.startswith(f"warning: {folder / ITEM}") and told in line
    assert told in recap(folder, "check").output


def test_an_archive_that_is_gone_is_told_in_few_lines(tmp_path: Path, built: Path) -> None:
    folder = copy(built, tmp_path)
    with closing(sqlite3.connect(next((folder / ".cache").glob("published-*.sqlite")))) as database, database:
        rows = [(f"2026/W24/event-{number}", "x", "{}") for number in range(40)]
        database.executemany("INSERT INTO published VALUES (?, ?, ?)", rows)
    shutil.rmtree(folder / "content" / "2026")
    lines = [line for line in recap(folder, "site").output.splitlines() if line.startswith("warning: ")]
    assert len(lines) == 13
    assert f"{folder / 'content'}: 31 more published files are gone, or copies (`recap check` names all" in lines[-1]


@pytest.mark.parametrize(
    ("named", "told"),
    [
        ("contnt", "contnt: --content: is not there (did you mean {}/content?; for a new one make an empty folder)"),
        ("elsewhere/x", "x: --content: is not there (name the folder of the archive; for a new one make an empty"),
        ("content/2026", "2026: --content: holds no archive (name the folder of the archive"),
        ("content/pages", "pages: --content: holds no archive (name the folder of the archive"),
    ],
)
def test_content_that_is_no_archive_is_an_error_and_no_empty_site(
    tmp_path: Path, built: Path, named: str, told: str
) -> None:
    folder = copy(built, tmp_path)
    before = content(folder, "content", "site")
    for command in (["check"], ["site"], ["collect", *WHEN], ["build", *WHEN], ["newsletter", "2026-W25"], ["gates"]):
        result = recap(folder, *command, "--content", str(folder / named))
        assert result.exit_code == 1 and told.format(folder) in result.output, result.output
    assert content(folder, "content", "site") == before
    (folder / "new").mkdir()
    assert recap(folder, "build", *WHEN, "--content", str(folder / "new"), "--site", str(folder / "s")).exit_code == 0


def laughs(text: str) -> str:
    """A configuration with "a billion laughs" below `extra`."""
    lines = [f"  {name}: &{name} [{', '.join([f'*{before}'] * 9)}]" for before, name in pairwise("abcdefghij")]
    return f"{text}\nextra:\n  a: &a [ha, ha]\n" + "\n".join(lines) + "\n"


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (
            laughs,
            "its aliases (*name) stand for more than 100,000 values, or one holds itself (write out what is meant)",
        ),
        (lambda text: f"{text}\nextra: &all\n  a: *all\n", "its aliases (*name) stand for more than 100,000 values"),
        (None, "mkdocs.yml: is a folder or leads to no file (move it away, or put the file in its place)"),
    ],
    ids=["laughs", "itself", "pipe"],
)
@pytest.mark.parametrize("command", ["check", "site", "doctor"])
def test_a_configuration_that_has_no_end_is_told_and_not_waited_for(
    tmp_path: Path, built: Path, change: Callable[[str], str] | None, told: str, command: str
) -> None:
    folder = copy(built, tmp_path)
    mkdocs_yml = folder / "mkdocs.yml"
    text = mkdocs_yml.read_text()
    mkdocs_yml.unlink()
    mkdocs_yml.write_text(change(text)) if change else os.mkfifo(mkdocs_yml)
    called = [sys.executable, "-m", "generator.cli", command, "--config", str(mkdocs_yml)]
    done = subprocess.run(called, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 1 and told in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("docs_dir: content/pages", "docs_dir: [a]", "mkdocs.yml:7: docs_dir: must be the name of a folder (name one"),
        ("custom_dir: theme", "custom_dir: {a: b}", "mkdocs.yml:12: theme.custom_dir: must be the name of a folder"),
        ("site_dir: site", "site_dir: 5", "mkdocs.yml:8: site_dir: must be the name of a folder"),
        ("site_dir: site", "site_dir: site\n2026-01-01: x", "2026-01-01: is a key that is no text (put it in quotes"),
        ("site_dir: site", f"copyright: {'9' * 5000}", "mkdocs.yml: holds a value that is none: "),
        ("site_dir: site", "copyright: 2026-02-31", "mkdocs.yml: holds a value that is none: day is out of range"),
        ("site_dir: site", f"extra: {'[' * 5000}{']' * 5000}", "mkdocs.yml:8: is not valid YAML: nested more than 100"),
        ("site_dir: site", "extra: !nope x", "mkdocs.yml:8: is not valid YAML: could not determine a constructor for"),
        ("site_dir: site", "INHERIT: content", "mkdocs.yml:8: INHERIT: names "),
        ("site_dir: site", "nav: [null]", "got None (list files of the folder of pages"),
        ("recap: {", "recap: {5: 6, ", "plugins.0.recap.5: is a key that is no text (write the name of an option)"),
        ("recap: {", 'recap: {"content": "mkdocs.yml", ', "mkdocs.yml: content: is a file (`content` of mkdocs.yml is"),
    ],
)
def test_a_value_of_the_configuration_that_is_none_is_told(
    tmp_path: Path, built: Path, old: str, new: str, told: str
) -> None:
    folder = copy(built, tmp_path)
    mkdocs_yml = folder / "mkdocs.yml"
    mkdocs_yml.write_text(mkdocs_yml.read_text().replace(old, new))
    for command in ("check", "site"):
        result = recap(folder, command)
        assert result.exit_code == 1 and isinstance(result.exception, SystemExit), result.output
        assert told in result.output


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            "site_name: Weekly AI Recap",
            "",
            "mkdocs.yml: site_name: required configuration not provided (write site_name",
        ),
        ("docs_dir: content/pages", "docs_dir: content/pagse", "content/pagse' isn't an existing directory (make that"),
        ("  - footnotes", "  - footnotez", "markdown_extensions: failed to load extension 'footnotez'"),
        (
            "site_dir: site",
            "site_dir: site\nhooks: [nope.py]",
            "nope.py' isn't an existing file (name a file of Python",
        ),
    ],
)
def test_what_mkdocs_refuses_is_told_before_anything_is_read_or_written(
    tmp_path: Path, fresh: Path, old: str, new: str, told: str
) -> None:
    folder = copy(fresh, tmp_path)
    mkdocs_yml = folder / "mkdocs.yml"
    mkdocs_yml.write_text(mkdocs_yml.read_text().replace(old, new))
    before = content(folder)
    result = recap(folder, "build", *WHEN)
    assert result.exit_code == 1 and told in result.output
    assert content(folder) == before and not (folder / ".cache" / "feeds").exists()


def test_an_alias_that_is_no_bomb_is_read(tmp_path: Path, built: Path) -> None:
    folder = copy(built, tmp_path)
    mkdocs_yml = folder / "mkdocs.yml"
    mkdocs_yml.write_text(mkdocs_yml.read_text() + "\nextra: {a: &a [{b: c}], d: *a, e: *a}\n")
    assert recap(folder, "check").exit_code == 0


@pytest.mark.parametrize("year", ["2126", "9999"])
def test_a_record_that_a_wrong_clock_dated_far_ahead_is_written_anew(tmp_path: Path, built: Path, year: str) -> None:
    folder = copy(built, tmp_path)
    status = folder / "content" / "status.jsonl"
    status.write_text(status.read_text().replace("2026-06-21T", f"{year}-06-21T"))
    assert recap(folder, "build", *WHEN).exit_code == 0
    assert content(folder) == content(built)


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("itme.jinja", "x", "itme.jinja: takes the place of no prompt, and is not used (did you mean item.jinja"),
        ("item.jinja", "{% block system %}\n{% endblock", "item.jinja:2: "),
        ("item.jinja", "{% block system %}{% endblock %}", "item.jinja: has no block 'user' (compare it with the file"),
        (".item.jinja.swp", "x", ""),
    ],
)
def test_a_prompt_that_takes_no_prompts_place_is_told(
    tmp_path: Path, built: Path, name: str, text: str, told: str
) -> None:
    folder = copy(built, tmp_path)
    (folder / "content" / "prompts").mkdir()
    (folder / "content" / "prompts" / name).write_text(text)
    result = recap(folder, "check")
    assert result.exit_code == 0 and (told in result.output if told else "warning" not in result.output)


@pytest.mark.parametrize(("value", "is_told"), [("yes", True), ("TRUE", True), ("0", False), ("", False), ("1", False)])
def test_a_variable_that_says_neither_yes_nor_no_is_told(
    built: Path, monkeypatch: pytest.MonkeyPatch, value: str, is_told: bool
) -> None:
    monkeypatch.setenv("RECAP_ALLOW_PRIVATE", value)
    result = recap(built, "check")
    told = f"RECAP_ALLOW_PRIVATE: says '{value}', which is neither 1 nor 0 (set it to 1 to read private addresses"
    assert result.exit_code == int(is_told)
    assert (told in result.output) is is_told


def test_a_renamed_source_keeps_its_items(tmp_path: Path, built: Path) -> None:
    folder = copy(built, tmp_path)
    sources = folder / "content" / "sources.yml"
    sources.write_text(sources.read_text().replace("name: ledger", "name: the-ledger"))
    assert recap(folder, "build", *WHEN).exit_code == 0
    assert recap(folder, "check").exit_code == 0
    assert {path.name for path in (folder / "content/2026/W25").iterdir()} == {
        path.name for path in (built / "content/2026/W25").iterdir()
    }


@pytest.mark.parametrize("now", ["1970-01-01T00:00:00Z", "2099-12-31T23:59:59Z"])
def test_a_wrong_clock_changes_no_item_and_is_told(tmp_path: Path, built: Path, now: str) -> None:
    folder = copy(built, tmp_path)
    assert recap(folder, "build", "--now", now).exit_code == 0
    told = recap(folder, "check", "--now", "2026-06-22T00:00:00Z").output
    status = folder / "content" / "status.jsonl"
    if now > "2026":
        assert f"{status}: was written by a run whose clock said 2099-12-31 (restore the file" in told
        status.unlink()
    assert recap(folder, "build", *WHEN).exit_code == 0
    assert content(folder).keys() == content(built).keys()
    without = {name: data for name, data in content(built).items() if name != "content/status.jsonl"}
    assert {name: content(folder)[name] for name in without} == without


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati"])
def test_the_time_zone_of_a_machine_is_nobodys_business(tmp_path: Path, fresh: Path, built: Path, zone: str) -> None:
    folder = copy(fresh, tmp_path)
    process = in_process(folder, TZ=zone)
    assert (process.communicate()[0], process.returncode)[1] == 0
    assert content(folder, "content", "site") == content(built, "content", "site")


@pytest.mark.parametrize("limit", [4000, 30_000])
def test_a_full_disk_is_told_and_costs_nothing(tmp_path: Path, fresh: Path, built: Path, limit: int) -> None:
    folder = copy(fresh, tmp_path)
    process = in_process(folder, limit=limit)
    output = process.communicate()[0]
    assert (
        process.returncode == 1
        and "Traceback" not in output
        and "disk" in output + "disk" * ("free some space" in output)
    )
    assert list(folder.rglob(".writing-*")) == []
    assert recap(folder, "build", *WHEN).exit_code == 0
    assert content(folder, "content", "site") == content(built, "content", "site")


@can_refuse
@pytest.mark.parametrize("place", ["content", "content/topics.yml", "content/pages", "."])
def test_a_place_that_may_not_be_written_or_read_is_named(tmp_path: Path, fresh: Path, built: Path, place: str) -> None:
    folder = copy(fresh, tmp_path)
    (folder / ".cache").mkdir(exist_ok=True)
    if place == ".":
        (folder / ".cache").rmdir()
    path = folder / place
    mode = path.stat().st_mode
    path.chmod(0o555 if place in ("content", ".") else 0)
    process = in_process(folder, *ORDINARY)
    output = process.communicate()[0]
    path.chmod(mode)
    assert process.returncode == 1 and "Traceback" not in output, output
    assert str(path) in output.replace("\n", "")
    assert recap(folder, "build", *WHEN).exit_code == 0
    assert content(folder, "content", "site") == content(built, "content", "site")


@pytest.mark.parametrize("seconds", [1.5])
def test_ctrl_c_twice_leaves_nothing_half_done(tmp_path: Path, fresh: Path, built: Path, seconds: float) -> None:
    folder = copy(fresh, tmp_path)
    process = in_process(folder)
    time.sleep(seconds)
    for _ in range(2):
        process.send_signal(signal.SIGINT)
        time.sleep(0.05)
    process.communicate()
    assert list(folder.rglob(".writing-*")) == []
    assert recap(folder, "build", *WHEN).exit_code == 0
    assert content(folder, "content", "site") == content(built, "content", "site")


def test_a_list_that_was_emptied_is_told_and_is_no_success(tmp_path: Path, built: Path) -> None:
    folder = copy(built, tmp_path)
    (folder / "content" / "sources.yml").write_text("")
    for command in (["build"], ["collect"], ["sources", "check"]):
        result = recap(folder, *command, *WHEN)
        assert result.exit_code == 3
        assert "failed the list of sources is empty: restore it from git, or add a source" in result.output
    assert recap(folder, "enrich", *WHEN).exit_code == 0
    assert (folder / ITEM).read_bytes() == (built / ITEM).read_bytes()


def test_a_date_a_year_off_is_doubted(tmp_path: Path, built: Path) -> None:
    folder = copy(built, tmp_path)
    text = (folder / ITEM).read_text()
    (folder / ITEM).write_text(text.replace("\ndate: 2026-", "\ndate: 2025-", 1))
    assert f"{ITEM}:6: date: is 2025-06-1" in recap(folder, "check").output.replace(f"{folder}/", "")


@pytest.fixture
def mkdocs_log() -> Iterator[None]:
    """The logger of MkDocs, whose command keeps it for itself and sets its level, as it was."""
    log = logging.getLogger("mkdocs")
    level, propagate = log.level, log.propagate
    yield
    log.setLevel(level)
    log.propagate = propagate


@pytest.mark.usefixtures("mkdocs_log")
@pytest.mark.parametrize(
    ("broken", "told"),
    [
        ("\n{% if %}", "/theme/base.html:2: is no valid template: "),
        ("\n{{ nothing.of_the_kind }}", "/theme/base.html:2: a page cannot be made: 'nothing' is undefined"),
        ("\n{% include 'gone.html' %}", "/theme/base.html:2: a page cannot be made: 'gone.html' not found"),
        ("\n{{ 1 + config.site_name }}", "/theme/base.html:2: a page cannot be made: unsupported operand"),
        (
            "<p>\n</p>\n{{ t('gone') }}",
            "/theme/base.html:3: a page cannot be made: 'gone' is no key of the site's words",
        ),
        ("<p>\n</p>\n{{ t('gone', n=1) }}", "/theme/base.html:3: a page cannot be made: 'gone' is no key of the site"),
    ],
)
def test_a_broken_template_is_told_and_the_last_site_stays(tmp_path: Path, built: Path, broken: str, told: str) -> None:
    folder = copy(built, tmp_path)
    (folder / "theme").unlink()
    shutil.copytree(ROOT / "theme", folder / "theme")
    (folder / "theme" / "base.html").write_text(broken)
    before = content(folder, "site")
    result = recap(folder, "site")
    assert result.exit_code == 1 and isinstance(result.exception, SystemExit), result.exception
    assert told in result.output.replace(f"{folder}", ""), result.output
    alone = CliRunner().invoke(mkdocs, ["build", "-q", "-f", str(folder / "mkdocs.yml")])
    assert alone.exit_code == 1 and isinstance(alone.exception, SystemExit), alone.exception
    assert told in alone.output.replace(f"{folder}", ""), alone.output
    assert content(folder, "site") == before


def test_a_broken_template_keeps_no_other_plugin_from_cleaning_up(tmp_path: Path, built: Path) -> None:
    folder = copy(built, tmp_path)
    (folder / "theme").unlink()
    shutil.copytree(ROOT / "theme", folder / "theme")
    (folder / "theme" / "base.html").write_text("{{ nothing.of_the_kind }}")
    done = folder / "done"
    (folder / "hook.py").write_text(f"def on_build_error(error):\n    open({str(done)!r}, 'w').close()\n")
    with (folder / "mkdocs.yml").open("a") as settings:
        settings.write("\nhooks: [hook.py]\n")
    assert recap(folder, "site").exit_code == 1
    assert done.exists()


@pytest.mark.usefixtures("mkdocs_log")
@pytest.mark.parametrize("event", ["on_config(config)", "on_page_markdown(markdown, **_)", "on_post_build(config)"])
def test_a_hook_that_fails_is_told_by_its_line_and_the_last_site_stays(tmp_path: Path, built: Path, event: str) -> None:
    folder = copy(built, tmp_path)
    hook = folder / "hook.py"
    hook.write_text(f"import json\n\ndef read():\n    return json.loads('{{')\n\ndef {event}:\n    read()\n")
    with (folder / "mkdocs.yml").open("a") as settings:
        settings.write("\nhooks: [hook.py]\n")
    told = f"{hook}:4: {event.partition('(')[0]} fails: JSONDecodeError: Expecting property name"
    for result in (
        recap(folder, "site"),
        CliRunner().invoke(mkdocs, ["build", "-q", "-f", str(folder / "mkdocs.yml")]),
    ):
        assert result.exit_code == 1 and isinstance(result.exception, SystemExit), result.exception
        assert told in result.output and "(mend it, or take the hook or plugin out of mkdocs.yml)" in result.output
    assert content(folder, "site") == content(built, "site")


@pytest.mark.parametrize(
    ("hook", "told"),
    [
        ("import sys\nsys.exit(0)\n", ":2: cannot be loaded: SystemExit: 0 (mend it"),
        ("import sys\n\ndef on_files(files, config):\n    sys.exit(0)\n", ":4: on_files fails: SystemExit: 0 (mend it"),
        ("\ndef on_files(files):\n    return files\n", ":2: on_files fails: TypeError: on_files() got an unexpected"),
        (
            "\ndef on_config(config):\n    return dict(config)\n",
            ":2: on_config fails: TypeError: it returns dict, not MkDocsConfig or nothing (mend it",
        ),
        ("\ndef on_files(files, **_):\n    return []\n", ":2: on_files fails: TypeError: it returns list, not Files"),
        (
            "def on_page_markdown(markdown, **_):\n    yield markdown\n",
            ":1: on_page_markdown fails: TypeError: it returns generator, not str or nothing (mend it",
        ),
        (
            "class Count:\n    def __call__(self, page, **_):\n        return 5\n\non_page_read_source = Count()\n",
            ".Count object at 0x",
        ),
    ],
)
def test_a_hook_that_ends_the_program_or_is_no_good_to_mkdocs_is_no_success(
    tmp_path: Path, built: Path, hook: str, told: str
) -> None:
    folder = copy(built, tmp_path)
    with (folder / "mkdocs.yml").open("a") as settings:
        settings.write("\nhooks: [hook.py]\n")
    (folder / "hook.py").write_text(hook)
    result = recap(folder, "site")
    assert result.exit_code == 1 and isinstance(result.exception, SystemExit), result.exception
    assert f"hook.py{told}" in result.output, result.output
    assert content(folder, "site") == content(built, "site")


def test_what_mkdocs_doubts_of_a_hand_written_page_is_told_each_time(tmp_path: Path, built: Path) -> None:
    folder = copy(built, tmp_path)
    with (folder / "content/pages/about.md").open("a") as page:
        page.write("\n[the rules](rules.md)\n")
    for _ in range(2):
        result = recap(folder, "site")
        assert result.exit_code == 0
        assert "warning: Doc file 'about.md' contains a link 'rules.md', but the target is not found" in result.output


def test_a_page_that_markdown_fails_at_is_named(tmp_path: Path, built: Path) -> None:
    folder = copy(built, tmp_path)
    page = folder / "content/pages/about.md"
    page.write_text(page.read_text() + "\n<![if x\n\nabc <!x\n\n<![x y\n")
    result = recap(folder, "site")
    assert result.exit_code == 1 and isinstance(result.exception, SystemExit), result.exception
    assert f"{page}: cannot be made into HTML: AssertionError: " in result.output
    assert content(folder, "site") == content(built, "site")


def linked_out(folder: Path, name: str) -> Path:
    """A link in a project to a file beside it that nobody may see."""
    secret = folder.parent / "secret"
    secret.write_text("---\ntitle: QUARRELSOME\n---\n")
    (folder / name).symlink_to(secret)
    return folder / name


@pytest.mark.parametrize("name", ["content/2026/W25/linked.md", "content/pages/linked.txt", "content/pages/linked.md"])
def test_a_link_that_leads_out_of_the_content_is_not_followed(tmp_path: Path, built: Path, name: str) -> None:
    folder = copy(built, tmp_path)
    path = linked_out(folder, name)
    for command in ("check", "site"):
        result = recap(folder, command)
        assert result.exit_code == 1
        assert f"{path}: is a link that leads out of the" in result.output
        assert "QUARRELSOME" not in result.output
    assert content(folder, "site") == content(built, "site")


def test_a_linked_folder_is_not_followed_and_a_link_within_is(tmp_path: Path, built: Path) -> None:
    folder = copy(built, tmp_path)
    (folder / "content/pages/again.md").symlink_to("about.md")
    assert recap(folder, "check").exit_code == 0
    (folder / "content/pages/etc").symlink_to(ROOT)
    (folder / "content/2025").symlink_to(built / "content/2026")
    output = recap(folder, "check").output
    assert "content/pages/etc: is a link that leads out of the pages' folder (put a copy in its place" in output
    assert "content/2025/W25/index.md: is a link that leads out of the archive (put a copy in its place)" in output


@pytest.mark.parametrize("make", [os.mkfifo, lambda path: path.symlink_to("gone"), lambda path: path.symlink_to(".")])
def test_what_is_no_file_among_pages_is_told_and_not_waited_for(
    tmp_path: Path, built: Path, make: Callable[[Path], None]
) -> None:
    folder = copy(built, tmp_path)
    make(folder / "content/pages/odd.md")
    with (folder / "content/pages/about.md").open("a") as page:
        page.write("\nThe site is made anew.\n")
    for command in ("check", "site"):
        result = recap(folder, command)
        assert result.exit_code == 1
        assert (
            "content/pages/odd.md: is no file, or a link to nothing or to where it lies itself (take" in result.output
        )


def test_what_editors_and_systems_keep_beside_a_file_is_left_alone(tmp_path: Path, built: Path) -> None:
    folder = copy(built, tmp_path)
    for path in (folder / ITEM, folder / "content/pages/about.md"):
        path.with_name(f".#{path.name}").symlink_to("editor@machine.example:1")
        path.with_name(f"._{path.name}").write_bytes(b"\x00\x05\x16\x07\xff")
        path.with_name(f"{path.name}~").write_bytes(path.read_bytes())
    before = content(folder)
    for command in (["check"], ["build", *WHEN]):
        assert recap(folder, *command).exit_code == 0
    assert content(folder) == before
    assert not list((folder / "site").rglob("*about.md"))


def test_a_page_whose_name_is_no_text_is_told(tmp_path: Path, built: Path) -> None:
    folder = copy(built, tmp_path)
    Path(os.fsdecode(os.fsencode(folder / "content/pages") + b"/caf\xe9.png")).touch()
    for command in ("check", "site"):
        result = recap(folder, command)
        assert result.exit_code == 1
        assert "content/pages/caf\\udce9.png: has a name that is not UTF-8 (give it another name)" in result.output


ADDRESSES = [
    "../../../etc/passwd",
    "/etc/passwd",
    "2026/W25/../../x",
    "2026\\\\W25\\\\x",
    "2026/W25/a\\0b",
    "2026/W25/A",
    "2026/W25/cafe\u0301",
]


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize(
    ("key", "yaml"),
    [
        ("storyline", "storyline: {}"),
        ("related.0.item", "related: [{{item: {}, relation: earlier, why: x, score: 1}}]"),
        ("timeline.0.item", "timeline: [{{date: '2026', item: {}}}]"),
    ],
)
def test_an_address_leads_to_nothing_but_an_item(
    tmp_path: Path, built: Path, address: str, key: str, yaml: str
) -> None:
    folder = copy(built, tmp_path)
    lines = [
        line for line in (folder / ITEM).read_text("utf-8").splitlines() if not line.startswith(key.partition(".")[0])
    ]
    (folder / ITEM).write_text("\n".join(["---", yaml.format(f'"{address}"'), *lines[1:], ""]), "utf-8")
    output = recap(folder, "check").output
    assert f"{Path(ITEM).name}:2: {key}: must match" in output


@pytest.mark.parametrize(
    "name",
    ["Index.md", "CON .md", "caf\u00e9.md", "cafe\u0301.md", "-x.md", "a_b.md", f"{'a' * 112}.md", f"{'a' * 252}.md"],
)
def test_a_file_whose_name_is_no_address_is_refused(tmp_path: Path, built: Path, name: str) -> None:
    folder = copy(built, tmp_path)
    path = (folder / ITEM).with_name(name)
    shutil.copy(folder / ITEM, path)
    for command in ("check", "site"):
        result = recap(folder, command)
        assert result.exit_code == 1
        assert f"{path}: is no address of an item (name it <year>/W<week>/<slug>.md with a-z" in result.output


def test_the_longest_address_makes_a_page(tmp_path: Path, built: Path) -> None:
    folder = copy(built, tmp_path)
    path = (folder / ITEM).with_name(f"{'a' * 111}.md")
    (folder / ITEM).rename(path)
    assert recap(folder, "site").exit_code == 0
    assert (folder / "site/2026/W25" / path.stem / "index.html").is_file()
