"""What happened to accounts and who took what away: kept for those who have to answer for it."""

from __future__ import annotations

from django.db import models
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from .names import NameKey


class SecurityEvent(models.Model):
    """One line of the security log. It names people and outlives their accounts."""

    class Kind(models.TextChoices):
        SIGN_IN = "sign-in", _("登录")
        SIGN_IN_FAILED = "sign-in-failed", _("登录失败")
        SIGN_IN_PAUSED = "sign-in-paused", _("暂停登录")
        SIGN_OUT = "sign-out", _("退出")
        IDLE = "idle", _("久未操作，自动退出")
        REGISTERED = "registered", _("注册单位")
        REGISTRATION_FAILED = "registration-failed", _("注册未成")
        ACCOUNT = "account", _("账户变动")
        REFUSED = "refused", _("拒绝访问")
        DOWNLOAD = "download", _("下载")

    at = models.DateTimeField(_("时间"), default=now)
    kind = models.CharField(_("事项"), max_length=20, choices=Kind.choices)
    name = models.CharField(_("用户名"), max_length=150, blank=True)
    name_key = NameKey(of=["name"])
    address = models.GenericIPAddressField(_("网络地址"), null=True)
    # Of a browser in which this person has signed in before; see actions.sign_in.
    device = models.CharField(max_length=32, blank=True, editable=False)
    detail = models.CharField(_("内容"), max_length=300, blank=True)
    request = models.CharField(_("请求编号"), max_length=64, blank=True)

    class Meta:
        verbose_name = _("安全日志")
        verbose_name_plural = _("安全日志")
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["at"]),
            models.Index(fields=["kind", "address", "at"]),
            models.Index(fields=["kind", "name_key", "at"]),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M:%S} {self.kind} {self.name}"
