"""The two addresses for whoever watches the site, and the name of each request."""

from __future__ import annotations

import logging
import shutil
from datetime import UTC, datetime
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test import Client, RequestFactory

from benchmark.queries.backups import LastBackup, note_backup
from config.health import HealthMiddleware
from config.request_log import RequestFilter, RequestLogMiddleware, current_request


def test_it_lives_without_database_session_or_host_name(client: Client) -> None:
    """No database mark: a query would fail the test."""
    answer = client.get("/healthz", headers={"host": "10.0.0.7:8000"})

    assert (answer.status_code, answer.content) == (200, b"ok")
    assert answer.headers["Cache-Control"] == "no-store"


def test_it_is_ready(client: Client, db: None) -> None:
    answer = client.get("/readyz", headers={"host": "10.0.0.7:8000"})

    assert answer.status_code == 200
    assert answer.json() == {"database": "ok", "disk": "ok", "backup": "none"}


def test_it_says_when_the_last_backup_was_made(
    client: Client, db: None, settings: Any, tmp_path: Path
) -> None:
    settings.VAR_DIR = tmp_path
    note_backup(LastBackup(datetime(2026, 11, 27, 2, 30, tzinfo=UTC), "a.zip", 5))

    assert client.get("/readyz").json()["backup"] == "2026-11-27T02:30:00+00:00"


def test_it_is_not_ready_while_the_database_is_away(client: Client, monkeypatch: Any) -> None:
    def fail() -> None:
        raise OperationalError("no route to host")

    monkeypatch.setattr(connection, "cursor", fail)

    answer = client.get("/readyz")

    assert answer.status_code == 503
    assert answer.json() == {"database": "away", "disk": "ok", "backup": "none"}


@pytest.mark.parametrize(("free", "said"), [(1 << 20, "full"), (None, "away")])
def test_it_is_not_ready_where_nothing_can_be_written(
    client: Client, db: None, monkeypatch: Any, free: int | None, said: str
) -> None:
    def usage(path: object) -> Any:
        if free is None:
            raise FileNotFoundError(path)
        return shutil._ntuple_diskusage(1 << 40, 1 << 40, free)  # type: ignore[attr-defined]

    monkeypatch.setattr("config.health.shutil.disk_usage", usage)

    answer = client.get("/readyz")

    assert answer.status_code == 503
    assert answer.json() == {"database": "ok", "disk": said, "backup": "none"}


def test_a_database_in_trouble_is_asked_by_one_at_a_time(monkeypatch: Any) -> None:
    asked, release = Event(), Event()

    def frozen() -> str:
        asked.set()
        release.wait()
        return "away"

    monkeypatch.setattr("config.health._database", frozen)
    health = HealthMiddleware(lambda request: pytest.fail("passed on"))
    request = RequestFactory().get("/readyz")
    first = Thread(target=health, args=[request])
    first.start()
    asked.wait()

    answer = health(request)

    release.set()
    first.join()
    assert answer.status_code == 503
    assert b"unknown" in answer.content


def test_each_request_has_a_name_in_its_answer_and_in_the_log(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.handler.addFilter(RequestFilter())
    with caplog.at_level(logging.INFO, logger="benchmark.requests"):
        first, second = client.get("/healthz"), client.get("/healthz")

    names = [answer.headers["X-Request-ID"] for answer in (first, second)]
    assert len(set(names)) == 2
    assert [record.request_id for record in caplog.records] == names  # type: ignore[attr-defined]
    assert "127.0.0.1 GET /healthz 200" in caplog.text


@pytest.mark.parametrize(
    ("given", "kept"), [("a1b2c3d4e5f6", True), ("short", False), ("new\nline of log", False)]
)
def test_a_name_that_a_proxy_gave_is_kept_where_it_is_one(given: str, kept: bool) -> None:
    seen: list[str] = []

    def view(request: Any) -> Any:
        from django.http import HttpResponse

        seen.append(current_request())
        return HttpResponse()

    request = RequestFactory().get("/", headers={"X-Request-ID": given})
    answer = RequestLogMiddleware(view)(request)

    assert (answer.headers["X-Request-ID"] == given) is kept
    assert seen == [answer.headers["X-Request-ID"]]
