"""Servers on loopback that do what no well-behaved one does, byte by byte."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress


@contextmanager
def raw_server(answer: Callable[[socket.socket, threading.Event], None]) -> Iterator[str]:
    """The base address of a server; `answer` gets each connection, once the request was read, and the sign to end."""
    listener = socket.create_server(("127.0.0.1", 0))
    listener.settimeout(0.1)
    over = threading.Event()

    def serve(connection: socket.socket) -> None:
        with connection, suppress(OSError):
            connection.recv(65536)
            answer(connection, over)

    def accept() -> None:
        while not over.is_set():
            with suppress(TimeoutError):
                connection = listener.accept()[0]
                connection.settimeout(5)
                threads.append(threading.Thread(target=serve, args=(connection,)))
                threads[-1].start()

    threads = [threading.Thread(target=accept)]
    threads[0].start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        over.set()
        for thread in threads:
            thread.join()
        listener.close()


def drip(*pieces: bytes, seconds: float = 0.02) -> Callable[[socket.socket, threading.Event], None]:
    """An answer that sends the pieces one after the other, and the last one for ever."""

    def answer(connection: socket.socket, over: threading.Event) -> None:
        for piece in pieces[:-1]:
            connection.sendall(piece)
        while not over.wait(seconds):
            connection.sendall(pieces[-1])

    return answer
