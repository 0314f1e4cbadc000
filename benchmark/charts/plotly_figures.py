"""Charts of the comparison page as Plotly figures. The only module that imports plotly.

Each function returns what `Plotly.newPlot` takes, as plain JSON values: {"data", "layout"}, with
"narrow" and "picture": the parts of the layout that differ on a phone and in a file. What is shown
comes from `charts.data`; a chart shows the assessed industry only, beside the level that the
bulletin documents.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from html import escape
from typing import Any

import plotly.graph_objects as go

from benchmark.scoring.figures import INFINITY, PERCENT, Interval
from benchmark.scoring.framework import Language, Text
from benchmark.scoring.levels import MAX_LEVEL

from .data import BAND, BLUE, GREY, INK, LEVELS, LINE, REFERENCE_LEVEL, SERIES, Mark
from .figure_rows import FigureRow, axis_unit
from .svg import FONT_SIZE, text_width, wrapped

FONT = (
    "PingFang SC, Microsoft YaHei, Noto Sans SC, Noto Sans CJK SC, Source Han Sans SC, "
    "WenQuanYi Micro Hei, Helvetica Neue, Arial, sans-serif"
)
# In widths of a Chinese character.
LABEL_CHARS: dict[Language, float] = {"zh-hans": 7, "en": 10}
NARROW_CHARS, ROW_CHARS, TITLE_CHARS = 7, 26, 44
LINE_HEIGHT, BAR_HEIGHT, NARROW_ROW = 18, 30, 64
TITLE_SPACE, LEGEND_SPACE = 64, 72
# A number with its unit, a word, or one sign; with it what must not end or begin a line.
PIECE = re.compile(
    r"[（“‘(《]*(?:[0-9.,/]{1,40}(?:[%年项件个家人名位级万亿元]+| (?:m|b|tr)illion)?"
    r"|[A-Za-z'-]{1,40}|.)"
    r"[ ，。：；、）”’)》,.:;]*",
    re.DOTALL,
)
# A range that takes less of the axis than this is one mark, with a line as long as the range: two
# marks would run into one another.
SHORT_RANGE = 0.08
CIRCLE = tuple(range(0, 361, 5))
# The axis of the gap bars is so much longer than the scale, so that marks at its ends are whole.
AXIS_EDGE = 0.4
LEVEL_TICKS: dict[Language, str] = {"zh-hans": "{}级", "en": "{}"}

OWN = Text("本地数据", "Local figure")
DOCUMENTED = Text("参阅材料所载", "Documented in the bulletin")

Chart = dict[str, Any]


def radar(marks: Sequence[Mark], language: Language) -> Chart:
    """Claim, supported and target of the traits inside the ring of level 5.

    A trait that is not rated is hatched and leaves the lines open: it is never drawn as 0.
    """
    angles = [360 * n / len(marks) for n in range(len(marks))]
    figure = go.Figure(layout=_layout(height=440, margin={"l": 120, "r": 120, "t": 64, "b": 64}))
    for series, is_rated in (("band", True), ("not_rated", False)):
        pairs = [(a, m) for a, m in zip(angles, marks, strict=True) if m.rated == is_rated]
        figure.add_trace(
            go.Barpolar(
                name=SERIES[series].in_language(language),
                theta=[a for a, _ in pairs],
                base=[m.low for _, m in pairs],
                r=[m.high - m.low for _, m in pairs],
                width=[200 / len(marks)] * len(pairs),
                marker=_fill(hatched=not is_rated),
                visible=bool(pairs),
                **_hover([m for _, m in pairs], language),
            )
        )
    figure.add_trace(
        go.Scatterpolar(
            name=SERIES["reference"].in_language(language),
            mode="lines",
            theta=CIRCLE,
            r=[REFERENCE_LEVEL] * len(CIRCLE),
            line={"color": INK, "width": 3},
            hoverinfo="skip",
        )
    )
    for series in ("claim", "supported", "target"):
        levels = [getattr(m, series) for m in marks]
        figure.add_trace(
            go.Scatterpolar(
                name=SERIES[series].in_language(language),
                mode="markers" if series == "target" else "lines+markers",
                theta=[*angles, angles[0]],
                r=[*levels, levels[0]],
                connectgaps=False,
                marker=_marker(series),
                line=_line(series),
                **_hover([*marks, marks[0]], language),
            )
        )
    names = [m.name.in_language(language) for m in marks]
    figure.update_layout(polar=_polar(angles, names, LABEL_CHARS[language]))
    narrow = {
        "height": 380,
        "margin": {"l": 88, "r": 88, "t": 72, "b": 72},
        "font": _font(11),
        "polar": _polar(angles, names, NARROW_CHARS),
    }
    return _chart(figure, narrow)


def _polar(angles: Sequence[float], names: Sequence[str], chars: float) -> Chart:
    # Between two spokes, where no mark covers the numbers.
    between = 90 - 180 / len(angles)
    return {
        "bgcolor": "#ffffff",
        "radialaxis": {
            "range": [0, MAX_LEVEL + 0.15],
            "tickvals": LEVELS,
            "angle": between,
            "tickangle": between,
            "ticks": "",
            "gridcolor": LINE,
            "linecolor": LINE,
            "tickfont": {"color": GREY, "size": 11},
        },
        "angularaxis": {
            "rotation": 90,
            "direction": "clockwise",
            "tickmode": "array",
            "tickvals": angles,
            "ticktext": [_label(name, chars) for name in names],
            "gridcolor": LINE,
            "linecolor": "rgba(0,0,0,0)",
            # Ticks that are not seen hold the names clear of a diamond on the ring.
            "ticks": "outside",
            "ticklen": 14,
            "tickcolor": "rgba(0,0,0,0)",
        },
    }


def gap_bars(marks: Sequence[Mark], language: Language) -> Chart:
    """Per trait the way from the supported level to the target, with its range, up to level 5."""
    rows = range(len(marks))
    names = [m.name.in_language(language) for m in marks]
    left = 24 + 14 * LABEL_CHARS[language]
    figure = go.Figure(
        layout=_layout(
            height=440, margin={"l": left, "r": 24, "t": 8, "b": 56}, barmode="overlay", bargap=0
        )
    )
    for series, is_rated in (("band", True), ("not_rated", False)):
        # What is certain has no range.
        found = [(n, m) for n, m in enumerate(marks) if m.rated == is_rated and m.low < m.high]
        figure.add_trace(
            go.Bar(
                name=SERIES[series].in_language(language),
                orientation="h",
                y=[n for n, _ in found],
                base=[m.low for _, m in found],
                x=[m.high - m.low for _, m in found],
                width=0.44,
                marker=_fill(hatched=not is_rated),
                visible=bool(found),
                **_hover([m for _, m in found], language),
            )
        )
    figure.add_trace(_gaps(marks, language))
    figure.add_trace(
        go.Scatter(
            name=SERIES["reference"].in_language(language),
            mode="lines",
            x=[REFERENCE_LEVEL, REFERENCE_LEVEL],
            y=[-0.5, len(marks) - 0.5],
            line={"color": INK, "width": 3},
            hoverinfo="skip",
        )
    )
    for series in ("claim", "target", "supported"):
        figure.add_trace(
            go.Scatter(
                name=SERIES[series].in_language(language),
                mode="markers",
                y=list(rows),
                x=[getattr(m, series) for m in marks],
                marker=_marker(series),
                **_hover(marks, language),
            )
        )
    figure.update_xaxes(
        range=[1 - AXIS_EDGE, MAX_LEVEL + AXIS_EDGE],
        tickvals=LEVELS,
        ticktext=[LEVEL_TICKS[language].format(n) for n in LEVELS],
        gridcolor=LINE,
        zeroline=False,
        fixedrange=True,
        title={"text": Text("等级", "Level").in_language(language), "standoff": 8}
        | {"font": {"size": 13}},
    )
    yaxis = {
        "tickvals": list(rows),
        "ticktext": [_label(name, LABEL_CHARS[language]) for name in names],
        "range": [len(marks) - 0.5, -0.5],
        "fixedrange": True,
        "showgrid": False,
        "zeroline": False,
    }
    figure.update_yaxes(yaxis)
    # On a phone the names stand above the bars, whole.
    narrow = {
        "height": NARROW_ROW * len(marks) + 64,
        "margin": {"l": 12, "r": 12, "t": 8, "b": 56},
        "yaxis": {**yaxis, "showticklabels": False},
        "annotations": [
            _note(escape(name, quote=False), y=n, yshift=NARROW_ROW // 2 - 8)
            for n, name in enumerate(names)
        ],
    }
    return _chart(figure, narrow)


def _gaps(marks: Sequence[Mark], language: Language) -> go.Bar:
    """A thin bar from the supported level to the target, where there is a way to go."""
    found = [
        (n, m.supported, m.target)
        for n, m in enumerate(marks)
        if m.supported is not None and m.target is not None and m.target > m.supported
    ]
    return go.Bar(
        name=Text("差距", "Gap").in_language(language),
        orientation="h",
        y=[n for n, _, _ in found],
        base=[supported for _, supported, _ in found],
        x=[target - supported for _, supported, target in found],
        width=0.1,
        marker={"color": BLUE},
        hoverinfo="skip",
        visible=bool(found),
    )


def figure_scale(rows: Sequence[FigureRow], unit: str, language: Language) -> Chart:
    """Own figures of one indicator and the documented ones, as ranges on one axis from 0.

    All extents are in `unit`; the axis is in the unit that `axis_unit` names. Labels may hold text
    of users: it is shown literally. A range without upper end runs to the end of the axis and ends
    in an arrow.
    """
    in_unit = axis_unit(unit, language).in_unit
    rows = [replace(row, extent=_scaled(row.extent, in_unit)) for row in rows]
    end = _axis_end(rows, unit)
    labels = [_lines(row.label, ROW_CHARS) for row in rows]
    heights = [LINE_HEIGHT * len(lines) + BAR_HEIGHT for lines in labels]
    tops = [sum(heights[:n]) for n in range(len(rows))]
    bars = [top + height - BAR_HEIGHT / 2 for top, height in zip(tops, heights, strict=True)]
    figure = go.Figure(
        layout=_layout(height=sum(heights) + 48, margin={"l": 16, "r": 24, "t": 8, "b": 40})
    )
    for own, series in ((True, OWN), (False, DOCUMENTED)):
        name = series.in_language(language)
        found = [(at, row.extent) for at, row in zip(bars, rows, strict=True) if row.own == own]
        figure.add_traces(_extents(found, own=own, name=name, end=end, language=language))
    for top, lines in zip(tops, labels, strict=True):
        figure.add_annotation(_note("<br>".join(lines), y=top, yanchor="top", align="left"))
    figure.update_xaxes(
        range=[0, end],
        ticksuffix="%" if unit == PERCENT else "",
        separatethousands=language == "en",
        exponentformat="none",
        gridcolor=LINE,
        zeroline=True,
        zerolinecolor=GREY,
        fixedrange=True,
        nticks=6,
    )
    figure.update_yaxes(range=[sum(heights), 0], visible=False, fixedrange=True)
    return _chart(figure, {})


def title(text: str) -> str:
    """A heading for a picture that is taken away, where the page around it is missing."""
    return "<br>".join(_lines(text, TITLE_CHARS))


def _scaled(extent: Interval, in_unit: Decimal) -> Interval:
    return replace(extent, low=extent.low * in_unit, high=extent.high * in_unit)


def _extents(
    found: Sequence[tuple[float, Interval]],
    *,
    own: bool,
    name: str,
    end: float,
    language: Language,
) -> list[go.Scatter]:
    """A line for each range and a mark at each closed end, or one for a short range; an arrow at
    an open end."""
    x: list[float | None] = []
    y: list[float | None] = []
    # Where, in which row, which mark, and what the pointer reads.
    ends: list[tuple[float, float, str, str]] = []
    closed = "circle" if own else "square"

    def said(value: float) -> str:
        return f"{value:,.10g}" if language == "en" else f"{value:.10g}"

    for at, extent in found:
        low, high = float(extent.low), end if extent.high == INFINITY else float(extent.high)
        x += [low, high, None]
        y += [at, at, None]
        if extent.high == INFINITY:
            ends += [(low, at, closed, said(low)), (high, at, "triangle-right", f"≥ {said(low)}")]
        elif high - low < SHORT_RANGE * end:
            text = said(low) if low == high else f"{said(low)}–{said(high)}"
            ends.append(((low + high) / 2, at, closed, text))
        else:
            ends += [(low, at, closed, said(low)), (high, at, closed, said(high))]
    color = BLUE if own else INK
    return [
        go.Scatter(
            name=name,
            mode="lines",
            x=x,
            y=y,
            line={"color": color, "width": 6 if own else 3},
            hoverinfo="skip",
            showlegend=False,
        ),
        go.Scatter(
            name=name,
            mode="markers",
            x=[at for at, _, _, _ in ends],
            y=[row for _, row, _, _ in ends],
            marker={
                "symbol": [symbol for _, _, symbol, _ in ends],
                # Hollow is white within: no line shows through.
                "color": ["#ffffff" if symbol == "square" else color for _, _, symbol, _ in ends],
                "size": 11,
                "line": {"color": color, "width": 2},
            },
            cliponaxis=False,
            hovertext=[text for _, _, _, text in ends],
            hovertemplate="%{hovertext}<extra></extra>",
            visible=bool(ends),
        ),
    ]


def _axis_end(rows: Sequence[FigureRow], unit: str) -> float:
    if unit == PERCENT:
        return 100
    finite = [float(e) for row in rows for e in (row.extent.low, row.extent.high) if e != INFINITY]
    return 1.2 * max(finite, default=0) or 1


def _hover(marks: Sequence[Mark], language: Language) -> Chart:
    """Each trait in words, for the pointer."""
    return {
        "hovertext": [_says(mark, language) for mark in marks],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }


def _says(mark: Mark, language: Language) -> str:
    """One trait in words, for the pointer."""
    name = mark.name.in_language(language)
    if not mark.rated:
        return f"{name}<br>{SERIES['not_rated'].in_language(language)}"
    levels = [
        f"{SERIES[series].in_language(language)} {getattr(mark, series)}"
        for series in ("claim", "supported", "target")
        if getattr(mark, series) is not None
    ]
    band = f"{SERIES['band'].in_language(language)} {mark.low}–{mark.high}"
    return "<br>".join([name, *levels, band])


def _label(text: str, chars: float) -> str:
    """A trait's name in short lines of equal length."""
    return "<br>".join(escape(line, quote=False) for line in wrapped(text, chars))


