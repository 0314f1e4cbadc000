"""SQLite: its file as it is at one moment; put back in one write, whole or not at all."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from time import monotonic
from typing import Final

from django.db import DatabaseError, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor

from benchmark.actions.kept_files import set_aside_file
from benchmark.scoring.framework import Text

from .archive import (
    PIECE,
    ArchiveError,
    ArchiveReader,
    ArchiveWriter,
    Progress,
    does_not_fit,
    newer,
)
from .versions import applied_migrations, misfits, unknown_migrations

MEMBER: Final = "db.sqlite3"
# Seconds for which somebody else's write is waited for.
_PATIENCE: Final = 60.0
_PAGES: Final = 64
_ALIAS: Final = "restored"


def snapshot(source: Path, target: Path) -> None:
    """Copy the database while people write: one read transaction, which keeps nobody waiting.

    Raises ArchiveError where the database is damaged itself.
    """
    try:
        with closing(_connect(source)) as live, closing(sqlite3.connect(target)) as copy:
            live.backup(copy)
        _must_be_sound(target)
    except sqlite3.DatabaseError as error:
        raise _damaged_itself(str(error)) from error


def _must_be_sound(file: Path) -> None:
    """Raises DatabaseError of sqlite3."""
    with closing(_connect(file)) as database:
        found = database.execute("PRAGMA quick_check(1)").fetchall()
    if found != [("ok",)]:
        raise sqlite3.DatabaseError(str(found[0][0]))


def _damaged_itself(said: str) -> ArchiveError:
    return ArchiveError(
        Text(
            zh=f"数据库无法完整读出（{said}），没有备份。请用此前的备份恢复。",
            en=f"The database cannot be read whole ({said}): no backup was made. Restore an "
            "earlier one.",
        )
    )


def _connect(file: Path) -> sqlite3.Connection:
    """To a file that is there."""
    return sqlite3.connect(f"{file.absolute().as_uri()}?mode=rw", uri=True, timeout=_PATIENCE)


def dump(copy: Path, writer: ArchiveWriter, progress: Progress) -> None:
    writer.add(MEMBER, _read(copy, progress))


def _read(copy: Path, progress: Progress) -> Iterator[bytes]:
    doing, whole = Text(zh="写入备份", en="writing the backup"), copy.stat().st_size
    with copy.open("rb") as file:
        while piece := file.read(PIECE):
            yield piece
            progress(doing, file.tell(), whole)


@contextmanager
def copy_as_connection(copy: Path) -> Iterator[BaseDatabaseWrapper]:
    """Django's connection to a file that is not the site's database."""
    connections.settings[_ALIAS] = {**connections.settings["default"], "NAME": str(copy)}
    try:
        yield connections[_ALIAS]
    finally:
        connections[_ALIAS].close()
        del connections[_ALIAS]
        del connections.settings[_ALIAS]


def restore(reader: ArchiveReader, live: Path, folder: Path, progress: Progress) -> Path | None:
    """Put the archive's database in the place of `live`; `folder` is for work.

    What is put there has been brought up to this program before. Where the old file was no
    database any more, it is kept under another name, which is returned. Raises ArchiveError.
    """
    new = folder / MEMBER
    with new.open("wb") as file:
        for piece in reader.pieces(MEMBER):
            file.write(piece)
    _bring_up(new)
    try:
        _put(new, live, progress)
    except sqlite3.OperationalError as error:
        raise ArchiveError(
            Text(
                zh=f"数据库无法写入（{error}），没有恢复。",
                en=f"The database cannot be written ({error}). Nothing was changed.",
            )
        ) from error
    except sqlite3.DatabaseError:
        kept = set_aside_file(live, "damaged")
        _put(new, live, progress)
        return kept
    return None


def _bring_up(new: Path) -> None:
    try:
        _must_be_sound(new)
        with copy_as_connection(new) as connection:
            if unknown := unknown_migrations(applied_migrations(connection)):
                raise newer(unknown[0])
            executor = MigrationExecutor(connection)
            executor.migrate(executor.loader.graph.leaf_nodes())
            if missing := misfits(connection):
                raise does_not_fit(missing[0])
    except (DatabaseError, sqlite3.DatabaseError) as error:
        raise does_not_fit(str(error)) from error


def _put(new: Path, live: Path, progress: Progress) -> None:
    """One transaction of SQLite's own: a process that is killed in it leaves the old content."""
    doing, last = Text(zh="恢复数据库", en="restoring the database"), [monotonic(), -1.0]

    def moved(status: int, remaining: int, total: int) -> None:
        if remaining != last[1]:
            last[:] = monotonic(), remaining
        elif monotonic() - last[0] > _PATIENCE:
            raise ArchiveError(
                Text(
                    zh="数据库正被占用，没有恢复。请先停止服务，再恢复一次。",
                    en="The database is in use. Stop the service and restore again.",
                )
            )
        progress(doing, total - remaining, total)

    live.parent.mkdir(parents=True, exist_ok=True)
    live.touch(mode=0o600)
    with closing(_connect(new)) as source, closing(_connect(live)) as target:
        source.backup(target, pages=_PAGES, progress=moved)
