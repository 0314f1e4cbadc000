"""Middleware that watches sessions: who is away too long is signed out, who signs in is known to
his browser afterwards, and what is refused or taken away is written down."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from benchmark.actions.security_log import SEEN, Kind, record
from benchmark.actions.sign_in import COOKIE, COOKIE_DAYS, device_of

# Asked for at sign-in: the session outlives the browser, and idleness.
STAYS: Final = "stays"
# A session is written anew once in so many seconds, not at every page.
GRAIN: Final = 60


class IdleMiddleware:
    """Ends the session of somebody who did nothing for IDLE_MINUTES. What was typed by then stays
    with its page: see `benchmark.views.form_recovery`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        named = settings.SESSION_COOKIE_NAME in request.COOKIES
        if named and settings.IDLE_MINUTES and request.user.is_authenticated:
            self._look_at(request)
        return self.get_response(request)

    @staticmethod
    def _look_at(request: HttpRequest) -> None:
        session, now = request.session, int(time.time())
        idle = now - session.get(SEEN, now)
        if session.get(STAYS):
            return
        if idle >= settings.IDLE_MINUTES * 60:
            name = request.user.get_username()
            session.flush()
            # Not `logout`: that would be written down as the user's own doing.
            from django.contrib.auth.models import AnonymousUser

            request.user = AnonymousUser()
            record(Kind.IDLE, request=request, name=name)
        elif idle >= GRAIN or SEEN not in session:
            session[SEEN] = now


class SecurityLogMiddleware:
    """Writes down what is refused and what is taken away; remembers in a browser who signed in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if hasattr(request, "signed_in_now"):
            self._remember(request, response)
        if response.status_code == 403:
            name = request.user.get_username()
            record(Kind.REFUSED, request=request, name=name, detail=_what(request), seldom=True)
        elif _is_file(response) and request.user.is_authenticated:
            name = request.user.get_username()
            record(Kind.DOWNLOAD, request=request, name=name, detail=_what(request))
        return response

    @staticmethod
    def _remember(request: HttpRequest, response: HttpResponse) -> None:
        device = device_of(request).with_person(request.signed_in_now)  # type: ignore[attr-defined]
        response.set_cookie(
            COOKIE,
            device.as_cookie(),
            max_age=COOKIE_DAYS * 24 * 60 * 60,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )


def _what(request: HttpRequest) -> str:
    return f"{request.method} {request.get_full_path()}"


def _is_file(response: HttpResponse) -> bool:
    said: str = response.headers.get("Content-Disposition", "")
    return response.status_code == 200 and said.startswith("attachment")
