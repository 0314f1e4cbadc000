"""Radar and gap bars of the comparison page as Plotly figures.

What is shown comes from `charts.data`; a chart shows the assessed industry only, beside the level
that the bulletin documents.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import plotly.graph_objects as go

from benchmark.scoring.framework import Language, Text
from benchmark.scoring.levels import MAX_LEVEL

from .data import BAND, BLUE, GREY, INK, LEVELS, LINE, REFERENCE_LEVEL, SERIES, Mark
from .plotly_parts import Chart, chart, font, layout, note
from .svg import wrapped

# In widths of a Chinese character.
LABEL_CHARS: dict[Language, float] = {"zh-hans": 7, "en": 10}
NARROW_CHARS = 7
NARROW_ROW = 64
CIRCLE = tuple(range(0, 361, 5))
# The axis of the gap bars is so much longer than the scale, so that marks at its ends are whole.
AXIS_EDGE = 0.4
LEVEL_TICKS: dict[Language, str] = {"zh-hans": "{}级", "en": "{}"}


def radar(marks: Sequence[Mark], language: Language) -> Chart:
    """Claim, supported and target of the traits inside the ring of level 5.

    A trait that is not rated is hatched and leaves the lines open: it is never drawn as 0.
    """
    angles = [360 * n / len(marks) for n in range(len(marks))]
    figure = go.Figure(layout=layout(height=440, margin={"l": 120, "r": 120, "t": 64, "b": 64}))
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
        "font": font(11),
        "polar": _polar(angles, names, NARROW_CHARS),
    }
    return chart(figure, narrow)


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
    names = [m.name.in_language(language) for m in marks]
    left = 24 + 14 * LABEL_CHARS[language]
    figure = go.Figure(
        layout=layout(
            height=440, margin={"l": left, "r": 24, "t": 8, "b": 56}, barmode="overlay", bargap=0
        )
    )
    _add_bars(figure, marks, language)
    _add_marks(figure, marks, language)
    yaxis = {
        "tickvals": list(range(len(marks))),
        "ticktext": [_label(name, LABEL_CHARS[language]) for name in names],
        "range": [len(marks) - 0.5, -0.5],
        "fixedrange": True,
        "showgrid": False,
        "zeroline": False,
    }
    figure.update_xaxes(_level_axis(language))
    figure.update_yaxes(yaxis)
    # On a phone the names stand above the bars, whole.
    narrow = {
        "height": NARROW_ROW * len(marks) + 64,
        "margin": {"l": 12, "r": 12, "t": 8, "b": 56},
        "yaxis": {**yaxis, "showticklabels": False},
        "annotations": [
            note(escape(name, quote=False), y=n, yshift=NARROW_ROW // 2 - 8)
            for n, name in enumerate(names)
        ],
    }
    return chart(figure, narrow)


def _add_bars(figure: go.Figure, marks: Sequence[Mark], language: Language) -> None:
    """The range of each trait, hatched where it is not rated, and the way to its target."""
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


def _add_marks(figure: go.Figure, marks: Sequence[Mark], language: Language) -> None:
    """The line of level 5, and each trait's claim, target and supported level."""
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
                y=list(range(len(marks))),
                x=[getattr(m, series) for m in marks],
                marker=_marker(series),
                **_hover(marks, language),
            )
        )


def _level_axis(language: Language) -> Chart:
    return {
        "range": [1 - AXIS_EDGE, MAX_LEVEL + AXIS_EDGE],
        "tickvals": LEVELS,
        "ticktext": [LEVEL_TICKS[language].format(n) for n in LEVELS],
        "gridcolor": LINE,
        "zeroline": False,
        "fixedrange": True,
        "title": {
            "text": Text("等级", "Level").in_language(language),
            "standoff": 8,
            "font": {"size": 13},
        },
    }


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
