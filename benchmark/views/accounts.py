from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, logout
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView
from django.core.exceptions import NON_FIELD_ERRORS
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET

from benchmark.actions import accounts as actions
from benchmark.actions.sign_in import (
    PAUSE,
    REGISTERING,
    note_registration,
    too_many_registrations,
)
from benchmark.forms.accounts import PAUSED, FirstSignInForm, RegistrationForm
from benchmark.forms.fields import FieldProblem, field_problems
from config.watch import STAYS

from .form_recovery import as_typed, keeps_typed, sent_to_save

# Two backends are configured; a sign-in without a password must name one.
BACKEND = "django.contrib.auth.backends.ModelBackend"


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
    sent = sent_to_save(request)
    if sent is not None and too_many_registrations(request):
        # Unjudged: what is said of a name would tell whoever looks for names.
        return _registration_page(
            request, RegistrationForm(initial=sent.dict()), wanted, too_many=True
        )
    form = RegistrationForm(sent)
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
            note_registration(request, name=data["username"], user=None)
            form.add_error("username", form.fields["username"].error_messages["taken"])
        else:
            note_registration(request, name=data["username"], user=user)
            login(request, user, backend=BACKEND)
            messages.success(request, gettext("单位已注册，您已登录。"))
            return _go_on(wanted)
    elif form.has_error("username", "taken"):
        note_registration(request, name=form.data["username"], user=None)
    return _registration_page(request, form, wanted)


def _registration_page(
    request: HttpRequest, form: RegistrationForm, wanted: str, *, too_many: bool = False
) -> HttpResponse:
    problems = field_problems(form)
    if too_many:
        text = gettext("从这个网络地址注册的单位太多，请一小时后再试。填写的内容没有保存。")
        problems = [FieldProblem("", text)]
    context = {"form": form, "problems": problems, "next": wanted}
    page = render(request, "benchmark/accounts/register.html", context)
    if too_many:
        page.status_code = 429
        page.headers["Retry-After"] = str(int(REGISTERING.total_seconds()))
    return page


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
    authentication_form = FirstSignInForm
    redirect_authenticated_user = True

    def get_redirect_url(self) -> str:
        """Where the user wanted to go; never back to this page, which would be a loop."""
        wanted = _wanted(self.request)
        return "" if wanted.partition("?")[0] == self.request.path else wanted

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        answer = super().form_valid(form)
        if form.cleaned_data.get("stay"):
            self.request.session[STAYS] = True
            self.request.session.set_expiry(settings.STAY_SIGNED_IN_DAYS * 24 * 60 * 60)
        return answer

    def form_invalid(self, form: AuthenticationForm) -> HttpResponse:
        answer = super().form_invalid(form)
        if form.has_error(NON_FIELD_ERRORS, PAUSED):
            answer.status_code = 429
            answer.headers["Retry-After"] = str(int(PAUSE.total_seconds()))
        return answer


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
