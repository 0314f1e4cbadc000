"""What is answered where the protection against forged forms refuses one."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import resolve_url
from django.views.csrf import csrf_failure as plain_page

from . import ratings
from .access import wants_json


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponseBase:
    """A void token is mostly a page older than the last sign-in: a trait's page keeps what was
    typed, for its user to send again. A form from another site gets the plain page."""
    match = request.resolver_match
    # Refusals for the sending site's sake speak of its origin or referer instead.
    about_token = reason.startswith("CSRF ")
    if match is None or match.url_name != "rating" or not about_token:
        return plain_page(request, reason=reason)
    if not wants_json(request):
        return ratings.ask_again(request, **match.kwargs)
    # The answer brings a token that counts; the script sends again with it.
    get_token(request)
    if request.user.is_authenticated:
        return JsonResponse({"expired": True}, status=403)
    return JsonResponse({"sign_in": resolve_url(settings.LOGIN_URL)}, status=401)
