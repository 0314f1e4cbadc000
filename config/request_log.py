"""A name for each request, which stands in every line that is logged about it, in its answer, and
on the page that says that something went wrong."""

from __future__ import annotations

import logging
import re
import secrets
from collections.abc import Callable
from contextvars import ContextVar
from time import perf_counter

from django.http import HttpRequest, HttpResponse

_log = logging.getLogger("benchmark.requests")
_current: ContextVar[str] = ContextVar("request_id", default="-")
_asked: ContextVar[HttpRequest | None] = ContextVar("asked", default=None)
# One that a trusted proxy gave it (config.proxies drops others).
_GIVEN = re.compile(r"[0-9A-Za-z._-]{8,64}", re.ASCII)


def current_request() -> str:
    """The name of the request that is being answered; "-" outside of one."""
    return _current.get()


def asked_now() -> HttpRequest | None:
    """The request that is being answered, for what is written down about it far below."""
    return _asked.get()


class RequestFilter(logging.Filter):
    """Puts the request's name into what is logged."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = _current.get()
        return True


class RequestLogMiddleware:
    """The outermost: it names the request, and logs one line of it at level INFO."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given = request.headers.get("X-Request-ID", "")
        name = given if _GIVEN.fullmatch(given) else secrets.token_hex(8)
        # It stays until the next one: what Django logs of an answer comes after this.
        _current.set(name)
        request.request_id = name  # type: ignore[attr-defined]  # for the page that names it
        begin = perf_counter()
        token = _asked.set(request)
        try:
            response = self.get_response(request)
        finally:
            _asked.reset(token)
        response.headers["X-Request-ID"] = name
        milliseconds = (perf_counter() - begin) * 1000
        _log.info(
            "%s %s %s %s %.0f ms",
            request.META.get("REMOTE_ADDR", "-"),
            request.method,
            request.path,
            response.status_code,
            milliseconds,
        )
        return response
