"""What was typed into a form that comes at a bad moment is never lost.

The session is over, or somebody else has signed in since: the page that asks for name and password
carries it. The page's token is void, or only the language is switched: the form is shown again as
it was typed, neither judged nor saved.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django import forms
from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse, QueryDict
from django.middleware.csrf import get_token
from django.shortcuts import render, resolve_url
from django.utils import translation
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext
from django.views.csrf import csrf_failure as plain_page
from django.views.i18n import set_language

from benchmark.forms.accounts import SignInForm
from benchmark.forms.fields import field_problems

from .access import SignedInRequest, made_for_another, signed_in, wants_json
from .errors import refusal

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]
OwnView = Callable[Concatenate[SignedInRequest, P], HttpResponseBase]


def keeps_typed(view: View[P]) -> View[P]:
    """For a page with a form, which may be sent by the switch of language or with a void token.

    The answer is in the language that came along with the form, and the choice is kept.
    """

    @wraps(view)
    def answer(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not _switches_language(request):
            return view(request, *args, **kwargs)
        language = request.POST["language"]
        with translation.override(language):
            response = view(request, *args, **kwargs)
        response.headers["Content-Language"] = language
        response.cookies.update(set_language(request).cookies)
        return response

    answer.keeps_typed = True  # type: ignore[attr-defined]  # a mark of ours on the view
    return answer


def own_form(view: OwnView[P]) -> View[P]:
    """The same for a form of one's own organisation: when it is sent, the session of the person
    for whom it was made may be over, or another's have begun."""
    guarded = signed_in(view)

    @keeps_typed
    @wraps(view)
    def answer(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        sent = request.method == "POST" and not wants_json(request)
        if sent and (not request.user.is_authenticated or made_for_another(request)):
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
    return request.POST.get("opened", "") if request.method == "POST" else stored


def may_replace(request: HttpRequest) -> str:
    """The mark of what a sent form may replace: what it was opened on, or what its user was shown
    since and chose to overwrite. Without one it may replace nothing."""
    return request.POST.get("overwrite", request.POST.get("opened", ""))


def token_is_void(request: HttpRequest) -> bool:
    """Whether the form came with a token that does not count: nothing may be written."""
    return getattr(request, "token_is_void", False)


def _switches_language(request: HttpRequest) -> bool:
    return request.method == "POST" and request.POST.get("language") in dict(settings.LANGUAGES)


PAGE = "benchmark/accounts/session_over.html"
# Asked for anew by the page, never carried.
OWN_FIELDS = ("csrfmiddlewaretoken", "username", "password", "language")


def sign_in_again(request: HttpRequest) -> HttpResponse | None:
    """Sign in with the name and password that came along with the form; None once that is done.

    Otherwise the page that asks for them and carries the form.
    """
    if "password" not in request.POST or "language" in request.POST:
        return session_over_page(request)
    form = SignInForm(request, data=request.POST)
    if form.is_valid():
        if request.POST.get("made_for", "") in ("", str(form.get_user().pk)):
            login(request, form.get_user())
            return None
        form.add_error(
            None, gettext("这一页是用另一个账户打开的，请用那个账户登录，填写的内容才能保存。")
        )
    return session_over_page(request, form)


def session_over_page(request: HttpRequest, form: SignInForm | None = None) -> HttpResponse:
    """The page itself; it signs nobody in."""
    form = form or SignInForm(request, initial={"username": request.POST.get("username", "")})
    carried = [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if name not in OWN_FIELDS
    ]
    context = {
        "form": form,
        "problems": field_problems(form),
        "carried": carried,
        "another": request.user.get_username() if made_for_another(request) else "",
    }
    return render(request, PAGE, context, status=401)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponseBase:
    """A void token is mostly a page older than the last sign-in: a page with a form keeps what
    was typed, for its user to send again. A form from another site gets the plain page."""
    match = request.resolver_match
    # Refusals for the sending site's sake speak of its origin or referer instead.
    about_token = reason.startswith("CSRF ")
    if match is None or not about_token or not getattr(match.func, "keeps_typed", False):
        if wants_json(request):
            return refusal(403, gettext("请求不是从本系统的页面发来的，请刷新本页或告诉管理员"))
        return plain_page(request, reason=reason)
    if not wants_json(request):
        request.token_is_void = True  # type: ignore[attr-defined]  # a mark of ours
        response: HttpResponseBase = match.func(request, *match.args, **match.kwargs)
        if response.status_code == 200:
            response.status_code = 403
        return response
    # The answer brings a token that counts; the script sends again with it.
    get_token(request)
    if request.user.is_authenticated:
        return JsonResponse({"expired": True}, status=403)
    return JsonResponse({"sign_in": resolve_url(settings.LOGIN_URL)}, status=401)
