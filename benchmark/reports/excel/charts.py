"""Native Excel charts over the table of traits: radar and gap chart, with the usual marks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from xlsxwriter.chart import Chart
from xlsxwriter.utility import quote_sheetname, xl_range_abs
from xlsxwriter.workbook import Workbook

from benchmark.charts.data import REFERENCE_LEVEL, SERIES
from benchmark.charts.grammar import BAND, BLUE, GREY, INK
from benchmark.scoring.framework import Language, Text
from benchmark.wording.labels import SECTION
from benchmark.workbook.book import FONT

Look = dict[str, Any]
_PALE = "#A9C1E0"


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


# LibreOffice draws a marker's fill and no border, and one without fill in the border's colour:
# there the target is a dark diamond behind a pale disc.
_TARGET: Look = {
    "type": "diamond",
    "size": 12,
    "fill": {"none": True},
    "border": {"color": INK, "width": 1.5},
}
_CLAIM: Look = {
    "type": "circle",
    "size": 9,
    "fill": {"color": _PALE},
    "border": {"color": BLUE, "width": 1.5},
}
_PROVEN: Look = {"type": "circle", "size": 5, "fill": {"color": BLUE}, "border": {"color": BLUE}}
_REFERENCE: Look = {"color": INK, "width": 2.25}
_NONE: Look = {"none": True}


def radar_chart(workbook: Workbook, table: TraitTable, language: Language) -> Chart:
    """Claim hollow, proven solid, target a diamond, level 5 the outer ring."""
    chart = workbook.add_chart({"type": "radar", "subtype": "with_markers"})
    looks: dict[str, tuple[Look, Look]] = {
        "reference": (_REFERENCE, {"type": "none"}),
        "target": (_NONE, _TARGET),
        "claim": ({"color": BLUE, "dash_type": "dash", "width": 1.5}, _CLAIM),
        "proven": ({"color": BLUE, "width": 2}, _PROVEN),
    }
    for key, (line, marker) in looks.items():
        chart.add_series(_series(table, key, language, line, marker))
    chart.set_y_axis({"min": 0, "max": REFERENCE_LEVEL, "major_unit": 1})
    return _finished(chart, Text("七项特征雷达图", "Radar of the seven traits"), language)


def gap_chart(workbook: Workbook, table: TraitTable, language: Language) -> Chart:
    """The same marks over each trait; what is possible a thick line up from the claim, dashed
    from level 1 where nothing is rated."""
    chart = workbook.add_chart({"type": "line"})
    bands: tuple[tuple[str, Look], ...] = (
        ("not_rated", {"color": GREY, "width": 6, "dash_type": "square_dot"}),
        ("band", {"color": BAND, "width": 10}),
    )
    for key, line in bands:
        error: Look = {"type": "custom", "direction": "plus", "end_style": 0, "line": line}
        error["plus_values"] = error["minus_values"] = table.formula(f"{key}_span")
        series = _series(table, key, language, _NONE, {"type": "none"})
        chart.add_series({**series, "y_error_bars": error})
    chart.add_series(_series(table, "reference", language, _REFERENCE, {"type": "none"}))
    for key, marker in (("target", _TARGET), ("claim", _CLAIM), ("proven", _PROVEN)):
        chart.add_series(_series(table, key, language, _NONE, marker))
    # Bands stand in hidden columns.
    chart.show_hidden_data()
    chart.set_y_axis({"min": 0, "max": REFERENCE_LEVEL + 1, "major_unit": 1})
    chart.set_x_axis({"num_font": {"name": FONT}})
    return _finished(chart, SECTION["chart"], language)


def _series(table: TraitTable, key: str, language: Language, line: Look, marker: Look) -> Look:
    return {
        "name": SERIES[key].in_language(language),
        "categories": table.cells("trait"),
        "values": table.cells(key),
        "line": line,
        "marker": marker,
    }


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
