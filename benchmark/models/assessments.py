"""What organisations enter. A draft may be incomplete; it is never lost and never guessed."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from benchmark.current_language import in_current_language
from benchmark.scoring.assessment import ANSWERS, OWN_QUALIFIERS, TARGETS
from benchmark.scoring.framework import OTHER_SECTOR
from benchmark.wording.industry import industry_name

from .framework import Condition, Framework, Indicator, Trait
from .names import NameKey
from .organisations import Organisation

KEY_LENGTH = 32


class Industry(models.Model):
    """A local industry.

    `sector` is a sector's slug or 'other': slugs outlive a version of the framework, and an
    industry is assessed under the next one too.
    """

    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="industries"
    )
    name = models.CharField(_("产业名称"), max_length=200)
    name_en = models.CharField(_("产业英文名称"), max_length=200, blank=True)
    place = models.CharField(_("所在地"), max_length=200)
    name_key = NameKey(of=["place", "name"])
    sector = models.SlugField(_("领域"), max_length=100, default=OTHER_SECTOR)
    description = models.TextField(_("产业简介"), blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("评估产业")
        verbose_name_plural = _("评估产业")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "name_key"], name="one_industry_per_name_and_place"
            )
        ]

    def __str__(self) -> str:
        return in_current_language(industry_name(self))

    def get_absolute_url(self) -> str:
        return reverse("industry-edit", args=[self.pk])


class Assessment(models.Model):
    """自评: one industry, one year, one framework version.

    `comparators` are slugs of clusters and `focus` slugs of traits, at most three each, in the
    order chosen.
    """

    class Status(models.TextChoices):
        DRAFT = "draft", _("草稿")
        SUBMITTED = "submitted", _("已提交")
        REVIEWED = "reviewed", _("已复核")

    industry = models.ForeignKey(Industry, on_delete=models.CASCADE, related_name="assessments")
    framework = models.ForeignKey(Framework, on_delete=models.PROTECT, related_name="assessments")
    period = models.PositiveSmallIntegerField(_("评估年度"))
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.DRAFT)
    comparators = models.JSONField(_("比较对象"), default=list, blank=True)
    focus = models.JSONField(_("领导重点"), default=list, blank=True)
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


class SavedAsTyped(models.Model):
    """What a page saves while it is being typed, by whom and when."""

    updated_at = models.DateTimeField(auto_now=True)
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    # Which open page made the last save, and its how-manieth: a save that is repeated because its
    # answer got lost must not be told that somebody else was faster.
    saved_page = models.CharField(max_length=32, blank=True)
    saved_number = models.PositiveIntegerField(default=0)

    class Meta:
        abstract = True


class Rating(SavedAsTyped):
    """等级评定 of one trait: what is aimed at, and why. Levels are computed, never stored.

    `not_known` is 暂未掌握 for the whole trait. `revision` counts its saves, so that two tabs
    cannot overwrite each other unseen.
    """

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="ratings")
    trait = models.ForeignKey(Trait, on_delete=models.PROTECT)
    not_known = models.BooleanField(_("暂未掌握"), default=False)
    target = models.PositiveSmallIntegerField(_("目标等级"), null=True, blank=True)
    target_year = models.PositiveSmallIntegerField(_("目标年份"), null=True, blank=True)
    rationale = models.TextField(_("说明"), blank=True)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["trait__number"]
        verbose_name = _("等级评定")
        verbose_name_plural = _("等级评定")
        constraints = [
            models.UniqueConstraint(fields=["assessment", "trait"], name="one_rating_per_trait"),
            models.CheckConstraint(
                condition=models.Q(target__isnull=True) | models.Q(target__range=TARGETS),
                name="target_is_a_level",
            ),
        ]

    def __str__(self) -> str:
        return str(self.trait)


class Answer(models.Model):
    """An answer to one condition. An empty `state` is no answer.

    `carried` is what last year's assessment said, in a draft that was begun from it: it is shown
    beside and does not count until somebody confirms it.
    """

    class State(models.TextChoices):
        MET = "met", _("符合")
        NOT_MET = "not_met", _("不符合")
        UNKNOWN = "unknown", _("不掌握")

    rating = models.ForeignKey(Rating, on_delete=models.CASCADE, related_name="answers")
    condition = models.ForeignKey(Condition, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, blank=True)
    carried = models.CharField(max_length=10, choices=State.choices, blank=True)

    class Meta:
        ordering = ["rating", "condition__position"]
        verbose_name = _("条件判断")
        verbose_name_plural = _("条件判断")
        constraints = [
            models.UniqueConstraint(fields=["rating", "condition"], name="one_answer_a_condition"),
            models.CheckConstraint(
                condition=models.Q(state__in=("", *ANSWERS), carried__in=("", *ANSWERS)),
                name="answer_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.condition} {self.get_state_display()}"


class OwnFigure(models.Model):
    """A figure of the organisation's own, in the unit it was given in.

    `key` is made by whoever makes the row and never changes: a save that is repeated adds nothing
    twice. Rows stand in the order of entry.
    """

    class Qualifier(models.TextChoices):
        EXACT = "exact", _("恰为")
        ABOUT = "about", _("约")

    rating = models.ForeignKey(Rating, on_delete=models.CASCADE, related_name="figures")
    key = models.CharField(max_length=KEY_LENGTH)
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="+")
    # Empty only in a draft: a row begun is kept, and the check page asks for its value.
    value = models.DecimalField(_("数值"), max_digits=20, decimal_places=6, null=True, blank=True)
    qualifier = models.CharField(
        _("限定词"), max_length=10, choices=Qualifier.choices, default=Qualifier.EXACT
    )
    unit = models.CharField(_("单位"), max_length=10)
    product = models.CharField(_("产品或口径"), max_length=200, blank=True)
    year = models.PositiveSmallIntegerField(_("年份"), null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("指标数据")
        verbose_name_plural = _("指标数据")
        constraints = [
            models.UniqueConstraint(fields=["rating", "key"], name="figure_key_once"),
            models.CheckConstraint(
                condition=models.Q(qualifier__in=OWN_QUALIFIERS), name="own_qualifier_known"
            ),
            models.CheckConstraint(
                condition=models.Q(value__isnull=True) | models.Q(value__gte=0),
                name="own_value_not_negative",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.value} {self.unit}"


class Evidence(models.Model):
    """佐证材料: proves conditions of any trait and carries figures of any indicator.

    It belongs to the assessment; `trait` is where it was added and is edited. `date` is '2025',
    '2025-03' or '2025-03-18': offices often know only the year. `conditions` and `indicators` are
    lists of slugs. `key` is as an own figure's.
    """

    class Grade(models.IntegerChoices):
        NOT_CHOSEN = 0, _("未选类型")
        OWN_ASSERTION = 1, _("自述")
        OWN_DOCUMENT = 2, _("本单位文件或统计")
        INDEPENDENT = 3, _("上级或第三方材料")

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="evidence")
    key = models.CharField(max_length=KEY_LENGTH)
    trait = models.ForeignKey(Trait, on_delete=models.PROTECT, related_name="+")
    grade = models.PositiveSmallIntegerField(
        _("佐证类型"), choices=Grade.choices, default=Grade.NOT_CHOSEN
    )
    title = models.TextField(_("材料名称"), blank=True)
    source = models.TextField(_("来源"), blank=True)
    date = models.CharField(_("日期"), max_length=10, blank=True)
    url = models.TextField(_("网址或文号"), blank=True)
    conditions = models.JSONField(_("证明的条件"), default=list, blank=True)
    indicators = models.JSONField(_("所载数据"), default=list, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("佐证材料")
        verbose_name_plural = _("佐证材料")
        constraints = [
            models.UniqueConstraint(fields=["assessment", "key"], name="evidence_key_once"),
            models.CheckConstraint(
                condition=models.Q(grade__range=(0, 3)), name="evidence_grade_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_grade_display()} {self.title}"
