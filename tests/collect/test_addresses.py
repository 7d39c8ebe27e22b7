from __future__ import annotations

import asyncio
import socket
import threading

import pytest

from generator.collect.addresses import CheckedBackend, is_public, leads_inside, resolve
from generator.collect.failure import Failure

PRIVATE = """
127.0.0.1 127.8.8.8 0.0.0.0 10.1.2.3 172.16.0.1 192.168.1.1 169.254.169.254 100.64.0.1 100.100.100.200 192.0.0.192
192.0.2.1 198.18.0.1 203.0.113.1 224.0.0.1 239.1.1.1 240.0.0.1 255.255.255.255 168.63.129.16 192.88.99.1
:: ::1 ::127.0.0.1 ::ffff:127.0.0.1 ::ffff:8.8.8.8 64:ff9b::7f00:1 64:ff9b::808:808 64:ff9b:1::1 fe80::1 fe80::1%eth0
fec0::1 fc00::1 fd00:ec2::254 ff02::1 2001::1 2001:db8::1 2002:7f00:1:: 2002:808:808:: 3fff::1 5f00::1 100::1
no-address 127.1 0x7f000001 2130706433
""".split()
PUBLIC = ["8.8.8.8", "1.1.1.1", "93.184.215.14", "2606:4700:4700::1111", "2a00:1450:4001::200e"]


INSIDE = """
127.0.0.1 127.1 0x7f.1 0177.0.0.1 2130706433 １２７.0.0.1 127。0.0.1 %31%32%37.0.0.1 127.0.0.1. 192.168.1.1:8080 [::1] [fd00::1]
[::ffff:10.0.0.1] 169.254.169.254 0 localhost LOCALHOST:4000 blog.localhost router.local printer.lan db.internal intranet
%00 printer.%4Cocal printer.\U0001d40bocal 127.0.0.%C2%AD1 printer.lo\u200bcal
""".split()


@pytest.mark.parametrize("host", INSIDE)
def test_an_address_that_leads_into_the_network_of_who_follows_it_is_known(host: str) -> None:
    assert leads_inside(f"http://{host}/admin")


@pytest.mark.parametrize(
    "host", ["ledger.example", "8.8.8.8", "[2606:4700:4700::1111]", "潮声.example", "10.ledger.example"]
)
def test_an_address_of_the_web_leads_to_no_network_of_its_reader(host: str) -> None:
    assert not leads_inside(f"https://{host}/")


@pytest.mark.parametrize("address", PRIVATE)
def test_is_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_is_public(address: str) -> None:
    assert is_public(address)


def connect(backend: CheckedBackend, host: str) -> None:
    async def once() -> None:
        await (await backend.connect_tcp(host, 80, timeout=1)).aclose()

    asyncio.run(once())


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "127.1", "0x7f.1", "2130706433", "::1"])
def test_the_machine_itself_is_refused_by_any_name(host: str) -> None:
    with pytest.raises(Failure, match=r"is a private address; .*allow_private: true"):
        connect(CheckedBackend(allow_private=False), host)


def test_only_the_addresses_that_were_checked_are_connected_to() -> None:
    """DNS rebinding: the name is asked once, and of its answers the private one is never tried."""
    asked: list[str] = []

    async def rebinding(host: str, port: int) -> list[str]:
        asked.append(host)
        return ["10.0.0.1"] if len(asked) > 1 else ["8.8.8.8", "10.0.0.1"]

    with pytest.raises(ExceptionGroup) as caught:
        connect(CheckedBackend(allow_private=False, resolver=rebinding), "rebinding.example")
    assert "8.8.8.8" in repr(caught.value.exceptions)  # pytest-socket names the address that was tried
    with pytest.raises(Failure, match=r"rebinding.example \(10.0.0.1\) is a private address"):
        connect(CheckedBackend(allow_private=False, resolver=rebinding), "rebinding.example")
    assert asked == ["rebinding.example"] * 2


@pytest.mark.parametrize("address", ["169.254.169.254", "::ffff:169.254.169.254", "fd00:ec2::254", "100.100.100.200"])
def test_where_machines_are_told_their_credentials_is_never_asked(address: str) -> None:
    async def leading(host: str, port: int) -> list[str]:
        return [address]

    with pytest.raises(Failure, match=r"told their credentials; such addresses are never asked"):
        connect(CheckedBackend(allow_private=True, resolver=leading), "metadata.example")


def test_a_name_that_does_not_resolve() -> None:
    async def nowhere(host: str, port: int) -> list[str]:
        raise socket.gaierror(socket.EAI_NONAME, "no such name")

    with pytest.raises(Failure, match=r"the name nowhere.example does not resolve") as caught:
        connect(CheckedBackend(allow_private=True, resolver=nowhere), "nowhere.example")
    assert not caught.value.again


def test_the_resolver_can_be_given_up() -> None:
    async def late() -> None:
        async with asyncio.timeout(0):
            await resolve("localhost", 80)

    with pytest.raises(TimeoutError):
        asyncio.run(late())
    assert asyncio.run(resolve("127.0.0.1", 80)) == ["127.0.0.1"]


def test_a_name_is_resolved_where_the_system_grants_no_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    def refusing(_: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading.Thread, "start", refusing)
    assert asyncio.run(resolve("127.0.0.1", 80)) == ["127.0.0.1"]
