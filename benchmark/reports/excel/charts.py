"""Native Excel charts over the table of traits: a radar and the gap bars."""

from __future__ import annotations

from dataclasses import dataclass

from xlsxwriter.chart import Chart
from xlsxwriter.utility import quote_sheetname, xl_range_abs
from xlsxwriter.workbook import Workbook

from benchmark.charts.data import BLUE, GREY, INK, REFERENCE_LEVEL, SERIES
from benchmark.scoring.framework import Language, Text
from benchmark.wording.columns import COLUMN
from benchmark.wording.row_height import FONT

_WHITE = {"color": "#FFFFFF"}


@dataclass(frozen=True, slots=True)
class TraitTable:
    """Where the table of traits stands: its sheet, first and last row, columns by key."""

    sheet: str
    first: int
    last: int
    columns: dict[str, int]

    def cells(self, key: str) -> list[str | int]:
        """A column's cells as XlsxWriter names a range."""
        column = self.columns[key]
        return [self.sheet, self.first, column, self.last, column]

    def formula(self, key: str) -> str:
        """The same range as a formula, for what XlsxWriter takes in no other way."""
        column = self.columns[key]
        cells = xl_range_abs(self.first, column, self.last, column)
        return f"={quote_sheetname(self.sheet)}!{cells}"


def radar_chart(workbook: Workbook, table: TraitTable, language: Language) -> Chart:
    """Claim hollow, supported solid, target a diamond, level 5 the outer ring."""
    chart = workbook.add_chart({"type": "radar", "subtype": "with_markers"})
    looks = {
        "reference": ({"color": INK, "width": 2.25}, {"type": "none"}),
        "target": (
            {"none": True},
            {"type": "diamond", "size": 12, "fill": _WHITE, "border": {"color": INK, "width": 1.5}},
        ),
        "claim": (
            {"color": BLUE, "dash_type": "dash", "width": 1.5},
            {"type": "circle", "size": 9, "fill": _WHITE, "border": {"color": BLUE}},
        ),
        "supported": (
            {"color": BLUE, "width": 2},
            {"type": "circle", "size": 5, "fill": {"color": BLUE}, "border": {"color": BLUE}},
        ),
    }
    for key, (line, marker) in looks.items():
        chart.add_series(
            {
                "name": SERIES[key].in_language(language),
                "categories": table.cells("trait"),
                "values": table.cells(key),
                "line": line,
                "marker": marker,
            }
        )
    chart.set_y_axis({"min": 0, "max": REFERENCE_LEVEL, "major_unit": 1})
    return _finished(chart, Text("七项特征雷达图", "Radar of the seven traits"), language)


def gap_chart(workbook: Workbook, table: TraitTable, language: Language) -> Chart:
    """Supported level solid, the gap up to the target outlined, the possible range as a line,
    what is not rated hatched over the whole scale."""
    chart = workbook.add_chart({"type": "bar", "subtype": "stacked"})
    chart.add_series(
        {
            "name": SERIES["supported"].in_language(language),
            "categories": table.cells("trait"),
            "values": table.cells("supported"),
            "fill": {"color": BLUE},
            "gap": 60,
            "x_error_bars": {
                "type": "custom",
                "plus_values": table.formula("plus"),
                "minus_values": table.formula("minus"),
                "line": {"color": INK, "width": 2},
            },
        }
    )
    chart.add_series(
        {
            "name": COLUMN["gap"].in_language(language),
            "categories": table.cells("trait"),
            "values": table.cells("gap"),
            "fill": _WHITE,
            "border": {"color": BLUE, "dash_type": "dash", "width": 1.5},
        }
    )
    chart.add_series(
        {
            "name": SERIES["not_rated"].in_language(language),
            "categories": table.cells("trait"),
            "values": table.cells("not_rated"),
            "pattern": {
                "pattern": "wide_upward_diagonal",
                "fg_color": GREY,
                "bg_color": "#FFFFFF",
            },
            "border": {"color": GREY},
        }
    )
    # Hatching and range stand in hidden columns.
    chart.show_hidden_data()
    # In a bar chart the horizontal axis carries the values.
    chart.set_x_axis({"min": 0, "max": REFERENCE_LEVEL, "major_unit": 1})
    chart.set_y_axis({"reverse": True, "num_font": {"name": FONT}})
    title = Text(
        "佐证等级与差距（横线为可能范围）", "Supported level and gap (line: possible range)"
    )
    return _finished(chart, title, language)


def _finished(chart: Chart, title: Text, language: Language) -> Chart:
    chart.set_title(
        {
            "name": title.in_language(language),
            "name_font": {"name": FONT, "size": 11, "bold": False},
            "overlay": False,
        }
    )
    chart.set_legend({"position": "bottom", "font": {"name": FONT}})
    chart.show_blanks_as("gap")
    return chart
