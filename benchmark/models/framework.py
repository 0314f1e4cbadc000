"""The framework as published: traits, their conditions and levels. Rows never change."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from benchmark.current_language import in_current_language
from benchmark.scoring.framework import BOUNDS, COMPARES, Text


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
    `reference_set` says which clusters these are: {"name", "status", "selected", "source",
    "source_date", "grown"}, its texts as {"zh", "en"}.
    """

    slug = models.SlugField(max_length=100, unique=True)
    version = models.CharField(max_length=20)
    rule_zh = models.TextField()
    rule_en = models.TextField()
    ladder = models.JSONField()
    reference_set = models.JSONField()
    digest = models.CharField(max_length=64, unique=True)
    published_on = models.DateField(help_text=_("载入本系统的日期"))

    class Meta:
        ordering = ["-published_on", "-pk"]
        verbose_name = _("对标指标体系")
        verbose_name_plural = _("对标指标体系")


class Trait(Named):
    """特征: one of seven. A structural one is rated, and cannot be acted on.

    `general` is the bulletin's general statement of `section`.
    """

    framework = models.ForeignKey(Framework, on_delete=models.CASCADE, related_name="traits")
    slug = models.SlugField(max_length=100)
    number = models.PositiveSmallIntegerField()
    structural = models.BooleanField(default=False)
    section = models.CharField(max_length=10)
    general_zh = models.TextField()
    general_en = models.TextField()
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


class Indicator(Named):
    """指标: what a figure measures, in which unit, and who has it."""

    class Direction(models.TextChoices):
        MORE_IS_BETTER = "+", _("越大越好")
        LESS_IS_BETTER = "-", _("越小越好")

    trait = models.ForeignKey(Trait, on_delete=models.CASCADE, related_name="indicators")
    position = models.PositiveSmallIntegerField()
    slug = models.SlugField(max_length=100)
    unit = models.CharField(max_length=10)
    direction = models.CharField(max_length=1, choices=Direction.choices)
    compare = models.CharField(max_length=20)
    per_product = models.BooleanField()
    definition_zh = models.TextField()
    definition_en = models.TextField()
    data_source_zh = models.TextField()
    data_source_en = models.TextField()
    holder_zh = models.CharField(max_length=200)
    holder_en = models.CharField(max_length=200)

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
            models.CheckConstraint(
                condition=models.Q(compare__in=COMPARES), name="indicator_compare_known"
            ),
        ]


class Condition(models.Model):
    """条件: what can be checked yes or no, a statement or a figure with its threshold.

    `implies` and `documented` are lists of slugs and of figure keys. `holder` has the data and
    `proof` shows it.
    """

    class Kind(models.TextChoices):
        STATEMENT = "statement", _("陈述")
        FIGURE = "figure", _("数据")

    trait = models.ForeignKey(Trait, on_delete=models.CASCADE, related_name="conditions")
    position = models.PositiveSmallIntegerField()
    slug = models.SlugField(max_length=100)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    text_zh = models.TextField()
    text_en = models.TextField()
    indicator = models.ForeignKey(
        Indicator, on_delete=models.CASCADE, null=True, blank=True, related_name="conditions"
    )
    threshold = models.DecimalField(max_digits=20, decimal_places=6, null=True, blank=True)
    bound = models.CharField(max_length=10, blank=True)
    printed_zh = models.CharField(max_length=100, blank=True)
    printed_en = models.CharField(max_length=100, blank=True)
    implies = models.JSONField(default=list, blank=True)
    documented = models.JSONField(default=list, blank=True)
    holder_zh = models.CharField(max_length=200)
    holder_en = models.CharField(max_length=200)
    proof_zh = models.TextField()
    proof_en = models.TextField()
    note_zh = models.TextField(blank=True)
    note_en = models.TextField(blank=True)

    class Meta:
        ordering = ["trait", "position"]
        verbose_name = _("条件")
        verbose_name_plural = _("条件")
        constraints = [
            models.UniqueConstraint(fields=["trait", "slug"], name="condition_slug_once"),
            models.UniqueConstraint(fields=["trait", "position"], name="condition_position_once"),
            models.CheckConstraint(
                condition=models.Q(
                    kind="statement", indicator__isnull=True, threshold__isnull=True, bound=""
                )
                | models.Q(
                    kind="figure",
                    indicator__isnull=False,
                    threshold__isnull=False,
                    threshold__gt=0,
                    bound__in=BOUNDS,
                ),
                name="threshold_exactly_of_figures",
            ),
        ]

    def __str__(self) -> str:
        return in_current_language(Text(zh=self.text_zh, en=self.text_en))


class Level(Named):
    """等级: one rung of a trait's ladder, and whether it is the bulletin's or ours.

    `routes` is a list of {"conditions", "examples", "figures", "also_documented"}, each a list of
    slugs or of figure keys; any of the routes will do.
    """

    class Basis(models.TextChoices):
        BULLETIN = "bulletin", _("依据参阅材料")
        CONSTRUCT = "construct", _("本报告设定")

    trait = models.ForeignKey(Trait, on_delete=models.CASCADE, related_name="levels")
    level = models.PositiveSmallIntegerField()
    basis = models.CharField(max_length=10, choices=Basis.choices)
    routes = models.JSONField(default=list, blank=True)

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
        return f"{self.level} {in_current_language(self.name)}"
