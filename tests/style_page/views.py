"""Every component in every state, and every error page, for those who develop the product."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.template.loader import get_template, render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.views.csrf import csrf_failure
from django.views.decorators.http import require_safe
from django.views.defaults import page_not_found, permission_denied

from benchmark.forms.accounts import RegistrationForm
from benchmark.queries.framework import current_framework
from benchmark.views.errors import bad_request, plain_page

from .specimens import States, page_specimens, specimens

ROOT = "benchmark/"
FOLDER = f"{ROOT}components/"
# The comment at the head of a partial, in either of Django's two ways to write one.
HEAD = re.compile(r"\{%\s*comment\s*%\}(.*?)\{%\s*endcomment\s*%\}|\{#(.*?)#\}", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Component:
    """A partial: its file's name, what its head says of it, and its states as (name, markup)."""

    name: str
    about: str
    states: tuple[tuple[str, SafeString], ...]


@require_safe
def components(request: HttpRequest) -> HttpResponseBase:
    framework = current_framework()
    context = {
        "components": _shown(request, FOLDER, specimens(framework)),
        "parts": _shown(request, ROOT, page_specimens(framework)),
        "forms": [RegistrationForm(prefix="empty"), RegistrationForm({}, prefix="refused")],
        "errors": [(name, reverse("style-page-error", args=[name])) for name in ERROR_PAGES],
    }
    return render(request, "style_page/style_page.html", context)


@require_safe
def error_page(request: HttpRequest, name: str) -> HttpResponseBase:
    """An error page as it comes when something goes wrong, which is hard to bring about."""
    if name not in ERROR_PAGES:
        raise Http404
    return ERROR_PAGES[name](request)


def _shown(request: HttpRequest, folder: str, found: Mapping[str, States]) -> list[Component]:
    return [
        Component(
            name=name,
            about=_about(folder + name),
            states=tuple(
                (state, render_to_string(folder + name, {**values, "request": request}))
                for state, values in states.items()
            ),
        )
        for name, states in sorted(found.items())
    ]


def _about(path: str) -> str:
    found = HEAD.search(get_template(path).template.source)
    return (found[1] or found[2]).strip() if found else ""


# By the name of the template.
ERROR_PAGES: dict[str, Callable[[HttpRequest], HttpResponseBase]] = {
    "400": lambda request: bad_request(request, SuspiciousOperation()),
    "403": lambda request: permission_denied(request, PermissionDenied()),
    "403_csrf": lambda request: csrf_failure(request),
    "404": lambda request: page_not_found(request, Http404()),
    "411": lambda request: plain_page(request, 411),
    "413": lambda request: plain_page(request, 413),
    "500": lambda request: plain_page(request, 500),
    "503": lambda request: plain_page(request, 503),
}
