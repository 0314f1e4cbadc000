"""Who may see which pages."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeGuard

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseNotAllowed,
    JsonResponse,
)
from django.shortcuts import redirect, resolve_url
from django.utils.translation import gettext, gettext_lazy

from benchmark.models import Assessment, Edition, Industry, Rating, Upload, User
from benchmark.queries.reports import LoadedReport, load_report

# Said where a page of a draft is saved after its submission.
FROZEN = gettext_lazy("这份自评已经提交，内容不能再改。需要修改时请先退回草稿。")

P = ParamSpec("P")
METHODS = ("GET", "HEAD", "POST")
# What is not there for its reader.
ABSENT = (
    Assessment.DoesNotExist,
    Edition.DoesNotExist,
    Industry.DoesNotExist,
    Rating.DoesNotExist,
    Upload.DoesNotExist,
)


class SignedInRequest(HttpRequest):
    """What a view of one's own organisation is given; a type only, no request is made of it."""

    user: User


def is_signed_in(request: HttpRequest) -> TypeGuard[SignedInRequest]:
    return request.user.is_authenticated


def reference_page(
    view: Callable[Concatenate[HttpRequest, P], HttpResponseBase],
) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """Readable without an account, unless the organisation set REFERENCE_NEEDS_SIGN_IN."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if settings.REFERENCE_NEEDS_SIGN_IN and not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        return view(request, *args, **kwargs)

    return guarded


def signed_in(
    view: Callable[Concatenate[SignedInRequest, P], HttpResponseBase],
) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """For pages of one's own organisation: sign in first; what is not one's own is a 404.

    A script that saves in the background gets a 401 instead, which names the sign-in page or says
    that somebody else is signed in. Forms that browsers send are guarded by their token, which
    changes with every sign-in, and those with text by `form_recovery.own_form`.
    """

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not is_signed_in(request):
            if wants_json(request):
                return JsonResponse({"sign_in": resolve_url(settings.LOGIN_URL)}, status=401)
            if request.method == "POST":
                messages.error(
                    request, gettext("登录已过期，刚才的操作没有执行。请登录后再做一次。")
                )
            return redirect_to_login(request.get_full_path())
        if wants_json(request) and made_for_another(request):
            return JsonResponse(
                {"other_person": True, "message": other_person(request)}, status=401
            )
        if request.method not in METHODS:
            return HttpResponseNotAllowed(METHODS)
        try:
            return view(request, *args, **kwargs)
        except ABSENT as error:
            raise Http404 from error

    return guarded


def made_for_another(request: HttpRequest) -> bool:
    """Whether a form comes from a page that was made for somebody else than who is signed in now,
    as after a sign-in in another tab: nothing of it may be saved."""
    made_for = request.POST.get("made_for") or str(request.user.pk)
    return request.user.is_authenticated and made_for != str(request.user.pk)


def other_person(request: HttpRequest) -> str:
    """What is said of a form that was made for another."""
    text = gettext(
        "没有保存：这一页是用另一个账户打开的，现在登录的是“{name}”。请用原来的账户登录。"
    )
    return text.format(name=request.user.get_username())


def wants_json(request: HttpRequest) -> bool:
    """Whether a script asks; a browser that loads a page prefers HTML."""
    return request.get_preferred_type(["text/html", "application/json"]) == "application/json"


def own_report_or_404(request: HttpRequest, pk: int) -> LoadedReport:
    """The report of an assessment of the user's organisation; another's does not exist."""
    try:
        return load_report(request.user, pk)
    except Assessment.DoesNotExist as absent:
        raise Http404 from absent


def refuse_frozen(request: HttpRequest, assessment: Assessment) -> HttpResponse:
    """Back to an assessment that is no draft any more, saying so."""
    messages.error(request, FROZEN)
    return redirect(assessment)
