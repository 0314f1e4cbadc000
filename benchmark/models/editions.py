"""What a submitted assessment said, as it was handed out."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .assessments import Assessment


class Edition(models.Model):
    """版次: the report as it stood when it was submitted. Never changed.

    `content` is what every format renders, as `reports.kept` writes it, with input and result.
    `framework`, its version, `method_version` and `reference_date`, the source's date, say what it
    was made with. `of_plan`: what is submitted took in its plan, nothing else changed. `stage` to
    `gaps` are the result's, for lists.
    """

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="editions")
    number = models.PositiveSmallIntegerField(_("版次"))
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    of_plan = models.BooleanField(default=False)
    framework = models.SlugField(max_length=100)
    framework_version = models.CharField(max_length=20)
    method_version = models.CharField(max_length=20)
    reference_date = models.CharField(max_length=10)
    stage = models.PositiveSmallIntegerField(null=True)
    stage_low = models.PositiveSmallIntegerField()
    stage_high = models.PositiveSmallIntegerField()
    gaps = models.PositiveSmallIntegerField()
    content = models.BinaryField()

    class Meta:
        ordering = ["assessment", "number"]
        verbose_name = _("版次")
        verbose_name_plural = _("版次")
        constraints = [
            models.UniqueConstraint(fields=["assessment", "number"], name="edition_number_once"),
            models.CheckConstraint(
                condition=models.Q(number__gte=1), name="edition_counts_from_one"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assessment} {self.number}"
