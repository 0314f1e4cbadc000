"""The report's words in templates: thin doors to benchmark.reports, in the active language."""

from __future__ import annotations

from dataclasses import dataclass

from django import template
from django.utils.safestring import SafeString, mark_safe

from benchmark.charts import figure_rows
from benchmark.current_language import active_language
from benchmark.queries.standings import Listed
from benchmark.reports.blocks import Chart, Table
from benchmark.reports.page import Part
from benchmark.reports.sections import figures as figure_groups
from benchmark.scoring.assessment import OwnFigure
from benchmark.scoring.figures import Comparison
from benchmark.scoring.framework import DocumentedFigure, Framework
from benchmark.wording import figures as figure_words
from benchmark.wording import labels, sentences
from benchmark.wording.columns import COLUMN
from benchmark.wording.sentences import bare_level, joined, sentence_case
from benchmark.wording.trend import (
    OTHER_FRAMEWORK,
    band_text,
    gaps_text,
    trend_text,
    unsettled_text,
)

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
def edition_name(number: int) -> str:
    """第2版."""
    return tr(sentence_case(sentences.edition_name(number)))


@register.filter
def standing_text(listed: Listed) -> str:
    """总体2级至3级，差距3项; of what leaves all open the range alone."""
    now = listed.now
    band = band_text(now.band)
    if now.tells_gaps:
        return tr(joined((band, gaps_text(now.gaps)), "，", ", "))
    return tr(band)


@register.filter
def trend(listed: Listed) -> str:
    """比2024年：等级提高，差距少1项; of a draft not settled yet what it lacks; '' where there is no
    year before."""
    if listed.other_framework:
        return tr(OTHER_FRAMEWORK)
    now, before = listed.now, listed.before
    if now.waiting or (before is not None and now.unrated and not now.is_open):
        return tr(unsettled_text(now.waiting, now.unrated))
    if before is None or now.is_open:
        return ""
    return tr(trend_text((now.band, now.gaps), (before.band, before.gaps), listed.year))


@register.filter
def format_name(extension: str) -> str:
    """What users call a format: Word, Excel, PDF."""
    return {"docx": "Word", "xlsx": "Excel"}.get(extension, extension.upper())


@register.filter
def level(number: int | None) -> str:
    """3级, in English the bare number, for a table's cell; a dash where there is none."""
    return tr(bare_level(number))


@register.filter
def own_value(own: OwnFigure) -> str:
    """超过620件, in the unit in which it was given."""
    return figure_words.own_text(own, active_language())


@register.filter
def own_detail(own: OwnFigure) -> str:
    """（高压继电保护设备，2024年）, as far as stated."""
    return figure_words.detail_text(own.product, own.year, active_language())


@register.filter
def figure_owner(framework: Framework, figure: DocumentedFigure) -> str:
    """Whose documented figure it is."""
    return tr(figure_groups.owner(framework, figure))


@register.filter
def points_apart(comparison: Comparison) -> str:
    """低45个百分点; '' where the two are not shares."""
    return tr(figure_groups.points_text(comparison))


@register.filter
def product_warning(comparison: Comparison) -> str:
    """What to mind about the products; '' where there is nothing."""
    return tr(figure_words.product_warning(comparison))


@register.filter
def years(comparison: Comparison) -> str:
    """2024年／2020年."""
    return tr(figure_words.years_side_by_side(comparison))


@register.filter
def axis_unit(unit: str) -> str:
    """What the axis of an indicator's figures counts in: 亿元, billion yuan."""
    return figure_rows.axis_unit(unit, active_language()).name or tr(figure_words.unit_text(unit))


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell with the title of its column: on a phone a cell says what it is.

    `lead` is the first line where that leads, `rest` what follows it.
    """

    text: str
    label: str
    lead: str = ""
    rest: str = ""


@register.filter
def labelled_rows(part: Part) -> list[list[TableCell]]:
    """The rows of a table."""
    table = part.block
    if not isinstance(table, Table):
        return []
    return [
        [
            _cell(text, column.title, strong=i in table.strong)
            for i, (text, column) in enumerate(zip(row, table.columns, strict=True))
        ]
        for row in table.rows
    ]


def _cell(text: str, label: str, *, strong: bool) -> TableCell:
    if strong:
        lead, feed, rest = text.partition("\n")
        return TableCell(text, label, lead, feed + rest)
    return TableCell(text, label)


@register.filter
def share_class(share: float) -> int:
    """A column's share of the table in steps of five per cent, as the stylesheet names them."""
    return max(5, round(share * 20) * 5)


@register.filter
def drawn_wide(chart: Chart[str]) -> SafeString:
    """A chart's drawing. Our own emitter escapes whatever text it is given."""
    return mark_safe(chart.wide)  # noqa: S308


@register.filter
def drawn_narrow(chart: Chart[str]) -> SafeString:
    """The same for a phone."""
    return mark_safe(chart.narrow)  # noqa: S308
