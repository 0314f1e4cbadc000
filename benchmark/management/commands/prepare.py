from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from benchmark.actions.old_database import OldDatabaseError, set_aside

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


class Command(BaseCommand):
    help = "Makes the database ready: migrations, reference data, compiled translations."
    # Checks import every page; preparing a database needs none of them.
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("messages", compile=True)
        try:
            kept = set_aside()
        except OldDatabaseError as error:
            raise CommandError(REFUSED) from error
        if kept:
            self.stdout.write(KEPT.format(file=kept))
        call_command("migrate", verbosity=0)
        # An upgrade must not fail where the shipped wording of a published version was mended.
        call_command("load_reference", keep=True)
