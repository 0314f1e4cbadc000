"""Saves of a process take turns; a database file that is replaced or deleted while it is in use is
noticed."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.db import DatabaseError, InterfaceError, OperationalError, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from pytest_django.plugin import DjangoDbBlocker

from config.sqlite import base
from tests.served import served

ALIAS = "file"
OPTIONS = {"transaction_mode": "IMMEDIATE", "timeout": 0.01}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return table(tmp_path / "db.sqlite3")


def table(path: Path) -> Path:
    """An empty database with one table."""
    with closing(sqlite3.connect(path)) as database:
        database.execute("CREATE TABLE saved (text)")
    return path


def rows(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as database:
        return [text for (text,) in database.execute("SELECT text FROM saved")]


@pytest.fixture
def connection(
    file: Path, django_db_blocker: DjangoDbBlocker, monkeypatch: pytest.MonkeyPatch
) -> Iterator[BaseDatabaseWrapper]:
    """The product's, to that file."""
    monkeypatch.setattr(base, "_opened", {})
    said = {"ENGINE": "config.sqlite", "NAME": str(file), "OPTIONS": OPTIONS}
    connections.settings[ALIAS] = {**connections.settings["default"], **said}
    with django_db_blocker.unblock():
        yield connections[ALIAS]
        connections[ALIAS].close()
    del connections[ALIAS]
    del connections.settings[ALIAS]


def save(
    connection: BaseDatabaseWrapper, text: str, meanwhile: Callable[[], object] = dict
) -> None:
    with transaction.atomic(using=ALIAS):
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO saved VALUES (%s)", [text])
        meanwhile()


def replace(file: Path) -> None:
    os.replace(table(file.with_name("another")), file)


def fail() -> None:
    raise ValueError


def test_a_save_waits_until_another_has_ended(connection: BaseDatabaseWrapper, file: Path) -> None:
    other, asked = connection.copy(), list[str]()
    other.ensure_connection()
    other.connection.set_trace_callback(asked.append)

    def begin() -> None:
        other.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)

    with pytest.raises(OperationalError, match="locked"):
        save(connection, "kept back", begin)
    assert asked == [], "SQLite, which gives it to whoever asks next, is not asked"
    save(connection, "first")
    begin()
    with pytest.raises(OperationalError, match="locked"):
        save(connection, "too early")
    other.close()
    save(connection, "second")
    assert rows(file) == ["first", "second"]


def test_whatever_ends_a_save_lets_the_next_begin(
    connection: BaseDatabaseWrapper, file: Path
) -> None:
    for trouble in (fail, connection.close):
        with suppress(ValueError, InterfaceError, DatabaseError):
            save(connection, "lost", trouble)
        save(connection, "saved")
    with closing(sqlite3.connect(file)) as elsewhere:
        elsewhere.execute("BEGIN IMMEDIATE")
        with pytest.raises(OperationalError, match="locked"):
            save(connection, "lost")
    save(connection, "saved")
    assert rows(file) == ["saved"] * 3


@pytest.mark.parametrize("lose", [Path.unlink, replace])
def test_no_save_is_acknowledged_into_a_file_that_is_gone(
    connection: BaseDatabaseWrapper, file: Path, lose: Callable[[Path], None]
) -> None:
    save(connection, "before")

    with pytest.raises(OperationalError, match="replaced or deleted"):
        save(connection, "while it goes", lambda: lose(file))
    with pytest.raises(OperationalError, match="replaced or deleted"):
        save(connection, "afterwards")


def test_a_file_in_its_place_is_not_opened_before_a_restart(
    connection: BaseDatabaseWrapper, file: Path
) -> None:
    save(connection, "before")
    connection.close()
    replace(file)
    with pytest.raises(OperationalError, match="restart the service"):
        save(connection, "afterwards")
    assert rows(file) == []


def test_a_file_that_comes_back_is_the_same(connection: BaseDatabaseWrapper, file: Path) -> None:
    save(connection, "before")
    file.rename(file.with_name("away"))
    with pytest.raises(OperationalError):
        save(connection, "meanwhile")
    file.with_name("away").rename(file)
    save(connection, "afterwards")
    assert rows(file) == ["before", "afterwards"]


def test_opening_makes_no_empty_file(connection: BaseDatabaseWrapper, file: Path) -> None:
    file.unlink()
    with pytest.raises(OperationalError):
        save(connection, "into nothing")
    assert not file.exists()


def test_a_served_site_says_that_it_is_away(tmp_path: Path) -> None:
    with served(tmp_path) as site:
        address = urlsplit(site.url).netloc

        def status() -> int:
            with closing(HTTPConnection(address, timeout=60)) as line:
                line.request("GET", "/")
                return line.getresponse().status

        assert status() == 200
        file = tmp_path / "db.sqlite3"
        file.with_name("copy").write_bytes(file.read_bytes())
        os.replace(file.with_name("copy"), file)
        assert status() == 503
        file.unlink()
        assert status() == 503
        assert not file.exists()
