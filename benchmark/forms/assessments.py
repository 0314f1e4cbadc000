"""What an assessment is made of: industry, year, comparators, weights."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from benchmark.current_language import in_current_language
from benchmark.models import Industry
from benchmark.questionnaire.assessment_json import PERIODS, WEIGHT_SUM
from benchmark.scoring.assessment import MAX_COMPARATORS
from benchmark.scoring.framework import OTHER_SECTOR, Framework
from benchmark.scoring.suggestions import (
    Suggestion,
    documented_count,
    documented_text,
    suggest,
)

from .fields import WHOLE, YearField, ask_by_name, offer, page_helper

if TYPE_CHECKING:
    from benchmark.queries.earlier import IndustryWithLastPeriod


class _ClusterChecks(forms.CheckboxSelectMultiple):
    """Checkboxes whose group has an id, so that an error can link to it."""

    def id_for_label(self, id_: str, index: str | None = None) -> str:
        return id_ if index is None else super().id_for_label(id_, index)


class _IndustrySelect(forms.Select):
    """Industries to choose from; each says its field, for which clusters are suggested, and the
    year that comes next."""

    said: Mapping[str, Mapping[str, str | int]] = {}

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **kwargs)
        option["attrs"].update(self.said.get(str(value), {}))
        return option


@dataclass(frozen=True, slots=True)
class SectorSuggestions:
    """Clusters worth comparing with for an industry of one field; the page shows its own."""

    sector: str
    clusters: tuple[Suggestion, ...]
    shown: bool

    @property
    def same_field(self) -> bool:
        """Whether the bulletin names clusters of that field at all."""
        return any(found.same_sector for found in self.clusters)


@dataclass(frozen=True, slots=True)
class ClusterChoice:
    """One checkbox: a reference cluster, and how much the bulletin documents of it."""

    slug: str
    name: str
    note: str
    checked: bool


@dataclass(frozen=True, slots=True)
class SectorChoices:
    """The clusters of one field."""

    slug: str
    name: str
    clusters: tuple[ClusterChoice, ...]


class ComparatorsForm(forms.Form):
    """Up to three reference clusters to compare with."""

    comparators = forms.MultipleChoiceField(
        label=_("比较对象"), required=False, widget=_ClusterChecks
    )

    def __init__(
        self, *args: Any, framework: Framework, sector: str | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.framework, self.sector = framework, sector
        clusters = [(found.slug, in_current_language(found.name)) for found in framework.clusters]
        offer(self, comparators=clusters)

    def clean_comparators(self) -> list[str]:
        chosen: list[str] = list(dict.fromkeys(self.cleaned_data["comparators"]))
        if len(chosen) > MAX_COMPARATORS:
            raise ValidationError(
                gettext("最多选{limit}个，现在选了{count}个。").format(
                    limit=MAX_COMPARATORS, count=len(chosen)
                ),
                code="too_many",
            )
        return chosen

    def suggestions(self) -> list[SectorSuggestions]:
        """Clusters worth comparing with, by field that the industry may have."""
        return [
            SectorSuggestions(sector, suggest(self.framework, sector), sector == self.sector)
            for sector in self.possible_sectors()
        ]

    def possible_sectors(self) -> list[str]:
        return [self.sector] if self.sector else []

    def groups(self) -> list[SectorChoices]:
        """All 25 by field, the industry's own field first."""
        chosen = self["comparators"].value() or []
        sectors = sorted(self.framework.sectors, key=lambda found: found.slug != self.sector)
        return [
            SectorChoices(
                slug=sector.slug,
                name=in_current_language(sector.name),
                clusters=tuple(
                    self._choice(cluster.slug, in_current_language(cluster.name), chosen)
                    for cluster in self.framework.clusters
                    if cluster.sector == sector.slug
                ),
            )
            for sector in sectors
        ]

    def _choice(self, slug: str, name: str, chosen: Collection[str]) -> ClusterChoice:
        note = documented_text(documented_count(self.framework, slug))
        return ClusterChoice(slug, name, in_current_language(note), slug in chosen)


class StartForm(ComparatorsForm):
    """Which industry, existing or new, and which year."""

    industry = forms.ChoiceField(label=_("选择产业"), required=False, widget=_IndustrySelect)
    carry = forms.BooleanField(
        label=_("带入这个产业上一份自评的内容"),
        required=False,
        initial=True,
        help_text=_(
            "评定理由、佐证材料、指标数据、目标和权重带入新草稿，逐项改成新年度的；"
            "没有选比较对象的，沿用原来的。等级不带入，须重新评定。"
        ),
    )
    period = YearField(
        first=PERIODS[0],
        last=PERIODS[1],
        label=_("评估年度"),
        help_text=_("所用数据的年度，例如填2025年报数据即写2025。同一产业每年一份自评。"),
    )

    field_order = ["industry", "carry", "period", "comparators"]

    def __init__(
        self, *args: Any, industries: Sequence[IndustryWithLastPeriod], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.industries = {str(industry.pk): industry for industry in industries}
        existing = [(key, str(industry)) for key, industry in self.industries.items()]
        offer(self, industry=[("", gettext("新建产业（在下面填写）")), *existing])
        self.next_periods = {
            key: min(industry.last_period + 1, PERIODS[1])
            for key, industry in self.industries.items()
            if industry.last_period
        }
        self.fields["industry"].widget.said = {
            key: {"data-sector": industry.sector, "data-next": self.next_periods.get(key, "")}
            for key, industry in self.industries.items()
        }
        ask_by_name(self)
        self.helper = page_helper("period")
        self.industry_helper = page_helper("industry", "carry")

    def possible_sectors(self) -> list[str]:
        """All of them: the field is chosen in the page, and a script shows what fits at once."""
        return [*(sector.slug for sector in self.framework.sectors), OTHER_SECTOR]

    @property
    def chosen_industry(self) -> Industry | None:
        """The existing industry that was chosen, None for a new one."""
        return self.industries.get(str(self["industry"].value() or ""))


class WeightsForm(forms.Form):
    """100 points over the seven traits; all empty means equal weights."""

    def __init__(self, *args: Any, framework: Framework, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.traits = framework.traits
        for trait in framework.traits:
            self.fields[trait.slug] = forms.IntegerField(
                label=in_current_language(trait.name),
                required=False,
                min_value=1,
                max_value=WEIGHT_SUM,
                widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
                error_messages={"invalid": gettext("请填写1至100的整数")},
            )
        self.helper = page_helper()

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        points = [data.get(trait.slug) for trait in self.traits]
        if self.errors or all(value is None for value in points):
            return data
        for trait in self.traits:
            if data.get(trait.slug) is None:
                self.add_error(trait.slug, gettext("七项都要填写，或七项都留空（等权）。"))
        total = sum(value for value in points if value is not None)
        if not self.errors and total != WEIGHT_SUM:
            # Of all seven; said at the first, to which the error summary leads.
            self.add_error(
                self.traits[0].slug,
                ValidationError(
                    gettext("七项权重之和应为{sum}，现为{total}。").format(
                        sum=WEIGHT_SUM, total=total
                    ),
                    code=WHOLE,
                ),
            )
        return data

    def weights(self) -> dict[str, int] | None:
        """Points by trait of a valid form, None for equal weights."""
        points = {trait.slug: self.cleaned_data[trait.slug] for trait in self.traits}
        return points if all(points.values()) else None
