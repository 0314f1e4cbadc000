"""A form sent after the session ended: it carries what was typed until its user signs in again."""

from __future__ import annotations

from django.contrib.auth import login
from django.core.exceptions import NON_FIELD_ERRORS
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from benchmark.forms.accounts import SignInForm
from benchmark.forms.fields import field_problems

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
        login(request, form.get_user())
        return None
    if getattr(request, "axes_locked_out", False):
        # The page that is shown for locked names otherwise would lose what was typed. Whether the
        # password was right is not said.
        request.axes_locked_out = False  # type: ignore[attr-defined]
        form.errors.pop(NON_FIELD_ERRORS, None)
        form.add_error(
            None,
            gettext("这个用户名的密码连续输错多次，为防止他人猜测密码，已暂停登录15分钟。"),
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
    context = {"form": form, "problems": field_problems(form), "carried": carried}
    return render(request, PAGE, context, status=401)
