"""The server as it runs: attacked, poured over, and with a database that says nothing."""

from __future__ import annotations

import os
import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from threading import Thread
from time import monotonic
from urllib.parse import urlsplit

import pytest
from django.db import OperationalError

from config.patience import at_most
from config.postgresql.base import DatabaseWrapper
from tests.attacks import ATTACKS, HEAD, ask, attack, pour
from tests.served import Site, served

STYLE = "/static/benchmark/app.css"
PAGE = "/sign-in/"
MEGABYTE = 1 << 20


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with served(tmp_path_factory.mktemp("served"), workers=2) as running:
        yield running


@pytest.mark.parametrize("name", ATTACKS)
def test_honest_visitors_are_answered_meanwhile(site: Site, name: str) -> None:
    """How fast, `make bench` measures."""
    with attack(site.url, *ATTACKS[name]) as held:
        for path in (PAGE, STYLE, "/healthz", "/readyz") * 2:
            assert ask(site.url, path)[0] == 200
        assert len(held) == ATTACKS[name][0]


def test_a_head_that_does_not_end_is_not_waited_for(site: Site) -> None:
    with attack(site.url, 1, HEAD + b"X-Slow: a") as (line,):
        assert line.recv(1) == b""


@pytest.mark.parametrize(("pieces", "status"), [(False, b"413"), (True, b"411")])
def test_what_is_too_large_is_refused_before_it_is_there(
    site: Site, pieces: bool, status: bytes
) -> None:
    sent, answer = pour(site.url, 400 * MEGABYTE, pieces=pieces)

    # Some of it is still on its way, in what the system keeps for a connection.
    assert sent < 12 * MEGABYTE
    assert answer[9:12] == status


def test_whoever_has_begun_is_answered_when_the_server_is_told_to_end(tmp_path: Path) -> None:
    form = b"username=nobody&password=nothing"
    with (
        served(tmp_path) as site,
        attack(site.url, 1, HEAD + b"Content-Length: %d\r\n\r\n" % len(form) + form[:5]) as (line,),
    ):
        ask(site.url, "/healthz")
        os.kill(site.process, signal.SIGTERM)
        line.sendall(form[5:])
        assert line.recv(12) == b"HTTP/1.1 403"  # Its token is missing, and that is said.


def test_a_worker_that_is_killed_is_replaced_however_often(site: Site) -> None:
    for _ in range(6):
        os.kill(_a_worker(site), signal.SIGKILL)
        # Whoever was with it is cut off; the next is answered.
        while True:
            try:
                assert ask(site.url, "/healthz")[0] == 200
                break
            except OSError:
                continue


def test_workers_do_not_outlive_the_server(tmp_path: Path) -> None:
    with served(tmp_path, workers=2) as site:
        worker = _a_worker(site)
        os.kill(site.process, signal.SIGKILL)
        # Gone, or not yet collected by whoever inherits it.
        state = Path(f"/proc/{worker}/stat")
        while state.exists() and state.read_text().rpartition(")")[2].split()[0] != "Z":
            continue


def _a_worker(site: Site) -> int:
    children = Path(f"/proc/{site.process}/task/{site.process}/children")
    while not (found := children.read_text().split()):
        continue
    return int(found[0])


class Frozen:
    """A database server that lets everybody in and then says nothing any more, as one whose
    machine is frozen."""

    # Nobody needs a password; its version; ready for questions.
    WELCOME = (
        b"R\x00\x00\x00\x08\x00\x00\x00\x00"
        b"S\x00\x00\x00\x18server_version\x0015.0\x00"
        b"Z\x00\x00\x00\x05I"
    )

    def __init__(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self._lines: list[socket.socket] = []

    @property
    def url(self) -> str:
        return (
            f"postgres://somebody@127.0.0.1:{self.port}/frozen?sslmode=disable&gssencmode=disable"
        )

    def run(self) -> None:
        while True:
            try:
                line, _ = self._listener.accept()
                line.recv(1 << 12)
                line.sendall(self.WELCOME)
                self._lines.append(line)
            except OSError:
                return

    def close(self) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for line in self._lines:
            line.close()


@contextmanager
def frozen_database() -> Iterator[Frozen]:
    frozen = Frozen()
    thread = Thread(target=frozen.run)
    thread.start()
    try:
        yield frozen
    finally:
        frozen.close()
        thread.join()


def test_with_a_frozen_database_static_files_are_answered_and_saves_are_told_to_come_again(
    tmp_path: Path,
) -> None:
    with frozen_database() as frozen:
        environment = {"DATABASE_URL": frozen.url}
        with served(tmp_path, environment=environment) as site:
            assert [ask(site.url, path)[0] for path in (STYLE, "/healthz")] == [200, 200]
            assert ask(site.url, "/readyz")[0] == 503
            # A save whose session cannot be looked up.
            begin = monotonic()
            line = HTTPConnection(urlsplit(site.url).netloc, timeout=60)
            token = "t" * 32
            line.request(
                "POST",
                "/assessments/1/traits/scale/",
                "revision=0",
                {
                    "Accept": "application/json",
                    "Content-Type": "application/x-www-form-urlencoded",
                    "Cookie": f"sessionid={'s' * 32}; csrftoken={token}",
                    "X-CSRFToken": token,
                },
            )
            answer = line.getresponse()
            assert (answer.status, answer.headers.get_content_type()) == (503, "application/json")
            assert int(answer.headers["Retry-After"]) > 0
            assert monotonic() - begin < 10
            line.close()


@pytest.mark.django_db  # Not that database, but else none may be asked.
def test_nobody_waits_longer_for_a_frozen_database_than_a_request_may() -> None:
    with frozen_database() as frozen:
        database = _database(frozen)
        with at_most(0.2):
            with pytest.raises(OperationalError, match="timeout"):
                database.cursor()
            # Its connection is of no use any more, and nobody waits for another.
            assert database.connection.closed
            database.close()
            with pytest.raises(OperationalError, match="does not answer"):
                database.ensure_connection()


def _database(frozen: Frozen) -> DatabaseWrapper:
    import dj_database_url
    from django.db import connections

    settings = connections.configure_settings({"default": dj_database_url.parse(frozen.url)})
    settings["default"]["OPTIONS"]["connect_timeout"] = 2
    return DatabaseWrapper(settings["default"])
