"""Which network addresses may be connected to, checked where the connection is made.

The name is resolved here and the connection goes to the very address that was checked. So a redirect, a second answer
of the name server (DNS rebinding) or an address in disguise (0x7f.1, ::ffff:127.0.0.1) changes nothing. TLS still
checks the certificate against the name, which httpcore keeps for SNI and the Host header.
"""

from __future__ import annotations

import asyncio
import ipaddress
import socket
import threading
import unicodedata
from collections.abc import Awaitable, Callable, Iterable
from functools import partial
from urllib.parse import unquote, urlsplit

import httpcore

from generator.collect.failure import Failure
from generator.model.base import UNSEEN

#: Host name and port to addresses, most preferred first; raises OSError or UnicodeError.
Resolver = Callable[[str, int], Awaitable[list[str]]]

_UNICAST_6 = ipaddress.ip_network("2000::/3")
"""All global IPv6 addresses there are (RFC 4291, IANA); leaves out ::ffff:0:0/96, NAT64 and everything local."""
_NOT_PUBLIC = tuple(
    ipaddress.ip_network(network)
    for network in (
        "168.63.129.16/32",  # Azure's host services
        "192.0.0.0/24",  # protocol assignments (RFC 6890); a part of it is missing in some tables of Python 3.11
        "192.88.99.0/24",  # 6to4 relays
        "2001::/23",  # protocol assignments; among them Teredo, with an IPv4 address of anyone's choice inside
        "2002::/16",  # 6to4: likewise
        "3fff::/20",  # documentation (RFC 9637), newer than Python 3.11's table
        "5f00::/16",  # segment routing (RFC 9602), likewise
    )
)
_NEVER = tuple(
    ipaddress.ip_network(network)
    for network in ("169.254.0.0/16", "fd00:ec2::254/128", "100.100.100.200/32", "168.63.129.16/32")
)
"""Where clouds tell a machine its credentials: no network of anyone's own, so closed to `allow_private` as well."""
_INSIDE = (".localhost", ".local", ".internal", ".home.arpa", ".lan")
"""Names that the public DNS does not know (RFC 6761, 6762, 8375; ICANN), and the one that routers give out."""
_MOST_TRIED = 4
"""Addresses of one host."""
_SECONDS_EACH = 5.0
"""For each address but the last: one that does not answer must not use up the deadline."""


def _parsed(address: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return None


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the public internet; False for what is no address."""
    ip = _parsed(address)
    if ip is None or (ip.version == 6 and ip not in _UNICAST_6):
        return False
    return ip.is_global and not ip.is_multicast and not any(ip in network for network in _NOT_PUBLIC)


def leads_inside(url: str) -> bool:
    """Whether a web address names a machine of its reader by itself: localhost, a private network, a name without dot.

    Reads a host as browsers do (UTS 46): 0x7f.1, 2130706433, full-width digits and such with a soft hyphen between are
    127.0.0.1.
    """
    host = UNSEEN.sub("", unicodedata.normalize("NFKC", unquote(urlsplit(url).hostname or "")))
    host = host.lower().replace("\u3002", ".").rstrip(".")
    if ":" in host:
        return not is_public(host)
    try:
        return not is_public(socket.inet_ntoa(socket.inet_aton(host)))
    except (OSError, ValueError):  # ValueError: other letters, and a NUL
        return "." not in host or host.endswith(_INSIDE)


def tells_credentials(address: str) -> bool:
    """Whether an IP address, also one mapped into IPv6, is of a cloud's metadata service; False for what is none."""
    ip = _parsed(address)
    ip = getattr(ip, "ipv4_mapped", None) or ip
    return ip is not None and any(ip in network for network in _NEVER)


async def resolve(host: str, port: int) -> list[str]:
    """Addresses of a host by the system's resolver.

    In a thread of its own that nobody waits for: getaddrinfo cannot be cancelled, and a pool would be joined at exit.
    """
    loop = asyncio.get_running_loop()
    found: asyncio.Future[list[str]] = loop.create_future()

    def work() -> None:
        try:
            infos = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            settle = partial(found.set_result, list(dict.fromkeys(str(info[4][0]) for info in infos)))
        except (OSError, UnicodeError) as error:
            settle = partial(found.set_exception, error)
        if not loop.is_closed():
            loop.call_soon_threadsafe(lambda: found.done() or settle())

    try:
        threading.Thread(target=work, name=f"resolve {host}", daemon=True).start()
    except RuntimeError:  # the system grants no thread: everybody waits
        work()
    return await found


class CheckedBackend(httpcore.AsyncNetworkBackend):
    """httpcore's door to the network, open to public addresses only."""

    def __init__(
        self, allow_private: bool, resolver: Resolver = resolve, judge: Callable[[str], bool] = is_public
    ) -> None:
        """resolver, judge: in place of the system's and of `is_public`, for tests."""
        self._allow_private = allow_private
        self._resolve = resolver
        self._judge = judge
        self._inner = httpcore.AnyIOBackend()

    async def connect_tcp(
        self, host: str, port: int, timeout: float | None = None, local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:  # fmt: skip
        addresses = await self._checked(host, port)
        for address in addresses[:-1]:
            try:
                return await self._inner.connect_tcp(address, port, _SECONDS_EACH, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue
        return await self._inner.connect_tcp(addresses[-1], port, timeout, local_address, socket_options)

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)

    async def _checked(self, host: str, port: int) -> list[str]:
        """The addresses that may be tried; Failure where there are none."""
        try:
            addresses = await self._resolve(host, port)
        except socket.gaierror as error:
            again = error.errno == socket.EAI_AGAIN
            raise Failure(f"the name {host} does not resolve", again=again, is_unreached=True) from error
        except (OSError, UnicodeError) as error:
            raise Failure(f"the name {host} does not resolve: {error}", is_unreached=True) from error
        possible = [address for address in addresses if not tells_credentials(address)]
        allowed = [address for address in possible if self._allow_private or self._judge(address)]
        if not allowed:
            where = f"{host} is" if host in addresses else f"{host} ({', '.join(addresses[:3])}) is"
            if self._allow_private and addresses:
                raise Failure(f"{where} where machines are told their credentials; such addresses are never asked")
            raise Failure(
                f"{where} a private address; if this source is on your own network, set fetch: {{allow_private: true}}"
                " under recap in mkdocs.yml"
            )
        return allowed[:_MOST_TRIED]
