"""What stands between the server and Django: whole requests in, whole answers out.

The server hands a thread over as soon as the head of a request is there and takes it back once the
last byte of the answer is asked for. So a request is read to its end here, within a limit and in
few threads at a time, and an answer leaves as one piece: slow senders and slow readers keep others
from nothing. Threads are kept for static files and for health checks, whatever the rest waits for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from http import HTTPStatus
from io import BytesIO
from threading import Condition
from time import monotonic
from typing import TYPE_CHECKING, Any, Final

from django.conf import settings

from .patience import at_most

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

# Of a worker (`manage.py serve`). Four threads always remain for what waits for nobody.
THREADS: Final = 32
INSIDE: Final = THREADS - 4
# Of these, how many may wait for the rest of what is being sent: those who only read pages need
# not wait for them.
READING: Final = 20
# Seconds in which nothing moved: then whoever comes is told to come again. Long enough for all
# that are inside to be worked off side by side on a slow machine.
STALLED: Final = 5.0
# A workbook of 5 MB and what a form needs around it.
MAX_BODY: Final = (5 << 20) + (256 << 10)
_PIECE: Final = 1 << 16
# Where a request that is not let in says why; REFUSED in `config.middleware` answers it.
REFUSED: Final = "benchmark.refused"


class _RefusedError(Exception):
    """A request that is not let in, with the status that says why."""

    def __init__(self, status: HTTPStatus) -> None:
        self.status = status


class Places:
    """So many at once. Who comes later waits for a place, but not where nothing moves.

    A place that is given back after a failure is no sign that things move: a database that is away
    fails one after another.
    """

    def __init__(self, count: int, stalled: float) -> None:
        self._free = count
        self._stalled = stalled
        self._changed = Condition()
        self._full_since = 0.0  # 0 where something moved since

    def take(self) -> None:
        """Raises TimeoutError where there is none and nothing moves."""
        with self._changed:
            while not self._free:
                left = self._full_since + self._stalled - monotonic()
                if left <= 0:
                    raise TimeoutError
                self._changed.wait(left)
            self._free -= 1
            if not self._free and not self._full_since:
                self._full_since = monotonic()

    def give(self, *, moved: bool) -> None:
        with self._changed:
            self._free += 1
            if moved:
                self._full_since = 0.0
            self._changed.notify()


class Gate:
    """The WSGI application around Django's."""

    def __init__(self, application: WSGIApplication) -> None:
        self._application = application
        self._inside = Places(INSIDE, STALLED)
        self._reading = Places(READING, STALLED)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if environ.get("PATH_INFO", "").startswith(settings.WAIT_FOR_NOBODY):
            _empty(environ)
            return self._answer(environ, start_response)
        try:
            self._inside.take()
        except TimeoutError:
            return self._refuse(environ, start_response, HTTPStatus.SERVICE_UNAVAILABLE)
        status = "500"

        def start(said: str, headers: Any, error: Any = None) -> Any:
            nonlocal status
            status = said
            return start_response(said, headers, error) if error else start_response(said, headers)

        try:
            try:
                self._read_whole(environ)
            except _RefusedError as refused:
                return self._refuse(environ, start, refused.status)
            with at_most(settings.DATABASE_PATIENCE):
                return self._answer(environ, start)
        finally:
            self._inside.give(moved=not status.startswith("503"))

    def _answer(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        answer = self._application(environ, start)
        try:
            return [b"".join(answer)]
        finally:
            if close := getattr(answer, "close", None):
                close()

    def _refuse(
        self, environ: WSGIEnvironment, start: StartResponse, status: HTTPStatus
    ) -> Iterable[bytes]:
        environ[REFUSED] = status
        _empty(environ)
        return self._answer(environ, start)

    def _read_whole(self, environ: WSGIEnvironment) -> None:
        """Replaces the stream by what was sent, all of it. Raises _RefusedError."""
        if environ.get("HTTP_TRANSFER_ENCODING"):
            # In pieces, without a length: of what is cut off on its way nobody could tell.
            raise _RefusedError(HTTPStatus.LENGTH_REQUIRED)
        length = _length(environ.get("CONTENT_LENGTH", ""))
        if length > MAX_BODY:
            raise _RefusedError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        if not length:
            _empty(environ)
            return
        with self._reader():
            body = _read(environ["wsgi.input"], length)
        if len(body) < length:
            # What is there must not be taken for what was meant.
            raise _RefusedError(HTTPStatus.BAD_REQUEST)
        environ["wsgi.input"] = BytesIO(body)

    @contextmanager
    def _reader(self) -> Iterator[None]:
        try:
            self._reading.take()
        except TimeoutError as full:
            raise _RefusedError(HTTPStatus.SERVICE_UNAVAILABLE) from full
        try:
            yield
        finally:
            self._reading.give(moved=True)


def _length(said: str) -> int:
    """Of the body, as the request says it. Raises _RefusedError."""
    if not said:
        return 0
    if not (said.isascii() and said.isdigit()):
        raise _RefusedError(HTTPStatus.BAD_REQUEST)
    return int(said[:20])


def _read(stream: Any, most: int) -> bytes:
    """What the stream holds, up to so many bytes."""
    body = bytearray()
    while len(body) < most and (piece := stream.read(min(_PIECE, most - len(body)))):
        body += piece
    return bytes(body)


def _empty(environ: WSGIEnvironment) -> None:
    environ["wsgi.input"] = BytesIO()
    environ["CONTENT_LENGTH"] = "0"
    environ.pop("HTTP_TRANSFER_ENCODING", None)
