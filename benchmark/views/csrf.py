"""What is answered where the protection against forged forms refuses one."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import resolve_url
from django.views.csrf import csrf_failure as plain_page

from .access import wants_json


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponseBase:
    """A void token is mostly a page older than the last sign-in: a page with a form keeps what
    was typed, for its user to send again. A form from another site gets the plain page."""
    match = request.resolver_match
    # Refusals for the sending site's sake speak of its origin or referer instead.
    about_token = reason.startswith("CSRF ")
    if match is None or not about_token or not getattr(match.func, "keeps_typed", False):
        return plain_page(request, reason=reason)
    if not wants_json(request):
        request.token_is_void = True  # type: ignore[attr-defined]
        response: HttpResponseBase = match.func(request, *match.args, **match.kwargs)
        if response.status_code == 200:
            response.status_code = 403
        return response
    # The answer brings a token that counts; the script sends again with it.
    get_token(request)
    if request.user.is_authenticated:
        return JsonResponse({"expired": True}, status=403)
    return JsonResponse({"sign_in": resolve_url(settings.LOGIN_URL)}, status=401)
