"""PostgreSQL: every table as COPY writes it, all in one transaction, both ways.

Needs no program of the server's on this machine, and its version may differ.
"""

from __future__ import annotations

from contextlib import closing
from typing import Any, Final

import psycopg
from django.db import DatabaseError, OperationalError, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder
from psycopg import sql

from benchmark.scoring.framework import Text

from .archive import ArchiveReader, ArchiveWriter, Progress, Table, does_not_fit
from .versions import Names, given_up, misfits

_FOLDER: Final = "tables/"
# Generated columns are computed again.
_COLUMNS: Final = """
SELECT attname FROM pg_attribute
WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
ORDER BY attnum
"""
# For which others' transactions are waited for; then nothing is changed.
_PATIENCE: Final = "SET LOCAL lock_timeout = '60s'"


def dump(
    connection: BaseDatabaseWrapper, writer: ArchiveWriter, progress: Progress
) -> tuple[dict[str, Table], Names]:
    """Write every table as it is at one moment, while people write; what they are, and the
    migrations applied at that moment."""
    # A connection of its own: what is read here has nothing to do with what the caller reads.
    parameters = connection.get_connection_params()
    with (
        connection.wrap_database_errors,
        closing(connection.get_new_connection(parameters)) as raw,
    ):
        raw.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        raw.read_only = True
        raw.autocommit = False
        with raw.cursor() as cursor:
            cursor.execute("SELECT app, name FROM django_migrations ORDER BY id")
            applied = [(str(app), str(name)) for app, name in cursor.fetchall()]
            names, tables = _tables(connection), {}
            for number, name in enumerate(names):
                progress(Text(zh="写入备份", en="writing the backup"), number, len(names))
                tables[name] = _dump_table(connection, cursor, name, writer)
            progress(Text(zh="写入备份", en="writing the backup"), len(names), len(names))
    return tables, applied


def _tables(connection: BaseDatabaseWrapper) -> list[str]:
    """Ours that are there, and what Django notes of migrations."""
    ours = connection.introspection.django_table_names(only_existing=True, include_views=False)
    history = MigrationRecorder(connection)
    return sorted({*ours, *([history.Migration._meta.db_table] if history.has_table() else [])})


def _dump_table(
    connection: BaseDatabaseWrapper, cursor: Any, name: str, writer: ArchiveWriter
) -> Table:
    cursor.execute(_COLUMNS, [connection.ops.quote_name(name)])
    columns = [column for (column,) in cursor.fetchall()]
    sequences = {}
    for sequence in connection.introspection.get_sequences(cursor, name):
        which = sql.SQL("SELECT last_value, is_called FROM {}")
        cursor.execute(which.format(sql.Identifier(sequence["name"])))
        sequences[sequence["column"]] = [*cursor.fetchone()]
    with cursor.copy(_copy(name, columns, "TO STDOUT")) as copy:
        writer.add(_FOLDER + name, copy)
    return Table(columns, cursor.rowcount, sequences)


def _copy(table: str, columns: list[str], direction: str) -> sql.Composed:
    return sql.SQL("COPY {} ({}) {}").format(
        sql.Identifier(table),
        sql.SQL(", ").join(map(sql.Identifier, columns)),
        sql.SQL(direction),
    )


def restore(connection: BaseDatabaseWrapper, reader: ArchiveReader, progress: Progress) -> None:
    """Replace every table of ours by the archive's, brought up to this program: one transaction.

    Tables are made anew as they were when the backup was made, so that an older one fits; their
    sequences go back with them where it fails. Raises ArchiveError; nothing was changed then.
    """
    try:
        # psycopg's own errors, which COPY raises, become Django's once all is undone.
        with connection.wrap_database_errors, transaction.atomic(using=connection.alias):
            _make_anew(connection, reader.manifest.applied)
            _fill(connection, reader, progress)
            executor = MigrationExecutor(connection)
            executor.migrate(executor.loader.graph.leaf_nodes())
            if missing := misfits(connection):
                raise does_not_fit(missing[0])
    except OperationalError:
        # Out of reach, or in use for too long: it may go better another time.
        raise
    except DatabaseError as error:
        raise does_not_fit(str(error).strip().splitlines()[0]) from error


def _make_anew(connection: BaseDatabaseWrapper, applied: Names) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_PATIENCE)
        if there := _tables(connection):
            # Without CASCADE: what others built upon our tables is not ours to drop.
            names = sql.SQL(", ").join(map(sql.Identifier, there))
            cursor.execute(sql.SQL("DROP TABLE {}").format(names))
    executor = MigrationExecutor(connection)
    executor.migrate([name for name in applied if name in executor.loader.graph.nodes])


def _fill(connection: BaseDatabaseWrapper, reader: ArchiveReader, progress: Progress) -> None:
    doing, tables = Text(zh="恢复数据库", en="restoring the database"), reader.manifest.tables
    there = _tables(connection)
    if given_up(reader.manifest.applied):
        # Nobody asks for tables of apps that the program does not have any more.
        tables = {name: table for name, table in tables.items() if name in there}
    with connection.cursor() as cursor:
        # Migrations may have entered rows.
        names = sql.SQL(", ").join(map(sql.Identifier, there))
        cursor.execute(sql.SQL("TRUNCATE {}").format(names))
        # Tables come in any order.
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        for number, (name, table) in enumerate(tables.items()):
            progress(doing, number, len(tables))
            with cursor.copy(_copy(name, table.columns, "FROM STDIN")) as copy:
                for piece in reader.pieces(_FOLDER + name):
                    copy.write(piece)
            for column, (last, given) in table.sequences.items():
                quoted = connection.ops.quote_name(name)
                which = "SELECT setval(pg_get_serial_sequence(%s, %s), %s, %s)"
                cursor.execute(which, [quoted, column, last, given])
        # Whatever refers to a row finds it: asked now, since tables with open questions cannot
        # be altered.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        progress(doing, len(tables), len(tables))
