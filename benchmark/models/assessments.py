"""What organisations enter. A draft may be incomplete; it is never lost and never guessed."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from benchmark.scoring.framework import OTHER_SECTOR

from .framework import Framework, Indicator, Trait
from .organisations import Organisation
from .reference import Cluster

LEVEL = [MinValueValidator(1), MaxValueValidator(5)]


class Industry(models.Model):
    """A local industry.

    `sector` is a sector's slug or 'other': slugs outlive a version of the framework, and an
    industry is assessed under the next one too.
    """

    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="industries"
    )
    name = models.CharField(_("产业名称"), max_length=200)
    place = models.CharField(_("所在地"), max_length=200)
    sector = models.SlugField(_("领域"), max_length=100, default=OTHER_SECTOR)
    description = models.TextField(_("产业简介"), blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("评估产业")
        verbose_name_plural = _("评估产业")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "place", "name"], name="one_industry_per_name_and_place"
            )
        ]

    def __str__(self) -> str:
        return f"{self.place}{self.name}"

    def get_absolute_url(self) -> str:
        return reverse("industry-edit", args=[self.pk])


class Assessment(models.Model):
    """自评: one industry, one year, one framework version.

    `revision` counts saves of anything inside; a form that was opened on an older revision is
    told so instead of overwriting. `weights` is points per trait slug, or null for equal ones.
    """

    class Status(models.TextChoices):
        DRAFT = "draft", _("草稿")
        SUBMITTED = "submitted", _("已提交")
        REVIEWED = "reviewed", _("已复核")

    industry = models.ForeignKey(Industry, on_delete=models.CASCADE, related_name="assessments")
    framework = models.ForeignKey(Framework, on_delete=models.PROTECT, related_name="assessments")
    period = models.PositiveSmallIntegerField(_("评估年度"))
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.DRAFT)
    weights = models.JSONField(null=True, blank=True)
    comparators: models.ManyToManyField[Cluster, Comparator] = models.ManyToManyField(
        Cluster, through="Comparator"
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    submitted_at = models.DateTimeField(null=True, blank=True)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    reviewed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-updated_at", "-pk"]
        verbose_name = _("自评")
        verbose_name_plural = _("自评")
        constraints = [
            models.UniqueConstraint(
                fields=["industry", "period", "framework"], name="one_assessment_per_year"
            ),
            models.CheckConstraint(
                condition=models.Q(status__in=["draft", "submitted", "reviewed"]),
                name="assessment_status_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.industry} {self.period}"

    def get_absolute_url(self) -> str:
        return reverse("assessment", args=[self.pk])

    @property
    def is_draft(self) -> bool:
        return self.status == self.Status.DRAFT


class Comparator(models.Model):
    """A reference cluster chosen for comparison; at most three, in the order chosen."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE)
    cluster = models.ForeignKey(Cluster, on_delete=models.PROTECT)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["assessment", "cluster"], name="comparator_once"),
            models.CheckConstraint(
                condition=models.Q(position__range=(1, 3)), name="at_most_three_comparators"
            ),
        ]

    def __str__(self) -> str:
        return str(self.cluster)


class Rating(models.Model):
    """等级评定 of one trait. `revision` counts its saves, so that two tabs cannot overwrite each
    other unseen."""

    class State(models.TextChoices):
        UNANSWERED = "unanswered", _("未填写")
        UNKNOWN = "unknown", _("暂未掌握")
        RATED = "rated", _("已评定")

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="ratings")
    trait = models.ForeignKey(Trait, on_delete=models.PROTECT)
    state = models.CharField(max_length=10, choices=State.choices, default=State.UNANSWERED)
    claim = models.PositiveSmallIntegerField(_("自评等级"), null=True, blank=True, validators=LEVEL)
    target = models.PositiveSmallIntegerField(
        _("目标等级"), null=True, blank=True, validators=LEVEL
    )
    target_year = models.PositiveSmallIntegerField(_("目标年份"), null=True, blank=True)
    rationale = models.TextField(_("评定理由"), blank=True)
    revision = models.PositiveIntegerField(default=0)
    updated_at = models.DateTimeField(auto_now=True)
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    # Which open page made the last save, and its how-manieth: a save that is repeated because its
    # answer got lost must not be told that somebody else was faster.
    saved_page = models.CharField(max_length=32, blank=True)
    saved_number = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["trait__number"]
        verbose_name = _("等级评定")
        verbose_name_plural = _("等级评定")
        constraints = [
            models.UniqueConstraint(fields=["assessment", "trait"], name="one_rating_per_trait"),
            models.CheckConstraint(
                condition=models.Q(state="rated", claim__range=(1, 5))
                | models.Q(state__in=["unanswered", "unknown"], claim__isnull=True),
                name="claim_exactly_where_rated",
            ),
            models.CheckConstraint(
                condition=models.Q(target__isnull=True) | models.Q(target__range=(1, 5)),
                name="target_is_a_level",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.trait} {self.get_state_display()} {self.claim or ''}".strip()


class Evidence(models.Model):
    """佐证材料. `date` is '2025', '2025-03' or '2025-03-18': offices often know only the year."""

    class Grade(models.IntegerChoices):
        OWN_ASSERTION = 1, _("自述")
        OWN_DOCUMENT = 2, _("本单位文件或统计")
        INDEPENDENT = 3, _("独立公开材料")

    rating = models.ForeignKey(Rating, on_delete=models.CASCADE, related_name="evidence")
    position = models.PositiveSmallIntegerField(default=0)
    grade = models.PositiveSmallIntegerField(_("佐证类型"), choices=Grade.choices)
    title = models.TextField(_("材料名称"), blank=True)
    source = models.TextField(_("来源"), blank=True)
    date = models.CharField(_("日期"), max_length=10, blank=True)
    url = models.TextField(_("网址"), blank=True)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("佐证材料")
        verbose_name_plural = _("佐证材料")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(grade__in=[1, 2, 3]), name="evidence_grade_known"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_grade_display()} {self.title}"


class OwnFigure(models.Model):
    """A figure of the organisation's own, in the unit it was given in."""

    class Qualifier(models.TextChoices):
        EXACT = "exact", _("恰为")
        ABOUT = "about", _("约")
        NEAR = "near", _("接近")
        MORE_THAN = "more_than", _("超过")
        AT_LEAST = "at_least", _("不少于")
        RANK = "rank", _("位次")

    rating = models.ForeignKey(Rating, on_delete=models.CASCADE, related_name="figures")
    position = models.PositiveSmallIntegerField(default=0)
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT)
    # Empty only in a draft: a row begun is kept, and the check page asks for its value.
    value = models.DecimalField(_("数值"), max_digits=20, decimal_places=6, null=True, blank=True)
    qualifier = models.CharField(
        _("限定词"), max_length=10, choices=Qualifier.choices, default=Qualifier.EXACT
    )
    unit = models.CharField(_("单位"), max_length=10)
    product = models.CharField(_("产品或口径"), max_length=200, blank=True)
    year = models.PositiveSmallIntegerField(_("年份"), null=True, blank=True)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("指标数据")
        verbose_name_plural = _("指标数据")

    def __str__(self) -> str:
        return f"{self.indicator} {self.value} {self.unit}"
