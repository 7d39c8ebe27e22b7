"""Addresses: which are taken, and that no message names one."""

from __future__ import annotations

from email.headerregistry import Address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.errors import InvalidContent
from generator.outbox.subscribers import masked, read_subscribers, token_of

FILE = """\ufeff# The first readers
ada@example.org
  bo.li+recap@mail.example.co.uk   # by post, too

Ada@Example.org
"""


def test_one_address_a_line_each_once() -> None:
    assert read_subscribers(FILE, "subscribers.txt") == ("ada@example.org", "bo.li+recap@mail.example.co.uk")
    assert read_subscribers(FILE.replace("\n", "\r\n"), "subscribers.txt") == read_subscribers(FILE, "subscribers.txt")


@pytest.mark.parametrize(
    "line",
    [
        "ada", "ada@localhost", "@harbour.example", "ada@", "Ada <ada@example.org>", "ada@example.org, bo@example.org",
        "ada@example.org;", "ada bo@example.org", "a..b@example.org", ".a@example.org", "a@-example.org", "a@exa_mple.org",
        "ädа@example.org", "a@b@example.org", f"{'a' * 250}@example.org", "ada@example.org\tBcc: x@example.org", "ada@example.org\x0b",
    ],
)  # fmt: skip
def test_every_line_that_is_none_is_named_by_its_number_alone(line: str) -> None:
    with pytest.raises(InvalidContent) as error:
        read_subscribers(f"ada@example.org\n{line}\nbo@example.org\nbo@\n", "subscribers.txt")
    told = str(error.value)
    assert "subscribers.txt:2: is not a mail address (one address a line, like reader@example.org" in told
    assert "subscribers.txt:4: is not a mail address" in told
    assert line not in told


ADDRESSES = st.builds("{}@{}.example".format, *[st.text("abC.-+é#", min_size=1, max_size=8)] * 2)


@given(st.lists(st.one_of(ADDRESSES, st.text(max_size=40)), max_size=8))
def test_any_text_is_taken_or_named(lines: list[str]) -> None:
    text = "\n".join(lines)
    try:
        found = read_subscribers(text, "f")
    except InvalidContent as error:
        assert all(1 <= fault.line <= text.count("\n") + 1 for fault in error.faults)
    else:
        assert all(address.isascii() and address.isprintable() and address.count("@") == 1 for address in found)
        assert [Address(addr_spec=address).addr_spec for address in found] == list(found), "a header can hold them"
        assert len({address.casefold() for address in found}) == len(found)


def test_a_token_is_of_an_address_however_it_is_written_and_of_a_secret() -> None:
    token = token_of("ada@example.org", "secret")
    assert token == token_of("Ada@Example.ORG", "secret")
    assert len({token, token_of("bo@example.org", "secret"), token_of("ada@example.org", "other")}) == 3
    assert token_of("ada@example.org", "secret") == "MK5p9ngGhPPfosKwbWLLm4MXVWLAcdq5e4Z1PiC5wxI"


@pytest.mark.parametrize(
    ("address", "shown"), [("ada@example.org", "a…@e….org"), ("b@mail.example.co.uk", "b…@m….uk"), ("x", "x…@….")]
)
def test_an_address_is_shown_as_what_its_owner_would_know(address: str, shown: str) -> None:
    assert masked(address) == shown
