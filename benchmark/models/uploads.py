"""What was uploaded and waits to be confirmed."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from .assessments import Assessment
from .organisations import Organisation

ADDRESS_LENGTH = 32


class Upload(models.Model):
    """A questionnaire, or the ledger of a plan, at an address of its own: shown as often as one
    likes, saved once.

    `address` cannot be guessed. `assessment` is what it is for; None for a new one, until that is
    saved. `content` is what was read of the file, as JSON; nothing once it is saved.
    `state` is the mark of what the draft said then. `left_out` are keys of changes, `replies` what
    was said to its questions; of a ledger, which changes are wanted though the task was changed
    elsewhere too.
    """

    class Kind(models.TextChoices):
        QUESTIONNAIRE = "questionnaire", _("问卷")
        LEDGER = "ledger", _("任务台账")

    address = models.CharField(max_length=ADDRESS_LENGTH, unique=True)
    kind = models.CharField(max_length=13, choices=Kind.choices, default=Kind.QUESTIONNAIRE)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="uploads")
    assessment = models.ForeignKey(
        Assessment, on_delete=models.CASCADE, null=True, blank=True, related_name="uploads"
    )
    content = models.TextField(blank=True)
    state = models.CharField(max_length=64, blank=True)
    left_out = models.JSONField(default=list, blank=True)
    replies = models.JSONField(default=dict, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    saved_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("上传的表格")
        verbose_name_plural = _("上传的表格")

    def __str__(self) -> str:
        return self.address

    def get_absolute_url(self) -> str:
        return reverse(f"{self.kind}-preview", args=[self.address])
