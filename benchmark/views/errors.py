"""What goes wrong on our side, what is not there, and what cannot be read at all: a page for a
browser, a message for a script, which shows it where the save was asked for."""

from __future__ import annotations

import errno
import sys
from collections.abc import Iterator

from django.conf import settings
from django.core.exceptions import (
    BadRequest,
    RequestDataTooBig,
    SuspiciousOperation,
    TooManyFieldsSent,
)
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils.translation import gettext
from django.views.defaults import page_not_found

from benchmark.queries.framework import ReferenceNotLoaded

from .access import wants_json

RETRY_SECONDS = 10
FULL = (errno.ENOSPC, errno.EDQUOT)
# What a form holds that no page repeats.
NOT_CARRIED = ("csrfmiddlewaretoken", "password", "password_again")
MEGABYTE = 1024 * 1024


def server_error(request: HttpRequest) -> HttpResponse:
    """500, or 503 where waiting helps: the database is busy or away, a disk is full, or set-up is
    not finished.

    Django calls it while the exception is being handled. Needs neither database nor user.
    """
    error = sys.exc_info()[1]
    full = isinstance(error, OSError) and error.errno in FULL
    if full or isinstance(error, (OperationalError, InterfaceError, ReferenceNotLoaded)):
        return not_let_in(request, 503)
    return _answer(request, 500, gettext("系统出错，不是您操作的问题"))


def not_let_in(request: HttpRequest, status: int) -> HttpResponse:
    """400, 411, 413 or 503: what is not read at all, or cannot be answered now."""
    said = {
        413: gettext("一次最多提交5 MB，请减少后再试"),
        503: gettext("系统正在维护或数据库正忙"),
    }
    return _answer(request, status, said.get(status) or gettext("浏览器发来的内容不完整或格式不对"))


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: what was sent is malformed or too large."""
    message = gettext("浏览器发来的内容不完整或格式不对")
    if isinstance(exception, RequestDataTooBig):
        size = (settings.DATA_UPLOAD_MAX_MEMORY_SIZE or 0) // MEGABYTE
        message = gettext("这一页的内容超过{size} MB，请减少后再试").format(size=size)
    elif isinstance(exception, TooManyFieldsSent):
        most = settings.DATA_UPLOAD_MAX_NUMBER_FIELDS
        message = gettext("这一页超过{most}项，请减少后再试").format(most=most)
    return _answer(request, 400, message)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    """404: there is nothing, or it is another office's."""
    if wants_json(request):
        return refusal(404, gettext("内容已不存在，或不属于现在登录的单位"))
    return page_not_found(request, exception)


def refusal(status: int, message: str) -> JsonResponse:
    """For a script: `message` is why nothing was saved, without a full stop."""
    return JsonResponse({"message": message}, status=status)


def _answer(request: HttpRequest, status: int, message: str) -> HttpResponse:
    if not wants_json(request):
        return plain_page(request, status)
    return _with_patience(refusal(status, message))


def plain_page(request: HttpRequest, status: int) -> HttpResponse:
    """An error page that asks for nothing but the switch of language. Where waiting helps it
    carries the form that was sent, to be sent again."""
    safe = request.method in ("GET", "HEAD")
    # What was sent cannot be asked for again: back to the page that it was sent from.
    place = request.get_full_path() if safe else request.headers.get("Referer", "/")
    context = {
        "place": place,
        "csrf_token": get_token(request),
        "request_id": getattr(request, "request_id", ""),
        "sent_to": request.get_full_path(),
        "carried": list(_carried(request)) if status == 503 and not safe else [],
    }
    return _with_patience(HttpResponse(render_to_string(f"{status}.html", context), status=status))


def _carried(request: HttpRequest) -> Iterator[tuple[str, str]]:
    try:
        if request.FILES:
            return  # A file cannot be carried, and without it the rest is of no use.
    except (SuspiciousOperation, BadRequest):
        return
    for name, values in request.POST.lists():
        if name not in NOT_CARRIED:
            yield from ((name, str(value)) for value in values)


def _with_patience(response: HttpResponse) -> HttpResponse:
    if response.status_code == 503:
        response.headers["Retry-After"] = str(RETRY_SECONDS)
    return response
