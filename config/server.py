"""Runs the server: `python -m config.server HOST PORT WORKERS`, as `manage.py serve` does.

The application is loaded once, before its workers branch off: one that is replaced answers at once.
"""

from __future__ import annotations

import ctypes
import signal
import sys
from typing import TYPE_CHECKING, Any, Final

from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings
from granian.log import LogLevels
from granian.server import MPServer

from .gate import THREADS
from .wsgi import application

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

# Of each worker: connections that are open at once, silent ones and kept ones included.
CONNECTIONS: Final = 512
BACKLOG: Final = 1024
# A head that takes longer, in milliseconds, or is larger, is not waited for; nor is a connection
# on which nothing comes. A long search in Chinese is three times as long in an address.
HEAD: Final = HTTP1Settings(header_read_timeout=10_000, max_buffer_size=64 << 10)
# Seconds in which a worker that is told to end answers what it has begun.
ENDING: Final = 20
_ENDS_WITH_PARENT: Final = 1  # PR_SET_PDEATHSIG of Linux


class Server(MPServer):
    """granian, but a worker that was killed, as by a system short of memory, is replaced however
    often that is. One that cannot begin ends the server: whoever runs it is to know."""

    def _respawn_workers(self, workers: list[int], *said: Any, **more: Any) -> None:
        killed = [number for number in workers if (self.wrks[number].inner.exitcode or 0) < 0]
        super()._respawn_workers(workers, *said, **more)
        for number in killed:
            self.respawned_wrks.pop(number, None)


def load() -> WSGIApplication:
    """The application, in a worker, which is not to go on without the process that began it."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_ENDS_WITH_PARENT, signal.SIGTERM)
    return application


def main(host: str, port: str, workers: str) -> None:
    server = Server(
        "config.wsgi:application",
        address=host,
        port=int(port),
        workers=int(workers),
        interface=Interfaces.WSGI,
        http=HTTPModes.http1,
        websockets=False,
        blocking_threads=THREADS,
        backlog=BACKLOG,
        backpressure=CONNECTIONS,
        http1_settings=HEAD,
        respawn_failed_workers=True,
        workers_kill_timeout=ENDING,
        # It warns of more threads than processors, which is what waiting for a database takes.
        log_level=LogLevels.error,
    )
    server.serve(target_loader=load, wrap_loader=False)


if __name__ == "__main__":
    main(*sys.argv[1:])
