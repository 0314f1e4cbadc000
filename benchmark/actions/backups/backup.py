"""Making a backup: whole and checked under its name, or not there at all."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db import DatabaseError, connection
from django.utils.timezone import localtime, now

from benchmark.queries.backups import LastBackup, note_backup
from benchmark.scoring.framework import Text

from . import postgresql, sqlite
from .archive import SECRET_KEY, ArchiveError, ArchiveWriter, Manifest, Progress, Table, opened
from .versions import Names, applied_migrations, product_version, versions
from .work import work_folder

_STEM: Final = "cluster-benchmark-"


@dataclass(frozen=True, slots=True)
class Made:
    """A backup that was made; `removed` are older ones in its folder that made room."""

    file: Path
    bytes: int
    removed: list[Path]


def make_backup(*, target: Path, keep: int | None = None, progress: Progress) -> Made:
    """Write database and secret key to `target`, or under a name with the time into that folder,
    where the newest `keep` stay.

    Raises ArchiveError; OSError where it cannot be written. What was there before stays then.
    """
    made_at = now()
    is_folder = target.is_dir()
    file = target / f"{_STEM}{localtime(made_at):%Y%m%d-%H%M%S}.zip" if is_folder else target
    _must_not_be_something_else(file)
    with work_folder(file.parent) as work:
        part = work / "part"
        part.touch(mode=0o600)
        with part.open("wb") as stream:
            with ArchiveWriter(stream) as writer:
                _write(writer, made_at, work, progress)
            stream.flush()
            os.fsync(stream.fileno())
        with opened(part) as reader:
            reader.check(progress)
        os.replace(part, file)
    _keep_entry(file.parent)
    note_backup(LastBackup(made_at, str(file.absolute()), size := file.stat().st_size))
    return Made(file, size, _make_room(target, keep) if is_folder and keep else [])


def _must_not_be_something_else(file: Path) -> None:
    """An earlier backup is replaced; nothing else is."""
    if not file.exists() or (file.is_file() and not file.stat().st_size):
        return
    try:
        with opened(file):
            return
    except ArchiveError as error:
        raise ArchiveError(
            Text(
                zh=f"{file} 已存在，且不是备份文件，没有覆盖。请换一个文件名。",
                en=f"{file} is there already and is no backup. Choose another name.",
            )
        ) from error


def _write(writer: ArchiveWriter, made_at: datetime, work: Path, progress: Progress) -> None:
    tables: dict[str, Table] = {}
    try:
        if connection.vendor == "postgresql":
            tables, applied = postgresql.dump(connection, writer, progress)
        else:
            applied = _write_file(writer, work, progress)
    except DatabaseError as error:
        raise _nothing_there(str(error)) from error
    if not applied:
        raise _nothing_there("")
    writer.add(SECRET_KEY, [settings.SECRET_KEY.encode()])
    writer.finish(
        Manifest(
            made_at=made_at.isoformat(),
            product=product_version(),
            engine=connection.vendor,
            versions=versions(connection),
            migrations=[[app, name] for app, name in applied],
            members=writer.members,
            tables=tables,
        )
    )


def _write_file(writer: ArchiveWriter, work: Path, progress: Progress) -> Names:
    source, copy = Path(str(connection.settings_dict["NAME"])), work / sqlite.MEMBER
    if not source.is_file():
        raise _nothing_there(str(source))
    progress(Text(zh="复制数据库", en="copying the database"), 0, 1)
    sqlite.snapshot(source, copy)
    with sqlite.copy_as_connection(copy) as copied:
        applied = applied_migrations(copied)
    sqlite.dump(copy, writer, progress)
    return applied


def _nothing_there(said: str) -> ArchiveError:
    return ArchiveError(
        Text(
            zh=f"数据库不存在、无法读取，或尚未准备好，没有备份。{said}",
            en=f"The database is missing, out of reach or not set up: no backup was made. {said}",
        )
    )


def _keep_entry(folder: Path) -> None:
    """The name survives a power loss, as the content does."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _make_room(folder: Path, keep: int) -> list[Path]:
    """Removes all but the newest backups, of those that got their name here."""
    older = sorted(folder.glob(f"{_STEM}????????-??????.zip"), reverse=True)[keep:]
    for file in older:
        with suppress(FileNotFoundError):
            file.unlink()
    return older
