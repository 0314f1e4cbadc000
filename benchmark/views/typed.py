"""What was typed into a form that comes at a bad moment is never lost.

The session is over: the page that asks for name and password carries it. The page's token is void,
or only the language is switched: the form is shown again as it was typed, neither judged nor saved.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase, QueryDict
from django.utils import translation
from django.utils.datastructures import MultiValueDict
from django.views.i18n import set_language

from .access import signed_in, wants_json
from .session_over import session_over_page, sign_in_again

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def keeps_typed(view: View[P]) -> View[P]:
    """For a page with a form, which may be sent by the switch of language or with a void token.

    The answer is in the language that came along with the form, and the choice is kept.
    """

    @wraps(view)
    def answer(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not _switches_language(request):
            return view(request, *args, **kwargs)
        language = request.POST["language"]
        with translation.override(language):
            response = view(request, *args, **kwargs)
        response.headers["Content-Language"] = language
        response.cookies.update(set_language(request).cookies)
        return response

    answer.keeps_typed = True  # type: ignore[attr-defined]
    return answer


def own_form(view: View[P]) -> View[P]:
    """The same for a form of one's own organisation, whose session may be over when it is sent."""
    guarded = signed_in(view)

    @keeps_typed
    @wraps(view)
    def answer(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        sent = request.method == "POST" and not wants_json(request)
        if sent and not request.user.is_authenticated:
            # Whoever sent a void token is signed in by nothing that came along with it.
            again = session_over_page(request) if token_is_void(request) else sign_in_again(request)
            if again is not None:
                return again
        return guarded(request, *args, **kwargs)

    return answer


def sent_to_save(request: HttpRequest) -> QueryDict | None:
    """The form that was sent, where it may be judged and saved; else None."""
    if request.method != "POST" or token_is_void(request) or _switches_language(request):
        return None
    return request.POST


def as_typed(request: HttpRequest, *shown: forms.BaseForm) -> None:
    """Fills forms that were made without data with what was typed, for showing them unjudged."""
    if request.method != "POST" or sent_to_save(request) is not None:
        return
    for form in shown:
        form.data = request.POST
        form.initial = {field.name: field.data for field in form}
        form.data = MultiValueDict()


def opened_on(request: HttpRequest, stored: str) -> str:
    """The mark of what the form was opened on: `stored`, that of now, where it opens now."""
    return request.POST.get("opened", stored)


def may_replace(request: HttpRequest) -> str | None:
    """The mark of what a sent form may replace: what it was opened on, or what its user was shown
    since and chose to overwrite."""
    return request.POST.get("overwrite", request.POST.get("opened"))


def token_is_void(request: HttpRequest) -> bool:
    """Whether the form came with a token that does not count: nothing may be written."""
    return getattr(request, "token_is_void", False)


def _switches_language(request: HttpRequest) -> bool:
    return request.method == "POST" and request.POST.get("language") in dict(settings.LANGUAGES)
