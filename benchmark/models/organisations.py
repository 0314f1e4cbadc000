"""Who uses the product: organisations and their people."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.models import AbstractUser, UserManager
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .names import NameKey, name_key, seen


class Organisation(models.Model):
    """A bureau. Everything that is entered belongs to exactly one."""

    name = models.CharField(_("单位名称"), max_length=200, validators=[seen])
    place = models.CharField(_("所在地"), max_length=200, validators=[seen])
    is_demo = models.BooleanField(_("演示数据"), default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = pgettext_lazy("organisation", "单位")
        verbose_name_plural = pgettext_lazy("organisation", "单位")

    def __str__(self) -> str:
        return self.name


class PeopleManager(UserManager["User"]):
    """Every page names the user's organisation: it comes with the user, in one query."""

    use_in_migrations = False

    def get_queryset(self) -> QuerySet[User]:
        return super().get_queryset().select_related("organisation")

    def get_by_natural_key(self, username: str | None) -> User:
        """Whoever signs in need not remember how the name was typed."""
        return self.get(username_key=name_key(username or ""))


class User(AbstractUser):
    """A person with an account. Site administrators alone may be without an organisation."""

    objects: ClassVar[PeopleManager] = PeopleManager()

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="users"
    )
    # Sign-in names are one however they are typed.
    username_key = NameKey(of=["username"])

    class Meta:
        verbose_name = _("用户")
        verbose_name_plural = _("用户")
        constraints = [
            models.UniqueConstraint(fields=["username_key"], name="one_account_per_name")
        ]

    def clean(self) -> None:
        super().clean()
        # None where a form refused it already.
        namesakes = User.objects.filter(username_key=name_key(self.username or ""))
        if taken := namesakes.exclude(pk=self.pk).first():
            text = _("与已有的用户名“{name}”是同一个名称（不分大小写、全角半角）。")
            raise ValidationError({"username": text.format(name=taken.username)}, code="taken")
