"""Beginning with a database: which were prepared here, and whether one that held data is gone."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path

from django.conf import settings
from django.db import connection

from config.sqlite.base import forget

from .backups.versions import applied_migrations, unknown_migrations


class NewerDatabaseError(Exception):
    """A newer program made the database; its first migration that is unknown here."""


class DataGoneError(Exception):
    """The database is empty, and was prepared here before."""


def _file() -> Path | None:
    """SQLite's, whether it is there or not."""
    name = str(connection.settings_dict["NAME"])
    # In memory, tests only, it is no path.
    return Path(name) if connection.vendor == "sqlite" and "mode=memory" not in name else None


def is_there() -> bool:
    """Whether there is a database that can be asked anything."""
    file = _file()
    return file is None or file.exists()


def make_file() -> None:
    """An empty SQLite database where there is none; nothing else makes one."""
    if (file := _file()) and not file.exists():
        forget(file)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch(mode=0o600)


def check_start(*, empty: bool) -> None:
    """Whether this program may prepare the database. With `empty`, one without data is meant so.

    Raises NewerDatabaseError, DataGoneError.
    """
    applied = applied_migrations(connection) if is_there() else []
    if unknown := unknown_migrations(applied):
        raise NewerDatabaseError(unknown[0])
    if not applied and not empty and _name() in _noted():
        raise DataGoneError


def note_start() -> None:
    """From now on the database is expected to hold data."""
    if (name := _name()) not in (noted := _noted()):
        part = _note().with_suffix(".part")
        part.write_text(json.dumps([*noted, name], ensure_ascii=False), encoding="utf-8")
        os.replace(part, _note())


def close_to_others() -> None:
    """What is written is for whoever serves the site alone, also where it was made before."""
    folder = Path(settings.VAR_DIR)
    for path in [folder, *folder.rglob("*")]:
        # What is another's, or gone meanwhile, is not ours to close.
        with suppress(OSError):
            mode = path.lstat().st_mode
            if mode & 0o077 and not path.is_symlink():
                path.chmod(mode & 0o700)


def _note() -> Path:
    return Path(settings.VAR_DIR) / "prepared.json"


def _noted() -> list[str]:
    try:
        said = json.loads(_note().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return []
    return [str(name) for name in said] if isinstance(said, list) else []


def _name() -> str:
    """Of the database, without user or password."""
    said = connection.settings_dict
    name = str(said["NAME"])
    if (file := _file()) and file.is_relative_to(settings.VAR_DIR):
        name = str(file.relative_to(settings.VAR_DIR))
    return f"{connection.vendor} {said['HOST']}:{said['PORT']} {name}"
