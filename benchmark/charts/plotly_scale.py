"""The scale of one indicator's figures as a Plotly figure: own and documented ranges."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial
from html import escape

from benchmark.scoring.figures import INFINITY, PERCENT, Interval
from benchmark.scoring.framework import Language, Text
from benchmark.wording.text_width import text_width

from .figure_rows import FigureRow, number_text
from .grammar import GREY, LINE, LOOKS
from .plotly_parts import Chart, chart, layout, line, marker, note
from .scale import SHORT_RANGE, in_axis_unit, is_whole

# In widths of a Chinese character, and in pixels.
ROW_CHARS, TITLE_CHARS = 26, 44
LINE_HEIGHT, BAR_HEIGHT = 18, 30
# A number with its unit, a word, or one sign; with it what must not end or begin a line.
PIECE = re.compile(
    r"[（“‘(《]*(?:[0-9.,/]{1,40}(?:[%年项件个家人名位级万亿元]+| (?:m|b|tr)illion)?"
    r"|[A-Za-z'-]{1,40}|.)"
    r"[ ，。：；、）”’)》,.:;]*",
    re.DOTALL,
)
NAMES: dict[str, Text] = {
    "own": Text("本地数据", "Local figure"),
    "documented": Text("参阅材料所载", "Documented in the bulletin"),
}
# Where, in which row, which mark, and what the pointer reads.
_End = tuple[float, float, str, str]


def figure_scale(rows: Sequence[FigureRow], unit: str, language: Language) -> Chart:
    """Own figures of one indicator and the documented ones, as ranges on one axis from 0.

    All extents are in `unit`; the axis is in the unit that `axis_unit` names. Labels may hold text
    of users: it is shown literally. A range without upper end runs to the end of the axis and ends
    in an arrow.
    """
    rows, end = in_axis_unit(rows, unit, language)
    labels = [_lines(row.label, ROW_CHARS) for row in rows]
    heights = [LINE_HEIGHT * len(lines) + BAR_HEIGHT for lines in labels]
    tops = [sum(heights[:n]) for n in range(len(rows))]
    bars = [top + height - BAR_HEIGHT / 2 for top, height in zip(tops, heights, strict=True)]
    data: list[Chart] = []
    for kind, series in NAMES.items():
        name = series.in_language(language)
        found = [(at, row.extent) for at, row in zip(bars, rows, strict=True) if row.kind == kind]
        data += _extents(found, kind=kind, name=name, end=end, language=language)
    shape = layout(height=sum(heights) + 48, margin={"l": 16, "r": 24, "t": 8, "b": 40})
    shape["annotations"] = [
        note("<br>".join(lines), y=top, yanchor="top", align="left")
        for top, lines in zip(tops, labels, strict=True)
    ]
    shape["xaxis"] = {
        "range": [0, end],
        "ticksuffix": "%" if unit == PERCENT else "",
        "separatethousands": language == "en",
        "exponentformat": "none",
        "gridcolor": LINE,
        "zeroline": True,
        "zerolinecolor": GREY,
        "fixedrange": True,
        # No more than there are whole numbers from 0 to the end.
        "nticks": min(6, int(end) + 1) if is_whole(unit) else 6,
    }
    shape["yaxis"] = {"range": [sum(heights), 0], "visible": False, "fixedrange": True}
    return chart(data, shape, {})


def title(text: str) -> str:
    """A heading for a picture that is taken away, where the page around it is missing."""
    return "<br>".join(_lines(text, TITLE_CHARS))


def _extents(
    found: Sequence[tuple[float, Interval]],
    *,
    kind: str,
    name: str,
    end: float,
    language: Language,
) -> list[Chart]:
    """A line for each range and a mark at each closed end, or one for a short range; an arrow at
    an open end."""
    look = LOOKS[kind]
    x: list[float | None] = []
    y: list[float | None] = []
    ends: list[_End] = []
    for at, extent in found:
        high = end if extent.high == INFINITY else float(extent.high)
        x += [float(extent.low), high, None]
        y += [at, at, None]
        ends += _ends(at, extent, end, look.shape, language)
    symbols = [symbol for _, _, symbol, _ in ends]
    return [
        {
            "type": "scatter",
            "name": name,
            "mode": "lines",
            "x": x,
            "y": y,
            "line": line(kind),
            "hoverinfo": "skip",
            "showlegend": False,
        },
        {
            "type": "scatter",
            "name": name,
            "mode": "markers",
            "x": [at for at, _, _, _ in ends],
            "y": [row for _, row, _, _ in ends],
            "marker": {
                **marker(kind),
                "symbol": symbols,
                # Arrows are solid.
                "color": [look.fill if s == look.shape else look.colour for s in symbols],
            },
            "cliponaxis": False,
            "hovertext": [text for _, _, _, text in ends],
            "hovertemplate": "%{hovertext}<extra></extra>",
            "visible": bool(ends),
        },
    ]


def _ends(at: float, extent: Interval, end: float, closed: str, language: Language) -> list[_End]:
    """The marks of one range in row `at`: `closed` at a known end, an arrow at an open one."""
    said = partial(number_text, language=language)
    low = float(extent.low)
    if extent.high == INFINITY:
        return [(low, at, closed, said(low)), (end, at, "triangle-right", f"≥ {said(low)}")]
    high = float(extent.high)
    if high - low < SHORT_RANGE * end:
        text = said(low) if low == high else f"{said(low)}–{said(high)}"
        return [((low + high) / 2, at, closed, text)]
    return [(low, at, closed, said(low)), (high, at, closed, said(high))]


def _lines(text: str, chars: float) -> list[str]:
    """Text of any kind in full lines; numbers and words stay whole, if they fit in one.

    It is literal: Plotly would read tags in it. No line begins with a closing sign.
    """
    lines = [""]
    for piece in PIECE.findall(" ".join(text.split())):
        if lines[-1] and text_width(lines[-1] + piece) > chars:
            lines.append("")
        lines[-1] += piece if lines[-1] else piece.lstrip()
    return [escape(line, quote=False) for line in lines]
