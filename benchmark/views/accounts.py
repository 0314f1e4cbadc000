from collections.abc import Mapping

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, logout
from django.contrib.auth.views import LoginView
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET

from benchmark.actions import accounts as actions
from benchmark.forms.accounts import RegistrationForm, SignInForm
from benchmark.forms.fields import field_problems
from benchmark.scoring.text import one_name

from .form_recovery import as_typed, keeps_typed, sent_to_save

# Two backends are configured; a sign-in without a password must name one.
BACKEND = "django.contrib.auth.backends.ModelBackend"


# As much of a name as the record of failed sign-ins keeps.
NAME_KEPT = 255


def attempted_name(request: HttpRequest, credentials: Mapping[str, str] | None) -> str:
    """The account whose password is tried: spelling its name otherwise gives no further tries."""
    typed = (credentials or request.POST).get("username") or ""
    return one_name(typed)[:NAME_KEPT]


@sensitive_post_parameters()
@never_cache
@keeps_typed
def register(request: HttpRequest) -> HttpResponse:
    """A new organisation with its first user, who is signed in at once and goes on where the
    sign-in page was met."""
    if not settings.REGISTRATION_OPEN:
        raise Http404
    wanted = _wanted(request)
    if request.user.is_authenticated:
        return _go_on(wanted)
    form = RegistrationForm(sent_to_save(request))
    as_typed(request, form)
    if form.is_valid():
        data = form.cleaned_data
        try:
            user = actions.register(
                organisation=data["organisation"],
                place=data["place"],
                username=data["username"],
                password=data["password"],
                name=data["name"],
            )
        except actions.UsernameTakenError:
            form.add_error("username", form.fields["username"].error_messages["taken"])
        else:
            login(request, user, backend=BACKEND)
            messages.success(request, gettext("单位已注册，您已登录。"))
            return _go_on(wanted)
    context = {"form": form, "problems": field_problems(form), "next": wanted}
    return render(request, "benchmark/accounts/register.html", context)


def _wanted(request: HttpRequest) -> str:
    """Where the user was going, if it is a whole address of this site."""
    address = request.POST.get("next", request.GET.get("next", ""))
    ours = address.startswith("/") and url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return address if ours else ""


def _go_on(wanted: str) -> HttpResponse:
    # Not redirect(): it would take a user's text for the name of a view.
    return HttpResponseRedirect(wanted) if wanted else redirect(settings.LOGIN_REDIRECT_URL)


class _SignIn(LoginView):
    template_name = "benchmark/accounts/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def get_redirect_url(self) -> str:
        """Where the user wanted to go; never back to this page, which would be a loop."""
        wanted = _wanted(self.request)
        return "" if wanted.partition("?")[0] == self.request.path else wanted


sign_in = _SignIn.as_view()


def sign_out(request: HttpRequest) -> HttpResponse:
    """By the button only: an address that is merely visited signs nobody out."""
    if request.method == "POST":
        logout(request)
    return redirect(settings.LOGOUT_REDIRECT_URL)


@never_cache
@require_GET
def sign_in_by_link(request: HttpRequest, uid: str, token: str) -> HttpResponse:
    """The one-time link that the demo prints on the terminal."""
    user = actions.use_one_time_link(uid=uid, token=token)
    if user is None:
        return render(request, "benchmark/accounts/link_void.html", status=410)
    login(request, user, backend=BACKEND)
    return redirect(settings.LOGIN_REDIRECT_URL)
