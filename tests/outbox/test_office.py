"""The two commands as a maintainer calls them, with a real mail server, real channels, and a process that is killed."""

from __future__ import annotations

import re
import signal
import ssl
import subprocess
import sys
from collections.abc import Iterator
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pytest_httpserver import HTTPServer

from generator.cli import main
from generator.console import EXIT_LEFT
from generator.outbox.subscribers import token_of
from tests.outbox.mailserver import DROP, PASSWORD, USER, MailServer, mail_server
from tests.site.sample import DEAL, make_archive, make_project

READERS = tuple(f"reader-{n}@harbour-{n}.example" for n in range(5))
SECRETS = {
    "RECAP_SMTP_USER": USER,
    "RECAP_SMTP_PASSWORD": PASSWORD,
    "RECAP_UNSUBSCRIBE_SECRET": "unsubscribe-secret-of-a-test",
}
FILES = ["letter.eml", "letter.html", "letter.txt"]
NEWSLETTER = (
    "{{sender: news@recap.example, subscribers: subscribers.txt, host: localhost, port: {port}, security: {security},"
    ' per_minute: 60000, unsubscribe: {{url: "https://recap.example/leave?t={{token}}"}}, postal: 1 Quay Street}}'
)


def project(
    folder: Path, server: MailServer | None = None, security: str = "none", more: str = "", archive: str = ""
) -> Path:
    """mkdocs.yml of a project with the archive of the site's tests, below content/, and five subscribers."""
    options = "contact: desk@recap.example, languages: [en, zh]"
    if server:
        options += f", newsletter: {NEWSLETTER.format(port=server.port, security=security)}"
    config = make_project(folder, options + more)
    make_archive(folder / "content" / archive)
    (folder / "subscribers.txt").write_text("# readers\n" + "\n".join(READERS) + "\n", "utf-8")
    return config


def recap(config: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, [*arguments, "--config", str(config)])


def send(config: Path, *more: str) -> Result:
    return recap(config, "newsletter", "2026-W25", "--send", *more)


def lines_of(result: Result) -> list[str]:
    """What the command told, without the line of the files."""
    return result.output.splitlines()[1:]


def written(folder: Path) -> Iterator[tuple[Path, bytes]]:
    """Everything below a project that a run may have written."""
    yield from ((path, path.read_bytes()) for path in folder.rglob("*") if path.is_file())


@pytest.fixture(autouse=True)
def secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RECAP_UNSUBSCRIBE_SECRET", SECRETS["RECAP_UNSUBSCRIBE_SECRET"])


def test_the_letter_is_written_twice_as_the_same_bytes(tmp_path: Path) -> None:
    config = project(tmp_path)
    first = recap(config, "newsletter", "2026-W25")
    folder = tmp_path / ".cache" / "newsletter" / "2026-W25"
    files = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert (first.exit_code, sorted(files)) == (0, FILES)
    assert re.search(r"2026-W25: letter\.html \(\d+ kB\), letter\.txt, letter\.eml; \d events$", first.output)
    elsewhere = tmp_path / "elsewhere"
    assert recap(config, "newsletter", "2026-W25", "--out", str(elsewhere)).exit_code == 0
    assert {path.name: path.read_bytes() for path in elsewhere.iterdir()} == files


def test_a_language_has_a_letter_of_its_own(tmp_path: Path) -> None:
    config = project(tmp_path)
    assert recap(config, "newsletter", "2026-W25", "--language", "zh").exit_code == 0
    text = (tmp_path / ".cache" / "newsletter" / "2026-W25.zh" / "letter.txt").read_text("utf-8")
    assert "## 本周要闻" in text
    assert f"https://recap.example/zh/{DEAL}/" in text
    refused = recap(config, "newsletter", "2026-W25", "--language", "fr")
    assert (refused.exit_code, refused.output) == (
        1,
        "Error: the site is not published in 'fr'; languages in mkdocs.yml are en, zh\n",
    )


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (["newsletter", "2026-W20"], "there is no edition of 2026-W20"),
        (["newsletter", "2026-W25", "--send"], "nothing says how to send: set newsletter under plugins"),
    ],
)
def test_what_cannot_be_done_is_told_with_the_remedy(tmp_path: Path, arguments: list[str], problem: str) -> None:
    result = recap(project(tmp_path), *arguments)
    assert result.exit_code == 1
    assert problem in result.output