def _lines(text: str, chars: float) -> list[str]:
    """Text of any kind in full lines; numbers and words stay whole, if they fit in one.

    It is literal: Plotly would read tags in it. No line begins with a closing sign.
    """
    lines = [""]
    for piece in PIECE.findall(" ".join(text.split())):
        if lines[-1] and text_width(lines[-1] + piece) > chars * FONT_SIZE:
            lines.append("")
        lines[-1] += piece if lines[-1] else piece.lstrip()
    return [escape(line, quote=False) for line in lines]


def _note(text: str, **where: Any) -> Chart:
    """Text at the left edge of the drawing, on white: no grid line runs through its letters."""
    return {
        "text": text,
        "bgcolor": "#ffffff",
        "borderpad": 0,
        "x": 0,
        "xref": "paper",
        "xanchor": "left",
        "showarrow": False,
        "font": {"size": 12},
        **where,
    }


def _fill(*, hatched: bool) -> Chart:
    if not hatched:
        return {"color": BAND, "line": {"width": 0}}
    return {
        "color": "#ffffff",
        "line": {"color": GREY, "width": 1},
        "pattern": {
            "shape": "/",
            "fgcolor": GREY,
            "bgcolor": "#ffffff",
            "size": 7,
            "solidity": 0.2,
        },
    }


