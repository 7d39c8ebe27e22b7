"""What a page of a stranger could make the program ask for: every address in every disguise, over the real wire."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from generator.collect.addresses import CheckedBackend, is_public, resolve
from generator.collect.fetch import Fetched
from tests.collect.test_fetch import cause_of, fetch

#: Refused as private, or as no address and no name at all.
REFUSED = re.compile("is a private address; .*allow_private: true|Invalid IPv4 address|does not resolve")
#: Names of the machine itself and of what is beside it, as resolvers and browsers understand them.
DISGUISES = """
127.0.0.1 127.1 127.0.1 0 0.0.0.0 0x7f.0.0.1 0x7f000001 2130706433 0177.0.0.1 017700000001 127.0.0.1. localhost
[::1] [::] [::ffff:127.0.0.1] [::ffff:7f00:1] [::127.0.0.1] [64:ff9b::127.0.0.1] [64:ff9b:1::7f00:1]
[2002:7f00:1::] [fe80::1] [fc00::1] [fd00:ec2::254] 10.0.0.1 172.16.0.1 192.168.0.1 169.254.169.254 100.100.100.200
0xa9fea9fe 2852039166 0251.0376.0251.0376 [::ffff:169.254.169.254]
""".split()


@pytest.mark.parametrize("host", DISGUISES)
def test_no_disguise_helps(httpserver: HTTPServer, host: str) -> None:
    httpserver.expect_request("/").respond_with_data("secret")
    assert REFUSED.search(cause_of(f"http://{host}:{httpserver.port}/", allow_private=False))
    assert httpserver.log == []


@pytest.mark.parametrize("host", DISGUISES)
def test_no_redirect_leads_there(httpserver: HTTPServer, host: str) -> None:
    """Until it has answered, the outlet's own address counts as public; what it points to is judged as ever."""
    httpserver.expect_request("/").respond_with_data(
        "", 302, {"Location": f"http://{host}:{httpserver.port}/secret", "Connection": "close"}
    )

    async def resolver(name: str, port: int) -> list[str]:
        return ["127.0.0.1"] if name == "outlet.example" else await resolve(name, port)

    def judge(address: str) -> bool:
        return is_public(address) or not httpserver.log

    network = CheckedBackend(False, resolver, judge)
    assert REFUSED.search(cause_of(f"http://outlet.example:{httpserver.port}/", network=network))
    assert [request.path for request, _ in httpserver.log] == ["/"]


def test_a_name_that_changes_its_address_between_two_requests_is_judged_each_time(httpserver: HTTPServer) -> None:
    """DNS rebinding: the first answer may be asked, the second may not, though the name is the same."""
    httpserver.expect_request("/").respond_with_data("", 302, {"Location": "/secret", "Connection": "close"})
    httpserver.expect_request("/secret").respond_with_data("secret")
    answers = iter(["127.0.0.1", "127.0.0.2"])

    async def resolver(name: str, port: int) -> list[str]:
        return [next(answers)]

    network = CheckedBackend(False, resolver, lambda address: address == "127.0.0.1")
    cause = cause_of(f"http://rebinding.example:{httpserver.port}/", network=network)
    assert cause.startswith("rebinding.example (127.0.0.2) is a private address")
    assert [request.path for request, _ in httpserver.log] == ["/"]


def test_a_cookie_goes_to_nobody(httpserver: HTTPServer) -> None:
    def handler(request: Request) -> Response:
        cookie = {"Set-Cookie": "id=secret; Path=/; Domain=127.0.0.1"}
        return (
            Response("feed", 200, cookie) if request.path == "/b" else Response("", 302, {**cookie, "Location": "/b"})
        )

    httpserver.expect_request("/a").respond_with_handler(handler)
    httpserver.expect_request("/b").respond_with_handler(handler)
    url = httpserver.url_for("/a")
    assert all(isinstance(answer, Fetched) for answer in fetch(url, url, url.replace("127.0.0.1", "localhost")))
    assert all("Cookie" not in request.headers for request, _ in httpserver.log)


@pytest.mark.parametrize("breaks", ["\r\nX-Evil: 1", "\nX-Evil: 1", "%0d%0aX-Evil:%201", "\r\n\r\nGET /x HTTP/1.1"])
def test_an_address_brings_no_header_of_its_own(httpserver: HTTPServer, breaks: str) -> None:
    httpserver.expect_request("/").respond_with_data("feed")
    url = httpserver.url_for("/")
    fetch(f"{url}?q={breaks}", f"{url}{breaks}", url.replace("http://", f"http://x{breaks}@"))
    assert all("X-Evil" not in request.headers and request.path != "/x" for request, _ in httpserver.log)


def test_three_hundred_redirects_end_at_the_sixth_request(httpserver: HTTPServer) -> None:
    def handler(request: Request) -> Response:
        return Response("", 302, {"Location": f"/?hop={int(request.args.get('hop', 0)) + 1}"})

    httpserver.expect_request("/").respond_with_handler(handler)
    assert cause_of(httpserver.url_for("/")) == "redirected more than 5 times"
    assert len(httpserver.log) == 6


@pytest.mark.parametrize("encoding", ["br", "zstd", "compress", "gzip, gzip", "gzip, br", "zip"])
def test_what_was_not_asked_for_is_not_unpacked(httpserver: HTTPServer, encoding: str) -> None:
    httpserver.expect_request("/").respond_with_data(b"bomb", headers={"Content-Encoding": encoding})
    assert cause_of(httpserver.url_for("/")) == f"answered in the encoding {encoding!r}; only gzip was asked for"


@pytest.mark.parametrize("name", ["http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "ALL_PROXY"])
def test_no_proxy_of_the_environment_is_used(
    httpserver: HTTPServer, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv(name, "http://127.0.0.1:9/")
    httpserver.expect_request("/").respond_with_data("feed")
    (answer,) = fetch(httpserver.url_for("/"))
    assert isinstance(answer, Fetched), answer


def test_no_password_of_the_environment_is_sent(
    httpserver: HTTPServer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "netrc").write_text("default login maintainer password secret\n")
    (tmp_path / "netrc").chmod(0o600)
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    monkeypatch.setenv("HOME", str(tmp_path))
    httpserver.expect_request("/").respond_with_data("feed")
    fetch(httpserver.url_for("/"))
    ((request, _),) = httpserver.log
    assert "Authorization" not in request.headers
