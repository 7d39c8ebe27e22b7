"""Certificates that must not be accepted, on a real server; and one that must, so that the others fail for their fault."""

from __future__ import annotations

import shutil
import socket
import ssl
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import certifi
import pytest

from generator.collect.addresses import CheckedBackend
from tests.collect.test_fetch import body_of, cause_of

pytestmark = pytest.mark.skipif(not shutil.which("openssl"), reason="certificates are made with openssl")
HOST = "secure.example"
ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\nConnection: close\r\n\r\nfeed"


def openssl(folder: Path, *words: str) -> None:
    subprocess.run(["openssl", *words], cwd=folder, check=True, capture_output=True)


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with ca.pem, and for each kind of certificate a file with its key."""
    folder = tmp_path_factory.mktemp("certificates")
    new_key = ["-newkey", "rsa:2048", "-nodes", "-subj"]
    for name in ("ca", "selfsigned"):
        subject = [f"/CN={HOST}", "-addext", f"subjectAltName=DNS:{HOST}", "-addext", "keyUsage=critical,keyCertSign"]
        openssl(folder, "req", "-x509", *new_key, *subject, "-keyout", f"{name}.key", "-out", f"{name}.pem")
    for name, days, host in (("good", "2", HOST), ("expired", "-1", HOST), ("wrongname", "2", "other.example")):
        openssl(folder, "req", *new_key, f"/CN={host}", "-keyout", f"{name}.key", "-out", f"{name}.csr")
        (folder / "names").write_text(f"subjectAltName=DNS:{host}\nauthorityKeyIdentifier=keyid\n")
        signing = ["-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-days", days, "-extfile", "names"]
        openssl(folder, "x509", "-req", "-in", f"{name}.csr", "-out", f"{name}.pem", *signing)
    return folder


@contextmanager
def tls_server(folder: Path, name: str) -> Iterator[str]:
    """The address of a server that shows a certificate and answers each request with ANSWER."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / f"{name}.pem", folder / f"{name}.key")
    listener = socket.create_server(("127.0.0.1", 0))
    listener.settimeout(0.05)
    over = threading.Event()

    def serve() -> None:
        while not over.is_set():
            with suppress(TimeoutError, OSError):
                connection = listener.accept()[0]
                connection.settimeout(5)
                with context.wrap_socket(connection, server_side=True) as secure:
                    secure.recv(65536)
                    secure.sendall(ANSWER)

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        yield f"https://{HOST}:{listener.getsockname()[1]}/"
    finally:
        over.set()
        thread.join()
        listener.close()


async def to_loopback(host: str, port: int) -> list[str]:
    return ["127.0.0.1"]


NETWORK = CheckedBackend(True, to_loopback)


def test_a_certificate_of_a_known_authority_is_accepted(certificates: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(certifi, "where", lambda: str(certificates / "ca.pem"))
    with tls_server(certificates, "good") as url:
        assert body_of(url, network=NETWORK) == b"feed"


@pytest.mark.parametrize(
    ("name", "words"),
    [("expired", "certificate has expired"), ("wrongname", f"not valid for '{HOST}'"), ("selfsigned", "self")],
)
def test_a_fault_of_tls_is_never_passed_over(
    certificates: Path, monkeypatch: pytest.MonkeyPatch, name: str, words: str
) -> None:
    monkeypatch.setattr(certifi, "where", lambda: str(certificates / "ca.pem"))
    with tls_server(certificates, name) as url:
        cause = cause_of(url, network=NETWORK, retries=2)
    assert cause.startswith("TLS: ")
    assert words in cause
    assert cause.endswith("the certificate is not accepted, and this check is never skipped")


def test_the_environment_adds_no_authority(certificates: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"):
        monkeypatch.setenv(name, str(certificates / "ca.pem"))
    with tls_server(certificates, "good") as url:
        assert "the certificate is not accepted" in cause_of(url, network=NETWORK)
