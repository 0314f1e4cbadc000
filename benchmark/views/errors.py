"""Pages for what goes wrong on our side."""

from __future__ import annotations

import sys

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from benchmark.queries.framework import ReferenceNotLoaded

RETRY_SECONDS = 60


def server_error(request: HttpRequest) -> HttpResponse:
    """500, or 503 where waiting helps: the database is busy or away, or set-up is not finished.

    Django calls it while the exception is being handled. Needs neither database nor user.
    """
    if isinstance(sys.exc_info()[1], (OperationalError, ReferenceNotLoaded)):
        return HttpResponse(
            render_to_string("503.html"), status=503, headers={"Retry-After": str(RETRY_SECONDS)}
        )
    return HttpResponse(render_to_string("500.html"), status=500)
