"""Letters to a mail server, one recipient at a time, over a connection that is made when it is needed.

A server's words are never repeated, only its numbers: it likes to answer with the recipient's address.
"""

from __future__ import annotations

import re
import smtplib
import ssl
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass

from generator.model.errors import DeliveryError
from generator.outbox.delivery import Lost, Postponed, Refused
from generator.outbox.tls import fault_of, tls_context
from generator.settings import Newsletter

_PORTS = {"starttls": 587, "tls": 465, "none": 25}
#: Seconds for one answer. RFC 5321, 4.5.3.2 lets a server take minutes before it has taken a mail; who leaves earlier
#: does not know whether it did.
TIMEOUT = 120.0
USER, PASSWORD = "RECAP_SMTP_USER", "RECAP_SMTP_PASSWORD"
#: RFC 3463: 5.1.1 and the like.
_ENHANCED = re.compile(rb"^[245]\.\d{1,3}\.\d{1,3}\b")
_CLOSING = 421
"""The server is about to hang up, whatever was asked (RFC 5321, 3.8)."""


@dataclass(frozen=True)
class Login:
    """Who we are to the mail server."""

    user: str
    password: str

    def __repr__(self) -> str:
        return "Login(…)"


def login_of(environment: Mapping[str, str], newsletter: Newsletter) -> Login | None:
    """User and password; None where neither is set.

    Raises DeliveryError where one is missing, or both would go over the network in the clear.
    """
    user, password = environment.get(USER, ""), environment.get(PASSWORD, "")
    if not user and not password:
        return None
    if not user or not password:
        raise DeliveryError(f"{USER} and {PASSWORD} belong together; one of them is not set")
    if newsletter.security == "none":
        raise DeliveryError("a password is not sent without encryption; set newsletter: security: starttls or tls")
    return Login(user, password)


class SmtpCarrier:
    """A Carrier of mails; to be closed.

    write: the mail of a recipient. DeliveryError from either step where the server wants none of our mails.
    """

    def __init__(
        self, newsletter: Newsletter, login: Login | None, write: Callable[[str], bytes], timeout: float = TIMEOUT
    ) -> None:
        self._newsletter = newsletter
        self._login = login
        self._write = write
        self._timeout = timeout
        self._open: smtplib.SMTP | None = None

    def offer(self, recipient: str) -> None:
        """See Carrier: MAIL and RCPT."""
        server = self._server()
        code, answer = self._asked(lambda: server.mail(self._newsletter.sender))
        if code >= 500:
            raise DeliveryError(f"the mail server does not take mail from newsletter: sender ({_number(code, answer)})")
        if code >= 400:
            self._reset()
            raise Postponed(_number(code, answer))
        code, answer = self._asked(lambda: server.rcpt(recipient))
        if code >= 400:
            self._reset()
            raise (Refused if code >= 500 else Postponed)(_number(code, answer))

    def hand_over(self, recipient: str) -> None:
        """See Carrier: DATA. Its 5xx is about the letter and not about the address, so another run tries again."""
        mail = self._write(recipient)
        server = self._server()
        try:
            code, answer = server.data(mail)
        except smtplib.SMTPDataError as error:  # before the letter was sent
            code, answer = error.smtp_code, _bytes(error.smtp_error)
        except (OSError, smtplib.SMTPException) as error:
            self.close()
            raise Lost(_cause(error)) from error
        if code == _CLOSING:
            self.close()
        if not 200 <= code < 300:
            raise Postponed(f"the letter was not taken, {_number(code, answer)}")

    def close(self) -> None:
        """Hang up; a mail under way is not waited for."""
        server, self._open = self._open, None
        if server:
            server.close()

    def quit(self) -> None:
        """Hang up as it is polite."""
        if self._open:
            with suppress(OSError, smtplib.SMTPException):
                self._open.quit()
        self.close()

    def _asked(self, ask: Callable[[], tuple[int, bytes]]) -> tuple[int, bytes]:
        """Number and words of an answer; Lost where there is none, or the server hangs up with it."""
        try:
            code, answer = ask()
        except (OSError, smtplib.SMTPException) as error:
            self.close()
            raise Lost(_cause(error)) from error
        if code == _CLOSING or not 200 <= code < 600:
            self.close()
            raise Lost(f"the mail server hung up ({_number(code, answer)})")
        return code, answer

    def _reset(self) -> None:
        server = self._server()
        with suppress(Lost):  # then the next one is asked over a new connection
            self._asked(server.rset)

    def _server(self) -> smtplib.SMTP:
        """The connection, made if there is none. Lost where it cannot be, DeliveryError where it never can."""
        if self._open is None:
            try:
                self._open = self._connected()
            except ssl.SSLError as error:
                raise DeliveryError(f"{self._place}: {fault_of(error)}") from error
            except smtplib.SMTPNotSupportedError as error:
                missing = "STARTTLS" if "STARTTLS" in str(error) else "logging in"
                raise DeliveryError(f"{self._place} does not offer {missing}; see newsletter: security") from error
            except smtplib.SMTPAuthenticationError as error:
                code = _number(error.smtp_code, _bytes(error.smtp_error))
                if error.smtp_code < 500:
                    raise Lost(f"the mail server lets nobody log in now ({code})") from error
                raise DeliveryError(f"{self._place} does not accept {USER} and {PASSWORD} ({code})") from error
            except (OSError, smtplib.SMTPException) as error:
                raise Lost(_cause(error)) from error
        return self._open

    def _connected(self) -> smtplib.SMTP:
        it, host = self._newsletter, self._newsletter.host
        ours = it.sender.partition("@")[2]
        if it.security == "tls":
            server: smtplib.SMTP = smtplib.SMTP_SSL(
                host, self._port, ours, timeout=self._timeout, context=tls_context()
            )
        else:
            server = smtplib.SMTP(host, self._port, ours, timeout=self._timeout)
        try:
            if it.security == "starttls":
                server.starttls(context=tls_context())
            if self._login:
                server.login(self._login.user, self._login.password)
            server.ehlo_or_helo_if_needed()
        except BaseException:
            server.close()
            raise
        return server

    @property
    def _port(self) -> int:
        return self._newsletter.port or _PORTS[self._newsletter.security]

    @property
    def _place(self) -> str:
        return f"{self._newsletter.host}:{self._port}"


def _number(code: int, answer: bytes) -> str:
    """An answer's number, with that of RFC 3463 where it has one: 550 5.1.1."""
    enhanced = _ENHANCED.match(answer)
    return f"{code} {enhanced[0].decode()}" if enhanced else str(code)


def _bytes(answer: bytes | str) -> bytes:
    return answer.encode() if isinstance(answer, str) else answer


def _cause(error: Exception) -> str:
    """Why a connection is gone, in words that hold nothing the server said."""
    if isinstance(error, TimeoutError):
        return "the mail server gave no answer in time"
    if isinstance(error, smtplib.SMTPResponseException):
        return f"the mail server answered {_number(error.smtp_code, _bytes(error.smtp_error))}"
    if isinstance(error, OSError) and error.strerror and not isinstance(error, smtplib.SMTPException):
        return f"the mail server cannot be reached: {error.strerror}"
    return "the mail server hung up"
