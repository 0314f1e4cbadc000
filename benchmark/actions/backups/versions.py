"""Which program a database belongs to: its migrations, and whether ours know them all."""

from __future__ import annotations

import platform
import tomllib
from collections.abc import Iterable

import django
from django.apps import apps
from django.conf import settings
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

Names = list[tuple[str, str]]


def product_version() -> str:
    project = tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text(encoding="utf-8"))
    return str(project["project"]["version"])


def versions(connection: BaseDatabaseWrapper) -> dict[str, str]:
    """Of what a backup is made with, to look at when one does not fit."""
    return {
        "python": platform.python_version(),
        "django": django.get_version(),
        connection.vendor: ".".join(map(str, connection.get_database_version())),
    }


def applied_migrations(connection: BaseDatabaseWrapper) -> Names:
    """In the order in which they were applied; none in an empty database."""
    recorder = MigrationRecorder(connection)
    if not recorder.has_table():
        return []
    rows = recorder.migration_qs.order_by("pk").values_list("app", "name")
    return [(str(app), str(name)) for app, name in rows]


def unknown_migrations(applied: Iterable[tuple[str, str]]) -> list[str]:
    """Those of our apps that this program does not have: a newer one made them.

    Apps that it does not have at all say nothing: it may have given them up.
    """
    loader = MigrationLoader(None)
    known = {*loader.disk_migrations}
    for migration in loader.disk_migrations.values():
        known.update(migration.replaces)
    return [
        f"{app}.{name}"
        for app, name in applied
        if app in loader.migrated_apps and (app, name) not in known
    ]


def given_up(applied: Iterable[tuple[str, str]]) -> set[str]:
    """Apps with migrations that this program does not have at all."""
    return {app for app, _ in applied} - MigrationLoader(None).migrated_apps


def misfits(connection: BaseDatabaseWrapper) -> list[str]:
    """Columns that this program needs and the database does not have, as 'table.column'."""
    missing = []
    with connection.cursor() as cursor:
        there = set(connection.introspection.table_names(cursor))
        for model in apps.get_models(include_auto_created=True):
            meta = model._meta
            if meta.proxy or not meta.managed:
                continue
            columns = (
                {
                    column.name
                    for column in connection.introspection.get_table_description(
                        cursor, meta.db_table
                    )
                }
                if meta.db_table in there
                else set()
            )
            missing += [
                f"{meta.db_table}.{field.column}"
                for field in meta.local_concrete_fields
                if field.column not in columns
            ]
    return missing
