"""Charts of the comparison page as Plotly figures: plain dictionaries, checked in the tests.

Each function returns what `Plotly.newPlot` takes, as plain JSON values: {"data", "layout"}, with
"narrow" and "picture": the parts of the layout that differ on a phone and in a file. What is shown
comes from `charts.data`; a chart shows the assessed industry only, beside the level that the
bulletin documents. Plotly's own classes would cost more than the page.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from benchmark.scoring.framework import Language
from benchmark.scoring.levels import MAX_LEVEL

from .data import LEVELS, REFERENCE_LEVEL, SERIES, SIGNS, Mark, status_word
from .grammar import GREY, LINE
from .plotly_parts import Chart, chart, fill, font, label, layout, line, marker, note

# In widths of a Chinese character.
LABEL_CHARS: dict[Language, float] = {"zh-hans": 7, "en": 10}
NARROW_CHARS, NARROW_ROW = 7, 64
CIRCLE = tuple(range(0, 361, 5))
# The axis of the gap chart is so much longer than the scale, so that marks at its ends are whole.
AXIS_EDGE = 0.4
LEVEL_TICKS: dict[Language, str] = {"zh-hans": "{}级", "en": "{}"}


def radar(marks: Sequence[Mark], language: Language) -> Chart:
    """Claim, proven level and target of the traits inside the ring of level 5.

    A trait that is not rated is hatched and leaves the lines open: it is never drawn as 0.
    """
    angles = [360 * n / len(marks) for n in range(len(marks))]
    data: list[Chart] = []
    for series, is_rated in (("band", True), ("not_rated", False)):
        pairs = [(a, m) for a, m in zip(angles, marks, strict=True) if _has_band(m, is_rated)]
        data.append(
            {
                "type": "barpolar",
                "name": SERIES[series].in_language(language),
                "theta": [a for a, _ in pairs],
                "base": [m.low for _, m in pairs],
                "r": [m.high - m.low for _, m in pairs],
                "width": [200 / len(marks)] * len(pairs),
                "marker": fill(series),
                "visible": bool(pairs),
                **_hover([m for _, m in pairs], language),
            }
        )
    data.append(
        {
            "type": "scatterpolar",
            "name": SERIES["reference"].in_language(language),
            "mode": "lines",
            "theta": list(CIRCLE),
            "r": [REFERENCE_LEVEL] * len(CIRCLE),
            "line": line("reference"),
            "hoverinfo": "skip",
        }
    )
    for kind in SIGNS:
        levels = [m.level(kind) for m in marks]
        data.append(
            {
                "type": "scatterpolar",
                "name": SERIES[kind].in_language(language),
                "mode": "markers" if kind == "target" else "lines+markers",
                "theta": [*angles, angles[0]],
                "r": [*levels, levels[0]],
                "connectgaps": False,
                "marker": marker(kind),
                "line": line(kind),
                **_hover([*marks, marks[0]], language),
            }
        )
    names = [m.name.in_language(language) for m in marks]
    shape = layout(height=440, margin={"l": 120, "r": 120, "t": 64, "b": 64})
    shape["polar"] = _polar(angles, names, LABEL_CHARS[language])
    narrow = {
        "height": 380,
        "margin": {"l": 88, "r": 88, "t": 72, "b": 72},
        "font": font(11),
        "polar": _polar(angles, names, NARROW_CHARS),
    }
    return chart(data, shape, narrow)


def _polar(angles: Sequence[float], names: Sequence[str], chars: float) -> Chart:
    # Between two spokes, where no mark covers the numbers.
    between = 90 - 180 / len(angles)
    return {
        "bgcolor": "#ffffff",
        "radialaxis": {
            "range": [0, MAX_LEVEL + 0.15],
            "tickvals": list(LEVELS),
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
            "tickvals": list(angles),
            "ticktext": [label(name, chars) for name in names],
            "gridcolor": LINE,
            "linecolor": "rgba(0,0,0,0)",
            # Ticks that are not seen hold the names clear of a diamond on the ring.
            "ticks": "outside",
            "ticklen": 14,
            "tickcolor": "rgba(0,0,0,0)",
        },
    }


def gap_chart(marks: Sequence[Mark], language: Language) -> Chart:
    """Per trait where it stands and what it aims at, up to the end line of level 5."""
    data: list[Chart] = []
    for series, is_rated in (("band", True), ("not_rated", False)):
        found = [(n, m) for n, m in enumerate(marks) if _has_band(m, is_rated)]
        data.append(
            {
                "type": "bar",
                "name": SERIES[series].in_language(language),
                "orientation": "h",
                "y": [n for n, _ in found],
                "base": [m.low for _, m in found],
                "x": [m.high - m.low for _, m in found],
                "width": 0.44,
                "marker": fill(series),
                "visible": bool(found),
                **_hover([m for _, m in found], language),
            }
        )
    data.append(
        {
            "type": "scatter",
            "name": SERIES["reference"].in_language(language),
            "mode": "lines",
            "x": [REFERENCE_LEVEL, REFERENCE_LEVEL],
            "y": [-0.5, len(marks) - 0.5],
            "line": line("reference"),
            "hoverinfo": "skip",
        }
    )
    data += [
        {
            "type": "scatter",
            "name": SERIES[kind].in_language(language),
            "mode": "markers",
            "y": list(range(len(marks))),
            "x": [m.level(kind) for m in marks],
            "marker": marker(kind),
            **_hover(marks, language),
        }
        for kind in SIGNS
    ]
    return chart(data, *_gap_layouts(marks, language))


def _gap_layouts(marks: Sequence[Mark], language: Language) -> tuple[Chart, Chart]:
    names = [m.name.in_language(language) for m in marks]
    yaxis: Chart = {
        "tickvals": list(range(len(marks))),
        "ticktext": [label(name, LABEL_CHARS[language]) for name in names],
        "range": [len(marks) - 0.5, -0.5],
        "fixedrange": True,
        "showgrid": False,
        "zeroline": False,
    }
    margin = {"l": 24 + 14 * LABEL_CHARS[language], "r": 88, "t": 8, "b": 40}
    shape = layout(height=400, margin=margin, barmode="overlay", bargap=0)
    shape["xaxis"] = {
        "range": [1 - AXIS_EDGE, MAX_LEVEL + AXIS_EDGE],
        "tickvals": list(LEVELS),
        "ticktext": [LEVEL_TICKS[language].format(n) for n in LEVELS],
        "gridcolor": LINE,
        "zeroline": False,
        "fixedrange": True,
    }
    shape["yaxis"] = yaxis
    # What is found stands at the end of a row, as in the drawing that was there first.
    shape["annotations"] = [
        note(status_word(mark).in_language(language), y=n, x=1.01)
        for n, mark in enumerate(marks)
        if mark.status
    ]
    # On a phone the names stand above the rows, whole.
    narrow = {
        "height": NARROW_ROW * len(marks) + 48,
        "margin": {"l": 12, "r": 12, "t": 8, "b": 40},
        "yaxis": {**yaxis, "showticklabels": False},
        "annotations": [
            shown
            for n, (name, mark) in enumerate(zip(names, marks, strict=True))
            for shown in (
                note(escape(name, quote=False), y=n, yshift=NARROW_ROW // 2 - 8),
                note(
                    status_word(mark).in_language(language),
                    y=n,
                    yshift=NARROW_ROW // 2 - 8,
                    x=1,
                    xanchor="right",
                ),
            )
        ],
    }
    return shape, narrow


def _has_band(mark: Mark, is_rated: bool) -> bool:
    """What is certain has no band."""
    return mark.rated == is_rated and mark.low < mark.high


def _hover(marks: Sequence[Mark], language: Language) -> Chart:
    """Each trait in words, for the pointer."""
    return {
        "hovertext": [_says(mark, language) for mark in marks],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }


def _says(mark: Mark, language: Language) -> str:
    """One trait in words, for the pointer."""
    return f"{mark.name.in_language(language)}<br>{mark.words.in_language(language)}"
