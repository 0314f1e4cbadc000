import os
import socket
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from config.gate import THREADS

# Of each worker: connections that are open at once, silent ones and kept ones included.
CONNECTIONS = 512
# A head that takes longer, or is larger, is not waited for; nor is a connection on which nothing
# comes. A long search in Chinese is three times as long in an address.
HEAD_SECONDS = 10
HEAD_BYTES = 64 << 10
END_SECONDS = 20


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
        os.execv(sys.executable, [sys.executable, "-m", "granian", *self._said(options)])  # noqa: S606

    @staticmethod
    def _said(options: dict[str, Any]) -> list[str]:
        """What the server is told."""
        return [
            "--interface=wsgi",
            "--http=1",
            "--no-ws",
            f"--host={options['host']}",
            f"--port={options['port']}",
            f"--workers={options['workers']}",
            f"--blocking-threads={THREADS}",
            f"--backpressure={CONNECTIONS}",
            f"--http1-header-read-timeout={HEAD_SECONDS * 1000}",
            f"--http1-buffer-size={HEAD_BYTES}",
            # One that dies is replaced; one that is told to end answers what it has begun.
            "--respawn-failed-workers",
            f"--workers-kill-timeout={END_SECONDS}",
            # It warns of more threads than processors, which is what waiting for a database takes.
            "--log-level=error",
            "config.wsgi:application",
        ]
