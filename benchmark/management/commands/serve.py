import os
import socket
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser


class Command(BaseCommand):
    help = "Serves the site."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--workers", type=int, default=2)

    def handle(self, *args: Any, **options: Any) -> None:
        host, port = options["host"], options["port"]
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError as error:
                raise CommandError(
                    f"{host}:{port} cannot be used ({error.strerror}). "
                    "If another program has the port, choose one: make run PORT=8001"
                ) from error
        self.stdout.write(f"集群对标 → http://{host}:{port}    (Ctrl+C 停止 / stops)")
        self.stdout.flush()
        # The server takes this process's place, so that Ctrl+C and service managers reach it.
        workers = str(options["workers"])
        os.execv(  # noqa: S606
            sys.executable, [sys.executable, "-m", "config.server", host, str(port), workers]
        )
