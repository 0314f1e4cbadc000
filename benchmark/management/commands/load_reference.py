from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from benchmark.actions.reference import AlreadyPublished, FrameworkInUse, publish_framework
from benchmark.reference_data import ReferenceDataError, read_framework


class Command(BaseCommand):
    help = "Checks the reference data and publishes it. Changes nothing where anything is wrong."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--folder", type=Path, default=settings.BASE_DIR / "fixtures")
        parser.add_argument(
            "--force",
            action="store_true",
            help="replace a published version that nothing refers to yet (while editing the data)",
        )
        parser.add_argument(
            "--keep",
            action="store_true",
            help="where the version is published with other content, say so and keep it",
        )

    def handle(self, *args: Any, folder: Path, force: bool, keep: bool, **options: Any) -> None:
        try:
            framework = read_framework(folder)
            written = publish_framework(framework=framework, replace=force)
        except ReferenceDataError as error:
            for problem in error.problems:
                self.stderr.write(problem)
            raise CommandError(
                f"{len(error.problems)} problem(s) in {folder}; nothing was changed.", returncode=2
            ) from error
        except AlreadyPublished as error:
            if keep:
                self.stderr.write(
                    f"{error} is published with other content than {folder} holds. "
                    "A published version never changes: the database keeps its own."
                )
                return
            raise CommandError(
                f"{error} is published with other content. A published version never changes: "
                "give the changed framework a new slug, or replace it with --force while "
                "nothing refers to it.",
                returncode=2,
            ) from error
        except FrameworkInUse as error:
            raise CommandError(
                f"{error} is in use and cannot be replaced. Give the changed framework a new slug.",
                returncode=2,
            ) from error
        if options["verbosity"]:
            self.stdout.write(f"{framework.slug}: {'published' if written else 'already there'}")
