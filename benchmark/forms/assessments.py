"""What an assessment is made of: industry, year, what it is compared with, what matters most."""

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
from benchmark.scoring.assessment import MAX_COMPARATORS, MAX_FOCUS, YEARS
from benchmark.scoring.framework import OTHER_SECTOR, Cluster, Framework, Text
from benchmark.scoring.suggestions import documented_count, documented_text, suggest

from .fields import YearField, ask_by_name, offer, page_helper

if TYPE_CHECKING:
    from benchmark.queries.earlier import IndustryWithLastPeriod


class _Checks(forms.CheckboxSelectMultiple):
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
class ClusterChoice:
    """One checkbox: a reference cluster, and why it is worth comparing with or how much the
    bulletin documents of it. `above` says that it stands among those suggested."""

    slug: str
    name: str
    note: str
    checked: bool
    above: bool = False


@dataclass(frozen=True, slots=True)
class SectorSuggestions:
    """Clusters worth comparing with for an industry of one field; the page shows its own.

    `same_field` says whether the bulletin names clusters of that field at all.
    """

    sector: str
    clusters: tuple[ClusterChoice, ...]
    shown: bool
    same_field: bool


@dataclass(frozen=True, slots=True)
class SectorChoices:
    """The checkboxes of one field."""

    slug: str
    name: str
    clusters: tuple[ClusterChoice, ...]

    @property
    def opened(self) -> bool:
        return any(choice.checked and not choice.above for choice in self.clusters)


class SettingsForm(forms.Form):
    """Up to three reference clusters to compare with, and up to three traits that matter most."""

    comparators = forms.MultipleChoiceField(label=_("比较对象"), required=False, widget=_Checks)
    focus = forms.MultipleChoiceField(label=_("领导重点"), required=False, widget=_Checks)

    def __init__(
        self, *args: Any, framework: Framework, sector: str | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.framework, self.sector = framework, sector
        self.acting = [trait for trait in framework.traits if not trait.structural]
        offer(
            self,
            comparators=[(c.slug, in_current_language(c.name)) for c in framework.clusters],
            focus=[(t.slug, in_current_language(t.name)) for t in self.acting],
        )

    def clean_comparators(self) -> list[str]:
        return _at_most(MAX_COMPARATORS, self.cleaned_data["comparators"])

    def clean_focus(self) -> list[str]:
        return _at_most(MAX_FOCUS, self.cleaned_data["focus"])

    @property
    def chosen(self) -> list[str]:
        """The clusters that stand ticked."""
        return list(self["comparators"].value() or [])

    def suggestions(self) -> list[SectorSuggestions]:
        """Clusters worth comparing with, by field that the industry may have; those of another
        field than the industry's stand ticked, for when it is chosen."""
        return [self._suggestions(sector) for sector in self.possible_sectors()]

    def possible_sectors(self) -> list[str]:
        return [self.sector] if self.sector else []

    def groups(self) -> list[SectorChoices]:
        """All 25 by field, the industry's own field first."""
        chosen = self.chosen
        above = {found.cluster.slug for found in suggest(self.framework, self.sector or "")}
        sectors = sorted(self.framework.sectors, key=lambda found: found.slug != self.sector)
        return [
            SectorChoices(
                slug=sector.slug,
                name=in_current_language(sector.name),
                clusters=tuple(
                    self._choice(cluster, chosen, above if self.sector else ())
                    for cluster in self.framework.clusters
                    if cluster.sector == sector.slug
                ),
            )
            for sector in sectors
        ]

    def focus_choices(self) -> list[tuple[str, str, bool]]:
        """Slug, name and whether it is ticked."""
        chosen = self["focus"].value() or []
        return [(t.slug, in_current_language(t.name), t.slug in chosen) for t in self.acting]

    def _suggestions(self, sector: str) -> SectorSuggestions:
        shown, found = sector == self.sector, suggest(self.framework, sector)
        chosen = self.chosen if shown else [each.cluster.slug for each in found]
        return SectorSuggestions(
            sector=sector,
            clusters=tuple(
                ClusterChoice(
                    slug=each.cluster.slug,
                    name=in_current_language(each.cluster.name),
                    note=in_current_language(each.reason),
                    checked=each.cluster.slug in chosen,
                )
                for each in found
            ),
            shown=shown,
            same_field=any(each.same_sector for each in found),
        )

    def _choice(
        self, cluster: Cluster, chosen: Collection[str], above: Collection[str]
    ) -> ClusterChoice:
        note: Text = documented_text(documented_count(self.framework, cluster.slug))
        return ClusterChoice(
            slug=cluster.slug,
            name=in_current_language(cluster.name),
            note=in_current_language(note),
            checked=cluster.slug in chosen,
            above=cluster.slug in above,
        )


class YearsForm(forms.Form):
    """A year for every figure that has none."""

    year = YearField(first=YEARS[0], last=YEARS[1], label=_("年份"))


class StartForm(SettingsForm):
    """Which industry, existing or new, and which year."""

    industry = forms.ChoiceField(label=_("选择产业"), required=False, widget=_IndustrySelect)
    carry = forms.BooleanField(
        label=_("带入这个产业上一份自评的内容"),
        required=False,
        initial=True,
        help_text=_(
            "数据、佐证材料、目标、说明和未完成的任务带入新草稿，逐项更新；条件的回答显示在旁边，"
            "确认后才计入。"
            "没有选比较对象和领导重点的，沿用原来的。"
        ),
    )
    # The field is chosen in the page: without a script those of its field are not there to tick.
    suggested = forms.BooleanField(
        label=_("建好后自动选上建议的三个"), required=False, initial=True
    )
    period = YearField(
        first=YEARS[0],
        last=YEARS[1],
        label=_("评估年度"),
        help_text=_("所用数据的年度，例如填2025年报数据即写2025。同一产业每年一份自评。"),
    )

    field_order = ["industry", "carry", "period", "focus", "comparators"]

    def __init__(
        self, *args: Any, industries: Sequence[IndustryWithLastPeriod], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.industries = {str(industry.pk): industry for industry in industries}
        existing = [(key, str(industry)) for key, industry in self.industries.items()]
        offer(self, industry=[("", gettext("新建产业（在下面填写）")), *existing])
        self.next_periods = {
            key: min(industry.last_period + 1, YEARS[1])
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

    @property
    def chosen(self) -> list[str]:
        """As chosen; the suggested ones where nothing is and they are asked for."""
        chosen = super().chosen
        takes_over = str(self["industry"].value() or "") in self.next_periods
        if chosen or not self.sector or takes_over or not self["suggested"].value():
            return chosen
        return [found.cluster.slug for found in suggest(self.framework, self.sector)]

    def possible_sectors(self) -> list[str]:
        """All of them: the field is chosen in the page, and a script shows what fits at once."""
        return [*(sector.slug for sector in self.framework.sectors), OTHER_SECTOR]

    @property
    def chosen_industry(self) -> Industry | None:
        """The existing industry that was chosen, None for a new one."""
        return self.industries.get(str(self["industry"].value() or ""))


def _at_most(limit: int, values: Sequence[str]) -> list[str]:
    chosen = list(dict.fromkeys(values))
    if len(chosen) > limit:
        text = gettext("最多选{limit}个，现在选了{count}个。")
        raise ValidationError(text.format(limit=limit, count=len(chosen)), code="too_many")
    return chosen