def test_a_site_without_an_address_has_no_letter(tmp_path: Path) -> None:
    config = project(tmp_path)
    config.write_text(config.read_text("utf-8").replace("site_url: https://recap.example/", ""), "utf-8")
    result = recap(config, "newsletter", "2026-W25")
    assert (result.exit_code, "site_url: is missing (links of a letter lead there" in result.output) == (1, True)


def test_samples_are_sent_to_nobody(tmp_path: Path, server: MailServer) -> None:
    config = project(tmp_path, server, archive="samples")
    result = send(config)
    assert (result.exit_code, server.received) == (1, [])
    assert "the samples are invented and are not sent to anybody" in result.output


def test_every_subscriber_gets_one_letter_with_an_own_way_to_leave(tmp_path: Path, server: MailServer) -> None:
    config = project(tmp_path, server)
    result = send(config)
    assert (result.exit_code, lines_of(result)) == (0, ["5 sent; 0 sent before, 0 refused before"])
    assert server.recipients == list(READERS)
    for recipient, data in server.received:
        mail = message_from_bytes(data, policy=policy.default)
        token = token_of(recipient, SECRETS["RECAP_UNSUBSCRIBE_SECRET"])
        assert (mail["To"], mail["List-Unsubscribe"]) == (recipient, f"<https://recap.example/leave?t={token}>")
        assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        assert [f"leave?t={token}" in part.get_content() for part in mail.iter_parts()] == [True, True]
        assert b"{token}" not in data
    again = send(config)
    assert (again.exit_code, lines_of(again)) == (0, ["0 sent; 5 sent before, 0 refused before"])
    assert server.most_to_one == 1


def test_a_dry_run_says_how_many_and_sends_nothing(tmp_path: Path, server: MailServer) -> None:
    server.rcpt[READERS[0]] = "550 no"
    config = project(tmp_path, server)
    (tmp_path / "subscribers.txt").write_text(f"{READERS[0]}\n{READERS[1]}\n", "utf-8")
    send(config)
    (tmp_path / "subscribers.txt").write_text("\n".join(READERS), "utf-8")
    result = recap(config, "newsletter", "2026-W25", "--dry-run")
    assert (result.exit_code, lines_of(result)) == (0, ["would send 3; 1 sent before, 1 refused before, 0 uncertain"])
    assert server.recipients == [READERS[1]]


def test_refused_and_postponed_and_lost_and_the_run_goes_on(tmp_path: Path, server: MailServer) -> None:
    server.rcpt = {READERS[0]: f"550 5.1.1 {READERS[0]} unknown", READERS[1]: f"451 4.7.1 {READERS[1]} later"}
    server.data = {READERS[2]: DROP}
    config = project(tmp_path, server)
    first = send(config)
    assert first.exit_code == EXIT_LEFT
    assert lines_of(first) == [
        "refused for good: r…@h….example: 550 5.1.1",
        "not taken now, the next run tries again: r…@h….example: 451 4.7.1",
        "may have arrived, not sent again without --retry-uncertain: r…@h….example: the mail server hung up",
        "2 sent; 0 sent before, 0 refused before",
    ]
    server.rcpt, server.data = {}, {}
    second = send(config)
    assert second.exit_code == EXIT_LEFT, "what may have arrived is for a person to decide"
    assert server.recipients == [READERS[2], READERS[3], READERS[4], READERS[1]]
    third = send(config, "--retry-uncertain")
    assert (third.exit_code, server.recipients[-1]) == (0, READERS[2])
    assert lines_of(third) == ["1 sent; 3 sent before, 1 refused before"]
    assert not [told for told in (first, second, third) if any(reader in told.output for reader in READERS)]


