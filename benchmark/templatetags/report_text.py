"""The report's words in templates: thin doors to benchmark.reports, in the active language."""

from __future__ import annotations

from collections.abc import Sequence

from django import template
from django.utils.safestring import SafeString, mark_safe

from benchmark.charts import figure_rows
from benchmark.current_language import active_language
from benchmark.reports.blocks import Column, Table
from benchmark.reports.gap_report import TraitReport
from benchmark.reports.page import Part
from benchmark.reports.sections import figures as figure_groups
from benchmark.scoring.assessment import OwnFigure
from benchmark.scoring.figures import Comparison
from benchmark.scoring.framework import Cluster, DocumentedFigure, Fact, Framework, Text
from benchmark.scoring.profile import TraitResult
from benchmark.wording import figures as figure_words
from benchmark.wording import labels
from benchmark.wording.columns import COLUMN

from .benchmark_text import tr

register = template.Library()


@register.filter
def column(key: str) -> str:
    """Title of a table's column: `{{ "claim"|column }}`."""
    return tr(COLUMN[key])


@register.filter
def fixed(name: str) -> str:
    """A fixed label by its name: `{{ "REFERENCE_SET_DATED"|fixed }}`."""
    return tr(getattr(labels, name))


@register.filter
def level(number: int | None) -> str:
    """3级, in English the bare number, for a table's cell; a dash where there is none."""
    if number is None:
        return tr(labels.NONE)
    return tr(Text(f"{number}级", str(number)))


@register.filter
def supported_text(result: TraitResult) -> str:
    """3级（2—4级）: the supported level and its range."""
    low, high = result.low, result.high
    span = Text(f"（{low}—{high}级）", f" ({low}–{high})") if low != high else Text("", "")
    return level(result.supported) + tr(span)


@register.filter
def gap_text(result: TraitResult) -> str:
    """1（0—2）: the gap and its range; a dash where there is no target."""
    if result.gap_low is None or result.gap_high is None:
        return tr(labels.NONE)
    gap = tr(labels.NONE) if result.gap is None else str(result.gap)
    if result.gap == result.gap_low == result.gap_high:
        return gap
    if active_language() == "zh-hans":
        return f"{gap}（{result.gap_low}—{result.gap_high}）"
    return f"{gap} ({result.gap_low}–{result.gap_high})"


@register.filter
def own_value(own: OwnFigure) -> str:
    """超过620件, in the unit in which it was given."""
    return figure_words.own_text(own, active_language())


@register.filter
def own_detail(own: OwnFigure) -> str:
    """（高压继电保护设备，2024年）, as far as stated."""
    return figure_groups.detail_text(own.product, own.year, active_language())


@register.filter
def figure_owner(framework: Framework, figure: DocumentedFigure) -> str:
    """Whose documented figure it is."""
    cluster = framework.cluster_by_slug.get(figure.cluster or "")
    return tr(cluster.name if cluster else figure.measure)


@register.filter
def points_apart(comparison: Comparison) -> str:
    """按数值低45个百分点; '' where the two are not shares."""
    return tr(figure_groups.points_text(comparison))


@register.filter
def reserved_verdict(comparison: Comparison) -> str:
    """The verdict where it is on another product, as the report words it; '' where it is not."""
    return (
        tr(figure_words.verdict_text(comparison)) if figure_words.says_product(comparison) else ""
    )


@register.filter
def warnings(comparison: Comparison) -> str:
    """What to mind beside the verdict; '' where there is nothing."""
    found = figure_words.warnings(comparison)
    return "" if found is labels.NONE else tr(found)


@register.filter
def axis_unit(unit: str) -> str:
    """What the axis of an indicator's figures counts in: 亿元, billion yuan."""
    return figure_rows.axis_unit(unit, active_language()).name or tr(figure_words.unit_text(unit))


@register.filter
def facts_of(trait: TraitReport, cluster: Cluster) -> list[Fact]:
    """What is documented of one reference cluster for the trait."""
    return [fact for fact in trait.facts if fact.cluster == cluster.slug]


@register.filter
def labelled_rows(part: Part) -> list[list[tuple[str, Column]]]:
    """The rows of a table, each cell with its column: on a phone a cell says what it is."""
    table = part.block
    if not isinstance(table, Table):
        return []
    return [list(zip(row, table.columns, strict=True)) for row in table.rows]


@register.filter
def rows_with(
    part: Part, traits: Sequence[TraitReport]
) -> list[tuple[list[tuple[str, Column]], TraitReport]]:
    """The rows of the table of all traits, each with its trait."""
    return list(zip(labelled_rows(part), traits, strict=True))


@register.filter
def drawing(svg: str) -> SafeString:
    """A chart's drawing as it is. Our own emitter escapes whatever text it is given."""
    return mark_safe(svg)  # noqa: S308
