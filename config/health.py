"""Two addresses for whoever watches the site: does it live, can it work.

Asked from any host name, without a session, and answered while the database is away.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from threading import Lock
from time import monotonic
from typing import Final

from django.conf import settings
from django.db import Error
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, HttpResponse, JsonResponse

from benchmark.queries.backups import last_backup

from .patience import at_most

# Less than this, in bytes, and saves may soon fail.
LEAST_FREE: Final = 200 << 20
# Seconds that the database has to answer, and for which an answer stands: however often it is
# asked, a database in trouble is asked by one at a time.
PATIENCE: Final = 2.0
STANDS: Final = 1.0
OK: Final = "ok"


class HealthMiddleware:
    """/healthz: the process answers. /readyz: database and disk are there, 503 where not; and when
    the last backup was made, which keeps nobody from working."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self._asking = Lock()
        self._found: dict[str, str] = {}
        self._found_at = 0.0

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path == "/healthz":
            return _not_kept(HttpResponse(OK, content_type="text/plain"))
        if request.path == "/readyz":
            found = self._ready()
            status = 200 if set(found.values()) == {OK} else 503
            return _not_kept(JsonResponse({**found, "backup": _backup()}, status=status))
        return self.get_response(request)

    def _ready(self) -> dict[str, str]:
        if not self._asking.acquire(blocking=False):
            # Somebody is asking, and it takes its time.
            lately = monotonic() - self._found_at < STANDS + PATIENCE
            return self._found if lately else {"database": "unknown"}
        try:
            if monotonic() - self._found_at > STANDS:
                self._found = {"database": _database(), "disk": _disk()}
                self._found_at = monotonic()
            return self._found
        finally:
            self._asking.release()


def _database() -> str:
    try:
        with at_most(PATIENCE):
            # A small table that is always there.
            MigrationRecorder.Migration.objects.exists()
    except Error:
        return "away"
    return OK


def _disk() -> str:
    try:
        free = shutil.disk_usage(settings.VAR_DIR).free
    except OSError:
        return "away"
    return OK if free >= LEAST_FREE else "full"


def _backup() -> str:
    found = last_backup()
    return found.made_at.isoformat(timespec="seconds") if found else "none"


def _not_kept(response: HttpResponse) -> HttpResponse:
    response.headers["Cache-Control"] = "no-store"
    return response
