"""A database of method 1.0: its assessments cannot be carried over to what came after."""

from __future__ import annotations

from pathlib import Path

from django.db import connection

from config.sqlite.base import forget

from .kept_files import set_aside_file


class OldDatabaseError(Exception):
    """The database is of method 1.0 and no file that can be set aside."""


def is_old() -> bool:
    """Whether the database was made for method 1.0, which weighed the traits."""
    with connection.cursor() as cursor:
        if "benchmark_assessment" not in connection.introspection.table_names(cursor):
            return False
        columns = connection.introspection.get_table_description(cursor, "benchmark_assessment")
    return any(column.name == "weights" for column in columns)


def set_aside() -> Path | None:
    """Keep the file of an old database under another name, which is returned; None where there is
    no old one.

    Raises OldDatabaseError on a database server, whose data is not ours to move.
    """
    if not is_old():
        return None
    source = Path(str(connection.settings_dict["NAME"]))
    if connection.vendor != "sqlite" or not source.is_file():
        raise OldDatabaseError
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    forget(source)
    return set_aside_file(source, "method-1")
