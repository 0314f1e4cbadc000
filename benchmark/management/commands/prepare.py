import sys
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError

from benchmark.actions.old_database import OldDatabaseError, set_aside
from benchmark.actions.start import (
    DataGoneError,
    NewerDatabaseError,
    check_start,
    close_to_others,
    is_there,
    make_file,
    note_start,
)

KEPT = """\
原有数据库按方法1.0建立，其中的自评不能带入方法2.0，需要重新填写；账户也要重新注册。
原文件没有删除，改名保留为 {file}，现在从新的数据库开始。
The database was made for method 1.0. Its assessments cannot be carried over to method 2.0 and have
to be entered anew; accounts have to be registered anew too. The old file is not deleted: it is kept
as {file}. A new database begins now."""
REFUSED = """\
数据库按方法1.0建立，其中的自评不能带入方法2.0。数据库没有改动。
请另建一个空数据库，把 DATABASE_URL 指向它，再运行一次。
The database was made for method 1.0. Its assessments cannot be carried over to method 2.0. Nothing
was changed. Create an empty database, point DATABASE_URL to it and run this again."""
NEWER = """\
数据库由更新版本的程序建立（{migration}），本版本不能使用。数据库没有改动。请改用新版本的程序。
The database was made by a newer version of the program ({migration}); this one cannot use it.
Nothing was changed. Use the newer program."""
GONE = """\
这里原有数据库，现在是空的，原有数据不见了。没有改动。
有备份时：manage.py restore 备份文件 --yes。数据库文件被移走时：放回原处再运行一次。
确要从空库开始：manage.py prepare --empty。
There was a database here, and it is empty now: its data is gone. Nothing was changed.
From a backup: manage.py restore FILE --yes. If the file was moved: put it back, run this again.
To begin with an empty database: manage.py prepare --empty."""
UNREADABLE = """\
数据库无法读取，没有改动：{error}
数据库文件损坏时，用备份恢复：manage.py restore 备份文件 --yes。
The database cannot be read: {error}. Nothing was changed.
If its file is damaged, restore a backup: manage.py restore FILE --yes."""
ASK = "从空库开始 / begin with an empty database? [y/N] "


class Command(BaseCommand):
    help = "Makes the database ready: migrations, reference data, compiled translations."
    # Checks import every page; preparing a database needs none of them.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--empty", action="store_true", help="begin with an empty database where one is gone"
        )

    def handle(self, *args: Any, empty: bool, **options: Any) -> None:
        call_command("messages", compile=True)
        try:
            self._look(empty=empty)
        except DatabaseError as error:
            raise CommandError(UNREADABLE.format(error=error)) from error
        make_file()
        call_command("migrate", verbosity=0)
        # An upgrade must not fail where the shipped wording of a published version was mended.
        call_command("load_reference", keep=True)
        note_start()
        close_to_others()

    def _look(self, *, empty: bool) -> None:
        """Whether the database is one to go on with; an old one is set aside."""
        try:
            kept = set_aside() if is_there() else None
        except OldDatabaseError as error:
            raise CommandError(REFUSED) from error
        if kept:
            self.stdout.write(KEPT.format(file=kept))
        try:
            check_start(empty=empty or bool(kept))
        except NewerDatabaseError as error:
            raise CommandError(NEWER.format(migration=error)) from error
        except DataGoneError as error:
            if not sys.stdin.isatty():
                raise CommandError(GONE) from error
            self.stdout.write(GONE)
            if input(ASK).strip().lower() not in {"y", "yes"}:
                raise CommandError("没有开始 / not begun") from error
