"""Native Excel charts over the table of traits: radar and gap chart, with the usual marks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from xlsxwriter.chart import Chart
from xlsxwriter.utility import quote_sheetname, xl_range_abs
from xlsxwriter.workbook import Workbook

from benchmark.charts.data import REFERENCE_LEVEL, SIGNS
from benchmark.charts.grammar import BLUE, INK, LINE, LOOKS, Look
from benchmark.scoring.framework import Language
from benchmark.workbook.book import FONT

Options = dict[str, Any]
_NONE: Options = {"none": True}
# A mark in points beside its size in a drawing, and a line's width.
_SIZE, _WIDTH = 0.55, 0.75
# LibreOffice draws a marker's fill and no outline, and one without fill in the outline's colour:
# what is hollow is pale here, and in Excel outlined as well.
_HOLLOW = {BLUE: "#a9c1e0", INK: "#c3c8d0"}


@dataclass(frozen=True, slots=True)
class TraitTable:
    """Where the table of traits stands: its sheet, first and last row, columns by key; `series`
    are the names of what is drawn."""

    sheet: str
    first: int
    last: int
    columns: dict[str, int]
    series: dict[str, str]

    def cells(self, key: str) -> list[str | int]:
        """A column's cells as XlsxWriter names a range."""
        column = self.columns[key]
        return [self.sheet, self.first, column, self.last, column]

    def formula(self, key: str) -> str:
        """The same range as a formula, for what XlsxWriter takes in no other way."""
        column = self.columns[key]
        cells = xl_range_abs(self.first, column, self.last, column)
        return f"={quote_sheetname(self.sheet)}!{cells}"


def radar_chart(workbook: Workbook, table: TraitTable, title: str) -> Chart:
    """Claim hollow, proven solid, target a diamond, level 5 the outer ring."""
    chart = workbook.add_chart({"type": "radar", "subtype": "with_markers"})
    for key in ("reference", *SIGNS):
        chart.add_series(
            {
                "name": table.series[key],
                "categories": table.cells("trait"),
                "values": table.cells(key),
                "line": _line(LOOKS[key]),
                "marker": _marker(LOOKS[key]),
            }
        )
    chart.set_y_axis({"min": 0, "max": REFERENCE_LEVEL, "major_unit": 1})
    return _finished(chart, title)


def gap_chart(
    workbook: Workbook, table: TraitTable, names: Iterable[str], title: str, language: Language
) -> Chart:
    """The same marks on a row for each trait: points of a scatter chart, since a bar chart takes
    none. What is possible is a thick line from its level up, dashed where nothing is rated.

    The marks stand twice: Excel draws the last of them over the others, LibreOffice the first.
    """
    chart = workbook.add_chart({"type": "scatter"})
    marks = [_points(table, key, _marker(LOOKS[key])) for key in reversed(SIGNS)]
    series = [*marks, _names(table, names), *_ranges(table), *reversed(marks)]
    for options in series:
        chart.add_series(options)
    level = {"zh-hans": '0"级";;', "en": "0;;"}[language]
    grid: Options = {"visible": True, "line": {"color": LINE, "width": 0.5}}
    shared: Options = {"major_unit": 1, "line": _NONE, "major_gridlines": grid}
    chart.set_x_axis(
        {
            **shared,
            "min": 0,
            "max": REFERENCE_LEVEL,
            "num_format": level,
            "num_font": {"name": FONT},
        }
    )
    # Lines between the rows of the traits.
    rows = table.last - table.first + 1
    chart.set_y_axis(
        {
            **shared,
            "min": 0.5,
            "max": rows + 0.5,
            "label_position": "none",
            "major_tick_mark": "none",
        }
    )
    chart.set_plotarea({"layout": {"x": 0.34, "y": 0.1, "width": 0.62, "height": 0.69}})
    again = range(len(series) - len(marks), len(series))
    return _finished(chart, title, unnamed=[len(marks), *again])


def _names(table: TraitTable, names: Iterable[str]) -> Options:
    """A chart of points has no names on its upright axis: they stand left of unseen points."""
    labels = {"custom": [{"value": name} for name in names], "position": "left", "value": True}
    return {
        "categories": table.cells("names"),
        "values": table.cells("row"),
        "marker": {"type": "none"},
        "data_labels": {**labels, "font": {"name": FONT, "size": 8}},
    }


def _ranges(table: TraitTable) -> Iterator[Options]:
    """What is possible, and the end line."""
    for key in ("not_rated", "band"):
        look = LOOKS[key]
        line: Options = {"color": look.colour, "width": look.size * _SIZE}
        if look.hatched:
            line |= {"dash_type": "square_dot", "width": look.size * _SIZE / 2}
        error: Options = {"type": "custom", "direction": "plus", "end_style": 0, "line": line}
        error["plus_values"] = error["minus_values"] = table.formula(f"{key}_span")
        # A legend shows the point from which the line starts.
        start: Options = {"type": "square", "size": 6, "fill": {"color": look.colour}}
        start["border"] = {"color": look.colour}
        yield {**_points(table, key, start), "x_error_bars": error}
    end, line = _points(table, "reference", {"type": "none"}), _line(LOOKS["reference"])
    half: Options = {"type": "fixed", "value": 0.5, "end_style": 0, "line": line}
    yield {**end, "line": line, "y_error_bars": half}


def _points(table: TraitTable, key: str, marker: Options) -> Options:
    """Levels from left to right, on the rows of their traits."""
    return {
        "name": table.series[key],
        "categories": table.cells(key),
        "values": table.cells("row"),
        "marker": marker,
    }


def _marker(look: Look) -> Options:
    if look.shape == "line":
        return {"type": "none"}
    return {
        "type": look.shape,
        "size": round(look.size * _SIZE),
        "fill": {"color": _HOLLOW[look.colour] if look.fill != look.colour else look.fill},
        "border": {"color": look.colour, "width": max(1, look.edge * _WIDTH)},
    }


def _line(look: Look) -> Options:
    """What joins such marks. In LibreOffice they take its colour: a hollow one's is pale."""
    if not look.line:
        return _NONE
    colour = look.colour if look.fill == look.colour else "#6f93c4"
    dash = {"dash_type": "dash"} if look.dashed else {}
    return {"color": colour, "width": look.line * _WIDTH, **dash}


def _finished(chart: Chart, title: str, unnamed: Iterable[int] = ()) -> Chart:
    """With a title and a legend, without the series in it that have no name."""
    chart.set_title(
        {
            "name": title,
            "name_font": {"name": FONT, "size": 11, "bold": False},
            "overlay": False,
        }
    )
    chart.set_legend({"position": "bottom", "font": {"name": FONT}, "delete_series": list(unnamed)})
    # What the charts draw beside the table stands in hidden columns.
    chart.show_hidden_data()
    chart.show_blanks_as("gap")
    return chart
