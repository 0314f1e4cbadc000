from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from benchmark.actions.backups import ArchiveError, make_backup

from ._progress import Progress, size_text


class Command(BaseCommand):
    help = "Writes the whole database and the secret key to one file, while people work."
    # Checks import every page; a backup needs none of them.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "file",
            type=Path,
            metavar="FILE",
            help="the backup, or a folder in which it gets a name with the time",
        )
        parser.add_argument(
            "--keep", type=int, metavar="N", help="in a folder: remove all but the newest N"
        )

    def handle(self, *args: Any, file: Path, keep: int | None, **options: Any) -> None:
        if keep is not None and (keep < 1 or not file.is_dir()):
            raise CommandError("--keep takes a number from 1 and needs a folder.")
        try:
            with Progress(self.stderr) as progress:
                made = make_backup(target=file, keep=keep, progress=progress)
        except ArchiveError as error:
            raise CommandError(f"{error.text.zh}\n{error.text.en}") from error
        except OSError as error:
            raise CommandError(f"没有备份 / No backup was made: {error}") from error
        self.stdout.write(
            f"备份完成，已校验 / backup made and checked: {made.file} ({size_text(made.bytes)})"
        )
        for older in made.removed:
            self.stdout.write(f"删除较早的备份 / older one removed: {older}")
