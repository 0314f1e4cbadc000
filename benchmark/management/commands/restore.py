from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import Error

from benchmark.actions.backups import ArchiveError, Manifest, read_manifest, restore_backup

from ._progress import Progress

NOT_YET = """\
备份完好，尚未恢复。恢复会用它替换现有的全部数据和密钥：请先停止服务，再加上 --yes 运行一次。
The backup is whole and nothing was changed. Restoring replaces all present data and the secret key:
stop the service, then run this again with --yes."""
DONE = """\
恢复完成。请运行 make setup，再启动服务。
Restored. Run `make setup`, then start the service."""
KEPT = "原数据库文件已损坏，改名保留 / the old database file was damaged and is kept: {file}"
OTHER_KEY = """\
环境变量 SECRET_KEY 与备份中的密钥不同，以环境变量为准，用户须重新登录；
备份中的密钥已存入 secret_key。
SECRET_KEY of the environment differs from the backup's and wins: people sign in again. The backup's
is in secret_key now."""


class Command(BaseCommand):
    help = "Puts a backup in the place of the whole database and the secret key, all or nothing."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument(
            "--yes", action="store_true", help="without it the backup is only checked"
        )

    def handle(self, *args: Any, file: Path, yes: bool, **options: Any) -> None:
        try:
            with Progress(self.stderr) as progress:
                if not yes:
                    self._say(read_manifest(file=file, progress=progress))
                    raise CommandError(NOT_YET, returncode=2)
                restored = restore_backup(file=file, progress=progress)
        except ArchiveError as error:
            raise CommandError(f"{error.text.zh}\n{error.text.en}") from error
        except (OSError, Error) as error:
            raise CommandError(
                f"没有恢复，原有数据未动 / Not restored, nothing was changed: {error}"
            ) from error
        self._say(restored.manifest)
        if restored.kept:
            self.stdout.write(KEPT.format(file=restored.kept))
        if restored.other_key:
            self.stdout.write(OTHER_KEY)
        self.stdout.write(DONE)

    def _say(self, manifest: Manifest) -> None:
        self.stdout.write(
            f"备份时间 / made at: {manifest.made_at}  "
            f"版本 / version: {manifest.product}  {manifest.engine}"
        )
