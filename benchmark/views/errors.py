"""Pages for what goes wrong on our side, and for what cannot be read at all."""

from __future__ import annotations

import sys

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string

from benchmark.queries.framework import ReferenceNotLoaded

RETRY_SECONDS = 60


def server_error(request: HttpRequest) -> HttpResponse:
    """500, or 503 where waiting helps: the database is busy or away, or set-up is not finished.

    Django calls it while the exception is being handled. Needs neither database nor user.
    """
    if isinstance(sys.exc_info()[1], (OperationalError, ReferenceNotLoaded)):
        return plain_page(request, 503)
    return plain_page(request, 500)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: what was sent is malformed or too large."""
    return plain_page(request, 400)


def plain_page(request: HttpRequest, status: int) -> HttpResponse:
    """An error page that asks for nothing but the switch of language."""
    safe = request.method in ("GET", "HEAD")
    # What was sent cannot be asked for again: back to the page that it was sent from.
    place = request.get_full_path() if safe else request.headers.get("Referer", "/")
    context = {"place": place, "csrf_token": get_token(request)}
    response = HttpResponse(render_to_string(f"{status}.html", context), status=status)
    if status == 503:
        response.headers["Retry-After"] = str(RETRY_SECONDS)
    return response
