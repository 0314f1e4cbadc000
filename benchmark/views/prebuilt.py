"""Pages that are the same for every reader but for their frame: built once, the reader filled in.

The page is rendered with a stand-in for the reader, whose name, organisation, token and address
are marks; every answer puts the real ones, escaped, in their place. What a page costs then is what
it costs to know who reads it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.translation import get_language

from benchmark.models import User
from benchmark.scoring.framework import Framework

# Private use: no text of ours holds them, and escaping leaves them alone.
_MARK = re.compile("\ue000([a-z]+)\ue001")

# By template, language and kind of reader: the framework it shows, and the page with its marks.
_kept: dict[tuple[object, ...], tuple[Framework, str]] = {}


def prebuilt(
    request: HttpRequest,
    framework: Framework,
    template: str,
    context: Callable[[], dict[str, Any]],
) -> HttpResponse:
    """The page made of a template and what `context` gives, which may depend on the framework and
    the language only."""
    user = request.user if isinstance(request.user, User) else None
    if settings.DEBUG or len(get_messages(request)):
        return render(request, template, context())
    organisation = user.organisation if user else None
    kind = (
        template,
        get_language(),
        settings.REGISTRATION_OPEN,
        user is not None,
        organisation is not None,
        organisation is not None and organisation.is_demo,
    )
    found = _kept.get(kind)
    if found is None or found[0] is not framework:
        found = _kept[kind] = framework, _with_marks(request, user, template, context())
    said = {
        "path": request.get_full_path(),
        "token": get_token(request),
        "key": str(user.pk) if user else "",
        "name": user.get_username() if user else "",
        "organisation": organisation.name if organisation else "",
    }
    return HttpResponse(_MARK.sub(lambda mark: escape(said[mark[1]]), found[1]))


def _with_marks(
    request: HttpRequest, user: User | None, template: str, context: dict[str, Any]
) -> str:
    """The page as a reader of the same kind would get it, with marks for what is the reader's."""
    organisation = user.organisation if user else None
    reader = SimpleNamespace(
        is_authenticated=user is not None,
        pk=_mark("key"),
        get_username=lambda: _mark("name"),
        organisation=organisation
        and SimpleNamespace(name=_mark("organisation"), is_demo=organisation.is_demo),
    )
    asked = SimpleNamespace(
        user=reader,
        resolver_match=request.resolver_match,
        get_full_path=lambda: _mark("path"),
    )
    frame = {
        "request": asked,
        "user": reader,
        "csrf_token": _mark("token"),
        "registration_open": settings.REGISTRATION_OPEN,
    }
    return render_to_string(template, frame | context)


def _mark(name: str) -> str:
    return f"\ue000{name}\ue001"
