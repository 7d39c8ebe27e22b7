"""The letter as mail: what its headers say, and that mail programs read it back."""

from __future__ import annotations

from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest

from generator.outbox.letter import Letter, letter_of
from generator.outbox.message import Mail, for_reader, mail_of, to_bytes
from generator.outbox.rendering import Rendered, render
from generator.outbox.subscribers import token_of
from generator.settings import Newsletter, Unsubscribe
from generator.site.library import Library
from tests.outbox.mailserver import MailServer, newsletter
from tests.site.sample import W25, make_site

READER = "reader@example.org"
NEWSLETTER = newsletter(MailServer(port=25))
TOKEN = token_of(READER, "x")


def mail(letter: Letter, settings: Newsletter | None = NEWSLETTER) -> Mail:
    return mail_of(letter, render(letter, settings), settings)


def read(data: bytes) -> EmailMessage:
    return message_from_bytes(data, policy=policy.default)


def test_headers(letter: Letter) -> None:
    found = read(to_bytes(for_reader(mail(letter), TOKEN), READER))
    headers = {name: str(value) for name, value in found.items() if name != "Content-Type"}
    assert headers == {
        "From": "Weekly AI Recap <news@recap.example>",
        "To": READER,
        "Subject": "Compute changes hands (Week 25)",
        "Date": "Mon, 22 Jun 2026 00:00:00 +0000",
        "Message-ID": "<2026-W25.en.newsletter@recap.example>",
        "List-Id": "<en.newsletter.recap.example>",
        "List-Unsubscribe": f"<https://recap.example/leave?a=1&t={TOKEN}>, <mailto:leave@recap.example?subject=unsubscribe>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "MIME-Version": "1.0",
    }


def test_both_parts_read_back_as_they_are(letter: Letter, library: Library) -> None:
    for it in (letter, letter_of(make_site("zh"), library, W25)):
        sent = mail(it)
        found = read(to_bytes(sent, READER))
        text, html = found.iter_parts()
        assert found.get_content_type() == "multipart/alternative"
        assert [(part.get_content_type(), part.get_content_charset()) for part in (text, html)] == [
            ("text/plain", "utf-8"), ("text/html", "utf-8")]  # fmt: skip
        assert text.get_content().splitlines() == sent.rendered.text.splitlines()
        assert html.get_content().splitlines() == sent.rendered.html.splitlines()


def test_the_same_letter_is_the_same_bytes_and_every_line_fits_the_wire(letter: Letter, library: Library) -> None:
    for it in (letter, letter_of(make_site("zh"), library, W25)):
        data = to_bytes(mail(it), READER)
        assert data == to_bytes(mail(it), READER)
        assert data.isascii()
        lines = data.split(b"\r\n")
        assert not [line for line in lines if b"\n" in line or b"\r" in line]
        assert max(len(line) for line in lines if not line.startswith(b"List-")) <= 76


def test_a_long_way_to_leave_stays_on_one_line(letter: Letter) -> None:
    url = f"https://recap.example/{'leave/' * 60}?t={{token}}"
    settings = NEWSLETTER.model_copy(update={"unsubscribe": Unsubscribe(url=url, mail="leave@recap.example")})
    data = to_bytes(for_reader(mail(letter, settings), TOKEN), READER)
    (line,) = [line for line in data.split(b"\r\n") if line.startswith(b"List-Unsubscribe:")]
    address = url.replace("{token}", TOKEN)
    assert line.decode() == f"List-Unsubscribe: <{address}>, <mailto:leave@recap.example?subject=unsubscribe>"
    assert len(line) < 998


def test_a_token_stands_where_a_reader_leaves_and_nowhere_else(letter: Letter) -> None:
    """A page of somebody else whose address has {token} in it does not get it."""
    line = replace(letter.lines[0], href="https://elsewhere.example/?t={token}")
    own = for_reader(mail(replace(letter, lines=(line,))), TOKEN)
    for text in (own.rendered.html, own.rendered.text):
        assert text.count(TOKEN) == 1
        assert "https://elsewhere.example/?t={token}" in text
    assert f"https://recap.example/leave?a=1&amp;t={TOKEN}" in own.rendered.html


def test_by_mail_alone_there_is_no_click(letter: Letter) -> None:
    settings = NEWSLETTER.model_copy(update={"unsubscribe": Unsubscribe(mail="leave@recap.example")})
    found = read(to_bytes(for_reader(mail(letter, settings), TOKEN), READER))
    assert found["List-Unsubscribe"] == "<mailto:leave@recap.example?subject=unsubscribe>"
    assert found["List-Unsubscribe-Post"] is None
    assert 'href="mailto:leave@recap.example?subject=unsubscribe"' in mail(letter, settings).rendered.html


def test_without_settings_it_is_a_file_to_look_at(letter: Letter) -> None:
    found = read(to_bytes(mail(letter, None)))
    assert (found["From"], found["To"]) == ("Weekly AI Recap <newsletter@recap.example>", None)
    assert found["List-Unsubscribe"] is None


@pytest.mark.parametrize(
    "evil", ["x\r\nBcc: victim@example.org", "x\nBcc: victim@example.org", "x\u2028Bcc: v@example.org"]
)
def test_no_name_or_title_makes_a_header(letter: Letter, evil: str) -> None:
    told = replace(letter, title=evil, site=replace(letter.site, name=evil))
    sent = mail_of(told, Rendered("h", "t", 0, 0), NEWSLETTER)
    found = read(to_bytes(sent, READER))
    assert found["Bcc"] is None
    assert str(found["Subject"]).startswith("x Bcc: v")
    with pytest.raises(ValueError, match=r".+"):
        to_bytes(sent, "a@example.org\r\nBcc: victim@example.org")


def test_a_subject_in_chinese_is_in_words_that_servers_take(letter: Letter) -> None:
    data = to_bytes(mail(replace(letter, title="澄海发布可离线运行智能体的手机，北风租用哈利亚德算力" * 3)), READER)
    subject = data.partition(b"Subject: ")[2].partition(b"\r\nDate")[0]
    assert all(len(word) <= 75 for word in subject.split())
    assert str(read(data)["Subject"]).startswith("澄海发布可离线运行智能体的手机，北风租用哈利亚德算力澄海")
