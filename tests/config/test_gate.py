"""What is let in to Django, and what is said to the rest."""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from threading import Barrier, Event
from typing import Any

import pytest

from config.gate import INSIDE, MAX_BODY, REFUSED, THREADS, Gate, Places
from config.patience import left


class Seen:
    """An application that keeps what it was asked and answers in two pieces."""

    def __init__(self, status: str = "200 OK") -> None:
        self.status = status
        self.environ: dict[str, Any] = {}
        self.body = b""
        self.left: float | None = None
        self.closed = False

    def __call__(self, environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        self.environ, self.left = environ, left()
        self.body = environ["wsgi.input"].read()
        start(self.status, [])
        return self

    def __iter__(self) -> Any:
        return iter([b"whole ", b"answer"])

    def close(self) -> None:
        self.closed = True


class Stream(BytesIO):
    """A body that keeps count of what was read of it."""

    asked = 0

    def read(self, size: int | None = -1) -> bytes:
        found = super().read(size)
        self.asked += len(found)
        return found


def asked(
    gate: Gate, body: bytes | Stream = b"", path: str = "/sign-in/", **said: str
) -> list[bytes]:
    stream = body if isinstance(body, Stream) else Stream(body)
    environ = {"PATH_INFO": path, "wsgi.input": stream, **said}
    return list(gate(environ, lambda *_: None))


def test_a_form_comes_in_whole_and_the_answer_leaves_as_one_piece() -> None:
    application = Seen()

    answer = asked(Gate(application), b"name=value", CONTENT_LENGTH="10")

    assert answer == [b"whole answer"]
    assert application.closed
    assert application.body == b"name=value"
    assert REFUSED not in application.environ


def test_nothing_is_read_of_what_is_too_long() -> None:
    application, stream = Seen(), Stream(b"x")

    asked(Gate(application), stream, CONTENT_LENGTH=str(MAX_BODY + 1))

    assert application.environ[REFUSED] == 413
    assert (stream.asked, application.body) == (0, b"")


def test_the_largest_that_may_be() -> None:
    application = Seen()

    asked(Gate(application), b"x" * MAX_BODY, CONTENT_LENGTH=str(MAX_BODY))

    assert len(application.body) == MAX_BODY


@pytest.mark.parametrize("length", ["", "4"])
def test_what_comes_in_pieces_is_not_read(length: str) -> None:
    """No browser sends a form so, and whether it is whole could not be told."""
    application, stream = Seen(), Stream(b"name=value")

    asked(Gate(application), stream, HTTP_TRANSFER_ENCODING="chunked", CONTENT_LENGTH=length)

    assert application.environ[REFUSED] == 411
    assert (stream.asked, application.body) == (0, b"")


@pytest.mark.parametrize("length", ["ten", "-1", "٣", "1_0", "+1"])
def test_a_length_that_is_none(length: str) -> None:
    application = Seen()

    asked(Gate(application), b"x", CONTENT_LENGTH=length)

    assert application.environ[REFUSED] == 400


def test_a_body_that_is_cut_off_is_not_taken_for_what_was_meant() -> None:
    application = Seen()

    asked(Gate(application), b"rationale=half a sen", CONTENT_LENGTH="40")

    assert application.environ[REFUSED] == 400
    assert application.body == b""


def test_a_request_waits_for_the_database_so_long_and_no_longer(settings: Any) -> None:
    application = Seen()
    settings.DATABASE_PATIENCE = 3.5

    asked(Gate(application))

    assert application.left == 3.5
    assert left() is None


@pytest.mark.parametrize("path", ["/static/benchmark/app.css", "/healthz", "/readyz"])
def test_where_everything_waits_some_are_answered(path: str, monkeypatch: Any) -> None:
    monkeypatch.setattr("config.gate.STALLED", 0.0)
    release, inside = Event(), Barrier(INSIDE + 1)
    refused: list[object] = []

    def application(environ: dict[str, Any], start: Any) -> list[bytes]:
        waits = environ["PATH_INFO"] == "/" and REFUSED not in environ
        if waits:
            inside.wait()
            release.wait()
        refused.append(environ.get(REFUSED))
        start("503 Service Unavailable" if waits else "200 OK", [])
        return []

    gate = Gate(application)
    with ThreadPoolExecutor(THREADS) as pool:
        waiting = [pool.submit(asked, gate, path="/") for _ in range(INSIDE)]
        inside.wait()
        pool.submit(asked, gate, path=path).result(timeout=60)
        assert refused == [None]
        # Whoever would have to wait for them is told at once.
        pool.submit(asked, gate, path="/").result(timeout=60)
        assert refused == [None, 503]
        release.set()
        for each in waiting:
            each.result(timeout=60)


class TestPlaces:
    def test_who_comes_later_waits_for_a_place(self) -> None:
        places = Places(1, stalled=60)
        places.take()
        with ThreadPoolExecutor(1) as pool:
            later = pool.submit(places.take)
            places.give(moved=True)
            later.result(timeout=60)

    def test_nobody_waits_where_nothing_moves(self) -> None:
        places = Places(1, stalled=0)
        places.take()
        with pytest.raises(TimeoutError):
            places.take()

    def test_a_failure_is_no_movement(self) -> None:
        places = Places(1, stalled=0.05)
        places.take()
        with pytest.raises(TimeoutError):
            places.take()
        places.give(moved=False)
        places.take()
        with pytest.raises(TimeoutError):
            places.take()
        places.give(moved=True)
        places.take()
