"""A real mail server on loopback, which does as it is told and keeps what arrived: the proof of what was sent to whom."""

from __future__ import annotations

import ssl
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from generator.settings import Newsletter, Unsubscribe

USER, PASSWORD = "desk-user", "pa55-that-must-not-be-seen"


@dataclass
class MailServer:
    """Answers by recipient, `ok` where nothing else is said. DROP hangs up instead of answering."""

    port: int = 0
    sender: str = "250 OK"
    rcpt: dict[str, str] = field(default_factory=dict)
    data: dict[str, str] = field(default_factory=dict)
    received: list[tuple[str, bytes]] = field(default_factory=list)
    """(recipient, mail) of each mail that arrived whole, whatever was answered."""
    logins: list[bool] = field(default_factory=list)
    connections: int = 0
    on_step: Callable[[str, str], None] = lambda step, recipient: None
    """Called with RCPT or DATA and the recipient, before the answer; at DATA the mail has arrived."""

    @property
    def recipients(self) -> list[str]:
        return [recipient for recipient, _ in self.received]

    @property
    def most_to_one(self) -> int:
        return max(Counter(self.recipients).values(), default=0)

    async def handle_EHLO(
        self, server: SMTP, session: Session, envelope: Envelope, hostname: str, responses: Any
    ) -> Any:
        session.host_name = hostname
        self.connections += 1
        return responses

    async def handle_MAIL(self, server: SMTP, session: Session, envelope: Envelope, address: str, options: Any) -> str:
        envelope.mail_from = address
        return _answer(server, self.sender)

    async def handle_RCPT(self, server: SMTP, session: Session, envelope: Envelope, address: str, options: Any) -> str:
        self.on_step("RCPT", address)
        answer = self.rcpt.get(address, "250 OK")
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return _answer(server, answer)

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        (recipient,) = envelope.rcpt_tos
        content = envelope.content
        assert isinstance(content, bytes)
        self.received.append((recipient, content))
        self.on_step("DATA", recipient)
        return _answer(server, self.data.get(recipient, "250 OK"))

    def authenticate(self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: Any) -> AuthResult:
        assert isinstance(data, LoginPassword)
        self.logins.append((data.login, data.password) == (USER.encode(), PASSWORD.encode()))
        return AuthResult(success=self.logins[-1], handled=self.logins[-1])


DROP = "drop"


def _answer(server: SMTP, answer: str) -> str:
    if answer == DROP:
        assert server.transport
        server.transport.abort()  # type: ignore[attr-defined]
    return answer


class _AnyPort(Controller):
    """aiosmtpd's, on a port that was free."""

    def _trigger_server(self) -> None:
        assert self.server
        self.port = self.server.sockets[0].getsockname()[1]  # type: ignore[attr-defined]
        super()._trigger_server()  # type: ignore[no-untyped-call]


@contextmanager
def mail_server(tls: ssl.SSLContext | None = None, implicit: bool = False, login: bool = False) -> Iterator[MailServer]:
    """A server in a thread of its own. tls: its certificate; implicit: from the first byte, else by STARTTLS."""
    told = MailServer()
    options: dict[str, Any] = {"authenticator": told.authenticate if login else None}
    if implicit:  # aiosmtpd does not know that such a connection is encrypted, and lets nobody require a login on it
        options |= {"ssl_context": tls, "auth_require_tls": False}
    else:
        options |= {"tls_context": tls, "require_starttls": tls is not None, "auth_required": login}
    controller = _AnyPort(told, hostname="127.0.0.1", port=0, **options)
    controller.start()
    told.port = controller.port
    try:
        yield told
    finally:
        controller.stop()


def newsletter(server: MailServer, **options: object) -> Newsletter:
    """Settings to send over a server without encryption to subscribers.txt, as fast as it goes."""
    defaults = {
        "sender": "news@recap.example", "subscribers": "subscribers.txt", "host": "localhost", "port": server.port,
        "security": "none", "per_minute": 60_000,
        "unsubscribe": Unsubscribe(url="https://recap.example/leave?a=1&t={token}", mail="leave@recap.example"),
    }  # fmt: skip
    return Newsletter.model_validate({**defaults, **options})
