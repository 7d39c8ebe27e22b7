"""A rendered letter as mail: the same bytes each time, with the ways to leave that mail programs show a button for."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import format_datetime
from typing import Any
from urllib.parse import urlsplit

from markupsafe import escape

from generator.model.base import one_line
from generator.outbox.letter import Letter
from generator.outbox.rendering import Rendered
from generator.settings import READER, Newsletter, Unsubscribe


class _Policy(EmailPolicy):
    """Python's for SMTP, but addresses of lists stand on one line: folded, a long one is encoded and is none any more.

    RFC 5322, 2.1.1: 998 characters at most, which the limits of `Unsubscribe` keep.
    """

    def fold_binary(self, name: str, value: Any) -> bytes:
        if name.startswith("List-"):
            return f"{name}: {value}\r\n".encode("ascii")
        return super().fold_binary(name, value)


#: All of it ASCII in lines of at most 76, as RFC 2045 and RFC 2047 ask, whatever servers are on the way.
_POLICY = _Policy(linesep="\r\n", cte_type="7bit", max_line_length=76)


@dataclass(frozen=True)
class Mail:
    """A letter before it has a recipient."""

    rendered: Rendered
    subject: str
    sender: str
    sender_name: str
    date: str
    message_id: str
    """Made of the edition and the site's host: who gets it twice sees it once."""
    list_id: str
    unsubscribe: Unsubscribe | None


def mail_of(letter: Letter, rendered: Rendered, newsletter: Newsletter | None) -> Mail:
    """The mail of a letter; without `newsletter` it is from newsletter@ the site's host."""
    host = urlsplit(letter.site.url).hostname or "localhost"
    name = one_line(letter.site.name)
    return Mail(
        rendered=rendered,
        subject=one_line(f"{letter.title} ({letter.week_label})"),
        sender=newsletter.sender if newsletter else f"newsletter@{host}",
        sender_name=name,
        date=format_datetime(letter.published),
        message_id=f"<{letter.week}.{letter.language}.newsletter@{host}>",
        list_id=f"<{letter.language}.newsletter.{host}>",
        unsubscribe=newsletter.unsubscribe if newsletter else None,
    )


def for_reader(mail: Mail, token: str) -> Mail:
    """The mail with a reader's own way to leave."""
    url = mail.unsubscribe.url if mail.unsubscribe else None
    if url is None:
        return mail
    own = url.replace(READER, token)
    # the whole address is replaced, and not the token alone, which a page of somebody else might carry in its address
    html = mail.rendered.html.replace(str(escape(url)), str(escape(own)))
    text = mail.rendered.text.replace(url, own)
    unsubscribe = mail.unsubscribe.model_copy(update={"url": own}) if mail.unsubscribe else None
    return replace(mail, rendered=replace(mail.rendered, html=html, text=text), unsubscribe=unsubscribe)


def to_bytes(mail: Mail, recipient: str = "") -> bytes:
    """The mail on the wire: multipart/alternative, plain text first (RFC 2046, 5.1.4).

    recipient: empty for a file to look at.
    """
    message = EmailMessage(policy=_POLICY)
    message["From"] = Address(mail.sender_name, addr_spec=mail.sender)
    if recipient:
        message["To"] = Address(addr_spec=recipient)
    message["Subject"] = mail.subject
    message["Date"] = mail.date
    message["Message-ID"] = mail.message_id
    message["List-Id"] = mail.list_id
    for name, value in _ways_to_leave(mail.unsubscribe):
        message[name] = value
    message.set_content(mail.rendered.text, charset="utf-8")
    message.add_alternative(mail.rendered.html, subtype="html", charset="utf-8")
    digest = hashlib.sha256(f"{mail.message_id}{mail.rendered.html}".encode()).hexdigest()
    message.set_boundary(f"=_{digest[:40]}")
    return message.as_bytes()


def _ways_to_leave(unsubscribe: Unsubscribe | None) -> list[tuple[str, str]]:
    """RFC 2369 and, for one click, RFC 8058."""
    if unsubscribe is None:
        return []
    ways = ", ".join(f"<{way}>" for way in (unsubscribe.url, unsubscribe.mail_link) if way)
    one_click = [("List-Unsubscribe-Post", "List-Unsubscribe=One-Click")] if unsubscribe.url else []
    return [("List-Unsubscribe", ways), *one_click]
