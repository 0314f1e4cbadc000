"""The framework as published: traits, their rubric, their indicators. Rows never change."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from benchmark.current_language import in_current_language
from benchmark.scoring.framework import Text


class Named(models.Model):
    """A name in both languages of the product."""

    name_zh = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return in_current_language(self.name)

    @property
    def name(self) -> Text:
        return Text(zh=self.name_zh, en=self.name_en)


class Framework(Named):
    """对标指标体系: one published version with its whole reference set.

    A published version never changes; a changed one is a new row with a new slug. `digest` is
    the SHA-256 of the content. `ladder` is [{"zh", "en"}], the names of levels 1 to 5.
    """

    slug = models.SlugField(max_length=100, unique=True)
    version = models.CharField(max_length=20)
    rule_zh = models.TextField()
    rule_en = models.TextField()
    ladder = models.JSONField()
    digest = models.CharField(max_length=64, unique=True)
    published_on = models.DateField(help_text=_("载入本系统的日期"))

    class Meta:
        ordering = ["-published_on", "-pk"]
        verbose_name = _("对标指标体系")
        verbose_name_plural = _("对标指标体系")


class Trait(Named):
    """特征: one of seven. A structural one is rated, and cannot be acted on."""

    framework = models.ForeignKey(Framework, on_delete=models.CASCADE, related_name="traits")
    slug = models.SlugField(max_length=100)
    number = models.PositiveSmallIntegerField()
    structural = models.BooleanField(default=False)
    note_zh = models.TextField()
    note_en = models.TextField()

    class Meta:
        ordering = ["framework", "number"]
        verbose_name = _("特征")
        verbose_name_plural = _("特征")
        constraints = [
            models.UniqueConstraint(fields=["framework", "slug"], name="trait_slug_once"),
            models.UniqueConstraint(fields=["framework", "number"], name="trait_number_once"),
        ]


class Level(models.Model):
    """等级: one rung of a trait's rubric, and whether its wording is the bulletin's or ours."""

    class Basis(models.TextChoices):
        BULLETIN = "bulletin", _("依据参阅材料")
        CONSTRUCT = "construct", _("本系统设定")

    trait = models.ForeignKey(Trait, on_delete=models.CASCADE, related_name="levels")
    level = models.PositiveSmallIntegerField()
    text_zh = models.TextField()
    text_en = models.TextField()
    basis = models.CharField(max_length=10, choices=Basis.choices)

    class Meta:
        ordering = ["trait", "level"]
        verbose_name = _("等级")
        verbose_name_plural = _("等级")
        constraints = [
            models.UniqueConstraint(fields=["trait", "level"], name="level_once"),
            models.CheckConstraint(
                condition=models.Q(level__range=(1, 5)), name="level_from_1_to_5"
            ),
            models.CheckConstraint(
                condition=models.Q(basis__in=["bulletin", "construct"]), name="level_basis_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.level} {in_current_language(Text(zh=self.text_zh, en=self.text_en))}"


class Indicator(Named):
    """指标: what a figure measures. Fixes unit and scope, so that figures compare."""

    class Direction(models.TextChoices):
        MORE_IS_BETTER = "+", _("越大越好")
        LESS_IS_BETTER = "-", _("越小越好")

    trait = models.ForeignKey(Trait, on_delete=models.CASCADE, related_name="indicators")
    position = models.PositiveSmallIntegerField()
    slug = models.SlugField(max_length=100)
    unit = models.CharField(max_length=10)
    scope = models.CharField(max_length=30)
    direction = models.CharField(max_length=1, choices=Direction.choices)
    definition_zh = models.TextField()
    definition_en = models.TextField()
    data_source_zh = models.TextField()
    data_source_en = models.TextField()

    class Meta:
        ordering = ["trait", "position"]
        verbose_name = _("指标")
        verbose_name_plural = _("指标")
        constraints = [
            models.UniqueConstraint(fields=["trait", "slug"], name="indicator_slug_once"),
            models.UniqueConstraint(fields=["trait", "position"], name="indicator_position_once"),
            models.CheckConstraint(
                condition=models.Q(direction__in=["+", "-"]), name="indicator_direction_known"
            ),
        ]
