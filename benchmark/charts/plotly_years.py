"""A trait's levels over the years as a Plotly figure; see `plotly_figures`."""

from __future__ import annotations

from collections.abc import Sequence

from benchmark.scoring.framework import Language
from benchmark.scoring.levels import MAX_LEVEL

from .data import LEVELS, REFERENCE_LEVEL, SERIES, SIGNS
from .grammar import LINE
from .plotly_figures import LEVEL_TICKS
from .plotly_parts import Chart, chart, fill, font, layout, line, marker
from .years import DRAFT, YearMark

_EDGE = 0.4
_HEIGHT, _NARROW_HEIGHT = 240, 232


def levels_by_year(marks: Sequence[YearMark], language: Language) -> Chart:
    """Claim, proven and target from year to year, with what is possible as a band."""
    data: list[Chart] = []
    for series, rated in (("band", True), ("not_rated", False)):
        found = [m for m in marks if m.mark.rated == rated and m.mark.low < m.mark.high]
        data.append(
            {
                "type": "bar",
                "name": SERIES[series].in_language(language),
                "x": [m.period for m in found],
                "base": [m.mark.low for m in found],
                "y": [m.mark.high - m.mark.low for m in found],
                "width": [0.2] * len(found),
                "marker": fill(series),
                "visible": bool(found),
                **_hover(found, language),
            }
        )
    ends = [marks[0].period - _EDGE, marks[-1].period + _EDGE]
    data.append(
        {
            "type": "scatter",
            "name": SERIES["reference"].in_language(language),
            "mode": "lines",
            "x": ends,
            "y": [REFERENCE_LEVEL, REFERENCE_LEVEL],
            "line": line("reference"),
            "hoverinfo": "skip",
        }
    )
    data += [
        {
            "type": "scatter",
            "name": SERIES[kind].in_language(language),
            "mode": "markers" if kind == "target" else "lines+markers",
            "x": [m.period for m in marks],
            "y": [m.mark.level(kind) for m in marks],
            "connectgaps": False,
            "marker": marker(kind),
            "line": line(kind),
            **_hover(marks, language),
        }
        for kind in SIGNS
    ]
    shape = layout(height=_HEIGHT, margin={"l": 44, "r": 16, "t": 8, "b": 40}, barmode="overlay")
    shape["xaxis"] = {
        "range": ends,
        "tickvals": [m.period for m in marks],
        "ticktext": [_tick(m, language) for m in marks],
        "showgrid": False,
        "zeroline": False,
        "fixedrange": True,
    }
    shape["yaxis"] = {
        "range": [1 - _EDGE, MAX_LEVEL + _EDGE],
        "tickvals": list(LEVELS),
        "ticktext": [LEVEL_TICKS[language].format(n) for n in LEVELS],
        "gridcolor": LINE,
        "zeroline": False,
        "fixedrange": True,
    }
    return chart(data, shape, {"height": _NARROW_HEIGHT, "font": font(11)})


def _tick(mark: YearMark, language: Language) -> str:
    draft = f"<br>{DRAFT.in_language(language)}" if mark.draft else ""
    return f"{mark.period}{draft}"


def _hover(marks: Sequence[YearMark], language: Language) -> Chart:
    return {
        "hovertext": [mark.words.in_language(language) for mark in marks],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }
