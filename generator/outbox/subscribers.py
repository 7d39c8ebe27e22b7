"""Whom a letter goes to: a file of addresses, and what may be told of an address."""

from __future__ import annotations

import base64
import hashlib
import hmac

from generator.model.base import is_mail_address
from generator.model.errors import Fault, InvalidContent


def read_subscribers(text: str, file: str) -> tuple[str, ...]:
    """The addresses of a file, one a line, each once however it is written; `#` begins a comment.

    file: its name for messages. Raises InvalidContent naming every line that is no address, without its words: they
    are somebody's.
    """
    found: dict[str, str] = {}
    faults = []
    for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), 1):
        address = line.partition("#")[0].strip(" \t\r")
        if address and not is_mail_address(address):
            remedy = "one address a line, like reader@example.org, and nothing else but # comments"
            faults.append(Fault(file, number, "", "is not a mail address", remedy))
        elif address:
            found.setdefault(folded(address), address)
    if faults:
        raise InvalidContent(faults)
    return tuple(found.values())


def folded(address: str) -> str:
    """What two spellings of one address share: no server in use tells capitals apart."""
    return address.casefold()


def token_of(address: str, secret: str) -> str:
    """What stands for a reader in the address to leave by: HMAC-SHA-256 of the folded address, in base64url.

    Who has the secret finds the reader by computing it for each subscriber; nobody else can.
    """
    digest = hmac.digest(secret.encode(), folded(address).encode(), hashlib.sha256)
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def masked(address: str) -> str:
    """An address as messages name it: enough for who has the list, nothing for others. r…@e….org"""
    name, _, host = address.partition("@")
    return f"{name[:1]}…@{host[:1]}….{host.rpartition('.')[2]}"
