"""A site's data on the engine that the tests run on: a folder, and on PostgreSQL a database."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

from tests.served import ROOT, manage

URL = os.environ.get("DATABASE_URL", "")
ON_POSTGRESQL = URL.startswith("postgres")


@dataclass(frozen=True)
class Place:
    """`name` is the database's, on a server."""

    folder: Path
    name: str

    @property
    def environment(self) -> dict[str, str]:
        said = {**os.environ, "VAR_DIR": str(self.folder)}
        said["DJANGO_SETTINGS_MODULE"] = "config.settings"
        said.pop("SECRET_KEY", None)
        if ON_POSTGRESQL:
            said["DATABASE_URL"] = _url(self.name)
        return said

    def manage(self, *arguments: str | Path) -> str:
        return manage(self.environment, *map(str, arguments))

    def refused(self, *arguments: str | Path) -> str:
        """What a command says that does not do what it was asked for."""
        done = self.run("manage.py", *map(str, arguments))
        assert done.returncode in (1, 2), done.stdout + done.stderr
        assert "Traceback" not in done.stderr, done.stderr
        return done.stdout + done.stderr

    def lose(self) -> None:
        """The database is gone; on a server an empty one is in its place."""
        if ON_POSTGRESQL:
            _on_server(f"DROP DATABASE {self.name}")
            _on_server(f"CREATE DATABASE {self.name}")
        else:
            for file in self.folder.glob("db.sqlite3*"):
                file.unlink()

    def answered(self, answer: str, *arguments: str) -> int:
        """The status of a command that is run on a terminal, where somebody types the answer."""
        outside, inside = os.openpty()
        try:
            os.write(outside, f"{answer}\n".encode())
            return subprocess.run(
                [sys.executable, "manage.py", *arguments],
                cwd=ROOT, env=self.environment, capture_output=True, check=False, stdin=inside,
            ).returncode  # fmt: skip
        finally:
            os.close(outside)
            os.close(inside)

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, *arguments],
            cwd=ROOT, env=self.environment, capture_output=True, text=True, check=False,
            stdin=subprocess.DEVNULL,
        )  # fmt: skip

    @contextmanager
    def connected(self) -> Iterator[Any]:
        """A connection beside Django's, in which a transaction has begun."""
        if ON_POSTGRESQL:
            with closing(psycopg.connect(_url(self.name))) as server:
                yield server
        else:
            file = self.folder / "db.sqlite3"
            with closing(sqlite3.connect(file, isolation_level="IMMEDIATE")) as database:
                yield database

    def write(self, *statements: str) -> None:
        with self.connected() as database:
            for statement in statements:
                database.execute(statement)
            database.commit()

    def content(self) -> dict[str, list[tuple[Any, ...]]]:
        """Every row of every table, where the next keys begin, and the secret key."""
        with self.connected() as database:
            found = {
                name: sorted(database.execute(f'SELECT * FROM "{name}"').fetchall(), key=repr)
                for (name,) in database.execute(TABLES).fetchall()
            }
            if ON_POSTGRESQL:
                found["sequences"] = database.execute(SEQUENCES).fetchall()
        found["secret_key"] = [((self.folder / "secret_key").read_text(),)]
        return found


TABLES = (
    "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
    if ON_POSTGRESQL
    else "SELECT name FROM sqlite_master WHERE type = 'table'"
)
SEQUENCES = "SELECT sequencename, last_value FROM pg_sequences ORDER BY 1"


def _url(name: str) -> str:
    return f"{URL.rpartition('/')[0]}/{name}"


def _on_server(statement: str) -> None:
    with closing(psycopg.connect(_url("postgres"), autocommit=True)) as server:
        server.execute(statement)  # type: ignore[call-overload]


def new_place(folder: Path) -> Place:
    """Nothing is in it yet."""
    folder.mkdir(parents=True, exist_ok=True)
    # Of this process: others run beside it on the same server.
    place = Place(folder, f"place_{os.getpid()}_{len(_made)}")
    _made.append(place)
    if ON_POSTGRESQL:
        _on_server(f"CREATE DATABASE {place.name}")
    return place


_made: list[Place] = []


def copied(place: Place, folder: Path) -> Place:
    """The same data in another place."""
    copy = Place(folder, f"place_{os.getpid()}_{len(_made)}")
    _made.append(copy)
    shutil.copytree(place.folder, folder)
    if ON_POSTGRESQL:
        _on_server(f"CREATE DATABASE {copy.name} TEMPLATE {place.name}")
    return copy
