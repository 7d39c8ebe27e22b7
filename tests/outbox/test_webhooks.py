"""Messages to channels over a real connection: errors, silence, requests to wait; and that no address is ever told."""

from __future__ import annotations

import json
import socket
import ssl
import threading
from collections.abc import Callable
from typing import Any

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from generator.model.errors import DeliveryError
from generator.outbox.delivery import Lost, Postponed
from generator.outbox.letter import Letter
from generator.outbox.webhooks import WebhookCarrier, addresses_of
from generator.settings import Webhook
from tests.collect.servers import raw_server
from tests.outbox.test_delivery import Watch

HOOK = Webhook(kind="slack", url_env="RECAP_SLACK_URL")
PATH = "/services/T0/B0/hook-secret"


def post(letter: Letter, address: str, watch: Watch | None = None, deadline: float = 5) -> None:
    addresses = addresses_of([HOOK], {HOOK.url_env: address})
    WebhookCarrier(letter, addresses, [HOOK], (watch or Watch()).clock, deadline).hand_over(HOOK.url_env)


def answers(server: HTTPServer, *responses: Response) -> str:
    """The address of a channel that answers one after the other."""
    left = list(responses)
    server.expect_request(PATH, method="POST").respond_with_handler(lambda _: left.pop(0))
    return server.url_for(PATH)


def test_a_message_is_json_and_posted_once(letter: Letter, httpserver: HTTPServer) -> None:
    post(letter, answers(httpserver, Response(status=204)))
    ((request, _),) = httpserver.log
    assert request.headers["Content-Type"] == "application/json; charset=utf-8"
    assert letter.title in json.loads(request.data)["text"]


@pytest.mark.parametrize("status", [500, 503, 429])
def test_not_now_is_tried_again(letter: Letter, httpserver: HTTPServer, status: int) -> None:
    watch = Watch()
    post(letter, answers(httpserver, Response(status=status), Response("ok")), watch)
    assert (len(httpserver.log), watch.slept) == (2, [2.0])


def test_as_long_as_a_channel_asks_to_wait_is_waited(letter: Letter, httpserver: HTTPServer) -> None:
    watch = Watch()
    busy = Response(status=429, headers={"Retry-After": "7"})
    post(letter, answers(httpserver, busy, Response("ok")), watch)
    assert watch.slept == [7.0]


@pytest.mark.parametrize(
    ("responses", "reason", "attempts"),
    [
        ([Response(status=500)] * 3, "answered 500 Internal Server Error", 3),
        ([Response(status=429, headers={"Retry-After": "3600"})], "answered 429 Too Many Requests", 1),
        ([Response(status=404)], "answered 404 Not Found", 1),
        ([Response(status=302, headers={"Location": "/elsewhere"})], "answered 302 Found", 1),
    ],
)
def test_what_is_not_taken_waits_for_the_next_run(
    letter: Letter, httpserver: HTTPServer, responses: list[Response], reason: str, attempts: int
) -> None:
    with pytest.raises(Postponed) as error:
        post(letter, answers(httpserver, *responses))
    assert (str(error.value), len(httpserver.log)) == (reason, attempts)


def silent(connection: socket.socket, over: threading.Event) -> None:
    over.wait(5)


def dripping(connection: socket.socket, over: threading.Event) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\n")
    while not over.wait(0.02):
        connection.sendall(b"X-A: b\r\n")


def garbled(connection: socket.socket, over: threading.Event) -> None:
    connection.sendall(b"what?\r\n\r\n")


def gone(connection: socket.socket, over: threading.Event) -> None:
    connection.close()


@pytest.mark.parametrize("answer", [silent, dripping, garbled, gone])
def test_no_answer_is_never_tried_again(
    letter: Letter, answer: Callable[[socket.socket, threading.Event], None]
) -> None:
    with raw_server(answer) as base, pytest.raises(Lost) as error:
        post(letter, base + PATH, deadline=0.3)
    assert str(error.value) == "no answer; it may have been posted"


def test_who_cannot_be_connected_to_has_taken_nothing(letter: Letter) -> None:
    watch = Watch()
    with pytest.raises(Postponed, match=r"^refuses connections$"):
        post(letter, f"http://127.0.0.1:1{PATH}", watch)
    assert watch.slept == [2.0, 4.0]


def test_a_certificate_is_checked(letter: Letter, tls: ssl.SSLContext) -> None:
    with HTTPServer(host="127.0.0.1", ssl_context=tls) as server, pytest.raises(Postponed, match=r"^TLS: self-signed"):
        post(letter, server.url_for(PATH))


@pytest.mark.parametrize(
    ("environment", "problem"),
    [({}, "not set: RECAP_SLACK_URL"), ({"RECAP_SLACK_URL": "hook-secret"}, "no web address: RECAP_SLACK_URL")],
)
def test_an_address_that_is_missing_or_none_is_named_by_its_variable(environment: dict[str, str], problem: str) -> None:
    with pytest.raises(DeliveryError, match=problem) as error:
        addresses_of([HOOK], environment)
    assert "hook-secret" not in str(error.value)


def test_no_log_holds_an_address(letter: Letter, httpserver: HTTPServer, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(0)

    def answer(_: Request) -> Response:
        return Response("ok")

    httpserver.expect_request(PATH).respond_with_handler(answer)
    post(letter, httpserver.url_for(PATH))
    ours: list[Any] = [record for record in caplog.records if record.name != "werkzeug"]
    assert ours, "the connection is logged"
    assert not [record.getMessage() for record in ours if "hook-secret" in record.getMessage()]
