"""Pages that are the same for every reader but for their frame: built once, the reader filled in.

The page is rendered with a stand-in for the reader, whose name, organisation, token and address
are marks; every answer puts the real ones, escaped, in their place. What a page costs then is what
it costs to know who reads it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import SimpleNamespace
from typing import Any

from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.translation import get_language

from benchmark.models import User
from benchmark.scoring.framework import Framework
from benchmark.templatetags.slots import slot_mark

from .skeletons import Skeleton

# By template, what it is about, language and kind of reader: the framework it shows, and the page
# with its slots.
_kept: dict[tuple[object, ...], tuple[Framework, Skeleton]] = {}
NOTHING: Mapping[str, str] = {}


def prebuilt(
    request: HttpRequest,
    framework: Framework,
    template: str,
    context: Callable[[], Mapping[str, Any]],
    *,
    about: str = "",
    slots: Mapping[str, str] = NOTHING,
    status: int = 200,
) -> HttpResponse:
    """The page made of a template and what `context` gives, which may depend on the framework, on
    what the page is `about` and on the language only. `slots` are the template's own, escaped."""
    user = request.user if isinstance(request.user, User) else None
    if settings.DEBUG or len(get_messages(request)):
        shown = Skeleton(render_to_string(template, dict(context()), request))
        return HttpResponse(shown.fill(slots), status=status)
    organisation = user.organisation if user else None
    kind = (
        template,
        about,
        get_language(),
        settings.REGISTRATION_OPEN,
        user is not None,
        organisation is not None,
        organisation is not None and organisation.is_demo,
    )
    found = _kept.get(kind)
    if found is None or found[0] is not framework:
        made = Skeleton(_with_marks(request, user, template, context()))
        found = _kept[kind] = framework, made
    said = {
        "reader-path": escape(request.get_full_path()),
        "reader-token": get_token(request),
        "reader-key": str(user.pk) if user else "",
        "reader-name": escape(user.get_username()) if user else "",
        "reader-organisation": escape(organisation.name) if organisation else "",
    }
    return HttpResponse(found[1].fill(said | dict(slots)), status=status)


def _with_marks(
    request: HttpRequest, user: User | None, template: str, context: Mapping[str, Any]
) -> str:
    """The page as a reader of the same kind would get it, with slots for what is the reader's."""
    organisation = user.organisation if user else None
    reader = SimpleNamespace(
        is_authenticated=user is not None,
        pk=slot_mark("reader-key"),
        get_username=lambda: slot_mark("reader-name"),
        organisation=organisation
        and SimpleNamespace(name=slot_mark("reader-organisation"), is_demo=organisation.is_demo),
    )
    asked = SimpleNamespace(
        user=reader,
        resolver_match=request.resolver_match,
        get_full_path=lambda: slot_mark("reader-path"),
    )
    frame = {
        "request": asked,
        "user": reader,
        "csrf_token": slot_mark("reader-token"),
        "registration_open": settings.REGISTRATION_OPEN,
    }
    return render_to_string(template, {**frame, **context})
