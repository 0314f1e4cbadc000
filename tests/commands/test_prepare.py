"""An older database: said in plain words, kept, and a new one begun; on a server, refused."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from benchmark.models import Framework
from tests.places import Place
from tests.served import ROOT

OLD = """
CREATE TABLE benchmark_assessment (id integer PRIMARY KEY, period integer, weights text);
CREATE TABLE django_migrations (id integer PRIMARY KEY, app text, name text, applied text);
INSERT INTO django_migrations (app, name, applied) VALUES ('benchmark', '0001_initial', '2026');
INSERT INTO benchmark_assessment (period) VALUES (2025);
"""


def prepare(folder: Path) -> str:
    environment = {**os.environ, "VAR_DIR": str(folder)}
    environment.pop("DATABASE_URL", None)
    done = subprocess.run(
        [sys.executable, "manage.py", "prepare"],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


def rows(file: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(file)) as database:
        return database.execute(query).fetchall()


def test_an_old_file_is_kept_under_another_name_and_a_new_one_begun(tmp_path: Path) -> None:
    file, kept = tmp_path / "db.sqlite3", tmp_path / "db-method-1.sqlite3"
    kept.write_text("an earlier one")
    # As a killed server leaves it: the last writes stand beside the file.
    database = sqlite3.connect(file)
    database.execute("PRAGMA journal_mode=WAL")
    database.executescript(OLD)
    assert (tmp_path / "db.sqlite3-wal").exists()

    said = prepare(tmp_path)
    database.close()
    second = tmp_path / "db-method-1-2.sqlite3"
    assert "不能带入方法2.0" in said
    assert "cannot be carried over" in said
    assert said.count(str(second)) == 2
    assert rows(second, "SELECT period FROM benchmark_assessment") == [(2025,)]
    assert kept.read_text() == "an earlier one"
    assert rows(file, "SELECT version FROM benchmark_framework") == [("2.0",)]
    assert rows(file, "SELECT * FROM benchmark_assessment") == []

    again = prepare(tmp_path)
    assert "method 1.0" not in again
    assert len(list(tmp_path.glob("db-method-1*"))) == 2


@pytest.mark.django_db
@pytest.mark.usefixtures("unpublished")
def test_a_server_is_refused_and_asked_for_an_empty_database() -> None:
    """The tests' own database is no file either."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE benchmark_assessment ADD COLUMN weights text")
    with pytest.raises(CommandError, match="Create an empty database") as refused:
        call_command("prepare")
    assert "请另建一个空数据库" in str(refused.value)
    assert not Framework.objects.exists()


def test_a_damaged_file_is_refused_and_kept_when_a_backup_is_restored(tmp_path: Path) -> None:
    place = Place(tmp_path / "var", "")
    place.manage("prepare")
    place.manage("backup", tmp_path / "b.zip")
    before = place.content()
    file = place.folder / "db.sqlite3"
    # Its content is torn, which shows only where all of it is read.
    torn = file.read_bytes()
    file.write_bytes(torn[:-8192] + b"\xff" * 8192)
    assert "cannot be read whole" in place.refused("backup", tmp_path / "c.zip")
    file.write_bytes(damaged := b"\0" * 4096 + torn[4096:])

    assert "cannot be read" in place.refused("prepare")
    assert "cannot be read" in place.refused("backup", tmp_path / "c.zip")
    assert file.read_bytes() == damaged
    said = place.manage("restore", tmp_path / "b.zip", "--yes")

    kept = place.folder / "db-damaged.sqlite3"
    assert str(kept) in said
    assert kept.read_bytes() == damaged
    assert place.content() == before
