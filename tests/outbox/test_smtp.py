"""Mails over a real connection: encrypted or not at all, and what a server's answers mean."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from generator.model.errors import DeliveryError
from generator.outbox.delivery import Lost, Postponed, Refused
from generator.outbox.smtp import Login, SmtpCarrier, login_of
from tests.outbox.mailserver import DROP, PASSWORD, USER, MailServer, mail_server, newsletter

READER = "reader@example.org"
MAIL = b"Subject: x\r\n\r\nbody\r\n.\r\n..dots stay\r\n"
LOGIN = Login(USER, PASSWORD)


@contextmanager
def carrier(server: MailServer, login: Login | None = None, **options: object) -> Iterator[SmtpCarrier]:
    carrying = SmtpCarrier(newsletter(server, **options), login, lambda _: MAIL, timeout=5)
    try:
        yield carrying
    finally:
        carrying.quit()


def send(carrying: SmtpCarrier, recipient: str = READER) -> None:
    carrying.offer(recipient)
    carrying.hand_over(recipient)


def test_a_mail_arrives_as_it_is_over_one_connection(server: MailServer) -> None:
    with carrier(server) as carrying:
        send(carrying)
        send(carrying, "other@example.org")
    assert server.received == [(READER, MAIL), ("other@example.org", MAIL)]
    assert server.connections == 1


@pytest.mark.parametrize("implicit", [False, True])
def test_encrypted_with_a_known_certificate(
    tls: ssl.SSLContext, certificate: Path, implicit: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with mail_server(tls, implicit, login=True) as server:
        with carrier(server, LOGIN, security="tls" if implicit else "starttls") as carrying:
            send(carrying)
        assert server.logins == [True]
        assert server.received == [(READER, MAIL)]


@pytest.mark.parametrize("implicit", [False, True])
def test_an_unknown_certificate_is_never_accepted(tls: ssl.SSLContext, implicit: bool) -> None:
    with mail_server(tls, implicit, login=True) as server:
        security = "tls" if implicit else "starttls"
        refused = pytest.raises(DeliveryError, match="self-signed certificate: the certificate is not accepted")
        with carrier(server, LOGIN, security=security) as carrying, refused:
            carrying.offer(READER)
        assert (server.logins, server.received) == ([], [])


def test_a_certificate_of_another_name_is_not_accepted(
    tls: ssl.SSLContext, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    refused = pytest.raises(DeliveryError, match="IP address mismatch")
    with mail_server(tls) as server, carrier(server, host="127.0.0.1", security="starttls") as carrying, refused:
        carrying.offer(READER)


def test_without_starttls_nothing_is_sent(server: MailServer) -> None:
    refused = pytest.raises(DeliveryError, match="does not offer STARTTLS")
    with carrier(server, security="starttls") as carrying, refused:
        carrying.offer(READER)
    assert server.received == []


def test_a_wrong_password_is_told_without_it(
    tls: ssl.SSLContext, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    refused = pytest.raises(DeliveryError, match="does not accept RECAP_SMTP_USER and RECAP_SMTP_PASSWORD")
    wrong = Login(USER, "wrong-secret")
    with (
        mail_server(tls, login=True) as server,
        carrier(server, wrong, security="starttls") as carrying,
        refused as error,
    ):
        carrying.offer(READER)
    assert not {USER, "wrong-secret"} & set(str(error.value).split())


@pytest.mark.parametrize(
    ("environment", "security", "problem"),
    [
        ({"RECAP_SMTP_USER": "a"}, "starttls", "belong together"),
        ({"RECAP_SMTP_PASSWORD": "a"}, "starttls", "belong together"),
        ({"RECAP_SMTP_USER": "a", "RECAP_SMTP_PASSWORD": "b"}, "none", "not sent without encryption"),
    ],
)
def test_a_login_that_cannot_be_used(environment: dict[str, str], security: str, problem: str) -> None:
    with pytest.raises(DeliveryError, match=problem):
        login_of(environment, newsletter(MailServer(port=25), security=security))


def test_a_login_does_not_show_itself() -> None:
    assert PASSWORD not in repr(LOGIN)


@pytest.mark.parametrize(
    ("answer", "raised", "reason"),
    [
        (f"550 5.1.1 <{READER}>: no such user", Refused, "550 5.1.1"),
        (f"450 4.2.1 <{READER}> is full", Postponed, "450 4.2.1"),
        ("421 shutting down", Lost, "the mail server hung up (421)"),
        (DROP, Lost, "the mail server hung up"),
    ],
)
def test_what_an_answer_to_the_recipient_means(
    server: MailServer, answer: str, raised: type[Exception], reason: str
) -> None:
    server.rcpt[READER] = answer
    with carrier(server) as carrying:
        with pytest.raises(raised) as error:
            carrying.offer(READER)
        send(carrying, "next@example.org")
    assert str(error.value) == reason
    assert server.recipients == ["next@example.org"]


@pytest.mark.parametrize(
    ("answer", "raised"),
    [("452 4.3.1 later", Postponed), ("554 5.7.1 smells of spam", Postponed), ("421 bye", Postponed), (DROP, Lost)],
)
def test_what_an_answer_to_the_letter_means(server: MailServer, answer: str, raised: type[Exception]) -> None:
    server.data[READER] = answer
    with carrier(server) as carrying:
        carrying.offer(READER)
        with pytest.raises(raised):
            carrying.hand_over(READER)
        send(carrying, "next@example.org")
    assert server.recipients == [READER, "next@example.org"]


def test_a_sender_that_is_not_taken_is_no_fault_of_the_reader(server: MailServer) -> None:
    server.sender = "550 who are you"
    with carrier(server) as carrying, pytest.raises(DeliveryError, match=r"does not take mail from .*sender \(550\)"):
        carrying.offer(READER)


def test_nobody_listens() -> None:
    with carrier(MailServer(port=1)) as carrying, pytest.raises(Lost, match="cannot be reached: Connection refused"):
        carrying.offer(READER)
