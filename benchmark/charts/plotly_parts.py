"""What every Plotly figure is made of: font, layout, notes, and the form in which it is given.

A figure is given as what `Plotly.newPlot` takes, as plain JSON values: {"data", "layout"}, with
"narrow" and "picture": the parts of the layout that differ on a phone and in a file.
"""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go

from .data import GREY, INK

FONT = (
    "PingFang SC, Microsoft YaHei, Noto Sans SC, Noto Sans CJK SC, Source Han Sans SC, "
    "WenQuanYi Micro Hei, Helvetica Neue, Arial, sans-serif"
)
TITLE_SPACE, LEGEND_SPACE = 64, 72

Chart = dict[str, Any]


def chart(figure: go.Figure, narrow: Chart) -> Chart:
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


def layout(**more: Any) -> go.Layout:
    return go.Layout(
        template=go.layout.Template(),
        font=font(13),
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


def font(size: int) -> Chart:
    return {"family": FONT, "size": size, "color": INK}


def note(text: str, **where: Any) -> Chart:
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
