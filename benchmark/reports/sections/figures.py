"""Figures against documented ones, indicator by indicator, in words and as rows of a scale."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from benchmark.charts.figure_rows import FigureRow
from benchmark.reports.gap_report import GapReport
from benchmark.scoring.assessment import OwnFigure
from benchmark.scoring.figures import PERCENT, Comparison, convert, interval
from benchmark.scoring.framework import DocumentedFigure, Framework, Indicator, Language, Text
from benchmark.wording.figures import documented_text, number_text, own_text

LOCAL = Text("本地", "Local")
_COLON: dict[Language, str] = {"zh-hans": "：", "en": ": "}


@dataclass(frozen=True, slots=True)
class FigureGroup:
    """All comparisons of one indicator. `is_drawn`: not only ranks, which have no scale."""

    indicator: Indicator
    comparisons: tuple[Comparison, ...]

    @property
    def is_drawn(self) -> bool:
        return any(c.verdict != "no_verdict" for c in self.comparisons)


def figure_groups(report: GapReport) -> tuple[FigureGroup, ...]:
    """One group per indicator that has a comparison, in the framework's order."""
    found = [c for trait in report.traits for c in trait.figures]
    groups = (
        FigureGroup(indicator, tuple(c for c in found if c.indicator is indicator))
        for indicator in report.framework.indicator_by_slug.values()
    )
    return tuple(group for group in groups if group.comparisons)


def figures_alone(report: GapReport) -> tuple[OwnFigure, ...]:
    """Own figures of indicators for which the bulletin documents nothing to compare with."""
    return tuple(
        own
        for trait in report.traits
        for own in trait.result.rating.figures
        if own.indicator not in {figure.own.indicator for figure in trait.figures}
    )


def scale_rows(framework: Framework, group: FigureGroup, language: Language) -> list[FigureRow]:
    """Each own figure once, then each documented one, in the indicator's unit; no ranks."""
    unit = group.indicator.unit
    own = [(own_label(c, language), c.own_value, c.own.qualifier, True) for c in group.comparisons]
    documented = [
        (
            documented_label(framework, c.documented, language),
            convert(c.documented.value, c.documented.unit, unit),
            c.documented.qualifier,
            False,
        )
        for c in group.comparisons
        if c.documented.qualifier != "rank"
    ]
    rows = (
        (label, interval(value, qualifier, unit), is_own)
        for label, value, qualifier, is_own in dict.fromkeys([*own, *documented])
    )
    return [FigureRow(label, extent, is_own) for label, extent, is_own in rows if extent]


def own_label(comparison: Comparison, language: Language) -> str:
    """本地：约35%（高压继电保护设备，2024年）."""
    own = comparison.own
    head = f"{LOCAL.in_language(language)}{_COLON[language]}{own_text(own, language)}"
    return head + detail_text(own.product, own.year, language)


def documented_label(framework: Framework, figure: DocumentedFigure, language: Language) -> str:
    """上海市集成电路集群：超过2000亿元（集成电路，2020年）."""
    cluster = framework.cluster_by_slug.get(figure.cluster or "")
    name = (cluster.name if cluster else figure.measure).in_language(language)
    product = figure.product.in_language(language) if figure.product else None
    head = f"{name}{_COLON[language]}{documented_text(figure, language)}"
    return head + detail_text(product, figure.year, language)


def detail_text(product: str | None, year: int | None, language: Language) -> str:
    """Product and year in brackets; '' where neither is stated."""
    if language == "en":
        parts = [str(part) for part in (product, year) if part]
        return f" ({', '.join(parts)})" if parts else ""
    parts = [part for part in (product, f"{year}年" if year else None) if part]
    return f"（{'，'.join(parts)}）" if parts else ""


def points_apart(comparison: Comparison) -> Decimal | None:
    """How far two shares lie apart in percentage points, by their bare numbers.

    None for other units, and where the ranges allow no word on which is higher.
    """
    if comparison.indicator.unit != PERCENT or comparison.verdict not in ("below", "above"):
        return None
    return comparison.own_value - comparison.documented.value


def points_text(comparison: Comparison) -> Text | None:
    """按数值低45个百分点; None where there is nothing to say."""
    points = points_apart(comparison)
    if points is None:
        return None
    # A documented 1/6 is stored with four places; a difference is read with one.
    apart = abs(points).quantize(Decimal("0.1"), ROUND_HALF_UP) or abs(points)
    zh, en = number_text(apart, "zh-hans"), number_text(apart, "en")
    return Text(
        f"按数值{'低' if points < 0 else '高'}{zh}个百分点",
        f"{en} percentage points {'lower' if points < 0 else 'higher'} by number",
    )
