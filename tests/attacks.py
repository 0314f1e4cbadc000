"""Visitors who keep a server busy with nothing, and how honest ones fare meanwhile."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from http.client import HTTPConnection, HTTPMessage
from time import monotonic
from typing import Final
from urllib.parse import urlsplit

HEAD: Final = b"POST /sign-in/ HTTP/1.1\r\nHost: 127.0.0.1\r\n"
FORM: Final = b"Content-Type: application/x-www-form-urlencoded\r\n"
PIECE: Final = 1 << 16
# By name: what each of so many visitors sends before it falls silent.
ATTACKS: Final = {
    "half-sent heads": (24, HEAD + b"X-Slow: a"),
    "half-sent bodies": (24, HEAD + FORM + b"Content-Length: 1000\r\n\r\nusername=a"),
    "half-sent pieces": (24, HEAD + FORM + b"Transfer-Encoding: chunked\r\n\r\n5\r\nuser="),
    "silence": (200, b""),
}


@contextmanager
def attack(url: str, count: int, said: bytes) -> Iterator[list[socket.socket]]:
    """So many connections, open until the block ends, on each of which this was said."""
    with ExitStack() as stack:
        held = []
        for _ in range(count):
            held.append(stack.enter_context(_connected(url)))
            held[-1].sendall(said)
        yield held


def ask(url: str, path: str) -> tuple[int, HTTPMessage, float]:
    """Status, headers, and how long it took."""
    begin = monotonic()
    connection = HTTPConnection(urlsplit(url).netloc, timeout=60)
    connection.request("GET", path)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.status, answer.headers, monotonic() - begin


def pour(url: str, size: int, *, pieces: bool) -> tuple[int, bytes]:
    """Posts so many bytes, with their length or in pieces, until they are sent or refused. How
    many were sent, and how the answer begins."""
    length = b"Transfer-Encoding: chunked" if pieces else b"Content-Length: %d" % size
    wrapped: Callable[[bytes], bytes] = (
        (lambda data: b"%x\r\n%s\r\n" % (len(data), data)) if pieces else (lambda data: data)
    )
    sent, piece = 0, wrapped(b"x" * PIECE)
    with _connected(url) as line:
        line.sendall(HEAD + FORM + length + b"\r\n\r\n")
        try:
            while sent < size:
                line.sendall(piece)
                sent += PIECE
        except (BrokenPipeError, ConnectionResetError):
            pass
        try:
            return sent, line.recv(1 << 12)
        except ConnectionResetError:
            return sent, b""


def _connected(url: str) -> socket.socket:
    where = urlsplit(url)
    assert where.hostname
    assert where.port
    return socket.create_connection((where.hostname, where.port), timeout=60)
