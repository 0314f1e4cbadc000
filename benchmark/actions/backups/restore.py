"""Restoring: all of the backup, or nothing of it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import connection

from benchmark.scoring.framework import Text

from . import postgresql, sqlite
from .archive import SECRET_KEY, ArchiveError, ArchiveReader, Manifest, Progress, newer, opened
from .versions import unknown_migrations
from .work import work_folder


@dataclass(frozen=True, slots=True)
class Restored:
    """What was restored. `kept` is the old database file where it was none any more. With
    `other_key` the environment sets another SECRET_KEY than the backup holds, and wins."""

    manifest: Manifest
    kept: Path | None
    other_key: bool


def read_manifest(*, file: Path, progress: Progress) -> Manifest:
    """What restoring the file would bring. All of it was read and fits this program.

    Raises ArchiveError; OSError where it cannot be read.
    """
    with opened(file) as reader:
        _must_fit(reader, progress)
        return reader.manifest


def restore_backup(*, file: Path, progress: Progress) -> Restored:
    """Put the content of a backup in the place of database and secret key.

    Raises ArchiveError, OSError, or what the database raises: all is as it was then.
    """
    folder = Path(settings.VAR_DIR)
    folder.mkdir(parents=True, exist_ok=True)
    with (
        opened(file) as reader,
        work_folder(folder) as work,
    ):
        _must_fit(reader, progress)
        key = reader.read(SECRET_KEY).decode()
        part = work / SECRET_KEY
        part.touch(mode=0o600)
        part.write_text(key)
        kept = None
        if connection.vendor == "postgresql":
            postgresql.restore(connection, reader, progress)
        else:
            live = Path(str(connection.settings_dict["NAME"]))
            connection.close()
            kept = sqlite.restore(reader, live, work, progress)
        # Last, and at once: with the old key and the new content people only sign in again.
        os.replace(part, folder / SECRET_KEY)
        fixed = os.environ.get("SECRET_KEY")
        return Restored(reader.manifest, kept, other_key=bool(fixed) and fixed != key)


def _must_fit(reader: ArchiveReader, progress: Progress) -> None:
    manifest = reader.manifest
    if manifest.engine != connection.vendor:
        raise ArchiveError(
            Text(
                zh=f"备份来自 {manifest.engine}，本系统使用 {connection.vendor}，不能恢复。",
                en=f"The backup is of {manifest.engine}; this site uses {connection.vendor}. "
                "A backup is restored on the engine that it comes from.",
            )
        )
    if unknown := unknown_migrations(manifest.applied):
        raise newer(f"{manifest.product}, {unknown[0]}")
    reader.check(progress)
