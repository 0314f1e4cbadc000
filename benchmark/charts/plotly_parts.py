"""What Plotly's figures share: type, ground, marks, notes; and how a figure is handed out."""

from __future__ import annotations

from html import escape
from typing import Any

from .grammar import GREY, INK, LOOKS
from .svg import wrapped

FONT = (
    "PingFang SC, Microsoft YaHei, Noto Sans SC, Noto Sans CJK SC, Source Han Sans SC, "
    "WenQuanYi Micro Hei, Helvetica Neue, Arial, sans-serif"
)
TITLE_SPACE, LEGEND_SPACE = 64, 72

Chart = dict[str, Any]


def label(text: str, chars: float) -> str:
    """A trait's name in short lines of equal length."""
    return "<br>".join(escape(line, quote=False) for line in wrapped(text, chars))


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


def fill(kind: str) -> Chart:
    """A strip of the grammar."""
    look = LOOKS[kind]
    if not look.hatched:
        return {"color": look.fill, "line": {"width": 0}}
    return {
        "color": look.fill,
        "line": {"color": look.colour, "width": 1},
        "pattern": {
            "shape": "/",
            "fgcolor": look.colour,
            "bgcolor": look.fill,
            "size": 7,
            "solidity": 0.2,
        },
    }


def marker(kind: str) -> Chart:
    """A mark of the grammar that stands at a point."""
    look = LOOKS[kind]
    # Plotly's diamond is larger than its size says.
    size = look.size / 1.3 if look.shape == "diamond" else look.size
    return {
        "symbol": look.shape,
        "size": round(size, 1),
        "color": look.fill,
        "line": {"color": look.colour, "width": look.edge},
    }


def line(kind: str) -> Chart:
    """The line that joins such marks."""
    look = LOOKS[kind]
    return {"color": look.colour, "width": look.line} | ({"dash": "dash"} if look.dashed else {})


def font(size: int) -> Chart:
    return {"family": FONT, "size": size, "color": INK}


def layout(**more: Any) -> Chart:
    return {
        # An empty one: Plotly's own would tint the ground.
        "template": {},
        "font": font(13),
        "paper_bgcolor": "#ffffff",
        "plot_bgcolor": "#ffffff",
        # The page has its own legend; a picture that is taken away shows this one.
        "showlegend": False,
        "legend": {"orientation": "h", "x": 0, "xanchor": "left", "y": 0.02, "yref": "container"}
        | {"yanchor": "bottom", "itemclick": False, "itemdoubleclick": False},
        "hoverlabel": {"bgcolor": "#ffffff", "bordercolor": GREY, "font": {"color": INK}},
        "dragmode": False,
        **more,
    }


def chart(data: list[Chart], layout: Chart, narrow: Chart) -> Chart:
    margin = layout["margin"]
    return {
        "data": data,
        "layout": layout,
        "narrow": narrow,
        "picture": {
            "showlegend": True,
            "height": layout["height"] + TITLE_SPACE + LEGEND_SPACE,
            "margin": {
                **margin,
                "t": margin["t"] + TITLE_SPACE,
                "b": margin["b"] + LEGEND_SPACE,
            },
        },
    }