def _marker(series: str) -> Chart:
    """Dot within ring within diamond: three marks of one level stay apart."""
    symbol, size, color = {
        "claim": ("circle-open", 17, BLUE),
        "supported": ("circle", 9, BLUE),
        "target": ("diamond-open", 24, INK),
    }[series]
    return {"symbol": symbol, "size": size, "color": color, "line": {"color": color, "width": 2}}


def _line(series: str) -> Chart:
    return {"color": BLUE, "width": 2 if series == "supported" else 1} | (
        {"dash": "dash"} if series == "claim" else {}
    )


def _font(size: int) -> Chart:
    return {"family": FONT, "size": size, "color": INK}


def _layout(**more: Any) -> go.Layout:
    return go.Layout(
        template=go.layout.Template(),
        font=_font(13),
        paper_bgcolor="#ffffff",
        plot_bgcolor="#ffffff",
        # The page has its own legend; a picture that is taken away shows this one.
        showlegend=False,
        legend={"orientation": "h", "x": 0, "xanchor": "left", "y": 0.02, "yref": "container"}
        | {"yanchor": "bottom", "itemclick": False, "itemdoubleclick": False},
        hoverlabel={"bgcolor": "#ffffff", "bordercolor": GREY, "font": {"color": INK}},
        dragmode=False,
        **more,
    )


def _chart(figure: go.Figure, narrow: Chart) -> Chart:
    made = figure.to_plotly_json()
    margin = made["layout"]["margin"]
    return {
        **made,
        "narrow": narrow,
        "picture": {
            "showlegend": True,
            "height": made["layout"]["height"] + TITLE_SPACE + LEGEND_SPACE,
            "margin": {
                **margin,
                "t": margin["t"] + TITLE_SPACE,
                "b": margin["b"] + LEGEND_SPACE,
            },
        },
    }