def test_subscribers_may_come_from_the_environment_and_a_dry_run_writes_no_journal(
    tmp_path: Path, server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = project(tmp_path, server)
    (tmp_path / "subscribers.txt").unlink()
    assert "set RECAP_SUBSCRIBERS" in send(config).output
    monkeypatch.setenv("RECAP_SUBSCRIBERS", "\n".join(READERS[:2]))
    assert lines_of(send(config, "--dry-run"))[0].startswith("would send 2;")
    assert not (tmp_path / "content" / "sent").exists()
    assert lines_of(send(config)) == ["2 sent; 0 sent before, 0 refused before"]
    assert (tmp_path / "content" / "sent" / "2026-W25.en.letters").is_file()
    monkeypatch.setenv("RECAP_SUBSCRIBERS", "nobody")
    assert "RECAP_SUBSCRIBERS:1: is not a mail address" in send(config).output


def test_the_last_whole_week_can_be_told_by_its_name(tmp_path: Path) -> None:
    config = project(tmp_path)
    said = recap(config, "newsletter", "last", "--now", "2026-06-22T05:00:00Z")
    assert (said.exit_code, "/newsletter/2026-W25: letter.html" in said.output) == (0, True)


@pytest.mark.parametrize(("kind", "command"), [("letters", ["newsletter", "--send"]), ("messages", ["announce"])])
def test_what_an_older_version_began_to_send_is_not_sent_again(
    tmp_path: Path, server: MailServer, monkeypatch: pytest.MonkeyPatch, kind: str, command: list[str]
) -> None:
    monkeypatch.setenv("RECAP_JSON_URL", "https://told.example/")
    config = project(tmp_path, server, more=", announce: [{kind: json, url_env: RECAP_JSON_URL}]")
    former = tmp_path / ".cache" / "newsletter" / f"2026-W25.en.{kind}"
    former.parent.mkdir(parents=True)
    former.touch()
    result = recap(config, *command, "2026-W25")
    assert (result.exit_code, server.received) == (1, [])
    assert f"{former}: an older version began to send this" in result.output


def test_a_mailing_list_gets_one(tmp_path: Path, server: MailServer) -> None:
    config = project(tmp_path, server)
    text = config.read_text("utf-8").replace("subscribers: subscribers.txt", "list_address: all@lists.example")
    config.write_text(text.replace("?t={token}", ""), "utf-8")
    assert [send(config).exit_code, send(config).exit_code] == [0, 0]
    assert server.recipients == ["all@lists.example"]


def test_a_token_needs_its_secret(tmp_path: Path, server: MailServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("RECAP_UNSUBSCRIBE_SECRET")
    result = send(project(tmp_path, server))
    assert (result.exit_code, server.received) == (1, [])
    assert "RECAP_UNSUBSCRIBE_SECRET is not set" in result.output


@pytest.mark.parametrize(("step", "uncertain"), [("RCPT", False), ("DATA", True)])
def test_a_run_that_is_killed_goes_on_without_a_letter_twice(
    tmp_path: Path, server: MailServer, step: str, uncertain: bool
) -> None:
    """Killed when the third reader is named, or when the letter has arrived and no answer has."""
    config = project(tmp_path, server)
    command = [sys.executable, "-W", "ignore", "-m", "generator.cli", "newsletter", "2026-W25", "--send"]
    processes: list[subprocess.Popen[bytes]] = []

    def kill(at: str, recipient: str) -> None:
        if (at, recipient) == (step, READERS[2]):
            processes[0].send_signal(signal.SIGKILL)
            processes[0].wait()

    server.on_step = kill
    processes.append(subprocess.Popen([*command, "--config", str(config)], stdout=subprocess.DEVNULL))
    assert processes[0].wait(timeout=60) == -signal.SIGKILL
    assert server.recipients == list(READERS[: 3 if uncertain else 2])
    server.on_step = lambda at, recipient: None
    result = send(config)
    told = ["may have arrived, not sent again without --retry-uncertain: r…@h….example"] if uncertain else []
    assert lines_of(result) == [*told, f"{2 if uncertain else 3} sent; 2 sent before, 0 refused before"]
    assert result.exit_code == (EXIT_LEFT if uncertain else 0)
    assert (server.recipients, server.most_to_one) == (list(READERS), 1)


def test_no_secret_and_no_reader_is_ever_written_or_told(
    tmp_path: Path, tls: ssl.SSLContext, certificate: Path, httpserver: HTTPServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever goes well or wrong: a login that works and one that does not, a refusal, a dead channel."""
    hook = httpserver.url_for("/services/T0/B0/hook-secret-of-a-test")
    httpserver.expect_request("/services/T0/B0/hook-secret-of-a-test").respond_with_data("no", status=404)
    for name, value in {**SECRETS, "SSL_CERT_FILE": str(certificate), "RECAP_SLACK_URL": hook}.items():
        monkeypatch.setenv(name, value)
    outputs = []
    with mail_server(tls, login=True) as server:
        config = project(tmp_path, server, "starttls", ", announce: [{kind: slack, url_env: RECAP_SLACK_URL}]")
        server.rcpt[READERS[1]] = f"550 <{READERS[1]}> unknown to {USER}"
        outputs.append(send(config))
        monkeypatch.setenv("RECAP_SMTP_PASSWORD", "wrong-secret-of-a-test")
        outputs.append(send(config, "--retry-uncertain"))
        (tmp_path / "subscribers.txt").write_text("\n".join([*READERS, "new@harbour.example"]), "utf-8")
        outputs.append(send(config))
    outputs.append(recap(config, "announce", "2026-W25"))
    assert [told.exit_code for told in outputs] == [0, 0, 1, EXIT_LEFT]
    secrets = [*SECRETS.values(), "wrong-secret-of-a-test", "hook-secret-of-a-test", hook]
    texts = {f"output {n}": told.output.encode() for n, told in enumerate(outputs)}
    texts |= {str(path): data for path, data in written(tmp_path) if path.name != "subscribers.txt"}
    for place, data in texts.items():
        assert not [word for word in [*secrets, *READERS] if word.encode() in data], place


def test_an_edition_is_announced_once_and_posts_are_written(
    tmp_path: Path, httpserver: HTTPServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    httpserver.expect_oneshot_request("/json", method="POST").respond_with_data("ok")
    monkeypatch.setenv("RECAP_JSON_URL", httpserver.url_for("/json"))
    config = project(tmp_path, more=", announce: [{kind: json, url_env: RECAP_JSON_URL}]")
    assert lines_of(recap(config, "announce", "2026-W25", "--dry-run")) == [
        "would send 1; 0 sent before, 0 refused before, 0 uncertain"
    ]
    first, second = (recap(config, "announce", "2026-W25") for _ in range(2))
    assert (first.exit_code, second.exit_code) == (0, 0)
    assert lines_of(second) == ["0 sent; 1 sent before, 0 refused before"]
    assert len(httpserver.log) == 1
    posts = tmp_path / ".cache" / "newsletter" / "2026-W25"
    assert sorted(path.name for path in posts.iterdir()) == ["bluesky.txt", "mastodon.txt"]


def test_a_site_without_channels_has_posts(tmp_path: Path) -> None:
    result = recap(project(tmp_path), "announce", "2026-W25")
    told = "No channel is told: set announce under plugins: - recap: in mkdocs.yml."
    assert (result.exit_code, lines_of(result)) == (0, [told])


def test_a_channel_without_an_address_is_named(tmp_path: Path) -> None:
    config = project(tmp_path, more=", announce: [{kind: slack, url_env: RECAP_NO_SUCH_URL}]")
    result = recap(config, "announce", "2026-W25")
    assert (result.exit_code, "not set: RECAP_NO_SUCH_URL" in result.output) == (1, True)
