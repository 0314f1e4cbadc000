"""Registration and sign-in."""

from __future__ import annotations

from typing import Any

from crispy_forms.layout import Fieldset
from django import forms
from django.conf import settings
from django.contrib.auth.forms import AuthenticationForm, UsernameField
from django.contrib.auth.password_validation import validate_password
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from benchmark.actions.sign_in import paused
from benchmark.models import User
from benchmark.models.names import name_key
from benchmark.scoring.text import hides_something

from .fields import PlainTextField, ask_by_name, page_helper
from .passwords import TOO_COMMON

USERNAME_SIGNS = _("用户名只能用汉字、字母、数字和 @ . + - _ ")
# By code: Django's own Chinese is not complete.
PASSWORD_PROBLEMS = {
    "password_too_short": _("太短，至少10个字符。"),
    "password_too_similar": _("与用户名或姓名太相近。"),
    "password_too_common": TOO_COMMON,
    "password_entirely_numeric": _("不能全是数字。"),
}


class RegistrationForm(forms.Form):
    """An organisation and its first user."""

    organisation = PlainTextField(
        label=_("单位名称"),
        max_length=200,
        help_text=_("例如“许昌市工业和信息化局”。评估内容归单位所有，同单位的用户都能查看和填写。"),
    )
    place = PlainTextField(
        label=_("所在地"), max_length=200, help_text=_("市或县（市、区），例如“许昌市”。")
    )
    username = UsernameField(
        label=_("用户名"),
        max_length=150,
        validators=[UnicodeUsernameValidator(message=USERNAME_SIGNS)],
        error_messages={"taken": _("这个用户名已被使用，请换一个。")},
        help_text=_("登录时使用。可用汉字、字母、数字和 @ . + - _ 。"),
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
    )
    name = PlainTextField(
        label=_("姓名（可不填）"), max_length=150, required=False, autocomplete="name"
    )
    password = forms.CharField(
        label=_("密码"),
        help_text=_("至少10个字符，不能全是数字，不要用常见密码或与用户名、姓名相近的内容。"),
        strip=False,
        max_length=1000,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    password_again = forms.CharField(
        label=_("再输一次密码"),
        strip=False,
        max_length=1000,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ask_by_name(self)
        self.fields["password_again"].error_messages["required"] = gettext("请再输一次密码。")
        self.helper = page_helper(
            Fieldset(pgettext_lazy("organisation", "单位"), "organisation", "place"),
            Fieldset(_("第一位用户"), "username", "name", "password", "password_again"),
        )

    def clean_username(self) -> str:
        username: str = self.cleaned_data["username"]
        if hides_something(username):
            raise ValidationError(USERNAME_SIGNS, code="invalid")
        if User.objects.filter(username_key=name_key(username)).exists():
            raise ValidationError(self.fields["username"].error_messages["taken"], code="taken")
        return username

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        password, again = data.get("password"), data.get("password_again")
        if password and again and password != again:
            self.add_error("password_again", _("两次输入的密码不一致。"))
        if password:
            person = User(
                username=data.get("username", ""),
                first_name=data.get("name", ""),
            )
            try:
                validate_password(password, person)
            except ValidationError as error:
                for problem in error.error_list:
                    self.add_error("password", PASSWORD_PROBLEMS.get(problem.code or "", problem))
        return data


PAUSED = "paused"
PAUSED_NAME = _("这个用户名的密码连续输错多次，为防止他人猜测密码，已暂停登录15分钟。")
PAUSED_ADDRESS = _("从这个网络地址登录失败的次数太多，为防止他人猜测密码，已暂停登录15分钟。")


class SignInForm(AuthenticationForm):
    """User name and password."""

    error_messages = {
        "invalid_login": _("用户名或密码不正确。密码区分大小写。"),
        "inactive": _("这个账户已停用，请联系管理员。"),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = _("用户名")
        self.fields["password"].label = _("密码")
        ask_by_name(self)
        self.helper = page_helper()

    def get_invalid_login_error(self) -> ValidationError:
        """Whoever tried too often is told so, and not whether the password was right."""
        why = paused(self.request, self.cleaned_data["username"]) if self.request else None
        if why is None:
            return super().get_invalid_login_error()
        return ValidationError(PAUSED_NAME if why == "name" else PAUSED_ADDRESS, code=PAUSED)


class FirstSignInForm(SignInForm):
    """On the page for it; where a session was over, nobody is asked again."""

    stay = forms.BooleanField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not settings.STAY_SIGNED_IN_DAYS:
            del self.fields["stay"]
            return
        text = gettext("在这台电脑上保持登录{days}天（公用电脑请不要选）")
        self.fields["stay"].label = text.format(days=settings.STAY_SIGNED_IN_DAYS)
