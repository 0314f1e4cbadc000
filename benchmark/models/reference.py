"""What the bulletin documents: clusters, facts, practices and their figures. Rows never change."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from benchmark.current_language import in_current_language
from benchmark.scoring.framework import QUALIFIERS, Text

from .framework import Framework, Indicator, Named, Trait


class Sector(Named):
    """领域: one of the five fields of the bulletin."""

    framework = models.ForeignKey(Framework, on_delete=models.CASCADE, related_name="sectors")
    position = models.PositiveSmallIntegerField()
    slug = models.SlugField(max_length=100)

    class Meta:
        ordering = ["framework", "position"]
        verbose_name = _("领域")
        verbose_name_plural = _("领域")
        constraints = [
            models.UniqueConstraint(fields=["framework", "slug"], name="sector_slug_once"),
            models.UniqueConstraint(fields=["framework", "position"], name="sector_position_once"),
        ]


class Cluster(Named):
    """标杆集群: one of the 25; `name_zh` is as in 附表1. `cities` and `products` are
    [{"zh", "en"}]."""

    framework = models.ForeignKey(Framework, on_delete=models.CASCADE, related_name="clusters")
    sector = models.ForeignKey(Sector, on_delete=models.CASCADE, related_name="clusters")
    position = models.PositiveSmallIntegerField()
    slug = models.SlugField(max_length=100)
    province_zh = models.CharField(max_length=50)
    province_en = models.CharField(max_length=50)
    cities = models.JSONField()
    eastern = models.BooleanField()
    products = models.JSONField()

    class Meta:
        ordering = ["framework", "position"]
        verbose_name = _("标杆集群")
        verbose_name_plural = _("标杆集群")
        constraints = [
            models.UniqueConstraint(fields=["framework", "slug"], name="cluster_slug_once"),
            models.UniqueConstraint(fields=["framework", "position"], name="cluster_position_once"),
        ]


class Fact(models.Model):
    """参阅材料所载: one documented example of section 二, cluster x trait, in our words."""

    framework = models.ForeignKey(Framework, on_delete=models.CASCADE, related_name="facts")
    trait = models.ForeignKey(Trait, on_delete=models.CASCADE, related_name="facts")
    cluster = models.ForeignKey(Cluster, on_delete=models.CASCADE, related_name="facts")
    position = models.PositiveSmallIntegerField()
    section = models.CharField(max_length=10)
    statement_zh = models.TextField()
    statement_en = models.TextField()

    class Meta:
        ordering = ["framework", "position"]
        verbose_name = _("参阅材料所载")
        verbose_name_plural = _("参阅材料所载")
        constraints = [
            models.UniqueConstraint(fields=["trait", "cluster"], name="one_fact_per_trait_cluster"),
            models.UniqueConstraint(fields=["framework", "position"], name="fact_position_once"),
        ]

    def __str__(self) -> str:
        statement = Text(zh=self.statement_zh, en=self.statement_en)
        return f"{self.section} {in_current_language(statement)}"


class PracticeCategory(Named):
    """One of the four groups of section 三."""

    framework = models.ForeignKey(Framework, on_delete=models.CASCADE, related_name="categories")
    position = models.PositiveSmallIntegerField()
    slug = models.SlugField(max_length=100)

    class Meta:
        ordering = ["framework", "position"]
        verbose_name = _("经验做法类别")
        verbose_name_plural = _("经验做法类别")
        constraints = [
            models.UniqueConstraint(fields=["framework", "slug"], name="category_slug_once"),
            models.UniqueConstraint(
                fields=["framework", "position"], name="category_position_once"
            ),
        ]


class Practice(models.Model):
    """经验做法: one documented practice of section 三.

    `cluster` is empty where the bulletin ties it to a place only. Our construct are `measure`,
    what to do first, `requirement`, what must be in place, and the slugs of the conditions that
    it helps `directly` and `indirectly`.
    """

    framework = models.ForeignKey(Framework, on_delete=models.CASCADE, related_name="practices")
    category = models.ForeignKey(
        PracticeCategory, on_delete=models.CASCADE, related_name="practices"
    )
    cluster = models.ForeignKey(
        Cluster, on_delete=models.CASCADE, null=True, blank=True, related_name="practices"
    )
    position = models.PositiveSmallIntegerField()
    slug = models.SlugField(max_length=100)
    section = models.CharField(max_length=10)
    place_zh = models.CharField(max_length=50)
    place_en = models.CharField(max_length=50)
    city_zh = models.CharField(max_length=50)
    city_en = models.CharField(max_length=50)
    title_zh = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200)
    summary_zh = models.TextField()
    summary_en = models.TextField()
    measure_zh = models.TextField()
    measure_en = models.TextField()
    requirement_zh = models.TextField()
    requirement_en = models.TextField()
    directly = models.JSONField(default=list, blank=True)
    indirectly = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ["framework", "position"]
        verbose_name = _("经验做法")
        verbose_name_plural = _("经验做法")
        constraints = [
            models.UniqueConstraint(fields=["framework", "slug"], name="practice_slug_once"),
            models.UniqueConstraint(
                fields=["framework", "position"], name="practice_position_once"
            ),
        ]

    def __str__(self) -> str:
        return in_current_language(Text(zh=self.title_zh, en=self.title_en))


class PracticeAction(models.Model):
    """One documented measure of a practice, in our words."""

    practice = models.ForeignKey(Practice, on_delete=models.CASCADE, related_name="actions")
    position = models.PositiveSmallIntegerField()
    text_zh = models.TextField()
    text_en = models.TextField()

    class Meta:
        ordering = ["practice", "position"]
        constraints = [
            models.UniqueConstraint(fields=["practice", "position"], name="action_position_once"),
        ]

    def __str__(self) -> str:
        return in_current_language(Text(zh=self.text_zh, en=self.text_en))


class DocumentedFigure(models.Model):
    """A figure exactly as documented, in the bulletin's unit, of one fact or one practice.

    `key` (F04) names it among the figures of its framework. `printed_*` is how the
    bulletin prints it where the number alone would mislead, else empty.
    """

    fact = models.ForeignKey(
        Fact, on_delete=models.CASCADE, null=True, blank=True, related_name="figures"
    )
    practice = models.ForeignKey(
        Practice, on_delete=models.CASCADE, null=True, blank=True, related_name="figures"
    )
    indicator = models.ForeignKey(
        Indicator, on_delete=models.CASCADE, null=True, blank=True, related_name="documented"
    )
    position = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=20)
    measure_zh = models.CharField(max_length=200)
    measure_en = models.CharField(max_length=200)
    value = models.DecimalField(max_digits=20, decimal_places=6)
    unit = models.CharField(max_length=10)
    qualifier = models.CharField(max_length=10)
    scope = models.CharField(max_length=30)
    product_zh = models.CharField(max_length=200, blank=True)
    product_en = models.CharField(max_length=200, blank=True)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    printed_zh = models.CharField(max_length=100, blank=True)
    printed_en = models.CharField(max_length=100, blank=True)
    note_zh = models.TextField(blank=True)
    note_en = models.TextField(blank=True)

    class Meta:
        ordering = ["fact", "practice", "position"]
        verbose_name = _("参阅材料数据")
        verbose_name_plural = _("参阅材料数据")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(fact__isnull=False, practice__isnull=True)
                | models.Q(fact__isnull=True, practice__isnull=False),
                name="figure_of_one_fact_or_practice",
            ),
            models.UniqueConstraint(
                fields=["fact", "position"],
                condition=models.Q(fact__isnull=False),
                name="fact_figure_position_once",
            ),
            models.UniqueConstraint(
                fields=["practice", "position"],
                condition=models.Q(practice__isnull=False),
                name="practice_figure_position_once",
            ),
            models.CheckConstraint(condition=models.Q(value__gt=0), name="figure_above_zero"),
            models.CheckConstraint(
                condition=models.Q(qualifier__in=QUALIFIERS), name="figure_qualifier_known"
            ),
        ]

    def __str__(self) -> str:
        measure = Text(zh=self.measure_zh, en=self.measure_en)
        return f"{in_current_language(measure)} {self.value.normalize():f} {self.unit}"
